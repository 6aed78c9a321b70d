"""Briefs of single commodities made from the raw USGS files: a salient table and a world table each."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

COMMODITIES = {
    "alumi": "Aluminum", "antim": "Antimony", "chrom": "Chromium", "cobal": "Cobalt",
    "coppe": "Copper", "fluor": "Fluorspar", "galli": "Gallium", "germa": "Germanium",
    "gold": "Gold", "graph": "Graphite", "lithium": "Lithium", "manga": "Manganese",
    "nicke": "Nickel", "phosp": "Phosphate rock", "potas": "Potash", "rareee": "Rare earths",
    "silve": "Silver", "tin": "Tin", "tungs": "Tungsten", "zinc": "Zinc",
}  # fmt: skip
_MEASURES = {
    "USprod": "U.S. production", "Imports": "Imports", "Exports": "Exports", "Price": "Price",
    "Consump": "Consumption", "Stocks": "Stocks", "Employment": "Employment",
    "NIR": "Net import reliance",
}  # fmt: skip
_UNITS = {
    "t": "t", "kt": "kt", "kg": "kg", "pct": "percent", "ct": "percent", "num": "worker",
    "dt": "USD/t", "dkg": "USD/kg", "dlb": "USD/lb", "dtoz": "USD/troy_ounce", "": "",
}  # fmt: skip
_KINDS = {
    "Secondary": "secondary", "Primary": "primary", "Mine": "mine", "Ores": "ores", "LME": "LME",
}  # fmt: skip


def brief_of(raw: Path, folder: Path, code: str) -> None:
    """Write a project with one brief into ``folder``: nothing declared but where the data stand."""
    salient = raw / "mcs2025/salient" / f"mcs2025-{code}_salient.csv"
    world = raw / "mcs2025/world/MCS2025_World_Data.csv"
    (folder / "config").mkdir()
    (folder / "data").mkdir()
    for path in (salient, world):
        (folder / "data" / path.name).write_bytes(path.read_bytes())
    datasets: dict[str, Any] = {"us": _salient(salient)}
    if kind := _world_kind(world, COMMODITIES[code]):
        datasets["world"] = _world(world, *kind)
    project = {
        "sources": {"mcs": {"title": "Mineral Commodity Summaries 2025", "publisher": "USGS",
                            "licence": "Public domain", "published": "2025-01-31"}},
        "datasets": datasets,
    }  # fmt: skip
    tables = [f"us.{name}" for name in datasets["us"]["series"]]
    brief: dict[str, Any] = {
        "title": COMMODITIES[code],
        "period": 2024,
        "highlights": {"show": 4},
        "metrics": {"whole": {"total": "world.mined"}} if "world" in datasets else {},
        "sections": [{"title": "Data", "table": "all"}],
        "tables": {"all": {"title": "All", "rows": tables}},
    }
    (folder / "config/project.yaml").write_text(json.dumps(project), encoding="utf-8")
    (folder / "config/brief.yaml").write_text(json.dumps(brief), encoding="utf-8")


def _salient(path: Path) -> dict[str, Any]:
    headers = next(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))
    series = {}
    for position, header in enumerate(headers, 1):
        title, unit = _title(header.strip())
        if title and unit:
            series[f"s{position}"] = {"title": title, "unit": unit, "position": position}
            if unit == "percent":
                series[f"s{position}"]["tokens"] = {
                    "E": {"bounds": [None, 0], "means": "net exporter"}
                }
    years = next(number for number, one in enumerate(headers, 1) if one.strip() == "Year")
    return {
        "source": "mcs",
        "path": f"data/{path.name}",
        "period": {"position": years, "estimated": [2024]},
        "series": series,
    }


def _title(header: str) -> tuple[str, str]:
    head, *middle = header.split("_")
    unit = middle.pop() if middle else "none"
    if head not in _MEASURES or unit not in _UNITS:
        return "", ""
    unit = "pct" if head == "NIR" else "num" if head == "Employment" else unit
    words = " ".join(middle).replace("-", " and ").replace("Apprnt", "apparent")
    words = " ".join(
        _KINDS.get(one, one if one.isupper() or any(c.isdigit() for c in one) else one.lower())
        for one in words.split()
    )
    return f"{_MEASURES[head]} ({words})" if words else _MEASURES[head], _UNITS[unit]


def _world_kind(path: Path, commodity: str) -> tuple[str, list[str], list[str]] | None:
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))
    mine = [row for row in rows if row["COMMODITY"].strip().casefold() == commodity.casefold()]
    names = sorted({row["COMMODITY"] for row in mine})
    every = Counter(row["TYPE"] for row in mine)
    mined = Counter({one: n for one, n in every.items() if "mine production" in one.casefold()})
    if not every:
        return None
    first = (mined or every).most_common(1)[0][0]
    unit = next(row["UNIT_MEAS"] for row in mine if row["TYPE"] == first)
    return first, names, [unit]


def _world(path: Path, kind: str, names: list[str], units: list[str]) -> dict[str, Any]:
    unit = {"metric tons": "t", "thousand metric tons": "kt", "kilograms": "kg"}[units[0].strip()]
    columns = {"2023": "PROD_2023", "2024": {"column": "PROD_EST_ 2024", "status": "E"}}
    rows = csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig")))
    mine = [row["COUNTRY"] for row in rows if row["COMMODITY"] in names and row["TYPE"] == kind]
    total = next((one for one in mine if one.startswith("World total (rounded)")), None)
    what = "mine" if "mine" in kind.casefold() else "refinery"
    return {
        "source": "mcs",
        "path": f"data/{path.name}",
        "where": {"COMMODITY": names, "TYPE": [kind]},
        "dimension": {"column": "COUNTRY", "total": total},
        "series": {
            "mined": {"title": f"World {what} production", "unit": unit, "columns": columns}
        },
    }
