"""Checks that ran over data and brief: what each looked at, and what it found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefing.core.spot import Spot


@dataclass(frozen=True, slots=True)
class Check:
    """A check that ran: ``parts and total`` over so many tables, with a message for each finding."""

    name: str
    examined: int
    what: str
    """What was counted as examined: ``tables``, ``typed words``."""
    messages: tuple[str, ...] = ()
    doubts: tuple[Spot, ...] = ()
    """Where the values stand that it doubts."""
    borne_out: tuple[str, ...] = ()
    """What was found true, where each is worth a line: ``'down from' holds: ...``."""
    exceptions: tuple[str, ...] = ()
    """What an author takes out of it, with the reason: ``'half' stands: a goal, not a finding``."""

    @property
    def findings(self) -> int:
        """How much was found."""
        return len(self.messages)

    def __str__(self) -> str:
        """``parts and total: 4 tables examined, 1 finding``."""
        noun = "finding" if self.findings == 1 else "findings"
        return f"{self.name}: {self.examined} {self.what} examined, {self.findings} {noun}"


def merged(checks: Iterable[Check]) -> tuple[Check, ...]:
    """Checks of one name over several data sets as one, in the order in which they came."""
    found: dict[str, Check] = {}
    for one in checks:
        known = found.get(one.name, Check(one.name, 0, one.what))
        found[one.name] = Check(
            one.name,
            known.examined + one.examined,
            one.what,
            (*known.messages, *one.messages),
            borne_out=(*known.borne_out, *one.borne_out),
            exceptions=(*known.exceptions, *one.exceptions),
        )
    return tuple(found.values())
