"""A brief of so many pages: optional parts go, the least important first, until it fits; or come.

Optional is what the author gave a weight: sections and charts with ``weight``, and highlights that
detectors found, by their score. Everything else stays. Where pages stay empty, highlights that were
passed over come in. What was left out or added is said, with the reason.

A design may have a number of pages of its own, which holds where the brief gives none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.config.brief import BriefConfig
from briefing.config.loader import LoadedBrief
from briefing.errors import ProblemLog
from briefing.model.document import plain
from briefing.preparation import Prepared

Prepare = Callable[[LoadedBrief], Prepared | None]
Count = Callable[[Prepared], int]
"""How many pages the brief takes, the annex apart."""

MOST_PAGES = {"one-pager": 1, "in-focus": 2}
"""How many pages a design has at most."""
MOST_ADDED = 3
"""How many highlights may come in beyond those that were asked for."""
_MOST_HIGHLIGHTS = 8
_MOST_BACK = 6
"""How many parts that were left out are tried once more."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """The brief that fits, and what was left out of it or added."""

    brief: LoadedBrief
    prepared: Prepared
    left_out: tuple[str, ...] = ()
    """Each part that was left out or added, in a sentence."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Something that may be left out."""

    weight: float
    name: str
    without: Callable[[BriefConfig], BriefConfig]
    because: str = ""

    def said(self, most: int) -> str:
        """That it was left out, and why."""
        why = self.because or f"weight {self.weight:.2g}"
        return f"left out to fit {_pages(most)}: {self.name} ({why})"


def fit_pages(
    brief: LoadedBrief, prepared: Prepared, prepare: Prepare, count: Count, log: ProblemLog
) -> Fitted:
    """The brief with as little left out or added as its page budget asks for.

    Where it cannot be met the log says what is in the way: nothing more may be left out, or too
    little is there to fill the pages.
    """
    least = brief.config.pages
    most = least or MOST_PAGES.get(brief.config.design)
    fitted = Fitted(brief, prepared)
    if most is None:
        return fitted
    pages = count(prepared)
    if pages > most:
        fitted, pages = _trimmed(fitted, pages, most, prepare, count)
    if least and pages < least:
        fitted, pages = _filled(fitted, pages, least, prepare, count)
    if pages > most:
        _tell_what_is_in_the_way(fitted, pages, most, log)
    elif least and pages < least:
        log.add(
            brief.places.of("pages"),
            f"the brief fills {pages} of {_pages(least)}",
            "add a section or chart (with a 'weight', it goes again where it is too much), "
            "or lower 'pages'",
        )
    return fitted


def fitted_as(
    brief: LoadedBrief, prepared: Prepared, prepare: Prepare, said: Sequence[str]
) -> Prepared | None:
    """The brief with just that left out or added which :class:`Fitted` said; nothing is laid out."""
    most = brief.config.pages or MOST_PAGES.get(brief.config.design)
    if most is None or not said:
        return prepared
    parts = sorted(_parts(brief.config, prepared), key=lambda part: part.weight)
    gone = [one for one in parts if one.said(most) in said]
    fitted = _without_parts(Fitted(brief, prepared), gone, most, prepare)
    added = sum(one.startswith("added") for one in said)
    if fitted is None or not added:
        return fitted.prepared if fitted else None
    config = fitted.brief.config
    more = config.highlights.model_copy(update={"show": config.highlights.show + added})
    return prepare(replace(fitted.brief, config=config.model_copy(update={"highlights": more})))


def _trimmed(
    fitted: Fitted, pages: int, most: int, prepare: Prepare, count: Count
) -> tuple[Fitted, int]:
    """Without as few of the parts that matter least as will do; without all where none will.

    How many must go is found by halving; then those that matter most come back where they fit.
    """
    parts = sorted(_parts(fitted.brief.config, fitted.prepared), key=lambda part: part.weight)

    def tried(gone: Sequence[_Part]) -> tuple[Fitted, int] | None:
        smaller = _without_parts(fitted, gone, most, prepare)
        return (smaller, count(smaller.prepared)) if smaller else None

    found = tried(parts) if parts else None
    if found is None or found[1] > most:
        return found or (fitted, pages)
    too_few, enough = 0, len(parts)
    while enough - too_few > 1:
        number = (too_few + enough) // 2
        smaller = tried(parts[:number])
        if smaller and smaller[1] <= most:
            enough, found = number, smaller
        else:
            too_few = number
    gone = parts[:enough]
    for part in gone[-2 : -2 - _MOST_BACK : -1]:
        kept = [one for one in gone if one is not part]
        larger = tried(kept)
        if larger and larger[1] <= most:
            gone, found = kept, larger
    return found


def _without_parts(
    fitted: Fitted, parts: Sequence[_Part], most: int, prepare: Prepare
) -> Fitted | None:
    """The brief without parts; ``None`` where nothing can be made of the rest."""
    config = fitted.brief.config
    for part in parts:
        config = part.without(config)
    smaller = replace(fitted.brief, config=config)
    again = prepare(smaller)
    if again is None:
        return None
    return Fitted(smaller, again, (*fitted.left_out, *(one.said(most) for one in parts)))


