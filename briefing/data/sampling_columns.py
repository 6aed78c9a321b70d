"""Sampling errors beside values: from the columns or numbers that a series declares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from briefing.core.period import Period
from briefing.core.period_notation import parse_period
from briefing.core.problems import ProblemLog, Severity
from briefing.core.sampling import SamplingError
from briefing.core.unit import Unit
from briefing.data.grid import tidy
from briefing.data.layout import Layout
from briefing.data.raw_observation import RawObservation
from briefing.language.notation import NotationError, parse_number
from briefing.project.project_schema import SeriesColumns

_Where = Fraction | int | None
"""The same number for all, the index of a column, or nowhere."""


@dataclass(frozen=True)
class SamplingColumns:
    """The sampling error of each value of one series."""

    series: str
    declared: SeriesColumns
    layout: Layout
    decimal: str
    log: ProblemLog

    def error_of(self, raw: RawObservation) -> SamplingError | None:
        """The sampling error that the source gives for a value; ``None`` where it gives none."""
        declared = self.declared
        if declared.ci is not None:
            low, high = (self._number(raw, column) for column in self._ends)
            if low is None or high is None:
                return None
            return SamplingError.of_margin((high - low) / 2, declared.level)
        where = self._columns.get(raw.period, self._columns.get(None))
        size = where if isinstance(where, Fraction) else self._number(raw, where)
        if size is None:
            return None
        if declared.se is not None:
            return SamplingError(abs(size), declared.level)
        return SamplingError.of_margin(size, declared.level)

    @cached_property
    def _ends(self) -> tuple[int | None, int | None]:
        low, high = self.declared.ci or ("", "")
        at = ("series", self.series, "ci")
        return self.layout.column(low, None, *at, 0), self.layout.column(high, None, *at, 1)

    @cached_property
    def _columns(self) -> Mapping[Period | None, _Where]:
        """Where the errors stand: by period, or in one place for all (``None``)."""
        key = "se" if self.declared.se is not None else "moe"
        given = self.declared.se if key == "se" else self.declared.moe
        if given is None:
            return {}
        if isinstance(given, dict):
            return {
                parse_period(label): self.layout.column(
                    header, None, "series", self.series, key, label
                )
                for label, header in given.items()
            }
        if not self.layout.columns.named(given):
            try:
                return {None: Fraction(given.replace(",", ""))}
            except ValueError:
                pass
        return {None: self.layout.column(given, None, "series", self.series, key)}

    def _number(self, raw: RawObservation, column: int | None) -> Fraction | None:
        if column is None or isinstance(column, Fraction):
            return None
        text = self.layout.cell(raw.row, column).lstrip("±+/- ")
        try:
            read = parse_number(tidy(text), unit=Unit(self.declared.unit), decimal=self.decimal)
        except NotationError as error:
            self.log.add(
                self.layout.place(raw.row, column),
                f"'{text}' is no sampling error: {error}",
                "",
                Severity.MISLEADING,
                code="unreadable-sampling-error",
            )
            return None
        return read.quantity.value
