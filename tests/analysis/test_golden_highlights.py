"""The automatic highlights of twenty commodities, read aloud and kept as text.

After a change that is meant: ``python tests/analysis/test_golden_highlights.py`` writes them anew; read
every line that changed before you keep it.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

import pytest
from commodities import COMMODITIES, brief_of

import briefing
from briefing.core.text_nodes import plain

GOLDEN = Path(__file__).parent / "golden-highlights.txt"


def highlights_of(raw: Path, folder: Path, code: str) -> list[str]:
    brief_of(raw, folder, code)
    (brief,) = briefing.check_all(project=folder)
    return [plain(one.text).replace("\u00a0", " ") for one in brief.document.highlights]


def golden() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in GOLDEN.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            name = line[2:]
            found[name] = []
        elif line:
            found[name].append(line)
    return found


@pytest.mark.parametrize("code", COMMODITIES)
def test_highlights_read_as_they_did(raw: Path, tmp_path: Path, code: str):
    assert highlights_of(raw, tmp_path, code) == golden()[COMMODITIES[code]]


def test_the_sentences_are_sentences():
    every = golden()
    assert set(every) == set(COMMODITIES.values())
    for name, sentences in every.items():
        assert len(sentences) >= 3, name
        openings = [one.split()[0] for one in sentences if not one.startswith("The ")]
        assert len(openings) == len(set(openings)), name
        for one in sentences:
            assert re.fullmatch(r"[A-Z].*\.", one), one
            assert "2024" in one
            assert re.search(r"from|after|times|above|since|toward|:", one), f"no comparator: {one}"
            assert "  " not in one
            assert "None" not in one


if __name__ == "__main__":
    raw = Path(__file__).resolve().parents[3] / "shared/data/usgs"
    lines = []
    for code, name in COMMODITIES.items():
        with tempfile.TemporaryDirectory() as folder:
            lines += [f"# {name}", *highlights_of(raw, Path(folder), code), ""]
    GOLDEN.write_text("\n".join(lines), encoding="utf-8")
    sys.stdout.write(f"{GOLDEN}: {len(lines)} lines\n")
