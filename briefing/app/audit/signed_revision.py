"""A signed file, parted into what was built and the one revision that was appended to sign it.

A signature covers all that stands before it, and may be made over anything. So what was appended is
compared number by number with the file before it: one field and one signature may have come, the
catalog and one page may name them, and nothing else may differ.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Object, Stream, String

from briefing.app.audit.file_form import ENDS, TABLES, numbers_in, written_numbers
from briefing.app.audit.opened_pdf import Number, OpenedPdf

_OF_A_FIELD = frozenset({"/Type", "/Subtype", "/FT", "/T", "/V", "/F", "/P", "/Rect"})
_OF_A_SIGNATURE = frozenset(
    {"/Type", "/Filter", "/SubFilter", "/ByteRange", "/Contents", "/M", "/Reference"}
    | {"/Name", "/Reason", "/Location", "/ContactInfo"}
)
_OF_A_RULE = frozenset({"/Type", "/TransformMethod", "/TransformParams", "/P", "/V"})
"""Keys of a signature's word on what may change behind it."""
_OF_THE_CATALOG = frozenset({"/AcroForm", "/Perms", "/Extensions"})
_OF_A_TRAILER = ("/Info", "/Encrypt")
_CONTENTS = re.compile(rb"<[0-9A-Fa-f\s]*>")
_LINE_ENDS = re.compile(rb"[\r\n]*")
_RANGE = 4


@dataclass(frozen=True, slots=True)
class SignedFile:
    """A file that bears a signature."""

    field: Dictionary
    built: bytes = b""
    """The file before it was signed; empty where the file is not built of these two alone."""
    behind: int = 0
    """How many bytes stand behind what was signed."""


def signed_file(opened: OpenedPdf) -> SignedFile | None:
    """The signature of a file, if its form has one; the first, where it has several."""
    form = opened.root.get("/AcroForm")
    fields = form.get("/Fields") if isinstance(form, Dictionary) else None
    found = [*_signatures(fields if isinstance(fields, Array) else ())]
    if not found:
        return None
    field, signature = found[0]
    content, covered = opened.content, _covered(opened.content, signature)
    if covered is None:
        return SignedFile(field)
    behind = len(content) - covered[-1]
    if behind or len(found) > 1:
        return SignedFile(field, behind=max(behind, 0))
    return SignedFile(field, _before(opened, covered[0]))


def strangers(before: OpenedPdf, after: OpenedPdf, field: Dictionary) -> list[str]:
    """What was appended beside the signature, in words."""
    appended = after.content[len(before.content) :]
    changed = _changed(before, after)
    explained = dict(_explained(before, after, field))
    found = [*_oddities(before, after, appended, len(changed))]
    for number in changed:
        if number not in explained:
            found.append(_called(after.pdf.get_object(number)))
        elif explained[number]:
            found.append(explained[number])
    return list(dict.fromkeys(found))


def _signatures(fields: Iterable[object]) -> Iterator[tuple[Dictionary, Dictionary]]:
    """The fields that are signed, with their signatures."""
    for one in fields:
        if isinstance(one, Dictionary) and one.get("/FT") == "/Sig":
            value = one.get("/V")
            if isinstance(value, Dictionary) and isinstance(value.get("/Contents"), String):
                yield one, value


def _covered(content: bytes, signature: Dictionary) -> tuple[int, int, int] | None:
    """Where the gap of a signature begins and ends, and up to where the file is signed.

    ``None`` where the gap is anything but the signature itself.
    """
    said = signature.get("/ByteRange")
    numbers = [*map(int, said)] if isinstance(said, Array) and _are_numbers(said) else []
    if len(numbers) != _RANGE:
        return None
    first, start, end, length = numbers
    if first != 0 or not 0 < start < end <= end + length <= len(content):
        return None
    if _CONTENTS.fullmatch(content, start, end) is None:
        return None
    return start, end, end + length


