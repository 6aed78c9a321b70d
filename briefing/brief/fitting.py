"""A brief of so many pages: a document, and how long its parts are on pages, to a document that fits.

Of the parts that may go the least important go; where pages stay empty, highlights that were passed
over come in. Which parts is reckoned from what the first layout measured. A second one confirms it,
and a third one puts right what the second shows: three are all that a brief needs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from briefing.brief.cutting import Follow, remade
from briefing.brief.offering import MOST_PAGES
from briefing.core.document import Document, Figure
from briefing.core.parts import METHOD, UNMEASURED, Measured, Part, Setting
from briefing.core.problems import ProblemLog, Severity
from briefing.core.section_parts import section_of, text_before
from briefing.core.text_nodes import plain
from briefing.project.brief_schema import BriefConfig
from briefing.project.declared import Places

LayOut = Callable[[Document, Setting], Measured]
"""Lays a document out in a setting."""

_RECKONED = 0.03
"""What is kept free of each page where lengths were measured in another setting."""
_CONFIRMED = 0.003
"""The same where they were measured in this one."""
_AFTER_A_MISS = 0.02
"""The same for the last try, after one that did not fit."""
_BY_LITTLE = 0.02
"""By how much a page may be too long where the closest setting is tried, which saves about twice that."""
_AT_LAST = 0.06
"""The same where nothing more may leave."""
_BY_MUCH = 1.25
"""How many times its pages the text that stays may fill to be shortened."""
_CLOSEST = 0.96
"""What is left of a page's length in the closest setting, in parts of that in the closer one."""
_ENOUGH = 1.5
"""How many times what was reckoned highlights may fill at most."""
_USUAL = 120
"""Letters of a highlight."""


@dataclass(frozen=True, slots=True)
class Aim:
    """How many pages a brief must fill, and how many it may take."""

    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Fitted:
    """The brief as it was laid out last, and how many pages that takes."""

    document: Document
    pages: int


def aim_of(config: BriefConfig) -> Aim:
    """What the brief asks for; else what its design has."""
    return Aim(config.pages, config.pages or MOST_PAGES.get(config.design))


def fit(whole: Document, aim: Aim, lay_out: LayOut, follow: Follow) -> Fitted:
    """The brief with as little left out or added as its pages ask for; three layouts at most.

    Where it cannot be had, the best that was tried: :func:`tell_what_is_in_the_way` says why.
    """
    measured = lay_out(whole, "usual")
    if aim.most and measured.pages > aim.most:
        return _shortened(whole, measured, aim.most, lay_out, follow)
    if aim.least and measured.pages < aim.least:
        return _filled(whole, measured, aim.least, lay_out, follow)
    return Fitted(whole, measured.pages)


def _shortened(
    whole: Document, first: Measured, most: int, lay_out: LayOut, follow: Follow
) -> Fitted:
    """Without as few of the parts that matter least as will do."""
    order = _order(whole, first, most)
    space = most * (1 - _RECKONED)
    gone = _leaving(order, first, space / first.closer)
    if not gone and first.length() * first.closer > most * (1 + _RECKONED):
        return Fitted(whole, first.pages)
    setting: Setting = "close" if first.length(gone) > space else "usual"
    scale = first.closer if setting == "close" else 1.0
    if most == 1:
        kept = _by_closest(whole, order, gone, first, space / first.closer)
        if kept is not None:
            gone, setting, scale = kept, "closest", first.closer * _CLOSEST
    made = remade(whole, gone, (), follow)
    second = lay_out(made, setting)
    known = _as_whole(first, second, gone, scale)
    if second.pages > most:
        is_all = setting != "usual" and len(gone) == len(order)
        little = _AT_LAST if is_all else _BY_LITTLE
        if most == 1 and second.length() <= 1 + little and setting == "close":
            return Fitted(made, lay_out(made, "closest").pages)
        if is_all:
            return Fitted(made, second.pages)
        space = _space_after(second, most)
        if setting != "closest":
            space, setting = space * scale / first.closer, "close"
        gone = _leaving(order, known, space)
        if most == 1 and setting == "close":
            kept = _by_closest(whole, order, gone, known, space)
            gone, setting = (gone, setting) if kept is None else (kept, "closest")
        made = remade(whole, gone, (), follow)
        return Fitted(made, lay_out(made, setting).pages)
    better = _improved(order, gone, known, most, scale)
    if better is not None:
        kept, other = better
        larger = remade(whole, kept, (), follow)
        if most == 1 and setting == "close" and _has_charts(whole, kept, gone):
            other = "closest"  # how long a chart is that comes back, is reckoned
        third = lay_out(larger, other or setting)
        if third.pages <= most:
            return Fitted(larger, third.pages)
    return Fitted(made, second.pages)


