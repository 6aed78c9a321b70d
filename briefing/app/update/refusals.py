"""Why a new edition is not taken in: what is unsure about it, and the flag that settles it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from shlex import quote

from briefing.app.update.request import Request
from briefing.app.update.shape_changes import Finding
from briefing.core.problems import Place, Problem
from briefing.data.recognition.matches import Matched, Unsure
from briefing.data.recognition.member_names import UnclearMember
from briefing.data.recognition.possible_columns import Candidate, Sheet, texts_of
from briefing.data.recognition.stated_units import Verdict

_MOST_TOLD = 3


def unsettled(
    request: Request,
    matched: Matched,
    unclear: Sequence[UnclearMember],
    *,
    lacks_period: bool,
) -> Iterator[Problem]:
    """The measures and members that only the user can settle; nothing is tried before."""
    place = Place(str(request.file))
    has_period = any(one.candidate.undated for one in matched.found.values())
    if lacks_period and has_period:
        yield Problem(
            place,
            f"'{request.dataset}' is of one period, and nothing tells of which this file is",
            "say which: --period 2025",
            code="edition-period-unsaid",
        )
    for name, one in matched.unsure.items():
        yield _unsure_measure(place, name, one, matched)
    for member in unclear:
        if not {*member.new} & {*request.members}:
            yield _unclear_member(place, member)


def unread(
    request: Request, found: Iterable[Finding], problems: Iterable[Problem]
) -> Iterator[Problem]:
    """The cells that cannot be read, and the units that nobody confirmed."""
    yield from problems
    for one in found:
        if one.kind == "unit" and one.series not in request.units:
            advice = f"say in what unit it is: --unit {one.series}=UNIT"
            yield Problem(Place(str(request.file)), one.words, advice, code="unit-not-confirmed")


def _unsure_measure(place: Place, name: str, one: Unsure, matched: Matched) -> Problem:
    sheet = matched.sheet
    first = _described(sheet, one.candidates[0])
    without = f"--without {name} where the file does not have it"
    if one.unit.verdict is Verdict.OTHER:
        message = f"{name}: {first} is in '{one.unit.text}', which measures another thing"
        advice = f"name another place, --unit {name}=UNIT, or {without}"
        return Problem(place, message, advice, code="edition-measure-unsure")
    if one.is_tie:
        message = f"{name}: several places fit equally well: {_listed(sheet, one.candidates)}"
    else:
        message = f"{name}: it may be {_listed(sheet, one.candidates)}, and {_reason(one)}"
    flags = " or ".join(_flag(name, sheet, one.candidates, each) for each in one.candidates)
    return Problem(place, message, f"say which: {flags}; {without}", code="edition-measure-unsure")


def _reason(one: Unsure) -> str:
    if one.unit.verdict is Verdict.SCALED:
        return f"its unit is '{one.unit.text}'"
    if one.agreement.weight:
        return f"too little speaks for it: {one.agreement}"
    return f"{one.agreement}"


def _listed(sheet: Sheet, candidates: Iterable[Candidate]) -> str:
    return " or ".join(dict.fromkeys(_described(sheet, one) for one in candidates))


def _described(sheet: Sheet, one: Candidate) -> str:
    """``'Value' where item is 'Mine production'``."""
    columns = dict.fromkeys(sheet.headers[column] for column in one.columns.values())
    where = {c: t for c, t in one.selection.where.items() if c not in sheet.given}
    rows = " and ".join(
        f"{sheet.headers[c]} is '{', '.join(texts_of(t))}'" for c, t in where.items()
    )
    said = ", ".join(f"'{header}'" for header in columns)
    alike = ", ".join(_alike(sheet, one))
    return f"{said} where {rows}{f' ({alike})' if alike else ''}" if rows else said


def _alike(sheet: Sheet, one: Candidate) -> list[str]:
    """What else all its rows have in common, and not all of the table: ``metal 'Indium'``."""
    common = sheet.constants(one.selection)
    found = [f"{sheet.headers[c]} '{t}'" for c, t in common.items() if c not in one.selection.where]
    return found[:_MOST_TOLD]


def _flag(name: str, sheet: Sheet, every: Sequence[Candidate], one: Candidate) -> str:
    """The flags that pick this candidate among all, by its header or by the texts of its rows."""
    texts = [
        text
        for column, condition in one.selection.where.items()
        if column not in sheet.given
        and any(other.selection.where.get(column) != condition for other in every)
        for text in texts_of(condition)
    ]
    header = sheet.headers[next(iter(one.columns.values()))]
    if texts:
        return " ".join(f"--measure {quote(f'{name}={text}')}" for text in texts)
    if one.selection.where and len({tuple(each.columns.values()) for each in every}) == 1:
        rest = [t for c, t in one.selection.where.items() if c not in sheet.given]
        last = texts_of(rest[-1])[0] if rest else header
        return f"--measure {quote(f'{name}={last}')}"
    return f"--column {quote(f'{name}={header}')}"


def _unclear_member(place: Place, one: UnclearMember) -> Problem:
    old = " and ".join(f"'{text}'" for text in one.old)
    new = " and ".join(f"'{text}'" for text in one.new)
    if one.is_swap:
        message = f"{new} has none of its values any more, and those of {old}"
    else:
        message = f"{new} may be {old}: the values fit more than one way"
    flag = f"--member {quote(f'{one.new[0]}={one.old[0]}')}"
    keep = (
        f"; --member {quote(f'{one.new[0]}={one.new[0]}')} where it is itself"
        if one.is_swap
        else ""
    )
    return Problem(place, message, f"say who is who: {flag}{keep}", code="edition-member-unsure")
