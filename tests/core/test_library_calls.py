"""What libraries raise becomes ours; JSON of strangers has budgets and lines."""

from __future__ import annotations

import warnings

import pytest

from briefing.core.doing import Doing, steps_of
from briefing.core.json_text import BadJson, json_values
from briefing.core.library_calls import library_call
from briefing.core.problems import QuantityError, Refusal, UnusableInput


def refusal(why: str) -> Refusal:
    return Refusal(f"it is broken: {why}", code="x")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (KeyError("a"), "KeyError: 'a'"),
        (AssertionError(), "AssertionError"),
        (RecursionError("maximum recursion depth"), "nested too deeply"),
        (MemoryError(), "more memory"),
        (ValueError("two\nlines"), "two lines"),
    ],
)
def test_whatever_a_library_raises_is_told_on_one_line(error, said):
    with pytest.raises(Refusal, match="it is broken") as found, library_call(refusal):
        raise error
    assert said in str(found.value)
    assert "\n" not in str(found.value)


@pytest.mark.parametrize("error", [QuantityError("told", code="x"), UnusableInput([])])
def test_what_is_told_already_passes(error):
    with pytest.raises(type(error)) as found, library_call(refusal):
        raise error
    assert found.value is error


def test_an_error_keeps_the_steps_that_it_passed_from_the_outermost():
    with pytest.raises(KeyError) as found, Doing("brief 'b'"), Doing("metric 'm'"):
        raise KeyError
    assert steps_of(found.value) == ["brief 'b'", "metric 'm'"]


@pytest.mark.parametrize(
    ("text", "said", "line"),
    [
        ('{"a": 1,\n"a": 2}', "'a' stands twice", 2),
        ("[1,\n]", "it is no JSON", 2),
        ("[" * 200_000, "nested too deeply", 0),
        ("[" + "9" * 401 + "]", "400 digits", 0),
        ("[1e401]", "400 as its exponent", 0),
        ("[1e99999999999999999999999]", "400 as its exponent", 0),
        ("[NaN]", "NaN is no JSON", 0),
        (b"[\n\xff]", "no UTF-8", 2),
    ],
)
def test_json_of_strangers_is_told_with_its_line(text, said, line):
    with pytest.raises(BadJson, match=said) as found:
        json_values(text)
    assert found.value.line == line


def test_json_within_the_budgets_is_read_exactly():
    assert str(json_values('{"a": 0.10}')["a"]) == "0.10"
    assert json_values("[" + "9" * 400 + "]") == [int("9" * 400)]


def test_what_a_library_warns_of_reaches_nobody():
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        with library_call(ValueError):
            warnings.warn("Workbook contains no stylesheet", stacklevel=1)
    assert not heard
