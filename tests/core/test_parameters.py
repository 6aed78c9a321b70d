"""What a user writes of a calculator or chart is bound to its signature, or refused in full words."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Literal

import pytest
from handmade import panel, series

from briefing.core.parameters import (
    BindingError,
    Lookup,
    bind,
    json_schema_of,
    operand_type,
    parameters_of,
    resolve,
)
from briefing.core.period import Period
from briefing.core.period_notation import parse_period
from briefing.core.problems import Subject
from briefing.core.series import Panel, Series

OUTPUT = series("us.output", [1, 2])
WORLD = replace(
    panel("world.mined", {"China": [1, 2], "Chile": [3, 4]}, total=[4, 6]),
    groups={"Asia": series("world.mined[Asia]", [1, 2], member="Asia")},
)
LOOKUP: Lookup = {
    "us.output": OUTPUT,
    "us.reliance": series("us.reliance", [5, 6]),
    "world.mined": WORLD,
    "price": series("price", [7, 8]),
}


def everything(
    operand: Series,
    *,
    of: str,
    top: int = 3,
    least: Fraction = Fraction(0),
    at: Period | None = None,
    scale: Literal["linear", "log"] = "linear",
    is_bare: bool = False,
    beside: Series | None = None,
    whole: Panel | None = None,
    members: list[str] | None = None,
    steps: tuple[int, ...] = (),
    either: int | Literal["all"] = 1,
) -> None:
    """Takes a parameter of every kind."""


def nothing_more(operand: list[Series | Panel]) -> None:
    """Takes no parameter."""


def bound(**given: object) -> dict[str, object]:
    return bind("sum", everything, {"of": "x", **given}, LOOKUP)


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        ("of", "text", "text"),
        ("of", 2024, "2024"),
        ("of", 1.5, "1.5"),
        ("top", 0, 0),
        ("top", -2, -2),
        ("least", 3, Fraction(3)),
        ("least", 0.1, Fraction(1, 10)),
        ("least", "1,234,567.5", Fraction(2469135, 2)),
        ("least", "1/3", Fraction(1, 3)),
        ("at", 2024, parse_period("2024")),
        ("at", "2023/24", parse_period("2023/24")),
        ("at", None, None),
        ("scale", "log", "log"),
        ("is_bare", True, True),
        ("is_bare", False, False),
        ("beside", "us.output", OUTPUT),
        ("beside", "world.mined[Asia]", WORLD.groups["Asia"]),
        ("beside", None, None),
        ("whole", "world.mined", WORLD),
        ("members", ["a", 2], ["a", "2"]),
        ("members", "a", ["a"]),
        ("members", [], []),
        ("members", None, None),
        ("steps", [1, 2], (1, 2)),
        ("steps", 1, (1,)),
        ("either", 2, 2),
        ("either", "all", "all"),
    ],
)
def test_a_value_becomes_what_the_signature_asks_for(name: str, raw: object, value: object) -> None:
    found = bound(**{name: raw})[name]
    assert found == value
    assert type(found) is type(value)


def test_what_is_left_out_is_left_to_the_function() -> None:
    assert bind("sum", everything, {"of": "x"}, LOOKUP) == {"of": "x"}
    assert bind("count", nothing_more, {}, LOOKUP) == {}


def told(error: BindingError) -> tuple[str, str, tuple[str | int, ...], str]:
    return str(error), error.advice, error.path, error.code


UNFIT = "unfit-parameter"


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({"tap": 1}, ("'sum' has no parameter 'tap'", "did you mean 'top'?", ("tap",), "unknown-parameter")),
        (
            {"zzz": 1},
            (
                "'sum' has no parameter 'zzz'",
                "it takes: of, top, least, at, scale, is_bare, beside, whole, members, steps, either",
                ("zzz",),
                "unknown-parameter",
            ),
        ),
        ({"top": "3"}, ("'top' wants a whole number, not '3'", "", ("top",), UNFIT)),
        ({"top": 1.5}, ("'top' wants a whole number, not '1.5'", "", ("top",), UNFIT)),
        ({"top": True}, ("'top' wants a whole number, not 'True'", "", ("top",), UNFIT)),
        ({"top": None}, ("'top' wants a whole number, not 'None'", "", ("top",), UNFIT)),
        ({"of": ["a"]}, ("'of' wants a text, not '['a']'", "", ("of",), UNFIT)),
        ({"of": True}, ("'of' wants a text, not 'True'", "", ("of",), UNFIT)),
        ({"is_bare": 1}, ("'is_bare' wants true or false, not '1'", "", ("is_bare",), UNFIT)),
        ({"least": "much"}, ("'least' wants a number, not 'much'", "", ("least",), UNFIT)),
        ({"least": True}, ("'least' wants a number, not 'True'", "", ("least",), UNFIT)),
        ({"at": "soon"}, ("'at' wants a period, not 'soon'", "", ("at",), UNFIT)),
        ({"scale": "lob"}, ("'scale' cannot be 'lob'", "did you mean 'log'?", ("scale",), UNFIT)),
        ({"scale": 3}, ("'scale' cannot be '3'", "one of: linear, log", ("scale",), UNFIT)),
        ({"steps": [1, "b"]}, ("'steps' wants a whole number, not 'b'", "", ("steps",), UNFIT)),
        ({"beside": []}, ("'beside' wants the name of a series, not '[]'", "", ("beside",), UNFIT)),
        ({"either": "few"}, ("'either' wants a whole number, not 'few'", "", ("either",), UNFIT)),
        ({"beside": 3}, ("'beside' wants the name of a series, not '3'", "", ("beside",), UNFIT)),
        (
            {"beside": "us.outpt"},
            ("unknown series 'us.outpt'", "did you mean 'us.output'?", ("beside",), "unknown-series"),
        ),
        (
            {"beside": "world.mined"},
            (
                "'world.mined' has one series for each Country",
                "name a member: world.mined[...]",
                ("beside",),
                "member-needed",
            ),
        ),
        (
            {"whole": "us.output"},
            (
                "'us.output' is a single series",
                "this needs a measure with a dimension",
                ("whole",),
                "no-members",
            ),
        ),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_with_its_place(given, wanted) -> None:
    with pytest.raises(BindingError) as refused:
        bound(**given)
    assert told(refused.value) == wanted


def test_a_parameter_that_is_needed_is_asked_for() -> None:
    with pytest.raises(BindingError) as refused:
        bind("sum", everything, {"top": 1}, LOOKUP)
    assert told(refused.value) == (
        "'sum' needs the parameter 'of'", "add 'of: ...'", (), "missing-parameter",
    )  # fmt: skip
    with pytest.raises(BindingError) as refused:
        bind("count", nothing_more, {"top": 1}, LOOKUP)
    assert told(refused.value) == (
        "'count' has no parameter 'top'", "it takes: nothing more", ("top",), "unknown-parameter",
    )  # fmt: skip


def test_a_reference_leads_to_a_series_a_panel_or_one_of_its_rows() -> None:
    assert resolve("us.output", LOOKUP) is OUTPUT
    assert resolve("world.mined", LOOKUP) is WORLD
    assert resolve("world.mined[Chile]", LOOKUP) is WORLD.members["Chile"]
    assert resolve("world.mined[World]", LOOKUP) is WORLD.total
    assert resolve("world.mined[Asia]", LOOKUP) is WORLD.groups["Asia"]


@pytest.mark.parametrize(
    ("reference", "message", "advice", "code"),
    [
        ("us.outpt", "unknown series 'us.outpt'", "did you mean 'us.output'?", "unknown-series"),
        ("us.x", "unknown series 'us.x'", "us has: output, reliance", "unknown-series"),
        ("u.output", "unknown series 'u.output'", "did you mean 'us.output'?", "unknown-series"),
        ("prize", "unknown series 'prize'", "did you mean 'price'?", "unknown-series"),
        ("qqq", "unknown series 'qqq'", "", "unknown-series"),
        (
            "us.output.change",
            "'us.output' is a series here: '.change' cannot follow it",
            "declare a metric of it, and name that",
            "unreadable-reference",
        ),
        ("us.output[A]", "'us.output' has no members", "write 'us.output'", "no-members"),
        (
            "world.mined[Chin]",
            "'world.mined' has no member 'Chin'",
            "did you mean 'China'?",
            "unknown-member",
        ),
        (
            "world.mined[Q]",
            "'world.mined' has no member 'Q'",
            "it has: China, Chile",
            "unknown-member",
        ),
        (
            "world.",
            "'world.' is no reference: a name is missing at character 7",
            "write it as data_set.series, data_set.series[member], or the name of a metric",
            "unreadable-reference",
        ),
    ],
)
def test_a_reference_that_leads_nowhere_is_told_with_what_there_is(
    reference: str, message: str, advice: str, code: str
) -> None:
    with pytest.raises(BindingError) as refused:
        resolve(reference, LOOKUP)
    assert told(refused.value) == (message, advice, (), code)
    is_member = code == "unknown-member"
    member = reference.partition("[")[2].rstrip("]")
    assert refused.value.lacks == ((Subject("world.mined", member),) if is_member else ())
    with pytest.raises(BindingError) as again:
        bound(beside=reference)
    assert told(again.value) == (message, advice, ("beside",), code)
    assert again.value.lacks == refused.value.lacks


def test_the_signature_is_the_schema_of_editors() -> None:
    found = json_schema_of(everything)
    assert found["required"] == ["of"]
    text = {"type": "string"}
    assert found["properties"] == {
        "of": text,
        "top": {"type": "integer"},
        "least": {"type": "number"},
        "at": {"type": ["integer", "string"]},
        "scale": {"enum": ["linear", "log"]},
        "is_bare": {"type": "boolean"},
        "beside": {"$ref": "#/$defs/Series"},
        "whole": {"$ref": "#/$defs/Panel"},
        "members": {"anyOf": [{"type": "array", "items": text}, text]},
        "steps": {"anyOf": [{"type": "array", "items": {"type": "integer"}}, {"type": "integer"}]},
        "either": {"anyOf": [{"type": "integer"}, {"enum": ["all"]}]},
    }
    bare = json_schema_of(nothing_more)
    assert (bare["properties"], bare["required"]) == ({}, [])


def test_only_what_has_a_name_is_a_parameter() -> None:
    assert "operand" not in parameters_of(everything)
    assert parameters_of(everything)["of"].is_required
    assert not parameters_of(everything)["at"].is_required
    assert operand_type(everything) is Series
    assert operand_type(nothing_more) == list[Series | Panel]
