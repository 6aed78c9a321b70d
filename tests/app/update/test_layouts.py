"""An edition in another layout is found by its values, and read as if it were in the old one."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from places import ROOT

from briefing.app.build.pipeline import open_project
from briefing.app.cli import main as cli
from briefing.core.problems import ProblemLog
from briefing.data.reading import read_datasets

Rows = list[list[str]]
NEW = ROOT / "data/usgs/mcs2025"


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """The examples as they were when MCS 2024 was the last edition."""
    root = tmp_path / "project"
    shutil.copytree(ROOT / "config", root / "config")
    shutil.copytree(ROOT / "data/usgs/mcs2024", root / "data/usgs/mcs2024")
    shutil.copytree(ROOT / "data/us-macro", root / "data/us-macro")
    shared = root / "config/project.yaml"
    text = shared.read_text(encoding="utf-8")
    head, world = text.split("  ree_world:\n")
    head = head.replace(
        "    editions:\n      mcs2024: {path: data/usgs/mcs2024/rare-earths-us.csv}\n", ""
    )
    accepted, series = head.index("    accepted:"), head.index("    series:")
    head = head[:accepted] + head[series:]
    start, end = world.index("    editions:"), world.index("  us_macro:")
    world = world[:start] + world[end:]
    world = world.replace(
        "{2023: production_2023, 2024: {column: production_2024_estimated,",
        "{2022: production_2022, 2023: {column: production_2023_estimated,",
    )
    world = world.replace("{2024: reserves}", "{2023: reserves}")
    text = f"{head}  ree_world:\n{world}".replace("mcs2025/rare", "mcs2024/rare")
    text = text.replace("source: mcs2025", "source: mcs2024")
    shared.write_text(text, encoding="utf-8")
    return root


def rows_of(name: str) -> Rows:
    with (NEW / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def written(path: Path, rows: Rows, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def under_other_names(folder: Path, rows: Rows) -> Path:
    """Every column in another place, under a name that says nothing."""
    order = [3, 0, *[n for n in range(len(rows[0])) if n not in {0, 3}]]
    heads = [f"Column {chr(65 + n)}" for n in range(len(order))]
    return written(folder / "names.csv", [heads, *([row[n] for n in order] for row in rows[1:])])


def turned(folder: Path, rows: Rows) -> Path:
    """As the chapter prints it: a row for each measure, a column for each year."""
    columns = list(zip(*rows, strict=True))
    heads = ["Salient statistics", *columns[0][1:-1], f"{columns[0][-1]}e"]
    return written(
        folder / "turned.csv",
        [heads, *([one[0].replace("_", " ").title(), *one[1:]] for one in columns[1:])],
    )


def long(folder: Path, rows: Rows) -> Path:
    """A row for each value."""
    found = [["Reference period", "Measure", "Value", "Flag"]]
    found += [
        [row[0], head.replace("_", "-"), cell, "E" if row is rows[-1] else "A"]
        for row in rows[1:]
        for head, cell in zip(rows[0][1:], row[1:], strict=True)
    ]
    return written(folder / "long.csv", found)


def in_a_workbook(folder: Path, rows: Rows) -> Path:
    """In Excel, on the second sheet, below a title."""
    book = openpyxl.Workbook()
    book.active.append(["Contents", "see the next sheet"])
    sheet = book.create_sheet("T1")
    sheet.append(["Rare earths: salient statistics, United States"])
    sheet.append([])
    for row in [[f"{head} (t)" for head in rows[0]], *rows[1:]]:
        sheet.append([float(cell) if cell.replace(".", "").isdigit() else cell for cell in row])
    book.save(folder / "book.xlsx")
    return folder / "book.xlsx"


def as_excel_saves_it_in_europe(folder: Path, rows: Rows) -> Path:
    """Semicolons, points between thousands, an old encoding."""
    body = [[row[0], *(thousands(cell) for cell in row[1:])] for row in rows[1:]]
    return written(folder / "eu.csv", [[f"{h} é" for h in rows[0]], *body], ";", "cp1252")


def thousands(cell: str) -> str:
    return f"{int(cell):,}".replace(",", ".") if cell.isdecimal() else cell


def among_others(folder: Path, rows: Rows) -> Path:
    """One table for all commodities."""
    found = [["Commodity", *rows[0]]]
    for other, factor in (("Bauxite", 3), ("Rare earths", 1), ("Zinc", 7)):
        found += [
            [other, row[0], *(str(int(c) * factor) if c.isdecimal() else c for c in row[1:])]
            for row in rows[1:]
        ]
    return written(folder / "all.csv", found)


LAYOUTS: list[Callable[[Path, Rows], Path]] = [
    under_other_names, turned, long, in_a_workbook, as_excel_saves_it_in_europe, among_others,
]  # fmt: skip


def read(root: Path, name: str):
    project = open_project(root, ["us-economy"])
    log = ProblemLog()
    data = read_datasets(project.workspace, project.config, project.places, [name], log)
    return data[name]


def told(root: Path, name: str) -> dict[str, object]:
    """Every figure of a data set, by measure, member and period."""
    found = {}
    for key, measure in read(root, name).measures.items():
        lines = [*getattr(measure, "members", {"": measure}).values()]
        lines += [measure.total] if getattr(measure, "total", None) else []
        for line in lines:
            for period, fact in line.facts.items():
                quantity = fact.quantity
                figure = (quantity.value, quantity.bounds, quantity.status)
                found[key, line.member, period.code] = figure
    return found


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda one: one.__name__)
def test_every_figure_of_a_series_is_found(before: Path, tmp_path: Path, layout, capsys):
    file = layout(tmp_path, rows_of("rare-earths-us.csv"))
    code = cli.main(
        ["update", "ree_us", str(file), "--source", "mcs2025", "--yes", "--project", str(before)]
    )
    said = capsys.readouterr()
    assert code in {0, 1}, said.err
    assert "nothing holds its values" not in said.out
    assert told(before, "ree_us") == told(ROOT, "ree_us"), said.out


def for_all_commodities(folder: Path, rows: Rows) -> Path:
    found = [
        ["SOURCE", "COMMODITY", "COUNTRY", "PROD_2023", "PROD_EST_ 2024", "RESERVES_2024", "NOTES"]
    ]
    for other, factor in (("Rare earths", 1), ("Zinc", 11)):
        found += [
            [
                "MCS",
                other,
                f"{row[0]} ",
                *(str(int(c) * factor) if c.isdecimal() else c for c in row[1:4]),
                row[4],
            ]
            for row in rows[1:]
        ]
    return written(folder / "world.csv", found)


def a_row_for_each_value(folder: Path, rows: Rows) -> Path:
    found = [["Area", "Item", "Year", "Value"]]
    for row in rows[1:]:
        found += [
            [row[0], "Mine production", "2023", row[1]],
            [row[0], "Mine production", "2024e", row[2]],
            [row[0], "Reserves", "2024", row[3]],
        ]
    return written(folder / "areas.csv", found)


def with_footnotes(folder: Path, rows: Rows) -> Path:
    """Footnote digits fused to names, and a country under another name."""
    names = {
        "Burma": "Myanmar",
        "Australia": "Australia12",
        "World total (rounded)": "World total (rounded)14",
    }
    body = [[names.get(row[0], row[0]), *row[1:]] for row in rows[1:]]
    return written(
        folder / "notes.csv", [["Nation", "2023", "2024e", "Reserves", "Remarks"], *body]
    )


@pytest.mark.parametrize(
    "layout",
    [for_all_commodities, a_row_for_each_value, with_footnotes],
    ids=lambda one: one.__name__,
)
def test_every_figure_of_a_panel_is_found(before: Path, tmp_path: Path, layout, capsys):
    file = layout(tmp_path, rows_of("rare-earths-world.csv"))
    names = ["--member", "Myanmar=Burma"] if layout is with_footnotes else []
    arguments = ["update", "ree_world", str(file), "--source", "mcs2025", "--yes", *names]
    code = cli.main([*arguments, "--project", str(before)])
    said = capsys.readouterr()
    assert code in {0, 1}, said.err
    ours, theirs = told(before, "ree_world"), told(ROOT, "ree_world")
    assert ours == theirs, said.out


def test_the_real_files_are_taken_in(before: Path, raw: Path):
    for name, file in (
        ("ree_us", raw / "mcs2025/salient/mcs2025-rareee_salient.csv"),
        ("ree_world", raw / "mcs2025/world/MCS2025_World_Data.csv"),
    ):
        arguments = ["update", name, str(file), "--source", "mcs2025", "--yes", "--quiet"]
        assert cli.main([*arguments, "--project", str(before)]) in {0, 1}
        ours, theirs = told(before, name), told(ROOT, name)
        assert {key: ours.get(key) for key in theirs} == theirs
