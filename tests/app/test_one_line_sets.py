"""A data set in one line: what its file tells is enough, what it does not tell is asked, what is declared holds."""

import json

import pytest

from briefing.app.build.pipeline import check_all
from briefing.app.lock.locking import check_lock, write_lock
from briefing.app.one_line_sets import load_shared, merged, recognised_sets
from briefing.app.update.edition_update import apply_update, plan_update
from briefing.app.update.request import Request
from briefing.core.problems import ProblemLog, UnusableInput
from briefing.core.workspace import Workspace
from briefing.data.reading import read_datasets
from briefing.project import loading

SCHOOLS = "Year,County,Pupils (persons),Spending (million EUR)\n2022,Kent,245,1.5\n2022,Essex,1,2\n2023,Kent,247,1.6\n"


def project(folder, text, **files):
    (folder / "config").mkdir()
    (folder / "data").mkdir()
    (folder / "config/project.yaml").write_text(text)
    for name, content in files.items():
        (folder / "data" / name.replace("__", ".")).write_text(content)
    return Workspace(folder)


def loaded(workspace):
    log = ProblemLog()
    shared = load_shared(workspace, log)
    return shared, [str(one) for one in log]


def test_a_path_is_a_complete_declaration(tmp_path):
    workspace = project(tmp_path, "datasets: {schools: data/s.csv}\n", s__csv=SCHOOLS)
    (config, places, _), told = loaded(workspace)
    assert not told
    log = ProblemLog()
    dataset = read_datasets(workspace, config, places, ["schools"], log)["schools"]
    assert {name: str(one.unit) for name, one in dataset.measures.items()} == {
        "pupils": "person", "spending": "million EUR",
    }  # fmt: skip
    kent = dataset.measures["pupils"].members["Kent"]
    assert [float(fact.quantity.value) for fact in kent.facts.values()] == [245, 247]


def test_what_is_declared_holds_and_null_leaves_a_series_out(tmp_path):
    text = """\
sources: {office: {title: School census, licence: CC BY 4.0}}
datasets:
  schools:
    path: data/s.csv
    source: office
    series:
      pupils: {title: Children in schools, kind: stock}
      spending: null
"""
    workspace = project(tmp_path, text, s__csv=SCHOOLS + "Source: Ministry of Schools\n")
    (config, _, _), told = loaded(workspace)
    assert not told
    series = config.datasets["schools"].series
    assert list(series) == ["pupils"]
    assert (series["pupils"].title, series["pupils"].unit) == ("Children in schools", "person")
    source = config.sources["office"]
    assert (source.title, source.publisher) == ("School census", "Ministry of Schools")


def test_a_unit_that_nobody_knows_is_asked_for_with_the_yaml_that_answers(tmp_path):
    workspace = project(
        tmp_path, "datasets: {d: data/d.csv}\n", d__csv="Year,Level\n2022,1.5\n2023,2\n"
    )
    shared, told = loaded(workspace)
    assert shared is None
    assert told == [
        "data/d.csv:1:2: nothing tells the unit of 'Level' "
        "(add below 'd:' series: {level: {unit: '...'}})"
    ]
    answer = "datasets: {d: {path: data/d.csv, series: {level: {unit: m}}}}\n"
    (tmp_path / "config/project.yaml").write_text(answer)
    (config, _, _), told = loaded(Workspace(tmp_path))
    assert not told
    assert config.datasets["d"].series["level"].unit == "m"


@pytest.mark.parametrize(
    ("table", "question", "answer"),
    [
        ("Year,Area (ha)\n2022,-\n2023,5\n", "'-' may be zero or missing", "tokens: {'-': {value: 0}}"),
        ("Land,Area (ha)\nKent,4\nEssex,5\n", "no column and no header tells the period", "period: 2024"),
        (
            "Year,Area (ha)\n2022-23,4\n2022-23,5\n",
            "rows repeat in all that tells them apart: '2022-23'",
            "",
        ),
        ("Date,Area (ha)\n01/02/2024,4\n03/04/2024,5\n", "'01/02/2024' may be", "period: {column: Date, dates: day first}"),
    ],
)  # fmt: skip
def test_what_is_open_is_asked_and_the_answer_closes_it(tmp_path, table, question, answer):
    workspace = project(tmp_path, "datasets: {d: data/d.csv}\n", d__csv=table)
    shared, told = loaded(workspace)
    assert shared is None
    assert any(question in one for one in told), told
    if answer:
        (tmp_path / "config/project.yaml").write_text(
            f"datasets: {{d: {{path: data/d.csv, {answer}}}}}\n"
        )
        shared, told = loaded(Workspace(tmp_path))
        assert not told


