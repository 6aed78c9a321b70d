"""What is told of a finished brief, as JSON values."""

from __future__ import annotations

from typing import Any

from briefing.app.build.pipeline import Brief
from briefing.app.cli.terminal import problem_entry
from briefing.core.finding import Advice

_VERDICTS = {True: "holds", False: "does not hold", None: "unknown"}


def summary_of(brief: Brief) -> dict[str, Any]:
    """All that a build says of a brief, as JSON values; the files apart."""
    return {
        "id": brief.id,
        "facts": len(brief.facts),
        "cells": {
            "plain": brief.count.plain,
            "qualified": brief.count.qualified,
            "without_value": brief.count.without_value,
            "refused": brief.count.refused,
        },
        "recommendations": [advice_of(brief, one) for one in brief.advice],
        "flips": list(brief.ledger["flips"]),
        "left_out": list(brief.left_out),
        "warnings": [problem_entry(problem) for problem in brief.warnings],
    }


def advice_of(brief: Brief, one: Advice) -> dict[str, Any]:
    """A recommendation with its verdict, rule, evidence and tipping points, as JSON values."""
    return {
        "id": brief.recommendations[one.index],
        "verdict": _VERDICTS[one.verdict],
        "before": None if one.before is None else _VERDICTS[one.before],
        "rule": one.rule,
        "evidence": one.strength,
        "limits": list(one.limits),
        "would_change_if": [point.words for point in one.tipping],
    }
