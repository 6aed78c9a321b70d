"""Members whose names carry the mark of a note, ``England [note 2]``: the name, and the note that its values take along.

The marks are those of the UK's statistical services, which number notes through a publication: one name has
them in one row and none in another. A name that the config spells with its mark is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.core.kept_patterns import kept_pattern
from briefing.data.grid import tidy
from briefing.project.project_schema import DatasetConfig, DimensionColumns

_NUMBERS = r"\d{1,3}[a-z]?(?:\s*(?:,|;|&|and)\s*(?:notes?\s*)?\d{1,3}[a-z]?)*"
_MARKED = kept_pattern(
    rf"(?P<name>.*?\S)\s*(?P<marks>(?:\[\s*(?:foot)?notes?\s*{_NUMBERS}\s*\]\s*)+)", re.IGNORECASE
)
_NUMBER = re.compile(r"\d{1,3}[a-z]?")


def split_note(text: str) -> tuple[str, str]:
    """A name without the marks of notes, and these in words: ``England``, ``notes 2 and 3 of the source``."""
    found = _MARKED.fullmatch(text)
    if found is None:
        return text, ""
    numbers = list(dict.fromkeys(_NUMBER.findall(found["marks"])))
    if len(numbers) == 1:
        return found["name"], f"note {numbers[0]} of the source"
    return found["name"], f"notes {', '.join(numbers[:-1])} and {numbers[-1]} of the source"


def spelled_names(config: DatasetConfig) -> frozenset[str]:
    """The names of members that a data set spells out: its total, groups, and those with columns of their own."""
    return frozenset(tidy(one) for one in _spelled(config))


def _spelled(config: DatasetConfig) -> Iterator[str]:
    if config.total:
        yield config.total
    if isinstance(config.dimension, DimensionColumns):
        declared = config.dimension
        for value in (declared.total, declared.groups, declared.rest, declared.members):
            yield from [value] if isinstance(value, str) else value or ()
    for series in config.series.values():
        yield from series.members
