"""Schemas with a project's own names: right references pass, misspelt ones are told once, and files follow the config."""

import json
from pathlib import Path
from threading import Event
from typing import Any

import jsonschema
import pytest
import yaml

from briefing.app import editor_schemas
from briefing.app.cli import main as cli
from briefing.app.watch.watching import watch_project
from briefing.core.problems import UnusableInput
from briefing.core.workspace import Workspace

PROJECT = """\
sources:
  census: {title: School census, publisher: Town council, licence: CC BY 4.0}
datasets:
  school:
    source: census
    path: data/school.csv
    period: {column: year}
    dimension: {column: school, total: All}
    series:
      pupils: {title: Pupils, unit: person, column: pupils}
  clinic:
    source: census
    path: data/clinic.csv
    period: {column: year}
    series:
      visits: {title: Visits, unit: item, column: visits}
"""
BRIEF = """\
title: Pupils and visits
period: 2024
metrics:
  avon: {share: school.pupils, of: Avon}
  visits: {value: clinic.visits}
stated:
  goal: {value: 10, unit: item, title: Goal, source: census, at: p. 4}
key_figures: [avon, {metric: visits}]
charts:
  trend: {line: [clinic.visits, "school.pupils[Borda]"], title: Visits}
tables:
  years: {title: Years, rows: [school.pupils, avon, "clinic.*"]}
sections:
  - {title: Visits, text: Visits., chart: trend, tables: [years]}
"""


def written(folder: Path) -> Path:
    for name in ("config", "data"):
        (folder / name).mkdir()
    (folder / "config/project.yaml").write_text(PROJECT, "utf-8")
    (folder / "config/town.yaml").write_text(BRIEF, "utf-8")
    rows = "2023,Avon,5\n2023,Borda,7\n2023,All,12\n2024,Avon,6\n2024,Borda,8\n2024,All,14\n"
    (folder / "data/school.csv").write_text(f"year,school,pupils\n{rows}", "utf-8")
    (folder / "data/clinic.csv").write_text("year,visits\n2023,40\n2024,42\n", "utf-8")
    return folder


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return written(tmp_path)


