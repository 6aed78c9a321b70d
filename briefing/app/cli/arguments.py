"""Arguments that several commands share, and what they mean."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
    """Where a command adds its parser."""


def common_arguments() -> argparse.ArgumentParser:
    """What every command takes."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--project", metavar="DIR", help="folder with config/ (default: here or above)"
    )
    common.add_argument("--json", action="store_true", help="print for machines")
    common.add_argument("--quiet", action="store_true", help="print problems only")
    return common


def add_briefs(command: argparse.ArgumentParser) -> None:
    """Which briefs a command is about."""
    command.add_argument(
        "briefs",
        nargs="*",
        metavar="BRIEF",
        help="which (default: all): commodities/lithium, commodities, 'commodities/c*'",
    )


def add_many(command: argparse.ArgumentParser) -> None:
    """``--yes``, for portfolios of many."""
    command.add_argument(
        "--yes",
        action="store_true",
        help="a portfolio of more than 1,000 briefs is meant",
    )


def add_lock_options(command: argparse.ArgumentParser) -> None:
    """``--frozen`` and ``--locked``."""
    command.add_argument(
        "--frozen", action="store_true", help="refuse inputs that are not as in briefing.lock"
    )
    command.add_argument(
        "--locked",
        action="store_true",
        help="the same, and the lock must cover the whole project: for CI",
    )


def hold_to_lock(options: argparse.Namespace) -> None:
    """Refuse what is not as locked, before anything is built."""
    if options.frozen or options.locked:
        from briefing.app.build.incremental import where
        from briefing.app.lock.locking import check_lock

        workspace, _, briefs, _ = where(options.briefs, options.project, None)
        check_lock(workspace, briefs, whole=options.locked)
