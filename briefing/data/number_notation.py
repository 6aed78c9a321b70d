"""How one column writes its numbers: the marks of decimals and thousands, decided by all its texts.

A single ``1,234`` does not tell whether its comma stands before thousands or before decimals; the
column mostly does. ``0,616`` can be no thousands, ``1.234.567`` no decimals, ``41 600`` is forty-one
thousand. Where the texts leave it open and much depends on it, the column is refused with a question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.core.problems import Refusal

Decimal = Literal[".", ","]

_SPACES = re.compile(r"[\s\u00a0\u2002-\u200a\u202f\u205f]+")
_RUN = re.compile(r"\d(?:[\d.,]|(?<=\d)[ '’](?=\d{3}(?!\d)))*|\d")
_GROUPED = re.compile(r"(?<!\d)(\d{1,3})((?:[ '’]\d{3})+)(?!\d)")
_LAKH = re.compile(r"(?<![\d,])\d{1,2}(?:,\d{2})+,\d{3}(?![\d,])")
_MINUS_BEFORE = re.compile(r"^[\u2010-\u2015\u2212\ufe63\uff0d-]\s?(?=[\d.])")
_MINUS_AFTER = re.compile(r"^(\d[\d.,]*)[-\u2212\u2013](?=$|\s?[^\d\s])")
_BRACKETED = re.compile(r"^\(([\d][\d.,]*\s?%?|\d)\)(?=$|\s|[^\d])")
_DIGITS = re.compile(r"[\d.,]+")
_MOST_LETTERS = 4
"""Letters that may stand beside a number that counts for its column: marks, not sentences."""
_FEW = 10
"""How many times rarer odd commas may be than those before three digits, to be mistakes."""


class UnclearNotation(Refusal):
    """The texts of a column can be read in two ways."""


@dataclass(frozen=True, slots=True)
class NumberNotation:
    """How the numbers of one column are written."""

    decimal: Decimal = "."
    brackets: bool = False
    """Whether a number in brackets is one below zero; only where none has a minus."""

    def plain(self, text: str) -> str:
        """A text with its thousands, minus and spaces as the reader of numbers knows them."""
        found = _SPACES.sub(" ", text).strip()
        found = _GROUPED.sub(lambda one: one[1] + re.sub(r"[ '’]", "", one[2]), found)
        if self.decimal == ".":
            found = _LAKH.sub(lambda one: one[0].replace(",", ""), found)
        found = _MINUS_BEFORE.sub("-", found)
        found = _MINUS_AFTER.sub(r"-\1", found)
        return _BRACKETED.sub(r"-\1", found) if self.brackets else found

    def is_bracketed(self, text: str) -> bool:
        """Whether a text is a number in brackets."""
        return _BRACKETED.match(_SPACES.sub(" ", text).strip()) is not None


@dataclass(slots=True)
class _Evidence:
    """What the texts say of one of the two marks."""

    decimals: int = 0
    """Numbers in which it can only stand before decimals."""
    zeros: int = 0
    """Those of them that begin with a zero."""
    groups: int = 0
    """Numbers in which it can only stand before thousands."""
    either: int = 0
    """Numbers that leave it open."""


def notation_of(
    texts: Iterable[str],
    *,
    decimal: Decimal | None = None,
    delimiter: str | None = None,
    whole: bool = False,
    others: Callable[[], Iterable[str]] = tuple,
) -> NumberNotation:
    """How a column writes its numbers; raises :class:`UnclearNotation` where it cannot be known.

    ``decimal`` is what the config declares, which holds. ``delimiter`` is what separates cells of
    the file, ``whole`` whether the numbers count things that have no parts, and ``others`` gives
    numbers of other columns, asked for where these leave it open.
    """
    mine = [_SPACES.sub(" ", text).strip() for text in texts]
    others_than_digits = [one for one in mine if not _DIGITS.fullmatch(one)]
    has_minus = any(
        _MINUS_BEFORE.match(one) or _MINUS_AFTER.match(one) for one in others_than_digits
    )
    brackets = not has_minus and any(_BRACKETED.match(one) for one in others_than_digits)
    if decimal is not None:
        return NumberNotation(decimal, brackets)
    return NumberNotation(_decimal(mine, delimiter, others, whole=whole), brackets)


def contradicted(texts: Iterable[str], decimal: Decimal) -> str:
    """A number that has the other mark before its decimals, where most tell so and none the declared one.

    ``texts`` are the cells of all columns; empty where they can be read as ``decimal`` says.
    """
    other: Decimal = "." if decimal == "," else ","
    clean = [_SPACES.sub(" ", text).strip() for text in texts]
    own, theirs = _evidence(clean, decimal), _evidence(clean, other)
    if own.decimals or theirs.groups or own.groups + theirs.decimals <= own.either + theirs.either:
        return ""
    for text in clean:
        if _evidence([text], decimal).groups or _evidence([text], other).decimals:
            return text
    return ""


def _decimal(
    mine: Sequence[str], delimiter: str | None, others: Callable[[], Iterable[str]], *, whole: bool
) -> Decimal:
    comma = _evidence(mine, ",")
    if comma == _Evidence() and any(_evidence([one], ".").decimals for one in mine):
        return "."
    point = _evidence(mine, ".")
    if sure := _sure(comma, point):
        return sure
    is_open = point.either and not comma.either and (delimiter == ";" or whole)
    is_open = is_open or (comma.either and not point.either and delimiter == ";")
    if not is_open:
        return "."
    clean = [_SPACES.sub(" ", text).strip() for text in others()]
    if sure := _sure(_evidence(clean, ","), _evidence(clean, ".")):
        return sure
    mark, name = (".", "point") if point.either else (",", "comma")
    example = next(one for one in mine if mark in one)
    raise UnclearNotation(
        f"'{example}' may be thousands or decimals: every {name} of the column has three digits "
        "after it",
        "say which mark stands before decimals: \"decimal: ','\" or \"decimal: '.'\"",
        code="unclear-decimal",
    )


def _sure(comma: _Evidence, point: _Evidence) -> Decimal | None:
    """The decimal mark where the texts tell it."""
    if point.decimals or comma.groups:
        return "."
    if point.groups:
        return ","
    is_mistake = not comma.zeros and comma.decimals * _FEW <= comma.either
    return "," if comma.decimals and not is_mistake else None


def _evidence(texts: Iterable[str], mark: Decimal) -> _Evidence:
    found = _Evidence()
    other = "." if mark == "," else ","
    for text in texts:
        if mark not in text:
            continue
        if sum(letter.isalpha() for letter in text) > _MOST_LETTERS:
            continue
        for run in _RUN.findall(text):
            _weigh(run.rstrip(".,"), mark, other, found)
    return found


def _weigh(run: str, mark: str, other: str, found: _Evidence) -> None:
    """Count what one number says of a mark."""
    before, *after = run.split(mark)
    if not after:
        return
    if len(after) > 1:
        last = after[-1].partition(other)[0]
        found.groups += all(len(one) in {2, 3} for one in after[:-1]) and len(last) == 3  # noqa: PLR2004
    elif other in after[0]:
        found.groups += 1
    elif before.startswith("0") and len(after[0]) > 0:
        found.decimals, found.zeros = found.decimals + 1, found.zeros + 1
    elif other in before or len(after[0]) != 3 or re.search(r"[ '’]|\d{4}", before):  # noqa: PLR2004
        found.decimals += 1
    else:
        found.either += 1
