"""How strong the evidence behind advice is, which is not how strongly the advice is given.

Four levels and a start at the highest, with a level down for each limitation, are those of GRADE
(Guyatt and others, *BMJ* 2008;336:924-926). What limits statistics is their type, amount, quality
and consistency, by which the IPCC describes evidence (Mastrandrea and others, *Guidance Note for
Lead Authors of the IPCC Fifth Assessment Report on Consistent Treatment of Uncertainties*, 2010):
here whether figures are reported, by how many publishers, as values or only as bounds, and how
long ago. The rubric is this program's own; GRADE itself rates bodies of clinical studies.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.core.fact import Derivation, Fact
from briefing.core.period import Period
from briefing.core.recomputing import Leaf, leaf_key
from briefing.core.status import Status
from briefing.core.title import says_whose
from briefing.language.amounts import amount
from briefing.language.base import Language

Level = Literal["high", "moderate", "low", "very low"]
LEVELS: tuple[Level, ...] = ("high", "moderate", "low", "very low")
OLD = 2
"""The newest figure may be this many years older than what the brief is about."""
_NOT_REPORTED = frozenset(
    {Status.ESTIMATED, Status.IMPUTED, Status.FORECAST, Status.PROVISIONAL, Status.UNRELIABLE}
)
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Strength:
    """A level, and each limitation that led down to it."""

    level: Level
    reasons: tuple[str, ...]
    """Most readers want to know them: ``one publisher: U.S. Geological Survey``."""


def strength_of(
    language: Language, facts: Iterable[Fact], publishers: Mapping[str, str], period: Period
) -> Strength:
    """How strong the evidence is that these facts are, by the figures that they rest on.

    ``publishers`` names the publisher of each source; the editions of a publication have one, and
    a source that is not in it stands for itself. ``period`` is what the brief is about. Figures
    without a period have no age.
    """
    figures = _figures(facts)
    if not figures:
        return Strength("very low", (language.term("strength.no_figure"),))
    reasons = [
        *_not_reported(language, figures),
        *_one_publisher(language, figures, publishers),
        *_only_bounds(language, figures),
        *_old(language, figures, period),
    ]
    return Strength(LEVELS[min(len(reasons), len(LEVELS) - 1)], tuple(reasons))


def _figures(facts: Iterable[Fact]) -> list[Fact]:
    """What was read or stated behind the facts, each spot once."""
    found: dict[Leaf, Fact] = {}
    for fact in facts:
        for one in fact.walk():
            if not isinstance(one.origin, Derivation):
                found.setdefault(leaf_key(one), one)
    return list(found.values())


def _not_reported(language: Language, figures: Sequence[Fact]) -> list[str]:
    """Estimates and other figures that no one counted, told by their status."""
    by_status: dict[Status, list[str]] = {}
    for one in figures:
        if one.quantity.status in _NOT_REPORTED:
            by_status.setdefault(one.quantity.status, []).append(_named(language, one))
    ordered = sorted(by_status, key=lambda status: status.certainty_rank)
    told = [
        language.term(
            "strength.not_reported",
            status=language.status(status),
            figures=_some(language, by_status[status]),
        )
        for status in ordered
    ]
    return [language.joined(told)] if told else []


def _one_publisher(
    language: Language, figures: Sequence[Fact], publishers: Mapping[str, str]
) -> list[str]:
    keys = {key for one in figures for key in one.sources()}
    names = {publishers.get(key, key) for key in keys}
    if len(names) != 1:
        return []
    name = names.pop()
    if not name:
        return [language.term("strength.one_source")]
    return [language.term("strength.one_publisher", publisher=name)]


def _only_bounds(language: Language, figures: Sequence[Fact]) -> list[str]:
    told = [
        language.term(
            "strength.bound",
            figure=_named(language, one),
            bound=amount(language, one.quantity, one.digits),
        )
        for one in figures
        if not one.quantity.is_known
    ]
    return [language.term("strength.only_bounds", figures=_some(language, told))] if told else []


def _old(language: Language, figures: Sequence[Fact], period: Period) -> list[str]:
    ends = [_last_year(one.period) for one in figures if one.period is not None]
    age = _last_year(period) - max(ends, default=_last_year(period))
    if age <= OLD:
        return []
    return [language.term("strength.old", count=age, year=str(max(ends)))]


def _last_year(period: Period) -> int:
    return period.last_day.year


def _named(language: Language, fact: Fact) -> str:
    """The figure with its member and period, as far as it has them."""
    member = None if says_whose(fact.title, fact.member) else fact.member
    when = language.short_period(fact.period) if fact.period else None
    return language.enumerated(part for part in (fact.title, member, when) if part)


def _some(language: Language, names: Sequence[str]) -> str:
    """The first few names, and how many more there are."""
    if len(names) <= _MOST_NAMED:
        return language.joined(names)
    more = language.term("strength.more", count=len(names) - _MOST_NAMED)
    return language.listed([language.joined(names[:_MOST_NAMED]), more])
