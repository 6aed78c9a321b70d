"""Where measures stand in a new file, as keys of the data set that declare it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from briefing.core.period import Frequency, Period
from briefing.core.status import Status
from briefing.data.grid import tidy
from briefing.data.recognition.agreement import Figures
from briefing.data.recognition.headers import alike, heading_of, plain_name
from briefing.data.recognition.matching import Match, Matched
from briefing.project.yaml import block_at

Raw = dict[str, object]
_NOT_OF_A_LAYOUT = frozenset({"source", "path", "editions", "accepted", "corrections"})
_PLACED = ("column", "position", "columns", "measure", "where")
"""Keys of a series that say where it stands."""
_ALIKE = 0.5


def declaration(
    matched: Matched,
    before: Mapping[str, object],
    known: Mapping[str, Figures],
    reading: Raw,
    members: Mapping[str, str],
) -> Raw:
    """All keys of the data set for the new file.

    ``before`` is the raw declaration of the edition in use, ``known`` what it holds, ``reading``
    the keys that say how the file is read (``header``, ``delimiter`` ...), ``members`` names of the
    new file and what they were before.
    """
    now: Raw = {key: plain(value) for key, value in before.items() if key not in _NOT_OF_A_LAYOUT}
    now |= reading
    if matched.decimal != now.get("decimal", "."):
        now["decimal"] = matched.decimal
    shared = _shared_conditions(matched.found.values())
    headers = matched.sheet.headers
    _set(now, "where", {headers[column]: text for column, text in shared.items()})
    for key in ("measure", "value"):
        now.pop(key, None)
    _set(now, "period", _period(matched, now.get("period"), known))
    if matched.member is not None:
        now |= _dimension(matched, now, known, members)
    _set(now, "notes", _notes(matched, now.get("notes")))
    series = block_at(now, "series")
    now["series"] = {
        name: _placed(matched, matched.found[name], block_at(series, name), shared, known[name])
        for name in series
        if name in matched.found
    }
    return now


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


def _shared_conditions(found: Iterable[Match]) -> dict[int, str]:
    """Conditions on rows that all measures have."""
    every = [set(one.candidate.selection.where.items()) for one in found]
    return dict(sorted(set.intersection(*every))) if every else {}


def _spot(matched: Matched, column: int) -> Raw:
    """A column by its header, or by its number where that does not tell."""
    header = matched.sheet.headers[column]
    is_alone = header and matched.sheet.headers.count(header) == 1
    return {"column": header} if is_alone else {"position": column + 1}


def _placed(
    matched: Matched, match: Match, before: Raw, shared: Mapping[int, str], known: Figures
) -> Raw:
    now = {key: value for key, value in before.items() if key not in _PLACED}
    candidate, headers = match.candidate, matched.sheet.headers
    own = {c: t for c, t in candidate.selection.where.items() if c not in shared}
    if own:
        now["where"] = {headers[column]: text for column, text in own.items()}
    if None in candidate.columns:
        return {**_spot(matched, candidate.columns[None]), **now}
    last = max(period for period in candidate.columns if period)
    was_estimate = _was_estimate(before, known)
    columns: Raw = {}
    for period, column in sorted((p, c) for p, c in candidate.columns.items() if p):
        spot = _spot(matched, column)
        if period in candidate.estimated or (period == last and was_estimate):
            spot["status"] = Status.ESTIMATED.value
        columns[period.code] = spot["column"] if set(spot) == {"column"} else spot
    return {**now, "columns": columns}


def _was_estimate(before: Raw, known: Figures) -> bool:
    """Whether the last period was declared as an estimate by its column."""
    columns = block_at(before.get("columns") or {})
    last = next((one for key, one in columns.items() if str(key) == str(known.last)), None)
    return isinstance(last, dict) and last.get("status") == Status.ESTIMATED.value


def _written(period: Period) -> int | str:
    return period.year if period.frequency is Frequency.ANNUAL else period.code


def _period(matched: Matched, before: object, known: Mapping[str, Figures]) -> object:
    kept = dict(before) if isinstance(before, dict) else {}
    last = max((one.last for one in known.values()), default=None)
    now = _last_of(matched)
    for key in ("estimated", "provisional"):
        if isinstance(kept.get(key), list) and last and now:
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


def _last_of(matched: Matched) -> Period | None:
    texts = (when for one in matched.found.values() for _, when in one.candidate.texts)
    return max(texts, default=None)


def _dimension(
    matched: Matched, now: Raw, known: Mapping[str, Figures], members: Mapping[str, str]
) -> Raw:
    assert matched.member is not None
    before = now["dimension"]
    kept = dict(before) if isinstance(before, dict) else {"column": before}
    kept.pop("position", None)
    kept = {**kept, **_spot(matched, matched.member)}
    if "position" in kept:
        kept.pop("column", None)
    names = {
        **dict(_renamed_members(matched, known, _printed_members(known, now))),
        **{tidy(new): tidy(old) for new, old in members.items()},
    }
    if names:
        kept["rename"] = {**block_at(kept.get("rename", {})), **names}
    is_short = not isinstance(before, dict) and set(kept) == {"column"}
    return {"dimension": kept["column"] if is_short else kept}


def _printed_members(known: Mapping[str, Figures], now: Raw) -> dict[str, str]:
    """The names under which members are known, by plain name."""
    found = {plain_name(one): one for figures in known.values() for one in figures.members}
    declared = now["dimension"]
    total = now.get("total") or (declared.get("total") if isinstance(declared, dict) else None)
    return {**found, **({plain_name(str(total)): tidy(str(total))} if total else {})}


def _renamed_members(
    matched: Matched, known: Mapping[str, Figures], printed: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Members of the new file under another name than before, and their name before.

    The same name with a footnote's digits; a name that shares its words; or another name with the
    same values.
    """
    assert matched.member is not None
    there = {cell: plain_name(cell) for cell in matched.sheet.column(matched.member) if cell}
    chosen = {
        matched.sheet.rows[number][matched.member]
        for one in matched.found.values()
        for number in one.candidate.selection.rows.values()
    }
    gone = {name: text for name, text in printed.items() if name not in set(there.values())}
    for cell in sorted(chosen):
        name = there[cell]
        if name in printed:
            if cell != printed[name]:
                yield cell, printed[name]
            continue
        near = [text for old, text in gone.items() if _is_one(matched, known, name, old, text)]
        if len(near) == 1:
            yield cell, near[0]


def _is_one(matched: Matched, known: Mapping[str, Figures], new: str, old: str, text: str) -> bool:
    shared = [
        (figures.texts[old, when], found.candidate.texts[new, when])
        for name, found in matched.found.items()
        for figures in [known[name]]
        for (who, when) in found.candidate.texts
        if who == new and (old, when) in figures.texts
    ]
    as_numbers = [(a.replace(",", ""), b.replace(",", "")) for a, b in shared]
    is_equal = any(a == b and len(a.strip("0")) > 1 and a.isdecimal() for a, b in as_numbers)
    if alike(heading_of(text).stem, heading_of(new).stem) >= _ALIKE:
        return is_equal or not any(a.isdecimal() and b.isdecimal() for a, b in as_numbers)
    return is_equal and all(a == b for a, b in as_numbers)


def _notes(matched: Matched, before: object) -> str | None:
    if not isinstance(before, str):
        return None
    headers = matched.sheet.headers
    if tidy(before) in headers:
        return tidy(before)
    near = [one for one in headers if any(w.startswith("note") for w in heading_of(one).stem)]
    return next((one for one in near if headers.count(one) == 1), None)
