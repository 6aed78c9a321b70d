"""The Dockerfile, as far as it can be tried without Docker: its files, commands, user, and what is sent to be built from."""

from __future__ import annotations

import re
import subprocess
import tomllib

from places import ROOT

from briefing.app.cli.main import parser_of_all
from briefing.writers.pdf.library import HOW_TO_GET_PANGO

TEXT = (ROOT / "Dockerfile").read_text(encoding="utf-8")
STEPS = [
    (line.partition(" ")[0], line.partition(" ")[2])
    for line in re.sub(
        r"\\\n\s*", " ", re.sub(r"^#.*\n", "", TEXT, flags=re.MULTILINE)
    ).splitlines()
    if line.strip()
]


def steps(name: str) -> list[str]:
    return [rest for one, rest in STEPS if one == name]


def test_its_steps_are_those_of_a_dockerfile():
    known = [
        "ARG",
        "FROM",
        "RUN",
        "LABEL",
        "SHELL",
        "COPY",
        "ENV",
        "USER",
        "WORKDIR",
        "ENTRYPOINT",
        "CMD",
    ]
    assert {one for one, _ in STEPS} == set(known)


def test_nothing_is_sent_but_the_wheels_and_nothing_else_is_taken():
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert [one for one in lines if one and not one.startswith("#")] == ["*", "!wheels"]
    assert set(re.findall(r"source=([\w/]+)", TEXT)) == {"wheels"}
    assert steps("COPY") == ["--from=installed /opt/briefing /opt/briefing"]


def test_python_packages_come_from_wheels_alone_and_are_held_to_their_hashes():
    installs = re.findall(r"pip --python \S+ install[^&]*", " ".join(steps("RUN")))
    assert len(installs) == 2
    assert all("--no-index --find-links /wheels" in one for one in installs)
    assert all("--no-deps" in one for one in installs)
    assert "--require-hashes -r /wheels/requirements.txt" in installs[0]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert installs[1].split()[-1] == project["name"]


def test_its_python_is_one_that_the_package_takes():
    (python,) = re.findall(r"PYTHON=python:3\.(\d+)-slim", TEXT)
    assert int(python) >= 11
    assert f"version=${{1:-3.{python}}}" in (ROOT / "scripts/wheels").read_text("utf-8")


def test_it_ends_as_a_user_without_rights_in_the_folder_of_the_project():
    assert [one for one, _ in STEPS][-4:] == ["USER", "WORKDIR", "ENTRYPOINT", "CMD"]
    (user,) = steps("USER")
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", user)
    assert f"--uid {user.partition(':')[0]} " in TEXT
    assert steps("WORKDIR") == ["/project"]


def test_the_commands_that_it_runs_exist():
    commands = {
        name
        for one in parser_of_all()._actions
        if isinstance(one.choices, dict)
        for name in one.choices
    }
    assert "doctor" in commands
    assert steps("RUN")[-1] == "briefing doctor"
    assert steps("ENTRYPOINT") == ['["briefing"]']


def test_pango_is_called_as_the_message_calls_it():
    for package in ("libpangoft2-1.0-0", "libharfbuzz-subset0"):
        assert package in TEXT
        assert package in HOW_TO_GET_PANGO


def test_its_shell_parts_are_shell():
    for one in steps("RUN"):
        script = re.sub(r"--mount=\S+ ", "", one)
        subprocess.run(["sh", "-n", "-c", script], check=True)
    subprocess.run(["sh", "-n", ROOT / "scripts/wheels"], check=True)
