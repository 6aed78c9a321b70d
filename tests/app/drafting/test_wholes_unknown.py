"""Drafts of a table whose total has no value yet, and of a measure with a number in its name."""

import pytest

from briefing.app.cli import main as cli

DATA = """\
Region,Quarter,Attendances,Waiting over 4 hours (%)
North,2023 Q3,219800,38.9
North,2023 Q4,222500,43.3
North,2024 Q1,216300,44.0
South,2023 Q3,184000,31.7
South,2023 Q4,186200,36.1
South,2024 Q1,184500,35.2
East,2023 Q3,101200,27.0
East,2023 Q4,102300,30.9
East,2024 Q1,..,30.9
All regions,2023 Q3,505000,33.9
All regions,2023 Q4,511000,38.2
All regions,2024 Q1,,38.3
"""


@pytest.fixture(scope="module")
def text(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hospital")
    file = folder / "hospital.csv"
    file.write_text(DATA, encoding="utf-8")
    assert cli.main(["new", str(file), "--project", str(folder / "p"), "--no-build"]) == 0
    return (folder / "p/config/hospital.yaml").read_text(encoding="utf-8")


def test_a_measure_whose_total_is_known_comes_before_one_that_has_members_alone(text):
    title = next(line for line in text.splitlines() if line.startswith("title:"))
    assert "Waiting over 4 hours (All regions) {{" in title
    assert "in {{ period }}" in title


def test_one_member_is_told_of_as_itself_where_the_total_is_not_known(text):
    assert "North’s attendances {{" in text
    assert "total: hospital.attendances" not in text


def test_a_measure_that_did_not_move_leads_no_draft_where_another_did(tmp_path):
    file = tmp_path / "prices.csv"
    file.write_text(
        "Item,Unit,Jan-24,Feb-24,Mar-24,Apr-24\nBread,GBP per kg,1.40,1.42,1.45,1.45\n"
        "Milk,GBP per litre,1.05,1.05,1.04,1.02\nOil,GBP per litre,..,9.10,9.20,9.30\n",
        encoding="utf-8",
    )
    assert cli.main(["new", str(file), "--project", str(tmp_path / "p"), "--no-build"]) == 0
    text = (tmp_path / "p/config/prices.yaml").read_text(encoding="utf-8")
    assert next(line for line in text.splitlines() if line.startswith("title:")).startswith(
        'title: "Milk {{ milk.moved }}'
    )
