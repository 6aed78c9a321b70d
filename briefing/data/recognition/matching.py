"""Which cells of a new file are which measure: by the values that both editions print, then by name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.core.period import Period
from briefing.data.grid import tidy
from briefing.data.recognition.agreement import Agreement, Figures, agreement
from briefing.data.recognition.headers import alike, heading_of
from briefing.data.recognition.possible_columns import Candidate, Sheet

_BY_VALUES = 0.4
"""Agreement of values that suffices, whatever the name."""
_BY_NAME = 0.75
"""Agreement of names that suffices, where values do not speak against it."""
_BY_BOTH = 0.45
"""Agreement of values, with half of that of names, that suffices."""
_AGAINST = 0.12
"""Agreement of values below which a name alone does not count."""
_SAME = 0.3
"""What the very header of before weighs beyond its name."""
_CLOSE = 0.08
"""A difference of scores too small to choose by."""


_Scored = tuple[float, str, int, Agreement]
"""Score, measure, place among the candidates, and how far values agree."""


@dataclass(frozen=True, slots=True)
class Match:
    """Where a measure stands in the new file."""

    candidate: Candidate
    agreement: Agreement
    score: float
    others: tuple[Candidate, ...] = ()
    """What fits as well."""


@dataclass(frozen=True, slots=True)
class Matched:
    """Where the measures of an edition stand in a new file, under one reading of its layout."""

    sheet: Sheet
    member: int | None
    """Column of members."""
    period: int | None
    """Column of periods; ``None`` where headers tell them."""
    found: Mapping[str, Match]
    decimal: str

    @property
    def score(self) -> float:
        """How well it fits, to choose among readings."""
        return sum(one.score for one in self.found.values())


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an edition is known to hold."""

    figures: Mapping[str, Figures]
    has_members: bool
    period_header: str
    columns: Mapping[str, str]
    """Headers, or texts that pick rows, that the user gives for measures."""
    words: tuple[str, ...] = ()
    """Of what the data set is called, and of texts that picked its rows."""
    following: Period | None = None
    """The period of a file that tells none."""


def matched(sheet: Sheet, wanted: Wanted, decimal: str) -> Matched | None:
    """The reading of the file in which most measures are found; ``None`` where none is."""
    keys = {key for one in wanted.figures.values() for key in one.texts}
    periods = {period for _, period in keys}
    member = sheet.member_column({who for who, _ in keys}) if wanted.has_members else None
    if wanted.has_members and member is None:
        return None
    column = sheet.period_column(periods, wanted.period_header)
    readings = [None] if column is None else [column, None]
    tried = [_matched(sheet, wanted, decimal, member, one, keys) for one in readings]
    best = max(tried, key=lambda one: one.score)
    return best if best.found else None


def _matched(
    sheet: Sheet,
    wanted: Wanted,
    decimal: str,
    member: int | None,
    period: int | None,
    keys: Collection[tuple[str, Period]],
) -> Matched:
    candidates = [
        one
        for selection in sheet.selections(member, period, keys)
        for one in sheet.candidates(selection, {member, period})
    ]
    shift = _shift(wanted.figures.values(), candidates) or wanted.following
    dated = [one for one in (_dated(each, shift) for each in candidates) if one.texts]
    found = _assigned(sheet, wanted, dated, decimal)
    return Matched(sheet, member, period, found, decimal)


def _shift(figures: Iterable[Figures], candidates: Iterable[Candidate]) -> Period | None:
    """The last period of the new file, as its dated columns tell it."""
    lasts = {one.last.frequency for one in figures}
    dated = [when for one in candidates for _, when in one.texts if when.frequency in lasts]
    return max(dated, default=None)


def _dated(candidate: Candidate, last: Period | None) -> Candidate:
    """A column without a period, as one of the last period."""
    if not candidate.undated or last is None:
        return candidate
    texts = {(who, last): text for who, text in candidate.undated.items()}
    return replace(candidate, texts=texts, columns={last: candidate.columns[None]})


def _assigned(
    sheet: Sheet, wanted: Wanted, candidates: Sequence[Candidate], decimal: str
) -> dict[str, Match]:
    """The best candidate for each measure; none serves two.

    What is left over then goes to measures that nothing is like, where values allow it.
    """
    order = {name: place for place, name in enumerate(wanted.figures)}
    scored, left = list[_Scored](), list[_Scored]()
    for known in wanted.figures.values():
        asked = wanted.columns.get(known.name)
        for place, one in enumerate(candidates):
            if asked is not None and not _is_asked(sheet, one, asked):
                continue
            felt = agreement(known, one.texts, decimal)
            name = _named(known, one)
            is_same = _is_same(sheet, known, one)
            if asked is None and not _is_likely(felt, name, is_same):
                if felt.score >= _AGAINST or is_same:
                    left.append((2 * felt.score + name, known.name, place, felt))
                continue
            away = abs(place / len(candidates) - order[known.name] / len(order))
            name += 0.2 * alike(one.words[1], wanted.words)
            name += _SAME * is_same
            score = 2 * felt.score + name - 0.05 * len(one.selection.where) - 0.02 * away
            scored.append((score + 10 * (asked is not None), known.name, place, felt))
    found: dict[str, Match] = {}
    used: set[tuple[object, ...]] = set()
    for score, series, place, felt in (*_best_first(scored), *_best_first(left)):
        spot = candidates[place].spot
        if series not in found and spot not in used:
            found[series] = Match(candidates[place], felt, score)
            used.add(spot)
    return {
        name: replace(one, others=_as_good(one, name, scored, candidates, used))
        for name, one in found.items()
    }


def _best_first(scored: Iterable[_Scored]) -> list[_Scored]:
    return sorted(scored, key=lambda one: (-one[0], one[2]))


def _as_good(
    chosen: Match,
    name: str,
    scored: Iterable[_Scored],
    candidates: Sequence[Candidate],
    used: Collection[tuple[object, ...]],
) -> tuple[Candidate, ...]:
    return tuple(
        candidates[place]
        for score, other, place, _ in scored
        if other == name
        and chosen.score - score < _CLOSE
        and candidates[place].spot not in used
        and candidates[place].texts != chosen.candidate.texts
    )


def _named(known: Figures, candidate: Candidate) -> float:
    """How far the names agree: of the header, of the series, and of its title."""
    names = {heading_of(header).stem: 1.0 for header in known.headers}
    names |= {heading_of(known.name).stem: 1.0, heading_of(known.title).stem: 0.8}
    return max(
        weight * alike(name, words) for name, weight in names.items() for words in candidate.words
    )


def _is_same(sheet: Sheet, known: Figures, candidate: Candidate) -> bool:
    """Whether it stands under a header that the measure had before."""
    before = {tidy(header) for header in known.headers}
    return any(sheet.headers[column] in before for column in candidate.columns.values())


def _is_likely(felt: Agreement, name: float, is_same: bool) -> bool:
    if felt.score >= _BY_VALUES or (felt.score >= _AGAINST and felt.score + name / 2 >= _BY_BOTH):
        return True
    is_against = felt.shared > 0 and felt.score < _AGAINST
    return (name >= _BY_NAME or is_same) and not is_against


def _is_asked(sheet: Sheet, candidate: Candidate, asked: str) -> bool:
    named = {sheet.headers[column] for column in candidate.columns.values()}
    stems = {heading_of(header).stem for header in named}
    return (
        tidy(asked) in {*named, *candidate.selection.where.values()}
        or heading_of(asked).stem in stems
    )
