"""Maps: rates alone, members by code, what has no outline told, figures within their regions."""

import importlib.util
import io
import sys
import zipfile
from dataclasses import replace

import pytest
from handmade import LANGUAGE, panel, planned
from small_projects import tried

from briefing.app.build import map_outlines
from briefing.brief.charts.maps import on_outlines
from briefing.brief.charts.marks import CannotDraw
from briefing.core.document import Figure
from briefing.core.nature import Nature, NatureFound
from briefing.core.outline_map import OutlineMap, Region
from briefing.core.problems import Refusal
from briefing.core.unit import Unit
from briefing.core.workspace import Kind, Workspace
from briefing.data import outlines_of_regions
from briefing.writers.drawing.drawing import painted, picture
from briefing.writers.house.chart_style import Style

BLOCK = {"shapes": "data/r.geojson", "code": "name"}
RATES = panel(
    "d.r", {"Avon": [4], "Borda": [9], "Isles": [None], "Peak": [6]}, unit=Unit("percent")
)


def square(code, x, y, size, *, hole=False):
    ring = ((x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y))
    inner = ((x + 1, y + 1), (x + 1, y + 2), (x + 2, y + 2), (x + 2, y + 1), (x + 1, y + 1))
    return Region(code, (ring, inner) if hole else (ring,), (x + size / 2, y + size / 2))


def zipped(*names):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return made.getvalue()


OUTLINES = OutlineMap(
    (square("Avon", 0, 0, 40, hole=True), square("Borda", 40, 0, 40), square("Tiny", 80, 0, 1),
     square("Isles", 80, 40, 30)),
    "Equal Earth",
)  # fmt: skip


def plot_of(source=RATES, **more):
    found, told = planned({"d.r": source}, "2015", x={"map": "d.r", **BLOCK, **more})
    return found.get("x"), [one.removeprefix("brief.yaml: ") for one in told]


def drawn(**more):
    plot, told = plot_of(**more)
    assert told == []
    return on_outlines(LANGUAGE, plot, OUTLINES)


def test_members_are_matched_by_code_and_the_others_told():
    plot, lost = drawn()
    assert lost == ("Peak",)
    assert [one.title for one in plot.tracks] == ["Borda", "Peak", "Avon", "Isles"]
    assert plot.notes == (
        "W: withheld.",
        "Projection: Equal Earth.",
        "Light grey: no figure.",
        "Not on the map: Peak.",
    )
    assert plot.table[0] == ("Country", "2015")
    assert ("Peak", "6%") in plot.table


def test_outlines_of_other_names_are_refused_with_what_there_is():
    plot, _ = plot_of()
    other = replace(OUTLINES, regions=(square("E1", 0, 0, 5), square("E2", 5, 0, 5)))
    with pytest.raises(
        CannotDraw, match="the outlines have none of Borda, Peak and Avon"
    ) as raised:
        on_outlines(LANGUAGE, plot, other)
    assert raised.value.advice.endswith("here it has E1, E2")


def test_amounts_are_no_map():
    amounts = replace(RATES, unit=Unit("t"), found_nature=NatureFound(Nature.STOCK, "said"))
    assert plot_of(amounts)[1] == [
        "'d.r' has no map of regions in colours: it is an amount at a moment, which does not add "
        "over time (kind: stock) (draw a rate, such as that per person, or take 'bar')"
    ]


def test_figures_stand_within_their_regions_or_not_at_all():
    plot, _ = drawn()
    made = picture(plot, "x", Style())
    assert {"4%", "9%", "W"} <= {*made.texts}
    assert "6%" not in made.texts
    assert painted(plot, Style(width=2.83)).collisions() == ()
    crowd = OutlineMap((square("Borda", 0, 0, 1), square("Avon", 300, 300, 40)), "Equal Earth")
    small, _ = on_outlines(LANGUAGE, plot_of()[0], crowd)
    assert picture(small, "x", Style()).texts.count("9%") == 1  # of the key alone


