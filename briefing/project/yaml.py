"""YAML text to values and places: strict, with file, line and column of every key. PyYAML's one home.

Only ``true``, ``false``, ``null``, whole numbers and decimals are anything but text: ``NO`` is
Norway, ``1:30`` is a text, and a number remembers how it was written.

libyaml parses where PyYAML has it, ten times as fast as Python. What is accepted, and what is said
of mistakes, is always what the parser in Python says: it reads again whatever libyaml refuses or
could take otherwise.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from typing import TypeAlias, cast

import yaml
from yaml.error import Mark
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from briefing.core.problems import Place, ProblemLog
from briefing.project.declared import Path, Places

_WHOLE = re.compile(r"[-+]?(?:0|[1-9]\d*)")
_DECIMAL = re.compile(r"[-+]?(?:\d+\.\d*|\.\d+)(?:[eE][-+]?\d+)?")
_BEGIN_NUMBERS = frozenset("-+.0123456789")
_TAKEN_OTHERWISE = ("\t", "\ufeff", "|#", ">#", "\n%", "\r%")
"""What libyaml takes otherwise than PyYAML: tabs, marks of byte order, odd comments, directives."""
_EXPLICIT_KEY = re.compile(r"(?:^|[\n\r\x85\u2028\u2029]) *(?:[-:?] +)*\?(?!\S)")
"""``? key``, for which libyaml gives other places."""
_RARE_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
_MOST_NODES = 100_000


class WrittenInt(int):
    """A whole number that remembers its text."""

    text: str


class WrittenFloat(float):
    """A decimal number that remembers its text."""

    text: str


YamlValue: TypeAlias = "bool | int | float | str | list[YamlValue] | dict[str, YamlValue] | None"
"""A value of a YAML file. Numbers are :class:`WrittenInt` and :class:`WrittenFloat`."""


def read_yaml(
    content: bytes, file: str, log: ProblemLog
) -> tuple[dict[str, YamlValue], Places] | None:
    """The value of a YAML file and the places of its keys; problems go to the log."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        log.add(
            Place(file, line),
            f"byte 0x{content[error.start]:02x} is no UTF-8",
            "save the file as UTF-8",
            code="not-utf8",
        )
        return None
    try:
        node = _composed(text)
    except yaml.MarkedYAMLError as error:
        log.add(_marked(error, file), *_in_words(error), code="unreadable-yaml")
        return None
    except yaml.YAMLError as error:
        log.add(Place(file), f"it is no YAML: {error}", code="unreadable-yaml")
        return None
    except RecursionError:
        log.add(Place(file), "it is nested too deeply", code="yaml-too-large")
        return None
    if node is None:
        log.add(Place(file), "the file is empty", code="empty-file")
        return None
    if not isinstance(node, MappingNode):
        log.add(
            _place(node.start_mark, file),
            "keys are wanted at the top ('title: ...'), not a list or text",
            code="keys-wanted",
        )
        return None
    maker = _Maker(file, log)
    try:
        value = maker.block(node)
    except _TooLarge:
        log.add(Place(file), "its aliases unfold to more than can be meant", code="yaml-too-large")
        return None
    except RecursionError:
        log.add(Place(file), "it is nested too deeply", code="yaml-too-large")
        return None
    return value, Places(
        file, _Marked(file, maker.keys), _Marked(file, maker.values), frozenset(maker.blocks)
    )


def block_at(value: object, *keys: str) -> dict[str, object]:
    """The block of keys that stands at a path in a valid config, to be read or changed."""
    for key in keys:
        assert isinstance(value, dict)
        value = value[key]
    assert isinstance(value, dict)
    return value


def as_yaml(value: Mapping[str, object]) -> str:
    """A block of plain values as YAML: sorted, key below key, in one form only."""
    return yaml.dump(
        value, Dumper=_PlainDumper, allow_unicode=True, default_flow_style=False, width=math.inf
    )


def as_line(value: Mapping[str, object]) -> str:
    """A block of plain values as YAML that can be pasted, each key with all below it on one line."""
    return "\n".join(
        yaml.dump(
            {key: one},
            Dumper=_PlainDumper,
            allow_unicode=True,
            default_flow_style=True,
            sort_keys=False,
            width=math.inf,
        ).strip()[1:-1]
        for key, one in value.items()
    )


