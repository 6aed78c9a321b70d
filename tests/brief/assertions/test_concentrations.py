"""Words that say that a whole lies with few or with many are claims, also in titles, unless a figure of it vouches."""

import pytest
from small_projects import tried

FEW = (
    "held by few", "Held by a few", "in few hands", "in a handful of hands", "dominated by one",
    "dominated by China", "controlled by a small number", "in the hands of a few", "highly concentrated",
    "dominates", "monopoly of",
)  # fmt: skip
TITLE = {one: f"Mining {one} of them" for one in FEW}
CSV = "year,land,v\n" + "".join(
    f"{year},{land},{value}\n"
    for year in (2023, 2024)
    for land, value in {"Ayr": 70, "Bute": 20, "Clyde": 10}.items()
)
EVEN = CSV.replace(",70\n", ",10\n").replace(",20\n", ",10\n") + "".join(
    f"{year},L{at},10\n" for year in (2023, 2024) for at in range(12)
)
PROJECT = "datasets: {d: {source: s, path: data/d.csv, period: {column: year}, dimension: land, series: {v: {column: v, unit: t, kind: flow, title: %s}}}}\n"
METRICS = (
    "metrics: {lead: {share: d.v, of: Ayr}, top: {concentration: d.v, method: top, n: 2},"
    " hhi: {concentration: d.v}, x: {value: 'd.v[Ayr]'%s}}\n"
)


def told(folder, *, data=CSV, series="Mined", metric="", title="Mining", text="", chart=""):
    brief = (
        f'title: "{title}"\nperiod: 2024\n'
        + METRICS % (f", title: '{metric}'" if metric else "")
        + f'sections: [{{title: One, text: "{text or "See below: {{ x }}."}"{", charts: [c]" if chart else ""}}}]\n'
        + (f'charts: {{c: {{bar: d.v, title: "{chart}"}}}}\n' if chart else "")
    )
    found = tried(folder, data, PROJECT % f"'{series}'", brief)
    return [(one.code, one.message) for one in found.told if one.code in {"naked-number", "direction-false", "claim-undecided"}]  # fmt: skip


@pytest.mark.parametrize("words", FEW)
@pytest.mark.parametrize("where", ["series", "metric", "title", "text", "chart"])
def test_titles_that_say_who_holds_it_are_told(tmp_path, words, where):
    text = TITLE[words] + ("." if where == "text" else "")
    ((code, message),) = told(tmp_path, **{where: text})
    assert code == "naked-number"
    assert words.split()[-1].casefold() in message.casefold() or "dominated by" in message


@pytest.mark.parametrize(
    "words",
    [
        "In good hands", "Meetings held by one council", "Concentration of zinc in water", "Votes held by post",
        "Held by day of the week", "Land by owner", "Monopolies law",
    ],
)  # fmt: skip
def test_titles_that_say_what_it_is_stay(tmp_path, words):
    assert told(tmp_path, series=words, metric=words, chart=words) == []


@pytest.mark.parametrize(
    ("text", "data", "codes"),
    [
        ("Mining is dominated by one country ({{ lead }}).", CSV, []),
        ("Mining is held by few: {{ top }} with two.", CSV, []),
        ("Mining is highly concentrated, at {{ hhi }}.", CSV, []),
        ("Mining is evenly spread, at {{ hhi }}.", CSV, ["direction-false"]),
        ("Mining is evenly spread, at {{ hhi }}.", EVEN, []),
        ("Mining is highly concentrated, at {{ hhi }}.", EVEN, ["direction-false"]),
        ("Mining is dominated by one country ({{ lead }}).", EVEN, ["claim-undecided"]),
        ("Mining is dominated by one country ({{ x }}).", CSV, ["naked-number"]),
    ],
)
def test_a_figure_of_the_whole_vouches(tmp_path, text, data, codes):
    assert [code for code, _ in told(tmp_path, data=data, text=text)] == codes
    title = text.removesuffix(".")
    assert [code for code, _ in told(tmp_path / "t", data=data, chart=title)] == codes
