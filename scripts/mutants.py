"""Changes the program in small ways, one at a time, and counts the changes that the tests notice.

    python scripts/mutants.py core                      # a room
    python scripts/mutants.py analysis/metrics core/unit --sample 0

``mutmut`` makes and runs the changes as ``[tool.mutmut]`` in ``pyproject.toml`` says. Of many a
sample is taken, the same one for the same seed. Those that no test noticed are listed;
``mutmut show NAME`` prints one.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MADE = ROOT / "mutants"
WARM_UP = "briefing.core.sampling.*"
"""A few changes: they show that all is in place, and leave the names of all others."""
NOTICED = frozenset({1, 3, 24, 36, 152, 255, -24, -9, -11})
"""What pytest leaves where a test failed, or never ended."""


def outcomes(where: list[str]) -> dict[str, int | None]:
    """The changes in these rooms or modules by name, with what pytest left."""
    found: dict[str, int | None] = {}
    for path in sorted(MADE.rglob("*.py.meta")):
        module = path.relative_to(MADE / "briefing").as_posix().removesuffix(".py.meta")
        if any(module == one or module.startswith(f"{one}/") for one in where):
            found |= json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


def forget_what_is_old() -> None:
    """Delete the copies of files that have changed or gone since: mutmut copies a file once."""
    for copy in sorted(one for one in (MADE / "briefing").rglob("*") if one.is_file()):
        known = copy.with_suffix("") if copy.suffix in {".meta", ".spans"} else copy
        source = ROOT / known.relative_to(MADE)
        is_old = (
            known == copy and source.is_file() and source.stat().st_mtime > copy.stat().st_mtime
        )
        if is_old or not source.is_file():
            copy.unlink()


def mutmut(*names: str) -> None:
    """Run the changes of these names."""
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", "2", *names]
    done = subprocess.run(
        command, cwd=ROOT, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode:
        sys.exit(f"mutmut could not run them:\n{done.stdout[-2000:]}")


def main() -> int:
    """Run a sample, print the share that was noticed, and name the rest."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("where", nargs="+", help="rooms or modules: core, analysis/metrics")
    parser.add_argument("--sample", type=int, default=400, help="how many; 0 for all (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, another sample")
    given = parser.parse_args()
    forget_what_is_old()
    mutmut(WARM_UP)
    every = sorted(outcomes(given.where))
    chosen = every
    if 0 < given.sample < len(every):
        chosen = sorted(random.Random(given.seed).sample(every, given.sample))
    mutmut(*chosen)
    done = outcomes(given.where)
    missed = [name for name in chosen if done[name] not in NOTICED]
    for name in missed:
        print(name)
    share = 100 * (len(chosen) - len(missed)) / max(1, len(chosen))
    codes = Counter(done[name] for name in chosen)
    print(
        f"{len(chosen) - len(missed)} of {len(chosen)} changes were noticed ({share:.0f}%), of "
        f"{len(every)} in {', '.join(given.where)}; {codes[33]} that no test reaches"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
