"""Values that stand twice: each told with its place, and of very many the rest by their number."""

from __future__ import annotations

from collections import Counter

from briefing.core.fact import Fact
from briefing.core.problems import Place, Problem, ProblemLog, Severity, Subject
from briefing.data.raw_observation import RawObservation

_MANY = 1_000
"""Values of a data set that are told one by one; of further ones the texts are not read."""
_ADVICE = "pick the rows with 'where', or tell them apart by a dimension"


class Repeated:
    """The values of one data set that stand twice."""

    def __init__(self, dataset: str, log: ProblemLog) -> None:
        self._dataset, self._log = dataset, log
        self._more: Counter[str] = Counter()
        self._next: dict[str, Place] = {}
        self.told: list[str] = []
        """What was told of each, for the checks of the data."""

    @property
    def found(self) -> int:
        """How many there are."""
        return len(self.told) + self._more.total()

    @property
    def are_many(self) -> bool:
        """Whether further ones are counted alone."""
        return len(self.told) >= _MANY

    def add(
        self, raw: RawObservation, place: Place, before: Fact, about: tuple[Subject, ...]
    ) -> None:
        """Tell of one, with the row in which it stands first."""
        where = f"row {before.spot.row}" if before.spot else "before"
        who = f"{raw.member}, " if raw.member else ""
        message = f"{raw.series} for {who}{raw.period} stands twice; first in {where}"
        self.told.append(f"{place}: {message}")
        self._log.add(
            place, message, _ADVICE, Severity.MISLEADING, code="repeated-value", about=about
        )

    def count(self, raw: RawObservation, place: Place) -> None:
        """Count a further one."""
        self._more[raw.series] += 1
        self._next.setdefault(raw.series, place)

    def tell_rest(self) -> None:
        """Tell how many further ones there are."""
        for series, count in self._more.items():
            place = self._next[series]
            message = f"{count:,} further values of {series} stand twice"
            self.told.append(f"{place}: {message}")
            about = (Subject(f"{self._dataset}.{series}"),)
            self._log.put(
                Problem(
                    place,
                    message,
                    _ADVICE,
                    Severity.MISLEADING,
                    code="repeated-value",
                    about=about,
                    count=count,
                )
            )