class _PlainDumper(yaml.SafeDumper):
    """Writes a value that stands twice twice, without anchors."""

    def ignore_aliases(self, data: object) -> bool:
        del data
        return True

    def represent_str(self, data: str) -> ScalarNode:
        """Escapes line ends that only YAML knows: bare, they come back as spaces or line feeds."""
        style = '"' if _RARE_LINE_ENDS.search(data) else None
        return self.represent_scalar("tag:yaml.org,2002:str", data, style)


_PlainDumper.add_representer(str, _PlainDumper.represent_str)


class _OtherwiseError(Exception):
    """libyaml refuses it, or may take it otherwise."""


class _Marked(Mapping[Path, Place]):
    """Places made of marks when they are asked for, which few are."""

    def __init__(self, file: str, marks: Mapping[Path, Mark]) -> None:
        self._file, self._marks = file, marks

    def __getitem__(self, path: Path) -> Place:
        return _place(self._marks[path], self._file)

    def __iter__(self) -> Iterator[Path]:
        return iter(self._marks)

    def __len__(self) -> int:
        return len(self._marks)


def _composed(text: str) -> Node | None:
    """The nodes of a text; raises ``YAMLError`` where it is none."""
    if yaml.__with_libyaml__ and not _is_taken_otherwise(text):
        with suppress(yaml.YAMLError, _OtherwiseError, RecursionError):
            return _FastComposer(text).document()
    return yaml.compose(text, Loader=yaml.SafeLoader)


def _is_taken_otherwise(text: str) -> bool:
    if text.startswith("%") or any(sign in text for sign in _TAKEN_OTHERWISE):
        return True
    return "?" in text and _EXPLICIT_KEY.search(text) is not None


class _FastComposer:
    """Events of libyaml to nodes without tags.

    Its recursion ends in an error, where that of PyYAML's own composer for libyaml ends in a crash.
    """

    def __init__(self, text: str) -> None:
        self._next = cast("Callable[[], Event]", yaml.CSafeLoader(text).get_event)
        self._anchored: dict[str, Node] = {}

    def document(self) -> Node | None:
        """The one document of a text, or ``None`` where there is none."""
        self._next()
        if isinstance(self._next(), StreamEndEvent):
            return None
        node = self._node(self._next(), in_brackets=False)
        self._next()
        if not isinstance(self._next(), StreamEndEvent):
            raise _OtherwiseError
        return node

    def _node(self, event: Event, *, in_brackets: bool) -> Node:
        if isinstance(event, ScalarEvent):
            text, style = event.value, event.style
            if in_brackets and not style and (not text or "?" in text):
                raise _OtherwiseError
            return self._known(event, ScalarNode("", text, _start(event), None, style))
        if isinstance(event, MappingStartEvent):
            return self._mapping(event)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(event)
        if isinstance(event, AliasEvent) and event.anchor in self._anchored:
            return self._anchored[event.anchor]
        raise _OtherwiseError

    def _mapping(self, event: MappingStartEvent) -> Node:
        pairs: list[tuple[Node, Node]] = []
        node = self._known(event, MappingNode("", pairs, _start(event)))
        flow = bool(event.flow_style)
        while not isinstance(one := self._next(), MappingEndEvent):
            key = self._node(one, in_brackets=flow)
            pairs.append((key, self._node(self._next(), in_brackets=flow)))
        return node

    def _sequence(self, event: SequenceStartEvent) -> Node:
        items: list[Node] = []
        node = self._known(event, SequenceNode("", items, _start(event)))
        flow = bool(event.flow_style)
        while not isinstance(one := self._next(), SequenceEndEvent):
            items.append(self._node(one, in_brackets=flow))
        return node

    def _known(self, event: ScalarEvent | CollectionStartEvent, node: Node) -> Node:
        if event.tag is not None:
            raise _OtherwiseError
        if event.anchor is not None:
            if event.anchor in self._anchored:
                raise _OtherwiseError
            self._anchored[event.anchor] = node
        return node


def _start(event: Event) -> Mark:
    return cast("Mark", event.start_mark)


class _TooLarge(Exception):
    pass


