"""Plain numbers, read quickly: what most cells hold, digits with at most a sign and a point.

Whatever is not sure to be that is left to the reader of numbers
(:mod:`briefing.language.notation`); what is read here is the same fact as that one would make.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from briefing.core.budgets import Budget
from briefing.core.fact import Cell, Fact
from briefing.core.period import Period
from briefing.core.quantity import Quantity
from briefing.core.reference import Reference
from briefing.core.spot import Spot
from briefing.core.status import Status
from briefing.core.unit import Unit
from briefing.data.grid import Grid, tidy
from briefing.data.number_notation import NumberNotation
from briefing.data.raw_observation import RawObservation
from briefing.project.project_schema import DatasetConfig, SeriesColumns

_MOST_DIGITS = 30
_WHOLE = re.compile(r"-?\d{1,30}", re.ASCII)
_DECIMAL = re.compile(r"(-?\d{1,15})\.(\d{1,15})", re.ASCII)
_POWERS = tuple(10**power for power in range(_MOST_DIGITS + 1))
_STEPS_BELOW = tuple(Fraction(1, one) for one in _POWERS)
_STEPS_ABOVE = tuple(Fraction(one) for one in _POWERS)


@dataclass(slots=True)
class PlainCells:
    """Reads the plain cells of one series, of all its members."""

    grid: Grid
    source: str
    declared: SeriesColumns
    reference: Reference
    notation: NumberNotation
    tokens: Collection[str]
    """Texts with a declared meaning: ``-999``."""
    unit: Unit = field(init=False)
    _headers: Mapping[int, str] = field(init=False)
    _periods: dict[int, tuple[Period, str]] = field(init=False, default_factory=dict)
    _members: dict[str | None, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """What is the same for all cells."""
        self.unit = Unit(self.declared.unit, self.declared.of)
        self._headers = {index: tidy(one) for index, one in enumerate(self.grid.headers)}

    @classmethod
    def of(
        cls,
        grid: Grid,
        config: DatasetConfig,
        reference: Reference,
        notation: NumberNotation,
        tokens: Collection[str],
    ) -> PlainCells | None:
        """The reader of a series; ``None`` where its cells cannot be read without looking at more."""
        declared = config.series[reference.series]
        has_errors = any(one is not None for one in (declared.se, declared.moe, declared.ci))
        if Budget.DIGITS.most < _MOST_DIGITS or declared.range is not None or has_errors:
            return None
        return cls(grid, config.source, declared, reference, notation, tokens)

    def number(self, text: str, *, is_stored: bool) -> tuple[Fraction, Fraction] | None:
        """The value of a text and what its last significant digit counts; ``None`` for no plain one.

        ``is_stored`` says that the file holds a number, whose text has a decimal point.
        """
        if text in self.tokens:
            return None
        if is_stored and self.unit.is_percent:
            text = text.removesuffix("%")
        if _WHOLE.fullmatch(text):
            zeros = 0 if self.unit.is_percent else _zeros(text)
            found = Fraction(int(text)), _STEPS_ABOVE[zeros]
        elif (match := _DECIMAL.fullmatch(text)) and (is_stored or self.notation.decimal == "."):
            below = len(match[2])
            found = Fraction(int(match[1] + match[2]), _POWERS[below]), _STEPS_BELOW[below]
        else:
            return None
        return found if self.declared.precision is None else (found[0], self.declared.precision)

    def fact(self, raw: RawObservation, number: tuple[Fraction, Fraction], status: Status) -> Fact:
        """The fact of a cell that holds a plain number."""
        place = raw.row.number, raw.column
        return self.fact_at(raw.member, raw.period, place, raw.text, number, status)

    def fact_at(
        self,
        member: str | None,
        period: Period,
        place: tuple[int, int],
        text: str,
        number: tuple[Fraction, Fraction],
        status: Status,
    ) -> Fact:
        """The same, of a cell by the number of its row and its column, from 0."""
        declared = self.declared
        row, column = place
        origin = Cell(
            Spot(self.grid.path, self.grid.sheet, row, column + 1),
            self.grid.sha256,
            self._headers.get(column, ""),
            text,
            self.source,
            declared.definition,
        )
        return Fact(
            f"{self._before_period(member)}{self._code(period)}]",
            declared.title,
            Quantity.printed(*number, self.unit, status),
            period,
            origin,
            member,
            measure=declared.title,
            digits=declared.digits,
            series=self.reference.measure,
        )

    def _before_period(self, member: str | None) -> str:
        """What the name of a fact begins with: ``trade.imports[China,``."""
        if (known := self._members.get(member)) is None:
            whole = replace(self.reference, member=member or None)
            known = whole.before_period()
            self._members[member] = known
        return known

    def _code(self, period: Period) -> str:
        """The code of a period; one that stands in many rows is one object."""
        known = self._periods.get(id(period))
        if known is None:
            known = self._periods[id(period)] = period, str(period)
        return known[1]


def _zeros(text: str) -> int:
    """How many zeros at the end of a whole number are not significant; none of zero itself."""
    digits = text.removeprefix("-")
    return len(digits) - len(digits.rstrip("0")) if digits.strip("0") else 0
