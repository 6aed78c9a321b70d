"""Where things are, and the files of the small project that tests write."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
RAW = SHARED / "data" / "usgs"

PROJECT = """\
sources:
  book: {title: Book, publisher: House, licence: CC0, published: 2025-01-31}
datasets:
  us:
    source: book
    path: data/us.csv
    period: {column: year, estimated: [2024]}
    series:
      output: {column: output, title: U.S. output, unit: t}
      reliance: {column: reliance, title: Reliance, unit: percent}
  world:
    source: book
    path: data/world.csv
    dimension: {column: country, title: Country, total: World}
    series:
      mined: {title: World mining, unit: t, range: [0, null], columns: {2023: y2023, 2024: y2024}}
"""
BRIEF = """\
title: "Output {{ output.verb }}"
period: 2024
design: one-pager
metrics:
  output: {value: us.output}
  reliance: {value: us.reliance}
  share: {share: world.mined, of: China}
key_figures: [output]
sections:
  - title: "Mining"
    text: |
      Output {{ output.verb }} to {{ output }}.
      China mined {{ share }}.
    chart: bars
charts:
  bars: {bar: world.mined, title: "China mined {{ share }}"}
"""
US = "year,output,reliance\n2022,400,>95\n2023,416,>95\n2024,450,80\n"
WORLD = (
    "country,y2023,y2024\nChina,255,270\nAustralia,16,13\nNigeria,7,13\nChad,W,W\n"
    "World,380,400\nPeru,W,W\n"
)


def small_project(folder: Path) -> Path:
    """Write the small project into a folder: three years, three countries, one brief."""
    (folder / "config").mkdir(parents=True)
    (folder / "data").mkdir()
    (folder / "config" / "project.yaml").write_text(PROJECT, encoding="utf-8")
    (folder / "config" / "small.yaml").write_text(BRIEF, encoding="utf-8")
    (folder / "data" / "us.csv").write_text(US, encoding="utf-8")
    (folder / "data" / "world.csv").write_text(WORLD, encoding="utf-8")
    return folder
