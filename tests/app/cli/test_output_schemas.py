"""What machines read: every command prints one object of its published schema."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from places import ROOT

from briefing.app.cli import main as cli
from briefing.app.cli.main import _parser
from briefing.app.cli.output_schemas import OUTPUTS, output_schemas
from briefing.core.version import VERSION


@pytest.fixture(scope="module")
def schemas() -> dict[str, dict[str, object]]:
    return output_schemas()


def object_printed(capsys, *command: str | Path) -> dict[str, object]:
    capsys.readouterr()
    cli.main([*map(str, command), "--json"])
    return json.loads(capsys.readouterr().out)


def check(found: dict[str, object], schemas, command: str) -> None:
    jsonschema.validate(found, schemas[command])
    assert found["schema"] == schemas[command]["$id"] == f"urn:policy-briefing:output:{command}:1"
    assert found["version"] == VERSION
    assert isinstance(found["problems"], list)


def test_each_command_has_a_schema_that_is_one():
    assert set(OUTPUTS) == {*_parser()[1], "briefing"}
    for schema in output_schemas().values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_commands_of_a_project_keep_their_schemas(project: Path, capsys, schemas):
    here = ("--project", project)
    built = object_printed(capsys, "build", *here)
    check(built, schemas, "build")
    assert built["briefs"][0]["built"] is True
    pdf = project / "output/small.pdf"
    for command in (
        ("build", "--dry-run", *here),
        ("check", *here),
        ("list", *here),
        ("list", "measures", *here),
        ("list", "recommendations", *here),
        ("editions", *here),
        ("why", "share", *here),
        ("why", pdf, "--all"),
        ("why", "highlight", "1", *here),
        ("review", "--start", *here),
        ("review", *here),
        ("diff", pdf, pdf),
        ("lock", *here),
        ("lock", "--check", *here),
        ("inspect", ROOT / "data/usgs/mcs2025/rare-earths-world.csv"),
        ("audit", pdf),
        ("doctor", *here),
        ("schema",),
        ("schema", "--json-output"),
        ("explain",),
        ("explain", "naked-number"),
    ):
        check(object_printed(capsys, *command), schemas, command[0])


def test_a_draft_keeps_its_schema(tmp_path: Path, capsys, schemas):
    told = object_printed(capsys, "new", "--project", tmp_path / "mine", "--no-build")
    check(told, schemas, "new")
    assert told["written"]


def test_an_update_keeps_its_schema(project: Path, capsys, schemas):
    new = project / "new.csv"
    new.write_bytes((project / "data/us.csv").read_bytes())
    named = ("--source", "later", "--published", "2026-01-01", "--title", "Later")
    told = object_printed(capsys, "update", "us", new, *named, "--project", project)
    check(told, schemas, "update")


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_failure_is_the_envelope_with_its_problems(project: Path, capsys, schemas, command: str):
    (project / "data/us.csv").unlink()
    told = object_printed(capsys, command, "--project", project)
    check(told, schemas, command)
    assert told["problems"][0]["code"] == "missing-file"


def test_the_schemas_are_printed(capsys):
    assert cli.main(["schema", "--json-output"]) == 0
    assert json.loads(capsys.readouterr().out).keys() == OUTPUTS.keys()


def test_the_shipped_example_keeps_the_schema(capsys, schemas):
    check(object_printed(capsys, "check", "--project", ROOT), schemas, "check")
