"""The members of a measure as the subjects of a portfolio, as far as a rule holds for them."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.core.expression import judge, names_in
from briefing.core.period import Period
from briefing.core.period_column import adopted
from briefing.core.problems import Place, ProblemLog, Refusal, Severity, suggest
from briefing.core.reference import Reference
from briefing.core.rule_changes import compared_quantity
from briefing.core.series import Panel
from briefing.core.workspace import Workspace
from briefing.data.reading import read_datasets
from briefing.project.declared import Places, as_period
from briefing.project.project_schema import ProjectConfig
from briefing.project.subject import Subject

_VALUE = "value"


def subjects_among(
    workspace: Workspace,
    shared: tuple[ProjectConfig, Places, str],
    measure: str,
    rule: str,
    period: object,
    place: Place,
    log: ProblemLog,
) -> Sequence[Subject]:
    """A subject for each member of ``dataset.measure``; totals, rests and groups are none.

    ``rule`` speaks of ``value``, the figure of the member in ``period``; a member for which it is
    unknown is skipped with that reason.
    """
    panel = _panel(workspace, shared, measure, place, log)
    if panel is None:
        return ()
    aside = {*panel.rest, *panel.groups}
    members = [name for name in panel.members if name not in aside]
    if not rule:
        return [Subject(name) for name in members]
    try:
        if unknown := names_in(rule) - {_VALUE}:
            message = f"unknown name '{min(unknown)}' in the rule '{rule}'"
            log.add(place, message, "a rule over members speaks of 'value'", code="unknown-name")
            return ()
        when = adopted(as_period(period), panel.periods)
        return _chosen(panel, members, rule, when)
    except Refusal as error:
        log.refuse(place, error)
        return ()


def _chosen(panel: Panel, members: list[str], rule: str, when: Period) -> list[Subject]:
    found = []
    for name in members:
        fact = panel.members[name].at(when)
        verdict = judge(rule, {_VALUE: compared_quantity(fact)}) if fact is not None else None
        if verdict:
            found.append(Subject(name))
        elif verdict is None:
            found.append(Subject(name, skipped=f"whether '{rule}' holds is not known"))
    return found


def _panel(
    workspace: Workspace,
    shared: tuple[ProjectConfig, Places, str],
    measure: str,
    place: Place,
    log: ProblemLog,
) -> Panel | None:
    config, places, _ = shared
    try:
        asked = Reference.parse(measure)
    except Refusal as error:
        log.refuse(place, error)
        return None
    if asked.name not in config.datasets:
        advice = suggest(asked.name, config.datasets) or f"data sets: {', '.join(config.datasets)}"
        log.add(place, f"unknown data set '{asked.name}'", advice, code="unknown-data-set")
        return None
    ours = ProblemLog()
    read = read_datasets(workspace, config, places, {asked.name}, ours)
    if ours.has(Severity.UNUSABLE) or asked.name not in read:
        log.take(ours)
        return None
    measures = read[asked.name].measures
    if asked.series not in measures:
        advice = suggest(str(asked.series), measures) or f"it has: {', '.join(measures)}"
        log.add(place, f"'{asked.name}' has no '{asked.series}'", advice, code="unknown-series")
        return None
    found = measures[asked.series]
    if not isinstance(found, Panel):
        log.add(
            place, f"'{measure}' has no members", "name a measure with members", code="no-members"
        )
        return None
    return found
