"""Measures that are declared by patterns of headers, so that one declaration serves many files.

``"Price_*_d*": {kind: price, title: "Price, *"}`` takes every column of such a header;
``output: {column: [Output_Mine_*, Output_*]}`` is the first that there is, under one name. A header is taken
once, by the first pattern that takes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefing.data.recognition.office_titles import spelt_words
from briefing.data.recognition.units_said import unit_of_ending

FROM_HEADER = "from header"
Block = Mapping[str, object]


def has_patterns(series: object) -> bool:
    """Whether any measure is declared by a pattern."""
    return isinstance(series, Mapping) and any(
        is_pattern(key) or any(map(is_pattern, _columns(one))) for key, one in series.items()
    )


def is_pattern(text: str) -> bool:
    """Whether a text stands for headers, not for one."""
    return "*" in text


def by_patterns(
    recognised: Mapping[str, Block], declared: Mapping[str, object]
) -> tuple[dict[str, object], list[str]]:
    """The measures of a file that patterns take, and the headers that none takes.

    A measure under a name of its own whose patterns take nothing is left out: the file has none.
    """
    free = {_header(one): (name, one) for name, one in _each_column(recognised)}
    found: dict[str, object] = {}
    for key, block in declared.items():
        if is_pattern(key):
            for header in _taken(key, free):
                name, one = free.pop(header)
                if block is not None:
                    found[name] = _measure(one, block, key)
            continue
        columns = _columns(block)
        if not any(map(is_pattern, columns)):
            found[key] = block
            name = str(block.get("column", key)) if isinstance(block, Mapping) else key
            free.pop(name, None)
            continue
        every = ((header, pattern) for pattern in columns for header in _taken(pattern, free))
        if taken := next(every, None):
            _, one = free.pop(taken[0])
            found[key] = _measure(one, block, taken[1])
    return found, [*free]


def _each_column(recognised: Mapping[str, Block]) -> Iterator[tuple[str, Block]]:
    """The measures, those that were taken for one with a member a column as one for each column."""
    for name, one in recognised.items():
        members = one.get("members")
        if not isinstance(members, Mapping):
            yield name, one
            continue
        kept = {key: value for key, value in one.items() if key != "members"}
        for column in members.values():
            said = unit_of_ending(str(column))
            words = re.sub(r"[\W_]+", " ", said.rest if said else str(column)).strip()
            unit = {"unit": said.unit} if said else {}
            own = words.lower().replace(" ", "_") or name
            yield own, {**kept, **unit, "title": words, "column": column}


def unit_of(header: str, declared: Mapping[str, object]) -> str | None:
    """The unit that is declared of the pattern that takes a header; none where none says it."""
    for key, block in declared.items():
        patterns = [key] if is_pattern(key) else _columns(block)
        unit = block.get("unit") if isinstance(block, Mapping) else None
        if unit in {None, FROM_HEADER}:
            continue
        if any(is_pattern(one) and _taken(one, {header: None}) for one in patterns):
            return str(unit)
    return None


def _columns(block: object) -> list[str]:
    """The headers or patterns by which a measure with a name of its own stands."""
    column = block.get("column") if isinstance(block, Mapping) else None
    return [str(one) for one in column] if isinstance(column, list) else [str(column or "")]


def _header(recognised: Block) -> str:
    return str(recognised.get("column") or recognised.get("title"))


def _taken(pattern: str, free: Mapping[str, object]) -> list[str]:
    """The headers that a pattern takes."""
    matcher = re.compile(".*".join(map(re.escape, pattern.split("*"))), re.IGNORECASE)
    return [header for header in free if matcher.fullmatch(header)]


def _measure(recognised: Block, block: object, pattern: str) -> dict[str, object]:
    """What is recognised of a column, under what is declared of its pattern."""
    given = dict(block) if isinstance(block, Mapping) else {}
    given = {key: value for key, value in given.items() if value != FROM_HEADER and key != "column"}
    if isinstance(title := given.get("title"), str) and is_pattern(title):
        given["title"] = _titled(title, _star(str(recognised.get("title")), pattern))
    return {**recognised, **given}


def _star(title: str, pattern: str) -> str:
    """What the ``*`` of a pattern stand for, in words: what the recognised title says more."""
    if not is_pattern(pattern):
        return ""
    head, *others = (re.sub(r"[_\s]+", " ", one).strip() for one in pattern.split("*"))
    words = title
    for one in spelt_words(head) if head else ():
        if title.casefold().startswith(one.casefold()):
            words = title[len(one) :]
            if one[-1:].isalnum():  # of a word that the pattern cuts the rest goes with it
                words = re.sub(r"^\w+", "", words)
            break
    for each in filter(None, others):
        parts = "|".join(map(re.escape, spelt_words(each)))
        words = re.sub(rf"(?<!\w)(?:{parts})(?!\w)", " ", words, count=1, flags=re.IGNORECASE)
    return " ".join(words.split()).strip(" :,;")


def _titled(title: str, words: str) -> str:
    """``Price, *`` with words in the place of ``*``; without words, nothing is left hanging."""
    said = title.replace("*", words)
    return said if words else re.sub(r"\s*\(\s*\)|[\s,;:–-]+$", "", said).strip()
