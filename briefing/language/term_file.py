"""Terms of a language from its file: texts by key, with named slots and plural forms.

A term is a text with slots: ``"{name:owner} share of {measure:within}"``. What follows the colon
says how the value is put there: in the possessive, without its capital, as a short period. A term
that depends on a number is a table of CLDR plural categories, chosen by its slot ``count``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Formatter

PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})

Entry = str | tuple[str, ...] | Mapping[str, str]
"""A text, a list of words, or a text for each plural category."""


class UnknownTerm(KeyError):
    """The language has no such term, or no value was given for a slot of it."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a text for a value."""

    name: str
    manners: tuple[str, ...] = ()
    """How the value is put there, one after another: ``closed``, ``within``."""


@cache
def terms_of(code: str) -> Mapping[str, Entry]:
    """All terms of a language by key, ``section.name``; ``FileNotFoundError`` if there is none."""
    return terms_in(files("briefing.language").joinpath("terms", f"{code}.toml").read_text("utf-8"))


def terms_in(text: str) -> dict[str, Entry]:
    """All terms of the text of such a file by key; ``tomllib.TOMLDecodeError`` where it is none."""
    return dict(_flat(tomllib.loads(text), ""))


@cache
def parts_of(text: str) -> tuple[str | Slot, ...]:
    """A text as its literal words and its slots, in turn."""
    found: list[str | Slot] = []
    for words, name, manner, _ in Formatter().parse(text):
        if words:
            found.append(words)
        if name is not None:
            found.append(Slot(name, tuple(filter(None, (manner or "").split("+")))))
    return tuple(found)


def _flat(table: Mapping[str, object], lead: str) -> Iterator[tuple[str, Entry]]:
    for name, value in table.items():
        key = f"{lead}{name}"
        match value:
            case str():
                yield key, value
            case list():
                yield key, tuple(map(str, value))
            case dict() if value.keys() <= PLURALS and "other" in value:
                yield key, {str(one): str(text) for one, text in value.items()}
            case dict():
                yield from _flat(value, f"{key}.")
            case _:
                raise TypeError(f"'{key}' is neither a text nor a list of texts")
