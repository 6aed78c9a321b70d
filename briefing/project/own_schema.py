"""The schemas of the YAML narrowed to what one project has: sources, series, members, metrics, charts, tables.

An editor then completes references, and underlines those that lead nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefing.core.parameters import PANEL, SERIES
from briefing.project.yaml import block_at

OWN = "own-"
"""What the names of these schemas begin with, beside those that all projects share."""
_MOST = 300
"""Members in all up to which they are listed; of more, any text within brackets is taken."""
_OF_PORTFOLIOS = (r"\{\{", r"^subjects\.")
"""What is no name of the project itself: texts of a portfolio's subjects, and the figures of all of them."""
_KEYS = (
    ("BriefFile", "design", "DesignName"),
    ("BriefFile", "key_figures", "FigureName"),
    ("KeyFigureConfig", "metric", "FigureName"),
    ("StatedChange", "to", "FigureName"),
    ("StatedChange", "since", "FigureName"),
    ("StatedConfig", "source", "SourceKey"),
    ("DatasetConfig", "source", "SourceKey"),
    ("Source", "corrects", "SourceKey"),
    ("SectionConfig", "chart", "ChartName"),
    ("SectionConfig", "charts", "ChartName"),
    ("SectionConfig", "table", "TableName"),
    ("SectionConfig", "tables", "TableName"),
    ("TableConfig", "rows", "RowName"),
    ("TableColumn", "of", PANEL),
    ("ForEach", "members of", PANEL),
)
"""Block, key, and the definition of the names that it takes."""
_OF_MEMBERS = frozenset({"of", "highlight"})
"""The parameters of calls about a measure that name its members."""


@dataclass(frozen=True, slots=True)
class OwnNames:
    """What a project declares, by name."""

    sources: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    """References to series without members."""
    panels: Mapping[str, tuple[str, ...] | None] | None = None
    """References to measures with members, and these; ``None`` where they are not known."""
    unknown: tuple[str, ...] = ()
    """Data sets of whose series nothing is known."""
    figures: tuple[str, ...] = ()
    """Metrics and stated figures of all briefs."""
    charts: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    designs: tuple[str, ...] = ()
    has_portfolio: bool = False
    """Whether any file is made for many subjects."""


def own_schemas(
    shared: Mapping[str, Mapping[str, object]], names: OwnNames
) -> dict[str, dict[str, object]]:
    """The schemas of the project's file and of its briefs, by the names of their files."""
    known = _definitions(names)
    found = {}
    for name, top in (("project", "ProjectConfig"), ("brief", "BriefFile")):
        schema = {**shared[name], "$id": f"urn:policy-briefing:schema:{OWN}{name}"}
        blocks = dict(block_at(schema, "$defs"))
        blocks[top] = schema
        for block, key, kind in _KEYS:
            if kind in known and block in blocks:
                blocks[block] = _with_key(block_at(blocks, block), key, kind)
        narrowed = block_at(blocks.pop(top))
        if name == "brief":
            narrowed = _with_own_calls(narrowed, with_members="MemberName" in known)
        found[f"{OWN}{name}"] = {**narrowed, "$defs": {**blocks, **known}}
    return found


