"""The briefs of a portfolio held against one another: one figure, one value, one printed form, one edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.app.build.finished_brief import Brief
from briefing.core.fact import Cell, Fact
from briefing.core.problems import Place, Problem, ProblemLog, Severity, Subject
from briefing.core.spot import Spot
from briefing.language.messages import MESSAGES
from briefing.project.loading import Project
from briefing.project.references import datasets_used

_FEWEST = 4
"""Briefs that must print a figure before those that print another one are told from a table of its own."""
_MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class _Printed:
    """One figure in one brief."""

    brief: str
    fact: Fact
    origin: Cell
    text: str


def with_whole(project: Project, briefs: Sequence[Brief], log: ProblemLog) -> tuple[Brief, ...]:
    """The same briefs, the first of each portfolio with the warnings about the whole of it.

    Whatever is found goes to the log too.
    """
    portfolios = dict.fromkeys(_portfolio(one.id) for one in briefs if "/" in one.id)
    told: dict[str, list[Problem]] = {}
    for name in portfolios:
        mine = [one for one in briefs if _portfolio(one.id) == name]
        found = list(_findings(project, mine)) if len(mine) > 1 else []
        log.take(ProblemLog(found))
        told[mine[0].id] = [one for one in found if one.severity is Severity.WARNING]
    return tuple(
        replace(one, warnings=(*one.warnings, *told[one.id])) if told.get(one.id) else one
        for one in briefs
    )


def _portfolio(brief: str) -> str:
    return brief.rpartition("/")[0]


def _findings(project: Project, briefs: Sequence[Brief]) -> Iterator[Problem]:
    yield from _editions(project, briefs)
    every = [one for brief in briefs for one in _printed(brief)]
    by_cell: dict[Spot, list[_Printed]] = {}
    for one in every:
        by_cell.setdefault(one.origin.spot, []).append(one)
    for spot, group in sorted(by_cell.items(), key=lambda pair: _in_file(pair[0])):
        if len({one.brief for one in group}) > 1:
            yield from _one_cell(spot, group)
    yield from _elsewhere(every)


def _in_file(spot: Spot) -> tuple[str, str, int, int]:
    return (spot.file, spot.sheet, spot.row, spot.column)


def _printed(brief: Brief) -> Iterator[_Printed]:
    """The figures of a brief that were read from cells, as it prints them."""
    words = brief.document.fact_words
    for name, fact in brief.document.facts.items():
        if isinstance(fact.origin, Cell) and name in words:
            yield _Printed(brief.id.rpartition("/")[2], fact, fact.origin, words[name].text)


def _one_cell(spot: Spot, group: Sequence[_Printed]) -> Iterator[Problem]:
    """A cell that two briefs read to two values, or print in two ways."""
    place = Place(spot.file, spot.row, spot.column)
    values: dict[object, list[_Printed]] = {}
    for one in group:
        quantity = one.fact.quantity
        values.setdefault((quantity.value, quantity.bounds, quantity.unit), []).append(one)
    if len(values) > 1:
        yield Problem(
            place,
            f"briefs read one cell to different values: {_told(list(values.values()))}",
            "declare its unit, tokens and corrections once for all",
            Severity.MISLEADING,
            code="briefs-disagree",
            about=_about(group[0]),
        )
        return
    by_name: dict[str, dict[str, list[_Printed]]] = {}
    for one in group:
        by_name.setdefault(one.fact.id, {}).setdefault(one.text, []).append(one)
    forms: dict[str, set[str]] = {}
    for one in group:
        forms.setdefault(one.brief, set()).add(one.text)
    first, *others = forms.values()
    ways = next((found for found in by_name.values() if len(found) > 1), None)
    if ways is None and any(not (first & one) for one in others):
        ways = {}
        for one in group:
            ways.setdefault(one.text, []).append(one)
    if ways is not None:
        yield Problem(
            place,
            f"briefs print one figure in different ways: {_told(list(ways.values()))}",
            "give it the same 'digits' and 'unit' in all",
            Severity.WARNING,
            code="printed-otherwise",
            about=_about(group[0]),
        )


def _elsewhere(every: Sequence[_Printed]) -> Iterator[Problem]:
    """A figure of many files that all but a few of them give alike: an average of the country, say.

    Where most differ it is a figure of each subject, and no two are the same one.
    """
    groups: dict[tuple[object, ...], dict[str, _Printed]] = {}
    for one in every:
        fact = one.fact
        if fact.member is not None and fact.quantity.value:
            key = (one.origin.source, fact.measure or fact.title, fact.member, fact.period)
            groups.setdefault(key, {}).setdefault(one.brief, one)
    for group in groups.values():
        count = Counter(one.fact.quantity.value for one in group.values())
        usual, times = count.most_common(1)[0]
        if len(count) == 1 or times < max(_FEWEST, len(group) * 3 / 4):
            continue
        odd = [one for one in group.values() if one.fact.quantity.value != usual]
        same = [one for one in group.values() if one.fact.quantity.value == usual]
        spot = odd[0].origin.spot
        first = odd[0].fact
        whose = f"{first.measure or first.title}, {first.member}, {first.period}"
        yield Problem(
            Place(spot.file, spot.row, spot.column),
            f"'{whose}' is another figure than in the other files: {_told([odd, same])}",
            "look which is right; a correction puts a cell right",
            Severity.WARNING,
            code="files-disagree",
            about=_about(odd[0]),
        )


def _editions(project: Project, briefs: Sequence[Brief]) -> Iterator[Problem]:
    """Data sets of one name that are of one edition in some briefs and of another in others."""
    read: dict[str, dict[str, list[str]]] = {}
    for brief in briefs:
        loaded = project.briefs[brief.id]
        own = project.of(loaded)
        day = f" as of {brief.document.as_of}" if brief.document.as_of else ""
        for name in sorted(datasets_used(own, loaded.config)):
            edition = f"{own.config.datasets[name].source}{day}"
            read.setdefault(name, {}).setdefault(edition, []).append(brief.id.rpartition("/")[2])
    for name, editions in read.items():
        if len(editions) > 1:
            told = ", ".join(f"{one} in {_named(names)}" for one, names in editions.items())
            yield Problem(
                project.briefs[briefs[0].id].places.of_key("datasets", name),
                f"briefs read '{name}' from different editions: {told}",
                "bring all to one edition, or give the other one a name of its own",
                Severity.WARNING,
                code="editions-differ",
            )


def _about(one: _Printed) -> tuple[Subject, ...]:
    return (Subject(one.fact.series, one.fact.member, one.fact.period),)


def _told(groups: Sequence[Sequence[_Printed]]) -> str:
    return ", ".join(
        f"{group[0].text} in {_named([*dict.fromkeys(one.brief for one in group)])}"
        for group in groups
    )


def _named(names: Sequence[str]) -> str:
    if len(names) <= _MOST_NAMES:
        return MESSAGES.listed(list(names))
    return f"{', '.join(names[:_MOST_NAMES])} and {len(names) - _MOST_NAMES} more"
