"""Areas, fans, scatters, and half tables: which figures they show, what they say, what they refuse."""

import pytest
from handmade import ESTIMATED, HOLE, above, panel, planned, series

from briefing.core.status import Status
from briefing.core.unit import Unit
from briefing.writers.drawing.drawing import painted, picture
from briefing.writers.house.chart_style import Style

PERCENT, AHEAD = Unit("percent"), Status.FORECAST
BEDS = panel(
    "h.beds",
    {"General": [100, 103, 111], "Maternity": [8, 9, (10, ESTIMATED)], "Day only": [12, 15, 25]},
)
LIFE = panel(
    "r.life", {"Avon": [79, 80, 81], "Borda": [70, 71, 72], "Coast": [75, 76, None]},
    title="Life expectancy", unit=Unit("year"),
)  # fmt: skip
INCOME = panel(
    "r.income", {"Avon": [20, 25, 30], "Borda": [10, 12, 15], "Coast": [9, 9, 9], "Dale": [1, 2, 3]},
    title="Income", unit=Unit("USD"),
)  # fmt: skip
PUPILS = series("t.pupils", [500, 520, 530, (560, AHEAD), (600, AHEAD)], title="Pupils")
LOW = series("t.low", [(550, AHEAD), (560, AHEAD)], title="Lower end", start="2018")
HIGH = series("t.high", [(570, AHEAD), (680, AHEAD)], title="Upper end", start="2018")
EMPTY = series("t.low", [None, None, None, (550, AHEAD), (560, AHEAD)], title="Lower end")
LOOKUP = {one.id: one for one in (BEDS, LIFE, INCOME, PUPILS, LOW, HIGH)}


def tried(lookup=None, **block):
    found, told = planned({**LOOKUP, **(lookup or {})}, "2017", x=block)
    return found.get("x"), [one.removeprefix("brief.yaml: ") for one in told]


def plot_of(lookup=None, **block):
    plot, told = tried(lookup, **block)
    assert told == []
    return plot


def refused(lookup=None, **block):
    plot, (told,) = tried(lookup, **block)
    assert plot is None
    return told


def rows(plot):
    return [
        (one.title, *(mark.text if mark else None for mark in one.marks)) for one in plot.tracks
    ]


@pytest.mark.parametrize("kind", ["line", "multiples"])
def test_a_measure_with_members_is_a_line_for_each(kind):
    plot = plot_of(**{kind: "h.beds", "last": 2})
    assert [(one[0], one[-1]) for one in rows(plot)] == [
        ("General", "111"), ("Maternity", "10"), ("Day only", "25"),
    ]  # fmt: skip
    assert plot.form == kind
    assert plot.changed == ""


def test_more_members_than_can_be_told_apart_have_panels_of_their_own_or_are_refused():
    def many(count):
        members = {f"Ward {number}": [number + 1, number + 2] for number in range(count)}
        return {"h.wards": panel("h.wards", members, start="2016")}

    assert plot_of(many(7), line="h.wards").form == "line"
    plot, (told,) = tried(many(8), line="h.wards")
    assert (plot.form, "is drawn as 'multiples'" in told) == ("multiples", True)
    assert "10 lines in one chart cannot be told apart" in refused(many(10), line="h.wards")
    assert "has room for 9 series, not 10" in refused(many(10), multiples="h.wards")
    assert plot_of(many(10), line="h.wards", highlight=["Ward 3"]).form == "line"


def test_layers_add_to_their_total_and_small_ones_stand_together():
    plot = plot_of(area="h.beds", top=1)
    assert rows(plot) == [
        ("General", "100", "103", "111"),
        ("Other", "20", "24", "35"),
        ("Total", "120", "127", "146"),
    ]
    assert [one.role for one in plot.tracks] == ["", "", "whole"]
    texts = picture(plot, "x", Style()).texts
    assert {"111", "35", "146", "General", "Other"} <= {*texts}
    assert "20" not in texts[:-1]


def test_a_hole_stays_a_hole_in_areas():
    lookup = {"d.x": panel("d.x", {"A": [5, HOLE, 7], "B": [1, HOLE, 2]})}
    plot = plot_of(lookup, area="d.x")
    assert rows(plot)[0] == ("A", "5", None, "7")
    assert plot.notes == ("Gap: no data for 2016.",)
    painted(plot, Style())