def test_a_declared_data_set_is_not_looked_at_again(tmp_path):
    text = """\
sources: {x: {title: t, publisher: p, licence: l}}
datasets:
  d: {source: x, path: data/d.csv, period: {column: Year}, series: {a: {title: A, unit: t, column: A}}}
"""
    workspace = project(tmp_path, text, d__csv="Year,A,B\n2022,1.5,x\n")
    (config, _, _), told = loaded(workspace)
    assert not told
    assert list(config.datasets["d"].series) == ["a"]
    assert recognised_sets(workspace) == {}
    assert loading.load_shared(workspace, ProblemLog()) is not None


def test_a_file_that_is_no_table_is_told_by_its_path(tmp_path):
    workspace = project(
        tmp_path, "datasets: {d: data/d.csv, e: data/none.csv}\n", d__csv="hello\nworld\n"
    )
    shared, told = loaded(workspace)
    assert shared is None
    assert "data/d.csv: it holds no table" in told[1]
    assert "there is no file 'data/none.csv'" in told[0]


def test_declared_keys_win_key_by_key():
    ours = {
        "path": "a",
        "header": 3,
        "series": {"x": {"title": "X", "unit": "t"}, "y": {"unit": "t"}},
    }
    theirs = {"path": "a", "header": 4, "series": {"x": {"unit": "kg"}, "y": None}}
    assert merged(ours, theirs) == {
        "path": "a", "header": 4, "series": {"x": {"title": "X", "unit": "kg"}},
    }  # fmt: skip


def test_a_file_that_is_read_otherwise_than_locked_is_told_and_refused_by_locked(tmp_path):
    workspace = project(tmp_path, "datasets: {schools: data/s.csv}\n", s__csv=SCHOOLS)
    write_lock(workspace)
    assert "series pupils: person" in (tmp_path / "briefing.lock").read_text()
    check_lock(Workspace(tmp_path), whole=True)
    more = SCHOOLS + "2024,Kent,250,1.7\n"
    (tmp_path / "data/s.csv").write_text(more)
    assert loaded(Workspace(tmp_path))[1] == []  # a further year is read alike
    (tmp_path / "data/s.csv").write_text(more.replace("million EUR", "thousand EUR"))
    (_, _, _), told = loaded(Workspace(tmp_path))
    assert told == [
        "data/s.csv: 'schools' is read otherwise than it is locked: series spending is thousand EUR, "
        "locked as million EUR (look at it: briefing inspect; if it is right: briefing lock)"
    ]
    with pytest.raises(
        UnusableInput, match="'schools' is read otherwise: series spending is thousand EUR"
    ):
        check_lock(Workspace(tmp_path), whole=True)


def test_what_is_left_out_is_told_in_the_brief_that_reads_the_file(tmp_path):
    table = "Year,Pupils (persons),Level\n2022,245,1.5\n2023,247,1.25\n"
    workspace = project(tmp_path, "datasets: {schools: data/s.csv}\n", s__csv=table)
    (config, _, _), told = loaded(workspace)
    assert list(config.datasets["schools"].series) == ["pupils"]
    assert "nothing tells the unit of 'Level'; it is left out" in told[0]
    (tmp_path / "config/one.yaml").write_text(
        "title: Pupils\nperiod: 2023\nmetrics: {pupils: {value: schools.pupils}}\n"
        'bottom_line: "{{ pupils }} pupils."\n'
    )
    (brief,) = check_all(project=tmp_path)
    assert any(one.code == "not-recognised" for one in brief.warnings)


