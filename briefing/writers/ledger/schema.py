"""The shape of a ledger: what each entry of ``output/<brief>.facts.json`` holds.

These types are the one description of the file: the JSON Schema that is published is made of them.
"""

from __future__ import annotations

from typing import Literal, NotRequired

from pydantic import ConfigDict, TypeAdapter, ValidationError, with_config
from typing_extensions import TypedDict

from briefing.core.parts import Part, PartKind, Why
from briefing.core.spot import Spot

SCHEMA_VERSION = 3

_CLOSED = ConfigDict(extra="forbid")


@with_config(_CLOSED)
class Ends(TypedDict):
    """An interval; ``null`` is no end. Ends are exact: a decimal or a fraction ``3/26``."""

    low: str | None
    high: str | None
    low_open: bool
    high_open: bool


@with_config(_CLOSED)
class CellOrigin(TypedDict):
    """Read from a file: which one, where in it, and the text that stands there."""

    kind: Literal["cell"]
    file: str
    sha256: str
    sheet: str
    row: int
    column: int
    header: str
    text: str
    source: str
    definition: NotRequired[str]
    corrected_from: NotRequired[str]
    reason: NotRequired[str | None]


@with_config(_CLOSED)
class CitationOrigin(TypedDict):
    """Stated by a publication in its text."""

    kind: Literal["citation"]
    source: str
    at: str
    text: str


@with_config(_CLOSED)
class AbsenceOrigin(TypedDict):
    """Nowhere: the file has no row for this member in this period, though others have one."""

    kind: Literal["absence"]
    source: str
    file: str
    series: str
    member: str
    period: str


@with_config(_CLOSED)
class DerivationOrigin(TypedDict):
    """Computed: ``formula`` over the names of ``inputs``, each the id of a fact or a list of ids."""

    kind: Literal["derivation"]
    calculator: str
    formula: str
    in_words: str
    parameters: dict[str, str]
    inputs: dict[str, str | list[str]]


Origin = CellOrigin | CitationOrigin | AbsenceOrigin | DerivationOrigin


@with_config(_CLOSED)
class Use(TypedDict):
    """Where a fact stands in the brief: the part, the text that it became, and its sentence."""

    kind: PartKind
    id: str
    text: str
    sentence: str


@with_config(_CLOSED)
class FactEntry(TypedDict):
    """A fact: what it is, its value with all that is known of it, where from, and where used."""

    id: str
    title: str
    text: str
    value: str | None
    bounds: Ends
    rounding: Ends
    unit: str
    of: str | None
    period: str | None
    status: str
    digits: int | None
    token: bool
    series: str
    member: str | None
    note: str
    origin: Origin
    used: list[Use]
    asserted: NotRequired[list[str]]
    """What typed words in its sentences say and the figures bear out: ``'down from' holds: ...``."""


@with_config(_CLOSED)
class HighlightEntry(TypedDict):
    """A highlight as printed, why it was chosen, and the facts in it."""

    id: str
    text: str
    reason: str
    facts: list[str]


@with_config(_CLOSED)
class RecommendationEntry(TypedDict):
    """A recommendation as printed, its rule, and the facts behind it."""

    id: str
    do: str
    who: str
    because: str
    rule: str
    tipping: str
    evidence: str
    record: str
    facts: list[str]


@with_config(_CLOSED)
class ChartEntry(TypedDict):
    """A chart and the facts that it draws."""

    id: str
    title: str
    alt: str
    facts: list[str]


@with_config(_CLOSED)
class FileEntry(TypedDict):
    """A file that was read, by the hash of its bytes."""

    path: str
    sha256: str


@with_config(_CLOSED)
class InputEntry(TypedDict):
    """A data file, and the source (one edition of a publication) that it belongs to."""

    path: str
    sha256: str
    size: int
    source: str


