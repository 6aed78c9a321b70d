"""``list``: what there is to use, by name with a line each; and advice with what would change it."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from briefing.app.cli.arguments import add_command
from briefing.app.cli.presenter import Presenter
from briefing.app.told import Told
from briefing.core.problems import ProblemLog

if TYPE_CHECKING:
    from briefing.app.build.summary import AdviceEntry
    from briefing.app.cli.arguments import Commands
    from briefing.core.series import Panel, Series

_FACT = re.compile(r"\{\{.*?\}\}")
"""A figure in a title: it is not computed for a list."""


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add ``list``."""
    listing = add_command(
        commands,
        common,
        "list",
        summary="list briefs, metrics and charts, measures with what they are, or advice with "
        "what would change it",
        description="Lists what a project holds: briefs with their outputs, metrics and charts "
        "with their values, measures with their nature and its reason, advice with "
        "what would change it.",
        examples=(
            "briefing list",
            "briefing list measures",
        ),
    )
    listing.add_argument(
        "what",
        nargs="?",
        choices=["briefs", "metrics", "charts", "measures", "recommendations"],
        help="only these",
    )
    listing.set_defaults(run=_list)


def _list(options: argparse.Namespace, presenter: Presenter) -> int:
    if options.what == "recommendations":
        return presenter.show(_Advice(_advice(options.project, presenter)))
    if options.what == "measures":
        return presenter.show(_Names({"measures": _measures(options.project)}))
    return presenter.show(_Names(_names(options.project, options.what)))


def _names(project: str | None, what: str | None) -> dict[str, Mapping[str, str]]:
    """Names with a line each, by kind; only one kind where ``what`` names it."""
    from briefing.analysis.metrics.calculators import calculators
    from briefing.brief.charts.kinds import charts

    found: dict[str, Mapping[str, str]] = {}
    if what in {None, "briefs"}:
        found["briefs"] = _briefs(project, must_exist=what == "briefs")
    if what in {None, "metrics"}:
        found["metrics"] = dict(calculators())
    if what in {None, "charts"}:
        found["charts"] = dict(charts())
    return found


def _briefs(project: str | None, *, must_exist: bool) -> Mapping[str, str]:
    from briefing.app.one_line_sets import load_project
    from briefing.project.loading import find_project

    log = ProblemLog()
    workspace = find_project(Path(project) if project else Path.cwd(), log)
    loaded = load_project(workspace, log) if workspace else None
    if must_exist or project:
        log.raise_if_any()
    if loaded is None:
        return {}
    titles = {name: _FACT.sub("…", brief.config.title) for name, brief in loaded.briefs.items()}
    skipped = [one.skipped for one in loaded.portfolios.values()]
    return titles | {name: f"skipped: {why}" for one in skipped for name, why in one.items()}


def _measures(project: str | None) -> Mapping[str, str]:
    """Every measure of every data set: its nature with the reason, unit, members and periods."""
    from briefing.app.build.pipeline import open_project
    from briefing.data.reading import read_datasets

    loaded, log = open_project(project), ProblemLog()
    shared = loaded.config
    every = read_datasets(loaded.workspace, shared, loaded.places, shared.datasets, log)
    if not every:
        log.raise_if_any()
    return {
        f"{name}.{key}": _described(measure)
        for name, dataset in every.items()
        for key, measure in dataset.measures.items()
        if "@" not in name  # an edition before has the same measures
    }


def _described(measure: Series | Panel) -> str:
    from briefing.core.series import Panel

    found = measure.found_nature
    nature = f"{found.nature.value} ({found.reason})" if found else measure.nature.value
    parts = [measure.title, f"{nature}", f"in {measure.unit}"]
    if measure.prices:
        parts.append(f"at {measure.prices} ({measure.prices.reason})")
    if isinstance(measure, Panel):
        parts.append(f"{len(measure.members)} members of {measure.dimension}")
        aside = {"rest": measure.rest, "groups": tuple(measure.groups)}
        parts += [f"{key}: {', '.join(names)}" for key, names in aside.items() if names]
    if measure.periods:
        parts.append(f"{measure.periods[0]} to {measure.periods[-1]}")
    if not isinstance(measure, Panel) and measure.on_year:
        parts.append("changes counted on the year")
    return "; ".join(parts)


def _advice(project: str | None, presenter: Presenter) -> Mapping[str, Sequence[AdviceEntry]]:
    from briefing.app.build.pipeline import check_all
    from briefing.app.build.summary import advice_of

    briefs = check_all(project=project, say=presenter.progress)
    return {brief.id: [advice_of(brief, one) for one in brief.advice] for brief in briefs}


@dataclass(frozen=True)
class _Names(Told):
    """Names with a line each, by kind."""

    kinds: Mapping[str, Mapping[str, str]]
    is_told_when_quiet: ClassVar[bool] = True

    def as_json(self) -> Mapping[str, object]:
        return self.kinds

    def as_text(self) -> Iterator[str]:
        for kind, entries in self.kinds.items():
            yield f"{kind}:"
            width = max((len(name) for name in entries), default=0)
            for name, words in entries.items():
                yield f"  {name:<{width}}  {words}".rstrip()


@dataclass(frozen=True)
class _Advice(Told):
    """The recommendations of each brief."""

    found: Mapping[str, Sequence[AdviceEntry]]
    is_told_when_quiet: ClassVar[bool] = True

    def as_json(self) -> Mapping[str, object]:
        return {"recommendations": self.found}

    def as_text(self) -> Iterator[str]:
        for name, advice in self.found.items():
            yield f"{name}:"
            for one in advice:
                yield f"  {one['id']}: {one['verdict']}, evidence {one['evidence']}"
                yield f"    rule: {one['rule']}"
                yield from (f"    would change if {change}" for change in one["would_change_if"])
