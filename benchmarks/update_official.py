"""A new edition from an official file of 8,886 rows against reading that file with pandas.

Each in a fresh process, in turns: `briefing update` finds every measure of two data sets, without any
flag, and tries the brief; pandas reads the file. Processor time is printed too, which other work on
the machine does not lengthen. Arguments: turns.
"""

import resource
import subprocess
import sys
import tempfile
import time
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
            ours, bare, busy = [], [], []
            for _ in range(turns):
                seconds, processor, told = _updated(project, dataset, file)
                busy.append(processor)
                assert f"{CHAPTER}'" in told, told
                assert told.count("values as ") == found, told
                assert "no new period" not in told, told
                ours.append(seconds)
                bare.append(timed(read)[0])
            compare(f"update of '{dataset}' against pandas", ours, bare, _MOST_SECONDS)
            print(
                f"  longest {max(ours):.1f} s (goal: at most {_MOST_SECONDS}), processor {max(busy):.1f} s"
            )


def _updated(project, dataset, file):
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
    began, before = time.perf_counter(), _processor()
    done = subprocess.run(
        [*command, "--project", str(project)],
        check=False,
        capture_output=True,
        text=True,
        env=environment(),
    )
    assert done.returncode in {0, 1}, done.stdout + done.stderr
    return time.perf_counter() - began, _processor() - before, done.stdout


def _processor():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
