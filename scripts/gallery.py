"""Makes ``docs/gallery.md`` with its pictures from the project in ``docs/gallery``: sh scripts/gallery."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import briefing
from briefing.core.text_nodes import plain
from briefing.writers.drawing.drawing_markup import svg_file
from briefing.writers.drawing.outlines import outlined
from briefing.writers.drawing.painter import Painter
from briefing.writers.house.chart_style import Style

DOCS = Path(__file__).resolve().parents[1] / "docs"
PROJECT = DOCS / "gallery"
PICTURES = DOCS / "images" / "gallery"
ACCENT = "#1f5f7a"
DPI = 80
FOOT, MARGIN = 780, 12
"""Points: where the running foot begins; what stays below the last line."""
HEAD = """\
# Gallery

Ten briefs on ten subjects, with {count} figures of {kinds} kinds. All figures are made up and free to use (CC0); the whole project is
[one YAML file](gallery/config/project.yaml), a small one for each brief, and [eleven tables](gallery/data/power.csv). A test
checks every brief and draws every figure; `sh scripts/gallery` makes this page and its pictures.
"""


def page(briefs: Mapping[str, briefing.Brief]) -> str:
    """The text of the page."""
    charts = [chart for name in briefs for chart in _yaml(name)]
    kinds = {line.partition("{")[2].partition(":")[0] for _, line in charts}
    parts = [HEAD.format(count=len(charts), kinds=len(kinds))]
    for name, brief in briefs.items():
        parts.append(f"## {name.capitalize()}\n")
        parts.append(f"**{plain(brief.document.title)}** ([YAML](gallery/config/{name}.yaml))\n")
        parts.append(f"![First page of the brief](images/gallery/{name}.png)\n")
        for chart, line in _yaml(name):
            alt = brief.charts[chart].alt.replace("[", "(").replace("]", ")").replace("\n", " ")
            parts.append(f"![{alt}](images/gallery/{name}-{chart}.svg)\n")
            parts.append(f"```yaml\ncharts:\n{line}\n```\n")
    return "\n".join(parts).rstrip() + "\n"


def _yaml(name: str) -> Iterator[tuple[str, str]]:
    """The charts of a brief with their lines of YAML."""
    text = (PROJECT / f"config/{name}.yaml").read_text("utf-8")
    for line in text.partition("\ncharts:\n")[2].splitlines():
        yield line.strip().partition(":")[0], line


def drawings(brief: briefing.Brief) -> Iterator[tuple[str, str]]:
    """The charts of a brief, each with its drawing."""
    painter = Painter(Style(accent=ACCENT))
    for chart, figure in brief.charts.items():
        yield chart, svg_file(outlined(painter.of(chart, figure.plot).svg), figure.alt)


def checked() -> dict[str, briefing.Brief]:
    """The briefs by name."""
    return {one.id: one for one in briefing.check_all(project=PROJECT)}


def main() -> int:
    """Write the page and all its pictures."""
    import pymupdf

    briefs = checked()
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, brief in briefs.items():
        for chart, svg in drawings(brief):
            (PICTURES / f"{name}-{chart}.svg").write_text(svg, encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        for built in briefing.build_all(project=PROJECT, output=folder):
            with pymupdf.open(built.files["pdf"]) as pages:
                sheet = pages[0]
                words = [one[3] for one in sheet.get_text("words") if one[3] < FOOT]
                sheet.set_cropbox(pymupdf.Rect(0, 0, sheet.rect.width, max(words) + MARGIN))
                sheet.get_pixmap(dpi=DPI).save(PICTURES / f"{built.id}.png")
    (DOCS / "gallery.md").write_text(page(briefs), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
