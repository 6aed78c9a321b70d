"""Parts of a brief that go, with the reason, where what they need has no value: never an empty chart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import TypeVar

from briefing.brief.renumbering import renumbered
from briefing.core.check import Check
from briefing.core.expression import judge, names_in
from briefing.core.period import Period
from briefing.core.problems import Refusal
from briefing.core.reference import Reference, UnreadableReference
from briefing.core.rule_changes import compared_quantity
from briefing.core.series import Dataset, Panel, Series
from briefing.project.brief_schema import (
    BriefConfig,
    ChartConfig,
    KeyFigureConfig,
    MetricConfig,
)
from briefing.project.declared import Path, Places
from briefing.project.printed_table_schema import TableConfig

Part = TypeVar("Part")
_BEFORE, _YEAR_BEFORE = ".before", ".year_before"
_LEAST_OF_A_LINE = 2
_RULE = re.compile(r"[<>=]")
Lacks = Callable[[str], str]
"""Why a metric or measure has no value; empty where it has one."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A brief with the parts for which there are data."""

    config: BriefConfig
    places: Places
    gone: tuple[str, ...] = ()
    """Each part that went, and why: ``chart 'prices': us.price has no value in 2024``."""

    @property
    def check(self) -> Check:
        """The same as a check that ran."""
        return Check("parts with data", len(self.gone), "parts without data", exceptions=self.gone)


def asks_for_data(config: BriefConfig) -> bool:
    """Whether any part says what it needs, or names measures by a pattern."""
    parts: tuple[object, ...] = (
        *config.metrics.values(),
        *config.charts.values(),
        *config.tables.values(),
        *config.key_figures,
        *config.sections,
        *config.highlights.say,
        *config.recommendations,
    )
    return any(getattr(one, "needs", ()) for one in parts) or any(
        "*" in text for text in _patterns(config)
    )


def with_measures(config: BriefConfig, places: Places, datasets: Mapping[str, Dataset]) -> Fitted:
    """The brief without metrics whose measures have no value, with patterns of measures spelt out.

    Charts and tables whose pattern no measure meets go too.
    """
    lacks = _Lacking(datasets, {}, config.period)
    gone: list[str] = []
    metrics = dict(config.metrics)
    while missing := _without_measures(metrics, config, lacks):
        metrics = {name: one for name, one in metrics.items() if name not in missing}
        gone += [f"metric '{name}': {why}" for name, why in missing.items()]
    charts, tables = dict[str, ChartConfig](), dict[str, TableConfig]()
    for name, chart in config.charts.items():
        if (spelt := _spelt_chart(chart, lacks)) is not None:
            charts[name] = spelt
        else:
            gone.append(f"chart '{name}': no measure that it names has a value")
    for name, table in config.tables.items():
        rows = [row for one in table.rows for row in lacks.spelt(one)]
        columns = [
            one.model_copy(update={"of": each})
            for one in table.columns
            for each in lacks.spelt(one.of)
        ]
        if rows or columns:
            tables[name] = table.model_copy(update={"rows": rows, "columns": columns})
        else:
            gone.append(f"table '{name}': no measure that it names has a value")
    changed = {"metrics": metrics, "charts": charts, "tables": tables}
    return _shown(Fitted(config.model_copy(update=changed), places, tuple(gone)), config)


def with_figures(
    fitted: Fitted, datasets: Mapping[str, Dataset], metrics: Mapping[str, Series]
) -> Fitted:
    """The brief without parts whose needs have no value, now that its metrics are computed."""
    config, before = fitted.config, fitted.config
    lacks = _Lacking(datasets, metrics, config.period)
    gone = list(fitted.gone)

    def kept(parts: Iterable[Part], label: str) -> list[int]:
        stay = []
        for index, one in enumerate(parts):
            why = _first(getattr(one, "needs", ()), lacks)
            if not why:
                stay.append(index)
            else:
                name = getattr(one, "id", None) or index + 1
                gone.append(f"{label} {name}: {why}")
        return stay

    def named(parts: Mapping[str, Part], label: str) -> dict[str, Part]:
        found = {}
        for name, one in parts.items():
            if why := _first(getattr(one, "needs", ()), lacks) or lacks.of_line(one):
                gone.append(f"{label} '{name}': {why}")
            else:
                found[name] = one
        return found

    charts, tables = named(config.charts, "chart"), named(config.tables, "table")
    known = {*config.metrics, *config.stated}
    shown = [
        one
        for one in kept(config.key_figures, "key figure")
        if _metric_of(config.key_figures[one]) in known
    ]
    order: dict[Path, list[int]] = {
        ("key_figures",): shown,
        ("sections",): kept(config.sections, "section"),
        ("highlights", "say"): kept(config.highlights.say, "highlight"),
        ("recommendations",): kept(config.recommendations, "recommendation"),
    }
    sections = [config.sections[one] for one in order["sections",]]
    for parts, of in ((charts, "charts"), (tables, "tables")):
        shown_before = {name for one in config.sections for name in getattr(one, of)}
        shown_now = {name for one in sections for name in getattr(one, of)}
        for name in shown_before - shown_now:
            parts.pop(name, None)
    say = [config.highlights.say[one] for one in order["highlights", "say"]]
    config = config.model_copy(
        update={
            "charts": charts,
            "tables": tables,
            "key_figures": [config.key_figures[one] for one in shown],
            "sections": sections,
            "highlights": config.highlights.model_copy(update={"say": say}),
            "recommendations": [config.recommendations[one] for one in order["recommendations",]],
        }
    )
    return _shown(Fitted(config, renumbered(fitted.places, order), tuple(gone)), before)


