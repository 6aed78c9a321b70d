"""Tables of the U.S. Geological Survey, each with a project made of it and a plain reading of its cells.

The reading is this module's own: the file by csv, a cell by :func:`ends`. It knows nothing of how the
package reads.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
Ends = tuple[Fraction | None, Fraction | None]
"""Between what a cell lies: twice the value of a plain number; ``None`` where it has no end."""


@dataclass
class Reading:
    """One measure as the file prints it: texts by member ('' for none) and period (``2024-Q3``)."""

    title: str
    unit: str
    cells: dict[str, dict[str, str]] = field(default_factory=dict)
    total: str = ""
    others: tuple[str, ...] = ()
    """Members that stand for several."""
    groups: tuple[str, ...] = ()
    """Members that count others once more."""
    estimated: tuple[str, ...] = ()
    nature: str = "flow"

    def ends(self, member: str, period: str) -> Ends:
        return ends(self.cells.get(member, {}).get(period, ""), self.unit)

    def value(self, member: str, period: str) -> Fraction | None:
        low, high = self.ends(member, period)
        return low if low == high else None

    @property
    def members(self) -> list[str]:
        return [
            one
            for one in self.cells
            if one and one != self.total and one not in (*self.others, *self.groups)
        ]


@dataclass
class Table:
    """A project to be: its config, its briefs' one config, the files, and what they say."""

    name: str
    project: dict[str, Any]
    brief: dict[str, Any]
    files: dict[str, Path]
    readings: list[Reading]
    period: str

    def write(self, folder: Path) -> None:
        (folder / "config").mkdir()
        (folder / "data").mkdir()
        for name, path in self.files.items():
            (folder / "data" / name).write_bytes(path.read_bytes())
        (folder / "config/project.yaml").write_text(json.dumps(self.project), encoding="utf-8")
        (folder / "config/b.yaml").write_text(json.dumps(self.brief), encoding="utf-8")


_NUMBER = r"[−-]?(?:\d[\d,]*)?(?:\.\d+)?(?:[eE][+-]?\d+)?"
_FLAGS = re.compile(r"\s*[a-z]{1,3}$")


def ends(text: str, unit: str = "") -> Ends:
    """Between what a printed cell lies; ``(None, None)`` where nobody can know."""
    text = text.strip().replace("\u202f", "").replace("\u00a0", "")
    text = _FLAGS.sub("", text).removeprefix("e").rstrip("%")
    if re.fullmatch(_NUMBER, text) and re.search(r"\d", text):
        value = number(text)
        return value, value
    if match := re.fullmatch(rf"([<>])\s*({_NUMBER})", text):
        limit = number(match[2])
        top = Fraction(100) if unit == "percent" else None
        return (Fraction(0), limit) if match[1] == "<" else (limit, top)
    if match := re.fullmatch(rf"({_NUMBER})\s*[–-]\s*({_NUMBER})", text):
        return number(match[1]), number(match[2])
    if text == "E":
        return None, Fraction(0)
    return None, None


def number(text: str) -> Fraction:
    return Fraction(text.replace("−", "-").replace(",", ""))


def is_readable(text: str) -> bool:
    text = text.strip()
    return text in {"", "W", "NA", "XX", "E", ":", ".."} or ends(text) != (None, None)


def quoted(member: str) -> str:
    """A member as a reference names it."""
    return f'"{member}"' if re.search(r"[,.\[\]]", member) else member


def project_of(datasets: dict[str, Any], title: str, published: str, **more: Any) -> dict[str, Any]:
    source = {"title": title, "publisher": "Office", "licence": "CC0", "published": published}
    return {"sources": {"s": source, **more}, "datasets": datasets}


def brief_of(
    title: str, period: str, series: list[Any], charts: dict[str, Any], show: int = 4
) -> dict[str, Any]:
    """A brief as somebody writes it who leaves the sentences to the program."""
    metrics = {
        f"m{n}": one if isinstance(one, dict) else {"value": one} for n, one in enumerate(series)
    }
    moved = "{{ m0.title }} {{ m0.verb }}"
    line = (
        f"{{% if m0.before.is_known %}}{moved}: {{{{ m0 }}}} in {{{{ m0.period }}}}, "
        "after {{ m0.before }} in {{ m0.before.period }}.{% else %}{{ m0.title }} was {{ m0 }}.{% endif %}"
    )
    line = line if series else "Figures."
    for one in charts.values():
        one["title"] = (
            f"{{% if m0.before.is_known %}}{moved}{{% else %}}Levels{{% endif %}}"
            if series
            else "Levels"
        )
    return {
        "title": title,
        "period": period,
        "highlights": {"show": show},
        "bottom_line": line,
        "metrics": metrics,
        "key_figures": list(metrics)[:6],
        "charts": charts,
        "sections": [{"title": "Data", "text": "See the charts.", "charts": list(charts)}],
    }


