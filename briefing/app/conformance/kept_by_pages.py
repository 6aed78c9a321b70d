"""What drawings, page designs and languages must keep, tried on the sample brief."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from briefing.app.conformance.kept import require
from briefing.app.conformance.samples import samples
from briefing.core.document import Document
from briefing.core.plot import Plot
from briefing.core.text_nodes import plain
from briefing.language.base import language_of
from briefing.language.term_file import Entry, Slot, parts_of, terms_of
from briefing.language.wordings import Wording
from briefing.writers.drawing.canvas import Canvas
from briefing.writers.house.house import shipped_house
from briefing.writers.html.page import write_html
from briefing.writers.writing import Setting


def drawing(name: str, function: Callable[..., object], arguments: Mapping[str, object]) -> None:
    """It puts a plot on a canvas, the same each time, with no word that the plot does not have."""
    del arguments
    with samples() as made:
        (figure,) = made.brief.charts.values()
        first, again = _drawn(name, function, figure.plot), _drawn(name, function, figure.plot)
        require(first.svg(name) == again.svg(name), f"'{name}' draws the same plot otherwise")
        words = " ".join(figure.plot.words).split()
        strange = [
            one
            for text in first.texts
            for one in text.split()
            if one not in words and not any(letter.isdigit() for letter in one)
        ]
        require(not strange, f"'{name}' prints {strange}, which its plot does not say")


def _drawn(name: str, function: Callable[..., object], plot: Plot) -> Canvas:
    made = function(plot, shipped_house().style)
    require(isinstance(made, Canvas), f"'{name}' returns no Canvas")
    assert isinstance(made, Canvas)
    cut = made.collisions()
    require(not cut, f"labels of '{name}' cannot be read: {', '.join(map(str, cut))}")
    return made


def design(name: str, function: Callable[..., object], arguments: Mapping[str, object]) -> None:
    """Its page prints every part of a brief, on screen and in print, the same each time."""
    del arguments
    folder = function()
    require(isinstance(folder, Path), f"'{name}' returns no Path")
    assert isinstance(folder, Path)
    file = folder / name / "brief.html.j2"
    require(file.is_file(), f"there is no {file}")
    with samples(design=name) as made:
        setting = made.brief.setting.known
        assert setting is not None
        for for_print in (False, True):
            pages = {_page(made.brief.document, setting, for_print=for_print) for _ in range(2)}
            require(len(pages) == 1, f"'{name}' sets the same brief otherwise")
            (page,) = pages
            lacking = [one for one in _said(made.brief.document) if one not in page]
            require(not lacking, f"pages of '{name}' lack {lacking}")


def _page(document: Document, setting: Setting, *, for_print: bool) -> str:
    return write_html(
        document,
        templates=setting.templates,
        for_print=for_print,
        house=setting.house,
        pictures=setting.pictures,
    )


def _said(document: Document) -> list[str]:
    """A few words of each part that no design may leave out."""
    figures = [one.value for one in document.key_figures]
    return [plain(document.title), *figures, *(plain(one.do) for one in document.recommendations)]


def language(name: str, function: Callable[..., object], arguments: Mapping[str, object]) -> None:
    """It has every term of English with the same slots, and a brief can be written in it."""
    del arguments
    found = function()
    require(isinstance(found, Wording), f"'{name}' returns no Wording")
    assert isinstance(found, Wording)
    english = terms_of("en")
    lacking = sorted(english.keys() - found.terms.keys())
    require(not lacking, f"'{name}' lacks the terms {lacking[:5]}, {len(lacking)} in all")
    for key, entry in english.items():
        strange = _slots(found.terms[key]) - _slots(entry)
        require(
            not strange, f"the term '{key}' of '{name}' has slots that are not filled: {strange}"
        )
    language_of(name, "en_US")
    with samples(language=name) as made:
        require(made.brief.document.language == name, f"pages do not bear the tag '{name}'")


def _slots(entry: Entry) -> set[str]:
    texts = [entry] if isinstance(entry, str) else entry
    every = texts.values() if isinstance(texts, Mapping) else texts
    return {one.name for text in every for one in parts_of(text) if isinstance(one, Slot)}
