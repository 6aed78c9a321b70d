"""Declared metrics to series of facts, each after those that it needs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Literal

from briefing.analysis.metrics.calculators import CALCULATORS, FORMULA
from briefing.analysis.metrics.formula import Formula, Misuse, NoFact, fact_at, span_of
from briefing.analysis.metrics.levels import common_members, total_of
from briefing.analysis.metrics.permission import nature_of_result, rates_of_parts_added
from briefing.core.expression import ExpressionError, derive, names_in
from briefing.core.fact import Fact
from briefing.core.nature import NatureFound
from briefing.core.parameters import BindingError, bind, convert, operand_type, resolve
from briefing.core.period import Period
from briefing.core.problems import ProblemLog, QuantityError, Severity, Subject, suggest
from briefing.core.reference import Reference
from briefing.core.series import Dataset, Panel, Series, break_between
from briefing.core.title import Title
from briefing.core.unit import Unit
from briefing.language.base import Language
from briefing.project.brief_schema import BriefConfig, MetricConfig
from briefing.project.declared import Places

_KEEP_THE_MEASURE = frozenset({"value", "total", "sum", "mean", "moving_average", "per", "index"})
"""Calculators of which more is better where more of what they take is."""


def compute_metrics(
    language: Language,
    config: BriefConfig,
    places: Places,
    datasets: Mapping[str, Dataset],
    declared: Collection[str],
    stated: Mapping[str, Series],
    log: ProblemLog,
    suffix: str = "",
) -> dict[str, Series]:
    """All metrics and ``stated`` figures by name; what is wrong with one goes to the log.

    ``declared`` names all data sets of the project; one that is declared and not among
    ``datasets`` could not be read, which was told already. ``suffix`` ends the ids of the facts,
    so that those of two editions can stand beside one another.
    """
    CALCULATORS.report_broken(log)
    graph = _Graph(language, config, places, datasets, stated, log)
    graph.suffix = suffix
    graph.declared = frozenset(declared)
    for name in config.metrics:
        graph.series(name)
    return {
        name: graph.done[name] for name in (*config.stated, *config.metrics) if name in graph.done
    }


class _Graph:
    """Computes a metric when it is first asked for, so that the order in YAML does not matter."""

    def __init__(
        self,
        language: Language,
        config: BriefConfig,
        places: Places,
        datasets: Mapping[str, Dataset],
        stated: Mapping[str, Series],
        log: ProblemLog,
    ) -> None:
        self.language = language
        self.config, self.places, self.log = config, places, log
        self.done: dict[str, Series] = dict(stated)
        self.failed: set[str] = set()
        self.under_way: list[str] = []
        self.data: dict[str, Series | Panel] = {
            Reference(data.id, name).measure: measure
            for data in datasets.values()
            for name, measure in data.measures.items()
        }
        self.read = {data.id for data in datasets.values() if data.measures}
        self.declared: frozenset[str] = frozenset()
        self.suffix = ""
        self.lookup = _Lookup(self)

    def series(self, name: str) -> Series | None:
        """The series of a metric, or ``None`` where it cannot be computed (and was told)."""
        if name in self.done or name in self.failed:
            return self.done.get(name)
        place = self.places.of("metrics", name)
        if name in self.under_way:
            circle = [*self.under_way[self.under_way.index(name) :], name]
            self.log.add(
                place,
                f"these metrics need each other: {' -> '.join(circle)}",
                code="circular-metrics",
            )
            self.failed.update(circle)
            return None
        self.under_way.append(name)
        try:
            found = self._compute(name, self.config.metrics[name])
        except BindingError as error:
            path = error.path or ()
            self.log.refuse(self.places.of("metrics", name, *path), error)
            found = None
        except Misuse as error:
            self.log.refuse(place, error)
            found = None
        except (NoFact, QuantityError, ExpressionError) as error:
            self.log.refuse(place, error, f"'{name}' cannot be computed: {error}")
            found = None
        except _Quiet:
            found = None
        finally:
            self.under_way.pop()
        if found is None:
            self.failed.add(name)
            return None
        self.done[name] = found
        return found

    def _compute(self, name: str, metric: MetricConfig) -> Series:
        """Facts at every period where it can be computed; at the current one it must be."""
        call = metric.call
        current = metric.period or self.config.period
        if call.kind == FORMULA:
            plan = self._formula(name, str(call.operand))
        else:
            plan = self._plan(name, metric)
        facts: dict[Period, Fact] = {}
        for period in plan.periods:
            try:
                formula = plan.comparable_at(period)
            except NoFact:
                continue
            try:
                facts[period] = self._fact(name, metric, formula, period, current)
            except QuantityError:
                if period == current:
                    raise
        if current not in facts:
            plan.comparable_at(current)  # says what is not there
            raise NoFact(
                f"there is no value for {current} ({span_of(tuple(facts))})",
                code="no-value",
                lacks=(Subject(name, None, current),),
            )
        fact = facts[current]
        ordered = dict(sorted(facts.items()))
        title = metric.title or plan.title or fact.title
        return Series(
            name,
            title,
            fact.quantity.unit,
            ordered,
            fact.member,
            current,
            breaks=plan.breaks,
            found_nature=nature_of_result(call.kind, plan.nature, fact.quantity.unit),
            on_year=plan.on_year,
            better=metric.better or plan.better,
        )

    def _fact(
        self,
        name: str,
        metric: MetricConfig,
        formula: Formula,
        period: Period,
        current: Period,
    ) -> Fact:
        """The fact of a formula. An observed value stays the observation, under the metric's name."""
        mine = Reference(f"{name}{self.suffix}")
        fact_id = str(mine) if period == current else mine.observation(period)
        told = metric.title or formula.title
        title = self.language.title(told) if isinstance(told, Title) else told
        only = formula.inputs.get("value") if formula.text == "value" else None
        unit = Unit(metric.unit) if metric.unit else None
        if isinstance(only, Fact) and (unit is None or unit.code == only.quantity.unit.code):
            return replace(
                only,
                id=fact_id,
                title=title,
                member=formula.member,
                ties=formula.ties,
                measure="" if metric.title else only.measure,
                digits=metric.digits if metric.digits is not None else only.digits,
            )
        return derive(
            id=fact_id,
            title=title,
            calculator=metric.call.kind,
            formula=formula.text,
            inputs=formula.inputs,
            period=period,
            parameters={key: str(value) for key, value in metric.call.parameters.items()},
            unit=unit,
            member=formula.member or _whose(formula),
            ties=formula.ties,
            digits=metric.digits,
            series=name,
        )

    def _plan(self, name: str, metric: MetricConfig) -> _Plan:
        call = metric.call
        if call.kind not in CALCULATORS:
            known = [*CALCULATORS, FORMULA]
            advice = suggest(call.kind, known) or f"one of: {', '.join(sorted(known))}"
            self.log.add(
                self.places.of_key("metrics", name, call.kind),
                f"unknown calculator '{call.kind}'",
                advice,
                code="unknown-calculator",
            )
            raise _Quiet
        function = CALCULATORS[call.kind]
        operand = convert(call.operand, operand_type(function), self.lookup, call.kind)
        assert isinstance(operand, Series | Panel)
        arguments = bind(call.kind, function, call.parameters, self.lookup)
        compute = partial(function, operand, **arguments)
        if isinstance(operand, Panel) and call.kind == "total" and "common" in arguments.values():
            names = common_members(operand, metric.period or self.config.period)
            compute = partial(total_of, operand, names=names)
        return _Plan(
            operand.periods,
            lambda period: compute(period=period),
            breaks=operand.breaks,
            nature=operand.found_nature,
            on_year=isinstance(operand, Series) and operand.on_year,
            better=operand.better
            if isinstance(operand, Series) and call.kind in _KEEP_THE_MEASURE
            else "",
        )

    def _formula(self, name: str, text: str) -> _Plan:
        """A formula over named series: each name is one of its operands."""
        try:
            names = sorted(names_in(text))
        except ExpressionError as error:
            raise BindingError.of(error, f"cannot read the formula '{text}': {error}") from None
        operands: dict[str, Series] = {}
        for one in names:
            found = resolve(one, self.lookup)
            if isinstance(found, Panel):
                raise BindingError(
                    f"'{one}' has a series for each {found.dimension}", code="member-needed"
                )
            operands[one] = found
        if not operands:
            raise BindingError(
                f"the formula '{text}' names no figure", code="formula-without-figure"
            )
        if added := rates_of_parts_added(text, operands.values()):
            self.log.add(
                self.places.of("metrics", name),
                f"'{name}' adds rates of {added[0]} and {added[1]} without weights: the rate of both "
                "together depends on how large each is",
                "take a mean with weights, {mean: DATASET.RATE, weight: DATASET.SIZE}, or let its "
                "title say 'unweighted'",
                Severity.WARNING,
                code="rates-without-weights",
            )
        common = set.intersection(*(set(series.periods) for series in operands.values()))
        title = self.config.metrics[name].title or text

        def at(period: Period) -> Formula:
            inputs = {one: fact_at(series, period) for one, series in operands.items()}
            return Formula(text, inputs, title)

        breaks = {when: why for one in operands.values() for when, why in one.breaks.items()}
        return _Plan(tuple(sorted(common)), at, breaks=breaks)


