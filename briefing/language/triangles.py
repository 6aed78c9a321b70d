"""Triangles before numbers, ``△3.0``: a minus in Japanese statistics, an arrow elsewhere, so that nobody may guess."""

from __future__ import annotations

import re

_TRIANGLE = re.compile(r"(?P<sign>[△▲▵▴∆▼▽▾])\s?(?P<number>[\d,]*\d(?:\.\d+)?)")


def triangle_said(shown: str, text: str) -> tuple[str, str] | None:
    """What is said of a triangle before a number, which means two things, and what to declare."""
    found = _TRIANGLE.fullmatch(text)
    if found is None:
        return None
    sign, number = found["sign"], found["number"].replace(",", "")
    message = f"'{shown}' is no number: '{sign}' is a minus in Japanese statistics, and an arrow of a change elsewhere"
    advice = (
        f"say which: tokens: {{'{shown}': {{value: -{number}}}}} where it is a minus (or write minus signs into the file), "
        f"{{value: {number}}} where it is none"
    )
    return message, advice
