"""Signs that a keyboard lacks: what an author typed to what a typesetter sets, by the rules of a language.

Straight quotes become curly ones, hyphens between words dashes, ``5' 6"`` primes; what belongs together
stays on one line. Addresses, codes and paths stay as typed. The rules stand in ``[grammar.typography]``
of the terms; a language without them leaves texts alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefing.language.base import Language

_SEEN_THROUGH = frozenset("\ue002\ue003")
"""Marks around words that an author declared; they are no part of the text."""
_OPENS = frozenset(" \n\t\u00a0([{—–-/“‘„‚«")
_KEPT = re.compile(
    r"""\S*(?:://|\bwww\.|@|_|\\)\S* # addresses, names of columns
    | \b10\.\d{4,}/\S+ # a DOI
    | (?<!\S)--?\w[\w-]* # an option of a command
    | (?<!\S)(?:\.{0,2}/)\S+ # a path
    """,
    re.VERBOSE,
)
_ELLIPSIS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
_SPAN = re.compile(r"(?<=\d)--(?=\d)")
_DASH = re.compile(r"(?<=\S) -{1,3} (?=\S)|(?<=[^\W\d_])---?(?=[^\W\d_])|(?<=\d) -- (?=\d)")
_BETWEEN_NUMBERS = re.compile(r"\d - \d")
_DECADE = re.compile(r"\d0s\b")
_SHORT_YEAR = re.compile(r"\d\d(?!\w)")
_CLOSES = re.compile(r"(?<=[^\s(\[])'(?!\w)")
_FEET = re.compile(r"""(?<=\d)'(?=\s?\d+(?:[.,½¼¾]\d*)?")""")


@dataclass(frozen=True, slots=True)
class Replaced:
    """A place in a text, and what stands there instead."""

    start: int
    end: int
    by: str


@dataclass(frozen=True)
class Typography:
    """How the texts of one brief are set."""

    language: Language
    dash: str = "en"
    """Of the house: ``en``, a dash with spaces, or ``em``, one without."""

    def set(self, typed: Sequence[str]) -> list[str]:
        """The pieces of one paragraph as they are set; each is read beside its neighbours.

        In place of what is no text to be set stand letters, of a number digits, as many.
        """
        text = "".join(typed)
        pieces: list[str] = []
        changes, start = self._changes(text), 0
        for one in typed:
            end = start + len(one)
            pieces.append(_changed(text, start, end, changes))
            start = end
        return pieces

    def quoted(self, name: str) -> str:
        """A name with the quotation marks, apostrophes and primes of the language, and nothing else changed."""
        changes = list(self._marks(name)) if self._quotes else []
        return _changed(name, 0, len(name), changes)

    def _changes(self, text: str) -> list[Replaced]:
        """All changes of a text in its order, none within another."""
        if not self._quotes:
            return []
        kept = [found.span() for found in _KEPT.finditer(text)]
        every = [*self._signs(text), *self._marks(text), *self._unbroken(text)]
        found: list[Replaced] = []
        for one in sorted(every, key=lambda change: (change.start, -change.end)):
            if found and one.start < found[-1].end:
                continue
            if not any(start < one.end and one.start < end for start, end in kept):
                found.append(one)
        return found

    def _signs(self, text: str) -> Iterator[Replaced]:
        """Dashes and ellipses."""
        for found in _ELLIPSIS.finditer(text):
            yield Replaced(*found.span(), "…")
        for found in _SPAN.finditer(text):
            yield Replaced(*found.span(), "–")
        dash = "—" if self.dash == "em" else "\u00a0– "
        for found in _DASH.finditer(text):
            if not _BETWEEN_NUMBERS.fullmatch(text, found.start() - 1, found.end() + 1):
                yield Replaced(*found.span(), dash)

    def _marks(self, text: str) -> Iterator[Replaced]:
        """Quotation marks, apostrophes and primes."""
        outer, inner = self._quotes[:2], self._quotes[2:]
        open_marks = {'"': 0, "'": 0}
        feet = {found.start() for found in _FEET.finditer(text)}
        for place, sign in enumerate(text):
            if sign in "“”":
                open_marks['"'] = int(sign == "“")
            if sign not in open_marks:
                continue
            before, after = _seen(text, place, -1), _seen(text, place, 1)
            begins = before in _OPENS or not before or (before in "\"'" and open_marks[before])
            begins = begins and bool(after) and not after.isspace()
            if place in feet or self._is_prime(before, after, is_open=bool(open_marks[sign])):
                by = "″" if sign == '"' else "′"
            elif sign == '"':
                open_marks[sign] = int(begins)
                by = outer[0] if begins else outer[1]
            elif begins and not self._is_elided(text, place):
                open_marks[sign] = 1
                by = inner[0]
            else:
                is_closing = open_marks[sign] and not after.isalnum()
                by = inner[1] if is_closing else "’"
                open_marks[sign] = open_marks[sign] and not is_closing
            yield Replaced(place, place + 1, by)

    def _is_prime(self, before: str, after: str, *, is_open: bool) -> bool:
        """Whether a sign behind a digit is of feet, inches, minutes or seconds."""
        return before.isdigit() and not after.isalpha() and not is_open

    def _is_elided(self, text: str, place: int) -> bool:
        """Whether a sign before a word stands for letters left out: ``'90s``, ``'tis``."""
        rest = text[place + 1 :]
        if _DECADE.match(rest):
            return True
        if _SHORT_YEAR.match(rest):
            return not _CLOSES.search(rest)
        word = re.match(r"\w+", rest)
        return word is not None and word[0].lower() in self._elided

    def _unbroken(self, text: str) -> Iterator[Replaced]:
        """Spaces at which no line ends."""
        for found in self._no_break.finditer(text):
            yield Replaced(found.end() - 1, found.end(), "\u00a0")

    @cached_property
    def _quotes(self) -> tuple[str, ...]:
        """Outer and inner, opening and closing; none where the language has no rules."""
        return self._words("quotes")

    @cached_property
    def _elided(self) -> frozenset[str]:
        return frozenset(self._words("elided"))

    @cached_property
    def _no_break(self) -> re.Pattern[str]:
        def any_of(name: str) -> str:
            return "|".join(map(re.escape, sorted(self._words(name), key=len, reverse=True)))

        numbered, named, money = map(any_of, ("numbered", "named", "money"))
        return re.compile(
            rf"(?<![\w.])(?:{numbered}) (?=\d|[A-Z](?!\w))"
            rf"|(?<!\w)(?:{named}) (?=[A-Z])"
            rf"|(?<!\w)(?:{money}) (?=\d)"
            rf"|(?<=\d) (?=(?:{any_of('units')})(?!\w))"
        )

    def _words(self, name: str) -> tuple[str, ...]:
        found = self.language.own(f"grammar.typography.{name}")
        return found if isinstance(found, tuple) else ()


def _seen(text: str, place: int, step: int) -> str:
    """The next character to one side; empty at the end of the text."""
    place += step
    while 0 <= place < len(text) and text[place] in _SEEN_THROUGH:
        place += step
    return text[place] if 0 <= place < len(text) else ""


def _changed(text: str, start: int, end: int, changes: Sequence[Replaced]) -> str:
    """A piece of a text with the changes that lie within it."""
    made: list[str] = []
    at = start
    for one in changes:
        if start <= one.start and one.end <= end:
            made += [text[at : one.start], one.by]
            at = one.end
    return "".join([*made, text[at:end]])
