"""Every label of a drawing can be read: it is in the drawing, on no other and on no mark; else an error."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import lru_cache
from xml.etree import ElementTree as ET

import pytest
from handmade import ESTIMATED, HOLE, LANGUAGE, above, between, panel, planned, series

from briefing.brief.charts.maps import on_outlines
from briefing.core.outline_map import OutlineMap, Region
from briefing.core.problems import UnusableInput
from briefing.core.unit import Unit
from briefing.writers.drawing.collisions import collisions, free_pieces
from briefing.writers.drawing.drawing import painted, picture
from briefing.writers.drawing.scale import Box
from briefing.writers.house.chart_style import Style

SIZE = (100.0, 50.0)
LABEL = Box(10, 10, 30, 20)
WORDS = [
    "United",
    "States",
    "Democratic",
    "Republic",
    "of",
    "the",
    "Congo",
    "Peru",
    "Bosnia-Herzegovina",
    "Saint",
    "Vincent",
    "Grenadines",
    "Kingdom",
    "North",
    "Lincolnshire",
    "Humber",
]


def told(*labels, lines=(), areas=()):
    named = [(chr(ord("a") + number), box) for number, box in enumerate(labels)]
    return [one.what for one in collisions(named, lines, areas, SIZE)]


@pytest.mark.parametrize(
    "box",
    [Box(-2, 10, 20, 20), Box(10, -2, 30, 8), Box(90, 10, 102, 20), Box(10, 45, 30, 52)],
)
def test_a_label_that_is_cut_is_found_on_each_side(box):
    assert told(box) == ["leaves the drawing"]


def test_a_label_at_the_very_edge_is_whole():
    assert told(Box(0, 0, 100, 10)) == []


def test_labels_that_share_room_are_found_and_those_that_touch_are_not():
    assert told(LABEL, Box(25, 15, 40, 25)) == ["lies on 'b'"]
    assert told(LABEL, Box(30, 10, 50, 20)) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (((0, 15), (100, 15)), True),
        (((0, 0), (50, 50)), True),
        (((20, 0), (20, 12)), True),
        (((0, 9), (100, 9)), False),
        (((0, 10.5), (100, 10.5)), False),
        (((40, 0), (40, 50)), False),
    ],
)
def test_a_line_through_the_letters_is_found(line, found):
    assert told(LABEL, lines=[line]) == ["is struck by a line"] * found


def test_a_mark_below_the_letters_is_found():
    assert told(LABEL, areas=[Box(0, 0, 15, 15)]) == ["lies on a mark"]
    assert told(LABEL, areas=[Box(0, 0, 10, 50)]) == []


@pytest.mark.parametrize(
    ("boxes", "pieces"),
    [
        ([], [(0, 100)]),
        ([Box(20, -5, 40, 5)], [(0, 18.5), (41.5, 100)]),
        ([Box(20, 5, 40, 15)], [(0, 100)]),
        ([Box(-5, -5, 40, 5), Box(30, -5, 60, 5)], [(61.5, 100)]),
        ([Box(0, -5, 100, 5)], []),
        ([Box(50, -5, 60, 5), Box(10, -5, 20, 5)], [(0, 8.5), (21.5, 48.5), (61.5, 100)]),
    ],
)
def test_rules_are_broken_where_labels_stand(boxes, pieces):
    assert list(free_pieces(0, 100, 0, boxes)) == pieces


@lru_cache
def crowded(seed):
    """Plots of every kind with long names and figures, close, negative, estimated, bounded, missing."""
    chance = random.Random(seed)
    width = 10 ** chance.choice([1, 3, 8])
    periods, members = chance.choice([2, 3, 7, 16, 24]), chance.choice([1, 2, 4, 6, 8])

    def value():
        low = -width if seed % 3 == 0 else width // 2 if seed % 3 == 1 else 1
        found = chance.randint(low, width)
        odd = [None, HOLE, (found, ESTIMATED), above(abs(found)), between(abs(found), 2 * width)]
        return chance.choice(odd) if chance.random() < 0.2 else found

    def whole(low=1):
        return chance.randint(low, width)

    names = [
        " ".join(chance.sample(WORDS, chance.choice([1, 2, 5]))) + f" {n}" for n in range(members)
    ]
    lookup = {
        "d.one": series("d.one", [*(value() for _ in range(periods - 1)), whole()]),
        "d.many": panel("d.many", {one: [whole() for _ in range(periods)] for one in names}),
    }
    lookup["d.mixed"] = panel(
        "d.mixed", {one: [value() for _ in range(periods - 1)] + [whole()] for one in names}
    )
    first = int(str(next(iter(lookup["d.one"].facts))))
    many = [f"d.many[{one}]" for one in names]
    ends = list(lookup["d.one"].facts)
    fan = {"fan": "d.line", "low": "d.low", "high": "d.high"}
    middle = [whole() for _ in range(periods)]
    for name, away in {"line": 0, "low": -width // 3, "high": width // 2}.items():
        lookup[f"d.{name}"] = series(f"d.{name}", [one + away for one in middle], title=name)
    fans, _ = planned(lookup, str(ends[-2]), fan=fan) if periods > 2 else ({}, None)
    found, _ = planned(
        lookup,
        str(ends[-1]),
        line={"line": "d.one"},
        column={"column": "d.one"},
        range={"range": "d.one"},
        bar={"bar": "d.many", "top": 12},
        slope={"slope": "d.many", "top": 8},
        lines={"line": many},
        multiples={"multiples": many},
        stack={"stacked": "d.many", "top": 7, "last": min(2, periods)},
        area={"area": "d.many", "top": 4},
        scatter={"scatter": ["d.many", "d.mixed"], "highlight": names[:1]},
        heat={"heat": "d.mixed", "last": 16},
        sparklines={"sparklines": "d.mixed"},
        diverging={"diverging": "d.mixed"},
        changes={"diverging": "d.many", "since": first},
        dumbbell={"dumbbell": "d.mixed", "since": first},
        waterfall={"waterfall": "d.many", "since": first, "top": 4},
    )
    return {**found, **fans}


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("width", [2.83, 6.77])
def test_no_crowd_of_names_and_figures_makes_labels_that_cannot_be_read(seed, width):
    plots = crowded(seed)
    assert plots
    for name, plot in plots.items():
        assert painted(plot, Style(width=width)).collisions() == (), name


def test_the_last_figure_stays_where_others_go():
    plots, _ = planned(
        {"d.x": series("d.x", [123456789 + n % 2 for n in range(16)])},
        "2024",
        x={"column": "d.x", "last": 16},
    )
    texts = picture(plots["x"], "x", Style(width=2.83)).texts
    assert plots["x"].tracks[0].marks[-1].text in texts


def test_a_name_that_has_no_room_is_an_error_with_the_name_of_the_chart():
    lookup = {"d.x": panel("d.x", {"Llanfair" * 12: [5, 6], "Peru": [3, 4]})}
    plots, _ = planned(
        lookup, str(list(lookup["d.x"].members["Peru"].facts)[-1]), towns={"bar": "d.x"}
    )
    with pytest.raises(UnusableInput) as raised:
        picture(plots["towns"], "towns", Style(width=2.83))
    (problem,) = raised.value.problems
    assert problem.code == "crowded-chart"
    assert "the chart 'towns' cannot be drawn" in str(problem)
    assert "Llanfair" in str(problem)


def test_figures_at_zero_have_place_where_all_bars_lie_below_it():
    values = {"A": [0], "B": [-5], "C": [None], "D": [-50]}
    plots, _ = planned({"d.x": panel("d.x", values)}, "2015", x={"diverging": "d.x"})
    for width in (2.83, 6.77):
        assert painted(plots["x"], Style(width=width)).collisions() == ()


def test_rules_stand_behind_what_is_drawn():
    root = ET.fromstring(picture(crowded(1)["column"], "x", Style()).svg)
    drawn = [one.tag.rpartition("}")[2] for one in root]
    assert drawn.index("g") >= 3
    assert drawn[:3] == ["path"] * 3


@pytest.mark.parametrize("seed", range(8))
def test_what_is_missing_in_one_line_keeps_clear_of_the_others(seed):
    """One that has not reported is no reason to refuse the chart."""
    chance = random.Random(seed)
    holes = {chance.randrange(5) for _ in range(2)}
    high = [None if n in holes else 800 + n for n in range(6)]
    lookup = {"d.x": panel("d.x", {"Pupils": high, "Teachers": [40 + n for n in range(6)]})}
    last = str(list(lookup["d.x"].members["Teachers"].facts)[-1])
    plots, _ = planned(lookup, last, x={"line": ["d.x[Pupils]", "d.x[Teachers]"]})
    made = picture(plots["x"], "x", Style(width=2.83))
    absent = [mark.text for mark in plots["x"].marks if mark.is_absent]
    assert len(absent) == len(holes)
    assert absent[0] in made.texts


def test_a_line_that_ended_earlier_has_no_figure_beside_the_last_period():
    lookup = {"d.x": panel("d.x", {"Avon": [50, 61, 62], "Coast": [40, 41, None]})}
    last = str(list(lookup["d.x"].members["Avon"].facts)[-1])
    plots, _ = planned(lookup, last, x={"line": ["d.x[Avon]", "d.x[Coast]"]})
    texts = picture(plots["x"], "x", Style(width=2.83)).texts
    assert {"62", "Avon", "Coast"} <= {*texts}
    assert "41" not in texts


LONG = [
    "United Kingdom of Great Britain and Northern Ireland",
    "Democratic Republic of the Congo (Kinshasa)",
    "Bosnia-Herzegovina and Montenegro",
    "Saint Vincent and the Grenadines",
    "Bolivarian Republic of Venezuela",
    "Heard Island and McDonald Islands",
    "Northern Mariana Islands Commonwealth",
]


def long_named(seed):
    """Plots of every kind whose members have names of thirty to fifty letters; a timeline of such words, a map."""
    chance = random.Random(seed)
    names = chance.sample(LONG, chance.choice([2, 4, 7]))

    def figures(most, unit):
        drawn = {one: [chance.randint(1, most) for _ in range(7)] for one in names}
        return panel("d.x", drawn, unit=unit)

    amounts, rates = figures(9999, Unit("t")), figures(99, Unit("percent"))
    last = str([*next(iter(amounts.members.values())).facts][-1])
    lookup = {"d.x": amounts, "d.y": replace(rates, id="d.y", title="Another rate")}
    own = [f"d.x[{one}]" for one in names]
    lookup |= dict(zip(own, amounts.members.values(), strict=True))
    events = {
        2000 + 3 * n: " ".join(chance.sample([*LONG, *WORDS], chance.choice([1, 3, 6])))
        for n in range(1, 8)
    }
    found, told = planned(
        lookup,
        last,
        bar={"bar": "d.x"},
        slope={"slope": "d.x"},
        lines={"line": own[:4]},
        multiples={"multiples": own},
        stack={"stacked": "d.x", "last": 2},
        area={"area": "d.x"},
        scatter={"scatter": ["d.x", "d.y"], "highlight": names[:1]},
        heat={"heat": "d.x"},
        sparklines={"sparklines": "d.x"},
        diverging={"diverging": "d.x", "since": int(last) - 6},
        dumbbell={"dumbbell": "d.x", "since": int(last) - 6},
        waterfall={"waterfall": "d.x", "since": int(last) - 6, "top": 4},
        timeline={"timeline": events},
        map={"map": "d.y", "shapes": "data/r.geojson", "code": "name"},
    )
    assert [one for one in told if "outlines" not in one] == []
    regions = tuple(_region(one, chance.choice([3, 20, 60]), n) for n, one in enumerate(names))
    found["map"], _ = on_outlines(LANGUAGE, found["map"], OutlineMap(regions, "Equal Earth"))
    return found


def _region(code, size, place):
    left = 65 * place
    ring = ((left, 0), (left + size, 0), (left + size, size), (left, size), (left, 0))
    return Region(code, (ring,), (left + size / 2, size / 2))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("width", [3.29, 6.77])
def test_long_names_wrap_in_every_kind(seed, width):
    plots = long_named(seed)
    assert len(plots) == 14
    for name, plot in plots.items():
        canvas = painted(plot, Style(width=width))
        assert canvas.collisions() == (), name
        said = " ".join(canvas.texts).replace("- ", "-")
        named = [one.title for one in plot.tracks if one.role != "whole" and name != "map"]
        assert [word for one in named for word in one.split() if word not in said] == [], name


@pytest.mark.parametrize("width", [60, 83.5, 172])
@pytest.mark.parametrize("peak", [4, 40, 400])
def test_the_total_of_areas_stands_above_higher_ones_before_it(peak, width):
    values = {"Avon": [40, 41, 40 + peak, 40], "Borda": [30, 31, 30 + peak, 31]}
    plots, _ = planned({"d.x": panel("d.x", values)}, "2018", x={"area": "d.x"})
    canvas = painted(plots["x"], Style(width=width))
    (box,) = [box for text, box in canvas.boxes if text == "71"]
    assert canvas.collisions() == ()
    over = [one for one in canvas.areas if box.left < one.right and one.left < box.right]
    assert all(one.top <= box.bottom + 1 for one in over)
    assert len({round(one.top) for one in canvas.areas}) > 1
