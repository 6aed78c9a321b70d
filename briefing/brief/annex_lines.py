"""The rows of the annex as they are printed: those of a file together, a line for each series."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from briefing.brief.tables import sign_of
from briefing.core.annex_row import AnnexRow
from briefing.core.fact import Absence, Cell, Citation, Derivation, Fact
from briefing.language.amounts import in_table
from briefing.language.base import Language
from briefing.language.formulas import formula_words, input_name
from briefing.language.unit_words import unit_phrase

_SEPARATORS = re.compile(r"[\s,.'’\u00a0\u202f]")
_LEAST_RUN, _LONGEST_RUN = 4, 10
"""So many figures of cells beside one another are told as one, and no more: one has to count to a cell."""
_Read = tuple[Fact, object, AnnexRow]
"""A figure, where it comes from, and its row."""
_KINDS = (Cell, Absence, Citation, Derivation)
"""What was read comes first, then what a publication states, then what was computed."""


def arranged(
    language: Language, rows: Sequence[tuple[Fact, AnnexRow]], source_of: Mapping[str, str]
) -> tuple[AnnexRow, ...]:
    """The rows in the order in which they are printed, with what each line says once.

    ``source_of`` are the names of sources by their keys.
    """
    parted = [(_group(language, fact, source_of), fact, row) for fact, row in rows]
    places = {
        title: place for place, title in enumerate(dict.fromkeys(one for one, _, _ in parted))
    }
    parted.sort(key=lambda one: (_kind(one[1]), places[one[0]]))
    found: list[AnnexRow] = []
    for title, group in groupby(parted, lambda one: one[0]):
        lines: dict[object, list[tuple[Fact, AnnexRow]]] = {}
        for _, fact, row in group:
            lines.setdefault(_line(fact), []).append((fact, row))
        for line in lines.values():
            found += (replace(row, group=title) for row in _in_line(language, line))
    return tuple(found)


def _kind(fact: Fact) -> int:
    return next(place for place, kind in enumerate(_KINDS) if isinstance(fact.origin, kind))


def _group(language: Language, fact: Fact, source_of: Mapping[str, str]) -> str:
    """What is said above all that comes from there."""
    match fact.origin:
        case Cell() as cell:
            source = source_of.get(cell.source, cell.source)
            if cell.spot.sheet:
                return language.term(
                    "annex.of_sheet", file=cell.spot.file, sheet=cell.spot.sheet, source=source
                )
            return language.term("annex.of_file", file=cell.spot.file, source=source)
        case Absence() as absence:
            source = source_of.get(absence.source, absence.source)
            return language.term("annex.of_file", file=absence.file, source=source)
        case Citation() as citation:
            return language.term(
                "annex.of_text", source=source_of.get(citation.source, citation.source)
            )
        case Derivation() as derivation:
            return language.term("annex.of_formula", formula=formula_words(language, derivation))


def _line(fact: Fact) -> object:
    """What figures of one line share: the column and the member, or the row where periods head columns."""
    if not isinstance(fact.origin, Cell):
        return fact.id
    spot = fact.origin.spot
    place = ("row", spot.row) if _is_wide(fact, fact.origin) else ("column", spot.column)
    return *place, fact.member, fact.quantity.unit


def _is_wide(fact: Fact, cell: Cell) -> bool:
    """Whether the period stands above the column."""
    return fact.period is not None and str(fact.period)[:4] in cell.header


def _in_line(language: Language, line: Sequence[tuple[Fact, AnnexRow]]) -> Iterator[AnnexRow]:
    fact, row = line[0]
    if not isinstance(fact.origin, Cell):
        yield _alone(language, fact, row)
        return
    unit = unit_phrase(language, fact.quantity.unit)
    head = (_series(fact), unit, _shared(language, fact, fact.origin))
    about = language.joined([one for one in head if one])
    for run in _runs([(one, one.origin, row) for one, row in sorted(line, key=_when)]):
        for told, place, (one, _, row) in _told(language, run):
            yield replace(row, about=about, told=told, mark=sign_of(language, one), place=place)


def _runs(line: Sequence[_Read]) -> Iterator[Sequence[_Read]]:
    """The figures of a line in runs of periods and cells that follow one another; others are alone.

    A run is no longer than one can count to.
    """
    begin = 0
    while begin < len(line):
        end = begin + 1
        while (
            end < len(line)
            and _step(*line[end - 1 : end + 1]) == _step(*line[begin : begin + 2]) != 0
        ):
            end += 1
        if end - begin < _LEAST_RUN:
            end = begin + 1
        parts = -(-(end - begin) // _LONGEST_RUN)
        for part in range(parts):
            first, last = (begin + (end - begin) * at // parts for at in (part, part + 1))
            yield line[first:last]
        begin = end


def _step(one: _Read, other: _Read) -> int:
    """How a cell lies to that of the period before: behind it 1, before it -1; 0 where it is not beside it."""
    (fact, cell, _), (then, beside, _) = one, other
    if not (isinstance(cell, Cell) and isinstance(beside, Cell) and fact.period and then.period):
        return 0
    if fact.period.shifted(1) != then.period:
        return 0
    is_wide = _is_wide(fact, cell)
    here, there = (
        (at.spot.row, at.spot.column) if is_wide else (at.spot.column, at.spot.row)
        for at in (cell, beside)
    )
    far = there[1] - here[1]
    return far if here[0] == there[0] and abs(far) == 1 else 0


def _alone(language: Language, fact: Fact, row: AnnexRow) -> AnnexRow:
    """What has a line to itself: it was computed, is stated somewhere, or is not there."""
    made = replace(row, about=row.meaning, told=row.figure, mark=sign_of(language, fact))
    match fact.origin:
        case Derivation() as origin:
            named = {input_name(language, origin, key): one for key, one in origin.inputs.items()}
            many = (
                language.term("formula.several", name=name, count=len(one))
                for name, one in named.items()
                if not isinstance(one, Fact)
            )
            names = tuple(name for name, one in named.items() if isinstance(one, Fact))
            return replace(made, names=names, place=language.joined(many))
        case Citation(at=at):
            return replace(made, place=language.enumerated([row.made, at]))
        case _:
            return replace(made, told=row.made)


def _when(line: tuple[Fact, AnnexRow]) -> tuple[bool, str]:
    fact, _ = line
    return fact.period is None, fact.period.code if fact.period else ""


def _series(fact: Fact) -> str:
    return (
        f"{fact.title}: {fact.member}"
        if fact.member and fact.member not in fact.title
        else fact.title
    )


def _shared(language: Language, fact: Fact, cell: Cell) -> str:
    """Where all figures of a line stand: a column with its header, or a row."""
    if _is_wide(fact, cell):
        return "" if cell.spot.sheet else language.term("annex.row", row=str(cell.spot.row))
    if cell.spot.sheet:
        return cell.header
    return language.term("annex.column", column=str(cell.spot.column), header=cell.header)


def with_correction(language: Language, read: str, cell: Cell) -> str:
    """What was read of a cell, and what stood there where somebody corrected it."""
    if cell.corrected_from is None:
        return read
    reason = cell.reason or ""
    if not cell.corrected_from.strip():
        return language.term("annex.filled", read=read, reason=reason)
    return language.term("annex.corrected", read=read, text=cell.corrected_from, reason=reason)


def _told(language: Language, run: Sequence[_Read]) -> Iterator[tuple[str, str, _Read]]:
    """What is printed of each figure of a run, and its place: ``2020: 39,000`` and ``row 2``.

    Of several the first tells the place of all: ``2015 to 2024, rows 2 to 11: 31,000``.
    """
    first, last = run[0][0], run[-1][0]
    for read in run:
        fact, cell, _ = read
        assert isinstance(cell, Cell)
        figure = _figure(language, fact, cell)
        if len(run) == 1:
            place = _place(language, fact, cell)
            if fact.period is not None:
                figure = language.term("annex.of_period", when=fact.period, told=figure)
            yield figure, place, read
        elif fact is first and first.period and last.period:
            place, told = _places(language, first, last), {"told": figure}
            when = {"first": first.period, "last": last.period}
            yield language.term("annex.of_run", place=place, **when, **told), "", read
        else:
            yield figure, "", read


def _figure(language: Language, fact: Fact, cell: Cell) -> str:
    """A figure; the text of the file is told too where it is another."""
    figure = in_table(language, fact)
    if _SEPARATORS.sub("", cell.text) != _SEPARATORS.sub("", figure):
        figure = (
            language.term("annex.written", figure=figure, text=cell.text)
            if cell.text.strip()
            else language.term("annex.written_empty", figure=figure)
        )
    return with_correction(language, figure, cell)


def _place(language: Language, fact: Fact, cell: Cell) -> str:
    if cell.spot.sheet:
        return cell.spot.name
    if _is_wide(fact, cell):
        return language.term("annex.in_column", column=str(cell.spot.column))
    return language.term("annex.row", row=str(cell.spot.row))


def _places(language: Language, first: Fact, last: Fact) -> str:
    """Where the cells of a run stand: ``columns 2 to 11``, ``B2 to B11``."""
    assert isinstance(first.origin, Cell)
    assert isinstance(last.origin, Cell)
    one, other = first.origin.spot, last.origin.spot
    if one.sheet:
        return language.term("annex.cells", first=one.name, last=other.name)
    if _is_wide(first, first.origin):
        return language.term("annex.in_columns", first=str(one.column), last=str(other.column))
    return language.term("annex.rows", first=str(one.row), last=str(other.row))
