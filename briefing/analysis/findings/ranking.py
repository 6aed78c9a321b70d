"""From many candidates to a few highlights: merged, of different subjects, none opening like another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import chain, islice

from briefing.analysis.findings.candidates import Candidate, Key
from briefing.analysis.findings.leads import Group, Pool
from briefing.analysis.findings.same_figures import Alike
from briefing.core.finding import Finding
from briefing.core.text_nodes import Inlines, plain
from briefing.language.base import Language

AGAIN = Fraction(7, 10)
"""What the score of a further candidate of the same topic is multiplied by."""
ALIKE = Fraction(4, 5)
"""What it is multiplied by where another measure of the same data set, unit and nature is told of."""
WEAKEST = Fraction(3, 20)
"""Candidates below this score are no highlights."""
_KEPT = 12
_Taken = tuple[Candidate, Fraction, Inlines]
"""A candidate, what it was worth when it was taken, and its sentence."""
_TWINS = ({"rank change"}, {"dominance", "concentration"})
"""Detectors that say one thing about a whole: one rises where the other falls; who has most of it is
why it is concentrated."""


@dataclass(slots=True)
class Choice:
    """What was chosen, and what was passed over with the reason."""

    chosen: list[Finding]
    candidates: list[Candidate]
    passed: list[Finding]


def choose(
    language: Language,
    candidates: Iterable[Candidate] | Pool,
    count: int,
    openings: Sequence[str] = (),
    alike: Mapping[Key, Alike] | None = None,
) -> Choice:
    """The best ``count`` candidates: one a subject, further ones of a topic marked down.

    Equal scores keep the order in which the candidates were found. ``openings`` are those of
    highlights that stand already; ``alike`` are subjects that have their figures under several names.
    """
    alike = alike or {}
    waiting = candidates if isinstance(candidates, Pool) else Pool.of(candidates)
    taken: list[_Taken] = []
    used = {_opening(language, one) for one in openings}
    passed: list[Finding] = []
    rest: list[Candidate] = []
    while len(taken) < count and (best := waiting.best(partial(_factor, taken))) is not None:
        worth = _worth(best, taken)
        if worth < WEAKEST:
            rest.append(best)
            break
        twin = next((one for one, _, _ in taken if _is_same(one, best, alike)), None)
        if twin is not None:
            reason = _repeats(language, twin, best, alike)
            passed.append(_finding(best, best.sentences[0], reason))
            continue
        sentence = next(
            (one for one in best.sentences if _opening(language, plain(one)) not in used), None
        )
        if sentence is None:
            reason = language.term("because.opens_alike")
            passed.append(_finding(best, best.sentences[0], reason))
            continue
        used.add(_opening(language, plain(sentence)))
        taken.append((best, worth, sentence))
    known = (one for one in rest if one.score >= WEAKEST)
    others = chain(known, waiting.by_score(WEAKEST))
    passed += [
        _finding(one, one.sentences[0], _missed(language, one, taken, alike))
        for one in islice(others, max(0, _KEPT - len(passed)))
    ]
    return Choice(
        [_finding(one, sentence, _reason(language, one, worth)) for one, worth, sentence in taken],
        [one for one, _, _ in taken],
        passed[:_KEPT],
    )


def _worth(one: Candidate, taken: Sequence[_Taken]) -> Fraction:
    return one.score * _factor(taken, (one.topic, one.kind))


def _factor(taken: Sequence[_Taken], group: Group) -> Fraction:
    """What scores of a topic and kind are multiplied by, beside those that are taken."""
    topic, kind = group
    again = sum(other.topic == topic for other, _, _ in taken)
    is_alike = kind is not None and any(other.kind == kind for other, _, _ in taken)
    return AGAIN**again if again else ALIKE if is_alike else Fraction(1)


def _are_alike(one: Candidate, other: Candidate, alike: Mapping[Key, Alike]) -> bool:
    """Whether what they are about has the same figures under two names."""
    both = alike.get(one.subject), alike.get(other.subject)
    return both[0] is not None and both[1] is not None and both[0].first == both[1].first


def _is_same(one: Candidate, other: Candidate, alike: Mapping[Key, Alike]) -> bool:
    """Whether both are about one subject, or the other shows no fact that one does not.

    A movement is known by its two cells: a rank that rose with 50 after 35 says what "rose to 50, from
    35" says.
    """
    if one.topic == other.topic and {one.detector, other.detector} in _TWINS:
        return True
    if one.subject == other.subject or _are_alike(one, other, alike):
        return True
    if {fact.id for fact in other.facts} <= {fact.id for fact in one.facts}:
        return True
    cells = {fact.spot for fact in other.facts} - {None}
    return len(cells) > 1 and cells <= {fact.spot for fact in one.facts}


def _reason(language: Language, one: Candidate, worth: Fraction) -> str:
    parts = (("size", one.size), ("certainty", one.certainty), ("weight", one.weight))
    return language.term(
        "because.score_marked_down" if worth < one.score else "because.score",
        detector=_named(language, one),
        reason=one.because,
        score=two_decimals(language, worth),
        unmarked=two_decimals(language, one.score),
        **{name: two_decimals(language, Fraction(f"{value:.2f}")) for name, value in parts},
    )


def _repeats(
    language: Language, twin: Candidate, one: Candidate, alike: Mapping[Key, Alike]
) -> str:
    """Why a candidate is left out beside one that is taken: it says more of it, or the same under another name."""
    if twin.subject != one.subject and _are_alike(twin, one, alike):
        return language.term("because.same_figures", title=alike[twin.subject].title)
    return language.term("because.says_more", detector=_named(language, twin))


def _missed(
    language: Language, one: Candidate, taken: Sequence[_Taken], alike: Mapping[Key, Alike]
) -> str:
    twin = next((other for other, _, _ in taken if _is_same(other, one, alike)), None)
    if twin is not None and twin.subject != one.subject and _are_alike(twin, one, alike):
        return language.term("because.same_figures", title=alike[twin.subject].title)
    if twin is not None:
        return language.term("because.subject_shown")
    if not taken:
        return language.term("because.author_takes_all")
    worth = _worth(one, taken)
    last = min((worth for _, worth, _ in taken), default=Fraction(0))
    return language.term(
        "because.missed_marked_down" if worth < one.score else "because.missed",
        score=two_decimals(language, worth),
        last=two_decimals(language, last),
    )


def _named(language: Language, one: Candidate) -> str:
    """What found it, in words; a plug-in's detector by the name that it gives itself."""
    own = language.own(f"detector.{one.detector.replace(' ', '_')}")
    return own if isinstance(own, str) else one.detector


def _finding(one: Candidate, sentence: Inlines, reason: str) -> Finding:
    return Finding(one.id, sentence, (), reason, one.facts, one.detector, one.score)


def _opening(language: Language, text: str) -> str:
    """How a sentence begins, by which two would sound alike."""
    return language.grammar.opening(text.replace("**", ""))


def two_decimals(language: Language, number: Fraction) -> str:
    """A score as it is printed."""
    return language.number(number, 2)
