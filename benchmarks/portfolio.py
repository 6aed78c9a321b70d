"""Projects of many light briefs for the benchmarks, and how their builds are run and timed."""

import hashlib
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COUNT = 85
YEARS = range(2015, 2025)

_HEAD = """\
sources:
  book: {title: Yearbook, publisher: Office, licence: CC0, published: 2025-01-31}
datasets:
"""
_DATASET = """\
  @:
    source: book
    path: data/{file}.csv
    period: {{column: year, estimated: [2024]}}{where}
    series:
      output: {{column: output, title: Output of @, unit: t}}
      exports: {{column: exports, title: Exports of @, unit: t}}
"""
_BRIEF = """\
title: "Output of @ {{ output.verb }} to {{ output }}"
period: 2024
design: one-pager
metrics:
  output: {value: @.output}
  exports: {value: @.exports}
key_figures: [output, exports]
sections:
  - title: "Output {{ output.verb }}"
    text: |
      Output {{ output.verb }} to {{ output }} from {{ output.before }}, and exports
      {{ exports.verb }} to {{ exports }}.
    chart: line
charts:
  line: {line: @.output, title: "Output {{ output.verb }}"}
"""


def names(count=COUNT):
    return [f"brief{number:02}" for number in range(1, count + 1)]


def make_project(folder, briefs, *, shared_file=False):
    """A project of these briefs, each with a data file of its own, or with its rows of one file."""
    (folder / "config").mkdir(parents=True)
    (folder / "data").mkdir()
    declared = [
        _DATASET.format(
            file="all" if shared_file else name,
            where=f"\n    where: {{brief: {name}}}" if shared_file else "",
        ).replace("@", name)
        for name in briefs
    ]
    (folder / "config/project.yaml").write_text(_HEAD + "".join(declared), encoding="utf-8")
    for name in briefs:
        brief = _BRIEF.replace("@", name)
        (folder / f"config/{name}.yaml").write_text(brief, encoding="utf-8")
    set_cells(folder, briefs, shared_file=shared_file)
    return folder


def set_cells(folder, briefs, changed=None, turn=0, *, shared_file=False):
    """Write the data files; one cell of the brief ``changed`` is another in each turn."""
    tables = {name: _rows(name, turn if name == changed else 0) for name in briefs}
    head = "brief,year,output,exports\n"
    if shared_file:
        text = head + "".join(row for rows in tables.values() for row in rows)
        (folder / "data/all.csv").write_text(text, encoding="utf-8")
        return
    for name, rows in tables.items():
        if changed in {None, name}:
            (folder / f"data/{name}.csv").write_text(head + "".join(rows), encoding="utf-8")


def _rows(name, turn):
    size = 400 + int(name[5:])
    for year in YEARS:
        more = turn if year == 2024 else 0
        yield f"{name},{year},{size + 7 * (year - 2015) + more},{size // 2 + 3 * (year - 2015)}\n"


def environment():
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def timed(command):
    """Seconds that a fresh process takes, and what it prints."""
    began = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment())
    return time.perf_counter() - began, done.stdout


def build(project):
    """Build in a fresh process: seconds, and the names of the briefs that it made."""
    command = [sys.executable, "-m", "briefing", "build", "--json", "--project", str(project)]
    seconds, told = timed(command)
    return seconds, [one["id"] for one in json.loads(told)["briefs"] if one["built"]]


def hashes_of(folder):
    """Of each output, by name."""
    files = (path for path in folder.iterdir() if path.is_file())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def compare(label, ours, bare, goal):
    """Print the ratio of two lists of seconds that were measured in turns."""
    a, b = statistics.median(ours), statistics.median(bare)
    print(
        f"{label}: {a:.3f} s against {b:.3f} s; ratio of medians {a / b:.2f}, "
        f"of least {min(ours) / min(bare):.2f} (goal: at most {goal})",
        flush=True,
    )
