"""The sizes of type: a scale for each page design, and what charts are lettered in. Points throughout.

Nothing on a page has another size: seven in text and figures, and the one of raised signs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

LEAST_SIZE = 7.5
"""What can be read on paper; only raised signs are smaller."""
RAISED_SIZE = 6.0
"""Signs of status, of notes, and letters that stand raised or lowered."""


@dataclass(frozen=True, slots=True)
class TypeScale:
    """The sizes of one design, each about a sixth larger than the one before."""

    note: float
    """Tables, what stands below a title."""
    text: float
    lead: float
    """The bottom line."""
    head: float
    figure: float
    """Key figures, and titles that are long."""
    title: float
    leading: float
    """From one line of text to the next: the step of the page's grid."""
    closer: float
    """The same where everything is set closer; the sizes stay."""
    small: float = LEAST_SIZE
    """Sources, notes, small print, the lettering of charts."""
    raised: float = RAISED_SIZE

    @property
    def sizes(self) -> tuple[float, ...]:
        """All sizes but that of raised signs, the smallest first."""
        every = (self.small, self.note, self.text, self.lead, self.head, self.figure, self.title)
        return tuple(sorted(every))

    def set(self, *, larger: bool, leading: float) -> TypeScale:
        """The same sizes, with more or less space: ``leading`` in parts of the usual one.

        ``larger`` sets running text in the size of the bottom line, and that in the size of headings; nothing
        gets a size that is not in the scale.
        """
        apart = leading * (self.larger if larger else 1.0)
        text, lead = (self.lead, self.head) if larger else (self.text, self.lead)
        closer = round(self.closer * apart, 2)
        return replace(
            self, text=text, lead=lead, leading=round(self.leading * apart, 2), closer=closer
        )

    @property
    def larger(self) -> float:
        """The next size of running text, in parts of the usual one."""
        return self.lead / self.text

    def size_for(self, letters: int, width: float, digit: float) -> float:
        """The largest size up to that of key figures in which so many digits stand in a line.

        ``width`` is the line's in points, ``digit`` the width of one in parts of its size. Where
        none is small enough, the smallest.
        """
        fitting = (
            size for size in self.sizes if size <= self.figure and letters * digit * size <= width
        )
        return max(fitting, default=self.small)


_USUAL = TypeScale(8.5, 10, 11.5, 13.5, 18, 24, leading=13.5, closer=13)
TYPE_SCALES: Mapping[str, TypeScale] = {
    "policy-brief": _USUAL,
    "one-pager": TypeScale(8, 9, 10, 11.5, 14, 17.5, leading=11.6, closer=10.8),
    "in-focus": TypeScale(8, 9, 10, 11.5, 14, 17, leading=12, closer=11.6),
}


def type_scale(design: str) -> TypeScale:
    """The scale of a design; a design of the project's own has that of ``policy-brief``."""
    return TYPE_SCALES.get(design, _USUAL)
