"""Detectors that look at the parts of a whole: dominance, concentration, ranks, drivers of growth.

Members that are withheld or stand for several take no rank; where they could change an answer,
nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from briefing.analysis.findings.candidates import Candidate, Direction, Words, certainty_of
from briefing.core.expression import derive
from briefing.core.fact import Fact
from briefing.core.nature import Use
from briefing.core.period import Period
from briefing.core.problems import QuantityError
from briefing.core.reference import Reference
from briefing.core.series import Panel
from briefing.core.status import Status
from briefing.language import english

HIGHLY_CONCENTRATED = 1800
MODERATELY_CONCENTRATED = 1000
"""Bands of the Herfindahl-Hirschman index: U.S. Department of Justice and Federal Trade Commission,
*Merger Guidelines* (2023), guideline 1 and section 4.2; 2010 edition for the lower one."""
_NO_VALUE_AT_ALL = frozenset({Status.NOT_APPLICABLE, Status.INCLUDED_ELSEWHERE})
_LOWEST_RANK_TOLD = 3
_FEWEST_MEMBERS = 3


@dataclass(frozen=True, slots=True)
class Whole:
    """A panel at the brief's period: the members that can be ranked, and the whole."""

    panel: Panel
    period: Period
    weight: float
    members: dict[str, Fact]
    """Known values of members that stand for themselves."""
    total: Fact | None
    hidden: tuple[Fact, ...]
    """Members whose value is withheld, bounded, or not reported."""

    @property
    def divisor(self) -> str:
        """The whole in a formula: the printed total, or the sum of the members."""
        return "total" if self.total is not None else "sum(total)"

    @property
    def given(self) -> Fact | tuple[Fact, ...]:
        """What the divisor is computed from."""
        return self.total if self.total is not None else tuple(self.members.values())

    @property
    def ordered(self) -> list[str]:
        """Members from the largest down."""
        return sorted(self.members, key=lambda name: (-_value(self.members[name]), name))


def whole_of(panel: Panel, period: Period, weight: float) -> Whole | None:
    """The panel at a period; ``None`` where fewer than three members have values."""
    members, hidden = {}, []
    for name, fact in panel.at(period).items():
        if name in panel.rest:
            continue
        if fact.quantity.value is not None:
            members[name] = fact
        elif fact.quantity.status not in _NO_VALUE_AT_ALL:
            hidden.append(fact)
    total = panel.total.at(period) if panel.total else None
    if total is not None and total.quantity.value is None:
        total = None
    if len(members) < _FEWEST_MEMBERS:
        return None
    if total is None and (hidden or panel.rest):
        return None
    return Whole(panel, period, weight, members, total, tuple(hidden))


def dominance(whole: Whole) -> Iterator[Candidate]:
    """One member has more than a half, or more than two thirds, of the whole."""
    first, second, *_ = whole.ordered
    share = _share(whole, first)
    value = share.quantity.value
    if value is None or value <= 50 or share.quantity.rounding.low is None:  # noqa: PLR2004
        return
    if share.quantity.rounding.low <= 50:  # noqa: PLR2004
        return
    lead = derive(
        id=f"{whole.panel.id}.lead[{first},{whole.period}]",
        title=f"{english.owner(first)} multiple of {second} in {english.within(whole.panel.title)}",
        calculator="ratio",
        formula="one / other",
        inputs={"one": whole.members[first], "other": whole.members[second]},
        period=whole.period,
    )
    owner, follower = english.with_article(first), english.with_article(second)
    verb = "account for" if _is_plural(first) else "accounted for"
    words = (
        Words()
        .word(share, owner)
        .say(f" {verb} ")
        .figure(share)
        .say(f" of {english.within(whole.panel.title)} in ")
        .word(share, english.period_label(whole.period))
        .say(", ")
        .figure(lead, _multiple(lead))
        .say(" ")
        .word(lead, follower)
        .say(".")
    )
    degree = "two thirds" if share.quantity.rounding.low > Fraction(200, 3) else "a half"
    facts = (share, whole.members[first], whole.members[second], lead)
    size = 0.6 + 0.4 * float(value - 50) / 50
    yield _candidate(
        whole, "dominance", first, (words,), facts, size, f"its share is above {degree}"
    )


