"""``config/project.yaml``: what all briefs of a project share: brand, sources, data sets."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field, field_validator, model_validator

from briefing.core.prices import split_prices
from briefing.core.problems import Refusal
from briefing.core.unit import declare_counts
from briefing.core.unit_codes import declare_words
from briefing.project.brand_schema import Brand
from briefing.project.check_schema import Accepted, AcceptedFinding, DatasetCheck
from briefing.project.coded_fields import StatusField, UnitField
from briefing.project.declared import (
    Declared,
    HeadersField,
    NumberField,
    PathField,
    PeriodField,
    TextField,
)
from briefing.project.period_schema import ByPeriodField, PeriodColumns
from briefing.project.price_schema import PricesField
from briefing.project.source_schema import Source
from briefing.project.table_schema import (
    HeaderField,
    RowRange,
    SplitColumn,
    left_to_recognition,
)

Ends = tuple[Fraction | None, Fraction | None]


def _ordered(ends: Ends | None) -> Ends | None:
    if ends and ends[0] is not None and ends[1] is not None and ends[0] > ends[1]:
        raise Refusal("the first of the two must be the least", code="reversed-range")
    return ends


class DimensionColumns(Declared):
    """The column that tells the members of a dimension apart."""

    column: TextField | None = None
    """Header of the column: ``COUNTRY``."""
    position: int | None = Field(default=None, ge=1)
    """Number of the column, from 1, instead of its header."""
    title: str = ""
    """What the dimension is called in a brief; the header where left out."""
    total: TextField | None = None
    """The member that is the printed total: ``World total (rounded)``."""
    rest: list[TextField] = []
    """Members that stand for several and take no rank: ``Other countries``."""
    groups: list[TextField] = []
    """Members that count others once more and are neither ranked nor added: ``EU27``, ``Asia``."""
    members: list[TextField] = []
    """Rows that are members although they look like totals or groups of others."""
    rename: dict[TextField, str] = {}
    """Members under a better name: ``Burma: Burma (Myanmar)``. Footnote digits too."""


class ColumnOf(Declared):
    """A column for one period."""

    column: TextField | None = None
    """Its header."""
    position: int | None = Field(default=None, ge=1)
    """Its number, from 1, instead."""
    status: StatusField | None = None
    """Status of all values in the column, such as ``E`` for an estimated year."""


class StatusRule(Declared):
    """Which values have which status. Give ``column``, or ``code`` with where it holds."""

    column: TextField | None = None
    """A column with a status code for each row."""
    codes: dict[TextField, StatusField] = {}
    """What the codes in that column mean; SDMX codes mean themselves."""
    code: StatusField | None = None
    """The status to set."""
    periods: list[PeriodField] = []
    """Only values of these periods."""
    where: dict[TextField, TextField | list[TextField]] = {}
    """Only rows where a column has this text."""
    mark: str | None = None
    """Only cells with this mark before or after the number: ``e`` in ``e20,000``."""
    series: list[str] = []
    """Only these series."""

    @model_validator(mode="after")
    def _one_way(self) -> StatusRule:
        if (self.column is None) == (self.code is None):
            raise Refusal(
                "a status rule needs either 'column' or 'code'", code="incomplete-status-rule"
            )
        return self


class Correction(Declared):
    """A wrong cell of the source, put right in the open.

    It is an error once the cell no longer holds ``expected``: then the source has mended it, or
    moved, and the correction must be looked at.
    """

    where: dict[TextField, TextField]
    """The row: texts that its columns have."""
    column: TextField | None = None
    """Header of the column of the wrong cell."""
    position: int | None = Field(default=None, ge=1)
    """Number of that column, from 1, where its header repeats."""
    expected: TextField
    """The wrong text as it stands in the file."""
    value: TextField
    """The right text."""
    reason: str
    """Why, with the source of the right value."""


class Token(Declared):
    """What a text that is no number means in this data set. Give one of the first three."""

    status: StatusField | None = None
    """There is no value, for this reason: ``Q`` withheld, ``O`` missing, ``M`` not applicable."""
    value: NumberField | None = None
    """It stands for this number, such as 0 for a dash."""
    bounds: tuple[NumberField | None, NumberField | None] | None = None
    """It stands for something between these ends (``null``: no end)."""
    means: str = ""
    """What a reader should see: ``net exporter``."""

    @field_validator("bounds")
    @classmethod
    def _from_least_to_greatest(cls, ends: Ends | None) -> Ends | None:
        return _ordered(ends)


class SeriesColumns(Declared):
    """One measure: where its values stand, and what they are."""

    model_config = ConfigDict(json_schema_extra=left_to_recognition("title", "unit"))

    title: str
    """Name of the measure in a brief: ``U.S. mine production``."""
    unit: UnitField
    """What the numbers count: ``t``, ``percent``, ``USD/kg``, ``million USD``."""
    of: str | None = None
    """Of what substance, or of what a percentage is: ``REO``, ``GDP``. Amounts of different substances do not add."""
    kind: Literal["flow", "stock", "rate", "price", "index", "balance", "interval"] | None = None
    """What the numbers are, where unit and title do not tell: that decides what may be done with
    them. An amount during a period (flow) or at a moment (stock), a rate, a price, an index, a net
    flow (balance), or degrees on a scale without a true zero (interval)."""
    plural: bool | None = None
    """Whether its title takes a plural verb ("Net exports are"), where its last noun does not tell."""
    prices: PricesField | None = None
    """Of money: ``current``, ``{constant: 2015}``, ``{chained: 2017}``. Where left out, unit and title
    tell. Amounts at different prices are not compared."""
    column: HeadersField | None = None
    """Header of the column of values, or patterns, of which the first that fits counts: ``[Price_US_*, Price_*]``."""
    position: int | None = Field(default=None, ge=1)
    """Number of the column, from 1, where its header repeats or is empty."""
    columns: dict[TextField, TextField | ColumnOf] = {}
    """Period to column, where each period has a column of its own."""
    members: dict[TextField, TextField | ColumnOf] = {}
    """Member to column, where each member has a column of its own."""
    measure: TextField | None = None
    """In a long table: the text in the measure column that picks this series."""
    where: dict[TextField, TextField | list[TextField]] = {}
    """Rows of this series only, beyond the filter of the data set."""
    range: tuple[NumberField | None, NumberField | None] | None = None
    """Least and greatest value that can be: ``[0, 100]`` for a share."""
    moe: TextField | ByPeriodField | None = None
    """Margin of error: a column (for each period where periods have columns of their own) or a
    number. Differences are then judged by it."""
    se: TextField | ByPeriodField | None = None
    """Standard error, in the same way."""
    ci: tuple[TextField, TextField] | None = None
    """Columns of the lower and upper end of the interval of confidence."""
    level: Literal[90, 95, 99] = 95
    """Level of confidence, in percent, of ``moe`` and ``ci``, at which differences are judged."""
    seasonally_adjusted: bool | None = None
    """Whether seasons were taken out; where left out, the title and the values tell."""
    change: Literal["on_period", "on_year"] | None = None
    """What a change is counted from: the period before, or the same period of the year before.
    Where left out, a series with a season is compared with the year before."""
    better: Literal["higher", "lower", ""] = ""
    """Which way is the better one: what "improved" and "worst" say is held against it."""
    precision: NumberField | None = Field(default=None, ge=0)
    """What the last printed digit counts, where trailing zeros do not tell; 0 for exact numbers."""
    tokens: dict[TextField, Token] = {}
    """Texts that are no numbers, for this measure alone: ``E`` for a net exporter."""
    digits: int | None = Field(default=None, ge=0, le=10)
    """Decimals to print; as the source prints where left out."""
    definition: str = ""
    """What it counts and how, where editions differ in that: then they are not compared."""
    breaks: dict[PeriodField, str] = {}
    """Periods from which on it is counted otherwise, with what changed: no change is told across."""
    aliases: list[str] = []
    """Other names that people use for it."""

    @model_validator(mode="before")
    @classmethod
    def _prices_apart_from_the_unit(cls, raw: object) -> object:
        """``unit: constant 2015 US$`` is US$ at prices of 2015."""
        if not isinstance(raw, dict) or not isinstance(raw.get("unit"), str):
            return raw
        unit, told = split_prices(raw["unit"])
        return {"prices": told, **raw, "unit": unit} if told else raw

    @model_validator(mode="after")
    def _one_sampling_error(self) -> SeriesColumns:
        if sum(one is not None for one in (self.moe, self.se, self.ci)) > 1:
            raise ValueError("give one of 'moe', 'se' and 'ci'")
        return self

    @field_validator("range")
    @classmethod
    def _from_least_to_greatest(cls, ends: Ends | None) -> Ends | None:
        return _ordered(ends)


class DatasetConfig(Declared):
    """Observations read from one file of a source; what is left out is recognised from the file."""

    model_config = ConfigDict(json_schema_extra=left_to_recognition("source", "path", "series"))

    source: str
    """Key of the source: the edition in use."""
    path: PathField
    """File within the project: CSV, TSV, Excel, OpenDocument, JSON, Parquet, Arrow, Stata or SPSS, told by its ending."""
    query: str = ""
    """Instead of a path: ``select ... from 'data/trade/*.parquet'``, run by DuckDB; its result is the table."""
    format: (
        Literal[
            "csv",
            "tsv",
            "excel",
            "xls",
            "xlsb",
            "ods",
            "json",
            "json-stat",
            "parquet",
            "arrow",
            "stata",
            "spss",
        ]
        | str
        | None
    ) = None
    """The reader, where the ending does not tell."""
    encoding: str = "utf-8"
    """Text encoding; a byte-order mark is understood anyway."""
    delimiter: str | None = Field(default=None, min_length=1, max_length=1)
    """What separates cells, where it is no comma (CSV) or tab (TSV)."""
    header: HeaderField = 1
    """Row of the headers, from 1, or first and last of several, joined: ``[3, 4]``; rows above are passed over."""
    rows: RowRange = RowRange()
    """The first and last row of data, where rows that are none stand between."""
    split: SplitColumn | None = None
    """A column that packs several keys into one text, and how it comes apart."""
    sheet: str | None = None
    """Sheet of an Excel file; the first where left out."""
    records: str | None = None
    """Dotted path to the list of rows within a JSON file."""
    decimal: Literal[".", ","] | None = None
    """Decimal mark; the other of the two separates thousands. Where left out, the numbers of a
    column tell, and what they leave open is asked for."""
    rename: dict[TextField, str] = {}
    """Headers under a better name: found text to new name, used everywhere else."""
    where: dict[TextField, TextField | list[TextField]] = {}
    """Rows to read: columns and the text (or one of the texts) that they have."""
    period: PeriodColumns | PeriodField | None = None
    """Where the periods stand; or the one period of all rows."""
    dimension: DimensionColumns | TextField | None = None
    """The column that tells members apart, such as a country; a block with ``title`` alone where
    members have columns of their own."""
    total: TextField | None = None
    """The member that is the printed total (short for ``dimension: {total: ...}``)."""
    measure: TextField | None = None
    """In a long table: the column that names the measure."""
    value: TextField | None = None
    """In a long table: the column of values."""
    notes: TextField | None = None
    """Column with notes to the row, carried along with its values."""
    status: list[StatusRule] = []
    """Which values are estimated, provisional and so on."""
    tokens: dict[TextField, Token] = {}
    """Texts that are no numbers, beyond the usual ones (``W``, ``NA``, ``XX``, ...)."""
    corrections: list[Correction] = []
    """Wrong cells put right, with reasons."""
    checks: list[DatasetCheck] = []
    """How strictly the data are held to agree with themselves."""
    accepted: list[Accepted] = []
    """Values that a check doubts and that are right, with reasons."""
    series: dict[str, SeriesColumns] = Field(min_length=1)
    """The measures by the names that briefs use, or by patterns of headers: ``"Price_*": {kind: price}``."""
    resource: str | None = None
    """Of a data package as ``path``: the name of its table; its only one where left out."""
    described_by: PathField = ""
    """The metadata that came with the file; the program fills it in."""
    not_taken: list[str] = []
    """Headers that no pattern takes; the program fills it in."""
    not_here: list[str] = []
    """Measures, and patterns of them, that may have no column in this file; the program fills it in."""
    editions: dict[str, dict[str, object] | None] = {}
    """Further editions, by the key of their source: what differs from the keys above."""

    @property
    def files(self) -> tuple[str, ...]:
        """The file of the data, and that of the metadata which describe it."""
        return tuple(path for path in (self.path, self.described_by) if path)


class CountWords(Declared):
    """Words for things that a project counts: households, beds, visits."""

    one: str
    """One of them: ``household``."""
    many: str
    """Several: ``households``."""
    short: str = ""
    """For tables and axes; the word for several where left out."""
    per: int = Field(default=1, ge=1)
    """Of how many of them rates are told: 100000 for burglaries per 100,000 households. 1, 10, 100, ..."""

    @field_validator("per")
    @classmethod
    def _is_a_power_of_ten(cls, size: int) -> int:
        if str(size).rstrip("0") != "1":
            raise Refusal(f"'per' is 1, 10, 100, 1000, ..., not {size}", code="unfit-parameter")
        return size


class ProjectConfig(Declared):
    """All that the briefs of a project share."""

    name: str = ""
    """Name of the project."""
    locale: str = "en_US"
    """How numbers and dates are written."""
    brand: Brand = Brand()
    """The house that publishes."""
    units: dict[str, CountWords] = Field(default={}, validate_default=True)
    """Things that the project counts, by the name that ``unit:`` then takes: ``household: {one:
    household, many: households, per: 100000}``."""
    sources: dict[str, Source] = {}
    """Publications by key."""
    datasets: dict[
        str,
        Annotated[
            DatasetConfig,
            BeforeValidator(lambda block: block, json_schema_input_type=DatasetConfig | str),
        ],
    ] = {}
    """Data sets by the names that briefs use; a path alone where the file tells the rest."""
    accepted: list[AcceptedFinding] = []
    """Warnings that are let stand in all briefs, each with its reason."""

    @field_validator("units")
    @classmethod
    def _are_units_from_here_on(cls, units: dict[str, CountWords]) -> dict[str, CountWords]:
        declare_counts({name: one.per for name, one in units.items()})
        declare_words({word: name for name, one in units.items() for word in (one.one, one.many)})
        return units

    @property
    def unit_words(self) -> dict[str, tuple[str, str, str]]:
        """The words of its own units: one, many, short."""
        return {
            name: (words.one, words.many, words.short or words.many)
            for name, words in self.units.items()
        }