def _by_closest(
    whole: Document, order: Sequence[Part], gone: Sequence[Part], known: Measured, space: float
) -> list[Part] | None:
    """What goes in the closest setting, where the closer one with ``space`` costs texts that stay or the last chart."""
    if _has_charts(whole, gone) and not any(_is_dear(one, order) for one in gone):
        return None
    kept = _leaving(order, known, space / _CLOSEST)
    return kept if _has_charts(whole, kept) else None


def _has_charts(whole: Document, gone: Collection[Part], than: Collection[Part] = ()) -> bool:
    """Whether a brief that has charts keeps one without some parts; more of them than without others."""
    left, before = (
        sum(
            section.part not in parts and one.part not in parts
            for section in whole.sections
            for one in section.blocks
            if isinstance(one, Figure)
        )
        for parts in (gone, than)
    )
    return left > before if than else left > 0 or not any(whole.figures())


def _order(whole: Document, first: Measured, most: int) -> list[Part]:
    """What may go, those that matter least first; no texts of sections that stay, where these alone are much too long.

    Such a brief is its author's to shorten.
    """
    order = [one.part for one in whole.may_go]
    others = [part for part in order if not _is_dear(part, order)]
    closest = first.closer * (_CLOSEST if most == 1 else 1)
    return order if first.length(others) * closest <= most * _BY_MUCH else others


def _is_dear(part: Part, order: Sequence[Part]) -> bool:
    """Whether a part is a text of a section that stays to the last, or tells of the method."""
    if part.kind == "text":
        return section_of(part) not in order[:-1]
    return part == METHOD


def _leaving(order: Sequence[Part], measured: Measured, space: float) -> list[Part]:
    """As many of the first parts as leave no more than ``space``; all where none will do.

    One that matters more stays after all where there is room for it, since what went after it is
    large, or since it stands in another column.
    """
    gone: list[Part] = []
    for part in order:
        if measured.length(gone) <= space:
            return _spared(gone, measured, space)
        if measured.sizes.get(part, UNMEASURED).within not in gone:
            gone.append(part)
    return _spared(gone, measured, space)


def _spared(gone: Sequence[Part], measured: Measured, space: float) -> list[Part]:
    left = list(gone)
    for part in reversed(gone):
        if text_before(part) in left:
            continue
        kept = [one for one in left if one != part]
        if measured.length(kept) <= space:
            left = kept
    return left


def _as_whole(first: Measured, second: Measured, gone: Collection[Part], scale: float) -> Measured:
    """The whole brief as the second layout would have it; what left is as the first one measured it."""
    sizes = {part: replace(one, length=one.length * scale) for part, one in first.sizes.items()}
    columns, known = dict(second.columns), {**sizes, **second.sizes}
    for part in gone:
        size = sizes.get(part, UNMEASURED)
        if size.within in gone:
            continue
        columns[size.column] = columns.get(size.column, 0.0) + size.length
        if size.within is not None:
            around = known[size.within]
            known[size.within] = replace(around, length=around.length + size.length)
    return replace(second, columns=columns, sizes=known)


def _space_after(missed: Measured, most: int) -> float:
    """How long a brief may be after one that did not fit, in the same setting.

    What the pages before the last one left empty stays empty: nothing could be broken there.
    """
    over = sum(missed.filled[most:]) - (1 - missed.filled[most - 1])
    return missed.length() - max(over, 0.0) - _AFTER_A_MISS * most


