"""A new file to readings of it: encoding, separator and row of headers tried until a table shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from briefing.core.problems import Place, ProblemLog
from briefing.core.workspace import Kind, NotRead, Workspace
from briefing.data.connectors.local_files import read_grid
from briefing.data.formats import ENDINGS, WORKBOOKS
from briefing.data.grid import Grid, tidy
from briefing.data.unreadable import UnreadableFile
from briefing.data.workbooks import sheet_names
from briefing.project.project_schema import DatasetConfig

_ENCODINGS = ("utf-8", "cp1252", "utf-16")
_DELIMITERS = (";", "\t", "|", ",")
_HEADER_ROWS = 8
_MOST_TABLES = 40
_NUMBER = re.compile(r"[<>≥≤~]?\s?[-−+]?[\d.,]*\d%?")
_FORMS = {
    mark: re.compile(rf"(?<![\d.,])(?:[1-9]\d{{0,2}}(?:{sign}\d{{3}})+|\d+)(?:{point}\d+)?%?$")
    for mark, point, sign in ((".", r"\.", ","), (",", ",", r"\."))
}
"""How numbers look by each decimal mark: no zero stands before thousands."""
KEYS = ("format", "encoding", "delimiter", "header", "sheet", "records", "decimal")
"""Keys of a data set that say how a file is read."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A table of the file, and the keys that say how it was read."""

    grid: Grid
    keys: Mapping[str, object]
    decimals: tuple[str, ...]
    """Decimal marks that its cells can have."""


def opened(
    workspace: Workspace,
    name: str,
    config: DatasetConfig,
    given: Mapping[str, object],
    log: ProblemLog,
) -> Iterator[Opened]:
    """The tables that the file of that name may hold, as the edition in use is read first.

    Each is read when it is asked for. ``given`` are keys that the user sets. Where nothing can be
    read the log tells why, by the first way that was tried.
    """
    found: list[tuple[str, ...]] = []
    first: ProblemLog | None = None
    readable: set[object] = set()
    place = Place(workspace.shown(name))
    for keys in _ways(workspace, name, config, given):
        if readable and keys["encoding"] not in readable:
            continue
        tried = ProblemLog()
        one = config.model_copy(update={"path": name, **keys})
        grid = read_grid(workspace, one, place, tried)
        first = first or tried
        if grid is None or sum(bool(cell.strip()) for cell in grid.headers) < 2:  # noqa: PLR2004
            continue
        readable.add(keys["encoding"])
        if grid.headers in found:
            continue
        found.append(grid.headers)
        yield Opened(grid, keys, _decimals(grid, config, given))
        if len(found) >= _MOST_TABLES:
            break
    if not found and first is not None:
        log.take(first)
        if not len(log):
            log.add(
                place,
                "it holds no table",
                "set --header, --sheet or --delimiter",
                code="no-table",
            )


def _ways(
    workspace: Workspace, name: str, config: DatasetConfig, given: Mapping[str, object]
) -> Iterator[dict[str, object]]:
    kind = ENDINGS.get(Path(name).suffix.lower(), "")
    usual = {key: getattr(config, key) for key in KEYS}
    is_stat = kind == "json" and config.format == "json-stat"
    usual["format"] = None if kind and not is_stat else config.format
    if kind not in {"csv", "tsv"}:
        usual["encoding"], usual["delimiter"] = "utf-8", None
    if kind not in WORKBOOKS:
        usual["sheet"] = None
    texts = (kind or config.format) in {"csv", "tsv"}
    encodings = dict.fromkeys((usual["encoding"], *(_ENCODINGS if texts else ())))
    delimiters = dict.fromkeys((usual["delimiter"], *(_DELIMITERS if texts else ())))
    every = _sheets(workspace, name, kind) if kind in WORKBOOKS else []
    sheets = dict.fromkeys((usual["sheet"], *(every if usual["sheet"] else every[1:])))
    for sheet, header in product(sheets, dict.fromkeys((usual["header"], *range(1, _HEADER_ROWS)))):
        for encoding in encodings:
            for delimiter in delimiters:
                way = {
                    "encoding": encoding,
                    "delimiter": delimiter,
                    "header": header,
                    "sheet": sheet,
                }
                yield {**usual, **way, **given}


def _sheets(workspace: Workspace, name: str, kind: str) -> list[str]:
    """The sheets; the first is read where none is named, and a new edition may name them otherwise."""
    try:
        return sheet_names(workspace.read(name, Kind.DATA).content, kind)
    except (NotRead, UnreadableFile):
        return []


def _decimals(grid: Grid, config: DatasetConfig, given: Mapping[str, object]) -> tuple[str, ...]:
    """The mark of the edition in use, and the other where all numbers can be read by it."""
    if "decimal" in given:
        return (str(given["decimal"]),)
    cells = {cell for row in grid.rows for cell in row.cells}
    numbers = [plain for cell in cells if _NUMBER.fullmatch(plain := tidy(cell))]
    own = config.decimal or "."
    other = "," if own == "." else "."
    ours, theirs = (all(map(_FORMS[mark].search, numbers)) for mark in (own, other))
    is_doubtful = any("." in one or "," in one for one in numbers)
    if not theirs or not is_doubtful:
        return (own,)
    return (own, other) if ours else (other,)
