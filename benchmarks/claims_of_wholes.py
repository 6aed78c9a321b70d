"""What sentences about the parts of a whole claim: shares, ranks, concentration, who moved the total."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from claims import (
    AMOUNT,
    COUNTS,
    ORDINALS,
    WHEN,
    WORDS,
    Unread,
    Verdict,
    bare,
    crossing,
    is_printed,
    movement,
    pace,
    period,
    printed,
    shifted,
)
from office_tables import Reading, Table, number


def _whole(table: Table, when: str) -> tuple[Reading, dict[str, Fraction], Fraction | None]:
    reading = table.readings[0]
    known = {
        one: value for one in reading.members if (value := reading.value(one, when)) is not None
    }
    everyone = [one for one in reading.cells if one != reading.total]
    if reading.total:
        return reading, known, reading.value(reading.total, when)
    values = [
        reading.value(one, when)
        for one in everyone
        if one in reading.members or one in reading.others
    ]
    return reading, known, None if None in values else sum(values, Fraction(0))  # type: ignore[arg-type]


def _member(reading: Reading, text: str) -> str:
    name = bare(text)
    for one in reading.cells:
        if bare(one) == name:
            return one
    raise Unread(text)


def dominance(table: Table, text: str) -> Verdict:
    """``China accounted for 69% of world output in 2024, six times as much as Peru.``."""
    match = re.match(
        rf"^(?P<who>.+?) account(?:ed)? for ([\d.]+)% of (.+) in {WHEN.format('when')}, (.+) (?:as|of|than) ?(?:much as|what)? ?(?P<other>.+)\.$",
        text,
    )
    if match is None:
        return None
    reading, known, total = _whole(table, period(match["when"]))
    if reading.title.casefold() != match[3].casefold():
        raise Unread(match[3])
    if total is None:
        return "the whole is not known"
    mine = _member(reading, match["who"])
    other = next((one for one in known if bare(match["other"]).endswith(bare(one))), "")
    share = 100 * known[mine] / total
    _, told, half = printed(match[2])
    order = sorted(known, key=lambda one: -known[one])
    if abs(share - told) > half:
        return f"the share is {float(share):.2f}"
    if order[0] != mine or not other or known[order[1]] != known[other]:
        return f"the order is {order[:3]}"
    ratio = known[mine] / known[other]
    words = text[match.end("when") :]
    count = re.search(r"(just over|more than|nearly)? ?(twice|(\w+) times)", words)
    if count is None:
        return f"no multiple in {words}"
    times = (
        2
        if count[2] == "twice"
        else COUNTS.get(count[3] or "") or Fraction(count[3])
        if re.fullmatch(r"[\w.]+", count[3] or "two")
        else 0
    )
    if count[3] and count[3][:1].isdigit():
        times = Fraction(re.search(r"[\d.]+(?= times)", words)[0])  # type: ignore[index]
    near = ratio / times
    fine = {
        "more than": 1 < near < Fraction(3, 2),
        "just over": 1 < near <= Fraction(104, 100),
        "nearly": Fraction(96, 100) <= near < 1,
    }
    return (
        ""
        if fine.get(count[1] or "", abs(near - 1) <= Fraction(3, 100))
        else f"it is {float(ratio):.2f} times"
    )


def concentration(table: Table, text: str) -> Verdict:
    """``World output was highly concentrated in 2024: the index of 2,584 is above 1,800 ...``."""
    match = re.match(
        rf"^(?P<who>.+) was highly concentrated in {WHEN.format('when')}: the Herfindahl.Hirschman index of ([\d,]+) ",
        text,
    )
    if match is None:
        return None
    _reading, known, total = _whole(table, period(match["when"]))
    if total is None:
        return "the whole is not known"
    told = number(match[match.re.groupindex["when"] + 1])
    least = sum((100 * value / total) ** 2 for value in known.values())
    left = max(Fraction(0), 100 * (total - sum(known.values())) / total)
    return (
        ""
        if 1800 < told <= 10000 and least - 2 <= told <= least + left**2 + 2
        else f"the index is {float(least):.0f}"
    )


def rank(table: Table, text: str) -> Verdict:
    """``Peru rose from third to second in world output in 2024, with 9 after 8.``."""
    match = re.match(
        rf"^(?P<who>.+) (rose|fell) from (\w+) to (\w+) in (.+) in {WHEN.format('when')}, with {AMOUNT.format('now')}{WORDS} after {AMOUNT.format('before')}{WORDS}\.$",
        text,
    )
    if match is None:
        return None
    when = period(match["when"])
    reading = table.readings[0]
    mine = _member(reading, match["who"])
    for at, place, told in (
        (when, match[4], match["now"]),
        (shifted(when, -1), match[3], match["before"]),
    ):
        _, known, total = _whole(table, at)
        if not is_printed(told, reading.ends(mine, at), reading.unit):
            return f"in {at} it was {known.get(mine)}"
        if 1 + sum(value > known[mine] for value in known.values()) != ORDINALS[place]:
            return f"it was not {place} in {at}"
        if list(known.values()).count(known[mine]) > 1:
            return f"a tie in {at}"
        hidden = [one for one in reading.members if one not in known]
        left = None if total is None else total - sum(known.values())
        if any(
            (top := reading.ends(one, at)[1] or left) is None or top >= known[mine]
            for one in hidden
            if reading.cells[one].get(at, "").strip()
        ):
            return f"{hidden} may be before it in {at}"
    now, then = reading.value(mine, when), reading.value(mine, shifted(when, -1))
    return "" if now != then and (now > then) is (match[2] == "rose") else "it did not move so"  # type: ignore[operator]


def driver(table: Table, text: str) -> Verdict:
    """``Peru drove the growth in world output in 2024: +2 points toward a total change of +3%.``."""
    match = re.match(
        rf"^(?P<who>.+) drove the (growth|decline) in (.+) in {WHEN.format('when')}: ([+−][\d.]+) percentage points? toward a total change of ([+−][\d.]+)%\.$",
        text,
    )
    if match is None:
        return None
    when = period(match["when"])
    _, now, total = _whole(table, when)
    reading, then, before = _whole(table, shifted(when, -1))
    if total is None or before is None:
        return "the whole is not known"
    mine, sign = _member(reading, match["who"]), 1 if match[2] == "growth" else -1
    moves = {one: now[one] - then[one] for one in now if one in then}
    at = match.re.groupindex["when"]
    for real, told in (
        (100 * moves[mine] / before, match[at + 1]),
        (100 * (total / before - 1), match[at + 2]),
    ):
        _, value, half = printed(told.replace("+", ""))
        if abs(real - value) > half:
            return f"it is {float(real):.2f}"
    if max(sign * one for one in moves.values()) != sign * moves[mine]:
        return "another moved it more"
    return "" if sign * (total - before) > 0 else "the total went the other way"


KINDS: dict[str, Callable[[Table, str], Verdict]] = {
    "driver": driver,
    "rank": rank,
    "dominance": dominance,
    "concentration": concentration,
    "pace": pace,
    "crossing": crossing,
    "movement": movement,
}
