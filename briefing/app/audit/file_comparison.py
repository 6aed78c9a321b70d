"""A file and the same brief made again, to what differs between them, a line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefing.app.audit.file_changes import file_changes, note_changes
from briefing.app.audit.file_form import form_changes
from briefing.app.audit.file_model import FileModel
from briefing.app.audit.loose_changes import loose_changes
from briefing.app.audit.other_makers import gathered
from briefing.app.audit.page_changes import Change, aligned, order_changes, page_changes
from briefing.app.review.results import Result

_MOST_PAGES = 6
"""Pages that are named one by one in a line."""


def compared(old: FileModel, new: FileModel) -> list[Result]:
    """What a file has otherwise than the same brief made again; nothing where all objects are equal.

    ``new`` is the audited file; see :func:`named_like`.
    """
    matches = [old.called.index(one) if one in old.called else None for one in new.called]
    changes = list(order_changes(matches, len(old.pages)))
    for at, was in enumerate(matches):
        if was is not None:
            changes += page_changes(old, new, was, at)
            changes += note_changes(old.pages[was].notes, new.pages[at].notes, at + 1)
    changes += file_changes(old, new)
    return [*form_changes(old.opened, new.opened), *_gathered(changes)]


def alike(old: FileModel, new: FileModel) -> bool:
    """Whether any page is drawn by the same bytes: then the same libraries set both files."""
    return bool({*old.content_digests()} & {*new.content_digests()})


def loosely_compared(old: FileModel, new: FileModel, known: str = "") -> list[Result]:
    """What differs in all that does not hang on where letters and lines stand.

    ``known`` are texts that other code of the maker may have written; see :func:`loose_changes`.
    """
    changes, others = list[Change](), dict[str, list[str]]()
    for one in loose_changes(old, new, known):
        if isinstance(one, Change):
            changes.append(one)
        else:
            others.setdefault(one.where, []).append(one.text)
    told = [gathered(where, texts, "are others here") for where, texts in others.items()]
    form = form_changes(old.opened, new.opened)
    if known:  # objects that it left over are shown nowhere
        form = [replace(one, matches=None) if one.code == "hidden-objects" else one for one in form]
    return [*form, *_gathered(changes), *told]


def named_like(old: FileModel, new: FileModel) -> FileModel:
    """The new file with its pages called as those of the old one that they are."""
    matches = aligned(old.content_digests(), new.content_digests())
    called = [
        f"added page {at}" if one is None else old.called[one] for at, one in enumerate(matches, 1)
    ]
    return FileModel(new.opened, called)


def _gathered(changes: Iterable[Change]) -> Iterator[Result]:
    """The same change of several pages as one, and what became of many things alike with its count."""
    pages: dict[tuple[str, str], list[int]] = {}
    others: dict[tuple[str, str, str], int] = {}
    for one in changes:
        if one.page:
            pages.setdefault((one.detail, one.code), []).append(one.page)
        else:
            key = (one.where, one.detail, one.code)
            others[key] = others.get(key, 0) + 1
    for (detail, code), numbers in pages.items():
        yield Result(_pages(numbers), matches=False, detail=detail, code=code)
    for (where, detail, code), count in others.items():
        times = "" if count == 1 else f" ({count} times)"
        yield Result(where, matches=False, detail=f"{detail}{times}", code=code)


def _pages(numbers: Sequence[int]) -> str:
    found = list(dict.fromkeys(numbers))
    if len(found) == 1:
        times = "" if len(numbers) == 1 else f" ({len(numbers)} times)"
        return f"page {found[0]}{times}"
    shown = [str(one) for one in found[:_MOST_PAGES]]
    more = "" if len(found) <= _MOST_PAGES else f" and {len(found) - _MOST_PAGES} more"
    return f"pages {', '.join(shown)}{more}"
