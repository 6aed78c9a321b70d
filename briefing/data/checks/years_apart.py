"""Years that lie several apart in a whole data set, such as those of elections: asked once, no holes."""

from __future__ import annotations

from itertools import pairwise
from math import gcd

from briefing.core.period import Period
from briefing.core.period_column import WHOLE_YEARS
from briefing.core.problems import ProblemLog, Severity
from briefing.core.series import Dataset
from briefing.language.messages import MESSAGES
from briefing.project.declared import Places

_FEWEST = 3
_UNEVEN = "uneven"
"""How many periods it takes: the distance of two years may be a hole."""


def tell_years_apart(dataset: Dataset, places: Places, log: ProblemLog) -> int:
    """How many steps its periods lie apart, which is told where it is not one and nobody declares it.

    So many at most, where they lie at uneven distances, as elections and censuses may.
    """
    periods = sorted({one for measure in dataset.measures.values() for one in measure.periods})
    apart = _steps_apart(periods)
    most = apart if apart > 1 else _uneven_steps(periods)
    if most > 1:
        years = apart * (periods[0].step or 1)
        told, every = (str(years), f"{years} years") if apart > 1 else ("unevenly", _UNEVEN)
        log.add(
            places.of("datasets", dataset.id, "period"),
            f"the years of '{dataset.id}' lie {told} apart "
            f"({MESSAGES.listed([str(one) for one in periods[-_FEWEST:]])}), so that none has a "
            "year before to be compared with",
            f"where there are none between, say so: period: {{every: {every}, ...}}",
            Severity.WARNING,
            code="years-apart",
        )
    return most


def _uneven_steps(periods: list[Period]) -> int:
    """The largest distance of years of which no two follow one another; 1 where some do, or are few."""
    if len(periods) < _FEWEST or len({one.frequency for one in periods}) > 1:
        return 1
    if periods[0].frequency not in WHOLE_YEARS or periods[0].among:
        return 1
    steps = [after.steps_since(before) for before, after in pairwise(periods)]
    return max(steps) if min(steps) > 1 else 1


def _steps_apart(periods: list[Period]) -> int:
    """The distance of which all distances between periods are multiples; 1 where they are few."""
    if len(periods) < _FEWEST or len({one.frequency for one in periods}) > 1:
        return 1
    if periods[0].frequency not in WHOLE_YEARS:
        return 1
    return gcd(*(after.steps_since(before) for before, after in pairwise(periods))) or 1
