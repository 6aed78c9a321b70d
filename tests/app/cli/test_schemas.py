"""The JSON Schemas as an editor reads them: every key told, each example valid, a mistake told once."""

from collections.abc import Iterator
from importlib import import_module
from itertools import product
from typing import Any

import jsonschema
import pytest
from pydantic import ValidationError

from briefing.analysis.metrics.calculators import CALCULATORS
from briefing.app.editor_schemas import all_schemas
from briefing.brief.charts.kinds import KINDS
from briefing.core.field_texts import parameter_texts
from briefing.core.parameters import BindingError, convert, parameters_of
from briefing.core.problems import Refusal
from briefing.project.declared import Declared
from briefing.project.jsonschema import key_examples

Key = tuple[str, dict[str, Any]]


def keys_of(node: object, path: str = "") -> Iterator[Key]:
    if isinstance(node, dict):
        for name, told in node.get("properties", {}).items() if "type" in node or path else ():
            yield f"{path}.{name}", told
        for name, below in node.items():
            if name != "examples":
                yield from keys_of(below, f"{path}.{name}")
    elif isinstance(node, list):
        for index, below in enumerate(node):
            yield from keys_of(below, f"{path}.{index}")


SCHEMAS: Any = all_schemas()


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_is_described(name: str) -> None:
    keys = list(keys_of(SCHEMAS[name]))
    assert len(keys) >= {"project": 149, "brief": 300, "ledger": 131, "status": 6}[name]
    assert [path for path, told in keys if not told.get("description")] == []
    assert SCHEMAS[name]["$id"] == f"urn:policy-briefing:schema:{name}"


@pytest.mark.parametrize("name", ["project", "brief", "status"])
def test_every_key_has_an_example_that_is_valid_in_its_place(name: str) -> None:
    schema = SCHEMAS[name]
    keys = list(keys_of(schema))
    assert [path for path, told in keys if not told.get("examples")] == []
    for path, told in keys:
        there = jsonschema.Draft202012Validator({**told, "$defs": schema["$defs"]})
        for example in told["examples"]:
            assert [one.message for one in there.iter_errors(example)] == [], path


def blocks() -> dict[str, type[Declared]]:
    for module in ("brief_file", "project_schema", "advice_records"):
        import_module(f"briefing.project.{module}")
    found, waiting = {}, [Declared]
    while waiting:
        one = waiting.pop()
        found[one.__name__] = one
        waiting += one.__subclasses__()
    return found


@pytest.mark.parametrize("block", key_examples())
def test_the_program_takes_each_example(block: str) -> None:
    model, examples = blocks()[block], key_examples()[block]
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    known = {*fields, *({"chart", "table", "box"} if block == "SectionConfig" else ())}
    assert examples.keys() <= known
    needed = {
        key: examples[key] for key, one in fields.items() if one.is_required() and key in examples
    }
    if "call" in fields:
        needed["call"] = {"kind": "value", "operand": "school.pupils"}
    for key, example in examples.items():
        beside: list[dict[str, object]] = [{}, *({other: examples[other]} for other in examples)]
        assert any(is_taken(model, {**needed, **more, key: example}) for more in beside), key


def is_taken(model: type[Declared], block: dict[str, object]) -> bool:
    try:
        model.model_validate(block)
    except (ValidationError, Refusal):
        return False
    return True


@pytest.mark.parametrize(
    ("table", "name"), [*product([CALCULATORS], CALCULATORS), *product([KINDS], KINDS)]
)
def test_each_parameter_of_a_calculator_or_chart_is_told(table: Any, name: str) -> None:
    told = parameter_texts(table[name])
    for key, parameter in parameters_of(table[name]).items():
        assert is_fit(told[key].example, parameter.type), key
    assert len(told) == len(parameters_of(table[name])) + 1, (
        "its operand, and nothing that is not there"
    )


def is_fit(example: object, wanted: object) -> bool:
    """Whether a parameter takes it, as far as one knows without data."""
    try:
        convert(example, wanted, {}, "it")
    except BindingError as error:
        return error.code == "unknown-series"
    return True


BRIEF = {"title": "Pupils", "period": 2024}


def told(**block: object) -> list[tuple[str, str]]:
    validator = jsonschema.Draft202012Validator(SCHEMAS["brief"])
    return [
        (".".join(map(str, one.absolute_path)), one.message)
        for one in validator.iter_errors({**BRIEF, **block})
    ]


@pytest.mark.parametrize(
    ("metric", "word"),
    [
        ({"shaer": "votes.cast", "of": "Avon"}, "'shaer' is not one of"),
        ({"shaer": "votes.cast"}, "'share'"),
        ({"share": "votes.cast"}, "'of' is a required property"),
        ({"growth_rate": "town.pupils", "since": 2019, "sicne": 2018}, "'sicne' is not one of"),
        ({"title": "Pupils"}, "is not valid under any"),
        ({"value": "town.pupils", "of": "Avon"}, "'of' is not one of ['value'"),
        ({"change": "town.pupils", "how": "percentage"}, "'percentage' is not one of ['percent'"),
        ({"value": "town.pupils", "better": "more"}, "'more' is not one of"),
        ({"value": ["town.pupils"]}, "is not of type 'string'"),
    ],
)
def test_a_mistake_in_a_metric_is_told_once(metric: dict[str, object], word: str) -> None:
    ((where, message),) = told(metrics={"pupils": metric})
    assert where.startswith("metrics.pupils")
    assert word in message


@pytest.mark.parametrize(
    "metric",
    [
        {"value": "town.pupils"},
        {"value": "town.pupils", "at": "latest", "digits": 1},
        {"rank": "votes.cast", "at": 2, "title": "Second"},
        {"rank": "votes.cast", "at": "last"},
        {"share": "votes.cast", "of": ["Avon", "Borda"]},
        {"formula": "exports / production", "across": True},
        {"sum": "clinic.visits", "over": "year"},
    ],
)
def test_right_metrics_pass(metric: dict[str, object]) -> None:
    assert told(metrics={"pupils": metric}) == []


def test_a_chart_needs_its_title_and_its_kind() -> None:
    assert told(charts={"trend": {"line": ["a.b", "a.c"], "title": "Up", "at": "latest"}}) != []
    assert told(charts={"trend": {"bar": "votes.cast", "title": "Up", "at": "latest"}}) == []
    ((where, message),) = told(charts={"trend": {"line": "a.b"}})
    assert (where, message) == ("charts.trend", "'title' is a required property")
    ((_, message),) = told(charts={"trend": {"lien": "a.b", "title": "Up"}})
    assert message.startswith("'lien' is not one of")


def test_statuses_units_and_numbers_of_a_stated_figure() -> None:
    stated = {
        "value": ">95",
        "unit": "percent",
        "title": "Reliance",
        "source": "census",
        "at": "p. 4",
    }
    assert told(stated={"reliance": {**stated, "status": "E"}}) == []
    assert told(stated={"reliance": {**stated, "unit": "gold bars"}}) == []
    assert len(told(stated={"reliance": {**stated, "status": "estimated"}})) == 1
    assert len(told(stated={"reliance": {**stated, "unit": " "}})) == 1
