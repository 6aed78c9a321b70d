"""Attributes that SDMX-CSV and its kin put beside each value: multiplier, decimals, status.

``UNIT_MULT`` is the power of ten that a value is multiplied by (SDMX *Content-Oriented Guidelines*,
concept UNIT_MULT), ``DECIMALS`` how many decimals it has, ``OBS_STATUS`` its status.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from briefing.core.problems import ProblemLog, Severity
from briefing.core.unit_codes import SCALES, scale_of
from briefing.data.grid import tidy
from briefing.data.layout import Layout
from briefing.data.raw_observation import RawObservation
from briefing.project.project_schema import DatasetConfig, StatusRule

_MULTIPLIER = frozenset({"unit_mult", "unit_multiplier", "unit multiplier"})
_DECIMALS = frozenset({"decimals"})
_STATUS = frozenset({"obs_status", "obs_flag"})
_POWERS = {"kt": 3, "Mt": 6, "Gt": 9}


def attribute_columns(headers: Collection[str]) -> dict[str, str]:
    """The headers of attributes among those of a file, by what they say."""
    found: dict[str, str] = {}
    for header in headers:
        name = tidy(header).partition(":")[0].casefold()
        for what, names in (("mult", _MULTIPLIER), ("decimals", _DECIMALS), ("status", _STATUS)):
            if name in names:
                found.setdefault(what, tidy(header))  # the code stands before its label
    return found


def with_status_column(config: DatasetConfig, headers: Collection[str]) -> DatasetConfig:
    """The config with a rule for the column of statuses, where it names no rule for one itself."""
    header = attribute_columns(headers).get("status")
    if header is None or any(rule.column is not None for rule in config.status):
        return config
    return config.model_copy(update={"status": [StatusRule(column=header), *config.status]})


@dataclass(frozen=True, slots=True)
class RowAttributes:
    """What the attributes of a row say of its values."""

    layout: Layout
    powers: Mapping[str, int]
    """By series, the power of ten that its declared unit stands for."""
    mult: int | None
    decimals: int | None

    @classmethod
    def of(
        cls, layout: Layout, observations: Collection[RawObservation], log: ProblemLog
    ) -> RowAttributes | None:
        """The attributes of a table; ``None`` after telling multipliers that fit no unit."""
        headers = attribute_columns(layout.columns.headers)
        index = {
            what: layout.columns.named(header)[0]
            for what, header in headers.items()
            if len(layout.columns.named(header)) == 1
        }
        found = cls(layout, {}, index.get("mult"), index.get("decimals"))
        if found.mult is None:
            return found
        powers = {}
        for name, series in layout.config.series.items():
            mine = [raw for raw in observations if raw.series == name]
            power = found._reference(series.unit, mine)
            if power is None:
                found._refuse(name, series.unit, mine, headers["mult"], log)
                return None
            powers[name] = power
        return cls(layout, powers, found.mult, found.decimals)

    def factor(self, raw: RawObservation) -> Fraction:
        """What to multiply the printed number by to have it in the declared unit."""
        power = self._power(raw)
        if power is None:
            return Fraction(1)
        return Fraction(10) ** (power - self.powers[raw.series])

    def step(self, raw: RawObservation) -> Fraction | None:
        """What the last digit of the printed number counts."""
        number = None if self.decimals is None else _whole(self.layout.cell(raw.row, self.decimals))
        return None if number is None else Fraction(1, 10) ** number

    def _power(self, raw: RawObservation) -> int | None:
        return None if self.mult is None else _whole(self.layout.cell(raw.row, self.mult))

    def _reference(self, unit: str, mine: Collection[RawObservation]) -> int | None:
        """The power that the declared unit stands for: its own, where rows have that or others."""
        powers = {self._power(raw) or 0 for raw in mine}
        own = _POWERS.get(unit, len(str(SCALES.get(scale_of(unit)[0], 1))) - 1)
        if not powers or powers == {0}:
            return 0
        return own if own in powers or own == 0 else None

    def _refuse(
        self,
        name: str,
        unit: str,
        mine: Collection[RawObservation],
        header: str,
        log: ProblemLog,
    ) -> None:
        powers = sorted({self._power(raw) or 0 for raw in mine})
        first = next(iter(mine))
        log.add(
            self.layout.place(first.row, self.mult or 0),
            f"the column {header} says that the values of '{name}' are in units of "
            f"{' and '.join(f'10^{one}' for one in powers)}, and '{unit}' is none of these",
            "declare the unit without its scale, such as 't' for 'kt', or with that of the column",
            Severity.UNUSABLE,
            code="unit-multiplier",
        )


def _whole(text: str) -> int | None:
    """A whole number, also one written ``3: Thousands``."""
    plain = text.partition(":")[0].strip().removesuffix(".0")
    return int(plain) if plain.lstrip("-").isdigit() else None
