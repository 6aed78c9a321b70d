"""Who is who where an edition names its members otherwise: told by the values that both print.

``FR`` that is now ``FRA`` and ``Turkey`` that is now ``Türkiye`` have their old values beside their
new names. Where two names would fit as well, nothing is taken: the user is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefing.core.period import Period
from briefing.data.recognition.agreement import Figures
from briefing.data.recognition.cell_values import Value, value_of, weight_of
from briefing.data.recognition.headers import alike, heading_of, plain_name
from briefing.data.recognition.matches import Matched
from briefing.data.recognition.possible_columns import Sheet
from briefing.data.recognition.row_index import numbers_of

_COVERED = 0.4
"""Share of the members that values must find again, for a column to be theirs."""
_ALIKE = 0.5
"""Agreement of words from which on a name is another form of one known."""
_MOSTLY = 0.6
"""Share of the values that must be alike where some were revised."""
_MOST_HITS = 400


@dataclass(frozen=True, slots=True)
class Renamed:
    """A member under another name than before."""

    new: str
    """As the new file prints it."""
    old: str
    """As it was called."""
    equal: int = 0
    shared: int = 0
    """Values of common periods, and how many of them are equal."""


@dataclass(frozen=True, slots=True)
class UnclearMember:
    """A name that may be one of several known members, or several that may be one; or a swap."""

    new: tuple[str, ...]
    old: tuple[str, ...]
    is_swap: bool = False
    """Whether a known name stands beside the values of another."""


def member_column(
    sheet: Sheet, figures: Mapping[str, Figures], period_header: str, decimal: str
) -> tuple[Sheet, int] | None:
    """The column of members, by their names or else by their values; the sheet then knows them."""
    known = {who for one in figures.values() for who, _ in one.texts}
    column = sheet.member_column(known)
    if column is not None:
        return sheet, column
    periods = {when for one in figures.values() for _, when in one.texts}
    when = sheet.period_column(periods, period_header)
    votes = _Votes(sheet, when)
    for one in figures.values():
        votes.count(one, decimal)
    found: list[tuple[bool, int, int, dict[str, str]]] = []
    for index, heading in enumerate(sheet.headings):
        names = votes.names(index) if heading.period is None else {}
        if len(names) >= max(min(2, len(known)), _COVERED * len(known)):
            found.append((index in sheet.texts, len(names), -index, names))
    if not found:
        return None
    _, _, at, names = max(found, key=lambda one: one[:3])  # words before numbers
    return sheet.renamed(names), -at


class _Votes:
    """For each column, which of its texts stand beside the values of which member."""

    def __init__(self, sheet: Sheet, period: int | None) -> None:
        self.sheet, self.period = sheet, period
        self.hits: list[tuple[str, frozenset[int]]] = []
        """Member, and the rows in which one of its values stands."""

    def count(self, known: Figures, decimal: str) -> None:
        """Find the rows of all telling values of a measure."""
        by_row = self.period is not None
        dated = self.sheet.rows_by_key(None, self.period)
        for spots in self.sheet.spots({self.period}, by_row=by_row):
            for (who, when), text in known.texts.items():
                value = value_of(text, ".")
                column = spots.get(None, spots.get(when, -1))
                is_undated = None in spots and not by_row
                if weight_of(value) < 1 or column < 0 or (is_undated and when != known.last):
                    continue
                rows = self.sheet.index.values(column, decimal).get(value, 0)
                if by_row:
                    rows &= dated.get(("", when), 0)
                if rows and rows.bit_count() <= _MOST_HITS:
                    self.hits.append((who, frozenset(numbers_of(rows))))

    def names(self, column: int) -> dict[str, str]:
        """The texts of a column that are surely members: those of most of its values, and back."""
        votes: dict[str, dict[str, int]] = {}
        counts: dict[str, int] = {}
        for who, rows in self.hits:
            texts = {plain_name(self.sheet.rows[number][column]) for number in rows} - {""}
            counts[who] = counts.get(who, 0) + bool(texts)
            for text in texts:
                mine = votes.setdefault(who, {})
                mine[text] = mine.get(text, 0) + 1
        first = {}
        for who, mine in votes.items():
            best = _only_best(mine)
            if best is not None and mine[best] >= _MOSTLY * counts[who]:
                first[who] = best
        back: dict[str, list[str]] = {}
        for who, text in first.items():
            back.setdefault(text, []).append(who)
        return {text: who[0] for text, who in back.items() if len(who) == 1}


def _only_best(votes: Mapping[str, int]) -> str | None:
    most = max(votes.values())
    best = [text for text, count in votes.items() if count == most]
    return best[0] if len(best) == 1 else None


def renamed_members(
    matched: Matched, known: Mapping[str, Figures], printed: Mapping[str, str]
) -> tuple[list[Renamed], list[UnclearMember]]:
    """Members of the new file under another name than before; and those that stay unclear.

    ``printed`` are the names of before by their plain form. The same name with a footnote's digits
    is one; so is a name that shares its words, or one with the same values.
    """
    assert matched.member is not None
    cells = {
        matched.sheet.rows[number][matched.member]: None
        for one in matched.found.values()
        for number in one.candidate.selection.rows.values()
    }
    there = {cell: plain_name(cell) for cell in sorted(cells)}
    known_names = {matched.sheet.member_of(cell) for cell in cells}
    gone = {name: text for name, text in printed.items() if name not in known_names}
    values = _Values(matched, known)
    found, fresh = [], []
    for cell, name in there.items():
        old = matched.sheet.member_of(cell)
        if old in printed:
            if cell != printed[old]:
                found.append(values.renamed(cell, old, printed[old]))
        else:
            fresh.append((cell, name))
    sure, unclear = _paired(fresh, gone, values)
    names = {one: printed[one] for one in known_names if one in printed}
    return [*found, *sure], [*unclear, *_swapped(names, printed, values)]


def _paired(
    fresh: Iterable[tuple[str, str]], gone: Mapping[str, str], values: _Values
) -> tuple[list[Renamed], list[UnclearMember]]:
    """New names with the one gone member that they are; both must have no other choice."""
    fits = {
        cell: [old for old in gone if values.is_one(name, old, gone[old])] for cell, name in fresh
    }
    names = dict(fresh)
    back: dict[str, list[str]] = {}
    for cell, every in fits.items():
        for old in every:
            back.setdefault(old, []).append(cell)
    sure, unclear = [], []
    for cell, every in fits.items():
        if len(every) == 1 and len(back[every[0]]) == 1:
            sure.append(values.renamed(cell, every[0], gone[every[0]], names[cell]))
        elif every:
            others = tuple(dict.fromkeys(one for old in every for one in back[old]))
            one = UnclearMember(others, tuple(gone[old] for old in every))
            if one not in unclear:
                unclear.append(one)
    return sure, unclear


def _swapped(
    names: Mapping[str, str], printed: Mapping[str, str], values: _Values
) -> Iterable[UnclearMember]:
    """Known names of which no value is as before, and all are as those of another."""
    for name, text in names.items():
        if values.equal(name, name)[0] or not values.equal(name, name)[1]:
            continue
        others = [other for other in printed if other != name and values.are_all(name, other)]
        if others:
            yield UnclearMember((text,), tuple(printed[one] for one in others), is_swap=True)


class _Values:
    """The values of both editions, by member."""

    def __init__(self, matched: Matched, known: Mapping[str, Figures]) -> None:
        self.new: dict[str, dict[tuple[str, Period], Value]] = {}
        self.old: dict[str, dict[tuple[str, Period], Value]] = {}
        for name, found in matched.found.items():
            for (who, when), text in found.candidate.texts.items():
                self.new.setdefault(who, {})[name, when] = value_of(text, matched.decimal)
            for (who, when), text in known[name].texts.items():
                self.old.setdefault(who, {})[name, when] = value_of(text, ".")

    def pairs(self, new: str, old: str) -> list[tuple[Value, Value]]:
        """Values of common periods that say something."""
        ours, theirs = self.new.get(new, {}), self.old.get(old, {})
        both = ((theirs[key], value) for key, value in ours.items() if key in theirs)
        return [(one, other) for one, other in both if weight_of(one) and not isinstance(one, str)]

    def equal(self, new: str, old: str) -> tuple[int, int]:
        """How many values of common periods are equal, of how many."""
        pairs = self.pairs(new, old)
        return sum(one == other for one, other in pairs), len(pairs)

    def are_all(self, new: str, old: str) -> bool:
        """Whether all are equal, and several of them tell."""
        pairs = self.pairs(new, old)
        telling = {one for one, _ in pairs if weight_of(one) >= 1}
        return len(telling) > 1 and all(one == other for one, other in pairs)

    def is_one(self, new: str, old: str, text: str) -> bool:
        """Whether a new name is that member: by values, or by words where values are not against it."""
        pairs = self.pairs(new, old)
        telling = sum(one == other and weight_of(one) >= 1 for one, other in pairs)
        equal = sum(one == other for one, other in pairs)
        if alike(heading_of(text).stem, heading_of(new).stem) >= _ALIKE:
            return telling > 0 or not pairs
        if not telling:
            return False
        return equal == len(pairs) or (telling > 1 and equal >= _MOSTLY * len(pairs))

    def renamed(self, cell: str, old: str, text: str, name: str = "") -> Renamed:
        """A pair with the count of its equal values; ``name`` is its key where it is not the old one."""
        equal, shared = self.equal(name or old, old)
        return Renamed(cell, text, equal, shared)