def _definitions(names: OwnNames) -> dict[str, dict[str, object]]:
    """What each kind of reference may be; a kind of which there is none is left as wide as it was."""
    panels = names.panels or {}
    of_members = [f"{one}[{name}]" for one, every in panels.items() for name in every or ()]
    is_short = len(of_members) <= _MOST
    open_sets = [rf"^{re.escape(one)}\." for one in names.unknown]
    in_brackets = [
        rf"^{re.escape(one)}\[" for one, every in panels.items() if every is None or not is_short
    ]
    series = [*names.series, *(of_members if is_short else ()), *names.figures]
    sets = sorted({one.partition(".")[0] for one in (*names.series, *panels)})
    members = sorted({name for every in panels.values() for name in every or ()})
    are_all_known = all(every is not None for every in panels.values())
    more = _OF_PORTFOLIOS if names.has_portfolio else ()
    rows = [*series, *panels, *(f"{one}.*" for one in sets)]
    found = {
        SERIES: _one_of("A series, or a metric.", series, (*more, *open_sets, *in_brackets)),
        PANEL: _one_of("A measure with members.", panels, (*more, *open_sets)),
        "RowName": _one_of(
            "A series, a measure or a metric.", rows, (*more, *open_sets, *in_brackets, r"\*")
        ),
        "FigureName": _one_of("A metric or a stated figure.", names.figures, more),
        "SourceKey": _one_of("Key of a source.", names.sources, more),
        "ChartName": _one_of("Name of a chart.", names.charts, more),
        "TableName": _one_of("Name of a table.", names.tables, more),
        "DesignName": _one_of("A page design.", names.designs, more),
    }
    if is_short and are_all_known and not names.unknown:
        found["MemberName"] = _one_of("A member.", members, more)
    return {kind: one for kind, one in found.items() if one}


def _one_of(told: str, names: Iterable[str], more: Iterable[str] = ()) -> dict[str, object]:
    """One of these names, or what has one of the patterns; editors offer the names of an ``enum`` alone."""
    every: dict[str, object] = {"enum": sorted(set(names))}
    if not every["enum"]:
        return {}
    pattern = "|".join(more)
    choice = {"anyOf": [every, {"pattern": pattern}]} if pattern else every
    return {"type": "string", "description": told, **choice}


def _with_key(block: dict[str, object], key: str, kind: str) -> dict[str, object]:
    keys = block_at(block, "properties")
    if key not in keys:
        return block
    return {**block, "properties": {**keys, key: _own(keys[key], kind)}}


def _own(told: object, kind: str) -> dict[str, object]:
    """A key with names of the project; examples that are none would be offered beside them."""
    return _without_examples(_narrowed(told, kind))


def _with_own_calls(brief: dict[str, object], *, with_members: bool) -> dict[str, object]:
    """The calls of metrics and charts with names of the project, and members where they are known."""
    keys = dict(block_at(brief, "properties"))
    for block in ("metrics", "charts"):
        calls = block_at(keys, block)
        call = block_at(calls, "additionalProperties")
        every, rest = call["allOf"], block_at(call, "else")
        assert isinstance(every, list)
        narrowed = {
            **call,
            "allOf": [_own_call(one, with_members=with_members) for one in every],
            "else": {**rest, "properties": _own_references(block_at(rest, "properties"))},
        }
        keys[block] = {**calls, "additionalProperties": narrowed}
    return {**brief, "properties": keys}


def _own_call(one: dict[str, object], *, with_members: bool) -> dict[str, object]:
    required = block_at(one, "if")["required"]
    assert isinstance(required, list)
    then = block_at(one, "then")
    keys = _own_references(block_at(then, "properties"))
    is_of_members = block_at(keys, *required).get("$ref") == f"#/$defs/{PANEL}"
    if with_members and is_of_members:
        for key in _OF_MEMBERS & keys.keys():
            keys[key] = _own(keys[key], "MemberName")
    return {**one, "then": {**then, "properties": keys}}


def _own_references(keys: Mapping[str, object]) -> dict[str, object]:
    """The same; examples of references that are none of the project's would be offered beside its own."""
    return {
        key: _without_examples(told) if "#/$defs/" in str(told) else told
        for key, told in keys.items()
    }


def _without_examples(told: object) -> dict[str, object]:
    return {name: one for name, one in block_at(told).items() if name != "examples"}


def _narrowed(node: object, kind: str) -> object:
    """The same with names of a kind in place of any text."""
    if isinstance(node, list):
        return [_narrowed(one, kind) for one in node]
    if not isinstance(node, dict):
        return node
    if node.get("type") == "string":
        kept = {key: value for key, value in node.items() if key not in {"type", "pattern"}}
        return {"$ref": f"#/$defs/{kind}", **kept}
    return {
        key: value if key in {"examples", "default"} else _narrowed(value, kind)
        for key, value in node.items()
    }
