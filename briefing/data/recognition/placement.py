"""Where measures stand in a new file, as keys of the data set that declare it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefing.core.frequency import Frequency
from briefing.core.period import Period
from briefing.core.status import Status
from briefing.data.grid import tidy
from briefing.data.recognition.agreement import Figures
from briefing.data.recognition.attached_columns import flag_column, note_column, noted_statuses
from briefing.data.recognition.headers import FORECAST, plain_name
from briefing.data.recognition.kept_form import in_form_of
from briefing.data.recognition.matches import Match, Matched
from briefing.data.recognition.member_names import Renamed
from briefing.data.recognition.possible_columns import Condition
from briefing.data.recognition.stated_units import Verdict
from briefing.language.number_marks import mark_of, split_mark
from briefing.project.yaml import block_at

Raw = dict[str, object]
_NOT_OF_A_LAYOUT = frozenset({"source", "path", "editions", "accepted", "corrections"})
_UNCERTAIN = frozenset({Status.ESTIMATED, Status.PROVISIONAL, Status.FORECAST})
_PLACED = ("column", "position", "columns", "measure", "where")
"""Keys of a series that say where it stands."""


def declaration(
    matched: Matched,
    before: Mapping[str, object],
    known: Mapping[str, Figures],
    reading: Raw,
    members: Mapping[str, str],
    renamed: Sequence[Renamed] = (),
) -> Raw:
    """All keys of the data set for the new file.

    ``before`` is the raw declaration of the edition in use, ``known`` what it holds, ``reading``
    the keys that say how the file is read (``header``, ``delimiter`` ...), ``members`` names of the
    new file and what they were before as the user says, ``renamed`` those that were found.
    """
    now: Raw = {key: plain(value) for key, value in before.items() if key not in _NOT_OF_A_LAYOUT}
    now |= reading
    if matched.decimal != now.get("decimal", "."):
        now["decimal"] = matched.decimal
    shared = _shared_conditions(matched.found.values())
    headers = matched.sheet.headers
    _set(now, "where", {headers[c]: _as_written(text) for c, text in shared.items()})
    for key in ("measure", "value"):
        now.pop(key, None)
    is_marked = _statuses(matched, now)
    _set(now, "period", _period(matched, now.get("period"), known, is_marked=is_marked))
    if matched.member is not None:
        now |= _dimension(matched, now, members, renamed)
    series = block_at(now, "series")
    now["series"] = {
        name: _placed(
            matched,
            matched.found[name],
            block_at(series, name),
            shared,
            known[name],
            is_marked=is_marked,
        )
        for name in series
        if name in matched.found
    }
    return in_form_of(before, now)


@dataclass(frozen=True, slots=True)
class Carried:
    """A status that the last period has because the last one before had it."""

    status: str
    """``estimated`` or ``provisional``."""
    now: Period
    before: Period


def carried_statuses(
    matched: Matched, before: Mapping[str, object], wanted: Raw, known: Mapping[str, Figures]
) -> list[Carried]:
    """Statuses that no mark of the new file tells, and that its declaration takes over from before."""
    last = max((one.last for one in known.values()), default=None)
    now = _last_of(matched)
    if last is None or now is None:
        return []
    found = []
    for key in ("estimated", "provisional"):
        ours, theirs = (_in_block(one.get("period"), key) for one in (before, wanted))
        if str(last) in ours and str(now) in theirs and str(now) not in ours:
            found.append(Carried(key, now, last))
    series, old = block_at(wanted, "series"), block_at(plain(before["series"]))
    for name, match in matched.found.items():
        columns = block_at(block_at(series, name).get("columns") or {})
        is_estimate = any(isinstance(one, dict) and "status" in one for one in columns.values())
        if (
            is_estimate
            and not match.candidate.estimated
            and _was_estimate(block_at(old, name), known[name])
        ):
            found.append(Carried("estimated", now, last))
            break
    return found


def _in_block(value: object, key: str) -> list[str]:
    found = value.get(key) if isinstance(value, Mapping) else None
    return [str(one) for one in found] if isinstance(found, list) else []


def difference(base: Mapping[str, object], wanted: Mapping[str, object]) -> Raw:
    """What must be said of an edition so that it is ``wanted``; ``null`` takes a key away."""
    block: Raw = {}
    for key in dict.fromkeys((*base, *wanted)):
        if key in _NOT_OF_A_LAYOUT or plain(base.get(key)) == wanted.get(key):
            continue
        if key == "series":
            ours, theirs = block_at(plain(base[key])), block_at(wanted, key)
            block[key] = {
                name: _changed(ours.get(name), theirs.get(name))
                for name in dict.fromkeys((*ours, *theirs))
                if ours.get(name) != theirs.get(name)
            }
        else:
            block[key] = wanted.get(key)
    return block


def _changed(base: object, wanted: object) -> object:
    if not isinstance(base, dict) or not isinstance(wanted, dict):
        return wanted
    return {
        key: wanted.get(key)
        for key in dict.fromkeys((*base, *wanted))
        if base.get(key) != wanted.get(key)
    }


def plain(value: object) -> object:
    """A raw YAML value without what only our reader knows."""
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    for kind in (bool, int, float):
        if isinstance(value, kind):
            return kind(value)
    return value


def _set(now: Raw, key: str, value: object) -> None:
    if value in (None, {}, []):
        now.pop(key, None)
    else:
        now[key] = value


def _shared_conditions(found: Iterable[Match]) -> dict[int, Condition]:
    """Conditions on rows that all measures have."""
    every = [set(one.candidate.selection.where.items()) for one in found]
    return dict(sorted(set.intersection(*every), key=str)) if every else {}


def _as_written(condition: Condition) -> str | list[str]:
    return condition if isinstance(condition, str) else list(condition)


def _spot(matched: Matched, column: int) -> Raw:
    """A column by its header, or by its number where that does not tell."""
    header = matched.sheet.headers[column]
    is_alone = header and matched.sheet.headers.count(header) == 1
    return {"column": header} if is_alone else {"position": column + 1}


def _placed(
    matched: Matched,
    match: Match,
    before: Raw,
    shared: Mapping[int, Condition],
    known: Figures,
    *,
    is_marked: bool,
) -> Raw:
    now = {key: value for key, value in before.items() if key not in _PLACED}
    candidate, headers = match.candidate, matched.sheet.headers
    own = {c: t for c, t in candidate.selection.where.items() if c not in shared}
    if own:
        now["where"] = {headers[column]: _as_written(text) for column, text in own.items()}
    if _tells_scale(match):
        now["unit"] = match.unit.code
    if None in candidate.columns:
        return {**_spot(matched, candidate.columns[None]), **now}
    last = max(period for period in candidate.columns if period)
    was_estimate = _was_estimate(before, known) and not is_marked and not candidate.estimated
    columns: Raw = {}
    for period, column in sorted((p, c) for p, c in candidate.columns.items() if p):
        spot = _spot(matched, column)
        if period in candidate.estimated or (period == last and was_estimate):
            is_forecast = FORECAST.search(headers[column]) is not None
            spot["status"] = (Status.FORECAST if is_forecast else Status.ESTIMATED).value
        columns[period.code] = spot["column"] if set(spot) == {"column"} else spot
    return {**now, "columns": columns}


def _tells_scale(match: Match) -> bool:
    """Whether all values are of another size, and the file says that its unit is."""
    ratio = match.agreement.factor / match.unit.factor
    return match.unit.verdict is Verdict.SCALED and match.agreement.factor != 1 and ratio == 1


def _was_estimate(before: Raw, known: Figures) -> bool:
    """Whether the last period was declared as an estimate by its column."""
    columns = block_at(before.get("columns") or {})
    last = next((one for key, one in columns.items() if str(key) == str(known.last)), None)
    return isinstance(last, dict) and last.get("status") == Status.ESTIMATED.value


def _written(period: Period) -> int | str:
    return period.year if period.frequency is Frequency.ANNUAL else period.code


def _period(
    matched: Matched, before: object, known: Mapping[str, Figures], *, is_marked: bool
) -> object:
    kept = dict(before) if isinstance(before, dict) else {}
    last = max((one.last for one in known.values()), default=None)
    now = _last_of(matched)
    for key in ("estimated", "provisional"):
        if is_marked or _marks_periods(matched):
            kept.pop(key, None)
        elif isinstance(kept.get(key), list) and last and now:
            listed = [one for one in kept[key] if str(one) != str(last)]
            kept[key] = listed if len(listed) == len(kept[key]) else [*listed, _written(now)]
    kept.pop("position", None)
    kept.pop("column", None)
    if matched.period is not None:
        return {**_spot(matched, matched.period), **kept}
    if not isinstance(before, dict) and before is not None and now is not None:
        return None
    kept.pop("estimated", None)
    return kept


def _marks_periods(matched: Matched) -> bool:
    """Whether the texts of periods say themselves which are estimates: ``2024e``."""
    if matched.period is None:
        return False
    texts = matched.sheet.index.texts(matched.period)
    return any(re.fullmatch(r"\d{4}\s?_?\(?(?:e|p|f|est\w*|prov\w*)\)?", one) for one in texts)


def _last_of(matched: Matched) -> Period | None:
    texts = (when for one in matched.found.values() for _, when in one.candidate.texts)
    return max(texts, default=None)


def _dimension(
    matched: Matched, now: Raw, members: Mapping[str, str], renamed: Sequence[Renamed]
) -> Raw:
    assert matched.member is not None
    before = now["dimension"]
    kept = dict(before) if isinstance(before, dict) else {"column": before}
    kept.pop("position", None)
    kept = {**kept, **_spot(matched, matched.member)}
    if "position" in kept:
        kept.pop("column", None)
    names = {
        **{one.new: one.old for one in renamed},
        **{tidy(new): tidy(old) for new, old in members.items()},
    }
    if names:
        kept["rename"] = {**block_at(kept.get("rename", {})), **names}
    is_short = not isinstance(before, dict) and set(kept) == {"column"}
    return {"dimension": kept["column"] if is_short else kept}


def printed_members(known: Mapping[str, Figures], declared: Mapping[str, object]) -> dict[str, str]:
    """The names under which members are known, by plain name; ``declared`` are the data set's keys."""
    found = {plain_name(one): one for figures in known.values() for one in figures.members}
    block = declared.get("dimension")
    total = declared.get("total") or (block.get("total") if isinstance(block, dict) else None)
    return {**found, **({plain_name(str(total)): tidy(str(total))} if total else {})}


