"""A chart as plain data: what kinds yield, and all that drawing and wording need. Can be pickled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Literal, Protocol

from briefing.core.fact import Fact
from briefing.core.interval import Interval
from briefing.core.number_form import PLAIN, NumberForm
from briefing.core.outline_map import OutlineMap
from briefing.core.period import Period
from briefing.core.status import Status
from briefing.core.unit import Unit

Form = Literal[
    "area",
    "bar",
    "column",
    "diverging",
    "dumbbell",
    "fan",
    "heat",
    "line",
    "map",
    "multiples",
    "range",
    "scatter",
    "slope",
    "sparklines",
    "stacked",
    "timeline",
    "waterfall",
]
Role = Literal["", "whole", "step", "low", "high"]
"""What a track is among the others: a total, a step from one to the next, an end of a band."""

_SOFT = frozenset(
    {
        Status.ESTIMATED,
        Status.FORECAST,
        Status.IMPUTED,
        Status.NOT_SIGNIFICANT,
        Status.PROVISIONAL,
        Status.UNRELIABLE,
    }
)


@dataclass(frozen=True, slots=True)
class UnitSign:
    """The sign of a unit right beside digits: ``$56``, ``80%``; empty where it has none so short."""

    before: str = ""
    after: str = ""

    def beside(self, number: str) -> str:
        """The number with its sign, within what stands before the digits: ``−$5``, ``>$25``."""
        signed = re.sub(r"(?=\d)", lambda _: self.before, number, count=1)
        return f"{signed}{self.after}"


@dataclass(frozen=True, slots=True)
class Mark:
    """One fact in a chart. It has a value, or only bounds, or neither (and says why)."""

    fact: str
    """Id of the fact."""
    text: str
    """The figure as printed: ``45,000``, ``$56``, ``>95%``, ``W``."""
    value: Fraction | None
    bounds: Interval | None
    """What it may be, where there is no value: ``(95, 100]``."""
    status: Status
    labelled: bool = False
    """Whether the figure is printed in the chart."""

    @property
    def is_soft(self) -> bool:
        """Whether it is drawn hollow: an estimate, a forecast, provisional, of low reliability."""
        return self.status in _SOFT and not self.is_absent

    @property
    def is_bound(self) -> bool:
        """Whether only bounds are known."""
        return self.value is None and self.bounds is not None

    @property
    def is_absent(self) -> bool:
        """Whether nothing is known: the text says why."""
        return self.value is None and self.bounds is None

    @property
    def opens(self) -> Literal["up", "down", "no"]:
        """Towards which side a bound is open: ``>95`` up, ``<25`` down, ``50–300`` not at all."""
        return self.bounds.opens if self.is_bound and self.bounds else "no"

    @property
    def ends(self) -> tuple[float, ...]:
        """What a scale must hold to show it: the value, or the finite ends of the bounds."""
        if self.value is not None:
            return (float(self.value),)
        if self.bounds is None:
            return ()
        return tuple(float(end) for end in (self.bounds.low, self.bounds.high) if end is not None)


@dataclass(frozen=True, slots=True)
class Track:
    """What belongs together under one name: a line, a bar, a segment, a panel."""

    title: str
    marks: tuple[Mark | None, ...]
    """One for each period or column of the plot; ``None`` where the data have no such cell."""
    unit: Unit
    highlighted: bool = False
    unit_name: str = ""
    """The unit in words: ``U.S. dollars per kilogram``; empty where it has none."""
    role: Role = ""
    name: str = ""
    """What its author calls it, where that is another text than its title: the date of an event."""
    is_named: bool = True
    """Whether its name stands beside it; lines that only stand behind others have none."""
    shade: int = 0
    """Which grey it has where it is not highlighted: the same for one name throughout a brief."""

    def gaps(self) -> Iterator[Sequence[tuple[int, Mark]]]:
        """Marks beside each other without a value for one reason, with their places."""
        absent = [(place, one) for place, one in enumerate(self.marks) if one and one.is_absent]
        for _, run in groupby(
            enumerate(absent), key=lambda one: (one[1][0] - one[0], one[1][1].text)
        ):
            yield [mark for _, mark in run]

    @property
    def present(self) -> Iterator[Mark]:
        """The marks that there are."""
        return (mark for mark in self.marks if mark is not None)

    @property
    def ends(self) -> tuple[float, ...]:
        """What a scale must hold to show all of it."""
        return tuple(end for mark in self.present for end in mark.ends)


@dataclass(frozen=True, slots=True)
class Axis:
    """What is measured along one side of a drawing: its title with the unit, and the sign by its values."""

    title: str
    sign: UnitSign
    unit_name: str = ""
    """The unit in words."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure of a plot by itself: whose it is, in which unit, of when; or an event without a figure."""

    name: str
    unit: str
    when: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart as it is to be drawn, with every word that stands in it or around it."""

    form: Form
    measure: str
    """What is measured; empty where the tracks measure different things."""
    unit: Unit
    periods: tuple[Period, ...]
    tracks: tuple[Track, ...]
    facts: tuple[Fact, ...]
    """Every fact that is drawn."""
    dimension: str = ""
    """What the tracks are: ``Country``."""
    from_zero: bool = True
    """Whether the scale of lines begins at zero."""
    better: Literal["higher", "lower", ""] = ""
    """Which side of zero, or which way, is the better one: the two have colours of their own then."""
    columns: tuple[str, ...] = ()
    """What the marks of a track are, where that is no period: ``Girls`` and ``Boys``."""
    outlines: OutlineMap | None = None
    """Of a map: the regions that it shows."""
    axes: tuple[Axis, ...] = ()
    """What is measured across and up, where marks are pairs of two measures."""
    labels: tuple[str, ...] = ()
    """Each period as the drawing names it: ``2009 Q1``."""
    years: tuple[str, ...] = ()
    """The calendar year of each period as the drawing writes it, where years are named alone."""
    full_labels: tuple[str, ...] = ()
    """The same, with the word by those that are estimated throughout: ``2024 (est.)``."""
    sign: UnitSign = UnitSign()
    """What stands by the values of the axis."""
    numbers: NumberForm = PLAIN
    """How the values of the axis are written."""
    subtitle: str = ""
    """Measure, unit and periods in a line."""
    alt: str = ""
    """The chart told to those who cannot see it."""
    table: tuple[tuple[str, ...], ...] = ()
    """The drawn data as text, header row first."""
    changed: str = ""
    """Why it is of another kind than was asked for, for its author; empty where it is not."""
    notes: tuple[str, ...] = ()
    """What the signs of the drawing mean, and what it does not show."""
    drawing: str = ""
    """The name of a plug-in's drawing, where it is not drawn as its form; words follow the form."""
    called: str = ""
    """What the alternative text calls it: ``Dot plot``; the name of its form where left out."""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """All marks, track by track."""
        return tuple(mark for track in self.tracks for mark in track.present)

    def side_of(self, size: float) -> Literal["good", "bad", ""]:
        """Which side a value or change is on; none of nought, and where neither is the better one."""
        if not self.better or not size:
            return ""
        return "good" if (size > 0) == (self.better == "higher") else "bad"

    @property
    def words(self) -> tuple[str, ...]:
        """Every text that a drawing of it may print but the values of the axis."""
        tracks = [(one.title, one.unit_name) for one in self.tracks]
        return (
            *self.labels,
            *self.years,
            *self.full_labels,
            *self.columns,
            *(one.title for one in self.axes),
            *(text for pair in tracks for text in pair),
            *(mark.text for mark in self.marks),
        )

    @property
    def heads(self) -> tuple[str, ...]:
        """What stands over the marks of all tracks: their columns, or else the periods."""
        return self.columns or self.labels or tuple(map(str, self.periods))

    def shown(self) -> Iterator[Shown]:
        """Every figure by itself, as a list tells it in which each row stands alone."""
        periods = self.full_labels or self.labels or tuple(map(str, self.periods))
        if self.form == "timeline":
            for when, track in zip(periods, self.tracks, strict=True):
                yield Shown(track.title, "", when)
            return
        over = periods[-1] if len(periods) == 1 else f"{periods[0]}–{periods[-1]}"
        units = tuple(one.unit_name for one in self.axes)
        for track in self.tracks:
            for place, mark in enumerate(track.marks):
                if mark is None:
                    continue
                unit = units[place] if units else track.unit_name
                if not self.columns:
                    yield Shown(track.title, unit, periods[place], mark)
                elif len(self.columns) > 1:
                    yield Shown(f"{track.title}: {self.columns[place]}", unit, over, mark)
                else:
                    when = track.title if track.role == "whole" else over
                    yield Shown(track.title, unit, when, mark)

    @property
    def has_one_unit(self) -> bool:
        """Whether all tracks are told in the same unit."""
        return not self.axes and len({track.unit for track in self.tracks}) == 1

    @property
    def all_soft(self) -> bool:
        """Whether every value is an estimate, so that hollow marks would tell nothing apart."""
        known = [mark for mark in self.marks if not mark.is_absent]
        return bool(known) and all(mark.is_soft for mark in known)


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn plot."""

    svg: str
    """The drawing as an ``svg`` element."""
    texts: tuple[str, ...]
    """The texts that it prints, in the order in which they are drawn."""
    width: float
    """In points."""
    height: float


@dataclass(frozen=True, slots=True)
class DrawnSize:
    """How large a chart is drawn, so that its lettering has the size of the scale."""

    width: float
    """Millimetres."""
    taller: float = 1.0
    """Its height in parts of the usual one."""


class Pictures(Protocol):
    """Gives the drawing of each plot of one brief; asked again it gives the same."""

    def of(self, name: str, plot: Plot, size: DrawnSize | None = None) -> Picture:
        """The drawing of a plot in a size; ``name`` is the id of its chart."""
