"""Long tables are read into columns; what comes out is what is read row by row, cell by cell."""

import random
from dataclasses import replace
from unittest.mock import patch

import numpy as np
import pytest

from briefing.app.build import pipeline
from briefing.core.column_facts import (
    ColumnFacts,
    count_of_values,
    facts_in,
    is_below_zero,
    periods_until,
    status_at,
    value_at,
    with_changed,
    with_status,
)
from briefing.core.lag_values import change_value, change_value_at
from briefing.core.lags import NoRelative
from briefing.core.problems import ProblemLog
from briefing.core.status import Status
from briefing.core.value_table import ValueTable
from briefing.data import reading
from briefing.data.arrow_arrays import are_blank, match
from briefing.data.column_reading import read_columns
from briefing.data.connectors import local_files
from briefing.data.series_of_measure import SeriesOf
from briefing.data.text_rows import TextRows, numbered
from briefing.project.project_schema import DatasetConfig

PROJECT = """\
name: P
sources: {s: {title: S, publisher: P, licence: CC0, published: 2024-08-15}}
datasets:
  d:
    source: s
    path: data/d.csv
    KEYS
    series:
      SERIES
"""
LONG = "period: {column: year, estimated: [2022]}\n    dimension: {column: who, rename: {C: Cee}}"
X = "x: {column: x, title: Ore, unit: t}"
Y = "y: {column: y, title: Tin, unit: percent}"
CELLS = [
    *["1200", "1.5", "-2.25", "0", "007", "-0", "12.500", "1,400", "W", "", " 5", ">3", "1600e"],
    *["٣", "nonsense", "5.", "1" * 16, "0.000001", "999999999999999", "-999", "(12)", "3 [note 1]"],
]


def table(seed, *, odd=0.2, members=4, first=2019):
    """A long table of two measures, of which some cells are no plain numbers."""
    chance = random.Random(seed)

    def cell():
        if chance.random() < odd:
            return chance.choice(CELLS)
        return f"{chance.lognormvariate(4, 2):.{chance.choice([0, 1, 1, 2])}f}"

    rows = [
        [f"{'ABCDEFGH'[m]}", str(year), cell(), cell(), chance.choice(["", "A", "E"])]
        for m in range(members)
        for year in range(first, 2025)
    ]
    chance.shuffle(rows)
    rows = [["who", "year", "x", "y", "flag"], *rows]
    return "".join(
        ",".join(f'"{one}"' if "," in one else one for one in row) + "\n" for row in rows
    )


