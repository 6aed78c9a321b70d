"""One hostile project a kind: each is told with a place, is no fault of the program, and ends soon.

More of a kind stands beside the module that holds it; here the whole command line is what is tried.
"""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from briefing.app.cli import main as cli
from briefing.core.budgets import allow

PROJECT = """sources: {s: {title: Statistics, publisher: Office, published: 2030-01-31, licence: CC0}}
datasets:
  d:
    source: s
    path: data/d.csv
    period: {column: year}
    series:
      t: {title: Tons mined, unit: t, column: t}
"""
BRIEF = """title: A title
period: 2024
metrics:
  t: {value: d.t, title: Tons}
sections:
  - title: One
    text: "They mined {{ t }}."
"""
DATA = "year,t\n2022,10\n2023,11\n2024,15\n"
NESTED = "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}"


@dataclass
class Texts:
    """The files of a project before they are written."""

    project: str = PROJECT
    brief: str = BRIEF
    data: str = DATA
    more: dict[str, bytes] = field(default_factory=dict)
    link: tuple[str, str] = ("", "")
    command: str = "check"

    def of_brief(self, old: str, new: str) -> Texts:
        assert old in self.brief
        self.brief = self.brief.replace(old, new)
        return self

    def of_project(self, old: str, new: str) -> Texts:
        assert old in self.project
        self.project = self.project.replace(old, new)
        return self


