"""What is another in a new edition: columns, layout, units, periods, members, and values that jump."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from briefing.core.fact import Fact
from briefing.core.problems import Problem
from briefing.core.rebasing import is_turned_round, rebase_factor
from briefing.core.series import Dataset, Panel, Series
from briefing.data.grid import Grid, tidy
from briefing.data.recognition.agreement import Figures
from briefing.data.recognition.matches import Match, Matched
from briefing.data.recognition.placement import Carried, Raw
from briefing.data.recognition.possible_columns import Condition, texts_of
from briefing.data.recognition.stated_units import Verdict
from briefing.language.amounts import in_table
from briefing.language.messages import MESSAGES

_MOST_NAMED = 8
_MOST_JUMPS = 3
_JUMP = Fraction(1, 4)
"""A revision worth to be looked at, as a share of the figure before."""


CODES = {
    "file": "edition-read-otherwise",
    "column": "edition-column",
    "gone": "edition-series-gone",
    "new": "edition-new-columns",
    "unit": "edition-unit",
    "period": "edition-periods",
    "member": "edition-members",
    "value": "edition-values",
    "status": "edition-status-carried",
}
"""The codes of what is found in a new edition, by its kind."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about the new edition that the user should know."""

    kind: str
    """``file``, ``column``, ``gone``, ``new``, ``unit``, ``period``, ``member``, ``value``, ``status``."""
    words: str
    is_doubt: bool = False
    """Whether it should be looked at before the edition is taken in."""
    series: str = ""
    """The series of the data set that it is about, where it is one."""

    @property
    def code(self) -> str:
        """Which kind of message it is, for ``briefing explain``."""
        return CODES[self.kind]


def of_columns(
    matched: Matched, known: Mapping[str, Figures], before: Grid | None, reading: Raw
) -> Iterator[Finding]:
    """Where measures stand now: under other names, nowhere, or not for certain; and what is new."""
    if reading:
        said = ", ".join(f"{key} {value!r}" for key, value in reading.items() if value is not None)
        yield Finding("file", f"it is read otherwise: {said or 'as usual'}")
    headers = matched.sheet.headers
    if conditions := matched.sheet.given | _conditions(matched):
        said = " and ".join(f"{headers[c]} is {_one_of(text)}" for c, text in conditions.items())
        yield Finding("file", f"rows that are read: those where {said}")
    together = _shared_columns(matched)
    if together:
        words = ", ".join(f"'{headers[column]}'" for column in together)
        yield Finding("file", f"a row for each series, its periods in the columns {words}")
    for name, figures in known.items():
        match = matched.found.get(name)
        if match is None and name in matched.unsure:
            continue
        if match is None:
            under = ", ".join(f"'{one}'" for one in figures.headers)
            words = f"{name}: nothing holds its values any more (it stood under {under})"
            yield Finding("gone", words, is_doubt=True, series=name)
            continue
        yield from _of_column(name, figures, match, matched, is_told=bool(together))
    old = {tidy(one) for one in before.headers} if before else set()
    taken = {c for one in matched.found.values() for c in one.candidate.columns.values()}
    taken |= {matched.member, matched.period, *matched.sheet.given, *_conditions(matched)} - {None}  # type: ignore[arg-type]
    fresh = [h for c, h in enumerate(headers) if h and c not in taken and h not in old]
    if fresh:
        yield Finding("new", f"columns that nothing reads: {_listed(fresh)}")


def _conditions(matched: Matched) -> dict[int, Condition]:
    every = [set(one.candidate.selection.where.items()) for one in matched.found.values()]
    return dict(sorted(set.intersection(*every), key=str)) if every else {}


def _one_of(condition: Condition) -> str:
    return " or ".join(f"'{text}'" for text in texts_of(condition))


def _shared_columns(matched: Matched) -> tuple[int, ...]:
    """The columns in which all series stand, where rows tell them apart."""
    every = {tuple(one.candidate.columns.values()) for one in matched.found.values()}
    return every.pop() if len(every) == 1 and len(matched.found) > 1 else ()


def _of_column(
    name: str, known: Figures, match: Match, matched: Matched, *, is_told: bool
) -> Iterator[Finding]:
    headers = matched.sheet.headers
    stands = [headers[column] for column in match.candidate.columns.values()]
    shared = _conditions(matched)
    own = {c: t for c, t in match.candidate.selection.where.items() if c not in shared}
    rows = " and ".join(f"{headers[c]} is {_one_of(t)}" for c, t in own.items())
    if own or set(stands) != {tidy(one) for one in known.headers}:
        under = [*([] if is_told else [_listed(stands)]), *([f"rows where {rows}"] if own else [])]
        words = f"{name}: now {', '.join(under)} (was {_listed(known.headers)}); {match.agreement}"
        is_doubt = match.agreement.score < 0.3  # noqa: PLR2004
        yield Finding("column", words, is_doubt, name)
    yield from _of_unit(name, known, match)


def _of_unit(name: str, known: Figures, match: Match) -> Iterator[Finding]:
    """Values of another size, and what the file says of the unit."""
    factor, unit = match.agreement.factor, match.unit
    if unit.verdict is Verdict.SCALED and factor == unit.factor:
        words = f"{name}: it is now in '{unit.text}' (was {known.unit}), and its values are of that size"
        yield Finding("column", words, is_doubt=True, series=name)
        return
    if unit.verdict is Verdict.SCALED and match.agreement.weight:
        words = f"{name}: the file says '{unit.text}', the declaration {known.unit}; values are of the same size"
        yield Finding("column", words, is_doubt=True, series=name)
    if factor != 1:
        way = "larger" if factor > 1 else "smaller"
        size = factor if factor > 1 else 1 / factor
        words = f"{name}: values are {int(size):,} times {way} than before: the unit seems to be another"
        yield Finding("unit", words, is_doubt=True, series=name)


