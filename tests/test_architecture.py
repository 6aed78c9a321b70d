"""The picture of the structure: imports only fall, each library has one home, file names are unique."""

import ast
import functools
import re
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest
from places import ROOT

PACKAGE = ROOT / "briefing"
ABOVE = {
    "core": set(),
    "language": {"core"},
    "project": {"core"},
    "data": {"core", "language", "project"},
    "analysis": {"core", "language", "project"},
    "brief": {"core", "language", "project"},
    "writers": {"core"},
    "app": {"core", "language", "project", "data", "analysis", "brief", "writers"},
}
"""What each room may know."""
HOMES = {
    "weasyprint": {
        f"writers/pdf/{name}.py" for name in ("kept_styles", "library", "pdf", "remembered")
    },
    "jinja2": {
        "writers/html/page.py",
        "core/metered_environment.py",
        "writers/html/page_templates.py",
        "brief/prose.py",
        "brief/metered_sandbox.py",
    },
    "yaml": {"project/yaml.py", "project/yaml_nodes.py"},
    "matplotlib": {"writers/drawing/canvas.py"},
    "pandas": {"app/build/finished_brief.py", "data/statistical_files.py"},
    "geopandas": {"data/outlines_of_regions.py"},
    "pyproj": {"data/outlines_of_regions.py"},
    "shapely": {"data/outlines_of_regions.py"},
    "distributed": {"app/portfolio/dask_cluster.py"},
    "duckdb": {"data/connectors/queries.py"},
    "segno": {"writers/drawing/qr_code.py"},
    "pint": {"core/unit_library.py"},
    "babel": {"language/locale_data.py"},
    "openpyxl": {
        "data/workbooks.py",
        "data/excel/cell_formats.py",
        "writers/workbook/workbook.py",
    },
    "python_calamine": {"data/workbooks.py", "data/excel/plain_sheet.py"},
    "pyarrow": {
        "app/build/finished_brief.py",
        "data/arrow_arrays.py",
        "data/typed_columns.py",
        "data/column_reading.py",
        "data/formats.py",
        "data/packed.py",
        "data/connectors/handed_tables.py",
    },
    "narwhals": {"data/connectors/handed_tables.py", "writers/frames.py"},
    "markdown_it": {
        f"brief/markdown_{name}.py" for name in ("signs", "blocks", "nodes", "typography")
    },
    "mdit_py_plugins": {"brief/markdown_nodes.py"},
    "bibtexparser": {"project/bibliography.py"},
    "filelock": {"app/build/guard.py"},
    "watchfiles": {"app/watch/watching.py"},
    "pikepdf": {
        f"app/audit/{name}.py"
        for name in (
            "opened_pdf",
            "file_model",
            "file_form",
            "drawing_steps",
            "drawn_words",
            "page_changes",
        )
    }
    | {"app/audit/signed_revision.py"},
    "pyhanko": {"app/signing/signing.py", "app/signing/verifying.py"},
    "cryptography": {"app/signing/signing_key.py"},
    "pypdfium2": {"app/audit/page_pictures.py"},
    "ruamel": {"project/yaml_editing.py"},
}


