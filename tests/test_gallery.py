"""The gallery of the docs: every brief holds, every figure can be drawn, and the page shows what there is."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import pytest
from places import ROOT

import briefing
from briefing.brief.charts.kinds import KINDS


@pytest.fixture(scope="module")
def gallery() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gallery", ROOT / "scripts/gallery.py")
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


@pytest.fixture(scope="module")
def briefs(gallery) -> dict[str, briefing.Brief]:
    return gallery.checked()


def test_ten_briefs_hold_without_a_word(briefs):
    assert len(briefs) == 10
    assert [str(one) for brief in briefs.values() for one in brief.warnings] == []


def test_every_figure_is_drawn_and_its_picture_is_there(gallery, briefs):
    count = 0
    for name, brief in briefs.items():
        assert (gallery.PICTURES / f"{name}.png").is_file()
        for chart, drawing in gallery.drawings(brief):
            assert drawing.startswith("<svg")
            assert (gallery.PICTURES / f"{name}-{chart}.svg").is_file()
            count += 1
    assert count >= 15


def test_the_page_is_what_the_script_makes(gallery, briefs):
    """Renew it: sh scripts/gallery."""
    text = (gallery.DOCS / "gallery.md").read_text("utf-8")
    assert text == gallery.page(briefs)
    without = {kind for kind in KINDS if f"{{{kind}:" not in text}
    assert without == {"map"}, "a kind of chart without a picture; maps need an extra"
