"""Whether a half-yearly, quarterly or monthly series moves with the seasons.

The test is a plain one, after the recommendation of the *ESS Guidelines on Seasonal Adjustment*
(Eurostat, 2024, item 2.2) to look at an unadjusted series before comparing neighbouring periods:
a season is there where the changes from one period to the next are, in the median of their sizes, more
than twice as large as the changes on the same period of the year before, and where the parts of the
year keep their order: the rank test of Friedman (*Journal of the American Statistical Association* 32,
1937) over whole years, at 5 percent, where there are three of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from statistics import median

from briefing.core.frequency import Frequency
from briefing.core.period import Period

PARTS: Mapping[Frequency, int] = {
    Frequency.HALF_YEARLY: 2,
    Frequency.SPLIT_HALF: 2,
    Frequency.FISCAL_HALF: 2,
    Frequency.QUARTERLY: 4,
    Frequency.SPLIT_QUARTER: 4,
    Frequency.FISCAL_QUARTER: 4,
    Frequency.MONTHLY: 12,
}
"""How many periods make a year, of the frequencies that are tested."""
FACTOR = 2
"""How many times larger changes on the period before must be than changes on the year."""
_CHI_SQUARE_5 = {2: 3.841, 4: 7.815, 12: 19.675}
"""Critical values of chi-square at 5 percent, with 1, 3 and 11 degrees of freedom."""
_FEWEST_YEARS = 3
_FEWEST_PAIRS = 4
"""Of years of two halves, whose order in three years says nothing at 5 percent."""


def has_season(values: Mapping[Period, Fraction]) -> bool:
    """Whether values by period have a season; needs as many changes on the year as parts of it."""
    frequencies = {period.frequency for period in values}
    if len(frequencies) != 1 or (parts := PARTS.get(frequencies.pop())) is None:
        return False
    steps = _sizes(values, {period: period.shifted(-1) for period in values})
    on_year = _sizes(values, {period: period.a_year_before() for period in values})
    if len(on_year) < parts or len(steps) < parts:
        return False
    if median(steps) <= FACTOR * median(on_year):
        return False
    years = _whole_years(values, parts)
    if parts == 2 and len(years) < _FEWEST_PAIRS:  # noqa: PLR2004
        return False
    return len(years) < _FEWEST_YEARS or _friedman(years) > _CHI_SQUARE_5[parts]


def too_short_to_tell(values: Mapping[Period, Fraction]) -> bool | None:
    """Whether values by period are of too few whole years for a season to be ruled out.

    ``None`` where nothing is to be told: of years and days, and where no value follows another.
    """
    frequencies = {period.frequency for period in values}
    if len(frequencies) != 1 or (parts := PARTS.get(frequencies.pop())) is None:
        return None
    if not _sizes(values, {period: period.shifted(-1) for period in values}):
        return None
    return len(_whole_years(values, parts)) < years_that_tell(parts)


def years_that_tell(parts: int) -> int:
    """How many whole years of so many parts the rank test needs."""
    return _FEWEST_PAIRS if parts == 2 else _FEWEST_YEARS  # noqa: PLR2004


def _sizes(values: Mapping[Period, Fraction], earlier: Mapping[Period, Period]) -> list[Fraction]:
    return [
        abs(values[now] - values[before]) for now, before in earlier.items() if before in values
    ]


def _whole_years(values: Mapping[Period, Fraction], parts: int) -> list[list[Fraction]]:
    by_year: dict[int, dict[int, Fraction]] = {}
    for period, value in values.items():
        by_year.setdefault(period.year, {})[period.part] = value
    return [
        [found[part] for part in sorted(found)] for found in by_year.values() if len(found) == parts
    ]


def _friedman(years: Sequence[Sequence[Fraction]]) -> float:
    """Friedman's chi-square: whether the parts of the year keep their ranks from year to year."""
    count, parts = len(years), len(years[0])
    sums = [Fraction(0)] * parts
    for year in years:
        for part, value in enumerate(year):
            less = sum(other < value for other in year)
            same = sum(other == value for other in year)
            sums[part] += less + Fraction(same + 1, 2)
    spread = sum(one**2 for one in sums)
    return float(Fraction(12) * spread / (count * parts * (parts + 1)) - 3 * count * (parts + 1))
