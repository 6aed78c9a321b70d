"""What became of all that hangs on a file beside its pages, in words: tags, links, names, metadata, actions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from briefing.app.audit.file_model import Bookmark, Entries, FileModel, Note, Tag
from briefing.app.audit.page_changes import Change, how

_KINDS = {
    "Link": "a link",
    "FreeText": "a comment that is shown on the page",
    "Text": "a comment",
    "Widget": "a field of a form",
    "Movie": "a film",
    "Screen": "a film or sound",
    "RichMedia": "a film or sound",
    "Sound": "a sound",
    "3D": "a model in space",
    "FileAttachment": "an attached file",
    "Stamp": "a stamp",
    "Popup": "a note that pops up",
    "Watermark": "words or a picture laid over the page",
    "Redact": "a mark that blackens",
    "Highlight": "a mark in the text",
    "Underline": "a mark in the text",
    "StrikeOut": "a mark that strikes text out",
    "Squiggly": "a mark in the text",
    "Ink": "a drawing by hand",
    **dict.fromkeys(("Line", "Square", "Circle", "Polygon", "PolyLine"), "a shape over the page"),
}
_OF_A_NOTE = {
    "/P": "names another page than the one that it stands on",
    "/Contents": "is described otherwise",
    "/AP": "draws something on the page",
    "/MK": "draws something on the page",
    "/OC": "was put on a layer that can be hidden",
    "/Rect": "stands in another place",
    "/QuadPoints": "stands in another place",
    "/F": "is shown or printed at other times",
}
_LIVELY = frozenset({"Movie", "Screen", "RichMedia", "Sound", "3D", "Widget"})
_CODES = {"Widget": "edited-form", "Link": "edited-links", "FileAttachment": "edited-attachments"}
_ACTIVE = re.compile(
    r"/'/(JavaScript|Launch|GoToR|GoToE|SubmitForm|ImportData|Rendition|Movie|Sound|Hide|Named|"
    r"SetOCGState|RichMediaExecute|ResetForm|GoTo3DView|Thread|Trans)'"
)
_TAG_TEXTS = {
    "/Alt": "the text for those who cannot see a figure",
    "/ActualText": "what is read aloud in place of the text",
    "/T": "the title of a tag",
    "/Lang": "the language of a text",
    "/E": "what an abbreviation stands for",
}
_OF_A_PLACE = "what a tag says of its place or table"
_REST: dict[str, tuple[str, str]] = {
    "catalog /OpenAction": ("what happens when the file is opened", "active-content"),
    "catalog /AA": ("an action of the file", "active-content"),
    "catalog /AcroForm": ("a form", "edited-form"),
    "catalog /OCProperties": ("the list of layers that can be shown and hidden", "edited-layers"),
    "catalog /Lang": ("the language of the file", "edited-tags"),
    "catalog /MarkInfo": ("whether the file has tags", "edited-tags"),
    "catalog /ViewerPreferences": ("how viewers show the file", "edited-file"),
    "catalog /PageMode": ("how viewers show the file", "edited-file"),
    "catalog /PageLayout": ("how viewers show the file", "edited-file"),
    "catalog /AF": ("the list of attached files", "edited-attachments"),
    "catalog /URI": ("the address that links begin at", "edited-links"),
    "catalog /OutputIntents": ("what colours mean", "edited-file"),
    "catalog /Perms": ("what permissions a signature gives", "edited-file"),
    "catalog /DSS": ("a store with proofs of signatures", "edited-file"),
    "catalog /Threads": ("the list of articles that lead through the pages", "edited-file"),
    "catalog /PieceInfo": ("what another program keeps in it (/PieceInfo)", "edited-file"),
    "catalog /Collection": ("how attached files are shown", "edited-attachments"),
    "tags /RoleMap": ("what kinds of tags mean", "edited-tags"),
    "tags /Namespaces": ("what tags of other vocabularies mean", "edited-tags"),
    "tags /ClassMap": ("what classes of tags mean", "edited-tags"),
    "tags /ParentTree": ("which tag each mark of a page leads to", "edited-tags"),
    "tags /IDTree": ("which tag each name leads to", "edited-tags"),
    "tags /PronunciationLexicon": ("how words are spoken", "edited-tags"),
    "trailer /Encrypt": ("encryption", "edited-file"),
    "tree of pages /Count": ("the count of pages", "edited-file"),
}
_NAMES = {
    "/Dests": ("the place '{}' that links lead to", "edited-links"),
    "/Dests of the catalog": ("the place '{}' that links lead to", "edited-links"),
    "/JavaScript": ("a script '{}' that runs on opening", "active-content"),
    "/Templates": ("a page '{}' that can be put in place", "edited-pages"),
    "/Pages": ("a page '{}' that can be put in place", "edited-pages"),
    "/Renditions": ("a film or sound '{}'", "active-content"),
    "/AlternatePresentations": ("another way '{}' of showing the file", "active-content"),
}
_INFO = re.compile(r"<([\w:]+)(?:\s[^<>]*)?>([^<>]+)<")
_COMMENT = re.compile(r"<(?:!--|\?)(.*?)(?:--|\?)>", re.DOTALL)
_LISTED = re.compile(r'\s([\w]+:[\w]+)="([^"]*)"')
_PREFIX = re.compile(r"'/P' '([^']*)'")
_LONGEST = 70


def file_changes(old: FileModel, new: FileModel) -> Iterator[Change]:
    """Everything that differs beside the pages themselves."""
    yield from _metadata_changes(old, new)
    yield from _tag_changes(old, new)
    looked_up = [*_outline_changes(old.outline, new.outline), *_named_changes(old, new)]
    yield from looked_up
    for key, _, _ in _pairs(old.trees, new.trees):
        if not looked_up:
            detail = f"the tree of {key} is built otherwise, with the same entries"
            if key == "/Outlines":
                detail = "the outline is folded or built otherwise, with the same bookmarks"
            yield Change(
                "the file", detail, "edited-outline" if key == "/Outlines" else "edited-file"
            )
    yield from _other_changes(old, new)


def _named_changes(old: FileModel, new: FileModel) -> Iterator[Change]:
    yield from _attachment_changes(old, new)
    for kind in dict.fromkeys((*old.names, *new.names)):
        if kind != "/EmbeddedFiles":
            what, code = _NAMES.get(kind, (f"the name '{{}}' in {kind}", "edited-file"))
            for name, one, other in _pairs(old.names.get(kind, {}), new.names.get(kind, {})):
                yield Change("the file", f"{what.format(name)} {how(one, other)}", code)
    for first, _, other in _pairs(old.labels, new.labels):
        page = f"from page {int(first) + 1}" if first.isdecimal() else "of pages"
        words = " ".join(_PREFIX.findall(other or ""))
        said = f" to {_quoted(words)}" if words else ""
        detail = f"the numbers {page} as viewers show them were changed{said}"
        yield Change("the file", detail, "edited-labels")


def _other_changes(old: FileModel, new: FileModel) -> Iterator[Change]:
    is_tagged_alike = old.tags == new.tags
    is_attached_alike = old.names.get("/EmbeddedFiles") == new.names.get("/EmbeddedFiles")
    for key, one, other in _pairs(old.rest, new.rest):
        if key == "catalog /AF" and not is_attached_alike:
            continue
        if key in {"tags /ParentTree", "tags /IDTree"} and not is_tagged_alike:
            continue
        what, code = _REST.get(
            key,
            (
                f"the entry {key.rpartition(' ')[2]} of the {key.rpartition(' ')[0]}",
                "edited-tags" if key.startswith("tags ") else "edited-file",
            ),
        )
        is_live = code == "active-content" or bool(_ACTIVE.search(other or ""))
        script = " (a script)" if "/'/JavaScript'" in (other or "") else ""
        yield Change(
            "the file", f"{what}{script} {how(one, other)}", "active-content" if is_live else code
        )


def note_changes(old: Sequence[Note], new: Sequence[Note], page: int) -> Iterator[Change]:
    """What became of the annotations of a page: links, comments, fields, films."""
    where = f"page {page}"
    matcher = SequenceMatcher(
        None, [str(n.entries) for n in old], [str(n.entries) for n in new], autojunk=False
    )
    for what, low, high, first, last in matcher.get_opcodes():
        if what == "equal":
            continue
        gone, come = old[low:high], new[first:last]
        for one, other in zip(gone, come, strict=False):
            yield _changed_note(one, other, where, page)
        for one in gone[len(come) :]:
            yield Change(where, f"{_called(one)} was removed", _note_code(one), page)
        for one in come[len(gone) :]:
            words = f": {_quoted(one.words)}" if one.words else ""
            yield Change(where, f"{_called(one)} was added{words}", _note_code(one), page)


def _changed_note(one: Note, other: Note, where: str, page: int) -> Change:
    if one.kind == other.kind and one.target != other.target:
        detail = f"{_called(other)} leads to {_quoted(other.target)}, not to {_quoted(one.target)}"
        return Change(where, detail, _note_code(other), page)
    if one.kind != other.kind:
        return Change(where, f"{_called(one)} became {_called(other)}", _note_code(other), page)
    keys = [key for key, _, _ in _pairs(one.entries, other.entries)]
    told = list(dict.fromkeys(_OF_A_NOTE[key] for key in keys if key in _OF_A_NOTE))
    said = f": {_quoted(other.words)}" if other.words and one.words != other.words else ""
    detail = f"{_called(other)} {' and '.join(told) or 'was changed'} ({', '.join(keys)}){said}"
    return Change(where, detail, "edited-layers" if "/OC" in keys else _note_code(other), page)


def _called(note: Note) -> str:
    return _KINDS.get(note.kind, f"an annotation ({note.kind or 'of no kind'})")


def _note_code(note: Note) -> str:
    actions = note.entries.get("/A", "") + note.entries.get("/AA", "")
    if _ACTIVE.search(actions) or "/AA" in note.entries or note.kind in _LIVELY - {"Widget"}:
        return "active-content"
    if note.kind in _CODES:
        return _CODES[note.kind]
    return "edited-annotations"


def _metadata_changes(old: FileModel, new: FileModel) -> Iterator[Change]:
    for key, one, other in _pairs(old.info, new.info):
        said = f" to {_quoted(other)}" if one and other else ""
        detail = f"{key.lstrip('/').lower()} {how(one, other)}{said}"
        yield Change("the metadata", detail, "edited-metadata")
    if old.xmp == new.xmp:
        return
    were, are = _fields(old.xmp), _fields(new.xmp)
    told = [(name, text) for name, text in are if (name, text) not in were]
    gone = [(name, text) for name, text in were if (name, text) not in are]
    names = dict.fromkeys(name for name, _ in (*told, *gone))
    if not names:
        yield Change(
            "the metadata", "its XML was written otherwise, with the same texts", "edited-metadata"
        )
    for name in names:
        now = " ".join(text for one, text in told if one == name)
        detail = f"in XML {name} {f'is {_quoted(now)}' if now else 'was removed'}"
        yield Change("the metadata", detail, "edited-metadata")


def _fields(xmp: str) -> list[tuple[str, str]]:
    """Names and texts of metadata; texts of a list bear the name of what lists them."""
    flat = re.sub(
        r"<(/?)rdf:(?:Alt|Seq|Bag|li|Description|RDF)(?:\s+xml:lang=\"[^\"]*\")?>", "", xmp
    )
    found = [(name, " ".join(text.split())) for name, text in _INFO.findall(flat)]
    found += [("a comment", " ".join(text.split())) for text in _COMMENT.findall(xmp)]
    return [*(one for one in found if one[1]), *_LISTED.findall(xmp)]


def _outline_changes(old: Sequence[Bookmark], new: Sequence[Bookmark]) -> Iterator[Change]:
    for what, low, high, first, last in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if what == "equal":
            continue
        gone, come = old[low:high], new[first:last]
        for one, other in zip(gone, come, strict=False):
            if one.title != other.title:
                detail = f"the bookmark {_quoted(one.title)} became {_quoted(other.title)}"
            elif one.level != other.level:
                detail = f"the bookmark {_quoted(other.title)} stands on another level"
            elif one.target == other.target:
                detail = f"the bookmark {_quoted(other.title)} has another look"
            else:
                detail = f"the bookmark {_quoted(other.title)} leads elsewhere"
            code = "active-content" if _ACTIVE.search(other.target) else "edited-outline"
            yield Change("the outline", detail, code)
        for one in gone[len(come) :]:
            yield Change(
                "the outline", f"the bookmark {_quoted(one.title)} was removed", "edited-outline"
            )
        for one in come[len(gone) :]:
            code = "active-content" if _ACTIVE.search(one.target) else "edited-outline"
            yield Change("the outline", f"the bookmark {_quoted(one.title)} was added", code)


def _tag_changes(old: FileModel, new: FileModel) -> Iterator[Change]:
    if old.tags == new.tags:
        return
    was, now = old.tags, new.tags
    pages = {name: at + 1 for at, name in enumerate(new.called)}
    if [(one.level, one.kind) for one in was] == [(one.level, one.kind) for one in now]:
        for one, other in zip(was, now, strict=True):
            yield from _changed_tag(one, other, pages.get(other.page, 0))
        return
    gone, come = list[Tag](), list[Tag]()
    matcher = SequenceMatcher(
        None, list(map(_skeleton, was)), list(map(_skeleton, now)), autojunk=False
    )
    for what, low, high, first, last in matcher.get_opcodes():
        if what == "equal":
            for one, other in zip(was[low:high], now[first:last], strict=True):
                yield from _changed_tag(one, other, pages.get(other.page, 0))
            continue
        gone += was[low:high]
        come += now[first:last]
    for one, other in _moved(gone, come):
        yield from _changed_texts(one, other, pages.get(other.page, 0))
    removed = Counter(pages.get(one.page, 0) for one in gone)
    added = Counter(pages.get(one.page, 0) for one in come)
    for page in sorted({*removed, *added}):
        where = f"page {page}" if page else "the tags"
        counts = f"{removed[page]} removed, {added[page]} added"
        detail = f"tags that say in which order it is read: {counts}"
        yield Change(where, detail, "edited-tags", page)


def _skeleton(tag: Tag) -> tuple[int, str, str, str]:
    return tag.level, tag.kind, tag.page, tag.marks


def _moved(gone: Iterable[Tag], come: Iterable[Tag]) -> Iterator[tuple[Tag, Tag]]:
    """Tags of the same marks of a page that stand elsewhere in the order of reading."""
    waiting: dict[tuple[str, str, str], list[Tag]] = {}
    for one in come:
        waiting.setdefault((one.kind, one.page, one.marks), []).append(one)
    for one in gone:
        if left := waiting.get((one.kind, one.page, one.marks)):
            yield one, left.pop(0)


def _changed_texts(one: Tag, other: Tag, page: int) -> Iterator[Change]:
    for key, before, after in _pairs(one.texts, other.texts):
        said = f" to {_quoted(after)}" if before is not None and after is not None else ""
        detail = f"{_TAG_TEXTS[key]} {how(before, after)}{said}"
        yield Change(f"page {page}" if page else "the tags", detail, "edited-tags", page)


def _changed_tag(one: Tag, other: Tag, page: int) -> Iterator[Change]:
    where = f"page {page}" if page else "the tags"
    yield from _changed_texts(one, other, page)
    if (one.page, one.marks) != (other.page, other.marks):
        yield Change(where, "the order in which it is read was changed", "edited-tags", page)
    for key, before, after in _pairs(one.rest, other.rest):
        if key == "/AF":
            detail = f"a file that hangs on a tag {how(before, after)}"
            yield Change(where, detail, "edited-attachments", page)
            continue
        own = "/UserProperties'" in f"{before} {after}"
        what = "properties that somebody gave to a tag" if own else _OF_A_PLACE
        yield Change(where, f"{what} {'were' if own else 'was'} changed", "edited-tags", page)


def _attachment_changes(old: FileModel, new: FileModel) -> Iterator[Change]:
    said, says = (one.names.get("/EmbeddedFiles", {}) for one in (old, new))
    for name in dict.fromkeys((*said, *says)):
        was, now = old.attached.get(name), new.attached.get(name)
        if now and " " in now and was != now:
            detail = "holds other bytes for some readers than for others"
        elif name not in said or name not in says or was != now:
            detail = how(said.get(name), says.get(name))
        elif said[name] != says[name]:
            detail = _described(old.described.get(name, {}), new.described.get(name, {}))
        else:
            continue
        yield Change(f"attached file {name}", detail, "edited-attachments")


def _described(old: Entries, new: Entries) -> str:
    """How a file is described otherwise whose bytes are the same."""
    keys = {key for key, _, _ in _pairs(old, new)}
    if "/FS" in keys:
        return f"is said to be at an address: {_quoted(new.get('/UF') or new.get('/F'))}"
    name = next((new[key] for key in ("/UF", "/F") if key in keys and key in new), "")
    return f"bears another name: {_quoted(name)}" if name else "is described or dated otherwise"


def _pairs(old: Entries, new: Entries) -> Iterator[tuple[str, str | None, str | None]]:
    """Keys whose text is not the same, with both."""
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) != new.get(key):
            yield key, old.get(key), new.get(key)


def _quoted(text: str | None) -> str:
    found = text or ""
    return f"“{found if len(found) <= _LONGEST else found[: _LONGEST - 1] + '…'}”"