def lack_of(
    need: str, datasets: Mapping[str, Dataset], metrics: Mapping[str, Series], period: Period
) -> str:
    """Why a metric or measure has no value in a period; empty where it has one."""
    return _Lacking(datasets, metrics, period)(need)


class _Lacking:
    """Says of metrics and measures why they have no value."""

    def __init__(
        self,
        datasets: Mapping[str, Dataset],
        metrics: Mapping[str, Series],
        period: Period,
        *,
        is_latest: bool = False,
    ) -> None:
        self._datasets, self._metrics, self._period = datasets, metrics, period
        self._is_latest = is_latest

    def as_of(self, metric: MetricConfig) -> _Lacking:
        """The same in the period that a metric takes, its own or up to which it takes the newest value."""
        when, is_latest = metric.period or self._period, metric.at == "latest"
        return _Lacking(self._datasets, self._metrics, when, is_latest=is_latest)

    def __call__(self, need: str) -> str:
        """Why there is none, in words; empty where there is a value or a bound.

        ``us.exports.before`` needs a value in the period before too, ``.year_before`` a year back; ``exports > 0`` is a rule over
        metrics.
        """
        if _RULE.search(need):
            return self._unless(need)
        if need.endswith(_BEFORE):
            return self(now := need.removesuffix(_BEFORE)) or self._before(now)
        if need.endswith(_YEAR_BEFORE):
            return self(now := need.removesuffix(_YEAR_BEFORE)) or self._a_year_before(now)
        if need in self._metrics:
            series = self._metrics[need]
            return self._why(need, series, series.current or self._period)
        try:
            asked = Reference.parse(need)
        except UnreadableReference as error:
            return str(error)
        data = self._datasets.get(asked.name)
        if data is None or not asked.series:
            return f"there is no {need}"
        measure = data.measures.get(asked.series)
        if isinstance(measure, Panel):
            return self._of_panel(need, measure, asked.member)
        return self._why(need, measure, self._period)

    def spelt(self, text: str) -> list[str]:
        """The measures with a value that a pattern names: ``us.price_*``; what is none, as it is."""
        name, dot, pattern = text.partition(".")
        if "*" not in text or not dot or name not in self._datasets:
            return [text]
        return [
            f"{name}.{key}"
            for key in self._datasets[name].measures
            if fnmatchcase(key, pattern) and not self(f"{name}.{key}")
        ]

    def of_line(self, part: object) -> str:
        """Why there is no line to draw for a chart that says what it needs: of one value there is none."""
        if not isinstance(part, ChartConfig) or not part.needs or part.call.kind != "line":
            return ""
        operand = part.call.operand
        texts = operand if isinstance(operand, list) else [operand]
        every = [self._metrics.get(str(one)) or self._series(str(one)) for one in texts]
        known = [
            fact
            for series in every
            for period, fact in (series.facts.items() if series else ())
            if period <= self._period and fact.quantity.value is not None
        ]
        few = all(every) and len(known) < _LEAST_OF_A_LINE
        return f"a line needs two values, and there is {'one' if known else 'none'}" if few else ""

    def _unless(self, rule: str) -> str:
        """Why a rule over metrics does not hold."""
        try:
            facts = {name: self._metrics[name].at(self._current(name)) for name in names_in(rule)}
            known = {name: compared_quantity(fact) for name, fact in facts.items() if fact}
            holds = judge(rule, known) if len(known) == len(facts) else False
        except KeyError as error:
            return f"there is no {error.args[0]}"
        except Refusal as error:
            return str(error)
        if holds is None:
            return f"unknown whether {rule}"
        return "" if holds else f"not {rule}"

    def _current(self, metric: str) -> Period:
        return self._metrics[metric].current or self._period

    def _a_year_before(self, need: str) -> str:
        """Why there is no value in the same part of the year before."""
        series = self._metrics.get(need) or self._series(need)
        if series is None:
            return ""
        current = (series.current if need in self._metrics else None) or self._period
        return self._why(need, series, current.a_year_before())

    def _before(self, need: str) -> str:
        """Why there is no value in the period before."""
        series = self._metrics.get(need) or self._series(need)
        if series is None:
            return ""
        current = (series.current if need in self._metrics else None) or self._period
        earlier = [one for one in series.facts if one < current]
        if not earlier:
            return f"{need} has no value before {current}"
        now, then = series.at(current), series.at(max(earlier))
        if now and then and (now.quantity - then.quantity).direction == "unknown":
            return f"{need} in {current} cannot be compared with the period before"
        return self._why(need, series, max(earlier))

    def _series(self, need: str) -> Series | None:
        asked = Reference.parse(need)
        data = self._datasets.get(asked.name)
        measure = data.measures.get(asked.series) if data else None
        if isinstance(measure, Panel):
            return measure.members.get(asked.member or "")
        return measure

    def _of_panel(self, need: str, panel: Panel, member: str | None) -> str:
        if member is not None:
            every = {**panel.members, **panel.groups}
            return self._why(need, every.get(member), self._period)
        facts = [*panel.at(self._period).values()]
        if self._is_latest:
            newest = (one.latest(self._period) for one in panel.members.values())
            facts = [one for one in newest if one is not None]
        is_there = any(one.quantity.tells_something for one in facts)
        return "" if is_there else f"{need} has no value in {self._period}"

    def _why(self, need: str, series: Series | None, period: Period) -> str:
        if series is None:
            return f"there is no {need}"
        fact = series.latest(period) if self._is_latest else series.at(period)
        if fact is None or not fact.quantity.tells_something:
            return f"{need} has no value {'up to' if self._is_latest else 'in'} {period}"
        return ""


