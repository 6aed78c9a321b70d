"""Arguments that several commands share, and what they mean."""

from __future__ import annotations

import argparse
import re
import textwrap
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from briefing.core.problems import Place, Problem, UnusableInput

if TYPE_CHECKING:
    from briefing.core.workspace import Workspace

    Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
    """Where a command adds its parser."""


_MOST_JOBS, _LEAST_MEMORY = 256, 300 * 10**6
_COLUMNS = 80


def common_arguments() -> argparse.ArgumentParser:
    """What every command takes."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--project", metavar="DIR", help="folder with config/ (default: here or above)"
    )
    common.add_argument("--json", action="store_true", help="print for machines")
    common.add_argument("-q", "--quiet", action="store_true", help="print problems only")
    common.add_argument(
        "-v",
        "--verbose",
        action="store_true",
        help="say more: what each code means, and why each brief is built",
    )
    common.add_argument(
        "--timeout",
        type=_seconds,
        metavar="SECONDS",
        help="how long one brief may take (default: 600)",
    )
    return common


def add_command(
    commands: Commands,
    common: argparse.ArgumentParser,
    name: str,
    *,
    summary: str,
    description: str,
    examples: Sequence[str],
) -> argparse.ArgumentParser:
    """The parser of a command: its line in ``briefing --help``, what it does, and how it is typed."""
    parser = commands.add_parser(
        name,
        parents=[common],
        help=summary,
        description=textwrap.fill(description, _COLUMNS),
        epilog="\n".join(["examples:", *(f"  {one}" for one in examples)]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(command=name)
    return parser


def _seconds(text: str) -> int:
    if not text.isdecimal() or not 0 < len(text) <= 6 or int(text) == 0:  # noqa: PLR2004
        raise argparse.ArgumentTypeError(f"'{text}' is no number of seconds")
    return int(text)


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


def add_shard(command: argparse.ArgumentParser) -> None:
    """``--shard``, for the jobs of a matrix."""
    command.add_argument(
        "--shard", metavar="I/N", default="", help="the Ith of N parts of the briefs: 2/5"
    )


def add_changed(command: argparse.ArgumentParser) -> None:
    """``--changed``, for the briefs that a change touches."""
    command.add_argument(
        "--changed",
        metavar="COMMIT",
        nargs="?",
        const="HEAD",
        help="only briefs that are made of something else than at a commit of git (default: the last one): "
        "--changed=main",
    )


def changed_of(
    ref: str | None, workspace: Workspace, names: Sequence[str], say: Callable[[str], None]
) -> list[str]:
    """``--changed``: the names of the briefs that were touched, all without it; raises with what is wrong.

    ``say`` is told how many there are.
    """
    if ref is None:
        return list(names)
    from briefing.app.build.touched import touched

    found = touched(workspace, names, ref) if names else []
    say(f"{len(found)} of {len(names)} briefs are made of something else than at {ref}")
    return found


def shard_of(text: str, names: Sequence[str]) -> list[str]:
    """``--shard``: every Nth name from the Ith on, all without it; raises with what is wrong."""
    if not text:
        return list(names)
    found = re.fullmatch(r"(\d{1,4})/(\d{1,4})", text.strip(), re.ASCII)
    part, parts = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 0 < part <= parts:
        raise _unusable("--shard", f"'{text}' is no part of a whole", "2/5 is the second of five")
    return list(names)[part - 1 :: parts]


def add_machines(command: argparse.ArgumentParser) -> None:
    """Where briefs are made, and how many at once."""
    command.add_argument(
        "--jobs", metavar="N", help="so many at once (default: cores, from 4 briefs on)"
    )
    command.add_argument(
        "--memory", metavar="SIZE", default="", help="what each of them may hold: 800MB, 2GB"
    )
    command.add_argument(
        "--on",
        metavar="ADDRESS",
        default="",
        help="make them on the machines of a Dask cluster: dask://host:8786, dask+tls://host:8786",
    )


def jobs_of(text: str | None) -> int | None:
    """``--jobs``: how many at once; raises with what is wrong."""
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and 0 < int(text[:6]) <= _MOST_JOBS):
        raise _unusable("--jobs", f"'{text}' is no number of processes", f"1 to {_MOST_JOBS}")
    return int(text)


def memory_of(text: str) -> int | None:
    """``--memory``: bytes that each process may hold; raises with what is wrong."""
    if not text:
        return None
    found = re.fullmatch(r"(\d{1,9})\s*(MB|GB|M|G)", text.strip(), re.IGNORECASE | re.ASCII)
    size = int(found[1]) * (10**9 if found[2][0] in "gG" else 10**6) if found else 0
    if size < _LEAST_MEMORY:
        raise _unusable("--memory", f"'{text}' is no size that is enough", "300MB or more")
    return size


def cluster_of(address: str, jobs: str | None, memory: str) -> str:
    """``--on``: the address of a cluster; raises where it is told what only this machine can do."""
    if address and (jobs or memory):
        raise _unusable(
            "--on",
            "'--jobs' and '--memory' are of this machine",
            "a cluster says by its workers how many there are and what each may hold",
        )
    return address


def _unusable(option: str, message: str, advice: str) -> UnusableInput:
    return UnusableInput([Problem(Place(option), message, advice, code="unusable-option")])


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

        workspace, _, briefs, _ = where(options.briefs, options.project, None, writes=False)
        check_lock(workspace, briefs, whole=options.locked)
