"""A new file held against the edition in use: the table, reading and places that fit best."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.app.update.request import Request
from briefing.core.period import Period
from briefing.core.period_notation import parse_period
from briefing.core.problems import Place, Problem, ProblemLog, UnusableInput, suggest
from briefing.core.workspace import Kind, Workspace
from briefing.data.grid import tidy
from briefing.data.recognition.agreement import Figures
from briefing.data.recognition.cell_values import is_number
from briefing.data.recognition.headers import heading_of
from briefing.data.recognition.matches import Matched, Wanted
from briefing.data.recognition.matching import matched
from briefing.data.recognition.member_names import member_column
from briefing.data.recognition.opening import Opened, opened
from briefing.data.recognition.period_said import period_said
from briefing.data.recognition.placement import Raw
from briefing.data.recognition.places_sought import unknown_texts
from briefing.data.recognition.possible_columns import Sheet
from briefing.data.recognition.recognised import Metadata
from briefing.data.recognition.recognising import recognise
from briefing.data.unreadable import UnreadableFile
from briefing.project.period_schema import PeriodColumns
from briefing.project.project_schema import DatasetConfig, DimensionColumns

_BETTER = 0.01


@dataclass(frozen=True, slots=True)
class Fitted:
    """How a new file fits an edition that is known."""

    matched: Matched
    keys: Raw
    """Keys of the data set that say how the file is read otherwise."""
    read_by: Mapping[str, object]
    """All keys by which it was read."""
    lacks_period: bool = False
    """Whether the data set is of one period, and nothing tells of which the new file is."""


def fitted(
    request: Request, there: Workspace, figures: Mapping[str, Figures], config: DatasetConfig
) -> Fitted:
    """The new file as it fits best, of all its tables and ways to read it.

    Raises :class:`~briefing.core.problems.UnusableInput` where it cannot be read or nothing is alike.
    """
    log = ProblemLog()
    best: tuple[Matched, Opened] | None = None
    wanted = _wanted(request, figures, config)
    said: list[Problem] = []
    one_period: Period | None = None
    for table in opened(there, request.file.name, config, request.reading, log):
        one_period = one_period or _one_period(request, table, config, there)
        wanted = replace(wanted, following=one_period or wanted.following)
        if best and _is_enough(best, table, len(wanted.figures) - len(wanted.without)):
            continue
        if missing := _unknown_header(request, table):
            said.append(missing)
            continue
        sheet = Sheet(table.grid, config.rename, request.where, _aliases(request, config))
        if unknown := next(unknown_texts(sheet, request.columns), None):
            said.append(_unknown_text(request, sheet, unknown))
            continue
        for decimal in table.decimals:
            one = _matched(sheet, wanted, decimal)
            if one and _has_values_for_headers(one, config):
                continue
            if one and (best is None or _fitness(one) > _fitness(best[0]) + _BETTER):
                best = one, table
        is_complete = best and len(best[0].found) == len(wanted.figures) - len(wanted.without)
        if best and is_complete and not _odd_headers(best[0]):
            break
    if best is None:
        if said:
            raise UnusableInput(said[:1])
        log.raise_if_any()
        raise UnusableInput([_nothing_alike(request, figures)])
    usual = {key: getattr(config, key) for key in best[1].keys}
    keys = {key: value for key, value in best[1].keys.items() if value != usual[key]}
    is_of_one = isinstance(config.period, Period)
    lacks_period = is_of_one and one_period is None
    return Fitted(best[0], keys, best[1].keys, lacks_period)


def _is_enough(best: tuple[Matched, Opened], table: Opened, wanted: int) -> bool:
    """Whether a row further down cannot be the headers: those above it fit already."""
    is_lower = all(
        best[1].keys[key] == value for key, value in table.keys.items() if key != "header"
    )
    is_lower = is_lower and _header(table) > _header(best[1])
    return is_lower and 2 * (len(best[0].found) + len(best[0].unsure)) >= wanted


def _header(table: Opened) -> int:
    row = table.keys["header"]
    return row if isinstance(row, int) else 1


def _fitness(one: Matched) -> float:
    """How well a reading fits; a row of values above the others is no row of headers."""
    return one.score - _odd_headers(one)


def _has_values_for_headers(one: Matched, config: DatasetConfig) -> bool:
    """Whether a row of values is read as headers, where none of the edition in use is a number."""
    declared = [series.column for series in config.series.values() if series.column]
    if any(is_number(text) for text in declared):
        return False
    headers = (
        one.sheet.headers[column]
        for match in one.found.values()
        for when, column in match.candidate.columns.items()
        if when is None
    )
    return any(is_number(text) and not one.sheet.period_of(text) for text in headers)


def _odd_headers(one: Matched) -> float:
    """The share of the headers it reads by that are blank, or numbers and no periods."""
    sheet = one.sheet
    headers = [
        sheet.headers[column]
        for match in one.found.values()
        for column in match.candidate.columns.values()
    ]
    headers += [sheet.headers[column] for column in (one.member, one.period) if column is not None]
    odd = [text for text in headers if not text or (is_number(text) and not sheet.period_of(text))]
    return len(odd) / (len(headers) or 1)


def _matched(sheet: Sheet, wanted: Wanted, decimal: str) -> Matched | None:
    if not wanted.has_members:
        return matched(sheet, wanted, decimal, None)
    known = member_column(sheet, wanted.figures, wanted.period_header, decimal)
    return known and matched(known[0], wanted, decimal, known[1])


def _aliases(request: Request, config: DatasetConfig) -> dict[str, str]:
    """Members under names that the config or the user gives, with what they are called."""
    block = config.dimension
    declared = block.rename if isinstance(block, DimensionColumns) else {}
    return {**declared, **request.members}


def _wanted(request: Request, figures: Mapping[str, Figures], config: DatasetConfig) -> Wanted:
    period = config.period
    header = period.column or "" if isinstance(period, PeriodColumns) else ""
    following = period.shifted(1) if isinstance(period, Period) else None
    picked = [
        one for text in config.where.values() for one in ([text] if isinstance(text, str) else text)
    ]
    called = " ".join((request.dataset, Path(config.path).stem, *picked))
    return Wanted(
        figures,
        config.dimension is not None,
        str(header),
        request.columns,
        heading_of(called).stem,
        following,
        tuple(request.without),
    )


def _one_period(
    request: Request, table: Opened, config: DatasetConfig, there: Workspace
) -> Period | None:
    """The one period of a table that has none in its rows: the user's, or what stands above it.

    ``None`` where the data set is not of one period, or nothing tells which.
    """
    if not isinstance(config.period, Period):
        return None
    if request.period:
        return parse_period(request.period)
    said = set()
    for text in table.grid.said:
        name, colon, rest = text.partition(": ")
        one, _ = period_said([Metadata(0, name if colon else "", rest if colon else text)])
        if one:
            said.add(one)
    if len(said) == 1:
        return parse_period(said.pop())
    keys = {key: one for key, one in table.keys.items() if one is not None}
    try:
        content = there.read(request.file.name, Kind.DATA).content
        period = recognise(request.file.name, content, declared=keys).period if said else ""
    except UnreadableFile:
        return None
    return parse_period(period) if isinstance(period, str) and period else None


def _unknown_header(request: Request, table: Opened) -> Problem | None:
    headers = [tidy(one) for one in table.grid.headers]
    place = Place(str(request.file))
    for header in request.where:
        if tidy(header) not in headers:
            known = [one for one in headers if one]
            advice = suggest(header, known) or f"columns: {', '.join(known[:12])}"
            return Problem(place, f"there is no column '{header}'", advice, code="unknown-column")
    texts = {tidy(header): tidy(text) for header, text in request.where.items()}
    for header, text in texts.items():
        at = headers.index(header)
        cells = {tidy(row.cells[at]) for row in table.grid.rows if at < len(row.cells)}
        if text not in cells:
            listed = ", ".join(f"'{one}'" for one in sorted(cells - {""})[:8])
            advice = suggest(text, sorted(cells)) or f"there is: {listed}"
            message = f"no row has {header} '{text}'"
            return Problem(place, message, advice, code="no-matching-row")
    return None


def _unknown_text(request: Request, sheet: Sheet, text: str) -> Problem:
    every = [*sheet.headers, *_some_texts(sheet)]
    message = f"'{text}' is no header of it, and stands in no row that is read"
    return Problem(Place(str(request.file)), message, suggest(text, every), code="unknown-column")


def _some_texts(sheet: Sheet) -> Iterator[str]:
    for column in sheet.texts:
        texts = sheet.index.texts(column)
        if len(texts) <= 400:  # noqa: PLR2004  (names of measures, no prose)
            yield from (one for one in texts if one)


def _nothing_alike(request: Request, figures: Mapping[str, Figures]) -> Problem:
    return Problem(
        Place(str(request.file)),
        f"nothing in it is like '{request.dataset}' ({', '.join(figures)})",
        "name what you know: --column SERIES=HEADER, --measure SERIES=TEXT, --where HEADER=TEXT, "
        "--header ROW, --sheet NAME",
        code="nothing-alike",
    )
