"""The refusal of a file that is not what its format says, raised by whoever reads its bytes."""

from __future__ import annotations

from briefing.core.problems import Refusal


class UnreadableFile(Refusal):
    """The file is not what its format says; ``line`` is where, if it is known."""

    def __init__(self, message: str, advice: str = "", line: int = 0, *, code: str) -> None:
        self.line = line
        super().__init__(message, advice, code=code)
