"""Figures across the subjects of a portfolio: ``subjects.reliance`` is a metric as each of its briefs has it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import replace

from briefing.core.expression import ExpressionError, names_in
from briefing.core.reference import Reference, first_name
from briefing.project.brief_schema import BriefConfig, HighlightsConfig, MetricConfig
from briefing.project.loading import LoadedBrief, Project
from briefing.project.portfolio_schema import SUBJECTS
from briefing.project.project_schema import DatasetConfig
from briefing.project.references_in import references_in, references_of_metric


def compared(config: BriefConfig) -> tuple[str, ...]:
    """The metrics that a brief asks of all subjects, each once."""
    found = (
        Reference.parse(text).series
        for text in references_in(config)
        if first_name(text) == SUBJECTS
    )
    return tuple(dict.fromkeys(one for one in found if one))


def figures_alone(brief: LoadedBrief, names: Collection[str]) -> LoadedBrief:
    """A brief with nothing but some metrics, and those that they and the rules of its portfolio need.

    What they need of data does not matter here: a value that is withheld stays one that nobody knows.
    A metric that asks for figures across subjects itself is none of them.
    """
    config = brief.config
    wanted = [*names, *_named_by_rules(brief)]
    kept: dict[str, MetricConfig] = {}
    while wanted:
        name = wanted.pop()
        metric = config.metrics.get(name)
        if metric is None or name in kept:
            continue
        needed = [first_name(text) for text in references_of_metric(metric)]
        if SUBJECTS in needed:
            continue
        kept[name] = metric.model_copy(update={"needs": []})
        wanted += [one for one in needed if one in config.metrics]
    bare = config.model_copy(
        update={
            "metrics": {name: kept[name] for name in config.metrics if name in kept},
            "charts": {},
            "tables": {},
            "key_figures": [],
            "sections": [],
            "recommendations": [],
            "highlights": HighlightsConfig(),
        }
    )
    return replace(brief, config=bare)


def _named_by_rules(brief: LoadedBrief) -> Iterator[str]:
    for rule in brief.rules:
        if rule.without:
            yield first_name(rule.without)
        try:
            yield from map(first_name, names_in(rule.when) if rule.when else ())
        except ExpressionError:
            continue


def sets_of_rules(brief: LoadedBrief) -> set[str]:
    """The data sets that rules over figures look at by themselves."""
    return {first_name(rule.without) for rule in brief.rules if rule.without}


def sets_across(project: Project, brief: LoadedBrief) -> dict[str, DatasetConfig]:
    """The data sets of all subjects as their briefs see them, by subject and name: ``gold: us``."""
    return {
        f"{own}: {name}": config
        for own, one in project.others.beside(brief).items()
        for name, config in one.own.beside(project.config).datasets.items()
    }


def declared_across(project: Project, brief: LoadedBrief) -> dict[str, str]:
    """Hashes of what the figures of each subject are declared to be; none where nothing is compared."""
    names = compared(brief.config)
    if not names:
        return {}
    found = {}
    for own, one in project.others.beside(brief).items():
        bare = figures_alone(one, names)
        told = repr((bare.config.metrics, bare.config.stated, bare.config.period, bare.rules))
        found[f"the figures of {own}"] = hashlib.sha256(told.encode()).hexdigest()
    return found
