"""Kills builds at random moments, two hundred times, and looks at what they leave.

After each kill every output must be the old or the new one, whole; after the next build all must be
as a clean build makes it. Every other kill comes right when files are being put in their places.
"""

import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from portfolio import ROOT, environment, hashes_of, make_project, names, set_cells

sys.path.insert(0, str(ROOT))


def main(kills=200, seed=20261123):
    from briefing.app.build.incremental import build_changed

    chance, briefs, counts = random.Random(seed), names(2), Counter()
    with tempfile.TemporaryDirectory() as name:
        project = make_project(Path(name) / "project", briefs)
        clean, took = {}, 0.0
        for turn in (1, 0):
            reference = make_project(Path(name) / f"reference-{turn}", briefs)
            set_cells(reference, briefs, briefs[0], turn)
            process = start(reference)
            began = time.perf_counter()
            process.wait()
            took = time.perf_counter() - began
            clean[turn] = hashes_of(reference / "output")
        build_changed(project=project)
        assert hashes_of(project / "output") == clean[0]
        for number in range(1, kills + 1):
            old, new = clean[(number + 1) % 2], clean[number % 2]
            set_cells(project, briefs, briefs[0], number % 2)
            process = start(project)
            wait(project, process, chance, took, at_writing=number % 2 == 0)
            counts["killed" if process.poll() is None else "ended before"] += 1
            process.kill()
            process.wait()
            left = hashes_of_outputs(project)
            assert left.keys() == new.keys(), sorted(left)
            assert all(left[one] in {old[one], new[one]} for one in new)
            changed = {one for one in new if old[one] != new[one]}
            fresh = {one for one in changed if left[one] == new[one]}
            counts[
                "all old" if not fresh else "all new" if fresh == changed else "old and new"
            ] += 1
            counts["left a file half-made"] += any((project / "output").glob(".*.part"))
            build_changed(project=project)
            assert hashes_of(project / "output") == new
            assert not [*(project / "output").glob(".*.part")]
            counts["healed"] += 1
    print(f"seed {seed}: {dict(sorted(counts.items()))}")


def hashes_of_outputs(project):
    found = hashes_of(project / "output")
    return {name: digest for name, digest in found.items() if not name.startswith(".")}


def start(project):
    command = [sys.executable, "-m", "briefing", "build", "--quiet", "--project", str(project)]
    return subprocess.Popen(command, env=environment(), stderr=subprocess.PIPE)


def wait(project, process, chance, took, *, at_writing):
    """Let the build run for a while: any part of its time, or until it begins to write."""
    if not at_writing:
        time.sleep(chance.uniform(0, took))
        return
    while process.poll() is None and not any((project / "output").glob(".*.part")):
        time.sleep(0.0005)
    time.sleep(chance.uniform(0, 0.03))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
