"""Files that are damaged in odd ways, or too large: told with the file, whatever a library raises."""

from __future__ import annotations

import io

import openpyxl
import pytest

from briefing.core.budgets import allow
from briefing.core.problems import Place, ProblemLog
from briefing.core.workspace import Workspace
from briefing.data.connectors.local_files import read_grid
from briefing.project.project_schema import DatasetConfig


def told(folder, name: str, content: bytes, **keys: object) -> list[str]:
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / name).write_bytes(content)
    config = DatasetConfig.model_validate(
        {
            "source": "s",
            "path": f"data/{name}",
            "period": {"column": "year"},
            "series": {"t": {"title": "T", "unit": "t", "column": "t"}},
            **keys,
        }
    )
    log = ProblemLog()
    read_grid(Workspace(folder), config, Place("config/project.yaml", 1), log)
    return [str(one) for one in log]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("d.json", b"[" * 200_000),
        ("d.json", b'[{"year":' + b"[" * 200_000),
        ("d.json", b'[{"year":2024,"t":' + b"9" * 5000 + b"}]"),
    ],
)
def test_json_that_is_too_deep_or_too_long_is_told(tmp_path, name, content):
    (found,) = told(tmp_path, name, content)
    assert found.startswith("data/d.json"), found


@pytest.mark.parametrize("encoding", ["punycode", "undefined", "utf\0", "base64", "unicode_escape"])
def test_an_odd_encoding_is_told(tmp_path, encoding):
    found = told(tmp_path, "d.csv", b"year,t\n2024,1\\x\n", encoding=encoding)
    assert found
    assert found[0].startswith("data/d.csv"), found


def test_a_table_may_have_so_many_rows_and_cells(tmp_path):
    try:
        allow("rows=3")
        assert not told(tmp_path, "d.csv", b"year,t\n2023,1\n2024,1\n")
        assert "may have 3 rows" in told(tmp_path, "d.csv", b"year,t\n2022,1\n2023,1\n2024,1\n")[0]
        allow("cells=5")
        assert "may have 5 cells" in told(tmp_path, "d.csv", b"year,t\n2023,1\n2024,1\n")[0]
    finally:
        allow("")


def test_a_workbook_without_cells_is_told_and_charts_are_passed_over(tmp_path):
    book = openpyxl.Workbook()
    assert told(tmp_path, "d.xlsx", saved(book))[0].startswith("data/d.xlsx: nothing stands in it")
    book.create_chartsheet("Figure 1", 0)
    book["Sheet"].append(["year", "t"])
    book["Sheet"].append([2024, 5])
    assert not told(tmp_path, "c.xlsx", saved(book)), "a chart without a drawing is passed over"
    del book["Sheet"]
    assert "it holds charts (Figure 1) and no cells" in told(tmp_path, "e.xlsx", saved(book))[0]


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
