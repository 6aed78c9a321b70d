"""A verb, a key figure, a rule, a condition and a finding about one change never disagree.

Over random series with random precision: printed digits, declared precision, digits to print, and
quotients on one base.
"""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction

import pytest
from handmade import LANGUAGE
from hypothesis import event, given, settings
from hypothesis import strategies as st

from briefing.analysis.advice.rules import judge_rule
from briefing.analysis.findings.candidates import Subject
from briefing.analysis.findings.detect_series import changes
from briefing.brief.fact_view import FactView
from briefing.brief.key_figures import key_figures
from briefing.brief.mentions import Mentions, ProseError
from briefing.brief.prose import Prose
from briefing.core.expression import derive
from briefing.core.fact import Citation, Fact
from briefing.core.lags import FactBook
from briefing.core.period_notation import parse_period
from briefing.core.problems import Place, ProblemLog
from briefing.core.quantity import Quantity
from briefing.core.series import Series
from briefing.core.text_nodes import Text
from briefing.core.unit import Unit
from briefing.project.brief_schema import BriefConfig
from briefing.project.declared import Places

NOW = parse_period(2024)
UP = {"edged up", "rose", "climbed", "surged", "doubled", "tripled", "quadrupled"}
DOWN = {"edged down", "fell", "dropped", "halved"}


def fact(name: str, value: Fraction, step: Fraction, unit: Unit, year: int, digits) -> Fact:
    quantity = Quantity.printed(value, step, unit)
    origin = Citation("book", f"p. {year}", f"{name} {value}")
    when = parse_period(year)
    return Fact(f"{name}[{year}]", "Output", quantity, when, origin, digits=digits, series=name)


@st.composite
def series(draw) -> Series:
    """Two to four years of a level, of a percentage, or of a level on a base that all share."""
    step = draw(
        st.sampled_from([Fraction(1, 100), Fraction(1, 10), *map(Fraction, (1, 5, 10, 100, 1000))])
    )
    digits = draw(st.sampled_from([None, None, 0, 1]))
    unit = draw(st.sampled_from([Unit("t"), Unit("percent"), Unit("million USD")]))
    counts = draw(st.lists(st.integers(1, 200), min_size=2, max_size=4))
    multiples = draw(
        st.sampled_from([step, step / 10])
    )  # finer than the precision that is declared
    years = range(2025 - len(counts), 2025)
    facts = {
        year: fact("x", count * multiples, step, unit, year, digits)
        for year, count in zip(years, counts, strict=True)
    }
    if draw(st.booleans()):
        base = fact("base", draw(st.integers(1, 50)) * step, step, unit, 2015, None)
        facts = {
            year: derive(
                id=f"x.on_base[{year}]",
                title="Output",
                calculator="ratio",
                formula="now / base",
                series="x",
                inputs={"now": one, "base": base},
                period=one.period,
                digits=digits,
            )
            for year, one in facts.items()
        }
        unit = Unit("1")
        event("on one base")
    return Series("x", "Output", unit, {parse_period(y): f for y, f in facts.items()}, current=NOW)


def told_by_verb(one: Series) -> str:
    made = Mentions(LANGUAGE)
    FactView(one.facts[NOW], one, made).verb  # noqa: B018
    text = made.made[-1].text
    if "unchanged" in text or text == "showed no clear change":
        return "level"
    plain = text.removeprefix("more than ")
    if plain in UP or plain.startswith("rose "):
        return "up"
    return "down" if plain in DOWN or plain.startswith("fell by ") else text


def told_by_key_figure(one: Series) -> str:
    mentions = Mentions(LANGUAGE)
    prose = Prose({}, mentions, Places("b.yaml", {}, {}), ProblemLog())
    config = BriefConfig(title="T", period=NOW, key_figures=["x"])
    (made,) = key_figures(LANGUAGE, config, {"x": one}, prose, lambda _: None, Places(""))
    if made.change is None:
        return made.direction
    text = made.change.text
    if "unchanged" in text or text == "no clear change":
        assert made.direction == "level"
        return "level"
    assert made.direction in {"up", "down"}
    assert text.startswith(("+" if made.direction == "up" else "−", "0"))
    return made.direction


