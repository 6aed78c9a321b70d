"""One build at a time in an output folder: a second one waits and says so.

The library for locks is imported where one is taken: a build with nothing to do takes none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from briefing.app.build.build_record import FOLDER
from briefing.core.files import cannot_write


@contextmanager
def only_build_in(folder: Path, say: Callable[[str], None]) -> Iterator[bool]:
    """Hold the output folder; waits for whoever holds it. The system lets go of a dead one's hold.

    Tells whether it had to wait, so that what was read before may be another by now.
    Leftovers of builds that were killed are swept away once it is held. Raises
    :class:`~briefing.core.problems.UnusableInput` where the folder cannot be written.
    """
    from filelock import FileLock, Timeout

    has_waited = False
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
        for top in (folder, folder / FOLDER, folder / FOLDER / "charts"):
            for leftover in top.glob(".*.part"):
                leftover.unlink(missing_ok=True)
        yield has_waited
    finally:
        lock.release()
