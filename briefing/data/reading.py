"""Declared data sets to series and panels of facts, every cell accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from fractions import Fraction

from briefing.core.check import Check
from briefing.core.doing import Doing
from briefing.core.fact import Cell, Fact
from briefing.core.hidden_characters import hidden_in
from briefing.core.interval import Interval
from briefing.core.problems import Place, ProblemLog, Severity, Subject
from briefing.core.quantity import Quantity
from briefing.core.reference import Reference
from briefing.core.series import Dataset, ReadingCount
from briefing.core.status import Status
from briefing.core.unit import Unit
from briefing.core.workspace import Workspace
from briefing.data.after_publication import with_forecasts
from briefing.data.checks.consistency import check_consistency
from briefing.data.checks.disclosure import tell_derivable
from briefing.data.checks.doubted import with_doubts
from briefing.data.column_precision import with_column_precision
from briefing.data.connectors.local_files import read_grid
from briefing.data.corrections import Corrected, corrections_of
from briefing.data.digest import digest_of
from briefing.data.grid import Grid, tidy
from briefing.data.header_units import tell_header_units
from briefing.data.input_files import input_files
from briefing.data.layout import Layout, RawObservation
from briefing.data.measure_notations import notations_of, tell_brackets, tell_mark
from briefing.data.notes_below import note_texts, tell_merged, tell_notes
from briefing.data.number_notation import NumberNotation
from briefing.data.panels import MEMBERLESS, Facts, Measures
from briefing.data.partial import with_partial
from briefing.data.plain_cells import PlainCells
from briefing.data.repeated import Repeated
from briefing.data.row_attributes import RowAttributes, with_status_column
from briefing.data.sampling_columns import SamplingColumns
from briefing.data.statuses import declared_status, may_replace
from briefing.data.undeclared_errors import tell_undeclared_errors
from briefing.data.unsaid_prices import tell_unsaid_prices
from briefing.language.notation import Kind, Meaning, NotationError, Reading, parse_number
from briefing.project.declared import Places
from briefing.project.period_schema import PeriodColumns
from briefing.project.project_schema import (
    DatasetConfig,
    DimensionColumns,
    ProjectConfig,
    SeriesColumns,
    Token,
)


def read_datasets(
    workspace: Workspace,
    project: ProjectConfig,
    places: Places,
    names: Collection[str],
    log: ProblemLog,
) -> dict[str, Dataset]:
    """The named data sets; one that cannot be used is left out, and told."""
    found = {
        name: _read_named(workspace, name, project.datasets[name], places, log)
        for name in project.datasets
        if name in names
    }
    kept = {}
    for name, dataset in found.items():
        if dataset:
            config = project.datasets[name]
            source = project.sources.get(config.source)
            published = source.published if source else None
            told = with_forecasts(dataset, config.source, published, places, log)
            kept[name] = with_partial(told, config, published, places, log)
    return kept


def _read_named(
    workspace: Workspace, name: str, config: DatasetConfig, places: Places, log: ProblemLog
) -> Dataset | None:
    with Doing(f"data set '{name}'"):
        return read_dataset(workspace, name, config, places, log)


def read_dataset(
    workspace: Workspace, name: str, config: DatasetConfig, places: Places, log: ProblemLog
) -> Dataset | None:
    """One data set: its measures as series, or as panels where it has a dimension."""
    path, sheet = (places.of("datasets", name, key) for key in ("path", "sheet"))
    grid = read_grid(workspace, config, path, log, sheet)
    if grid is None:
        return None
    tell_notes(grid, log)
    tell_merged(grid, log)
    config = with_status_column(config, grid.headers)
    layout = Layout(name, config, grid, places, log)
    observations = layout.observations()
    if layout.is_misread:
        return None
    corrected = corrections_of(config, layout, log)
    if not observations:
        return None
    config = _last_is_estimated(config, observations)
    notations = notations_of(config, layout, observations, corrected, log)
    if notations is None:
        return None
    attributes = RowAttributes.of(layout, observations, log)
    if attributes is None:
        return None
    _tell_hidden_members(layout, observations, log)
    tell_header_units(layout, log)
    tell_undeclared_errors(layout, log)
    reader = _CellReader(name, config, layout, corrected, notations, attributes, log)
    facts: Facts = {}
    for raw in observations:
        reader.put(raw, facts)
    reader.repeated.tell_rest()
    for series, declared in config.series.items():
        limits = Interval(*declared.range) if declared.range else Interval()
        aside = _aggregates(config)
        mine = {member: found for (one, member), found in facts.items() if one == series}
        members = [found for member, found in mine.items() if member not in aside]
        with_column_precision(members, limits, declared.precision, reader.steps)
        if others := [found for member, found in mine.items() if member in aside]:
            with_column_precision([*others, *map(dict, members)], limits, declared.precision)
    making = Measures(name, config, places, log)
    making.check_names(member for _, member in facts)
    measures = {series: making.measure(series, facts) for series in config.series}
    files = input_files(workspace, config, grid)
    dataset = Dataset(
        name,
        measures,
        files,
        reader.counted,
        digest=digest_of(layout, observations),
        notes=note_texts(grid),
        said=grid.said,
    )
    twice = Check("no key twice", len(observations), "cells", tuple(reader.repeated.told))
    tell_derivable(dataset, places, log)
    tell_unsaid_prices(name, measures, places, log)
    checks = check_consistency(dataset, config, places, log)
    return replace(with_doubts(dataset, checks), checks=(twice, *checks))


def _tell_hidden_members(
    layout: Layout, observations: Collection[RawObservation], log: ProblemLog
) -> None:
    """Tell of names of members in which characters hide: two may look the same."""
    first: dict[str, RawObservation] = {}
    for raw in observations:
        if raw.member:
            first.setdefault(raw.member, raw)
    for name, raw in first.items():
        for one in hidden_in(name):
            place = replace(layout.place(raw.row, raw.column), column=0)
            message = f"the name '{name}' holds {one.what}"
            advice = "put it right in the file, or by a correction"
            log.add(place, message, advice, Severity.MISLEADING, code="hidden-character")


def _aggregates(config: DatasetConfig) -> frozenset[str]:
    """Members that are computed from others, often with more digits than any of them."""
    declared = config.dimension
    if not isinstance(declared, DimensionColumns):
        return frozenset()
    return frozenset(tidy(one) for one in (declared.total, *declared.groups) if one)


def _last_is_estimated(
    config: DatasetConfig, observations: Collection[RawObservation]
) -> DatasetConfig:
    """``estimated: last`` as the period that it means."""
    period = config.period
    if not isinstance(period, PeriodColumns) or period.estimated != "last":
        return config
    last = max(raw.period for raw in observations)
    return config.model_copy(update={"period": period.model_copy(update={"estimated": [last]})})


class _CellReader:
    """Reads cells to facts, counting what became of each."""

    def __init__(
        self,
        name: str,
        config: DatasetConfig,
        layout: Layout,
        corrected: Corrected,
        notations: Mapping[str, NumberNotation],
        attributes: RowAttributes,
        log: ProblemLog,
    ) -> None:
        self.attributes = attributes
        self.name, self.config, self.layout = name, config, layout
        self.corrected, self.notations, self.log = corrected, notations, log
        self.grid: Grid = layout.grid
        self.kinds: Counter[Kind] = Counter()
        self.refused = 0
        self.repeated = Repeated(name, log)
        self.sampling = {
            name: SamplingColumns(name, declared, layout, notations[name].decimal, log)
            for name, declared in config.series.items()
        }
        self.notes = layout.column(config.notes, None, "notes") if config.notes else None
        self.tokens = {
            name: {
                word: _meaning(token)
                for word, token in {**config.tokens, **declared.tokens}.items()
            }
            for name, declared in config.series.items()
        }
        self.marks = {rule.mark for rule in config.status if rule.mark}
        self.steps: dict[int, Fraction] = {}
        """What the last digit of plain numbers counts, by the ``id`` of their facts."""
        self.plain = {
            name: PlainCells.of(
                self.grid, config, Reference(self.name, name), notations[name], self.tokens[name]
            )
            for name in config.series
        }
        self.is_bare = not (
            config.notes or attributes.mult is not None or attributes.decimals is not None
        )
        """Whether no other cell of its row says more of a number than its status."""

    @property
    def counted(self) -> ReadingCount:
        """What became of the cells until now."""
        kinds, refused = self.kinds, self.refused + self.repeated.found
        return ReadingCount(
            kinds[Kind.PLAIN], kinds[Kind.QUALIFIED], kinds[Kind.WITHOUT_VALUE], refused
        )

    def put(self, raw: RawObservation, facts: Facts) -> None:
        """Read one cell and put its fact in its series; a refusal is a problem with its place."""
        if not self._put_plain(raw, facts):
            self._put_carefully(raw, facts)

    def _put_plain(self, raw: RawObservation, facts: Facts) -> bool:
        """Whether it was a plain number that nothing stands beside, and is read."""
        plain = self.plain[raw.series]
        if plain is None or raw.row.merged or not self.is_bare:
            return False
        if self.corrected and self.grid.spot(raw.row, raw.column) in self.corrected:
            return False
        series = facts.setdefault((raw.series, raw.member or MEMBERLESS), {})
        if raw.period in series:
            return False
        number = plain.number(raw.text, is_stored=raw.column in raw.row.numbers)
        if number is None:
            return False
        status = declared_status(raw, "", self.config, self.layout, self.log) or Status.NORMAL
        self.kinds[Kind.PLAIN if status is Status.NORMAL else Kind.QUALIFIED] += 1
        fact = series[raw.period] = plain.fact(raw, number, status)
        self.steps[id(fact)] = number[1]
        return True

    def _put_carefully(self, raw: RawObservation, facts: Facts) -> None:
        place = self.layout.place(raw.row, raw.column)
        if raw.column in raw.row.merged:
            self._tell_merged(raw, place)
            return
        declared = self.config.series[raw.series]
        right = self.corrected.get(self.grid.spot(raw.row, raw.column))
        text = right.text if right else raw.text
        series = facts.setdefault((raw.series, raw.member or MEMBERLESS), {})
        if self.repeated.are_many and raw.period in series:
            self.repeated.count(raw, place)
            return
        about = (Subject(f"{self.name}.{raw.series}", raw.member, raw.period),)
        try:
            with Doing(f"series '{self.name}.{raw.series}'"):
                reading = self._read(text, raw)
        except NotationError as error:
            self.refused += 1
            self.log.add(
                place,
                str(error) + "".join(f"; it holds {one.what}" for one in hidden_in(text)[:1]),
                error.advice,
                Severity.MISLEADING,
                code=error.code,
                about=about,
                cell=text,
            )
            return
        if reading.is_unexplained:
            tell_mark(place, reading.mark, text, about, self.log)
        if raw.column not in raw.row.numbers:
            tell_brackets(place, self.notations[raw.series], text, about, self.log)
        fact = self._fact(raw, declared, reading, text)
        if raw.period in series:
            self.repeated.add(raw, place, series[raw.period], about)
            return
        status = fact.quantity.status
        is_qualified = reading.kind is Kind.PLAIN and status is not Status.NORMAL
        self.kinds[Kind.QUALIFIED if is_qualified else reading.kind] += 1
        series[raw.period] = fact

    def _tell_merged(self, raw: RawObservation, place: Place) -> None:
        """Say that a value stands in a cell that is merged over several rows."""
        self.refused += 1
        self.log.add(
            place,
            f"'{raw.text}' stands in a cell that is merged over several rows: whose value it is, is "
            "not known",
            "part the merged cells in the file, or leave the rows out by 'where'",
            Severity.MISLEADING,
            code="merged-value",
            about=(Subject(f"{self.name}.{raw.series}", raw.member, raw.period),),
            cell=raw.text,
        )

    def _read(self, text: str, raw: RawObservation) -> Reading:
        declared = self.config.series[raw.series]
        is_number = raw.column in raw.row.numbers and text == raw.text
        notation = NumberNotation() if is_number else self.notations[raw.series]
        factor = self.attributes.factor(raw)
        read = parse_number(
            notation.plain(text),
            unit=Unit(declared.unit, declared.of),
            range_=declared.range if factor == 1 else None,
            precision=self.attributes.step(raw)
            if declared.precision is None
            else declared.precision,
            decimal=notation.decimal,
            tokens=self.tokens[raw.series],
            marks=self.marks,
            shown=text,
        )
        if factor == 1:
            return read
        return replace(read, quantity=read.quantity * Quantity.exact(factor))

    def _fact(
        self, raw: RawObservation, declared: SeriesColumns, reading: Reading, text: str
    ) -> Fact:
        quantity = reading.quantity
        status = declared_status(raw, reading.mark, self.config, self.layout, self.log)
        if status and may_replace(quantity.status, status):
            quantity = replace(quantity, status=status)
        reference = Reference(self.name, raw.series, raw.member or None)
        right = self.corrected.get(self.grid.spot(raw.row, raw.column))
        origin = Cell(
            spot=self.grid.spot(raw.row, raw.column),
            sha256=self.grid.sha256,
            header=tidy(self.grid.headers[raw.column])
            if raw.column < len(self.grid.headers)
            else "",
            text=text,
            source=self.config.source,
            definition=declared.definition,
            corrected_from=raw.text if right else None,
            reason=right.reason if right else None,
        )
        note = reading.note
        if self.notes is not None and (said := self.layout.cell(raw.row, self.notes)):
            note = f"{note}; {said}" if note else said
        return Fact(
            id=reference.observation(raw.period),
            title=declared.title,
            quantity=quantity,
            period=raw.period,
            origin=origin,
            member=raw.member,
            note=note,
            means=reading.means,
            measure=declared.title,
            sampling=self.sampling[raw.series].error_of(raw) if quantity.is_known else None,
            digits=declared.digits,
            series=reference.measure,
        )


def _meaning(token: Token) -> Meaning:
    return Meaning(token.status, token.value, token.bounds, token.means)
