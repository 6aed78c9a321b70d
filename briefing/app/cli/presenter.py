"""What people and machines read on the terminal: a command's result as text, JSON or Markdown. The one that prints."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from briefing.app.build.summary import problem_entry
from briefing.app.cli.envelope import event, in_envelope
from briefing.app.cli.streams import put, tinted
from briefing.app.cli.weighing import by_weight, explained, told_once
from briefing.app.told import Told
from briefing.core.problems import Problem

_COMMANDS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u2069\ud800-\uf8ff\ufeff]"
)
"""Characters that are commands to a terminal, turn its lines round, or cannot be seen on it."""


def for_terminal(text: str) -> str:
    """A text from data or config whose signs command nothing: an escape is written out."""
    return _COMMANDS.sub(lambda sign: ascii(sign[0])[1:-1], text)


def _as_json(value: object, indent: int | None = 1) -> str:
    """A value as JSON."""
    return json.dumps(value, ensure_ascii=False, indent=indent)


@dataclass(frozen=True)
class Words(Told):
    """A text that has one form only, such as a report for a machine of CI."""

    text: str
    exit_code: int = 0
    is_told_when_quiet: ClassVar[bool] = True

    def as_json(self) -> Mapping[str, object]:
        return {"text": self.text}

    def as_text(self) -> Iterator[str]:
        if self.text:
            yield self.text.removesuffix("\n")


@dataclass(frozen=True, slots=True)
class Presenter:
    """Prints in the form that was asked for: results on the output, the rest on the error stream."""

    form: str = "text"
    """``text``, ``json``, ``markdown``, or a form of CI, for which everything else is silent."""
    is_quiet: bool = False
    is_explaining: bool = False
    """Whether each code that was told is explained after the problems."""
    command: str = "briefing"
    """Whose result it is."""

    @classmethod
    def of(cls, options: argparse.Namespace) -> Presenter:
        """As ``--json``, ``--format``, ``--quiet`` and ``--verbose`` say."""
        form = str(getattr(options, "form", "text"))
        if form == "text" and options.json:
            form = "json"
        is_quiet = options.quiet or form in {"junit", "sarif", "github"}
        is_explaining = options.verbose or getattr(options, "explain_codes", False)
        return cls(form, is_quiet, is_explaining, options.command)

    @property
    def has_terminal(self) -> bool:
        """Whether a person watches the error stream, and wants to see what is being done."""
        return sys.stderr.isatty() and not (self.is_quiet or self.is_for_machines)

    @property
    def is_for_machines(self) -> bool:
        """Whether all that is printed must be JSON."""
        return self.form == "json"

    def show(self, told: Told) -> int:
        """Print a result; returns the exit code of its command."""
        if self.is_for_machines:
            put(_as_json(in_envelope(self.command, told.as_json())))
            return told.exit_code
        self.warn(told.warnings)
        if not self.is_quiet or told.is_told_when_quiet:
            for line in told.as_markdown() if self.form == "markdown" else told.as_text():
                put(for_terminal(line))
        self._count(told.problems)
        return told.exit_code

    def fail(self, problems: Sequence[Problem]) -> None:
        """Print what kept a command from its work."""
        if self.is_for_machines:
            entries = [problem_entry(one) for one in problems]
            put(_as_json(in_envelope(self.command, {"problems": entries})))
        else:
            self._count(problems)

    def fail_by_fault(self, problem: Problem) -> None:
        """Print a fault of this program, also where the output is for machines."""
        if self.is_for_machines:
            self.fail([problem])
        words = f"{problem.message} [internal-fault]\n{problem.advice}"
        put(for_terminal(words), sys.stderr, flush=True)

    def warn(self, warnings: Iterable[Problem]) -> None:
        """Print warnings for people; machines find them in the result."""
        if not self.is_for_machines:
            told = told_once(by_weight(warnings))
            for one in told:
                put(f"{tinted('warning', sys.stderr)}: {for_terminal(one.line)}", sys.stderr)
            self._explain(told)

    def progress(self, words: str) -> None:
        """Say what is being done."""
        if not (self.is_quiet or self.is_for_machines):
            put(for_terminal(f"{words} ..."), sys.stderr)

    def draw(self, words: str) -> None:
        """Show a line in the place of the one that was drawn before; nothing, to clear it."""
        print(f"\r\x1b[K{for_terminal(words)}", end="", file=sys.stderr, flush=True)

    def say(self, words: str, **entry: object) -> None:
        """Print what just happened at once: a line, or for machines its values on a line."""
        if self.is_for_machines:
            put(_as_json(event(self.command, entry), indent=None), flush=True)
        elif not self.is_quiet:
            put(for_terminal(words), flush=True)

    def complain(self, problems: Iterable[Problem]) -> None:
        """Print problems, a line each."""
        for one in problems:
            grave = tinted(one.severity.value, sys.stderr)
            put(f"{grave}: {for_terminal(one.line)}", sys.stderr, flush=True)

    def _count(self, problems: Sequence[Problem]) -> None:
        told = told_once(by_weight(problems))
        self.complain(told)
        if len(told) > 1:
            put(f"{len(told)} problems", sys.stderr)
        self._explain(told)

    def _explain(self, problems: Sequence[Problem]) -> None:
        if self.is_explaining and problems:
            put("\n".join(explained(problems)), sys.stderr)