@pytest.mark.parametrize(
    ("values", "total", "words"),
    [
        ({"A": [5, None, 7]}, None, "'d.x[A]' has no value for 2016 (begin later"),
        ({"A": [5, -6, 7]}, None, "'d.x[A]' is below zero for 2016 (begin later"),
        (
            {"A": [5, 6, 7], "B": [1, 1, None]},
            None,
            "the total of 'd.x' is unknown for 2017: B has no value and there is no total",
        ),
        ({"A": [5, 6, 7], "B": [1, 1, 1]}, [5, 7, 8], "the parts of 'd.x' exceed its total for 2015"),
    ],
)  # fmt: skip
def test_what_does_not_add_up_is_no_area(values, total, words):
    assert words in refused({"d.x": panel("d.x", values, total=total)}, area="d.x")


def test_rates_and_single_periods_are_no_area():
    rate = {"d.r": panel("d.r", {"A": [1, 2, 3]}, unit=PERCENT)}
    assert "'d.r' has no stacked chart: rates of parts do not add" in refused(rate, area="d.r")
    assert refused(area="h.beds", last=1).startswith("areas need two periods, and 'h.beds' has 1")
    assert refused(area="h.beds", last=2, since=2015) == "give either 'since' or 'last'"


def test_a_scatter_pairs_two_measures_of_the_same_members():
    plot = plot_of(scatter=["r.income", "r.life"], highlight=["Borda"])
    assert rows(plot) == [("Avon", "$30", "81"), ("Borda", "$15", "72")]
    assert plot.columns == ("Income", "Life expectancy")
    assert [one.title for one in plot.axes] == ["Income, U.S. dollars", "Life expectancy, years"]
    assert plot.subtitle == "Income (across) and life expectancy (up), 2017"
    assert "Withheld: Coast." in plot.notes
    assert (
        plot.alt.endswith(": Avon $30 and 81; Borda $15 and 72.") or "Avon $30 and 81" in plot.alt
    )
    assert {"Avon", "Borda"} <= {*picture(plot, "x", Style()).texts}


def told(plot):
    return [(one.name, one.unit, one.when, one.mark.text) for one in plot.shown()]


def test_every_figure_of_a_plot_can_stand_by_itself():
    assert told(plot_of(scatter=["r.income", "r.life"]))[:2] == [
        ("Avon: Income", "U.S. dollars", "2017", "$30"),
        ("Avon: Life expectancy", "years", "2017", "81"),
    ]
    bridge = told(plot_of(waterfall="r.income", top=1, since=2016))
    assert bridge == [
        ("2016", "U.S. dollars", "2016", "$48"),
        ("Avon", "U.S. dollars", "2016–2017", "+$5"),
        ("Other", "U.S. dollars", "2016–2017", "+$4"),
        ("2017", "U.S. dollars", "2017", "$57"),
    ]
    assert told(plot_of(dumbbell=["r.life", "r.life"], labels=["Then", "Now"]))[0] == (
        "Avon: Then", "years", "2017", "81",
    )  # fmt: skip
    assert told(plot_of(area="h.beds", top=1))[:2] == [
        ("General", "metric tons", "2015", "100"),
        ("General", "metric tons", "2016", "103"),
    ]
    (first, *_) = plot_of(timeline={2019: "Act", 2020: "Bill"}).shown()
    assert (first.name, first.when, first.mark) == ("Act", "2019", None)


def test_a_scatter_of_one_member_or_measure_is_refused():
    lookup = {"d.x": panel("d.x", {"Avon": [1, 2, 3]})}
    assert refused(lookup, scatter=["d.x", "r.life"]).startswith("1 members have both")
    assert "not 1 (name two" in refused(scatter="r.life")


def test_a_table_in_colours_has_every_figure_the_largest_member_first():
    plot = plot_of(heat="h.beds", last=2)
    assert rows(plot) == [
        ("General", "103", "111"), ("Day only", "15", "25"), ("Maternity", "9", "10"),
    ]  # fmt: skip
    assert plot.notes == ("Outlined: estimated.",)
    assert plot.table[0] == ("Country", "2016", "2017")
    texts = picture(plot, "x", Style()).texts
    assert {"103", "111", "15", "25", "9", "10"} <= {*texts}


