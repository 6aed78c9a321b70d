"""By what the values of rows are to be multiplied, where a column says it: SDMX's UNIT_MULT, a scalar factor in words.

Statistics Canada writes ``SCALAR_FACTOR: thousands`` beside ``UOM: Persons``, the International Monetary Fund
``Scale: Billions`` beside ``Units: U.S. dollars``.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from briefing.data.recognition.role_words import spelled
from briefing.data.recognition.table_bounds import Bounds
from briefing.data.row_attributes import attribute_columns

_POWERS = {"3": "thousand", "6": "million", "9": "billion"}
"""Powers of ten of the SDMX attribute ``UNIT_MULT`` that have a word."""
_HEADER = re.compile(r"(?:scalar factor|scale|unit multiplier|multiplier)s?", re.IGNORECASE)
_WORD = re.compile(r"(?:in )?(thousand|million|billion)s?", re.IGNORECASE)
_NONE = re.compile(r"units?|ones?|", re.IGNORECASE)


def multipliers_of(bounds: Bounds, rows: Collection[int]) -> dict[str, str]:
    """The scales of these rows, each with what says it; empty where no column tells any.

    The empty scale is that of rows in plain units beside others.
    """
    header = attribute_columns(bounds.headers).get("mult")
    if header is not None:
        texts = bounds.column(bounds.headers.index(header))
        powers = {texts[n].partition(":")[0].strip() for n in rows if texts[n]}
        word = _POWERS.get(next(iter(powers)), "") if len(powers) == 1 else ""
        return {word: f", and {header} {word}s"} if word else {}
    named = next((one for one in bounds.headers if _HEADER.fullmatch(spelled(one))), None)
    if named is None:
        return {}
    texts = bounds.column(bounds.headers.index(named))
    said = dict.fromkeys(texts[n] for n in rows)
    found = {_word_of(text): f", and {named} '{text}'" for text in said}
    return {} if found.keys() == {""} else found


def _word_of(text: str) -> str:
    if _NONE.fullmatch(text):
        return ""
    match = _WORD.fullmatch(text)
    return match[1].lower() if match else text
