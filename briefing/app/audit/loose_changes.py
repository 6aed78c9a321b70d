"""What differs between two files that other libraries set: all but where letters and lines stand.

Words, links, texts for those who cannot see, bookmarks, metadata, attached files, and everything
that acts, plays, hides or asks to be filled in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.app.audit.file_changes import file_changes, note_changes
from briefing.app.audit.file_model import FileModel
from briefing.app.audit.page_changes import Change
from briefing.app.review.printed_pages import squeeze

_BY_THEIR_SETTING = frozenset(
    {"edited-tags", "edited-outline", "edited-labels", "edited-links", "edited-metadata"}
)
"""Codes of what differs wherever pages are set otherwise; what matters of it is compared below."""
_PLACE = re.compile(r"[\w.-]+")
"""The name of a place within a file, as links have it; no address and no action."""
_OF_THE_MAKER = frozenset({"/Producer", "/Creator"})


@dataclass(frozen=True, slots=True)
class MadeOtherwise:
    """Something that other code of the maker may have set: a place within the file, a text of its ledger."""

    where: str
    text: str


def loose_changes(
    old: FileModel, new: FileModel, known: str = ""
) -> Iterator[Change | MadeOtherwise]:
    """What differs; ``new`` is the audited file.

    ``known`` holds the texts of its ledger where other code made it: what those have, and places within
    the file that links lead to, may be otherwise for that reason. Empty where the same code made it.
    """
    for one in file_changes(old, new):
        is_ledger = one.where.endswith(".facts.json") or "list of attached files" in one.detail
        if one.code not in _BY_THEIR_SETTING and not is_ledger:
            yield one
    for where, was, now, code in (
        ("the links", _links(old), _links(new), "edited-links"),
        ("the tags", _said(old), _said(new), "edited-tags"),
        ("the outline", _titles(old), _titles(new), "edited-outline"),
    ):
        yield from _counted(where, was, now, code, known)
    for key in {*old.info, *new.info} - _OF_THE_MAKER:
        if old.info.get(key) != new.info.get(key):
            said = new.info.get(key, "")
            yield Change(
                "the metadata", f"{key.lstrip('/').lower()} is “{said}”", "edited-metadata"
            )
    sizes = {one.entries.get("/MediaBox") for one in old.pages}
    for at, page in enumerate(new.pages, 1):
        if page.entries.get("/MediaBox") not in sizes:
            yield Change(f"page {at}", "the page has another size", "edited-page-box", at)
        others = [note for note in page.notes if note.kind != "Link"]
        yield from note_changes([], others, at)
        for key in page.entries.keys() & {"/AA", "/CropBox", "/Rotate", "/UserUnit"}:
            if not any(key in one.entries for one in old.pages):
                yield Change(f"page {at}", f"its entry {key} was added", "edited-page-box", at)
        for name in page.resources:
            if name.startswith("/Properties"):
                yield Change(f"page {at}", "a part of it is on a layer", "edited-layers", at)


def _counted(
    where: str, old: Counter[str], new: Counter[str], code: str, known: str
) -> Iterator[Change | MadeOtherwise]:
    """Texts that came or went; ``known`` as :func:`loose_changes` has it."""
    is_link = code == "edited-links"
    for text in new - old:
        is_own = _PLACE.fullmatch(text) if is_link else squeeze(text) in known
        told = f"“{text}” was added"
        yield MadeOtherwise(where, told) if known and is_own else Change(where, told, code)
    for text in old - new:
        is_own = is_link or squeeze(text) not in known
        told = f"“{text}” was removed"
        yield MadeOtherwise(where, told) if known and is_own else Change(where, told, code)


def _links(model: FileModel) -> Counter[str]:
    """Where links lead; one that breaks over lines is several, so each counts once."""
    notes = (note for page in model.pages for note in page.notes if note.kind == "Link")
    return Counter({note.target: 1 for note in notes})


def _said(model: FileModel) -> Counter[str]:
    return Counter(text for tag in model.tags for text in tag.texts.values())


def _titles(model: FileModel) -> Counter[str]:
    return Counter(one.title for one in model.outline)
