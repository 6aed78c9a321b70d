"""Patterns that begin with a word: tried where words begin, and nowhere else."""

from __future__ import annotations

import re

from briefing.core.kept_patterns import kept_pattern


def at_words(pattern: str, *, is_cased: bool = False) -> re.Pattern[str]:
    """The pattern, compiled to be tried at the beginnings of words alone, a sixth of all places."""
    flags = re.MULTILINE if is_cased else re.MULTILINE | re.IGNORECASE
    return kept_pattern(rf"(?<!\w)(?=[\w§])(?:{pattern})", flags)
