"""Words for how far, held to the change or the distance beside them: ``edged up by 33%``, ``just above``.

Only what is clear is told, and by the limits of the verbs that facts say: what moved by less than 1%
edged, what moved by 15% climbed or dropped. So "slightly" is false from 15% on (of figures in percent
also from five points on), and "sharply" below 1%, unless the series seldom moves as far: a life
expectancy that falls by 0.9% falls sharply. Small counts, balances and degrees are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from statistics import median

from briefing.brief.assertions.assertion import Assertion, Figure, History, Sentence
from briefing.brief.mentions import MARK_OPEN, Mentions
from briefing.core.fact import Derivation, Fact
from briefing.core.lags import is_few
from briefing.core.nature import Use, allows
from briefing.core.quantity import Quantity
from briefing.core.series import Series
from briefing.language.amounts import amount
from briefing.language.change_words import EDGES, GOES_FAR
from briefing.language.degree_words import (
    APART,
    BEHIND_VERB,
    MOVED,
    THAN_BEFORE,
    TOLD,
    UNSAID,
    contradicts,
    is_slight,
)
from briefing.language.direction_words import (
    CAME_FROM,
    TOLD_AFTER,
    WENT_TO,
    compared_by_name,
    compared_in,
    is_rounding,
)
from briefing.language.history_words import since_then

_FAR, _NEAR = Fraction(GOES_FAR, 100), Fraction(EDGES, 100)
"""From which part of itself on a move is not slight, and below which it is not sharp."""
_FAR_POINTS = 5
"""So many points must a figure in percent have moved, too, for that."""
_FEWEST = 3
"""Earlier moves that tell how far a series usually goes."""
_UNUSUAL = 2
"""How often as far as usual a small move is a sharp one for its series."""


@dataclass(frozen=True, slots=True)
class _Distance:
    """Two figures of one unit, how they are told, and the series of which the first is a move."""

    now: Quantity
    then: Quantity
    told: str
    series: Series | None = None
    moved: Series | None = None

    @property
    def part(self) -> Fraction | None:
        """How far apart, as a part of the second one; none where that says little."""
        now, then = self.now.value, self.then.value
        is_percent = self.now.unit.is_percent
        if now is None or then is None or then <= 0 or now < 0 or self.now.unit != self.then.unit:
            return None
        if self.series is None or not (
            is_percent or allows(self.series.nature, Use.PERCENT_CHANGE)
        ):
            return None
        return None if is_few(self.then) and not is_percent else abs(now / then - 1)

    @property
    def is_far(self) -> bool:
        """Whether nobody calls it slight."""
        part = self.part
        if part is None or self.now.value is None or self.then.value is None:
            return False
        is_percent = self.now.unit.is_percent
        return part >= _FAR and not (
            is_percent and abs(self.now.value - self.then.value) < _FAR_POINTS
        )

    @property
    def is_near(self) -> bool:
        """Whether nobody calls it sharp, for this series."""
        part = self.part
        if part is None or part >= _NEAR or self.now.value is None or self.then.value is None:
            return False
        usual = _usual_move(self.moved) if self.moved else None
        return usual is None or abs(self.now.value - self.then.value) < _UNUSUAL * usual


def _usual_move(series: Series) -> Fraction | None:
    """How far a series goes from one value to the next; none of a short one."""
    values = [fact.quantity.value for _, fact in sorted(series.facts.items())]
    moves = [abs(b - a) for a, b in pairwise(values) if a is not None and b is not None]
    return median(moves) if len(moves) > _FEWEST else None


def degrees_in(sentence: Sentence, mentions: Mentions) -> Iterator[Assertion]:
    """All words of degree in a sentence that its figures contradict."""
    figures = tuple(one for one in sentence.figures if one.is_figure and not one.is_rank)
    for place, figure in enumerate(figures):
        words, since = sentence.words_before(figure.start)
        after = sentence.plain[figure.end :].partition(MARK_OPEN)[0]
        if found := MOVED.search(words):
            distance = _moved(sentence, figures, place, found["link"] or "", mentions)
            yield from _false(sentence, found, _span(found, since), distance)
        else:
            yield from _apart(sentence, figures, place)
        if found := TOLD.match(after) or THAN_BEFORE.match(after):
            distance = _of_change(figure) or _since_before(sentence, figure, mentions)
            yield from _false(sentence, found, _span(found, figure.end), distance)
    yield from _behind_verbs(sentence)


def _behind_verbs(sentence: Sentence) -> Iterator[Assertion]:
    """``{{ x.verb }} slightly``: the verb of a fact tells its degree itself."""
    for figure in sentence.figures:
        behind = BEHIND_VERB.match(sentence.plain[figure.end :])
        if behind and figure.mention.kind == "word" and figure.is_change:
            start, end = (figure.end + one for one in behind.span("phrase"))
            if contradicts(figure.mention.text, is_slight=is_slight(behind)):
                yield sentence.assertion(start, end, False, figure.told)


def _span(found: re.Match[str], since: int) -> tuple[int, int]:
    return since + found.start("phrase"), since + found.end("phrase")


def _false(
    sentence: Sentence, found: re.Match[str], place: tuple[int, int], distance: _Distance | None
) -> Iterator[Assertion]:
    start, end = place
    if distance is None or UNSAID.search(sentence.plain[:start]):
        return
    slight = is_slight(found)
    if distance.is_far if slight else distance.is_near:
        why = f"{GOES_FAR}% or more is not slight" if slight else f"less than {EDGES}% is not much"
        yield sentence.assertion(start, end, False, f"{distance.told}; {why}")


def _moved(
    sentence: Sentence, figures: tuple[Figure, ...], place: int, link: str, mentions: Mentions
) -> _Distance | None:
    """What a move comes to: the change, or the figure that something came to or from."""
    figure = figures[place]
    if figure.is_change:
        return _of_change(figure) if link.lower() in {"", "by", "of", "at"} else None
    following = figures[place + 1] if place + 1 < len(figures) else None
    between = sentence.plain[figure.end : following.start] if following else ""
    if link.lower() == "from":
        if following and WENT_TO.match(between):
            return _pair(following, figure)
        own = [one for one in reversed(figures[:place]) if one.series is figure.series]
        return _pair(own[0], figure) if own else None
    if link.lower() not in {"to", "reaching", "hitting", "at"}:
        return None
    if following and CAME_FROM.match(between):
        return _pair(figure, following)
    return _since_before(sentence, figure, mentions)


def _of_change(figure: Figure) -> _Distance | None:
    """What a change compares: a value with an earlier one of its own series."""
    origin = figure.fact.origin
    inputs = origin.inputs if isinstance(origin, Derivation) and figure.is_change else {}
    now, then = inputs.get("now"), inputs.get("before")
    if not (isinstance(now, Fact) and isinstance(then, Fact)):
        return None
    return _Distance(now.quantity, then.quantity, figure.told, figure.series, figure.series)


def _pair(to: Figure, other: Figure) -> _Distance | None:
    if not to.compares_with(other):
        return None
    is_move = to.series is not None and to.series is other.series
    moved = to.series if is_move else None
    told = f"{other.told}, {to.told}"
    return _Distance(to.fact.quantity, other.fact.quantity, told, to.series, moved)


def _since_before(sentence: Sentence, figure: Figure, mentions: Mentions) -> _Distance | None:
    """A figure against the one before, or of the time that the sentence names."""
    history = History.of(figure, mentions)
    if history is None or figure.is_change:
        return None
    when = history.period_since(since_then(sentence.plain))
    then = history.series.at(when) if when else None
    if then is None:
        return None
    was = amount(mentions.language, then.quantity, then.digits)
    told = f"{figure.told}; {when}: {was}"
    return _Distance(figure.fact.quantity, then.quantity, told, figure.series, figure.series)


def _apart(sentence: Sentence, figures: tuple[Figure, ...], place: int) -> Iterator[Assertion]:
    """``just above``, ``far below``: two figures that are compared."""
    figure = figures[place]
    words, since = sentence.words_before(figure.start)
    found = compared_in(words) or compared_by_name(words)
    degree = APART.search(words[: found[1]]) if found else None
    if found is None or degree is None:
        return
    alike = [one for one in reversed(figures[:place]) if one.compares_with(figure)]
    subject = alike[0] if alike else None
    if subject is None and place + 1 < len(figures):
        after = figures[place + 1]
        fills = TOLD_AFTER.match(sentence.plain[figure.end : after.start])
        subject = after if fills and after.compares_with(figure) else None
    if subject is None:
        return
    phrase = words[found[1] : found[2]]
    if is_rounding(phrase, sentence.plain[subject.end : since + found[1]]):
        return
    whole = (since + degree.start("phrase"), since + found[2])
    yield from _false(sentence, degree, whole, _pair(subject, figure))
