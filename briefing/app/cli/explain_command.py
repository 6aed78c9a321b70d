"""``explain``: what a message means, with an example, and how to mend it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from briefing.app.cli.arguments import add_command
from briefing.app.cli.presenter import Presenter
from briefing.app.told import Told
from briefing.core.problems import Problem, UnusableInput, suggest

if TYPE_CHECKING:
    from briefing.app.cli.arguments import Commands
    from briefing.app.explanations.catalogue import Explanation


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add ``explain``."""
    explain = add_command(
        commands,
        common,
        "explain",
        summary="say what a message means and how to mend it",
        description="Says what the message with a code means, with an example and how to mend it.",
        examples=(
            "briefing explain naked-number",
            "briefing explain --format markdown",
        ),
    )
    explain.add_argument(
        "code", nargs="?", metavar="CODE", help="in brackets after the message (default: list all)"
    )
    explain.add_argument(
        "--format",
        dest="form",
        choices=["text", "markdown", "json"],
        default="text",
        help="how to tell; Markdown is one page of all",
    )
    explain.set_defaults(run=_explain)


def _explain(options: argparse.Namespace, presenter: Presenter) -> int:
    from briefing.app.explanations.catalogue import explanations

    known = explanations()
    if options.code is None:
        return presenter.show(_All(list(known.values())))
    code = options.code.strip("[]")
    if code not in known:
        advice = suggest(code, known) or "list all: briefing explain"
        raise UnusableInput(
            [Problem(None, f"there is no message '{code}'", advice, code="unknown-code")]
        )
    return presenter.show(_One(known[code]))


def _entry(one: Explanation) -> dict[str, str]:
    return {
        "code": one.code,
        "type": one.type,
        "severity": one.severity.value,
        "title": one.title,
        "means": one.means,
        "example": one.example,
        "mend": one.mend,
    }


@dataclass(frozen=True)
class _One(Told):
    """One kind of message."""

    found: Explanation
    is_told_when_quiet: ClassVar[bool] = True

    def as_json(self) -> Mapping[str, object]:
        return {"messages": [_entry(self.found)]}

    def as_text(self) -> Iterator[str]:
        yield from self.found

    def as_markdown(self) -> Iterator[str]:
        yield self.found.markdown.removesuffix("\n")


@dataclass(frozen=True)
class _All(Told):
    """Every kind of message, type by type."""

    found: Sequence[Explanation]
    is_told_when_quiet: ClassVar[bool] = True

    def as_json(self) -> Mapping[str, object]:
        return {"messages": [_entry(one) for one in self.found]}

    def as_text(self) -> Iterator[str]:
        from briefing.app.explanations.catalogue import TYPES

        width = max(len(one.code) for one in self.found)
        for type_, heading in TYPES.items():
            yield f"{heading}:"
            for one in self.found:
                if one.type == type_:
                    yield f"  {one.code:<{width}}  {one.title}"

    def as_markdown(self) -> Iterator[str]:
        from briefing.app.explanations.catalogue import as_markdown

        yield as_markdown().removesuffix("\n")
