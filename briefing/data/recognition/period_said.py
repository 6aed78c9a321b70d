"""The one period of a table that no column and no header tells: what stands above it says which."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.core.period_notation import readings
from briefing.data.recognition.recognised import Metadata

_NAME = re.compile(
    r"(?:reference |reporting |time |data )?(?:period|year|month|quarter|date)(?: covered)?\s*:?",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_IN_TITLE = re.compile(
    rf"\b(?:\d{{1,2}} )?{_MONTH} (?:19|20)\d\d\b|\bq(?:uarter )?[1-4],? (?:19|20)\d\d\b|"
    r"\b(?:19|20)\d\d[-/]\d\d\b|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_NO_PERIOD = re.compile(
    r"\b(?:since|from|until|before|after|to|published|release|updated?|revised|edition)\b|=\s?100|[–]",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"sources?|contact|licen[cs]e|notes?|data|dataset|coverage|geograph|next|units?|e-?mail|isbn|"
    r"publi|last|frequency",
    re.IGNORECASE,
)
"""How a row begins that names something else than the table."""
_TITLES = 3
"""Rows above a table that may be its title."""


def period_said(metadata: Sequence[Metadata]) -> tuple[str, str]:
    """The period, as periods are written, and the text that says it; both empty where none does.

    A title may have a colon in it: ``General election 2021: results by constituency``.

    A row that is named as the period says it; else a title with one period in it and no other.
    """
    for one in metadata:
        if _NAME.fullmatch(one.name) and readings(one.text):
            return one.text, f"{one.name.rstrip(': ')}: {one.text}"
    for one in metadata[:_TITLES]:
        is_named = re.fullmatch(r"(?:title|table.*)\s*:?", one.name, re.IGNORECASE) is not None
        text = one.text if not one.name or is_named else f"{one.name}: {one.text}"
        found = _IN_TITLE.findall(text)
        is_title = not one.name or is_named or not _NO_TITLE.match(one.name)
        if is_title and len(found) == 1 and not _NO_PERIOD.search(text) and readings(found[0]):
            return found[0], text
    return "", ""
