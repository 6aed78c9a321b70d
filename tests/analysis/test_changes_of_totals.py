"""What an edition changed in a total: a revision, or other members."""

from __future__ import annotations

import pytest
from handmade import LANGUAGE, panel, series

from briefing.analysis.findings.changes import changes_since
from briefing.analysis.metrics import levels
from briefing.core.expression import derive
from briefing.core.lags import FactBook
from briefing.core.period_notation import parse_period
from briefing.core.series import Series

NOW, THEN = parse_period("2016"), parse_period("2015")


def total(current: str, **members: list[int]) -> Series:
    whole = panel("d.x", members)
    made = {}
    for when in whole.periods:
        found = levels.total(whole, when)
        made[when] = derive(
            id=f"all[{when}]", title="Patients, total", calculator="total", formula=found.text,
            inputs=found.inputs, period=when,
        )  # fmt: skip
    return Series(
        "all", "Patients, total", series("a", [1]).unit, made, current=parse_period(current)
    )


def told(**after: list[int]) -> list[tuple[str, str]]:
    before = FactBook({"all": total("2015", north=[10], south=[5])}, LANGUAGE.title)
    now = FactBook({"all": total("2016", **after)}, LANGUAGE.title)
    found = changes_since(LANGUAGE, before, now, ["all"], {}, 4)
    return [(one.cause, "".join(getattr(part, "text", "") for part in one.text)) for one in found]


def test_a_total_of_the_same_members_was_revised():
    causes = dict(told(north=[12, 12], south=[5, 5]))
    assert "revised up" in causes["revision"]


@pytest.mark.parametrize(
    "after",
    [
        {"north": [10, 12], "east": [7, 7]},
        {"north": [10, 12]},
        {"north": [10, 9], "south": [5, 5], "east": [1, 2]},
    ],
)
def test_a_total_of_other_members_is_no_revision(after):
    causes = dict(told(**after))
    assert "revision" not in causes
    assert "of the members of this edition" in causes["definition"]


def test_nothing_is_told_of_a_total_that_is_as_it_was():
    assert "definition" not in dict(told(north=[10, 12], south=[5, 5]))
