"""A query over files to the table that it gives, as text. DuckDB's one home: it reads, and nothing else.

The engine runs in this process over an empty database in memory. It may open the files that it is given and no
others, loads no extension, reaches no network and writes nothing. It is imported where a query is run:
few have one, and an extra brings it.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from briefing.core.budgets import Budget, BudgetSpent
from briefing.core.problems import Refusal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

INSTALL = 'pip install "policy-briefing[duckdb]"'
_READERS = {
    "parquet": "read_parquet",
    "csv": "read_csv",
    "tsv": "read_csv",
    "json": "read_json",
    "jsonl": "read_json",
    "ndjson": "read_json",
}
_FILE = rf"'((?:[^']|'')+\.(?:{'|'.join(_READERS)})(?:\.gz|\.zst)?)'"
_ITEM = r"""(?:'(?:[^']|'')*'|[\w."]+)(?:\s+(?:as\s+)?(?!join\b)\w+)?"""
_TABLES = re.compile(rf"\b(?:from|join)\s+({_ITEM}(?:\s*,\s*{_ITEM})*)", re.IGNORECASE)
"""What a query reads from, one table or several: ``from 'a.csv' a, 'b.csv' b``."""
_AS_TABLE = re.compile(_FILE, re.IGNORECASE)
_CALL = re.compile(
    r"\bread_(?:parquet|csv|csv_auto|json|json_auto|ndjson|ndjson_auto)\s*\(\s*(\[[^\]]*\]|'(?:[^']|'')*')",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"'((?:[^']|'')*)'")
_CHANCE = re.compile(
    r"\b(?:random|setseed|uuid|gen_random_uuid|uuidv[47]|now|today|get_current_timestamp|get_current_time|"
    r"current_localtimestamp|current_localtime|transaction_timestamp)\s*\(|"
    r"\b(?:current_date|current_time|current_timestamp|localtime|localtimestamp)\b|"
    r"\b(?:tablesample|using\s+sample)\b",
    re.IGNORECASE,
)
_ORDER = re.compile(r"\border\s+by\b[^()]*(?:\([^()]*\)[^()]*)*$", re.IGNORECASE)
_LIMIT = re.compile(r"\blimit\s+\S+[^()]*$", re.IGNORECASE)
_ADDS = re.compile(
    r"\b(?:f?sum|kahan_sum|avg|f?avg|mean|stddev\w*|var_\w+|variance|corr|covar\w*|regr_\w+|product|"
    r"entropy|kurtosis\w*|skewness)\s*\(",
    re.IGNORECASE,
)
_AT = re.compile(r"LINE (\d+): (.*)\n( *)\^")
_AGAIN = 0.2
"""Seconds after which a query that took no notice is interrupted again."""
_EXACT, _ADDED = 15, 10
"""Digits of a floating-point number; of those that may be added up, whose last digits hang on the order."""


class QueryRefused(Refusal):
    """A query that is not run, or that failed; ``line`` and ``column`` say where in it, from 1."""

    line = 1
    column = 0
    text = ""
    """What stands in that line."""


@dataclass(frozen=True, slots=True)
class QueryResult:
    """What a query gave."""

    content: bytes
    """As a CSV."""
    rows: int
    engine: str
    """``DuckDB 1.4.1``."""


def files_named(query: str) -> list[str]:
    """The paths and patterns that a query reads, each once: ``from 'data/*.csv'``, ``read_csv('d.csv')``."""
    query = re.sub(r"--[^\n]*", "", query)
    found = [_plain(one) for each in _TABLES.findall(query) for one in _AS_TABLE.findall(each)]
    found += [_plain(one) for call in _CALL.findall(query) for one in _QUOTED.findall(call)]
    return list(dict.fromkeys(found))


def run_query(query: str, files: Mapping[str, Sequence[Path]]) -> QueryResult:
    """The result of a query; ``files`` are those that each path or pattern of it names.

    Rows come in the order that the query asks for, and else sorted by all columns from the left.
    Raises :class:`QueryRefused`.
    """
    if find_spec("duckdb") is None:
        raise QueryRefused(
            "a query wants DuckDB, which is not installed", INSTALL, code="no-duckdb"
        )
    _check_words(query)
    import duckdb

    every = [str(one) for paths in files.values() for one in paths]
    with _refusing(query, files), duckdb.connect(config=_SHUT) as connection:
        connection.execute("set enable_progress_bar = false")  # it would print where results stand
        connection.execute("set temp_directory = ''")
        connection.execute(f"set memory_limit = '{Budget.QUERY_MEMORY.most // 10**6}MB'")
        connection.execute("set allowed_paths = ?", [every])
        connection.execute("set enable_external_access = false")
        for pattern, paths in files.items():
            _name_table(connection, pattern, paths)
        connection.execute("set lock_configuration = true")
        statements = connection.extract_statements(query)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            message = "a query is one 'select', which reads and changes nothing"
            raise QueryRefused(message, "write one statement", code="unfit-query")
        with _ended_after(connection, Budget.SECONDS.most):
            done = connection.execute(_with_files(query, files))
            names = [one[0] for one in done.description or ()]
            rows = done.fetchmany(Budget.ROWS.most + 1)
        Budget.ROWS.check(len(rows))
        Budget.CELLS.check(len(rows) * len(names))
        return QueryResult(_as_csv(query, names, rows), len(rows), f"DuckDB {duckdb.__version__}")