def test_a_region_with_a_hole_is_one_path_of_two_lines():
    plot, _ = drawn()
    svg = picture(plot, "x", Style()).svg
    avon = svg[svg.index('data-fact="d.r[Avon][2015]"') :]
    path = avon[avon.index(' d="') + 4 :].partition('"')[0]
    assert path.count("M") == path.count("z") == 2


PROJECT = (
    "datasets: {d: {source: s, path: data/d.csv, period: {column: year}, dimension: region, "
    "series: {x: {column: x, title: Unemployment rate, unit: percent}}}}\n"
)
BRIEF = (
    "title: T\nperiod: 2024\n"
    "charts: {m: {map: d.x, shapes: data/r.geojson, code: name, title: Rates}}\n"
    "sections: [{title: S, charts: [m]}]\n"
)
DATA = "year,region,x\n2024,Avon,5\n2024,Borda,7\n2024,Peak,8\n"


def test_a_map_without_what_reads_outlines_says_what_to_type(tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    (tmp_path / "data/r.geojson").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    (problem,) = tried(tmp_path, DATA, PROJECT, BRIEF).told
    assert problem.code == "missing-reader"
    assert 'pip install "policy-briefing[maps]"' in problem.advice


def test_a_file_that_is_not_there_is_told_at_its_key(tmp_path):
    (problem,) = tried(tmp_path, DATA, PROJECT, BRIEF).told
    assert "data/r.geojson" in str(problem)
    assert problem.place.line == 3


def test_a_brief_has_its_map_and_a_warning_of_who_is_not_on_it(tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    (tmp_path / "data/r.geojson").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(map_outlines, "read_outlines", lambda *_: OUTLINES)
    found = tried(tmp_path, DATA, PROJECT, BRIEF)
    (figure,) = (b for s in found.made.sections for b in s.blocks if isinstance(b, Figure))
    assert figure.plot.outlines is OUTLINES
    assert "Not on the map: Peak." in figure.notes
    assert any(one.code == "not-on-map" for one in found.told)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (
            b"<OGRVRTDataSource><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTDataSource>",
            "JSON",
        ),
        (b'{"type": "Topology"}', "no FeatureCollection"),
        (b'{"type": "FeatureCollection", "crs": {"type": "link"}}', "described elsewhere"),
        (zipped("a.shp", "b.vrt"), "beside a shapefile it holds b.vrt"),
        (zipped("a.dbf"), "no .shp in it"),
        (b"PK\x03\x04 cut", "no file of outlines"),
    ],
)
def test_what_could_lead_elsewhere_is_not_read(content, why, tmp_path, monkeypatch):
    (tmp_path / "r.geojson").write_bytes(content)
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: True)
    monkeypatch.setitem(sys.modules, "geopandas", None)
    file = Workspace(tmp_path).read("r.geojson", Kind.DATA)
    with pytest.raises(Refusal, match=why):
        outlines_of_regions.read_outlines(file, "name", "")


def test_real_outlines_are_projected_by_their_codes(tmp_path):
    pytest.importorskip("geopandas")
    corners = "[[[0,50],[2,50],[2,52],[0,52],[0,50]]]"
    feature = f'{{"type":"Feature","properties":{{"name":" Avon "}},"geometry":{{"type":"Polygon","coordinates":{corners}}}}}'  # fmt: skip
    text = f'{{"type":"FeatureCollection","features":[{feature}]}}'
    (tmp_path / "r.geojson").write_text(text, encoding="utf-8")
    file = Workspace(tmp_path).read("r.geojson", Kind.DATA)
    made = outlines_of_regions.read_outlines(file, "name", "")
    (region,) = made.regions
    assert (region.code, made.projection) == ("Avon", "Lambert azimuthal equal-area")
    assert 60_000 < abs(region.rings[0][0][0]) < 75_000
    assert outlines_of_regions.read_outlines(file, "name", "EPSG:27700").projection.startswith(
        "OSGB"
    )
    with pytest.raises(Refusal, match="no column 'code'"):
        outlines_of_regions.read_outlines(file, "code", "")
    with pytest.raises(Refusal, match="'nowhere' is no projection"):
        outlines_of_regions.read_outlines(file, "name", "nowhere")
