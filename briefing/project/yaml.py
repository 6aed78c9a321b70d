"""YAML text to values and places: strict, with file, line and column of every key. PyYAML's one home.

Only ``true``, ``false``, ``null``, whole numbers and decimals are anything but text: ``NO`` is
Norway, ``1:30`` is a text, and a number remembers how it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from briefing.core.problems import Place, ProblemLog
from briefing.project.declared import Path, Places

_WHOLE = re.compile(r"[-+]?(?:0|[1-9]\d*)")
_DECIMAL = re.compile(r"[-+]?(?:\d+\.\d*|\.\d+)(?:[eE][-+]?\d+)?")
_MOST_NODES = 100_000


class WrittenInt(int):
    """A whole number that remembers its text."""

    text: str


class WrittenFloat(float):
    """A decimal number that remembers its text."""

    text: str


class _Loader(yaml.SafeLoader):
    """Composes nodes only; values are made here."""


def read_yaml(content: bytes, file: str, log: ProblemLog) -> tuple[Any, Places] | None:
    """The value of a YAML file and the places of its keys; problems go to the log."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        log.add(
            Place(file, line),
            f"byte 0x{content[error.start]:02x} is no UTF-8",
            "save the file as UTF-8",
        )
        return None
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        log.add(_marked(error, file), *_in_words(error))
        return None
    except yaml.YAMLError as error:
        log.add(Place(file), f"it is no YAML: {error}")
        return None
    except RecursionError:
        log.add(Place(file), "it is nested too deeply")
        return None
    if node is None:
        log.add(Place(file), "the file is empty")
        return None
    if not isinstance(node, MappingNode):
        log.add(_place(node, file), "keys are wanted at the top ('title: ...'), not a list or text")
        return None
    maker = _Maker(file, log)
    try:
        value = maker.value(node, ())
    except _TooLarge:
        log.add(Place(file), "its aliases unfold to more than can be meant")
        return None
    return value, Places(file, maker.keys, maker.values, frozenset(maker.blocks))


class _TooLarge(Exception):
    pass


class _Maker:
    """Makes values of nodes and notes their places."""

    def __init__(self, file: str, log: ProblemLog) -> None:
        self.file, self.log = file, log
        self.keys: dict[Path, Place] = {}
        self.values: dict[Path, Place] = {}
        self.blocks: set[Path] = set()
        self.made = 0

    def value(self, node: Node, path: Path) -> Any:
        self.made += 1
        if self.made > _MOST_NODES:
            raise _TooLarge
        self.values[path] = _place(node, self.file)
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.value(one, (*path, index)) for index, one in enumerate(node.value)]
        assert isinstance(node, ScalarNode)
        if node.style in {"|", ">"}:
            self.blocks.add(path)
        return _scalar(node)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in self._pairs(node):
            if not isinstance(key, ScalarNode):
                self.log.add(_place(key, self.file), "a key must be a text")
                continue
            name = key.value
            if name in found:
                first = self.keys[(*path, name)]
                self.log.add(
                    _place(key, self.file),
                    f"'{name}' stands twice; the first is on line {first.line}",
                    "keep one of them",
                )
                continue
            self.keys[(*path, name)] = _place(key, self.file)
            found[name] = self.value(value, (*path, name))
        return found

    def _pairs(self, node: MappingNode) -> Iterator[tuple[Node, Node]]:
        """Keys and values; what ``<<`` merges comes last and gives way to what is written."""
        written = {key.value for key, _ in node.value if isinstance(key, ScalarNode)}
        for key, value in node.value:
            if not (isinstance(key, ScalarNode) and key.value == "<<"):
                yield key, value
        for key, value in node.value:
            if isinstance(key, ScalarNode) and key.value == "<<":
                merged = value.value if isinstance(value, SequenceNode) else [value]
                for one in merged:
                    if isinstance(one, MappingNode):
                        for pair in self._pairs(one):
                            if pair[0].value not in written:
                                yield pair


def _scalar(node: ScalarNode) -> Any:
    text = node.value
    if node.style is not None:
        return text
    if text in {"", "~", "null"}:
        return None
    if text in {"true", "false"}:
        return text == "true"
    if _WHOLE.fullmatch(text):
        whole = WrittenInt(text)
        whole.text = text
        return whole
    if _DECIMAL.fullmatch(text):
        decimal = WrittenFloat(text)
        decimal.text = text
        return decimal
    return text


def _place(node: Node, file: str) -> Place:
    return Place(file, node.start_mark.line + 1, node.start_mark.column + 1)


def _marked(error: yaml.MarkedYAMLError, file: str) -> Place:
    mark = error.problem_mark or error.context_mark
    return Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)


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
