"""YAML parameters to the typed parameters of a function: its signature is their schema.

Calculators and charts are families of functions; what a user may write for one of them is read
off its keyword parameters and their annotations.
"""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Literal, TypedDict, Union, get_args, get_origin

from briefing.core.event import Event
from briefing.core.field_texts import ParameterText, parameter_texts
from briefing.core.period import Period
from briefing.core.period_notation import parse_period
from briefing.core.problems import Refusal, Subject, suggest
from briefing.core.reference import Reference, UnreadableReference
from briefing.core.series import Panel, Series

Lookup = Mapping[str, Series | Panel]
"""Series and panels by reference: ``dataset.measure``, and the names of metrics."""


class BindingError(Refusal):
    """A parameter or reference that does not fit; ``path`` leads to it in the YAML block."""

    def __init__(
        self,
        message: str,
        advice: str = "",
        path: tuple[str | int, ...] = (),
        *,
        code: str,
        lacks: tuple[Subject, ...] = (),
    ) -> None:
        self.path = path
        super().__init__(message, advice, code=code, lacks=lacks)

    def at(self, *path: str | int) -> BindingError:
        """The same at another place in the YAML block."""
        return BindingError(str(self), self.advice, path, code=self.code, lacks=self.lacks)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A keyword parameter of a calculator or chart."""

    name: str
    type: object
    default: object

    @property
    def is_required(self) -> bool:
        """Whether a user must give it."""
        return self.default is inspect.Parameter.empty


@cache
def parameters_of(function: Callable[..., object]) -> Mapping[str, Parameter]:
    """The keyword parameters by name, with their types."""
    hints = typing.get_type_hints(function)
    return {
        name: Parameter(name, hints[name], one.default)
        for name, one in inspect.signature(function).parameters.items()
        if one.kind is inspect.Parameter.KEYWORD_ONLY
    }


@cache
def operand_type(function: Callable[..., object]) -> object:
    """The type of what stands behind the kind: a series, a panel, several series, a text."""
    first = next(iter(inspect.signature(function).parameters))
    return typing.get_type_hints(function)[first]


def bind(
    kind: str, function: Callable[..., object], given: Mapping[str, object], lookup: Lookup
) -> dict[str, object]:
    """The keyword arguments for a call; raises :class:`BindingError` for the first that is wrong."""
    known = parameters_of(function)
    for name in given:
        if name not in known:
            advice = suggest(name, known) or f"it takes: {', '.join(known) or 'nothing more'}"
            raise BindingError(
                f"'{kind}' has no parameter '{name}'", advice, (name,), code="unknown-parameter"
            )
    for name, parameter in known.items():
        if parameter.is_required and name not in given:
            raise BindingError(
                f"'{kind}' needs the parameter '{name}'",
                f"add '{name}: ...'",
                code="missing-parameter",
            )
    return {name: convert(value, known[name].type, lookup, name) for name, value in given.items()}


def convert(raw: object, wanted: object, lookup: Lookup, name: str) -> object:
    """A YAML value as the annotated type; raises :class:`BindingError` where it is none."""
    origin = get_origin(wanted)
    if origin in {Union, types.UnionType}:
        return _first_fitting(raw, get_args(wanted), lookup, name)
    if origin is Literal:
        if raw in get_args(wanted):
            return raw
        choices = [str(one) for one in get_args(wanted)]
        advice = suggest(str(raw), choices) or f"one of: {', '.join(choices)}"
        raise BindingError(f"'{name}' cannot be '{raw}'", advice, (name,), code="unfit-parameter")
    if origin in {list, tuple}:
        items = _items(raw, get_args(wanted)[0])
        found = [convert(one, get_args(wanted)[0], lookup, name) for one in items]
        return tuple(found) if origin is tuple else found
    if wanted in {Series, Panel}:
        return _referenced(raw, wanted, lookup, name)
    if wanted in {Event, Period}:
        return _event(raw, name) if wanted is Event else _period(raw, name)
    if wanted is Fraction and not isinstance(raw, bool):
        try:
            return Fraction(str(raw).replace(",", ""))
        except ValueError:
            raise BindingError(
                f"'{name}' wants a number, not '{raw}'", "", (name,), code="unfit-parameter"
            ) from None
    if wanted is int and isinstance(raw, int) and not isinstance(raw, bool):
        return int(raw)
    if wanted is str and isinstance(raw, str | int | float) and not isinstance(raw, bool):
        return str(raw)
    if wanted is bool and isinstance(raw, bool):
        return raw
    words = {int: "a whole number", Fraction: "a number", str: "a text", bool: "true or false"}
    told = (words.get(wanted) if isinstance(wanted, type) else None) or str(wanted)
    raise BindingError(f"'{name}' wants {told}, not '{raw}'", "", (name,), code="unfit-parameter")


def _items(raw: object, wanted: object) -> list[object]:
    """What a list holds; a single value is a list of one, and a mapping of dates one of events."""
    if wanted is Event and isinstance(raw, dict):
        return [{when: what} for when, what in raw.items()]
    return raw if isinstance(raw, list) else [raw]


def _event(raw: object, name: str) -> Event:
    """``{2019-03: Act adopted}``; raises :class:`BindingError` where it is none."""
    if not isinstance(raw, dict) or len(raw) != 1:
        raise BindingError(
            f"'{name}' wants dates with what happened, not '{raw}'",
            f"write {name}: {{2019: Act adopted, 2021-03: First review}}",
            (name,),
            code="unfit-parameter",
        )
    ((when, what),) = raw.items()
    if not isinstance(what, str) or not what.strip():
        raise BindingError(
            f"'{name}' wants a text for {when}, not '{what}'", "", (name,), code="unfit-parameter"
        )
    return Event(_period(when, name), what, str(when))


def _period(raw: object, name: str) -> Period:
    try:
        return parse_period(raw)
    except ValueError:
        raise BindingError(
            f"'{name}' wants a period, not '{raw}'", "", (name,), code="unfit-parameter"
        ) from None


def resolve(reference: str, lookup: Lookup) -> Series | Panel:
    """A series or panel by its reference: ``ree_us.production``, ``ree_world.production[China]``.

    Raises :class:`BindingError` with what there is instead.
    """
    try:
        asked = Reference.parse(str(reference))
    except UnreadableReference as error:
        raise BindingError(str(error), error.advice, code=error.code) from None
    name, member = asked.measure, asked.member
    found = lookup.get(name)
    if found is None:
        near = _near(asked, lookup)
        raise BindingError(f"unknown series '{name}'", near, code="unknown-series")
    if asked.kin:
        raise BindingError(
            f"'{replace(asked, kin=())}' is a series here: '.{asked.kin[0]}' cannot follow it",
            "declare a metric of it, and name that",
            code="unreadable-reference",
        )
    if member is None:
        return found
    if not isinstance(found, Panel):
        raise BindingError(f"'{name}' has no members", f"write '{name}'", code="no-members")
    if found.total is not None and member == found.total.member:
        return found.total
    if member in found.groups:
        return found.groups[member]
    if member not in found.members:
        raise BindingError(
            f"'{name}' has no member '{member}'",
            found.near(member),
            code="unknown-member",
            lacks=found.lack(None, member),
        )
    return found.members[member]


def _near(asked: Reference, lookup: Lookup) -> str:
    same = f"{asked.name}."
    every = (Reference.parse(one) for one in lookup if asked.series and one.startswith(same))
    siblings = {one.measure: one.series for one in every if one.name == asked.name}
    if near := suggest(asked.measure, siblings or lookup):
        return near
    if siblings:
        return f"{asked.name} has: {', '.join(siblings.values())}"
    return suggest(asked.measure, lookup)


def _referenced(raw: object, wanted: object, lookup: Lookup, name: str) -> Series | Panel:
    if not isinstance(raw, str):
        raise BindingError(
            f"'{name}' wants the name of a series, not '{raw}'", "", (name,), code="unfit-parameter"
        )
    try:
        found = resolve(raw, lookup)
    except BindingError as error:
        raise error.at(name) from None
    if type(found) is wanted:
        return found
    if isinstance(found, Panel):
        raise BindingError(
            f"'{raw}' has one series for each {found.dimension}",
            f"{{total: {raw}}} adds its members, or name one: {raw}[...]"
            if name == "sum"
            else f"name a member: {raw}[...]",
            (name,),
            code="member-needed",
        )
    raise BindingError(
        f"'{raw}' is a single series",
        "this needs a measure with a dimension",
        (name,),
        code="no-members",
    )


def _first_fitting(raw: object, wanted: tuple[object, ...], lookup: Lookup, name: str) -> object:
    options = [one for one in wanted if one is not type(None)]
    if raw is None and len(options) < len(wanted):
        return None
    first, *others = options
    try:
        return convert(raw, first, lookup, name)
    except BindingError:
        for one in others:
            with suppress(BindingError):
                return convert(raw, one, lookup, name)
        raise


SERIES, PANEL = "Series", "Panel"
"""Names of the definitions by which a schema tells a reference to a series or metric, and to a measure."""


class SignatureSchema(TypedDict):
    """The parameters of a function, as a JSON Schema tells those of an object."""

    operand: dict[str, object]
    """What stands behind the kind."""
    properties: dict[str, object]
    required: list[str]


def json_schema_of(function: Callable[..., object]) -> SignatureSchema:
    """The operand and the parameters as JSON Schema, for editors, with what the docstring says of them."""
    told = parameter_texts(function)
    known = parameters_of(function)
    properties: dict[str, object] = {
        name: _described(_schema(one.type), told.get(name)) for name, one in known.items()
    }
    operand = next(iter(inspect.signature(function).parameters))
    kind = ParameterText(
        (inspect.getdoc(function) or "").partition("\n")[0],
        told[operand].example if operand in told else None,
    )
    return {
        "operand": _described(_schema(operand_type(function)), kind),
        "properties": properties,
        "required": [one.name for one in known.values() if one.is_required],
    }


def _described(schema: dict[str, object], told: ParameterText | None) -> dict[str, object]:
    if told is None:
        return schema
    found = {**schema, "description": told.text}
    return found if told.example is None else {**found, "examples": [told.example]}


def _schema(wanted: object) -> dict[str, object]:
    origin = get_origin(wanted)
    if origin in {Union, types.UnionType}:
        options = [_schema(one) for one in get_args(wanted) if one is not type(None)]
        return options[0] if len(options) == 1 else {"anyOf": options}
    if origin is Literal:
        return {"enum": list(get_args(wanted))}
    if origin in {list, tuple}:
        item = _schema(get_args(wanted)[0])
        return {"anyOf": [{"type": "array", "items": item}, item]}
    if wanted in {Series, Panel}:
        return {"$ref": f"#/$defs/{SERIES if wanted is Series else PANEL}"}
    plain = {int: "integer", bool: "boolean", Fraction: "number"}
    if wanted is Period:
        return {"type": ["integer", "string"]}
    if wanted is Event:
        return {"type": "object", "additionalProperties": {"type": "string"}, "minProperties": 1}
    return {"type": plain.get(wanted, "string") if isinstance(wanted, type) else "string"}
