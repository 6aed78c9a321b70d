"""Detectors that look at the parts of a whole: dominance, concentration, ranks, drivers of growth.

Members that are withheld or stand for several take no rank; where they could change an answer,
nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from briefing.analysis.findings.candidates import (
    Candidate,
    Direction,
    certainty_of,
    figure,
    told_figure,
    when,
    word,
)
from briefing.analysis.findings.movements import may_be_rounding
from briefing.analysis.findings.wholes_of_panels import Whole, whole_of
from briefing.core.column_facts import value_at
from briefing.core.expression import derive
from briefing.core.fact import Fact
from briefing.core.nature import Use
from briefing.core.problems import QuantityError
from briefing.core.reference import Reference
from briefing.core.text_nodes import Inlines
from briefing.language.amounts import amount_beside, signed
from briefing.language.change_words import multiple
from briefing.language.nature_words import is_of_a_market
from briefing.language.one_scale import retold

HIGHLY_CONCENTRATED = 1800
MODERATELY_CONCENTRATED = 1000
"""Bands of the Herfindahl-Hirschman index: U.S. Department of Justice and Federal Trade Commission,
*Merger Guidelines* (2023), guideline 1 and section 4.2; 2010 edition for the lower one."""
_LOWEST_RANK_TOLD = 3
_LEAST_TO_DRIVE = 1 / 3
"""The least part of the total's change that a member must have made to be said to drive it."""
_MOST_TO_DRIVE = 2
"""Beyond how many times the change of the total a contribution was undone by others."""
_LEAST_TO_TELL = 1
"""The least growth of a total, in percent, that somebody can be said to drive."""


def dominance(whole: Whole) -> Iterator[Candidate]:
    """One member has more than a half, or more than two thirds, of the whole."""
    if whole.lacks_its_total:
        return
    first, second = whole.largest(2)
    if (every := whole.value) and every > 0 and 2 * whole.values[first] <= every:
        return
    share = _share(whole, first)
    value = share.quantity.value
    if value is None or value <= 50 or share.quantity.rounding.low is None:  # noqa: PLR2004
        return
    if share.quantity.rounding.low <= 50:  # noqa: PLR2004
        return
    lead = derive(
        id=_fact_id(whole, "lead", first),
        title=whole.title("multiple", owner=first, other=second),
        calculator="ratio",
        formula="one / other",
        inputs={"one": whole.members[first], "other": whole.members[second]},
        period=whole.period,
    )
    language = whole.language
    is_several = language.grammar.is_several(first)
    sentence = language.sentence(
        "finding.dominance_of_several" if is_several else "finding.dominance",
        who=word(share, first),
        share=figure(language, share, amount_beside(language, share.quantity, Fraction(50))),
        measure=whole.panel.title,
        when=when(language, share, whole.period),
        multiple=figure(language, lead, multiple(language, lead.quantity)),
        follower=word(lead, second),
    )
    degree = "two_thirds" if share.quantity.rounding.low > Fraction(200, 3) else "half"
    reason = language.term(f"because.dominance_{degree}")
    facts = (share, whole.members[first], whole.members[second], lead)
    size = 0.6 + 0.4 * float(value - 50) / 50
    yield _candidate(whole, "dominance", first, (sentence,), facts, size, reason)