def _merges() -> str:
    lines = ["a0: &a0 {" + ", ".join(f"k{n}: 1" for n in range(10)) + "}"]
    lines += [f"a{n}: &a{n}\n  <<: [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 30)]
    return "\n".join(lines) + "\n"


def _with(**texts: object) -> Texts:
    return Texts(**texts)  # type: ignore[arg-type]


KINDS: dict[str, tuple[Callable[[], Texts], str]] = {
    "number": (lambda: Texts().of_project("column: t}", "column: t, range: [0, 1e999999999]}"), "config/project.yaml:8"),
    "digits": (lambda: Texts().of_brief("2024", "9" * 5000), "config/b.yaml:2"),
    "formula": (lambda: Texts().of_brief("metrics:\n", "metrics:\n  p: {formula: 't**9**9**9', title: P}\n"), "config/b.yaml:4"),
    "unit": (lambda: Texts().of_project("unit: t,", "unit: 'm**9**9**9',"), "config/project.yaml:8"),
    "brackets": (lambda: Texts().of_project("unit: t,", "unit: 't)))/{m',"), "config/project.yaml:8"),
    "merges": (lambda: _with(project=_merges() + PROJECT), "config/project.yaml"),
    "itself": (lambda: _with(project="a: &a [*a]\n" + PROJECT), "config/project.yaml:1"),
    "depth": (lambda: _with(project="a: " + "[" * 9000 + "]" * 9000 + "\n" + PROJECT), "config/project.yaml:1"),
    "tag": (lambda: Texts().of_brief("A title", "!!python/object:os.system x"), "config/b.yaml:1"),
    "keys": (lambda: _with(brief=BRIEF + "".join(f"k{n}: 1\n" for n in range(500))), "config/b.yaml:8"),
    "nul": (lambda: Texts().of_project("data/d.csv", '"data/d\\0.csv"'), "config/project.yaml:5"),
    "outside": (lambda: Texts().of_project("data/d.csv", "../../etc/passwd"), "config/project.yaml:5"),
    "link": (lambda: _with(data="", link=("data/d.csv", "/etc/hostname")), "config/project.yaml:5"),
    "encoding": (lambda: Texts().of_project("data/d.csv", "data/d.csv\n    encoding: punycode"), "data/d.csv"),
    "language": (lambda: _with(brief="language: xx\n" + BRIEF), "config/b.yaml:1"),
    "where": (lambda: Texts().of_project("column: t}", "column: t, where: {year: []}}"), "config/project.yaml:8"),
    "loops": (lambda: Texts().of_brief("They", NESTED + "They"), "config/b.yaml:7"),
    "division": (lambda: Texts().of_brief("They", "{{ 1/0 }} They"), "config/b.yaml:7"),
    "infinite": (lambda: Texts().of_brief("They", "{{ 1e999 }} They"), "config/b.yaml:7"),
    "half-yaml": (lambda: Texts().of_project("data/d.csv", '"data/\\ud800.csv"'), "config/project.yaml:5:11"),
    "half-json": (
        lambda: _with(project=PROJECT.replace("d.csv", "d.json"), more={"data/d.json": b'[{"year": 2024,\n"t": "\\ud800"}]'}),
        "data/d.json:2",
    ),
    "one-line": (lambda: _with(data="year,t\n" + "1," * 2_500_000), "data/d.csv:2"),
    "mark": (lambda: Texts().of_brief("They", "{{ '\\\\ue0000\\\\ue001' }} They"), "config/b.yaml:7"),
    "hidden": (lambda: Texts().of_brief("They", "4\u200b5 They"), "config/b.yaml:7"),
    "escape": (lambda: _with(brief=BRIEF + '"x\\e]0;y\\a": 1\n'), "config/b.yaml:8"),
    "cell": (lambda: _with(data=DATA.replace("15", "1 5O")), "data/d.csv:4:2"),
    "repeated": (lambda: _with(data="year,t\n" + "2024,15\n" * 3000), "data/d.csv:3:2"),
    "quotes": (lambda: _with(data='year,t\n2024,"1\n' * 3), "data/d.csv:2"),
    "workbook": (lambda: _with(project=PROJECT.replace("d.csv", "d.xlsx"), more={"data/d.xlsx": b"PK\x03\x04x"}), "data/d.xlsx"),
    "json": (lambda: _with(project=PROJECT.replace("d.csv", "d.json"), more={"data/d.json": b'[{"t": 1,\n"t": 2}]'}), "data/d.json:2"),
    "deep-json": (lambda: _with(project=PROJECT.replace("d.csv", "d.json"), more={"data/d.json": b'[{"t":' + b"[" * 99999}), "data/d.json"),
    "logo": (
        lambda: _with(
            project="brand: {name: N, logo: l.svg}\n" + PROJECT,
            more={"l.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><g id="a"><use href="#a"/></g></svg>'},
        ),
        "config/project.yaml:1",
    ),
    "template": (lambda: _with(more={"templates/policy-brief/brief.html.j2": f"\n{NESTED}".encode()}), "brief.html.j2:2"),
    "template-link": (lambda: _with(link=("templates/policy-brief/brief.html.j2", "/etc/hostname")), "templates/policy-brief/brief.html.j2"),
    "record": (lambda: _with(more={"output/.briefing/b.json": b"[" * 99999}, command="build"), ""),
}  # fmt: skip


def written(folder: Path, texts: Texts) -> None:
    """Write the files of a project."""
    files = {
        "config/project.yaml": texts.project.encode(),
        "config/b.yaml": texts.brief.encode(),
        **({"data/d.csv": texts.data.encode()} if texts.data else {}),
        **texts.more,
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    if name := texts.link[0]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).symlink_to(texts.link[1])


@pytest.fixture(autouse=True)
def _small_budgets(monkeypatch, tmp_path):
    monkeypatch.delenv("BRIEFING_DEBUG", raising=False)
    monkeypatch.setenv("BRIEFING_LIMITS", "page_steps=300000")
    monkeypatch.chdir(tmp_path)
    yield
    allow("")


@pytest.mark.parametrize("kind", KINDS)
def test_a_hostile_project_is_told_with_its_place(tmp_path, capsys, kind):
    make, place = KINDS[kind]
    texts = make()
    written(tmp_path, texts)
    began, memory = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    code = cli.main([texts.command, "--json", "--project", str(tmp_path)])
    took = time.process_time() - began
    out, err = capsys.readouterr()
    told = json.loads(out)["problems"]
    assert not any(one["code"] == "internal-fault" for one in told), err
    assert not any(sign < " " and sign != "\n" for sign in out + err)
    assert took < 8, f"{took:.1f} s"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 800_000
    if place:
        file, line, column = (*place.split(":"), "", "")[:3]
        assert code in {1, 2}
        assert any(
            (one["file"] or "").endswith(file)
            and line in {"", str(one["line"])}
            and column in {"", str(one["column"])}
            for one in told
        ), told
    assert "root:" not in out + err
