"""The index of a portfolio as one page: a table that reads without script, and sorts and filters with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

from markupsafe import Markup

from briefing.core.index_entry import IndexEntry, IndexFigure
from briefing.core.workspace import Workspace
from briefing.writers.drawing.drawing_markup import direction_mark
from briefing.writers.house.fonts import FONTS_HERE, rules_for_print, with_fonts
from briefing.writers.house.house import House
from briefing.writers.house.palette import palette
from briefing.writers.html.index_metadata import IndexPlace, description, linked_data, tags
from briefing.writers.html.page import css_words
from briefing.writers.html.page_templates import filled

PAGE = "portfolio/index.html.j2"
_WIDTH, _HEIGHT = 64, 18
NOWHERE = IndexPlace()
_BETWEEN = " ,:;\u2013\u2014-"
"""What stands between the words of a label and is none."""


def index_page(
    title: str,
    entries: Sequence[IndexEntry],
    words: Mapping[str, str],
    *,
    language: str,
    paper: str,
    house: House,
    templates: Sequence[Workspace],
    for_print: bool,
    place: IndexPlace = NOWHERE,
) -> str:
    """The page; ``words`` are the terms ``page.*`` and ``index.*`` by name.

    ``place`` says where it will be and what stands beside it.

    Raises :class:`~briefing.core.problems.UnusableInput` where a template of the project is wrong.
    """
    colours = palette(house.accent)
    rules = rules_for_print(house.faces) if for_print else FONTS_HERE
    columns = column_labels(entries)
    told = description(words["count"].format(count=len(entries)), entries)
    page = filled(
        PAGE,
        templates,
        {
            "title": title,
            "entries": entries,
            "columns": columns,
            "own_label": lambda one, entry=None: own_label(
                one, columns[one.id], entry.subject if entry else ""
            ),
            "words": words,
            "language": language,
            "lang": place.locale.replace("_", "-") or language,
            "place": place,
            "description": told,
            "tags": list(tags(title, told, place)),
            "linked_data": linked_data(title, told, entries, place),
            "paper": paper,
            "nights": {},
            "scrolls": css_words(words.get("scrolls", "")),
            "for_print": for_print,
            "colours": colours,
            "serif": _families(house.faces.serif),
            "sans": _families(house.faces.sans),
            "font_faces": Markup(rules),  # noqa: S704  (made by us from file names)
            "trend": lambda values: trend_line(values, colours.ink, for_print=for_print),
            "direction_mark": lambda direction, beside="": direction_mark(
                direction,
                words.get(direction, ""),
                colours.ink,
                for_print=for_print,
                beside=beside,
            ),
        },
    )
    return page if for_print else with_fonts(page, house.faces)


def column_labels(entries: Sequence[IndexEntry]) -> dict[str, str]:
    """What the figures of each column are, by their names: the words that all labels begin with.

    Where each begins with its own subject ("Kent’s share of pupils"), these are the words behind that. Where subjects measure
    other things under one name and no word is common, the first says what it measures.
    """
    labels: dict[str, list[str]] = {}
    subjects: dict[str, list[str]] = {}
    for entry in entries:
        for one in entry.figures:
            labels.setdefault(one.id, []).append(one.label)
            subjects.setdefault(one.id, []).append(entry.subject)
    return {
        name: _common_beginning(every) or _behind_subjects(every, subjects[name]) or every[0]
        for name, every in labels.items()
    }


def own_label(figure: IndexFigure, column: str, subject: str = "") -> str:
    """What a figure is beyond what its column says: ``Ore`` of "Imports, Ore" below "Imports"; empty for nothing.

    Nor is it said whose it is where that is the ``subject`` of the row: "Kent’s share of pupils" below "Share of pupils".
    """
    if figure.label.startswith(column):
        return figure.label[len(column) :].strip(_BETWEEN)
    if figure.label.lower().endswith(column.lower()):
        own = figure.label[: -len(column)].strip(_BETWEEN)
        return "" if subject and own.startswith(subject) else own
    return figure.label


def _common_beginning(labels: Sequence[str]) -> str:
    """The words that all begin with, without what joins them to others."""
    rows = [label.split(" ") for label in labels]
    alike = takewhile(
        lambda words: len({one.strip(_BETWEEN) for one in words}) == 1, zip(*rows, strict=False)
    )
    return " ".join(words[0] for words in alike).strip(_BETWEEN)


def _behind_subjects(labels: Sequence[str], subjects: Sequence[str]) -> str:
    """The words that all end with, with a capital, where each label begins with its subject; else nothing."""
    rows = [label.split(" ")[::-1] for label in labels]
    alike = takewhile(lambda words: len({*words}) == 1, zip(*rows, strict=False))
    ending = " ".join([words[0] for words in alike][::-1])
    whose = [label.startswith(subject) for label, subject in zip(labels, subjects, strict=True)]
    return ending[:1].upper() + ending[1:] if all(whose) else ""


def trend_line(values: Sequence[float | None], colour: str, *, for_print: bool) -> Markup:
    """A small line through the values, with gaps where there is none; empty for fewer than two.

    It says nothing that the words beside it do not say, so that no reader is told of it.
    """
    known = [one for one in values if one is not None]
    if len(known) < 2:  # noqa: PLR2004
        return Markup("")
    low, high = min(known), max(known)
    span = (high - low) or 1
    step = _WIDTH / max(len(values) - 1, 1)
    pieces, is_down = [], False
    for place, value in enumerate(values):
        if value is None:
            is_down = False
            continue
        y = _HEIGHT - 2 - (value - low) / span * (_HEIGHT - 4) if high > low else _HEIGHT / 2
        pieces.append(f"{'L' if is_down else 'M'}{place * step:.1f} {y:.1f}")
        is_down = True
    stroke = colour if for_print else "currentColor"
    return Markup(
        '<svg class="trend" viewBox="-2 0 {} {}" width="{}" height="{}" aria-hidden="true" focusable="false">'
        '<path d="{}" fill="none" stroke="{}" stroke-width="1.6" stroke-linejoin="round" stroke-linecap="round"/></svg>'
    ).format(_WIDTH + 4, _HEIGHT, _WIDTH + 4, _HEIGHT, " ".join(pieces), stroke)


def _families(names: Sequence[str]) -> Markup:
    return Markup(", ".join(f"'{name}'" for name in names))  # noqa: S704  (names that we gave)
