"""From many candidates to a few highlights: merged, of different subjects, none opening like another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from briefing.analysis.findings.candidates import Candidate
from briefing.core.document import Inlines, plain
from briefing.core.finding import Finding
from briefing.language.numbers import format_number

AGAIN = Fraction(7, 10)
"""What the score of a further candidate of the same topic is multiplied by."""
WEAKEST = Fraction(3, 20)
"""Candidates below this score are no highlights."""
_KEPT = 12


@dataclass(slots=True)
class Choice:
    """What was chosen, and what was passed over with the reason."""

    chosen: list[Finding]
    candidates: list[Candidate]
    passed: list[Finding]


def choose(candidates: Iterable[Candidate], count: int, openings: Sequence[str] = ()) -> Choice:
    """The best ``count`` candidates: one a subject, further ones of a topic marked down.

    Equal scores keep the order in which the candidates were found. ``openings`` are those of
    highlights that stand already.
    """
    waiting = sorted(candidates, key=lambda one: -one.score)
    taken: list[tuple[Candidate, Fraction, Inlines]] = []
    used = {_opening(one) for one in openings}
    passed: list[Finding] = []
    while waiting and len(taken) < count:
        best = max(waiting, key=lambda one: _worth(one, taken))
        waiting.remove(best)
        worth = _worth(best, taken)
        if worth < WEAKEST:
            waiting.insert(0, best)
            break
        twin = next((one for one, _, _ in taken if _is_same(one, best)), None)
        if twin is not None:
            passed.append(
                _finding(best, best.sentences[0], f"says more of what {twin.detector} said")
            )
            continue
        sentence = next((one for one in best.sentences if _opening(plain(one)) not in used), None)
        if sentence is None:
            passed.append(_finding(best, best.sentences[0], "would open like another highlight"))
            continue
        used.add(_opening(plain(sentence)))
        taken.append((best, worth, sentence))
    passed += [
        _finding(one, one.sentences[0], _missed(one, taken))
        for one in waiting
        if one.score >= WEAKEST
    ]
    return Choice(
        [_finding(one, sentence, _reason(one, worth)) for one, worth, sentence in taken],
        [one for one, _, _ in taken],
        passed[:_KEPT],
    )


def _worth(one: Candidate, taken: list[tuple[Candidate, Fraction, Inlines]]) -> Fraction:
    again = sum(other.topic == one.topic for other, _, _ in taken)
    return one.score * AGAIN**again


def _is_same(one: Candidate, other: Candidate) -> bool:
    """Whether both are about one subject, or show the same facts."""
    shown = {fact.id for fact in one.facts}
    if one.detector == other.detector == "rank change" and one.topic == other.topic:
        return True  # one rises where the other falls
    return one.subject == other.subject or {fact.id for fact in other.facts} <= shown


def _reason(one: Candidate, worth: Fraction) -> str:
    return (
        f"{one.detector}: {one.because}; score {_two(worth)} = size {one.size:.2f} "
        f"× certainty {one.certainty:.2f} × weight {one.weight:.2f}"
        + (
            f", marked down from {_two(one.score)} as its topic is there"
            if worth < one.score
            else ""
        )
    )


def _missed(one: Candidate, taken: list[tuple[Candidate, Fraction, Inlines]]) -> str:
    if any(_is_same(other, one) for other, _, _ in taken):
        return "its subject is among the highlights"
    if not taken:
        return "the author's sentences take all places"
    worth = _worth(one, taken)
    last = min((worth for _, worth, _ in taken), default=Fraction(0))
    marked = ", marked down as its topic is there" if worth < one.score else ""
    return f"score {_two(worth)}{marked}; the last highlight has {_two(last)}"


def _finding(one: Candidate, sentence: Inlines, reason: str) -> Finding:
    name = f"{one.detector} {one.facts[0].id}"
    return Finding(name, sentence, (), reason, one.facts, one.detector, one.score)


def _opening(text: str) -> str:
    """The first word of a sentence, by which two would sound alike; with an article the second too."""
    words = text.replace("**", "").casefold().split()
    return " ".join(words[: 2 if words[:1] == ["the"] else 1])


def _two(number: Fraction) -> str:
    return format_number(number, 2)
