"""Groups of columns, and the rows that keys pick, to measures with titles and units."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefing.data.recognition.header_patterns import FROM_HEADER, has_patterns, unit_of
from briefing.data.recognition.keys import Keys
from briefing.data.recognition.multipliers import multipliers_of
from briefing.data.recognition.office_titles import for_readers
from briefing.data.recognition.place_words import are_codes
from briefing.data.recognition.recognised import LIKELY, SURE, UNSURE, Column, Measure, Role
from briefing.data.recognition.role_words import is_value_header, spelled
from briefing.data.recognition.sdmx_words import in_words
from briefing.data.recognition.table_bounds import Bounds
from briefing.data.recognition.units_said import (
    Said,
    base_of,
    counted,
    is_scale,
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
    counts: str = ""
    """What the title says is counted: ``item``."""
    constant: str = ""
    """The one text of a column that names the indicator of all rows."""
    currencies: Mapping[int, str] = field(default_factory=dict)
    """The currency that number formats show, by index of column."""


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
    units: frozenset[str] = frozenset()
    """Headers of the columns of ``where`` that hold units."""

    @property
    def dimensions(self) -> dict[str, str]:
        """What picks its rows, units apart."""
        return {header: text for header, text in self.where.items() if header not in self.units}


def measures_of(
    bounds: Bounds,
    columns: Sequence[Column],
    keys: Keys,
    groups: Sequence[Group],
    context: Context,
) -> Measures:
    """The measures of a table: each group of columns, for each combination of further dimensions."""
    found, taken = Measures(), set[str]()
    context = replace(context, constant=_constant(bounds, columns))
    texts = {index: bounds.column(index) for group in groups for index in group.every}
    unit_columns = [one for one in columns if one.role is Role.UNIT]
    for part in _parts(bounds, columns, keys):
        for group in groups:
            if not any(texts[index][n] for index in group.every for n in part.rows):
                continue
            found.count += 1
            if found.count <= MOST:
                _add(found, bounds, unit_columns, group, part, context, taken)
    found.every = for_readers(found.every)
    return found


def _parts(bounds: Bounds, columns: Sequence[Column], keys: Keys) -> Iterator[_Part]:
    wanted = [*([keys.measure] if keys.measure is not None else []), *keys.further]
    texts = [bounds.column(index) for index in wanted]
    headers = [columns[index].header for index in keys.further]
    units = frozenset(
        columns[index].header
        for index in keys.further
        if all(len(one) > 1 and unit_code(one) for one in {*bounds.column(index)} - {""})
    )
    rows: dict[tuple[str, ...], list[int]] = {}
    for n in range(len(bounds.rows)):
        rows.setdefault(tuple(column[n] for column in texts), []).append(n)
    for said, mine in rows.items():
        measure = said[0] if keys.measure is not None else _NO_TEXT
        rest = said[1:] if keys.measure is not None else said
        yield _Part(measure, dict(zip(headers, rest, strict=True)), tuple(mine), units)


def _add(
    found: Measures,
    bounds: Bounds,
    unit_columns: Sequence[Column],
    group: Group,
    part: _Part,
    context: Context,
    taken: set[str],
) -> None:
    title, said, code = _titled(bounds, group, part, context)
    title = _without_mark(title, bounds.notes)
    unit, reason, confidence = _unit_of(bounds, unit_columns, group, part, said, context, title)
    if unit.startswith(("thousand ", "million ")) and reason.startswith("the title says"):
        title = _SCALE_LAST.sub("", title)
    rest = title.removeprefix(context.title)
    rest = title if rest[:1].isalnum() else rest
    name = named(code or rest.strip(" ,:") or title, taken)
    every = _units_in_rows(bounds, unit_columns, part)
    if every and all(len(units) > 1 for units in every):
        found.several_units[name] = every[0]
    found.every.append(
        Measure(
            name=name,
            title=title,
            unit=unit or "1",
            of=base_of(reason) if unit == "percent" else None,
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
    bounds: Bounds, group: Group, part: _Part, context: Context
) -> tuple[str, Said | None, str]:
    """The title of a measure, the unit that it says, and the code of its column if it has one."""
    label, code = _whole_label(bounds, group), ""
    if group.column is not None and bounds.titles and bounds.titles[group.column]:
        code = label if _CODE.fullmatch(label) else ""
        label = bounds.titles[group.column]
    is_bare = not label or is_value_header(label)
    constant = context.constant
    base = "" if is_bare else label
    said = (unit_of_ending(base) or unit_in(base)) if base else None
    if said and said.unit != "index" and said.words == base.strip("()[] "):
        is_bare, title = True, ""
    else:
        title = said.rest if said and said.rest else base
    if (title and title == label) or (title and "_" in title):
        title = _in_words(title)
    if "_" in label and title.islower():
        title = f"{title[:1].upper()}{title[1:]}"
    base = "" if title or part.measure else constant or context.title
    rest = [in_words(header, text) for header, text in part.dimensions.items()]
    if said is None:
        for text in (part.measure, constant if is_bare else "", context.title if is_bare else ""):
            if text and (said := unit_in(text)):
                base = said.rest if said.rest and base == text else base
                break
    measure = part.measure
    if said and measure and said.rest and unit_in(measure) == said:
        measure = said.rest
    shown = [_without_notes(one) for one in (title, measure, base, *rest)]
    return ", ".join(dict.fromkeys(one for one in shown if one)) or label, said, code


_OF_WHICH = re.compile(r"(?:of|in) which\b|thereof\b", re.IGNORECASE)


def _whole_label(bounds: Bounds, group: Group) -> str:
    """What the header says; of a part (``of which: over 40``) with what it is a part of before it."""
    label, index = group.label, group.column
    if index is None or not _OF_WHICH.match(label):
        return label
    before = (one for one in reversed(bounds.headers[:index]) if not _OF_WHICH.match(one))
    whole = next(before, "")
    return f"{_without_notes(whole)}, {label}" if whole else label


_FUSED = re.compile(r"(?P<title>.*[a-z)])(?P<mark>\d)")
_NOTE = re.compile(r"\s*\[(?:notes? ?)?\d{1,2}(?:, ?\d{1,2})*\]", re.IGNORECASE)


def _without_notes(title: str) -> str:
    """A title without the marks of notes: ``Live births [note 1]``."""
    return _NOTE.sub("", title).strip()


def _without_mark(title: str, notes: Sequence[str]) -> str:
    """A title without a digit that ran into it, where a note below begins with it: ``Net debt1``."""
    found = _FUSED.fullmatch(title)
    if found and any(re.match(rf"{found['mark']}[.):]?\s+[A-Z]", note) for note in notes):
        return found["title"]
    return title


def _constant(bounds: Bounds, columns: Sequence[Column]) -> str:
    """The one text of a column that names the indicator of all rows."""
    found = []
    for one in columns:
        words = spelled(one.header).casefold()
        is_named = re.search(r"\b(?:indicator|measure|variable|series|statistic|type)\b", words)
        if one.role is Role.LABEL and is_named and "code" not in words and one.samples:
            counts = Counter(text for text in bounds.column(one.index) if text)
            text, most = counts.most_common(1)[0]
            if most > sum(counts.values()) / 2:
                found.append(text)
    return next((one for one in found if not are_codes([one])), found[0] if found else "")


_Unit = tuple[str, str, float]
"""Code, why, and how sure; an empty code where nothing tells it."""
_NO_UNIT: _Unit = ("", "no unit is said", UNSURE)


def _unit_of(
    bounds: Bounds,
    unit_columns: Sequence[Column],
    group: Group,
    part: _Part,
    said: Said | None,
    context: Context,
    title: str,
) -> _Unit:
    """The unit of a measure, by what says it most closely: rows of units, its rows, its header."""
    if found := _in_rows(bounds, unit_columns, group, part, title):
        return found
    sign = _currency(group, context)
    if said and said.unit and not (sign and said.unit == "index"):
        code, words = scaled(said.unit, context.words), said.words
        sure = SURE if said.is_sure else LIKELY
        return _fitting(code, title, f"its header or title says '{words}'", sure)
    if context.unit:
        return context.unit, f"the table says '{context.words}'", LIKELY
    return _in_numbers(bounds, group, context, title)


def _in_rows(
    bounds: Bounds, unit_columns: Sequence[Column], group: Group, part: _Part, title: str
) -> _Unit | None:
    """The unit by a row of units, by a column of units, or by what picks its rows."""
    text = bounds.units[group.every[0]] if bounds.units else ""
    if is_scale(text) and (code := counted(title)):
        return (
            scaled(code, text),
            f"the row of units says '{text}', and the title what is counted",
            LIKELY,
        )
    if code := unit_code(text) or unit_code(text.lower()):
        return _fitting(code, title, f"the row of units says '{text}'", SURE)
    for units in _units_in_rows(bounds, unit_columns, part):
        if len(units) == 1 and (code := unit_code(units[0])):
            scales = multipliers_of(bounds, part.rows)
            if len(scales) > 1:
                return "", f"its rows have several scales: {', '.join(scales)}", UNSURE
            word, said = next(iter(scales.items()), ("", ""))
            code = scaled(code, word) if word else code
            return code, f"the column of units says '{units[0]}'{said}", SURE
    for header, text in part.where.items():
        if header in part.units and (code := unit_code(text)):
            return code, f"its rows say '{text}'", SURE
    return None


def _in_numbers(bounds: Bounds, group: Group, context: Context, title: str) -> _Unit:
    """The unit by how numbers are printed, or by what is counted."""
    if percents := _percents(bounds, group):
        return "percent", f"its numbers are printed with a percent sign, as '{percents}'", SURE
    if sign := _currency(group, context):
        return unit_code(sign), f"its numbers have the format of '{sign}'", LIKELY
    code = counted(title) or context.counts
    scale = _SCALED.search(title) or _SCALED.search(context.title)
    if code and scale:
        said = f"the title says '{scale[0]}', and tells what is counted"
        return scaled(code, scale[0].strip("()")), said, LIKELY
    if code and _are_whole(bounds, group):
        return code, "the title tells what is counted, and the numbers are whole", LIKELY
    return _NO_UNIT


def _currency(group: Group, context: Context) -> str:
    """The sign of a currency that the number formats of all its columns show."""
    signs = {context.currencies.get(index, "") for index in group.every}
    return next(iter(signs)) if len(signs) == 1 else ""


_SCALED = re.compile(r"\(?\b(?:thousands?|millions?)\b\)?|'000s?", re.IGNORECASE)
_SCALE_LAST = re.compile(
    r"[ ,]*(?:\((?:in )?(?:thousands?|millions?)\)|\b(?:thousands?|millions?)$)", re.IGNORECASE
)
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


def _units_in_rows(
    bounds: Bounds, unit_columns: Sequence[Column], part: _Part
) -> list[tuple[str, ...]]:
    """For each column of units, what it says in the rows of a measure."""
    found = []
    for column in unit_columns:
        texts = bounds.column(column.index)
        found.append(tuple(dict.fromkeys(texts[n] for n in part.rows if texts[n])))
    return found


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


def with_unit(
    measure: Measure, declared: Mapping[str, object], columns: Sequence[Column]
) -> Measure:
    """A measure with the unit that is declared for it, or for the pattern that takes its header."""
    series = declared.get("series")
    if not isinstance(series, Mapping):
        return measure
    block = series.get(measure.name)
    unit = block.get("unit") if isinstance(block, Mapping) else None
    if unit is None and measure.column is not None and has_patterns(series):
        unit = unit_of(columns[measure.column].header, series)
    if unit in {None, FROM_HEADER}:
        return measure
    return replace(measure, unit=str(unit), reason="it is declared", confidence=SURE)
