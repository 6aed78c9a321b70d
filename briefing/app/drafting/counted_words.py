"""Words of units that nobody knows, as the things which a new project counts: patients, lessons, hives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from briefing.core.problems import QuantityError
from briefing.core.unit import check_unit, is_own_word

_PLAIN = re.compile(r"[^\W\d_]{3,}(?:_[^\W\d_]+)*")
_NEAR = "did you mean"


def counted_words(blocks: Iterable[Mapping[str, object]]) -> dict[str, dict[str, str]]:
    """What stands below ``units:`` so that the units of data sets are words that are known.

    ``blocks`` are data sets as they are declared. A word that is like a known unit may be one that was
    mistyped, and is left to be refused.
    """
    return {word: _forms(word) for block in blocks for word in _units_of(block) if _is_new(word)}


def _units_of(block: Mapping[str, object]) -> Iterator[str]:
    series = block.get("series")
    for one in series.values() if isinstance(series, Mapping) else ():
        unit = one.get("unit") if isinstance(one, Mapping) else None
        if isinstance(unit, str):
            yield from re.split(r"[\s/*()]+", unit)


def _is_new(word: str) -> bool:
    if not _PLAIN.fullmatch(word) or not word.islower():
        return False
    if is_own_word(word):
        return True
    try:
        check_unit(word)
    except QuantityError as error:
        return "may be several" not in str(error) and not error.advice.startswith(_NEAR)
    return False


def _forms(word: str) -> dict[str, str]:
    """One and several of an English word, for the author to mend: ``patients`` is ``patient`` and ``patients``."""
    said = word.replace("_", " ")
    if said.endswith("ies"):
        return {"one": f"{said[:-3]}y", "many": said}
    if re.search(r"(?:ch|sh|ss|x|z)es$", said):
        return {"one": said[:-2], "many": said}
    if said.endswith("s") and not said.endswith("ss"):
        return {"one": said[:-1], "many": said}
    if re.search(r"[^aeiou]y$", said):
        return {"one": said, "many": f"{said[:-1]}ies"}
    ending = "es" if re.search(r"(?:ch|sh|ss|x|z)$", said) else "s"
    return {"one": said, "many": f"{said}{ending}"}