def told_by_rules(one: Series) -> set[str]:
    book, log, found = FactBook({"x": one}, LANGUAGE.title), ProblemLog(), set()
    for name in ("x.change", "x.difference"):
        for sign, way in ((">", "up"), ("<", "down")):
            if judge_rule(f"{name} {sign} 0", book, Place("b.yaml", 1), log).verdict is True:
                found.add(way)
    assert not list(log)
    return found


def told_by_conditions(one: Series) -> set[str]:
    view = FactView(one.facts[NOW], one, Mentions(LANGUAGE))
    found = set()
    for kin in (view.change, view.difference):
        for way, holds in (("up", lambda k: k > 0), ("down", lambda k: k < 0)):
            with suppress(ProseError):  # whether it is so is unknown
                if holds(kin):
                    found.add(way)
    return found


def told_by_finding(one: Series) -> set[str]:
    subject = Subject(LANGUAGE, one, one.facts[NOW], NOW, 1.0)
    found = list(changes(subject))
    for candidate in found:
        words = "".join(part.text for part in candidate.sentences[0] if hasattr(part, "text"))
        assert "unchanged" not in words
    assert all(isinstance(one, Text) or one.text for c in found for one in c.sentences[0])
    return {one.direction for one in found}


@given(series())
@settings(max_examples=300, deadline=None)
def test_all_that_is_told_of_a_change_agrees(one: Series):
    way = told_by_verb(one)
    event(way)
    assert way in {"up", "down", "level"}
    assert told_by_key_figure(one) == way
    expected = {way} - {"level"}
    assert told_by_rules(one) == expected
    assert told_by_conditions(one) == expected
    assert told_by_finding(one) <= expected


@given(series())
@settings(max_examples=150, deadline=None)
def test_a_figure_and_the_one_before_are_ordered_as_the_verb_says(one: Series):
    book, log = FactBook({"x": one}, LANGUAGE.title), ProblemLog()
    way = told_by_verb(one)
    for rule, wanted in (("x > x.before", "up"), ("x < x.before", "down"), ("x.before < x", "up")):
        verdict = judge_rule(rule, book, Place("b.yaml", 1), log).verdict
        assert (verdict is True) is (way == wanted)
    assert not list(log)


@pytest.mark.parametrize(
    ("now", "before", "step", "way"),
    [
        (1400, 1000, 1000, "level"),
        (1400, 1000, 100, "up"),
        (900, 1000, 100, "down"),
        (1000, 1000, 1, "level"),
    ],
)
def test_a_rise_of_forty_percent_is_about_unchanged_for_all_or_none(now, before, step, way):
    facts = {
        parse_period(year): fact("x", Fraction(value), Fraction(step), Unit("t"), year, None)
        for year, value in ((2023, before), (2024, now))
    }
    one = Series("x", "Output", Unit("t"), facts, current=NOW)
    assert told_by_verb(one) == told_by_key_figure(one) == way
    assert told_by_rules(one) == {way} - {"level"}


def test_an_index_on_one_base_moves_as_its_figures_do():
    base = fact("base", Fraction(5), Fraction(1), Unit("t"), 2015, None)
    facts = {
        parse_period(year): derive(
            id=f"x.on_base[{year}]",
            title="Output",
            calculator="ratio",
            formula="now / base",
            series="x",
            inputs={
                "now": fact("x", Fraction(value), Fraction(1), Unit("t"), year, None),
                "base": base,
            },
            period=parse_period(year),
        )
        for year, value in ((2023, 12), (2024, 14))
    }
    one = Series("x", "Output", Unit("1"), facts, current=NOW)
    assert told_by_verb(one) == "up"


def test_a_difference_that_prints_as_nothing_is_no_rise_in_percent_either():
    facts = {
        parse_period(year): fact("x", Fraction(value), Fraction("0.001"), Unit("t"), year, 1)
        for year, value in ((2023, "0.404"), (2024, "0.452"))
    }
    one = Series("x", "Output", Unit("t"), facts, current=NOW)
    assert told_by_verb(one) == told_by_key_figure(one) == "level"
    assert told_by_rules(one) == told_by_conditions(one) == set()
