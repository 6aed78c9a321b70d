"""A PDF as a screen reader has it: the words of its tags in their order, and what it passes over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Self

import pikepdf

_GLYPHS = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


class Reading:
    """The words of a tagged PDF. To be used as a context."""

    def __init__(self, path: Path | BytesIO) -> None:
        self.pdf = pikepdf.open(path)
        self._words: dict[tuple[int, int], str] = {}
        self.artifacts: list[list[tuple[str, str, str]]] = []
        """For each page what is no part of the document: type, subtype and words."""
        self._places = {page.objgen: place for place, page in enumerate(self.pdf.pages)}
        for place, page in enumerate(self.pdf.pages):
            self.artifacts.append([])
            self._read(place, page)
        self.root = self.pdf.Root.StructTreeRoot
        self.top = self.root.K[0]
        self.title = str(self.pdf.docinfo.Title)
        numbers = self.root.ParentTree.Nums
        self._owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.pdf.close()

    def walk(self, element=None) -> Iterator:
        """All tags below one in reading order, itself first."""
        element = self.top if element is None else element
        yield element
        for kid in self.kids(element):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from self.walk(kid)

    def tagged(self, *names: str) -> list:
        """All tags of these kinds."""
        return [one for one in self.walk() if str(one.S)[1:] in names]

    @property
    def marks(self) -> frozenset[tuple[int, int]]:
        """All content of pages that is marked for a tag."""
        return frozenset(self._words)

    def owner(self, annotation) -> tuple[int, int]:
        """The tag that the file says an annotation belongs to."""
        return self._owners[int(annotation.StructParent)].objgen

    @staticmethod
    def kids(element) -> list:
        found = element.get("/K", [])
        return list(found) if isinstance(found, pikepdf.Array) else [found]

    def said(self, element=None) -> str:
        """What is read aloud of a tag and all below it."""
        words = "".join(self._said(self.top if element is None else element))
        return re.sub(r"\s+", " ", words).strip()

    def _said(self, element) -> Iterator[str]:
        for name in ("/ActualText", "/Alt", "/E"):
            if name in element:
                is_run = name == "/ActualText" and element.S == "/Span"
                yield str(element[name]) if is_run else f" {element[name]} "
                return
        for kid in self.kids(element):
            if isinstance(kid, int):
                yield self._words[self._places[element.Pg.objgen], kid]
            elif kid.get("/Type") == "/MCR":
                yield self._words[self._places[kid.Pg.objgen], int(kid.MCID)]
            elif kid.get("/Type") != "/OBJR":
                block = str(kid.S) not in {"/Span", "/Link", "/NonStruct", "/Figure"}
                yield from (" ", *self._said(kid), " ") if block else self._said(kid)

    def _read(self, place: int, page) -> None:
        fonts = {name: _alphabet(font) for name, font in page.Resources.Font.items()}
        open_marks: list[dict] = []
        alphabet: dict[int, str] = {}
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in {"BDC", "BMC"}:
                properties = operands[1] if name == "BDC" else {}
                open_marks.append({"tag": str(operands[0]), "properties": properties, "words": ""})
            elif name == "EMC":
                self._keep(place, open_marks.pop())
            elif name == "Tf":
                alphabet = fonts[str(operands[0])]
            elif name in {"Tj", "TJ"}:
                parts = operands[0] if name == "TJ" else operands
                strings = (bytes(one) for one in parts if isinstance(one, pikepdf.String))
                assert open_marks, "words that are neither tagged nor an artifact"
                open_marks[-1]["words"] += "".join(_spelled(one, alphabet) for one in strings)

    def _keep(self, place: int, mark: dict) -> None:
        properties = mark["properties"]
        if "/MCID" in properties:
            self._words[place, int(properties["/MCID"])] = mark["words"]
        elif mark["tag"] == "/Artifact":
            kind, subtype = (str(properties.get(name, "")) for name in ("/Type", "/Subtype"))
            self.artifacts[place].append((kind, subtype, mark["words"]))


def _alphabet(font) -> dict[int, str]:
    text = font.ToUnicode.read_bytes().decode("ascii")
    return {
        int(one, 16): bytes.fromhex(two).decode("utf-16-be") for one, two in _GLYPHS.findall(text)
    }


def _spelled(glyphs: bytes, alphabet: dict[int, str]) -> str:
    pairs = (int.from_bytes(glyphs[at : at + 2]) for at in range(0, len(glyphs), 2))
    return "".join(alphabet.get(one, "\ufffd") for one in pairs)
