"""The picture of the structure: imports only fall, each library has one home, file names are unique."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from places import ROOT

PACKAGE = ROOT / "briefing"
STAGES = {"data", "metrics", "insight", "charts", "compose", "render", "ledger"}
LOW = {
    "errors", "model", "formatting", "notation", "expression", "registry", "config", "binding",
    "relatives", "templating", "naked", "resources", "version", "output", "frames", "cache",
    "collector",
}  # fmt: skip
HOMES = {
    "weasyprint": {"render/pdf.py"},
    "jinja2": {"templating.py", "render/html.py", "compose/prose.py"},
    "yaml": {"config/yaml.py"},
    "matplotlib": {"charts/canvas.py"},
    "pandas": {"frames.py", "pipeline.py"},
    "pint": {"model/unit.py"},
    "babel": {"formatting/numbers.py"},
    "openpyxl": {"data/readers.py"},
    "pyarrow": {"data/readers.py"},
    "markdown_it": {"compose/prose.py"},
    "prov": {"ledger/provenance.py"},
    "filelock": {"cache/guard.py"},
    "watchfiles": {"watching.py"},
    "ruamel": {"config/yaml_editing.py"},
}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    """Every import, lazy and type-only ones too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def part(name: str) -> str:
    return name.split(".")[1] if name.startswith("briefing.") else ""


def own(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_only_fall(path: Path):
    mine = own(path)
    for name in imports(path):
        theirs = part(name)
        if not theirs or theirs == mine:
            continue
        if mine in STAGES or mine in LOW:
            assert theirs in LOW, f"{mine} may not know {theirs}"
        if mine in {"errors", "version"}:
            pytest.fail(f"{mine} knows {theirs}")
        assert theirs != "cli" or mine == "__main__"


def test_there_is_no_circle():
    graph = {
        str(path.relative_to(ROOT).with_suffix("")).replace("/", "."): set(imports(path))
        for path in modules()
        if path.name != "__init__.py"
    }
    state: dict[str, int] = {}

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert state.get(name) != 1, " -> ".join((*trail, name))
        if state.get(name) == 2:
            return
        state[name] = 1
        for other in graph[name] & graph.keys():
            visit(other, (*trail, name))
        state[name] = 2

    for name in graph:
        visit(name, ())


def test_each_library_has_its_home():
    for path in modules():
        here = str(path.relative_to(PACKAGE))
        for name in imports(path):
            home = HOMES.get(name.split(".")[0])
            assert home is None or here in home, f"{name} in {here}"


def test_a_file_name_occurs_once_and_no_module_is_a_lumber_room():
    names = [path.name for path in modules() if path.name != "__init__.py"]
    assert {name for name in names if names.count(name) > 1} == set()
    assert not {"utils.py", "helpers.py", "common.py", "misc.py"} & set(names)
    long = {path.name: len(path.read_text().splitlines()) for path in modules()}
    assert {name: lines for name, lines in long.items() if lines > 430} == {}


def test_every_module_and_public_function_says_what_it_is():
    for path in modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), path
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{path.name}: {node.name}"
