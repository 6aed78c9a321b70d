"""Small projects of ordinary data that once came out wrong in silence, each with what is right.

A case is a folder with ``config/`` and ``data/``, ``expected.txt`` (what is right, in words) and
``expect.json`` (the same as expressions to be found or not to be found). ``public-*`` are made after
public bug reports and questions of people who publish statistics, ``truth-*`` after statements that a
careful statistician would not sign. All figures are made up. What is still wrong stands in ``OPEN``,
and fails as soon as it comes out right, so that it is taken off the list.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from briefing.app.build.pipeline import check_all
from briefing.app.cli.main import main
from briefing.core.plot import Picture, Plot
from briefing.core.problems import BriefingError
from briefing.writers.markdown.markdown import markdown_files


class _Blank:
    """Gives blank pictures: what a chart looks like is not the point here."""

    def of(self, name: str, plot: Plot) -> Picture:
        del name, plot
        return Picture('<svg xmlns="http://www.w3.org/2000/svg"/>', (), 0, 0)


HERE = Path(__file__).parent
CASES = sorted(path.parent.name for path in HERE.glob("*/expect.json"))
OPEN: frozenset[str] = frozenset()
"""Cases that still come out wrong."""

_PLAIN = {
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-"),
    **dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2009\u200a\u202f"), " "),
    **dict.fromkeys((0x2018, 0x2019), "'"), **dict.fromkeys((0x201C, 0x201D), '"'),
    **dict.fromkeys((0x00AD, 0x200B, 0x2060), None),
}  # fmt: skip


def plain(text: str) -> str:
    text = re.sub(r"<sup>.*?</sup>", "", text)
    text = text.replace("> **Bottom line.** ", "")
    return re.sub(r"\\([\\`*_{}\[\]()#+\-.!$|~<>^])", r"\1", text).translate(_PLAIN)


def body(markdown: str) -> str:
    """The brief without its annex and its list of sources."""
    markdown = re.split(r"(?m)^## Annex", markdown)[0]
    return re.sub(r"(?ms)^## Sources\n.*?(?=^## |\Z)", "", markdown)


def outcome(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[bool, str, str]:
    """Whether the case was refused, its Markdown, and what was told."""
    if (folder / "in").is_dir():
        update = ["update", "d", str(folder / "in/new.csv"), "--source", "s1", "--period", "2023"]
        code = main([*update, "--yes", "--project", str(folder)])
        told = "".join(capsys.readouterr())
        if code:
            return True, "", told
    else:
        told = ""
    try:
        briefs = check_all(project=folder)
    except BriefingError as error:
        return True, "", told + "\n".join(_lines(error.problems))
    pages = [
        content.decode()
        for one in briefs
        for ending, content in markdown_files(one.document, one.id, _Blank()).items()
        if ending == "md"
    ]
    return False, "\n".join(pages), told + "\n".join(_lines(w for b in briefs for w in b.warnings))


def _lines(problems) -> list[str]:
    return [f"{one.severity.value}: {one}" for one in problems]


def found(expression: str, markdown: str, messages: str, default: str) -> bool:
    texts = {
        "MD:": plain(markdown),
        "raw:": markdown,
        "err:": plain(messages),
        "all:": f"{plain(body(markdown))}\n{plain(messages)}",
    }
    for prefix, text in texts.items():
        if expression.startswith(prefix):
            return bool(
                re.search(expression.removeprefix(prefix), text, re.IGNORECASE | re.MULTILINE)
            )
    return bool(re.search(expression, plain(default), re.IGNORECASE | re.MULTILINE))


def why_wrong(expect: dict, *, refused: bool, markdown: str, messages: str) -> str:
    asked = expect.get("refuse_must", [])
    told = "\n".join(
        line for line in messages.splitlines() if re.match(r"\s*(warning|finding|look): ", line)
    )
    if refused:
        if not expect.get("or_refuse"):
            return f"refused: {messages}"
        lacking = [one for one in asked if not found(one, markdown, messages, messages)]
        said = [
            one
            for one in expect.get("never", [])
            if one.startswith(("err:", "all:")) and found(one, markdown, messages, "")
        ]
        return f"its message lacks {lacking}, or says {said}: {messages}" if lacking or said else ""
    is_warned = expect.get("or_warn") and asked
    if is_warned and all(found(one.removeprefix("err:"), "", told, told) for one in asked):
        return ""
    text = body(markdown)
    lacking = [one for one in expect.get("must", []) if not found(one, markdown, messages, text)]
    said = [one for one in expect.get("never", []) if found(one, markdown, messages, text)]
    return f"lacks {lacking}, says {said}:\n{text}\n{messages}" if lacking or said else ""


@pytest.mark.parametrize("name", CASES)
def test_ordinary_data_come_out_right_or_are_asked_about(name: str, tmp_path: Path, capsys):
    folder = tmp_path / "case"
    shutil.copytree(HERE / name, folder)
    expect = json.loads((folder / "expect.json").read_text(encoding="utf-8"))
    refused, markdown, messages = outcome(folder, capsys)
    wrong = why_wrong(expect, refused=refused, markdown=markdown, messages=messages)
    if name in OPEN:
        assert wrong, f"{name} comes out right now: take it off the list"
    else:
        assert not wrong, f"{(HERE / name / 'expected.txt').read_text(encoding='utf-8')}\n{wrong}"
