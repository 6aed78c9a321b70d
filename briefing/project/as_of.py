"""A brief as it would have been on a day: editions published by then, and what they could tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from briefing.core.period import Period
from briefing.core.problems import Problem, ProblemLog, Refusal, Severity
from briefing.core.series import Dataset
from briefing.project.brief_schema import BriefConfig
from briefing.project.editions import as_known, moment_of, published_by
from briefing.project.loading import LoadedBrief, Project


@dataclass(frozen=True, slots=True)
class Seen:
    """A project and a brief as they were on a day, or as they are."""

    project: Project
    brief: LoadedBrief
    unsaid: frozenset[str] = frozenset()
    """Names of stated figures and data sets that were not published yet."""
    day: str = ""
    """The day, ``2024-06-30``; empty for today."""

    def until_known(self, datasets: Mapping[str, Dataset]) -> BriefConfig:
        """The brief's config, about the last period that was known on the day."""
        config = self.brief.config
        if not self.day:
            return config
        known = last_period(datasets, config.period)
        if known is None or config.period <= known:
            return config
        return config.model_copy(update={"period": known})

    def settle(self, found: ProblemLog, log: ProblemLog) -> None:
        """Take problems over; what the editions of the day cannot tell is left out, and said so."""
        if not self.day:
            log.take(found)
            return

        def left_out(one: Problem) -> Problem:
            if one in log:
                return one
            is_softened = one.severity is Severity.UNUSABLE
            severity = Severity.WARNING if is_softened else one.severity
            message = f"as of {self.day}, left out: {one.message}"
            return replace(one, message=message, severity=severity)

        log.take(found.changed(left_out))


def as_seen(project: Project, brief: LoadedBrief, log: ProblemLog) -> Seen | None:
    """The project and the brief on the day that ``as_of`` says; as they are where it says none.

    ``None`` where the day makes no sense, which goes to the log.
    """
    wanted = brief.config.as_of
    if wanted is None:
        return Seen(project, brief)
    place = brief.places.of("as_of")
    try:
        day = moment_of(wanted, project.config)
    except Refusal as error:
        log.refuse(place, error)
        return None
    config, places, missing = as_known(project.config, project.places, day)
    if not config.datasets and project.config.datasets:
        log.add(
            place,
            f"on {day} none of the data sets was published",
            "choose a later day",
            code="nothing-published",
        )
        return None
    stated = brief.config.stated
    late = {name for name, one in stated.items() if not published_by(config, one.source, day)}
    kept = {name: one for name, one in stated.items() if name not in late}
    return Seen(
        replace(project, config=config, places=places),
        replace(brief, config=brief.config.model_copy(update={"stated": kept})),
        frozenset(late | missing),
        day.isoformat(),
    )


def last_period(datasets: Mapping[str, Dataset], like: Period) -> Period | None:
    """The last period of the kind of ``like`` for which any of the data sets has a figure."""
    every = {
        period
        for data in datasets.values()
        for measure in data.measures.values()
        for period in measure.periods
        if period.frequency is like.frequency
    }
    return max(every, default=None)