_SHUT: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
}


def _check_words(query: str) -> None:
    words = re.sub(r"'(?:[^']|'')*'|--[^\n]*", "''", query)
    if found := _CHANCE.search(words):
        raise QueryRefused(
            f"'{found[0].rstrip('( ')}' gives another result each time",
            "write the day or the rows that are meant",
            code="unfit-query",
        )
    if _LIMIT.search(words) and not re.search(r"\border\s+by\b", words, re.IGNORECASE):
        raise QueryRefused(
            "'limit' without 'order by' may give other rows each time",
            "say which rows come first: order by ...",
            code="unfit-query",
        )


def _name_table(connection: DuckDBPyConnection, pattern: str, paths: Sequence[Path]) -> None:
    """Let ``from 'data/*.csv'`` mean the files, by their places on this machine."""
    kind = re.sub(r"\.(?:gz|zst)$", "", pattern).rpartition(".")[2].lower()
    name = pattern.replace('"', '""')
    if kind in _READERS:
        connection.execute(
            f'create temp view "{name}" as select * from {_READERS[kind]}({_listed(paths)})'  # noqa: S608
        )


def _with_files(query: str, files: Mapping[str, Sequence[Path]]) -> str:
    """The query with the files in place within calls such as ``read_csv('data/*.csv', delim = ';')``."""

    def placed(call: re.Match[str]) -> str:
        every = [path for one in _QUOTED.findall(call[1]) for path in files.get(_plain(one), ())]
        return f"{call[0][: call.start(1) - call.start()]}{_listed(every)}"

    return _CALL.sub(placed, query)


def _listed(paths: Sequence[Path]) -> str:
    quoted = ("'" + str(one).replace("'", "''") + "'" for one in paths)
    return f"[{', '.join(quoted)}]"


def _plain(quoted: str) -> str:
    return quoted.replace("''", "'")


@contextmanager
def _ended_after(connection: DuckDBPyConnection, seconds: float) -> Iterator[None]:
    """Interrupt what the engine does within after so long, again and again until it notices."""
    is_over = Event()

    def ring() -> None:
        pause = seconds
        while not is_over.wait(pause):
            connection.interrupt()
            pause = _AGAIN

    Thread(target=ring, daemon=True).start()
    try:
        yield
    finally:
        is_over.set()


@contextmanager
def _refusing(query: str, files: Mapping[str, Sequence[Path]]) -> Iterator[None]:
    """Raise what the engine says as a refusal with its place in the query, files by their names there."""
    import duckdb

    try:
        yield
    except BudgetSpent as error:
        raise QueryRefused(str(error), error.advice, code=error.code) from None
    except duckdb.InterruptException:
        spent = BudgetSpent(Budget.SECONDS, what="a query")
        raise QueryRefused(str(spent), spent.advice, code=spent.code) from None
    except duckdb.OutOfMemoryException:
        spent = BudgetSpent(Budget.QUERY_MEMORY)
        raise QueryRefused(str(spent), spent.advice, code=spent.code) from None
    except duckdb.Error as error:
        said = str(error)
        for named, paths in files.items():
            for path in paths:
                said = said.replace(str(path), named)
        raise _told(query, said) from None


def _told(query: str, said: str) -> QueryRefused:
    found = _AT.search(said)
    message = " ".join(said.partition("\n\nLINE ")[0].split())
    if "disabled by configuration" in message:
        message = "a query reads the files of the project that it names, and nothing else"
        advice = "name each file after its own 'from' or 'join': from 'data/one.csv' join 'data/two.csv' using (year)"
        refused = QueryRefused(message, advice, code="unfit-query")
    else:
        refused = QueryRefused(f"the query fails: {message}", code="failed-query")
    if found:
        lines = query.split("\n")
        refused.line = min(int(found[1]), len(lines))
        refused.text = lines[refused.line - 1]
        shown = found[2].removesuffix("...")
        at = len(found[3]) - len(f"LINE {found[1]}: ")
        if shown.startswith("..."):
            shown, at = shown[3:], at - 3
        refused.column = max(refused.text.find(shown), 0) + at + 1
    return refused


def _as_csv(query: str, names: Sequence[str], rows: list[tuple[object, ...]]) -> bytes:
    if not _ORDER.search(query.rstrip().rstrip(";")):
        rows = sorted(rows, key=_place)
    digits = _ADDED if _ADDS.search(query) else _EXACT
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_text(name, cell, digits) for name, cell in zip(names, row, strict=True)])
    return sink.getvalue().encode()


def _place(row: tuple[object, ...]) -> tuple[tuple[bool, float, str], ...]:
    """Where a row stands among others, by its cells from the left; those without a value last."""
    return tuple(
        (one is None, float(one) if isinstance(one, int | float | Decimal) else 0.0, str(one))
        for one in row
    )


def _text(name: str, cell: object, digits: int) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        return _number(cell, digits)
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    if isinstance(cell, int | str | date):
        return str(cell)
    raise QueryRefused(
        f"the column '{name}' of the result holds {type(cell).__name__}, which is no cell",
        "select texts, numbers and dates",
        code="unfit-query",
    )


def _number(cell: float, digits: int) -> str:
    if not math.isfinite(cell):
        return ""
    return f"{Decimal(f'{cell:.{digits}g}'):f}"
