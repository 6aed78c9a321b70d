"""Facts are made once: a build, however its pages are fitted, prepares, reads and computes no fact twice."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from places import ROOT

from briefing.analysis.findings import detect_series, highlights
from briefing.analysis.metrics import metric_graph
from briefing.app.build import pipeline
from briefing.core.workspace import Workspace
from briefing.data import reading
from briefing.writers.drawing import drawing
from briefing.writers.pdf import filling

LINE = "      Output {{ output.verb }} to {{ output }}, and so it goes on for a while in many words.\n\n"
LONG = "".join(
    f"  - title: Part {number}\n    weight: {weight}\n    text: |\n{LINE * lines}"
    for number, (weight, lines) in enumerate([(0.9, 20), (0.2, 30), (0.5, 12), (0.4, 25)], 1)
)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each stage ran, and for what."""
    counts: Counter[str] = Counter()

    def count(owner: object, name: str, what) -> None:
        inner = getattr(owner, name)

        def outer(*given, **more):
            counts[what(*given, **more)] += 1
            return inner(*given, **more)

        monkeypatch.setattr(owner, name, outer)

    count(pipeline, "prepare", lambda *_: "prepared")
    count(reading, "read_dataset", lambda _workspace, name, *_: f"read {name}")
    count(
        metric_graph._Graph,
        "_compute",
        lambda graph, name, _: f"computed {name}{graph.suffix}",
    )
    count(filling, "lay_out", lambda *_, **__: "laid out")
    count(drawing, "picture", lambda _plot, name, style: f"drawn {name} {_size_of(style)}")
    count(Workspace, "_take", lambda _, shown, *__, **___: f"opened {shown}")
    return counts


def _size_of(style) -> str:
    """A chart is drawn once for each size that its place has on the pages that are tried."""
    return f"{style.width} wide, {style.taller} as tall"


def check_once(counts: Counter[str]) -> None:
    layouts = counts.pop("laid out")
    assert 1 <= layouts <= 5  # three tries, what of the annex has room below, and the last with it
    assert counts["prepared"] == 1
    assert any(one.startswith("read ") for one in counts)
    assert any(one.startswith("opened data/") for one in counts)
    assert any(one.startswith("opened config/") for one in counts)
    assert any(one.startswith("computed ") for one in counts)
    assert {one for one, number in counts.items() if number > 1} == set()


def example(root: Path, name: str, design: str) -> Path:
    for part in ("config", "data"):
        shutil.copytree(ROOT / part, root / part)
    path = root / f"config/{name}.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [one for one in lines if not one.startswith("design:")]
    annex = "pages" if design == "policy-brief" else "none"
    kept += [f"design: {design}", f"annex: {annex}", ""]
    path.write_text("\n".join(kept), encoding="utf-8")
    return root


@pytest.mark.parametrize("design", ["policy-brief", "in-focus", "one-pager"])
@pytest.mark.parametrize("name", ["us-economy", "us-rare-earths"])
def test_an_example_is_made_in_one_go(tmp_path, counted, name, design):
    root = example(tmp_path, name, design)
    pipeline.build_all([name], project=root)
    check_once(counted)


@pytest.mark.parametrize(
    ("name", "design"),
    [
        ("us-rare-earths", "policy-brief"),
        ("us-economy", "in-focus"),
        ("us-rare-earths", "one-pager"),
    ],
)
def test_a_strict_check_makes_all_once_too(tmp_path, counted, name, design):
    pipeline.check_all([name], project=example(tmp_path, name, design), strict=True)
    check_once(counted)


@pytest.mark.parametrize("pages", [1, 2, 3])
def test_a_longer_brief_with_weights_is_made_in_one_go(project, counted, pages):
    path = project / "config/small.yaml"
    text = path.read_text(encoding="utf-8").replace("one-pager", "policy-brief")
    text = text.replace("charts:\n", f"{LONG}charts:\n", 1)
    path.write_text(text.replace("period: 2024\n", f"period: 2024\npages: {pages}\n"), "utf-8")
    (brief,) = pipeline.build_all(project=project)
    check_once(counted)
    left = [one.name for one in brief.document.left_out if one.part.kind == "section"]
    assert (
        left[:2] == ["Part 2", "Part 4"][: len(left)]
    )  # of the others one may stay for its length


def test_no_detector_runs_where_no_highlight_is_shown(project, monkeypatch):
    ran = []

    def watched(detector):
        return lambda subject: ran.append(detector) or detector(subject)

    def watched_for(subject):
        return tuple(watched(one) for one in detect_series.detectors_for(subject))

    panels = [(watched(one), use) for one, use in highlights.PANEL_DETECTORS]
    monkeypatch.setattr(highlights, "detectors_for", watched_for)
    monkeypatch.setattr(highlights, "PANEL_DETECTORS", panels)
    monkeypatch.setattr(highlights, "divergences", lambda *_: ran.append("divergences") or [])
    monkeypatch.setattr(highlights, "revisions", lambda *_: ran.append("revisions") or [])
    path = project / "config/small.yaml"
    text = path.read_text(encoding="utf-8")
    (brief,) = pipeline.check_all(project=project)
    assert len(set(ran)) >= len(detect_series.SERIES_DETECTORS) + len(panels)
    assert brief.document.highlights
    ran.clear()
    path.write_text(text.replace("sections:\n", "highlights: {show: 0}\nsections:\n"), "utf-8")
    (brief,) = pipeline.check_all(project=project)
    assert ran == []
    assert brief.document.highlights == brief.document.passed == brief.document.reserve == ()
    assert brief.warnings == ()
    asked = "highlights: {show: 0, contrary: {show: true}}\nsections:\n"
    path.write_text(text.replace("sections:\n", asked), "utf-8")
    (warning,) = pipeline.check_all(project=project)[0].warnings
    assert "nothing is looked for that speaks against the message" in warning.message
    assert warning.place is not None
    assert str(warning.place).startswith("config/small.yaml:9:")
