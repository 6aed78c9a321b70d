"""Values to YAML as a person writes it: short blocks on one line, texts in quotes where they need them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date

_PLAIN = re.compile(r"[A-Za-z_][\w ./-]*[\w.]|[A-Za-z_]|\d{4}-(?:\d\d|Q\d|\d\d-\d\d)")
_KEY = re.compile(r"[A-Za-z_][\w-]*|\d{4}")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off"})
_WIDTH = 110


def scalar(value: object) -> str:
    """A value on one line."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float() | date():
            return str(value)
        case list() | tuple():
            return f"[{', '.join(map(scalar, value))}]"
        case Mapping():
            return flow(value)
    text = str(value)
    is_plain = _PLAIN.fullmatch(text) and text.casefold() not in _WORDS
    return text if is_plain else quoted(text)


def quoted(text: str) -> str:
    """A text in double quotes."""
    return json.dumps(text, ensure_ascii=False)


def flow(block: Mapping[str, object]) -> str:
    """A block on one line: ``{value: d.x, since: 2014}``."""
    return f"{{{', '.join(f'{_key(key)}: {scalar(value)}' for key, value in block.items())}}}"


def lines_of(block: Mapping[str, object], indent: str = "") -> Iterator[str]:
    """A block key below key; what is short enough stands on one line."""
    for key, value in block.items():
        lead = f"{indent}{_key(key)}:"
        line = f"{lead} {scalar(value)}"
        if len(line) <= _WIDTH or not isinstance(value, Mapping | list | tuple) or not value:
            yield line
        elif isinstance(value, Mapping):
            yield lead
            yield from lines_of(value, f"{indent}  ")
        else:
            yield lead
            yield from (f"{indent}  - {scalar(one)}" for one in value)


def year_or_text(period: str) -> int | str:
    """A period as a person writes it: a year without quotes."""
    return int(period) if period.isdecimal() and len(period) == 4 else period  # noqa: PLR2004


def _key(key: str) -> str:
    is_plain = _KEY.fullmatch(key) and key.casefold() not in _WORDS
    return key if is_plain else quoted(key)
