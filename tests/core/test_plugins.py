"""Third parties add calculators by entry points; one that is broken is told and harms nothing."""

import pytest

from briefing.core import plugins as registry
from briefing.core.plugins import Registry
from briefing.core.problems import ProblemLog


class Point:
    def __init__(self, name, item):
        self.name, self._item = name, item

    def load(self):
        if isinstance(self._item, Exception):
            raise self._item
        return self._item


def median(series, period):
    """The median of all periods so far.

    Of an even number the mean of the two in the middle.
    """


@pytest.fixture
def points(monkeypatch):
    found = [Point("median", median), Point("broken", ImportError("no module")), Point("sum", 1)]
    monkeypatch.setattr(registry, "entry_points", lambda group: found)


@pytest.mark.usefixtures("points")
def test_a_plug_in_stands_beside_the_built_in_ones():
    table = Registry("briefing.calculators", {"sum": median})
    assert table["median"] is median
    assert table["sum"] is median, "a built-in wins over a plug-in of its name"
    assert table.first_lines()["median"] == "The median of all periods so far."


@pytest.mark.usefixtures("points")
def test_a_broken_plug_in_is_a_problem_and_no_traceback():
    log = ProblemLog()
    Registry("briefing.calculators", {}).report_broken(log)
    assert [str(one) for one in log] == [
        "briefing.calculators: the plug-in 'broken' cannot be loaded: ImportError: no module"
    ]
