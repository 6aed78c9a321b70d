"""Where the table of a file stands, where that is not all below its first row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic.config import JsonDict

from briefing.core.problems import Refusal
from briefing.project.declared import Declared, TextField


class RowRange(Declared):
    """The rows of a table, as a person counts them in the file."""

    first: int | None = Field(default=None, ge=1)
    """The first row of data, where it is not the next below the headers."""
    last: int | None = Field(default=None, ge=1)
    """The last row of data; without it the table ends where the file or its notes do."""

    def __str__(self) -> str:
        """``8 to 120``, ``from 8``, ``to 120``."""
        if self.first and self.last:
            return f"{self.first} to {self.last}"
        return f"from {self.first}" if self.first else f"to {self.last}"


class SplitColumn(Declared):
    """A column that packs several keys into one text: ``A,RCY,THS_T,AT``."""

    column: TextField
    """Header of the column: ``freq,unit,geo\\TIME_PERIOD``."""
    into: list[TextField] = Field(min_length=2)
    """Headers of the keys, in their order: ``[freq, unit, geo]``; used everywhere else."""
    by: str = Field(default=",", min_length=1)
    """What stands between the keys."""

    def __str__(self) -> str:
        """The headers that it is split into, with what stands between."""
        return self.by.join(self.into)


def _rows(value: object) -> object:
    """A whole number, or a list of two."""
    is_pair = isinstance(value, list | tuple) and len(value) == 2  # noqa: PLR2004
    if is_pair or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise Refusal("a row is wanted, or the first and last of several: [3, 4]", code="wrong-type")


def _checked(value: int | tuple[int, int]) -> int | tuple[int, int]:
    first, last = value if isinstance(value, tuple) else (value, value)
    if not 1 <= first <= last:
        raise Refusal("rows are counted from 1, the first before the last", code="out-of-range")
    return value


HeaderField = Annotated[
    int | tuple[int, int],
    BeforeValidator(_rows, json_schema_input_type=int | tuple[int, int]),
    AfterValidator(_checked),
]
"""Row of the headers, or the first and the last of several."""


def left_to_recognition(*keys: str) -> Callable[[JsonDict], None]:
    """Keys that a user may leave out, since recognition of the file adds them."""

    def change(schema: JsonDict) -> None:
        required = schema["required"]
        assert isinstance(required, list)
        schema["required"] = [one for one in required if one not in keys]
        if not schema["required"]:
            del schema["required"]

    return change
