"""Drawings: the figures that the facts print, nothing on top of anything, the same bytes."""

import hashlib
import os
import pickle
import re
import subprocess
import sys
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from handmade import ESTIMATED, HOLE, above, below, between, panel, planned, series
from places import ROOT

from briefing.core.status import Status
from briefing.writers.drawing import canvas
from briefing.writers.drawing.drawing import painted, picture
from briefing.writers.drawing.painter import Painter
from briefing.writers.house.chart_style import FULL, Style
from briefing.writers.house.colour import contrast, rgb_of

STYLE = Style()


@pytest.fixture(scope="module")
def odd():
    """What the shipped data do not hold."""
    lookup = {
        "d.gap": series("d.gap", [120, 130, None, None, 150, HOLE, 160, (170, ESTIMATED)]),
        "d.bounds": series("d.bounds", [120, between(50, 300), below(25), None, (80, ESTIMATED)]),
        "d.below": series("d.below", [120, -40, between(-100, -20), None, (-80, ESTIMATED)]),
        "d.flat": series("d.flat", [5, 5, 5]),
        "d.zero": series("d.zero", [0, 0, 0]),
        "d.world": panel(
            "d.world",
            {
                "Democratic Republic of a Very Long Name Indeed": [(450, ESTIMATED)],
                "Peru": [above(95)],
                "Chile": [between(50, 300)],
                "New Caledonia": [-60],
                "United States": [None],
            },
            start="2022",
        ),
        "d.many": panel("d.many", {f"Member {n}": [50 + n, 50 + 2 * n] for n in range(8)}),
    }
    found, told = planned(
        lookup,
        "2022",
        gap={"line": "d.gap"},
        gap_columns={"column": "d.gap"},
        bounds={"range": "d.bounds"},
        bound_columns={"column": "d.bounds"},
        bound_line={"line": "d.bounds"},
        negative={"range": "d.below"},
        negative_columns={"column": "d.below"},
        flat={"line": "d.flat"},
        zero={"column": "d.zero"},
        members={"bar": "d.world"},
    )
    also, more = planned(
        lookup,
        "2016",
        crowd={"slope": "d.many", "top": 8},
        stack={"stacked": "d.many", "top": 7, "last": 2},
    )
    assert told == more == []
    return {**found, **also}


def parsed(plot, name="chart"):
    return ET.fromstring(picture(plot, name, STYLE).svg)


def texts(root):
    return ["".join(node.itertext()) for node in root.iter() if node.tag.endswith("text")]


def groups(root, name):
    return [node for node in root.iter() if name in node.get("class", "").split()]


def test_every_figure_to_print_is_selectable_text_and_names_its_fact(plots, odd):
    for name, plot in {**plots, **odd}.items():
        root = parsed(plot)
        shown = {
            (group.get("data-fact"), text)
            for group in groups(root, "mark")
            for text in texts(group)
        }
        wanted = {(mark.fact, mark.text) for mark in plot.marks if mark.labelled}
        if plot.form == "stacked":
            last = {(track.marks[-1].fact, track.marks[-1].text) for track in plot.tracks}
            assert last <= shown <= wanted, name
        else:
            assert wanted <= shown, name
            absent = {(mark.fact, mark.text) for mark in plot.marks if mark.is_absent}
            assert shown <= wanted | absent, name


def test_a_picture_says_which_texts_it_prints_in_their_order(plots, odd):
    for name, plot in {**plots, **odd}.items():
        drawn = picture(plot, name, STYLE)
        assert list(drawn.texts) == texts(ET.fromstring(drawn.svg)), name
        assert drawn.svg.count(f'width="{drawn.width:.9g}pt" height="{drawn.height:g}pt"') == 1


def test_every_word_of_a_picture_is_a_word_of_its_plot_or_a_value_or_a_year(plots, odd):
    for name, plot in {**plots, **odd}.items():
        known = " ".join(plot.words)
        loose = [one for one in picture(plot, name, STYLE).texts if one not in known]
        assert [one for one in loose if any(letter.isalpha() for letter in one)] == [], name


def test_a_painter_draws_a_plot_once_and_says_why_it_draws_another(plots):
    drawn = []

    class Store:
        hand = None

        def remember(self, name, described, draw):
            assert "Style(" in described
            drawn.append(name)
            return draw()

    painter, plot = Painter(STYLE, Store()), plots["us_output"]
    first = painter.of("a", plot)
    assert painter.of("a", replace(plot, notes=("Another note.",), facts=())) is first
    assert painter.of("b", plot) != first
    assert painter.of("a", replace(plot, labels=tuple("abcde"))) != first
    assert drawn == ["a", "b", "a"]


def test_names_stand_by_their_marks(plots):
    for name in ("producers", "growth", "prices", "shares"):
        written = " ".join(texts(parsed(plots[name])))
        for track in plots[name].tracks:
            assert track.title in written


