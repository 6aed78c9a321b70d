"""A grid to raw observations: where each value of each series stands, by the declared layout.

Three layouts: a row for each period with a column for each measure (wide), a row for each member
with a column for each period, and a row for each value (long).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefing.core.cumulative import why_no_period
from briefing.core.frequency import Frequency
from briefing.core.period import Period
from briefing.core.period_column import PeriodColumn, PeriodRules
from briefing.core.period_notation import readings
from briefing.core.problems import Place, ProblemLog, Severity, Subject, suggest
from briefing.data.grid import Columns, Grid, Row, tidy
from briefing.data.member_notes import spelled_names, split_note
from briefing.data.missing_columns import cause_of, is_told_once, listed, words_of
from briefing.data.observed_columns import Observing
from briefing.data.raw_observation import RawObservation, Target
from briefing.data.row_periods import RowPeriods, read_marked, row_periods, rules_of
from briefing.data.text_rows import TextRows
from briefing.project.declared import Places
from briefing.project.period_schema import PeriodColumns
from briefing.project.project_schema import (
    ColumnOf,
    DatasetConfig,
    DimensionColumns,
    SeriesColumns,
)

_MOST_NAMED = 12
"""How many columns of one name a message tells."""


class Layout:
    """Finds the columns that a data set names, and walks its rows."""

    def __init__(
        self, name: str, config: DatasetConfig, grid: Grid, places: Places, log: ProblemLog
    ) -> None:
        self.name, self.config, self.grid = name, config, grid
        self.places, self.log = places, log
        self.columns = Columns.of(grid.headers, config.rename)
        self._spelled = spelled_names(config)
        self.has_noted_members = False
        """Whether a name carried the mark of a note, which its values take along."""
        self._names: int | None = None
        """The column of the members, where rows have them."""
        self.failed = False
        self.is_misread = False
        """Whether the file is read in another way than it is written: all else follows from that."""
        self._missing: dict[tuple[str | int, ...], str] | None = None

    def observations(self) -> Sequence[RawObservation]:
        """All cells of all series, in the order of the file; problems go to the log."""
        self._missing = {}
        rows = self._rows(self.grid.rows, self.config.where, ("where",))
        found: list[RawObservation] = []
        self._names = dimension = self._dimension()
        period = self._periods(rows)
        whole = self.grid.rows
        columns = Observing(whole.table, self._renamed) if isinstance(whole, TextRows) else None
        for name, series in self.config.series.items():
            mine = self._rows(rows, series.where, ("series", name, "where"))
            if series.measure is not None:
                mine = self._measured(mine, series.measure, name)
            for target in self._columns_of(name, series):
                rest: Iterable[Row] = mine
                if columns is not None and isinstance(mine, TextRows):
                    rest = (mine[one] for one in columns.add(name, mine, target, period, dimension))
                for row in rest:
                    found.extend(self._observation(name, row, target, period, dimension))
        missing, self._missing = self._missing, None
        self._tell_missing(missing)
        if self.failed:
            return []
        return found if columns is None else columns.found()

    def column(
        self,
        header: str | None,
        position: int | None,
        *path: str | int,
        when: Period | None = None,
    ) -> int | None:
        """Index of a column by header or number; ``None`` after telling what is wrong.

        A column of the period ``when`` is found by what its header is read as, too: by the date
        that a workbook has there.
        """
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
        if not found and when is not None:
            found = self._columns_for(wanted, when)
        if len(found) == 1:
            return found[0]
        if found:
            numbers = " and ".join(str(one + 1) for one in found[:_MOST_NAMED])
            numbers += " ..." * (len(found) > _MOST_NAMED)
            self._tell(
                path,
                f"'{wanted}' stands above {len(found)} columns of {self.grid.path}",
                f"name one by 'position': {numbers}",
                code="ambiguous-column",
            )
        elif self._missing is not None:
            self._missing[path] = wanted
        else:
            self._tell_missing({path: wanted})
        return None

    def _tell_missing(self, missing: Mapping[tuple[str | int, ...], str]) -> None:
        """Say that headers are not there: why, where they have a cause in common, once."""
        wanted = [*dict.fromkeys(missing.values())]
        known = [one for one in self.columns.positions if one]
        cause = cause_of(wanted, self.grid, self.config) if wanted else ""
        if cause or is_told_once(wanted, known):
            self.is_misread = True
            words, advice = words_of(wanted, self.grid.path), cause or listed(known)
            self._tell(next(iter(missing)), words, advice, code="unknown-column")
            return
        for path, one in missing.items():
            advice = suggest(one, known) or listed(known)
            self._tell(path, words_of([one], self.grid.path), advice, code="unknown-column")

    def _columns_for(self, wanted: str, when: Period) -> tuple[int, ...]:
        """Columns whose header is another writing of the wanted period: ``2024-01-01`` for 2024."""
        headers = [one for one in self.columns.positions if one]
        written = [one for one in headers if readings(one)]
        read, _ = read_marked(written, rules_of(self.config.period))
        if when not in {*read_marked([wanted], PeriodRules())[0].periods.values()}:
            return ()
        same = [header for header, period in read.periods.items() if period == when]
        days = {
            header: day.last_day
            for header in written
            for day in readings(header).values()
            if day.frequency is Frequency.DAILY
        }
        same = same or [
            header for header, day in days.items() if day in {when.first_day, when.last_day}
        ]
        return tuple(index for header in same for index in self.columns.positions[header])

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
        rows: Sequence[Row],
        where: dict[str, str | list[str]],
        path: tuple[str | int, ...],
    ) -> Sequence[Row]:
        for header, wanted in where.items():
            column = self.column(header, None, *path, header)
            if column is None:
                return rows[:0]
            texts = {tidy(one) for one in (wanted if isinstance(wanted, list) else [wanted])}
            kept: Sequence[Row]
            if isinstance(rows, TextRows):
                kept = rows.where(column, texts)
            else:
                kept = tuple(row for row in rows if self.cell(row, column) in texts)
            if not kept:
                there = sorted(self._texts(rows, column) - {""})
                near = suggest(next(iter(texts), ""), there)
                listed = ", ".join(f"'{one}'" for one in there[:8])
                self._tell(
                    (*path, header),
                    f"no row of {self.grid.path} has {header} '{' or '.join(sorted(texts))}'",
                    near or f"there is: {listed}",
                    code="no-matching-row",
                )
            rows = kept
        return rows

    def _texts(self, rows: Sequence[Row], column: int) -> set[str]:
        """The texts of a column."""
        if isinstance(rows, TextRows):
            return set(rows.texts(column))
        return {self.cell(row, column) for row in rows}

    def _measured(self, rows: Sequence[Row], measure: str, name: str) -> Sequence[Row]:
        if self.config.measure is None:
            self._tell(
                ("series", name, "measure"),
                "the data set names no 'measure' column",
                code="incomplete-layout",
            )
            return rows[:0]
        wanted: dict[str, str | list[str]] = {self.config.measure: measure}
        return self._rows(rows, wanted, ("series", name, "measure"))

    def _columns_of(self, name: str, series: SeriesColumns) -> Iterator[Target]:
        path = ("series", name)
        if series.columns:
            labels = self._labels(name, list(series.columns))
            for label, target in series.columns.items():
                one = target if isinstance(target, ColumnOf) else ColumnOf(column=target)
                when = labels.periods.get(label)
                column = self.column(one.column, one.position, *path, "columns", label, when=when)
                if column is not None and when is not None:
                    yield Target(column, when, one.status)
            return
        if series.members:
            for member, target in series.members.items():
                one = target if isinstance(target, ColumnOf) else ColumnOf(column=target)
                column = self.column(one.column, one.position, *path, "members", member)
                if column is not None:
                    yield Target(column, None, one.status, tidy(member))
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
            yield Target(column)

    def _dimension(self) -> int | None:
        found = self.config.dimension
        if found is None:
            return None
        if isinstance(found, DimensionColumns):
            if not (found.column or found.position) and all(
                series.members for series in self.config.series.values()
            ):
                return None
            return self.column(found.column, found.position, "dimension", "column")
        return self.column(found, None, "dimension")

    def _labels(self, name: str, labels: list[str]) -> PeriodColumn:
        """The periods that a series names its columns by; what is none, or unclear, is told."""
        read, _ = read_marked(labels, rules_of(self.config.period))
        for label in read.unread:
            message, advice = why_no_period(label)
            self._tell(("series", name, "columns", label), message, advice, code="no-period")
        if read.doubt:
            self._ask(read, ("series", name, "columns"), "")
        return read

    def _periods(self, rows: Sequence[Row]) -> RowPeriods | Period | None:
        """Where the periods of rows stand, read; or the one period of all rows."""
        found = self.config.period
        if isinstance(found, Period):
            return found
        if isinstance(found, PeriodColumns) and (found.column or found.position):
            column = self.column(found.column, found.position, "period", "column")
            has_part = found.and_ is not None or found.and_position is not None
            where = ("period", "and" if found.and_ else "and_position")
            part = self.column(found.and_, found.and_position, *where) if has_part else None
            if column is None or (has_part and part is None):
                return None
            read = row_periods(rows, column, part, found.and_ or "", rules_of(found))
            if read.column.doubt:
                row = next(row for row in rows if read.of(row) is None and read.texts[row.number])
                self._ask(read.column, ("period",), f" ({self.place(row, column)})")
            return read
        if any(not series.columns for series in self.config.series.values()):
            self._tell(
                ("period",),
                "the data set does not say where its periods stand",
                "add 'period: {column: ...}'",
                code="incomplete-layout",
            )
        return None

    def _ask(self, read: PeriodColumn, path: tuple[str | int, ...], where: str) -> None:
        """Say what a column leaves open, with the YAML that settles it."""
        found = self.config.period
        column = found.column if isinstance(found, PeriodColumns) else None
        lead = f"column: {column}, " if column else ""
        keys = " or ".join(f"'period: {{{lead}{key}}}'" for key in read.keys)
        self._tell(path, f"{read.doubt}{where}", f"say which: {keys}", code="unclear-period")

    def _observation(
        self,
        name: str,
        row: Row,
        target: Target,
        period: Period | RowPeriods | None,
        dimension: int | None,
    ) -> Iterator[RawObservation]:
        member = self._renamed(target.member) if target.member is not None else None
        when = target.period or period
        is_blank = not self.cell(row, target.column)
        if dimension is not None and member is None:
            member = self._renamed(self.cell(row, dimension))
            if not member:
                if not is_blank:
                    self._tell_memberless(row, dimension)
                return
        status = target.status
        if isinstance(when, RowPeriods):
            rows, when = when, when.of(row)
            status = status or rows.status_of(row)
            is_nothing = is_blank and not rows.texts[row.number]
            if when is None and not rows.column.doubt and not is_nothing:
                self._tell_unread(row, rows, member)
        if when is not None:
            yield RawObservation(name, member, when, row, target.column, status)

    def _tell_memberless(self, row: Row, dimension: int) -> None:
        self.log.add(
            self.place(row, dimension),
            "the row names no member",
            "write it into every row (of merged cells only the first holds it), or leave the row "
            "out by 'where'",
            severity=Severity.MISLEADING,
            code="row-without-member",
            about=self._row(),
        )

    def _tell_unread(self, row: Row, rows: RowPeriods, member: str | None) -> None:
        """Say that a row's text is no period, and what could be read."""
        text = rows.texts[row.number]
        message, advice = why_no_period(text)
        self.log.add(
            self.place(row, rows.at),
            message,
            advice,
            Severity.MISLEADING,
            code="no-period",
            about=self._row(member),
            cell=text,
        )

    def _row(self, member: str | None = None) -> tuple[Subject, ...]:
        """The values of every series that a row would hold."""
        return tuple(Subject(f"{self.name}.{one}", member) for one in self.config.series)

    def _renamed(self, member: str) -> str:
        declared = self.config.dimension
        rename = declared.rename if isinstance(declared, DimensionColumns) else {}
        if member in rename or member in self._spelled:
            return rename.get(member, member)
        plain, note = split_note(member)
        self.has_noted_members |= bool(note)
        return rename.get(plain, plain)

    def note_of(self, raw: RawObservation) -> str:
        """The note that the name of a row's member points at."""
        if self._names is None or raw.member is None:
            return ""
        name, note = split_note(self.cell(raw.row, self._names))
        return note if name == raw.member or self._renamed(name) == raw.member else ""
