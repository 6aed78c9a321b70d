"""What is being done, for the report of a fault: each step that an error passes leaves its name."""

from __future__ import annotations

from types import TracebackType

from briefing.core.problems import BriefingError, Refusal

_SIGN = "briefing: "
"""What our notes on an error begin with."""


class Doing:
    """A step, such as ``brief 'trade'`` or ``series 'd.t'``: an error that passes keeps its name."""

    __slots__ = ("what",)

    def __init__(self, what: str) -> None:
        self.what = what

    def __enter__(self) -> None:
        """Begin the step."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End it; what is told with its place needs no step."""
        del kind, trace
        is_told = isinstance(error, BriefingError | Refusal)
        if error is not None and not is_told:
            error.add_note(f"{_SIGN}{self.what}")


def steps_of(error: BaseException) -> list[str]:
    """The steps in which an error arose, the outermost first."""
    notes = getattr(error, "__notes__", [])
    return [one.removeprefix(_SIGN) for one in reversed(notes) if one.startswith(_SIGN)]