UNTYPED = {"writers/pdf/pdf_objects.py": "pydyf, which sets PDF dictionaries, has no types"}
"""Where a type is ``Any``, and why."""
DOORS = {"core/workspace.py", "core/files.py", "core/own_folder.py"}
"""What alone opens files, and asks the clock and the environment."""
READS_BY_ITSELF = {
    "data/zip_parts.py": "a part of a zip file whose bytes are at hand",
    "writers/house/logo_check.py": "a picture whose bytes are at hand",
    "core/memory.py": "how much memory this process has, which only the system knows",
    "language/term_file.py": "the program's own words, which are there before any project",
    "language/lexicon.py": "the same, for families of words to search for",
    "language/claim_model.py": "the same, for weights of words",
    "app/explanations/catalogue.py": "the same, for messages",
    "project/jsonschema.py": "the same, for examples of keys",
    "core/kept_results.py": "what was compiled before, beside Python's own bytecode",
    "app/build/folder_hash.py": "whether a file was saved just now, which only the clock knows; no result hangs on it",
    "app/cli/streams.py": "the terminal of a pipe that broke is led to nowhere",
}
CACHES = {
    "is_made_for_these": "the libraries that were loaded once",
    "_places": "the same",
    "_fonts_of_a_process": "a class of the same",
    "_sheet": "style sheets by their text",
    "_code_of_text": "sentences by their text",
    "_found": "words that claim something, by the text",
    "_code": "the code that runs was loaded once, whatever is edited then",
    "_beside": "so were the libraries and plug-ins that run beside it",
    "_countries": "the names of countries, which babel has",
    "_meaning": "what units mean, by their code",
    "meaning_of": "what units mean, as pint writes them",
    "factor_between": "what one unit is in another",
    "_registry": "the definitions of units, which are the program's own",
    "_parsed": "formulas by their text",
    "_order_of_months": "where periods lie among others",
    "_readings": "periods by their text",
    "value_of": "numbers by their text",
    "parameters_of": "the signatures of functions",
    "operand_type": "the same",
    "terms_of": "the program's own words by language",
    "parts_of": "slots of a term by its text",
    "number_form_of": "Babel's data by locale",
    "money_form_of": "the same",
    "currency_sign": "the same",
    "_words": "the same",
    "_months": "the same",
    "country_names": "the same",
    "territory_names": "the same",
    "proper_names": "names of a language",
    "foreign_months": "the same",
    "all_schemas": "the program's own schemas",
    "key_examples": "the program's own examples of keys",
    "_texts_of_module": "the program's own texts by module",
    "explanations": "the program's own words on its messages",
    "_as_woff2": "font files by their hash",
    "_drawn": "font files by their hash",
    "by_night": "colours",
    "_characters": "the same",
    "_font": "the same; fonts of the house are known by their hash",
    "_opened": "the same",
    "_weights": "the weights of words in the package",
    "_measured": "widths of texts in a font, known by its hash",
}
"""What is kept for a whole process, so for a watch too: values of what they are asked for alone."""


def test_every_file_of_tests_is_collected(pytestconfig: pytest.Config):
    """By itself pytest enters no folder of the name ``build``."""
    left_out = pytestconfig.getini("norecursedirs")
    folders = {
        part
        for path in (ROOT / "tests").rglob("test_*.py")
        for part in path.relative_to(ROOT).parts
    }
    assert "build" in folders
    assert not [one for one in folders for pattern in left_out if fnmatch(one, pattern)]


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


@functools.cache
def tree_of(path: Path) -> ast.Module:
    """A module, parsed once for all tests."""
    return ast.parse(path.read_text(encoding="utf-8"))


@functools.cache
def nodes_in(path: Path) -> tuple[ast.AST, ...]:
    """All that it is made of."""
    return tuple(ast.walk(tree_of(path)))


def imports(path: Path) -> Iterator[str]:
    """Every import, lazy and type-only ones too."""
    for node in nodes_in(path):
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
    mine, here = own(path), str(path.relative_to(PACKAGE))
    if mine not in ABOVE:
        assert here in {"__init__.py", "__main__.py", "testing.py"}, (
            "a room that the plan does not have"
        )
        return
    for name in imports(path):
        theirs = part(name)
        if theirs and theirs != mine:
            assert theirs in ABOVE[mine], f"{mine} may not know {theirs}"


def test_the_contract_of_ci_lets_no_arrow_pass():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    assert [one["id"] for one in contracts if "ignore_imports" in one] == []


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


def test_the_classes_of_laid_out_boxes_are_known_in_one_module():
    """By knowledge as by import: their names and their hidden parts."""
    home = PACKAGE / "writers/pdf/boxes.py"
    names = set(re.findall(r'"\w+Box"', home.read_text(encoding="utf-8")))
    assert '"TextBox"' in names
    for path in modules():
        source = path.read_text(encoding="utf-8")
        if path != home:
            assert [one for one in names if one in source] == [], path.name
            assert not re.search(r"\b_page_box\b|\._box\b", source), path.name


