"""A brief in a warm process with what the page layout remembers, against the library as it is, in turns.

Processor time, medians, of the example brief and of the smallest project (arguments: turns, a project
and a brief of yours). The files of both must be the same to the byte.
"""

import gc
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ["SOURCE_DATE_EPOCH"] = "1700000000"

from briefing.app.build.pipeline import build_all  # noqa: E402  (the folder of this checkout first)
from briefing.app.drafting.smallest_project import smallest_project  # noqa: E402
from briefing.writers.pdf.filling import PLAIN  # noqa: E402


def built(project: Path, name: str, plain: str) -> tuple[float, dict[str, bytes]]:
    """Processor seconds for a brief, and its files by kind."""
    os.environ[PLAIN] = plain
    gc.collect()
    with tempfile.TemporaryDirectory() as folder:
        began = time.process_time()
        (brief,) = build_all([name], project=project, output=folder)
        taken = time.process_time() - began
        return taken, {kind: Path(file).read_bytes() for kind, file in brief.files.items()}


def compare(project: Path, name: str, turns: int) -> None:
    """Print what both ways take, in turns."""
    times: dict[str, list[float]] = {"1": [], "": []}
    for turn in range(turns + 1):
        files = {}
        for plain, taken in times.items():
            seconds, files[plain] = built(project, name, plain)
            if turn:
                taken.append(seconds)
        assert files["1"] == files[""], f"{name}: other bytes"
    plain, ours = (statistics.median(taken) for taken in times.values())
    print(f"{name}: {ours / plain:.2f} ({ours:.2f} s against {plain:.2f} s), the same bytes")


def main() -> None:
    """Compare on the example and on the smallest project, or on what is named."""
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    if len(sys.argv) > 3:
        compare(Path(sys.argv[2]), sys.argv[3], turns)
        return
    compare(ROOT, "us-rare-earths", turns)
    with tempfile.TemporaryDirectory() as folder:
        smallest_project(Path(folder), {})
        compare(Path(folder), "first-brief", turns)


if __name__ == "__main__":
    main()