def test_no_label_lies_on_another_or_leaves_the_drawing(plots, odd):
    for name, plot in {**plots, **odd}.items():
        canvas = painted(plot, STYLE)
        for index, (text, box) in enumerate(canvas.boxes):
            assert box.left >= -0.5, (name, text)
            assert box.right <= canvas.width + 0.5, (name, text)
            assert box.bottom >= -1, (name, text)
            assert box.top <= canvas.height + 1, (name, text)
            for other, second in canvas.boxes[index + 1 :]:
                assert box.overlap(second) < 0.5, (name, text, other)


def test_measured_widths_are_those_of_the_shipped_font(plots):
    from fontTools.ttLib import TTFont

    font = TTFont(STYLE.fonts / "SourceSansPro-Regular.ttf")
    advance = font["hmtx"][font.getBestCmap()[ord("0")]][0] / font["head"].unitsPerEm
    canvas = painted(plots["us_output"], STYLE)
    assert canvas.width_of("0" * 20) == pytest.approx(20 * advance * STYLE.size, rel=0.02)


def test_estimates_are_hollow_and_dashed(plots):
    root = parsed(plots["us_output"])
    soft = groups(root, "soft")
    assert [group.get("data-fact") for group in soft] == ["ree_us.production[2024]"]
    assert any(path.get("style", path.get("fill")) == "#ffffff" for path in soft[0])
    assert sum("stroke-dasharray" in path.attrib for path in root.iter()) == 1


@pytest.mark.parametrize("form", ["line", "column", "range"])
def test_provisional_figures_are_hollow_too(form):
    lookup = {"d.x": series("d.x", [120, 130, (80, Status.PROVISIONAL)])}
    root = parsed(planned(lookup, "2017", chart={form: "d.x"})[0]["chart"])
    pale = {
        group.get("data-fact")
        for group in groups(root, "mark")
        for path in group
        if re.fullmatch(r"#[ef]\w[ef]\w[ef]\w", path.get("fill", ""))
    }
    soft = [group.get("data-fact") for group in groups(root, "soft")]
    assert soft == ["d.x[2017]"] == [*pale]


def test_a_chart_of_nothing_but_estimates_is_not_hollow(plots):
    assert not groups(parsed(plots["producers"]), "soft")


def test_bounds_have_arrows_and_ranges_do_not(plots, odd):
    def arrows(plot):
        found = groups(parsed(plot), "bound")
        return [
            sum(path.get("d", "").strip().endswith("z") for path in group.iter()) for group in found
        ]

    assert arrows(plots["reliance"]) == [1, 1, 1]
    assert arrows(odd["bounds"]) == [0, 1]


def test_a_gap_breaks_the_line(odd):
    root = parsed(odd["gap"])
    lines = [
        path.get("d")
        for path in root.iter()
        if path.get("stroke") == STYLE.accent and path.get("stroke-width") == "1.6"
    ]
    assert len(lines) == 2
    assert texts(root).count("W") == 2


@pytest.mark.parametrize(("absent", "signs"), [((3, 4), 2), ((3, 4, 5), 1), ((3, 4, 5, 8), 2)])
def test_a_long_gap_has_one_sign_in_its_middle(absent, signs):
    values = [None if place in absent else 120 + 9 * place for place in range(12)]
    plots, told = planned({"d.x": series("d.x", values)}, "2026", x={"line": "d.x"})
    assert not told
    (track,) = plots["x"].tracks
    assert [place for gap in track.gaps() for place, _ in gap] == list(absent)
    assert texts(parsed(plots["x"])).count("W") == signs


def test_bars_and_columns_begin_at_zero(plots):
    for name in ("producers", "output_columns"):
        axis = 0 if name == "producers" else 1
        starts = set()
        for group in groups(parsed(plots[name]), "mark"):
            path = next(node for node in group if node.tag.endswith("path"))
            numbers = [float(one) for one in re.findall(r"-?[\d.]+", path.get("d"))]
            ends = numbers[axis::2]
            starts.add(round(min(ends) if axis == 0 else max(ends), 1))
        assert max(starts) - min(starts) <= 0.6, name


def test_lengths_are_in_proportion(plots):
    widths = {}
    for group in groups(parsed(plots["producers"]), "mark"):
        path = next(node for node in group if node.tag.endswith("path"))
        xs = [float(one) for one in re.findall(r"-?[\d.]+", path.get("d"))][::2]
        widths[group.get("data-fact")] = max(xs) - min(xs)
    china, states = (
        widths[f"ree_world.production[{one},2024]"] for one in ("China", "United States")
    )
    assert china / states == pytest.approx(6, rel=0.001)


def test_the_same_bytes_twice_and_after_another(plots):
    for name, plot in plots.items():
        assert (
            picture(plot, name, STYLE).svg
            == picture(pickle.loads(pickle.dumps(plot)), name, STYLE).svg
        )


