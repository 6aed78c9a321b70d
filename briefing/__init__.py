"""Policy briefs from data sets declared in YAML, in which every number proves where it comes from.

What builds is imported when it is first asked for: ``briefing --help`` passes through here too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.core.problems import BriefingError, MisleadingBrief, UnusableInput
from briefing.core.version import VERSION

__version__ = VERSION

if TYPE_CHECKING:
    from briefing.app.notebook.calls import Brief, build, build_all, check, check_all
    from briefing.app.notebook.calls import open as open  # noqa: A004, it is asked for as briefing.open
    from briefing.core.fact import Fact
    from briefing.core.series import Series

# Not "open": whoever imports everything keeps Python's own.
__all__ = [
    "Brief",
    "BriefingError",
    "Fact",
    "MisleadingBrief",
    "Series",
    "UnusableInput",
    "__version__",
    "build",
    "build_all",
    "check",
    "check_all",
]
_CALLS = frozenset({"Brief", "build", "build_all", "check", "check_all", "open"})


def __getattr__(name: str) -> object:
    """Load what builds when it is first asked for, so that ``import briefing`` is quick."""
    if name in _CALLS:
        from briefing.app.notebook import calls

        return getattr(calls, name)
    if name in {"Fact", "Series"}:
        from briefing.core import series

        return getattr(series, name)
    raise AttributeError(f"module 'briefing' has no attribute '{name}'")


def __dir__() -> list[str]:
    """What ``briefing.`` completes to."""
    return sorted({*__all__, "open"})
