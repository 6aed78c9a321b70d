"""A built brief to its evidence: the ledger, and the data files that a PDF carries.

Works from the file alone, on any machine: nothing of the project is needed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.errors import Place, Problem, UnusableInput


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a built brief says of itself."""

    path: str
    ledger: Mapping[str, Any]
    facts: Mapping[str, Mapping[str, Any]]
    """The facts of the ledger by id."""
    attached: Mapping[str, bytes]
    """The data and config files in a PDF by their path in the project; empty for a ledger."""
    text: str
    """The visible text of a PDF with single spaces; empty for a ledger."""


def read_evidence(path: str | Path) -> Evidence:
    """Read a PDF made by this program, or a ledger; raises :class:`UnusableInput` for others."""
    file = Path(path)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise _unusable(file, f"cannot be read: {error.strerror}") from None
    if content.startswith(b"%PDF"):
        return _from_pdf(file)
    try:
        ledger = json.loads(content)
        facts = _by_id(ledger)
    except (ValueError, TypeError, KeyError):
        raise _unusable(file, "is neither a PDF nor a ledger of this program") from None
    return Evidence(str(file), ledger, facts, {}, "")


def _from_pdf(file: Path) -> Evidence:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(file)
        attached = {name: contents[0] for name, contents in reader.attachments.items()}
        text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    except (PyPdfError, ValueError, KeyError, IndexError, TypeError) as error:
        raise _unusable(file, f"cannot be read as PDF: {error}") from None
    ledgers = [name for name in attached if name.endswith(".facts.json")]
    if len(ledgers) != 1:
        raise _unusable(file, "carries no ledger: it was not made by this program")
    try:
        ledger = json.loads(attached[ledgers[0]])
        facts = _by_id(ledger)
        paths = [one["path"] for one in (*ledger["inputs"], *ledger["config"])]
    except (ValueError, TypeError, KeyError):
        raise _unusable(file, "carries a ledger that is damaged") from None
    files = {path: attached[key] for path in paths if (key := path.replace("/", "-")) in attached}
    return Evidence(str(file), ledger, facts, files, text)


def _by_id(ledger: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {fact["id"]: fact for fact in ledger["facts"]}


def _unusable(file: Path, message: str) -> UnusableInput:
    return UnusableInput([Problem(Place(str(file)), message)])
