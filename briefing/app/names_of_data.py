"""The names that data show, members and the heads of alike titles, to a language that keeps their capitals."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.core.series import Dataset, Panel
from briefing.data.recognition.place_words import is_place_header
from briefing.language.base import Language


def knowing_names(language: Language, datasets: Iterable[Dataset]) -> Language:
    """The same language with the names that titles and members of the data show."""
    measures = [one for data in datasets for one in data.measures.values()]
    members = [name for one in measures if isinstance(one, Panel) for name in one.members]
    places = [
        name
        for one in measures
        if isinstance(one, Panel) and is_place_header(one.dimension)
        for name in one.members
    ]
    return language.knowing([one.title for one in measures], members, places)
