"""Tables of members by measures: a row for each member, a column for each measure and period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from string import ascii_lowercase

from briefing.brief.all_others import all_but
from briefing.brief.tables import legend, sign_of
from briefing.core.document import Sign
from briefing.core.expression import derive
from briefing.core.fact import Fact
from briefing.core.nature import Use, allows
from briefing.core.number_form import rounded
from briefing.core.parameters import BindingError, resolve
from briefing.core.period import Period
from briefing.core.problems import Place, ProblemLog, QuantityError, Severity, suggest
from briefing.core.reference import first_name
from briefing.core.series import Panel, Series
from briefing.core.statistics_table import Table, TableCell, TableRow
from briefing.core.status import Status
from briefing.core.title import Title, alike
from briefing.core.unit import Unit
from briefing.language.amounts import figure
from briefing.language.base import Language
from briefing.language.grammar import capital
from briefing.language.numbers import digits_of
from briefing.language.unit_words import column_unit, short_unit, unit_left
from briefing.project.declared import Places
from briefing.project.printed_table_schema import TableColumn, TableConfig

_MOST_DIGITS = 6
"""Decimals that a small figure of a column may be printed with, lest it read as nothing."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A measure in one period, and how its cells are printed."""

    config: TableColumn
    panel: Panel
    when: Period
    heading: str = ""
    title: str = ""
    """Its heading without the period, where that is the brief's: notes may call it so too."""
    unit: Unit | None = None
    """In which its cells are printed; that of the measure until it is known what they are."""
    digits: int = 0

    def of(self, name: str) -> Fact | None:
        """The fact of a member or group; one without a row is there as missing where others have one."""
        if name in self.panel.groups:
            return self.panel.groups[name].at(self.when)
        return self.panel.at(self.when).get(name)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row before it is printed: its heading and its facts, one a column."""

    heading: str
    facts: tuple[Fact | None, ...] = ()
    name: str = ""
    is_whole: bool = False
    blank: Status = Status.MISSING
    """What it means where there is no fact: that nobody reports one, or that none can be."""


def build_member_table(
    language: Language,
    name: str,
    config: TableConfig,
    series: Mapping[str, Series | Panel],
    period: Period,
    *,
    notes: Mapping[str, str],
    places: Places,
    failed: frozenset[str],
    log: ProblemLog,
) -> tuple[Table, tuple[Fact, ...]]:
    """The table and the facts that it shows.

    Rows are members: those that are named, else all, the largest of the first column first; then what
    the others have together, and the printed total. ``notes`` are the texts of ``notes:`` by its keys.
    """
    columns = [
        one
        for index, column in enumerate(config.columns)
        if first_name(column.of) not in failed
        and (
            one := _column(column, series, period, places.of("tables", name, "columns", index), log)
        )
    ]
    columns = _headed(language, columns, period)
    for index, heading in _repeated(columns):
        log.add(
            places.of("tables", name, "columns", index),
            f"another column of the table is called '{heading}' too",
            "give one of the two another 'title'",
            Severity.MISLEADING,
            code="rows-alike",
        )
    rows = list(_rows(language, name, config, columns, places, log))
    columns = [
        _scaled(one, [row.facts[at] for row in rows if row.facts]) for at, one in enumerate(columns)
    ]
    facts = tuple(fact for row in rows for fact in row.facts if fact is not None)
    letters = _Notes(language, notes, facts)
    printed = tuple(_printed(language, row, columns, letters) for row in rows)
    table = Table(
        id=name,
        number=0,
        title=config.title,
        columns=tuple(_head(language, one) for one in columns),
        rows=printed,
        notes=(*map(str, _signs(language, rows, facts)), *letters.told()),
        source="",
        of=capital(columns[0].panel.dimension) if columns else "",
        when="" if any(one.when != period for one in columns) else language.short_period(period),
    )
    for key in letters.unused():
        log.add(
            places.of("tables", name, "notes", key),
            f"no cell of the table is called '{key}'",
            "write a member, or a member and a column's heading: 'China, Mine output'",
            code="unknown-member",
        )
    return table, facts


def _column(
    config: TableColumn,
    series: Mapping[str, Series | Panel],
    period: Period,
    place: Place,
    log: ProblemLog,
) -> _Column | None:
    try:
        found = resolve(config.of, series)
    except BindingError as error:
        log.add(place, str(error), error.advice, code=error.code)
        return None
    when = config.period or period
    if not isinstance(found, Panel):
        log.add(
            place,
            f"'{config.of}' has no members",
            "a column is a measure of members; series over periods are 'rows'",
            code="no-members",
        )
        return None
    if not any(one and one.quantity.tells_something for one in found.at(when).values()):
        log.add(
            place,
            f"no member of '{config.of}' has a value for {when}",
            "name another 'period'",
            code="no-value",
        )
        return None
    if config.unit is not None:
        try:
            next(iter(found.at(when).values())).quantity.to(Unit(config.unit))
        except QuantityError as error:
            log.add(place, str(error), code=error.code)
            return None
    return _Column(config, found, when)


def _repeated(columns: Sequence[_Column]) -> Iterator[tuple[int, str]]:
    """The columns that are called as one before them, by their place."""
    for index, one in enumerate(columns):
        if any(alike(one.heading, other.heading) for other in columns[:index]):
            yield index, one.heading


def _headed(language: Language, columns: Sequence[_Column], period: Period) -> list[_Column]:
    """The columns with their headings: the period too where it is not the brief's for all of them."""
    is_told = any(one.when != period for one in columns)
    found = []
    for one in columns:
        heading = title = one.config.title or one.panel.title
        if not one.config.title and is_told:
            heading = language.term("table.then", title=title, when=one.when)
        found.append(replace(one, heading=heading, title=title if one.when == period else ""))
    return found


