"""Tables of series over periods: figures, status marks, and what the marks mean."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from briefing.core.document import Sign
from briefing.core.fact import Fact
from briefing.core.parameters import BindingError, resolve
from briefing.core.period import Period
from briefing.core.problems import Place, ProblemLog, QuantityError, Severity
from briefing.core.reference import Reference, first_name
from briefing.core.series import Panel, PartialPeriod, Series
from briefing.core.statistics_table import Table, TableCell, TableRow
from briefing.core.status import Status
from briefing.core.title import alike, says_whose
from briefing.core.unit import Unit, conversion_factor
from briefing.language.absences import whose_missing
from briefing.language.amounts import in_table
from briefing.language.base import Language
from briefing.language.unit_words import short_unit, unit_left
from briefing.project.declared import Places
from briefing.project.printed_table_schema import TableConfig


def build_table(
    language: Language,
    name: str,
    config: TableConfig,
    series: Mapping[str, Series | Panel],
    period: Period,
    *,
    places: Places,
    failed: frozenset[str],
    log: ProblemLog,
) -> tuple[Table, tuple[Fact, ...]]:
    """The table and the facts that it shows."""
    found = [
        (index, row, panel)
        for index, reference in enumerate(config.rows)
        if first_name(reference) not in failed
        for row, panel in _series(reference, series, places.of("tables", name, "rows", index), log)
    ]
    rows = [row for _, row, _ in found]
    measure = _one_measure(language, rows)
    called = _headings(language, rows)
    headings = [row.member or "" for row in rows] if measure else called
    for place, (index, _, _) in enumerate(found):
        if _stands_before(called, rows, place):
            log.add(
                places.of("tables", name, "rows", index),
                f"another row of the table is called '{called[place]}' too",
                "give one of the two another title: 'title' of a series or a metric",
                Severity.MISLEADING,
                code="rows-alike",
            )
    if config.at is not None:
        return _latest_table(
            language, name, config.title, period, list(zip(headings, found, strict=True)), measure
        )
    every = sorted({when for row in rows for when in _shown(row, period)})
    columns = every[-config.periods :]
    known = [{when: _at(row, panel, when) for when in columns} for _, row, panel in found]
    facts = tuple(fact for row in known for fact in row.values() if fact is not None)
    table = Table(
        id=name,
        number=0,
        title=config.title,
        columns=tuple(language.short_period(when) for when in columns),
        rows=tuple(
            _row(language, heading, row, list(cells.values()), measure, panel)
            for heading, (_, row, panel), cells in zip(headings, found, known, strict=True)
        ),
        notes=(
            *map(str, legend(language, facts)),
            *_lacking(language, headings, known),
            *_break_notes(language, list(zip(headings, rows, strict=True)), columns),
        ),
        source="",
        measure=measure,
    )
    return table, facts


def _latest_table(
    language: Language,
    name: str,
    title: str,
    period: Period,
    found: Sequence[tuple[str, tuple[int, Series, Panel | None]]],
    measure: str,
) -> tuple[Table, tuple[Fact, ...]]:
    """Each row with its newest value up to the brief's period, and which period that is."""
    made, shown = [], []
    for heading, (_, row, panel) in found:
        fact = row.latest(period) or _at(row, panel, period)
        when = language.short_period(fact.period) if fact and fact.period else ""
        is_told = fact is not None and fact.quantity.tells_something
        made_row = _row(language, heading, row, [fact], measure, panel)
        cells = (*made_row.cells, TableCell(when if is_told else "…"))
        made.append(replace(made_row, cells=cells))
        shown += [fact] if fact is not None else []
    columns = (language.term("table.latest"), language.term("table.period"))
    notes = tuple(map(str, legend(language, shown)))
    table = Table(name, 0, title, columns, tuple(made), notes, "", measure=measure)
    return table, tuple(shown)


def _lacking(
    language: Language, headings: Sequence[str], rows: Sequence[Mapping[Period, Fact | None]]
) -> Iterator[str]:
    """Whose values the computed figures of a row lack."""
    for heading, row in zip(headings, rows, strict=True):
        lacks = [whose_missing(language, fact) for fact in row.values() if fact is not None]
        if told := list(dict.fromkeys(filter(None, lacks))):
            yield language.term("note.lacking", what=heading, whose=language.joined(told))


def _shown(row: Series, period: Period) -> list[Period]:
    """The periods of a row up to the brief's: of its frequency, where the row has that."""
    known = [when for when in row.facts if when <= period]
    same = [when for when in known if when.frequency is period.frequency]
    return same or known


