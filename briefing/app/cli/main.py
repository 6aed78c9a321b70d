"""The command line: parse, call, exit.

A command is imported when it is typed, and imports what it calls when it is called, so that ``--help`` and
a build with nothing to do load none of it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from typing import NoReturn

from briefing.app.cli import commands, streams
from briefing.app.cli.arguments import common_arguments
from briefing.app.cli.natural_names import advice_for
from briefing.app.cli.presenter import Presenter, for_terminal
from briefing.app.cli.streams import Unwritten
from briefing.core.budgets import VARIABLE, Budget, allow, allow_also
from briefing.core.collector import ends_at_once
from briefing.core.doing import steps_of
from briefing.core.files import is_refusal_of_the_system
from briefing.core.near_words import suggest
from briefing.core.problems import BriefingError, Place, Problem, Refusal, UnusableInput
from briefing.core.time_limit import within_time
from briefing.core.version import VERSION
from briefing.core.workspace import variable

_TIMED_WITHIN = frozenset({"build", "check", "watch", "audit"})
"""They hold each brief to its time by themselves, or go on until they are stopped."""
_FAULT, _INTERRUPTED = 70, 130
_EPILOG = """\
exit codes:
  0    done; also where the reader of a pipe has gone
  1    the data or the brief would mislead its reader
  2    it cannot be used as written: config, usage, a missing file
  3    an audit found nothing wrong, and could not compare or vouch for the whole file
  70   a fault of the program itself
  130  stopped by Ctrl-C
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code. Nothing that a user does ends in a traceback."""
    streams.ready()
    ends_at_once()
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        try:
            code = _run(given)
        finally:
            streams.flush()  # of help too, which ends the program
    except Unwritten as error:
        code = 0
        if not isinstance(error.why, BrokenPipeError):
            code, why = 2, error.why.strerror
            streams.put(f"error: cannot write the output: {why} [unwritable-file]", sys.stderr)
    streams.give_up()
    return code


def _run(given: Sequence[str]) -> int:
    try:
        options = _understood(given)
    except _Misunderstood as error:
        return _told_usage(error, given)
    presenter = Presenter.of(options)
    try:
        _allow_what_the_environment_says()
        if options.timeout:
            allow_also(Budget.SECONDS, options.timeout)
        with nullcontext() if given[0] in _TIMED_WITHIN else within_time():
            return int(options.run(options, presenter))
    except BriefingError as error:
        presenter.fail(error.problems)
        return error.exit_code
    except KeyboardInterrupt:
        streams.put("stopped; the last good output is untouched [interrupted]", sys.stderr)
        return _INTERRUPTED
    except Unwritten:
        raise
    except Exception as error:  # noqa: BLE001  (a fault of ours, told as such)
        if is_refusal_of_the_system(error):
            return _told_refusal(error, presenter)
        return _told_fault(error, given, presenter)


def _told_refusal(error: Exception, presenter: Presenter) -> int:
    """Tell that the system gave no more, such as space for a file in passing."""
    assert isinstance(error, OSError)
    place = Place(str(error.filename)) if error.filename else None
    advice = "free space, mend the rights, or choose another folder; temporary files go to TMPDIR"
    message = f"the system refuses: {error.strerror}"
    presenter.fail([Problem(place, message, advice, code="unwritable-file")])
    return UnusableInput.exit_code


def _understood(given: Sequence[str]) -> argparse.Namespace:
    """What was typed, by the parser of its command; raises what there is not, with what is near."""
    is_named_first = given[:1] and given[0] in commands.NAMES
    parser, of_commands = _parser(given[:1] if is_named_first else commands.NAMES)
    if not given:
        raise _Misunderstood(
            "name a command", parser, "briefing new FILE begins a project", whole=True
        )
    typed = next((one for one in given if not one.startswith("-")), "")
    if typed and typed not in of_commands:
        advice = advice_for(typed, of_commands)
        raise _Misunderstood(f"there is no command '{typed}'", parser, advice)
    options, unknown = parser.parse_known_args(given)
    if unknown:
        command = of_commands[typed]
        known = [one for action in command._actions for one in action.option_strings]
        option = unknown[0].partition("=")[0]
        is_early = option in known
        near = f"write it behind: {command.prog} {option}" if is_early else suggest(option, known)
        raise _Misunderstood(f"it does not take '{unknown[0]}'", command, near)
    return options


def _told_fault(error: Exception, given: Sequence[str], presenter: Presenter) -> int:
    """Tell a fault of this program: at which step, and where its report stands."""
    if variable("BRIEFING_DEBUG"):
        raise error
    from briefing.app.fault_report import plugin_at_fault, written_report

    path = written_report(error, next(iter(given), ""))
    steps = "".join(f", {one}" for one in steps_of(error))
    plugin = plugin_at_fault(error)
    whose = f"the plug-in {plugin}" if plugin else "briefing itself"
    message = f"a fault in {whose}{steps}: {type(error).__name__}: {error}"
    where = f"report it with {path}, which holds no data" if path else "please report it"
    where = f"tell those who wrote the plug-in, or uninstall {plugin}" if plugin else where
    advice = f"{where}; BRIEFING_DEBUG=1 shows all of it"
    presenter.fail_by_fault(Problem(None, message, advice, code="internal-fault"))
    return _FAULT


def _told_usage(error: _Misunderstood, given: Sequence[str]) -> int:
    words = f"{error.usage}{error.program}: error: {error} ({error.advice}) [usage]"
    streams.put(for_terminal(words), sys.stderr)
    if "--json" in given:
        Presenter("json").fail([Problem(None, str(error), error.advice, code="usage")])
    raise SystemExit(2)


def _allow_what_the_environment_says() -> None:
    try:
        allow(variable(VARIABLE))
    except Refusal as error:
        problem = Problem(Place(VARIABLE), str(error), error.advice, code=error.code)
        raise UnusableInput([problem]) from None


class _Misunderstood(Exception):
    """What was typed is no command of this program."""

    def __init__(
        self,
        message: str,
        parser: argparse.ArgumentParser,
        advice: str = "",
        *,
        whole: bool = False,
    ) -> None:
        """``whole`` shows all of the help, not only how the command is used."""
        self.usage = parser.format_help() if whole else parser.format_usage()
        self.program = parser.prog
        self.advice = advice or f"see {parser.prog} --help"
        super().__init__(message)


class _Parser(argparse.ArgumentParser):
    """Raises what it does not understand, to be told in the form that was asked for."""

    def error(self, message: str) -> NoReturn:
        _, is_lacking, names = message.partition("arguments are required: ")
        if is_lacking:
            free = {str(one.metavar) for one in self._actions if one.nargs in {"*", "?"}}
            needed = [one for one in names.split(", ") if one not in free]
            message = f"it needs {' and '.join(needed)}"
        raise _Misunderstood(message, self)


def parser_of_all() -> argparse.ArgumentParser:
    """The parser of the command line, for shells and the manual."""
    return _parser()[0]


def _parser(
    names: Sequence[str] = commands.NAMES,
) -> tuple[argparse.ArgumentParser, Mapping[str, argparse.ArgumentParser]]:
    """The parser of all, and that of each command, or of those that are named."""
    parser: argparse.ArgumentParser = _Parser(
        prog="briefing",
        description="Policy briefs in which every number proves where it comes from.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("-V", "--version", action="version", version=f"briefing {VERSION}")
    each = parser.add_subparsers(required=True, metavar="COMMAND")
    commands.add_each(names, each, common_arguments())
    return parser, each.choices
