"""What a chart's title speaks of stands in the chart, and in colour: by its name, or by the figure that is its."""

from dataclasses import replace

import pytest
from handmade import LANGUAGE, panel, planned, series
from small_projects import tried as built

from briefing.brief.charts.emphasis import emphasised, subjects
from briefing.brief.charts.planning import with_subjects
from briefing.core.document import Figure
from briefing.core.nature import Nature, NatureFound
from briefing.core.period_notation import parse_period
from briefing.core.unit import Unit
from briefing.project.brief_schema import Call, ChartConfig
from briefing.writers.drawing.drawing import picture
from briefing.writers.drawing.paint_slopes import _slope_colours
from briefing.writers.house.chart_style import Style

MODES = [
    "Metro",
    "Bus",
    "Suburban rail",
    "Tram",
    "Ferry",
    "Taxi",
    "Cycle hire",
    "Coach",
    "Cable car",
    "Lift",
]
DATA = "mode,year,trips\n" + "".join(
    f"{mode},{year},{1000 - 90 * place + year - 2020}\n"
    for place, mode in enumerate(MODES)
    for year in range(2020, 2025)
)
PROJECT = (
    "units: {trip: {one: trip, many: trips}}\n"
    "datasets: {d: {source: s, path: data/d.csv, period: {column: year}, dimension: mode, "
    "series: {trips: {column: trips, title: Trips, unit: trip, kind: flow}}}}\n"
)


def figure(
    folder, chart, title, metrics="lift: {value: 'd.trips[Lift]'}, tram: {value: 'd.trips[Tram]'}"
):
    made = built(
        folder,
        DATA,
        PROJECT,
        f"title: Trips\nperiod: 2024\nmetrics: {{{metrics}, all: {{total: d.trips}}}}\n"
        f"charts: {{x: {{{chart}, title: '{title}'}}}}\n"
        "sections: [{title: Modes, chart: x, text: 'Trips.'}]\n",
    ).made
    (found,) = [one for one in made.sections[0].blocks if isinstance(one, Figure)]
    return found


def shown(figure):
    return [track.title for track in figure.plot.tracks]


def coloured(figure):
    return [track.title for track in figure.plot.tracks if track.highlighted]


@pytest.mark.parametrize(
    ("names", "finding", "whose", "found"),
    [
        (["Metro", "Bus"], "The metro carries 5", {"Metro"}, {"Metro"}),
        (["Metro", "Bus"], "The Bus and the metro", {"Metro"}, {"Metro", "Bus"}),
        (["Metro", "Bus"], "They carry 5", {"Plane"}, set()),
        (["Avon", "North Avon"], "North Avon has 5", {"North Avon"}, {"North Avon"}),
        (["Avon", "North Avon"], "North Avon has 5, more than 4", {"Avon"}, {"Avon", "North Avon"}),
        ([], "The metro carries 5", {"Metro"}, set()),
    ],
)  # fmt: skip
def test_a_title_speaks_of_names_and_of_those_whose_figures_it_has(names, finding, whose, found):
    assert subjects(names, finding, whose) == found


def test_the_member_of_a_figure_in_the_title_is_in_colour(tmp_path):
    found = figure(tmp_path, "bar: d.trips", "The tram carries {{ tram }}")
    assert coloured(found) == ["Tram"]


def test_a_title_about_all_sets_nobody_apart(tmp_path):
    assert coloured(figure(tmp_path, "bar: d.trips", "There were {{ all }}")) == []


@pytest.mark.parametrize("kind", ["bar", "heat", "diverging", "dumbbell", "sparklines", "scatter"])
def test_whom_the_title_speaks_of_is_shown_beyond_the_largest(tmp_path, kind):
    given = "scatter: [d.trips, d.trips]" if kind == "scatter" else f"{kind}: d.trips"
    chart = f"{given}, top: 3" + ", since: 2022" * (kind in {"diverging", "dumbbell"})
    last = "Metro" if kind == "diverging" else "Lift"  # in percent what is largest moved least
    found = figure(tmp_path, chart, "It carries {{ x }}", f"x: {{value: 'd.trips[{last}]'}}")
    assert coloured(found) == [last]
    assert len(shown(found)) < len(MODES)
    what = "those farthest from zero" if kind == "diverging" else "the largest"
    assert f"Only {what} and those in bold are shown." in found.notes
    found = figure(tmp_path / "others", chart, "There were {{ all }}")
    assert f"Only {what} are shown." in found.notes


