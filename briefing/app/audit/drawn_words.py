"""The words that a drawing shows, and those that an annotation says or draws."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Stream

from briefing.app.audit.drawing_changes import words_of
from briefing.app.audit.drawing_steps import Step, is_layered, steps_of
from briefing.app.audit.opened_pdf import OpenedPdf, text_in

DEEPEST_DRAWING = 4
"""How far drawings within drawings are looked into; that they differ is told of all."""
_MARKUP = re.compile(r"<[^>]*>")
_SAID = ("/Contents", "/RC", "/V", "/DV")
_ON_A_BUTTON = ("/CA", "/RC", "/AC")


def drawn_words(opened: OpenedPdf, drawing: object) -> Iterator[str]:
    """The words of a drawing or of the tile of a pattern, of drawings within it too."""
    for steps in _drawn(opened, drawing, 0):
        if words := words_of(steps):
            yield words


def has_layers(opened: OpenedPdf, drawing: object) -> bool:
    """Whether a part of a drawing, or of a drawing within it, is on a layer that can be hidden."""
    return any(is_layered(step) for steps in _drawn(opened, drawing, 0) for step in steps)


def _drawn(opened: OpenedPdf, drawing: object, level: int) -> Iterator[list[Step]]:
    """The steps of a drawing, then those of each drawing within it."""
    if not isinstance(drawing, Stream) or level > DEEPEST_DRAWING:
        return
    if drawing.get("/Subtype") == Name.Image:
        return
    resources = _dictionary(drawing.get("/Resources"))
    yield steps_of(opened, opened.data_of(drawing), resources)
    for kind in ("/XObject", "/Pattern"):
        for inner in _dictionary(resources.get(kind)).values():
            yield from _drawn(opened, inner, level + 1)


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
