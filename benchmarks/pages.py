"""What built pages look like, in numbers: the shipped examples in four designs and a stress set of 53.

Arguments: ``shipped`` or ``stress`` for one of the sets, ``--show`` for a line a brief, ``--keep
FOLDER`` to leave the files there. Pages are read from the PDFs, without their annexes.
"""

import re
import shutil
import sys
import tempfile
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from page_projects import DESIGNS, ROOT, make_commodities, make_shapes
from page_reading import LEAST_SIZE, read_brief

from briefing.app.cli.main import main as run

BLANKS = (0.08, 0.20, 0.25)
FULL = 0.85
SHIPPED = ("us-rare-earths", "us-economy")


def build(folder, designs):
    """Build a project; returns what was measured of each brief, and what was refused."""
    with redirect_stdout(StringIO()):
        run(["build", "--project", str(folder)])
    files = {path.stem: path for path in (folder / "output").rglob("*.pdf")}
    found = [read_brief(files[name], design) for name, design in designs.items() if name in files]
    return found, [name for name in designs if name not in files]


def shipped(folder):
    """The two examples and one commodity, each in each design."""
    found, refused = [], []
    for design in DESIGNS:
        project = folder / design
        for part in ("config", "data"):
            shutil.copytree(ROOT / part, project / part)
        for name in SHIPPED:
            path = project / f"config/{name}.yaml"
            text = re.sub(r"(?m)^(design|pages): .*\n", "", path.read_text(encoding="utf-8"))
            path.write_text(f"design: {design}\n{text}", encoding="utf-8")
        more = build(project, dict.fromkeys(SHIPPED, design))
        found += more[0]
        refused += [f"{name} as {design}" for name in more[1]]
    return found, refused


def stress(folder):
    """Twelve commodities and 41 made-up briefs."""
    first = folder / "commodities"
    second = folder / "shapes"
    found, refused = build(first, make_commodities(first))
    others, more = build(second, make_shapes(second))
    return found + others, refused + more


def tell(name, found, refused, *, show):
    """Print the measures of a set."""
    pages = [page for brief in found for page in brief.pages]
    inner = [page for brief in found for page in brief.pages[:-1]]
    last = [brief.pages[-1] for brief in found if len(brief.pages) > 1]
    print(
        f"{name}: {len(found)} briefs, {len(pages)} pages; refused: {', '.join(refused) or 'none'}"
    )
    print(
        f"  pages but the last under {FULL:.0%} full: {sum(p.fill < FULL for p in inner)} of {len(inner)}"
    )
    counts = (f"over {most:.0%} on {sum(p.blank > most for p in pages)}" for most in BLANKS)
    print(f"  blank rectangles of the text area: {', '.join(counts)} of {len(pages)} pages")
    print(
        f"  last pages of several under half full: {sum(p.fill < 0.5 for p in last)} of {len(last)}"
    )
    one_pagers = [brief for brief in found if brief.design == "one-pager"]
    without = sum(not brief.figures for brief in one_pagers)
    print(f"  one-pagers without a chart: {without} of {len(one_pagers)}")
    print(
        f"  figures further than one page from their text: {sum(b.far_figures for b in found)} of {sum(b.figures for b in found)}"
    )
    for design in DESIGNS:
        mine = [brief for brief in found if brief.design == design]
        if not mine:
            continue
        sizes = sum((brief.sizes for brief in mine), type(mine[0].sizes)())
        small = sum(n for size, n in sizes.items() if size < LEAST_SIZE) / sizes.total()
        most = max(len(brief.sizes) for brief in mine)
        every = (page.on_grid for brief in mine for page in brief.pages)
        grid = [share for share in every if share is not None]
        longest = max(page.longest for brief in mine for page in brief.pages)
        print(
            f"  {design}: {small:.0%} of letters under {LEAST_SIZE:g} pt, up to {most} sizes a brief, lines on one grid {sum(grid) / max(len(grid), 1):.0%}, the longest of {longest} letters"
        )
        print(
            "    "
            + ", ".join(f"{size:g} pt {n / sizes.total():.1%}" for size, n in sorted(sizes.items()))
        )
    for brief in found if show else ():
        fills = " ".join(f"{p.fill:.2f}/{p.blank:.2f}" for p in brief.pages)
        print(
            f"  {brief.name:28} {brief.design:12} full/blank {fills}; {brief.figures} charts; {len(brief.sizes)} sizes, {brief.small:.0%} small"
        )


def main(arguments):
    """Build the sets that were asked for, and tell."""
    show = "--show" in arguments
    kept = Path(arguments[arguments.index("--keep") + 1]) if "--keep" in arguments else None
    with tempfile.TemporaryDirectory() as folder:
        for make in (shipped, stress):
            if make.__name__ in arguments or not {"shipped", "stress"} & set(arguments):
                root = (kept or Path(folder)) / make.__name__
                shutil.rmtree(root, ignore_errors=True)
                root.mkdir(parents=True)
                tell(make.__name__, *make(root), show=show)


if __name__ == "__main__":
    main(sys.argv[1:])