def test_the_same_bytes_in_another_process(plots, tmp_path):
    sample = {name: plots[name] for name in ("us_output", "producers", "shares", "inflation")}
    (tmp_path / "plots").write_bytes(pickle.dumps(sample))
    program = (
        "import hashlib, pickle, sys\n"
        "from briefing.writers.drawing.drawing import picture\n"
        "from briefing.writers.house.chart_style import Style\n"
        "for name, plot in pickle.load(open(sys.argv[1], 'rb')).items():\n"
        "    print(hashlib.sha256(picture(plot, name, Style()).svg.encode()).hexdigest())\n"
    )
    (tmp_path / "matplotlibrc").write_text("font.size: 20\nsvg.fonttype: path\n")
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "77",
        "PYTHONPATH": str(ROOT),
        "TZ": "Asia/Tokyo",
        "MATPLOTLIBRC": str(tmp_path / "matplotlibrc"),
    }
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "plots")],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    here = [
        hashlib.sha256(picture(plot, name, STYLE).svg.encode()).hexdigest()
        for name, plot in sample.items()
    ]
    assert done.stdout.split() == here


def test_drawings_can_share_a_page(plots):
    one, other = (picture(plots[name], name, STYLE).svg for name in ("us_output", "reliance"))
    ids = [set(re.findall(r'\bid="([^"]+)"', svg)) for svg in (one, other)]
    assert ids == [{"chart-us_output"}, {"chart-reliance"}]
    for svg in (one, other):
        assert "<style" not in svg
        assert "<metadata" not in svg
        assert "url(" not in svg


def test_drawing_leaves_no_trace_in_matplotlib(plots):
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    picture(plots["prices"], "prices", STYLE)
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("accent", ["#7a3b10", "#1f77b4", "#ffcc00", "#00b8d4"])
def test_text_is_readable_on_its_ground(accent):
    style = Style(accent=accent)
    assert contrast(rgb_of(style.accent_text), rgb_of(style.ground)) >= 4.5
    assert contrast(rgb_of(style.grey), rgb_of(style.ground)) >= 4.5
    for ground in (accent, *style.ramp):
        assert contrast(rgb_of(style.on(ground)), rgb_of(ground)) >= 4.5


def test_words_of_every_colour_can_be_changed_by_a_page():
    """Those in black too, on the middle of a ramp: what is not said cannot be changed by night."""
    lookup = {
        "d.x": panel("d.x", {f"Member {n}": [10 * n, 11 * n] for n in range(1, 11)}, start="2021")
    }
    plots, told = planned(lookup, "2022", x={"heat": "d.x"})
    assert told == []
    found = picture(plots["x"], "x", Style(accent="#8a1c4a"))
    colours = [
        one.get("fill") for one in ET.fromstring(found.svg).iter("{http://www.w3.org/2000/svg}text")
    ]
    assert "#000000" in colours
    assert None not in colours


def test_a_wider_page_gives_a_wider_drawing(plots):
    root = ET.fromstring(picture(plots["inflation"], "wide", Style(width=FULL)).svg)
    assert root.get("width") == "487.559055pt"


@pytest.mark.parametrize(("count", "dots"), [(4, 4), (24, 24), (25, 3)])
def test_each_value_of_a_line_has_its_dot_while_they_are_few(count, dots):
    values = [5 + n % 2 + (n == 2) for n in range(count)]
    assert dots_of("line", {"d.x": series("d.x", values)}, count) == dots


@pytest.mark.parametrize(("count", "dots"), [(6, 18), (24, 9)])
def test_dots_that_would_hide_the_line_of_a_panel_are_left_out(count, dots):
    values = [5 + n % 2 + (n == 2) for n in range(count)]
    lookup = {f"d.x{n}": series(f"d.x{n}", values, title=f"Ward {n}") for n in range(3)}
    assert dots_of("multiples", lookup, count) == dots


def dots_of(kind, lookup, count):
    """How many dots a drawing has: groups of a mark with an outline of a circle."""
    start = next(iter(lookup.values())).periods[0]
    last = next(iter(lookup.values())).periods[-1]
    found, told = planned(lookup, str(last), x={kind: [*lookup]})
    assert told == []
    assert start.preceding(-(count - 1)) == last
    svg = picture(found["x"], "x", STYLE).svg
    return len(re.findall(r"<path[^>]*C [^>]*/>", svg)) or svg.count("<use")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system forks no processes")
def test_a_forked_process_opens_typefaces_anew():
    canvas._measured.cache_clear()
    canvas._measured(canvas._font(STYLE, 400), "a text")
    assert canvas._opened.cache_info().currsize
    if not (child := os.fork()):
        os._exit(canvas._opened.cache_info().currsize)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