@pytest.mark.parametrize(
    "block",
    [
        "data/s.csv",
        "{path: data/s.csv, source: old}",
        "\n    path: data/s.csv  # the census\n    series: {pupils: {title: Children at school}}",
    ],
)
def test_an_edition_of_a_data_set_in_one_line_is_written_beside_all_its_keys(tmp_path, block):
    key = "old" if "old" in block else "schools"
    source = f"sources: {{{key}: {{title: Census, published: 2024-01-01}}}}\n"
    if key == "old":
        source = source.replace("published", "publisher: P, licence: L, published")
    project(tmp_path, f"{source}datasets:\n  schools: {block}\n", s__csv=SCHOOLS)
    (tmp_path / "new.csv").write_text(SCHOOLS + "2024,Kent,250,1.7\n")
    about = {"published": "2025-01-01", "title": "Census of 2025"}
    plan = plan_update(Request("schools", tmp_path / "new.csv", "new", about), tmp_path)
    assert not plan.refused
    assert "editions:" in plan.config
    assert "data/s.csv" in (tmp_path / "config/project.yaml").read_text(), "nothing is written yet"
    apply_update(plan)
    text = (tmp_path / "config/project.yaml").read_text()
    assert ("# the census" in text) is ("# the census" in block)
    (config, _, _), told = loaded(Workspace(tmp_path))
    assert not told
    now = config.datasets["schools"]
    assert now.source == "new"
    assert now.path == "new.csv"
    was = next(one for key, one in config.datasets.items() if key.startswith("schools@"))
    assert (was.path, was.series.keys()) == ("data/s.csv", now.series.keys())
    title = "Children at school" if "Children" in block else "Pupils"
    assert now.series["pupils"].title == title


def test_an_edition_of_a_data_set_in_one_line_needs_the_day_of_the_one_before(tmp_path):
    project(tmp_path, "datasets:\n  schools: data/s.csv\n", s__csv=SCHOOLS)
    (tmp_path / "new.csv").write_text(SCHOOLS)
    with pytest.raises(UnusableInput, match=r"sources: \{schools: \{published: 2025-01-31\}\}"):
        plan_update(Request("schools", tmp_path / "new.csv", "new"), tmp_path)


def test_an_edition_of_a_data_set_in_one_line_that_is_unclear_is_asked_for(tmp_path):
    project(tmp_path, "datasets:\n  schools: data/s.csv\n", s__csv="Kent,x\nEssex,y\n")
    (tmp_path / "new.csv").write_text(SCHOOLS)
    with pytest.raises(UnusableInput, match="holds no table"):
        plan_update(Request("schools", tmp_path / "new.csv", "new"), tmp_path)


def test_another_table_in_the_sheet_is_told_in_the_brief_that_reads_the_file(tmp_path):
    table = "Year,Pupils (persons)\n2022,245\n2023,247\n\nYear,Teachers (persons)\n2022,15\n"
    workspace = project(tmp_path, "datasets: {schools: data/s.csv}\n", s__csv=table)
    (config, _, _), told = loaded(workspace)
    assert list(config.datasets["schools"].series) == ["pupils"]
    assert (
        "another table begins in row 5; it is not read (add below 'schools:' header: 5)" in told[0]
    )


def test_json_stat_in_one_line_says_its_format(tmp_path):
    years = {"category": {"index": ["2022", "2023"]}}
    cube = {
        "version": "2.0", "class": "dataset", "id": ["time"], "size": [2], "value": [245, 247],
        "dimension": {"time": {"label": "Year", **years}},
    }  # fmt: skip
    declared = (
        "datasets: {pupils: {path: data/s.json, series: {s: {title: Pupils, unit: person}}}}\n"
    )
    workspace = project(tmp_path, declared, s__json=json.dumps(cube))
    (config, _, _), _ = loaded(workspace)
    assert config.datasets["pupils"].format == "json-stat"


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("Year,Grant\n2022,4\n2023,5\n", "measure: {column: Grant, unit: million GBP}"),
        ("Year,Party,Votes\n2022,A,4\n2022,B,5\n", "measure: {column: Votes}"),
        ("Month,Price index\n2023-01,100\n2023-02,101\n", "value: [Price index]"),
        ("Year,Beds\n2022,4\n2023,5\n", "total: {Beds: bed}"),
    ],
)
def test_a_key_of_another_kind_is_told_and_not_what_follows_from_it(tmp_path, table, key):
    text = f"datasets:\n  one:\n    path: data/t.csv\n    {key}\n"
    _, told = loaded(project(tmp_path, text, t__csv=table))
    (only,) = told
    name = key.partition(":")[0]
    assert f"config/project.yaml:4:{8 + len(name) - 1}: '{name}' wants a text, not a" in only
    assert "the column" in only or "member" in only


def test_an_unknown_key_is_told_alone(tmp_path):
    text = "datasets:\n  one:\n    path: data/t.csv\n    mesure: Grant\n"
    _, told = loaded(project(tmp_path, text, t__csv="Year,Grant\n2022,4\n2023,5\n"))
    (only,) = told
    assert only.startswith(
        "config/project.yaml:4:5: unknown key 'mesure' (did you mean 'measure'?)"
    )
