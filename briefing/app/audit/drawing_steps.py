"""What draws a page, step by step: texts, shapes and pictures, each with the place where it stands.

A small part of what a viewer does: enough to say in words what somebody drew, moved or hid. Lengths
are in points from the lower left corner of the page, as the page's own instructions make them.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pikepdf import (
    Array,
    ContentStreamInlineImage,
    Dictionary,
    Pdf,
    PdfError,
    Stream,
    String,
    parse_content_stream,
    unparse_content_stream,
)

from briefing.app.audit.opened_pdf import OpenedPdf, text_in

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)
_SHOWS_TEXT = frozenset({"Tj", "TJ", "'", '"'})
_PAINTS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s"})
_MARKS = frozenset({"BDC", "BMC", "EMC", "DP", "MP", "BX", "EX"})
_CODES = rb"<([0-9a-fA-F]+)>\s*"
_CHARACTERS, _RANGES = re.compile(_CODES * 2), re.compile(_CODES * 3)
_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_INLINE = re.compile(rb"<<([^<>]*/[^<>]*)>>")
_KEY = re.compile(rb"/[^\s/<>\[\]()]+")
_LONGEST_RANGE = 65_536
_INVISIBLE = frozenset({"Tr 3", "Tr 7"})
"""The ways of drawing text that draw nothing; one of them cuts what follows by the letters."""
_FEWEST_NUMBERS = 2
_INSTEAD = ("/ActualText", "/Alt", "/E")
"""What marks say in place of what is drawn."""


@dataclass(frozen=True, slots=True)
class Step:
    """An instruction with what it does."""

    key: str
    """The instruction as written: what is the same in two files is equal."""
    kind: str
    """``text``, ``shape``, ``picture``, ``mark`` (of tags and layers), or ``state``."""
    words: str = ""
    """Of a text what it says; of a mark what it says in place of what is drawn."""
    box: tuple[float, float, float, float] | None = None
    """Left, lower, right and upper end; of a text where it begins."""


@dataclass
class _Pen:
    """The state that drawing goes by."""

    matrix: Matrix = _SAME
    font: str = ""
    leading: float = 0
    line: Matrix = _SAME


@dataclass
class _Reader:
    """Goes through the instructions of a page."""

    texts: Mapping[str, Mapping[bytes, str]]
    pen: _Pen = field(default_factory=_Pen)
    saved: list[_Pen] = field(default_factory=list)
    path: list[tuple[float, float]] = field(default_factory=list)

    def step(self, operator: str, operands: Sequence[object], key: str) -> Step:
        """What an instruction does; the state goes on."""
        numbers = [float(one) for one in operands if isinstance(one, int | Decimal)]
        if operator in _SHOWS_TEXT:
            return self._text(operands, key)
        if operator in _PAINTS:
            box, self.path = _around(self.path), []
            return Step(key, "shape", box=box)
        if operator in {"Do", "sh", "INLINE IMAGE"}:
            corners = [_at(self.pen.matrix, x, y) for x in (0, 1) for y in (0, 1)]
            return Step(key, "picture", box=_around(corners))
        if operator in _MARKS:
            return Step(key, "mark", words=_said_instead(operands))
        self._go(operator, numbers, operands)
        return Step(key, "state")

    def _go(self, operator: str, numbers: list[float], operands: Sequence[object]) -> None:
        pen = self.pen
        if operator == "q":
            self.saved.append(replace(pen))
        elif operator == "Q":
            self.pen = self.saved.pop() if self.saved else pen
        elif operator == "n":
            self.path = []
        elif operator == "BT":
            pen.line = _SAME
        elif operator == "Tf":
            pen.font = text_in(operands[0]) if operands else ""
        elif operator == "TL" and numbers:
            pen.leading = numbers[0]
        elif operator == "T*":
            pen.line = _times((1, 0, 0, 1, 0, -pen.leading), pen.line)
        elif operator in {"cm", "Tm"} and len(numbers) == len(_SAME):
            given: Matrix = tuple(numbers)  # type: ignore[assignment]  # six of them
            if operator == "cm":
                pen.matrix = _times(given, pen.matrix)
            else:
                pen.line = given
        elif len(numbers) >= _FEWEST_NUMBERS:
            self._move(operator, numbers)

    def _move(self, operator: str, numbers: list[float]) -> None:
        x, y = numbers[0], numbers[1]
        if operator in {"Td", "TD"}:
            self.pen.line = _times((1, 0, 0, 1, x, y), self.pen.line)
        elif operator == "re":
            wide, high = (*numbers, 0, 0)[2:4]
            corners = ((x, y), (x + wide, y + high))
            self.path += [_at(self.pen.matrix, *one) for one in corners]
        elif operator in {"m", "l", "c", "v", "y"}:
            ends = zip(numbers[::2], numbers[1::2], strict=False)
            self.path += [_at(self.pen.matrix, *one) for one in ends]

    def _text(self, operands: Sequence[object], key: str) -> Step:
        pieces: list[object] = []
        for one in operands:
            pieces += list(one) if isinstance(one, Array) else [one]
        known = self.texts.get(self.pen.font, {})
        words = "".join(_read(bytes(one), known) for one in pieces if isinstance(one, String))
        x, y = _at(_times(self.pen.line, self.pen.matrix), 0, 0)
        return Step(key, "text", words, (x, y, x, y))


def steps_of(
    opened: OpenedPdf, content: bytes, resources: Mapping[str, object] | Dictionary
) -> list[Step]:
    """The instructions of a page or drawing in order; one step that is none where they make no sense."""
    try:
        with warnings.catch_warnings(action="ignore"):  # of what ends too early: the steps tell it
            apart = Pdf.new()  # a stream made in the file itself would be one more object of it
            found = parse_content_stream(apart.make_stream(content))
            steps = list(_steps(found, _Reader(_texts_by_font(opened, resources))))
            return [*steps, *_doubled_keys(content)]
    except (PdfError, TypeError, ValueError):
        return [Step("unreadable", "state")]


def _doubled_keys(content: bytes) -> Iterator[Step]:
    """A mark for each dictionary in the content with a key twice, of which readers take one or the other."""
    for body in _INLINE.findall(content):
        keys = _KEY.findall(body)
        if len(keys) > len(set(keys)):
            yield Step(f"BDC {body!r}", "mark")


def _steps(found: Sequence[object], reader: _Reader) -> Iterator[Step]:
    for one in found:
        operator = str(one.operator)  # type: ignore[attr-defined]
        operands = [] if operator == "INLINE IMAGE" else list(one.operands)  # type: ignore[attr-defined]
        if isinstance(one, ContentStreamInlineImage):
            written = unparse_content_stream([one])
            yield reader.step("INLINE IMAGE", (), f"INLINE IMAGE {written!r}")
            continue
        said = " ".join(_key(operand) for operand in operands)
        yield reader.step(operator, operands, f"{operator} {said}")


def _key(operand: object) -> str:
    if isinstance(operand, String):
        return repr(bytes(operand))
    if isinstance(operand, Array):
        return f"[{' '.join(_key(one) for one in operand)}]"
    if isinstance(operand, Dictionary):
        return str({key: _key(operand[key]) for key in sorted(operand.keys())})
    return str(operand)


def _texts_by_font(
    opened: OpenedPdf, resources: Mapping[str, object] | Dictionary
) -> dict[str, dict[bytes, str]]:
    """The text of each glyph, by the name of its typeface."""
    fonts = resources.get("/Font")
    if not isinstance(fonts, Dictionary):
        return {}
    found = {}
    for name, font in fonts.items():
        mapping = font.get("/ToUnicode") if isinstance(font, Dictionary) else None
        if isinstance(mapping, Stream):
            number = mapping.objgen
            if number not in opened.letters:
                opened.letters[number] = dict(_mapped(opened.data_of(mapping)))
            found[name] = opened.letters[number]
    return found


def _mapped(table: bytes) -> Iterator[tuple[bytes, str]]:
    for kind, body in _BLOCK.findall(table):
        if kind == b"bfchar":
            found = [(code, code, text) for code, text in _CHARACTERS.findall(body)]
        else:
            found = _RANGES.findall(body)
        for low, high, text in found:
            try:
                yield from _in_range(*(bytes.fromhex(one.decode()) for one in (low, high, text)))
            except (ValueError, IndexError, OverflowError):
                continue


def _in_range(low: bytes, high: bytes, text: bytes) -> Iterator[tuple[bytes, str]]:
    """Each code of a range with its text; the last letter goes on from code to code."""
    word = text.decode("utf-16-be")
    first = int.from_bytes(low, "big")
    last = min(int.from_bytes(high, "big"), first + _LONGEST_RANGE)
    for code in range(first, last + 1):
        yield code.to_bytes(len(low), "big"), word[:-1] + chr(ord(word[-1]) + code - first)


def _read(data: bytes, known: Mapping[bytes, str]) -> str:
    """A string of a content stream as text; glyphs that have none are left out."""
    if not known:
        return data.decode("latin-1")
    length = len(next(iter(known)))
    return "".join(known.get(data[n : n + length], "") for n in range(0, len(data), length))


def _said_instead(operands: Sequence[object]) -> str:
    properties = operands[-1] if operands else None
    if not isinstance(properties, Dictionary):
        return ""
    return next((said for key in _INSTEAD if (said := text_in(properties.get(key)))), "")


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _around(points: Sequence[tuple[float, float]]) -> tuple[float, float, float, float] | None:
    if not points:
        return None
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def is_invisible(step: Step) -> bool:
    """Whether an instruction has texts drawn in a way that shows nothing."""
    return step.key in _INVISIBLE


def is_layered(step: Step) -> bool:
    """Whether an instruction puts what follows on a layer that can be hidden."""
    return step.key.startswith("BDC /OC")
