"""What stands before a fact: the value, the change, the difference, and when there is none."""

from dataclasses import replace
from fractions import Fraction

import pytest
from handmade import HOLE, PERCENT, between, series

from briefing.core.fact import Derivation
from briefing.core.interval import Interval
from briefing.core.lags import LAGS, FactBook, NoRelative, relative
from briefing.core.nature import Nature, NatureFound
from briefing.core.period_notation import parse_period
from briefing.core.status import Status
from briefing.core.title import Title

UNSURE = Status.NOT_SIGNIFICANT


def word(title) -> str:
    return f"{title.key}: {title.parts['measure']} since {title.parts['since']}"


def of(line, name, period=None):
    when = parse_period(period) if period else line.periods[-1]
    return relative(line, line.facts[when], name, word)


def refused(line, name, period=None) -> NoRelative:
    with pytest.raises(NoRelative) as told:
        of(line, name, period)
    return told.value


LINE = series("d.x", [40, 50, 60])
QUARTERS = series("d.q", [40, 41, 42, 43, 50, 60], start="2015-Q1")


@pytest.mark.parametrize(
    ("line", "name", "value", "unit"),
    [
        (LINE, "before", 50, "t"),
        (LINE, "year_before", 50, "t"),
        (LINE, "difference", 10, "t"),
        (LINE, "change", 20, "percent"),
        (QUARTERS, "before", 50, "t"),
        (QUARTERS, "year_before", 41, "t"),
        (QUARTERS, "difference_on_year", 19, "t"),
        (QUARTERS, "change_on_year", Fraction(1900, 41), "percent"),
        (series("d.r", [20, 30], unit=PERCENT), "change", 10, "percentage point"),
    ],
)
def test_each_relative(line, name, value, unit):
    found = of(line, name)
    assert (found.quantity.value, found.quantity.unit.code) == (value, unit)


@pytest.mark.parametrize("name", sorted(LAGS.keys() - {"before", "year_before"}))
def test_what_is_computed_says_what_it_is_and_from_what(name):
    line = series("d.q", [40, 41, 42, 43, 50, 60], start="2015-Q1", member="A")
    facts = {when: replace(fact, digits=1, series="d.q") for when, fact in line.facts.items()}
    found = of(replace(line, facts=facts), name)
    since = "2015-Q2" if name.endswith("on_year") else "2016-Q1"
    assert (found.id, found.series) == (f"d.q[2016-Q2].{name}", f"d.q.{name}")
    whose = Title("of_member", {"measure": "Production", "member": "A"})
    assert found.title == f"change_in: {whose} since {since}"
    assert (found.member, str(found.period)) == ("A", "2016-Q2")
    assert isinstance(found.origin, Derivation)
    is_change = name.startswith("change")
    assert found.origin.calculator == ("change" if is_change else "difference")
    assert found.digits == (None if is_change else 1)
    assert {key: str(one.period) for key, one in found.origin.inputs.items()} == {
        "now": "2016-Q2", "before": since,
    }  # fmt: skip


def test_what_is_net_changes_by_its_difference():
    net = replace(LINE, found_nature=NatureFound(Nature.BALANCE, "the test says so"))
    assert (of(net, "change").quantity.value, of(net, "change").quantity.unit.code) == (10, "t")


@pytest.mark.parametrize(
    ("values", "word_"), [([0, 5], "before"), ([-1, 5], "before"), ([5, 0], "now")]
)
def test_there_is_no_percent_of_nothing(values, word_):
    told = refused(series("d.x", values), "change")
    assert str(told) == (
        f"'d.x[2016]' has no change in percent: the value {word_} is not above zero"
    )
    assert told.code == "not-above-zero"
    assert of(series("d.x", values), "difference").quantity.value == values[1] - values[0]


def test_what_is_not_there_is_told_with_what_is():
    told = refused(series("d.x", [1, HOLE, 3]), "before")
    assert str(told) == "'d.x[2017]' has no value for 2016 (its periods: 2015, 2017)"
    assert told.code == "no-value"
    (lack,) = told.lacks
    assert (lack.series, str(lack.period)) == ("d.x", "2016")
    assert str(refused(LINE, "before", "2015")).endswith("(its periods: 2015, 2017)")
    undated = replace(LINE.facts[parse_period("2016")], period=None)
    with pytest.raises(NoRelative, match=r"'d.x\[2016\]' has no period, so nothing") as raised:
        relative(LINE, undated, "before", word)
    assert raised.value.code == "without-period"


def test_nothing_is_compared_across_a_break():
    broken = replace(LINE, breaks={parse_period("2017"): "another survey"})
    told = refused(broken, "change")
    assert str(told) == (
        "'d.x[2017]' cannot be compared with 2016: "
        "it is counted otherwise from 2017 on (another survey)"
    )
    assert told.code == "across-break"
    assert of(broken, "change", "2016").quantity.value == 25


