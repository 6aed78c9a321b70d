"""What a project's own page templates print by themselves, searched for figures that no fact made."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from briefing.core.problems import Place, ProblemLog, Severity
from briefing.core.workspace import Workspace
from briefing.language.untraced import Typed, find_untraced
from briefing.writers.html.template_words import template_lines


def check_template_words(folders: Sequence[Workspace], log: ProblemLog) -> None:
    """Warn of each figure or trend that stands in a template of these folders."""
    for folder in folders:
        for path, lines in groupby(template_lines(folder), key=lambda line: line.path):
            typed = [Typed(line.text, (), line.number) for line in lines]
            for one in find_untraced(typed, frozenset(), are_names=True).untraced:
                log.add(
                    Place(path, one.typed.line),
                    f"'{one.word}' is a {one.kind} that no fact produced, in a page template",
                    "let the brief's YAML say it, where facts are",
                    Severity.WARNING,
                    code="naked-number",
                )
