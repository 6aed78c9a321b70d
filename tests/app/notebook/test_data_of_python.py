"""Tables handed over by Python: in place of a declared file, or recognised, with an origin of their own."""

from fractions import Fraction
from pathlib import Path

import pandas as pd
import polars as pl
import pytest
from audits import audited
from places import small_project

import briefing
from briefing.app.review.evidence import read_evidence
from briefing.app.review.why import tree_of

US = pd.DataFrame({"year": [2022, 2023, 2024], "output": [400, 416, 500], "reliance": [">95", ">95", "80"]})  # fmt: skip
BEDS = pl.DataFrame(
    {
        "region": ["North", "South"] * 3,
        "year": [2022, 2022, 2023, 2023, 2024, 2024],
        "Hospital beds (number)": [10, 20, 11, 19, 12, -18],
    }
)
OWN = """\
title: Beds
period: 2024
design: one-pager
metrics: {north: {value: "beds.hospital_beds[North]"}}
key_figures: [north]
sections: [{title: Beds, text: "North has {{ north }}."}]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = small_project(tmp_path_factory.mktemp("handed"))
    (folder / "config/own.yaml").write_text(OWN)
    return folder


@pytest.fixture(scope="module")
def built(folder) -> briefing.Brief:
    return briefing.build("small", project=folder, data={"us": US})


def test_a_declared_data_set_reads_the_table_for_its_file(built, folder):
    assert built["output"].value == 500
    assert built["reliance[2023]"].bounds.low == 95
    assert built["share"].value == Fraction(135, 2)
    assert built["output"].sources() == {"book"}
    assert built["output"].status.value == "E"
    assert briefing.check("small", project=folder)["output"].value == 450
    assert briefing.check("small", project=folder, data={})["output"].value == 450
    assert not (folder / "handed-over-by-python").exists()


def test_the_ledger_why_and_the_audit_tell_where_it_comes_from(built):
    origin = built["output"].origin
    inputs = {one["path"]: one["sha256"] for one in built.ledger["inputs"]}
    assert inputs["handed-over-by-python/us.arrow"] == origin.sha256
    facts = read_evidence(built.files["pdf"]).facts
    told = [*tree_of(facts, "output", lambda _: "the project has it no longer")]
    assert told[1:3] == [
        "  read as '500' in the table 'us' handed over by Python, row 4, column 2 (output), book",
        f"  sha256 of its Arrow form: {origin.sha256}",
    ]
    assert "handed over by Python, row 4, column 2" in built["output"]._repr_html_()
    assert f"sha256 of its Arrow form {origin.sha256}" in built["output"]._repr_html_()
    found = audited(built.files["pdf"])
    assert [str(one) for one in found.wrong] == []
    assert any(str(one) == "every byte of the file, made again from what is attached" or
               "made again" in str(one) for one in found.results)  # fmt: skip
    (said,) = [one.source for one in found.inputs if one.path.startswith("handed")]
    assert said.endswith("(a table that Python handed over, in its Arrow form)")


def test_what_nobody_declares_is_recognised(folder):
    beds = BEDS.with_columns(pl.col("Hospital beds (number)").abs())
    brief = briefing.check("own", project=folder, data={"beds": beds})
    assert brief["north"].value == 12
    (source,) = brief.document.sources
    assert source.text == "Table “beds”, handed over by Python."
    project = briefing.open(folder, data={"beds": beds, "us": US})
    assert list(project.series["beds.hospital_beds"].members) == ["North", "South"]
    assert project.check("own")["north"].value == 12
    with pytest.raises(briefing.UnusableInput, match="unknown data set 'beds'"):
        briefing.check("own", project=folder)


def test_a_brief_may_declare_what_python_hands_over(folder):
    text = (
        OWN + "datasets:\n  beds: {source: book, series: {hospital_beds: {title: Beds, unit: t}}}\n"
    )
    (folder / "config/said.yaml").write_text(text)
    beds = BEDS.with_columns(pl.col("Hospital beds (number)").abs())
    brief = briefing.check("said", project=folder, data={"beds": beds})
    (folder / "config/said.yaml").unlink()
    assert brief["north"].sources() == {"book"}
    assert brief["north"].unit.code == "t"


def test_a_table_that_no_brief_reads_is_an_error(folder):
    with pytest.raises(briefing.UnusableInput) as error:
        briefing.check("small", project=folder, data={"uss": US})
    (problem,) = error.value.problems
    assert (problem.code, problem.advice) == ("idle-table", "did you mean 'us'?")
    with pytest.raises(briefing.UnusableInput, match="handed over for 'us'"):
        briefing.check("own", project=folder, data={"beds": BEDS, "us": US})


def test_all_that_is_no_table_is_told_at_once(folder):
    with pytest.raises(briefing.UnusableInput) as error:
        briefing.check("small", project=folder, data={"us": 1, "Us": US, "../us": US, "world": []})
    assert [one.message for one in error.value.problems] == [
        "'us' is no table: builtins int",
        "'Us' is no name of a data set",
        "'../us' is no name of a data set",
        "'world' is no table: builtins list",
    ]


def test_a_wrong_cell_is_told_with_its_place_in_the_table(folder):
    wrong = US.assign(output=["400", "4l6", "500"])
    with pytest.raises(briefing.MisleadingBrief, match=r"us\.arrow:3:2: '4l6' is no number"):
        briefing.check("small", project=folder, data={"us": wrong})


QUARTERS = pd.period_range("2023Q3", periods=3, freq="Q", name="quarter")


@pytest.mark.parametrize(
    "table",
    [
        pd.DataFrame({"balance": [-1.5, -0.2, 2.25]}, index=QUARTERS),
        pl.DataFrame({"quarter": ["2023-Q3", "2023-Q4", "2024-Q1"], "balance": [-1.5, -0.2, 2.25]}),
    ],
    ids=["pandas", "polars"],
)
def test_a_brief_that_declares_its_table_needs_neither_path_nor_source(folder, table):
    """The table alone would be asked what unit it is in."""
    text = OWN.replace("period: 2024", "period: 2024-Q1").replace(
        "beds.hospital_beds[North]", "b.balance"
    )
    own = "datasets:\n  b:\n    period: {column: quarter}\n    series: {balance: {title: Balance, unit: million USD, column: balance}}\n"
    (folder / "config/money.yaml").write_text(text + own)
    brief = briefing.check("money", project=folder, data={"b": table})
    (folder / "config/money.yaml").unlink()
    assert repr(brief["north"]) == "<Fact north: $2.25 million (2024-Q1)>"
    assert brief["north[2023-Q4]"].value == Fraction(-1, 5)
    assert [one.text for one in brief.document.sources] == ["Table “b”, handed over by Python."]
