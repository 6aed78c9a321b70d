"""One build at a time in an output folder: a second one waits and says so.

The library for locks is imported where one is taken: a build with nothing to do takes none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from briefing.app.build.build_record import FOLDER
from briefing.core.files import cannot_write
from briefing.core.own_folder import OwnFolder, unlinked


@contextmanager
def only_build_in(folder: Path, say: Callable[[str], None]) -> Iterator[bool]:
    """Hold the output folder; waits for whoever holds it. The system lets go of a dead one's hold.

    Tells whether it had to wait, so that what was read before may be another by now.
    Leftovers of builds that were killed are swept away once it is held. Raises
    :class:`~briefing.core.problems.UnusableInput` where the folder cannot be written, or the folder of
    the records is a link to elsewhere.
    """
    from filelock import FileLock, Timeout

    has_waited = False
    unlinked(folder / FOLDER, "keeps its records")
    try:
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / FOLDER / "lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            has_waited = True
            say(f"another build is at work in {folder}; waiting for it")
            lock.acquire()
    except OSError as error:
        raise cannot_write(error, folder) from None
    try:
        portfolios = [one.parent.name for one in sorted(folder.glob(f"*/{FOLDER}"))]
        within = [steps for name in portfolios for steps in ((name,), (name, FOLDER))]
        for steps in ((), (FOLDER,), (FOLDER, "charts"), *within):
            own = OwnFolder(folder, steps)
            for leftover in own.names():
                if leftover.startswith(".") and leftover.endswith(".part"):
                    own.remove(leftover)
        yield has_waited
    finally:
        lock.release()
