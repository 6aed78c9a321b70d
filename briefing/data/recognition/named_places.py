"""How far a place in a new file is called as a measure was: by headers, picking texts, and title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from briefing.data.grid import tidy
from briefing.data.recognition.agreement import Figures
from briefing.data.recognition.headers import alike, heading_of
from briefing.data.recognition.possible_columns import Candidate, Condition, Sheet, texts_of

Words = tuple[str, ...]
_SEVERAL = 3
"""So many headers alike make a table the same."""


class Names:
    """How far names agree; what was held against one another once is known."""

    def __init__(self) -> None:
        self._pairs: dict[tuple[Words, Words], float] = {}
        self._stems: dict[str, Words] = {}

    def said(
        self, one: Candidate, context: Mapping[int, Condition], common: Mapping[int, str]
    ) -> tuple[Words, ...]:
        """What a candidate is called: by headers, by texts that pick its rows, by what those share.

        ``common`` are the texts that all its rows have; those of the ``context`` name no single
        measure.
        """
        where = one.selection.where
        own = [text for c, cond in where.items() if c not in context for text in texts_of(cond)]
        picked = tuple(dict.fromkeys(word for text in own for word in self._stem(text)))
        further = [self._stem(text) for column, text in common.items() if column not in context]
        return tuple(dict.fromkeys((*one.words, picked, (*one.words[0], *picked), *further)))

    def agree(self, known: Figures, said: Iterable[Words]) -> float:
        """How far the names agree: of the header, of the series, and of its title."""
        names = {self._stem(header): 1.0 for header in known.headers}
        names |= {self._stem(known.name): 1.0, self._stem(known.title): 0.8}
        return max(
            weight * self.alike(name, words) for name, weight in names.items() for words in said
        )

    def alike(self, one: Words, other: Words) -> float:
        """How much two names agree, 0 to 1."""
        if (one, other) not in self._pairs:
            self._pairs[one, other] = alike(one, other)
        return self._pairs[one, other]

    def _stem(self, text: str) -> Words:
        if text not in self._stems:
            self._stems[text] = heading_of(text).stem
        return self._stems[text]


def is_place_of_before(sheet: Sheet, known: Figures, candidate: Candidate) -> bool:
    """Whether it stands under a header that the measure had before, in the rows of before."""
    before = {tidy(header) for header in known.headers}
    if not any(sheet.headers[column] in before for column in candidate.columns.values()):
        return False
    where = {sheet.headers[c]: texts_of(t) for c, t in candidate.selection.where.items()}
    declared = {h: texts for h, texts in known.conditions.items() if h in sheet.headers}
    given = {sheet.headers[c] for c in sheet.given}
    is_told = set(declared) <= set(where) | given
    if len(declared) < len(known.conditions) or not set(where) <= set(declared) | given:
        return False
    return is_told and all(
        set(where[header]) <= set(texts) for header, texts in declared.items() if header in where
    )


def is_table_of_before(sheet: Sheet, figures: Mapping[str, Figures]) -> bool:
    """Whether every measure has its header of before, once each, so that the table is the same one.

    Several must, since a single header may be that of anything.
    """
    wanted = [tidy(header) for one in figures.values() for header in one.headers]
    often = Counter(sheet.headers)
    return len(figures) >= _SEVERAL and all(often[header] == 1 for header in wanted)


def are_members_of_before(known: Figures, candidate: Candidate) -> bool:
    """Whether most members of a measure stand in the rows of a candidate."""
    before = {member for member, _ in known.texts}
    return 2 * len(before & {member for member, _ in candidate.texts}) >= len(before)
