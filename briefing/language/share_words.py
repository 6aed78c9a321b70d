"""Words for a share of a whole, and between which shares each may be said, in percent.

"Most" is more than half; "half" and the other fractions hold where rounding to the nearest of them
would not be laughed at: within four percent of the fraction; "nearly" up to twelve below it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from briefing.core.kept_patterns import kept_pattern

_NEAR = Fraction(4, 100)
_WHOLE_PARTS = 5
"""Above so many, a share of one part is told by the nearest whole number of parts: ``one in seven``."""


@dataclass(frozen=True, slots=True)
class SharePhrase:
    """A phrase and the shares, in percent, between which it may be said; ends belong only if closed."""

    pattern: re.Pattern[str]
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
_COUNTS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_IN_SO_MANY = {
    rf"{part} (?:[a-z]+ )?(?:in|out of) (?:every )?{whole}": Fraction(number, count)
    for whole, count in _COUNTS.items()
    for part, number in {"one": 1, **_COUNTS}.items()
    if number < count
}
"""``two in five``, ``one pupil in ten``."""
_MORE = r"(?:(?:just |well |slightly |a little )?(?:over|above|more than)|upwards of)"
_LESS = r"(?:just |well |slightly |a little )?(?:under|below|less than|fewer than)"
_NEARLY = r"(?:nearly|almost|not quite|close to)"


def _phrase(words: str, low: Fraction, high: Fraction, *, is_closed: bool = True) -> SharePhrase:
    return SharePhrase(
        kept_pattern(rf"\b(?:{words})(?![\w-])", re.IGNORECASE), low, high, is_closed
    )


def _near(share: Fraction) -> tuple[Fraction, Fraction]:
    """Between which shares a fraction may be said; a part such as a seventh, wherever it is the nearest such part."""
    parts = 100 / share
    if parts.denominator == 1 and parts > _WHOLE_PARTS:
        return 100 / (parts + Fraction(1, 2)), 100 / (parts - Fraction(1, 2))
    return share * (1 - _NEAR), share * (1 + _NEAR)


def _fractions() -> list[SharePhrase]:
    found = []
    for words, part in (_FRACTIONS | _IN_SO_MANY).items():
        share = 100 * part
        found += [
            _phrase(rf"{_MORE} {words}", share, Fraction(100), is_closed=False),
            _phrase(rf"{_LESS} {words}", Fraction(0), share, is_closed=False),
            _phrase(rf"{_NEARLY} {words}", share * (1 - 3 * _NEAR), share, is_closed=False),
            _phrase(rf"(?:about |around |roughly |some |exactly )?{words}", *_near(share)),
        ]
    return found


_HALF, _ALL = Fraction(50), Fraction(100)
SHARES: tuple[SharePhrase, ...] = (
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
LACKING = re.compile(
    r"\b(?:short of|without|lack(?:s|ed|ing)?|not|no|miss(?:es|ed|ing)?|lost|los(?:es|ing)|denied|far from)(?: (?:its|their|winning|reaching|quite))?\s+$",
    re.IGNORECASE,
)
"""Before a phrase that is denied: ``fell short of a majority``."""
TOGETHER = re.compile(r"\b(?:together|combined|between them|jointly)\b", re.IGNORECASE)
"""The share is that of all who are named in the sentence."""