def read_both(folder, text, keys, series=(X, Y)):
    """The data set and its messages, by columns and by rows."""
    (folder / "data").mkdir(exist_ok=True)
    (folder / "config").mkdir(exist_ok=True)
    (folder / "data/d.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    project = PROJECT.replace("KEYS", keys).replace("SERIES", "\n      ".join(series))
    (folder / "config/project.yaml").write_text(project, encoding="utf-8")
    (folder / "config/b.yaml").write_text("title: B\nperiod: 2023\nbottom_line: B.\n", "utf-8")
    opened = pipeline.open_project(folder)

    def read(fewest):
        log = ProblemLog()
        with patch.object(local_files, "FEWEST_BYTES", fewest):
            found = reading.read_datasets(
                opened.workspace, opened.config, opened.places, ["d"], log
            )
        return found.get("d"), [*log]

    return read(0), read(10**9)


def series_of(dataset):
    return [one for panel in dataset.measures.values() for one in getattr(panel, "every", (panel,))]


def partial_in(dataset):
    """What is known of partial periods, which are equal to whole ones: of facts, series and panels."""
    every = [*dataset.measures.values(), *series_of(dataset)]
    return [
        [(when.partial, fact.period.partial) for one in series_of(dataset) for when, fact in one.facts.items()],
        [[(when, when.partial, why, type(why)) for when, why in one.breaks.items()] for one in every],
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    "keys",
    [
        LONG,
        LONG.replace("column: year,", "column: year, partial: {2021: 2021-06, 2024: },"),
        LONG + "\n    status: [{where: {flag: E}, code: B}]",
        LONG + "\n    tokens: {'-999': {status: O}, '0': {status: M}}",
        LONG + "\n    status: [{column: flag}, {series: [y], code: P}]",
        LONG + "\n    where: {flag: ['', A]}\n    decimal: '.'",
        LONG + "\n    notes: flag",
    ],
)
def test_facts_in_columns_are_those_of_single_cells(tmp_path, keys, seed):
    (quick, told), (careful, told_too) = read_both(tmp_path, table(seed), keys)
    assert told == told_too
    assert quick == careful
    if quick:
        assert any(isinstance(one.facts, ColumnFacts) for one in series_of(quick)) == (
            "notes" not in keys
        )
        assert [list(one.facts) for one in series_of(quick)] == [
            list(one.facts) for one in series_of(careful)
        ]
        assert partial_in(quick) == partial_in(careful)


@pytest.mark.parametrize(
    ("text", "is_in_columns"),
    [
        (table(1, odd=0).replace("\n", "\r\n"), True),
        ("\ufeff" + table(2, odd=0), True),
        (table(2, odd=0).replace("A,", '"A",'), True),
        (table(2, odd=0).replace("A,", "Å\u00a0 b,"), True),
        (table(3, odd=0) + "\n\nSource: office, 2024\n1) with a, b and c\n", True),
        (table(3, odd=0) + ",,,,\n,,,,\n", True),
        (table(3, odd=0).replace("\nB", "\n,,,,\n\nB", 1), True),
        (table(4, odd=0).replace("\nB", "\n  B", 1), True),
        (table(4, odd=0).replace("\n", "\n\n", 1), True),
        (table(4, odd=0) + "A,2024,5,6,\nA,2024,7,6,\nB,,5,6,\n,2023,1,1,\n", True),
        (table(4, odd=0).replace("\nB,", '\n"B ""b""",'), False),
        (table(4, odd=0).replace("\nB,", '\n"B\nb",'), False),
        (table(4, odd=0).replace("\nB,2023", "\nB,2023,5,6,7,8,9\nB,2023"), False),
        (table(5, odd=0).encode("utf-16"), False),
        (table(5, odd=0).replace("A,", "\x1c,"), False),
    ],
)
def test_every_form_of_text_is_read_as_before(tmp_path, text, is_in_columns):
    grids = []

    def noted(*given):
        grids.append(columns(*given))
        return grids[-1]

    columns = reading.read_grid
    with patch.object(reading, "read_grid", noted):
        (quick, told), (careful, told_too) = read_both(tmp_path, text, LONG)
    assert told == told_too
    assert quick == careful
    by_columns, by_rows = grids
    assert isinstance(by_columns.rows, TextRows) == is_in_columns
    assert [*by_columns.rows] == [*by_rows.rows]
    assert (by_columns.headers, by_columns.said, by_columns.notes) == (
        by_rows.headers,
        by_rows.said,
        by_rows.notes,
    )
    assert by_columns.blank_rows == by_rows.blank_rows


@pytest.mark.parametrize(
    ("text", "keys", "series"),
    [
        (  # a column for each period, a row for each member
            "who,2021,2022,2024\nA,1,2.5,3\nB,4,5,W\nTotal,5,7.5,9\n",
            "dimension: {column: who, total: Total}",
            ["x: {title: Ore, unit: t, columns: {2021: '2021', 2022: '2022', 2024: {column: '2024', status: E}}}"],
        ),
        (  # a column for each measure, a period in two columns
            "y,part,x\n2021,Q1,5\n,Q2,6.5\n,Q3,7\n,Q4,8\n2022,Q1,5\n",
            "period: {column: y, and: part}",
            [X],
        ),
        (  # a measure in each row
            "who,year,m,v\nA,2021,ore,5\nA,2022,ore,6\nA,2021,tin,0.5\nA,2022,tin,700\n",
            "period: {column: year}\n    dimension: {column: who}\n    measure: m\n    value: v",
            ["x: {measure: ore, title: Ore, unit: t}", "y: {measure: tin, title: Tin, unit: t}"],
        ),
        (  # months with a season, the last period not over
            "m,x\n" + "".join(f"{y}-{m:02d},{100 * m + y % 7}\n" for y in range(2018, 2025) for m in range(1, 9)),
            "period: {column: m}",
            [X],
        ),
        ("who,year,x\nA,2021,5\n", "period: {column: year}\n    where: {who: Z}", [X]),
        ("who,year,x\nA,2021,5\nA,soon,6\n", "period: {column: year}\n    dimension: {column: who}", [X]),
        ("who,year,x\n,,\n", "period: {column: year}", [X]),
        ("Table 1\nwho,year,x\nA,2021,5\nA,2022,700.25\n", "header: 2\n    " + LONG, [X]),
        ("who,year,x\nA,2021,5\nA,2022,6\nA,2023,7\n", "rows: {first: 3, last: 3}\n    " + LONG, [X]),
        (
            "who,year,x\nA,2021,5\nA,2022,7\nB,2021,3\n",
            LONG + "\n    corrections: [{where: {who: A, year: '2021'}, column: x, expected: '5',"
            " value: '50', reason: typo}]",
            [X],
        ),
    ],
)  # fmt: skip
def test_every_layout_is_read_as_before(tmp_path, text, keys, series):
    (quick, told), (careful, told_too) = read_both(tmp_path, text, keys, series)
    assert told == told_too
    assert quick == careful


@pytest.mark.parametrize("seed", range(6))
def test_what_is_asked_of_columns_is_what_their_facts_tell(tmp_path, seed):
    (quick, _), (careful, _) = read_both(tmp_path, table(seed, odd=0.05, first=2012), LONG)
    if quick is None:
        return
    chance = random.Random(seed)
    for one, other in zip(series_of(quick), series_of(careful), strict=True):
        made = {when: one.facts[when] for when in one.facts}
        periods = [*made, *(when.shifted(step) for when in made for step in (-1, 20))]
        for when in periods:
            fact = made.get(when)
            assert value_at(one.facts, when) == (fact and fact.quantity.value)
            assert status_at(one.facts, when) == (fact and fact.quantity.status)
            assert periods_until(one.facts, when) == tuple(at for at in made if at <= when)
            assert one.until(when, 2) == other.until(when, 2)
        for when, fact in made.items():
            assert told(lambda: change_value_at(one, when)) == told(  # noqa: B023
                lambda: change_value(other, fact)  # noqa: B023
            )
        values = [fact.quantity.value for fact in made.values()]
        assert count_of_values(one.facts) == sum(value is not None for value in values)
        assert is_below_zero(one.facts) == any((value or 0) < 0 for value in values)
        for status in {fact.quantity.status for fact in made.values()} | {Status.FORECAST}:
            assert dict(with_status(one.facts, status)) == {
                when: fact for when, fact in made.items() if fact.quantity.status is status
            }
        some = {fact.spot for fact in chance.sample([*made.values()], 3)}
        assert dict(facts_in(one.facts, some)) == {
            when: fact for when, fact in made.items() if fact.spot in some
        }
        changed = {when: replace(fact, note="so") for when, fact in facts_in(one.facts, some)}
        assert with_changed(one.facts, changed) == {**made, **changed}
    for name, panel in quick.measures.items():
        some = [*careful.measures[name].members.values()]
        one, other = ValueTable.of([*panel.members.values()]), ValueTable.of(some)
        assert one.periods == other.periods
        assert np.array_equal(one.values, other.values, equal_nan=True)
        assert np.array_equal(one.halves, other.halves)


def test_a_large_panel_is_read_and_checked_without_a_series_for_each_member(tmp_path):
    members, made = 300, []
    text = "who,year,x\n" + "".join(
        f"M{one},{year},{1000 + one * 7 + year % 5}.5\n"
        for one in range(members)
        for year in range(2016, 2022)
    )

    def counted(self, *given):
        made.append(given[0].member)
        return inner(self, *given)

    inner = SeriesOf.series
    with patch.object(SeriesOf, "series", counted):
        (quick, told_of_it), (careful, told_too) = read_both(
            tmp_path, text.replace("1042.5", "104.25"), LONG, (X,)
        )
        assert len(made) < 10
    assert told_of_it == told_too
    assert [one.code for one in told_of_it] == ["jump"]
    assert quick == careful
    assert len(quick.measures["x"].members) == members


def test_texts_that_repeat_are_kept_once():
    table = columns_read("".join(f"M{n // 8},{2000 + n % 8},{n}.5\n" for n in range(80)))
    who, year, x = table.columns
    assert [hasattr(one, "dictionary") for one in (who, year, x)] == [True, True, False]
    assert [who[row].as_py() for row in (0, 8, 79)] == ["M0", "M1", "M9"]
    assert table.coded(0).texts == tuple(f"M{n}" for n in range(10))
    assert match(who, "^M[01]$").sum() == 16
    assert not are_blank(who).any()
    spaces = columns_read("".join(f" \u00a0,{n % 2},5\n" for n in range(8)))
    assert are_blank(spaces.columns[0]).all()


def columns_read(rows):
    dataset = DatasetConfig.model_validate(
        {
            "source": "s",
            "path": "d.csv",
            "period": {"column": "year"},
            "series": {"x": {"column": "x", "title": "X", "unit": "t"}},
        }
    )
    return read_columns(f"who,year,x\n{rows}".encode(), dataset, ",").body.table


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_keys_are_numbered_by_their_order(count):
    chance = np.random.default_rng(count)
    for most in (1, 9, 10**9):
        keys = chance.integers(0, most, count)
        assert np.array_equal(numbered(keys), np.unique(keys, return_inverse=True)[1])


def told(ask):
    try:
        return ask()
    except NoRelative as error:
        return type(error)
