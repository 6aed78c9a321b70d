"""A built brief to its evidence: the ledger, and the data files that a PDF carries.

Works from the file alone, on any machine: nothing of the project is needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from briefing.core.attachment import attached_names
from briefing.core.json_text import BadJson, json_values
from briefing.core.library_calls import library_call
from briefing.core.problems import Place, Problem, UnusableInput
from briefing.core.time_limit import within_time
from briefing.core.workspace import Kind, Workspace
from briefing.language.base import Language, language_of
from briefing.writers.ledger.schema import SCHEMA_VERSION, FactEntry, Ledger, files_of, validated

_BEGINNING = b"%PDF"
_FARTHEST = 1024
"""Bytes that may stand before the beginning of a PDF, for most readers."""
_SECONDS = 60
"""In which the library must have read a file; broken ones can hold it for hours."""
DECRYPT = "briefs of this program are not; save it without its password, and read that"
"""What to do about a file that asks for a password."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a built brief says of itself."""

    path: str
    ledger: Ledger
    facts: Mapping[str, FactEntry]
    """The facts of the ledger by id."""
    attached: Mapping[str, bytes]
    """The data and config files in a PDF by their path in the project; empty for a ledger."""
    pages: tuple[str, ...]
    """The visible text of each page of a PDF; empty for a ledger."""
    units: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)
    """Words of things that its project counts, by the config that it carries."""

    @property
    def language(self) -> Language:
        """The words and notations in which the ledger was written."""
        brief = self.ledger["brief"]
        return language_of(brief["language"], brief["locale"], self.units)


def read_evidence(path: str | Path, *, pages: bool = True) -> Evidence:
    """Read a PDF made by this program, or a ledger; raises :class:`UnusableInput` for others.

    Without ``pages`` their text is left out, which takes most of the time.
    """
    return evidence_in(*read_built(path), pages=pages)


def read_built(path: str | Path) -> tuple[Path, bytes]:
    """The bytes of a built file that the user named."""
    file = Path(path)
    return file, Workspace.of_file(file).read(file.name, Kind.EVIDENCE).content


def is_pdf(content: bytes) -> bool:
    """Whether readers take a file for a PDF: they look for its beginning a little way in."""
    return _BEGINNING in content[:_FARTHEST] and not content.lstrip().startswith(b"{")


def evidence_in(file: Path, content: bytes, *, pages: bool = True) -> Evidence:
    """The evidence in the bytes of a file; raises :class:`UnusableInput` where there is none."""
    if is_pdf(content):
        return _from_pdf(file, content, with_pages=pages)
    try:
        found = json_values(content, float)
    except BadJson:
        found = None
    if not isinstance(found, dict) or "facts" not in found:
        raise _unusable(file, "is neither a PDF nor a ledger of this program", code="no-ledger")
    return _evidence(file, found, {}, ())


def _from_pdf(file: Path, content: bytes, *, with_pages: bool) -> Evidence:

    def damaged(why: str) -> UnusableInput:
        return _unusable(file, f"cannot be read as PDF: {why}", code="damaged-pdf")

    spent = damaged(f"it takes longer than {_SECONDS} seconds").problems[0]
    with within_time(seconds=_SECONDS, spent=spent), library_call(damaged):
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _unusable(file, "is encrypted", DECRYPT, code="encrypted-pdf")
        attached = {_text_of(name): files[0] for name, files in reader.attachments.items()}
        pages = tuple(page.extract_text() for page in reader.pages if with_pages)
    ledgers = [name for name in attached if name.endswith(".facts.json")]
    if len(ledgers) != 1:
        raise _unusable(
            file, "carries no ledger: it was not made by this program", code="no-ledger"
        )
    try:
        found = json_values(attached[ledgers[0]], float)
    except BadJson as error:
        raise _unusable(
            file, f"carries a ledger that is damaged: {error}", code="damaged-ledger"
        ) from None
    return _evidence(file, found, attached, pages)


def _evidence(
    file: Path, found: object, attached: Mapping[str, bytes], pages: tuple[str, ...]
) -> Evidence:
    version = found.get("schema") if isinstance(found, dict) else None
    if version != SCHEMA_VERSION:
        raise _unusable(
            file,
            f"its ledger has schema {version}, this program reads schema {SCHEMA_VERSION}",
            code="other-ledger-schema",
        )
    try:
        ledger = validated(found)
    except ValueError as error:
        raise _unusable(file, f"its ledger is damaged: {error}", code="damaged-ledger") from None
    names = attached_names(one["path"] for one in files_of(ledger))
    files = {path: attached[name] for path, name in names.items() if name in attached}
    facts = {fact["id"]: fact for fact in ledger["facts"]}
    return Evidence(str(file), ledger, facts, files, pages)


def _text_of(name: str | bytes) -> str:
    """The name of an attached file; one that is no text in PDF is read byte by byte."""
    return name if isinstance(name, str) else name.decode("latin-1")


def _unusable(file: Path, message: str, advice: str = "", *, code: str) -> UnusableInput:
    return UnusableInput([Problem(Place(str(file)), message, advice, code=code)])
