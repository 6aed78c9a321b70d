"""A noun behind a figure that prints its own is told, whatever the unit is called."""

from pathlib import Path

import pytest
from small_projects import Tried, tried

PROJECT = (
    "units: {pupil: {one: pupil, many: pupils}}\n"
    "datasets: {d: {source: s, path: data/d.csv, period: {column: Year}, series: {"
    "p: {column: P, unit: people, title: People on the roll}, u: {column: P, unit: pupil, title: Roll}, "
    "t: {column: P, unit: t, title: Waste}, m: {column: P, unit: million USD, title: Aid}, "
    "s: {column: S, unit: percent, title: Share}, k: {column: P, unit: thousand people, title: Jobs}}}}\n"
)
BRIEF = """title: T
period: 2024
metrics: {p: {value: d.p}, u: {value: d.u}, t: {value: d.t}, m: {value: d.m}, s: {value: d.s}, k: {value: d.k}}
sections: [{title: A, text: 'TEXT'}]
"""


def _tried(folder: Path, text: str) -> Tried:
    data = "Year,P,S\n2023,780,40\n2024,801,42\n"
    return tried(folder, data, PROJECT, BRIEF.replace("TEXT", text))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("It has {{ p }} pupils.", "801 people pupils"),
        ("It has {{ u }} pupils.", "801 pupils pupils"),
        ("It has **{{ u }}** children.", "801 pupils children"),
        ("It burnt {{ t }} tons.", "801 metric tons tons"),
        ("It gave {{ m }} dollars.", "$801 million dollars"),
        ("It was {{ s }} percent.", "42% percent"),
        ("It was {{ s }} per cent of it.", "42% per cent"),
        ("It has {{ k }} workers.", "801 thousand people workers"),
        ("It has {{ p.before }} pupils.", "780 people pupils"),
    ],
)
def test_a_second_noun_is_told(tmp_path: Path, text: str, shown: str):
    found = _tried(tmp_path, text)
    (told,) = [one for one in found.told if one.code == "doubled-noun"]
    assert f"'{shown}'" in str(told)
    assert ".number" in str(told)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("It was {{ s }}% of it.", "42%%"),
        ("It was **{{ s }}** % of it.", "42%%"),
        ("It rose {{ s.difference }}%.", "2 percentage points%"),
        ("It gave ${{ m }}.", "$$801 million"),
        ("It gave €{{ m }}.", "€$801 million"),
        ("It gave USD {{ m }}.", "USD$801 million"),
    ],
)
def test_a_second_sign_is_told(tmp_path: Path, text: str, shown: str):
    (told,) = [one for one in _tried(tmp_path, text).told if one.code == "doubled-noun"]
    assert f"'{shown}'" in str(told)


@pytest.mark.parametrize(
    "text",
    [
        "It was {{ s.number }}% of it.", "It gave ${{ m.number }} million.", "In USD: {{ m }}.", "{{ t }} ($5 each)",
        "It has {{ p.number }} pupils.", "It has {{ p }} across all schools.", "It has {{ p }}, pupils and all.",
        "It has {{ p }} as before.", "With {{ s }} of pupils.", "It has {{ u }} aged 5.", "It gave {{ m }} to towns.",
        "It has {{ p }} (pupils).", "It has {{ p }} in schools.", "The {{ p.title }} list has {{ u }}.",
        "It has {{ u }}. Pupils like it.", "It was {{ s.number }} percent.",
    ],
)  # fmt: skip
def test_one_noun_is_enough(tmp_path: Path, text: str):
    assert "doubled-noun" not in _tried(tmp_path, text).codes
