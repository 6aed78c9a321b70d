"""The YAML as JSON Schema, so that an editor completes and checks it while one types."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from pydantic.json_schema import models_json_schema

from briefing.core.files import replace_file
from briefing.core.parameters import SignatureSchema
from briefing.project.advice_records import LifecycleConfig
from briefing.project.brief_file import BriefFile
from briefing.project.brief_schema import ChartConfig, MetricConfig
from briefing.project.project_schema import ProjectConfig
from briefing.project.yaml import block_at

Schema: TypeAlias = Mapping[str, object]
"""A JSON Schema."""
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
Kinds = Mapping[str, SignatureSchema]
"""Of each calculator or chart: its ``properties`` and which are ``required``."""


def schemas(
    calculators: Kinds, charts: Kinds, ledger: Mapping[str, object]
) -> dict[str, dict[str, object]]:
    """The schemas of ``project.yaml`` (``project``), of a brief (``brief``) and of a ``ledger``."""
    brief = BriefFile.model_json_schema()
    brief["properties"]["metrics"] = _calls("Named calculations.", calculators, MetricConfig)
    brief["properties"]["charts"] = _calls("Figures by name.", charts, ChartConfig)
    brief["$defs"]["SectionConfig"]["properties"].update(
        chart=_one_or_many("chart"),
        table=_one_or_many("table"),
        box={"$ref": "#/$defs/BoxConfig", "description": "The one text that is set apart."},
    )
    found: dict[str, object] = {
        "project": ProjectConfig.model_json_schema(),
        "brief": brief,
        "ledger": ledger,
        "status": LifecycleConfig.model_json_schema(),
    }
    return {
        name: {"$schema": _DRAFT, **block_at(_without_titles(schema))}
        for name, schema in found.items()
    }


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


def _calls(description: str, kinds: Kinds, common: type) -> dict[str, object]:
    """A block of named calls: one kind with its parameters, beside the keys that all have."""
    _, definitions = models_json_schema([(common, "validation")])
    shared = dict(definitions["$defs"][common.__name__]["properties"])
    shared.pop("call")
    needed = definitions["$defs"][common.__name__].get("required", [])
    options = [
        {
            "properties": {kind: {}, **_either(parameters["properties"], shared)},
            "required": [kind, *parameters["required"], *(one for one in needed if one != "call")],
            "additionalProperties": False,
        }
        for kind, parameters in sorted(kinds.items())
    ]
    return {
        "type": "object",
        "description": description,
        "additionalProperties": {"type": "object", "anyOf": options},
    }


def _either(own: Mapping[str, object], shared: Mapping[str, object]) -> dict[str, object]:
    """The parameters of one kind and the keys that all have; a name of both takes what either takes."""
    both = {key: {"anyOf": [own[key], shared[key]]} for key in own if key in shared}
    return {**own, **shared, **both}


def _without_titles(node: object) -> object:
    """The same without the titles that only repeat the names of keys."""
    if isinstance(node, dict):
        return {
            key: _without_titles(value)
            for key, value in node.items()
            if not (key == "title" and isinstance(value, str))
        }
    if isinstance(node, list):
        return [_without_titles(one) for one in node]
    return node
