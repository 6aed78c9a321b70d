"""The step for GitHub Actions and the component for GitLab: keys that their hosts know, scripts that a shell reads."""

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from briefing.app.cli.main import parser_of_all

ROOT = Path(__file__).parents[1]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
SPEC, JOBS = yaml.safe_load_all((ROOT / "ci/briefs.gitlab-ci.yml").read_text("utf-8"))


def scripts() -> Iterator[str]:
    yield from (one["run"] for one in ACTION["runs"]["steps"] if "run" in one)
    for job in JOBS.values():
        yield "\n".join([*job["before_script"], *job["script"]])


def test_the_action_has_the_keys_that_github_knows() -> None:
    """As in GitHub's *Metadata syntax for GitHub Actions*."""
    assert ACTION.keys() == {"name", "description", "branding", "inputs", "outputs", "runs"}
    assert ACTION["runs"].keys() == {"using", "steps"}
    assert ACTION["runs"]["using"] == "composite"
    for one in ACTION["inputs"].values():
        assert one.keys() == {"description", "default"}
        assert isinstance(one["default"], str)
    for one in ACTION["outputs"].values():
        assert one.keys() == {"description", "value"}
    known = {"name", "id", "if", "shell", "env", "run", "uses", "with"}
    for step in ACTION["runs"]["steps"]:
        assert step.keys() <= known
        assert ("run" in step) != ("uses" in step)
        assert ("run" in step) == ("shell" in step), "a composite action must say its shell"


def test_the_component_has_the_keys_that_gitlab_knows() -> None:
    """As in GitLab's *CI/CD YAML syntax reference*."""
    assert SPEC.keys() == {"spec"}
    for one in SPEC["spec"]["inputs"].values():
        assert one.keys() <= {"description", "default", "type", "options", "regex"}
        assert isinstance(one["default"], bool) == (one.get("type") == "boolean")
    known = {"stage", "image", "variables", "rules", "before_script", "script", "artifacts"}
    for job in JOBS.values():
        assert job.keys() <= known
        assert all(isinstance(line, str) for line in (*job["before_script"], *job["script"]))
        assert job["artifacts"].keys() <= {"when", "paths", "reports"}


@pytest.mark.parametrize("script", scripts())
def test_a_shell_reads_each_script_and_the_program_its_options(script: str) -> None:
    subprocess.run(["sh", "-n"], input=script, text=True, check=True)
    assert "${{" not in script, "an input within a script is run as one"
    assert "$[[" not in script
    for command in re.findall(r"\bbriefing ((?:check|build)\b[^>|\n]*)", script):
        words = [one for one in shlex.split(command) if one != "$@"]
        parser_of_all().parse_args(words)
    for option in re.findall(r"set -- .*?(--\w+)", script):
        parser_of_all().parse_args(["check", option, *(["."] if option == "--project" else [])])


def test_every_input_is_used_and_declared() -> None:
    steps = yaml.safe_dump(ACTION["runs"])
    assert set(re.findall(r"inputs\.([\w-]+)", steps)) == ACTION["inputs"].keys()
    assert (
        set(re.findall(r"inputs\.([\w-]+)", yaml.safe_dump(JOBS))) == SPEC["spec"]["inputs"].keys()
    )
    (output,) = ACTION["outputs"].values()
    assert output["value"] == "${{ steps.build.outputs.briefs }}"
    assert [one["id"] for one in ACTION["runs"]["steps"] if "id" in one] == ["build"]
