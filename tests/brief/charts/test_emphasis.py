"""What stands out in a chart: what its title names, a few at most, and the same grey for the same name."""

import itertools

import pytest
from handmade import panel, planned, series

from briefing.brief.charts.emphasis import emphasised, shaded
from briefing.writers.drawing.axes import Named, period_names
from briefing.writers.drawing.canvas import Canvas
from briefing.writers.drawing.drawing import picture
from briefing.writers.drawing.paint_bars import set_off, stack_colours
from briefing.writers.house.chart_style import Style
from briefing.writers.house.colour import contrast, rgb_of

NAMES = [f"Town {letter}" for letter in "ABCDEFGHIJ"]
MANY = panel("d.many", {name: [n, n + 1, 2 * n + 2] for n, name in enumerate(NAMES, 1)})
AVON = panel("d.x", {"Avon": [1, 2], "North Avon": [3, 4], "Borda": [5, 6]})
LOOKUP = {"d.many": MANY, "d.x": AVON}


def tried(period="2017", **block):
    found, told = planned(LOOKUP, period, x=block)
    return found.get("x"), [one.removeprefix("brief.yaml: ") for one in told]


def coloured(plot):
    return [track.title for track in plot.tracks if track.highlighted]


@pytest.mark.parametrize(
    ("finding", "names"),
    [
        ("Avon leads", ["Avon"]),
        ("North Avon leads", ["North Avon"]),
        ("Avon overtook Borda", ["Borda", "Avon"]),
        ("Avonmouth leads", []),
        ("Avon, North Avon and Borda", []),
        ("Nobody leads", []),
        ("", []),
    ],
)
def test_the_title_says_what_is_in_colour(finding, names):
    plot, _ = tried("2016", bar="d.x")
    assert coloured(emphasised(plot, finding)) == names


def test_what_an_author_highlights_stays():
    plot, _ = tried("2016", bar="d.x", highlight=["Borda"])
    assert coloured(emphasised(plot, "Avon leads")) == ["Borda"]


def test_totals_and_single_members_are_no_subject():
    plot, _ = tried("2016", waterfall="d.x")
    assert coloured(emphasised(plot, "From 2015 to 2016 Avon grew")) == ["Avon"]
    plot, _ = tried("2016", line="d.x[Avon]")
    assert coloured(emphasised(plot, "Avon leads")) == []


def test_a_name_keeps_its_grey_from_chart_to_chart():
    known: dict[str, int] = {}
    first, _ = tried("2016", area="d.x")
    second, _ = tried("2016", stacked="d.x", last=2)
    shades = [{t.title: t.shade for t in shaded(p, known).tracks} for p in (first, second)]
    assert shades[0]["Avon"] == shades[1]["Avon"]
    assert len({shades[1][name] for name in AVON.members}) == 3


def test_greys_can_be_told_from_white_and_from_their_neighbours():
    style = Style()
    for grey in (*style.ramp, style.mute, style.grey):
        assert contrast(rgb_of(grey), rgb_of(style.ground)) >= 3
    plot, _ = tried(area="d.many", top=9)
    colours = stack_colours(set_off(plot.tracks), style)
    assert colours[0] == style.accent
    assert all(one != other for one, other in itertools.pairwise(colours))


def test_more_than_seven_lines_become_panels_with_a_reason():
    lines = [f"d.many[{name}]" for name in NAMES[:8]]
    plot, told = tried(line=lines)
    assert plot.form == "multiples"
    assert told == [
        "'x' is drawn as 'multiples': 8 lines in one chart cannot be told apart "
        "(write 'multiples' to say so)"
    ]
    plot, told = tried(line=lines[:7])
    assert (plot.form, told) == ("line", [])


def test_lines_behind_those_in_colour_have_no_names_beside_them():
    lines = [f"d.many[{name}]" for name in NAMES]
    plot, told = tried(line=lines, highlight=["Town C"])
    assert told == []
    assert plot.notes[-1].startswith("Grey lines: Town A, Town B, Town D")
    texts = picture(plot, "x", Style()).texts
    assert "Town C" in texts
    assert "Town D" not in texts
    plot, told = tried(line=lines)
    assert plot is None
    assert told == [
        "10 lines in one chart cannot be told apart (name up to 4 in 'highlight': the others are "
        "grey behind them)"
    ]


@pytest.mark.parametrize(
    ("block", "words"),
    [
        (
            {"line": [f"d.many[{name}]" for name in NAMES], "highlight": NAMES[:5]},
            "'highlight' names 5, and no more than 4 stand out (name those that the title speaks of)",
        ),
        (
            {"slope": "d.many", "top": 9},
            "'slope' has room for 8 lines (draw them with 'dumbbell', which has a row for each)",
        ),
    ],
)
def test_too_much_emphasis_and_too_many_slopes_are_refused(block, words):
    assert tried(**block) == (None, [words])


def test_shares_of_one_period_are_ranked_bars():
    plot, told = tried("2016", stacked="d.x")
    assert plot.form == "bar"
    assert [track.title for track in plot.tracks] == ["Borda", "North Avon", "Avon"]
    assert sum(track.marks[0].value for track in plot.tracks) == 100
    assert told[0].startswith("'x' is drawn as 'bar': one column of shares is harder to compare")
    plot, told = tried("2016", stacked="d.x", last=2)
    assert (plot.form, told) == ("stacked", [])


@pytest.mark.parametrize("count", range(2, 40))
@pytest.mark.parametrize("width", [60, 140, 400])
def test_the_last_period_is_always_named(count, width):
    canvas = Canvas(Style(), 20)
    periods = list(series("d.x", [1] * count, start="2003").facts)
    places = [8 + n * (width - 16) / (count - 1) for n in range(count)]
    named = [Named(one, str(one), str(one.year)) for one in periods]
    period_names(canvas, named, places, 5, (0, width))
    assert canvas.texts[-1] == str(periods[-1])
