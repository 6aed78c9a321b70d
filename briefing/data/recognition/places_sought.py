"""The cells of a new file that could be those of known measures, for one reading of its axes.

Sought where the measure was declared before, in whole tables and under single conditions, where its
values stand (:mod:`briefing.data.recognition.row_search`), and beside measures that were found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from briefing.core.period import Period
from briefing.data.grid import tidy
from briefing.data.recognition.agreement import Figures, Key
from briefing.data.recognition.headers import heading_of
from briefing.data.recognition.possible_columns import Candidate, Condition, Selection, Sheet, Spots
from briefing.data.recognition.row_index import numbers_of
from briefing.data.recognition.row_search import Axes, promising, searched

Where = Mapping[int, Condition]
_MOST_SELECTIONS = 12
"""Sets of rows that are looked at for one measure."""
_MOST_GROUPS = 600


class Candidates:
    """What could be a measure; the same cells are kept once, under the conditions found first."""

    def __init__(
        self, sheet: Sheet, axes: Axes, decimal: str, known: Mapping[str, Figures]
    ) -> None:
        self.sheet, self.axes, self.decimal, self.known = sheet, axes, decimal, known
        self._found: dict[tuple[object, ...], Candidate] = {}
        self._taken = {axes.member, axes.period}

    @property
    def every(self) -> list[Candidate]:
        """All so far."""
        return list(self._found.values())

    def collect(self, asked: Mapping[str, Sequence[str]]) -> None:
        """Those of declared places, of whole tables and single conditions, and of known values."""
        for known in self.known.values():
            self._declared(known)
        keys: set[Key] = {key for one in self.known.values() for key in one.texts}
        for selection in self.sheet.selections(self.axes.member, self.axes.period, keys):
            self._add_all(selection)
        for known in self.known.values():
            self._by_values(known, asked_conditions(self.sheet, asked.get(known.name, ())))

    def beside(
        self, shared: Where, context: Where, found: Iterable[Candidate], names: Iterable[str]
    ) -> None:
        """What stands in the same part of the file as measures that were found.

        ``shared`` are the conditions that those have in common, ``context`` what their rows have in
        common, ``names`` the measures still sought.
        """
        chosen = list(found)
        for name in names:
            self._by_values(self.known[name], shared, context)
        columns = sorted({c for one in chosen for c in one.selection.where} - set(shared))
        if not columns:
            return
        rows = self.sheet.index.with_texts({**shared, **context})
        groups = {
            tuple(self.sheet.rows[number][c] for c in columns): None for number in numbers_of(rows)
        }
        spots = {tuple(one.columns.items()): one.columns for one in chosen}
        for texts in islice(groups, _MOST_GROUPS):
            where = {**shared, **dict(zip(columns, texts, strict=True))}
            further = [{}, *({column: text} for column, text in context.items())]
            every = (self._selected({**where, **more}) for more in further)
            selection = next((one for one in every if one is not None), None)
            if selection is not None:
                for one in spots.values():
                    self._add(selection, one)

    def dated(self, last: Period | None) -> list[Candidate]:
        """All that have cells of known periods; a column without one is of the period ``last``."""
        return [one for one in (_dated(each, last) for each in self.every) if one.texts]

    def _declared(self, known: Figures) -> None:
        """Where it stood before, by header and conditions."""
        columns = {tidy(header): at for at, header in enumerate(self.sheet.headers)}
        if not known.conditions or not set(known.conditions) <= set(columns):
            return
        where = {
            columns[header]: texts[0] if len(texts) == 1 else texts
            for header, texts in known.conditions.items()
        }
        if selection := self._selected(where):
            self._add_all(selection)

    def _by_values(self, known: Figures, start: Where, context: Where | None = None) -> None:
        by_row = self.axes.period is not None
        spots = self.sheet.spots(self._taken, by_row=by_row)
        within = self.sheet.index.with_texts({**start, **(context or {})})
        words = {*heading_of(known.title).stem, *heading_of(known.name).stem}
        for one, hits in promising(self.sheet, known, self.axes, self.decimal, within, spots):
            taken = {*self._taken, *one.values()}
            selections = searched(self.sheet, hits, self.axes, words, start, taken)
            for selection in islice(selections, _MOST_SELECTIONS):
                self._add(selection, one)
        if start and (whole := self._selected(start)):
            self._add_all(whole)

    def _selected(self, where: Where) -> Selection | None:
        own = {c: t for c, t in where.items() if c not in self.sheet.given}
        return self.sheet.selected(own, self.axes.member, self.axes.period)

    def _add_all(self, selection: Selection) -> None:
        for one in self.sheet.candidates(selection, self._taken):
            self._put(one)

    def _add(self, selection: Selection, spots: Spots) -> None:
        self._put(self.sheet.candidate(selection, spots))

    def _put(self, one: Candidate) -> None:
        cells = (frozenset(one.selection.rows.values()), *one.columns.values())
        self._found.setdefault(cells, one)


def asked_conditions(sheet: Sheet, asked: Sequence[str]) -> dict[int, str]:
    """The conditions that texts of rows are, which a user names for a measure; headers are none."""
    found: dict[int, str] = {}
    for text in map(tidy, asked):
        if is_header(sheet, text):
            continue
        column = next((c for c in sheet.texts if text in sheet.index.texts(c)), None)
        if column is not None:
            found[column] = text
    return found


def is_header(sheet: Sheet, text: str) -> bool:
    """Whether a text that a user gives is a header, or the stem of headers that tell periods."""
    stem = heading_of(text).stem
    return tidy(text) in sheet.headers or any(
        one.stem == stem and one.period is not None for one in sheet.headings
    )


def unknown_texts(sheet: Sheet, asked: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Texts that a user names and that stand nowhere, neither as a header nor in a row."""
    for texts in asked.values():
        for text in map(tidy, texts):
            if not is_header(sheet, text) and not any(
                text in sheet.index.texts(column) for column in sheet.texts
            ):
                yield text


def _dated(candidate: Candidate, last: Period | None) -> Candidate:
    """A column without a period, as one of the last period."""
    if not candidate.undated or last is None:
        return candidate
    texts = {(who, last): text for who, text in candidate.undated.items()}
    return replace(candidate, texts=texts, columns={last: candidate.columns[None]})