def of_statuses(carried: Iterable[Carried]) -> Iterator[Finding]:
    """Statuses that the last period has because the one before had them."""
    for one in carried:
        words = (
            f"{one.now} is taken as {one.status}, as {one.before} was before; "
            "no mark of the file says so"
        )
        yield Finding("status", words, is_doubt=True)


def of_values(old: Dataset, new: Dataset) -> Iterator[Finding]:
    """What the figures themselves tell: coverage, and values that jump."""
    both = {
        name: (old.measures[name], measure)
        for name, measure in new.measures.items()
        if name in old.measures
    }
    yield from _of_periods(both)
    for name, (before, measure) in both.items():
        if isinstance(before, Panel) and isinstance(measure, Panel):
            yield from _of_members(name, before, measure)
        lines = list(_pairs(before, measure))
        yield from _of_coverage(name, lines)
        for one, other in lines:
            factor = rebase_factor(one, other)
            if is_turned_round(one, other):
                words = (
                    f"{other.id}: all values of shared periods have the opposite sign: what is above zero "
                    "is turned round; say by 'definition:' which, and look again at texts that speak of it"
                )
                yield Finding("value", words, is_doubt=True, series=name)
                continue
            if factor is None:
                yield from _jumps(one, other)
                continue
            way, size = ("smaller", factor) if factor > 1 else ("larger", 1 / factor)
            words = (
                f"{other.id}: all values of shared periods are {way} by a factor of "
                f"{float(size):.4g}: it has another base; say by 'definition:' which"
            )
            yield Finding("value", words, is_doubt=True, series=name)


def of_cells(problems: Iterable[Problem]) -> Iterator[Finding]:
    """What the checks at reading doubt."""
    for one in problems:
        yield Finding("value", f"{one.place}: {one.message}{one.further}", is_doubt=True)


def _of_periods(
    both: Mapping[str, tuple[Series | Panel, Series | Panel]],
) -> Iterator[Finding]:
    """New periods and those that are gone, the measures of one kind in one line."""
    told: dict[tuple[str, bool], list[str]] = {}
    for name, (before, measure) in both.items():
        fresh = [str(one) for one in measure.periods if one not in before.periods]
        gone = [str(one) for one in before.periods if one not in measure.periods]
        said = [f"{_range(fresh)} is new"] if fresh else ["no new period"]
        said += [f"{_range(gone)} is no longer there"] if gone else []
        told.setdefault((", ".join(said), not fresh), []).append(name)
    for (words, is_doubt), names in told.items():
        every = len(names) == len(both) and len(both) > 1
        who = f"all {len(names)} series" if every else ", ".join(names)
        yield Finding("period", f"{who}: {words}", is_doubt)


def _range(periods: list[str]) -> str:
    return periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]}"


def _of_members(name: str, before: Panel, now: Panel) -> Iterator[Finding]:
    gone = [one for one in before.members if one not in now.members]
    fresh = [one for one in now.members if one not in before.members]
    if gone:
        words = f"{name}: no longer there: {_listed(gone)}"
        yield Finding("member", words, is_doubt=True, series=name)
    if fresh:
        yield Finding("member", f"{name}: new: {_listed(fresh)}", series=name)
    if before.total is not None and now.total is None:
        words = f"{name}: the total '{before.total.member}' is no longer there"
        yield Finding("member", words, is_doubt=True, series=name)


def _pairs(before: Series | Panel, now: Series | Panel) -> Iterator[tuple[Series, Series]]:
    if isinstance(before, Series) and isinstance(now, Series):
        yield before, now
    elif isinstance(before, Panel) and isinstance(now, Panel):
        both = {**before.members, **({"": before.total} if before.total else {})}
        ours = {**now.members, **({"": now.total} if now.total else {})}
        yield from ((one, ours[who]) for who, one in both.items() if who in ours)


def _of_coverage(name: str, lines: Iterable[tuple[Series, Series]]) -> Iterator[Finding]:
    """Figures of shared periods that had a value, and have none now."""
    lost = [
        f"{fact.member + ', ' if fact.member else ''}{period}"
        for one, other in lines
        for period, fact in one.facts.items()
        if fact.quantity.value is not None
        and (now := other.at(period)) is not None
        and now.quantity.value is None
        and now.quantity.bounds.is_unbounded
    ]
    if lost:
        words = f"{name}: no value any more for {_listed(lost)}"
        yield Finding("value", words, is_doubt=True, series=name)


def _jumps(before: Series, now: Series) -> Iterator[Finding]:
    """Values of shared periods that differ much, those of one series in a line."""
    found = []
    for period, fact in now.facts.items():
        old = before.at(period)
        if old is None:
            continue
        change = _change(old, fact)
        if change is not None and abs(change) > _JUMP:
            found.append(f"{period} was {_print(old)} and is {_print(fact)}")
    if found:
        more = f" and {len(found) - _MOST_JUMPS} more" if len(found) > _MOST_JUMPS else ""
        words = f"{now.id}: {'; '.join(found[:_MOST_JUMPS])}{more}"
        yield Finding("value", words, is_doubt=True)


def _change(old: Fact, new: Fact) -> Fraction | None:
    one, other = old.quantity.value, new.quantity.value
    if not one or other is None or old.quantity.unit.code != new.quantity.unit.code:
        return None
    return other / one - 1


def _print(fact: Fact) -> str:
    return in_table(MESSAGES, fact)


def _listed(words: Iterable[str]) -> str:
    every = list(dict.fromkeys(words))
    more = f" and {len(every) - _MOST_NAMED} more" if len(every) > _MOST_NAMED else ""
    return ", ".join(f"'{one}'" for one in every[:_MOST_NAMED]) + more
