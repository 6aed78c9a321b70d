"""Kinds: which facts a chart shows, in which order, and what it says of them."""

import pickle
from dataclasses import replace
from typing import get_args

import pytest
from handmade import (
    ESTIMATED,
    HOLE,
    above,
    below,
    between,
    panel,
    planned,
    series,
)

from briefing.brief.charts.chart_words import alt_text, data_table, subtitle
from briefing.brief.charts.kinds import charts
from briefing.core.fact import Derivation
from briefing.core.plot import Form
from briefing.core.status import Status
from briefing.language.messages import MESSAGES as ENGLISH


def figures(track):
    return [mark.text if mark else None for mark in track.marks]


def test_the_largest_producers_in_order(plots):
    tracks = plots["producers"].tracks
    assert [(track.title, figures(track)[0]) for track in tracks] == [
        ("China", "270,000"),
        ("United States", "45,000"),
        ("Burma", "31,000"),
        ("Australia", "13,000"),
        ("Nigeria", "13,000"),
        ("Thailand", "13,000"),
        ("India", "2,900"),
        ("Russia", "2,500"),
    ]
    assert [track.title for track in tracks if track.highlighted] == ["United States"]
    assert plots["producers"].notes == (
        "All values are estimated.",
        "Only the largest are shown.",
    )


def test_equal_members_are_not_parted_by_the_cut(lookup):
    found, _ = planned(lookup, "2024", chart={"bar": "ree_world.production", "top": 4})
    titles = [track.title for track in found["chart"].tracks]
    assert titles[3:] == ["Australia", "Nigeria", "Thailand"]


@pytest.mark.parametrize(
    ("top", "shown"),
    [(1, "A"), (2, "AB"), (3, "AB"), (4, "AB"), (5, "ABCDE"), (9, "ABCDE")],
)
def test_of_many_members_that_have_nothing_none_is_picked(top, shown):
    lookup = {"d.ore": panel("d.ore", {"A": [5], "B": [4], "C": [0], "D": [0], "E": [0]})}
    (plot,) = planned(lookup, "2015", chart={"bar": "d.ore", "top": top})[0].values()
    assert "".join(track.title for track in plot.tracks) == shown
    assert ("Only the largest are shown." in plot.notes) == (shown != "ABCDE")


def test_output_over_five_years_with_its_estimate(plots):
    plot = plots["us_output"]
    assert figures(plot.tracks[0]) == ["39,000", "42,400", "42,500", "41,600", "45,000"]
    assert [mark.is_soft for mark in plot.marks] == [False] * 4 + [True]
    assert plot.notes == ("Hollow and dashed: estimated (2024).",)
    assert subtitle(ENGLISH, plot) == "U.S. mine production, metric tons of REO, 2020–2024"


def test_a_bound_stays_a_bound(plots):
    (track,) = plots["reliance"].tracks
    assert figures(track) == ["100%", ">95%", ">95%", ">95%", "80%"]
    bound = track.marks[1]
    assert (bound.value, bound.is_bound, bound.opens, bound.ends) == (None, True, "up", (95, 100))
    assert plots["reliance"].notes[1].startswith("Arrow: only a bound is known")


def test_shared_words_of_titles_are_the_measure(plots):
    assert [track.title for track in plots["prices"].tracks] == [
        "Neodymium oxide",
        "Dysprosium oxide",
        "Terbium oxide",
    ]
    assert subtitle(ENGLISH, plots["prices"]) == "Price, U.S. dollars per kilogram, 2020–2024"
    assert figures(plots["prices"].tracks[2]) == ["$670", "$1,346", "$2,051", "$1,298", "$810"]


@pytest.mark.parametrize(
    ("measure", "told"),
    [
        ("Metric tons of REO, Hill", "Metric tons of REO, Hill, 2020–2024"),
        ("Tons, Hill", "Tons, Hill, metric tons of REO, 2020–2024"),
        ("Geometric tons of REOS", "Geometric tons of REOS, metric tons of REO, 2020–2024"),
    ],
)
def test_a_measure_that_names_its_unit_says_it_once(plots, measure, told):
    assert subtitle(ENGLISH, replace(plots["us_output"], measure=measure)) == told


def test_shares_are_facts_that_can_be_computed_again(plots):
    plot = plots["shares"]
    china = plot.tracks[0]
    assert (china.title, figures(china)) == ("China", ["68%", "69%"])
    for column in range(2):
        assert sum(track.marks[column].value for track in plot.tracks) == 100
    origin = plot.facts[0].origin
    assert isinstance(origin, Derivation)
    assert origin.formula == "percent(part / total)"
    assert plot.facts[0].id == "ree_world.production.share[China,2023]"


def test_long_series_tell_ends_and_extremes(plots):
    told = [mark.text for mark in plots["inflation"].marks if mark.labelled]
    assert told == ["2.34%", "14.62%", "−8.79%", "3.56%"]
    assert len(plots["inflation"].periods) == 202
    assert len(plots["inflation_columns"].periods) == 16


