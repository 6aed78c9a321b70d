"""An update refuses rather than guesses: each refusal says what was seen and the flag that settles it."""

from __future__ import annotations

from pathlib import Path

import pytest
from updating import config_of, project_of, updated, written

BRIEF = """\
title: "Output {{ p.verb }}"
period: 2023
metrics: {p: {value: d.price}}
sections: [{title: One, text: "It is {{ p }}."}]
"""
WIDE = """\
period: {column: year}
series:
  output: {column: output, title: Output of zinc, unit: t}
  price: {column: price, title: Price of zinc, unit: USD/kg}
"""
OLD = [
    ["year", "output", "price"],
    ["2021", "41250", "2"],
    ["2022", "43870", "3"],
    ["2023", "44120", "3"],
]


@pytest.fixture
def metals(tmp_path: Path) -> Path:
    """A project on output and price of zinc."""
    return project_of(tmp_path / "project", WIDE, OLD, BRIEF)


def long(folder: Path, *more: list[str], price: str = "dollars per kilogram") -> Path:
    """The next edition as a long table of several metals with units, output of zinc as before."""
    rows = [["metal", "item", "unit", "year", "value"]]
    for year, value in (("2022", "43870"), ("2023", "44120"), ("2024", "45010")):
        rows.append(["Zinc", "Mine output", "metric tons", year, value])
    # another metal, whose tons look like the price of zinc
    for year, value in (("2021", "2"), ("2022", "3"), ("2023", "3"), ("2024", "4")):
        rows.append(["Indium", "Stocks", "metric tons", year, value])
        rows.append(["Indium", "Price", price, year, str(900 + int(value))])
    return written(folder / "next.csv", [*rows, *more])


def rows(metal: str, item: str, unit: str, *values: str) -> list[list[str]]:
    return [[metal, item, unit, str(2022 + n), value] for n, value in enumerate(values)]


def test_tons_are_no_price_whatever_their_digits(metals: Path, tmp_path: Path, capsys):
    before = config_of(metals)
    code, said = updated(metals, long(tmp_path), capsys, "--yes")
    assert code == 2, said
    assert "Stocks" not in said
    assert "it may be 'value' where item is 'Price' (metal 'Indium'" in said
    assert "0 of 3 values as before" in said
    assert config_of(metals) == before
    code, said = updated(metals, long(tmp_path), capsys, "--yes", "--without", "price")
    assert code == 1, said
    assert "can no longer be built: config/b.yaml" in said


def test_a_column_of_units_rules_out_values_that_all_agree(tmp_path: Path, capsys):
    old = [
        [*row[:2], text] for row, text in zip(OLD, ("price", "4125", "4387", "4412"), strict=True)
    ]
    root = project_of(tmp_path / "project", WIDE, old, BRIEF)
    new = [["item", "unit", "year", "value"]]
    for item, values in (
        ("Mine output", ("43870", "44120", "45010")),
        ("Stocks", ("4387", "4412", "4500")),
    ):
        new += [[item, "metric tons", str(2022 + n), value] for n, value in enumerate(values)]
    code, said = updated(root, written(tmp_path / "next.csv", new), capsys, "--yes")
    assert code == 1, said
    assert "look: price: nothing holds its values any more" in said
    assert "Stocks" not in config_of(root)


def test_a_measure_without_a_value_in_common_needs_name_unit_and_place(metals, tmp_path, capsys):
    file = long(tmp_path, *rows("Zinc", "Price of zinc", "dollars per kilogram", "5", "6", "7"))
    code, said = updated(metals, file, capsys, "--yes")
    assert code == 0, said
    assert "item: Price of zinc" in config_of(metals)


@pytest.mark.parametrize(
    "further",
    [
        pytest.param(rows("Zinc", "Price of zinc", "", "5", "6", "7"), id="no unit"),
        pytest.param(
            rows("Lead", "Price of zinc", "dollars per kilogram", "5", "6", "7"), id="place"
        ),
        pytest.param(
            rows("Zinc", "Price of zinc", "cents per pound", "227", "272", "318"), id="scale"
        ),
    ],
)
def test_less_than_that_is_asked_and_nothing_is_written(metals, tmp_path, capsys, further):
    before = config_of(metals)
    code, said = updated(metals, long(tmp_path, *further), capsys, "--yes")
    assert code == 2, said
    assert "price: it may be 'value' where" in said
    assert "'Price of zinc'" in said
    assert "--measure price=" in said or "--measure 'price=" in said
    assert "--without price" in said
    assert "[edition-measure-unsure]" in said
    assert config_of(metals) == before
    assert not (metals / "data/s1").exists()


def test_the_user_names_it(metals: Path, tmp_path: Path, capsys):
    file = long(tmp_path, *rows("Zinc", "Price of zinc", "", "5", "6", "7"))
    code, said = updated(metals, file, capsys, "--yes", "--measure", "price=Price of zinc")
    assert code == 0, said
    assert "item: Price of zinc" in config_of(metals)


def test_what_the_user_names_must_be_there(metals: Path, tmp_path: Path, capsys):
    code, said = updated(metals, long(tmp_path), capsys, "--measure", "price=Prise")
    assert code == 2
    assert "'Prise' is no header of it, and stands in no row" in said
    assert "did you mean 'Price'?" in said


def test_a_unit_that_contradicts_is_refused_even_of_what_the_user_names(metals, tmp_path, capsys):
    code, said = updated(metals, long(tmp_path), capsys, "--measure", "price=Stocks", "--yes")
    assert code == 2
    assert "is in 'metric tons', which measures another thing" in said


