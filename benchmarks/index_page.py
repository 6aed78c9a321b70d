"""How long Chromium takes to open the index of a portfolio: 400 subjects with five figures each, by the clock.

Navigation Timing from the start of the navigation to the first text and to the end of loading, each time in a new
page; beside it the processor time of the page, which hangs less on what else the machine does. Without Chromium there is nothing to measure, and that is said.
"""

import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browser import Browser, program  # noqa: E402  (the folders of this checkout first)

from briefing.core.index_entry import IndexEntry, IndexFigure  # noqa: E402
from briefing.core.resources import TEMPLATES  # noqa: E402
from briefing.core.workspace import Workspace  # noqa: E402
from briefing.language.base import language_of  # noqa: E402
from briefing.writers.house.house import shipped_house  # noqa: E402
from briefing.writers.html.index_page import index_page  # noqa: E402

GOAL = 1.0
LABELS = ("Population", "Unemployment rate", "Waiting time", "Schools", "Balance")
TIMES = """(() => {
  const [load] = performance.getEntriesByType("navigation");
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  return [paint ? paint.startTime : null, load.domContentLoadedEventEnd, load.loadEventEnd];
})()"""


def made(count):
    """The page of made-up subjects."""
    trend = tuple(float(year % 7) for year in range(10))
    figures = [
        IndexFigure(
            label.lower(),
            label,
            "12,345",
            "e",
            "people",
            "up",
            "+8.2% from 11,409 in 2023",
            trend,
            1.0,
        )
        for label in LABELS
    ]
    found = "The waiting time rose 8.2% to 120 days in 2024, from 111 days in 2023, the highest since 2015."
    entries = [
        IndexEntry(
            f"subject-{one}",
            f"Subject {one}",
            f"Subject {one}: waits rose to 120 days",
            tuple(figures),
            found,
        )
        for one in range(count)
    ]
    language = language_of("en", "en_US", {}, {})
    words = {**language.section("page"), **language.section("index")}
    return index_page(
        "All", entries, words, language="en", paper="A4", house=shipped_house(),
        templates=[Workspace(TEMPLATES)], for_print=False,
    )  # fmt: skip


def main(count=400, turns=9):
    found = program()
    if found is None:
        print("skipped: there is no Chromium on this machine")
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        path = Path(name) / "index.html"
        path.write_text(made(count), encoding="utf-8")
        browser, every, spent = Browser(found, Path(name) / "profile"), [], []
        try:
            for _ in range(turns + 1):
                with browser.page(1280, 900) as page:
                    before = page.processor_seconds()
                    page.show(path)
                    page.result("new Promise((done) => setTimeout(done, 200))")
                    every.append(page.value(TIMES))
                    spent.append(page.processor_seconds() - before)
        finally:
            browser.close()
        size = path.stat().st_size
    told = every[1:]  # the first one starts the browser's own processes
    loads = [load / 1000 for _, _, load in told]
    paints = [paint / 1000 for paint, _, _ in told if paint is not None]
    middle = statistics.median(loads)
    print(f"index of {count} subjects, {size / 1e6:.1f} MB: loaded after {middle:.2f} s")
    print(f"  {min(loads):.2f} to {max(loads):.2f} s in {len(loads)} turns, goal {GOAL:.0f} s")
    if paints:
        print(f"  first text after {statistics.median(paints):.2f} s")
    print(f"  processor time of the page's main thread {statistics.median(spent[1:]):.2f} s")
    print("reached" if middle < GOAL else "missed")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
