"""The status of an observation: by period, column, row, series, or mark."""

from __future__ import annotations

from briefing.core.problems import ProblemLog, Subject
from briefing.core.status import Status
from briefing.data.grid import tidy
from briefing.data.layout import Layout
from briefing.data.raw_observation import RawObservation
from briefing.language.number_marks import LETTERS, WITHOUT_NUMBER, bare, status_said
from briefing.project.period_schema import PeriodColumns
from briefing.project.project_schema import DatasetConfig, StatusRule


def declared_status(
    raw: RawObservation,
    mark: str,
    config: DatasetConfig,
    layout: Layout,
    log: ProblemLog,
) -> Status | None:
    """The status that the config gives to an observation; the last rule that fits wins."""
    found = raw.status
    if isinstance(config.period, PeriodColumns):
        if raw.period in config.period.estimated:
            found = Status.ESTIMATED
        if raw.period in config.period.provisional:
            found = Status.PROVISIONAL
    for index, rule in enumerate(config.status):
        if status := _by_rule(rule, index, raw, mark, layout, log):
            found = status
    return found


def may_replace(own: Status, declared: Status) -> bool:
    """Whether what is declared goes for a value that its own mark tells another thing of.

    A value that is marked as a break stays one where its period is estimated: what may not be compared
    says more than how sure a figure is. A declared value does not make one of what has none.
    """
    if own is Status.BREAK and declared in _SURENESS:
        return False
    return own.has_value or not declared.has_value


_SURENESS = frozenset({Status.ESTIMATED, Status.PROVISIONAL, Status.IMPUTED})
"""How sure a figure is, and no more."""


def _by_rule(
    rule: StatusRule,
    index: int,
    raw: RawObservation,
    mark: str,
    layout: Layout,
    log: ProblemLog,
) -> Status | None:
    if rule.series and raw.series not in rule.series:
        return None
    if rule.periods and raw.period not in rule.periods:
        return None
    if rule.mark is not None and rule.mark not in {mark, bare(mark)}:
        return None
    for header, wanted in rule.where.items():
        column = layout.column(header, None, "status", index, "where", header)
        texts = wanted if isinstance(wanted, list) else [wanted]
        if column is None or layout.cell(raw.row, column) not in {tidy(one) for one in texts}:
            return None
    if rule.code is not None:
        return rule.code
    return _from_column(rule, index, raw, layout, log)


def _from_column(
    rule: StatusRule, index: int, raw: RawObservation, layout: Layout, log: ProblemLog
) -> Status | None:
    column = layout.column(rule.column, None, "status", index, "column")
    if column is None:
        return None
    code = layout.cell(raw.row, column)
    if code in rule.codes:
        return rule.codes[code]
    if not code:
        return None
    try:
        return Status(code)
    except ValueError:
        if code.lower() in WITHOUT_NUMBER and code not in LETTERS:
            return WITHOUT_NUMBER[code.lower()][0]
        if known := status_said(code):
            return known
        place = layout.place(raw.row, column)
        log.add(
            place,
            f"'{code}' is no SDMX status",
            f"say what it means: codes: {{{code}: ...}}",
            code="unknown-status",
            about=(Subject(f"{layout.name}.{raw.series}", raw.member, raw.period),),
            cell=code,
        )
        return None
