"""The YAML as JSON Schema, so that an editor completes and checks it while one types.

What a key is stands below it in its class, an example of it in ``key_examples.toml``.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypeAlias

from briefing.core.files import replace_file
from briefing.project.advice_records import LifecycleConfig
from briefing.project.brief_file import BriefFile
from briefing.project.brief_schema import ChartConfig, MetricConfig
from briefing.project.declared import Declared
from briefing.project.project_schema import ProjectConfig
from briefing.project.schema_calls import REFERENCES, Kinds, Shared, block_of_calls
from briefing.project.yaml import block_at

Schema: TypeAlias = Mapping[str, object]
"""A JSON Schema."""
_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schemas(
    calculators: Kinds, charts: Kinds, ledger: Mapping[str, object]
) -> dict[str, dict[str, object]]:
    """The schemas of ``project.yaml`` (``project``), of a brief (``brief``) and of a ``ledger``."""
    brief = BriefFile.model_json_schema()
    brief["properties"]["metrics"] = block_of_calls(
        "Named calculations.", calculators, _shared(MetricConfig)
    )
    brief["properties"]["charts"] = block_of_calls("Figures by name.", charts, _shared(ChartConfig))
    brief["$defs"] |= {name: dict(one) for name, one in REFERENCES.items()}
    brief["$defs"]["SectionConfig"]["properties"].update(
        chart=_one_or_many("chart"),
        table=_one_or_many("table"),
        box={"$ref": "#/$defs/BoxConfig", "description": "The one text that is set apart."},
    )
    found: dict[str, object] = {
        "project": _with_examples(ProjectConfig.model_json_schema(), "ProjectConfig"),
        "brief": _with_examples(brief, "BriefFile"),
        "ledger": ledger,
        "status": _with_examples(LifecycleConfig.model_json_schema(), "LifecycleConfig"),
    }
    return {
        name: {
            "$schema": _DRAFT,
            "$id": f"urn:policy-briefing:schema:{name}",
            **block_at(_without_titles(schema)),
        }
        for name, schema in found.items()
    }


@cache
def key_examples() -> Mapping[str, Mapping[str, object]]:
    """An example of each key, by the name of its block."""
    text = files("briefing.project").joinpath("key_examples.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _with_examples(schema: dict[str, object], top: str) -> dict[str, object]:
    """The schema of a file with an example at each key of its blocks."""
    blocks = {top: schema, **block_at(schema, "$defs")}
    for name, examples in key_examples().items():
        if name not in blocks:
            continue
        for key, told in block_at(blocks, name, "properties").items():
            if key in examples and isinstance(told, dict):
                told.setdefault("examples", [examples[key]])
    return schema


def _shared(block: type[Declared]) -> Shared:
    """The keys that all calls of a block have, with those that must be there."""
    schema = block.model_json_schema()
    examples = key_examples()[block.__name__]
    keys = {
        key: {**told, "examples": [examples[key]]}
        for key, told in schema["properties"].items()
        if key != "call"
    }
    return Shared(keys, tuple(one for one in schema.get("required", ()) if one != "call"))


def _one_or_many(kind: str) -> dict[str, object]:
    names = {"type": "array", "items": {"type": "string"}}
    told = f"Name of the one {kind} that stands here, or of several."
    return {"anyOf": [{"type": "string"}, names], "description": told}


def write_schemas(folder: str | Path, found: Mapping[str, Schema]) -> list[Path]:
    """Write each schema to ``<name>.schema.json``; returns the paths."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, schema in found.items():
        path = target / f"{name}.schema.json"
        replace_file(path, schema_text(schema).encode())
        paths.append(path)
    return paths


def schema_text(schema: Schema) -> str:
    """A schema as it stands in its file."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _without_titles(node: object) -> object:
    """The same without the titles that only repeat the names of keys."""
    if isinstance(node, dict):
        return {
            key: value if key in {"examples", "default"} else _without_titles(value)
            for key, value in node.items()
            if not (key == "title" and isinstance(value, str))
        }
    if isinstance(node, list):
        return [_without_titles(one) for one in node]
    return node
