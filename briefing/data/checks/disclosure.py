"""Withheld values that the rest of the data gives away: a total less all others, a printed share.

Statistical offices withhold a second cell for that reason (*Handbook on Statistical Disclosure
Control*, secondary suppression); where the source has not, a brief should not help.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from briefing.core.column_facts import loose_facts
from briefing.core.fact import Fact
from briefing.core.member_series import facts_of
from briefing.core.period import Period
from briefing.core.problems import ProblemLog, Severity
from briefing.core.series import Dataset, Panel, Series
from briefing.core.status import Status
from briefing.core.unit import is_whole
from briefing.data.aggregates import named_aggregates
from briefing.data.checks.sums_and_shares import (
    HUNDRED,
    Cells,
    Share,
    Sum,
    cells_of,
    half_of,
    likely_half,
    shares_in,
    sums_in,
    total_told,
)
from briefing.language.messages import MESSAGES
from briefing.project.declared import Places

_NARROW = Fraction(1, 2)
"""What rounding may leave open, as a share of the value, so that it still gives it away."""
_FEWEST_PERIODS = 2
"""In how many periods neighbours must add to a group."""
_MOST_MEMBERS = 60
"""Of more members not every run is tried."""


class _Derived(NamedTuple):
    """A withheld value that can be worked out: of which measure and whose, what it is, and how."""

    measure: str
    member: str | None
    period: Period
    value: Fraction
    slack: Fraction
    """What rounding leaves open of it."""
    how: str
    is_remainder: bool = False
    """Whether it is what other parts leave of a whole, which may be one of what is shown alone."""

    @property
    def is_nothing_left(self) -> bool:
        """Whether the others make the whole: then it is zero, or the whole leaves it out."""
        return self.is_remainder and not self.value


def tell_derivable(dataset: Dataset, places: Places, log: ProblemLog) -> None:
    """Say which withheld values can be worked out from what is read, once for each measure."""
    read = (
        facts
        for measure in dataset.measures.values()
        for facts in ([measure.facts] if isinstance(measure, Series) else facts_of(measure.members))
    )
    if not any(_is_withheld(fact) for facts in read for fact in loose_facts(facts)):
        return
    cells = cells_of(dataset)
    found: dict[tuple[str, bool], list[_Derived]] = {}
    for one in (*_of_members(dataset), *_of_measures(dataset, cells)):
        if one.value >= 0 and one.slack <= one.value * _NARROW:
            found.setdefault((one.measure, one.is_nothing_left), []).append(one)
    for (name, is_nothing_left), every in found.items():
        first = every[0]
        cells_known = {(one.member, one.period) for one in every}
        count = len(cells_known) - 1
        more = f", and {count} more" if count else ""
        others = f" ({count} more like it)" if count else ""
        whose = first.member or dataset.measures[name].title
        withheld = f"'{whose}' is withheld in {first.period}"
        log.add(
            places.of("datasets", dataset.id, "series", name),
            f"{withheld}{others}, and {first.how} leaves nothing: either it is 0, or it is not "
            "counted in the total"
            if is_nothing_left
            else f"{withheld} and can be worked out from what is read: {first.how} is "
            f"{'about ' if first.slack else ''}{_plain(first.value)}{more}",
            "see in the notes of the source which of the two; where it is 0, do not print all that "
            "it follows from"
            if is_nothing_left
            else "do not print all that it follows from, or name no single one of them",
            Severity.WARNING,
            code="withheld-derivable",
        )


def _is_withheld(fact: Fact | None) -> bool:
    return (
        fact is not None
        and fact.quantity.value is None
        and fact.quantity.status is Status.SUPPRESSED
    )


def _of_members(dataset: Dataset) -> Iterator[_Derived]:
    """Of one member, from the total or a group less the others that it counts."""
    for name, panel in dataset.measures.items():
        if not isinstance(panel, Panel):
            continue
        for total in _totals(panel):
            yield from _less_others(name, total, panel.members, "the total less the other members")
        for group, run in _groups(panel):
            names = MESSAGES.listed(list(run))
            yield from _less_others(
                name, panel.groups[group], run, f"'{group}' less the others of {names}"
            )


def _less_others(
    name: str, total: Series, members: Mapping[str, Series], how: str
) -> Iterator[_Derived]:
    for period, fact in total.facts.items():
        facts = {member: one.facts.get(period) for member, one in members.items()}
        hidden = [m for m, one in facts.items() if one is None or one.quantity.value is None]
        if len(hidden) != 1 or len(facts) <= 1 or not _is_withheld(facts[hidden[0]]):
            continue
        others = [one for one in facts.values() if one is not None and not _is_withheld(one)]
        if found := _remainder(fact, others):
            yield _Derived(name, hidden[0], period, *found, how, is_remainder=True)


def _remainder(whole: Fact, others: Sequence[Fact]) -> tuple[Fraction, Fraction] | None:
    """A whole less its other parts, and what rounding leaves open of it."""
    values = [one.quantity.value for one in others]
    if whole.quantity.value is None or None in values:
        return None
    rest = whole.quantity.value - sum((one or Fraction(0) for one in values), Fraction(0))
    return rest, _left_open((whole, *others))


def _left_open(facts: Sequence[Fact]) -> Fraction:
    """What rounding leaves open of a sum; nothing where all are counted to the last one."""
    halves = [half_of(one) for one in facts]
    is_counted = all(is_whole(one.quantity.unit) for one in facts)
    return (
        Fraction(0)
        if is_counted and all(half <= _NARROW for half in halves)
        else sum(halves, Fraction(0))
    )


def _totals(panel: Panel) -> list[Series]:
    if panel.total is not None:
        return [panel.total]
    named = [one.member for one in named_aggregates(list(panel.groups)) if one.what == "total"]
    return [panel.groups[name] for name in named[:1]]


def _groups(panel: Panel) -> Iterator[tuple[str, dict[str, Series]]]:
    """Groups that are the sum of neighbours wherever all of these are known."""
    names = list(panel.members)
    if len(names) > _MOST_MEMBERS:
        return
    totals = {one.member for one in _totals(panel)}
    for group, series in panel.groups.items():
        if group in totals:
            continue
        for first in range(len(names)):
            for last in range(first + 2, len(names) + 1):
                run = {name: panel.members[name] for name in names[first:last]}
                if any(map(_is_withheld, _facts_of(run))) and _adds(series, run):
                    yield group, run


def _facts_of(run: Mapping[str, Series]) -> Iterator[Fact]:
    for one in run.values():
        yield from one.facts.values()


def _adds(group: Series, run: Mapping[str, Series]) -> bool:
    rows = 0
    for period, fact in group.facts.items():
        parts = [one.facts.get(period) for one in run.values()]
        known = [one for one in parts if one is not None and one.quantity.value is not None]
        if len(known) < len(parts) or not fact.quantity.value:
            continue
        found = _remainder(fact, known)
        slack = sum((likely_half(one) for one in (fact, *known)), Fraction(0))
        if found is None or abs(found[0]) > slack:
            return False
        rows += 1
    return rows >= _FEWEST_PERIODS


def _of_measures(dataset: Dataset, cells: Mapping[str, Cells]) -> Iterator[_Derived]:
    titles = {name: one.title for name, one in dataset.measures.items()}
    for total in sums_in(dataset, cells):
        yield from _of_sum(total, cells, titles)
    for share in shares_in(dataset, cells):
        if share.whole:
            yield from _of_share(share, cells, titles)
        else:
            yield from _of_share_of_total(share, cells, titles)


def _of_sum(
    found: Sum, cells: Mapping[str, Cells], titles: Mapping[str, str]
) -> Iterator[_Derived]:
    """A part that is the whole less the others, or the whole itself."""
    for key, whole in cells[found.whole].items():
        parts = {name: cells[name].get(key) for name in found.parts}
        hidden = [name for name, one in parts.items() if _is_withheld(one)]
        known = [one for one in parts.values() if one is not None and not _is_withheld(one)]
        if len(hidden) == 1 and len(known) == len(parts) - 1:
            how = f"'{titles[found.whole]}' less {_named(found.parts, titles, hidden[0])}"
            if value := _remainder(whole, known):
                yield _Derived(hidden[0], *key, *value, how, is_remainder=True)
        if _is_withheld(whole) and len(known) == len(parts):
            values = [one.quantity.value for one in known]
            slack = _left_open(known)
            total = sum((one or Fraction(0) for one in values), Fraction(0))
            if None not in values:
                how = f"the sum of {_named(found.parts, titles)}"
                yield _Derived(found.whole, *key, total, slack, how)


def _named(names: Sequence[str], titles: Mapping[str, str], but: str = "") -> str:
    return MESSAGES.listed([f"'{titles[name]}'" for name in names if name != but])


def _of_share(
    found: Share, cells: Mapping[str, Cells], titles: Mapping[str, str]
) -> Iterator[_Derived]:
    """A part that is so many percent of a whole, or the whole of which it is that."""
    for key, percent in cells[found.percent].items():
        part, whole = cells[found.part].get(key), cells[found.whole].get(key)
        p = percent.quantity.value
        if part is None or whole is None or not p or p <= 0:
            continue
        open_part = half_of(percent) / p
        how = f"by '{titles[found.percent]}' it"
        if _is_withheld(part) and whole.quantity.value:
            value = whole.quantity.value * p / HUNDRED
            yield _Derived(found.part, *key, value, value * open_part, how)
        if _is_withheld(whole) and part.quantity.value:
            value = HUNDRED * part.quantity.value / p
            yield _Derived(found.whole, *key, value, value * open_part, how)


def _of_share_of_total(
    found: Share, cells: Mapping[str, Cells], titles: Mapping[str, str]
) -> Iterator[_Derived]:
    """A member's amount from its printed share and from what another one's tells of the total."""
    percents, parts = cells[found.percent], cells[found.part]
    for (member, period), percent in percents.items():
        p, fact = percent.quantity.value, parts.get((member, period))
        if not _is_withheld(fact) or not p or p <= 0:
            continue
        told = [
            total
            for key, other in parts.items()
            if key[1] == period and key in percents and (total := total_told(percents[key], other))
        ]
        if not told:
            continue
        low, high = max(one for one, _ in told), min(one for _, one in told)
        half = half_of(percent)
        least, most = low * (p - half) / HUNDRED, high * (p + half) / HUNDRED
        how = f"by its share in '{titles[found.percent]}' it"
        yield _Derived(found.part, member, period, (least + most) / 2, (most - least) / 2, how)


def _plain(value: Fraction) -> str:
    return f"{value.numerator:,}" if value.denominator == 1 else f"{float(value):,.4g}"
