"""Labels of a drawing that are cut, lie on one another, or are struck by a mark: found by their boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.writers.drawing.scale import Box

Point = tuple[float, float]
_EDGE = 1.0
"""Points that the box of a label may reach beyond the drawing: the letters are smaller than it."""
_TOUCH = 0.5
"""Square points that two boxes may share."""
_INSET = 0.8
"""Points by which the letters of a label are smaller than its box, on each side."""

_GAP = 1.5
"""Points between a label and the rule that is broken for it."""
_SHORTEST = 2.0
"""A piece of a rule that is shorter is left out."""


@dataclass(frozen=True, slots=True)
class Collision:
    """A label that cannot be read well, and why."""

    text: str
    what: str
    """``leaves the drawing``, ``lies on 'Peru'``, ``is struck by a line``, ``lies on a mark``."""

    def __str__(self) -> str:
        return f"the label '{self.text}' {self.what}"


def collisions(
    labels: Sequence[tuple[str, Box]],
    lines: Sequence[tuple[Point, Point]],
    areas: Sequence[Box],
    size: tuple[float, float],
) -> Iterator[Collision]:
    """The labels of a drawing of this width and height that something keeps from being read.

    ``areas`` are filled marks apart from those that labels were set into on purpose.
    """
    for number, (text, box) in enumerate(labels):
        if not text:
            continue
        if not is_within(box, size):
            yield Collision(text, "leaves the drawing")
        for other, second in labels[number + 1 :]:
            if box.overlap(second) > _TOUCH:
                yield Collision(text, f"lies on '{other}'")
        if any(is_struck(box, one) for one in lines):
            yield Collision(text, "is struck by a line")
        if any(inner(box).overlap(one) > _TOUCH for one in areas):
            yield Collision(text, "lies on a mark")


def is_within(box: Box, size: tuple[float, float]) -> bool:
    """Whether a label lies within a drawing of this width and height."""
    width, height = size
    return (
        box.left >= -_EDGE
        and box.bottom >= -_EDGE
        and box.right <= width + _EDGE
        and box.top <= height + _EDGE
    )


def is_struck(box: Box, line: tuple[Point, Point]) -> bool:
    """Whether a line passes through the letters of a label."""
    return inner(box).is_cut_by(*line)


def inner(box: Box) -> Box:
    """The part of its box that the letters of a label take."""
    across, up = (
        min(_INSET, (far - near) / 2)
        for near, far in ((box.left, box.right), (box.bottom, box.top))
    )
    return Box(box.left + across, box.bottom + up, box.right - across, box.top - up)


def free_pieces(
    left: float, right: float, y: float, boxes: Sequence[Box]
) -> Iterator[tuple[float, float]]:
    """The pieces of a level line that no label stands on, with a little room beside each."""
    hit = sorted(
        (box.left - _GAP, box.right + _GAP)
        for box in boxes
        if box.bottom - _GAP < y < box.top + _GAP
    )
    for start, end in hit:
        if start > left and min(start, right) - left > _SHORTEST:
            yield left, min(start, right)
        left = max(left, end)
    if right - left > _SHORTEST:
        yield left, right
