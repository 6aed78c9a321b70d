"""The table of calculators: the first key of a metric in YAML, and what computes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from briefing.analysis.metrics import growth, levels, structure
from briefing.analysis.metrics.formula import Formula
from briefing.core.parameters import SignatureSchema, json_schema_of
from briefing.core.period import Period
from briefing.core.plugins import Registry
from briefing.core.series import Panel, Series


class Calculator(Protocol):
    """Computes one kind of metric; plug-ins add to the group ``briefing.calculators``."""

    def __call__(
        self, operand: Series | Panel | tuple[Series, ...], period: Period, /, **parameters: object
    ) -> Formula:
        """The formula of the figure at a period, over facts of what it is computed from.

        The signature is the schema of its YAML: the first parameter's type says what it takes, those
        after ``*`` are keys, with their words below ``Args:``. Raises
        :class:`~briefing.analysis.metrics.formula.NoFact` where the period has no figure, and
        :class:`~briefing.analysis.metrics.formula.Misuse` where it makes no sense at any.
        """


CALCULATORS: Registry[Formula] = Registry(
    "briefing.calculators",
    {
        "value": levels.value,
        "total": levels.total,
        "sum": levels.sum_over,
        "mean": levels.mean,
        "median": levels.median,
        "moving_average": levels.moving_average,
        "difference": levels.difference,
        "ratio": levels.ratio,
        "per": levels.per,
        "gap": levels.gap,
        "change": growth.change,
        "growth_rate": growth.growth_rate,
        "index": growth.index,
        "contribution": growth.contribution,
        "share": structure.share,
        "rank": structure.rank,
        "concentration": structure.concentration,
    },
)
FORMULA = "formula"
"""The one kind that names its operands inside its text; the stage itself computes it."""
FORMULA_LINE = (
    "A formula over metrics and series, such as 'exports / production'; units are checked."
)
_FORMULA_SCHEMA: SignatureSchema = {
    "operand": {
        "type": "string",
        "description": FORMULA_LINE,
        "examples": ["exports / production"],
    },
    "properties": {
        "across": {
            "type": "boolean",
            "description": "Whether unlike figures may be combined; all are then printed: ``true``.",
            "examples": [True],
        }
    },
    "required": [],
}


def calculators() -> Mapping[str, str]:
    """Each calculator with a line on what it computes."""
    return {**CALCULATORS.first_lines(), FORMULA: FORMULA_LINE}


def calculator_schemas() -> dict[str, SignatureSchema]:
    """The parameters of each calculator as JSON Schema."""
    return {
        **{name: json_schema_of(item) for name, item in CALCULATORS.items()},
        FORMULA: _FORMULA_SCHEMA,
    }
