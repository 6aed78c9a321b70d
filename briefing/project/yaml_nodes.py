"""YAML text to nodes without values: by libyaml where that takes it as PyYAML does.

libyaml parses where PyYAML has it, ten times as fast as Python. What is accepted, and what is said
of mistakes, is always what the parser in Python says: it reads again whatever libyaml refuses or
could take otherwise. What is nested too deeply, or is too much, is refused with its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from typing import cast

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

from briefing.core.budgets import Budget

_TAKEN_OTHERWISE = ("\t", "\ufeff", "|#", ">#", "\n%", "\r%")
"""What libyaml takes otherwise than PyYAML: tabs, marks of byte order, odd comments, directives."""
_EXPLICIT_KEY = re.compile(r"(?:^|[\n\r\x85\u2028\u2029]) *(?:[-:?] +)*\?(?!\S)")
"""``? key``, for which libyaml gives other places."""


class TooMuchYaml(Exception):
    """More levels or nodes than a file may have, and where the first of them stands."""

    def __init__(self, budget: Budget, mark: Mark) -> None:
        self.budget, self.mark = budget, mark
        super().__init__(budget.spent())


class _OtherwiseError(Exception):
    """libyaml refuses it, or may take it otherwise."""


def nodes_of(text: str) -> Node | None:
    """The nodes of a text, ``None`` where it has none.

    Raises ``YAMLError`` where it is no YAML, or has tags, and :class:`TooMuchYaml`.
    """
    if yaml.__with_libyaml__ and not _is_taken_otherwise(text):
        with suppress(yaml.YAMLError, _OtherwiseError):
            return _FastComposer(text).document()
    return yaml.compose(text, Loader=_StrictLoader)


class _Spending:
    """Counts nodes and levels while they are composed."""

    def __init__(self) -> None:
        self._nodes = self._depth = 0

    def enter(self, mark: Mark) -> None:
        """One node more, one level deeper."""
        self._nodes += 1
        self._depth += 1
        if self._depth > Budget.YAML_DEPTH.most:
            raise TooMuchYaml(Budget.YAML_DEPTH, mark)
        if self._nodes > Budget.YAML_NODES.most:
            raise TooMuchYaml(Budget.YAML_NODES, mark)

    def leave(self) -> None:
        """One level up."""
        self._depth -= 1


class _StrictLoader(yaml.SafeLoader):
    """PyYAML's own, which refuses tags: they would change what a value is."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._spending = _Spending()

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        """A node of the next events."""
        event: Event = self.peek_event()  # type: ignore[no-untyped-call]
        if (tag := getattr(event, "tag", None)) is not None:
            message = f"a tag stands here, '{tag}'"
            raise yaml.composer.ComposerError(None, None, message, _start(event))
        self._spending.enter(_start(event))
        node = super().compose_node(parent, index)
        self._spending.leave()
        return node


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
        self._spending = _Spending()

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
        self._spending.enter(_start(event))
        node = self._made(event, in_brackets=in_brackets)
        self._spending.leave()
        return node

    def _made(self, event: Event, *, in_brackets: bool) -> Node:
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
