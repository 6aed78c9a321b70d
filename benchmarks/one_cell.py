"""One changed cell among 85 briefs, against a build of that brief in a project of its own.

Twice: with a data file for each brief, and with one file of which each brief reads its own rows.
In turns, each in a fresh process.
"""

import sys
import tempfile
from pathlib import Path

from portfolio import COUNT, build, compare, make_project, names, set_cells


def main(count=COUNT, turns=7):
    every = names(count)
    one = every[count // 2]
    with tempfile.TemporaryDirectory() as name:
        for shared_file in (False, True):
            folder = Path(name) / f"shared-{shared_file}"
            many = make_project(folder / "many", every, shared_file=shared_file)
            alone = make_project(folder / "alone", [one], shared_file=shared_file)
            build(many), build(alone)
            ours, bare = [], []
            for turn in range(1, turns + 2):
                for project, briefs, results in ((many, every, ours), (alone, [one], bare)):
                    set_cells(project, briefs, one, turn, shared_file=shared_file)
                    seconds, built = build(project)
                    assert built == [one], built
                    results.append(seconds)
            label = "one shared file" if shared_file else "a file for each"
            compare(f"one cell of {count} briefs, {label}", ours[1:], bare[1:], 1.3)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
