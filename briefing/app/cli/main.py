"""The command line: parse, call, exit. Each command is a module of its own, in the table below.

A command imports what it calls when it is called, so that ``--help`` and a build with nothing to do
load none of it.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from briefing.app.cli import (
    audit_command,
    build_command,
    check_command,
    diff_command,
    editions_command,
    explain_command,
    inspect_command,
    list_command,
    lock_command,
    new_command,
    review_command,
    schema_command,
    update_command,
    watch_command,
    why_command,
)
from briefing.app.cli.arguments import common_arguments
from briefing.app.cli.presenter import Presenter
from briefing.core.budgets import VARIABLE, allow
from briefing.core.problems import BriefingError, Place, Problem, Refusal, UnusableInput
from briefing.core.version import VERSION
from briefing.core.workspace import variable

COMMANDS = (
    new_command,
    build_command,
    check_command,
    watch_command,
    diff_command,
    editions_command,
    update_command,
    inspect_command,
    list_command,
    why_command,
    review_command,
    audit_command,
    schema_command,
    lock_command,
    explain_command,
)
"""In the order of ``--help``. Each adds its parser, whose ``run`` takes options and presenter."""
_EPILOG = """\
exit codes:
  0  done
  1  the data or the brief would mislead its reader
  2  it cannot be used as written: config, usage, a missing file
  3  an audit found nothing wrong, and could not compare or vouch for the whole file
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code. Nothing that a user does ends in a traceback."""
    options = _parser().parse_args(arguments)
    presenter = Presenter.of(options)
    try:
        _allow_what_the_environment_says()
        return int(options.run(options, presenter))
    except BriefingError as error:
        presenter.fail(error.problems)
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("stopped; the last good output is untouched [interrupted]", file=sys.stderr)
        return 130
    except Exception as error:
        if variable("BRIEFING_DEBUG"):
            raise
        print(
            f"a fault in briefing itself: {type(error).__name__}: {error} "
            "[internal-fault]\nset BRIEFING_DEBUG=1 to see where, and report it with the files at hand",
            file=sys.stderr,
        )
        return 2


def _allow_what_the_environment_says() -> None:
    try:
        allow(variable(VARIABLE))
    except Refusal as error:
        problem = Problem(Place(VARIABLE), str(error), error.advice, code=error.code)
        raise UnusableInput([problem]) from None


class _Parser(argparse.ArgumentParser):
    """Tells what it does not understand with the code of its message."""

    def error(self, message: str) -> NoReturn:
        super().error(f"{message} [usage]")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="briefing",
        description="Policy briefs in which every number proves where it comes from.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"briefing {VERSION}")
    commands, common = parser.add_subparsers(required=True, metavar="COMMAND"), common_arguments()
    for module in COMMANDS:
        module.add(commands, common)
    return parser
