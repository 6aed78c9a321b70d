"""Declared metrics to series of facts, each after those that it needs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import partial

from briefing.analysis.metrics.calculators import CALCULATORS, FORMULA
from briefing.analysis.metrics.formula import Formula, Misuse, NoFact, span_of
from briefing.analysis.metrics.levels import common_members, months_covered, total_of
from briefing.analysis.metrics.likeness import (
    compared_at,
    is_across,
    named_after,
    refuse_quotients,
    unlike_in,
)
from briefing.analysis.metrics.permission import nature_of_result, rates_of_parts_added
from briefing.analysis.metrics.plan import (
    Plan,
    at_its_newest,
    better_of,
    is_fixed,
    newest,
    one_member,
    periods_added,
)
from briefing.core.doing import Doing
from briefing.core.expression import ExpressionError, derive, names_in
from briefing.core.fact import Fact
from briefing.core.parameters import BindingError, bind, convert, operand_type, resolve
from briefing.core.period import Period
from briefing.core.problems import ProblemLog, QuantityError, Severity, Subject, suggest
from briefing.core.reference import Reference
from briefing.core.series import Dataset, Panel, Series
from briefing.core.title import Title
from briefing.core.unit import Unit
from briefing.language.base import Language
from briefing.language.whose_words import titled_partly
from briefing.project.brief_schema import BriefConfig, KeyFigureConfig, MetricConfig
from briefing.project.declared import Places


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
            with Doing(f"metric '{name}'"):
                found = self._compute(name, self._asked(name))
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

    def _asked(self, name: str) -> MetricConfig:
        """A metric as declared; at its newest value where a key figure wants that."""
        metric = self.config.metrics[name]
        wanted = any(
            one.metric == name and one.at
            for one in self.config.key_figures
            if isinstance(one, KeyFigureConfig)
        )
        return metric.model_copy(update={"at": "latest"}) if wanted else metric

    def _compute(self, name: str, metric: MetricConfig) -> Series:
        """Facts at every period where it can be computed; at the current one it must be."""
        call = metric.call
        plan = self._formula(name, metric) if call.kind == FORMULA else self._plan(name, metric)
        current = self._current(metric, plan)
        facts: dict[Period, Fact] = {}
        moving = not plan.operands or not all(map(is_fixed, plan.operands))
        for period in dict.fromkeys((current, *(plan.periods if moving else ()))):
            try:
                formula = plan.comparable_at(period)
            except NoFact:
                continue
            except Misuse:
                if period == current or not any(map(is_fixed, plan.operands)):
                    raise
                continue  # what is meant at one period alone is compared at that of the metric
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
        unlike = plan.at(current).unlike
        return Series(
            name,
            fact.title if unlike or fact.partly else metric.title or plan.title or fact.title,
            fact.quantity.unit,
            dict(sorted(facts.items())),
            fact.member,
            current,
            breaks=plan.breaks,
            found_nature=nature_of_result(call.kind, plan.nature, fact.quantity.unit),
            on_year=plan.on_year,
            better=metric.better or plan.better,
            prices=plan.prices if fact.quantity.unit.is_money else None,
            months=plan.months,
            over=plan.over,
            definition=plan.definition,
            is_fixed=metric.period is not None,
            is_latest=metric.at is not None,
            sides=(unlike.one, unlike.other) if unlike else None,
        )

    def _current(self, metric: MetricConfig, plan: Plan) -> Period:
        """The period that a metric shows: its own, that of the newest values, or the brief's."""
        usual = metric.period or self.config.period
        if metric.at is None:
            return usual
        if metric.call.parameters.get("across") is True:
            fixed = [
                one.current for one in plan.operands if isinstance(one, Series) and one.is_fixed
            ]
            return max(filter(None, fixed), default=usual)
        return newest(plan.operands, usual, printed=metric.call.kind == "total")

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
        if formula.unlike is not None:
            one, other = map(self.language.title, (formula.unlike.one, formula.unlike.other))
            if one not in title or other not in title:
                title = self.language.term("title.across", title=title, one=one, other=other)
        title = titled_partly(self.language, title, formula.partly)
        only = formula.inputs.get("value") if formula.text == "value" else None
        unit = Unit(metric.unit) if metric.unit else None
        if isinstance(only, Fact) and (unit is None or unit.code == only.quantity.unit.code):
            return replace(
                only,
                id=fact_id,
                title=title,
                member=formula.member,
                ties=formula.ties,
                partly=formula.partly,
                measure="" if metric.title else only.measure,
                digits=metric.digits if metric.digits is not None else only.digits,
            )
        made = derive(
            id=fact_id,
            title=title,
            calculator=metric.call.kind,
            formula=formula.text,
            inputs=formula.inputs,
            period=period,
            parameters={key: str(value) for key, value in metric.call.parameters.items()},
            unit=unit,
            member=formula.member or one_member(formula),
            ties=formula.ties,
            digits=metric.digits,
            series=name,
        )
        measure = self.language.title(formula.measure) if formula.measure else ""
        return replace(made, partly=formula.partly, measure="" if metric.title else measure)

    def _plan(self, name: str, metric: MetricConfig) -> Plan:
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
        if metric.at is not None and arguments.get("across"):
            if isinstance(operand, Series):
                operand = at_its_newest(operand, self.config.period)
            arguments = {
                key: at_its_newest(one, self.config.period) if isinstance(one, Series) else one
                for key, one in arguments.items()
            }
        compute = partial(function, operand, **arguments)
        usual = metric.period or self.config.period
        if isinstance(operand, Panel) and call.kind == "total" and "common" in arguments.values():
            names = common_members(operand, usual)
            compute = partial(total_of, operand, names=names)
        return Plan(
            operand.periods,
            lambda period: compute(period=period),
            operands=(operand, *(o for o in arguments.values() if isinstance(o, Series | Panel))),
            breaks=operand.breaks,
            nature=operand.found_nature,
            on_year=arguments.get("over") == "year"
            or (isinstance(operand, Series) and operand.on_year),
            better=better_of(operand, call.kind),
            prices=operand.prices,
            months=months_covered(call.kind, operand, arguments, usual),
            added=periods_added(call.kind, arguments),
            definition=operand.definition if call.kind in {"value", "total"} else "",
        )

    def _formula(self, name: str, metric: MetricConfig) -> Plan:
        """A formula over named series: each name is one of its operands."""
        text = str(metric.call.operand)
        across = is_across(metric.call.parameters)
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
            newest_alone = across and metric.at is not None
            operands[one] = at_its_newest(found, self.config.period) if newest_alone else found
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
        usual = metric.period or self.config.period
        moving = [set(one.periods) for one in operands.values() if not one.is_fixed]
        common = set.intersection(*moving) if moving else {usual}

        def at(period: Period) -> Formula:
            inputs = {one: compared_at(series, period) for one, series in operands.items()}
            unlike, _ = unlike_in(text, operands, inputs, across=across)
            refuse_quotients(text, inputs)
            return Formula(text, inputs, metric.title or named_after(text, operands), unlike=unlike)

        known = {one: series for one, series in operands.items() if series.facts}
        last = {one: tuple(series.facts.values())[-1] for one, series in known.items()}
        _, result = unlike_in(text, known, last, across=True)
        return Plan(
            tuple(sorted(common)),
            at,
            operands=tuple(operands.values()),
            breaks={when: why for one in operands.values() for when, why in one.breaks.items()},
            prices=result.prices if result else None,
            months=result.months if result else None,
        )


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


def _unknown_dataset(name: str, dataset: str, graph: _Graph) -> Exception:
    return BindingError(
        f"unknown data set '{dataset}' in '{name}'",
        suggest(dataset, sorted(graph.declared)),
        code="unknown-data-set",
    )