def test_what_the_file_lacks_can_be_said(metals: Path, tmp_path: Path, capsys):
    file = long(tmp_path, *rows("Zinc", "Price of zinc", "", "5", "6", "7"))
    code, said = updated(metals, file, capsys, "--without", "price")
    assert code == 1, said
    assert "look: price: nothing holds its values any more" in said


def test_a_tie_is_asked(metals: Path, tmp_path: Path, capsys):
    new = [["year", "mine", "mill", "price"]]
    new += [
        ["2022", "43870", "43870", "3"],
        ["2023", "44120", "44120", "3"],
        ["2024", "45010", "39000", "4"],
    ]
    file = written(tmp_path / "next.csv", new)
    code, said = updated(metals, file, capsys, "--yes")
    assert code == 2, said
    assert "output: several places fit equally well: 'mine' or 'mill'" in said
    assert "--column output=mine or --column output=mill" in said
    code, said = updated(metals, file, capsys, "--yes", "--column", "output=mill")
    assert code == 0, said
    assert "column: mill" in config_of(metals)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            ("--where", "metal=Zinc", "--where", "metal=Lead"),
            "--where names 'metal' twice: 'Zinc' and 'Lead'",
        ),
        (("--where", "metal=Zinc", "--where", " metal=Zinc"), "--where names 'metal' twice"),
        (("--column", "price=a", "--column", "price=b"), "--column names 'price' twice"),
        (("--unit", "price=t", "--unit", "price=kg"), "--unit names 'price' twice"),
        (("--member", "a=b", "--member", "a=c"), "--member names 'a' twice"),
    ],
)
def test_two_of_one_are_an_error(metals: Path, tmp_path: Path, capsys, given, words):
    code, said = updated(metals, long(tmp_path), capsys, *given)
    assert code == 2
    assert words in said
    assert "[option-given-twice]" in said


def test_rows_that_are_not_there_are_told(metals: Path, tmp_path: Path, capsys):
    code, said = updated(metals, long(tmp_path), capsys, "--where", "metal=Zink")
    assert code == 2
    assert "no row has metal 'Zink' (did you mean 'Zinc'?)" in said


def test_choices_are_kept_so_that_the_next_update_needs_none(metals: Path, tmp_path: Path, capsys):
    twins = [*rows("Zinc", "Mine output", "metric tons", "43870", "44120", "45010")]
    twins += rows("Zinc", "Mine output, revised", "metric tons", "43870", "44120", "39000")
    twins += rows("Zinc", "Price, spot", "", "5", "6", "7") + rows(
        "Zinc", "Price, mean", "", "5", "7", "8"
    )
    head = ["metal", "item", "unit", "year", "value"]
    first = written(tmp_path / "first.csv", [head, *twins])
    assert updated(metals, first, capsys, "--yes")[0] == 2
    flags = ["--measure", "price=Price, mean", "--measure", "output=Mine output, revised"]
    code, said = updated(metals, first, capsys, "--yes", *flags)
    assert code == 0, said
    later = [
        [*row[:3], str(int(row[3]) + 1), str(int(row[4]) + 1)] for row in twins if row[3] == "2024"
    ]
    second = written(tmp_path / "second.csv", [head, *twins, *later])
    code, said = updated(metals, second, capsys, "--yes", source="s2")
    assert code == 0, said
    assert "Price, mean" in config_of(metals)
    assert "Price, spot" not in config_of(metals)
    assert "Mine output, revised" in config_of(metals)


def test_what_the_file_says_of_its_source_need_not_be_said(metals: Path, tmp_path: Path, capsys):
    said_above = [
        ["Title: Book of metals 2027"],
        ["Published: 12 March 2027"],
        ["Source: House of metals"],
        [],
    ]
    rows = [*OLD, ["2024", "45210", "3.5"]]
    new = written(tmp_path / "next.csv", [*said_above, *rows])
    code, said = updated(metals, new, capsys, source="s9")
    assert code == 0, said
    assert "title: Book of metals 2027" in said
    assert "published: 2027-03-12" in said
    assert "publisher: House of metals" in said
    bare = written(tmp_path / "bare.csv", rows)
    code, said = updated(metals, bare, capsys, source="s9")
    assert code == 2
    assert "say when it was published: --published" in said
    told = ("--published", "2027-04-01", "--title", "Book 2027")
    assert "published: 2027-04-01" in updated(metals, new, capsys, *told, source="s9")[1]


def test_years_of_two_in_headers_are_the_periods_of_a_column_before(tmp_path: Path, capsys):
    declared = (
        "period: {column: year}\nseries: {p: {column: pupils, title: Pupils, unit: person}}\n"
    )
    years = ["201819", "201920", "202021", "202122"]
    old = [["year", "pupils"], *([one, str(24117 + 31 * n)] for n, one in enumerate(years[:3]))]
    brief = 'title: "Pupils {{ q.verb }}"\nperiod: "2020/21"\nmetrics: {q: {value: d.p}}\n'
    root = project_of(tmp_path / "project", declared, old, brief)
    wide = [["Measure", *(f"{one[:4]}/{one[4:]}" for one in years)]]
    wide.append(["Pupils", *(str(24117 + 31 * n) for n in range(4))])
    code, said = updated(root, written(tmp_path / "wide.csv", wide), capsys)
    assert code == 0, said
    assert "3 of 3 values as before" in said
    assert "p: 2021/22 is new" in said
