"""Groups of columns, and the rows that keys pick, to measures with titles and units."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefing.data.recognition.column_roles import is_value_header, spelled
from briefing.data.recognition.keys import Keys
from briefing.data.recognition.recognised import LIKELY, SURE, UNSURE, Column, Measure, Role
from briefing.data.recognition.table_bounds import Bounds
from briefing.data.recognition.units_said import (
    Said,
    counted,
    scaled,
    unit_code,
    unit_in,
    unit_of_ending,
)
from briefing.data.recognition.value_groups import Group

MOST = 2000
"""Measures that are told of one table."""
_MOST_LETTERS = 50
_CODE = re.compile(r"[A-Z0-9]{3,6}")
_NO_TEXT = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What the file says of all its measures together."""

    title: str
    """The title of the table."""
    unit: str = ""
    """The code of a unit that holds for all."""
    words: str = ""
    """What says it."""


@dataclass(slots=True)
class Measures:
    """The measures of a table, and what was noticed in making them."""

    every: list[Measure] = field(default_factory=list)
    several_units: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Name to units, where the rows of one measure have several."""
    count: int = 0
    """How many there are, those beyond :data:`MOST` too."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Rows of one combination of further dimensions."""

    measure: str
    where: dict[str, str]
    rows: tuple[int, ...]


def measures_of(
    bounds: Bounds,
    columns: Sequence[Column],
    keys: Keys,
    groups: Sequence[Group],
    context: Context,
) -> Measures:
    """The measures of a table: each group of columns, for each combination of further dimensions."""
    found, taken = Measures(), set[str]()
    texts = {index: bounds.column(index) for group in groups for index in group.every}
    for part in _parts(bounds, columns, keys):
        for group in groups:
            if not any(texts[index][n] for index in group.every for n in part.rows):
                continue
            found.count += 1
            if found.count <= MOST:
                _add(found, bounds, columns, group, part, context, taken)
    return found


def _parts(bounds: Bounds, columns: Sequence[Column], keys: Keys) -> Iterator[_Part]:
    wanted = [*([keys.measure] if keys.measure is not None else []), *keys.further]
    texts = [bounds.column(index) for index in wanted]
    rows: dict[tuple[str, ...], list[int]] = {}
    for n in range(len(bounds.rows)):
        rows.setdefault(tuple(column[n] for column in texts), []).append(n)
    for said, mine in rows.items():
        measure = said[0] if keys.measure is not None else _NO_TEXT
        rest = said[1:] if keys.measure is not None else said
        headers = [columns[index].header for index in keys.further]
        yield _Part(measure, dict(zip(headers, rest, strict=True)), tuple(mine))


def _add(
    found: Measures,
    bounds: Bounds,
    columns: Sequence[Column],
    group: Group,
    part: _Part,
    context: Context,
    taken: set[str],
) -> None:
    title, said, code = _titled(bounds, columns, group, part, context)
    unit, reason, confidence = _unit_of(bounds, columns, group, part, said, context, title)
    name = named(code or title.removeprefix(context.title).strip(" ,:") or title, taken)
    units = _units_in_rows(bounds, columns, part)
    if len(units) > 1:
        found.several_units[name] = units
    found.every.append(
        Measure(
            name=name,
            title=title,
            unit=unit or "1",
            reason=reason,
            confidence=confidence,
            column=group.column,
            columns=group.columns,
            members=group.members,
            statuses=group.statuses,
            where=part.where,
            measure=part.measure,
        )
    )


def _titled(
    bounds: Bounds, columns: Sequence[Column], group: Group, part: _Part, context: Context
) -> tuple[str, Said | None, str]:
    """The title of a measure, the unit that it says, and the code of its column if it has one."""
    label, code = group.label, ""
    if group.column is not None and bounds.titles and bounds.titles[group.column]:
        code = label if _CODE.fullmatch(label) else ""
        label = bounds.titles[group.column]
    is_bare = not label or is_value_header(label)
    constant = _constant(bounds, columns)
    base = "" if is_bare else label
    said = (unit_of_ending(base) or unit_in(base)) if base else None
    title = said.rest if said and said.rest else base
    if (title and title == label) or (title and "_" in title):
        title = _in_words(title)
    parts = [title, part.measure, *(text for text in part.where.values() if not unit_code(text))]
    shown = [one for one in parts if one]
    if not shown:
        shown = [constant or context.title]
    if said is None:
        for text in (part.measure, constant if is_bare else "", context.title if is_bare else ""):
            if text and (said := unit_in(text)):
                if said.rest and shown[0] == text:
                    shown[0] = said.rest
                break
    return ", ".join(dict.fromkeys(one for one in shown if one)) or label, said, code