# U.S. Geological Survey: a commodity's salient statistics

_HEADS = {
    "USprod": "U.S. production", "Imports": "Imports", "Exports": "Exports", "Price": "Price",
    "Consump": "Consumption", "Stocks": "Stocks", "Employment": "Employment",
    "NIR": "Net import reliance", "Shipments": "Shipments",
}  # fmt: skip
_UNITS = {
    "t": "t", "kt": "kt", "kg": "kg", "g": "g", "mmt": "Mt", "pct": "percent", "num": "worker",
    "mdol": "million USD", "dt": "USD/t", "dkg": "USD/kg", "dlb": "USD/lb", "dg": "USD/g",
    "dtoz": "USD/troy_ounce",
}  # fmt: skip


def rows_of(path: Path, delimiter: str = ",") -> list[list[str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=delimiter))


def salient(root: Path, edition: str, last: str) -> Iterator[Table]:
    """A project for each file: every column that can be named and read is a series."""
    for path in sorted((root / edition / "salient").glob("*.csv")):
        rows = rows_of(path)
        head = [" ".join(one.split()) for one in rows[0]]
        if "Year" not in head:
            continue
        at = head.index("Year")
        body = [row for row in rows[1:] if len(row) > at and row[at].strip()[:4].isdigit()]
        if not any(row[at].strip() == last for row in body):
            continue
        name = path.name.split("-")[1].split("_")[0]
        block, readings = _columns(head, body, at, last)
        if not readings:
            continue
        data = {
            "source": "s", "path": f"data/{path.name}",
            "period": {"position": at + 1, "estimated": [int(last)]}, "series": block,
        }  # fmt: skip
        known = [
            f"us.{key}"
            for key, one in zip(block, readings, strict=True)
            if one.ends("", last) != (None, None) != one.ends("", str(int(last) - 1))
        ]
        charts: dict[str, Any] = {
            "lines": {"line": known[0]}, "columns": {"column": known[-1]},
        } if known else {}  # fmt: skip
        if known:
            yield Table(
                f"{edition}-{name}",
                project_of({"us": data}, "Mineral Commodity Summaries", f"{int(last) + 1}-01-31"),
                brief_of(name, last, known[:6], charts),
                {path.name: path},
                readings,
                last,
            )


def _columns(
    head: list[str], body: list[list[str]], at: int, last: str
) -> tuple[dict[str, Any], list[Reading]]:
    block: dict[str, Any] = {}
    readings: list[Reading] = []
    for position, header in enumerate(head):
        title, unit = _title(header)
        cells = {row[at].strip(): row[position] for row in body if len(row) > position}
        taken = {one.title for one in readings}
        if not title or title in taken or not all(map(is_readable, cells.values())):
            continue
        if last not in cells:
            continue
        block[f"s{position}"] = {"title": title, "unit": unit, "position": position + 1}
        if unit == "percent":
            tokens = {"E": {"bounds": [None, 0], "means": "net exporter"}}
            block[f"s{position}"]["tokens"] = tokens
        nature = "rate" if unit == "percent" else "price" if "/" in unit else "flow"
        readings.append(Reading(title, unit, {"": cells}, estimated=(last,), nature=nature))
    return block, readings


def _title(header: str) -> tuple[str, str]:
    head, *middle = header.split("_")
    unit = middle.pop() if middle else ""
    unit = "pct" if head == "NIR" else "num" if head == "Employment" else unit
    if head not in _HEADS or unit not in _UNITS:
        return "", ""
    words = " ".join(middle).replace("-", " ").strip()
    keeps = any(one.isdigit() for one in words) or words.isupper()
    words = words if keeps else words.lower()
    return f"{_HEADS[head]} ({words})" if words else _HEADS[head], _UNITS[unit]


# U.S. Geological Survey: world tables

_WORDS = {
    "metric tons": "t", "thousand metric tons": "kt", "kilograms": "kg",
    "million metric tons": "Mt", "thousand carats": "thousand carat",
}  # fmt: skip


