"""A detector: a count that has one digit more than in the period before."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.analysis.findings.candidates import Candidate, Subject, figure, when
from briefing.analysis.findings.movements import candidate
from briefing.core.text_nodes import Text


def milestones(subject: Subject) -> Iterator[Candidate]:
    """A value that passed ten, a hundred, a thousand, ... since the period before."""
    before = subject.series.at(subject.period.shifted(-1))
    if before is None:
        return
    now, then = subject.now.quantity.value, before.quantity.value
    if now is None or then is None or then < 1 or len(str(int(now))) <= len(str(int(then))):
        return
    language = subject.language
    sentence = (
        Text(f"{subject.title} has a digit more than before: "),
        figure(language, subject.now),
        Text(" in "),
        when(language, subject.now, subject.period),
        Text(", after "),
        figure(language, before),
        Text("."),
    )
    facts = (subject.now, before)
    yield candidate(subject, "milestone", (sentence,), facts, 0.9, "a digit more", "up")
