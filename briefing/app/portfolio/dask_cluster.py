"""Work on the machines of a Dask cluster: inputs travel by content, results come back in order.

A worker needs the program and nothing else: no shared disk, no project. What a lost worker was at is done
by another. Dask is imported where a cluster is asked for: few need it, and an extra brings it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Generic, Self, TypeVar

from briefing.app.portfolio.workers import Lost
from briefing.core.problems import Place, Problem, UnusableInput

if TYPE_CHECKING:
    from distributed import Client, Future

Task = TypeVar("Task")
Result = TypeVar("Result")
INSTALL = 'pip install "policy-briefing[dask]"'
_ADDRESS = re.compile(r"dask(\+tls)?://([\w.-]+|\[[0-9a-fA-F:]+\]):(\d{1,5})/?")
_CONNECTING, _WAITING = 10, 30
"""Seconds in which a scheduler must answer, and in which a first worker must be there."""
_PLACE = Place("--on")


class Cluster:
    """A connection to a scheduler; leave it by ``with``."""

    def __init__(self, address: str) -> None:
        """Connect; raises :class:`~briefing.core.problems.UnusableInput` with what is in the way."""
        found = _ADDRESS.fullmatch(address.strip())
        if found is None:
            message = f"'{address}' is no address of a cluster"
            raise _unusable(message, "--on dask://host:8786", "unusable-option")
        if find_spec("distributed") is None:
            raise _unusable("Dask is not installed", INSTALL, "no-dask")
        from distributed import Client

        self._address = f"{'tls' if found[1] else 'tcp'}://{found[2]}:{found[3]}"
        try:
            self._client: Client = Client(self._address, timeout=_CONNECTING)
        except (OSError, TimeoutError, ValueError, TypeError) as error:
            why = str(error).partition("\n")[0] or type(error).__name__
            message = f"no scheduler answers at {self._address}: {why}"
            advice = "start one: dask scheduler; TLS is set up in Dask's own configuration"
            raise _unusable(message, advice, "no-cluster") from None
        try:
            self._client.wait_for_workers(1, timeout=_WAITING)
        except TimeoutError:
            self.close()
            message = f"the scheduler at {self._address} has no worker"
            raise _unusable(
                message, f"start one: dask worker {self._address}", "no-cluster"
            ) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the connection; what is still to do is dropped."""
        self._client.close()

    @property
    def threads(self) -> int:
        """How many pieces of work the workers there are now take at once."""
        return sum(self._client.nthreads().values())

    def ask_each(self, question: Callable[[], Result]) -> dict[str, Result]:
        """What each worker answers to a function of this program, by its address.

        Raises :class:`~briefing.core.problems.UnusableInput` where one does not have the program.
        """
        answers = self._client.run(question, on_error="return")
        for address, answer in answers.items():
            if isinstance(answer, BaseException):
                message = f"the worker {address} cannot make briefs: {answer}"
                advice = "install the same program there: pip install policy-briefing"
                raise _unusable(message, advice, "other-versions")
        return dict(answers)


@dataclass(frozen=True, slots=True)
class Parcel(Generic[Task]):
    """A piece of work with the hashes of what it needs."""

    task: Task
    digests: tuple[str, ...]


@dataclass(slots=True)
class RemoteWorkers(Generic[Task, Result]):
    """Does ``work(task, contents)`` for each parcel somewhere; the same protocol as local workers."""

    cluster: Cluster
    work: Callable[[Task, list[bytes]], Result]
    parcels: Sequence[Parcel[Task]]
    contents: Callable[[str], bytes]
    """The bytes of a hash; asked once for each."""
    told: Callable[[int, Result | Lost], None] = lambda _number, _result: None

    def results(self, order: Sequence[int]) -> Iterator[Result | Lost]:
        """What became of each number from 0 on; they are begun in another ``order``.

        A piece that ends by an error of its own, or with whom too many workers ended, is lost.
        """
        from distributed import as_completed

        client = self.cluster._client
        sent = self._sent(client)
        place = {number: len(order) - index for index, number in enumerate(order)}
        futures: dict[Future, int] = {}
        for number in order:
            parcel = self.parcels[number]
            inputs = [sent[one] for one in parcel.digests]
            future = client.submit(
                self.work, parcel.task, inputs, pure=False, priority=place[number]
            )
            futures[future] = number
        done: dict[int, Result | Lost] = {}
        following = 0
        try:
            for future in as_completed(list(futures)):
                number = futures[future]
                done[number] = _result_of(future)
                self.told(number, done[number])
                while following in done:
                    yield done.pop(following)
                    following += 1
        finally:
            client.cancel(list(futures), force=True)

    def _sent(self, client: Client) -> Mapping[str, Future]:
        """Each content once, under its hash. It is a task, so that it comes back where a worker is lost."""
        digests = dict.fromkeys(one for parcel in self.parcels for one in parcel.digests)
        return {
            digest: client.submit(bytes, self.contents(digest), key=f"briefing-{digest}", pure=True)
            for digest in digests
        }


def _result_of(future: Future) -> Result | Lost:
    if future.status == "finished":
        found: Result = future.result()
        return found
    if future.status == "cancelled":
        return Lost("it was cancelled")
    error = future.exception()
    if type(error).__name__ == "KilledWorker":  # its own words are of tasks, keys and addresses
        return Lost(f"{error.allowed_failures + 1} workers ended while they were at it")
    return Lost(f"{type(error).__name__}: {str(error).partition(chr(10))[0]}")


def _unusable(message: str, advice: str, code: str) -> UnusableInput:
    return UnusableInput([Problem(_PLACE, message, advice, code=code)])
