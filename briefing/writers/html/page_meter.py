"""The sandbox of page templates: one of a project's own is somebody else's program."""

from __future__ import annotations

from briefing.core.budgets import Budget
from briefing.core.metered_environment import MeteredEnvironment


class MeteredPage(MeteredEnvironment):
    """A sandbox with the budgets of a page; pages have styles in place of filters that fill."""

    intercepted_binops = frozenset(["+", "*", "%", "**"])
    steps, made = Budget.PAGE_STEPS, Budget.PAGE_MADE
    instead_of_percent = "join texts by '~'"
    growing = frozenset(["center", "indent", "filesizeformat", "pprint", "xmlattr", "wordwrap"])
    growing_methods = frozenset(["center", "ljust", "rjust", "zfill", "expandtabs", "translate"])
