"""How strictly the data are held to agree with themselves, and which doubted values are right."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, Field

from briefing.core.problems import Refusal
from briefing.project.declared import Declared, PeriodField, TextField


def _as_share(value: object) -> Fraction:
    """``2%`` or ``0.02``."""
    text = str(getattr(value, "text", value)).strip()
    try:
        return Fraction(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        raise Refusal(f"'{text}' is no share; write 2% or 0.02", code="no-share") from None


class PartsAddUp(Declared):
    """The members of a dimension add to the printed total."""

    tolerance: Annotated[
        Fraction, BeforeValidator(_as_share, json_schema_input_type=str | float)
    ] = Fraction(2, 100)
    """How far they may lie apart, as a share of the total: ``2%``."""


class DatasetCheck(Declared):
    """A check of the data against themselves."""

    parts_add_up: PartsAddUp
    """Parts and total; runs with 2% where nothing is declared."""


class Accepted(Declared):
    """A value that a check doubts, and that somebody looked at and found right.

    It is told once no check doubts the value any more.
    """

    series: str
    """Key of the series."""
    period: PeriodField
    """The period of the value."""
    member: TextField | None = None
    """The member of the dimension; the total has a name too."""
    reason: str
    """Why it is right, with a source."""


class AcceptedFinding(Declared):
    """Warnings that somebody looked at and lets stand: they are told as accepted, and fail no check.

    What would mislead or cannot be used is never accepted so. It is told once nothing is found any more.
    """

    code: str = Field(examples=["naked-number"])
    """The code at the end of the message: ``naked-number``."""
    at: str = Field(examples=["config/schools.yaml", "data/*.csv"])
    """Where: a file, with ``*`` for any text, as the message names it: ``data/*.csv``; after a colon the line,
    or the keys of YAML: ``config/schools.yaml:sections.0.text``."""
    says: str = Field(default="", examples=["fell"])
    """Words that the message has, where not all of that code there are meant: ``fell``."""
    reason: str = Field(min_length=1, examples=["The caption quotes the minister."])
    """Why it may stand."""
    until: dt.date | None = Field(default=None, examples=["2026-06-30"])
    """The last day on which it is accepted; for good where left out."""
