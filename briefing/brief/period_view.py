"""The brief's period as a sentence sees it."""

from __future__ import annotations

from briefing.core.period import Period
from briefing.language.base import Language


class PeriodView:
    """The brief's period in a sentence: ``{{ period }}``, ``{{ period.before }}``."""

    __slots__ = ("_language", "_period")

    def __init__(self, period: Period, language: Language) -> None:
        self._period, self._language = period, language

    def __str__(self) -> str:
        """``2024``."""
        return self._language.period(self._period)

    @property
    def before(self) -> PeriodView:
        """The period before."""
        return PeriodView(self._period.preceding(), self._language)

    @property
    def year(self) -> int:
        """The year."""
        return self._period.year
