"""What was recognised of a file: its table, what each column is taken for and why, and what stays open.

:meth:`Recognised.declaration` is the same as a data set of ``config/project.yaml`` would declare it,
so that everything that reads declared tables reads a recognised one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from briefing.core.problems import Place

SURE, LIKELY, UNSURE = 1.0, 0.8, 0.4
"""How sure a guess is: nothing speaks against it, most speaks for it, or it is one of several."""


class Role(Enum):
    """What a column holds; the value is the word that ``briefing inspect`` prints."""

    PERIOD = "period"
    """The period of the row."""
    PERIOD_PART = "part of the period"
    """The quarter, month or week of the year in the column of periods."""
    MEMBER = "member"
    """Who the row is about: a country, a party, a product."""
    MEASURE = "measure"
    """In a long table: the name of what the row's value measures."""
    VALUE = "value"
    """Values of one measure; of one period or member where the header names it."""
    FLAG = "flag"
    """The status of the row's values."""
    UNIT = "unit"
    """The unit of the row's values."""
    NOTE = "note"
    """Notes to the row."""
    LABEL = "label"
    """Another name of what a column beside it tells: a code, a title, a source."""
    ATTRIBUTE = "attribute"
    """Multiplier or decimals of the row's values, as SDMX has them."""
    ERROR = "sampling error"
    """Margin of error, standard error, or an end of an interval of confidence."""
    EMPTY = "empty"
    """Nothing stands in it."""
    OTHER = "not used"
    """It is no part of what is read."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table, and what it is taken for."""

    index: int
    """From 0."""
    header: str
    """Its header as declarations name it; empty where it has none."""
    role: Role
    reason: str
    """Why it is taken for that, in words."""
    confidence: float
    """From 0 to 1; see :data:`SURE`, :data:`LIKELY`, :data:`UNSURE`."""
    period: str = ""
    """The period that its header names."""
    member: str = ""
    """The member that its header names."""
    unit: str = ""
    """The unit of its values, by code."""
    decimal: str = ""
    """What stands before decimals in its numbers, where they are texts: ``.`` or ``,``."""
    samples: tuple[str, ...] = ()
    """Its first different texts."""
    blanks: int = 0
    """Rows in which nothing stands in it."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of the table: where its values stand, and what they are."""

    name: str
    """By which briefs would name it: ``physicians_per_1_000_people``."""
    title: str
    unit: str
    """Code of its unit; ``1`` where it is not known, which is a question then."""
    reason: str
    """Why it has that unit."""
    confidence: float
    of: str | None = None
    """The substance, where the file says one."""
    kind: str | None = None
    """Its nature, where unit and title would not tell."""
    column: int | None = None
    """Index of the column of its values, where one holds them."""
    columns: Mapping[str, int] = field(default_factory=dict)
    """Period to index of column, where periods stand in headers."""
    members: Mapping[str, int] = field(default_factory=dict)
    """Member to index of column, where members stand in headers."""
    statuses: Mapping[str, str] = field(default_factory=dict)
    """Period to the status that its header tells: ``E`` for an estimated year."""
    where: Mapping[str, str] = field(default_factory=dict)
    """Header to the text of the rows that are its own."""
    measure: str = ""
    """In a long table: its text in the column of measures."""
    error: Mapping[str, object] = field(default_factory=dict)
    """The keys of its sampling error: ``moe``, ``se`` or ``ci``."""
    said: Mapping[str, object] = field(default_factory=dict)
    """What its title said that is no part of it, as keys: ``seasonally_adjusted``, ``prices``."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the file does not tell, with the YAML that would."""

    text: str
    yaml: str
    """A block of the data set to paste, which parses."""
    place: Place
    is_blocking: bool = True
    """Whether the table cannot be read truly without an answer; else it is a supposition, told."""
    about: str = ""
    """The key that the answer concerns: ``sheet``, ``period``, ``unit``, ``where``, ``tokens``, ..."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a row above or below the table says of it: ``Last Updated Date``, ``17/02/2021``."""

    row: int
    """Its number; 0 where the file says it outside of the rows."""
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class LinkedNote:
    """A note that marks of the table point at."""

    mark: str
    text: str
    labels: tuple[str, ...]
    """The labels, headers and titles that carry the mark, without it."""


