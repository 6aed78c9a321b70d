"""Facts of a brief as tidy tables of three libraries: the same cells in each."""

import narwhals as nw
import pytest
from places import small_project

import briefing

LIBRARIES = ["pandas", "polars", "pyarrow"]


@pytest.fixture(scope="module")
def brief(tmp_path_factory):
    return briefing.check("small", project=small_project(tmp_path_factory.mktemp("frames")))


def rows(table) -> list[dict]:
    found = nw.from_native(table, eager_only=True)
    plain = lambda one: None if one is None or one != one else one  # noqa: E731, PLR0124
    return [{key: plain(one) for key, one in row.items()} for row in found.iter_rows(named=True)]


@pytest.mark.parametrize("library", LIBRARIES)
def test_metrics_and_facts_are_tables_of_the_library(brief, library):
    metrics, facts = brief.frame(library), brief.frame(library, of="facts")
    assert type(facts).__module__.partition(".")[0] == library
    (now,) = [one for one in rows(metrics) if (one["metric"], one["period"]) == ("output", "2024")]
    assert (now["value"], now["unit"], now["status"]) == (450, "t", "E")
    told = {one["id"]: one for one in rows(facts)}
    assert told.keys() == brief.facts.keys()
    assert told["share"]["origin"] == "derivation"
    assert told["share"]["value"] == 67.5
    bound = next(one for one in rows(metrics) if one["text"] == ">95")
    assert (bound["value"], bound["low"], bound["high"]) == (None, 95, 100)
    read = told["output"]
    assert (read["file"], read["row"], read["column"]) == ("data/us.csv", 4, 2)
    withheld = told["world.mined[Chad,2024]"]
    assert (withheld["value"], withheld["status"], withheld["text"]) == (None, "Q", "W")


def test_all_libraries_hold_the_same(brief):
    first, *others = [rows(brief.frame(one, of="facts")) for one in LIBRARIES]
    assert all(one == first for one in others)
