"""Fields that take a code: the status of an observation, and a unit."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from briefing.core.problems import Refusal
from briefing.core.status import Status
from briefing.core.unit import USUAL_CODES, declared_code


def _as_status(value: object) -> Status:
    if isinstance(value, Status):
        return value
    try:
        return Status(str(value))
    except ValueError:
        codes = ", ".join(status.value for status in Status)
        raise Refusal(
            f"'{value}' is no SDMX observation status (one of {codes})", code="unknown-status"
        ) from None


StatusField = Annotated[
    Status,
    BeforeValidator(_as_status),
    WithJsonSchema({"type": "string", "enum": [one.value for one in Status]}),
]
"""A code of SDMX's list of observation statuses."""
UnitField = Annotated[
    str,
    AfterValidator(declared_code),
    WithJsonSchema({"type": "string", "anyOf": [{"enum": [*USUAL_CODES]}, {"pattern": r"\S"}]}),
]
"""A unit, kept as this program writes it: one of the usual codes, or as people write others."""
