"""Lines of a text that are longer than anybody writes, found before a line is made."""

from __future__ import annotations

from briefing.core.budgets import Budget


def first_long_line(content: bytes) -> int | None:
    """The number of the first line with more bytes than the budget, from 1; ``None`` without one."""
    most, start = Budget.LINE.most, 0
    while len(content) - start > most:
        end = max(content.rfind(sign, start, start + most + 1) for sign in (b"\n", b"\r"))
        if end < 0:
            return content.count(b"\n", 0, start) + 1
        start = end + 1
    return None
