"""A brief of so many pages: optional parts are left out, the least important first, until it fits.

Optional is what the author gave a weight: sections and charts with ``weight``, and highlights that
detectors found, by their score. Everything else stays. What was left out is said, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from briefing.config.brief import BriefConfig
from briefing.config.loader import LoadedBrief
from briefing.errors import ProblemLog
from briefing.preparation import Prepared

Prepare = Callable[[LoadedBrief], Prepared | None]
Count = Callable[[Prepared], int]
"""How many pages the brief takes, the annex apart."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """The brief that fits, and what was left out of it."""

    brief: LoadedBrief
    prepared: Prepared
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """Something that may be left out."""

    weight: float
    name: str
    without: Callable[[BriefConfig], BriefConfig]


def fit_pages(
    brief: LoadedBrief, prepared: Prepared, prepare: Prepare, count: Count, log: ProblemLog
) -> Fitted:
    """The brief with as little left out as its page budget asks for.

    Where it cannot be met the log says what is in the way: nothing more may be left out, or too
    little is there to fill the pages.
    """
    wanted = brief.config.pages
    fitted = Fitted(brief, prepared)
    if wanted is None:
        return fitted
    pages = count(prepared)
    waiting = sorted(_parts(brief.config, prepared), key=lambda part: part.weight)
    while pages > wanted and waiting:
        part = waiting.pop(0)
        smaller = replace(fitted.brief, config=part.without(fitted.brief.config))
        again = prepare(smaller)
        if again is None:
            break
        said = f"left out to fit {wanted} pages: {part.name} (weight {part.weight:.2g})"
        fitted = Fitted(smaller, again, (*fitted.left_out, said))
        pages = count(again)
    if pages != wanted:
        _tell(brief, pages, wanted, fitted, log)
    return fitted


def _tell(brief: LoadedBrief, pages: int, wanted: int, fitted: Fitted, log: ProblemLog) -> None:
    place = brief.places.of("pages")
    if pages > wanted:
        kept = [f"section {number}" for number, _ in enumerate(fitted.brief.config.sections, 1)]
        log.add(
            place,
            f"the brief takes {pages} pages of {wanted}, and nothing more may be left out",
            f"in the way: {', '.join(kept) or 'the fixed parts'}, "
            f"{len(fitted.prepared.document.recommendations)} recommendations; "
            "shorten them, or give a 'weight' to sections and charts that may go",
        )
    else:
        log.add(
            place,
            f"the brief fills {pages} of {wanted} pages",
            "add a section or chart (with a 'weight', it goes again where it is too much), "
            "or lower 'pages'",
        )


def _parts(config: BriefConfig, prepared: Prepared) -> Iterator[_Part]:
    """All that may be left out: declared weights, and highlights by score below one."""
    for section in config.sections:
        if section.weight is not None:
            yield _Part(section.weight, f"the section “{section.title}”", _without(section.title))
    for name, chart in config.charts.items():
        if chart.weight is not None:
            yield _Part(chart.weight, f"the chart '{name}'", _without_chart(name))
    pinned = sum(one.pin for one in config.highlights.say)
    found = len(prepared.document.highlights) - pinned
    for number in range(max(0, found)):
        yield _Part(0.1 + number / 100, "the weakest highlight", _with_fewer_highlights)


def _without(title: str) -> Callable[[BriefConfig], BriefConfig]:
    def cut(config: BriefConfig) -> BriefConfig:
        kept = [one for one in config.sections if one.title != title]
        shown = {name for one in kept for name in one.charts}
        tables = {name for one in kept for name in one.tables}
        return config.model_copy(
            update={
                "sections": kept,
                "charts": {name: one for name, one in config.charts.items() if name in shown},
                "tables": {name: one for name, one in config.tables.items() if name in tables},
            }
        )

    return cut


def _without_chart(name: str) -> Callable[[BriefConfig], BriefConfig]:
    def cut(config: BriefConfig) -> BriefConfig:
        sections = [
            one.model_copy(update={"charts": [chart for chart in one.charts if chart != name]})
            for one in config.sections
        ]
        charts = {key: one for key, one in config.charts.items() if key != name}
        return config.model_copy(update={"sections": sections, "charts": charts})

    return cut


def _with_fewer_highlights(config: BriefConfig) -> BriefConfig:
    fewer = config.highlights.model_copy(update={"show": max(0, config.highlights.show - 1)})
    return config.model_copy(update={"highlights": fewer})
