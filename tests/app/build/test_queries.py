"""Data sets that are queries: what they read and refuse, and that a figure leads back to them."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import pytest
from audits import audited

from briefing.app.build.freshness import examine
from briefing.app.build.incremental import build_each, where
from briefing.app.build.pipeline import check_all
from briefing.core.budgets import Budget, allow, allow_also
from briefing.core.file_patterns import files_like, hash_of_files
from briefing.core.problems import BriefingError
from briefing.core.workspace import ABSENT, Workspace
from briefing.data.connectors import queries
from briefing.data.connectors.queries import files_named, run_query

has_duckdb = pytest.mark.skipif(find_spec("duckdb") is None, reason="the extra is not installed")
PROJECT = """\
sources: {s: {title: Customs records, publisher: Customs, licence: CC0, published: 2025-02-01}}
datasets:
  exports:
    source: s
    query: |
%s
    period: {column: year}
    dimension: country
    series: {value: {column: value, title: Exports, unit: USD}}
"""
BRIEF = """\
title: "Exports {{ x.verb }} to {{ x }}"
period: 2024
design: one-pager
metrics: {x: {value: "exports.value[Kenya]"}}
key_figures: [x]
sections: [{title: "All", text: "Exports came to {{ x }}."}]
"""
QUERY = """\
select country, year, sum(value) as value
from 'data/trade/*.csv'
join 'data/names.json' on country = name
where continent = 'Africa'
group by all"""


def project(folder: Path, query: str = QUERY) -> Path:
    for path, text in {
        "config/project.yaml": PROJECT % "\n".join(f"      {one}" for one in query.split("\n")),
        "config/kenya.yaml": BRIEF,
        "data/trade/2023.csv": "country,year,value\nKenya,2023,40\nPeru,2023,9\nKenya,2023,2.5\n",
        "data/trade/2024.csv": "country,year,value\nPeru,2024,8\nKenya,2024,50\nMali,2024,7\n",
        "data/names.json": json.dumps(
            [{"name": "Kenya", "continent": "Africa"}, {"name": "Mali", "continent": "Africa"}]
        ),
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


def told(folder: Path, query: str) -> str:
    with pytest.raises(BriefingError) as error:
        check_all(project=project(folder, query))
    return str(error.value.problems[0])


@has_duckdb
def test_a_figure_leads_to_the_query_its_files_and_its_engine(tmp_path: Path):
    workspace, folder, briefs, _ = where((), project(tmp_path), None)
    (built,) = build_each(workspace, folder, briefs)
    ledger = json.loads(built.files["facts.json"].read_text())
    (fact,) = (one for one in ledger["facts"] if one["id"] == "x")
    assert fact["origin"]["file"] == "results-of-queries/exports.csv"
    assert (fact["origin"]["text"], fact["origin"]["row"]) == ("50", 3)
    result, record = ledger["inputs"]
    assert result["query"]["text"].startswith("select country, year")
    assert result["query"]["engine"].startswith("DuckDB ")
    assert result["query"]["rows"] == 3
    files = {one["path"]: one["sha256"] for one in result["query"]["files"]}
    assert files == {
        path: workspace.sha256(path)
        for path in ("data/names.json", "data/trade/2023.csv", "data/trade/2024.csv")
    }
    assert record["path"] == "results-of-queries/exports.json"
    assert not (tmp_path / "results-of-queries").exists()
    fresh = where((), tmp_path, None)[0]
    outputs = fresh.beside(folder)

    def reasons() -> tuple[str, ...]:
        now = Workspace(tmp_path)
        mine = json.loads((folder / ".briefing/kenya.json").read_text())["program"]
        found = examine("kenya", now, now.beside(folder), program=mine)
        return (*found.reasons, *found.changed_partly)

    assert outputs.has("kenya.pdf")
    assert reasons() == ()
    more = tmp_path / "data/trade/2025.csv"
    more.write_text("country,year,value\nKenya,2024,1\n")
    assert reasons() == ("data/trade/*.csv",)
    more.unlink()
    assert reasons() == ()
    (tmp_path / "data/names.json").write_text("[]")
    assert reasons() == ("data/names.json",)
    for one in ("data", "config"):
        (tmp_path / one).rename(tmp_path / f"{one}-elsewhere")
    found = audited(built.files["pdf"])
    assert [str(one) for one in found.wrong] == []
    assert any("3 rows by a query of DuckDB" in str(one) for one in found.inputs)


@has_duckdb
@pytest.mark.parametrize(
    ("query", "words"),
    [
        (QUERY.replace("continent =", "contnent ="), "config/project.yaml:9:13: the query fails"),
        ("select 1 from 'data/none/*.csv'", "no file of the project is called like 'data/none/*.csv'"),
        ("select 1 from '../x.csv'", "no file of the project is called like '../x.csv'"),
        ("select content from read_text('/etc/passwd')", "and nothing else"),
        ("select 1; select 2", "a query is one 'select'"),
        ("copy (select 1) to 'x.csv'", "a query is one 'select'"),
        ("install httpfs", "a query is one 'select'"),
        ("select current_date as year", "'current_date' gives another result each time"),
        ("select * from 'data/trade/*.csv' limit 2", "'limit' without 'order by'"),
        ("select [1] as country, 2024 as year, 1 as value", "the column 'country' of the result holds list"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_query_is_told_at_its_place(tmp_path: Path, query: str, words: str):
    assert words in told(tmp_path, query)
    assert not (tmp_path / "x.csv").exists()


@has_duckdb
def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path):
    outside = tmp_path / "outside.csv"
    outside.write_text("country,year,value\nKenya,2024,1\n")
    inner = project(tmp_path / "inner")
    (inner / "data/trade/2025.csv").symlink_to(outside)
    with pytest.raises(BriefingError, match=r"'data/trade/2025.csv' leaves the project"):
        check_all(project=inner)


def table(query: str, **files: Path) -> list[str]:
    given = {one: [files[Path(one).stem]] for one in files_named(query)}
    return run_query(query, given).content.decode().splitlines()[1:]


@has_duckdb
def test_rows_are_in_the_order_that_is_asked_for_or_sorted(tmp_path: Path):
    (tmp_path / "d.csv").write_text("k,v\nb,10\na,9\na,\nc,0.1\n")
    files = {"d": tmp_path / "d.csv"}
    assert table("select v, k from 'd.csv'", **files) == ["0.1,c", "9,a", "10,b", ",a"]
    assert table("select k, v from 'd.csv' where v > 1 order by v desc", **files) == ["b,10", "a,9"]
    call = "select sum(v) as v from read_csv('d.csv', nullstr = 'x') where k <> 'from ''q.csv'''"
    assert files_named(call) == ["d.csv"]
    assert files_named("select * from 'd.csv' as x, 'e.parquet' y where x.f = 'no.csv'") == [
        "d.csv",
        "e.parquet",
    ]
    assert files_named("select 'no.csv' from t, 'd.json' join 'e''s.csv' using (k)") == [
        "d.json",
        "e's.csv",
    ]
    assert files_named("-- from 'no.csv'\nselect 1 from 'd.csv' join 'e.parquet' on true") == [
        "d.csv",
        "e.parquet",
    ]
    exact = "select 0.1::decimal(10, 2) as a, 12345678.1234567::double as b, true as c, date '2024-02-29' as d"
    assert table(exact) == ["0.10,12345678.1234567,true,2024-02-29"]
    assert table("select sum(x) as s from (select unnest([0.1, 0.2]::double[]) as x)") == ["0.3"]


@has_duckdb
def test_rows_memory_and_time_are_limited():
    try:
        allow_also(Budget.ROWS, 10)
        with pytest.raises(queries.QueryRefused, match="a table may have 10 rows") as many:
            run_query("select * from range(11)", {})
        assert many.value.code == "budget-spent"
        assert run_query("select * from range(10)", {}).rows == 10
        allow_also(Budget.SECONDS, 0)
        with pytest.raises(queries.QueryRefused, match="seconds of time"):
            run_query("select count(*) from range(100000) a, range(10000000) b", {})
    finally:
        allow("")


def test_without_duckdb_the_command_that_installs_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(queries, "find_spec", lambda _: None)
    found = told(tmp_path, QUERY)
    assert found.startswith("config/project.yaml:5:12: a query wants DuckDB")
    assert found.endswith('(pip install "policy-briefing[duckdb]")')


def test_a_pattern_names_files_and_has_one_hash(tmp_path: Path):
    for one in ("d/a.csv", "d/b.csv", "d/in/c.csv", "d/b.txt"):
        (tmp_path / one).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / one).write_text(one)
    here = Workspace(tmp_path)
    assert files_like(here, "d/*.csv") == ["d/a.csv", "d/b.csv"]
    assert files_like(here, "d/**/*.csv") == ["d/a.csv", "d/b.csv", "d/in/c.csv"]
    assert files_like(here, "d/[ab].c?v") == ["d/a.csv", "d/b.csv"]
    assert files_like(here, "d/a.csv") == ["d/a.csv"]
    assert files_like(here, "d/z.csv") == files_like(here, "e/*") == []
    assert hash_of_files(here, "d/a.csv") == here.sha256("d/a.csv")
    assert hash_of_files(here, "e/*") == ABSENT
    before = hash_of_files(here, "d/*.csv")
    (tmp_path / "d/b.csv").rename(tmp_path / "d/c.csv")
    assert hash_of_files(Workspace(tmp_path), "d/*.csv") not in {before, ABSENT}
