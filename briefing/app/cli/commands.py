"""The commands by name. Each is a module of its own, which is imported when its parser is wanted."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from briefing.app.cli.arguments import Commands

NAMES = (
    "new",
    "build",
    "check",
    "watch",
    "diff",
    "editions",
    "update",
    "inspect",
    "list",
    "why",
    "review",
    "audit",
    "cite",
    "schema",
    "lock",
    "explain",
    "doctor",
)
"""In the order of ``--help``."""


class Command(Protocol):
    """The module of a command."""

    def add(self, commands: Commands, common: argparse.ArgumentParser) -> None:
        """Add its parser, whose ``run`` takes options and presenter."""


def add_each(names: Iterable[str], commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the parsers of some commands to that of the command line."""
    for name in names:
        module = import_module(f"briefing.app.cli.{name}_command")
        cast("Command", module).add(commands, common)
