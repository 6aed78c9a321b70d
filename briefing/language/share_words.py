"""Words for a share of a whole, and between which shares each may be said, in percent.

"Most" is more than half; "half" and the other fractions hold where rounding to the nearest of them
would not be laughed at: within four percent of the fraction; "nearly" up to twelve below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from briefing.core.kept_patterns import kept_pattern

_NEAR = Fraction(4, 100)
_WHOLE_PARTS = 5
"""Above so many, a share of one part is told by the nearest whole number of parts: ``one in seven``."""


@dataclass(frozen=True, slots=True)
class SharePhrase:
    """The shares, in percent, between which a phrase may be said; ends belong only if closed."""

    low: Fraction
    high: Fraction
    is_closed: bool = True

    def __contains__(self, share: Fraction) -> bool:
        """Whether the phrase may be said of a share in percent."""
        if self.is_closed:
            return self.low <= share <= self.high
        return self.low < share < self.high


_OF = r"(?= of\b| \(|,? or\b)"
"""After a fraction that could be a time of the year or a place in an order."""
_FRACTIONS = {
    r"(?:one |a )?half": Fraction(1, 2),
    rf"(?:one|a) third{_OF}": Fraction(1, 3),
    r"two[- ]thirds": Fraction(2, 3),
    rf"(?:one|a) quarter{_OF}": Fraction(1, 4),
    r"three[- ]quarters": Fraction(3, 4),
    rf"(?:one|a) fifth{_OF}": Fraction(1, 5),
    r"two[- ]fifths": Fraction(2, 5),
    r"three[- ]fifths": Fraction(3, 5),
    r"four[- ]fifths": Fraction(4, 5),
    rf"(?:one|a) tenth{_OF}": Fraction(1, 10),
    r"nine[- ]tenths": Fraction(9, 10),
}
_MORE = r"(?:(?:just |well |slightly |a little )?(?:over|above|more than)|upwards of)"
_LESS = r"(?:just |well |slightly |a little )?(?:under|below|less than|fewer than)"
_NEARLY = r"(?:nearly|almost|not quite|close to)"


def _phrase(words: str, low: Fraction, high: Fraction, *, is_closed: bool = True) -> _Told:
    pattern = kept_pattern(rf"\b(?:{words})(?![\w-])", re.IGNORECASE)
    return pattern, SharePhrase(low, high, is_closed)


_BEFORE = (f"{_MORE} ", f"{_LESS} ", f"{_NEARLY} ", "(?:about |around |roughly |some |exactly )?")
_Told = tuple[re.Pattern[str], SharePhrase]


def _near(share: Fraction) -> tuple[Fraction, Fraction]:
    """Between which shares a fraction may be said; a part such as a seventh, wherever it is the nearest such part."""
    parts = 100 / share
    if parts.denominator == 1 and parts > _WHOLE_PARTS:
        return 100 / (parts + Fraction(1, 2)), 100 / (parts - Fraction(1, 2))
    return share * (1 - _NEAR), share * (1 + _NEAR)


def _fractions() -> list[_Told]:
    return [
        _phrase(rf"{before}{words}", one.low, one.high, is_closed=one.is_closed)
        for words, part in _FRACTIONS.items()
        for before, one in zip(_BEFORE, _of_part(100 * part), strict=True)
    ]


def _of_part(share: Fraction) -> tuple[SharePhrase, ...]:
    """What may be said with each of the words before a fraction: more than it, less, nearly, about it."""
    return (
        SharePhrase(share, Fraction(100), is_closed=False),
        SharePhrase(Fraction(0), share, is_closed=False),
        SharePhrase(share * (1 - 3 * _NEAR), share, is_closed=False),
        SharePhrase(*_near(share)),
    )


_HALF, _ALL = Fraction(50), Fraction(100)
SHARES: tuple[_Told, ...] = (
    _phrase(r"(?:a |the )?(?:vast|great|large|overwhelming) majority", Fraction(75), _ALL),
    _phrase(
        r"(?:a |the )?(?:clear |small |narrow |slim )?majority", _HALF, _ALL + 1, is_closed=False
    ),
    _phrase(r"(?:a |the )?(?:small )?minority", Fraction(-1), _HALF, is_closed=False),
    _phrase(
        r"(?:nearly|almost|virtually|practically) (?:all|every|everyone|everything)",
        Fraction(90),
        _ALL,
    ),
    _phrase(r"(?<!at )most(?= of\b| \w+s\b| people\b| \()", _HALF, _ALL + 1, is_closed=False),
    *_fractions(),
)
"""The first that matches at a place counts."""
_COUNTS = dict(
    zip(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        range(1, 11),
        strict=True,
    )
)
_IN_SO_MANY = kept_pattern(
    rf"\b(?:(?P<more>{_MORE} )|(?P<less>{_LESS} )|(?P<nearly>{_NEARLY} )|(?:about |around |roughly |some |exactly )?)"
    rf"(?P<part>{'|'.join(_COUNTS)}) (?:[a-z]+ )?(?:in|out of) (?:every )?(?P<whole>{'|'.join(_COUNTS)})(?![\w-])",
    re.IGNORECASE,
)
"""``two in five``, ``one pupil in ten``."""
LACKING = kept_pattern(
    r"\b(?:short of|without|lack(?:s|ed|ing)?|not|no|miss(?:es|ed|ing)?|lost|los(?:es|ing)|denied|far from)(?: (?:its|their|winning|reaching|quite))?\s+$",
    re.IGNORECASE,
)
"""Before a phrase that is denied: ``fell short of a majority``."""
OF_A_CHANGE = kept_pattern(
    r"\b(?:by|up|down|(?:rise|fall|drop|decline|increase|decrease|growth|gain|loss|cut|reduction|jump|surge) of)"
    r"(?: (?:about|around|roughly|some|nearly|almost|over|under|more than|less than|just over|just under|at least"
    r"|close to|well over|only|a further|another|a))?\s+$",
    re.IGNORECASE,
)
"""Before a part by which something changed, which is no share: ``up by half``."""
CLAUSE = kept_pattern(r"[,;:)] (?:and|but|while|whereas|yet|so|though|although)\b|;", re.IGNORECASE)
"""What parts a phrase from the figure of another clause: ``fell to 45%, and most imports``."""
TOGETHER = kept_pattern(r"\b(?:together|combined|between them|jointly)\b", re.IGNORECASE)
"""The share is that of all who are named in the sentence."""


def shares_told(text: str) -> Iterator[tuple[int, int, SharePhrase]]:
    """The phrases of a share in a text: from where to where, and what may be said so; the first at a place counts."""
    for pattern, phrase in SHARES:
        for found in pattern.finditer(text):
            is_part = "orit" not in found[0] and not text.startswith(" of ", found.end())
            if not (is_part and OF_A_CHANGE.search(text[: found.start()])):
                yield *found.span(), phrase
    for found in _IN_SO_MANY.finditer(text):
        part = Fraction(_COUNTS[found["part"].lower()], _COUNTS[found["whole"].lower()])
        if part < 1:
            place = next(
                (at for at, one in enumerate(("more", "less", "nearly")) if found[one]), -1
            )
            yield *found.span(), _of_part(100 * part)[place]
