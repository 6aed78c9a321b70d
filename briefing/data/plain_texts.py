"""Many texts at once: which of them are plain numbers, and of what value.

A plain number is digits with at most a sign and a point, or the sign of a percent behind them, as :mod:`briefing.data.plain_cells` reads one, of at
most fifteen digits, so that an integer of 64 bits and a float hold it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.core.arrays import np
from briefing.core.blocks import blocks
from briefing.data.arrow_arrays import (
    Flags,
    begin_with,
    match,
    places_of,
    printed,
    sizes,
    taken,
    whole_numbers,
    without_end,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from briefing.data.arrow_arrays import Texts

MOST_DIGITS = 15
_PLAIN = r"^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,15})?$"
_PERCENT = r"[0-9]%$"
_NOTHING = r"^-0(\.0+)?$"
_THREE, _THOUSAND = 3, 1000


def powers_of_ten() -> NDArray[np.int64]:
    """Those that digits are counted in, from 1 on."""
    return 10 ** np.arange(MOST_DIGITS + 1, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class PlainTexts:
    """What was read of each text; of those that are no plain numbers nothing is known."""

    texts: Texts
    is_plain: Flags
    digits: NDArray[np.int64]
    """The number without its point."""
    below: NDArray[np.int8]
    """How many digits follow the point; -1 without a point."""
    are_percents: Flags
    """Which of them are numbers of a file that are shown as percents, with the sign."""

    @classmethod
    def of(cls, texts: Texts, stored: Flags | None = None) -> PlainTexts:
        """The plain numbers among texts, some of which are ``stored`` as numbers."""
        count = len(texts)
        found = cls(
            texts,
            np.zeros(count, dtype=bool),
            np.zeros(count, dtype=np.int64),
            np.full(count, -1, dtype=np.int8),
            np.zeros(count, dtype=bool),
        )
        if stored is not None and stored.any():
            found.are_percents[:] = stored & match(texts, _PERCENT)
        has_percents = found.are_percents.any()
        for at in blocks(count):
            some = printed(texts.slice(at.start, at.stop - at.start))
            if has_percents:
                some = without_end(some, "%", found.are_percents[at])
            found.is_plain[at], found.digits[at], found.below[at] = cls._of(some)
        return found

    @classmethod
    def _of(cls, texts: Texts) -> tuple[Flags, NDArray[np.int64], NDArray[np.int8]]:
        """Which texts are plain, their digits, and how many of these follow the point."""
        is_plain = match(texts, _PLAIN)
        if (below_zero := begin_with(texts, "-")).any():
            some = np.flatnonzero(below_zero)
            is_plain[some[match(taken(texts, some), _NOTHING)]] = False
        plain = texts if is_plain.all() else taken(texts, np.flatnonzero(is_plain))
        point = places_of(plain, ".").astype(np.int16)
        length = sizes(plain).astype(np.int16)
        below = np.where(point < 0, -1, length - point - 1).astype(np.int8)
        is_short = (length - (point >= 0) <= MOST_DIGITS) & (below < MOST_DIGITS)
        if not is_short.all():
            is_plain[np.flatnonzero(is_plain)[~is_short]] = False
            plain, below = taken(plain, np.flatnonzero(is_short)), below[is_short]
        digits = np.zeros(len(texts), dtype=np.int64)
        digits[is_plain] = whole_numbers(plain, ".")
        places = np.full(len(texts), -1, dtype=np.int8)
        places[is_plain] = below
        return is_plain, digits, places

    @property
    def zeros(self) -> NDArray[np.int8]:
        """How many zeros stand at the end of each whole number; none of zero itself."""
        found = np.zeros(len(self.digits), dtype=np.int8)
        is_whole = self.is_plain & (self.below < 0) & (self.digits != 0)
        for block in blocks(len(found)):
            left = np.flatnonzero(is_whole[block]) + block.start
            for power in powers_of_ten()[1:]:
                left = left[self.digits[left] % power == 0]
                if not len(left):
                    break
                found[left] += 1
        return found

    def among(self, which: Flags) -> PlainTexts:
        """What was read of some of them."""
        texts = taken(self.texts, np.flatnonzero(which))
        digits, below = self.digits[which], self.below[which]
        return PlainTexts(texts, self.is_plain[which], digits, below, self.are_percents[which])

    def telling(self) -> list[int]:
        """Some texts that tell as much of the notation of numbers as all of them.

        All that are no plain numbers; of the others the first below zero, the first with a point, the first
        whose point leaves open what it stands before, and the first whose point stands before decimals.
        """
        told = set(np.flatnonzero(~self.is_plain).tolist())
        some = (self.digits < 0, self.below >= 0, self._is_open, self._has_decimals)
        for flags in some:
            if flags.any():
                told.add(int(flags.argmax()))
        return sorted(told)

    @property
    def has_decimals(self) -> bool:
        """Whether some plain number has a point that can only stand before decimals."""
        return bool(self._has_decimals.any())

    @property
    def _is_open(self) -> Flags:
        """Whether the point of a plain number may stand before thousands."""
        found: Flags = self.below == _THREE
        some = np.flatnonzero(found)
        whole = np.abs(self.digits[some]) // _THOUSAND
        found[some] = (whole > 0) & (whole < _THOUSAND)
        return found

    @property
    def _has_decimals(self) -> Flags:
        found: Flags = (self.below >= 0) & ~self._is_open
        return found
