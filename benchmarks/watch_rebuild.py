"""A text edit of the example brief in a running watch, against WeasyPrint alone on the same HTML.

The seconds run from the save to the moment when all files are in place, and to the moment when the
page for the browser is there. The other side is ``weasyprint.HTML(...).write_pdf()`` in the same
warm process: without tags, attachments or checks, and without a look at how the pages are filled.
"""

import queue
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

from portfolio import ROOT, compare

sys.path.insert(0, str(ROOT))
BRIEF = "us-rare-earths"


class Told:
    """When the watch told what."""

    def __init__(self):
        self.pages, self.looks = queue.Queue(), queue.Queue()
        self.problems = []

    def watches(self, briefs): ...

    def shows(self, *_):
        self.pages.put(time.perf_counter())

    def has(self, result):
        self.problems += result.problems

    def has_looked(self, _):
        self.looks.put(time.perf_counter())


def watched(folder, told, stop):
    from briefing.app.watch.watching import watch_project

    for name in ("config", "data"):
        shutil.copytree(ROOT / name, folder / name)
    watching = (folder, folder / "output", (BRIEF,), told, stop)
    threading.Thread(target=watch_project, args=watching, daemon=True).start()


def main(turns=7):
    import weasyprint

    from briefing.core.resources import FONTS
    from briefing.core.workspace import Workspace
    from briefing.writers.house.fonts import typefaces
    from briefing.writers.pdf import filling
    from briefing.writers.pdf.pdf import _fetcher

    pages, layouts = [], []
    lay_out = filling.lay_out

    def keep(html, *rest, **more):
        began = time.perf_counter()
        laid = lay_out(html, *rest, **more)
        pages.append(html)
        layouts.append(time.perf_counter() - began)
        return laid

    filling.lay_out = keep
    faces = typefaces(Workspace(FONTS))
    with tempfile.TemporaryDirectory() as name:
        folder, told, stop = Path(name) / "project", Told(), threading.Event()
        watched(folder, told, stop)
        told.looks.get(timeout=300), told.pages.get()
        file = folder / f"config/{BRIEF}.yaml"
        text = file.read_text(encoding="utf-8")
        ours, early, bare, parts = [], [], [], []
        for turn in range(turns + 1):
            pages.clear(), layouts.clear()
            began = time.perf_counter()
            file.write_text(text.replace("The ", f"The {'very ' * (turn % 2)}", 1), "utf-8")
            if turn == 0:
                file.write_text(f"{text}\n# a remark\n", "utf-8")
            early.append(told.pages.get(timeout=300) - began)
            ours.append(told.looks.get(timeout=300) - began)
            assert not told.problems, told.problems
            parts.append(list(layouts))
            began = time.perf_counter()
            weasyprint.HTML(string=pages[-1], url_fetcher=_fetcher(faces, [])).write_pdf()
            bare.append(time.perf_counter() - began)
        stop.set()
    compare("page in the browser", early[1:], bare[1:], 1.3)
    compare("all files", ours[1:], bare[1:], 1.3)
    last = [ours[-1] - sum(parts[-1]), *parts[-1]]
    print(f"   the last rebuild: {len(parts[-1])} layouts of "
          f"{', '.join(f'{one:.2f}' for one in last[1:])} s, all else {last[0]:.2f} s")  # fmt: skip


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
