"""The pipelines of docs/ci.md and the hooks: every command in them is one that this program has."""

from __future__ import annotations

import re
import shlex

import pytest
import yaml
from places import ROOT

from briefing.app.cli.main import parser_of_all
from briefing.project.check_schema import AcceptedFinding

CI = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
COMMAND = re.compile(
    r"(?:^|\s|`)(briefing (?:build|check|audit|diff|lock)\b[^`\n|;>]*?)(?= \|\||[`\n|;>]|$)",
    re.MULTILINE,
)


def commands() -> list[str]:
    lock = (ROOT / "docs/lock.md").read_text(encoding="utf-8").partition("\n\n")[2].split("```")[1]
    found = [re.split(r"\s{2,}", one)[0].strip() for one in COMMAND.findall(CI + lock)]
    return sorted({*found, *(hook["entry"] for hook in HOOKS)})


@pytest.mark.parametrize("command", commands())
def test_a_command_of_the_docs_exists(command: str):
    parser_of_all().parse_args(shlex.split(command)[1:])


def test_the_docs_show_enough():
    assert len(commands()) >= 10
    assert {"briefing build --locked", "briefing lock --check", "briefing check --strict"} <= {
        *commands()
    }


def test_the_examples_are_yaml_and_name_the_hooks_that_there_are():
    blocks = [yaml.safe_load(one) for one in re.findall(r"```yaml\n(.*?)```", CI, re.DOTALL)]
    tops = ("steps", "include", "repos", "accepted", "jobs", "briefs")
    assert [next(one for one in tops if one in block) for block in blocks] == list(tops)
    named = [hook["id"] for hook in blocks[2]["repos"][0]["hooks"]]
    assert named == [hook["id"] for hook in HOOKS]
    assert [AcceptedFinding.model_validate(one).says for one in blocks[3]["accepted"]] == ["fell"]


@pytest.mark.parametrize(
    ("path", "runs"),
    [
        ("config/project.yaml", {"briefing-check", "briefing-lock"}),
        ("config/small.yaml", {"briefing-check"}),
        ("templates/css/parts.css.j2", {"briefing-check"}),
        ("data/us.csv", {"briefing-check", "briefing-lock"}),
        ("tables/us.xlsx", {"briefing-check", "briefing-lock"}),
        ("minerals/data/us.dat", {"briefing-check", "briefing-lock"}),
        ("briefing.lock", {"briefing-check", "briefing-lock"}),
        ("logo.svg", {"briefing-check", "briefing-lock"}),
        ("README.md", set()),
        ("src/update.py", set()),
    ],
)
def test_a_hook_runs_where_its_files_changed(path: str, runs: set[str]):
    assert {hook["id"] for hook in HOOKS if re.search(hook["files"], path)} == runs