def test_what_stands_for_several_is_the_last_row_where_all_others_are_shown():
    some = panel("d.x", {"Rest": [9, 9, 9], "A": [1, 2, 3], "B": [3, 4, 5]}, rest=("Rest",))
    plot = plot_of({"d.x": some}, heat="d.x")
    assert [one.title for one in plot.tracks] == ["B", "A", "Rest"]
    assert plot.notes == ()
    plot = plot_of({"d.x": some}, heat="d.x", top=1)
    assert [one.title for one in plot.tracks] == ["B"]
    assert plot.notes == ("Only the largest are shown.",)


def test_figures_that_do_not_fit_leave_the_last_ones_and_a_key():
    lookup = {"d.x": panel("d.x", {"A": [10**9 + n for n in range(20)], "B": [5 * 10**9] * 20})}
    found, _ = planned(lookup, "2034", x={"heat": "d.x", "last": 20})
    texts = picture(found["x"], "x", Style(width=2.83)).texts
    assert texts[-2:] == ("1,000,000,000", "5,000,000,000")
    assert "1,000,000,019" in texts
    assert "1,000,000,018" not in texts


def test_series_in_one_table_of_colours_share_a_unit_those_of_small_lines_need_not():
    mixed = ["r.income[Avon]", "r.life[Avon]"]
    assert "'heat' has one axis" in refused(heat=mixed)
    plot = plot_of(sparklines=mixed)
    assert [(one.title, one.unit_name) for one in plot.tracks] == [
        ("Income", "U.S. dollars"),
        ("Life expectancy", "years"),
    ]
    assert [one.labelled for one in plot.tracks[0].marks] == [True, False, True]
    assert {"$20", "$30", "79", "81", "years"} <= {*picture(plot, "x", Style()).texts}


def test_a_line_that_begins_late_has_no_first_figure():
    lookup = {"d.late": series("d.late", [7, above(9)], start="2016", title="Late")}
    plot = plot_of(lookup, sparklines=["d.late", "t.pupils"])
    texts = picture(plot, "x", Style()).texts
    assert "7" not in texts
    assert ">9" in texts


def test_a_fan_goes_on_to_what_is_projected():
    plot = plot_of(fan="t.pupils", low="t.low", high="t.high", last=2)
    assert rows(plot) == [
        ("Pupils", "520", "530", "560", "600"),
        ("Lower end", None, None, "550", "560"),
        ("Upper end", None, None, "570", "680"),
    ]
    assert plot.notes == (
        "Hollow and dashed: forecast (2018, 2019).",
        "Band: from lower end to upper end.",
        "The scale does not begin at zero.",
    )
    assert plot.subtitle == "Pupils, metric tons, 2016–2019"
    assert "Upper end 680 in 2019" in plot.alt
    assert {"600", "560", "680", "530"} <= {*picture(plot, "x", Style()).texts}


@pytest.mark.parametrize(("least", "begins"), [(250, "0"), (500, None)])
def test_a_fan_that_comes_near_to_zero_begins_there_and_says_nothing_of_it(least, begins):
    """Less than a third of the highest end is near; what does not begin at zero says so."""
    pupils = series("t.pupils", [least, 520, 530, (560, AHEAD), (600, AHEAD)], title="Pupils")
    high = series("t.high", [(570, AHEAD), (900, AHEAD)], title="Upper end", start="2018")
    plot = plot_of(
        {"t.pupils": pupils, "t.high": high}, fan="t.pupils", low="t.low", high="t.high", last=5
    )
    assert plot.from_zero == (begins is not None)
    assert ("The scale does not begin at zero." in plot.notes) == (begins is None)
    assert ("0" in picture(plot, "x", Style()).texts) == (begins is not None)


def test_no_band_says_nothing_of_the_time_before_it():
    plot = plot_of({"t.low": EMPTY}, fan="t.pupils", low="t.low", high="t.high")
    assert rows(plot)[1] == ("Lower end", None, None, None, "550", "560")
    assert not any("withheld" in note for note in plot.notes)
    assert len(plot.facts) == len(plot.marks)


def test_a_fan_without_a_future_or_with_its_ends_exchanged_is_refused():
    words = "'t.pupils' lies outside of the band from 't.high' to 't.low' in 2018"
    assert words in refused(fan="t.pupils", low="t.high", high="t.low")
    early = {"d.x": series("d.x", [1, 2, 3])}
    words = "'d.x' has no projected values with bounds after 2017 (draw it with 'line')"
    assert refused(early, fan="d.x", low="t.low", high="t.high") == words
    assert "name one to 3 of each" in refused(fan="t.pupils", low=["t.low", "t.low"], high="t.high")
