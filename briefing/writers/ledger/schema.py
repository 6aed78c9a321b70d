"""The shape of a ledger: what each entry of ``output/<brief>.facts.json`` holds.

These types are the one description of the file: the JSON Schema that is published is made of them.
"""

from __future__ import annotations

from typing import NotRequired

from pydantic import ConfigDict, TypeAdapter, ValidationError, with_config
from typing_extensions import TypedDict, is_typeddict

from briefing.core.field_texts import texts_below_fields
from briefing.core.parts import Part, PartKind, Why
from briefing.core.spot import Spot
from briefing.writers.ledger import origin_entries
from briefing.writers.ledger.origin_entries import CellOrigin, Ends, Origin

SCHEMA_VERSION = 3

_CLOSED = ConfigDict(extra="forbid")


@with_config(_CLOSED)
class Use(TypedDict):
    """Where a fact stands in the brief: the part, the text that it became, and its sentence."""

    kind: PartKind
    """Kind of the part."""
    id: str
    """Its id in the config, else its place."""
    text: str
    """The text that the fact became."""
    sentence: str
    """The sentence around it."""


@with_config(_CLOSED)
class FactEntry(TypedDict):
    """A fact: what it is, its value with all that is known of it, where from, and where used."""

    id: str
    """Name of the fact, the same for the same figure."""
    title: str
    """What it is a figure of, in words."""
    text: str
    """The value in words, with its unit."""
    value: str | None
    """The exact value: a decimal or a fraction ``3/26``; ``null`` where none is known."""
    bounds: Ends
    """Between which ends the value lies."""
    rounding: Ends
    """What the printed digits may stand for."""
    unit: str
    """Code of the unit."""
    of: str | None
    """Of what substance."""
    period: str | None
    """Code of the period."""
    status: str
    """SDMX observation status."""
    digits: int | None
    """Decimals to print, where declared."""
    token: bool
    """Whether its cell holds a word with a declared meaning, and no number."""
    series: str
    """What it is a figure of: ``trade.imports``, or a metric."""
    member: str | None
    """Whose figure it is."""
    note: str
    """A note that the data carry to it."""
    origin: Origin
    """Where it is from."""
    used: list[Use]
    """Where it stands in the brief."""
    asserted: NotRequired[list[str]]
    """What typed words in its sentences say and the figures bear out: ``'down from' holds: ...``."""


@with_config(_CLOSED)
class HighlightEntry(TypedDict):
    """A highlight as printed, why it was chosen, and the facts in it."""

    id: str
    """Its id."""
    text: str
    """The sentence as printed."""
    reason: str
    """Why it was chosen."""
    facts: list[str]
    """Ids of the facts in it."""


@with_config(_CLOSED)
class RecommendationEntry(TypedDict):
    """A recommendation as printed, its rule, and the facts behind it."""

    id: str
    """Its id."""
    do: str
    """What to do."""
    who: str
    """Who should do it."""
    because: str
    """The evidence as printed."""
    rule: str
    """The rule with its figures."""
    tipping: str
    """What would change it."""
    evidence: str
    """How strong the evidence is."""
    record: str
    """What became of it."""
    facts: list[str]
    """Ids of the facts in its texts."""


@with_config(_CLOSED)
class ChartEntry(TypedDict):
    """A chart and the facts that it draws."""

    id: str
    """Its name in the config."""
    title: str
    """The finding as printed."""
    alt: str
    """Text for those who cannot see it."""
    facts: list[str]
    """Ids of the facts that it draws."""


@with_config(_CLOSED)
class FileEntry(TypedDict):
    """A file that was read, by the hash of its bytes."""

    path: str
    """Path in the project."""
    sha256: str
    """Of the file's bytes."""


@with_config(_CLOSED)
class PluginEntry(TypedDict):
    """An item of a plug-in that the brief was made by."""

    group: str
    """Its group of entry points: ``briefing.calculators``."""
    name: str
    """Its name there, as YAML has it."""
    distribution: str
    """What to install to have it."""
    version: str
    """Of the distribution."""
    sha256: str
    """Of all files by which its package works."""


@with_config(_CLOSED)
class QueryEntry(TypedDict):
    """A query with what it read and gave."""

    text: str
    """The query."""
    engine: str
    """What ran it, with its version."""
    rows: int
    """Of the result."""
    files: list[FileEntry]
    """The files that it read, which do not travel with the brief."""


@with_config(_CLOSED)
class InputEntry(TypedDict):
    """A data file, and the source (one edition of a publication) that it belongs to."""

    path: str
    """Path in the project."""
    sha256: str
    """Of the file's bytes."""
    size: int
    """In bytes."""
    source: str
    """Key of the source."""
    query: NotRequired[QueryEntry]
    """Of what it was made, where it is the result of a query."""


@with_config(_CLOSED)
class SourceEntry(TypedDict):
    """One edition of a publication."""

    title: str
    """Title as published."""
    publisher: str
    """Who publishes it."""
    edition: str
    """How this release calls itself."""
    published: str | None
    """Day of publication."""
    doi: str | None
    """Digital object identifier."""
    url: str | None
    """Address."""
    licence: str
    """Under what terms it may be used."""
    corrects: NotRequired[str]
    """Key of the source that it puts right."""


