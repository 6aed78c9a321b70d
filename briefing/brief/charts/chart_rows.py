"""What a chart compares row by row, members of one measure or several series, and which of them it shows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from briefing.brief.charts.marks import CannotDraw, check_known, require_one_unit, titles_of
from briefing.core.fact import Fact
from briefing.core.period import Period
from briefing.core.series import Panel, Series, is_unreported
from briefing.core.status import Status
from briefing.language.base import Language
from briefing.language.grammar import capital

_MOST_NAMED, _AS_EXAMPLES = 12, 5
"""Up to how many without a figure are all named below a chart, and how many else."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows by name, and what all of them measure."""

    measure: str
    named: Mapping[str, Series]
    dimension: str = ""
    panel: Panel | None = None
    """The measure that they are members of."""

    @property
    def series(self) -> tuple[Series, ...]:
        """All of them."""
        return tuple(self.named.values())


def rows_of(
    language: Language, given: Panel | Sequence[Series], labels: Sequence[str], kind: str
) -> Rows:
    """The rows of a chart; raises :class:`CannotDraw` where there are none or of unlike units."""
    if isinstance(given, Panel):
        return Rows(given.title, given.members, given.dimension, given)
    if not given:
        raise CannotDraw("no series is named", "name one: dataset.measure", code="no-series")
    require_one_unit(given, kind)
    measure, titles = titles_of(language, given, labels)
    return Rows(measure, dict(zip(titles, given, strict=True)))


def better_of(every: Iterable[Series]) -> Literal["higher", "lower", ""]:
    """Which way is the better one for all of some measures; empty where that is not declared, or differs."""
    found = {one.better for one in every}
    return found.pop() if len(found) == 1 else ""


def at_of(rows: Rows, period: Period) -> Mapping[str, Fact]:
    """The fact of each row; a member that the file has no row for is there as missing."""
    if rows.panel is not None:
        return rows.panel.at(period)
    return {name: fact for name, one in rows.named.items() if (fact := one.at(period))}


def chosen(
    sizes: Mapping[str, Fraction], top: int, wanted: Collection[str], known: Iterable[str]
) -> list[str]:
    """The ``top`` names by size, those as large as the last of them, and those that are wanted.

    In the order of ``sizes``; raises :class:`CannotDraw` for a ``top`` below 1 or a wanted name that
    is not ``known``.
    """
    if top < 1:
        raise CannotDraw("'top' must be 1 or more", path=("top",), code="unfit-parameter")
    check_known(tuple(wanted), known, "highlight", "the chart")
    ranked = sorted(sizes.values(), reverse=True)
    least = ranked[min(top, len(ranked)) - 1] if ranked else Fraction(0)
    return [name for name, size in sizes.items() if size >= least or name in wanted]


def note_on_others(
    note: Literal["only_largest", "only_farthest"],
    sizes: Mapping[str, Fraction],
    near: Sequence[str],
    top: int,
) -> str:
    """The key of what is said where others are not shown: of those ``near``, some may only be wanted."""
    first = chosen(sizes, top, (), sizes)
    return f"note.{note}_and_named" if set(near) - set(first) else f"note.{note}"


def middle_of(fact: Fact) -> Fraction | None:
    """What a fact is sorted by: its value, or the surer end of its bounds."""
    quantity = fact.quantity
    if quantity.value is not None or not quantity.tells_something:
        return quantity.value
    ends = [end for end in (quantity.bounds.low, quantity.bounds.high) if end is not None]
    return min(ends, key=abs, default=None)


def dark_names(facts: Mapping[str, Fact]) -> list[str]:
    """The names of what is withheld, which a chart shows as such."""
    return [
        name
        for name, fact in facts.items()
        if fact.quantity.status is Status.SUPPRESSED and not fact.quantity.tells_something
    ]


def unreported_note(language: Language, names: Sequence[str], every: int) -> str:
    """Who of so many has no figure: all of them, or their number and the first of them."""
    if len(names) <= _MOST_NAMED:
        return language.term("note.unreported", names=tuple(names))
    few = tuple(names[:_AS_EXAMPLES])
    return language.term("note.unreported_many", count=len(names), all=every, names=few)


def left_out(
    language: Language, facts: Mapping[str, Fact | None], shown: Collection[str], note: str
) -> list[str]:
    """Notes on what a chart does not show: ``note`` where some were left out, and who has no figure."""
    found = {name: fact for name, fact in facts.items() if name not in shown}
    lacking = tuple(name for name, fact in found.items() if fact is None or is_unreported(fact))
    dark = {name: fact for name, fact in found.items() if fact and name not in lacking}
    dark = {name: fact for name, fact in dark.items() if not fact.quantity.tells_something}
    said = [language.term(note)] if len(lacking) + len(dark) < len(found) else []
    if lacking:
        said.append(unreported_note(language, lacking, len(facts)))
    for status in sorted(
        {fact.quantity.status for fact in dark.values()}, key=lambda one: one.name
    ):
        names = tuple(name for name, fact in dark.items() if fact.quantity.status is status)
        whose = language.listed_apart([language.name(name) for name in names])
        what = capital(language.status(status))
        said.append(language.term("note.lacking", what=what, whose=whose))
    return said
