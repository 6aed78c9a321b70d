"""Kept drawings: of the same chart by the same program they are used again, of another never."""

from pathlib import Path

import pytest

from briefing.app.build.drawings import DrawingStore
from briefing.core.plot import Picture
from briefing.core.workspace import Workspace


def remembered(folder: Path, program="one", name="bars", described="a plot", svg="<svg/>"):
    store = DrawingStore(Workspace(folder), program)
    found = store.remember(name, described, lambda: Picture(svg, ("270",), 90.0, 60.5))
    return found.svg, store.drawn, store.used


def test_the_same_chart_is_not_drawn_again(tmp_path: Path):
    first = remembered(tmp_path)
    assert first[:2] == ("<svg/>", ["bars"])
    again = remembered(tmp_path, svg="<svg>new</svg>")
    assert again == ("<svg/>", [], first[2])
    store = DrawingStore(Workspace(tmp_path), "one")
    kept = store.remember("bars", "a plot", lambda: pytest.fail("it was drawn again"))
    assert kept == Picture("<svg/>", ("270",), 90.0, 60.5)


@pytest.mark.parametrize(
    "other", [{"program": "two"}, {"name": "lines"}, {"described": "another plot"}]
)
def test_another_program_name_or_plot_is_drawn_anew(tmp_path: Path, other):
    _, _, used = remembered(tmp_path)
    name = other.get("name", "bars")
    svg, drawn, now_used = remembered(tmp_path, **other, svg="<svg>new</svg>")
    assert (svg, drawn) == ("<svg>new</svg>", [name])
    assert now_used != used


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"svg": "<svg/>"}'])
def test_a_broken_drawing_is_drawn_anew_and_put_right(tmp_path: Path, broken: str):
    _, _, (key,) = remembered(tmp_path)
    (kept,) = tmp_path.rglob(f"{key}.json")
    kept.write_text(broken)
    assert remembered(tmp_path)[1] == ["bars"]
    assert remembered(tmp_path)[1] == []


def test_what_no_record_names_is_deleted(tmp_path: Path):
    _, _, (one,) = remembered(tmp_path)
    _, _, (other,) = remembered(tmp_path, name="lines")
    DrawingStore(Workspace(tmp_path), "one").forget_all_but([other])
    assert [path.stem for path in tmp_path.rglob("*.json")] == [other]
    assert one != other