def _constant(bounds: Bounds, columns: Sequence[Column]) -> str:
    """The one text of a column that names the indicator of all rows."""
    for one in columns:
        words = spelled(one.header).casefold()
        is_named = re.search(r"\b(?:indicator|measure|variable|series|statistic|type)\b", words)
        if one.role is Role.LABEL and is_named and "code" not in words and one.samples:
            counts = Counter(text for text in bounds.column(one.index) if text)
            text, most = counts.most_common(1)[0]
            if most > sum(counts.values()) / 2:
                return text
    return ""


def _unit_of(
    bounds: Bounds,
    columns: Sequence[Column],
    group: Group,
    part: _Part,
    said: Said | None,
    context: Context,
    title: str,
) -> tuple[str, str, float]:
    """The code of the unit, why, and how sure; an empty code where nothing tells it."""
    index = group.every[0]
    if bounds.units and bounds.units[index]:
        text = bounds.units[index]
        if code := unit_code(text) or unit_code(text.lower()):
            return _fitting(code, title, f"the row of units says '{text}'", SURE)
    units = _units_in_rows(bounds, columns, part)
    if len(units) == 1 and (code := unit_code(units[0])):
        return code, f"the column of units says '{units[0]}'", SURE
    for text in part.where.values():
        if code := unit_code(text):
            return code, f"its rows say '{text}'", SURE
    if said and said.unit:
        words = said.words
        code = scaled(said.unit, context.words)
        return _fitting(
            code, title, f"its header or title says '{words}'", SURE if said.is_sure else LIKELY
        )
    if context.unit:
        return context.unit, f"the table says '{context.words}'", LIKELY
    if percents := _percents(bounds, group):
        return "percent", f"its numbers are printed with a percent sign, as '{percents}'", SURE
    if code := counted(title):
        if _are_whole(bounds, group):
            return code, "its title tells what is counted, and its numbers are whole", LIKELY
        if re.search(r"thousand|'000|million", context.title, re.IGNORECASE):
            return "", "no unit is said", UNSURE
    return "", "no unit is said", UNSURE


_PRICE = re.compile(r"\bprices?\b", re.IGNORECASE)
_RELIANCE = re.compile(r"\bnir\b|\breliance\b", re.IGNORECASE)
_JOBS = re.compile(r"\bemployment\b", re.IGNORECASE)


def _fitting(code: str, title: str, reason: str, confidence: float) -> tuple[str, str, float]:
    """A unit, unless the title says that it cannot be: a price in tons, a share in tons."""
    is_money = re.search(r"\b[A-Z]{3}\b|\bcent\b", code) is not None
    words = title.replace("_", " ")
    is_odd = (_PRICE.search(words) and not is_money and code not in {"index", "percent"}) or (
        _RELIANCE.search(words) and code != "percent"
    )
    is_odd = is_odd or (_JOBS.search(words) is not None and code in {"t", "kt", "kg", "Mt"})
    if is_odd:
        return "", f"{reason}, which '{title}' cannot be in", UNSURE
    return code, reason, confidence


def _units_in_rows(bounds: Bounds, columns: Sequence[Column], part: _Part) -> tuple[str, ...]:
    column = next((one for one in columns if one.role is Role.UNIT), None)
    if column is None:
        return ()
    texts = bounds.column(column.index)
    return tuple(dict.fromkeys(texts[n] for n in part.rows if texts[n]))


def _percents(bounds: Bounds, group: Group) -> str:
    texts = [text for index in group.every[-3:] for text in bounds.column(index) if text]
    signed = [text for text in texts if text.rstrip().endswith("%")]
    return signed[0] if signed and len(signed) * 2 > len(texts) else ""


def _are_whole(bounds: Bounds, group: Group) -> bool:
    texts = [text for index in group.every[-3:] for text in bounds.column(index) if text]
    return not any(re.search(r"\d[.]\d{1,2}(?!\d)", text) for text in texts)


def _in_words(title: str) -> str:
    """``USprod_Mine`` is ``USprod Mine``; a title in words stays."""
    return " ".join(title.replace("_", " ").split())


def named(title: str, taken: set[str]) -> str:
    """A name for YAML made of a title, another than those taken."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "_", plain.casefold()).strip("_")
    if len(name) > _MOST_LETTERS:
        name = name[:_MOST_LETTERS].rpartition("_")[0] or name[:_MOST_LETTERS]
    name = name or "values"
    name = f"n{name}" if name[0].isdigit() else name
    unique, number = name, 2
    while unique in taken:
        unique, number = f"{name}_{number}", number + 1
    taken.add(unique)
    return unique
