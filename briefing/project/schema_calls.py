"""The JSON Schema of a block of calls: of each, one kind with its parameters, beside the keys that all have.

Which parameters there are depends on the kind, so that a mistake is told once, of that kind, and not of
all kinds that it is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.core.parameters import PANEL, SERIES, SignatureSchema

Kinds = Mapping[str, SignatureSchema]
"""Of each calculator or chart: its ``operand``, its ``properties`` and which are ``required``."""
REFERENCES: Mapping[str, Mapping[str, object]] = {
    SERIES: {
        "type": "string",
        "description": "A series, ``data_set.series`` or ``data_set.series[member]``, or a metric.",
    },
    PANEL: {"type": "string", "description": "A measure with members: ``data_set.series``."},
}
"""What references are, as definitions that a schema of one project narrows to its own names."""


@dataclass(frozen=True, slots=True)
class Shared:
    """The keys that all calls of a block have."""

    keys: Mapping[str, object]
    required: tuple[str, ...]


def block_of_calls(description: str, kinds: Kinds, shared: Shared) -> dict[str, object]:
    """The schema of named calls."""
    parameters = sorted({name for one in kinds.values() for name in one["properties"]})
    always = {key: told for key, told in shared.keys.items() if key not in parameters}
    known = sorted({*kinds, *shared.keys, *parameters})
    has_a_kind = {"anyOf": [{"required": [kind]} for kind in sorted(kinds)]}
    is_all_known = {"propertyNames": {"enum": sorted({*shared.keys, *parameters})}}
    call = {
        "type": "object",
        "properties": always,
        "allOf": [_when_named(kind, one, kinds, shared) for kind, one in sorted(kinds.items())],
        "if": has_a_kind,
        "else": {
            "properties": {kind: one["operand"] for kind, one in sorted(kinds.items())},
            "if": is_all_known,
            "then": has_a_kind,
            "else": {"propertyNames": {"enum": known}},
        },
    }
    return {"type": "object", "description": description, "additionalProperties": call}


def _when_named(
    kind: str, signature: SignatureSchema, kinds: Kinds, shared: Shared
) -> dict[str, object]:
    """What holds where a call is of a kind: its own keys, and no others."""
    own = dict(signature["properties"])
    for name, told in shared.keys.items():
        if name in own:
            own[name] = _either(own[name], told)
        elif any(name in one["properties"] for one in kinds.values()):
            own[name] = told
    return {
        "if": {"required": [kind], **_no_parameter(kind, kinds)},
        "then": {
            "properties": {kind: signature["operand"], **own},
            "required": [*signature["required"], *shared.required],
            "propertyNames": {"enum": [kind, *own, *(k for k in shared.keys if k not in own)]},
        },
    }


def _no_parameter(kind: str, kinds: Kinds) -> dict[str, object]:
    """Of a kind that is a parameter of others by the same name: that none of these is named."""
    others = [name for name, one in sorted(kinds.items()) if kind in one["properties"]]
    return {"not": {"anyOf": [{"required": [name]} for name in others]}} if others else {}


def _either(own: object, shared: object) -> dict[str, object]:
    """A key of a kind that all calls have too: it takes what either takes, and is told as both."""
    both = [one for one in (own, shared) if isinstance(one, dict)]
    texts = [str(one["description"]) for one in both if "description" in one]
    examples = [one for told in both for one in told.get("examples", ())]
    bare = [
        {key: value for key, value in one.items() if key not in {"description", "examples"}}
        for one in both
    ]
    return {"anyOf": bare, "description": " ".join(texts), "examples": examples}