def _without_measures(
    metrics: Mapping[str, MetricConfig], config: BriefConfig, lacks: _Lacking
) -> dict[str, str]:
    """Metrics that need what is not there in the period that they take, and why."""
    found = {}
    for name, one in metrics.items():
        own = lacks.as_of(one)
        found[name] = next(
            (why for need in one.needs if (why := _of_metric(need, metrics, config, own))), ""
        )
    return {name: why for name, why in found.items() if why}


def _of_metric(need: str, metrics: Mapping[str, object], config: BriefConfig, lacks: Lacks) -> str:
    """Why a metric is not to be had before any is computed: only measures are looked at."""
    if _RULE.search(need):
        return ""  # judged over figures, when there are any
    name = need.removesuffix(_BEFORE).removesuffix(_YEAR_BEFORE)
    if name in metrics or name in config.stated:
        return ""
    return f"there is no {name}" if name in config.metrics else lacks(need)


def _first(needs: Iterable[str], lacks: Lacks) -> str:
    return next((why for one in needs if (why := lacks(one))), "")


def _metric_of(one: str | KeyFigureConfig) -> str:
    return one if isinstance(one, str) else one.metric


def _patterns(config: BriefConfig) -> Iterator[str]:
    for chart in config.charts.values():
        operand = chart.call.operand
        yield from (str(one) for one in (operand if isinstance(operand, list) else [operand]))
    for table in config.tables.values():
        yield from table.references


def _spelt_chart(chart: ChartConfig, lacks: _Lacking) -> ChartConfig | None:
    operand = chart.call.operand
    texts = operand if isinstance(operand, list) else [operand]
    if not any(isinstance(one, str) and "*" in one for one in texts):
        return chart
    found = [
        each for one in texts for each in (lacks.spelt(one) if isinstance(one, str) else [one])
    ]
    if not found:
        return None
    return chart.model_copy(update={"call": chart.call.model_copy(update={"operand": found})})


def _shown(fitted: Fitted, before: BriefConfig) -> Fitted:
    """The same with sections that show no chart or table that went."""
    config = fitted.config
    went = {*before.charts} - {*config.charts}, {*before.tables} - {*config.tables}
    if not any(went):
        return fitted
    sections = [
        one.model_copy(
            update={
                "charts": [name for name in one.charts if name not in went[0]],
                "tables": [name for name in one.tables if name not in went[1]],
            }
        )
        for one in config.sections
    ]
    return replace(fitted, config=config.model_copy(update={"sections": sections}))
