"""Charts that cannot be drawn as declared: the exact words, and what to do."""

import pytest
from handmade import LANGUAGE, between, panel, planned, series

from briefing.brief.charts.planning import plan_charts
from briefing.core.period_notation import parse_period
from briefing.core.problems import Place, ProblemLog
from briefing.core.unit import Unit
from briefing.project.brief_schema import Call, ChartConfig
from briefing.project.declared import Places

LOOKUP = {
    "d.output": series("d.output", [1, 2, 3]),
    "d.price": series("d.price", [5, 6, 7], title="Price", unit=Unit("USD/kg")),
    "d.monthly": series("d.monthly", [5, 6, 7], start="2015-01"),
    "d.single": series("d.single", [5], start="2017"),
    "d.dark": series("d.dark", [None, None, None]),
    "d.early": series("d.early", [1, None]),
    "d.vague": series("d.vague", [1, between(1, 5), 2], start="2015"),
    "d.world": panel("d.world", {"China": [5, 6, 7], "Chile": [1, 2, 3]}),
    "d.parts": panel("d.parts", {"A": [5, 6, 70], "B": [1, 2, 3]}, total=[6, 8, 10]),
}
CASES = {
    "unknown kind": ({"lines": "d.output"}, "unknown chart 'lines' (did you mean 'line'?)"),
    "unknown series": (
        {"line": "d.outputs"},
        "unknown series 'd.outputs' (did you mean 'd.output'?)",
    ),
    "unknown series in a list": (
        {"slope": ["d.output", "d.prise"]},
        "unknown series 'd.prise' (did you mean 'd.price'?)",
    ),
    "unknown member": (
        {"line": "d.world[Chine]"},
        "'d.world' has no member 'Chine' (did you mean 'China'?)",
    ),
    "unknown parameter": (
        {"bar": "d.world", "tpo": 3},
        "'bar' has no parameter 'tpo' (did you mean 'top'?)",
    ),
    "wrong type": ({"bar": "d.world", "top": "many"}, "'top' wants a whole number, not 'many'"),
    "none to show": ({"bar": "d.world", "top": 0}, "'top' must be 1 or more"),
    "no window": ({"line": "d.output", "last": 0}, "'last' must be 1 or more"),
    "panel where a series is wanted": (
        {"column": "d.world"},
        "'d.world' has one series for each Country (name a member: d.world[...])",
    ),
    "series where a panel is wanted": (
        {"stacked": "d.output"},
        "'d.output' is a single series (this needs a measure with a dimension)",
    ),
    "two units on one axis": (
        {"line": ["d.output", "d.price"]},
        "'line' has one axis, but 'd.output' is in 't' and 'd.price' in 'USD/kg' "
        "(draw them with 'multiples', or give both one 'unit')",
    ),
    "two frequencies": (
        {"line": ["d.output", "d.monthly"]},
        "the series have different frequencies: calendar years and months (draw those of one frequency)",
    ),
    "nothing but withheld": (
        {"column": "d.dark"},
        "'d.dark' has no value up to 2017 (it has 2015 to 2017)",
    ),
    "one point": (
        {"line": "d.single"},
        "a line needs two values, and there is one (draw it with 'bar', or let it go where there is no more: needs: NAME)",
    ),
    "unknown highlight": (
        {"bar": "d.world", "highlight": ["Chinna"]},
        "'d.world' has no 'Chinna' to highlight (did you mean 'China'?)",
    ),
    "too few labels": (
        {"multiples": ["d.output", "d.price"], "labels": ["Output"]},
        "'labels' names 1, but 2 series are drawn (give one label for each series)",
    ),
    "two of one name": (
        {"line": ["d.output", "d.early"]},
        "'d.output' and 'd.early' are both called 'Production' "
        "(tell them apart by 'labels', one for each series)",
    ),
    "two labels of one name": (
        {"multiples": ["d.output", "d.price"], "labels": ["Mine", "Mine"]},
        "'d.output' and 'd.price' are both called 'Mine' "
        "(tell them apart by 'labels', one for each series)",
    ),
    "slope from a range": (
        {"slope": ["d.vague", "d.output"], "since": 2016, "labels": ["Vague", "Output"]},
        "'d.vague' has no value for 2016 to draw a slope with (it is '1–5')",
    ),
    "slope from before the data": (
        {"slope": ["d.output"], "since": 2001},
        "'d.output' has no value for 2001 to draw a slope with (there is no such cell)",
    ),
    "slope into the past": ({"slope": "d.output", "since": 2017}, "'since' must be before 2017"),
    "nothing in the window": (
        {"line": ["d.output", "d.early"], "labels": ["Late", "Early"], "last": 2},
        "'d.early' has no value from 2016 to 2017",
    ),
    "since and last": (
        {"stacked": "d.world", "since": 2015, "last": 2},
        "give either 'since' or 'last'",
    ),
    "parts beyond their total": (
        {"stacked": "d.parts"},
        "the parts of 'd.parts' exceed its total for 2017",
    ),
    "no such period": (
        {"slope": ["d.output"], "since": "last year"},
        "'since' wants a period, not 'last year'",
    ),
}


@pytest.mark.parametrize(("block", "message"), CASES.values(), ids=CASES.keys())
def test_what_is_wrong_is_told(block, message):
    plots, told = planned(LOOKUP, "2017", chart=block)
    assert told == [f"brief.yaml: {message}"]
    assert not plots


def test_no_member_has_a_value_for_the_period():
    told = planned(LOOKUP, "2031", chart={"bar": "d.world"})[1]
    assert told == ["brief.yaml: no member of 'd.world' has a value for 2031 (it has 2015 to 2017)"]


def test_every_chart_is_judged_and_the_good_ones_are_planned():
    blocks = {"one": {"line": "d.nil"}, "two": {"line": "d.output"}, "three": {"pie": "d.output"}}
    plots, told = planned(LOOKUP, "2017", **blocks)
    assert list(plots) == ["two"]
    assert len(told) == 2


def test_what_failed_before_is_not_told_again():
    plots, told = planned(LOOKUP, "2017", failed={"growth"}, chart={"line": "growth"})
    assert not plots
    assert told == []


def test_messages_lead_to_the_key_or_the_item():
    paths = {
        ("charts", "a"): Place("b.yaml", 3, 3),
        ("charts", "a", "slope"): Place("b.yaml", 4, 5),
        ("charts", "a", "slope", 1): Place("b.yaml", 4, 22),
        ("charts", "a", "sinse"): Place("b.yaml", 5, 5),
    }

    def told(operand, **parameters):
        log = ProblemLog()
        call = Call(kind="slope", operand=operand, parameters=parameters)
        charts = {"a": ChartConfig(call=call, title="x")}
        places = Places("b.yaml", paths, paths)
        plan_charts(LANGUAGE, charts, places, LOOKUP, parse_period("2017"), frozenset(), log)
        return [str(problem).split(": ", 1)[0] for problem in log]

    assert told(["d.output", "d.nothing"]) == ["b.yaml:4:22"]
    assert told(["d.output"], sinse=2016) == ["b.yaml:5:5"]
    assert told(["d.output", "d.price"]) == ["b.yaml:4:5"]
