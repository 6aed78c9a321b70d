"""Tables of the World Bank, the ONS, Eurostat and NISRA, as :mod:`office_tables` has those of minerals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl
import python_calamine
from office_tables import (
    Reading,
    Table,
    brief_of,
    ends,
    project_of,
    quoted,
    rows_of,
    salient,
    world_2024,
    world_2025,
)


def world_bank(root: Path) -> Iterator[Table]:
    """One project for each of several years of both indicators; groups declared from the metadata."""
    folder = root / "worldbank"
    notes = rows_of(folder / "Metadata_Country.csv")
    groups = {row[4] if len(row) > 4 else "" for row in notes[1:] if not row[1].strip()}
    physicians = next(folder.glob("*.csv.csv"), None) or next(folder.glob("API_SH.MED*.csv"))
    rows = rows_of(physicians)
    start = next(i for i, row in enumerate(rows) if row and row[0] == "Country Name")
    yield from _bank(
        physicians,
        rows,
        start,
        groups,
        "Physicians",
        "per 1,000",
        ("2010", "2014", "2016", "2017", "2018"),
    )
    spending = next(folder.glob("*.xls"))
    sheet = python_calamine.load_workbook(spending).get_sheet_by_index(0)
    rows = [[_shown(one) for one in row] for row in sheet.to_python(skip_empty_area=False)]
    start = next(i for i, row in enumerate(rows) if row and row[0] == "Country Name")
    yield from _bank(
        spending,
        rows,
        start,
        groups,
        "Health spending",
        "percent",
        ("2005", "2010", "2015", "2017", "2018"),
    )


def _shown(value: object) -> str:
    if isinstance(value, float):
        return str(int(value)) if value == int(value) else repr(value)
    return "" if value is None else str(value)


def _displayed(cell: openpyxl.cell.Cell) -> str:
    """A cell as the workbook shows it: 82.4 of 82.4312 where its format has one decimal."""
    shown = re.fullmatch(r"[#,]*0(?:\.(0+))?", cell.number_format or "")
    if not shown or not isinstance(cell.value, int | float):
        return _shown(cell.value)
    step = Decimal(1).scaleb(-len(shown[1] or ""))
    return str(Decimal(repr(cell.value)).quantize(step, ROUND_HALF_UP))


def _bank(
    path: Path,
    rows: list[list[str]],
    start: int,
    groups: set[str],
    title: str,
    unit: str,
    years: tuple[str, ...],
) -> Iterator[Table]:
    head, body = rows[start], [row for row in rows[start + 1 :] if row and row[0].strip()]
    columns = {one: i for i, one in enumerate(head) if re.fullmatch(r"\d{4}", one)}
    cells = {row[0]: {year: row[i] for year, i in columns.items() if i < len(row)} for row in body}
    mine = sorted(one for one in cells if one in groups)
    for year in years:
        data = {
            "source": "s", "path": f"data/{path.name}", "header": start + 1,
            "dimension": {"column": "Country Name", "groups": mine},
            "series": {"x": {"title": title, "unit": unit, "columns": {one: one for one in columns}}},
        }  # fmt: skip
        reading = Reading(title, unit, cells, groups=tuple(mine), nature="rate")
        known = [one for one in reading.members if reading.value(one, year) is not None]
        if len(known) < 3:
            continue
        charts = {"bars": {"bar": "d.x", "top": 8}}
        brief = brief_of(title, year, [f"d.x[{quoted(one)}]" for one in known[:6]], charts, 8)
        yield Table(
            f"bank-{title}-{year}",
            project_of({"d": data}, "World Development Indicators", "2021-02-17"),
            brief,
            {path.name: path},
            [reading],
            year,
        )


def ons(root: Path) -> Iterator[Table]:
    """Public sector finances: a dozen series at a time, by year, quarter and month."""
    path = root / "ons/public-sector-finances.csv"
    head, *rows = rows_of(path)
    body = [row for row in rows if re.match(r"\d{4}", row[0])]
    money = [i for i in range(1, len(head)) if rows[1][i] == "£" and rows[2][i].casefold() == "m"]
    for period, label in (("2024", "2024"), ("2025-Q3", "2025 Q3"), ("2025-11", "2025 NOV")):
        row = next(one for one in body if one[0] == label)
        mine = [i for i in money if row[i].strip() and len(re.sub(r"[^:]", "", head[i])) >= 1]
        seen = Counter(head[i] for i in mine)
        mine = [i for i in mine if seen[head[i]] == 1][::4]
        for first in range(0, len(mine), 12):
            part = mine[first : first + 12]
            readings = [
                Reading(head[i], "million GBP", {"": {_ons_period(one[0]): one[i] for one in body}})
                for i in part
            ]
            series = {
                f"s{i}": {"title": head[i], "unit": "million GBP", "position": i + 1} for i in part
            }
            data = {
                "source": "s",
                "path": f"data/{path.name}",
                "header": 7,
                "period": {"position": 1},
                "series": series,
            }
            charts = {"lines": {"line": f"d.s{part[0]}", "last": 20}}
            brief = brief_of("Finances", period, [f"d.s{i}" for i in part[:6]], charts)
            yield Table(
                f"ons-{period}-{first}",
                project_of({"d": data}, "Public sector finances", "2025-12-19"),
                brief,
                {path.name: path},
                readings,
                period,
            )


_PACKED = "A,RCY,THS_T,"
_MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]


def _ons_period(text: str) -> str:
    year, *rest = text.split()
    if not rest:
        return year
    return (
        f"{year}-{rest[0]}"
        if rest[0].startswith("Q")
        else f"{year}-{_MONTHS.index(rest[0]) + 1:02}"
    )


def eurostat(root: Path) -> Iterator[Table]:
    """Unemployment rates, countries in columns; municipal waste, keys packed in the first column."""
    path = root / "eurostat/une_rt_a.xlsx"
    sheet = openpyxl.load_workbook(path, data_only=True)["Sheet 1"]
    rows = [[_shown(one) for one in row] for row in sheet.iter_rows(values_only=True)]
    start = next(i for i, row in enumerate(rows) if row[0] == "Date")
    body = [row for row in rows[start + 1 :] if re.fullmatch(r"\d{4}", row[0])]
    names = [(i, one) for i, one in enumerate(rows[start]) if i and one]
    for year in ("2012", "2015", "2018", "2020", "2021", "2022", "2023"):
        mine = [(i, one) for i, one in names if any(ends(row[i]) != (None, None) for row in body)][
            :40
        ]
        readings = [
            Reading(
                f"Unemployment rate, {one}",
                "percent",
                {"": {row[0]: row[i] for row in body}},
                nature="rate",
            )
            for i, one in mine
        ]
        series = {
            f"s{i}": {"title": f"Unemployment rate, {one}", "unit": "percent", "position": i + 1}
            for i, one in mine
        }
        data = {
            "source": "s",
            "path": f"data/{path.name}",
            "sheet": "Sheet 1",
            "header": start + 1,
            "period": {"column": "Date"},
            "series": series,
        }
        charts = {"lines": {"line": [f"d.s{i}" for i, _ in mine[:4]]}}
        brief = brief_of("Jobs", year, [f"d.s{i}" for i, _ in mine[:6]], charts, 8)
        yield Table(
            f"jobs-{year}",
            project_of({"d": data}, "Unemployment", "2024-12-12"),
            brief,
            {path.name: path},
            readings,
            year,
        )
    path = root / "eurostat/env_wasmun.tsv"
    rows = [[one.strip() for one in row] for row in rows_of(path, "\t")]
    cells = {row[0]: dict(zip(rows[0][1:], row[1:], strict=False)) for row in rows[1:]}
    for year in ("2012", "2014", "2016", "2017", "2018", "2019", "2021", "2022", "2023"):
        data = {
            "source": "s", "path": f"data/{path.name}", "dimension": {"column": rows[0][0], "groups": [_PACKED + "EU27_2020"]},
            "series": {"x": {"title": "Recycled waste", "unit": "kt", "columns": {one: one for one in rows[0][1:]}}},
        }  # fmt: skip
        reading = Reading("Recycled waste", "kt", cells, groups=(_PACKED + "EU27_2020",))
        charts = {"bars": {"bar": "d.x", "top": 5}, "slopes": {"slope": "d.x", "top": 4}}
        brief = brief_of(
            "Waste",
            year,
            [f"d.x[{quoted(_PACKED + one)}]" for one in ("DE", "EU27_2020")],
            charts,
            8,
        )
        yield Table(
            f"waste-{year}",
            project_of({"d": data}, "Municipal waste", "2026-01-15"),
            brief,
            {path.name: path},
            [reading],
            year,
        )


def nisra(root: Path) -> Iterator[Table]:
    """House prices of Northern Ireland: quarters below their year."""
    path = root / "nisra/ni_house_price_index.xlsx"
    book = openpyxl.load_workbook(path, data_only=True)
    for name, count in (
        ("Table 1", 4),
        ("Table 2a", 4),
        ("Table 2b", 4),
        ("Table 3a", 4),
        ("Table 5", 24),
        ("Table 9", 5),
    ):
        rows = [[_displayed(one) for one in row] for row in book[name].iter_rows()]
        start = next(i for i, row in enumerate(rows) if row[0] in {"Year", "Sale Year"})
        head, year, texts = rows[start], "", {}
        for row in rows[start + 1 :]:
            year = row[0].strip()[:4] or year
            if re.fullmatch(r"Q[1-4]", row[1]):
                texts[f"{year}-{row[1]}"] = row
        mine = [i for i in range(2, min(count, len(head))) if head[i]][:12]
        for period in ("2009-Q2", "2020-Q3", "2025-Q4"):
            readings = [
                Reading(
                    head[i],
                    _house_unit(head[i]),
                    {"": {when: row[i] for when, row in texts.items()}},
                    nature="price",
                )
                for i in mine
            ]
            series = {
                f"s{i}": {"title": head[i], "unit": _house_unit(head[i]), "position": i + 1}
                for i in mine
            }
            data = {
                "source": "s", "path": f"data/{path.name}", "sheet": name, "header": start + 1,
                "period": {"column": head[0], "and": head[1]}, "series": series,
            }  # fmt: skip
            charts = {"lines": {"line": f"d.s{mine[0]}"}}
            brief = brief_of("Houses", period, [f"d.s{i}" for i in mine[:6]], charts)
            yield Table(
                f"houses-{name}-{period}",
                project_of({"d": data}, "House prices", "2026-02-18"),
                brief,
                {path.name: path},
                readings,
                period,
            )


def _house_unit(title: str) -> str:
    return "index" if "HPI" in title or "Index" in title else "GBP"


def every_table(shared: Path) -> Iterator[Table]:
    """All of them: ``shared`` holds ``usgs`` and ``published``."""
    usgs, published = shared / "usgs", shared / "published"
    yield from salient(usgs, "mcs2025", "2024")
    yield from salient(usgs, "mcs2024", "2023")
    yield from world_2025(usgs)
    yield from world_2024(usgs)
    yield from world_bank(published)
    yield from ons(published)
    yield from eurostat(published)
    yield from nisra(published)
