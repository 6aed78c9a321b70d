"""YAML is read and refused alike, with libyaml and without: same values, same places, same words."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
import yaml
from places import BRIEF, PROJECT, ROOT

from briefing.core.problems import Place, ProblemLog
from briefing.project.yaml import read_yaml

Reading = tuple[object, ...]
TEXTS = [
    BRIEF,
    PROJECT,
    (ROOT / "config/us-economy.yaml").read_text(encoding="utf-8"),
    "a: &x {b: 1, c: [1.50, no, ~]}\nd: *x\ne:\n  <<: *x\n  b: 2\nf:\n  <<: [*x, {g: 1:30}]\n",
    "a:\n- 1\n-\n- b: 2\n  c:\nd: |\n  text\n\n  more\ne: >-\n  folded\n  t\nf: 'q''q'\ng: \"\\u00e9\"\n",
    "é: ü\u2028😀: [😀, b]\r\nlast: ''\r\n",
]
ODD = [
    "a:\tb\n",
    "a: b\n\tc: d\n",
    "a: {b: , c: }\n",
    "a: {b:, c: what?}\n",
    "? a\n: b\n",
    "a: b\n\n?",
    "%YAML 1.1\n---\na: b\n",
    "%L 1.1\n---\na: b\n",
    "a: |#x\n  b\n",
    "a: b\ufeff\nc: d\n",
    "a: b\n---\nc: d\n",
    "a: !tag b\n",
    "a: !ta:! d\n",
    "a: *x\n",
    "a: &x 1\nb: &x 2\n",
    "a: 'open\n",
    "a: b: c\n",
    "a: [1, 2\n",
    "a\n",
    "[a]: b\n",
    "a: &x {[b]: c}\nd:\n  <<: *x\n",
    "\x07: a\n",
    "- a\n",
    "# nothing\n",
    "",
]
SIGNS = [*"abc:-,[]{}\"'|>&*!?%#0é😀@`~< ", "\n", "\n  ", "\t", "\r", "\u2028", "\x85", "\ufeff"]


def reading(text: str) -> Reading:
    """All that comes of a text: the value, where each part of it stands, and what is said."""
    log = ProblemLog()
    read = read_yaml(text.encode(), "f.yaml", log)
    told = [str(one) for one in log.problems]
    if read is None:
        return None, told
    value, places = read
    return repr(value), dict(places.keys), dict(places.values), places.blocks, told


@pytest.fixture
def both(monkeypatch) -> Callable[[str], tuple[Reading, Reading]]:
    """A text read with libyaml, and as on a machine without it."""
    if not yaml.__with_libyaml__:
        pytest.skip("PyYAML has no libyaml here")

    def read(text: str) -> tuple[Reading, Reading]:
        with monkeypatch.context() as patch:
            patch.setattr(yaml, "__with_libyaml__", False)
            slow = reading(text)
        return reading(text), slow

    return read


@pytest.mark.parametrize("text", [*TEXTS, *ODD])
def test_both_parsers_tell_the_same(both, text: str):
    fast, slow = both(text)
    assert fast == slow


def test_both_parsers_tell_the_same_of_texts_with_slips(both):
    chance = random.Random(7)
    read = 0
    for _ in range(1200):
        text = chance.choice(TEXTS)
        start = chance.randrange(max(1, len(text) - 250))
        text = text[start : start + 250]
        for _ in range(chance.randint(0, 3)):
            at = chance.randrange(len(text) + 1)
            text = text[:at] + chance.choice(SIGNS) + text[at + chance.randint(0, 2) :]
        fast, slow = both(text)
        assert fast == slow, text
        read += fast[0] is not None
    assert read > 100


def test_what_is_well_formed_is_parsed_by_libyaml(monkeypatch):
    def no_python(*_: object, **__: object) -> None:
        raise AssertionError("the parser in Python was asked")

    monkeypatch.setattr(yaml, "compose", no_python)
    for name in ("project", "us-economy", "us-rare-earths"):
        reading((ROOT / f"config/{name}.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
@pytest.mark.parametrize("depth", [400, 20_000])
def test_what_is_nested_without_end_is_said(both, opening: str, depth: int):
    text = "a: [" + opening * depth
    fast, slow = both(text)
    assert fast == slow
    assert fast[0] is None
    assert fast[1]


def test_an_alias_within_what_it_names_is_said(both):
    fast, slow = both("a: &x [1, *x]\n")
    advice = "a YAML file may have 100 levels, and this one has more (write it flatter)"
    assert fast == slow == (None, [f"f.yaml:1:8: {advice}"])
    assert both("a: &x\n  <<: *x\n")[0] == (None, [f"f.yaml:1:4: {advice}"])


def test_a_list_as_a_key_is_said_wherever_it_is_merged(both):
    assert "a key must be a text" in both("a: &x {[b]: c}\nd:\n  <<: *x\n")[0][-1][0]


@pytest.mark.parametrize("text", ['a: "x\\ud800"', '"x\\udfff": 1', 'a: [1, "\\uD83D\\uDE00"]'])
def test_half_a_character_is_told_with_its_place(text):
    log = ProblemLog()
    values, _ = read_yaml(text.encode(), "f.yaml", log) or ({}, None)
    (first, *_) = log.problems
    assert first.code == "unreadable-yaml"
    assert first.message.endswith("is half a character")
    assert first.place == Place("f.yaml", 1, 1 + text.index('"'))
    str(values).encode()


def test_marks_of_a_merge_are_told_as_such():
    log = ProblemLog()
    text = b"passages:\n- id: a\n<<<<<<< HEAD\n  by: Ann\n=======\n  by: Ben\n>>>>>>> theirs\n"
    assert read_yaml(text, "config/x.review.yaml", log) is None
    (told,) = log
    assert str(told.place) == "config/x.review.yaml:3"
    assert "a merge left its mark here: '<<<<<<< HEAD'" in told.message