@with_config(_CLOSED)
class SourceEntry(TypedDict):
    """One edition of a publication."""

    title: str
    publisher: str
    edition: str
    published: str | None
    doi: str | None
    url: str | None
    licence: str
    corrects: NotRequired[str]


@with_config(_CLOSED)
class CheckEntry(TypedDict):
    """A check that ran: what it looked at, and what it found."""

    name: str
    examined: int
    what: str
    findings: int
    messages: list[str]
    borne_out: list[str]
    """Typed words that the figures beside them bear out: ``'down from' holds: ...``."""
    exceptions: NotRequired[list[str]]
    """Typed words that an author lets stand, with the reason and the place."""


@with_config(_CLOSED)
class PassageEntry(TypedDict):
    """A text of the finished brief as printed, in reading order, with the part that it stands in."""

    kind: PartKind
    id: str
    text: str
    repeats: bool
    """Whether pages may print it once more: in a running head, or above the rest of a table."""


@with_config(_CLOSED)
class ToolEntry(TypedDict):
    """What made the brief."""

    name: str
    version: str


@with_config(_CLOSED)
class OfferEntry(TypedDict):
    """A part that left the brief, or came in, so that it fits its pages, and why that one."""

    kind: PartKind
    id: str
    name: str
    why: Why
    weight: float | None


@with_config(_CLOSED)
class BriefEntry(TypedDict):
    """Which brief it is."""

    id: str
    title: str
    period: str
    language: str
    locale: str
    date: str | None
    as_of: NotRequired[str]
    pages: NotRequired[int]
    left_out: NotRequired[list[OfferEntry]]
    added: NotRequired[list[OfferEntry]]


@with_config(_CLOSED)
class Ledger(TypedDict):
    """All of it; ``schema`` is the version of this shape."""

    schema: int
    tool: ToolEntry
    brief: BriefEntry
    facts: list[FactEntry]
    highlights: list[HighlightEntry]
    contrary: HighlightEntry | None
    passed: list[HighlightEntry]
    flips: list[str]
    changes: NotRequired[list[str]]
    recommendations: list[RecommendationEntry]
    charts: list[ChartEntry]
    inputs: list[InputEntry]
    config: list[FileEntry]
    templates: NotRequired[list[FileEntry]]
    brand: NotRequired[list[FileEntry]]
    """The logo and the typefaces of the house, where it has its own."""
    sources: dict[str, SourceEntry]
    checks: list[CheckEntry]
    passages: list[PassageEntry]


class LedgerRecord(dict[str, object]):
    """A :class:`Ledger` that shows itself on one line; what it holds is asked for by its keys."""

    def __repr__(self) -> str:
        """One line: ``<Ledger: 63 facts, 4 inputs; keys schema, tool, brief, ...>``."""
        sizes = [
            f"{len(entries)} {key}"
            for key in ("facts", "inputs")
            if isinstance(entries := self.get(key), list)
        ]
        return f"<Ledger: {', '.join(sizes)}; keys {', '.join(self)}>"


def part_of(entry: Use | PassageEntry) -> Part:
    """The part of a brief that an entry of its ledger stands in."""
    return Part(entry["kind"], entry["id"])


def files_of(ledger: Ledger) -> list[FileEntry | InputEntry]:
    """Every file that a brief was made from."""
    looks = (*ledger.get("templates", ()), *ledger.get("brand", ()))
    return [*ledger["inputs"], *ledger["config"], *looks]


def spot_of(origin: CellOrigin) -> Spot:
    """Where a cell stands that a ledger names."""
    return Spot(origin["file"], origin["sheet"], origin["row"], origin["column"])


def ledger_schema() -> dict[str, object]:
    """The JSON Schema of a ledger."""
    return TypeAdapter(Ledger).json_schema()


def validated(found: object) -> Ledger:
    """A ledger as read from JSON; ``ValueError`` says what is not as it must be."""
    try:
        return TypeAdapter(Ledger).validate_python(found, strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        raise ValueError(f"{where}: {first['msg']}") from None