@pytest.fixture(scope="module")
def schema_of_town(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return renewed(written(tmp_path_factory.mktemp("town")))["brief"]


def renewed(folder: Path) -> dict[str, Any]:
    editor_schemas.renew_own_schemas(Workspace(folder))
    found = {}
    for name in ("project", "brief"):
        path = folder / f"config/schema/own-{name}.schema.json"
        found[name] = json.loads(path.read_text("utf-8"))
        assert found[name]["$id"] == f"urn:policy-briefing:schema:own-{name}"
    return found


def told(schema: Any, text: str) -> list[str]:
    found = jsonschema.Draft202012Validator(schema).iter_errors(yaml.safe_load(text))
    return [one.message for one in found]


def test_what_is_right_passes(town: Path) -> None:
    schemas = renewed(town)
    for one in schemas.values():
        jsonschema.Draft202012Validator.check_schema(one)
    assert told(schemas["brief"], BRIEF) == []
    assert told(schemas["project"], PROJECT) == []


@pytest.mark.parametrize(
    ("right", "wrong", "near"),
    [
        ("value: clinic.visits", "value: clinic.visit", "clinic.visits"),
        ("value: clinic.visits", "value: avno", "avon"),
        ("value: clinic.visits", "value: school.pupils", "school.pupils[Avon]"),
        ("share: school.pupils", "share: clinic.visits", "school.pupils"),
        ("of: Avon", "of: Avno", ""),
        ("source: census", "source: cenus", "census"),
        ("key_figures: [avon", "key_figures: [avom", ""),
        ("metric: visits", "metric: vists", ""),
        ("school.pupils[Borda]", "school.pupils[Brda]", ""),
        ("chart: trend", "chart: trnd", ""),
        ("tables: [years]", "tables: [year]", "years"),
        ("rows: [school.pupils", "rows: [school.pupil", ""),
        ("period: 2024", "period: 2024\ndesign: one-pagr", "one-pager"),
    ],
)
def test_what_is_misspelt_is_told_once(
    schema_of_town: Any, right: str, wrong: str, near: str
) -> None:
    assert right in BRIEF
    (message,) = told(schema_of_town, BRIEF.replace(right, wrong))
    assert "is not one of" in message or "is not valid under any" in message
    assert near in message


def test_a_source_that_the_project_does_not_have(town: Path) -> None:
    (message,) = told(
        renewed(town)["project"], PROJECT.replace("source: census", "source: cnsus", 1)
    )
    assert "cnsus" in message


def test_many_members_are_taken_unlisted_and_unread_data_leave_all_open(town: Path) -> None:
    rows = "".join(f"2024,School {number},5\n" for number in range(301))
    (town / "data/school.csv").write_text(f"year,school,pupils\n{rows}", "utf-8")
    schema = renewed(town)["brief"]
    assert told(schema, BRIEF) == []
    assert len(told(schema, BRIEF.replace("school.pupils[Borda]", "school.pupil[Borda]"))) == 1
    (town / "data/school.csv").unlink()
    schema = renewed(town)["brief"]
    assert told(schema, BRIEF) == []
    assert len(told(schema, BRIEF.replace("share: school.pupils", "share: school.pupil"))) == 1


def test_texts_of_a_portfolio_are_open(town: Path) -> None:
    text = BRIEF.replace("of: Avon", 'of: "{{ this }}"')
    assert len(told(renewed(town)["brief"], text)) == 1
    (town / "config/town.yaml").write_text(f"for_each: [Avon, Borda]\n{text}", "utf-8")
    schema = renewed(town)["brief"]
    assert told(schema, text) == []
    assert len(told(schema, text.replace("{{ this }}", "Avno"))) == 1


def test_names_of_a_brief_with_mistakes_stay(town: Path) -> None:
    path = town / "config/town.yaml"
    path.write_text(BRIEF.replace("title: Pupils and visits", "titel: Pupils"), "utf-8")
    assert told(renewed(town)["brief"], BRIEF) == []


def test_a_project_of_nothing_leaves_all_open(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config/project.yaml").write_text("name: Bare\n", "utf-8")
    assert told(renewed(tmp_path)["brief"], BRIEF) == []
    (tmp_path / "config/project.yaml").write_text("nmae: Bare\n", "utf-8")
    with pytest.raises(UnusableInput):
        editor_schemas.renew_own_schemas(Workspace(tmp_path))


def test_the_command_writes_what_changed(town: Path, capsys: Any) -> None:
    assert cli.main(["schema", "--own", "--project", str(town)]) == 0
    assert capsys.readouterr().out.count("schema.json") == 2
    assert cli.main(["schema", "--own", "--project", str(town)]) == 0
    assert capsys.readouterr().out == ""


def test_a_watch_renews_the_schemas_that_the_config_names(town: Path, monkeypatch: Any) -> None:
    looks = []
    monkeypatch.setattr("briefing.app.watch.watching.look", lambda *_: looks.append(1))
    path, schema = town / "config/town.yaml", town / "config/schema/own-brief.schema.json"

    def saves(*_: object) -> Any:
        yield
        assert not schema.exists(), "nobody asked for it"
        path.write_text(
            "# yaml-language-server: $schema=schema/own-brief.schema.json\n" + BRIEF, "utf-8"
        )
        yield
        assert "avon" in schema.read_text("utf-8")
        assert "borda_share" not in schema.read_text("utf-8")
        changed = path.read_text("utf-8").replace("  avon:", "  borda_share:")
        path.write_text(changed, "utf-8")
        yield
        assert "borda_share" in schema.read_text("utf-8")
        path.write_text("metrics: [", "utf-8")
        (town / "config/project.yaml").write_text("datasets: [", "utf-8")
        yield

    monkeypatch.setattr("briefing.app.watch.watching._saves", saves)
    watch_project(town, town / "output", (), None, Event())  # type: ignore[arg-type]
    assert len(looks) == 4
    assert "borda_share" in schema.read_text("utf-8"), "what was written stays"
