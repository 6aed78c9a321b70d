"""The objects of a PDF as the layout library hands them on, right before they are written.

Its own library for them, pydyf, has no types; these protocols say what is read and changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

Value = Any
"""What stands in a PDF dictionary under a key: a name, a number, a text, an array, a dictionary.

Whoever reads a key knows which; the library, which has no types, does not say."""
Entry = int | bytes
"""What an element holds: the number of marked content, or a reference to an object."""
Token = bytes | str | dict[str, Value]
"""A piece of a content stream: an operator with its operands, or the properties of marked content."""


class Entries(Protocol):
    """A dictionary that is an object of its own."""

    number: int
    reference: bytes
    free: str
    """``f`` for what is no object of the file."""

    @property
    def data(self) -> bytes: ...
    def __getitem__(self, key: str) -> Value: ...
    def __setitem__(self, key: str, value: object) -> None: ...
    def __contains__(self, key: str) -> bool: ...
    def get(self, key: str, default: Value = None) -> Value: ...
    def setdefault(self, key: str, default: Value) -> Value: ...
    def pop(self, key: str) -> Value: ...


class Font(Protocol):
    """A typeface of a page."""

    hash: str
    bitmap: bool
    to_unicode: Mapping[int, str]
    """The text of each glyph."""


class Content(Protocol):
    """The content stream of a page."""

    stream: list[Token]
    _fonts: Mapping[str, Font]


class PdfFile(Protocol):
    """All objects of a file, by number."""

    objects: list[Entries]
    catalog: Entries
    info: Entries
    page_references: Sequence[bytes]

    def add_object(self, made: Entries) -> None: ...


def resolve(pdf: PdfFile, reference: bytes | str) -> Value:
    """The object behind ``12 0 R``."""
    return pdf.objects[int(reference.split(None, 1)[0])]


def of_type(pdf: PdfFile, name: str) -> Iterable[Entries]:
    """The dictionaries of a type."""
    return (one for one in dictionaries(pdf) if one.get("Type") == name)


def dictionaries(pdf: PdfFile) -> Iterable[Entries]:
    """The objects that are dictionaries, and no streams."""
    return (one for one in pdf.objects if isinstance(one, dict))
