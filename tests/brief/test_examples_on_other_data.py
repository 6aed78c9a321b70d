"""The shipped briefs, moved to other data, say nothing false: their words come from the facts."""

from __future__ import annotations

import csv
import random
import re
import shutil
from pathlib import Path

import pytest
from places import ROOT

from briefing.app.build.pipeline import open_project
from briefing.app.build.preparation import prepare
from briefing.core.problems import ProblemLog
from briefing.writers.markdown.markdown import write_markdown

US = "data/usgs/mcs2025/rare-earths-us.csv"
WORLD = "data/usgs/mcs2025/rare-earths-world.csv"
MACRO = "data/us-macro/us-macro.csv"
_TIED = 0.2
"""How many members get the value of another."""
_PLACES = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
]
DECLARED_ODD = {"compounds_production", "exports_metals"}
"""Columns whose newest value the project accepts though a check doubts it: they stay as they are."""


def moved(head: str, text: str, dice: random.Random) -> str:
    """A printed number, moved by up to six tenths either way; any other text as it is."""
    if head in DECLARED_ODD or not text.replace(".", "", 1).isdigit():
        return text
    new = float(text) * dice.uniform(0.4, 1.6)
    if "reliance" in head:
        new = min(new, 90)
    return f"{new:.{len(text.partition('.')[2])}f}"


def rows_of(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text("utf-8").splitlines()))


def write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def move_row(path: Path, newest: str, dice: random.Random) -> None:
    head, *rows = rows_of(path)
    for row in rows:
        if row[0] == newest:
            row[1:] = [moved(*pair, dice) for pair in zip(head[1:], row[1:], strict=True)]
    write(path, [head, *rows])


def move_column(path: Path, column: str, total: str, dice: random.Random) -> None:
    """The values of all members, and a total that is their sum."""
    head, *rows = rows_of(path)
    place, whole = head.index(column), 0.0
    numbers = [row[place] for row in rows if row[place].isdigit()]
    for row in rows:
        if not row[0].startswith(total):
            is_tied = row[place].isdigit() and dice.random() < _TIED
            row[place] = dice.choice(numbers) if is_tied else moved(column, row[place], dice)
            whole += float(row[place]) if row[place].isdigit() else 0
    for row in rows:
        if row[0].startswith(total):
            row[place] = f"{round(whole, -4):.0f}"
    write(path, [head, *rows])


@pytest.mark.parametrize("seed", range(4))
def test_random_updates_leave_no_false_word(tmp_path, seed):
    for folder in ("config", "data"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    dice = random.Random(seed)
    move_row(tmp_path / US, "2024", dice)
    move_row(tmp_path / MACRO, "2009-Q3", dice)
    move_column(tmp_path / WORLD, "production_2024_estimated", "World", dice)
    project = open_project(tmp_path)
    for name, brief in project.briefs.items():
        log = ProblemLog()
        prepared = prepare(project, brief, log)
        assert [str(one) for one in log if str(one).startswith("config/us")] == []
        assert prepared is not None
        checks = {one.name: one for one in prepared.document.checks}
        assert checks["words of direction"].messages == ()
        assert checks["no naked number"].messages == ()
        if name == "us-rare-earths":
            hold_to_the_file(write_markdown(prepared.document), rows_of(tmp_path / WORLD))


def hold_to_the_file(text: str, rows: list[list[str]]) -> None:
    """Ranks and drivers of the text, worked out anew from the rows."""
    head, *rest = rows
    now, before = (head.index(f"production_{one}") for one in ("2024_estimated", "2023"))
    pairs = {
        row[0]: (int(row[now]), int(row[before]))
        for row in rest
        if row[now].isdigit()
        and row[before].isdigit()
        and not row[0].startswith(("World", "Other"))
    }
    for country in ("United States", "Australia"):
        above = sum(one > pairs[country][0] for one, _ in pairs.values())
        pattern = rf"{country}(?: mined [^.]*? and)? ranks {_PLACES[above]}\b"
        assert re.search(pattern, text), (country, above)
    changes = {country: one - other for country, (one, other) in pairs.items()}
    drivers = sorted(changes.values(), reverse=sum(changes.values()) >= 0)[:3]
    (told,) = re.findall(r"came from (.*?); Burma", text)
    names = [name for name in changes if name in told]
    assert sorted(changes[one] for one in names) == sorted(drivers)
