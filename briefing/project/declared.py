"""What all config classes share: strictness, and the place in the file of every key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from briefing.core.exact_number import exact_number
from briefing.core.field_texts import texts_below_fields
from briefing.core.period import Period
from briefing.core.period_notation import parse_period
from briefing.core.problems import Place, Refusal

Path = tuple[str | int, ...]
"""Keys and list positions from the top of a YAML file: ``("metrics", "china_share", "of")``."""


class Declared(BaseModel):
    """A block of YAML: unknown keys are refused, nothing changes after reading."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        arbitrary_types_allowed=True,
        defer_build=True,
    )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The schema of the block, each key described by the text below its field.

        The library would read those texts whenever a class is made, at the start of every command.
        """
        schema = handler(core_schema)
        keys = handler.resolve_ref_schema(schema).get("properties", {})
        for name, text in texts_below(cls).items():
            field = cls.model_fields.get(name)
            if field and (key := keys.get(field.alias or name)) is not None:
                key.setdefault("description", text)
        return schema


def texts_below(block: type[Declared]) -> dict[str, str]:
    """The texts right below the fields of a block and of those that it is made from."""
    found: dict[str, str] = {}
    for one in reversed(block.__mro__):
        if issubclass(one, Declared):
            found |= texts_below_fields(one)
    return found


@dataclass(frozen=True, slots=True)
class Places:
    """Where each key and value of one YAML file stands, for messages with line and column."""

    file: str
    """The path as the user knows it."""
    keys: Mapping[Path, Place] = field(default_factory=dict)
    values: Mapping[Path, Place] = field(default_factory=dict)

    def of(self, *path: str | int) -> Place:
        """The value at ``path``, or what encloses it where that is not in the file."""
        return self._nearest(self.values, path)

    def of_key(self, *path: str | int) -> Place:
        """The key at ``path``, or what encloses it where that is not in the file."""
        return self._nearest(self.keys, path)

    def of_text_line(self, line: int, *path: str | int) -> Place:
        """Line ``line`` (from 1) of the text value at ``path``.

        A block text (``|`` or ``>``) begins on the line after its mark; a text within one line
        stays there.
        """
        start = self.of(*path)
        is_block = path in self.blocks
        if not line:
            return start
        return Place(self.file, start.line + line - 1 + is_block, keys=(*path, line))

    blocks: frozenset[Path] = frozenset()
    """The texts that are written as blocks."""

    def _nearest(self, table: Mapping[Path, Place], path: Path) -> Place:
        for length in range(len(path), 0, -1):
            if place := table.get(path[:length]):
                return replace(place, keys=path)
        return Place(self.file, keys=path)


def as_period(value: object) -> Period:
    """A period as YAML has it; raises :class:`Refusal`."""
    return value if isinstance(value, Period) else parse_period(value)


def _as_fraction(value: object) -> Fraction:
    if isinstance(value, Fraction):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise Refusal("a number is wanted", code="wrong-type")
    try:
        return exact_number(str(getattr(value, "text", value)).strip())
    except Refusal:
        raise
    except (ValueError, ZeroDivisionError):
        raise Refusal(f"'{value}' is no number", code="wrong-type") from None


def _as_text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise Refusal("a text is wanted", code="wrong-type")
    return str(getattr(value, "text", value))


PeriodField = Annotated[Period, BeforeValidator(as_period, json_schema_input_type=str | int)]
"""A period: ``2024``, ``FY2024``, ``2024-Q1``, ``2024-03``, ``2020–23``."""
NumberField = Annotated[
    Fraction, BeforeValidator(_as_fraction, json_schema_input_type=int | float | str)
]
"""An exact number, in digits."""
TextField = Annotated[str, BeforeValidator(_as_text, json_schema_input_type=str | int | float)]
"""A text; a bare number is taken as it is written."""
HeadersField = Annotated[
    str, BeforeValidator(_as_text, json_schema_input_type=str | int | float | list[str])
]
"""The text of a header; of a pattern, or of several the first that fits, only the header is left here."""
PathField = Annotated[str, AfterValidator(lambda text: text.replace("\\", "/"))]
"""The path of a file within the project, with slashes, however it was written."""
