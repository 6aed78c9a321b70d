"""A brief of so many pages: optional parts go, the least important first, until it fits; or come.

Optional is what the author gave a weight: sections and charts with ``weight``, and highlights that
detectors found, by their score. Everything else stays. Where pages stay empty, highlights that were
passed over come in. What was left out or added is said, with the reason.

A design may have a number of pages of its own, which holds where the brief gives none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.app.build.preparation import Prepared
from briefing.brief import room
from briefing.core.document import Block, Table, plain
from briefing.core.problems import ProblemLog
from briefing.project.brief_schema import BriefConfig
from briefing.project.loading import LoadedBrief

Prepare = Callable[[LoadedBrief], Prepared | None]
Count = Callable[[Prepared], int]
"""How many pages the brief takes, the annex apart."""

MOST_PAGES = {"one-pager": 1, "in-focus": 2}
"""How many pages a design has at most."""
MOST_ADDED = 3
"""How many highlights may come in beyond those that were asked for."""
_MOST_HIGHLIGHTS = 8
_MOST_BACK = 3
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
    room: float = 0
    """What it takes, roughly, as :mod:`briefing.brief.room` counts."""

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
            code="too-few-pages",
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

    How many must go is looked for from where the room that they take says; then those that matter
    most and are smaller than the last that went come back where they fit.
    """
    parts = sorted(_parts(fitted.brief.config, fitted.prepared), key=lambda part: part.weight)

    def tried(gone: Sequence[_Part]) -> tuple[Fitted, int] | None:
        smaller = _without_parts(fitted, gone, most, prepare)
        return (smaller, count(smaller.prepared)) if smaller else None

    found: tuple[Fitted, int] | None = None
    too_few, enough = 0, len(parts) + 1
    number, step = _guess(parts, fitted.prepared, pages, most), 1
    while enough - too_few > 1:
        if not too_few < number < enough:
            number = (too_few + enough) // 2
        smaller = tried(parts[:number])
        if smaller and smaller[1] <= most:
            enough, found = number, smaller
            number -= step
        else:
            too_few = number
            if number == len(parts):
                return smaller or (fitted, pages)
            number = min(number + step, len(parts))
        step *= 2
    if found is None:
        return fitted, pages
    gone = parts[:enough]
    space, back = gone[-1].room, 0
    for part in reversed(gone[:-1]):
        if part.room > space or part.name == gone[-1].name or back == _MOST_BACK:
            continue
        kept = [one for one in gone if one is not part]
        larger, back = tried(kept), back + 1
        if larger and larger[1] <= most:
            gone, found, space = kept, larger, space - part.room
    return found


def _guess(parts: Sequence[_Part], prepared: Prepared, pages: int, most: int) -> int:
    """How many parts must go, to judge by the room that they take."""
    whole = room.of_document(prepared.document)
    over = whole - most * whole / (pages - 0.5)
    for number, part in enumerate(parts, 1):
        over -= part.room
        if over <= 0:
            return number
    return len(parts)


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
        code="too-many-pages",
    )


def _pages(number: int) -> str:
    return f"{number} page{'s' * (number > 1)}"


def _parts(config: BriefConfig, prepared: Prepared) -> Iterator[_Part]:
    """All that may be left out: declared weights, and highlights by score below one.

    A design with a number of pages of its own keeps what opens a brief, the advice, and the first
    section; of the rest the last goes first, after all that has a weight.
    """
    document = prepared.document
    for section, composed in zip(config.sections, document.sections, strict=True):
        if section.weight is not None:
            name, cut = f"the section “{section.title}”", _without(section.title)
            yield _Part(section.weight, name, cut, room=room.of_blocks(composed.blocks))
    for name, chart in config.charts.items():
        if chart.weight is not None:
            cut = _without_chart(name)
            yield _Part(chart.weight, f"the chart '{name}'", cut, room=room.FIGURE)
    pinned = sum(one.pin for one in config.highlights.say)
    found = len(document.highlights) - pinned
    for number in range(max(0, found)):
        size = len(plain(document.highlights[-1 - number].text))
        name = "the weakest highlight"
        yield _Part(0.1 + number / 100, name, _with_fewer_highlights, room=size)
    for number, change in enumerate(reversed(document.changes)):
        name, cut = "a change since the last edition", _with_fewer_changes(prepared)
        yield _Part(0.05 + number / 100, name, cut, room=len(plain(change.text)))
    if not config.pages and config.design in MOST_PAGES:
        declared = [one.weight for one in config.sections]
        declared += [one.weight for one in config.charts.values()]
        first = max((one for one in declared if one), default=1.0)
        why = f"'{config.design}' has few pages"
        for number, part in enumerate(_last_first(config, prepared)):
            yield replace(part, weight=first + 0.5 + number, because=why)


def _last_first(config: BriefConfig, prepared: Prepared) -> Iterator[_Part]:
    """What a design leaves out that has few pages, in order: the charts go last."""
    document = prepared.document
    if config.recommendations and config.advice == "full":
        what = "rules, trade-offs, measures and evidence of the advice"
        size = room.of_small_print(document.recommendations)
        yield _Part(0, what, _with_short_advice, room=size)
    for place in range(len(config.sections), 1, -1):
        section = config.sections[place - 1]
        if section.weight is None:
            size = room.of_blocks(document.sections[place - 1].blocks)
            yield _Part(0, f"section {place}", _without(section.title), room=size)
    if not config.sections:
        return
    first, blocks = config.sections[0], document.sections[0].blocks
    for name in reversed(first.tables):
        size = sum(map(room.of_table, _tables(blocks, name)))
        yield _Part(0, f"the table '{name}'", _without_table(name), room=size)
    for place in range(len(config.highlights.say), 1, -1):
        name = f"the highlight that stands at place {place}"
        yield _Part(0, name, _without_said(place))
    for name in reversed(first.charts):
        if config.charts[name].weight is None:
            yield _Part(0, f"the chart '{name}'", _without_chart(name), room=room.FIGURE)


def _tables(blocks: Sequence[Block], name: str) -> list[Table]:
    return [one for one in blocks if isinstance(one, Table) and one.id == name]


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
