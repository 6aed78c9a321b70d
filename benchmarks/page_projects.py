"""The stress set of `pages.py`: 53 briefs in four designs whose parts are too long, too many, or missing.

Twelve are of the commodities of the shipped example; the others are made of one panel of made-up
members and six national series, with few to many of everything.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DESIGNS = ("policy-brief", "one-pager", "in-focus", "bulletin")
_OF_COMMODITIES = DESIGNS[:3]
COMMODITIES = [
    "Antimony",
    "Cobalt",
    "Copper",
    "Gold",
    "Graphite",
    "Lithium",
    "Manganese",
    "Nickel",
    "Potash",
    "Tin",
    "Tungsten",
    "Zinc",
]
_LONG = "of the northern and southern districts that reported in each of the years since the survey began"
_MEMBERS = [
    "Aberdale",
    "Bosnia and Herzegovina",
    "Calder",
    "Democratic Republic of the Congo",
    "Eastmoor",
    "Fenwick",
    "Greyhaven and the outer islands",
    "Holm",
    "Inverlea",
    "Juniper Bay",
    "Kestrel",
    "Lower Saxony",
    "Marrow",
    "Northumberland and Tyneside",
    "Oxley",
    "Papua New Guinea",
    "Quill",
    "Ravens",
    "Saint Vincent",
    "Thorne",
]
_SERIES = ("output", "exports", "imports", "stocks", "price", "workers")


@dataclass(frozen=True)
class Shape:
    """How much of everything a made-up brief has."""

    name: str
    design: str
    sections: int = 4
    charts: int = 1
    """Charts of each section."""
    words: int = 2
    """Paragraphs of each section."""
    rows: int = 5
    columns: int = 5
    tables: int = 1
    advice: int = 2
    key_figures: int = 4
    highlights: int = 3
    members: int = 8
    title: str = "usual"
    large: bool = False
    """Whether figures have many digits."""
    boxes: int = 0


def shapes():
    """The made-up briefs, in an order that stays."""
    kinds = {
        "usual": {},
        "bare": {
            "sections": 1,
            "charts": 0,
            "tables": 0,
            "advice": 0,
            "key_figures": 0,
            "highlights": 1,
            "words": 1,
        },
        "charts-many": {"sections": 5, "charts": 3, "words": 1},
        "charts-none": {"charts": 0, "words": 3},
        "titles-long": {"title": "long", "sections": 5},
        "table-long": {"rows": 6, "columns": 10, "members": 20, "large": True},
        "advice-long": {"advice": 5, "sections": 3},
        "words-many": {"words": 6, "sections": 5, "charts": 1, "boxes": 1},
        "figures-two": {"charts": 2, "sections": 3, "words": 1, "key_figures": 2, "highlights": 1},
        "one-section": {"sections": 1, "charts": 2, "words": 2, "advice": 3},
        "members-two": {"sections": 2, "charts": 2, "members": 2, "tables": 2, "rows": 3},
    }
    made = [
        Shape(f"{kind}-{design}", design, **more)
        for kind, more in kinds.items()
        for design in DESIGNS
    ]
    left_out = {"words-many-one-pager", "bare-in-focus", "bare-bulletin"}
    return [one for one in made if one.name not in left_out]


def make_commodities(folder):
    """The shipped example with its twelve commodities, in turn in each of the designs."""
    shutil.copytree(ROOT / "examples/commodities", folder, dirs_exist_ok=True)
    path = folder / "config/commodities.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("    Potash: {", "    Potash: {design: in-focus, ")
    designs = {name: _OF_COMMODITIES[number % 3] for number, name in enumerate(COMMODITIES)}
    for name in COMMODITIES:
        if f"\n    {name}: {{" in text:
            head, _, tail = text.partition(f"\n    {name}: {{")
            tail = tail.removeprefix("design: in-focus, ")
            text = f"{head}\n    {name}: {{design: {designs[name]}, {tail}"
        elif f"\n    {name}:\n" in text:
            text = text.replace(
                f"\n    {name}:\n", f"\n    {name}:\n      design: {designs[name]}\n"
            )
        else:
            text = text.replace(
                "  overrides:\n", f"  overrides:\n    {name}: {{design: {designs[name]}}}\n"
            )
    path.write_text(text, encoding="utf-8")
    return {name.lower(): designs[name] for name in COMMODITIES}


def make_shapes(folder):
    """A project of the made-up briefs; returns the design of each."""
    (folder / "config").mkdir(parents=True)
    (folder / "data").mkdir()
    _write_data(folder)
    found = {}
    for one in shapes():
        (folder / f"config/{one.name}.yaml").write_text(_brief(one), encoding="utf-8")
        found[one.name] = one.design
    return found


def _write_data(folder):
    years = range(2013, 2025)
    for large in (False, True):
        scale = 12_345 if large else 1
        rows = [
            f"{year}," + ",".join(str(_value(year, n) * scale) for n in range(len(_SERIES)))
            for year in years
        ]
        name = "large" if large else "small"
        (folder / f"data/{name}.csv").write_text(
            "\n".join([f"year,{','.join(_SERIES)}", *rows, ""]), encoding="utf-8"
        )
        for count in (2, 8, 20):
            members = [f'"{one}"' for one in _MEMBERS[:count]]
            body = [
                f"{year},{member},{(_value(year, n) + 300 * n) * scale}"
                for year in years
                for n, member in enumerate(members)
            ]
            (folder / f"data/{name}{count}.csv").write_text(
                "\n".join(["year,member,output", *body, ""]), encoding="utf-8"
            )
    sets = []
    for name in ("small", "large"):
        series = "".join(
            f"      {one}: {{column: {one}, title: {one.capitalize()}, unit: t}}\n"
            for one in _SERIES
        )
        sets.append(
            f"  {name}:\n    source: book\n    path: data/{name}.csv\n    period: {{column: year}}\n    series:\n{series}"
        )
        sets += [
            f"  {name}{count}:\n    source: book\n    path: data/{name}{count}.csv\n    period: {{column: year}}\n"
            f"    dimension: {{column: member, title: District}}\n"
            "    series: {output: {column: output, title: Output by district, unit: t}}\n"
            for count in (2, 8, 20)
        ]
    head = "brand: {name: Office of Surveys}\nsources:\n  book: {title: Yearbook, publisher: Office of Surveys, licence: CC0, published: 2025-01-31}\n"
    (folder / "config/project.yaml").write_text(
        head + "datasets:\n" + "".join(sets), encoding="utf-8"
    )


def _value(year, number):
    """A made-up value; the same in each run."""
    return 1_000 + (year * 37 + number * 911 + (year - 2013) ** 2 * (number + 3)) % 877


def _brief(one):
    own = "large" if one.large else "small"
    panel = f"{own}{one.members}"
    more = f" {_LONG}" if one.title == "long" else ""
    lines = [
        f'title: "Output in {{{{ period }}}} came to {{{{ output }}}}{more}"',
        "period: 2024",
        f"design: {one.design}",
        "author: Office of Surveys",
        'bottom_line: "Output came to {{ output }}, against {{ output.before }} the year before."',
        "metrics:",
        *(f"  {name}: {{value: {own}.{name}}}" for name in _SERIES),
    ]
    if one.key_figures:
        lines.append(f"key_figures: [{', '.join(_SERIES[: one.key_figures])}]")
    lines += [f"highlights: {{show: {one.highlights}}}", "sections:"]
    charts, tables = [], []
    for number in range(one.sections):
        name = _SERIES[number % len(_SERIES)]
        lines += [f'  - title: "{name.capitalize()} came to {{{{ {name} }}}}{more}"', "    text: |"]
        for place in range(one.words):
            other = _SERIES[(number + place + 1) % len(_SERIES)]
            lines += [
                (
                    f"      The office counted {{{{ {name} }}}} of {name}, against {{{{ {name}.before }}}} the year before; "
                    f"{other} came to {{{{ {other} }}}}. The districts report once a year, and the office puts "
                    "questions to those whose reports differ from what their neighbours say. What is counted is what "
                    "left the gate, not what was sold, and the office takes no account of what is kept for later use."
                ),
                "",
            ]
        own_charts = [f"c{number}x{n}" for n in range(one.charts)]
        if own_charts:
            lines.append(f"    charts: [{', '.join(own_charts)}]")
        for n, chart in enumerate(own_charts):
            kind = (
                f"bar: {panel}.output, top: {min(one.members, 12)}",
                f"line: {own}.{name}",
                f"column: {own}.{name}",
            )[(number + n) % 3]
            charts.append(
                f'  {chart}: {{{kind}, title: "{name.capitalize()} came to {{{{ {name} }}}}{more}"}}'
            )
        if number < one.tables:
            lines.append(f"    table: t{number}")
            rows = ", ".join(f"{own}.{name}" for name in _SERIES[: one.rows])
            tables.append(
                f"  t{number}: {{title: Figures of the office, rows: [{rows}], periods: {one.columns}}}"
            )
        if number < one.boxes:
            lines += [
                "    box:",
                "      title: What is counted",
                "      text: |",
                "        What left the gate, by weight, as the districts report it.",
            ]
    lines += ["charts:", *charts] if charts else []
    lines += ["tables:", *tables] if tables else []
    if one.advice:
        lines.append("recommendations:")
    for number in range(one.advice):
        lines += [
            f"  - id: a{number}",
            "    when: output > 0",
            "    do: Ask the districts for reports by quarter, and print them beside those by year.",
            "    who: Office of Surveys",
            "    by: next survey",
            '    because: "Output came to {{ output }}, and the office learns of it once a year."',
            "    tradeoff: The districts have more forms to fill in, and some of them have no clerk.",
            "    success: Reports come in by quarter from all districts.",
        ]
    lines += ["method: |", "  Figures are those of the yearbook, as printed."]
    return "\n".join(lines) + "\n"
