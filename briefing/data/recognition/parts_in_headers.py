"""Years in rows and their months or quarters in headers: a grid that no layout reads, and that is asked about.

Each header would be taken for a measure of its own, "Jan", and the months of a year for different things.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from briefing.core.problems import Place
from briefing.data.recognition.recognised import Column, Question, Role

_PART = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?|(?:q|qtr ?|quarter )[1-4]|m(?:0[1-9]|1[0-2])",
    re.IGNORECASE,
)
_FEWEST = 4


def parts_in_headers(
    columns: Sequence[Column], place: Callable[[int], Place]
) -> Iterator[Question]:
    """The question of such a grid; ``place`` is that of the header of a column, by its index."""
    when = next((one for one in columns if one.role is Role.PERIOD), None)
    parts = [one for one in columns if one.role is Role.VALUE and _PART.fullmatch(one.header)]
    if when is None or len(parts) < _FEWEST:
        return
    yield Question(
        f"'{parts[0].header}' to '{parts[-1].header}' are parts of the years in '{when.header}', so that each "
        "row holds several periods: write a row for each, as 2024-01 or 2024 Q1, or take the series "
        "with one column of values, as its office offers it too",
        "",
        place(parts[0].index),
        about="period",
    )
