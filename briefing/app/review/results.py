"""What an audit found: each thing that was held against another, and what could not be."""

from __future__ import annotations

from dataclasses import dataclass

_VERDICTS = {True: "match", False: "MISMATCH", None: "UNKNOWN"}


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that was audited: a file, a fact, a text on the pages, an object of the file."""

    what: str
    matches: bool | None
    """``None`` where that cannot be known."""
    detail: str = ""
    code: str = ""
    """Of what is no match: which kind it is, for ``briefing explain``."""

    def __str__(self) -> str:
        """One line: match, MISMATCH or UNKNOWN, what, why, and the code."""
        verdict = _VERDICTS[self.matches]
        code = "" if self.matches else f" [{self.code}]"
        return f"{verdict}  {self.what}{': ' if self.detail else ''}{self.detail}{code}"


@dataclass(frozen=True, slots=True)
class Input:
    """A data file that a brief was made from, and where its publication is to be had."""

    path: str
    sha256: str
    source: str
    """The publication, with its address."""
    anchor: str = ""
    """The trusted file that it is the same as; empty where there is none."""

    def __str__(self) -> str:
        """One line, with the whole hash."""
        anchor = f"; the same as {self.anchor}" if self.anchor else ""
        return f"data   {self.path}  sha256 {self.sha256}  from {self.source}{anchor}"


@dataclass(frozen=True, slots=True)
class Audited:
    """An audit: its results, the inputs of the brief, and what was not compared."""

    results: tuple[Result, ...]
    inputs: tuple[Input, ...] = ()
    not_compared: tuple[str, ...] = ()

    @property
    def wrong(self) -> list[Result]:
        """What does not match."""
        return [one for one in self.results if one.matches is False]

    @property
    def unknown(self) -> list[Result]:
        """What may match or not: an audit that has such is no proof of the file."""
        return [one for one in self.results if one.matches is None]


def in_one_line(text: str) -> str:
    """A text of a file that nobody vouches for, without what would steer a terminal or end a line."""
    return "".join(one if one.isprintable() else " " if one.isspace() else "" for one in text)
