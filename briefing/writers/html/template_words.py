"""The words that a project's own page templates print, searched for figures that no fact made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from briefing.core.problems import Place, ProblemLog, Severity
from briefing.language.untraced import Typed, find_naked

_JINJA = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
_UNSEEN = re.compile(r"<(style|script)\b.*?</\1>|<!--.*?-->|<[^>]*>|&#?\w+;", re.DOTALL)


def check_template_words(folder: Path, log: ProblemLog) -> None:
    """Warn of each figure or trend that stands in a template of the project itself."""
    for path in sorted(folder.rglob("*.html.j2")):
        try:
            typed = list(_typed(path))
        except UnicodeDecodeError:
            continue  # told where templates are read
        for one in find_naked(typed, frozenset()).naked:
            log.add(
                Place(str(path), one.typed.line),
                f"'{one.word}' is a {one.kind} that no fact produced, in a page template",
                "let the brief's YAML say it, where facts are",
                Severity.WARNING,
                code="naked-number",
            )


def _typed(path: Path) -> Iterator[Typed]:
    """The words between tags, line by line; what Jinja makes is no word of the template."""
    source = path.read_text(encoding="utf-8")
    printed = _JINJA.sub(lambda found: "".join(_blank(found.group())), source)
    seen = _UNSEEN.sub(lambda found: "".join(_blank(found.group())), printed)
    for number, line in enumerate(seen.splitlines(), 1):
        yield Typed(line, (), number)


def _blank(text: str) -> list[str]:
    """As many blanks, with the line breaks kept."""
    return [letter if letter == "\n" else " " for letter in text]
