"""Names that tables turn round stand in sentences as one says them, and long lists of them stay short."""

from pathlib import Path

import pytest
from small_projects import tried

from briefing.core.document import Figure
from briefing.data.aggregates import named_aggregates
from briefing.language.messages import MESSAGES

PROJECT = (
    "datasets: {d: {source: s, path: data/d.csv, period: {column: Year}, dimension: Country, series: "
    "{b: {column: B, unit: people, title: Doctors}}}}\n"
)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Bahamas, The", "the Bahamas"), ("Congo, Dem. Rep.", "the Democratic Republic of the Congo"),
        ("Netherlands", "the Netherlands"), ("Kenya", "Kenya"),
        ("Euro area – 20 countries (from 2023)", "the Euro area"),
    ],
)  # fmt: skip
def test_a_name_stands_as_one_says_it(name: str, told: str):
    assert MESSAGES.name(name) == told


def test_names_with_commas_are_told_apart():
    names = ["Newry, Mourne and Down", "Belfast", "Armagh, Banbridge"]
    assert MESSAGES.listed_apart(names) == "Newry, Mourne and Down; Belfast; and Armagh, Banbridge"
    assert MESSAGES.listed_apart(["a", "b", "c"]) == "a, b and c"


@pytest.mark.parametrize("count", [12, 13])
def test_many_without_a_figure_are_counted(tmp_path: Path, count: int):
    rows = "".join(f"2023,P{n},{n + 10}\n" for n in range(count)) + "2023,Lake,5\n2024,Lake,6\n"
    brief = (
        "title: T\nperiod: 2024\nmetrics: {k: {value: 'd.b[Lake]'}}\n"
        "charts: {c: {bar: d.b, title: Doctors}}\nsections: [{title: A, text: B., chart: c}]\n"
    )
    found = tried(tmp_path, f"Year,Country,B\n{rows}", PROJECT, brief)
    (figure,) = [b for s in found.made.sections for b in s.blocks if isinstance(b, Figure)]
    notes = " ".join(figure.plot.notes)
    if count == 12:
        assert notes.startswith("Not available: P0, P1")
        assert "P11" in notes
    else:
        assert "Not available: 13 of 14, such as P0, P1, P2, P3 and P4." in notes


def test_regions_of_lending_are_groups():
    names = [
        "Early-demographic dividend", "South Asia (IDA & IBRD)", "Kenya", "Mali", "Chad", "Togo", "Benin",
        "East Asia & Pacific (IDA & IBRD countries)",
    ]  # fmt: skip
    found = {one.member for one in named_aggregates(names)}
    assert found == {names[0], names[1], names[-1]}
