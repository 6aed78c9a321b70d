"""What each command prints with ``--json``, as types; their JSON Schemas are made from them.

Every object has the envelope's keys, and those of its command beside them. A key that is not there in every
case is said to be so by its type.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NotRequired, cast

from pydantic import ConfigDict, TypeAdapter
from typing_extensions import TypedDict

from briefing.app.build.summary import AdviceEntry, ProblemEntry, Summary
from briefing.app.cli.envelope import schema_of
from briefing.writers.ledger.schema import FactEntry, HighlightEntry, OfferEntry

_CLOSED = ConfigDict(extra="forbid")


class Output(TypedDict):
    """The envelope: what every command prints."""

    schema: str
    """Which of these schemas it keeps: ``urn:policy-briefing:output:check:1``."""
    version: str
    """Of the program."""
    problems: list[ProblemEntry]
    """What is wrong; empty where nothing is."""


class Failure(Output):
    """What a command prints that did not come to its result."""

    __pydantic_config__ = _CLOSED  # type: ignore[misc]


class BuiltEntry(Summary):
    """A brief that was built, or was up to date."""

    files: dict[str, str]
    built: bool
    because: list[str]
    drawn: list[str]


class StaleEntry(TypedDict):
    """Whether a brief would be built."""

    brief: str
    build: bool
    because: list[str]


class BuildOutput(Output):
    """``build``."""

    __pydantic_config__ = _CLOSED  # type: ignore[misc]
    briefs: NotRequired[list[BuiltEntry]]
    skipped: NotRequired[dict[str, str]]
    deleted: NotRequired[dict[str, list[str]]]
    plan: NotRequired[list[StaleEntry]]
    """With ``--dry-run``."""
    text: NotRequired[str]


class CheckOutput(Output):
    """``check``."""

    __pydantic_config__ = _CLOSED  # type: ignore[misc]
    briefs: list[Summary]
    skipped: NotRequired[dict[str, str]]
    text: NotRequired[str]


class WatchOutput(TypedDict):
    """A line of ``watch``."""

    schema: str
    version: str
    url: NotRequired[str]
    opened: NotRequired[bool]
    watching: NotRequired[str]
    stopped: NotRequired[bool]
    brief: NotRequired[str]
    gone: NotRequired[bool]
    built: NotRequired[bool]
    seconds: NotRequired[float]
    because: NotRequired[list[str]]
    warnings: NotRequired[list[ProblemEntry]]
    problems: NotRequired[list[ProblemEntry]]
    not_built: NotRequired[list[str]]
    kept: NotRequired[int]


class DifferenceEntry(TypedDict):
    """One thing that is not as it was."""

    part: str
    what: str
    old: str
    new: str
    cause: str
    because: str


class DiffOutput(Output):
    """``diff``: by brief; between two files the name is empty."""

    __pydantic_config__ = _CLOSED  # type: ignore[misc]
    differences: dict[str, list[DifferenceEntry]]


class VintageRowEntry(TypedDict):
    """A period as each edition prints it."""

    period: str
    figures: list[str]
    remark: str


class VintageEntry(TypedDict):
    """A series over its editions."""

    series: str
    title: str
    units: list[str]
    editions: list[str]
    rows: list[VintageRowEntry]
    remarks: list[str]


class EditionsOutput(Output):
    """``editions``."""

    __pydantic_config__ = _CLOSED  # type: ignore[misc]
    tables: list[VintageEntry]


class UpdateFindingEntry(TypedDict):
    """Something about a new edition."""

    kind: str
    words: str
    is_doubt: bool
    series: str
    code: str


class BriefChangeEntry(TypedDict):
    """What an update does to a brief."""

    brief: str
    differences: list[DifferenceEntry]
    problems: list[ProblemEntry]
    mended: bool
    warnings: list[ProblemEntry]
    remaining: list[ProblemEntry]


class UpdateOutput(Output):
    """``update``."""

    __pydantic_config__ = _CLOSED  # type: ignore[misc]
    dataset: str
    source: str
    replaces: str
    written: bool
    files: list[str]
    findings: list[UpdateFindingEntry]
    config: str
    briefs: list[BriefChangeEntry]


class InspectOutput(Output):
    """``inspect``: the table as read. Its parts are for readers of one version, and may grow."""

    path: str
    format: str
    columns: list[dict[str, object]]
    measures: list[dict[str, object]]
    questions: list[dict[str, object]]
    is_sure: bool
    declaration: dict[str, dict[str, object]]


class ListOutput(Output):
    """``list``: names with a line each; advice by brief."""

    __pydantic_config__ = _CLOSED  # type: ignore[misc]
    briefs: NotRequired[dict[str, str]]
    metrics: NotRequired[dict[str, str]]
    charts: NotRequired[dict[str, str]]
    measures: NotRequired[dict[str, str]]
    recommendations: NotRequired[dict[str, list[AdviceEntry]]]


class WhyHighlightEntry(TypedDict):
    """A highlight and those that came after it."""

    brief: str
    highlight: HighlightEntry
    next: list[HighlightEntry]


class WhyOutput(Output):
    """``why``."""

    __pydantic_config__ = _CLOSED  # type: ignore[misc]
    facts: NotRequired[list[FactEntry]]
    highlights: NotRequired[list[WhyHighlightEntry]]


class PassageToRead(TypedDict):
    """A passage with what turned since somebody accepted it."""

    id: str
    place: str
    text: str
    turns: NotRequired[list[str]]
    accepted_by: NotRequired[str]
    accepted_on: NotRequired[str]


class ReviewEntry(TypedDict):
    """The passages of a brief."""

    brief: str
    begun: bool
    passages: int
    to_read: list[PassageToRead]
    unrecorded: list[PassageToRead]
    recorded: list[str]


class ReviewOutput(Output):
    """``review``."""

    __pydantic_config__ = _CLOSED  # type: ignore[misc]
    briefs: list[ReviewEntry]


class ResultEntry(TypedDict):
    """One thing that an audit compared."""

    what: str
    matches: bool
    detail: str
    code: str


class InputEntry(TypedDict):
    """An attached file, and what vouches for it."""

    path: str
    sha256: str
    source: str
    anchor: str | None


class AuditOutput(Output):
    """``audit``."""

    __pydantic_config__ = _CLOSED  # type: ignore[misc]
    file: str
    results: list[ResultEntry]
    inputs: list[InputEntry]
    not_compared: list[str]


class LockChangeEntry(TypedDict):
    """A file that is not as in the lock."""

    file: str
    kind: str
    words: list[str]
    sha256: str | None
    locked: str | None


class LockOutput(Output):
    """``lock``."""

    __pydantic_config__ = _CLOSED  # type: ignore[misc]
    up_to_date: bool
    written: bool
    files: int
    changes: list[LockChangeEntry]


class NewOutput(Output):
    """``new``."""

    __pydantic_config__ = _CLOSED  # type: ignore[misc]
    brief: str
    folder: str
    written: list[str]
    files: dict[str, str]
    warnings: list[ProblemEntry]


class SchemaOutput(Output):
    """``schema``: without ``--output`` the schemas themselves, else the files that were written."""

    __pydantic_config__ = _CLOSED  # type: ignore[misc]
    schemas: NotRequired[dict[str, object]]
    files: NotRequired[list[str]]


class ExplanationEntry(TypedDict):
    """One kind of message."""

    code: str
    type: str
    severity: str
    title: str
    means: str
    example: str
    mend: str


class ExplainOutput(Output):
    """``explain``."""

    __pydantic_config__ = _CLOSED  # type: ignore[misc]
    messages: list[ExplanationEntry]


class ExaminedEntry(TypedDict):
    """One thing that a build stands on."""

    topic: str
    text: str
    advice: str
    is_wrong: bool


class DoctorOutput(Output):
    """``doctor``."""

    __pydantic_config__ = _CLOSED  # type: ignore[misc]
    findings: list[ExaminedEntry]


class CiteOutput(Output):
    """``cite``: the briefs and their sources, as CSL-JSON has them."""

    __pydantic_config__ = _CLOSED  # type: ignore[misc]
    works: list[dict[str, object]]


OUTPUTS: Mapping[str, type] = {
    "briefing": Output,
    "new": NewOutput,
    "build": BuildOutput,
    "check": CheckOutput,
    "watch": WatchOutput,
    "diff": DiffOutput,
    "editions": EditionsOutput,
    "update": UpdateOutput,
    "inspect": InspectOutput,
    "list": ListOutput,
    "why": WhyOutput,
    "review": ReviewOutput,
    "audit": AuditOutput,
    "cite": CiteOutput,
    "schema": SchemaOutput,
    "lock": LockOutput,
    "explain": ExplainOutput,
    "doctor": DoctorOutput,
}
"""By command; without one, what is told of a name that there is not. A command that fails prints the envelope alone."""


def output_schemas() -> dict[str, dict[str, object]]:
    """The JSON Schema of what each command prints with ``--json``."""
    return {name: _schema(name, one) for name, one in OUTPUTS.items()}


def _schema(name: str, output: type) -> dict[str, object]:
    adapter: TypeAdapter[object] = TypeAdapter(cast("type[object]", output | Failure))
    adapter.rebuild(_types_namespace={"OfferEntry": OfferEntry})
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, "$id": schema_of(name), **adapter.json_schema(mode="serialization")}
