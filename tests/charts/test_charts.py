"""Charts: what is drawn is what the facts say, the same bytes each time, words for those who listen."""

import pickle
import re

import pytest
from places import ROOT

from briefing.charts.drawing import draw
from briefing.charts.kinds import KINDS, NothingToDraw, bar, line, multiples, range_, slope, stacked
from briefing.charts.words import alt_text, data_table
from briefing.config.loader import load_project
from briefing.data.reading import read_datasets
from briefing.errors import ProblemLog
from briefing.model.period import parse_period

YEAR = parse_period(2024)


@pytest.fixture(scope="module")
def data():
    log = ProblemLog()
    project = load_project(ROOT, log)
    return read_datasets(
        ROOT, project.config, project.places, {"ree_us", "ree_world", "us_macro"}, log
    )


@pytest.fixture(scope="module")
def plots(data):
    us, world = data["ree_us"].measures, data["ree_world"].measures["production"]
    prices = [us["price_neodymium"], us["price_dysprosium"], us["price_terbium"]]
    return {
        "line": line([us["production"]], YEAR),
        "lines": line(prices, YEAR),
        "bar": bar(world, YEAR, highlight=["United States"]),
        "stacked": stacked(world, YEAR),
        "slope": slope([world.members["Nigeria"], world.members["Thailand"]], YEAR),
        "multiples": multiples(prices, YEAR),
        "range": range_(us["net_import_reliance"], YEAR),
        "column": KINDS["column"](
            data["us_macro"].measures["inflation"], parse_period("2009-Q3"), last=20
        ),
    }


def texts(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def test_every_kind_is_drawn_with_selectable_text_in_the_shipped_font(plots):
    for name, plot in plots.items():
        svg = draw(pickle.loads(pickle.dumps(plot)), name, "#7a3b10")
        assert svg.startswith("<svg")
        assert texts(svg), name
        assert "Source Sans Pro" in svg
        assert draw(plot, name, "#7a3b10") == svg


def test_ids_of_two_drawings_do_not_meet(plots):
    one, other = (
        set(re.findall(r'id="([^"]+)"', draw(plots[n], n, "#7a3b10"))) for n in ("line", "bar")
    )
    assert not one & other


def test_bars_are_ranked_and_print_their_figures(plots):
    points = plots["bar"].groups[0].points
    assert [point.label for point in points[:3]] == ["China", "United States", "Burma"]
    shown = texts(draw(plots["bar"], "bar", "#7a3b10"))
    assert {"270,000", "45,000", "United States"} <= set(shown)
    assert "Other Countries" not in shown


def test_a_bound_is_drawn_as_the_range_that_it_stands_for(plots):
    point = plots["range"].groups[0].points[3]
    assert (point.value, point.low, point.high, point.text) == (None, 95.0, 100.0, ">95")
    assert "&gt;95" in draw(plots["range"], "range", "#7a3b10")


def test_estimates_are_marked_and_said(plots):
    assert [point.estimated for point in plots["line"].groups[0].points] == [False] * 4 + [True]
    assert plots["line"].notes == ("2024: estimated.",)
    assert "stroke-dasharray" in draw(plots["line"], "line", "#7a3b10")


def test_alt_text_and_table_say_the_same_figures(plots):
    assert alt_text(plots["bar"]).startswith(
        "Bar chart of world mine production, metric tons of REO, 2024. China 270,000 (estimated); "
    )
    assert data_table(plots["line"])[-1] == ("2024", "45,000")
    assert ">95" in alt_text(plots["range"])


def test_small_multiples_are_named_by_what_tells_them_apart(plots):
    shown = texts(draw(plots["multiples"], "multiples", "#7a3b10"))
    assert {"Neodymium", "Dysprosium", "Terbium"} <= set(shown)


def test_a_missing_value_is_no_zero(data):
    us = data["us_macro"].measures["inflation"]
    plot = line([us], parse_period("1959-Q3"))
    first = plot.groups[0].points[0]
    assert first.value is None
    assert "n.a." in texts(draw(plot, "gap", "#7a3b10"))


def test_series_in_different_units_share_no_axis(data):
    us = data["ree_us"].measures
    with pytest.raises(NothingToDraw, match="different units"):
        line([us["production"], us["price_neodymium"]], YEAR)


def test_texts_do_not_overlap(plots):
    import matplotlib as mpl
    from matplotlib.figure import Figure

    from briefing.charts.drawing import _SETTINGS, _height, _register_fonts
    from briefing.charts.panels import DRAWERS, Canvas, Style

    _register_fonts()
    for name in ("bar", "slope", "lines", "range", "line"):
        with mpl.rc_context(_SETTINGS):
            figure = Figure(figsize=(3.35, _height(plots[name])), layout="constrained")
            DRAWERS[plots[name].layout](Canvas(figure, plots[name], Style("#7a3b10")))
            figure.draw_without_rendering()
            boxes = [
                (text.get_text(), text.get_window_extent())
                for axes in figure.axes
                for text in axes.texts
                if text.get_text()
            ]
        for index, (label, box) in enumerate(boxes):
            for other, second in boxes[index + 1 :]:
                assert not box.shrunk(0.8, 0.8).overlaps(second.shrunk(0.8, 0.8)), (
                    name, label, other,
                )  # fmt: skip
