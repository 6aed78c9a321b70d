"""What is installed is pinned: every dependency with a version and the hashes of its files."""

from __future__ import annotations

import re
import tomllib

from places import ROOT

PINS = re.sub(r"#.*\n", "", (ROOT / "constraints.txt").read_text(encoding="utf-8"))
_ENTRY = re.compile(
    r"^([a-z0-9-]+)==\S+(?: ;[^\\\n]+)?((?: \\\n {4}--hash=sha256:[0-9a-f]{64})+)\n", re.MULTILINE
)


def test_each_pin_has_its_hashes():
    assert not _ENTRY.sub("", PINS).strip(), "renew it: sh scripts/pin"


def test_each_dependency_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {re.split(r"[^a-z0-9-]", one, maxsplit=1)[0] for one in project["dependencies"]}
    wanted |= {
        re.split(r"[^a-z0-9-]", one, maxsplit=1)[0]
        for one in project["optional-dependencies"]["dev"]
    }
    assert wanted <= {one[1] for one in _ENTRY.finditer(PINS)}, "renew it: sh scripts/pin"
