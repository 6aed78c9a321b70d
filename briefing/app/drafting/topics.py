"""What a draft is asked to tell, and what it was found to be about: measures at a period, of somebody."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.app.drafting.bands import only_band
from briefing.core.fact import Fact
from briefing.core.nature import Use, allows
from briefing.core.period import Period
from briefing.core.series import Panel, Series

_ALL = 100
_SEVERAL = 3
"""A panel of fewer members has no ranking worth telling."""


@dataclass(frozen=True, slots=True)
class Caveat:
    """A note of a file, and the labels that carry its mark."""

    text: str
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user asked for; all else is chosen."""

    measures: tuple[str, ...] = ()
    """Keys or titles of measures, the first one the main one."""
    member: str = ""
    period: Period | None = None
    title: str = ""
    design: str = "policy-brief"
    caveats: tuple[Caveat, ...] = ()
    """Notes that labels of the tables point at."""
    subject: tuple[str, ...] = ()
    """What the files say that they are about: their titles and names."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A measure that the brief tells of, at one period."""

    measure: Series | Panel
    name: str
    """What its metrics begin with."""
    period: Period
    member: str = ""
    """Whose figures it is about; empty for all of them."""

    @property
    def told(self) -> Series | None:
        """The series that sentences follow over time: its own, the member's, or the total's."""
        if isinstance(self.measure, Series):
            return self.measure
        if self.member:
            return row_of(self.measure, self.member)
        return None if is_always_all(self.measure.total) else self.measure.total

    @property
    def panel(self) -> Panel | None:
        """Its members side by side, where there are enough to compare."""
        measure = self.measure
        if isinstance(measure, Series) or not allows(measure.nature, Use.RANK):
            return None
        if only_band({name: name for name in measure.members}):
            return None
        return measure if len(known(measure, self.period)) >= _SEVERAL else None

    @property
    def now(self) -> Fact | None:
        """The figure of the period."""
        return self.told.at(self.period) if self.told else None

    @property
    def before(self) -> Fact | None:
        """What that is compared with: a value of the period before, or none."""
        series = self.told
        found = series.at(series.before(self.period)) if series else None
        return found if found and found.quantity.tells_something else None


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a brief is about."""

    topics: tuple[Topic, ...]
    """The main one first."""
    period: Period
    others: tuple[Period, ...]
    """The last periods of other lengths that the data have."""
    rivals: tuple[str, ...] = ()
    """Titles of measures that a reader might as well call the main one."""


def known(measure: Series | Panel, period: Period, member: str = "") -> dict[str, Fact]:
    """The values of a period that tell something, by member; of one member where that is named."""
    if isinstance(measure, Series):
        fact = measure.at(period)
        return {"": fact} if fact and fact.quantity.tells_something else {}
    if member:
        series = row_of(measure, member)
        fact = series.at(period) if series else None
        return {member: fact} if fact and fact.quantity.tells_something else {}
    facts = measure.at(period)
    return {
        name: fact
        for name, fact in facts.items()
        if fact.quantity.value is not None and name not in measure.rest
    }


def is_always_all(total: Series | None) -> bool:
    """Whether a total of shares is 100% in every period, which tells nothing."""
    if total is None or not total.unit.is_percent:
        return False
    return all(
        abs(fact.quantity.value - _ALL) < 1 for fact in total.facts.values() if fact.quantity.value
    )


def row_of(panel: Panel, name: str) -> Series | None:
    """The row of that name: a member, the total or a group."""
    return next((one for one in panel.every if one.member == name), None)
