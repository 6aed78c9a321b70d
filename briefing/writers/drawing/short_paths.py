"""A drawing in fewer letters, for a page that carries many: places to a hundredth of a point, circles as arcs.

Nothing moves by more than half of that, which no screen shows.
"""

from __future__ import annotations

import re
from math import hypot

_PLACES = re.compile(r'(\s(?:d|x|y|points|transform)=")([^"]*)(")')
_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_CIRCLE = re.compile(r'(\sd=")M [-\d.]+ [-\d.]+((?: C(?: [-\d.]+){6}){8}) z(?=")')
"""A path of eight curves that ends where it begins; Matplotlib writes circles so."""
_CURVE = 6
"""Numbers of a curve; the last two are where it ends."""


def shortened(svg: str) -> str:
    """The drawing with the same look in fewer letters; texts and names stay as they are."""
    return _PLACES.sub(_rounded, _CIRCLE.sub(_arcs, svg))


def _rounded(found: re.Match[str]) -> str:
    return found[1] + _NUMBER.sub(lambda one: _number(float(one[0])), found[2]) + found[3]


def _arcs(found: re.Match[str]) -> str:
    """Two halves of a circle, begun at its left; what is none stays as it is."""
    numbers = list(map(float, found[2].replace("C", " ").split()))
    across, down = numbers[_CURVE - 2 :: _CURVE], numbers[_CURVE - 1 :: _CURVE]
    x, y = (min(across) + max(across)) / 2, (min(down) + max(down)) / 2
    radius = (max(across) - min(across)) / 2
    if any(
        abs(hypot(a - x, b - y) - radius) > radius / 100 for a, b in zip(across, down, strict=True)
    ):
        return found[0]
    size, width = _number(radius), _number(2 * radius)
    half = f"a{size} {size} 0 1 0 "
    return f"{found[1]}M{_number(x - radius)} {_number(y)}{half}{width} 0{half}-{width} 0z"


def _number(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
