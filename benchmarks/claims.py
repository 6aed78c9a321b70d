"""What a generated sentence claims, read from its words alone, and held against a plain reading.

Each function returns what is wrong, in words, or ``None`` for a sentence of another kind; an empty
text means that the sentence is borne out. Those about parts of a whole: :mod:`claims_of_wholes`.
"""

from __future__ import annotations

import itertools
import re
from fractions import Fraction

from office_tables import SCALES, Ends, Reading, Table, number

from briefing.language.messages import MESSAGES

Verdict = str | None

_SCALE_OF = {
    "kt": 10**3, "Mt": 10**6, "million USD": 10**6, "million GBP": 10**6, "thousand carat": 10**3,
}  # fmt: skip
AMOUNT = (
    r"(?P<{0}>(?:(?:more|less) than |at (?:least|most) |[<>≤≥])?[−-]?[$£€]?\d[\d,]*(?:\.\d+)?%?"
    r"(?: (?:thousand|million|billion|trillion))?)"
)
WORDS = r"(?: (?:metric tons?|kilograms?|grams?|carats?|workers?|per [a-z ]+?|per 1,000|percentage points?))*"
_UP = (
    r"edged up|rose(?: more than)? [\w-]+fold|rose|climbed|surged"
    r"|(?:more than )?(?:doubled|tripled|quadrupled)"
)
_DOWN = (
    r"edged down|fell by (?:more than )?(?:three-quarters|four-fifths|nine-tenths)|fell|dropped"
    r"|(?:more than )?halved"
)
_VERB = rf"(?P<verb>{_UP}|{_DOWN})"
WHEN = (
    r"(?P<{0}>(?:the )?(?:first|second|third|fourth) quarter of \d{{4}}|[A-Z][a-z]+ \d{{4}}"
    r"|\d{{4}}(?: Q\d)?)(?: \((?:estimated|provisional|imputed|unreliable|of low reliability)\))?"
)
_THEN = rf"(?:in {WHEN.format('then')}|a (?P<ago>quarter|month|year) earlier)"
_SIZE = rf"(?: (?:by )?{AMOUNT.format('size')}{WORDS})?"
_MOVED = re.compile(
    rf"^(?P<who>.+?) {_VERB}{_SIZE} to {AMOUNT.format('now')}{WORDS} in {WHEN.format('when')}, "
    rf"from {AMOUNT.format('before')}{WORDS} {_THEN}(?P<tail>.*)\.$"
)
_MOVED_FIRST = re.compile(
    rf"^In {WHEN.format('when')}, (?P<who>.+?) {_VERB}{_SIZE} to {AMOUNT.format('now')}{WORDS}, "
    rf"from {AMOUNT.format('before')}{WORDS} {_THEN}(?P<tail>.*)\.$"
)
ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
COUNTS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def period(text: str) -> str:
    """``2024``, ``2025-Q3``, ``2025-11`` of what a sentence says."""
    if match := re.fullmatch(r"(?:the )?(\w+) quarter of (\d{4})", text):
        return f"{match[2]}-Q{ORDINALS[match[1]]}"
    if match := re.fullmatch(r"(\d{4}) (Q\d)", text):
        return f"{match[1]}-{match[2]}"
    if match := re.fullmatch(r"([A-Z][a-z]{2})[a-z]* (\d{4})", text):
        month = next(i for i, one in enumerate(_MONTHS, 1) if one.startswith(match[1]))
        return f"{match[2]}-{month:02}"
    return text


def shifted(when: str, steps: int) -> str:
    """The period so many steps later."""
    year, _, part = when.partition("-")
    if not part:
        return str(int(year) + steps)
    per = 4 if part.startswith("Q") else 12
    index = int(year) * per + int(part.lstrip("Q")) - 1 + steps
    return (
        f"{index // per}-Q{index % per + 1}" if per == 4 else f"{index // per}-{index % per + 1:02}"
    )


def printed(text: str) -> tuple[str, Fraction, Fraction]:
    """What stands before an amount, the amount, and half of what its last digit counts."""
    match = re.search(r"([−-]?)[$£€]?(\d[\d,]*(?:\.\d+)?)%?(?: (\w+))?$", text)
    assert match is not None, text
    scale = SCALES.get(match[3] or "", 1)
    half = Fraction(scale, 2 * 10 ** len(match[2].partition(".")[2]))
    sign = -1 if match[1] else 1
    lead = text[: match.start()].strip()
    return lead, sign * number(match[2]) * scale, half


def is_printed(text: str, ends: Ends, unit: str) -> bool:
    """Whether an amount is what a cell says."""
    lead, value, half = printed(text)
    scale = _SCALE_OF.get(unit, 1)
    low, high = (None if end is None else end * scale for end in ends)
    if lead in {"more than", "at least", ">", "≥"}:
        return low is not None and low != high and abs(low - value) <= half
    if lead in {"less than", "at most", "<", "≤"}:
        return high is not None and low != high and abs(high - value) <= half
    return low is not None and low == high and abs(low - value) <= half


