"""What calculators, chart kinds and detectors must keep, tried on the sample project."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Iterator, Mapping
from typing import Union, get_args, get_origin

from briefing.analysis.findings.candidates import Candidate, Subject
from briefing.analysis.metrics.formula import Formula
from briefing.app.conformance.kept import NotKept, require
from briefing.app.conformance.samples import PERIOD, Samples, samples
from briefing.core.expression import derive, names_in
from briefing.core.parameters import json_schema_of, operand_type
from briefing.core.plot import Plot
from briefing.core.problems import QuantityError, Refusal
from briefing.core.series import Panel, Series
from briefing.core.text_nodes import Inlines, Mention, Text, plain
from briefing.language.base import Language
from briefing.writers.drawing.drawing import picture
from briefing.writers.house.house import shipped_house

_NO_CHANGE = "gives another answer when asked again"


def calculator(name: str, function: Callable[..., object], arguments: Mapping[str, object]) -> None:
    """Its formula can be evaluated over facts alone, and it refuses what it cannot compute."""
    _check_signature(name, function)
    computed = 0
    with samples() as made:
        for operand in _operands(function, made):
            for period in (PERIOD, PERIOD.shifted(-1), PERIOD.shifted(-2), PERIOD.shifted(90)):
                try:
                    found = function(operand, period, **arguments)
                    again = function(operand, period, **arguments)
                except (Refusal, QuantityError):
                    continue
                require(isinstance(found, Formula), f"'{name}' returns no Formula")
                assert isinstance(found, Formula)
                require(found == again, f"'{name}' {_NO_CHANGE}")
                unknown = names_in(found.text) - found.inputs.keys()
                require(not unknown, f"the formula of '{name}' names {sorted(unknown)}, no inputs")
                computed += _is_evaluated(name, found)
    require(computed > 0, f"'{name}' computes nothing of all samples: give the arguments it needs")


def _is_evaluated(name: str, found: Formula) -> bool:
    title = found.title if isinstance(found.title, str) else name
    try:
        derive(
            id=name,
            title=title,
            calculator=name,
            formula=found.text,
            inputs=found.inputs,
            period=PERIOD,
        )
    except QuantityError:
        return False
    return True


def chart_kind(name: str, function: Callable[..., object], arguments: Mapping[str, object]) -> None:
    """Its plot shows facts that it names, is drawn the same each time, and no label is cut."""
    _check_signature(name, function)
    drawn = 0
    with samples() as made:
        for operand in _operands(function, made):
            try:
                found = function(operand, PERIOD, made.brief.language, **arguments)
            except (Refusal, QuantityError):
                continue
            require(isinstance(found, Plot), f"'{name}' returns no Plot")
            assert isinstance(found, Plot)
            _check_plot(name, found)
            drawn += 1
    require(drawn > 0, f"'{name}' draws nothing of all samples: give the arguments it needs")


def _check_plot(name: str, plot: Plot) -> None:
    known = {one.id for one in plot.facts}
    strange = {one.fact for one in plot.marks} - known
    require(
        not strange, f"marks of '{name}' show {sorted(strange)}, which are no facts of its plot"
    )
    counts = {len(one.marks) for one in plot.tracks} - {len(plot.periods)}
    require(not counts, f"a track of '{name}' has not one mark a period")
    style = shipped_house().style
    first, again = picture(plot, name, style), picture(plot, name, style)
    require(first.svg == again.svg, f"the drawing of '{name}' {_NO_CHANGE}")
    unprinted = [one.text for one in plot.marks if one.labelled and one.text not in first.texts]
    require(not unprinted, f"the drawing of '{name}' does not print {unprinted}")


def detector(name: str, function: Callable[..., object], arguments: Mapping[str, object]) -> None:
    """Every figure of its sentences is one of its facts; its score stays within bounds."""
    del arguments
    with samples() as made:
        for subject in _subjects(made):
            found, again = _found(function, subject), _found(function, subject)
            require(found == again, f"'{name}' {_NO_CHANGE}")
            for one in found:
                _check_candidate(name, one)


def _found(function: Callable[..., object], subject: Subject) -> list[Candidate]:
    answer = function(subject)
    require(isinstance(answer, Iterator), "a detector yields what it finds")
    assert isinstance(answer, Iterator)
    try:
        return [*answer]
    except QuantityError:
        return []


def _check_candidate(name: str, one: Candidate) -> None:
    require(bool(one.facts), f"'{name}' found something that rests on no fact")
    require(bool(one.because), f"'{name}' does not say why it found something")
    require(0 <= one.size <= 1, f"'{name}' gives the size {one.size}, which is not from 0 to 1")
    known = {fact.id for fact in one.facts}
    for sentence in one.sentences:
        require(bool(sentence), f"'{name}' found something without a sentence")
        _check_sentence(name, sentence, known)


def _check_sentence(name: str, sentence: Inlines, known: set[str]) -> None:
    require(plain(sentence).endswith((".", "!", "?")), f"a sentence of '{name}' does not end")
    for part in sentence:
        if isinstance(part, Mention):
            require(part.fact in known, f"'{name}' mentions '{part.fact}', none of its facts")
        elif isinstance(part, Text):
            bare = any(letter.isdigit() for letter in part.text)
            require(not bare, f"'{name}' writes “{part.text}”: a figure that no fact vouches for")


def _subjects(made: Samples) -> Iterator[Subject]:
    language: Language = made.brief.language
    for one in made.series.values():
        every = [*one.members.values()] if isinstance(one, Panel) else [one]
        for series in every:
            for period, now in series.facts.items():
                if now.quantity.tells_something:
                    panel = one if isinstance(one, Panel) else None
                    yield Subject(language, series, now, period, 1.0, panel=panel)


def _check_signature(name: str, function: Callable[..., object]) -> None:
    try:
        schema = json_schema_of(function)
    except (KeyError, NameError, StopIteration, TypeError) as error:
        raise NotKept(f"the parameters of '{name}' have no types that are known: {error}") from None
    told = {**schema["properties"], "the first parameter": schema["operand"]}
    for parameter, block in told.items():
        is_told = isinstance(block, dict) and bool(block.get("description"))
        require(is_told, f"'{name}' does not say what {parameter} is: below 'Args:'")
    positional = [
        one
        for one in inspect.signature(function).parameters.values()
        if one.kind is not inspect.Parameter.KEYWORD_ONLY
    ]
    wanted = 2 if "language" not in {one.name for one in positional} else 3
    require(len(positional) == wanted, f"'{name}': parameters of YAML stand after '*'")


def _operands(
    function: Callable[..., object], made: Samples
) -> Iterator[Series | Panel | tuple[Series, ...]]:
    """What of the samples a function takes, by the type of its first parameter."""
    wanted = operand_type(function)
    kinds = get_args(wanted) if get_origin(wanted) in {Union, types.UnionType} else (wanted,)
    panels = [one for one in made.series.values() if isinstance(one, Panel)]
    alone = [one for one in made.series.values() if isinstance(one, Series)]
    for kind in kinds:
        if kind is Panel:
            yield from panels
        elif kind is Series:
            yield from (*alone, *(one for each in panels for one in each.members.values()))
        elif get_origin(kind) is tuple:
            yield from (tuple(each.members.values()) for each in panels)
