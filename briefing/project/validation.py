"""Pydantic's findings to messages that people can use, one for each place."""

from __future__ import annotations

import types
from collections.abc import Mapping
from typing import Annotated, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from briefing.core.problems import ProblemLog, Refusal, suggest
from briefing.project.declared import Declared, Path, Places, texts_below

Config = TypeVar("Config", bound=BaseModel)

_TYPES = {
    "string_type": "a text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "a block of keys",
    "model_type": "a block of keys",
    "model_attributes_type": "a block of keys",
    "date_type": "a date such as 2025-01-31",
    "date_parsing": "a date such as 2025-01-31",
    "date_from_datetime_parsing": "a date such as 2025-01-31",
}


def validated(
    model: type[Config],
    raw: object,
    places: Places,
    log: ProblemLog,
) -> Config | None:
    """The typed config, or ``None`` after telling everything that is wrong."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        told: set[Path] = set()
        every = [(_path_in(raw, found["loc"]), found) for found in error.errors()]
        for path, found in every:
            if found["type"] in _TYPES and any(_is_within(other, at, path) for at, other in every):
                continue  # what may be a text is a block, and what is wrong stands within
            if path in told and found["type"] not in {"extra_forbidden", "missing"}:
                continue
            told.add(path)
            _tell(found, path, model, places, log)
        return None


def _is_within(found: ErrorDetails, at: Path, block: Path) -> bool:
    """Whether an error is about what stands in a block, or is missing there."""
    is_missing = found["type"] == "missing" and at == block
    return is_missing or (len(at) > len(block) and at[: len(block)] == block)


def _tell(
    found: ErrorDetails,
    path: Path,
    model: type[BaseModel],
    places: Places,
    log: ProblemLog,
) -> None:
    kind, context = found["type"], found.get("ctx", {})
    name = _name(path)
    if kind == "extra_forbidden":
        known = _fields(model, path[:-1])
        advice = suggest(str(path[-1]), known) or f"known: {', '.join(sorted(known))}"
        if found["input"] is None and " " in str(path[-1]):  # {because: so, and so}
            advice = "between braces a comma ends a value: put a text with one in quotes"
        log.add(places.of_key(*path), f"unknown key '{path[-1]}'", advice, code="unknown-key")
    elif kind == "missing":
        key = found["loc"][-1]
        where = ".".join(str(one) for one in path if one != key)
        inside = f" in {where}" if where else ""
        log.add(
            places.of(*path), f"'{key}' is missing{inside}", f"add '{key}: ...'", code="missing-key"
        )
    elif kind in _TYPES:
        log.add(
            places.of(*path),
            f"'{name}' wants {_TYPES[kind]}, not {_shown(found['input'])}",
            f"its keys: {', '.join(sorted(keys))}" if (keys := _fields(model, path)) else "",
            code="wrong-type",
        )
    elif kind == "literal_error":
        choices = context["expected"].replace(" or ", ", ").replace("'", "").split(", ")
        advice = suggest(str(found["input"]), choices) or f"one of: {', '.join(choices)}"
        log.add(
            places.of(*path),
            f"'{name}' cannot be {_shown(found['input'])}",
            advice,
            code="unknown-choice",
        )
    elif kind == "value_error":
        error = context["error"]
        advice = error.advice if isinstance(error, Refusal) else ""
        message = str(error)
        if (wanted := message.removesuffix(" is wanted")) != message:
            message = f"'{name}' wants {wanted}, not {_shown(found['input'])}"
            advice = advice or _said_of(model, path)
        log.add(places.of(*path), message, advice, code=_code_of(error))
    elif kind == "string_pattern_mismatch":
        place = places.of_key(*path) if found["loc"][-1] == "[key]" else places.of(*path)
        log.add(
            place,
            f"{_shown(found['input'])} does not fit here",
            _pattern(context["pattern"]),
            code="unfit-text",
        )
    else:
        words = found["msg"][0].lower() + found["msg"][1:]
        log.add(places.of(*path), f"'{name}': {words.removeprefix('input ')}", code="unfit-value")


def unfit_keys(model: type[BaseModel], raw: Mapping[str, object]) -> frozenset[str]:
    """The keys of a block that are unknown, or hold what does not fit; what is missing is not asked."""
    try:
        model.model_validate(raw)
    except ValidationError as error:
        every = (one for one in error.errors() if one["type"] != "missing")
        return frozenset(str(one["loc"][0]) for one in every if one["loc"])
    return frozenset()


def _said_of(model: type[BaseModel], path: Path) -> str:
    """What is said of a key below its field: ``in a long table: the column that names the measure``."""
    block = _model_at(model, path[:-1])
    if not path or block is None or not issubclass(block, Declared):
        return ""
    said = texts_below(block).get(str(path[-1]), "").rstrip(".")
    return said[:1].lower() + said[1:]


def _code_of(error: Exception) -> str:
    """The code of what a validator refused."""
    return error.code if isinstance(error, Refusal) else "unfit-value"


_NOT_THERE = object()


def _within(value: object, step: str | int) -> object:
    if isinstance(value, dict):
        return value.get(step, _NOT_THERE)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return _NOT_THERE


def _path_in(raw: object, location: tuple[str | int, ...]) -> Path:
    """The part of pydantic's location that is in the YAML: names of types and unions fall away."""
    path: list[str | int] = []
    value = raw
    for step in location:
        inner = _within(value, step)
        if inner is not _NOT_THERE:
            value = inner
            path.append(step)
    return tuple(path)


def _fields(model: type[BaseModel], path: Path) -> set[str]:
    """The keys that a block at ``path`` may have."""
    found = _model_at(model, path)
    return {one.alias or name for name, one in found.model_fields.items()} if found else set()


def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    current: object = model
    for step in path:
        current = _inner(current, step)
        if current is None:
            return None
    return _model_in(current)


def _inner(kind: object, step: str | int) -> object:
    if (found := _model_in(kind)) and step in found.model_fields:
        return found.model_fields[str(step)].annotation
    for option in _options(kind):
        origin, args = get_origin(option), get_args(option)
        if origin is dict:
            return args[1]
        if origin in {list, tuple}:
            return args[0]
        if (model := _model_in(option)) and step in model.model_fields:
            return model.model_fields[str(step)].annotation
    return None


def _options(kind: object) -> list[object]:
    origin = get_origin(kind)
    if origin is Annotated:
        return _options(get_args(kind)[0])
    if origin in {Union, types.UnionType}:
        return [inner for one in get_args(kind) for inner in _options(one)]
    return [kind]


def _model_in(kind: object) -> type[BaseModel] | None:
    for option in _options(kind):
        if isinstance(option, type) and issubclass(option, BaseModel):
            return option
    return None


def _name(path: Path) -> str:
    texts = [one for one in path if isinstance(one, str)]
    return texts[-1] if texts else "the file"


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a block of keys"
    if isinstance(value, list):
        return "a list"
    return f"'{getattr(value, 'text', value)}'"


def _pattern(pattern: str) -> str:
    return {
        r"^[a-z][a-z0-9_]*$": "use small letters, digits and _, beginning with a letter",
        r"^[a-z][a-z0-9-]*$": "use small letters, digits and -, beginning with a letter",
        r"^#[0-9a-fA-F]{6}$": "write a colour as #rrggbb",
        r"^10\.\S+/\S+$": "write a DOI as 10.3133/mcs2025",
        r"^https?://": "write an address that begins with https://",
    }.get(pattern, f"it must match {pattern}")
