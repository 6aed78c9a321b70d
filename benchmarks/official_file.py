"""A made-up official file as offices publish a whole yearbook: a row for each value, many tables in one.

8,886 rows and 40 columns in CP1252: 89 chapters with 245 tables. The edition before is two small
files of one chapter, with every measure in a column of its own.
"""

import csv
import random

CHAPTERS, TABLES, ROWS = 89, 245, 8886
_LEADING = (
    "chapter", "section", "commodity", "country", "statistic", "detail", "unit", "year", "value", "notes",
)  # fmt: skip
_FURTHER = (
    "other_notes", "publication", "edition", "publisher", "series_id", "table_number", "table_title", "page",
    "row_in_table", "column_in_table", "is_critical", "critical_note", "region", "region_code", "iso_code",
    "group", "statistic_code", "unit_code", "multiplier", "decimals", "is_estimated", "is_rounded",
    "is_withheld", "footnote", "footnote_text", "contact", "telephone", "released", "licence", "checked",
)  # fmt: skip
HEADERS = (*_LEADING, *_FURTHER)
_STATISTICS = (
    ("production", "Production", "Mine", "metric tons"),
    ("smelter_production", "Production", "Smelter", "metric tons"),
    ("imports", "Imports for consumption", "Ores and concentrates", "metric tons"),
    ("exports", "Exports", "Ores and concentrates", "metric tons"),
    ("consumption", "Consumption", "Apparent", "metric tons"),
    ("price", "Price", "Average, annual", "dollars per kilogram"),
    ("stocks", "Stocks", "Producer, yearend", "metric tons"),
    ("employment", "Employment", "Mine and mill, annual average", "number"),
    ("reliance", "Net import reliance", "As a percentage of apparent consumption", "percent"),
)
_UNITS = {
    "metric tons": "t",
    "dollars per kilogram": "USD/kg",
    "number": "worker",
    "percent": "percent",
}
_COUNTRIES = (
    "United States", "Australia", "Canada", "China", "Côte d’Ivoire", "Peru", "South Africa", "Türkiye",
    "Other countries",
)  # fmt: skip
CHAPTER = "Metal 40"
YEARS = range(2021, 2026)
TOTAL = "World total (rounded)"


def official_file(path):
    """Write the file, and return its rows."""
    every = list(_every_row())[:ROWS]
    assert len(every) == ROWS
    assert len({row["table_number"] for row in every}) == TABLES
    assert len({row["chapter"] for row in every}) == CHAPTERS
    with path.open("w", encoding="cp1252", newline="") as file:
        table = csv.DictWriter(file, HEADERS, restval="")
        table.writeheader()
        table.writerows(every)
    return every


def project_before(folder, rows):
    """A project on the edition before: the chapter's two tables, a year older, and a brief on them."""
    (folder / "config").mkdir(parents=True)
    (folder / "data/book2025").mkdir(parents=True)
    mine = [row for row in rows if row["chapter"] == CHAPTER]
    _write_national(folder / "data/book2025/us.csv", mine)
    _write_world(folder / "data/book2025/world.csv", mine)
    series = "".join(
        f"      {key}: {{column: {key}, title: '{statistic} of metal, {detail.lower()}', unit: {_UNITS[unit]}}}\n"
        for key, statistic, detail, unit in _STATISTICS
    )
    (folder / "config/project.yaml").write_text(_PROJECT.format(series=series), encoding="utf-8")
    (folder / "config/metal.yaml").write_text(_BRIEF, encoding="utf-8")
    return folder


_PROJECT = """\
sources:
  book2025: {{title: Yearbook 2025, publisher: Office, licence: CC0, published: 2025-01-31}}
  book2026: {{title: Yearbook 2026, publisher: Office, licence: CC0, published: 2026-01-31}}
datasets:
  us:
    source: book2025
    path: data/book2025/us.csv
    period: {{column: year, estimated: last}}
    series:
{series}  world:
    source: book2025
    path: data/book2025/world.csv
    dimension: {{column: country, total: World total (rounded)}}
    series:
      production: {{title: World mine production, unit: t, columns: {{2023: y2023, 2024: {{column: y2024, status: E}}}}}}
      reserves: {{title: World reserves, unit: t, columns: {{2024: reserves}}}}
"""
_BRIEF = """\
title: "Output of the metal {{ output.verb }}"
period: 2024
metrics: {output: {value: us.production}, first: {rank: world.production, at: 1}}
sections: [{title: Output, text: "Output {{ output.verb }} to {{ output }}; {{ first.member }} mined most."}]
"""


