"""Which words a line may break: by the patterns of their language, and never a name, a figure or an abbreviation."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType, SimpleNamespace
from typing import Protocol


class _Patterns(Protocol):
    """The patterns of a language, as the layout library asks them."""

    def iterate(self, word: str) -> Iterator[tuple[str, str]]:
        """The ways to break a word, the longest beginning first."""


def break_carefully(lines: ModuleType) -> None:
    """Let the module of the layout library that breaks lines break words in small letters alone."""
    known = lines.pyphen
    if isinstance(known, SimpleNamespace):
        return

    def patterns(**asked: object) -> _Patterns:
        return _Careful(known.Pyphen(**asked))

    careful = SimpleNamespace(Pyphen=patterns, language_fallback=known.language_fallback)
    lines.pyphen = careful  # type: ignore[attr-defined]


class _Careful:
    """Patterns for words in small letters; all others stay whole."""

    def __init__(self, patterns: _Patterns) -> None:
        self._patterns = patterns

    def iterate(self, word: str) -> Iterator[tuple[str, str]]:
        """The ways to break a word, the longest beginning first; none of a name."""
        if word.isalpha() and word.islower():
            yield from self._patterns.iterate(word)
