"""Policy briefs from data sets declared in YAML, in which every number proves where it comes from.

What builds is imported when it is first asked for: ``briefing --help`` passes through here too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.core.problems import BriefingError, MisleadingBrief, UnusableInput
from briefing.core.version import VERSION

__version__ = VERSION

if TYPE_CHECKING:
    from briefing.app.build.pipeline import Brief, build, build_all, check_all

__all__ = [
    "Brief",
    "BriefingError",
    "MisleadingBrief",
    "UnusableInput",
    "__version__",
    "build",
    "build_all",
    "check_all",
]


def __getattr__(name: str) -> object:
    """Load the pipeline when it is first asked for, so that ``import briefing`` is quick."""
    if name in {"Brief", "build", "build_all", "check_all"}:
        from briefing.app.build import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module 'briefing' has no attribute '{name}'")
