"""A query over many rows of Parquet as a data set, beside the same query alone in the same engine.

``python benchmarks/queries.py FOLDER [million rows]`` makes the files once below FOLDER (5 MB a million rows) and
prints seconds of processor time, three of each in turn: the engine alone, this program's query, a whole build.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import duckdb

QUERY = (
    "select country, year, sum(value) as value from 'data/trade/*.parquet' group by country, year"
)
PROJECT = f"""\
sources: {{s: {{title: Made-up records, publisher: Nobody, licence: CC0, published: 2025-02-01}}}}
datasets:
  exports:
    source: s
    query: {QUERY}
    period: {{column: year}}
    dimension: country
    series: {{value: {{column: value, title: Exports, unit: USD}}}}
"""
BRIEF = """\
title: "Exports {{ x.verb }} to {{ x }}"
period: 2024
design: one-pager
metrics: {x: {value: "exports.value[M7]"}}
key_figures: [x]
highlights: {show: 0}
sections: [{title: All, text: "Exports came to {{ x }}."}]
"""
ALONE = f"""\
import duckdb
c = duckdb.connect(config={{'enable_progress_bar': False}})
c.execute({QUERY!r}).fetchall()
"""
OURS = f"""\
from pathlib import Path
from briefing.data.connectors.queries import run_query
files = [one.resolve() for one in sorted(Path('data/trade').glob('*.parquet'))]
run_query({QUERY!r}, {{'data/trade/*.parquet': files}})
"""


def make(folder: Path, millions: int) -> None:
    """The project with ten years of made-up records of 240 members."""
    (folder / "config").mkdir(parents=True, exist_ok=True)
    (folder / "data/trade").mkdir(parents=True, exist_ok=True)
    (folder / "config/project.yaml").write_text(PROJECT)
    (folder / "config/exports.yaml").write_text(BRIEF)
    for year in range(2015, 2025):
        path = folder / f"data/trade/{year}.parquet"
        if not path.exists():
            rows = (
                f"select 'M' || (hash(i) % 240)::varchar as country, {year} as year, "
                f"(hash(i * 7 + {year}) % 100000)::integer as value, (hash(i * 3) % 5000)::integer as code "
                f"from range({millions * 100_000}) t(i)"
            )
            duckdb.execute(f"copy ({rows}) to '{path}' (compression zstd)")


def seconds(folder: Path, *command: str) -> float:
    """Of processor time that a process of this Python takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *command], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure and print."""
    folder = Path(sys.argv[1])
    make(folder, int(sys.argv[2]) if len(sys.argv) > 2 else 100)
    for _ in range(3):
        alone, ours = seconds(folder, "-c", ALONE), seconds(folder, "-c", OURS)
        whole = seconds(folder, "-m", "briefing", "build", "--force", "--quiet")
        print(f"alone {alone:.2f} s, here {ours:.2f} s ({ours / alone:.2f}), build {whole:.2f} s")


if __name__ == "__main__":
    main()