def concentration(whole: Whole) -> Iterator[Candidate]:
    """The Herfindahl-Hirschman index of a market against the bands of the merger guidelines."""
    if whole.total is None or not is_of_a_market(whole.panel.title):
        return  # whether the members are everybody, only a total can tell
    inputs: dict[str, Fact | tuple[Fact, ...]] = {
        "parts": tuple(whole.members.values()),
        "total": whole.given,
    }
    every = whole.panel.at(whole.period)
    rest = (*(every[name] for name in whole.panel.rest), *whole.hidden)
    formula = f"hhi(parts, {whole.divisor}{', rest' if rest else ''})"
    try:
        index = derive(
            id=_fact_id(whole, "concentration"),
            title=whole.title("hhi"),
            calculator="concentration",
            formula=formula,
            inputs={**inputs, "rest": rest} if rest else inputs,
            period=whole.period,
        )
    except QuantityError:
        return
    low = index.quantity.bounds.low
    if low is None or low <= HIGHLY_CONCENTRATED:
        return
    language = whole.language
    line = language.number(Fraction(HIGHLY_CONCENTRATED), 0)
    sentence = language.sentence(
        "finding.concentration",
        count=language.count_of(whole.panel.title),
        title=whole.panel.title,
        concentrated=word(index, language.term("finding.concentrated")),
        when=when(language, index, whole.period),
        index=figure(
            language, index, amount_beside(language, index.quantity, Fraction(HIGHLY_CONCENTRATED))
        ),
        line=word(index, line),
    )
    reason = language.term("because.concentration", line=line)
    size = 0.25 + 0.3 * min(1.0, float(low) / 10_000)
    yield _candidate(whole, "concentration", "", (sentence,), (index,), size, reason)


def rank_changes(whole: Whole) -> Iterator[Candidate]:
    """A member among the first three that gained or lost a place, clearly."""
    before = whole_of(whole.language, whole.panel, whole.period.preceding(), whole.weight)
    if before is None:
        return
    told = {**whole.not_below(_LOWEST_RANK_TOLD), **before.not_below(_LOWEST_RANK_TOLD)}
    may_be = {one: whole.values[one] for one in told if one in whole.values}
    for name in (one for one in whole.ordered(may_be) if one in before.values):
        value, earlier = whole.values[name], before.values[name]
        place, old = whole.place_of(value), before.place_of(earlier)
        if place == old or min(place, old) > _LOWEST_RANK_TOLD:
            continue
        if whole.count_of(value) > 1 or before.count_of(earlier) > 1:
            continue
        where: Direction = "up" if place < old else "down"
        if whole.may_hide(value) or before.may_hide(earlier):
            continue
        if value == earlier or (value > earlier) is not (where == "up"):
            continue  # others moved, not this one
        if may_be_rounding(whole.members[name], before.members[name]):
            continue
        now, then = _rank(whole, name), _rank(before, name)
        sentence = (language := whole.language).sentence(
            "finding.rank_change",
            who=word(now, name),
            moved=word(now, language.term(f"verb.{where}")),
            before=figure(language, then),
            now=figure(language, now),
            measure=whole.panel.title,
            when=when(language, now, whole.period),
            value=figure(language, whole.members[name]),
            earlier=told_figure(language, before.members[name]),
        )
        facts = (now, then, whole.members[name], before.members[name])
        size = 0.35 + 0.3 / min(place, old) + 0.05 * min(3, abs(place - old))
        reason = language.term(f"because.rank_{where}")
        yield _candidate(whole, "rank change", name, (sentence,), facts, size, reason, where)


def drivers(whole: Whole) -> Iterator[Candidate]:
    """The member that moved the total most, where the total moved."""
    then = whole.panel.total.at(whole.period.preceding()) if whole.panel.total else None
    if whole.total is None or then is None:
        return
    if not (then.quantity.is_above_zero and whole.total.quantity.is_above_zero):
        return  # of what is below zero a rise in percent is none
    growth = derive(
        id=_fact_id(whole, "growth"),
        title=whole.title("growth"),
        calculator="change",
        formula="percent(now / before - 1)",
        inputs={"now": whole.total, "before": then},
        period=whole.period,
    )
    where = growth.quantity.direction
    if where not in {"up", "down"} or abs(_value(growth)) < _LEAST_TO_TELL:
        return
    if may_be_rounding(whole.total, then):
        return
    parts = _contributions(whole, _value(then))
    if not parts:
        return
    sign = 1 if where == "up" else -1
    name = max(parts, key=lambda one: (sign * parts[one], one))
    driver = _contribution(whole, name, then)
    if sign * _value(driver) <= 0 or driver.quantity.direction != where:
        return
    share = float(_value(driver) / _value(growth))
    if share > _MOST_TO_DRIVE:
        return  # others went the other way: no one made what is left
    moved = abs(_value(driver)) / 100 * abs(_value(then))
    before_ = whole_of(whole.language, whole.panel, whole.period.preceding(), whole.weight)
    if share < _LEAST_TO_DRIVE or whole.may_hide(moved) or (before_ and before_.may_hide(moved)):
        return
    noun = "growth" if where == "up" else "decline"
    language = whole.language
    sentence = language.sentence(
        f"finding.driver_of_{noun}",
        who=word(driver, name),
        measure=whole.panel.title,
        when=when(language, driver, whole.period),
        part=figure(language, driver, signed(language, driver.quantity)),
        whole=figure(language, growth, signed(language, growth.quantity)),
    )
    size = 0.3 + 0.4 * min(1.0, share) * min(1.0, abs(float(_value(growth))) / 10)
    facts = (driver, growth, whole.members[name])
    yield _candidate(
        whole,
        "driver",
        name,
        (sentence,),
        facts,
        size,
        language.term(f"because.driver_of_{noun}"),
        where,
    )