def _statuses(matched: Matched, now: Raw) -> bool:
    """Declare the columns of notes and statuses; says whether the new file marks statuses itself.

    A rule of before about a column that is gone goes too.
    """
    headers = matched.sheet.headers
    rules = [block_at(one) for one in _listed(now.get("status")) if _is_there(one, headers)]
    made: list[Raw] = []
    has_column = any(rule.get("column") for rule in rules)
    flags = None if has_column else flag_column(matched)
    if flags is not None:
        codes = {"codes": dict(flags.codes)} if flags.codes else {}
        made.append({"column": flags.header, **codes})
    notes = note_column(matched, tidy(str(now["notes"])) if now.get("notes") else None)
    _set(now, "notes", notes)
    if notes and not has_column and flags is None:
        for text, code in noted_statuses(matched, notes).items():
            rule: Raw = {"code": code, "where": {notes: text}}
            if rule not in rules:
                made.append(rule)
    _set(now, "status", [*rules, *made])
    told = [*made, *(rule for rule in rules if rule.get("column") or rule.get("where"))]
    return bool(told) or _marks_values(matched)


def _marks_values(matched: Matched) -> bool:
    """Whether marks beside numbers say which are estimates or provisional: ``4632 p``."""
    cells = (text for one in matched.found.values() for text in one.candidate.texts.values())
    marks = {split_mark(tidy(text))[1] for text in cells}
    return any(mark_of(mark).status in _UNCERTAIN for mark in marks if mark)


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def _is_there(rule: object, headers: Sequence[str]) -> bool:
    """Whether the columns that a status rule names are in the file."""
    if not isinstance(rule, dict):
        return False
    named = [rule.get("column"), *(rule.get("where") or {})]
    return all(tidy(str(one)) in headers for one in named if one is not None)
