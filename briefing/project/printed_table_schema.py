"""Tables of a brief as declared: series over periods, or members by measures."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from briefing.core.problems import Refusal
from briefing.project.coded_fields import UnitField
from briefing.project.declared import Declared, PeriodField
from briefing.project.section_schema import NamesField


class TableColumn(Declared):
    """A column of a table of members: a measure in one period."""

    of: str
    """A measure with members: ``world.mined``."""
    title: str = Field(default="", examples=["Mine output, 2024"])
    """Its heading; the measure's title, with the period where that is not the brief's, when left out."""
    period: PeriodField | None = Field(default=None, examples=["2023"])
    """The period; the brief's where left out."""
    unit: UnitField | None = Field(default=None, examples=["million t"])
    """The unit in which it is printed; else the largest in which no digit is lost."""
    digits: int | None = Field(default=None, ge=0, le=10)
    """Decimals of all its cells; as many as the source has where left out."""


def _as_columns(value: object) -> object:
    """A measure by its name alone is a column of it."""
    every = value if isinstance(value, list) else [value]
    return [{"of": one} if isinstance(one, str) else one for one in every]


_OF_MEMBERS = ("members", "top", "groups", "notes", "order")
"""What only tables with columns can have."""
_WITH_COLUMNS = (
    "columns",
    (
        "members over several periods are 'rows', a row for each member; "
        "a column of another period is {of: data.measure, period: 2020}"
    ),
)
_WITH_ROWS = ("rows", "a table of chosen members has 'columns', a measure each, instead of 'rows'")


class TableConfig(Declared):
    """A table of series over periods, or of members by measures; status marks are explained below it."""

    title: str
    """What it shows."""
    rows: NamesField = []
    """Series or metrics, one a row; a measure with members makes a row for each, its total last.
    ``us.*`` is every measure of a data set that has a value, ``us.price_*`` those of such a name."""
    periods: int = Field(default=5, ge=1, le=40)
    """How many periods, ending with the brief's."""
    at: Literal["latest"] | None = None
    """``latest``: one column with the newest value of each row, and its period beside it."""
    columns: Annotated[
        list[TableColumn],
        BeforeValidator(_as_columns, json_schema_input_type=list[TableColumn | str]),
    ] = Field(default=[], examples=[["world.mined", "world.reserves"]])
    """Instead of rows: measures with the same members, each a column; every member is a row."""
    members: NamesField = Field(default=[], examples=[["China", "United States"]])
    """Of a table with columns: the members to show, in this order; all where left out."""
    order: Literal["value", "file"] = "value"
    """Of a table with columns: by the first column, the largest first, or as in the file."""
    top: int | None = Field(default=None, ge=1)
    """Of a table with columns: how many members to show; what the others have together follows."""
    groups: dict[str, list[str]] = Field(default={}, examples=[{"Africa": ["Nigeria", "Kenya"]}])
    """Of a table with columns: members under sub-heads, in this order."""
    notes: dict[str, str] = Field(default={}, examples=[{"China": "Quota only."}])
    """Of a table with columns: notes by member, or by member and column: ``China, Mine output``."""
    wide: Literal["split", "turn", "landscape"] | None = None
    """Where it is too wide for a page of paper: ``split`` into parts below one another, each with the first
    column; ``turn``, periods as rows and series as columns; ``landscape``, on a page that lies. What takes
    the least space where left out."""
    needs: NamesField = []
    """Metrics or measures without a value of which it is left out, with that reason: ``us.exports``;
    ``us.exports.before`` wants one in the period before too, ``exports > 0`` is a rule over metrics."""

    @property
    def references(self) -> list[str]:
        """All that it is made from, as named."""
        return [*self.rows, *(one.of for one in self.columns)]

    @model_validator(mode="after")
    def _one_kind(self) -> TableConfig:
        """It has rows or columns; what belongs to one of the two is refused beside the other."""
        if bool(self.rows) == bool(self.columns):
            raise Refusal(
                "a table has either 'rows' (series over periods) or 'columns' (measures of members)",
                "name measures with members as columns, or series as rows",
                code="either-or",
            )
        apart = {"periods", "at"} if self.columns else set(_OF_MEMBERS)
        if given := sorted(apart & self.model_fields_set):
            other, advice = _WITH_COLUMNS if self.columns else _WITH_ROWS
            raise Refusal(f"'{given[0]}' does not go with '{other}'", advice, code="either-or")
        if self.columns and self.wide == "turn":
            raise Refusal(
                "a table of members is not turned: measures are columns, each with its own unit",
                "write 'wide: split' or 'wide: landscape'",
                code="either-or",
            )
        if self.groups and ("members" in self.model_fields_set or self.top):
            raise Refusal(
                "'groups' names the members already: leave out 'members' and 'top'",
                code="either-or",
            )
        return self
