"""``watch``: build what changed at every save, and show it in a browser."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from briefing.app.cli.terminal import problem_entry, tell_warnings
from briefing.core.problems import Problem

if TYPE_CHECKING:
    from briefing.app.watch.watching import Listener, Result


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add ``watch``."""
    watch = commands.add_parser(
        "watch", parents=[common], help="build at every save; Ctrl-C ends it"
    )
    watch.add_argument("briefs", nargs="*", metavar="BRIEF", help="which (default: all)")
    watch.add_argument("--output", metavar="DIR", help="where to (default: output/)")
    watch.add_argument(
        "--serve", action="store_true", help="show the pages in a browser on this machine"
    )
    watch.add_argument(
        "--port", type=int, default=0, metavar="N", help="of the address (default: any free)"
    )
    watch.set_defaults(run=_watch)


def _watch(options: argparse.Namespace) -> int:
    from briefing.app.build.incremental import where
    from briefing.app.watch.serving import Shelf, address_of, served
    from briefing.app.watch.watching import watch_project

    workspace, folder, briefs = where(options.briefs, options.project, options.output)
    root = workspace.root
    names = briefs if options.briefs else ()
    teller, shelf = _Teller(options), Shelf(root.name, folder)
    try:
        with ExitStack() as stack:
            if options.serve:
                base = stack.enter_context(served(shelf, options.port))
                teller.say(f"serving {address_of(base, briefs[0]) if names else base}", url=base)
            teller.say(f"watching {root}; Ctrl-C ends it", watching=str(root))
            watch_project(root, folder, names, _Both(teller, shelf))
    except KeyboardInterrupt:
        teller.say("stopped", stopped=True)
    return 0


class _Both:
    """Tells the terminal and the browser."""

    def __init__(self, *listeners: Listener) -> None:
        self._listeners = listeners

    def watches(self, briefs: Sequence[str]) -> None:
        for one in self._listeners:
            one.watches(briefs)

    def shows(self, brief: str, page: str) -> None:
        for one in self._listeners:
            one.shows(brief, page)

    def has(self, result: Result) -> None:
        for one in self._listeners:
            one.has(result)

    def has_looked(self, problems: Sequence[Problem]) -> None:
        for one in self._listeners:
            one.has_looked(problems)


class _Teller:
    """Prints a line for each brief that was built, and what is wrong with those that were not."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._json, self._quiet = options.json, options.quiet
        self._briefs: Sequence[str] | None = None
        self._failed: list[Result] = []
        self._kept = 0
        self._told: tuple[Problem, ...] = ()
        self._is_first = True

    def say(self, words: str, **entry: object) -> None:
        """Print a line, or for machines its values."""
        if self._json:
            print(json.dumps(entry, ensure_ascii=False), flush=True)
        elif not self._quiet:
            print(words, flush=True)

    def watches(self, briefs: Sequence[str]) -> None:
        for gone in sorted({*(self._briefs or ())} - {*briefs}):
            self.say(f"{gone}: its config is gone; it is no longer built", brief=gone, gone=True)
        self._is_first, self._briefs = self._briefs is None, briefs
        self._failed, self._kept = [], 0

    def shows(self, brief: str, page: str) -> None:
        """The terminal waits for the PDF."""

    def has(self, result: Result) -> None:
        if result.outcome is None:
            self._failed.append(result)
        elif not result.outcome.built:
            self._kept += 1
        else:
            if not self._json:
                tell_warnings(result.outcome.told["warnings"])
            why = "; ".join(result.outcome.reasons)
            self.say(
                f"{result.brief}: built in {result.seconds:.2f} s: {why}",
                brief=result.brief,
                built=True,
                seconds=round(result.seconds, 3),
                because=result.outcome.reasons,
                warnings=result.outcome.told["warnings"],
            )

    def has_looked(self, problems: Sequence[Problem]) -> None:
        every = (*problems, *(one for result in self._failed for one in result.problems))
        found = tuple(dict.fromkeys(every))
        names = ", ".join(one.brief for one in self._failed) or "nothing"
        if found and self._json:
            entries = [problem_entry(one) for one in found]
            self.say("", problems=entries, not_built=[one.brief for one in self._failed])
        elif found and found == self._told:
            self.say(f"still not built: {names}")
        elif found:
            for one in found:
                print(f"{one.severity.value}: {one}", file=sys.stderr, flush=True)
            self.say(f"not built: {names}; waiting for the next save")
        elif self._is_first and self._kept:
            self.say(f"up to date: {self._kept} of {len(self._briefs or ())}", kept=self._kept)
        elif self._told:
            self.say("no problems any more", problems=[])
        self._told = found