def test_what_cannot_be_computed_is_told():
    told = refused(series("d.x", [between(0, 5), 6]), "change")
    assert told.code == "not-above-zero"
    mixed = replace(
        LINE, facts={**LINE.facts, **series("d.x", [7], unit=PERCENT, start="2018").facts}
    )
    told = refused(mixed, "difference")
    assert str(told).startswith("'d.x[2018].difference' cannot be computed: ")


@pytest.mark.parametrize(
    "values", [[(50, UNSURE), 60], [50, (60, UNSURE)], [(50, UNSURE), (60, Status.ESTIMATED)]]
)
@pytest.mark.parametrize("name", ["difference", "change"])
def test_a_change_of_what_is_not_significant_is_not_either(values, name):
    found = of(series("d.x", values), name)
    assert found.quantity.status is UNSURE
    assert found.quantity.value in {10, 20}
    assert of(LINE, name).quantity.status is Status.NORMAL


@pytest.mark.parametrize(
    ("now", "hidden"),
    [("60.4", True), ("60.6", False), ("61", False), ("59.4", False), ("60", True)],
)
def test_figures_that_print_alike_hide_how_they_moved(now, hidden):
    line = series("d.x", ["60.1", now])
    facts = {
        when: replace(
            fact, digits=0, quantity=replace(fact.quantity, rounding=fact.quantity.bounds)
        )
        for when, fact in line.facts.items()
    }
    found = of(replace(line, facts=facts), "difference")
    exact = Fraction(now) - Fraction("60.1")
    wide = Interval(exact - 1, exact + 1) if hidden else Interval.point(exact)
    assert found.quantity.value == exact
    assert found.quantity.rounding == wide


def test_what_prints_alike_is_told_by_the_digits_that_are_printed():
    """With a decimal 60.14 and 60.11 print alike, and 60.18 is 60.2, yet 0.0 more."""
    for now, hidden in (("60.24", False), ("60.18", True), ("60.11", True)):
        line = series("d.x", ["60.14", now])
        facts = {
            when: replace(
                fact, digits=1, quantity=replace(fact.quantity, rounding=fact.quantity.bounds)
            )
            for when, fact in line.facts.items()
        }
        found = of(replace(line, facts=facts), "difference").quantity
        exact, step = found.value, Fraction(1, 10)
        wide = Interval(exact - step, exact + step) if hidden else Interval.point(exact)
        assert found.rounding == wide


def test_a_book_of_facts_is_read_by_name():
    broken = replace(LINE, current=parse_period("2017"), breaks={parse_period("2016"): "new"})
    book = FactBook({"x": broken, "q": replace(QUARTERS, current=parse_period("2016-Q2"))}, word)
    assert (list(book), len(book)) == (["x", "q"], 2)
    assert book["x"].quantity.value == 60
    assert book["x.before"].quantity.value == 50
    assert book["q.before.change"].quantity.value == Fraction(700, 43)
    assert book["q.change"] is book["q.change"]
    for name in ("y", "x.chnage", "x.before.chnage", "x[A]"):
        with pytest.raises(KeyError):
            book[name]
    since = book.since_breaks(parse_period("2017"))
    assert [str(one) for one in since.metrics["x"].facts] == ["2016", "2017"]
    failing = FactBook({"x": broken}, word, frozenset({"y"}))
    assert failing.since_breaks(parse_period("2017")).failed == {"y"}
    unbroken = FactBook({"x": LINE}, word)
    assert unbroken.since_breaks(parse_period("2017")) is unbroken
    nothing = FactBook({"x": replace(LINE, current=parse_period("2020"))}, word)
    with pytest.raises(NoRelative, match="'x' has no value for 2020") as told:
        nothing.current("x")
    assert (told.value.code, str(told.value.lacks[0].period)) == ("no-value", "2020")


def test_a_change_that_would_be_printed_as_nothing_is_no_rise():
    line = series("d.x", ["9.857", "9.845"], unit=PERCENT)
    facts = {when: replace(fact, digits=1) for when, fact in line.facts.items()}
    found = of(replace(line, facts=facts), "difference")
    assert found.quantity.direction == "level"


def test_the_holder_of_a_place_is_not_compared_with_another():
    both = {
        when: replace(fact, member=name)
        for name, (when, fact) in zip(("France", "Spain"), LINE.facts.items(), strict=False)
    }
    told = refused(replace(LINE, facts=both), "difference")
    assert "it was France then, and is Spain now" in str(told)


@pytest.mark.parametrize("place", ["2016", "2017"])
def test_what_nobody_knows_is_not_called_nothing(place):
    """A change from or to a value that is withheld has no value; none of both is "not above zero"."""
    period = parse_period(place)
    fact = LINE.facts[period]
    low_alone = Interval(Fraction(0), None)
    unknown = replace(
        fact.quantity, value=None, bounds=low_alone, rounding=low_alone, status=Status.MISSING
    )
    line = replace(LINE, facts={**LINE.facts, period: replace(fact, quantity=unknown)})
    found = of(line, "change")
    assert found.quantity.value is None
    assert not found.quantity.status.has_value