class Unread(Exception):
    """The sentence names nothing that the table has."""


def bare(name: str) -> str:
    """A name without its article, strange spaces and capitals."""
    return re.sub(r"^the ", "", " ".join(name.replace("’", "'").split()).casefold()).rstrip(",")


def owner(table: Table, text: str) -> tuple[Reading, str]:
    """The measure and the member that a subject names."""
    plain = bare(text)
    for reading in table.readings:
        if bare(reading.title) == plain:
            return reading, reading.total if len(reading.cells) > 1 else ""
    for reading in table.readings:
        for member in sorted(reading.cells, key=len, reverse=True):
            title = bare(reading.title)
            measure = re.sub(r"^world ", "", title)
            for name in {bare(member), bare(MESSAGES.name(member))}:
                forms = (
                    f"{name}'s {measure}",
                    f"{name}' {measure}",
                    f"{measure}, {name}",
                    f"{title}, {name}",
                    name,
                )
                if name and plain in forms:
                    return reading, member
    raise Unread(text)


def movement(table: Table, text: str) -> Verdict:
    """``X rose 8% to 45 in 2024, from 41 in 2023, the highest since 2020.``."""
    match = _MOVED.match(text) or _MOVED_FIRST.match(text)
    if match is None:
        return None
    reading, member = owner(table, match["who"])
    when = period(match["when"])
    if match["then"]:
        then = period(match["then"])
    else:
        then = shifted(
            when,
            {"quarter": -1, "month": -1, "year": -12 if len(when) == 7 and when[5] != "Q" else -4}[
                match["ago"]
            ],
        )
    now, before = reading.ends(member, when), reading.ends(member, then)
    if not is_printed(match["now"], now, reading.unit):
        return f"now is {now}"
    if not is_printed(match["before"], before, reading.unit):
        return f"before is {before}"
    is_up = re.fullmatch(_UP, match["verb"]) is not None
    ends = (now[0], before[1]) if is_up else (before[0], now[1])
    if None in ends or not (ends[0] > ends[1] or (ends[0] == ends[1] and now != before)):
        return "the direction is wrong"
    wrong = (
        _size(reading, match, now, before) if now[0] == now[1] and before[0] == before[1] else ""
    )
    return wrong or _tail(reading, member, match["tail"], when, then, is_up)


def _size(reading: Reading, match: re.Match[str], now: Ends, before: Ends) -> str:
    one, other = now[0], before[0]
    assert one is not None
    assert other is not None
    ratio = one / other if one > 0 and other > 0 else None
    if match["size"] is None:
        return _degree(match["verb"], ratio)
    _, size, half = printed(match["size"].replace("%", ""))
    if "%" in match["size"]:
        if ratio is None:
            return "a percent change of what is not above zero"
        return (
            ""
            if abs(abs(ratio - 1) * 100 - size) <= half
            else f"the change is {float(ratio - 1):.2%}"
        )
    change = abs(one - other) * (
        1 if "percentage point" in match[0] else _SCALE_OF.get(reading.unit, 1)
    )
    return "" if abs(change - size) <= half else f"the difference is {float(change)}"


_PARTS = {
    "three-quarters": Fraction(1, 4),
    "four-fifths": Fraction(1, 5),
    "nine-tenths": Fraction(1, 10),
    "halved": Fraction(1, 2),
}
_MULTIPLES = {"doubled": 2, "tripled": 3, "quadrupled": 4}


def _degree(verb: str, ratio: Fraction | None) -> str:
    """Whether ``more than doubled`` is borne out, and does not understate."""
    if ratio is None:
        return "a multiple of what is not above zero"
    is_more, word = "more than" in verb, verb.rsplit(maxsplit=1)[-1]
    if word in _PARTS:
        least = _PARTS[word]
        fine = least / 2 < ratio < least if is_more else ratio == least
        return (
            ""
            if fine or (is_more and ratio < least and word == "nine-tenths")
            else f"it is {float(ratio):.3f} of it"
        )
    if word.endswith("fold"):
        count = word.removesuffix("fold").rstrip("-")
        least = COUNTS.get(count) or int(count.replace(",", ""))
    elif word in _MULTIPLES:
        least = _MULTIPLES[word]
    else:
        return "no size is told"
    fine = least < ratio < least + 1 if is_more else ratio == least
    return "" if fine else f"it is {float(ratio):.2f} times"


