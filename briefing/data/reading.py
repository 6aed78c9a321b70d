"""Declared data sets to series and panels of facts, every cell accounted for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from briefing.core.check import Check
from briefing.core.doing import Doing
from briefing.core.hidden_characters import hidden_in
from briefing.core.interval import Interval
from briefing.core.problems import ProblemLog, Severity
from briefing.core.series import Dataset
from briefing.core.workspace import Workspace
from briefing.data.after_publication import with_forecasts
from briefing.data.cell_reader import CellReader
from briefing.data.checks.consistency import check_consistency
from briefing.data.checks.disclosure import tell_derivable
from briefing.data.checks.doubted import with_doubts
from briefing.data.column_precision import may_stay_in_columns, with_column_precision
from briefing.data.connectors.local_files import read_grid, with_columns
from briefing.data.corrections import corrections_of
from briefing.data.digest import digest_of
from briefing.data.grid import tidy
from briefing.data.header_units import tell_header_units
from briefing.data.input_files import input_files
from briefing.data.layout import Layout
from briefing.data.measure_notations import notations_of
from briefing.data.notes_below import note_texts, tell_merged, tell_notes
from briefing.data.observed_columns import firsts_of_members, last_period
from briefing.data.panels import Facts, Measures
from briefing.data.partial import with_partial
from briefing.data.raw_observation import RawObservation
from briefing.data.row_attributes import RowAttributes, with_status_column
from briefing.data.totals_of_some import with_totals_of_some
from briefing.data.undeclared_errors import tell_undeclared_errors
from briefing.data.unsaid_prices import tell_unsaid_prices
from briefing.project.declared import Places
from briefing.project.period_schema import PeriodColumns
from briefing.project.project_schema import (
    DatasetConfig,
    DimensionColumns,
    ProjectConfig,
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
    chosen = (config.where, *(one.where for one in config.series.values()))
    if not any(chosen):  # these leave few rows, whose facts are soon made one by one
        grid = with_columns(grid)
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
    reader = CellReader(name, config, layout, corrected, notations, attributes, log)
    facts = reader.facts(observations)
    reader.repeated.tell_rest()
    _give_precision(config, facts, reader.steps)
    making = Measures(name, config, places, log)
    making.check_names(member for _, member in facts)
    measures = {series: making.measure(series, facts) for series in config.series}
    making.tell_untested()
    measures = with_totals_of_some(measures, log)
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


def _give_precision(config: DatasetConfig, facts: Facts, steps: Mapping[int, Fraction]) -> None:
    """Give the values of each measure the precision of their column; computed ones tell none of the others."""
    aside = _aggregates(config)
    for series, declared in config.series.items():
        limits = Interval(*declared.range) if declared.range else Interval()
        mine = {member: found for (one, member), found in facts.items() if one == series}
        if declared.precision is None and not may_stay_in_columns(mine.values(), steps):
            mine = {member: dict(found) for member, found in mine.items()}
            facts |= {(series, member): found for member, found in mine.items()}
        members = [found for member, found in mine.items() if member not in aside]
        with_column_precision(members, limits, declared.precision, steps)
        if others := [found for member, found in mine.items() if member in aside]:
            with_column_precision(others, limits, declared.precision, beside=members)


def _tell_hidden_members(
    layout: Layout, observations: Sequence[RawObservation], log: ProblemLog
) -> None:
    """Tell of names of members in which characters hide: two may look the same."""
    first: dict[str, RawObservation] = {}
    for raw in firsts_of_members(observations, lambda name: bool(hidden_in(name))):
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
    config: DatasetConfig, observations: Sequence[RawObservation]
) -> DatasetConfig:
    """``estimated: last`` as the period that it means."""
    period = config.period
    if not isinstance(period, PeriodColumns) or period.estimated != "last":
        return config
    last = last_period(observations)
    return config.model_copy(update={"period": period.model_copy(update={"estimated": [last]})})