def test_the_note_of_bars_tells_that_one_was_not_among_the_largest(tmp_path):
    found = figure(tmp_path, "bar: d.trips, top: 3", "The lift carries {{ lift }}")
    assert shown(found) == ["Metro", "Bus", "Suburban rail", "Lift"]
    assert "Only the largest and those in bold are shown." in found.notes
    assert {f"d.trips[{one},2024]" for one in shown(found)} == set(found.facts)
    found = figure(tmp_path, "bar: d.trips, top: 3", "There were {{ all }}")
    assert "Only the largest are shown." in found.notes


def test_what_an_author_highlights_is_all_that_is_added(tmp_path):
    found = figure(tmp_path, "bar: d.trips, top: 3, highlight: [Bus]", "The lift: {{ lift }}")
    assert shown(found) == ["Metro", "Bus", "Suburban rail"]
    assert coloured(found) == ["Bus"]


@pytest.mark.parametrize(
    ("top", "names"),
    [
        (3, ["Metro", "Bus", "Suburban rail", "Lift"]),
        (8, ["Metro", "Bus", "Suburban rail", "Tram", "Ferry", "Taxi", "Cycle hire", "Lift"]),
    ],
)
def test_a_slope_has_its_subject_and_no_more_than_eight_lines(tmp_path, top, names):
    chart = f"slope: d.trips, since: 2020, top: {top}"
    found = figure(tmp_path, chart, "The lift: {{ lift }}")
    assert shown(found) == names
    assert coloured(found) == ["Lift"]
    assert "Only the largest and those in bold are shown." in found.notes


def test_a_subject_without_a_value_leaves_the_chart_as_it_is():
    values = {name: [place + 2, place + 3] for place, name in enumerate(MODES)}
    values["Lift"] = [1]
    many = panel("d.x", values)
    chart = ChartConfig(call=Call(kind="slope", operand="d.x", parameters={"top": 3}), title="T")
    plots, _ = planned({"d.x": many}, "2016", x={"slope": "d.x", "top": 3})
    same = with_subjects(
        LANGUAGE, chart, plots["x"], "The Lift", (), {"d.x": many}, parse_period("2016")
    )
    assert same == plots["x"]


def test_of_small_multiples_the_subject_alone_has_the_accent():
    many = panel("d.x", {name: [1, 3, 2] for name in ("Avon", "Borda", "Cadmore")})
    plots, _ = planned({"d.x": many}, "2017", x={"multiples": "d.x"})
    style = Style()

    def lines(plot):
        svg = picture(plot, "x", style).svg
        return [svg.count(colour) for colour in (style.accent, style.mute)]

    all_alike, set_apart = lines(plots["x"]), lines(emphasised(plots["x"], "Borda leads"))
    assert all_alike[0] > 0
    assert 0 < set_apart[0] < all_alike[0]
    assert set_apart[1] > all_alike[1]


@pytest.mark.parametrize(
    ("rising", "falling", "in_colour"), [(1, 2, 1), (4, 1, 4), (5, 1, 1), (3, 0, 1), (0, 3, 0)]
)
def test_slopes_that_rise_stand_out_while_they_are_few(rising, falling, in_colour):
    values = {f"Up {n}": [n + 1, n + 2] for n in range(rising)}
    values |= {f"Down {n}": [n + 2, n + 1] for n in range(falling)}
    plots, _ = planned({"d.x": panel("d.x", values)}, "2016", x={"slope": "d.x", "top": 8})
    style = Style()
    assert _slope_colours(plots["x"].tracks, style).count(style.accent) == in_colour


