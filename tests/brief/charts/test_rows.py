"""Kinds that compare rows: which figures stand in them, what is left out, and what is refused."""

import pytest
from handmade import ESTIMATED, HOLE, above, panel, planned, series

from briefing.brief.charts.chart_alt import MOST, alt_text
from briefing.core.fact import Derivation
from briefing.core.unit import Unit
from briefing.language.messages import MESSAGES as ENGLISH

PERCENT = Unit("percent")
SPENDING = panel(
    "h.spending",
    {"Hospitals": [410, 455], "Schools": [300, 290], "Defence": [120, 160], "Debt": [60, 110]},
)
VOTES = panel("e.share", {"Red": [32, 34], "Blue": [44, 24], "Green": [3, 7]}, unit=PERCENT)
MIGRATION = panel(
    "m.net",
    {"Avon": [5, 120], "Borda": [5, -80], "Coast": [3, HOLE], "Dale": [2, None], "Elm": [4, 0]},
)
GIRLS = panel("s.girls", {"North": [71, 74], "South": [66, 70]}, title="Pass rate of girls")
BOYS = panel("s.boys", {"South": [66, 70], "North": [64, HOLE]}, title="Pass rate of boys")
LOOKUP = {one.id: one for one in (SPENDING, VOTES, MIGRATION, GIRLS, BOYS)}


def plot_of(lookup=None, **block):
    found, told = planned({**LOOKUP, **(lookup or {})}, "2016", x=block)
    assert told == []
    return found["x"]


def refused(lookup=None, **block):
    found, (told,) = planned({**LOOKUP, **(lookup or {})}, "2016", x=block)
    assert not found
    return told.removeprefix("brief.yaml: ")


def rows(plot):
    return [
        (one.title, *(mark.text if mark else None for mark in one.marks)) for one in plot.tracks
    ]


def test_values_on_both_sides_of_zero_stand_in_their_order_and_what_is_withheld_below():
    plot = plot_of(diverging="m.net")
    assert rows(plot) == [("Avon", "120"), ("Elm", "0"), ("Borda", "−80"), ("Dale", "W")]
    assert plot.notes == ("Not available: Coast.", "W: withheld.")


def test_those_farthest_from_zero_are_kept_on_either_side():
    plot = plot_of(diverging="m.net", top=2, highlight=["Elm"])
    assert [one.title for one in plot.tracks] == ["Avon", "Elm", "Borda", "Dale"]
    assert "Only those farthest from zero are shown." not in plot.notes
    plot = plot_of(diverging="m.net", top=1)
    assert [one.title for one in plot.tracks] == ["Avon", "Dale"]
    assert "Only those farthest from zero are shown." in plot.notes


def test_as_far_as_the_last_one_is_shown_too():
    lookup = {"d.x": panel("d.x", {"A": [0, 9], "B": [0, 5], "C": [0, -5], "D": [0, 1]})}
    plot = plot_of(lookup, diverging="d.x", top=2)
    assert [one.title for one in plot.tracks] == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("block", "first", "unit", "formula"),
    [
        ({"diverging": "e.share", "since": 2015}, ("Green", "+4"), "percentage points", "now - before"),
        ({"diverging": "h.spending", "since": 2015}, ("Debt", "+83.3%"), "percent", "percent(now / before - 1)"),
        (
            {"diverging": "h.spending", "since": 2015, "how": "absolute"},
            ("Debt", "+50"),
            "metric tons",
            "now - before",
        ),
    ],
)  # fmt: skip
def test_changes_are_facts_told_as_their_measure_wants(block, first, unit, formula):
    plot = plot_of(**block)
    assert rows(plot)[0] == first
    assert f", {unit}, 2016" in plot.subtitle
    assert plot.subtitle.startswith("Change in production since 2015")
    origin = plot.facts[0].origin
    assert isinstance(origin, Derivation)
    assert origin.formula == formula
    assert plot.facts[0].id.endswith(f"change[2015,2016,{block.get('how') or ('points' if 'points' in unit else 'percent')}]")  # fmt: skip


