"""The words that page templates print by themselves, line by line, for whoever judges words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_JINJA = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
_UNSEEN = re.compile(r"<(style|script)\b.*?</\1>|<!--.*?-->|<[^>]*>|&#?\w+;", re.DOTALL)


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A line of a template without its tags; what Jinja makes is no word of the template."""

    path: Path
    number: int
    text: str


def template_lines(folder: Path) -> Iterator[TemplateLine]:
    """The words between the tags of all page templates in a folder.

    A file that is not UTF-8 is passed over: that is told where templates are read.
    """
    for path in sorted(folder.rglob("*.html.j2")):
        try:
            source = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        printed = _JINJA.sub(_blank, source)
        for number, line in enumerate(_UNSEEN.sub(_blank, printed).splitlines(), 1):
            yield TemplateLine(path, number, line)


def _blank(found: re.Match[str]) -> str:
    """As many blanks, with the line breaks kept."""
    return "".join(letter if letter == "\n" else " " for letter in found.group())
