"""Names in which no digit is a claim: of the measures and members of a brief, and of its subject."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefing.brief.prose import has_digit
from briefing.core.series import Panel, Series
from briefing.project.subject import Subject

_FEWEST_WORDS = 3
"""``Under 5`` may begin a claim of its own; ``Waiting over 4 hours`` is a name."""


def given_names(measures: Iterable[Series | Panel], subject: Subject | None) -> tuple[str, ...]:
    """The names as a text may write them: titles with digits, also within a sentence."""
    found = [subject.text, *filter(has_digit, subject.texts)] if subject else []
    for name in _names(measures):
        if has_digit(name) and len(name.split()) >= _FEWEST_WORDS:
            found += (name, f"{name[:1].lower()}{name[1:]}")
    return tuple(dict.fromkeys(found))


def _names(measures: Iterable[Series | Panel]) -> Iterator[str]:
    for one in measures:
        yield one.title
        if isinstance(one, Panel):
            yield from one.members
