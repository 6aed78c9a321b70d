"""One fact under two names becomes one highlight; the list of what was left out says of which it is."""

import pytest
from small_projects import tried

from briefing.core.text_nodes import plain

YEARS = range(2016, 2025)
NORTH = (5120, 5210, 5350, 5290, 4870, 5060, 5480, 5530, 6240)
SOUTH = (3410, 3380, 3290, 3350, 3120, 3180, 3260, 3300, 3340)
DATA = "year,north,south,all,staff\n" + "".join(
    f"{year},{n},{s},{n + s},{n}\n" for year, n, s in zip(YEARS, NORTH, SOUTH, strict=True)
)
COLUMNS = {"north": "Jobs in the north", "south": "Jobs in the south", "all": "All jobs", "staff": "Employees"}  # fmt: skip


def passed_and_told(folder, metrics, columns="north south", **keys):
    series = ", ".join(
        f"{name}: {{column: {name}, unit: person, kind: stock, title: {COLUMNS[name]}}}"
        for name in columns.split()
    )
    project = f"datasets: {{d: {{source: s, path: data/d.csv, period: {{column: year}}, series: {{{series}}}}}}}\n"
    more = "".join(f"{key}: {value}\n" for key, value in keys.items())
    brief = f"title: T\nperiod: 2024\nhighlights: {{show: 6}}\nmetrics:\n{metrics}{more}"
    made = tried(folder, DATA, project, brief).made
    because = {one.reason for one in made.passed if "the same figures as" in one.reason}
    told = [one.id for one in made.highlights if one.id]
    return told, because


SUM = "  a: {formula: d.north + d.south, title: Jobs}\n"
RATE = "  a: {ratio: d.north, to: d.south, title: Jobs}\n"
REASONS = {
    f"has the same figures as “{title}”, which is among the highlights"
    for title in ("Jobs", "Posts", "All jobs", "Employees", "Jobs in the north")
}


@pytest.mark.parametrize(
    ("metrics", "columns", "pair"),
    [
        (SUM + "  b: {formula: d.south + d.north, title: Posts}\n", "north south", {"a", "b"}),
        (RATE + "  b: {formula: d.north / d.south, title: Posts}\n", "north south", {"a", "b"}),
        (SUM + "  b: {value: d.all, title: Posts}\n", "north south all", {"a", "b"}),
        ("  a: {value: d.north, title: Jobs}\n  b: {value: d.staff, title: Posts}\n", "north staff", {"a", "b"}),
        (SUM, "north south all", {"a", "d.all"}),
        ("  a: {value: d.south}\n", "north south staff", {"d.north", "d.staff"}),
        (SUM + "  b: {formula: d.north + d.south, title: Posts, unit: thousand person}\n", "north south", {"a", "b"}),
        (RATE + "  b: {ratio: d.north, to: d.south, title: Posts, unit: percent}\n", "north south", {"a", "b"}),
        ("  a: {value: d.north, title: Jobs, unit: thousand person}\n", "north south", {"a", "d.north"}),
        (SUM + "  b: {value: d.all, title: Posts, unit: thousand person}\n  a2: {value: d.all, title: Posts}\n",
         "north south all", {"a", "a2", "b"}),
    ],
)  # fmt: skip
def test_what_two_names_have_in_common_is_told_once(tmp_path, metrics, columns, pair):
    told, because = passed_and_told(tmp_path, metrics, columns)
    assert because
    assert because <= REASONS
    assert len(pair & {one.rpartition(" ")[2] for one in told}) == 1


@pytest.mark.parametrize(
    "other",
    [
        "  b: {formula: d.north - d.south, title: Posts}\n",
        "  b: {formula: d.north - d.south, title: Posts, unit: thousand person}\n",
        "  b: {formula: d.south / d.north, title: Posts}\n",
        "  b: {value: d.south, title: Posts}\n",
    ],
)
def test_other_figures_of_the_same_cells_stay(tmp_path, other):
    assert passed_and_told(tmp_path, SUM + other)[1] == set()


def test_one_name_alone_is_left_out_of_nothing(tmp_path):
    assert passed_and_told(tmp_path, SUM)[1] == set()