def _rows(
    language: Language,
    name: str,
    config: TableConfig,
    columns: Sequence[_Column],
    places: Places,
    log: ProblemLog,
) -> Iterator[_Row]:
    """Members, under sub-heads where there are groups; what the others have; the total."""

    def row(member: str) -> _Row:
        return _Row(language.name(member), tuple(one.of(member) for one in columns), member)

    known = list(dict.fromkeys(one for column in columns for one in column.panel.members))
    groups = list(dict.fromkeys(one for column in columns for one in column.panel.groups))
    named = [*config.members, *(one for many in config.groups.values() for one in many)]
    for member in named:
        if member not in known and member not in groups and columns:
            log.add(
                places.of("tables", name, *(("members",) if config.members else ("groups",))),
                f"no measure of the table has a member '{member}'",
                suggest(member, [*known, *groups]),
                code="unknown-member",
            )
    for heading, many in config.groups.items():
        yield _Row(heading)
        yield from map(row, many)
    rest = {one for column in columns for one in column.panel.rest}
    shown = config.members or _ordered(config, [one for one in known if one not in rest], columns)
    if not config.groups:
        cut = shown[: config.top]
        yield from map(row, cut)
        others = [one for one in known if one not in cut]
        if config.top is None and not config.members:
            yield from map(row, [one for one in known if one in rest])
        elif config.top is not None and others:
            yield _Row(
                language.term("table.others", count=len(others)),
                tuple(_together(language, one, others) for one in columns),
                blank=Status.NOT_APPLICABLE,
            )
    if not config.members or config.top is not None:
        totals = [one.panel.total for one in columns]
        if heading := next((one.member for one in totals if one is not None and one.member), ""):
            facts = tuple(
                one.panel.total.at(one.when) if one.panel.total else None for one in columns
            )
            yield _Row(heading, facts, is_whole=True)


def _ordered(config: TableConfig, names: list[str], columns: Sequence[_Column]) -> list[str]:
    """Members by the first column, the largest first; those without a value last."""
    if config.order == "file" or not columns:
        return names

    def size(name: str) -> tuple[bool, Fraction]:
        fact = columns[0].of(name)
        value = fact.quantity.value if fact else None
        return value is None, -(value or Fraction(0))

    return sorted(names, key=size)


def _together(language: Language, column: _Column, others: Sequence[str]) -> Fact | None:
    """What several members have together, where the measure adds: their sum, or the total less all else."""
    panel, when = column.panel, column.when
    if not allows(panel.nature, Use.SUM_OVER_MEMBERS):
        return None
    every = panel.at(when)
    parts = tuple(every[name] for name in others if name in every)
    if not parts:
        return None
    formula, inputs = "sum(parts)", {"parts": parts}
    total = panel.total.at(when) if panel.total else None
    if total is not None and any(one.quantity.value is None for one in parts):
        shown = tuple(fact for name, fact in every.items() if name not in others)
        if total.quantity.value is not None and all(
            one.quantity.value is not None for one in shown
        ):
            formula, inputs = "sum(total) - sum(shown)", {"total": (total,), "shown": shown}
    return derive(
        id=f"{panel.id}.{all_but([name for name in every if name not in others])}[{when.code}]",
        title=language.title(Title("others_of", {"measure": panel.title})),
        calculator="total",
        formula=formula,
        inputs=inputs,
        period=when,
        member=language.term("chart.others"),
    )


