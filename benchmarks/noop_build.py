"""A build of 85 briefs with nothing to do, against hashing the same files.

The other side is a Python process that imports pydantic and yaml and hashes all inputs and outputs.
In turns, each in a fresh process.
"""

import sys
import tempfile
from pathlib import Path

from portfolio import COUNT, build, compare, make_project, names, timed

HASHING = """
import hashlib, sys
from pathlib import Path
import pydantic, yaml
for name in ("config", "data", "output"):
    for path in sorted(Path(sys.argv[1], name).iterdir()):
        if path.is_file():
            with path.open("rb") as file:
                hashlib.file_digest(file, "sha256").hexdigest()
"""


def main(count=COUNT, turns=11):
    with tempfile.TemporaryDirectory() as name:
        project = make_project(Path(name) / "project", names(count))
        _, built = build(project)
        assert len(built) == count
        ours, bare = [], []
        for _ in range(turns + 1):
            seconds, built = build(project)
            assert not built
            ours.append(seconds)
            bare.append(timed([sys.executable, "-c", HASHING, str(project)])[0])
        compare(f"no-op build of {count} briefs", ours[1:], bare[1:], 1.5)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