def _are_numbers(given: Array) -> bool:
    return all(isinstance(one, int) for one in given)


def _before(opened: OpenedPdf, gap: int) -> bytes:
    """The file up to the end of the revision before; empty where there is none to tell."""
    last = opened.pdf.trailer.get("/Prev")
    found = [one for one in ENDS.finditer(opened.content, 0, gap) if one[1] == str(last).encode()]
    if not found:
        return b""
    end = found[-1].end()
    behind = _LINE_ENDS.match(opened.content, end)
    return opened.content[: behind.end() if behind else end]


def _changed(before: OpenedPdf, after: OpenedPdf) -> list[Number]:
    """The numbers of all objects that are not as they were."""
    numbers = {*written_numbers(before), *written_numbers(after)}
    return sorted(
        one
        for one in numbers
        if not _is_table(after.pdf.get_object(one))
        and _text(before.pdf.get_object(one)) != _text(after.pdf.get_object(one))
    )


def _text(one: object) -> str:
    if isinstance(one, Stream):
        digest = hashlib.sha256(one.read_raw_bytes()).hexdigest()
        return f"{one.stream_dict.unparse(resolved=True)!r} {digest}"
    return repr(one.unparse(resolved=True)) if isinstance(one, Object) else repr(one)


def _is_table(one: object) -> bool:
    return isinstance(one, Stream) and one.get("/Type") == "/XRef"


def _oddities(before: OpenedPdf, after: OpenedPdf, appended: bytes, changed: int) -> Iterator[str]:
    """What is odd in how a revision is written, whatever its objects say."""
    if len(ENDS.findall(appended)) != 1 or len(TABLES.findall(appended)) != 1:
        yield "more than one revision"
    old, new = before.pdf.trailer, after.pdf.trailer
    if any(before.of(old.get(key)) != after.of(new.get(key)) for key in _OF_A_TRAILER):
        yield "other metadata or encryption"
    written = sum(not _is_table(after.pdf.get_object(one)) for one in numbers_in(appended))
    if written != changed:
        yield "objects that the file does not use, or has already"


def _explained(
    before: OpenedPdf, after: OpenedPdf, field: Dictionary
) -> Iterator[tuple[Number, str]]:
    """The objects that a signature changes or brings: what of each does not belong to it."""
    root, old = after.root, before.root
    keys = _differing(old, root)
    beside = sorted(keys - _OF_THE_CATALOG)
    yield (
        root.objgen,
        f"the catalog's {', '.join(beside)}" if beside else _wrong_form(before, after, field),
    )
    form = root.get("/AcroForm")
    if isinstance(form, Dictionary) and form.is_indirect:
        yield form.objgen, ""
    yield field.objgen, _wrong_field(field)
    signature = field["/V"]
    if signature.is_indirect:
        yield signature.objgen, _wrong_signature(signature)
    permissions = root.get("/Perms")
    if isinstance(permissions, Dictionary) and permissions.is_indirect:
        yield permissions.objgen, ""
    yield from _explained_page(before, field)


def _explained_page(before: OpenedPdf, field: Dictionary) -> Iterator[tuple[Number, str]]:
    page = field.get("/P")
    if not isinstance(page, Dictionary) or not page.is_indirect:
        return
    was = before.pdf.get_object(page.objgen)
    if not isinstance(was, Dictionary):
        return
    notes, noted = was.get("/Annots"), page.get("/Annots")
    old = _listed(notes)
    is_one_more = field.is_indirect and _listed(noted) == [*old, repr(field.unparse())]
    wrong = "" if is_one_more else "other annotations of a page"
    beside = sorted(_differing(was, page) - {"/Annots"})
    yield page.objgen, f"a page's {', '.join(beside)}" if beside else wrong
    if isinstance(noted, Array) and noted.is_indirect:
        yield noted.objgen, wrong


