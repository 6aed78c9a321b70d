"""Ordinary data of ordinary size: how a brief's time grows with the cells that it reads.

Made-up panels, long layout: members by years, one measure, one brief about one member, highlights on. Each
build is a process of its own and is measured by its processor time, in turns. Arguments: how many turns,
and ``million`` for the file of a million rows too, which takes ten seconds and half a GB.
"""

import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = {**os.environ, "PYTHONPATH": str(ROOT)}
_PROJECT = """\
name: Scale
sources: {made_up: {title: Made-up figures, publisher: Nobody, licence: none}}
datasets:
  d:
    source: made_up
    path: data/d.csv
    period: {column: year}
    dimension: {column: member, title: Library}
    series:
"""
_SERIES = "      m{0}: {{column: m{0}, title: Visits to part {0}, unit: thousand item}}\n"
_BRIEF = """\
title: "Visits to Library 7 {{ visits.moved }} in {{ period }}"
period: 2024
bottom_line: "Library 7 had {{ visits }} visits in {{ period }}, after {{ visits.before }}."
metrics: {visits: {value: "d.m0[Library 7]"}}
key_figures: [visits]
sections:
  - title: "Visits {{ visits.verb }}"
    text: "The number of visits {{ visits.moved }} in {{ period }}."
    charts: [trend]
charts: {trend: {column: "d.m0[Library 7]", title: "Visits {{ visits.from_to }}"}}
"""
_READING = """
import re, sys, time
from pathlib import Path
from briefing.app.build import pipeline
from briefing.core.problems import ProblemLog
from briefing.data.reading import read_datasets
def peak():  # what getrusage tells begins with the memory of the process that started this one
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
one = pipeline.open_project(Path(sys.argv[1]))
before, began = peak(), time.process_time()
assert read_datasets(one.workspace, one.config, one.places, ["d"], ProblemLog())
print(time.process_time() - began, peak() - before)
"""


def make_project(folder, members, years, measures=1):
    """Random walks of all members, the last year 2024."""
    chance = random.Random(1)
    for name in ("config", "data"):
        (folder / name).mkdir(parents=True)
    series = "".join(_SERIES.format(one) for one in range(measures))
    (folder / "config/project.yaml").write_text(_PROJECT + series, encoding="utf-8")
    (folder / "config/b.yaml").write_text(_BRIEF, encoding="utf-8")
    with (folder / "data/d.csv").open("w", encoding="utf-8") as file:
        file.write(",".join(["member", "year", *(f"m{one}" for one in range(measures))]) + "\n")
        for member in range(members):
            values = [chance.lognormvariate(6, 1.5) for _ in range(measures)]
            for year in range(2025 - years, 2025):
                values = [one * chance.lognormvariate(0.01, 0.08) for one in values]
                file.write(f"Library {member},{year},{','.join(f'{one:.1f}' for one in values)}\n")
    return folder


def spent(*command, folder=ROOT):
    """Processor time of a process, in seconds, and its peak memory in MB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, *command], check=True, cwd=folder, env=PYTHON,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, after.ru_maxrss / 1024  # the largest child until now: small ones run first


def reading(folder):
    """Processor time of reading the data set with its checks, in a process of its own, and MB that it adds."""
    found = subprocess.run(
        [sys.executable, "-c", _READING, str(folder)], check=True, env=PYTHON, capture_output=True
    )
    seconds, kilobytes = map(float, found.stdout.split())
    return seconds, kilobytes / 1024


def build(folder):
    return spent(
        "-m", "briefing", "build", "--force", "--output", str(folder / "out"), folder=folder
    )


def read(file):
    return spent("-c", f"import pandas; pandas.read_csv({str(file)!r})")


def detectors(folder):
    """Processor time of the search for highlights alone, in this process."""
    sys.path.insert(0, str(ROOT))
    from briefing.app.build import pipeline, preparation

    inner, seconds = preparation.choose_highlights, []

    def timed(*given, **more):
        began = time.process_time()
        found = inner(*given, **more)
        seconds.append(time.process_time() - began)
        return found

    preparation.choose_highlights = timed
    project = pipeline.open_project(folder)
    (brief,) = project.briefs.values()
    preparation.prepare(project, brief, pipeline.ProblemLog())
    preparation.choose_highlights = inner
    return seconds[0]


def main(turns=3, *, has_million=False):
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        sizes = {
            "1,000": make_project(root / "small", 50, 20),
            "10,000": make_project(root / "middle", 500, 20),
            "100,000": make_project(root / "large", 2500, 40),
        }
        found = {size: [] for size in sizes}
        for _ in range(turns):
            for size, folder in sizes.items():
                found[size].append(build(folder))
        usual = {size: statistics.median(one for one, _ in each) for size, each in found.items()}
        for size, seconds in usual.items():
            ratio = seconds / usual["1,000"]
            print(f"a brief on {size} cells: {seconds:.2f} s, {ratio:.2f} times that on 1,000"
                  f" (peak {found[size][0][1]:.0f} MB)")  # fmt: skip
        print(f"goal 1.4: {usual['100,000'] / usual['1,000']:.2f}")
        times = [detectors(sizes["100,000"]) for _ in range(turns)]
        print(
            f"detectors on 2,500 members x 40 years: {statistics.median(times):.2f} s (goal 0.5 s)"
        )
        wide = make_project(root / "wide", 240, 60, 20)
        seconds, peak = build(wide)
        ratio = seconds / usual["1,000"]
        print(f"a brief on 240 members x 60 years x 20 measures: {seconds:.1f} s, {ratio:.2f} times that"
              f" on 1,000 (peak {peak:.0f} MB)")  # fmt: skip
        if has_million:
            million = make_project(root / "million", 25_000, 40)
            bare, _ = read(million / "data/d.csv")
            size = (million / "data/d.csv").stat().st_size / 1024**2
            seconds, memory = reading(million)
            print(f"reading 1,000,000 rows with checks: {seconds:.2f} s, {seconds / bare:.1f} times a process that"
                  f" only reads them with pandas (goal 3); {memory:.0f} MB, {memory / size:.1f} times the file (goal 6)")  # fmt: skip
            seconds, peak = build(million)
            ratio = seconds / (bare + usual["1,000"])
            print(f"1,000,000 rows: {seconds:.1f} s and {peak:.0f} MB, {ratio:.1f} times pandas.read_csv "
                  f"({bare:.2f} s) and the small brief (goal 2.5 in 800 MB)")  # fmt: skip


if __name__ == "__main__":
    given = sys.argv[1:]
    main(*(int(one) for one in given if one.isdigit()), has_million="million" in given)