@with_config(_CLOSED)
class CheckEntry(TypedDict):
    """A check that ran: what it looked at, and what it found."""

    name: str
    """Name of the check."""
    examined: int
    """How many things it looked at."""
    what: str
    """What these are."""
    findings: int
    """How many it found wrong."""
    messages: list[str]
    """What it found."""
    borne_out: list[str]
    """Typed words that the figures beside them bear out: ``'down from' holds: ...``."""
    exceptions: NotRequired[list[str]]
    """Typed words that an author lets stand, with the reason and the place."""


@with_config(_CLOSED)
class PassageEntry(TypedDict):
    """A text of the finished brief as printed, in reading order, with the part that it stands in."""

    kind: PartKind
    """Kind of the part."""
    id: str
    """Its id in the config, else its place."""
    text: str
    """The text as printed."""
    repeats: bool
    """Whether pages may print it once more: in a running head, or above the rest of a table."""


@with_config(_CLOSED)
class ToolEntry(TypedDict):
    """What made the brief."""

    name: str
    """Name of the program."""
    version: str
    """Its version."""
    code: NotRequired[str]
    """The sha256 of its code, words, fonts and templates: a version may be built from several."""


@with_config(_CLOSED)
class OfferEntry(TypedDict):
    """A part that left the brief, or came in, so that it fits its pages, and why that one."""

    kind: PartKind
    """Kind of the part."""
    id: str
    """Its id in the config, else its place."""
    name: str
    """What people call it."""
    why: Why
    """Why this one and no other."""
    weight: float | None
    """How much it matters, where declared."""


@with_config(_CLOSED)
class DrawnEntry(TypedDict):
    """The size of a drawing."""

    width: float
    """Millimetres."""
    taller: float
    """Its height in parts of the usual one."""


@with_config(_CLOSED)
class BriefEntry(TypedDict):
    """Which brief it is."""

    id: str
    """Its name."""
    title: str
    """Its title as printed."""
    period: str
    """Code of the period that it is about."""
    language: str
    """Of its words."""
    locale: str
    """How numbers and dates are written."""
    date: str | None
    """Its day."""
    as_of: NotRequired[str]
    """The day or edition up to which it knows."""
    pages: NotRequired[int]
    """How many it was fitted to."""
    left_out: NotRequired[list[OfferEntry]]
    """What left it for that."""
    added: NotRequired[list[OfferEntry]]
    """What came in for that."""
    drawn: NotRequired[dict[str, DrawnEntry]]
    """How large each chart is drawn on its pages, by its id: what labels it has room for."""


@with_config(_CLOSED)
class Ledger(TypedDict):
    """All of it; ``schema`` is the version of this shape."""

    schema: int
    """Version of this shape."""
    tool: ToolEntry
    """What made the brief."""
    brief: BriefEntry
    """Which brief it is."""
    facts: list[FactEntry]
    """All facts, in the order of their ids."""
    highlights: list[HighlightEntry]
    """What opens the brief."""
    contrary: HighlightEntry | None
    """The strongest fact against the message."""
    passed: list[HighlightEntry]
    """The findings that came next and are not told."""
    flips: list[str]
    """Recommendations whose rule turned since the last edition."""
    changes: NotRequired[list[str]]
    """What changed since the last edition, as printed."""
    recommendations: list[RecommendationEntry]
    """The advice that is given."""
    charts: list[ChartEntry]
    """What is drawn."""
    inputs: list[InputEntry]
    """The data files."""
    config: list[FileEntry]
    """The YAML files."""
    templates: NotRequired[list[FileEntry]]
    """The page templates of the project."""
    brand: NotRequired[list[FileEntry]]
    """The logo and the typefaces of the house, where it has its own."""
    plugins: NotRequired[list[PluginEntry]]
    """The plug-ins that it was made by, where there are any."""
    sources: dict[str, SourceEntry]
    """The editions that its figures are from, by key."""
    checks: list[CheckEntry]
    """What was examined."""
    passages: list[PassageEntry]
    """Every text as printed, in reading order."""


class LedgerRecord(dict[str, object]):
    """A :class:`Ledger` that shows itself on one line; what it holds is asked for by its keys."""

    def __repr__(self) -> str:
        """One line: ``<Ledger: 63 facts, 4 inputs; keys schema, tool, brief, ...>``."""
        known = ((key, self.get(key)) for key in ("facts", "inputs"))
        sizes = [f"{len(one)} {key}" for key, one in known if isinstance(one, list)]
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
    """The JSON Schema of a ledger, each key described by the text below it."""
    schema = TypeAdapter(Ledger).json_schema()
    blocks = {"Ledger": schema, **schema["$defs"]}
    for block in (*vars(origin_entries).values(), *globals().values()):
        if is_typeddict(block) and block.__name__ in blocks:
            keys = blocks[block.__name__]["properties"]
            for key, text in texts_below_fields(block).items():
                keys[key]["description"] = text
    return schema


def validated(found: object) -> Ledger:
    """A ledger as read from JSON; ``ValueError`` says what is not as it must be."""
    try:
        return TypeAdapter(Ledger).validate_python(found, strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        raise ValueError(f"{where}: {first['msg']}") from None
