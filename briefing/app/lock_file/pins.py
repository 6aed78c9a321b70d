"""What ``briefing.lock`` holds, as types; and its text: written in one form, read with every mistake by its line."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer

from briefing.core.problems import Place, ProblemLog, Refusal
from briefing.core.workspace import Kind, NotRead, NotThere, Workspace
from briefing.project.declared import Declared, Places, TextField
from briefing.project.validation import validated
from briefing.project.yaml import as_yaml, read_yaml

LOCK = "briefing.lock"
"""The name of the lock, in the project's root."""
HEAD = (
    "# The input files of this project as they were looked at. "
    "Renewed by `briefing lock`; not to be edited by hand."
)
FORM = 1
"""The form of the lock that this program writes and reads."""
_RENEW = "write it anew: briefing lock"
_COLUMN = re.compile(r"([0-9a-f]{12}) (.*)", re.DOTALL)
_CONFLICT = re.compile(rb"^(<{7}|={7}|>{7}|\|{7})(?= |\r?$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class PinnedColumn:
    """A column of a table: its header, and a digest of its cells as printed, in order."""

    digest: str
    header: str

    def __str__(self) -> str:
        """As it stands in the lock: ``0123456789ab year``."""
        return f"{self.digest} {self.header}"


def digest_of_cells(cells: Iterable[str]) -> str:
    """Twelve hexadecimal digits for the cells of a column."""
    joined = "\x1f".join(cells).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:12]


def _as_column(value: object) -> PinnedColumn:
    if isinstance(value, PinnedColumn):
        return value
    found = _COLUMN.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise Refusal(
            "a column is twelve hexadecimal digits, a space and its header", code="damaged-lock"
        )
    return PinnedColumn(found[1], found[2])


def _is_sha256(text: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", text):
        raise Refusal(f"'{text}' is no sha256: 64 hexadecimal digits", code="damaged-lock")
    return text


def _is_known(form: int) -> int:
    if form != FORM:
        raise Refusal(
            f"the lock is of form {form}, and this program knows form {FORM}",
            code="other-lock-form",
        )
    return form


class PinnedTable(Declared):
    """A table of a file as it was read."""

    columns: list[Annotated[PinnedColumn, BeforeValidator(_as_column), PlainSerializer(str)]]
    reading: dict[str, TextField] = {}
    """How it was read, where that is not the usual way: ``sheet``, ``header``, ``encoding``, ..."""
    rows: int = Field(ge=0)
    """Rows below the headers, blank ones apart."""


class PinnedSet(Declared):
    """A data set that is read from a file, and the publication that it comes from."""

    edition: str
    """Title of the source, and how the release calls itself."""
    published: date | None = None
    recognised: dict[str, TextField] = {}
    """How the file is read, where that is recognised and not declared."""
    source: str


class PinnedFile(Declared):
    """An input file: data with their tables, or a file of the brand."""

    datasets: dict[str, PinnedSet] = {}
    """Those that are read from it; none for a file of the brand."""
    sha256: Annotated[str, AfterValidator(_is_sha256)]
    size: int = Field(ge=0)
    """Bytes."""
    tables: list[PinnedTable] = []


class Lock(Declared):
    """All input files of a project, by their paths within it."""

    briefing_lock: Annotated[int, AfterValidator(_is_known)]
    """Version of this form."""
    files: dict[str, PinnedFile]


def as_text(lock: Lock) -> str:
    """The text of ``briefing.lock``: the same bytes for the same inputs."""
    return f"{HEAD}\n{as_yaml(lock.model_dump(exclude_defaults=True))}"


def read_lock(
    workspace: Workspace, log: ProblemLog, name: str = LOCK
) -> tuple[Lock, Places] | None:
    """The lock of a project with the places of its keys; what is wrong with it goes to the log."""
    try:
        content = workspace.read(name, Kind.LOCK).content
    except NotThere:
        log.add(
            Place(name),
            "there is no lock",
            "write it: briefing lock; keep it with the data",
            code="no-lock",
        )
        return None
    except NotRead as error:
        error.tell(Place(name), log)
        return None
    if mark := _CONFLICT.search(content):
        line = content.count(b"\n", 0, mark.start()) + 1
        message = f"a merge conflict was left in it ('{mark[1].decode()}')"
        log.add(
            Place(name, line),
            message,
            "settle the data and the config, then: briefing lock",
            code="lock-conflict",
        )
        return None
    found = ProblemLog()
    read = read_yaml(content, name, found)
    lock = validated(Lock, *read, found) if read else None
    log.take(found.changed(partial(replace, advice=_RENEW)))
    return (lock, read[1]) if lock and read and not len(found) else None
