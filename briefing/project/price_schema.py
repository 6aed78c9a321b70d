"""``prices:`` of a series in YAML: ``current``, ``{constant: 2015}``, ``{chained: 2017}``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, InstanceOf

from briefing.core.prices import Prices
from briefing.core.problems import Refusal


def _as_prices(value: object) -> object:
    """``current``, ``constant``, ``{constant: 2015}`` as prices."""
    kind, base = (
        next(iter(value.items())) if isinstance(value, dict) and len(value) == 1 else (value, "")
    )
    if kind not in {"current", "constant", "chained"} or isinstance(base, dict | list):
        return value
    return Prices(kind, str(base or ""), reason="the config says so")


def _is_prices(value: object) -> Prices:
    if isinstance(value, Prices):
        return value
    raise Refusal(
        "prices are 'current', 'constant' or 'chained', with their base: {constant: 2015}",
        code="unfit-parameter",
    )


_PRICES_SCHEMA = (
    Literal["current", "constant", "chained"] | dict[Literal["constant", "chained"], int | str]
)
PricesField = Annotated[
    InstanceOf[Prices],
    BeforeValidator(lambda raw: _is_prices(_as_prices(raw)), json_schema_input_type=_PRICES_SCHEMA),
]
