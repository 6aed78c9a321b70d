"""Units that a new file says elsewhere than beside its values: above the table, in a row of units, on the sheet.

Asked for where values are of another size than before, and no header or column tells why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from briefing.core.workspace import Kind, Workspace
from briefing.data.recognition.agreement import Figures
from briefing.data.recognition.matches import Match, Matched
from briefing.data.recognition.recognised import Measure, Recognised
from briefing.data.recognition.recognising import recognise
from briefing.data.recognition.stated_units import Verdict, against
from briefing.data.unreadable import UnreadableFile


def with_units_said(
    fit: Matched,
    figures: Mapping[str, Figures],
    there: Workspace,
    name: str,
    reading: Mapping[str, object],
) -> Matched:
    """The measures with the units that the file says, where those explain the size of their values.

    ``reading`` are the keys by which the file ``name`` was read. What the file says and the values
    contradict is left as it is, so that it is asked for.
    """
    odd = [name for name, one in fit.found.items() if _is_unexplained(one)]
    if not odd:
        return fit
    keys = {key: one for key, one in reading.items() if one is not None}
    try:
        table = recognise(name, there.read(name, Kind.DATA).content, declared=keys)
    except UnreadableFile:
        return fit
    found = dict(fit.found)
    for one in odd:
        match = found[one]
        for code in _codes(table, match):
            unit = against(code, figures[one].unit)
            if unit.verdict is Verdict.SCALED and unit.factor == match.agreement.factor:
                found[one] = replace(match, unit=replace(unit, is_of_rows=False))
    return replace(fit, found=found)


def _is_unexplained(one: Match) -> bool:
    return one.agreement.factor != 1 and one.unit.verdict is Verdict.UNSAID


def _codes(table: Recognised, match: Match) -> Iterator[str]:
    """The one unit that the file says of the columns of a measure."""
    columns = set(match.candidate.columns.values())
    codes = {one.unit for one in table.measures if columns & _columns_of(one) and one.unit}
    if len(codes) == 1:
        yield from codes


def _columns_of(one: Measure) -> set[int]:
    own = {one.column} if one.column is not None else set()
    return own | {*one.columns.values()} | {*one.members.values()}
