"""Where a fact of a ledger is from: a cell, a citation, an absence, a derivation; and the ends of intervals."""

from __future__ import annotations

from typing import Literal, NotRequired

from pydantic import ConfigDict, with_config
from typing_extensions import TypedDict

_CLOSED = ConfigDict(extra="forbid")


@with_config(_CLOSED)
class Ends(TypedDict):
    """An interval; ``null`` is no end. Ends are exact: a decimal or a fraction ``3/26``."""

    low: str | None
    """The least that it can be."""
    high: str | None
    """The most that it can be."""
    low_open: bool
    """Whether the least itself is left out."""
    high_open: bool
    """Whether the most itself is left out."""


@with_config(_CLOSED)
class CellOrigin(TypedDict):
    """Read from a file: which one, where in it, and the text that stands there."""

    kind: Literal["cell"]
    """That it is a cell."""
    file: str
    """Path of the file in the project."""
    sha256: str
    """Of the file's bytes."""
    sheet: str
    """Name of the sheet, or of the list in a JSON file; empty where there is none."""
    row: int
    """Row, from 1."""
    column: int
    """Column, from 1."""
    header: str
    """What stands above the cell."""
    text: str
    """What stands in the cell, as printed."""
    source: str
    """Key of the source."""
    definition: NotRequired[str]
    """What the measure counts, where editions differ in that."""
    corrected_from: NotRequired[str]
    """The wrong text of the source, where a correction is declared."""
    reason: NotRequired[str | None]
    """Why it was put right."""


@with_config(_CLOSED)
class CitationOrigin(TypedDict):
    """Stated by a publication in its text."""

    kind: Literal["citation"]
    """That it is a citation."""
    source: str
    """Key of the source."""
    at: str
    """Page, table or paragraph."""
    text: str
    """The number as printed there."""


@with_config(_CLOSED)
class AbsenceOrigin(TypedDict):
    """Nowhere: the file has no row for this member in this period, though others have one."""

    kind: Literal["absence"]
    """That it is an absence."""
    source: str
    """Key of the source."""
    file: str
    """Path of the file in the project."""
    series: str
    """The series that has no row."""
    member: str
    """The member that has no row."""
    period: str
    """The period that has no row."""


@with_config(_CLOSED)
class DerivationOrigin(TypedDict):
    """Computed: ``formula`` over the names of ``inputs``, each the id of a fact or a list of ids."""

    kind: Literal["derivation"]
    """That it is derived."""
    calculator: str
    """Name of the calculator, or what else made it."""
    formula: str
    """What was computed, over the names of the inputs."""
    in_words: str
    """The same for people."""
    parameters: dict[str, str]
    """The parameters as the config gives them."""
    inputs: dict[str, str | list[str]]
    """The id of a fact, or a list of ids, by name."""


Origin = CellOrigin | CitationOrigin | AbsenceOrigin | DerivationOrigin
