"""Shown parts and their shown total: where only rounding keeps them apart, the page says so."""

from dataclasses import replace
from pathlib import Path

import pytest
from handmade import LANGUAGE, above, panel

import briefing
from briefing.brief.rounding import rounding_note
from briefing.core.fact import Cell, Fact
from briefing.core.series import Panel, Series
from briefing.core.spot import Spot

NOTE = "Parts do not add to the total because of rounding."
TABLE = """\
tables:
  all: {title: Mining, rows: ["world.mined[China]", "world.mined[Australia]", "world.mined[World]"]}
"""


def notes(project: Path, rows: str) -> tuple[str, ...]:
    (project / "data/world.csv").write_text(f"country,y2023,y2024\n{rows}", encoding="utf-8")
    path = project / "config/small.yaml"
    path.write_text(path.read_text().replace("chart: bars", "chart: bars\n    table: all") + TABLE)
    (brief,) = briefing.check_all(project=project)
    (table,) = [one for one in brief.document.sections[0].blocks if type(one).__name__ == "Table"]
    assert [cell.text for cell in table.rows[2].cells] == [
        rows.split(",")[-2],
        rows.rsplit(",", maxsplit=1)[-1].strip(),
    ]
    return table.notes


@pytest.mark.parametrize(
    ("rows", "noted"),
    [
        ("China,255,270\nAustralia,16,13\nWorld,270,283\n", True),
        ("China,255,270\nAustralia,16,13\nWorld,271,283\n", False),
        ("China,255,270\nAustralia,16,13\nChad,1,1\nWorld,270,290\n", False),  # Chad is not shown
    ],
)
def test_the_note_stands_where_it_must(project: Path, rows: str, noted: bool):
    assert (NOTE in notes(project, rows)) is noted


def of_cells(one: Series, column: int) -> Series:
    """The series as if each figure stood in a cell of its own."""
    facts = {
        when: replace(fact, origin=Cell(Spot("w.csv", "", row, column), "0" * 64, "h", "", "s"))
        for row, (when, fact) in enumerate(one.facts.items(), 2)
    }
    return replace(one, facts=facts)


def world(parts: dict[str, list], total: list | None) -> tuple[Panel, list[Fact]]:
    """A panel read from cells, and all its facts."""
    made = panel("d.world", parts, total=total)
    members = {
        name: of_cells(one, column) for column, (name, one) in enumerate(made.members.items(), 2)
    }
    whole = of_cells(made.total, 99) if made.total else None
    every = [*members.values(), *([whole] if whole else [])]
    return replace(made, members=members, total=whole), [
        fact for one in every for fact in one.facts.values()
    ]


@pytest.mark.parametrize(
    ("parts", "total", "noted"),
    [
        ([255, 16], 272, True),
        ([255, 16], "272.5", True),  # parts and total each stand for half a ton more or less
        ([255, 16], "272.6", False),
        ([255, 16], 271, False),  # it adds
        ([255, 16], 290, False),  # no rounding hides so much
        ([255, 16], 250, False),
        ([255, None], 272, False),  # a part is not known
        ([255, above(10)], 272, False),
        ([255, 16], None, False),
        ([255, 16], above(270), False),
    ],
)
def test_rounding_is_named_only_where_it_explains_the_difference(parts, total, noted):
    columns = {name: [value] for name, value in zip("AB", parts, strict=True)}
    measure, shown = world(columns, [total])
    assert bool(rounding_note(LANGUAGE, shown, [measure])) is noted


def test_nothing_is_said_of_parts_or_totals_that_are_not_shown():
    measure, shown = world({"A": [255], "B": [16]}, [272])
    assert rounding_note(LANGUAGE, shown, [measure]) == (NOTE,)
    for hidden in shown:
        assert rounding_note(LANGUAGE, [one for one in shown if one != hidden], [measure]) == ()
    bare, every = world({"A": [255], "B": [16]}, None)
    assert rounding_note(LANGUAGE, every, [bare]) == ()
    assert rounding_note(LANGUAGE, shown, [measure.members["A"]]) == ()


def test_one_period_that_does_not_add_is_enough():
    measure, shown = world({"A": [255, 256], "B": [16, 17]}, [271, 274])
    assert rounding_note(LANGUAGE, shown, [measure]) == (NOTE,)


def test_figures_printed_with_fewer_decimals_are_added_as_printed():
    measure, shown = world({"A": ["2.4"], "B": ["3.4"]}, ["5.8"])
    assert rounding_note(LANGUAGE, shown, [measure]) == ()
    rough = {
        name: replace(
            one, facts={when: replace(fact, digits=0) for when, fact in one.facts.items()}
        )
        for name, one in measure.members.items()
    }
    total = measure.total
    whole = replace(total, facts={w: replace(fact, digits=0) for w, fact in total.facts.items()})
    printed = replace(measure, members=rough, total=whole)
    assert rounding_note(LANGUAGE, shown, [printed]) == (NOTE,)
