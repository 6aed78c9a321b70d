"""Data sets whose file comes with metadata: what these say stands below what is declared.

A data set may name a ``datapackage.json``; beside a file ``FILE-metadata.json`` (CSV on the Web) is looked
for, and a ``datapackage.json`` that has the file among its resources. Where they contradict the file, that is told.
What recognises tables is imported where metadata say something of columns.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from briefing.core.json_text import BadJson, json_values
from briefing.core.problems import Place, ProblemLog, Refusal, Severity
from briefing.core.workspace import Kind, NotRead, Workspace
from briefing.data.described.csv_on_the_web import ENDING, described_on_the_web
from briefing.data.described.data_package import NAME, described_by_package, describes
from briefing.data.described.description import Block, Description, FieldSaid
from briefing.data.grid import tidy
from briefing.project.declared import Places

if TYPE_CHECKING:
    from briefing.data.recognition.recognised import Measure, Recognised

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_CODE = "described-otherwise"
_MOST_NAMES = 4


def with_descriptions(
    workspace: Workspace, raw: object, places: Places, log: ProblemLog
) -> tuple[object, Mapping[str, Description]]:
    """The raw YAML with what metadata say of whole files, and the metadata of each data set."""
    datasets = raw.get("datasets") if isinstance(raw, dict) else None
    found: dict[str, Description] = {}
    blocks: dict[str, object] = {}
    for name, block in datasets.items() if isinstance(datasets, dict) else ():
        if not isinstance(block, Mapping) or not isinstance(block.get("path"), str):
            continue
        said = _said(workspace, name, block, places, log)
        if said is None:
            continue
        found[name] = said
        _tell_other_bytes(workspace, said, log)
        blocks[name] = _below(said, block)
    if not isinstance(raw, dict) or not blocks:
        return raw, found
    return {**raw, "datasets": {**raw["datasets"], **blocks}}, found


def with_fields(block: Block, said: Description, found: Recognised, log: ProblemLog) -> Block:
    """The data set with what metadata say of its columns, below what is declared of its series."""
    fields = {tidy(one.header): one for one in said.fields if one.header}
    _tell_other_columns(said, found, fields, log)
    declared = block.get("series")
    ours = declared if isinstance(declared, Mapping) else {}
    series: dict[str, object] = {**ours}
    for measure in found.measures:
        header = found.columns[measure.column].header if measure.column is not None else ""
        field = fields.get(tidy(header)) if header else None
        theirs = ours.get(measure.name, {})
        if field is None or not isinstance(theirs, Mapping):
            continue
        if field.is_text and measure.name not in ours:
            series[measure.name] = None
        else:
            series[measure.name] = {**_keys(said, field, measure, log), **theirs}
    return {**block, "series": series} if series else block


def source_said(said: Description | None) -> dict[str, str]:
    """What metadata say of the source, as far as it can be declared."""
    if said is None:
        return {}
    found = dict(said.source)
    if not _DAY.fullmatch(found.get("published", "")):
        found.pop("published", None)
    if not found.get("url", "").startswith(("https://", "http://")):
        found.pop("url", None)
    return found


def _said(
    workspace: Workspace, name: str, block: Block, places: Places, log: ProblemLog
) -> Description | None:
    path = str(block["path"]).replace("\\", "/")
    if PurePosixPath(path).name == NAME:
        place = places.of("datasets", name, "path")
        content = _json(workspace, path, place, log)
        try:
            resource = str(block.get("resource") or "")
            return described_by_package(content, path, resource=resource) if content else None
        except Refusal as error:
            log.refuse(place, error)
            return None
    folder = path.rpartition("/")[0]
    beside = f"{path}{ENDING}"
    package = f"{folder}/{NAME}" if folder else NAME
    if workspace.has(beside):
        content = _json(workspace, beside, Place(beside), log)
        if content and (said := described_on_the_web(content, beside, path)):
            return said
    if workspace.has(package):
        content = _json(workspace, package, Place(package), log)
        if describes(content, folder, path):
            return described_by_package(content, package, file=path)
    return None


def _json(workspace: Workspace, path: str, place: Place, log: ProblemLog) -> object:
    try:
        return json_values(workspace.read(path, Kind.DATA).content)
    except NotRead as error:
        error.tell(place, log)
    except BadJson as error:
        log.refuse(Place(path, error.line), error)
    return None


def _below(said: Description, block: Block) -> Block:
    """The data set with the keys of its metadata below its own."""
    periods = [one.header for one in said.fields if one.is_period]
    keys = dict(said.keys)
    if len(periods) == 1:
        keys["period"] = {"column": periods[0]}
    ours, theirs = block.get("tokens"), said.keys.get("tokens")
    tokens = {**_block(theirs), **_block(ours)}
    whole = {**keys, **block, "path": said.file, "described_by": said.path}
    return {**whole, "tokens": tokens} if tokens else whole


def _keys(said: Description, field: FieldSaid, measure: Measure, log: ProblemLog) -> Block:
    """What metadata say of a measure, as keys of a series."""
    from briefing.data.recognition.recognised import SURE

    keys: dict[str, object] = {}
    if field.title:
        keys["title"] = field.title
    if field.definition:
        keys["definition"] = field.definition
    if field.tokens:
        keys["tokens"] = dict(field.tokens)
    limits = [str(one) if _NUMBER.fullmatch(str(one)) else None for one in field.limits]
    if any(one is not None for one in limits):
        keys["range"] = limits
    unit = _unit(field.unit)
    if unit:
        keys["unit"] = unit
        is_said = measure.confidence >= SURE and measure.unit not in {"", "1", unit}
        if is_said:
            message = (
                f"it says that '{field.header}' is in '{field.unit}', the file '{measure.unit}'"
            )
            advice = f"declare the unit of '{measure.name}'"
            log.add(Place(said.path), message, advice, Severity.WARNING, code=_CODE)
    elif field.unit:
        message = f"the unit '{field.unit}' of '{field.header}' is not known"
        advice = f"declare the unit of '{measure.name}'"
        log.add(Place(said.path), message, advice, Severity.WARNING, code=_CODE)
    return keys


def _unit(text: str) -> str:
    """The code of a unit as metadata write it; empty where it is not known."""
    from briefing.data.recognition.units_said import counted, unit_code

    return unit_code(text) or counted(text)


def _tell_other_columns(
    said: Description, found: Recognised, fields: Mapping[str, FieldSaid], log: ProblemLog
) -> None:
    """Tell columns that the metadata have and the file has not, and the other way round."""
    headers = {tidy(one.header): one.header for one in found.columns if one.header}
    gone = [one.header for key, one in fields.items() if key not in headers]
    more = [header for key, header in headers.items() if fields and key not in fields]
    for names, what in ((gone, "describes columns that"), (more, "does not describe columns that")):
        if names:
            listed = ", ".join(names[:_MOST_NAMES]) + (", ..." if len(names) > _MOST_NAMES else "")
            has = "has not" if names is gone else "has"
            message = f"it {what} {said.file} {has}: {listed}"
            advice = "they may be of another edition"
            log.add(Place(said.path), message, advice, Severity.WARNING, code=_CODE)


def _tell_other_bytes(workspace: Workspace, said: Description, log: ProblemLog) -> None:
    """Tell where the file is another than the one that was described."""
    if not said.sha256 and said.size is None:
        return
    try:
        file = workspace.read(said.file, Kind.DATA)
    except NotRead:
        return  # told where the data set is read
    if (said.sha256 and said.sha256 != file.sha256) or said.size not in {None, file.size}:
        message = f"it describes another {said.file}: the hash or the size differs"
        advice = "see whether the file was changed, or the metadata are of another edition"
        log.add(Place(said.path), message, advice, Severity.WARNING, code=_CODE)


def _block(value: object) -> Block:
    return value if isinstance(value, Mapping) else {}
