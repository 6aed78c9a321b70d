"""What the tables of a data package hold: their fields with types and meanings, as Table Schemas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NotRequired, TypedDict

from briefing.core.status import Status

FieldType = Literal["string", "number", "integer", "boolean", "object"]


class Constraints(TypedDict, total=False):
    """What each cell of a field must be."""

    required: bool
    unique: bool
    enum: list[str]


class FieldEntry(TypedDict):
    """A field of a Table Schema."""

    name: str
    type: FieldType
    description: str
    constraints: NotRequired[Constraints]


class KeyTarget(TypedDict):
    """Where a key leads: a resource, and its field."""

    resource: str
    fields: str


class ForeignKey(TypedDict):
    """A field whose cells are found in another resource."""

    fields: str
    reference: KeyTarget


class TableSchema(TypedDict):
    """A Table Schema."""

    fields: list[FieldEntry]
    primaryKey: NotRequired[str]
    foreignKeys: NotRequired[list[ForeignKey]]
    missingValues: list[str]


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, the type of its cells, what it holds."""

    name: str
    type: FieldType
    description: str
    is_required: bool = False
    is_unique: bool = False
    among: tuple[str, ...] = ()

    @property
    def entry(self) -> FieldEntry:
        """The field as a Table Schema writes it."""
        entry: FieldEntry = {
            "name": self.name,
            "type": self.type,
            "description": self.description,
        }
        limits: Constraints = {}
        if self.is_required:
            limits["required"] = True
        if self.is_unique:
            limits["unique"] = True
        if self.among:
            limits["enum"] = list(self.among)
        if limits:
            entry["constraints"] = limits
        return entry


FACTS, FILES = "facts", "files"
"""Names of the resources that every package has."""
SHOWN_FIELDS = (
    Field("series", "string", "Name of the row, line, bar or segment, as the brief prints it."),
    Field("unit", "string", "Unit of the value: in words, as the brief prints it, or its code."),
    Field("period", "string", "Period, as the brief prints it."),
    Field("value", "number", "Value in the unit; empty where only bounds are known, or nothing."),
    Field("text", "string", "The figure as the brief prints it."),
    Field("mark", "string", "Status mark of the brief: e for estimated."),
    Field("fact", "string", "Id of the figure in the resource 'facts', which tells its origin."),
)
"""Of a table or a chart: one figure a row."""
FACT_FIELDS = (
    Field("id", "string", "Name of the figure.", is_required=True, is_unique=True),
    Field("title", "string", "What it is a figure of, in words."),
    Field("series", "string", "The series that it belongs to: 'dataset.measure', or a metric."),
    Field("member", "string", "Whose figure it is, where the series has members."),
    Field("period", "string", "Code of the period: 2024, 2024-Q1, FY2023, 2024-05."),
    Field("value", "number", "Value in the unit, to the nearest floating-point number."),
    Field("exact", "string", "The same exactly: a decimal, or a fraction 3/26."),
    Field("low", "number", "The least that the value can be; empty where there is no such end."),
    Field("high", "number", "The most that the value can be; empty where there is no such end."),
    Field("low_open", "boolean", "Whether the least itself is left out."),
    Field("high_open", "boolean", "Whether the most itself is left out."),
    Field("unit", "string", "Code of the unit."),
    Field("of", "string", "Of what substance, where the unit counts one."),
    Field(
        "status",
        "string",
        "How it was observed: code of the SDMX code list CL_OBS_STATUS.",
        among=tuple(sorted(one.value for one in Status)),
    ),
    Field("text", "string", "The value in words, with its unit."),
    Field("note", "string", "A note that the data carry to it."),
    Field(
        "origin",
        "string",
        "Read from a cell, stated by a citation, derived, or absent from the file.",
        among=("absence", "cell", "citation", "derivation"),
    ),
    Field("source", "string", "Id of its source in this package's 'sources'."),
    Field("file", "string", "File that it was read from; see the resource 'files'."),
    Field("sheet", "string", "Sheet of a workbook, or list of a JSON file."),
    Field("row", "integer", "Row of the cell, from 1."),
    Field("column", "integer", "Column of the cell, from 1."),
    Field("header", "string", "What stands above the cell."),
    Field("cell", "string", "What stands in the cell, or in the text of the source."),
    Field("at", "string", "Page, table or paragraph of what was stated."),
    Field("corrected_from", "string", "What stood in the cell, where a correction is declared."),
    Field("reason", "string", "Why it was corrected."),
    Field("calculator", "string", "What derived it."),
    Field("formula", "string", "What was computed, over the names of the inputs."),
    Field("in_words", "string", "The same for people."),
    Field("inputs", "object", "Ids of the figures that it was derived from, by their names."),
)
"""Of the figures: one a row, with value, bounds and origin."""
FILE_FIELDS = (
    Field("path", "string", "Path of the file in the project.", is_required=True),
    Field("sha256", "string", "Hash of its bytes.", is_required=True),
    Field("size", "integer", "In bytes.", is_required=True),
    Field("source", "string", "Id of its source in this package's 'sources'."),
)
"""Of the data files that the brief was made from."""


def shown_schema() -> TableSchema:
    """The schema of a table or a chart, whose figures lead to the facts."""
    target: KeyTarget = {"resource": FACTS, "fields": "id"}
    schema = _schema(SHOWN_FIELDS)
    schema["foreignKeys"] = [{"fields": "fact", "reference": target}]
    return schema


def fact_schema() -> TableSchema:
    """The schema of the facts."""
    schema = _schema(FACT_FIELDS)
    schema["primaryKey"] = "id"
    return schema


def file_schema() -> TableSchema:
    """The schema of the files."""
    return _schema(FILE_FIELDS)


def _schema(fields: tuple[Field, ...]) -> TableSchema:
    return {"fields": [one.entry for one in fields], "missingValues": [""]}
