"""A data set that is a workbook of 50,000 rows against the same rows as CSV, and against openpyxl; and a small one.

Each reading is a process of its own that reads the whole data set with its checks, measured by its processor
time and the memory that it took, in turns. Arguments: how many turns, and the folder of another checkout of this
program, which then reads the same workbooks.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl

ROOT = Path(__file__).resolve().parents[1]
_PROJECT = """\
name: Workbooks
sources: {made_up: {title: Made-up figures, publisher: Nobody, licence: none}}
datasets:
  d:
    source: made_up
    path: data/d.ENDING
    period: {column: year}
    dimension: {column: who, title: Region}
    series:
      x: {column: x, title: Visits, unit: thousand item}
      y: {column: y, title: Share, unit: percent}
"""
_BRIEF = "title: Visits\nperiod: 2024\nbottom_line: Visits.\n"
_READING = """
import resource, sys, time
from pathlib import Path
from briefing.app.build import pipeline
from briefing.core.problems import ProblemLog
from briefing.data import reading
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
if sys.argv[2] == "openpyxl":
    from briefing.data.excel import plain_sheet
    plain_sheet.plain_sheet = lambda *_: None
one = pipeline.open_project(Path(sys.argv[1]))
before, began = peak(), time.process_time()
assert reading.read_datasets(one.workspace, one.config, one.places, ["d"], ProblemLog())
print(time.process_time() - began, peak() - before)
"""


def make_project(folder, rows, ending):
    """Two measures of regions over 25 years; numbers and percents with a decimal, as they are shown."""
    chance = random.Random(1)
    for name in ("config", "data"):
        (folder / name).mkdir(parents=True)
    (folder / "config/project.yaml").write_text(_PROJECT.replace("ENDING", ending), "utf-8")
    (folder / "config/b.yaml").write_text(_BRIEF, "utf-8")
    table = [
        [
            f"Region {at // 25:04d}",
            2000 + at % 25,
            round(200 + at // 25 % 97 + at % 25 * 1.5 + chance.random(), 3),
            round(0.4 + 0.01 * (at % 25) + chance.random() / 50, 4),
            chance.choice(["", "E"]),
        ]
        for at in range(rows)
    ]
    if ending == "csv":
        lines = [f"{who},{year},{x:.1f},{100 * y:.1f},{flag}\n" for who, year, x, y, flag in table]
        (folder / "data/d.csv").write_text("who,year,x,y,flag\n" + "".join(lines), "utf-8")
        return folder
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["who", "year", "x", "y", "flag"])
    for row, cells in enumerate(table, 2):
        sheet.append(cells)
        sheet.cell(row, 3).number_format = "#,##0.0"
        sheet.cell(row, 4).number_format = "0.0%"
    book.save(folder / "data/d.xlsx")
    return folder


def read(folder, way, root):
    """The processor time of reading, in seconds, and the memory that it took, in MB."""
    told = subprocess.run(
        [sys.executable, "-c", _READING, folder, way],
        env={**os.environ, "PYTHONPATH": str(root)},
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    return float(told[0]), int(told[1]) / 1000


def main(turns=5, other=None):
    """Print the medians, and what each takes of the first."""
    with tempfile.TemporaryDirectory() as made:
        for rows in (50_000, 20):
            workbook = make_project(Path(made, f"xlsx{rows}"), rows, "xlsx")
            text = make_project(Path(made, f"csv{rows}"), rows, "csv")
            ways = {
                "as it is": (workbook, "", ROOT),
                "by openpyxl": (workbook, "openpyxl", ROOT),
                "as CSV": (text, "", ROOT),
            }
            if other:
                ways["by the other checkout"] = workbook, "", Path(other)
            seen = {way: [] for way in ways}
            for _ in range(turns):
                for way, how in ways.items():
                    seen[way].append(read(*how))
            first = statistics.median(took for took, _ in seen["as it is"])
            print(f"{rows:,} rows; load {os.getloadavg()[0]:.1f}")
            for way, each in seen.items():
                took, memory = (statistics.median(column) for column in zip(*each, strict=True))
                print(f"  {way}: {took:.3f} s, {memory:.0f} MB; {took / first:.2f} of the first")


if __name__ == "__main__":
    main(int((sys.argv[1:] or ["5"])[0]), *sys.argv[2:3])