def _improved(
    order: Sequence[Part], gone: Sequence[Part], known: Measured, most: int, scale: float
) -> tuple[list[Part], Setting | None] | None:
    """What had better go from a brief that fits, by what its layout measured; or a wider setting.

    What pages before the last one left empty stays empty.
    """
    space = sum(1 if page == most else filled for page, filled in enumerate(known.filled, 1))
    space -= most * _CONFIRMED
    other = _leaving(order, known, space)
    matter = [part for part in reversed(order) if (part in gone) != (part in other)]
    if matter and matter[0] in gone:
        return other, None
    if gone and scale < 1 and known.length(gone) / scale <= space - _RECKONED:
        return list(gone), "usual"
    return None


def _filled(
    whole: Document, first: Measured, least: int, lay_out: LayOut, follow: Follow
) -> Fitted:
    """With further highlights, as many as it takes; without any where they do not suffice."""
    offered = [one.part for one in whole.may_come]
    sizes = _sizes_to_come(whole, first)
    missing = least - 1 + _RECKONED - first.length()
    if not offered or sum(sizes) * _ENOUGH < missing:
        return Fitted(whole, first.pages)
    count = next((n for n in range(1, len(sizes)) if sum(sizes[:n]) >= missing), len(sizes))
    for number in dict.fromkeys((count, len(sizes))):
        larger = remade(whole, (), offered[:number], follow)
        pages = lay_out(larger, "usual").pages
        if pages == least:
            return Fitted(larger, pages)
    return Fitted(whole, first.pages)


def _sizes_to_come(whole: Document, measured: Measured) -> list[float]:
    """How long the highlights in reserve would be, by their letters, from those that stand."""
    standing = [(len(plain(one.text)), measured.sizes.get(one.part)) for one in whole.highlights]
    letters = sum(count for count, size in standing if size)
    length = sum(size.length for _, size in standing if size)
    each = length / letters if letters else UNMEASURED.length / _USUAL
    return [each * len(plain(one.text)) for one in whole.reserve]


def tell_what_is_in_the_way(
    fitted: Fitted, config: BriefConfig, places: Places, log: ProblemLog
) -> None:
    """Note why the pages cannot be had: nothing more may be left out, or too little fills them."""
    aim = aim_of(config)
    if aim.most and fitted.pages > aim.most:
        kept = [f"section {one.place + 1}" for one in fitted.document.sections]
        design = "" if config.pages else f" that the design '{config.design}' has"
        other = "" if config.pages else ", give 'pages', or take another design"
        end = "nothing more may be left out"
        order = [one.part for one in fitted.document.may_go]
        if not all(_is_dear(part, order) for part in order):
            end = "three layouts found no way to make it fit"
        log.add(
            places.of("pages" if config.pages else "design"),
            f"the brief takes {fitted.pages} pages of {aim.most}{design}, and {end}",
            f"in the way: {', '.join(kept) or 'the fixed parts'}, "
            f"{len(fitted.document.recommendations)} recommendations; "
            f"shorten them, or give a 'weight' to sections and charts that may go{other}",
            code="too-many-pages",
        )
    elif aim.least and fitted.pages < aim.least:
        number = f"{aim.least} page{'s' * (aim.least > 1)}"
        log.add(
            places.of("pages"),
            f"the brief fills {fitted.pages} of {number}",
            "add a section or chart (with a 'weight', it goes again where it is too much), "
            "or lower 'pages'",
            code="too-few-pages",
        )


def tell_of_no_chart(
    whole: Document, fitted: Fitted, config: BriefConfig, places: Places, log: ProblemLog
) -> None:
    """Warn that a brief has charts and prints none: what no design leaves out fills its pages."""
    if not any(whole.figures()) or any(fitted.document.figures()):
        return
    count = len(fitted.document.recommendations)
    advice = f", {count} recommendation{'s' * (count > 1)}" if count else ""
    pages = "page" if fitted.pages == 1 else f"{fitted.pages} pages"
    log.add(
        places.of("pages" if config.pages else "design"),
        f"the brief has charts, and prints none: its title, bottom line, key figures{advice} "
        f"and the beginning of its text fill the {pages}",
        "shorten them, ask for more 'pages', or take a design that has more",
        Severity.WARNING,
        code="no-chart-printed",
    )
