"""What the alternative text of a chart claims, held against a plain reading.

Every figure, and what is told as lowest or highest among the periods that are drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from claims import AMOUNT, Unread, bare, is_printed, owner, period
from office_tables import Ends, Reading, Table, ends

from briefing.core.document import Figure
from briefing.core.text_nodes import plain

_AMOUNT = AMOUNT.format("value") + r"(?: \([a-z ]+\))?"
_WHEN = r"(?P<when>\d{4}(?:/\d\d)?(?: [QH]\d)?|[A-Z][a-z]{2} \d{4})"
_AT = re.compile(rf"(?P<kind>lowest |highest )?{_AMOUNT} in {_WHEN}$")
_FROM = re.compile(rf"from (?P<first>.+ in {_WHEN}) to (?P<last>.+)$")
_NAMED = re.compile(rf"(?P<name>.+?) {_AMOUNT}$")
_UNKNOWN = re.compile(
    r"\b(?:withheld|not available|no values|no data|not collected|not applicable|included elsewhere)\b"
)
_SIGNS = {"<": "less than ", ">": "more than ", "≤": "at most ", "≥": "at least "}


def chart(table: Table, figure: Figure, alt: str) -> str:
    """What is wrong with an alternative text; empty where all of it is borne out."""
    is_ranked = figure.plot.form == "bar" and figure.plot.changed
    if figure.plot.form == "stacked" or is_ranked:
        return ""  # shares, which the tables do not print
    finding = re.sub(r"[\u00a0\u202f]", " ", plain(figure.title)).rstrip(".")
    alt = alt.removeprefix(f"{finding}. ")
    measure = re.escape(" ".join(figure.plot.measure.split()))
    _, _, body = re.sub(measure, "", alt, count=1, flags=re.IGNORECASE).partition(": ")
    if not body:
        return ""  # all figures are left to the table
    body = body.replace("; more in the table.", ".")
    body = re.sub(r" All values are [a-z ]+\.$", "", body).rstrip(".")
    names = [" ".join(one.title.split()) for one in figure.plot.tracks]
    if len(figure.plot.periods) == 1:
        return _of_members(table, body)
    drawn = [period(one) for one in figure.plot.labels]
    for name, told in _tracks(body, names):
        try:
            reading, member = _owner(table, name, figure.plot.measure)
        except Unread as error:
            return f"names what the table has not: {error}"
        for piece in _pieces(told):
            if wrong := _piece(reading, member, piece, drawn):
                return wrong
    return ""


def _of_members(table: Table, body: str) -> str:
    for part in body.split("; "):
        if _UNKNOWN.search(part):
            continue
        match = _NAMED.fullmatch(part)
        if match is None:
            return f"nobody reads {part!r}"
        cells = [
            (ends(one.get(table.period, ""), reading.unit), reading.unit)
            for reading in table.readings
            for member, one in reading.cells.items()
            if bare(match["name"]) in bare(f"{reading.title}, {member}")
        ]
        if not any(_says(match["value"], cell, unit) for cell, unit in cells):
            return f"no cell says {part!r}"
    return ""


def _tracks(body: str, names: list[str]) -> Iterator[tuple[str, str]]:
    """Each track's name and what is told of it."""
    if len(names) == 1:
        yield names[0], body.removeprefix(f"{names[0]}: ")
        return
    heads = "|".join(re.escape(one) for one in sorted(names, key=len, reverse=True))
    found = list(re.finditer(rf"(?:^|(?<=\. ))(?P<name>{heads})(?:, in [^:]+)?:? ", body))
    for one, after in zip(found, [*found[1:], None], strict=True):
        end = after.start() if after else len(body)
        yield one["name"], body[one.end() : end].rstrip(". ")


def _pieces(told: str) -> Iterator[str]:
    for part in re.split(r"; |, (?=lowest |highest )", told):
        match = _FROM.match(part)
        yield from (match["first"], match["last"]) if match else (part,)


def _piece(reading: Reading, member: str, piece: str, drawn: list[str]) -> str:
    if _UNKNOWN.search(piece):
        return ""
    match = _AT.fullmatch(piece)
    if match is None:
        return f"nobody reads {piece!r}"
    when = period(match["when"])
    cell = reading.ends(member, when)
    if not _says(match["value"], cell, reading.unit):
        return f"no cell says {piece!r}"
    if match["kind"] and cell[0] is not None:
        known = [value for one in drawn if (value := reading.value(member, one)) is not None]
        pick = min if match["kind"] == "lowest " else max
        if pick(known, default=Fraction(0)) != cell[0]:
            return f"{piece!r} is not so: {float(pick(known))}"
    return ""


def _owner(table: Table, name: str, measure: str) -> tuple[Reading, str]:
    for text in (name, f"{measure}, {name}", measure):
        try:
            return owner(table, text)
        except Unread:
            continue
    raise Unread(name)


def _says(amount: str, cell: Ends, unit: str) -> bool:
    text = re.sub(r"^([<>≤≥])", lambda one: _SIGNS[one[1]], amount)
    return is_printed(text, cell, "") or is_printed(text, cell, unit)
