"""The command line: parse, call, exit. The commands themselves stand in ``commands/``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from briefing.app.cli import (
    build_check,
    diff_editions,
    list_why_audit,
    lock_command,
    update_command,
    watch_command,
)
from briefing.app.cli.terminal import tell_problems
from briefing.core.problems import BriefingError
from briefing.core.version import VERSION

_EPILOG = """\
exit codes:
  0  done
  1  the data or the brief would mislead its reader
  2  it cannot be used as written: config, usage, a missing file
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code. Nothing that a user does ends in a traceback."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except BriefingError as error:
        tell_problems(error.problems, options)
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("stopped; the last good output is untouched", file=sys.stderr)
        return 130
    except Exception as error:
        if os.environ.get("BRIEFING_DEBUG"):
            raise
        print(
            f"a fault in briefing itself: {type(error).__name__}: {error}\n"
            "set BRIEFING_DEBUG=1 to see where, and report it with the files at hand",
            file=sys.stderr,
        )
        return 2


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--project", metavar="DIR", help="folder with config/ (default: here or above)"
    )
    common.add_argument("--json", action="store_true", help="print for machines")
    common.add_argument("--quiet", action="store_true", help="print problems only")
    parser = argparse.ArgumentParser(
        prog="briefing",
        description="Policy briefs in which every number proves where it comes from.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"briefing {VERSION}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    for module in (
        build_check,
        watch_command,
        diff_editions,
        update_command,
        list_why_audit,
        lock_command,
    ):
        module.add(commands, common)
    return parser
