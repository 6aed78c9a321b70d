"""Detectors that look at one series: changes, crossings, bounds, paces, gaps; and the table of all of them.

Each is a function from a subject to the candidates that it finds; the table at the end is the family.
A movement that the rounding of the figures could hide is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Protocol

from briefing.analysis.findings.candidates import (
    Candidate,
    Subject,
    figure,
    size_of_change,
    told_figure,
    when,
    word,
)
from briefing.analysis.findings.detect_history import (
    FEWEST_FOR_OUTLIER,
    outliers,
    records,
    turns,
)
from briefing.analysis.findings.movements import (
    candidate,
    change_clauses,
    going_on,
    is_beyond,
    is_from_tiny_base,
    kin,
    movement,
    past_directions,
    size_of_plain,
    when_before,
)
from briefing.core.column_facts import values_beyond
from briefing.core.fact import Derivation, Fact
from briefing.core.lags import NoRelative
from briefing.core.plugins import Registry
from briefing.core.quantity import Quantity
from briefing.core.status import Status
from briefing.core.text_nodes import Mention
from briefing.language.amounts import amount, amount_beside, size_of


class Detector(Protocol):
    """Looks for one kind of finding; plug-ins add to the group ``briefing.detectors``."""

    def __call__(self, subject: Subject, /) -> Iterator[Candidate]:
        """What is worth a sentence about the series of ``subject`` at its period, if anything.

        Every figure and period of a sentence is a :class:`~briefing.core.text_nodes.Mention` of a
        fact among those of the candidate. A :class:`~briefing.core.problems.QuantityError` ends
        the search without a word.
        """


DETECTORS: Registry[Iterator[Candidate]] = Registry("briefing.detectors", {})
"""Those of plug-ins; nothing bounds what they may score, so that no member is screened out."""
_MUCH = 2
_WILD = 100
"""Growth in percent beyond which its slowing says nothing."""


def changes(subject: Subject) -> Iterator[Candidate]:
    """A rise or fall since the period before; its size against doubling and its own history."""
    moved = movement(subject)
    if moved is None:
        return
    where, before, difference, change = moved
    if before.quantity.value is None:
        return
    is_tiny = is_from_tiny_base(subject, before, change)
    clauses = change_clauses(subject, before, difference, change, absolute=is_tiny)
    yield candidate(
        subject,
        "change",
        going_on(subject, clauses, "finding.change"),
        (subject.now, before, difference, change),
        size_of_plain(subject, before, change),
        subject.language.term(
            "because.change", size=size_of(subject.language, change.quantity, change.digits)
        ),
        where,
    )


def crossings(subject: Subject) -> Iterator[Candidate]:
    """A figure that crossed a declared value, or a percentage a half or two thirds, since before."""
    moved = movement(subject)
    if moved is None:
        return
    where, before, difference, change = moved
    for limit, name in _limits(subject):
        if not (
            is_beyond(before, limit, where, before=True) and is_beyond(subject.now, limit, where)
        ):
            continue
        crossed = subject.language.term(f"finding.crossed_{where}", limit=name)
        sentence = subject.language.sentence(
            "finding.crossing",
            subject=subject.title,
            crossed=word(difference, crossed),
            when=when(subject.language, subject.now, subject.period),
            now=_beside(subject, subject.now, limit),
            before=told_figure(subject.language, before, _beside(subject, before, limit).text),
        )
        facts = (subject.now, before, difference, change)
        reason = subject.language.term("because.crossing", limit=name)
        yield candidate(subject, "threshold", (sentence,), facts, 0.8, reason, where)


def _beside(subject: Subject, fact: Fact, limit: Fraction) -> Mention:
    """A figure as it is printed beside the value that it crossed."""
    language = subject.language
    return figure(language, fact, amount_beside(language, fact.quantity, limit, fact.digits))


def _limits(subject: Subject) -> Iterator[tuple[Fraction, str]]:
    """The values to look at, in words: those that the author declares, then the standard ones."""
    unit, language = subject.now.quantity.unit, subject.language
    for declared in subject.thresholds:
        yield declared, amount(language, Quantity.exact(declared, unit))
    if not unit.is_percent or language.grammar.tells_change(subject.title):
        return
    if values_beyond(subject.series.facts, 0, 100):
        return  # no part of a whole
    for limit, part in (Fraction(50), "half"), (Fraction(200, 3), "two_thirds"):
        name = language.term(f"finding.{part}")
        yield limit, language.term("finding.part_of", part=name, whole=unit.of) if unit.of else name


def bounds_lifted(subject: Subject) -> Iterator[Candidate]:
    """A figure where only a bound was published before: ``>95`` and now 80."""
    moved = movement(subject)
    if moved is None:
        return
    where, before, difference, change = moved
    if before.quantity.value is not None or not before.quantity.tells_something:
        return
    language = subject.language
    sentence = language.sentence(
        "finding.bound_lifted",
        subject=subject.title,
        moved=word(difference, language.term(f"verb.{where}")),
        now=figure(language, subject.now),
        when=when(language, subject.now, subject.period),
        before=figure(language, before),
        then=word(before, when_before(language, before, subject.period)),
    )
    facts = (subject.now, before, difference, change)
    size = 0.6 + 0.4 * size_of_change(change)
    reason = language.term("because.bound_lifted")
    yield candidate(subject, "bound lifted", (sentence,), facts, size, reason, where)


def accelerations(subject: Subject) -> Iterator[Candidate]:
    """Growth that doubled or halved against that of the period before, in one direction."""
    moved = movement(subject)
    earlier = subject.series.at(subject.period.preceding(subject.series.over))
    if subject.period.among:
        return  # two changes over unlike times have no pace
    if moved is None or earlier is None or not moved[3].quantity.unit.is_percent:
        return
    where, before, difference, change = moved
    try:
        past = kin(subject, earlier, "change")
    except NoRelative:
        return
    now, then = change.quantity.value, past.quantity.value
    same = past.quantity.direction == where
    if now is None or then is None or not then or not same:
        return
    faster = abs(now) >= _MUCH * abs(then)
    slower = abs(now) * _MUCH <= abs(then)
    if not (faster or slower) or not 5 <= max(abs(now), abs(then)) <= _WILD:  # noqa: PLR2004
        return
    if any(is_from_tiny_base(subject, one, change) for one in (before, earlier)):
        return
    language = subject.language
    noun, pace = "growth" if where == "up" else "decline", "faster" if faster else "slower"
    sentence = language.sentence(
        f"finding.pace_of_{noun}",
        inside=subject.inside,
        pace=word(change, language.term(f"finding.{pace}")),
        now=figure(language, change, size_of(language, change.quantity, change.digits)),
        when=when(language, subject.now, subject.period),
        before=figure(language, past, size_of(language, past.quantity, past.digits)),
        then=word(past, when_before(language, past, subject.period)),
    )
    facts = (subject.now, before, difference, change, past)
    size = 0.2 + 0.4 * size_of_change(change) if faster else 0.15 + 0.3 * size_of_change(past)
    reason = language.term(f"because.pace_of_{noun}", pace=language.term(f"finding.{pace}"))
    yield candidate(subject, "acceleration", (sentence,), facts, size, reason, where)


def gaps(subject: Subject) -> Iterator[Candidate]:
    """How far a figure stands from its declared target (a metric of the kind ``gap``)."""
    origin = subject.now.origin
    if not isinstance(origin, Derivation) or origin.calculator != "gap":
        return
    value = origin.inputs.get("now")
    where = subject.now.quantity.direction
    if not isinstance(value, Fact) or where not in {"up", "down"}:
        return
    language = subject.language
    sentence = language.sentence(
        f"finding.gap_{where}",
        title=value.title,
        count=language.count_of(value.title),
        value=figure(language, value),
        when=when(language, value, subject.period),
        gap=figure(
            language,
            subject.now,
            size_of(language, subject.now.quantity, subject.now.digits),
        ),
    )
    facts, reason = (subject.now, value), language.term("because.gap")
    yield candidate(subject, "gap to target", (sentence,), facts, 0.7, reason)


def divergences(one: Subject, other: Subject) -> Iterator[Candidate]:
    """Two series whose changes usually agree in direction, and now do not."""
    mine, theirs = movement(one), movement(other)
    if mine is None or theirs is None or mine[0] == theirs[0]:
        return
    theirs_then = past_directions(other)
    pairs = [
        (way, theirs_then[when])
        for when, way in past_directions(one).items()
        if when in theirs_then
    ]
    told = [pair for pair in pairs if set(pair) <= {"up", "down"}]
    agreed = sum(a == b for a, b in told)
    if len(told) < FEWEST_FOR_OUTLIER or agreed / len(told) < 0.8:  # noqa: PLR2004
        return
    language = one.language
    sentence = language.sentence(
        "finding.divergence",
        one=one.title,
        moved=word(mine[2], language.term(f"verb.{mine[0]}")),
        when=when(language, one.now, one.period),
        other=other.inside,
        other_moved=word(theirs[2], language.term(f"verb.{theirs[0]}")),
        now=figure(language, one.now),
        other_now=figure(language, other.now),
    )
    facts = (one.now, other.now, mine[2], theirs[2])
    reason = language.term("because.divergence", agreed=agreed, all=len(told))
    yield candidate(one, "divergence", (sentence,), facts, 0.6, reason)


def detectors_for(subject: Subject) -> tuple[Detector, ...]:
    """What may be looked for: of a forecast its change alone, of what is not significant nothing.

    A series with a season is compared with the year before, so neighbours tell no turn; a record only
    beyond all seasons of two years. What adds up since the year began has none.
    """
    status = subject.now.quantity.status
    if status is Status.NOT_SIGNIFICANT:
        return ()
    if status is Status.FORECAST:
        return (changes,)
    if subject.series.on_year:
        return (changes,) if _adds_up_in_a_year(subject) else (changes, records)
    return (*SERIES_DETECTORS, *DETECTORS.values())


def _adds_up_in_a_year(subject: Subject) -> bool:
    origin = subject.now.origin
    return isinstance(origin, Derivation) and origin.parameters.get("over") == "year"


SERIES_DETECTORS: tuple[Detector, ...] = (
    changes,
    records,
    turns,
    crossings,
    outliers,
    bounds_lifted,
    accelerations,
    gaps,
)
"""The family, in the order in which ties are settled."""
