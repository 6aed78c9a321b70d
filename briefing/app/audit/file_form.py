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
from briefing.app.review.results import Result

ENDS = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
"""Where a revision ends, with the place of its table."""
_OBJECT = re.compile(rb"(?:^|[\r\n\s])(\d{1,9})\s+(\d{1,5})\s+obj\b")
TABLES = re.compile(rb"(?:^|[\r\n])xref\s+\d+\s+\d+\s|/Type\s*/XRef\b")
"""Where a table of objects begins."""
_READER = re.compile(r"^.*?<_io\.BytesIO[^>]*>:?\s*")
"""How the library calls the file, which it knows as bytes alone."""
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
    tables, ends = len(TABLES.findall(content)), len(ENDS.findall(content))
    if tables > max(ends, 1 + new.pdf.is_linearized) or "/XRefStm" in new.pdf.trailer:
        yield "has two tables of objects, so that readers may show different things", "hybrid-file"
    written = [*written_numbers(new)]
    doubled = len(written) - len(set(written))
    if doubled and not later:
        detail = (
            f"holds {_counted(doubled, 'object')} twice, so that readers may show different things"
        )
        yield detail, "doubled-object"
    unnamed = 0 if later else sum(new.pdf.get_object(one) is None for one in {*written})
    spare = (_unreached(new) - _unreached(old)).total() + unnamed
    if spare:
        yield f"holds {_counted(spare, 'object')} that nothing in it leads to", "hidden-objects"
    if elsewhere := sum(isinstance(one, Stream) and "/F" in one for one in new.pdf.objects):
        detail = f"has the content of {_counted(elsewhere, 'object')} in another file too"
        yield detail, "edited-file"
    if new.strays > old.strays:
        many = _counted(new.strays, "page")
        yield f"has {many} with another node above than the one that lists it", "edited-file"
    if new.pdf.is_encrypted:
        yield "was put under encryption", "edited-file"
    if new.pdf.pdf_version != old.pdf.pdf_version:
        yield f"says that it is PDF {new.pdf.pdf_version}, not {old.pdf.pdf_version}", "edited-file"
    if warnings := new.pdf.get_warnings():
        said = _READER.sub("", str(warnings[0]))
        detail = f"is damaged, so that readers may show different things: {said}"
        yield detail[:200], "doubled-object"


def _revisions(old: bytes, new: bytes) -> str:
    """What was written behind the end of the file as it was built."""
    if new.startswith(old):
        count = len(new) - len(old)
        return f"{count:,} bytes were appended after the build" if count else ""
    ends = [found for found in ENDS.finditer(new) if found[1] != b"0"]
    if len(ends) > 1:
        return f"was saved again {len(ends) - 1} times by appending what changed"
    behind = new[ends[-1].end() :].strip() if ends else b""
    return f"{len(behind):,} bytes were appended behind its end" if behind else ""


def written_numbers(opened: OpenedPdf) -> Iterator[Number]:
    """The number of each object that is written in a file, by itself or within a stream of objects."""
    yield from numbers_in(opened.content)
    for one in opened.pdf.objects:
        if isinstance(one, Stream) and one.get("/Type") == _OWN[1]:
            count = one.get("/N")
            most = 2 * count if isinstance(count, int) else 0
            told = opened.data_of(one).split(maxsplit=most)[:most:2]
            yield from ((int(number), 0) for number in told if number.isdigit())


def numbers_in(content: bytes) -> Iterator[Number]:
    """The number of each object that stands by itself in bytes of a file."""
    return ((int(found[1]), int(found[2])) for found in _OBJECT.finditer(content))


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
    has_hints = opened.pdf.is_linearized
    return Counter(
        opened.of(one)
        for one in opened.pdf.objects
        if isinstance(one, Array | Dictionary | Stream)
        and one.objgen not in reached
        and not _is_of_the_form(one, has_hints=has_hints)
    )


def _is_of_the_form(one: Array | Dictionary | Stream, *, has_hints: bool) -> bool:
    """Whether an object says where others are, or in which order a slow line should bring them."""
    if isinstance(one, Stream):
        return one.get("/Type") in _OWN or (has_hints and not {*one.keys()} - _OF_HINTS)
    return isinstance(one, Dictionary) and "/Linearized" in one and not {*one.keys()} - _OF_ORDER


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"
