"""Long arrays a block of rows at a time, so that what is computed on the way stays small."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeVar

from briefing.core.arrays import np

if TYPE_CHECKING:
    from numpy.typing import NDArray


_ROWS = 1 << 16
_Any = TypeVar("_Any", bound="np.generic")


def blocks(count: int) -> Iterator[slice]:
    """The rows from 0 on, so many at a time."""
    return (slice(start, min(start + _ROWS, count)) for start in range(0, count, _ROWS))


def picked(values: NDArray[_Any], places: NDArray[np.integer]) -> NDArray[_Any]:
    """The values at some places, in that order."""
    found = np.empty(len(places), dtype=values.dtype)
    for block in blocks(len(places)):
        found[block] = values[places[block]]
    return found


def narrow(numbers: NDArray[np.signedinteger]) -> NDArray[np.signedinteger]:
    """The same numbers in as few bytes as hold them."""
    least, most = int(numbers.min(initial=0)), int(numbers.max(initial=0))
    return numbers.astype(narrowest(max(most, -least)), copy=False)


def narrowest(most: int) -> type[np.signedinteger]:
    """The numbers of fewest bytes that go so far on both sides of zero."""
    kinds = (np.int8, np.int16, np.int32)
    return next((one for one in kinds if most <= np.iinfo(one).max), np.int64)