def _differing(old: Object, new: Object) -> set[str]:
    """Keys of two dictionaries whose values are written otherwise."""
    was, now = _values(old), _values(new)
    return {key for key in {*was, *now} if was.get(key) != now.get(key)}


def _values(given: Object) -> Mapping[str, str]:
    return {key: _reference(value) for key, value in given.items()}


def _listed(given: object) -> list[str]:
    return [_reference(one) for one in given] if isinstance(given, Array) else []


def _reference(value: object) -> str:
    """A value as it is written where it is used: an object of its own by its number."""
    return repr(value.unparse()) if isinstance(value, Object) else repr(value)


def _wrong_form(before: OpenedPdf, after: OpenedPdf, field: Dictionary) -> str:
    form, rights = after.root.get("/AcroForm"), after.root.get("/Perms")
    if "/AcroForm" in before.root or not isinstance(form, Dictionary):
        return "another form"
    fields = form.get("/Fields")
    is_alone = isinstance(fields, Array) and [one.objgen for one in fields] == [field.objgen]
    if not is_alone or {*form.keys()} - {"/Fields", "/SigFlags"}:
        return "other fields of a form"
    if rights is not None and (
        "/Perms" in before.root
        or not isinstance(rights, Dictionary)
        or {*rights.keys()} != {"/DocMDP"}
        or rights["/DocMDP"].objgen != field["/V"].objgen
    ):
        return "other permissions"
    extensions = after.root.get("/Extensions")
    return "" if extensions is None or _is_plain(extensions) else "other extensions"


def _is_plain(extensions: object) -> bool:
    """Whether extensions of PDF are named, and nothing hides among their names."""
    if not isinstance(extensions, Dictionary):
        return False
    known = {"/Type", "/BaseVersion", "/ExtensionLevel", "/URL", "/ExtensionRevision"}
    return all(
        isinstance(one, Dictionary) and not {*one.keys()} - known for one in extensions.values()
    )


def _wrong_field(field: Dictionary) -> str:
    box = field.get("/Rect")
    numbers = [float(one) for one in box] if isinstance(box, Array) else []
    if len(numbers) != _RANGE or numbers[0] != numbers[2] or numbers[1] != numbers[3]:
        return "a field that shows something on a page"
    beside = sorted({*field.keys()} - _OF_A_FIELD)
    return f"a field with {', '.join(beside)}" if beside else ""


def _wrong_signature(signature: Object) -> str:
    beside = sorted({*signature.keys()} - _OF_A_SIGNATURE)
    rules = signature.get("/Reference")
    for rule in rules if isinstance(rules, Array) else []:
        if isinstance(rule, Dictionary):
            beside += sorted({*rule.keys()} - _OF_A_RULE)
            inner = rule.get("/TransformParams")
            beside += sorted({*inner.keys()} - _OF_A_RULE) if isinstance(inner, Dictionary) else []
    if beside:
        return f"a signature with {', '.join(beside)}"
    data = bytes(signature["/Contents"])
    return "bytes behind the signature" if data[_length(data) :].strip(b"\0") else ""


def _length(data: bytes) -> int:
    """How long a value of DER is, with its head."""
    if len(data) < 2 or data[0] != 0x30:  # noqa: PLR2004  (a sequence: tag and length)
        return 0
    if data[1] < 0x80:  # noqa: PLR2004  (a short length)
        return 2 + data[1]
    count = data[1] & 0x7F
    return 2 + count + int.from_bytes(data[2 : 2 + count], "big")


def _called(one: object) -> str:
    """What an object is, for people."""
    if isinstance(one, Stream):
        kind = one.get("/Subtype") or one.get("/Type")
        return f"a stream ({str(kind).lstrip('/')})" if kind else "what draws a page, or other data"
    kind = one.get("/Type") if isinstance(one, Dictionary) else None
    return f"an object ({str(kind).lstrip('/')})" if kind else "an object of no kind"
