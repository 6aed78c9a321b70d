"""Whole processes beside Typst's on documents of the same size and content, with charts by the same code.

``cold``: the example brief in a process of its own against its Typst document; ``twenty``: twenty
different briefs like it in one process against Typst's twenty, and in two processes; ``commodities``:
85 briefs of one portfolio against Typst's 85; ``fitted``: the example fitted to fewer pages against the
same unfitted. Names on the command line choose; a number is that of the turns, a second one that of the briefs
where there are many. Processor time of a process
with its children, and the clock, in turns; medians. Ours writes the page for screens, the ledger and
its PROV beside the PDF, computes every figure and checks it; the peer reads finished texts and plots.

Typst is no dependency: ``pip install --target FOLDER typst==0.15.2``, then ``PYTHONPATH=FOLDER``.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT), str(HERE)]

from projects import (  # noqa: E402  (beside this file)
    RAW,
    commodities,
    fitted_and_not,
    like_the_example,
)

EXAMPLE = "us-rare-earths"


class Ran:
    """What whole processes took, run by run."""

    def __init__(self):
        self.processor, self.clock, self.peak = [], [], []

    def run(self, command):
        """Run it once: seconds of processor time of the process and its children, and by the clock."""
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        given = {one: os.environ[one] for one in os.environ if one != "PYTHONDONTWRITEBYTECODE"}
        process = subprocess.Popen(
            [sys.executable, *command], env={**given, "PYTHONPATH": path}, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )  # fmt: skip
        told = process.stderr.read()
        _, status, own = os.wait4(process.pid, 0)
        assert status == 0, told.decode()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.clock.append(time.perf_counter() - began)
        self.processor.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        self.peak.append(own.ru_maxrss / 1024)

    def __str__(self):
        return (f"{statistics.median(self.processor):.2f} s of processor time, "
                f"{statistics.median(self.clock):.2f} s by the clock, {max(self.peak):.0f} MB")  # fmt: skip


def beside(label, ours, peer, turns, goal, *, warm=True):
    """Run both in turns and print the ratios of the medians."""
    if peer() is None:
        print(f"{label}: skipped, typst is not installed "
              "(pip install --target FOLDER typst==0.15.2, then PYTHONPATH=FOLDER)")  # fmt: skip
        return
    found = {"ours": Ran(), "peer": Ran()}
    if warm:
        Ran().run(ours()), Ran().run(peer())
    for _ in range(turns):
        found["ours"].run(ours())
        found["peer"].run(peer())
    a, b = found.values()
    processor = statistics.median(a.processor) / statistics.median(b.processor)
    clock = statistics.median(a.clock) / statistics.median(b.clock)
    print(f"{label}: {processor:.2f} of processor time, {clock:.2f} by the clock (goal {goal})\n"
          f"   {a}\n   against {b}", flush=True)  # fmt: skip


class Bench:
    """A folder of the peer's documents, and new folders for ours."""

    def __init__(self, folder, count=None):
        self.folder, self.count, self._count = folder, count, 0

    def builds(self, project, *names, jobs=None):
        """The command that builds ours from nothing."""
        self._count += 1
        output = self.folder / f"output-{self._count}"
        return [
            "-m",
            "briefing",
            "build",
            *names,
            "--project",
            project,
            "--output",
            output,
            *(("--jobs", str(jobs)) if jobs else ()),
        ]

    def peers(self, project, names=()):
        """The names of the briefs, and the command that sets the same documents by the peer.

        No command where that is not installed.
        """
        place, path = self.folder / f"peers-{project.name}", os.environ.get("PYTHONPATH", "")
        made = subprocess.run(
            [sys.executable, HERE / "content.py", project, place, str(self.count or 0), *names],
            env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{path}"}, check=True, stdout=subprocess.PIPE,
        )  # fmt: skip
        command = [
            HERE / "typst_briefs.py",
            *sorted(one for one in place.iterdir() if one.is_dir()),
        ]
        return json.loads(made.stdout), command if find_spec("typst") else None


def cold(bench, turns):
    """The example."""
    _, peer = bench.peers(ROOT, [EXAMPLE])
    beside("cold example", lambda: bench.builds(ROOT, EXAMPLE), lambda: peer, turns, "2.1; 1.8")


def twenty(bench, turns):
    """Twenty like the example, in one process and in two."""
    project = bench.folder / "twenty"
    like_the_example(project, bench.count or 20)
    names, peer = bench.peers(project)
    beside(
        f"{len(names)} briefs",
        lambda: bench.builds(project, jobs=1),
        lambda: peer,
        turns,
        "3.0",
        warm=False,
    )
    beside(f"{len(names)} briefs in two processes against one", lambda: bench.builds(project, jobs=2),
           lambda: bench.builds(project, jobs=1), turns, "0.53 by the clock", warm=False)  # fmt: skip


def all_commodities(bench, turns):
    """85 briefs of one portfolio."""
    if not RAW.exists():
        print(f"commodities: skipped, there is no {RAW}")
        return
    project = bench.folder / "commodities"
    commodities(project)
    names, peer = bench.peers(project)
    beside(
        f"{len(names)} commodities",
        lambda: bench.builds(project, *names, jobs=1),
        lambda: peer,
        turns,
        "none",
        warm=False,
    )


def fitted(bench, turns):
    """Both examples on one page, by leaving out what may go, against the same texts on all their pages."""
    project = bench.folder / "fitted"
    for whole, short in fitted_and_not(project):
        beside(f"{short} against {whole}", lambda one=short: bench.builds(project, one),
               lambda one=whole: bench.builds(project, one), turns, "1.3")  # fmt: skip


KINDS = {"cold": cold, "twenty": twenty, "commodities": all_commodities, "fitted": fitted}


def main(words):
    """Run what is named, or all."""
    numbers = [int(one) for one in words if one.isdigit()]
    turns, count = (numbers or [5])[0], (numbers[1:] or [None])[0]
    chosen = [one for one in words if one in KINDS] or [*KINDS]
    with tempfile.TemporaryDirectory() as name:
        for one in chosen:
            KINDS[one](Bench(Path(name), count), turns)


if __name__ == "__main__":
    main(sys.argv[1:])
