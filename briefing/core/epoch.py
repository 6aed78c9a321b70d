"""The moment that the environment gives to what is made, as ``SOURCE_DATE_EPOCH`` writes it."""

from __future__ import annotations

from datetime import UTC, datetime

from briefing.core.problems import Problem, UnusableInput

SOURCE_DATE_EPOCH = "SOURCE_DATE_EPOCH"
"""See https://reproducible-builds.org/specs/source-date-epoch/."""


def moment_of(epoch: str) -> datetime | None:
    """The moment of so many seconds since 1970; ``None`` where nothing is written.

    Raises :class:`~briefing.core.problems.UnusableInput` where it is no number of seconds.
    """
    if not epoch:
        return None
    try:
        return datetime.fromtimestamp(int(epoch if epoch.isdecimal() else ""), UTC)
    except (ValueError, OverflowError, OSError):
        message = f"{SOURCE_DATE_EPOCH} is '{epoch}', which is no number of seconds"
        raise UnusableInput([Problem(None, message, code="unfit-epoch")]) from None
