"""The status of an observation: the SDMX code list CL_OBS_STATUS, and how statuses combine."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Status(Enum):
    """SDMX ``CL_OBS_STATUS`` (version 2.2), the codes that statistical tables need.

    Source: SDMX Statistical Working Group, *Code list for Observation Status*.
    """

    NORMAL = "A"
    BREAK = "B"
    DEFINITION_DIFFERS = "D"
    ESTIMATED = "E"
    FORECAST = "F"
    IMPUTED = "I"
    INCLUDED_ELSEWHERE = "K"
    NOT_COLLECTED = "L"
    NOT_APPLICABLE = "M"
    NOT_SIGNIFICANT = "N"
    MISSING = "O"
    PROVISIONAL = "P"
    SUPPRESSED = "Q"
    UNRELIABLE = "U"

    @property
    def has_value(self) -> bool:
        """False for the statuses that say why there is no value."""
        return self not in _WITHOUT_VALUE

    @property
    def certainty_rank(self) -> int:
        """Place in the order from least to most certain; 0 is the least certain."""
        return _FROM_LEAST_CERTAIN.index(self)


_FROM_LEAST_CERTAIN = [
    Status.SUPPRESSED,
    Status.MISSING,
    Status.NOT_COLLECTED,
    Status.NOT_APPLICABLE,
    Status.INCLUDED_ELSEWHERE,
    Status.FORECAST,
    Status.UNRELIABLE,
    Status.IMPUTED,
    Status.ESTIMATED,
    Status.PROVISIONAL,
    Status.BREAK,
    Status.DEFINITION_DIFFERS,
    Status.NOT_SIGNIFICANT,
    Status.NORMAL,
]
_WITHOUT_VALUE = frozenset(_FROM_LEAST_CERTAIN[:5])


def combined(statuses: Iterable[Status]) -> Status:
    """The status of what was computed from inputs: that of the least certain input.

    An estimated input makes an estimated result; a withheld one makes a withheld result
    (whose bounds may still say something). Without inputs the result is normal.
    """
    return min(statuses, key=lambda status: status.certainty_rank, default=Status.NORMAL)
