"""The refusal of a file that is not what its format says, raised by whoever reads its bytes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from briefing.core.budgets import BudgetSpent
from briefing.core.json_text import BadJson, json_values
from briefing.core.library_calls import library_call
from briefing.core.problems import Refusal


class UnreadableFile(Refusal):
    """The file is not what its format says; ``line`` is where, if it is known."""

    def __init__(self, message: str, advice: str = "", line: int = 0, *, code: str) -> None:
        self.line = line
        super().__init__(message, advice, code=code)


@contextmanager
def reading_call(
    message: str = "the file is damaged, or no such file",
    advice: str = "download it again, or open it in the program that made it and save it anew",
) -> Iterator[None]:
    """Call a library that reads a data file: whatever it raises is an :class:`UnreadableFile`."""

    def told_as(why: str) -> UnreadableFile:
        return UnreadableFile(f"{message} ({why})", advice, code="damaged-data-file")

    try:
        with library_call(told_as):
            yield
    except BudgetSpent as error:
        raise UnreadableFile(str(error), error.advice, code=error.code) from None


def read_json_text(text: str | bytes) -> object:
    """The value that a data file of JSON holds; raises :class:`UnreadableFile`."""
    try:
        return json_values(text)
    except BadJson as error:
        advice = error.advice or "download it again, or ask for it as CSV"
        raise UnreadableFile(str(error), advice, error.line, code=error.code) from None
