"""Columns that look like sampling errors, beside estimates that declare none."""

from __future__ import annotations

import re

from briefing.core.problems import ProblemLog, Severity
from briefing.data.grid import tidy
from briefing.data.layout import Layout
from briefing.project.project_schema import SeriesColumns

_WORDS = {
    "moe": re.compile(r"(?i:\bmargins? of error\b|\bsampling error\b|\bmoe\b|±|\+/-)"),
    "se": re.compile(r"(?i:\bstandard[ -]errors?\b|\bstd\.? ?err(?:or)?s?\b|\bstderr\b)|\bse\b"),
    "ci": re.compile(r"(?i:\bconfidence (?:interval|limit)s?\b|\b95% ci\b)|\bl?u?ci\b"),
}
"""Names of such columns; ``SE`` and ``CI`` in capitals are countries."""
_NAMES = {"moe": "a margin of error", "se": "a standard error", "ci": "an interval of confidence"}


def tell_undeclared_errors(layout: Layout, log: ProblemLog) -> None:
    """Say which column looks like the sampling error of a series that declares none."""
    every = layout.config.series
    used = {one for series in every.values() for one in _declared(series)}
    estimates = {
        name: series
        for name, series in every.items()
        if not _declared(series)
        and not _kind_of(series.title)
        and not _kind_of(series.column or "")
    }
    if not estimates:
        return
    found: dict[str, list[str]] = {}
    for header in (tidy(one) for one in layout.columns.headers):
        title = next((one.title for one in every.values() if one.column == header), "")
        kind = _kind_of(header) or _kind_of(title)
        if kind and header not in used:
            found.setdefault(kind, []).append(header)
    if not found:
        return
    kind, headers = next(iter(found.items()))
    name, header = _nearest(estimates, headers)
    key = f"ci: [{', '.join((*headers, '...')[:2])}]" if kind == "ci" else f"{kind}: {header}"
    log.add(
        layout.places.of("datasets", layout.name, "series", name),
        f"'{header}' looks like {_NAMES[kind]}, and '{layout.name}.{name}' declares no sampling "
        "error: differences are told as if it had none",
        f"add '{key}' to the series, with 'level:' where it is not 95%",
        Severity.WARNING,
        code="undeclared-sampling-error",
    )


def _kind_of(text: str) -> str:
    spaced = text.replace("_", " ")
    return next((kind for kind, words in _WORDS.items() if words.search(spaced)), "")


def _declared(series: SeriesColumns) -> list[str]:
    found: list[str] = list(series.ci or ())
    for one in (series.moe, series.se):
        if one is not None:
            found += one.values() if isinstance(one, dict) else [one]
    return found


def _nearest(estimates: dict[str, SeriesColumns], headers: list[str]) -> tuple[str, str]:
    """An estimate and the column that has its name; the first of both where none has."""
    for name, series in estimates.items():
        for header in headers:
            own = (series.column or name).casefold()
            if own and header.casefold().startswith(own):
                return name, header
    return next(iter(estimates)), headers[0]
