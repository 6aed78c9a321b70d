"""A grid to raw observations: where each value of each series stands, by the declared layout.

Three layouts: a row for each period with a column for each measure (wide), a row for each member
with a column for each period, and a row for each value (long).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.core.period import Frequency, Period
from briefing.core.period_notation import parse_period
from briefing.core.problems import Place, ProblemLog, Severity, Subject, suggest
from briefing.core.status import Status
from briefing.data.grid import Columns, Grid, Row, tidy
from briefing.project.declared import Places
from briefing.project.project_schema import (
    ColumnOf,
    DatasetConfig,
    DimensionColumns,
    PeriodColumns,
    SeriesColumns,
)

_ESTIMATED = ("_estimated", "_estimate", " (estimated)", "e")


@dataclass(frozen=True, slots=True)
class RawObservation:
    """A cell that holds a value of a series, before the value is read."""

    series: str
    member: str | None
    period: Period
    row: Row
    column: int
    """Index of the column, from 0."""
    status: Status | None = None
    """What the column or the period's text says."""

    @property
    def text(self) -> str:
        """The cell as printed; empty where the row is too short."""
        return self.row.cells[self.column] if self.column < len(self.row.cells) else ""


class Layout:
    """Finds the columns that a data set names, and walks its rows."""

    def __init__(
        self, name: str, config: DatasetConfig, grid: Grid, places: Places, log: ProblemLog
    ) -> None:
        self.name, self.config, self.grid = name, config, grid
        self.places, self.log = places, log
        self.columns = Columns.of(grid.headers, config.rename)
        self.failed = False

    def observations(self) -> list[RawObservation]:
        """All cells of all series, in the order of the file; problems go to the log."""
        rows = self._rows(self.grid.rows, self.config.where, ("where",))
        found: list[RawObservation] = []
        dimension = self._dimension()
        period = self._period_column()
        for name, series in self.config.series.items():
            mine = self._rows(rows, series.where, ("series", name, "where"))
            if series.measure is not None:
                mine = self._measured(mine, series.measure, name)
            for column, when, status in self._columns_of(name, series):
                for row in mine:
                    found.extend(
                        self._observation(name, row, column, when or period, status, dimension)
                    )
        return [] if self.failed else found

    def column(self, header: str | None, position: int | None, *path: str | int) -> int | None:
        """Index of a column by header or number; ``None`` after telling what is wrong."""
        if position is not None:
            if position <= len(self.columns.headers):
                return position - 1
            self._tell(
                path,
                f"there is no column {position}: the file has {len(self.columns.headers)}",
                code="unknown-column",
            )
            return None
        wanted = tidy(header or "")
        found = self.columns.positions.get(wanted, ())
        if len(found) == 1:
            return found[0]
        if found:
            numbers = " and ".join(str(one + 1) for one in found)
            self._tell(
                path,
                f"'{wanted}' stands above {len(found)} columns of {self.grid.path}",
                f"name one by 'position': {numbers}",
                code="ambiguous-column",
            )
        else:
            known = [one for one in self.columns.positions if one]
            advice = suggest(wanted, known) or f"columns: {', '.join(known[:12])}"
            self._tell(
                path, f"'{wanted}' is no column of {self.grid.path}", advice, code="unknown-column"
            )
        return None

    def cell(self, row: Row, column: int) -> str:
        """A tidy cell of a row."""
        return tidy(row.cells[column]) if column < len(row.cells) else ""

    def place(self, row: Row, column: int) -> Place:
        """Where a person finds a cell: file, row, column."""
        return Place.of(self.grid.spot(row, column))

    def _tell(
        self, path: tuple[str | int, ...], message: str, advice: str = "", *, code: str
    ) -> None:
        self.failed = True
        self.log.add(self.places.of("datasets", self.name, *path), message, advice, code=code)

    def _rows(
        self,
        rows: tuple[Row, ...],
        where: dict[str, str | list[str]],
        path: tuple[str | int, ...],
    ) -> tuple[Row, ...]:
        for header, wanted in where.items():
            column = self.column(header, None, *path, header)
            if column is None:
                return ()
            texts = {tidy(one) for one in (wanted if isinstance(wanted, list) else [wanted])}
            kept = tuple(row for row in rows if self.cell(row, column) in texts)
            if not kept:
                there = sorted({self.cell(row, column) for row in rows} - {""})
                near = suggest(next(iter(texts)), there)
                listed = ", ".join(f"'{one}'" for one in there[:8])
                self._tell(
                    (*path, header),
                    f"no row of {self.grid.path} has {header} '{' or '.join(sorted(texts))}'",
                    near or f"there is: {listed}",
                    code="no-matching-row",
                )
            rows = kept
        return rows

    def _measured(self, rows: tuple[Row, ...], measure: str, name: str) -> tuple[Row, ...]:
        if self.config.measure is None:
            self._tell(
                ("series", name, "measure"),
                "the data set names no 'measure' column",
                code="incomplete-layout",
            )
            return ()
        wanted: dict[str, str | list[str]] = {self.config.measure: measure}
        return self._rows(rows, wanted, ("series", name, "measure"))

    def _columns_of(
        self, name: str, series: SeriesColumns
    ) -> Iterator[tuple[int, Period | None, Status | None]]:
        path = ("series", name)
        if series.columns:
            for label, target in series.columns.items():
                one = target if isinstance(target, ColumnOf) else ColumnOf(column=target)
                column = self.column(one.column, one.position, *path, "columns", label)
                try:
                    period = self._fiscal(parse_period(label))
                except ValueError as error:
                    self._tell((*path, "columns", label), str(error), code="no-period")
                    continue
                if column is not None:
                    yield column, period, one.status
            return
        header, position = series.column, series.position
        if header is None and position is None:
            header = self.config.value
        if header is None and position is None:
            self._tell(
                path,
                f"'{name}' does not say where its values stand",
                "add 'column:'",
                code="incomplete-layout",
            )
            return
        key = "position" if position else "column"
        column = self.column(header, position, *path, key)
        if column is not None:
            yield column, None, None

    def _dimension(self) -> int | None:
        found = self.config.dimension
        if found is None:
            return None
        if isinstance(found, DimensionColumns):
            return self.column(found.column, found.position, "dimension", "column")
        return self.column(found, None, "dimension")

    def _period_column(self) -> int | Period | None:
        found = self.config.period
        if isinstance(found, Period):
            return found
        if isinstance(found, PeriodColumns) and (found.column or found.position):
            return self.column(found.column, found.position, "period", "column")
        if any(not series.columns for series in self.config.series.values()):
            self._tell(
                ("period",),
                "the data set does not say where its periods stand",
                "add 'period: {column: ...}'",
                code="incomplete-layout",
            )
        return None

    def _observation(
        self,
        name: str,
        row: Row,
        column: int,
        period: Period | int | None,
        status: Status | None,
        dimension: int | None,
    ) -> Iterator[RawObservation]:
        member = None
        if dimension is not None:
            member = self._renamed(self.cell(row, dimension))
            if not member:
                self.log.add(
                    self.place(row, dimension),
                    "the row names no member",
                    severity=Severity.MISLEADING,
                    code="row-without-member",
                    about=self._row(),
                )
                return
        if isinstance(period, int):
            text, place = self.cell(row, period), self.place(row, period)
            try:
                period, said = self._read_period(text)
            except ValueError:
                self.log.add(
                    place,
                    f"'{text}' is no period",
                    severity=Severity.MISLEADING,
                    code="no-period",
                    about=self._row(member),
                    cell=text,
                )
                return
            status = status or said
        if period is not None:
            yield RawObservation(name, member, period, row, column, status)

    def _row(self, member: str | None = None) -> tuple[Subject, ...]:
        """The values of every series that a row would hold."""
        return tuple(Subject(f"{self.name}.{one}", member) for one in self.config.series)

    def _read_period(self, text: str) -> tuple[Period, Status | None]:
        for ending in _ESTIMATED:
            if text.endswith(ending) and text[:4].isdigit():
                return self._fiscal(parse_period(text.removesuffix(ending))), Status.ESTIMATED
        return self._fiscal(parse_period(text)), None

    def _fiscal(self, period: Period) -> Period:
        declared = self.config.period
        is_fiscal = isinstance(declared, PeriodColumns) and declared.fiscal
        if is_fiscal and period.frequency is Frequency.ANNUAL:
            return Period(Frequency.FISCAL, period.year)
        return period

    def _renamed(self, member: str) -> str:
        declared = self.config.dimension
        rename = declared.rename if isinstance(declared, DimensionColumns) else {}
        return rename.get(member, member)
