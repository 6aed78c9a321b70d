"""Codes that SDMX and Eurostat use for sex and age, in words, where the header says which list it is."""

from __future__ import annotations

import re

_SEX = {"T": "total", "_T": "total", "M": "men", "F": "women"}
"""SDMX code list CL_SEX."""
_AGES = (
    (re.compile(r"Y(\d+)-(\d+)"), r"\1 to \2 years"),
    (re.compile(r"Y_GE(\d+)"), r"\1 years and over"),
    (re.compile(r"Y_LT(\d+)"), r"under \1 years"),
    (re.compile(r"Y_GT(\d+)"), r"over \1 years"),
)
"""SDMX code list CL_AGE."""


def in_words(header: str, code: str) -> str:
    """What a code below a header of SDMX means; the code itself where that is not known."""
    match header.strip().casefold():
        case "sex":
            return _SEX.get(code, code)
        case "age":
            return _age(code)
    return code


def _age(code: str) -> str:
    if code in {"TOTAL", "_T"}:
        return "all ages"
    for pattern, words in _AGES:
        if found := pattern.fullmatch(code):
            return found.expand(words)
    return code
