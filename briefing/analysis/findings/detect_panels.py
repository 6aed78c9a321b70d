"""Detectors that look at the parts of a whole: dominance, concentration, ranks, drivers of growth.

Members that are withheld or stand for several take no rank; where they could change an answer,
nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from heapq import nlargest

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
from briefing.analysis.metrics.remainder import bounded_by_total
from briefing.core.expression import derive
from briefing.core.fact import Fact
from briefing.core.nature import Use
from briefing.core.period import Period
from briefing.core.problems import QuantityError
from briefing.core.reference import Reference
from briefing.core.series import Panel
from briefing.core.status import Status
from briefing.core.text_nodes import Inlines
from briefing.core.title import Part, Title
from briefing.language.amounts import amount_beside, signed
from briefing.language.base import Language
from briefing.language.change_words import multiple
from briefing.language.nature_words import is_of_a_market
from briefing.language.one_scale import retold

HIGHLY_CONCENTRATED = 1800
MODERATELY_CONCENTRATED = 1000
"""Bands of the Herfindahl-Hirschman index: U.S. Department of Justice and Federal Trade Commission,
*Merger Guidelines* (2023), guideline 1 and section 4.2; 2010 edition for the lower one."""
_NO_VALUE_AT_ALL = frozenset({Status.NOT_APPLICABLE, Status.INCLUDED_ELSEWHERE})
_NOT_PLAIN = frozenset({Status.FORECAST, Status.NOT_SIGNIFICANT})
"""What is never told as a plain fact about a whole."""
_LOWEST_RANK_TOLD = 3
_FEWEST_MEMBERS = 3
_LEAST_TO_DRIVE = 1 / 3
"""The least part of the total's change that a member must have made to be said to drive it."""
_MOST_TO_DRIVE = 2
"""Beyond how many times the change of the total a contribution was undone by others."""
_LEAST_TO_TELL = 1
"""The least growth of a total, in percent, that somebody can be said to drive."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A panel at the brief's period: the members that can be ranked, and the whole."""

    language: Language
    panel: Panel
    period: Period
    weight: float
    members: dict[str, Fact]
    """Known values of members that stand for themselves."""
    total: Fact | None
    hidden: tuple[Fact, ...]
    """Members whose value is withheld, bounded, or not reported; bounded by what the total leaves."""

    def may_hide(self, value: Fraction) -> bool:
        """Whether one of the hidden members may be as large as ``value``."""
        tops = [one.quantity.bounds.high for one in self.hidden]
        return any(top is None or top >= value for top in tops)

    @property
    def lacks_its_total(self) -> bool:
        """Whether the source has a total and prints none here: then nobody knows the whole."""
        return self.total is None and self.panel.total is not None

    @property
    def divisor(self) -> str:
        """The whole in a formula: the printed total, or the sum of the members."""
        return "total" if self.total is not None else "sum(total)"

    @property
    def given(self) -> Fact | tuple[Fact, ...]:
        """What the divisor is computed from."""
        return self.total if self.total is not None else tuple(self.members.values())

    def title(self, key: str, **parts: Part) -> str:
        """A title of what is computed of the whole, with its measure in it."""
        return self.language.title(Title(key, {"measure": self.panel.title, **parts}))

    @property
    def ordered(self) -> list[str]:
        """Members from the largest down."""
        return sorted(self.members, key=lambda name: (-_value(self.members[name]), name))


def whole_of(language: Language, panel: Panel, period: Period, weight: float) -> Whole | None:
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
    every = [*members.values(), *([total] if total else [])]
    if len(members) < _FEWEST_MEMBERS or any(one.quantity.status in _NOT_PLAIN for one in every):
        return None
    bounded = bounded_by_total(panel, {one.member or "": one for one in hidden}, period)
    hidden = list(bounded.values())
    if total is None and (hidden or panel.rest):
        return None
    return Whole(language, panel, period, weight, members, total, tuple(hidden))


def dominance(whole: Whole) -> Iterator[Candidate]:
    """One member has more than a half, or more than two thirds, of the whole."""
    if whole.lacks_its_total:
        return
    first, second, *_ = whole.ordered
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
    told = _may_be_told(whole) | _may_be_told(before)
    for name in (one for one in whole.ordered if one in before.members and one in told):
        now, then = _rank(whole, name), _rank(before, name)
        place, old = now.quantity.value, then.quantity.value
        if place is None or old is None or place == old:
            continue
        if min(place, old) > _LOWEST_RANK_TOLD or _is_tied(whole, name) or _is_tied(before, name):
            continue
        where: Direction = "up" if place < old else "down"
        value, earlier = _value(whole.members[name]), _value(before.members[name])
        if whole.may_hide(value) or before.may_hide(earlier):
            continue
        if value == earlier or (value > earlier) is not (where == "up"):
            continue  # others moved, not this one
        if may_be_rounding(whole.members[name], before.members[name]):
            continue
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
        size = 0.35 + 0.3 / float(min(place, old)) + 0.05 * min(3, abs(float(place - old)))
        reason = language.term(f"because.rank_{where}")
        yield _candidate(whole, "rank change", name, (sentence,), facts, size, reason, where)


def _may_be_told(whole: Whole) -> set[str]:
    """Members of so high a rank that it is told, and those whose rank is open."""
    known = {n: f.quantity.value for n, f in whole.members.items() if f.quantity.value is not None}
    least = nlargest(_LOWEST_RANK_TOLD, known.values())
    high = {name for name, value in known.items() if value >= least[-1]}
    return high | (whole.members.keys() - known.keys())


def drivers(whole: Whole) -> Iterator[Candidate]:
    """The member that moved the total most, where the total moved."""
    then = whole.panel.total.at(whole.period.preceding()) if whole.panel.total else None
    if whole.total is None or then is None or then.quantity.value in {None, 0}:
        return
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
    parts = _contributions(whole, then)
    if not parts:
        return
    sign = 1 if where == "up" else -1
    name = max(parts, key=lambda one: (sign * _value(parts[one]), one))
    driver = parts[name]
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


def _contributions(whole: Whole, then: Fact) -> dict[str, Fact]:
    """What each member added to the total of the period before, ``then``, in percentage points."""
    found = {}
    for name, fact in whole.members.items():
        before = whole.panel.members[name].at(whole.period.preceding())
        if before is None or before.quantity.value is None:
            continue
        found[name] = derive(
            id=_fact_id(whole, "contribution", name),
            title=whole.title("contribution", owner=name),
            calculator="contribution",
            formula="points((now - before) / total)",
            inputs={"now": fact, "before": before, "total": then},
            period=whole.period,
            member=name,
        )
    return found


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


def _is_tied(whole: Whole, name: str) -> bool:
    mine = _value(whole.members[name])
    return sum(_value(fact) == mine for fact in whole.members.values()) > 1


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
