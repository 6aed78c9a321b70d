"""What was read once for a draft: narrowed to what it tells of, with the problems that concern it."""

from briefing.app.drafting.holding import ReadOnce
from briefing.core.problems import Place, Problem, ProblemLog, Subject
from briefing.core.series import Dataset, Series
from briefing.core.unit import Unit


def _series(name: str) -> Series:
    return Series(id=f"d.{name}", title=name, unit=Unit("item"), facts={})


def test_measures_that_are_left_out_take_what_was_told_of_them_along():
    data = Dataset("d", {name: _series(name) for name in "ab"}, ())
    told = [
        Problem(None, "of a", code="jump", about=(Subject("d.a"),)),
        Problem(None, "of b", code="jump", about=(Subject("d.b"),)),
        Problem(None, "of both", code="jump", about=(Subject("d.a"), Subject("d.b"))),
        Problem(Place("p", keys=("datasets", "d", "series", "b", "unit")), "unit", code="jump"),
        Problem(Place("p", keys=("datasets", "d", "source")), "source", code="jump"),
        Problem(Place("d.csv", 9), "a note below", code="notes-below-table"),
    ]
    found = ReadOnce([data], "en", ProblemLog(told)).only({"d.a"})
    assert list(found.datasets[0].measures) == ["a"]
    assert {one.message for one in found.log} == {"of a", "of both", "source", "a note below"}