def _break_notes(
    language: Language, rows: Iterable[tuple[str, Series]], columns: Sequence[Period]
) -> tuple[str, ...]:
    """From which period on a row is counted otherwise, among the columns."""
    return tuple(
        language.term("note.row_break", row=heading, since=when, why=why)
        for heading, row in rows
        for when, why in row.breaks.items()
        if when in columns[1:] and not isinstance(why, PartialPeriod)
    )


def legend(language: Language, facts: Iterable[Fact]) -> tuple[Sign, ...]:
    """What each mark and sign among these facts means, once each."""
    shown = tuple(facts)
    statuses = {fact.quantity.status for fact in shown}
    marks = [
        (mark, status)
        for mark_of in (language.status_mark, language.own_no_value_mark)
        for status in Status
        if status in statuses and (mark := mark_of(status))
    ]
    signs = [Sign(mark, language.status(status)) for mark, status in marks]
    if any(fact.quantity.value is not None and fact.rests_on_doubt for fact in shown):
        signs.append(Sign(language.term("caveat.mark"), language.term("caveat.meaning")))
    meant = [(in_table(language, fact), fact.means) for fact in shown if fact.means]
    return (*signs, *(Sign(bound, means) for bound, means in dict.fromkeys(meant)))


def sign_of(language: Language, fact: Fact) -> str:
    """The mark by a figure: that of its status, with another where a check doubts it."""
    is_doubted = fact.quantity.value is not None and fact.rests_on_doubt
    doubt = language.term("caveat.mark") if is_doubted else ""
    return f"{language.status_mark(fact.quantity.status)}{doubt}"


def _one_measure(language: Language, rows: Sequence[Series]) -> str:
    """The measure and unit of all rows, where only their members differ: ``Pupils, people``; else nothing."""
    if len({(row.title, row.unit) for row in rows}) != 1 or len(rows) < 2:  # noqa: PLR2004
        return ""
    members, title = {row.member or "" for row in rows}, rows[0].title
    if len(members) < len(rows) or not all(one and not says_whose(title, one) for one in members):
        return ""
    unit = unit_left(language, title, short_unit(language, rows[0].unit))
    if not unit:
        return title
    return language.term("table.measure", title=title, unit=unit)


def _headings(language: Language, rows: Collection[Series]) -> list[str]:
    """What each row is called in full."""
    return [_heading(language, row) for row in rows]


def _heading(language: Language, row: Series) -> str:
    """The title of a row, with whose it is unless the title says so."""
    if not row.member or says_whose(row.title, row.member):
        return row.title
    return language.term("table.member", title=row.title, member=row.member)


def _stands_before(headings: Sequence[str], rows: Sequence[Series], place: int) -> bool:
    """Whether a row above is called so too and is no amount of the same in another unit: a price by the pound."""
    return any(
        alike(headings[place], headings[other])
        and not _is_in_another_unit(rows[place].unit, rows[other].unit)
        for other in range(place)
    )


def _is_in_another_unit(one: Unit, other: Unit) -> bool:
    try:
        return conversion_factor(one, other) != 1
    except QuantityError:
        return False


def _at(row: Series, panel: Panel | None, when: Period) -> Fact | None:
    """The fact of a row; where only other members have one, that this one's is missing."""
    found = row.at(when)
    if found is None and panel is not None and row.member and row.member in panel.members:
        return panel.at(when).get(row.member)
    return found


def _row(
    language: Language,
    heading: str,
    series: Series,
    facts: Sequence[Fact | None],
    measure: str,
    panel: Panel | None,
) -> TableRow:
    """A row; below a head that tells the measure, its heading says but whose it is."""
    cells = []
    for fact in facts:
        if fact is None:
            cells.append(TableCell("…"))
        else:
            text = in_table(language, fact)
            cells.append(TableCell(text, fact.id, sign_of(language, fact)))
    unit = short_unit(language, series.unit)
    kind: Literal["member", "whole"] = "whole" if panel and series is panel.total else "member"
    if measure:
        full = _heading(language, series)
        return TableRow(heading, "", tuple(cells), kind, series=full, in_unit=unit)
    left = unit_left(language, heading, unit)
    return TableRow(heading, left, tuple(cells), kind, in_unit="" if left == unit else unit)


def _series(
    reference: str, series: Mapping[str, Series | Panel], place: Place, log: ProblemLog
) -> tuple[tuple[Series, Panel | None], ...]:
    """The rows that a reference makes, with the panel that they are of, where they are of one.

    A measure with members makes a row for each, the total last.
    """
    try:
        found = resolve(reference, series)
    except BindingError as error:
        log.add(place, str(error), error.advice, code=error.code)
        return ()
    if isinstance(found, Panel):
        rows = (*found.members.values(), *([found.total] if found.total else []))
        return tuple((row, found) for row in rows)
    whole = series.get(Reference.parse(reference).measure)
    return ((found, whole if isinstance(whole, Panel) else None),)
