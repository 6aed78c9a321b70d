"""Codes of messages to explanations: what each means, with an example, and how to mend it.

The explanations are data: ``config.toml`` holds those of the YAML files, and so on. The name of a
file is the type of its mistakes. What parses them is imported when one is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from briefing.core.problems import Severity

TYPES: Mapping[str, str] = {
    "config": "The YAML files",
    "data": "Data files and their cells",
    "calculation": "Metrics, formulas and rules",
    "chart": "Charts and tables",
    "brief": "What a brief says",
    "page": "Pages",
    "lock": "The lock",
    "update": "Taking in a new edition",
    "evidence": "Built briefs that are looked into",
    "program": "The command line and the machine",
}
"""Types of mistakes, in the order in which they are listed, with their headings."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is to be known of one kind of message."""

    code: str
    type: str
    title: str
    severity: Severity
    """As it is without ``--strict``."""
    means: str
    example: str
    """What was written, where that helps, and the message."""
    mend: str

    def __iter__(self) -> Iterator[str]:
        """Lines for people."""
        yield f"{self.code}: {self.title}"
        yield f"  {self.severity.value}, {TYPES[self.type].lower()}"
        yield ""
        yield self.means
        yield ""
        yield from (f"    {line}" for line in self.example.splitlines())
        yield ""
        yield self.mend

    @property
    def markdown(self) -> str:
        """A part of a page, with the code as its anchor."""
        return (
            f'### <a id="{self.code}"></a>`{self.code}`: {self.title}\n\n'
            f"*{self.severity.value}.* {self.means}\n\n"
            f"```\n{self.example}\n```\n\n{self.mend}\n"
        )


@cache
def explanations() -> Mapping[str, Explanation]:
    """All explanations by code, type by type and in the order of the alphabet."""
    folder = Path(__file__).parent
    return {
        one.code: one
        for type_ in TYPES
        for one in _read(type_, (folder / f"{type_}.toml").read_text(encoding="utf-8"))
    }


def type_of(code: str) -> str:
    """The type of a message; empty where there is no such code."""
    found = explanations().get(code)
    return found.type if found else ""


def as_markdown() -> str:
    """All explanations as one page, with an anchor for each code."""
    parts = [_HEAD]
    for type_, heading in TYPES.items():
        parts.append(f"## {heading}\n")
        parts += [one.markdown for one in explanations().values() if one.type == type_]
    return "\n".join(parts)


_HEAD = """\
# Messages

Each message ends with its code in brackets: `... (what to do) [unreadable-number]`. `briefing explain CODE` prints what
stands here. An *error* ends with exit code 2 and a *finding* with 1; a *warning* is said, and under `--strict` is a
finding. What led to a message is told before it, and a finding of many rows once, with its count and three places.

This page is made by `briefing explain --format markdown`.
"""


def _read(type_: str, text: str) -> Iterator[Explanation]:
    import tomllib

    for code, entry in sorted(tomllib.loads(text).items()):
        yield Explanation(
            code=code,
            type=type_,
            title=entry["title"],
            severity=Severity(entry["severity"]),
            means=entry["means"],
            example=entry["example"].strip("\n"),
            mend=entry["mend"],
        )
