"""Which cells of a new file are which measure: by the values that both editions print, then by name.

A measure of which no value agrees is taken by its name, unit and place together, or because the
user names it; else it is unsure, and nothing is guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log10

from briefing.core.period import Period
from briefing.data.grid import tidy
from briefing.data.recognition.agreement import Agreement, Figures, agreement
from briefing.data.recognition.headers import alike, heading_of
from briefing.data.recognition.matches import Match, Matched, Unsure, Wanted
from briefing.data.recognition.named_places import (
    Names,
    are_members_of_before,
    is_place_of_before,
    is_table_of_before,
)
from briefing.data.recognition.parts_of_files import Evidence, part_by_votes
from briefing.data.recognition.places_sought import Candidates, asked_conditions, is_header
from briefing.data.recognition.possible_columns import Candidate, Condition, Sheet
from briefing.data.recognition.row_search import Axes
from briefing.data.recognition.stated_units import (
    Known,
    StatedUnit,
    Verdict,
    stated_unit,
    unit_columns,
)

_BY_VALUES = 0.4
"""Agreement of values that suffices, whatever the name."""
_BY_NAME = 0.75
"""Agreement of names that suffices, where unit and place agree too."""
_BY_BOTH = 0.45
"""Agreement of values, with half of that of names, that suffices."""
_AGAINST = 0.12
"""Agreement of values below which they do not speak for a candidate."""
_STRONG = 2.5
"""Digits of equal values, beyond those of the count of cells, from which on they speak for
themselves: in a table of ten thousand cells, four digits alike are an accident."""
_SAME = 0.3
"""What the very place of before, or that of the other measures, weighs beyond the name."""
_CLOSE = 0.08
"""A difference of scores too small to choose by."""
_BETTER = 0.25
"""How much better a name must agree to cast doubt on few values."""
_FEW_CELLS = 2_000
"""Cells of a table in which a name tells the place; a yearbook has "Imports" in every chapter."""
_SOME = 2
"""Digits that must be equal at least: zeros and words are alike everywhere."""
_NAMES = 0.3
"""Agreement of names from which on a text names a measure, and no part of the file."""
_LIKE = 0.5
"""Agreement of names from which on a candidate is worth to be asked about."""
_MOST_ASKED = 4
_MOST = 0.75
"""Share of the measures that must be found before one is taken because its place alone is left."""
_LEFT = 0.25
"""Agreement of values that suffices then."""


@dataclass(frozen=True, slots=True)
class _Scored:
    score: float
    series: str
    place: int
    """Among the candidates."""
    felt: Agreement
    unit: StatedUnit
    name: float
    is_sure: bool


def matched(sheet: Sheet, wanted: Wanted, decimal: str, member: int | None) -> Matched | None:
    """The reading of the file in which most measures are found; ``None`` where none may be there.

    ``member`` is the column of members, where the data set has some.
    """
    periods = {period for one in wanted.figures.values() for _, period in one.texts}
    column = sheet.period_column(periods, wanted.period_header)
    best = _Matching(sheet, wanted, decimal, Axes(member, column)).result()
    in_headers = not wanted.period_header and any(
        len(one.headers) > 1 for one in wanted.figures.values()
    )
    if column is not None and (in_headers or 2 * len(best.found) < len(wanted.figures)):
        other = _Matching(sheet, wanted, decimal, Axes(member, None)).result()
        best = max((best, other), key=lambda one: one.score)
    return best if best.found or best.unsure else None


class _Matching:
    """One reading of the axes of a file, and the measures found under it."""

    def __init__(self, sheet: Sheet, wanted: Wanted, decimal: str, axes: Axes) -> None:
        self.sheet, self.wanted, self.decimal, self.axes = sheet, wanted, decimal, axes
        self.figures = {
            name: one for name, one in wanted.figures.items() if name not in wanted.without
        }
        self.candidates: list[Candidate] = []
        self.common: list[dict[int, str]] = []
        """What all rows of each candidate have in common."""
        self.said: list[tuple[tuple[str, ...], ...]] = []
        """What each candidate is called."""
        self.names = Names()
        self.units: Known = {}
        self.last: Period | None = None
        """Of the new file."""
        self.scored: list[_Scored] = []
        self.context: Mapping[int, Condition] = {}
        self.chosen: frozenset[tuple[object, ...]] = frozenset()
        """Rows in which measures were found by their values."""

    def result(self) -> Matched:
        every = Candidates(self.sheet, self.axes, self.decimal, self.figures)
        every.collect(self.wanted.columns)
        found = self._assigned(every)
        strong = {name: one for name, one in found.items() if self._is_strong(one.agreement)}
        self.chosen = frozenset(_rows(one.candidate) for one in strong.values())
        voted = part_by_votes(self._evidence(), self._enough, unit_columns(self.sheet))
        part = voted or (self._part_of_the_file(strong) if strong else {})
        cells = self.sheet.index.with_texts(part).bit_count() * max(1, len(self.sheet.valued))
        self.context = part if cells <= _FEW_CELLS else {}
        if strong or self.context:
            within = [one.candidate for one in found.values() if self._is_within(one.candidate)]
            chosen = within or [one.candidate for one in strong.values()]
            shared = _in_common([one.selection.where for one in chosen]) if len(chosen) > 1 else {}
            shared = {c: t for c, t in shared.items() if c not in self.sheet.given}
            missing = [name for name in self.figures if name not in strong]
            every.beside(shared, self.context, chosen, missing)
            found = self._assigned(every)
        return Matched(
            self.sheet, self.axes.member, self.axes.period, found, self.decimal, self._unsure(found)
        )

    def _evidence(self) -> Iterable[Evidence]:
        """What candidates with values of before have in common, for the choice of a part."""
        for one in self.scored:
            if one.felt.digits and not one.unit.rules_out:
                yield Evidence(one.series, one.felt.digits, self.common[one.place])

    def _part_of_the_file(self, strong: Mapping[str, Match]) -> dict[int, str]:
        """What all rows of the measures that were found have in common, and that names none of them."""
        common = _in_common(
            [self.sheet.constants(one.candidate.selection) for one in strong.values()]
        )
        units = unit_columns(self.sheet)
        found = {}
        for column, text in common.items():
            words = heading_of(str(text)).stem
            names = max(alike(words, self._words[name]) for name in strong)
            if column not in units and (len(strong) > 1 or names < _NAMES):
                found[column] = str(text)
        return found

    @cached_property
    def _words(self) -> dict[str, tuple[str, ...]]:
        """What the measures are called, without words that all of them have."""
        words = {
            name: {*heading_of(one.title).stem, *heading_of(name).stem}
            for name, one in self.figures.items()
        }
        shared = set.intersection(*words.values()) if len(words) > 1 else set()
        return {name: tuple(one - shared) for name, one in words.items()}

    def _assigned(self, every: Candidates) -> dict[str, Match]:
        """The best candidate for each measure; none serves two, and none is taken that is unsure."""
        self.last = _shift(self.figures.values(), every.every) or self.wanted.following
        self.candidates = every.dated(self.last)
        self.common = [self.sheet.constants(one.selection) for one in self.candidates]
        self.said = [
            self.names.said(one, self.context, common)
            for one, common in zip(self.candidates, self.common, strict=True)
        ]
        self.scored = [one for known in self.figures.values() for one in self._scored(known)]
        found: dict[str, _Scored] = {}
        used: set[tuple[object, ...]] = set()
        for one in sorted(self.scored, key=lambda one: (-one.score, one.place)):
            spot = self.candidates[one.place].spot
            if one.is_sure and one.series not in found and spot not in used:
                found[one.series] = one
                used.add(spot)
        for one in self._left_over(found, used):
            found[one.series] = one
            used.add(self.candidates[one.place].spot)
        doubtful = {name for name, one in found.items() if self._is_better_named(one, used)}
        return {
            name: Match(
                self.candidates[one.place],
                one.felt,
                one.score,
                one.unit,
                name in self.wanted.columns,
            )
            for name, one in found.items()
            if name not in doubtful and not self._rivals(one, used)
        }

    def _is_better_named(self, chosen: _Scored, used: Collection[tuple[object, ...]]) -> bool:
        """Whether few values speak for the chosen place, and the name for another near by."""
        if self._is_strong(chosen.felt) or chosen.felt.is_rebased or chosen.felt.is_patterned:
            return False
        return any(
            one.series == chosen.series
            and one.name >= max(_LIKE, chosen.name + _BETTER)
            and self.candidates[one.place].spot not in used
            and (not self.context or self._is_within(self.candidates[one.place]))
            for one in self.scored
        )

    def _left_over(
        self, found: Mapping[str, _Scored], used: Collection[tuple[object, ...]]
    ) -> Iterable[_Scored]:
        """Measures for which one place is left in the table of most others, and that for none else.

        A value that stands in both must speak for it, and the others must be near.
        """
        if len(found) < _MOST * len(self.figures):
            return
        left = [
            one
            for one in self.scored
            if one.series not in found
            and one.series not in self.wanted.columns
            and one.felt.is_seen
            and one.felt.score >= _LEFT
            and _rows(self.candidates[one.place]) in self.chosen
            and self.candidates[one.place].spot not in used
        ]
        names = Counter(one.series for one in left)
        places = Counter(one.place for one in left)
        yield from (one for one in left if names[one.series] == places[one.place] == 1)

    def _scored(self, known: Figures) -> Iterable[_Scored]:
        asked = self.wanted.columns.get(known.name)
        order = list(self.figures).index(known.name) / len(self.figures)
        conditions = asked_conditions(self.sheet, asked or ())
        said = self.said
        for place, one in enumerate(self.candidates):
            if asked is not None and not self._is_asked(one, asked, conditions):
                continue
            felt = agreement(known, one.texts, self.decimal)
            name = self.names.agree(known, said[place])
            is_same = is_place_of_before(self.sheet, known, one)
            if not (felt.is_seen or felt.score or name >= _LIKE or is_same or asked):
                continue
            unit = stated_unit(self.sheet, one, known.unit, self.units)
            if unit.rules_out and asked is None:
                continue
            is_within = self._is_within(one)
            sure = not unit.rules_out and (
                asked is not None or self._is_sure(known, one, felt, unit, name)
            )
            away = abs(place / len(self.candidates) - order)
            score = 2 * felt.score + name + 0.2 * self.names.alike(one.words[1], self.wanted.words)
            score += _SAME * is_same + _SAME * is_within + 0.1 * (unit.verdict is Verdict.SAME)
            score += 0.1 * (max(when for _, when in one.texts) == self.last)
            score -= 0.02 * len(one.selection.where) + 0.02 * away
            yield _Scored(score, known.name, place, felt, unit, name, sure)

    def _is_sure(
        self, known: Figures, one: Candidate, felt: Agreement, unit: StatedUnit, name: float
    ) -> bool:
        is_same = is_place_of_before(self.sheet, known, one)
        is_beside = self._is_within(one) or _rows(one) in self.chosen
        is_named = name >= _LIKE and self.sheet.cells <= _FEW_CELLS
        is_near = is_same or is_named or is_beside
        if felt.is_seen and felt.shared:
            is_likely = felt.score >= _BY_VALUES or (
                felt.score >= _AGAINST and felt.score + name / 2 >= _BY_BOTH
            )
            is_likely = is_likely or (felt.is_patterned and is_near)
            is_enough = (
                felt.is_rebased
                or self._is_strong(felt)
                or (is_near and (is_same or felt.digits >= _SOME - (name >= _BY_NAME)))
            )
            if is_likely and is_enough:
                return True
        if felt.carried and self._is_strong(felt) and (is_near or name > 0):
            return True
        return self._is_named(known, one, felt, unit, name)

    def _is_strong(self, felt: Agreement) -> bool:
        """Whether the values that are equal are too many to be so by accident."""
        return felt.digits >= self._enough

    @cached_property
    def _enough(self) -> float:
        return _STRONG + log10(max(1, self.sheet.cells))

    def _is_named(
        self, known: Figures, one: Candidate, felt: Agreement, unit: StatedUnit, name: float
    ) -> bool:
        """Whether name, unit and place agree, of what has no value in common."""
        is_same = is_place_of_before(self.sheet, known, one)
        if name < _BY_NAME and not is_same:
            return False
        is_placed = is_same or self._is_within(one) or _rows(one) in self.chosen
        if unit.verdict is Verdict.SAME:
            return is_placed
        if unit.verdict is not Verdict.UNSAID or not is_same:
            return False
        if felt.shared or felt.score >= _AGAINST / 2:
            return felt.score >= _AGAINST / 2
        return is_table_of_before(self.sheet, self.figures) and are_members_of_before(known, one)

    def _is_within(self, one: Candidate) -> bool:
        """Whether it stands in the part of the file in which the others stand."""
        if not self.context:
            return False
        rows = one.selection.rows.values()
        return all(
            all(self.sheet.rows[number][column] == text for number in rows)
            for column, text in self.context.items()
        )

    def _is_asked(
        self, one: Candidate, asked: Sequence[str], conditions: Mapping[int, Condition]
    ) -> bool:
        where = one.selection.where
        if any(where.get(column) != text for column, text in conditions.items()):
            return False
        named = {self.sheet.headers[column] for column in one.columns.values()}
        stems = {heading_of(header).stem for header in named}
        headers = [text for text in asked if is_header(self.sheet, text)]
        if len(conditions) + len(headers) < len(asked):
            return False
        return all(tidy(text) in named or heading_of(text).stem in stems for text in headers)

    def _rivals(self, chosen: _Scored, used: Collection[tuple[object, ...]]) -> list[_Scored]:
        """What fits as well as the chosen one, and says otherwise somewhere."""
        mine = self.candidates[chosen.place].texts
        found = []
        for one in self.scored:
            other = self.candidates[one.place]
            if (
                one.series == chosen.series
                and one.place != chosen.place
                and abs(chosen.score - one.score) < _CLOSE
                and other.spot not in used
                and any(mine[key] != text for key, text in other.texts.items() if key in mine)
            ):
                found.append(one)
        return found

    def _unsure(self, found: Mapping[str, Match]) -> dict[str, Unsure]:
        """The measures that are not taken, though something may be them."""
        used = {one.candidate.spot for one in found.values()}
        unsure = {}
        for name in self.figures:
            if name in found:
                continue
            likely = sorted(
                (
                    one
                    for one in self.scored
                    if one.series == name
                    and self.candidates[one.place].spot not in used
                    and _is_worth_asking(one, asked=name in self.wanted.columns)
                ),
                key=lambda one: (-one.score, one.place),
            )[:_MOST_ASKED]
            if not likely:
                continue
            first = likely[0]
            close = tuple(
                self.candidates[one.place] for one in likely if first.score - one.score < 1
            )
            is_tie = first.is_sure and bool(self._rivals(first, used))
            unsure[name] = Unsure(close, first.felt, first.unit, is_tie)
        return unsure


def _is_worth_asking(one: _Scored, *, asked: bool) -> bool:
    return asked or one.is_sure or one.felt.weight >= 1 or one.name >= _LIKE


def _rows(one: Candidate) -> tuple[object, ...]:
    return tuple(sorted(one.selection.where.items(), key=str))


def _shift(figures: Iterable[Figures], candidates: Iterable[Candidate]) -> Period | None:
    """The last period of the new file, as its dated columns tell it."""
    lasts = {one.last.frequency for one in figures}
    dated = [when for one in candidates for _, when in one.texts if when.frequency in lasts]
    return max(dated, default=None)


def _in_common(every: Sequence[Mapping[int, Condition]]) -> dict[int, Condition]:
    """The conditions that all have."""
    found = set.intersection(*(set(one.items()) for one in every))
    return dict(sorted(found, key=str))
