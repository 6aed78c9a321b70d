"""Makes the pages of ``docs/reference``: every key, calculator, chart and command, of what the program says of itself.

Examples of calculators and charts are built on the project of the gallery: sh scripts/reference
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

import briefing
from briefing.analysis.metrics.calculators import calculator_schemas
from briefing.app.cli.main import parser_of_all
from briefing.app.editor_schemas import all_schemas
from briefing.brief.charts.kinds import chart_schemas
from briefing.language.amounts import amount

DOCS = Path(__file__).resolve().parents[1] / "docs"
GALLERY = DOCS / "gallery"
HERE = DOCS / "reference"
RENEW = "Made of what the program says of itself by `sh scripts/reference`.\n"
WIDTH = "88"
Block = Mapping[str, Any]


def pages() -> dict[str, str]:
    """The pages by their names."""
    return {
        "keys": _keys(),
        "calculators": _calculators(),
        "charts": _charts(),
        "commands": _commands(),
    }


def _keys() -> str:
    found: dict[str, Block] = {}
    for name, title in (
        ("project", "config/project.yaml"),
        ("brief", "A brief"),
        ("status", "A record of advice"),
    ):
        schema = all_schemas()[name]
        found[title] = schema
        for block, keys in schema.get("$defs", {}).items():
            if keys.get("properties"):
                found.setdefault(block, keys)
    parts = ["# Every key of the YAML\n", RENEW]
    for title, schema in found.items():
        parts.append(f"## {title}\n")
        if told := schema.get("description", ""):
            parts.append(f"{_plain(told)}\n")
        parts.append("| key | holds | example |\n| --- | --- | --- |")
        for key, one in schema.get("properties", {}).items():
            needed = " (needed)" if key in schema.get("required", ()) else ""
            example = (one.get("examples") or [""])[0]
            shown = f"`{_inline(example)}`" if example != "" else ""
            blocks = dict.fromkeys(re.findall(r"#/\$defs/(\w+)", json.dumps(one)))
            links = ", ".join(f"[{block}](#{block.lower()})" for block in blocks if block in found)
            holds = f"{_cell(one.get('description', ''))}{f' See {links}.' if links else ''}"
            parts.append(f"| `{key}`{needed} | {holds} | {shown} |")
        parts.append("")
    return "\n".join(parts).rstrip() + "\n"


def _calculators() -> str:
    examples = yaml.safe_load((HERE / "examples.yaml").read_text("utf-8"))
    lines = dict(_lines((HERE / "examples.yaml").read_text("utf-8")))
    given, known = _given(examples), calculator_schemas()
    parts = [
        "# Every calculator\n",
        f"{RENEW}The examples are metrics on the data of [the gallery](../gallery.md), and a test computes them; how metrics work: [metrics](../metrics.md).\n",
    ]
    for name, schema in known.items():
        parts += _told(name, schema)
        named = [one for one in lines if one not in known and one in lines[name]]
        shown = "\n".join(f"  {one}: {lines[one]}" for one in (*named, name))
        parts.append(f"```yaml\nmetrics:\n{shown}\n```\n")
        parts.append(f"In 2024 it gives **{given[name]}**.\n")
    return "\n".join(parts).rstrip() + "\n"


def _given(examples: Mapping[str, object]) -> dict[str, str]:
    """What each example gives."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "config").mkdir()
        shutil.copytree(GALLERY / "data", root / "data")
        shutil.copy(GALLERY / "config/project.yaml", root / "config")
        known = calculator_schemas()
        metrics = {
            f"m_{name}" if name in known else name: block for name, block in examples.items()
        }
        brief = {
            "title": "Examples",
            "period": 2024,
            "metrics": metrics,
            "sections": [{"title": "Examples", "text": "See {{ m_value }}."}],
        }
        text = yaml.safe_dump(brief, sort_keys=False)
        (root / "config/examples.yaml").write_text(text, encoding="utf-8")
        found = briefing.check("examples", project=root)
        return {
            name: amount(found.language, found[f"m_{name}"].quantity, found[f"m_{name}"].digits)
            for name in known
        }


def _charts() -> str:
    page = (DOCS / "gallery.md").read_text("utf-8")
    shown = {
        found[2]: (found[1], found[3])
        for found in re.finditer(
            r"!\[[^\]]*\]\((images/gallery/\S+\.svg)\)\n\n```yaml\ncharts:\n  \w+: \{(\w+): (.*)\}\n```",
            page,
        )
    }
    parts = [
        "# Every kind of chart\n",
        f"{RENEW}The examples are those of [the gallery](../gallery.md); what all charts keep to: [charts](../charts.md).\n",
    ]
    for name, schema in chart_schemas().items():
        parts += _told(name, schema)
        if name in shown:
            picture, line = shown[name]
            parts.append(f"```yaml\ncharts:\n  example: {{{name}: {line}}}\n```\n")
            parts.append(f"![An example of {name}](../{picture})\n")
    return "\n".join(parts).rstrip() + "\n"


def _told(name: str, schema: Block) -> Iterator[str]:
    yield f"## {name}\n"
    yield f"{_plain(str(schema['operand'].get('description', '')))}\n"
    if schema["properties"]:
        yield "| parameter | is | example |\n| --- | --- | --- |"
        for key, one in schema["properties"].items():
            needed = " (needed)" if key in schema["required"] else ""
            example = (one.get("examples") or [""])[0]
            shown = f"`{_inline(example)}`" if example != "" else ""
            yield f"| `{key}`{needed} | {_cell(one.get('description', ''))} | {shown} |"
        yield ""


def _commands() -> str:
    os.environ["COLUMNS"] = WIDTH
    parser = parser_of_all()
    parts = ["# Every command\n", RENEW]
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                parts.append(f"## briefing {name}\n")
                parts.append(f"```text\n{command.format_help().rstrip()}\n```\n")
    return "\n".join(parts).rstrip() + "\n"


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        name, mark, block = line.partition(": ")
        if mark and not line.startswith("#"):
            yield name, block


def _plain(text: str) -> str:
    return " ".join(text.replace("``", "`").split())


def _cell(text: object) -> str:
    return _plain(str(text)).replace("|", "\\|")


def _inline(value: object) -> str:
    """A value as YAML in one line."""
    if isinstance(value, str):
        return value.replace("|", "\\|").replace("`", "'")
    text = yaml.safe_dump(value, default_flow_style=True, width=10_000, sort_keys=False)
    return text.removesuffix("\n").removesuffix("\n...").strip().replace("|", "\\|")


def main() -> int:
    """Write all pages."""
    for name, text in pages().items():
        (HERE / f"{name}.md").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