def test_changes_have_as_many_decimals_as_the_most_precise_one():
    lookup = {"d.x": panel("d.x", {"A": [100, 105], "B": [300, 313]}, unit=PERCENT)}
    lookup["d.y"] = panel("d.y", {"A": ["1.5", "6.5"], "B": ["2.0", "4.3"]}, unit=PERCENT)
    assert rows(plot_of(lookup, diverging="d.y", since=2015)) == [("A", "+5.0"), ("B", "+2.3")]
    assert rows(plot_of(lookup, diverging="d.x", since=2015)) == [("B", "+13"), ("A", "+5")]
    lookup["d.z"] = panel("d.z", {"A": [10000, 10003], "B": [300, 313]})
    assert rows(plot_of(lookup, diverging="d.z", since=2015)) == [("B", "+4.3%"), ("A", "+0.03%")]


def test_the_distance_from_a_series_leaves_that_one_out():
    plot = plot_of(diverging="h.spending", against="h.spending[Schools]")
    assert rows(plot) == [("Hospitals", "+165"), ("Defence", "−130"), ("Debt", "−180")]
    assert plot.subtitle == "Production, distance from Schools, metric tons, 2016"


def test_two_periods_make_two_dots_and_what_is_missing_is_told():
    plot = plot_of(dumbbell="m.net")
    assert rows(plot) == [
        ("Avon", "5", "120"),
        ("Coast", "3", "n.a."),
        ("Dale", "2", "W"),
        ("Elm", "4", "0"),
        ("Borda", "5", "−80"),
    ]
    assert plot.table[0] == ("Country", "2015", "2016")


def test_two_measures_make_two_dots_named_for_what_tells_them_apart():
    plot = plot_of(dumbbell=["s.girls", "s.boys"], sort="gap")
    assert plot.columns == ("Girls", "Boys")
    assert rows(plot) == [("North", "74", "n.a."), ("South", "70", "70")]
    assert plot.subtitle == "Pass rate, metric tons, 2016"
    assert plot.table[0] == ("Country", "Girls", "Boys")
    assert plot.alt.endswith("North: Girls 74, Boys not available. South: Girls 70, Boys 70.")


def test_one_member_and_several_series_have_rows_too():
    lookup = {"d.x": series("d.x", [1, 2]), "d.y": series("d.y", [4, 3], title="Sales")}
    assert rows(plot_of(lookup, dumbbell=["d.x", "d.y"])) == [
        ("Sales", "4", "3"),
        ("Production", "1", "2"),
    ]
    assert rows(plot_of(dumbbell="m.net[Avon]")) == [("Avon", "5", "120")]
    assert rows(plot_of(diverging=["d.x", "m.net[Borda]"], lookup=lookup))[1][1] == "−80"


def test_a_bridge_leads_from_one_total_to_the_next():
    plot = plot_of(waterfall="h.spending", top=2)
    assert rows(plot) == [
        ("2015", "890"),
        ("Debt", "+50"),
        ("Hospitals", "+45"),
        ("Other", "+30"),
        ("2016", "1,015"),
    ]
    values = [one.marks[0].value for one in plot.tracks]
    assert values[0] + sum(values[1:-1]) == values[-1]
    assert plot.notes == ("The bars of the totals are cut; the steps between them are to scale.",)
    assert not plot.from_zero
    assert plot.facts[-1].id == "h.spending.total[2016]"


def test_the_steps_of_a_bridge_have_as_many_decimals_as_the_most_precise():
    values = {"A": ["81.8", "99.8"], "B": ["40.6", "39.6"], "C": ["216.1", "260.8"]}
    plot = plot_of({"d.x": panel("d.x", values)}, waterfall="d.x")
    assert [row[1] for row in rows(plot)][1:-1] == ["+44.7", "+18.0", "−1.0"]
    plot = plot_of({"d.x": panel("d.x", {"A": [81, 99], "B": [40, 39]})}, waterfall="d.x")
    assert [row[1] for row in rows(plot)][1:-1] == ["+18", "−1"]


def test_a_bridge_over_a_printed_total_says_what_is_withheld_in_others():
    lookup = {"d.x": panel("d.x", {"A": [1, 9], "B": [5, None]}, total=[10, 20])}
    plot = plot_of(lookup, waterfall="d.x")
    assert rows(plot) == [("2015", "10"), ("A", "+8"), ("Other", "+2"), ("2016", "20")]
    assert plot.notes == ("Other includes what is withheld.",)
    assert plot.from_zero


def test_steps_that_all_members_make_leave_no_others():
    plot = plot_of(waterfall="h.spending", top=9)
    assert "Other" not in [one.title for one in plot.tracks]


