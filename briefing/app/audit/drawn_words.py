"""The words that a drawing shows, and those that an annotation says or draws."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Stream

from briefing.app.audit.drawing_changes import words_of
from briefing.app.audit.drawing_steps import Step, is_layered, steps_of
from briefing.app.audit.opened_pdf import Number, OpenedPdf, text_in

DEEPEST_DRAWING = 4
"""How far drawings within drawings are looked into; that they differ is told of all."""
_WITH_DRAWINGS = ("/XObject", "/Pattern", "/ExtGState", "/Font")
"""Kinds of resources that draw, mask by what they draw, or have letters that are drawings."""
_MARKUP = re.compile(r"<[^>]*>")
_SAID = ("/Contents", "/RC", "/V", "/DV")
_ON_A_BUTTON = ("/CA", "/RC", "/AC")


def drawn_words(opened: OpenedPdf, drawing: object) -> Iterator[str]:
    """The words of a drawing, of a pattern, of a mask or of letters that are drawings, and of drawings within."""
    for steps in _drawn(opened, drawing):
        if words := words_of(steps):
            yield words


def has_layers(opened: OpenedPdf, drawing: object) -> bool:
    """Whether a part of a drawing, or of a drawing within it, is on a layer that can be hidden."""
    return any(is_layered(step) for steps in _drawn(opened, drawing) for step in steps)


def _drawn(opened: OpenedPdf, drawing: object) -> Iterator[list[Step]]:
    """The steps of a drawing, then those of each drawing within it, each drawing once."""
    waiting = [(0, one, above) for one, above in _drawings(drawing)]
    seen: set[Number] = set()
    while waiting:
        level, one, above = waiting.pop(0)
        if level > DEEPEST_DRAWING or one.objgen in seen or one.get("/Subtype") == Name.Image:
            continue
        seen.add(one.objgen)
        resources = _dictionary(one.get("/Resources")) or above
        yield steps_of(opened, opened.data_of(one), resources)
        for kind in _WITH_DRAWINGS:
            for inner in _dictionary(resources.get(kind)).values():
                waiting += [(level + 1, *found) for found in _drawings(inner)]


def _drawings(given: object) -> Iterator[tuple[Stream, dict[str, object]]]:
    """The drawings that a resource of a page has, with the resources that they use beside their own."""
    if isinstance(given, Stream):
        yield given, {}
    elif isinstance(given, Dictionary):
        mask = _dictionary(given.get("/SMask"))
        letters = _dictionary(given.get("/CharProcs"))
        above = _dictionary(given.get("/Resources"))
        for one in (mask.get("/G"), *letters.values()):
            if isinstance(one, Stream):
                yield one, above


def note_words(opened: OpenedPdf, note: Dictionary) -> str:
    """What an annotation says: as a comment, in a field, on a button, by a file's name, in what it draws."""
    found = [_MARKUP.sub(" ", _text(opened, note.get(key))) for key in _SAID]
    button, file = _dictionary(note.get("/MK")), _dictionary(note.get("/FS"))
    found += [text_in(button.get(key)) for key in _ON_A_BUTTON]
    found.append(text_in(file.get("/UF")) or text_in(file.get("/F")))
    for look in _dictionary(note.get("/AP")).values():
        for one in [look] if isinstance(look, Stream) else _dictionary(look).values():
            found += drawn_words(opened, one)
    said = (" ".join(one.split()) for one in found)
    return " ".join(dict.fromkeys(one for one in said if one))


def _text(opened: OpenedPdf, value: object) -> str:
    """A text, which may stand in a stream; several as one."""
    if isinstance(value, Stream):
        return opened.data_of(value).decode("utf-8", "replace")
    if isinstance(value, Array):
        return " ".join(text_in(one) for one in value)
    return text_in(value)


def _dictionary(value: object) -> dict[str, object]:
    return dict(value.items()) if isinstance(value, Dictionary) else {}