def world_2025(root: Path) -> Iterator[Table]:
    """A project for each commodity and type of production of the one file of the edition."""
    path = root / "mcs2025/world/MCS2025_World_Data.csv"
    head, *body = rows_of(path)
    columns = {name.strip(): index for index, name in enumerate(head)}
    groups: dict[tuple[str, str], list[list[str]]] = {}
    for row in body:
        groups.setdefault((row[columns["COMMODITY"]], row[columns["TYPE"]]), []).append(row)
    for (commodity, kind), rows in groups.items():
        unit = next((row[columns["UNIT_MEAS"]] for row in rows if row[columns["UNIT_MEAS"]]), "")
        cells = {
            row[columns["COUNTRY"]]: {
                "2023": row[columns["PROD_2023"]], "2024": row[columns["PROD_EST_ 2024"]],
            } for row in rows
        }  # fmt: skip
        source = {
            "path": f"data/{path.name}",
            "where": {"COMMODITY": [commodity], "TYPE": [kind]},
            "dimension": {"column": "COUNTRY"},
        }
        where = {"2023": "PROD_2023", "2024": {"column": "PROD_EST_ 2024", "status": "E"}}
        made = _world(commodity, kind, unit, cells, source, where)
        if made:
            yield Table(
                f"world2025-{commodity}-{kind}", *made[:2], {path.name: path}, made[2], "2024"
            )


def world_2024(root: Path) -> Iterator[Table]:
    """A project for each file and type of production."""
    for path in sorted((root / "mcs2024/world").glob("*.csv")):
        head, *body = rows_of(path)
        names = [one.strip() for one in head]
        found = [(i, one) for i, one in enumerate(names) if re.match(r"(?i)prod_.*20\d\d$", one)]
        if len(found) != 2 or "Country" not in names or "Type" not in names:
            continue
        at, kinds = names.index("Country"), names.index("Type")
        unit = {
            "t": "metric tons",
            "kt": "thousand metric tons",
            "kg": "kilograms",
            "mmt": "million metric tons",
            "kct": "thousand carats",
        }.get(found[0][1].split("_")[1], "")
        for kind in dict.fromkeys(
            row[kinds] for row in body if len(row) > kinds and row[at].strip()
        ):
            rows = [
                row for row in body if len(row) > kinds and row[kinds] == kind and row[at].strip()
            ]
            cells = {row[at]: {one[-4:]: row[i] for i, one in found} for row in rows}
            source = {
                "path": f"data/{path.name}",
                "where": {head[kinds]: [kind]},
                "dimension": {"column": head[at]},
            }
            where = {
                one[-4:]: {"column": head[i], **({"status": "E"} if "est" in one.lower() else {})}
                for i, one in found
            }
            commodity = path.name.split("-")[1].split("_")[0]
            made = _world(commodity, kind, unit, cells, source, where)
            if made:
                yield Table(
                    f"world2024-{commodity}-{kind}", *made[:2], {path.name: path}, made[2], "2023"
                )


def _world(
    commodity: str,
    kind: str,
    unit: str,
    cells: dict[str, dict[str, str]],
    source: dict[str, Any],
    where: dict[str, Any],
) -> tuple[dict[str, Any], dict[str, Any], list[Reading]] | None:
    """Project, brief and reading; ``None`` where there is nothing to read."""
    known = [one for row in cells.values() for one in row.values() if ends(one) != (None, None)]
    is_plain = all(is_readable(one) for row in cells.values() for one in row.values())
    if len(cells) < 3 or len(known) < 6 or unit.strip() not in _WORDS or not is_plain:
        return None
    total = next((one for one in cells if one.strip().startswith("World total")), "")
    others = tuple(
        one
        for one in cells
        if one != total and re.match(r"(?i)\s*(other|world|subtotal)|.*(and|&) other", one)
    )
    if total:
        source["dimension"]["total"] = total
    what = next((one for one in ("mine", "refinery", "smelter") if one in kind.casefold()), "")
    title = " ".join(f"World {what} production of {commodity.casefold()}".split())
    data = {
        "source": "s",
        **source,
        "series": {"x": {"title": title, "unit": _WORDS[unit.strip()], "columns": where}},
    }
    last = max(where)
    reading = Reading(title, _WORDS[unit.strip()], cells, total, others, (last,))
    first = next(one for one in cells if one != total and ends(one) == (None, None))
    charts = {
        "bars": {"bar": "d.x", "top": 5}, "shares": {"stacked": "d.x", "top": 4}, "slopes": {"slope": "d.x", "top": 4},
    }  # fmt: skip
    series = [{"total": "d.x"}] if total else [f"d.x[{quoted(first.strip())}]"]
    if ends(cells[total or first][last]) == (None, None):
        series = []
    brief = brief_of(title, last, series, charts)
    return (
        project_of({"d": data}, "Mineral Commodity Summaries", f"{int(last) + 1}-01-31"),
        brief,
        [reading],
    )
