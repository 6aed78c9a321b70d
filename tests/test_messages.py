"""Every message has a code that is explained, and no explanation lies: read from the source and the docs."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from places import ROOT

from briefing.app.cli import main as cli
from briefing.app.explanations.catalogue import TYPES, as_markdown, explanations

PACKAGE = ROOT / "briefing"
RAISED = {
    "BindingError", "CannotDraw", "ExpressionError", "Misuse", "NoFact", "NoRelative",
    "NotationError", "Problem", "ProseError", "QuantityError", "Refusal", "UnknownLocale",
    "UnreadableFile", "UnreadableReference",
}  # fmt: skip
HAS_A_CODE_OF_ITS_OWN = {
    "ExpressionError": "unreadable-formula",
    "UnreadableReference": "unreadable-reference",
}
ELSEWHERE = {
    "usage": "what argparse does not understand",
    "interrupted": "Ctrl-C",
    "internal-fault": "a fault of the program",
}
"""Told by the command line itself."""


def calls() -> Iterator[tuple[Path, ast.Call, str]]:
    """Every place in the source that makes a message."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            is_log = name == "add" and "log" in ast.unparse(node.func).lower().split(".")[-2:][0]
            if name in RAISED or is_log:
                yield path, node, name


def code_of(node: ast.Call, name: str) -> ast.expr | None:
    given = [one.value for one in node.keywords if one.arg == "code"]
    own = HAS_A_CODE_OF_ITS_OWN.get(name)
    return given[0] if given else ast.Constant(own) if own else None


def texts_in_source() -> set[str]:
    return {
        node.value
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_message_has_a_code():
    made = list(calls())
    assert len(made) > 250
    for path, node, name in made:
        where = f"{path.relative_to(ROOT)}:{node.lineno}"
        code = code_of(node, name)
        assert code is not None, f"{where}: a message without a code"
        if isinstance(code, ast.Constant):
            assert code.value in explanations(), f"{where}: nothing explains '{code.value}'"
        else:
            assert "code" in ast.unparse(code).lower(), where


def test_every_mismatch_of_an_audit_has_a_code():
    found = 0
    for path in sorted((PACKAGE / "app/review").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Result":
                given = {one.arg: ast.unparse(one.value) for one in node.keywords}
                if given.get("matches") != "True":
                    assert given.get("code", "").strip("'") in explanations(), node.lineno
                    found += 1
    assert found >= 10


def test_every_finding_of_an_update_has_a_code():
    from briefing.app.update.shape_changes import CODES, Finding

    assert {Finding(kind, "").code for kind in CODES} <= set(explanations())


def test_every_explanation_has_a_message():
    texts = texts_in_source()
    printed = "".join(texts)
    for code in explanations():
        if code in ELSEWHERE:
            assert f"[{code}]" in printed, code
        else:
            assert code in texts, f"no message is called '{code}'"


def template(node: ast.expr, within: ast.AST) -> str | None:
    """A message as a pattern, its figures open; ``None`` where it is put together elsewhere."""
    match node:
        case ast.Constant(value=str(text)):
            return re.escape(text)
        case ast.JoinedStr(values=values):
            parts = [template(one, within) for one in values]
            return "".join(one or ".*" for one in parts)
        case ast.FormattedValue():
            return ".*"
        case ast.Name(id=name):
            given = [
                one.value
                for one in ast.walk(within)
                if isinstance(one, ast.Assign) and ast.unparse(one.targets[0]) == name
            ]
            found = [template(one, within) for one in given]
            return "|".join(f"(?:{one})" for one in found if one) if all(found) and found else None
    return None


def patterns() -> dict[str, list[str | None]]:
    """The messages of each code, as they stand in the source."""
    found: dict[str, list[str | None]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for function in ast.walk(tree):
            if not isinstance(function, ast.FunctionDef):
                continue
            for node in ast.walk(function):
                if not isinstance(node, ast.Call) or not node.args:
                    continue
                code = next((one.value for one in node.keywords if one.arg == "code"), None)
                if isinstance(code, ast.Constant):
                    name = getattr(node.func, "id", "")
                    is_first = name in RAISED - {"Problem"}
                    message = node.args[0] if is_first or len(node.args) < 2 else node.args[1]
                    found.setdefault(str(code.value), []).append(template(message, function))
    return found


def test_examples_show_messages_as_the_program_makes_them():
    made = patterns()
    held = {
        code: [str(each) for each in made[code]]
        for code in explanations()
        if made.get(code) and None not in made[code]
    }
    assert len(held) > 120
    assert {
        code: known
        for code, known in held.items()
        if not any(re.search(each, explanations()[code].example) for each in known)
    } == {}


def test_explanations_are_whole():
    for code, one in explanations().items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
        assert one.type in TYPES
        assert one.title[0].isupper(), code
        assert not one.title.endswith("."), code
        assert one.means.endswith("."), code
        assert one.mend.endswith("."), code
        last = one.example.splitlines()[-1]
        if code not in ELSEWHERE:
            assert last.startswith(f"{one.severity.value}: "), code


def test_the_page_of_messages_is_up_to_date():
    page = (ROOT / "docs/problems.md").read_text(encoding="utf-8")
    assert page == as_markdown(), "briefing explain --format markdown > docs/problems.md"
    assert page.count("<a id=") == len(explanations())


def test_a_message_is_explained(capsys):
    assert cli.main(["explain", "unreadable-number"]) == 0
    told = capsys.readouterr().out
    assert "unreadable-number: A cell is no number" in told
    assert "    finding: data/us.csv:3:2: 'four' is no number" in told
    assert "by 'corrections'" in told
    assert cli.main(["explain", "[no-value]", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["messages"][0]["type"] == "calculation"


def test_a_misspelt_code_is_answered_with_the_nearest(capsys):
    assert cli.main(["explain", "unreadable-numbr"]) == 2
    assert "did you mean 'unreadable-number'?) [unknown-code]" in capsys.readouterr().err


def test_all_messages_are_listed(capsys):
    assert cli.main(["explain"]) == 0
    told = capsys.readouterr().out
    assert all(f"  {code} " in told for code in explanations())
    assert cli.main(["explain", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["messages"]) == len(explanations())


@pytest.mark.parametrize("arguments", [["bild"], ["check", "--formt", "x"]])
def test_what_argparse_does_not_understand_has_a_code_too(arguments: list[str], capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main(arguments)
    assert stopped.value.code == 2
    assert capsys.readouterr().err.endswith("[usage]\n")