def test_lines_behind_others_have_no_signs_and_no_dots_and_a_note_says_where_they_break():
    values = {f"Town {n}": [n, n + 1, n, n + 2] for n in range(9)}
    values["Town 3"][1] = values["Town 4"][2] = None
    many = panel("d.x", values)
    plots, _ = planned({"d.x": many}, "2018", x={"line": "d.x", "highlight": ["Town 8"]})
    plot = plots["x"]
    assert plot.notes[-1] == "Where a grey line breaks off: withheld."
    assert not any(note.startswith("W:") for note in plot.notes)
    drawn = picture(plot, "x", Style())
    assert "W" not in drawn.texts
    hole = panel("d.x", {**values, "Town 8": [1, None, 3, 4]})
    plots, _ = planned({"d.x": hole}, "2018", x={"line": "d.x", "highlight": ["Town 8"]})
    assert "W: withheld." in plots["x"].notes
    assert "W" in picture(plots["x"], "x", Style()).texts
    whole = panel("d.x", {name: [1, 2, 3, 4] for name in values})
    plots, _ = planned({"d.x": whole}, "2018", x={"line": "d.x", "highlight": ["Town 8"]})
    assert plots["x"].notes[-1].startswith("Grey lines: ")


@pytest.mark.parametrize(("count", "is_named"), [(13, True), (14, False), (30, False)])
def test_many_lines_behind_are_counted_below_the_chart(count, is_named):
    many = panel("d.x", {f"Town {n}": [n, n + 1] for n in range(count)})
    plots, _ = planned({"d.x": many}, "2016", x={"line": "d.x", "highlight": ["Town 0"]})
    (note,) = [one for one in plots["x"].notes if one.startswith("Grey lines: ")]
    assert ("Town 12" in note) == is_named
    assert (note == f"Grey lines: {count - 1} others.") != is_named
    assert any("Town 12" in row for row in plots["x"].table)


@pytest.mark.parametrize(
    ("nature", "from_zero"),
    [(Nature.INDEX, False), (Nature.INTERVAL, False), (Nature.RATE, True), (Nature.PRICE, True)],
)
def test_a_line_of_what_has_no_true_zero_does_not_begin_there(nature, from_zero):
    one = replace(
        series("d.x", [100, 104, 130], unit=Unit("index")), found_nature=NatureFound(nature, "so")
    )
    plots, _ = planned({"d.x": one}, "2017", x={"line": "d.x"}, y={"line": "d.x", "zero": True})
    assert plots["x"].from_zero == from_zero
    assert ("The scale does not begin at zero." in plots["x"].notes) == (not from_zero)
    assert plots["y"].from_zero


@pytest.mark.parametrize("kind", ["line", "multiples", "heat", "dumbbell", "slope", "sparklines"])
def test_the_figures_of_the_subject_are_heard_first_where_not_all_are(tmp_path, kind):
    since = ", since: 2020" * (kind in {"dumbbell", "slope"})
    chart = "[" + ", ".join(f'"d.trips[{one}]"' for one in MODES[:7]) + "]"
    found = figure(
        tmp_path,
        f"{kind}: {chart}{since}",
        "The tram carries {{ tram }} on all of its lines, by day and by night, in all months of a year and in both ways",
    )
    assert found.alt.startswith(
        "The tram carries 734 trips on all of its lines, by day and by night, in all months of a year and in both ways. "
    )
    assert len(found.alt) <= 250
    assert "more in the table" in found.alt
    assert found.alt.partition(": ")[2].startswith("Tram")


def test_all_that_is_told_keeps_its_order(tmp_path):
    found = figure(tmp_path, "bar: d.trips, top: 4", "The tram: {{ tram }}")
    assert found.alt.endswith("Metro 1,004; Bus 914; Suburban rail 824; Tram 734.")
    found = figure(
        tmp_path,
        "waterfall: d.trips, since: 2020, top: 9",
        "The tram: {{ tram }}; so it is, and so it was",
    )
    assert ": 2020 " in found.alt
