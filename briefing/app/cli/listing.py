"""What there is to use: briefs, calculators and chart kinds by name with a line each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from briefing.analysis.metrics.calculators import calculator_schemas, calculators
from briefing.brief.charts.kinds import chart_schemas, charts
from briefing.core.problems import ProblemLog
from briefing.project.jsonschema import schemas
from briefing.project.loading import find_project, load_project
from briefing.writers.ledger.schema import ledger_schema

_FACT = re.compile(r"\{\{.*?\}\}")
"""A figure in a title: it is not computed for a list."""


def list_all(project: str | None, what: str | None) -> dict[str, dict[str, str]]:
    """Names with a line each, by kind; only one kind where ``what`` names it."""
    found: dict[str, dict[str, str]] = {}
    if what in {None, "briefs"}:
        found["briefs"] = _briefs(project, must_exist=what == "briefs")
    if what in {None, "metrics"}:
        found["metrics"] = dict(calculators())
    if what in {None, "charts"}:
        found["charts"] = dict(charts())
    return found


def all_schemas() -> Mapping[str, Any]:
    """The JSON Schemas of ``project.yaml``, of briefs with every calculator and chart, of ledgers."""
    return schemas(calculator_schemas(), chart_schemas(), ledger_schema())


def _briefs(project: str | None, *, must_exist: bool) -> dict[str, str]:
    log = ProblemLog()
    workspace = find_project(Path(project) if project else Path.cwd(), log)
    loaded = load_project(workspace, log) if workspace else None
    if must_exist or project:
        log.raise_if_any()
    if loaded is None:
        return {}
    return {name: _FACT.sub("…", brief.config.title) for name, brief in loaded.briefs.items()}
