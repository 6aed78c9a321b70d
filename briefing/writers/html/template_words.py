"""The words that page templates print by themselves, line by line, for whoever judges words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.core.workspace import Kind, NotRead, Workspace
from briefing.writers.html.page_templates import templates_in

_JINJA = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
_UNSEEN = re.compile(r"<(style|script)\b.*?</\1>|<!--.*?-->|<[^>]*>|&#?\w+;", re.DOTALL)


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A line of a template without its tags; what Jinja makes is no word of the template."""

    path: str
    number: int
    text: str


def template_lines(folder: Workspace) -> Iterator[TemplateLine]:
    """The words between the tags of all page templates in a folder.

    A file that cannot be read is passed over: that is told where templates are checked.
    """
    for name in templates_in(folder):
        if not name.endswith(".html.j2"):
            continue
        try:
            file = folder.read(name, Kind.TEMPLATE)
            source = file.content.decode()
        except (NotRead, UnicodeDecodeError):
            continue
        printed = _JINJA.sub(_blank, source)
        for number, line in enumerate(_UNSEEN.sub(_blank, printed).splitlines(), 1):
            yield TemplateLine(file.path, number, line)


def _blank(found: re.Match[str]) -> str:
    """As many blanks, with the line breaks kept."""
    return "".join(letter if letter == "\n" else " " for letter in found.group())
