"""``watch``: build what changed at every save, and show it in a browser."""

from __future__ import annotations

import argparse
import signal
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from threading import Event, current_thread, main_thread
from types import FrameType
from typing import TYPE_CHECKING

from briefing.app.build.summary import problem_entry, problem_of
from briefing.app.cli.arguments import add_briefs, add_command
from briefing.app.cli.presenter import Presenter
from briefing.core.problems import Problem

if TYPE_CHECKING:
    from briefing.app.cli.arguments import Commands
    from briefing.app.watch.watching import Listener, Result


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add ``watch``."""
    watch = add_command(
        commands,
        common,
        "watch",
        summary="build at every save; Ctrl-C ends it",
        description="Builds whenever a file of the project is saved, and tells mistakes in place "
        "of the page. Ctrl-C ends it.",
        examples=(
            "briefing watch us-rare-earths --serve",
            "briefing watch --serve --port 8000",
        ),
    )
    add_briefs(watch)
    watch.add_argument("-o", "--output", metavar="DIR", help="where to (default: output/)")
    watch.add_argument(
        "--serve", action="store_true", help="show the pages in a browser on this machine"
    )
    watch.add_argument(
        "--port",
        type=int,
        default=0,
        metavar="N",
        help="of the address; means --serve (default: any free)",
    )
    watch.add_argument(
        "--open",
        dest="in_browser",
        action="store_true",
        help="open the browser there too; means --serve",
    )
    watch.set_defaults(run=_watch)


def _watch(options: argparse.Namespace, presenter: Presenter) -> int:
    import webbrowser

    from briefing.app.build.incremental import where
    from briefing.app.watch.serving import Shelf, address_of, served
    from briefing.app.watch.watching import watch_project

    workspace, folder, briefs, _ = where(
        options.briefs, options.project, options.output, or_none=not options.briefs
    )
    root = workspace.root
    names = briefs if options.briefs else ()
    teller, shelf = _Teller(presenter), Shelf(root.name, folder)
    try:
        with ExitStack() as stack:
            if options.serve or options.in_browser or options.port:
                base = stack.enter_context(served(shelf, options.port))
                address = address_of(base, briefs[0]) if names else base
                presenter.say(f"serving {address}", url=base)
                if options.in_browser and not webbrowser.open_new_tab(address):
                    presenter.say("no browser could be opened", opened=False)
            presenter.say(f"watching {root}; Ctrl-C ends it", watching=str(root))
            with _interrupt_sets(stop := Event()):
                watch_project(root, folder, names, _Both(teller, shelf), stop=stop)
    except KeyboardInterrupt:
        pass
    presenter.say("stopped", stopped=True)
    return 0


@contextmanager
def _interrupt_sets(stop: Event) -> Iterator[None]:
    """Within, Ctrl-C sets an event too: an exception that meets a callback of a library is lost there."""
    if current_thread() is not main_thread():
        yield
        return

    def end(number: int, frame: FrameType | None) -> None:
        stop.set()
        signal.default_int_handler(number, frame)

    before = signal.signal(signal.SIGINT, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


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

    def __init__(self, presenter: Presenter) -> None:
        self._presenter = presenter
        self._briefs: Sequence[str] | None = None
        self._failed: list[Result] = []
        self._kept = 0
        self._told: tuple[Problem, ...] = ()
        self._is_first = True

    def watches(self, briefs: Sequence[str]) -> None:
        for gone in sorted({*(self._briefs or ())} - {*briefs}):
            self._presenter.say(
                f"{gone}: its config is gone; it is no longer built", brief=gone, gone=True
            )
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
            warnings = result.outcome.told["warnings"]
            self._presenter.warn(problem_of(one) for one in warnings)
            why = "; ".join(result.outcome.reasons)
            self._presenter.say(
                f"{result.brief}: built in {result.seconds:.2f} s: {why}",
                brief=result.brief,
                built=True,
                seconds=round(result.seconds, 3),
                because=result.outcome.reasons,
                warnings=warnings,
            )

    def has_looked(self, problems: Sequence[Problem]) -> None:
        every = (*problems, *(one for result in self._failed for one in result.problems))
        found = tuple(dict.fromkeys(every))
        names = ", ".join(one.brief for one in self._failed) or "nothing"
        if found and self._presenter.is_for_machines:
            entries = [problem_entry(one) for one in found]
            self._presenter.say("", problems=entries, not_built=[one.brief for one in self._failed])
        elif found and found == self._told:
            self._presenter.say(f"still not built: {names}")
        elif found:
            self._presenter.complain(found)
            self._presenter.say(f"not built: {names}; waiting for the next save")
        elif self._is_first and self._kept:
            self._presenter.say(
                f"up to date: {self._kept} of {len(self._briefs or ())}", kept=self._kept
            )
        elif self._told:
            self._presenter.say("no problems any more", problems=[])
        self._told = found
