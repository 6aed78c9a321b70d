"""The columns of values to measures with titles and units, and the questions that these leave."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from briefing.core.problems import Place, QuantityError
from briefing.core.unit import check_unit
from briefing.core.unit_codes import normal_code
from briefing.data.recognition.raw_tables import RawTable
from briefing.data.recognition.recognised import SURE, UNSURE, Column, Measure, Question, Role
from briefing.data.recognition.table_bounds import Bounds

_SAID = re.compile(r"\(([^()]+)\)|\[([^\[\]]+)\]|,\s*([^,()]+)$|\bin ([^,()]+)$")


def measures_of(
    table: RawTable, bounds: Bounds, columns: Sequence[Column]
) -> tuple[tuple[Measure, ...], list[Question]]:
    """The measures of a table, and what it does not tell of them."""
    found, questions, taken = list[Measure](), list[Question](), set[str]()
    for column in columns:
        if column.role is not Role.VALUE:
            continue
        title, unit, reason = _unit_of(column.header or f"column {column.index + 1}")
        name = named(title, taken)
        found.append(
            Measure(name, title, unit or "1", reason, SURE if unit else UNSURE, column=column.index)
        )
        if not unit:
            place = Place(table.path, bounds.header.number, column.index + 1, table.sheet)
            questions.append(
                Question(
                    f"nothing tells the unit of '{title}'",
                    f"series: {{{name}: {{unit: ...}}}}",
                    place,
                )
            )
    return tuple(found), questions


def _unit_of(header: str) -> tuple[str, str, str]:
    """A header to the title without its unit, the code of that, and why."""
    for match in _SAID.finditer(header):
        said = next(group for group in match.groups() if group is not None).strip()
        code = "percent" if said == "%" else normal_code(said)
        try:
            check_unit(code)
        except QuantityError:
            continue
        title = f"{header[: match.start()]}{header[match.end() :]}".strip(" ,")
        return title or header, code, f"its header says '{said}'"
    return header, "", "no unit is said"


def named(title: str, taken: set[str]) -> str:
    """A name for YAML made of a title, another than those taken."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "_", plain.casefold()).strip("_")[:50].strip("_") or "values"
    name = f"n{name}" if name[0].isdigit() else name
    unique, number = name, 2
    while unique in taken:
        unique, number = f"{name}_{number}", number + 1
    taken.add(unique)
    return unique
