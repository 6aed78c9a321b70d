"""How close a brief is set: the ways to give its words more or less of a page, and what heights become in each.

Charts give way by their drawings. A brief of text alone has its type and its spaces: all of it a little closer, or the
next size of the design's scale, or lines further apart by a seventh at most. Heights are reckoned as parts of those
that were measured, as briefs of many kinds have them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefing.core.document import Document
from briefing.writers.html.arrangement import Hints

_CLOSER, _LARGER, _APART = 3.0, 6.0, 40.0
"""What it costs to set everything closer, in the next size, and with lines nearer or further apart, a whole step."""
CLOSEST = 0.95
"""From line to line in the closest setting, in parts of the step of the closer one."""
_LEADINGS, _OF_LARGER = (1.06, 1.12), (0.94, 1.0, 1.07, 1.14)
"""From line to line, in parts of the usual step of each size."""
_BARE, _LARGER_BARE = (1.03, 1.09, 1.15, 1.2), (0.97, 1.03, 1.1, 1.2)
"""Further ones, where no annex follows that fills a last page."""
_CLOSER_PART, _CLOSER_SPACES = 0.93, 0.65
"""What is left in the closer setting of the height of tables and advice, and of spaces; headings and the words of
figures stay as they are."""
_CLOSER_HEAD = {"policy-brief": 22.0}
_OTHER_HEADS = 16.0
"""By how many CSS pixels the head is lower in the closer setting: its spaces have lengths of their own."""
_HEAD, _POINTS, _ADVICE = 0.25, 0.75, 0.5
"""How far the head, highlights and advice follow the lines of the text."""
_RAGGED = 1.02
"""Lines of larger type break a little worse."""


@dataclass(frozen=True, slots=True)
class Scales:
    """What heights become, in parts of those that were measured."""

    texts: float = 1.0
    line: float = 1.0
    """From one line of running text to the next."""
    spaces: float = 1.0
    head: float = 1.0
    less: float = 0.0
    """By how many CSS pixels the head is lower."""
    points: float = 1.0
    """Of highlights."""
    advice: float = 1.0
    tables: float = 1.0

    def over(self, known: Scales) -> Scales:
        """The same, in parts of what others made of the heights."""
        return Scales(
            texts=self.texts / known.texts,
            line=self.line / known.line,
            spaces=self.spaces / known.spaces,
            head=self.head / known.head,
            less=self.less - known.less,
            points=self.points / known.points,
            advice=self.advice / known.advice,
            tables=self.tables / known.tables,
        )


@dataclass(frozen=True, slots=True)
class Spacing:
    """One way to set all words of a brief."""

    tight: bool = False
    larger: bool = False
    leading: float = 1.0

    @property
    def cost(self) -> float:
        """What it costs beside the usual one."""
        return _CLOSER * self.tight + _LARGER * self.larger + _APART * abs(self.leading - 1)

    @property
    def is_wide(self) -> bool:
        """Whether it lengthens pages."""
        return not self.tight and (self.larger or self.leading > 1)

    def onto(self, hints: Hints) -> Hints:
        """The same hints with this spacing."""
        return replace(hints, tight=self.tight, larger=self.larger, leading=self.leading)

    def scales(self, design: str, known: Hints, closer: float, larger: float) -> Scales:
        """What heights become that were measured with ``known`` hints.

        ``closer`` is what is left of a text's length in the closer setting, ``larger`` the next size of its type
        in parts of the usual one.
        """
        measured = spacing_of(known)
        if self == measured:
            return Scales()
        return self.of_usual(design, closer, larger).over(measured.of_usual(design, closer, larger))

    def of_usual(self, design: str, closer: float, larger: float) -> Scales:
        """What heights become that were measured in the usual spacing."""
        if self == Spacing():
            return Scales()
        if self.tight:
            return Scales(
                texts=closer * self.leading,
                spaces=_CLOSER_SPACES,
                less=_CLOSER_HEAD.get(design, _OTHER_HEADS),
                advice=_CLOSER_PART,
                tables=_CLOSER_PART,
            )
        size = larger if self.larger else 1.0
        more = size * self.leading - 1
        return Scales(
            texts=size * size * self.leading * (_RAGGED if self.larger else 1.0),
            line=size * self.leading,
            spaces=size * self.leading,
            head=1 + _HEAD * more,
            points=1 + _POINTS * more,
            advice=1 + _ADVICE * more,
            tables=1 + 0.1 * (size - 1),
        )


def spacing_of(hints: Hints) -> Spacing:
    """How a brief was set with hints."""
    return Spacing(hints.tight, hints.larger, hints.leading)


def close_ones(hints: Hints) -> Iterator[Spacing]:
    """The spacing that a brief has, and the closer ones."""
    yield spacing_of(hints)
    if not hints.tight:
        yield replace(spacing_of(hints), tight=True)
        yield replace(spacing_of(hints), tight=True, leading=CLOSEST)


def wide_ones(document: Document, hints: Hints) -> Iterator[Spacing]:
    """The spacings that fill pages which nothing else fills: lines further apart, and larger type.

    That is for briefs without charts, and for those without an annex, which would fill a last page.
    """
    if spacing_of(hints) != Spacing():
        return
    is_bare = not document.annex
    for leading in (*_LEADINGS, *(_BARE if is_bare else ())):
        yield Spacing(leading=leading)
    if is_bare or not any(document.figures()):
        for leading in (*_OF_LARGER, *(_LARGER_BARE if is_bare else ())):
            yield Spacing(larger=True, leading=leading)
