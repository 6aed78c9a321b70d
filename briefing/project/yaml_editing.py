"""Edits a YAML file and leaves the rest of its text as it is. ruamel.yaml's one home."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from io import StringIO

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.representer import BaseRepresenter

from briefing.core.problems import Place, Problem, ProblemLog, UnusableInput
from briefing.project.yaml import block_at, read_yaml

Keys = tuple[str, ...]
_INDENTS = ((2, 4, 2), (2, 2, 0), (4, 6, 4), (4, 4, 0), (4, 4, 2), (2, 6, 4))
"""Ways to indent: of keys, of lists, and of the dash within a list."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WIDTH = 110
"""How long a block of keys may be to stand on one line."""


@dataclass(frozen=True, slots=True)
class Put:
    """A value at a key, in place of what is there."""

    at: Keys
    value: object
    before: str | None = None
    """A new key stands before this one; at the end where it is not there."""


@dataclass(frozen=True, slots=True)
class Move:
    """What stands at a key, to another, with its comments."""

    source: Keys
    at: Keys


Edit = Put | Move


class _Null:
    """``null`` written out: a key without a value looks forgotten."""


def edited(text: str, edits: Iterable[Edit], file: str) -> str:
    """The text after the edits, one by one; everything else stays as it was written.

    Raises :class:`~briefing.core.problems.UnusableInput` where the file is written in a way that would
    not survive: then it must be edited by hand.
    """
    edits = tuple(edits)
    parser, tree = _loaded(text)
    wanted = copy.deepcopy(_read(text, file))
    for one in edits:
        _apply(tree, one, as_node=True)
        _apply(wanted, one, as_node=False)
    out = StringIO()
    parser.dump(tree, out)
    if _read(out.getvalue(), file) != wanted:
        advice = "edit it by hand: " + "; ".join(_words(one) for one in edits)
        message = "it is written in a way that cannot be edited without loss"
        raise UnusableInput([Problem(Place(file), message, advice, code="not-editable")])
    return out.getvalue()


def _loaded(text: str) -> tuple[YAML, object]:
    """The tree, and a writer that indents as the file does."""
    best: tuple[int, YAML, object] | None = None
    lines = text.splitlines()
    for mapping, sequence, offset in _INDENTS:
        parser = YAML()
        parser.preserve_quotes = True
        parser.width = 1_000_000
        parser.representer.add_representer(_Null, _written_null)
        parser.indent(mapping=mapping, sequence=sequence, offset=offset)
        tree = parser.load(text)
        out = StringIO()
        parser.dump(tree, out)
        other = sum(a != b for a, b in zip(lines, out.getvalue().splitlines(), strict=False))
        if best is None or other < best[0]:
            best = other, parser, parser.load(text)
        if not other:
            break
    assert best is not None
    return best[1:]


def _written_null(representer: BaseRepresenter, value: _Null) -> object:
    del value
    return representer.represent_scalar("tag:yaml.org,2002:null", "null")


def _read(text: str, file: str) -> object:
    log = ProblemLog()
    read = read_yaml(text.encode(), file, log)
    log.raise_if_any()
    return read[0] if read else None


def _apply(tree: object, edit: Edit, *, as_node: bool) -> None:
    if isinstance(edit, Move):
        home = block_at(tree, *edit.source[:-1])
        if edit.source[-1] in home:
            moved = home.pop(edit.source[-1])
            target = block_at(tree, *edit.at[:-1])
            if isinstance(target, CommentedMap):
                target.fa.set_block_style()
            target[edit.at[-1]] = moved
        return
    home, key = block_at(tree, *edit.at[:-1]), edit.at[-1]
    value = _node(edit.value) if as_node else copy.deepcopy(edit.value)
    keys = list(home)
    if isinstance(home, CommentedMap) and key not in home and edit.before in keys:
        home.insert(keys.index(edit.before), key, value)
    else:
        home[key] = value


def _node(value: object) -> object:
    """A value as it is written: short blocks on one line, long ones key below key."""
    if isinstance(value, Mapping):
        node = CommentedMap((_key(key), _node(one)) for key, one in value.items())
        if value and len(str(value)) <= _WIDTH:
            node.fa.set_flow_style()
        return node
    if isinstance(value, list):
        return [_node(one) for one in value]
    if value is None:
        return _Null()
    if isinstance(value, str):
        with suppress(ValueError):
            return date.fromisoformat(value) if _DAY.fullmatch(value) else value
    return value


def _key(key: str) -> str | int:
    """A key as a person writes it: a year without quotes."""
    return int(key) if key.isdecimal() and not key.startswith("0") else key


def _words(edit: Edit) -> str:
    if isinstance(edit, Move):
        return f"move {'.'.join(edit.source)} to {'.'.join(edit.at)}"
    return f"set {'.'.join(edit.at)} to {edit.value}"