PanelDetector = Callable[[Whole], Iterator[Candidate]]
PANEL_DETECTORS: tuple[tuple[PanelDetector, Use], ...] = (
    (dominance, Use.SHARE),
    (rank_changes, Use.RANK),
    (drivers, Use.CONTRIBUTION),
    (concentration, Use.CONCENTRATION),
)
"""The family, in the order in which ties are settled, each with what it does with the values."""


def _fact_id(whole: Whole, kin: str, member: str | None = None) -> str:
    """``trade.imports.share[China,2024]``."""
    reference = replace(Reference.parse(whole.panel.id), member=member, kin=(kin,))
    return reference.observation(whole.period)


def _share(whole: Whole, name: str) -> Fact:
    return derive(
        id=_fact_id(whole, "share", name),
        title=whole.title("share", owner=name),
        calculator="share",
        formula=f"percent(part / {whole.divisor})",
        inputs={"part": whole.members[name], "total": whole.given},
        period=whole.period,
        member=name,
    )


def _contributions(whole: Whole, then: Fraction) -> dict[str, Fraction]:
    """What part of the total of the period before, ``then``, each member added to it."""
    earlier = {
        name: value_at(whole.panel.members[name].facts, whole.period.preceding())
        for name in whole.values
    }
    return {
        name: (whole.values[name] - before) / then
        for name, before in earlier.items()
        if before is not None
    }


def _contribution(whole: Whole, name: str, then: Fact) -> Fact:
    """What a member added to the total of the period before, in percentage points."""
    before = whole.panel.members[name].facts[whole.period.preceding()]
    return derive(
        id=_fact_id(whole, "contribution", name),
        title=whole.title("contribution", owner=name),
        calculator="contribution",
        formula="points((now - before) / total)",
        inputs={"now": whole.members[name], "before": before, "total": then},
        period=whole.period,
        member=name,
    )


def _rank(whole: Whole, name: str) -> Fact:
    others = tuple(fact for other, fact in whole.members.items() if other != name)
    return derive(
        id=_fact_id(whole, "rank", name),
        title=whole.title("rank", owner=name),
        calculator="rank",
        formula="rank(one, others)",
        inputs={"one": whole.members[name], "others": others},
        period=whole.period,
        member=name,
    )


def _value(fact: Fact) -> Fraction:
    return fact.quantity.value or Fraction(0)


def _candidate(
    whole: Whole,
    detector: str,
    member: str,
    sentences: tuple[Inlines, ...],
    facts: tuple[Fact, ...],
    size: float,
    because: str,
    direction: Direction = "none",
) -> Candidate:
    about = str(Reference.parse(whole.panel.id).of(member))
    return Candidate(
        detector=detector,
        subject=about,
        about=about,
        topic=(whole.panel.id, True),
        sentences=tuple(retold(whole.language, one, facts) for one in sentences),
        facts=facts,
        size=min(1.0, size),
        weight=whole.weight,
        because=because,
        direction=direction,
        certainty=certainty_of(facts),
    )