def concentration(whole: Whole) -> Iterator[Candidate]:
    """The Herfindahl-Hirschman index against the bands of the merger guidelines."""
    if whole.hidden:
        return  # what is withheld would add to it
    inputs: dict[str, Fact | tuple[Fact, ...]] = {
        "parts": tuple(whole.members.values()),
        "total": whole.given,
    }
    rest = tuple(
        fact for name in whole.panel.rest if (fact := whole.panel.members[name].at(whole.period))
    )
    formula = f"hhi(parts, {whole.divisor}{', rest' if rest else ''})"
    try:
        index = derive(
            id=f"{whole.panel.id}.concentration[{whole.period}]",
            title=f"Concentration of {english.within(whole.panel.title)} (HHI)",
            calculator="concentration",
            formula=formula,
            inputs={**inputs, "rest": rest} if rest else inputs,
            period=whole.period,
        )
    except QuantityError:
        return
    low = index.quantity.bounds.low
    if low is None or low <= HIGHLY_CONCENTRATED or index.quantity.value is None:
        return
    words = (
        Words()
        .say(f"{whole.panel.title} was ")
        .word(index, "highly concentrated")
        .say(" in ")
        .word(index, english.period_label(whole.period))
        .say(": the Herfindahl–Hirschman index of ")
        .figure(index)
        .say(" is above the ")
        .word(index, f"{HIGHLY_CONCENTRATED:,}")
        .say(" at which U.S. merger guidelines draw that line.")
    )
    size = 0.35 + 0.3 * min(1.0, float(low) / 10_000)
    yield _candidate(
        whole, "concentration", "", (words,), (index,), size, "the index is above 1,800"
    )


def rank_changes(whole: Whole) -> Iterator[Candidate]:
    """A member among the first three that gained or lost a place, clearly."""
    before = whole_of(whole.panel, whole.period.shifted(-1), whole.weight)
    if before is None or whole.hidden or before.hidden:
        return
    for name in (one for one in whole.ordered if one in before.members):
        now, then = _rank(whole, name), _rank(before, name)
        place, old = now.quantity.value, then.quantity.value
        if place is None or old is None or place == old:
            continue
        if min(place, old) > _LOWEST_RANK_TOLD or _is_tied(whole, name) or _is_tied(before, name):
            continue
        gained = place < old
        verb = "rose" if gained else "fell"
        words = (
            Words()
            .word(now, english.with_article(name))
            .say(" ")
            .word(now, verb)
            .say(" from ")
            .figure(then)
            .say(" to ")
            .figure(now)
            .say(f" in {english.within(whole.panel.title)} in ")
            .word(now, english.period_label(whole.period))
            .say(", with ")
            .figure(whole.members[name])
            .say(" after ")
            .bare(before.members[name])
            .say(".")
        )
        facts = (now, then, whole.members[name], before.members[name])
        size = 0.35 + 0.3 / float(min(place, old)) + 0.05 * min(3, abs(float(place - old)))
        where: Direction = "up" if gained else "down"
        yield _candidate(
            whole, "rank change", name, (words,), facts, size, f"it {verb} in rank", where
        )