def asks_outside(node: ast.AST) -> str:
    """What a piece of code opens or asks of the system, by its name; else nothing."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return "open" if node.func.id == "open" else ""
    if not isinstance(node, ast.Attribute):
        return ""
    known = {"open", "fdopen", "read_bytes", "read_text", "write_bytes", "write_text"}
    if node.attr in known | {"environ", "getenv"}:
        return node.attr
    whose = ast.unparse(node.value).rpartition(".")[2]
    clocks = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today")}
    clocks |= {("date", "today"), ("time", "time"), ("time", "time_ns"), ("time", "localtime")}
    return f"{whose}.{node.attr}" if (whose, node.attr) in clocks else ""


def test_one_door_leads_to_files_clock_and_environment():
    found = {
        here: sorted(set(filter(None, map(asks_outside, nodes_in(path)))))
        for path in modules()
        if (here := str(path.relative_to(PACKAGE))) not in DOORS
        for tree in [tree_of(path)]
    }
    found = {here: asked for here, asked in found.items() if asked}
    assert found.keys() == READS_BY_ITSELF.keys(), found


def test_no_loader_of_a_library_goes_around_the_door():
    for path in modules():
        text = path.read_text(encoding="utf-8")
        for name in ("FileSystemLoader", "PackageLoader", "Workbook(filename", "read_csv(path"):
            assert name not in text, path


def test_nothing_is_kept_for_a_process_but_values():
    """A watch is one process: what hangs on a file is kept by the workspace of one look."""
    found = {
        node.name
        for path in modules()
        for node in tree_of(path).body
        if isinstance(node, ast.FunctionDef)
        for one in node.decorator_list
        if ast.unparse(one).partition("(")[0] in {"cache", "lru_cache", "functools.cache"}
    }
    assert found == CACHES.keys()


def test_a_file_name_occurs_once_and_no_module_is_a_lumber_room():
    names = [path.name for path in modules() if path.name != "__init__.py"]
    assert {name for name in names if names.count(name) > 1} == set()
    assert not {"utils.py", "helpers.py", "common.py", "misc.py"} & set(names)


def test_no_module_is_over_400_lines_and_no_function_over_60():
    for path in modules():
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 400, path
        for node in nodes_in(path):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno - node.lineno + 1 <= 60, f"{path}: {node.name}"


IMPORTS_LATER = {
    "data/outlines_of_regions.py",
    "app/build/plugins_used.py",
    "app/build/plugin_code.py",
    "app/explanations/catalogue.py",
    "core/time_limit.py",
    "__init__.py",
    "__main__.py",
    "app/described_sets.py",
    "app/one_line_sets.py",
    "app/audit/signatures.py",
    "app/build/drawn_aside.py",
    "app/build/card.py",
    "app/build/guard.py",
    "app/build/incremental.py",
    "app/build/finished_brief.py",
    "app/portfolio/dask_cluster.py",
    "data/connectors/queries.py",
    "app/portfolio/names.py",
    "core/arrays.py",
    "core/column_facts.py",
    "core/unit_library.py",
    "data/arrow_arrays.py",
    "data/typed_columns.py",
    "data/column_reading.py",
    "data/connectors/handed_tables.py",
    "data/connectors/local_files.py",
    "data/formats.py",
    "data/packed.py",
    "data/statistical_files.py",
    "data/workbooks.py",
    "data/excel/cell_formats.py",
    "data/excel/plain_sheet.py",
    "project/bibliography.py",
    "writers/drawing/painter.py",
    "writers/pdf/library.py",
    "writers/drawing/qr_code.py",
    "writers/pdf/pdf.py",
    "writers/pdf/remembered.py",
    "writers/workbook/workbook.py",
}
"""Modules beside the commands that import within functions; the top of each says why."""


def test_imports_stand_at_the_top():
    found = {
        str(path.relative_to(PACKAGE))
        for path in modules()
        for node in nodes_in(path)
        if isinstance(node, ast.FunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    }
    commands = {one for one in found if one.startswith("app/cli/")}
    assert found - commands == IMPORTS_LATER
    for name in IMPORTS_LATER:
        assert re.search(r"import|load", ast.get_docstring(tree_of(PACKAGE / name))), name


HIDING = {"room", "held", "extent", "naked", "relatives", "shape", "reach"}
"""Words that say nothing of what a name holds."""


def names_in(node: ast.AST) -> Iterator[str]:
    """The names that a piece of code gives to what it makes."""
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.arg(arg=name):
            yield name
        case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
            yield name


def test_a_type_is_any_only_where_a_library_gives_no_better():
    named = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        for node in nodes_in(path)
        if isinstance(node, ast.Name) and node.id == "Any"
    }
    assert named <= UNTYPED.keys()


def test_names_say_what_they_hold():
    for path in modules():
        tree = nodes_in(path)
        names = {path.stem, *(name for node in tree for name in names_in(node))}
        hiding = {name for name in names if name.strip("_").lower() in HIDING}
        assert hiding == set(), path


def test_every_module_and_public_function_says_what_it_is():
    for path in modules():
        tree = tree_of(path)
        assert ast.get_docstring(tree), path
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{path.name}: {node.name}"


def test_tests_stand_where_what_they_test_stands():
    """A test of the whole program stands at the top; all others in the rooms that they are about."""
    tests = ROOT / "tests"
    folders = {path.parent.relative_to(tests).as_posix() for path in tests.rglob("test_*.py")} - {
        ".",
        "cases",
        "hostile",
    }
    assert {one for one in folders if not (PACKAGE / one).is_dir()} == set()