def _scaled(column: _Column, facts: Sequence[Fact | None]) -> _Column:
    """The column with the unit and the decimals of all its cells."""
    values = [
        (fact.quantity.value, digits_of(fact.quantity) if fact.digits is None else fact.digits)
        for fact in facts
        if fact is not None and fact.quantity.value is not None
    ]
    unit, digits = column_unit(column.panel.unit, values)
    if column.config.unit is not None:
        unit, digits = Unit(column.config.unit, unit.of), 1
    if column.config.digits is not None:
        digits = column.config.digits
    return replace(column, unit=unit, digits=digits)


def _head(language: Language, column: _Column) -> str:
    """What stands above a column: ``Mine output, 2023, thousand t``."""
    short = short_unit(language, column.unit or column.panel.unit)
    short = unit_left(language, column.heading, short)
    if not short:
        return column.heading
    return language.term("table.measure", title=column.heading, unit=short)


def _signs(language: Language, rows: Sequence[_Row], facts: Sequence[Fact]) -> Iterator[Sign]:
    """What the marks mean, of cells without a fact too."""
    known = legend(language, facts)
    yield from known
    for blank in dict.fromkeys(row.blank for row in rows if None in row.facts):
        if (mark := language.no_value_mark(blank)) not in {one.mark for one in known}:
            yield Sign(mark, language.status(blank))


class _Notes:
    """Notes of the author by member or cell, each with a letter that is no mark of a status.

    Letters are given as the table is read, row by row.
    """

    def __init__(self, language: Language, notes: Mapping[str, str], facts: Sequence[Fact]) -> None:
        taken = {one.mark for one in legend(language, facts)}
        self._free = (one for one in ascii_lowercase if one not in taken)
        self._language = language
        self._notes = notes
        self._letters: dict[str, str] = {}

    def by(self, row: _Row, column: _Column | None = None) -> str:
        """The letter by a row, or by a cell of it; empty where there is no note."""
        names = dict.fromkeys((row.name, row.heading))
        if column is not None:
            heads = dict.fromkeys(filter(None, (column.heading, column.title)))
            names = dict.fromkeys(f"{name}, {head}" for name in names for head in heads)
        for key in names:
            if key not in self._letters and key in self._notes and (letter := next(self._free, "")):
                self._letters[key] = letter
            if key in self._letters:
                return self._letters[key]
        return ""

    def told(self) -> tuple[str, ...]:
        """What the letters stand for, each with its text."""
        return tuple(
            self._language.term("table.note", mark=letter, note=self._notes[key])
            for key, letter in self._letters.items()
        )

    def unused(self) -> list[str]:
        """The notes that are about no cell of the table."""
        return [key for key in self._notes if key not in self._letters]


def _printed(language: Language, row: _Row, columns: Sequence[_Column], notes: _Notes) -> TableRow:
    if not row.facts:
        return TableRow(row.heading, "", tuple(TableCell("") for _ in columns), kind="group")
    cells, mark_of_row = [], notes.by(row)
    for column, fact in zip(columns, row.facts, strict=True):
        note = notes.by(row, column)
        if fact is None:
            cells.append(TableCell(language.no_value_mark(row.blank), mark=note))
        else:
            mark = f"{sign_of(language, fact)}{note}"
            unit = column.unit or column.panel.unit
            is_told = fact.quantity.tells_something and unit != fact.unit
            scaled = fact.quantity.to(unit).value if is_told else None
            cells.append(TableCell(_text(language, column, fact), fact.id, mark, scaled))
    printed = TableRow(row.heading, "", tuple(cells), mark=mark_of_row)
    return replace(printed, kind="whole") if row.is_whole else printed


def _text(language: Language, column: _Column, fact: Fact) -> str:
    quantity = fact.quantity
    if not quantity.tells_something:
        return language.no_value_mark(quantity.status)
    shown = quantity.to(column.unit or column.panel.unit)
    if shown.value is None:
        return figure(language, shown)
    digits = column.digits
    while shown.value and not rounded(shown.value, digits) and digits < _MOST_DIGITS:
        digits += 1
    return figure(language, shown, digits)