def drivers(whole: Whole) -> Iterator[Candidate]:
    """The member that moved the total most, where the total moved."""
    then = whole.panel.total.at(whole.period.shifted(-1)) if whole.panel.total else None
    if whole.total is None or whole.hidden or then is None or then.quantity.value in {None, 0}:
        return
    growth = derive(
        id=f"{whole.panel.id}.growth[{whole.period}]",
        title=f"Growth of {english.within(whole.panel.title)}",
        calculator="change",
        formula="percent(now / before - 1)",
        inputs={"now": whole.total, "before": then},
        period=whole.period,
    )
    where = english.direction(growth.quantity)
    if where not in {"up", "down"}:
        return
    parts = {}
    for name, fact in whole.members.items():
        before = whole.panel.members[name].at(whole.period.shifted(-1))
        if before is None or before.quantity.value is None:
            continue
        parts[name] = derive(
            id=f"{whole.panel.id}.contribution[{name},{whole.period}]",
            title=f"{english.owner(name)} contribution to growth of {english.within(whole.panel.title)}",
            calculator="contribution",
            formula="points((now - before) / total)",
            inputs={"now": fact, "before": before, "total": then},
            period=whole.period,
            member=name,
        )
    if not parts:
        return
    sign = 1 if where == "up" else -1
    name = max(parts, key=lambda one: (sign * _value(parts[one]), one))
    driver = parts[name]
    if sign * _value(driver) <= 0 or english.direction(driver.quantity) != where:
        return
    share = float(_value(driver) / _value(growth)) if _value(growth) else 0
    noun = "growth" if where == "up" else "decline"
    words = (
        Words()
        .word(driver, english.with_article(name))
        .say(f" drove the {noun} in {english.within(whole.panel.title)} in ")
        .word(driver, english.period_label(whole.period))
        .say(": ")
        .figure(driver, english.signed(driver.quantity))
        .say(" toward a total change of ")
        .figure(growth, english.signed(growth.quantity))
        .say(".")
    )
    size = 0.3 + 0.4 * min(1.0, share) * min(1.0, abs(float(_value(growth))) / 10)
    facts = (driver, growth, whole.members[name])
    yield _candidate(
        whole,
        "driver",
        name,
        (words,),
        facts,
        size,
        f"it moved the total most, {noun}",
        where,  # type: ignore[arg-type]
    )


PanelDetector = Callable[[Whole], Iterator[Candidate]]
PANEL_DETECTORS: tuple[tuple[PanelDetector, Use], ...] = (
    (dominance, Use.SHARE),
    (rank_changes, Use.RANK),
    (drivers, Use.CONTRIBUTION),
    (concentration, Use.CONCENTRATION),
)
"""The family, in the order in which ties are settled, each with what it does with the values."""


def _share(whole: Whole, name: str) -> Fact:
    return derive(
        id=f"{whole.panel.id}.share[{name},{whole.period}]",
        title=f"{english.owner(name)} share of {english.within(whole.panel.title)}",
        calculator="share",
        formula=f"percent(part / {whole.divisor})",
        inputs={"part": whole.members[name], "total": whole.given},
        period=whole.period,
        member=name,
    )


def _rank(whole: Whole, name: str) -> Fact:
    others = tuple(fact for other, fact in whole.members.items() if other != name)
    return derive(
        id=f"{whole.panel.id}.rank[{name},{whole.period}]",
        title=f"{english.owner(name)} rank in {english.within(whole.panel.title)}",
        calculator="rank",
        formula="rank(one, others)",
        inputs={"one": whole.members[name], "others": others},
        period=whole.period,
        member=name,
    )


def _is_tied(whole: Whole, name: str) -> bool:
    mine = _value(whole.members[name])
    return sum(_value(fact) == mine for fact in whole.members.values()) > 1


def _multiple(ratio: Fact) -> str:
    words = english.times(ratio.quantity)
    return f"{words} as much as" if words.endswith(("times", "twice")) else words


def _is_plural(name: str) -> bool:
    return name.casefold().startswith("other")


def _value(fact: Fact) -> Fraction:
    return fact.quantity.value or Fraction(0)


def _candidate(
    whole: Whole,
    detector: str,
    member: str,
    sentences: tuple[Words, ...],
    facts: tuple[Fact, ...],
    size: float,
    because: str,
    direction: Direction = "none",
) -> Candidate:
    return Candidate(
        detector=detector,
        subject=str(Reference.parse(whole.panel.id).of(member)),
        topic=whole.panel.id,
        sentences=tuple(one.made() for one in sentences),
        facts=facts,
        size=min(1.0, size),
        weight=whole.weight,
        because=because,
        direction=direction,
        certainty=certainty_of(facts),
    )
