"""A cold build of the example brief against its bare parts, in turns, each in a process of its own.

The bare parts: import weasyprint, matplotlib and pandas, draw and save the brief's charts, and call
``write_pdf`` on its finished HTML without tags, attachments or checks. Prints the ratio of the
medians and of the minima, the stages of the build, and the peak memory of both.
"""

import json
import os
import pickle
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BRIEF = "us-rare-earths"


def bare(folder: Path) -> None:
    """What cannot be less: imports, charts, layout and paint."""
    started = time.perf_counter()
    import matplotlib.figure
    import pandas as pd
    import weasyprint
    from matplotlib.backends import backend_svg

    del matplotlib, pd, backend_svg
    imported = time.perf_counter()
    from briefing.writers.drawing.drawing import draw
    from briefing.writers.house.chart_style import Style

    with (folder / "plots.pickle").open("rb") as file:
        plots = pickle.load(file)
    for name, plot in plots.items():
        draw(plot, name, Style(accent="#8a3b12"))
    drawn = time.perf_counter()
    from briefing.core.resources import FONTS
    from briefing.writers.house.fonts import typefaces
    from briefing.writers.pdf.pdf import _fetcher

    html = (folder / "page.html").read_text(encoding="utf-8")
    weasyprint.HTML(string=html, url_fetcher=_fetcher(typefaces(FONTS), [])).write_pdf()
    report(
        {"imports": imported - started, "charts": drawn - imported,
         "write_pdf": time.perf_counter() - drawn}
    )  # fmt: skip


def ours(folder: Path) -> None:
    """The build as a user runs it, with the time of each stage."""
    started = time.perf_counter()
    from briefing.app.build import pipeline, preparation
    from briefing.brief.charts import planning
    from briefing.writers.html import page as html
    from briefing.writers.pdf import filling, pdf

    stages: dict[str, float] = {}

    def timed(home: object, name: str, label: str) -> None:
        inner = getattr(home, name)

        def call(*args: object, **more: object) -> object:
            began = time.perf_counter()
            try:
                return inner(*args, **more)
            finally:
                stages[label] = stages.get(label, 0) + time.perf_counter() - began

        setattr(home, name, call)

    timed(pipeline, "open_project", "config")
    timed(preparation, "read_datasets", "data")
    timed(preparation, "compute_metrics", "metrics")
    timed(preparation, "draw_charts", "charts (with import)")
    timed(preparation, "compose_document", "composition")
    timed(pipeline, "ledger_of", "ledger")
    timed(html, "write_html", "html for screens")
    timed(filling, "write_html", "html for print")
    timed(filling, "lay_out", "layouts (with import)")
    timed(pdf.LaidOut, "written", "pdf")
    timed(pipeline, "write_outputs", "output")
    del planning
    pipeline.build_all([BRIEF], project=ROOT, output=folder / "output")
    whole = time.perf_counter() - started
    stages["imports of ours and the rest"] = whole - sum(stages.values())
    report(stages)


def report(parts: dict[str, float]) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"parts": parts, "peak": peak}))


def prepare(folder: Path) -> None:
    """The plots and the finished page of the brief, for the bare parts."""
    from briefing.app.build import pipeline, preparation
    from briefing.brief.charts.planning import draw_anew
    from briefing.writers.html.page import write_html

    kept: dict[str, object] = {}
    inner = preparation.draw_charts

    def keep(plots: dict[str, object], accent: str, remember: object) -> object:
        kept.update(plots)
        return inner(plots, accent, remember)

    preparation.draw_charts = keep
    project = pipeline.open_project(ROOT, [BRIEF])
    log = pipeline.ProblemLog()
    prepared = preparation.prepare(project, project.briefs[BRIEF], log, draw_anew)
    page = write_html(prepared.document, templates=pipeline._templates(project), for_print=True)
    (folder / "page.html").write_text(page, encoding="utf-8")
    with (folder / "plots.pickle").open("wb") as file:
        pickle.dump(kept, file)


def run(kind: str, folder: Path) -> tuple[float, dict[str, object]]:
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, __file__, kind, str(folder)],
        check=True, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return time.perf_counter() - began, json.loads(done.stdout.splitlines()[-1])


def main(turns: int = 7) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run(
            [sys.executable, __file__, "prepare", name],
            check=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        run("bare", folder), run("ours", folder)
        found: dict[str, list[tuple[float, dict[str, object]]]] = {"bare": [], "ours": []}
        for _ in range(turns):
            for kind, results in found.items():
                results.append(run(kind, folder))
    for kind, results in found.items():
        times = [one for one, _ in results]
        best = min(results, key=lambda one: one[0])[1]
        print(f"{kind}: median {statistics.median(times):.2f} s, least {min(times):.2f} s, "
              f"peak {best['peak']:.0f} MB")  # fmt: skip
        for part, seconds in best["parts"].items():
            print(f"   {part:<30} {seconds:.2f} s")
    medians = {kind: statistics.median(t for t, _ in results) for kind, results in found.items()}
    least = {kind: min(t for t, _ in results) for kind, results in found.items()}
    print(f"ratio of medians {medians['ours'] / medians['bare']:.2f}, "
          f"of least {least['ours'] / least['bare']:.2f} (goal: at most 1.25)")  # fmt: skip


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    if len(sys.argv) > 2:
        {"bare": bare, "ours": ours, "prepare": prepare}[sys.argv[1]](Path(sys.argv[2]))
    else:
        main()