def _tail(reading: Reading, member: str, tail: str, when: str, then: str, is_up: bool) -> str:
    sign = 1 if is_up else -1
    if match := re.search(
        rf"the (highest|lowest) (since (?:at least )?|in the data, which begin in ){WHEN.format('since')}",
        tail,
    ):
        if (match[1] == "highest") is not is_up:
            return "a record the other way"
        return _record(reading, member, match[2], period(match["since"]), when, sign)
    if match := re.search(
        r"after (rising|falling) for (\w+) (year|quarter|month|period|half)", tail
    ):
        count = COUNTS.get(match[2]) or int(match[2])
        step = -1 if (match[1] == "rising") else 1
        for back in range(count):
            one, other = (reading.value(member, shifted(then, -back - extra)) for extra in (0, 1))
            if one is None or other is None or step * (one - other) >= 0:
                return f"no run of {count} before"
        if (match[1] == "falling") is not is_up:
            return "no turn"
        return ""
    if match := re.search(
        rf"by far more than the usual {AMOUNT.format('usual')}{WORDS} a (\w+) of the last (\d+)",
        tail,
    ):
        return _usual(reading, member, match["usual"], when, then, int(match[3]))
    return f"a tail that nobody reads: {tail}" if tail.strip(", ") else ""


def _record(reading: Reading, member: str, kind: str, since: str, when: str, sign: int) -> str:
    now = reading.value(member, when)
    assert now is not None
    back = shifted(when, -1)
    count = 0
    while back >= since:
        value = reading.value(member, back)
        low, high = reading.ends(member, back)
        end = high if sign > 0 else low
        if end is None or sign * (now - end) <= 0:
            return f"{back} was {value}"
        back, count = shifted(back, -1), count + 1
    earlier = reading.value(member, shifted(since, -1))
    if "in the data" in kind:
        texts = [
            one
            for one, text in reading.cells[member].items()
            if one < since and len(one) == len(since) and text.strip()
        ]
        return f"the data begin before: {texts[0]}" if texts else ""
    if "at least" not in kind and (earlier is None or sign * (earlier - now) < 0):
        return f"{shifted(since, -1)} was {earlier}"
    return "" if count >= 3 else f"a record of {count + 1} values"


def _usual(reading: Reading, member: str, usual: str, when: str, then: str, count: int) -> str:
    per = 1 if shifted(when, -1) == then else (12 if "Q" not in when else 4)
    sizes: list[Fraction] = []
    back = shifted(when, -1)
    while len(sizes) < count and back > min(reading.cells[member]):
        one, other = reading.value(member, back), reading.value(member, shifted(back, -per))
        if one is not None and other is not None:
            if "%" in usual and reading.unit != "percent":
                if other > 0 and one > 0:
                    sizes.append(abs(one / other - 1) * 100)
            else:
                sizes.append(abs(one - other) * _SCALE_OF.get(reading.unit, 1))
        back = shifted(back, -1)
    sizes.sort()
    if len(sizes) != count:
        return f"only {len(sizes)} changes before"
    middle = (sizes[(count - 1) // 2] + sizes[count // 2]) / 2
    _, told, half = printed(usual.replace("%", ""))
    return "" if abs(middle - told) <= half else f"usual is {float(middle)}"


def pace(table: Table, text: str) -> Verdict:
    """``The growth in X slowed to 5% in 2024, from 10% in 2023.``."""
    match = re.match(
        rf"^The (growth|decline) in (?P<who>.+) (gathered pace|slowed) to ([\d.,]+)% in {WHEN.format('when')}, from ([\d.,]+)% {_THEN}\.$",
        text,
    )
    if match is None:
        return None
    reading, member = owner(table, match["who"])
    when = period(match["when"])
    values = [reading.value(member, shifted(when, -back)) for back in (2, 1, 0)]
    if None in values:
        return "a value is missing"
    sign = 1 if match[1] == "growth" else -1
    steps = [sign * (b / a - 1) * 100 for a, b in itertools.pairwise(values)]  # type: ignore[operator]
    if min(steps) <= 0 or (steps[1] > steps[0]) is not (match[3] == "gathered pace"):
        return f"the paces are {[float(one) for one in steps]}"
    for step, told in ((steps[1], match[4]), (steps[0], match[match.re.groupindex["when"] + 1])):
        _, value, half = printed(told)
        if abs(step - value) > half:
            return f"the pace is {float(step)}"
    return ""


def crossing(table: Table, text: str) -> Verdict:
    """``X fell below half in 2024: 48% after 53%.``."""
    match = re.match(
        rf"^(?P<who>.+) (rose above|fell below) (half|two-thirds) in {WHEN.format('when')}: {AMOUNT.format('now')} after {AMOUNT.format('before')}\.$",
        text,
    )
    if match is None:
        return None
    reading, member = owner(table, match["who"])
    when = period(match["when"])
    now, before = reading.ends(member, when), reading.ends(member, shifted(when, -1))
    if not (
        is_printed(match["now"], now, reading.unit)
        and is_printed(match["before"], before, reading.unit)
    ):
        return f"the values are {now}, {before}"
    limit = Fraction(50) if match[3] == "half" else Fraction(200, 3)
    is_up = match[2] == "rose above"
    low, high = (before, now) if is_up else (now, before)
    fine = low[1] is not None and high[0] is not None and low[1] <= limit <= high[0]
    return "" if fine else "it did not cross"