def _write_national(path, mine):
    found = {
        (row["statistic"], row["detail"], row["year"]): row["value"]
        for row in mine
        if row["section"] == "National"
    }
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["year", *(key for key, *_ in _STATISTICS)])
        table.writerow([2020, *(found[one, other, "2021"] for _, one, other, _ in _STATISTICS)])
        for year in range(2021, 2025):
            table.writerow(
                [year, *(found[one, other, str(year)] for _, one, other, _ in _STATISTICS)]
            )


def _write_world(path, mine):
    found = {
        (row["country"], row["statistic"], row["year"]): row["value"]
        for row in mine
        if row["section"] == "World" and "mine" in row["table_title"]
    }
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["country", "y2023", "y2024", "reserves"])
        for who in dict.fromkeys(who for who, *_ in found):
            last = found[who, "Mine production", "2024"]
            before = str(int(last) * 9 // 10)
            table.writerow([who, before, last, found[who, "Reserves", "2025"]])


def _every_row():
    """Rows enough: the tables of each chapter, then further rows of the last kind of table."""
    draw = random.Random(20260131)
    further = TABLES - 2 * CHAPTERS
    number = 0
    for place in range(CHAPTERS):
        kinds = ["National", "World mine", *(["World smelter"] if place < further else [])]
        for kind in kinds:
            number += 1
            title = f"{kind} of Metal {place + 1:02}"
            rows = _national(draw) if kind == "National" else _world(draw, kind)
            for order, row in enumerate(rows, 1):
                yield {**_about(place, number, title, order), **row}
    place = CHAPTERS - 1
    for order in range(1, ROWS):
        row = {
            "section": "Import sources", "country": _COUNTRIES[order % len(_COUNTRIES)], "statistic": "Import share",
            "detail": f"Product {order}", "unit": "percent", "year": "2021–24", "value": str(order % 100),
        }  # fmt: skip
        yield {**_about(place, number, f"World mine of Metal {CHAPTERS:02}", order), **row}


def _about(place, number, title, order):
    return {
        "chapter": f"Metal {place + 1:02}", "commodity": f"Metal {place + 1:02}", "publication": "Yearbook",
        "edition": "2026", "publisher": "Office", "series_id": f"S{number:03}-{order:03}",
        "table_number": str(number), "table_title": title, "page": str(20 + 2 * place), "row_in_table": str(order),
        "is_critical": "Yes" if place % 2 else "No", "contact": "A. Person", "telephone": "0123 456",
        "released": "2026-01-31", "licence": "CC0", "checked": "X",
    }  # fmt: skip


def _national(draw):
    for place, (_, statistic, detail, unit) in enumerate(_STATISTICS, 1):
        size = (
            draw.choice([120, 4_300, 61_000, 752_000])
            if "tons" in unit
            else draw.choice([34, 57, 81])
        )
        for year in YEARS:
            size = max(2, round(size * draw.uniform(0.9, 1.12)))
            value = f">{95}" if unit == "percent" and size > 95 else str(size)
            if draw.random() < 0.03 and year < YEARS[-1]:
                value = "W"
            yield {
                "section": "National", "country": "United States", "statistic": statistic, "detail": detail,
                "unit": unit, "year": str(year), "value": value, "statistic_code": f"N{place}",
                "is_estimated": "e" if year == YEARS[-1] else "", "notes": "",
            }  # fmt: skip


def _world(draw, kind):
    word = kind.split()[1].capitalize()
    for statistic, years in ((f"{word} production", (2024, 2025)), ("Reserves", (2025,))):
        for year in years:
            sizes = [draw.randrange(1_000, 900_000) for _ in _COUNTRIES]
            rows = [*zip(_COUNTRIES, sizes, strict=True), (TOTAL, sum(sizes))]
            for country, size in rows:
                yield {
                    "section": "World", "country": country, "statistic": statistic, "detail": "",
                    "unit": "metric tons", "year": str(year), "value": str(size), "statistic_code": statistic[0],
                    "is_estimated": "e" if year == YEARS[-1] else "", "notes": "rounded" if country == TOTAL else "",
                }  # fmt: skip
