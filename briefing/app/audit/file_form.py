"""How a file is written, as far as readers of PDF could see different things in it.

A file may hold more than it shows: revisions one after another, an object twice, tables of objects
for old readers and for new ones, objects that nothing leads to, bytes behind its end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Stream

from briefing.app.audit.opened_pdf import Number, OpenedPdf
from briefing.app.audit.results import Result

_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
_OBJECT = re.compile(rb"(?:^|[\r\n\s])(\d{1,9})\s+(\d{1,5})\s+obj\b")
_OF_HINTS = frozenset({"/S", "/O", "/Length", "/Filter", "/DecodeParms"})
_OF_ORDER = frozenset({"/Linearized", "/L", "/H", "/O", "/E", "/N", "/T", "/P"})
_OWN = (Name("/XRef"), Name("/ObjStm"))
"""Kinds of objects that tell where the others are."""


def form_changes(old: OpenedPdf, new: OpenedPdf) -> list[Result]:
    """What is odd in how ``new`` is written; ``old`` is the same brief made again."""
    return [
        Result("the file", matches=False, detail=detail, code=code)
        for detail, code in _oddities(old, new)
    ]


def _oddities(old: OpenedPdf, new: OpenedPdf) -> Iterator[tuple[str, str]]:
    content = new.content
    later = _revisions(old.content, content)
    if later:
        yield later, "appended-revision"
    if not content.startswith(b"%PDF-"):
        yield "something stands before its beginning", "appended-revision"
    if b"/XRefStm" in content and b"/XRefStm" not in old.content:
        yield "has two tables of objects, so that readers may show different things", "hybrid-file"
    written = [found.groups() for found in _OBJECT.finditer(content)]
    doubled = len(written) - len(set(written))
    if doubled and not later:
        detail = (
            f"holds {_counted(doubled, 'object')} twice, so that readers may show different things"
        )
        yield detail, "doubled-object"
    spare = _unreached(new) - _unreached(old)
    if count := spare.total():
        yield f"holds {_counted(count, 'object')} that nothing in it leads to", "hidden-objects"
    if new.pdf.is_encrypted:
        yield "was put under encryption", "edited-file"
    if new.pdf.pdf_version != old.pdf.pdf_version:
        yield f"says that it is PDF {new.pdf.pdf_version}, not {old.pdf.pdf_version}", "edited-file"
    if warnings := new.pdf.get_warnings():
        said = str(warnings[0]).rpartition(">: ")[2]
        detail = f"is damaged, so that readers may show different things: {said}"
        yield detail[:200], "doubled-object"


def _revisions(old: bytes, new: bytes) -> str:
    """What was written behind the end of the file as it was built."""
    if new.startswith(old):
        count = len(new) - len(old)
        return f"{count:,} bytes were appended after the build" if count else ""
    ends = [found for found in _END.finditer(new) if found[1] != b"0"]
    if len(ends) > 1:
        return f"was saved again {len(ends) - 1} times by appending what changed"
    behind = new[ends[-1].end() :].strip() if ends else b""
    return f"{len(behind):,} bytes were appended behind its end" if behind else ""


def _unreached(opened: OpenedPdf) -> Counter[str]:
    """The objects of a file that nothing leads to, from its trailer on."""
    reached: set[Number] = set()
    waiting: list[object] = list(opened.pdf.trailer.values())
    while waiting:
        one = waiting.pop()
        if not isinstance(one, Array | Dictionary | Stream):
            continue
        if one.is_indirect:
            if one.objgen in reached:
                continue
            reached.add(one.objgen)
        waiting += list(one) if isinstance(one, Array) else [value for _, value in one.items()]
    return Counter(
        opened.of(one)
        for one in opened.pdf.objects
        if isinstance(one, Array | Dictionary | Stream)
        and one.objgen not in reached
        and not _is_of_the_form(one)
    )


def _is_of_the_form(one: Array | Dictionary | Stream) -> bool:
    """Whether an object says where others are, or in which order a slow line should bring them."""
    if isinstance(one, Stream):
        return one.get("/Type") in _OWN or not {*one.keys()} - _OF_HINTS
    return isinstance(one, Dictionary) and "/Linearized" in one and not {*one.keys()} - _OF_ORDER


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"