def _filled(
    fitted: Fitted, pages: int, least: int, prepare: Prepare, count: Count
) -> tuple[Fitted, int]:
    """With further highlights, as many as it takes; without any where they do not suffice."""
    found, start = fitted, pages
    if any(said.startswith("left out") for said in fitted.left_out):
        return fitted, pages
    for _ in range(MOST_ADDED):
        config = found.brief.config
        shown = config.highlights.show
        if pages >= least or shown >= _MOST_HIGHLIGHTS or not found.prepared.document.passed:
            break
        more = config.highlights.model_copy(update={"show": shown + 1})
        larger = replace(found.brief, config=config.model_copy(update={"highlights": more}))
        again = prepare(larger)
        new = _new_highlight(found.prepared, again) if again else ""
        if again is None or not new:
            break
        said = f"added to fill {_pages(least)}: the highlight “{new}”, the next by score"
        found = Fitted(larger, again, (*found.left_out, said))
        pages = count(again)
    return (found, pages) if pages == least else (fitted, start)


def _new_highlight(before: Prepared, after: Prepared) -> str:
    known = {plain(one.text) for one in before.document.highlights}
    new = [plain(one.text) for one in after.document.highlights]
    return next((text for text in new if text not in known), "")


def _tell_what_is_in_the_way(fitted: Fitted, pages: int, most: int, log: ProblemLog) -> None:
    config, document = fitted.brief.config, fitted.prepared.document
    kept = [f"section {number}" for number, _ in enumerate(config.sections, 1)]
    design = "" if config.pages else f" that the design '{config.design}' has"
    other = "" if config.pages else ", give 'pages', or take another design"
    log.add(
        fitted.brief.places.of("pages" if config.pages else "design"),
        f"the brief takes {pages} pages of {most}{design}, and nothing more may be left out",
        f"in the way: {', '.join(kept) or 'the fixed parts'}, "
        f"{len(document.recommendations)} recommendations; "
        f"shorten them, or give a 'weight' to sections and charts that may go{other}",
    )


def _pages(number: int) -> str:
    return f"{number} page{'s' * (number > 1)}"


def _parts(config: BriefConfig, prepared: Prepared) -> Iterator[_Part]:
    """All that may be left out: declared weights, and highlights by score below one.

    A design with a number of pages of its own keeps what opens a brief, the advice, and the first
    section; of the rest the last goes first, after all that has a weight.
    """
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
    for number in range(len(prepared.document.changes)):
        what = "a change since the last edition"
        yield _Part(0.05 + number / 100, what, _with_fewer_changes(prepared))
    if not config.pages and config.design in MOST_PAGES:
        yield from _last_first(config)


def _last_first(config: BriefConfig) -> Iterator[_Part]:
    """What a design leaves out that has few pages, the last section first and the last chart last."""
    declared = [one.weight for one in config.sections]
    declared += [one.weight for one in config.charts.values()]
    heaviest = max((one for one in declared if one), default=1.0)
    if config.recommendations and config.advice == "full":
        what = "rules, trade-offs, measures and evidence of the advice"
        yield _Part(heaviest + 0.5, what, _with_short_advice, f"'{config.design}' has few pages")
    number = 0
    for place in range(len(config.sections), 0, -1):
        section = config.sections[place - 1]
        if section.weight is None and place > 1:
            number += 1
            cut = _without(section.title)
            name = f"section {place}"
            yield _Part(heaviest + number, name, cut, f"'{config.design}' has few pages")
    first = config.sections[0] if config.sections else None
    for name in reversed(first.tables if first else ()):
        number += 1
        cut = _without_table(name)
        yield _Part(
            heaviest + number, f"the table '{name}'", cut, f"'{config.design}' has few pages"
        )
    for place in range(len(config.highlights.say), 1, -1):
        number += 1
        name = f"the highlight that stands at place {place}"
        cut = _without_said(place)
        yield _Part(heaviest + number, name, cut, f"'{config.design}' has few pages")
    charts = [one for one in first.charts if config.charts[one].weight is None] if first else []
    for name in reversed(charts):
        number += 1
        cut = _without_chart(name)
        yield _Part(
            heaviest + number, f"the chart '{name}'", cut, f"'{config.design}' has few pages"
        )


def _with_short_advice(config: BriefConfig) -> BriefConfig:
    return config.model_copy(update={"advice": "short"})


def _without_said(place: int) -> Callable[[BriefConfig], BriefConfig]:
    def cut(config: BriefConfig) -> BriefConfig:
        said, shown = config.highlights.say[: place - 1], config.highlights.show
        fewer = config.highlights.model_copy(update={"say": said, "show": min(shown, place - 1)})
        return config.model_copy(update={"highlights": fewer})

    return cut


def _with_fewer_changes(prepared: Prepared) -> Callable[[BriefConfig], BriefConfig]:
    shown = len(prepared.document.changes)

    def cut(config: BriefConfig) -> BriefConfig:
        return config.model_copy(update={"changes": max(0, min(config.changes, shown) - 1)})

    return cut


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


def _without_table(name: str) -> Callable[[BriefConfig], BriefConfig]:
    def cut(config: BriefConfig) -> BriefConfig:
        sections = [
            one.model_copy(update={"tables": [table for table in one.tables if table != name]})
            for one in config.sections
        ]
        tables = {key: one for key, one in config.tables.items() if key != name}
        return config.model_copy(update={"sections": sections, "tables": tables})

    return cut


def _with_fewer_highlights(config: BriefConfig) -> BriefConfig:
    fewer = config.highlights.model_copy(update={"show": max(0, config.highlights.show - 1)})
    return config.model_copy(update={"highlights": fewer})
