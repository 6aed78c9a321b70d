"""Ledger and PROV in writing: what the standard library writes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.writers.ledger.indented_json import indented_json

text = st.text(st.characters(exclude_categories=["Cs"]))
plain = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | text
values = st.recursive(
    plain, lambda below: st.lists(below) | st.dictionaries(text, below), max_leaves=12
)


@given(values, st.booleans())
def test_it_is_what_the_standard_library_writes(value, is_sorted):
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=is_sorted) + "\n"
    assert indented_json(value, is_sorted=is_sorted) == text.encode("utf-8", "strict")


@pytest.mark.parametrize("value", [{}, [], (), {"a": {}}, [[]], ("a", ("b",))])
def test_so_it_is_of_what_is_empty(value):
    assert indented_json(value).decode() == json.dumps(value, indent=1) + "\n"


@pytest.mark.parametrize("value", [{1, 2}, {"a": object()}, [b"a"]])
def test_what_is_no_json_is_refused(value):
    with pytest.raises(TypeError):
        indented_json(value)
