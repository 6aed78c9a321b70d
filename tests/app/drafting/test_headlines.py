"""Of many measures a draft tells the main ones: totals and balances in words, of what the file is about."""

import pytest

from briefing.app.drafting.headlines import distance, nearest
from briefing.app.drafting.project_yaml import NewData
from tests.app.drafting.test_drafts import draft_of, draft_topics, series


@pytest.mark.parametrize(
    ("main", "part"),
    [
        ("Public sector net borrowing", "Public sector net borrowing: reconciliation adjustment"),
        ("Public sector net borrowing", "PS: Net borrowing: CPNSA"),
        ("Net debt", "BoE: Net debt"),
        ("Total births", "Births outside marriage"),
        ("Total births", "Other births"),
        ("Attendances, all ages", "Attendances, 18 to 24"),
        ("Unemployment rate", "Unemployment rate, lower bound"),
        ("Receipts", "Receipts: Taxes: Income"),
        ("Spending", "Spending, of which defence"),
    ],
)
def test_a_main_measure_is_nearer_than_a_part_of_it(main, part):
    assert distance(main) < distance(part)


def test_what_the_file_is_about_is_nearer_than_what_it_also_holds():
    assert nearest(["Rents", "House prices"], ["Tenure of dwellings"]) == [0, 1]
    assert nearest(["Rents", "House prices"], ["House prices in Wales"]) == [1, 0]
    assert nearest(["Rents", "House prices"]) == [0, 1]
    assert nearest([]) == []


def test_of_a_file_of_many_measures_the_main_ones_are_read_in_its_order():
    titles = {"a": "PS: FA: Coin", "b": "Other receipts", "c": "Total receipts", "d": "Net debt"}
    block = {"path": "data/x.csv", "series": {key: {"title": one} for key, one in titles.items()}}
    data = NewData("x", "x_source", {"title": "Debt"}, block)
    kept = data.first(2, ())
    assert [*kept.series] == ["c", "d"]
    assert kept.left == 2
    assert [*data.first(2, ["coin"]).series] == ["a", "c", "d"]
    assert [*kept.only(["x.d"], 12).series] == ["d"], "no more is declared than is told of"
    assert [*data.only(["x.d"], 12).series] == [*titles], "of a short file all is"


def test_a_draft_says_which_other_measures_would_do_and_leaves_those_at_nought():
    debt = series("d.debt", [10, 20, 30], title="Net debt")
    deficit = series("d.deficit", [10, 20, 31], title="Deficit")
    other = series("d.other", [10, 20, 90], title="Other payments")
    idle = series("d.idle", [10, 0, 0], title="Total grants")
    draft = draft_of([other, debt, deficit, idle])
    assert draft.measures[0] in {"d.debt", "d.deficit"}
    (rival,) = draft.rivals
    assert {rival, draft.title.text.partition(",")[0].split(" {")[0]} == {"Net debt", "Deficit"}
    assert "d.idle" not in [one.measure.id for one in draft_topics([other, debt, idle])]
    assert draft_of([debt, other]).rivals == ()
