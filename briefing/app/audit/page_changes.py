"""What became of the pages of a file, in words: added, removed, moved, cut, drawn or mapped otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pikepdf import Dictionary, Name, Stream

from briefing.app.audit.drawing_changes import drawing_changes, quoted
from briefing.app.audit.drawing_steps import steps_of
from briefing.app.audit.drawn_words import DEEPEST_DRAWING, drawn_words, has_layers
from briefing.app.audit.file_model import FileModel
from briefing.app.audit.opened_pdf import OpenedPdf, text_in

_BOXES = {
    "/MediaBox": "the page has another size",
    "/CropBox": "the part of the page that is shown was changed",
    "/Rotate": "the page was turned",
    "/UserUnit": "the scale of the page was changed",
    "/TrimBox": "the trim of the page was changed",
    "/BleedBox": "the bleed of the page was changed",
    "/ArtBox": "the art box of the page was changed",
}
_ENTRIES = {
    "/AF": ("a file that hangs on the page", "edited-attachments"),
    "/B": ("the way of articles through the page", "edited-page"),
    "/Dur": ("how the page turns by itself", "edited-page"),
    "/Trans": ("how the page turns by itself", "edited-page"),
    "/PresSteps": ("how the page turns by itself", "edited-page"),
    "/Group": ("how the colours of the page are mixed", "edited-page"),
    "/Thumb": ("the small picture of the page", "edited-page"),
    "/Metadata": ("the metadata of the page", "edited-metadata"),
    "/VP": ("how the page is measured", "edited-page"),
    "/PieceInfo": ("what another program keeps in the page", "edited-page"),
    "/OutputIntents": ("what colours of the page mean", "edited-page"),
    "/StructParents": ("which tags its marks lead to", "edited-tags"),
    "/Tabs": ("in which order its links are gone through", "edited-tags"),
}
"""Entries of a page that are neither boxes nor actions."""
_STATES = (
    ({"/SMask"}, "a mask that makes a part transparent"),
    ({"/BM", "/AIS", "/TK"}, "how colours are mixed with those below"),
    ({"/TR", "/TR2", "/BG", "/BG2", "/UCR", "/UCR2"}, "how colours are turned into others"),
    ({"/HT", "/HTP"}, "how colours are made of dots (a halftone)"),
    ({"/Font"}, "a typeface that a state of drawing sets"),
    ({"/OP", "/op", "/OPM"}, "how colours are printed over one another"),
    ({"/LW", "/LC", "/LJ", "/ML", "/D", "/SA"}, "how lines are drawn"),
)
_DRAWINGS = (
    ({"/Ref", "/OPI"}, "a drawing that is taken from another file"),
    ({"/OC"}, "a picture on a layer that can be hidden"),
    ({"/SMask", "/Mask"}, "a picture with a mask"),
)
_RESOURCES = {
    "/ExtGState": "how transparent something is drawn",
    "/Properties": "what belongs to a layer, or is said in place of what is drawn,",
    "/ColorSpace": "what colours mean",
    "/Pattern": "a pattern",
    "/Shading": "a shading",
    "/Font": "a typeface",
    "/XObject": "a picture",
}

_IN_A_DRAWING = "in a drawing "


@dataclass(frozen=True, slots=True)
class Change:
    """Something that is other than made again."""

    where: str
    detail: str
    code: str
    page: int = 0
    """Its number in the audited file; 0 for what is of no page."""


def aligned(old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    """Which page made again each page of a file is, by digests of what draws them.

    A page that draws something else is taken for the one in whose place it stands.
    """
    found: list[int | None] = [None] * len(new)
    gaps = []
    for what, low, high, first, last in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if what == "equal":
            found[first:last] = range(low, high)
        else:
            gaps.append((range(low, high), range(first, last)))
    for at, digest in enumerate(new):
        if found[at] is None and digest in old:
            free = (n for n, one in enumerate(old) if one == digest and n not in found)
            found[at] = next(free, None)
    for olds, news in gaps:
        left = [n for n in olds if n not in found]
        for at, n in zip((at for at in news if found[at] is None), left, strict=False):
            found[at] = n
    return found


def order_changes(matches: Sequence[int | None], count: int) -> Iterator[Change]:
    """Pages that were added, removed or moved; ``count`` is how many there were."""
    for at, one in enumerate(matches):
        if one is None:
            yield Change(f"page {at + 1}", "was added to the brief", "edited-pages", at + 1)
    for n in range(count):
        if n not in matches:
            yield Change(f"page {n + 1} of the brief", "was removed", "edited-pages")
    kept = [one for one in matches if one is not None]
    for at, one in enumerate(matches):
        if one is not None and sorted(kept).index(one) != kept.index(one):
            detail = f"stands in another place: it is page {one + 1} of the brief"
            yield Change(f"page {at + 1}", detail, "edited-pages", at + 1)


def page_changes(old: FileModel, new: FileModel, was: int, now: int) -> Iterator[Change]:
    """What differs in a page; ``was`` and ``now`` are its places in the two files, from 0."""
    before, after = old.pages[was], new.pages[now]
    where, number = f"page {now + 1}", now + 1
    given = [model.opened.inherited(model.opened.pages[n]) for model, n in ((old, was), (new, now))]
    resources = [_dictionary(one.get("/Resources")) for one in given]
    if before.content != after.content:
        told = drawing_changes(
            steps_of(old.opened, before.content, resources[0]),
            steps_of(new.opened, after.content, resources[1]),
        )
        if told:
            yield Change(where, "; ".join(told), "edited-page", number)
    found = dict.fromkeys(_known_changes(old, new, given))
    for detail, code in found:
        shared = detail.startswith(_IN_A_DRAWING)
        if not (shared and (detail.removeprefix(_IN_A_DRAWING), code) in found):
            yield Change(where, detail, code, number)
    for key in [*after.entries, *(key for key in before.entries if key not in after.entries)]:
        one, other = before.entries.get(key), after.entries.get(key)
        if one == other:
            continue
        if key in _BOXES:
            yield Change(where, _BOXES[key], "edited-page-box", number)
        elif key == "/AA":
            yield Change(
                where, "a script or action of the page was added", "active-content", number
            )
        else:
            what, code = _ENTRIES.get(key, ("its entry", "edited-page"))
            yield Change(where, f"{what} ({key}) {how(one, other)}", code, number)


def _known_changes(
    old: FileModel, new: FileModel, given: Sequence[Mapping[str, object]]
) -> Sequence[tuple[str, str]]:
    """What differs in the resources of two pages, looked at once where pages share them."""
    before, after = given[0].get("/Resources"), given[1].get("/Resources")
    numbers = [
        one.objgen for one in (before, after) if isinstance(one, Dictionary) and one.is_indirect
    ]
    key = tuple(numbers)
    if len(key) == len(given) and key in new.known:
        return new.known[key]
    found = list(_resource_changes(old.opened, new.opened, _dictionary(before), _dictionary(after)))
    new.known[key] = found
    return found


def how(old: str | None, new: str | None) -> str:
    """What happened to something that is ``None`` where it is not there."""
    if old is None:
        return "was added"
    return "was removed" if new is None else "was changed"


def _resource_changes(
    old: OpenedPdf,
    new: OpenedPdf,
    before: Mapping[str, object],
    after: Mapping[str, object],
    level: int = 0,
) -> Iterator[tuple[str, str]]:
    for kind in [*after, *(one for one in before if one not in after)]:
        were, are = _dictionary(before.get(kind)), _dictionary(after.get(kind))
        if not (were or are) and old.of(before.get(kind)) != new.of(after.get(kind)):
            yield f"its resources {kind} were changed", "edited-page"
        for name in [*are, *(one for one in were if one not in are)]:
            one, other = were.get(name), are.get(name)
            if name in were and name in are and old.of(one) == new.of(other):
                continue
            if name not in were or name not in are:
                yield (
                    f"{_named(kind, one or other)} {'was added' if name in are else 'was removed'}{_saying(new, other)}",
                    "edited-page",
                )
            elif kind == "/Font":
                yield from _font_changes(old, new, one, other)
            elif kind == "/XObject":
                yield from _picture_changes(old, new, one, other, level + 1)
            else:
                yield f"{_named(kind, other)} was changed{_saying(new, other)}", "edited-page"


def _named(kind: str, one: object) -> str:
    """What a resource of a page is, in words."""
    if kind == "/ExtGState":
        keys = {*_dictionary(one)}
        return next((words for which, words in _STATES if keys & which), _RESOURCES[kind])
    if kind == "/XObject" and isinstance(one, Stream):
        keys = {*one.keys()}
        return next((words for which, words in _DRAWINGS if keys & which), _RESOURCES[kind])
    return _RESOURCES.get(kind, kind)


def _saying(opened: OpenedPdf, one: object) -> str:
    """The words that a drawing or the tile of a pattern shows, and whether layers hide them."""
    words = " ".join(drawn_words(opened, one))
    said = f" with the words {quoted(words)}" if words else ""
    return f"{said}, partly on a layer that can be hidden" if has_layers(opened, one) else said


def _font_changes(
    old: OpenedPdf, new: OpenedPdf, one: object, other: object
) -> Iterator[tuple[str, str]]:
    was, now = _dictionary(one), _dictionary(other)
    name = text_in(now.get("/BaseFont")).lstrip("/").rpartition("+")[2] or "a typeface"
    if old.of(was.get("/ToUnicode")) != new.of(now.get("/ToUnicode")):
        detail = f"{name}: what is copied, searched and read aloud is other text than is shown"
        yield detail, "edited-text-mapping"
    kept = [key for key in (*was, *now) if key not in {"/ToUnicode", "/Type"}]
    if any(old.of(was.get(key)) != new.of(now.get(key)) for key in kept):
        yield f"{name}: the shapes, widths or codes of letters were changed", "edited-text-mapping"


def _picture_changes(
    old: OpenedPdf, new: OpenedPdf, one: object, other: object, level: int
) -> Iterator[tuple[str, str]]:
    if not (isinstance(one, Stream) and isinstance(other, Stream)):
        yield "a picture was changed", "edited-page"
        return
    if old.of(one.get("/OC")) != new.of(other.get("/OC")):
        yield "a picture was put on a layer that can be hidden", "edited-layers"
    if old.of(one.get("/Alternates")) != new.of(other.get("/Alternates")):
        yield "another picture is shown in its place at times, as for printing", "edited-page"
    if one.get("/Subtype") != Name.Form or other.get("/Subtype") != Name.Form:
        yield "a picture was exchanged", "edited-page"
        return
    was, now = _dictionary(one.get("/Resources")), _dictionary(other.get("/Resources"))
    drawn = old.data_of(one), new.data_of(other)
    told = (
        drawing_changes(steps_of(old, drawn[0], was), steps_of(new, drawn[1], now))
        if drawn[0] != drawn[1]
        else []
    )
    if told:
        yield f"{_IN_A_DRAWING}{'; '.join(told)}", "edited-page"
    is_open = bool(was and now) and level < DEEPEST_DRAWING
    inner = list(_resource_changes(old, new, was, now, level)) if is_open else []
    yield from ((f"{_IN_A_DRAWING}{detail}", code) for detail, code in inner)
    if not (told or inner):
        yield _drawing_change(old, new, one, other), "edited-page"


def _drawing_change(old: OpenedPdf, new: OpenedPdf, one: Stream, other: Stream) -> str:
    """What else became of a drawing whose steps are the same."""
    keys = {
        key
        for key in {*one.keys(), *other.keys()}
        if old.of(one.get(key)) != new.of(other.get(key))
    }
    if keys & {"/Ref", "/OPI"}:
        return "a drawing is taken from another file"
    if "/Group" in keys:
        return "how the colours of a drawing are mixed was changed"
    return "a drawing has other bounds, place or resources"


def _dictionary(value: object) -> dict[str, object]:
    return dict(value.items()) if isinstance(value, Dictionary) else {}
