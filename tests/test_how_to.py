"""The answers of docs/how-to.md, tried: each stands on the page's own project and checks without an error."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
import yaml
from places import ROOT

import briefing
from briefing.writers.markdown.markdown import write_markdown

PAGE = (ROOT / "docs/how-to.md").read_text(encoding="utf-8")
BASE, *REST = re.split(r"^### ", PAGE, flags=re.MULTILINE)
ANSWERS = {text.partition("\n")[0]: text for text in REST}
BLOCK = re.compile(r'^```(\w+) title="([^"]+)"\n(.*?)^```', re.MULTILINE | re.DOTALL)


def merged(old: object, new: object) -> object:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return {**old, **{key: merged(old.get(key), value) for key, value in new.items()}}
    return new


def written(folder: Path, *texts: str) -> None:
    for text in texts:
        for _, name, content in BLOCK.findall(text):
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            if path.suffix == ".yaml" and path.exists():
                both = merged(yaml.safe_load(path.read_text("utf-8")), yaml.safe_load(content))
                path.write_text(yaml.safe_dump(both, sort_keys=False), encoding="utf-8")
            else:
                path.write_text(content, encoding="utf-8")


def workbook(folder: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Table 1"
    for line in (folder / "data/waiting.csv").read_text("utf-8").splitlines():
        sheet.append([int(one) if one.isdigit() else one for one in line.split(",")])
    book.save(folder / "data/waiting.xlsx")


def test_there_are_enough_questions():
    assert len(ANSWERS) >= 20
    assert all(title.endswith("?") for title in ANSWERS)


@pytest.mark.parametrize("title", [one for one, text in ANSWERS.items() if BLOCK.search(text)])
def test_an_answer_is_right(title: str, tmp_path: Path):
    written(tmp_path, BASE, ANSWERS[title])
    workbook(tmp_path)
    briefs = briefing.check_all(project=tmp_path)
    assert briefs
    texts = [write_markdown(brief.document).replace("\\", "") for brief in briefs]
    for said in re.findall(r"^> (.+)$", ANSWERS[title], re.MULTILINE):
        assert any(said in text for text in texts), texts