@dataclass(frozen=True)
class Recognised:
    """A file as a table, with everything that was found out about it."""

    path: str
    format: str
    """The reader: ``csv``, ``excel``, ..."""
    columns: tuple[Column, ...]
    measures: tuple[Measure, ...]
    header_rows: tuple[int, ...] = (1,)
    """Rows of the headers, as a person counts them."""
    first_row: int = 2
    last_row: int = 2
    rows: int = 0
    """Rows of the table, blank ones apart."""
    ends: bool = True
    """Whether the table ends where the file or its notes do; else ``last_row`` is declared."""
    encoding: str = "utf-8"
    delimiter: str = ""
    decimal: str | None = None
    """Decimal mark to declare, where the columns alone would not tell."""
    sheet: str = ""
    """The sheet that is read; of a workbook always named."""
    sheets: Mapping[str, str] = field(default_factory=dict)
    """The other sheets that could be read, each with what it seems to hold."""
    records: str = ""
    """Of JSON: the dotted path to the list."""
    period: str | Mapping[str, object] = ""
    """The block ``period:``; a text for the one period of all rows."""
    dimension: Mapping[str, object] = field(default_factory=dict)
    """The block ``dimension:``; empty where the table has no members."""
    split: Mapping[str, object] = field(default_factory=dict)
    """The block ``split:``, where keys are packed in one column."""
    where: Mapping[str, str] = field(default_factory=dict)
    """Rows that are read, where not all are."""
    status: tuple[Mapping[str, object], ...] = ()
    """Rules for statuses, as ``status:`` takes them."""
    tokens: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    measure_column: int | None = None
    """Index of the column that names measures, in a long table."""
    notes_column: int | None = None
    metadata: tuple[Metadata, ...] = ()
    """Rows above the headers, and between them and the first row of data."""
    notes: tuple[str, ...] = ()
    """Texts below the table, and above it where they are sentences."""
    linked: tuple[LinkedNote, ...] = ()
    """Notes, below the table or on a sheet of notes, that marks on its labels point at."""
    blank_rows: int = 0
    hidden: tuple[str, ...] = ()
    """Hidden rows, columns and sheets, in words."""
    source: Mapping[str, object] = field(default_factory=dict)
    """What the file says of its source, by the keys of ``sources:``."""
    preview: tuple[tuple[int, tuple[str, ...]], ...] = ()
    """The first rows of data with their numbers, as they are read."""
    questions: tuple[Question, ...] = ()
    remarks: tuple[str, ...] = ()
    """What else one should know: subtotals, gaps, mixed lengths of periods."""

    @property
    def is_sure(self) -> bool:
        """Whether the declaration may be used without anybody looking at it."""
        return bool(self.measures) and not any(one.is_blocking for one in self.questions)

    def with_role(self, role: Role) -> tuple[Column, ...]:
        """The columns of a role."""
        return tuple(one for one in self.columns if one.role is role)

    def declaration(self) -> dict[str, object]:
        """The data set as ``config/project.yaml`` would declare it, ``source`` left out.

        A measure whose unit is not known is in it only where no measure has one.
        """
        keys: tuple[tuple[str, object], ...] = (
            ("path", self.path),
            ("format", "json-stat" if self.format == "json-stat" else ""),
            ("sheet", self.sheet),
            ("records", self.records),
            ("encoding", self.encoding if self.encoding != "utf-8" else ""),
            ("delimiter", self._delimiter()),
            ("decimal", self.decimal),
            ("header", self._header()),
            ("rows", self._rows()),
            ("split", dict(self.split)),
            ("where", dict(self.where)),
            ("period", self.period if isinstance(self.period, str) else dict(self.period)),
            ("dimension", dict(self.dimension)),
            ("measure", self._at(self.measure_column) if self.measure_column is not None else ""),
            ("value", self._value()),
            ("notes", self._at(self.notes_column) if self.notes_column is not None else ""),
            ("status", [dict(one) for one in self.status]),
            ("tokens", {text: dict(one) for text, one in self.tokens.items()}),
        )
        found = {key: value for key, value in keys if value}
        sure = [one for one in self.measures if one.confidence > UNSURE] or self.measures
        found["series"] = {one.name: self._series(one) for one in sure}
        return found

    def _series(self, measure: Measure) -> dict[str, object]:
        found: dict[str, object] = {"title": measure.title, "unit": measure.unit}
        if measure.of:
            found["of"] = measure.of
        if measure.kind:
            found["kind"] = measure.kind
        if measure.measure:
            found["measure"] = measure.measure
        if measure.where:
            found["where"] = dict(measure.where)
        if measure.columns:
            found["columns"] = {
                period: self._target(index, measure.statuses.get(period))
                for period, index in measure.columns.items()
            }
        elif measure.members:
            found["members"] = {
                member: self._target(index) for member, index in measure.members.items()
            }
        elif measure.column is not None and not self._value():
            if self._is_unique(measure.column):
                found["column"] = self._at(measure.column)
            else:
                found["position"] = measure.column + 1
        return found | dict(measure.said) | dict(measure.error)

    def _target(self, index: int, status: str | None = None) -> object:
        """A column as a key of ``columns:`` names it: its header, or a block."""
        unique = self._is_unique(index)
        if unique and not status:
            return self._at(index)
        block: dict[str, object] = (
            {"column": self._at(index)} if unique else {"position": index + 1}
        )
        return block | ({"status": status} if status else {})

    def _value(self) -> str:
        """The header of the one column of values of a long table."""
        at = {one.column for one in self.measures}
        is_one = len(at) == 1 and self.measure_column is not None
        index = next(iter(at)) if is_one else None
        return self._at(index) if index is not None and self._is_unique(index) else ""

    def _is_unique(self, index: int) -> bool:
        header = self._at(index)
        return bool(header) and self._times[header] == 1

    def _at(self, index: int) -> str:
        return self._headers.get(index, "")

    @cached_property
    def _headers(self) -> Mapping[int, str]:
        return {one.index: one.header for one in self.columns}

    @cached_property
    def _times(self) -> Mapping[str, int]:
        """How often each header occurs."""
        return Counter(one.header for one in self.columns)

    def _delimiter(self) -> str:
        usual = {"csv": ",", "tsv": "\t"}.get(self.format, self.delimiter)
        return self.delimiter if self.delimiter != usual else ""

    def _header(self) -> int | list[int] | None:
        if self.header_rows in {(), (1,)}:
            return None
        if len(self.header_rows) == 1:
            return self.header_rows[0]
        return [self.header_rows[0], self.header_rows[-1]]

    def _rows(self) -> dict[str, int]:
        """The first and last row of data, where these are not to be seen without."""
        below = (self.header_rows[-1] if self.header_rows else 0) + 1
        found = {"first": self.first_row} if self.first_row > below else {}
        return found if self.ends else found | {"last": self.last_row}