def test_what_a_file_computed_in_floats_is_the_same_figure(tmp_path):
    balances = (120.4 - 118.9, 122 - 125.3, 110.2 - 131.8, 131.1 - 133, 141.2 - 140.1)
    pairs = ((120.4, 118.9), (122, 125.3), (110.2, 131.8), (131.1, 133), (141.2, 140.1))
    data = "year,income,spending,balance\n" + "".join(
        f"{2020 + at},{a},{b},{net}\n"
        for at, ((a, b), net) in enumerate(zip(pairs, balances, strict=True))
    )
    series = ", ".join(
        f"{one}: {{column: {one}, unit: million EUR, title: {one.title()}{', kind: balance' * (one == 'balance')}}}"
        for one in ("income", "spending", "balance")
    )
    project = f"datasets: {{d: {{source: s, path: data/d.csv, period: {{column: year}}, series: {{{series}}}}}}}\n"
    brief = (
        "title: T\nperiod: 2024\nhighlights: {show: 6}\n"
        "metrics: {a: {value: d.balance}, b: {difference: d.income, minus: d.spending}}\n"
    )
    made = tried(tmp_path, data, project, brief).made
    assert [one for one in made.passed if "the same figures" in one.reason]


def test_few_figures_of_other_cells_are_alike_by_chance(tmp_path):
    data = "year,north,south\n2022,3,3\n2023,2,2\n2024,4,4\n"
    project = (
        "datasets: {d: {source: s, path: data/d.csv, period: {column: year}, series: {"
        "north: {column: north, unit: person, title: Fires}, south: {column: south, unit: person, title: Floods}}}}\n"
    )
    brief = "title: T\nperiod: 2024\nhighlights: {show: 6}\nmetrics: {a: {value: d.north}, b: {value: d.south}}\n"
    made = tried(tmp_path, data, project, brief).made
    assert not [one for one in made.passed if "the same figures" in one.reason]


def test_shares_that_happen_to_be_alike_are_two(tmp_path):
    """Half of it each, now: what they are made of is the same, and what is computed is not."""
    data = "year,north,south\n2021,30,70\n2022,36,64\n2023,41,59\n2024,50,50\n"
    project = (
        "datasets: {d: {source: s, path: data/d.csv, period: {column: year}, series: {"
        "north: {column: north, unit: person, title: Left}, south: {column: south, unit: person, title: Right}}}}\n"
    )
    brief = (
        "title: T\nperiod: 2024\nhighlights: {show: 6}\nmetrics:\n"
        "  a: {formula: percent(d.north / (d.north + d.south)), title: Share of left}\n"
        "  b: {formula: percent(d.south / (d.north + d.south)), title: Share of right}\n"
    )
    made = tried(tmp_path, data, project, brief).made
    assert not [one for one in made.passed if "the same figures" in one.reason]


def test_what_the_author_says_of_one_name_is_not_found_under_the_other(tmp_path):
    metrics = "  a: {value: d.north, title: Jobs}\n  b: {value: d.staff, title: Posts}\n"
    say = "highlights: {show: 6, say: [{say: 'There were {{ a }}.', pin: false}]}\n"
    project = (
        "datasets: {d: {source: s, path: data/d.csv, period: {column: year}, series: {"
        "north: {column: north, unit: person, title: Jobs}, staff: {column: staff, unit: person, title: Posts}}}}\n"
    )
    made = tried(tmp_path, DATA, project, f"title: T\nperiod: 2024\n{say}metrics:\n{metrics}").made
    assert not [one for one in made.highlights if one.id and one.id.endswith((" a", " b"))]


def test_what_speaks_against_the_message_is_not_told_under_another_name(tmp_path):
    metrics = "  a: {value: d.north, title: Jobs}\n  b: {value: d.staff, title: Posts}\n"
    against = "highlights: {show: 1, contrary: {against: {a: up, b: up}}}\n"
    project = (
        "datasets: {d: {source: s, path: data/d.csv, period: {column: year}, series: {"
        "north: {column: north, unit: person, title: Jobs}, staff: {column: staff, unit: person, title: Posts}}}}\n"
    )
    made = tried(
        tmp_path, DATA, project, f"title: T\nperiod: 2024\n{against}metrics:\n{metrics}"
    ).made
    (highlight,) = made.highlights
    other = "Posts" if plain(highlight.text).startswith("Jobs") else "Jobs"
    assert made.contrary is None or other not in plain(made.contrary.text)