class _Maker:
    """Makes values of nodes and notes their places."""

    def __init__(self, file: str, log: ProblemLog) -> None:
        self.file, self.log = file, log
        self.keys: dict[Path, Mark] = {}
        self.values: dict[Path, Mark] = {}
        self.blocks: set[Path] = set()
        self.made = 0

    def block(self, node: MappingNode) -> dict[str, YamlValue]:
        """The block of keys at the top."""
        self.values[()] = node.start_mark
        return self._mapping(node, ())

    def value(self, node: Node, path: Path) -> YamlValue:
        self.made += 1
        if self.made > _MOST_NODES:
            raise _TooLarge
        self.values[path] = node.start_mark
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.value(one, (*path, index)) for index, one in enumerate(node.value)]
        assert isinstance(node, ScalarNode)
        if node.style in {"|", ">"}:
            self.blocks.add(path)
        return node.value if node.style else _plain(node.value)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, YamlValue]:
        found: dict[str, YamlValue] = {}
        for key, value in self._pairs(node):
            if not isinstance(key, ScalarNode):
                place = _place(key.start_mark, self.file)
                self.log.add(place, "a key must be a text", code="key-not-text")
                continue
            name = key.value
            if name in found:
                first = self.keys[(*path, name)]
                self.log.add(
                    _place(key.start_mark, self.file),
                    f"'{name}' stands twice; the first is on line {first.line + 1}",
                    "keep one of them",
                    code="repeated-key",
                )
                continue
            inner = (*path, name)
            self.keys[inner] = key.start_mark
            found[name] = self.value(value, inner)
        return found

    def _pairs(self, node: MappingNode) -> Iterator[tuple[Node, Node]]:
        """Keys and values; what ``<<`` merges comes last and gives way to what is written."""
        merged = [value for key, value in node.value if _is_merge(key)]
        if not merged:
            yield from node.value
            return
        written = {key.value for key, _ in node.value if isinstance(key, ScalarNode)}
        yield from ((key, value) for key, value in node.value if not _is_merge(key))
        for value in merged:
            for one in value.value if isinstance(value, SequenceNode) else [value]:
                if isinstance(one, MappingNode):
                    yield from (
                        pair for pair in self._pairs(one) if not _is_among(pair[0], written)
                    )


def _is_merge(key: Node) -> bool:
    return isinstance(key, ScalarNode) and key.value == "<<" and not key.style


def _is_among(key: Node, names: Collection[str]) -> bool:
    return isinstance(key, ScalarNode) and key.value in names


def _plain(text: str) -> YamlValue:
    """The value of a text without quotes."""
    if text in {"", "~", "null"}:
        return None
    if text in {"true", "false"}:
        return text == "true"
    if text[0] not in _BEGIN_NUMBERS:
        return text
    if _WHOLE.fullmatch(text):
        whole = WrittenInt(text)
        whole.text = text
        return whole
    if _DECIMAL.fullmatch(text):
        decimal = WrittenFloat(text)
        decimal.text = text
        return decimal
    return text


def _place(mark: Mark, file: str) -> Place:
    return Place(file, mark.line + 1, mark.column + 1)


def _marked(error: yaml.MarkedYAMLError, file: str) -> Place:
    mark = error.problem_mark or error.context_mark
    return _place(mark, file) if mark else Place(file)


def _in_words(error: yaml.MarkedYAMLError) -> tuple[str, str]:
    """What PyYAML says, in words for people who write briefs."""
    problem = error.problem or ""
    if "\\t" in problem:
        return "a tab stands where spaces are wanted", "indent with spaces"
    if "quoted scalar" in (error.context or ""):
        start = error.context_mark.line + 1 if error.context_mark else "?"
        return f"a quoted text is not closed; it opens on line {start}", "add the closing quote"
    if "mapping values are not allowed" in problem:
        return "a colon stands where none can be", "put a text that holds ': ' in quotes"
    if "could not find expected ':'" in problem:
        return "a colon is missing after a key", "write 'key: value'"
    if "expected <block end>" in problem:
        return "this line is not indented like its neighbours", "align it with the lines above"
    if "flow" in (error.context or ""):
        return f"a list or block in brackets is broken: {problem}", "check commas and brackets"
    if "found undefined alias" in problem:
        return problem.replace("found undefined alias", "nothing is anchored as"), ""
    if "found character" in problem:
        return f"it is no YAML: {problem}", "put the text in quotes"
    return f"it is no YAML: {problem or error}", ""
