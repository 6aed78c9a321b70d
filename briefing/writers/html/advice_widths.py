"""Widths of advice side by side: pieces of advice to shares of the page, more for more words.

They are reckoned here, since the layout library gives columns with a least width more than there is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.core.document import Recommendation
from briefing.core.text_nodes import plain

_ABREAST = 3
"""Pieces of advice in a row at most."""
_LEAST = 0.29
"""Share of the page that a piece has at least."""
_ROW = 99.9
"""Percent of the page that a row takes: no rounding makes it wider than the page."""
_SPACES = 150.0
"""Letters whose place the spaces of a piece take."""
_FINE = 0.6
"""Place of a letter of small print, in parts of that of others."""


def advice_widths(advice: Sequence[Recommendation]) -> dict[str, float]:
    """The width of each piece by its id, in percent: those of a row end at about one height, and fill it."""
    return {
        one.id: round(_ROW * share, 2)
        for row in _rows(advice)
        for one, share in zip(row, _shares([_letters(one) for one in row]), strict=True)
    }


def _rows(advice: Sequence[Recommendation]) -> Iterator[Sequence[Recommendation]]:
    """As few rows as will do, and as even; the longer ones first."""
    count = -(-len(advice) // _ABREAST)
    start = 0
    for place in range(count):
        size = -(-(len(advice) - start) // (count - place))
        yield advice[start : start + size]
        start += size


def _letters(one: Recommendation) -> float:
    words = (plain(one.do), one.who, plain(one.because))
    fine = (plain(one.rule), plain(one.tipping), one.evidence, one.record)
    return _SPACES + sum(map(len, words)) + _FINE * sum(map(len, fine))


def _shares(letters: Sequence[float]) -> list[float]:
    """What each has of a row: by its letters, but no less than the least."""
    narrow: set[int] = set()
    while True:
        left = 1 - _LEAST * len(narrow)
        others = sum(one for place, one in enumerate(letters) if place not in narrow)
        shares = [
            _LEAST if place in narrow else left * one / others for place, one in enumerate(letters)
        ]
        below = {place for place, share in enumerate(shares) if share < _LEAST}
        if not below - narrow:
            return shares
        narrow |= below