def test_cells_without_a_value_are_neither_zero_nor_filled():
    lookup = {"d.x": series("d.x", [None, 120, None, HOLE, 150, (165, ESTIMATED)])}
    (plot,) = planned(lookup, "2024", chart={"line": "d.x"})[0].values()
    assert figures(plot.tracks[0]) == ["W", "120", "W", None, "150", "165"]
    assert [mark.value for mark in plot.marks if mark.is_absent] == [None, None]
    assert plot.notes == (
        "Hollow and dashed: estimated (2020).",
        "W: withheld.",
        "Gap: no data for 2018.",
    )
    assert data_table(ENGLISH, plot)[3:] == (
        ("2017", "W"),
        ("2018", ""),
        ("2019", "150"),
        ("2020", "165 (estimated)"),
    )


def test_withheld_members_stand_below_the_ranked_ones():
    members = {"A": [5], "B": [None], "C": [above(9)], "D": [between(1, 20)], "Others": [8]}
    lookup = {"d.world": panel("d.world", members, rest=("Others",))}
    (plot,) = planned(lookup, "2015", chart={"bar": "d.world"})[0].values()
    assert [(track.title, *figures(track)) for track in plot.tracks] == [
        ("C", ">9"),
        ("A", "5"),
        ("D", "1–20"),
        ("Others", "8"),
        ("B", "W"),
    ]


def test_shares_with_a_withheld_part_need_a_total():
    members = {"A": [60], "B": [None], "C": [10]}
    without = {"d.world": panel("d.world", members)}
    assert planned(without, "2015", chart={"stacked": "d.world"})[1] == [
        "brief.yaml: shares of 'd.world' are unknown for 2015: B has no value and there is no total"
    ]
    having = {"d.world": panel("d.world", members, total=[100])}
    (plot,) = planned(having, "2015", chart={"stacked": "d.world"})[0].values()
    assert {track.title: figures(track)[0] for track in plot.tracks} == {
        "A": "60%",
        "C": "10%",
        "Other": "30%",
    }
    assert "Other includes what is withheld." in plot.notes


@pytest.mark.parametrize(
    ("value", "opens"), [(above(9), "up"), (below(25), "down"), (between(50, 300), "no")]
)
def test_bounds_open_where_they_are_open(value, opens):
    lookup = {"d.x": series("d.x", [1, value])}
    (plot,) = planned(lookup, "2020", chart={"range": "d.x"})[0].values()
    assert plot.marks[1].opens == opens


UNSURE = [
    Status.ESTIMATED,
    Status.FORECAST,
    Status.IMPUTED,
    Status.NOT_SIGNIFICANT,
    Status.PROVISIONAL,
    Status.UNRELIABLE,
]


@pytest.mark.parametrize("status", Status)
def test_what_may_change_is_drawn_hollow_and_said(status):
    value = (80, status) if status.has_value else None
    lookup = {"d.x": series("d.x", [120, value])}
    (plot,) = planned(lookup, "2016", chart={"column": "d.x"})[0].values()
    assert [mark.is_soft for mark in plot.marks] == [False, status in UNSURE]
    hollow = f"Hollow: {ENGLISH.status(status)} (2016)."
    assert (hollow in plot.notes) is (status in UNSURE)


def test_alt_text_tells_kind_measure_unit_period_and_figures(plots):
    assert alt_text(ENGLISH, plots["producers"]) == (
        "Bar chart of world mine production in 2024, in metric tons of REO: China 270,000; "
        "United States 45,000; Burma 31,000; Australia 13,000; Nigeria 13,000; Thailand 13,000; "
        "India 2,900; Russia 2,500. All values are estimated."
    )
    assert alt_text(ENGLISH, plots["inflation"]) == (
        "Line chart of inflation at annual rate from the second quarter of 1959 to the third "
        "quarter of 2009, in percent: from 2.34% in 1959 Q2 to 3.56% in 2009 Q3; "
        "lowest −8.79% in 2008 Q4, highest 14.62% in 1979 Q4."
    )
    assert "from $49 in 2020 to $56 (estimated) in 2024" in alt_text(ENGLISH, plots["prices"])


def test_the_table_has_every_fact_that_is_drawn(plots):
    for name, plot in plots.items():
        cells = [cell for row in data_table(ENGLISH, plot)[1:] for cell in row[1:] if cell]
        assert len(cells) == len(plot.facts) == len(plot.marks), name
        assert {mark.fact for mark in plot.marks} == {fact.id for fact in plot.facts}


def test_plots_can_be_sent_to_another_process(plots):
    for plot in plots.values():
        assert pickle.loads(pickle.dumps(plot)) == plot


def test_each_kind_says_in_a_line_what_it_shows():
    assert {*charts()} == {*get_args(Form)}
    assert all(len(line) > 20 and line.endswith(".") for line in charts().values())
