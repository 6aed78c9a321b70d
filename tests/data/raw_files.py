"""Configs for the raw USGS files, made from their headers: every column a series."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from briefing.core.problems import ProblemLog
from briefing.core.series import Dataset
from briefing.core.workspace import Workspace
from briefing.data.reading import read_dataset
from briefing.project.declared import Places
from briefing.project.project_schema import DatasetConfig, ProjectConfig

_KEYS = {"datasource", "source", "commodity", "year", "country", "type"}


def headers_of(path: Path) -> list[str]:
    text = path.read_bytes().decode("utf-8-sig")
    return [" ".join(one.split()) for one in next(csv.reader(io.StringIO(text)))]


def unit_of(header: str) -> str:
    return "percent" if "NIR" in header or header.endswith("_pct") else "1"


def config_of(path: Path) -> dict[str, Any]:
    """A salient table has a row for each year; three of 2024 hold a world table instead."""
    return salient(path) if "Year" in headers_of(path) else world_2024(path)


def salient(path: Path) -> dict[str, Any]:
    series = {}
    for position, header in enumerate(headers_of(path), 1):
        if not header or header.lower() in _KEYS or "note" in header.lower():
            continue
        series[f"s{position}"] = {
            "title": header,
            "unit": unit_of(header),
            "position": position,
            "tokens": {"E": {"bounds": [None, 0], "means": "net exporter"}}
            if unit_of(header) == "percent"
            else {},
        }
    years = [position for position, one in enumerate(headers_of(path), 1) if one == "Year"]
    return {"source": "mcs", "path": path.name, "period": {"position": years[0]}, "series": series}


def world_2024(path: Path) -> dict[str, Any]:
    series = {}
    for position, header in enumerate(headers_of(path), 1):
        is_text = "mine production" in header.lower()  # one file has the type for a header
        if not header or is_text or header.lower() in _KEYS or "note" in header.lower():
            continue
        year = header[-4:] if header[-4:].isdigit() else "2023"
        series[f"s{position}"] = {
            "title": header,
            "unit": "1",
            "columns": {year: {"position": position}},
        }
    where = type_filter(path)
    return {
        "source": "mcs",
        "path": path.name,
        "dimension": {"position": headers_of(path).index("Country") + 1},
        "where": where,
        "series": series,
    }


def type_filter(path: Path) -> dict[str, list[str]]:
    """The first kind of table in the file: several stand in some, one below the other."""
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))
    found = [one for one in headers_of(path) if one.lower() == "type"]
    if not found:
        return {}
    column = headers_of(path).index(found[0])
    first = next((row[column] for row in rows[1:] if row[column].strip()), "")
    return {found[0]: [first]} if first else {}


def read(path: Path, config: dict[str, Any]) -> tuple[Dataset | None, ProblemLog]:
    log = ProblemLog()
    declared = DatasetConfig.model_validate(config)
    dataset = read_dataset(Workspace(path.parent), "raw", declared, Places("project.yaml"), log)
    return dataset, log


__all__ = ["ProjectConfig", "config_of", "read", "salient", "world_2024"]
