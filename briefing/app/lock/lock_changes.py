"""A lock against the inputs as they are now: what differs, file by file, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.app.lock.pinning import Cells, Pinned
from briefing.app.lock_file.pins import Lock, PinnedFile, PinnedTable, digest_of_cells
from briefing.app.lock_file.recognised_reading import differences

_MANY = 4
_SHOWN = 12
"""Digits of a hash that people are shown."""


@dataclass(frozen=True, slots=True)
class Change:
    """How one file is not as it is locked."""

    path: str
    kind: Literal["new", "gone", "changed"]
    """``new`` is not in the lock; ``gone`` is in the lock, and nothing reads it any more."""
    words: tuple[str, ...] = ()
    """What differs: cells and rows first, then source, edition and date."""
    locked: str = ""
    """The sha256 in the lock."""
    sha256: str = ""
    """The sha256 of the file as it is."""

    @property
    def has_other_bytes(self) -> bool:
        """Whether the file itself differs, not only what is declared of it."""
        return self.locked != self.sha256

    def __str__(self) -> str:
        """All that differs, without the path: ``column 'production' differs, 1 row more``."""
        if self.kind == "gone":
            return "is no longer read"
        if self.kind == "new":
            return f"is new: {', '.join(self.words)}" if self.words else "is new"
        words = ", ".join(self.words)
        if self.has_other_bytes:
            words += f"; sha256 {self.sha256[:_SHOWN]}… expected {self.locked[:_SHOWN]}…"
        return words


def changes_between(old: Lock | None, now: Pinned) -> list[Change]:
    """What changed since ``old``, in the order of the paths."""
    before: Mapping[str, PinnedFile] = old.files if old else {}
    after = now.lock.files
    found = []
    for path in sorted({*before, *after}):
        if path not in after:
            found.append(Change(path, "gone", locked=before[path].sha256))
        elif path not in before:
            words = tuple(_size(after[path]))
            found.append(Change(path, "new", words, sha256=after[path].sha256))
        elif before[path] != after[path]:
            found.append(_changed(path, before[path], after[path], now.cells.get(path, {})))
    return found


def _changed(path: str, old: PinnedFile, new: PinnedFile, cells: Cells) -> Change:
    content = tuple(_content(old, new, cells)) if old.sha256 != new.sha256 else ()
    declared = tuple(dict.fromkeys(_declared(old, new)))
    words = (*content, *declared)
    if not words:
        other = {str(table.reading) for table in old.tables} != {
            str(table.reading) for table in new.tables
        }
        words = ("it is read in another way",) if other else ("the lock describes it otherwise",)
    return Change(path, "changed", words, old.sha256, new.sha256)


def _size(file: PinnedFile) -> Iterator[str]:
    if not file.tables:
        yield f"{file.size:,} bytes"
    for table in file.tables:
        rows, width = table.rows, len(table.columns)
        yield f"{_label(table)}{rows} {_noun(rows, 'row')}, {width} {_noun(width, 'column')}"
    for name, one in sorted(file.datasets.items()):
        day = f", {one.published}" if one.published else ""
        yield f"data set '{name}' of {one.edition}{day}"


def _content(old: PinnedFile, new: PinnedFile, cells: Cells) -> Iterator[str]:
    before = {tuple(sorted(table.reading.items())): table for table in old.tables}
    words: list[str] = []
    for table in new.tables:
        way = tuple(sorted(table.reading.items()))
        if way in before:
            found = _table(before[way], table, cells.get(way, []))
            words += [f"{_label(table)}{one}" for one in found]
        else:
            words.append("it is read in another way")
    if not words:
        same = "the cells are the same, their bytes are not (line ends, quotes, blank rows)"
        words = [same] if new.tables else [f"{new.size:,} bytes, locked with {old.size:,}"]
    yield from words


def _table(old: PinnedTable, new: PinnedTable, cells: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """What differs in a table; a column that only goes on below its old end does not."""
    before = {key: old.columns[index].digest for key, index in _numbered(old).items()}
    after = _numbered(new)

    def still(key: tuple[str, int], digest: str) -> bool:
        index = after[key]
        if new.columns[index].digest == digest:
            return True
        goes_on = new.rows > old.rows and index < len(cells)
        return goes_on and digest_of_cells(cells[index][1 : old.rows + 1]) == digest

    common = [key for key in after if key in before]
    differ = [key for key in common if not still(key, before[key])]
    gone = [key for key in before if key not in after]
    added = [key for key in after if key not in before]
    for key in list(added):
        if same := next((one for one in gone if still(key, before[one])), None):
            yield f"column {_named([same])} is now called {_named([key])}"
            gone.remove(same)
            added.remove(key)
    if gone:
        yield f"{_columns(gone)} {'is' if len(gone) == 1 else 'are'} gone"
    if added:
        yield f"{_columns(added)} {'is' if len(added) == 1 else 'are'} new"
    if len(differ) == len(common) > 1:
        yield f"all {len(common)} columns differ"
    elif differ:
        yield f"{_columns(differ)} {'differs' if len(differ) == 1 else 'differ'}"
    if [key for key in before if key in after] != common:
        yield "columns stand in another order"
    if more := new.rows - old.rows:
        end = " at the end" if more > 0 and not differ and common else ""
        yield f"{abs(more)} {_noun(abs(more), 'row')} {'more' if more > 0 else 'fewer'}{end}"


def _numbered(table: PinnedTable) -> dict[tuple[str, int], int]:
    """The columns by header and, where that repeats, by how often it came before."""
    found: dict[tuple[str, int], int] = {}
    seen: dict[str, int] = {}
    for index, column in enumerate(table.columns):
        seen[column.header] = seen.get(column.header, 0) + 1
        found[column.header, seen[column.header]] = index
    return found


def _columns(keys: Sequence[tuple[str, int]]) -> str:
    more = f" and {len(keys) - _MANY} more" if len(keys) > _MANY else ""
    return f"{_noun(len(keys), 'column')} {_named(keys[:_MANY])}{more}"


def _named(keys: Iterable[tuple[str, int]]) -> str:
    names = (f"'{head}'" if head else "without a header" for head, _ in keys)
    return ", ".join(dict.fromkeys(names))


def _declared(old: PinnedFile, new: PinnedFile) -> Iterator[str]:
    for name in sorted({*old.datasets, *new.datasets}):
        before, after = old.datasets.get(name), new.datasets.get(name)
        if before is None:
            yield f"it is read as data set '{name}' too"
        elif after is None:
            yield f"it is no longer read as data set '{name}'"
        else:
            for words in differences(before.recognised, after.recognised):
                yield f"data set '{name}' is read otherwise: {words}"
            if before.source != after.source:
                yield f"source '{after.source}', locked as '{before.source}'"
            if before.edition != after.edition:
                yield f"edition '{after.edition}', locked as '{before.edition}'"
            if before.published != after.published:
                yield f"published {after.published or 'on no day'}, locked as {before.published or 'none'}"


def _label(table: PinnedTable) -> str:
    return f"{' '.join(table.reading.values())}: " if table.reading else ""


def _noun(count: int, word: str) -> str:
    return word if count == 1 else f"{word}s"
