"""Rows that equal the sum of others which do not stand together: ``Great Britain`` in a list by the alphabet.

Two others are tried, and all others but one or two. The more rows a table has, the more of these sums
there are, and the less likely by chance one must be.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

Row = Sequence[tuple[Fraction, Fraction]]
"""The values of a row in the periods in which all rows have one, each with half of what its last digit counts."""
_AGAINST_CHANCE = 10_000
"""How unlikely a sum must be by chance, beyond the number of sums that are tried."""
_FEWEST_PERIODS, _FEWEST_PARTS = 2, 2
_NEAR = 1e-9


def sums_of_some(rows: Mapping[str, Row]) -> Iterator[tuple[str, str]]:
    """The rows that are the sum of two others, or of all but one or two, each with whose sum it is, in words."""
    names = [one for one, row in rows.items() if row and all(value > 0 for value, _ in row)]
    if len(names) <= _FEWEST_PARTS:
        return
    first = {name: float(rows[name][0][0]) for name in names}
    slack = sum(float(rows[name][0][1]) for name in names) + _NEAR * sum(first.values())
    tried = len(names) ** 3
    for name in names:
        others = [one for one in names if one != name]
        most = sum(first[one] for one in others)
        if not _is_proven(rows[name], tried):
            continue
        for some in _sets(first, others, first[name], slack):
            if _adds(rows, name, some):
                yield name, f"the sum of {some[0]} and {some[1]}"
                break
        else:
            for some in _sets(first, others, most - first[name], slack, fewest=1):
                rest = [one for one in others if one not in some]
                if len(rest) > _FEWEST_PARTS and _adds(rows, name, rest):
                    yield name, f"the sum of all others but {' and '.join(some)}"
                    break


def _sets(
    first: Mapping[str, float],
    others: Sequence[str],
    wanted: float,
    slack: float,
    fewest: int = 2,
) -> Iterator[tuple[str, ...]]:
    """One or two of the others, or two, that make about so much in the first period."""
    for count in range(fewest, _FEWEST_PARTS + 1):
        for some in combinations(others, count):
            if abs(sum(first[one] for one in some) - wanted) <= slack:
                yield some


def _adds(rows: Mapping[str, Row], name: str, some: Sequence[str]) -> bool:
    """Whether these make the row in every period, as far as printed digits tell."""
    for place, (whole, half) in enumerate(rows[name]):
        parts = [rows[one][place] for one in some]
        gap = abs(sum((value for value, _ in parts), Fraction(0)) - whole)
        if gap > half + sum((each for _, each in parts), Fraction(0)):
            return False
    return True


def _is_proven(row: Row, tried: int) -> bool:
    """Whether so many sums would hardly hit it by chance; a value that stays is no second proof."""
    once = dict(row)
    steps = math.prod(float(value / (2 * half or 1)) for value, half in once.items())
    return len(once) >= _FEWEST_PERIODS and steps >= _AGAINST_CHANCE * tried
