"""A recognised file as lines of text, and as values for machines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import ClassVar

from briefing.app.told import Told
from briefing.core.spot import Spot
from briefing.data.recognition.recognised import LIKELY, SURE, Column, Measure, Recognised
from briefing.project.yaml import as_yaml

_MOST_MEASURES, _MOST_COLUMNS, _MOST_SHEETS = 24, 40, 12
_WIDE = 60
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


@dataclass(frozen=True)
class Inspection(Told):
    """A file as recognised."""

    found: Recognised
    name: str
    """Of the data set, in the declaration."""
    page: str = ""
    """Where the page was written; empty without one."""
    is_told_when_quiet: ClassVar[bool] = True

    def as_json(self) -> Mapping[str, object]:
        found = asdict(self.found)
        for one in found["columns"]:
            one["role"] = one["role"].value
            one["letters"] = letters(one["index"])
            one["sure"] = sureness(one["confidence"])
        for one in found["questions"]:
            one["place"] = str(one["place"]) if one["place"] else ""
        return {
            **found,
            "is_sure": self.found.is_sure,
            "declaration": {"datasets": {self.name: self.found.declaration()}},
        }

    def as_text(self) -> Iterator[str]:
        yield from head(self.found)
        yield ""
        yield "columns:"
        yield from _columns(self.found.columns)
        yield ""
        yield "measures:"
        yield from _measures(self.found.measures)
        if self.found.questions:
            yield ""
            yield "open:"
            yield from _questions(self.found)
        yield ""
        if self.found.is_sure:
            yield f"one line is enough: datasets: {{{self.name}: {self.found.path}}}"
        yield f"as a declaration, below 'datasets:' ({self.name}):"
        yield from (f"  {line}" for line in declaration_yaml(self.found).splitlines())
        if self.page:
            yield f"wrote {self.page}"


def head(found: Recognised) -> Iterator[str]:
    """What kind of table it is, in a few lines."""
    parts = [f"{found.rows:,} rows", f"{len(found.columns):,} columns", found.format]
    if found.delimiter:
        parts.append(f"{_SEPARATORS.get(found.delimiter, found.delimiter)} between cells")
        parts.append(found.encoding)
    sheet = f", sheet '{found.sheet}'" if found.sheet else ""
    yield f"{found.path}{sheet}: {', '.join(parts)}"
    rows = " and ".join(str(one) for one in found.header_rows)
    blank = f", {found.blank_rows:,} blank rows passed over" if found.blank_rows else ""
    yield f"headers in row {rows}, data in rows {found.first_row} to {found.last_row}{blank}"
    yield f"period: {_period(found)}"
    if found.dimension:
        yield f"members: {_members(found)}"
    for one in found.metadata:
        said = f"{one.name}: {one.text}" if one.name else one.text
        yield f"row {one.row}: {cut(said)}" if one.row else cut(said)
    if found.notes:
        more = f" and {len(found.notes) - 1} more" if len(found.notes) > 1 else ""
        yield f"notes below: '{cut(found.notes[0])}'{more}"
    for note in found.linked:
        named = ", ".join(f"'{cut(one)}'" for one in note.labels)
        yield f"note {note.mark}, of {named}: {cut(note.text)}"
    for key, value in found.source.items():
        yield f"source, {key}: {cut(str(value))}"
    if found.sheets:
        names = list(found.sheets)
        listed = ", ".join(f"'{one}'" for one in names[:_MOST_SHEETS])
        more = f" and {len(names) - _MOST_SHEETS} more" if len(names) > _MOST_SHEETS else ""
        yield f"other sheets with tables: {listed}{more}"
    yield from (*found.hidden, *found.remarks)


def declaration_yaml(found: Recognised) -> str:
    """The declaration as YAML, of many measures the first."""
    block = found.declaration()
    series = block["series"]
    assert isinstance(series, dict)
    if len(series) <= _MOST_MEASURES:
        return as_yaml(block)
    first = dict(list(series.items())[:_MOST_MEASURES])
    return f"{as_yaml(block | {'series': first})}# and {len(series) - len(first)} more series\n"


def letters(index: int) -> str:
    """A column as spreadsheets call it: ``C``."""
    return Spot("", "", 1, index + 1).name.rstrip("1")


def sureness(confidence: float) -> str:
    """How sure a guess is, in a word."""
    if confidence >= SURE:
        return "sure"
    return "likely" if confidence >= LIKELY else "unsure"


def cut(text: str) -> str:
    """A text of at most one line."""
    return text if len(text) <= _WIDE else f"{text[:_WIDE].rstrip()}…"


def _period(found: Recognised) -> str:
    if isinstance(found.period, str):
        if found.period:
            return f"{found.period}, for all rows"
        periods = [one for measure in found.measures for one in measure.columns]
        if periods:
            several = f"{periods[0]} to {periods[-1]}" if len(set(periods)) > 1 else periods[0]
            return f"in the headers, {several}"
        return "not told"
    named = [str(found.period[key]) for key in ("column", "and") if key in found.period]
    return f"in '{' and '.join(named)}'" if named else f"in column {found.period.get('position')}"


def _members(found: Recognised) -> str:
    block: Mapping[str, object] = found.dimension
    in_headers = next((one.members for one in found.measures if one.members), {})
    said = f"in '{block['column']}'" if "column" in block else "in a column without a name"
    if in_headers:
        said = f"in the headers, {len(in_headers)} of them"
    aside = [f"total '{block['total']}'"] if "total" in block else []
    for key in ("groups", "rest"):
        names = block.get(key)
        if isinstance(names, list):
            more = f" and {len(names) - 2} more" if len(names) > 2 else ""  # noqa: PLR2004
            aside.append(f"{key} {', '.join(names[:2])}{more}")
    return f"{said}; {'; '.join(aside)}" if aside else said


def _columns(columns: Sequence[Column]) -> Iterator[str]:
    """The columns, those that follow one another and are alike in one line."""
    for lines, (_, group) in enumerate(groupby(columns, key=_alike)):
        run = list(group)
        if lines >= _MOST_COLUMNS:
            yield f"  ... up to {letters(columns[-1].index)}"
            return
        first, last = run[0], run[-1]
        at = (
            letters(first.index)
            if len(run) == 1
            else f"{letters(first.index)}-{letters(last.index)}"
        )
        header = first.header if len(run) == 1 else f"{first.header} ... {last.header}"
        why = first.reason if len(run) == 1 else f"{len(run)} columns: {first.reason} and so on"
        sure = sureness(min(one.confidence for one in run))
        yield f"  {at:<7} {cut(header) or '(no header)'}: {first.role.value} ({sure}: {why})"


def _alike(column: Column) -> tuple[object, ...]:
    if column.period or column.member:
        return (column.role, bool(column.period), bool(column.member))
    return (column.role, column.reason) if not column.header else (column.index,)


def _measures(measures: Sequence[Measure]) -> Iterator[str]:
    for one in measures[:_MOST_MEASURES]:
        unit = one.unit if one.confidence > LIKELY / 2 else "unit not known"
        of = f" of {one.of}" if one.of else ""
        yield f"  {one.name}: {cut(one.title)}; {unit}{of} ({sureness(one.confidence)}: {one.reason})"
    if len(measures) > _MOST_MEASURES:
        yield f"  ... and {len(measures) - _MOST_MEASURES} more"


def _questions(found: Recognised) -> Iterator[str]:
    for one in found.questions:
        kind = "question" if one.is_blocking else "told"
        yield f"  {kind}: {one.place}: {one.text}"
        if one.yaml:
            yield "    paste and complete:"
            yield from (f"      {line}" for line in one.yaml.rstrip().splitlines())