BROKEN = panel("d.broken", {"A": [1, 9]})
CASES = {
    "rates do not add": (
        {"waterfall": "d.rate"},
        "'d.rate' has no total over members: rates of parts do not add to the rate of the whole "
        "(kind: rate) (draw changes with 'diverging', or say 'kind:' in the data set if it is "
        "something else)",
    ),
    "an unknown total": (
        {"waterfall": "m.net"},
        "the total of 'm.net' is unknown for 2016: Coast and Dale have no value and there is no total "
        "(name the column of the total, or draw changes with 'diverging')",
    ),
    "a start that is none": (
        {"diverging": "m.net", "since": 2016},
        "'since' must be before 2016",
    ),
    "percent of what is below zero": (
        {"diverging": "m.net", "since": 2015, "how": "percent"},
        "'m.net[Borda]' is not above zero in 2016: no change in percent (use how: absolute)",
    ),
    "points of no percentage": (
        {"dumbbell": "m.net", "since": 2015, "top": 0},
        "'top' must be 1 or more",
    ),
    "both ways": (
        {"diverging": "m.net", "since": 2015, "against": "m.net[Avon]"},
        "give either 'since' or 'against'",
    ),
    "three measures": (
        {"dumbbell": ["s.girls", "s.boys", "m.net"]},
        "'dumbbell' shows two measures, not 3 (draw them with 'heat' or 'multiples')",
    ),
    "unlike units": (
        {"dumbbell": ["s.girls", "d.rate"]},
        "'dumbbell' has one axis, but 's.girls' is in 't' and 'd.rate' in 'percent' "
        "(draw them with 'multiples', or give both one 'unit')",
    ),
    "nobody to highlight": (
        {"dumbbell": "m.net", "highlight": ["Avn"]},
        "the chart has no 'Avn' to highlight (did you mean 'Avon'?)",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_cannot_be_drawn_is_refused_with_what_to_do(name):
    block, words = CASES[name]
    lookup = {"d.rate": panel("d.rate", {"A": [1, 9], "B": [2, 3]}, unit=PERCENT)}
    assert refused(lookup, **block) == words


def test_no_change_is_told_across_a_break():
    from dataclasses import replace

    period = MIGRATION.periods[1]
    broken = replace(
        MIGRATION,
        members={n: replace(one, breaks={period: "new census"}) for n, one in MIGRATION.members.items()},
    )  # fmt: skip
    told = refused({"m.net": broken}, diverging="m.net", since=2015)
    assert told.endswith("it is counted otherwise from 2016 on (new census)")


@pytest.mark.parametrize("kind", ["bar", "column", "diverging"])
def test_what_has_no_true_zero_is_no_bar_but_its_differences_are(kind):
    heat = {"d.t": panel("d.t", {"A": [10, 12], "B": [9, 5]}, unit=Unit("degC"))}
    told = refused(heat, **{kind: "d.t[A]" if kind == "column" else "d.t"})
    assert "has no length from zero: its zero is a convention" in told
    assert rows(plot_of(heat, diverging="d.t", since=2015)) == [("A", "+2"), ("B", "−4")]


def test_bounds_and_estimates_stay_what_they_are():
    lookup = {"d.x": panel("d.x", {"A": [1, above(9)], "B": [5, (3, ESTIMATED)]})}
    plot = plot_of(lookup, dumbbell="d.x")
    assert plot.marks[1].opens == "up"
    assert plot.marks[3].is_soft
    assert plot.notes[0] == "Hollow: estimated."
    plot = plot_of(lookup, diverging="d.x", since=2015, how="absolute")
    assert plot.marks[0].opens == "up"


def test_an_alternative_text_begins_with_the_finding_and_ends_in_time():
    names = {f"Region number {n} with a long name": [n, 2 * n + 1] for n in range(12)}
    plot = plot_of({"d.x": panel("d.x", names)}, dumbbell="d.x")
    text = alt_text(ENGLISH, plot, "Most regions have more than before.")
    assert text.startswith("Most regions have more than before. Pairs of dots of production")
    assert text.endswith("; more in the table.")
    assert MOST - 60 < len(text) <= MOST
    assert "Region number 11 with a long name 11 to 23." in text
    assert alt_text(ENGLISH, plot, "F" * MOST).endswith("; the table has the figures.")