def _whose(formula: Formula) -> str | None:
    """The one member that all figures of a formula are about; ``None`` where there is none."""
    members = {
        given.member if isinstance(given, Fact) else None for given in formula.inputs.values()
    }
    return members.pop() if len(members) == 1 else None


class _Lookup(Mapping[str, Series | Panel]):
    """Series by reference; asking for a metric computes it first."""

    def __init__(self, graph: _Graph) -> None:
        self._graph = graph

    def __getitem__(self, name: str) -> Series | Panel:
        graph = self._graph
        if graph.under_way:
            graph.log.note_reading(graph.under_way[-1], name)
        if name in graph.data:
            return graph.data[name]
        if name in graph.config.stated and name not in graph.done:
            raise _Quiet
        if name in graph.config.metrics or name in graph.done:
            found = graph.series(name)
            if found is None:
                raise _Quiet
            return found
        asked = Reference.parse(name)
        dataset = asked.name
        if asked.series and dataset not in graph.read:
            if dataset in graph.declared:
                raise _Quiet
            raise _unknown_dataset(name, dataset, graph)
        raise KeyError(name)

    def __iter__(self):  # type: ignore[no-untyped-def]  # noqa: ANN204
        yield from self._graph.data
        yield from self._graph.config.stated
        yield from self._graph.config.metrics

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Quiet(Exception):
    """What is missing was told already."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """How to compute a metric at a period, and the periods to try."""

    periods: tuple[Period, ...]
    at: Callable[[Period], Formula]
    title: str = ""
    breaks: Mapping[Period, str] = field(default_factory=dict)
    nature: NatureFound | None = None
    on_year: bool = False
    better: Literal["higher", "lower", ""] = ""

    def comparable_at(self, period: Period) -> Formula:
        """The formula at a period; :class:`NoFact` where it would compare across a break."""
        formula = self.at(period)
        given = (f if isinstance(f, tuple) else (f,) for f in formula.inputs.values())
        periods = [fact.period for group in given for fact in group if fact.period]
        if self.breaks and periods:
            why = break_between(self.breaks, min(periods), max(periods))
            if why:
                raise NoFact(
                    f"{min(periods)} and {max(periods)} cannot be compared: {why}",
                    code="across-break",
                )
        return formula


def _unknown_dataset(name: str, dataset: str, graph: _Graph) -> Exception:
    known = sorted(graph.declared)
    return BindingError(
        f"unknown data set '{dataset}' in '{name}'",
        suggest(dataset, known),
        code="unknown-data-set",
    )
