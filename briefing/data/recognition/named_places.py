"""How far a place in a new file is called as a measure was: by headers, picking texts, and title."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefing.data.grid import tidy
from briefing.data.recognition.agreement import Figures
from briefing.data.recognition.headers import alike, heading_of
from briefing.data.recognition.possible_columns import Candidate, Condition, Sheet, texts_of


def names_agree(
    known: Figures,
    candidate: Candidate,
    context: Mapping[int, Condition],
    common: Iterable[tuple[int, str]],
) -> float:
    """How far the names agree: of the header, of the series, and of its title.

    ``common`` are the texts that all rows have; those of the ``context`` name no single measure.
    """
    names = {heading_of(header).stem: 1.0 for header in known.headers}
    names |= {heading_of(known.name).stem: 1.0, heading_of(known.title).stem: 0.8}
    where = candidate.selection.where
    own = [text for c, one in where.items() if c not in context for text in texts_of(one)]
    picked = tuple(dict.fromkeys(word for text in own for word in heading_of(text).stem))
    further = [heading_of(text).stem for column, text in common if column not in context]
    said = (*candidate.words, picked, (*candidate.words[0], *picked), *further)
    return max(weight * alike(name, words) for name, weight in names.items() for words in said)


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
