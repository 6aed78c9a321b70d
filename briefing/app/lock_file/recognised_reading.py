"""How a recognised file is read, in few words a lock can keep: two files with the same words read alike.

What a new edition adds by its nature, rows and periods, is not among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefing.data.recognition.recognised import UNSURE, Recognised, Role

DESCRIBED_BY = "described by"
"""The key of the metadata that come with a file."""
_MOST_TOLD = 4


def reading_of(found: Recognised) -> dict[str, str]:
    """Key to what it is recognised as: headers, period, members, notation, and each series' unit."""
    return {key: value for key, value in _words(found) if value}


def differences(locked: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """What is recognised otherwise than it is locked, in words; the first few."""
    found = []
    for key in dict.fromkeys((*locked, *now)):
        old, new = locked.get(key), now.get(key)
        if old is None:
            found.append(f"{key} is new, {new}")
        elif new is None:
            found.append(f"{key} is gone, locked as {old}")
        elif old != new:
            found.append(f"{key} is {new}, locked as {old}")
    more = len(found) - _MOST_TOLD
    return [*found[:_MOST_TOLD], f"and {more} more"] if more > 0 else found


def _words(found: Recognised) -> Iterator[tuple[str, str]]:
    yield "header", ", ".join(map(str, found.header_rows))
    yield "first row", str(found.first_row)
    yield "encoding", found.encoding if found.delimiter else ""
    yield "delimiter", found.delimiter.replace("\t", "tab")
    yield "sheet", found.sheet
    yield "period", _period(found)
    member = [one.header for one in found.columns if one.role is Role.MEMBER]
    yield "members", member[0] if member else "in the headers" * bool(found.dimension)
    for key in ("total", "groups", "rest"):
        said = found.dimension.get(key)
        yield key, ", ".join(said) if isinstance(said, list) else str(said or "")
    flags = [one.header for one in found.columns if one.role is Role.FLAG]
    yield "flags", ", ".join(flags)
    for one in found.measures:
        if one.confidence > UNSURE:
            yield f"series {one.name}", one.unit


def _period(found: Recognised) -> str:
    if isinstance(found.period, str):
        return found.period or "in the headers"
    return " and ".join(str(value) for value in found.period.values())
