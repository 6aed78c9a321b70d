"""What a sentence claims of two series that part company."""

from __future__ import annotations

import re
from itertools import pairwise

from claims import AMOUNT, WHEN, WORDS, Verdict, is_printed, owner, period, shifted
from office_tables import Reading, Table

_PARTED = re.compile(
    rf"^(?P<one>.+?),? (?P<moved>rose|fell) in {WHEN.format('when')} while (?P<other>.+?),? "
    r"(?P<other_moved>rose|fell), though the two usually move together: "
    rf"to {AMOUNT.format('now')}{WORDS} and {AMOUNT.format('other_now')}{WORDS}\.$"
)
_FEWEST, _USUALLY = 8, 0.8


def divergence(table: Table, text: str) -> Verdict:
    """``X fell in 2024 while Y rose, though the two usually move together: to 3 and 5.``."""
    match = _PARTED.match(text)
    if match is None:
        return None
    when = period(match["when"])
    sides = []
    for name, moved, now in (("one", "moved", "now"), ("other", "other_moved", "other_now")):
        reading, member = owner(table, match[name])
        steps = _steps(reading, member)
        if not is_printed(match[now], reading.ends(member, when), reading.unit):
            return f"{match[name]} is {reading.ends(member, when)}"
        if steps.get(when) != (1 if match[moved] == "rose" else -1):
            return f"{match[name]} moved by {steps.get(when)}"
        sides.append(steps)
    both = [(sides[0][one], sides[1][one]) for one in sides[0] if one < when and sides[1].get(one)]
    told = [pair for pair in both if all(pair)]
    agreed = sum(one == other for one, other in told)
    if len(told) < _FEWEST or agreed / len(told) < _USUALLY:
        return f"they agreed in {agreed} of {len(told)}"
    return ""


def _steps(reading: Reading, member: str) -> dict[str, int]:
    """Which way each period went: 1, -1 or 0."""
    found = {}
    length = len(max(reading.cells[member], key=len))
    for one, other in pairwise(sorted(one for one in reading.cells[member] if len(one) == length)):
        before, now = reading.value(member, one), reading.value(member, other)
        if before is not None and now is not None and shifted(one, 1) == other:
            found[other] = (now > before) - (now < before)
    return found
