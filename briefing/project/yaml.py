"""YAML text to values and places: strict, with file, line and column of every key. PyYAML's one home.

Only ``true``, ``false``, ``null``, whole numbers and decimals are anything but text: ``NO`` is
Norway, ``1:30`` is a text, and a number remembers how it was written.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Mapping
from typing import TypeAlias, cast

import yaml
from yaml.error import Mark
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from briefing.core.budgets import Budget, BudgetSpent
from briefing.core.problems import Place, ProblemLog
from briefing.project.declared import Path, Places
from briefing.project.yaml_nodes import TooMuchYaml, nodes_of

_WHOLE = re.compile(r"[-+]?(?:0|[1-9]\d*)")
_DECIMAL = re.compile(r"[-+]?(?:\d+\.\d*|\.\d+)(?:[eE][-+]?\d+)?")
_HALF = re.compile("[\ud800-\udfff]")
_BEGIN_NUMBERS = frozenset("-+.0123456789")
_RARE_LINE_ENDS = re.compile("[\x85\u2028\u2029]")


class WrittenInt(int):
    """A whole number that remembers its text."""

    text: str


class WrittenFloat(float):
    """A decimal number that remembers its text."""

    text: str


_MERGE_MARK = re.compile(r"^(?:<{7}|>{7}) .*|^={7}$", re.MULTILINE)
"""What git writes around the two sides of what it cannot merge."""

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
        node = nodes_of(text)
    except yaml.MarkedYAMLError as error:
        if mark := _MERGE_MARK.search(text):
            log.add(
                Place(file, text.count("\n", 0, mark.start()) + 1),
                f"a merge left its mark here: '{mark[0].strip()}'",
                "keep one side or both, and delete the lines with marks",
                code="unreadable-yaml",
            )
            return None
        log.add(_marked(error, file), *_in_words(error, text), code="unreadable-yaml")
        return None
    except yaml.YAMLError as error:
        log.add(Place(file), f"it is no YAML: {error}", code="unreadable-yaml")
        return None
    except TooMuchYaml as error:
        _too_much(error, file, log)
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
    except TooMuchYaml as error:
        _too_much(error, file, log)
        return None
    return value, Places(
        file, _Marked(file, maker.keys), _Marked(file, maker.values), frozenset(maker.blocks)
    )


def _too_much(error: TooMuchYaml, file: str, log: ProblemLog) -> None:
    log.add(_place(error.mark, file), str(error), error.budget.advice, code="yaml-too-large")


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


class _Maker:
    """Makes values of nodes and notes their places."""

    def __init__(self, file: str, log: ProblemLog) -> None:
        self.file, self.log = file, log
        self.keys: dict[Path, Mark] = {}
        self.values: dict[Path, Mark] = {}
        self.blocks: set[Path] = set()
        self.made = self.merged = 0

    def block(self, node: MappingNode) -> dict[str, YamlValue]:
        """The block of keys at the top."""
        self.values[()] = node.start_mark
        return self._mapping(node, ())

    def value(self, node: Node, path: Path) -> YamlValue:
        self.made += 1
        if self.made > Budget.YAML_NODES.most:
            raise TooMuchYaml(Budget.YAML_NODES, node.start_mark)
        if len(path) > Budget.YAML_DEPTH.most:
            raise TooMuchYaml(Budget.YAML_DEPTH, node.start_mark)
        self.values[path] = node.start_mark
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.value(one, (*path, index)) for index, one in enumerate(node.value)]
        assert isinstance(node, ScalarNode)
        if node.style in {"|", ">"}:
            self.blocks.add(path)
        return self._whole(node) if node.style else self._plain(node)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, YamlValue]:
        found: dict[str, YamlValue] = {}
        for key, value in self._pairs(node):
            if not isinstance(key, ScalarNode):
                place = _place(key.start_mark, self.file)
                self.log.add(place, "a key must be a text", code="key-not-text")
                continue
            name = self._whole(key)
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

    def _pairs(self, node: MappingNode, depth: int = 0) -> Iterator[tuple[Node, Node]]:
        """Keys and values; what ``<<`` merges comes last and gives way to what is written."""
        merged = [value for key, value in node.value if _is_merge(key)]
        if not merged:
            yield from node.value
            return
        written = {key.value for key, _ in node.value if isinstance(key, ScalarNode)}
        yield from ((key, value) for key, value in node.value if not _is_merge(key))
        for value in merged:
            for one in value.value if isinstance(value, SequenceNode) else [value]:
                if depth > Budget.YAML_DEPTH.most:
                    raise TooMuchYaml(Budget.YAML_DEPTH, node.start_mark)
                self._merge(node)
                if isinstance(one, MappingNode):
                    for pair in self._pairs(one, depth + 1):
                        self._merge(node)
                        if not _is_among(pair[0], written):
                            yield pair

    def _merge(self, node: Node) -> None:
        self.merged += 1
        if self.merged > Budget.YAML_MERGED.most:
            raise TooMuchYaml(Budget.YAML_MERGED, node.start_mark)

    def _whole(self, node: ScalarNode) -> str:
        """A text; half a character in it is told, which no file can hold, and replaced."""
        text = cast("str", node.value)
        if text.isascii() or not (half := _HALF.search(text)):
            return text
        message = f"'{ascii(half[0])[1:-1]}' is half a character"
        place = _place(node.start_mark, self.file)
        self.log.add(place, message, "write the whole character", code="unreadable-yaml")
        return _HALF.sub("\ufffd", text)

    def _plain(self, node: ScalarNode) -> YamlValue:
        """The value of a text without quotes; a number that is too long is told, and stays a text."""
        try:
            return _plain(node.value)
        except BudgetSpent as error:
            self.log.refuse(_place(node.start_mark, self.file), error)
            return cast("str", node.value)


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
        Budget.DIGITS.check(len(text))
        whole = WrittenInt(text)
        whole.text = text
        return whole
    if _DECIMAL.fullmatch(text):
        Budget.DIGITS.check(len(text))
        decimal = WrittenFloat(text)
        decimal.text = text
        return decimal
    return text


def _place(mark: Mark, file: str) -> Place:
    return Place(file, mark.line + 1, mark.column + 1)


def _marked(error: yaml.MarkedYAMLError, file: str) -> Place:
    mark = error.problem_mark or error.context_mark
    return _place(mark, file) if mark else Place(file)


_IN_WORDS = {
    "mapping values are not allowed": (
        "a colon stands where none can be",
        "put a text that holds ': ' in quotes",
    ),
    "could not find expected ':'": ("a colon is missing after a key", "write 'key: value'"),
    "expected <block end>": (
        "this line is not indented like its neighbours",
        "align it with the lines above",
    ),
}
"""What PyYAML says, and what we do."""


def _follows_a_quote(mark: Mark | None, text: str) -> bool:
    """Whether a quote stands on the line before a place: what follows is no matter of indents."""
    if mark is None:
        return False
    return text[: mark.index].rstrip(" ").endswith(("'", '"'))


def _in_words(error: yaml.MarkedYAMLError, text: str) -> tuple[str, str]:
    """What PyYAML says of a text, in words for people who write briefs."""
    problem = error.problem or ""
    if "\\t" in problem:
        return "a tab stands where spaces are wanted", "indent with spaces"
    if "quoted scalar" in (error.context or ""):
        start = error.context_mark.line + 1 if error.context_mark else "?"
        return f"a quoted text is not closed; it opens on line {start}", "add the closing quote"
    if "expected <block end>" in problem and _follows_a_quote(error.problem_mark, text):
        return (
            "a quoted text ended before this",
            "put a text that holds quotes between others, '...\"...', or close the one above",
        )
    for said, words in _IN_WORDS.items():
        if said in problem:
            return words
    if "flow" in (error.context or ""):
        return f"a list or block in brackets is broken: {problem}", "check commas and brackets"
    if problem.startswith("a tag stands"):
        return problem, "leave the tag out; put a text in quotes"
    if "found undefined alias" in problem:
        return problem.replace("found undefined alias", "nothing is anchored as"), ""
    if "found character" in problem:
        return f"it is no YAML: {problem}", "put the text in quotes"
    return f"it is no YAML: {problem or error}", ""
