"""Where the periods of a data set stand, and how its table writes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from briefing.core.period import Period
from briefing.core.period_notation import month_of, parse_period
from briefing.core.problems import Refusal
from briefing.project.declared import Declared, PeriodField, TextField, as_period


def _as_month(value: object) -> int:
    """``April``, ``Apr`` or ``4``."""
    text = str(getattr(value, "text", value)).strip()
    number = int(text) if text.isdigit() else month_of(text)
    if not number or number > 12:  # noqa: PLR2004
        raise Refusal(f"'{text}' is no month; write April or 4", code="no-month")
    return number


def _as_partial(value: object) -> dict[Period, Period | None]:
    """One period, a list of them, or each with the last month or day that is covered."""
    if isinstance(value, Mapping):
        return {as_period(one): as_period(last) if last else None for one, last in value.items()}
    every = value if isinstance(value, list | tuple) else [value]
    return {as_period(one): None for one in every}


MonthField = Annotated[int, BeforeValidator(_as_month, json_schema_input_type=str | int)]
Partial = Annotated[
    dict[Period, Period | None],
    BeforeValidator(
        _as_partial,
        json_schema_input_type=str | int | list[str | int] | dict[str, str | int | None],
    ),
]


def _of_periods(given: dict[str, str]) -> dict[str, str]:
    for label in given:
        parse_period(label)
    return given


ByPeriodField = Annotated[dict[TextField, TextField], AfterValidator(_of_periods)]
"""A column for each period: ``{2023: MOE 2023}``."""
YearsApartField = Annotated[str, StringConstraints(pattern=r"^([2-9]|[1-9]\d) years$")]
"""How far years lie apart, ``4 years``."""


class PeriodColumns(Declared):
    """Where the periods stand."""

    column: TextField | None = None
    """Header of the column with the period; leave it out where each series names its columns."""
    position: int | None = Field(default=None, ge=1)
    """Number of that column, from 1, where its header repeats or is empty."""
    estimated: list[PeriodField] | Literal["last"] = []
    """Periods whose values are estimates throughout; ``last`` is the last one of the file."""
    provisional: list[PeriodField] = []
    """Periods whose values are provisional throughout."""
    fiscal: bool = False
    """Whether bare years are fiscal years."""
    and_: TextField | None = Field(default=None, alias="and")
    """Header of a second column, with the quarter or month of the year in the first."""
    and_position: int | None = Field(default=None, ge=1)
    """Number of that column, from 1, where its header repeats or is empty."""
    years: Literal["split", "span", "month"] | None = None
    """What two years mean where the column leaves it open, ``2011-12``: ``split`` for 12 months,
    ``span`` for several years, ``month`` for December 2011."""
    dates: Literal["day first", "month first"] | None = None
    """What stands first in ``01/02/2024``, where the column leaves it open."""
    every: (
        Literal["day", "week", "month", "quarter", "half-year", "year", "uneven"]
        | YearsApartField
        | None
    ) = None
    """What a date stands for, or a bare number in the second column; ``4 years`` where the years of
    the file lie apart, such as those of elections, and ``uneven`` where they do so unevenly."""
    starts: MonthField | None = None
    """The month in which 12-month and fiscal years begin: ``April``."""
    partial: Partial | None = None
    """Periods that the figures cover only in part, never compared as whole: ``2025``; or with the
    last month or day that they cover, ``{2025: 2025-03}``. By default, those that were not over
    in the month of publication; ``[]`` for none."""
