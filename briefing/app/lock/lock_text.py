"""A lock to its text: YAML, sorted, in one form only, so that the same inputs give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.app.lock.pins import Lock, PinnedFile, PinnedTable

HEAD = (
    "# The input files of this project as they were looked at. "
    "Renewed by `briefing lock`; not to be edited by hand."
)
_PLAIN = re.compile(r"[A-Za-z][\w./@-]*|[0-9a-f]{12}(?: [\w.()%/-]+)+|\d{4}-\d\d-\d\d", re.ASCII)
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
_ESCAPED = re.compile(
    r'["\\\x00-\x1f\x7f-\xa0\u2028-\u202e\u200b-\u200f\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff]'
)


def as_text(lock: Lock) -> str:
    """The text of ``briefing.lock``."""
    return "\n".join(_lines(lock)) + "\n"


def _lines(lock: Lock) -> Iterator[str]:
    yield HEAD
    yield f"briefing_lock: {lock.briefing_lock}"
    yield "files:" if lock.files else "files: {}"
    for path, file in sorted(lock.files.items()):
        yield f"  {_scalar(path)}:"
        yield from (f"    {line}" for line in _file(file))


def _file(file: PinnedFile) -> Iterator[str]:
    if file.datasets:
        yield "datasets:"
    for name, one in sorted(file.datasets.items()):
        parts = [f"edition: {_scalar(one.edition)}", f"source: {_scalar(one.source)}"]
        if one.published:
            parts.insert(1, f"published: {one.published.isoformat()}")
        yield f"  {_scalar(name)}: {{{', '.join(parts)}}}"
    yield f"sha256: {file.sha256}"
    yield f"size: {file.size}"
    if file.tables:
        yield "tables:"
    for table in file.tables:
        yield from _table(table)


def _table(table: PinnedTable) -> Iterator[str]:
    yield "- columns:" if table.columns else "- columns: []"
    yield from (f"  - {_scalar(str(column))}" for column in table.columns)
    if table.reading:
        ways = (f"{name}: {_scalar(value)}" for name, value in sorted(table.reading.items()))
        yield f"  reading: {{{', '.join(ways)}}}"
    yield f"  rows: {table.rows}"


def _scalar(text: str) -> str:
    """A text as YAML: bare where nothing else can be meant, or in double quotes."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    return f"\\{character}" if character in '"\\' else f"\\u{ord(character):04x}"
