"""A new edition from an official file of 8,886 rows against reading that file with pandas.

Each in a fresh process, in turns: `briefing update` finds every measure of two data sets, without any
flag, and tries the brief; pandas reads the file. Arguments: turns.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from official_file import CHAPTER, official_file, project_before
from portfolio import compare, environment, timed

_MOST_SECONDS = 10


def main():
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "official.csv"
        project = project_before(folder / "project", official_file(file))
        read = [
            sys.executable,
            "-c",
            f"import pandas; pandas.read_csv({str(file)!r}, encoding='cp1252')",
        ]
        for dataset, found in (("us", 9), ("world", 2)):
            ours, bare = [], []
            for _ in range(turns):
                seconds, told = _updated(project, dataset, file)
                assert f"{CHAPTER}'" in told, told
                assert told.count("values as ") == found, told
                assert "no new period" not in told, told
                ours.append(seconds)
                bare.append(timed(read)[0])
            compare(f"update of '{dataset}' against pandas", ours, bare, "none")
            print(f"  longest {max(ours):.1f} s (goal: at most {_MOST_SECONDS})")


def _updated(project, dataset, file):
    import time

    command = [
        sys.executable,
        "-m",
        "briefing",
        "update",
        dataset,
        str(file),
        "--source",
        "book2026",
    ]
    began = time.perf_counter()
    done = subprocess.run(
        [*command, "--project", str(project)],
        check=False,
        capture_output=True,
        text=True,
        env=environment(),
    )
    assert done.returncode in {0, 1}, done.stdout + done.stderr
    return time.perf_counter() - began, done.stdout


if __name__ == "__main__":
    main()
