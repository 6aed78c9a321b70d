"""Changes and comparisons in words: ``climbed``, ``more than halved``, ``twice``, ``a third of``.

Degrees follow size: a change of one percent is not told like one of sixty. A direction is only told
where the figures carry it.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from briefing.core.quantity import Quantity
from briefing.core.status import Status
from briefing.language.amounts import amount
from briefing.language.base import Language

EDGES, GOES_FAR = 1, 15
"""Below how many percent a figure edges, and from how many on it climbs or drops."""
_RISES = ((EDGES, "edged_up"), (GOES_FAR, "up"), (50, "climbed"), (100, "surged"))
_FALLS = ((EDGES, "edged_down"), (GOES_FAR, "down"), (50, "dropped"))
_LARGE_FALLS = (
    (50, "halved"),
    (75, "down_three_quarters"),
    (80, "down_four_fifths"),
    (90, "down_nine_tenths"),
)
_MULTIPLES = ((100, "doubled"), (200, "tripled"), (300, "quadrupled"))
_FOLD = 400
"""From which rise in percent on it is told by its multiple: fivefold and more."""
_TELLS_SIZE = frozenset({name for _, name in (*_LARGE_FALLS, *_MULTIPLES)})


@dataclass(frozen=True, slots=True)
class Verb:
    """The verb for a change."""

    text: str
    """``rose``, ``more than halved``."""
    tells_size: bool = False
    """Whether it says how much by itself: ``doubled``."""


_SMALL = Fraction(2, 100)
"""Up to what part of a figure a change that rounding hides is next to none."""


def is_next_to_none(difference: Quantity, now: Quantity) -> bool:
    """Whether a change that rounding may hide is small beside the figure, so that it is about unchanged.

    From 46% to 50% of coarsely rounded figures it is not: then no clear change is all that can be said.
    """
    if difference.value is None or now.value is None:
        return True
    return abs(difference.value) <= _SMALL * max(abs(now.value), abs(now.value - difference.value))


def verb(
    language: Language,
    difference: Quantity,
    percent: Quantity | None,
    title: str = "",
    *,
    now: Quantity | None = None,
) -> Verb:
    """The verb for a change, by direction and size.

    ``percent`` is the relative change, ``None`` where it means nothing (a base of zero, a sign
    that turned, a figure that is itself a percentage). The degrees: below 1% edged, below 15%
    rose or fell, below 50% climbed or dropped, then surged, more than doubled, more than halved, and
    beyond that the multiple or the part: rose more than fivefold, fell by more than nine-tenths.
    What is forecast is told as such, and what is not significant is told as no change. ``title`` is
    the subject, whose number the verb takes, ``now`` the figure itself: a change that rounding hides is
    "about unchanged" where it is small beside it, else "shows no clear change".
    """
    where, count = difference.direction, language.count_of(title)
    if where == "unknown":
        return Verb(language.term("verb.unknown"))
    if difference.status is Status.NOT_SIGNIFICANT:
        return Verb(language.term("verb.not_significant"))
    if difference.status is Status.FORECAST:
        return _projected(language, difference, percent, count)
    if where == "level":
        return Verb(language.term(f"verb.{_levelness(difference, now)}", count=count))
    size = None if percent is None or percent.value is None else percent.value
    if size is None:
        return Verb(language.term(f"verb.{where}"))
    return _by_degree(language, "verb", size, where)


def _levelness(difference: Quantity, now: Quantity | None) -> str:
    if difference.value == 0:
        return "level"
    return "about_level" if now is None or is_next_to_none(difference, now) else "unclear"


def _by_degree(language: Language, group: str, size: Fraction, where: str) -> Verb:
    """The verb for a change of this many percent, as terms of ``group`` have it."""
    if where == "up" and size >= _FOLD:
        return _manifold(language, group, size)
    degree, is_more = _rising(size) if where == "up" else _falling(-size)
    name = f"more_than_{degree}" if is_more else degree
    return Verb(language.term(f"{group}.{name}"), degree in _TELLS_SIZE)


def _manifold(language: Language, group: str, size: Fraction) -> Verb:
    """``rose fivefold``, ``rose more than 51-fold``."""
    ratio = 1 + size / 100
    count = language.cardinal(Fraction(int(ratio)))
    key = "fold_in_digits" if count[:1].isdigit() else "fold"
    more = "" if ratio == int(ratio) else "more_than_"
    return Verb(language.term(f"{group}.{more}{key}", count=count), tells_size=True)


def _projected(
    language: Language, difference: Quantity, percent: Quantity | None, count: int
) -> Verb:
    """The verb for a change of which a value is a forecast: ``is projected to rise``."""
    where = difference.direction
    size = None if percent is None or percent.value is None else percent.value
    if where not in {"up", "down"} or size is None:
        plain = language.term(f"infinitive.{where}")
        return Verb(language.term("verb.projected", verb=plain, count=count))
    told = _by_degree(language, "infinitive", size, where)
    projected = language.term("verb.projected", verb=told.text, count=count)
    return Verb(projected, told.tells_size)


def verb_by_others(language: Language, difference: Quantity, title: str = "") -> Verb:
    """The verb for a rank that changed by what others did: ``moved up through others’ falls``."""
    key = f"by_others_{difference.direction}"
    if difference.status is not Status.FORECAST:
        return Verb(language.term(f"verb.{key}"))
    plain, count = language.term(f"infinitive.{key}"), language.count_of(title)
    return Verb(language.term("verb.projected", verb=plain, count=count))


def times(language: Language, ratio: Quantity) -> str:
    """How many times as large: ``more than twice``, ``about a third of``, ``nearly half``.

    Fractions and multiples within half a percent of the round number are told as that number; ``as
    much as`` only where rounding hides any difference, and ``slightly more than`` otherwise.
    """
    return _times(language, ratio)[0]


def multiple(language: Language, ratio: Quantity) -> str:
    """The same before what it is compared with: ``more than twice as much as``, ``half``."""
    words, is_multiple = _times(language, ratio)
    return language.term("times.multiple", times=words) if is_multiple else words


_FRACTIONS = (
    (Fraction(1, 10), "tenth"),
    (Fraction(1, 5), "fifth"),
    (Fraction(1, 4), "quarter"),
    (Fraction(1, 3), "third"),
    (Fraction(1, 2), "half"),
    (Fraction(2, 3), "two_thirds"),
    (Fraction(3, 4), "three_quarters"),
    (Fraction(1), "as_much"),
)
_ROUND = (2, 3, 4, 5, 6, 10)
_EXACT, _NEAR = Fraction(1, 200), Fraction(3, 100)
_LITTLE = Fraction(1, 20)
"""Below it more is printed as 1.0 times."""


def _times(language: Language, ratio: Quantity) -> tuple[str, bool]:
    """The words, and whether they are a multiple: ``twice``, ``1.5 times``."""
    if ratio.value is None:
        return amount(language, ratio), False
    value = ratio.value
    named = [(part, language.term(f"times.{key}")) for part, key in _FRACTIONS]
    named += [(Fraction(count), _so_often(language, count)) for count in _ROUND]
    for round_value, name in named:
        near = value / round_value - 1
        if round_value == 1 and abs(near) < _LITTLE and Fraction(1) not in ratio.rounding:
            return language.term(f"times.slightly_{'more' if near > 0 else 'less'}"), False
        if abs(near) <= _EXACT:
            return name, round_value > 1
        if abs(near) <= _NEAR:
            key = "times.just_over" if near > 0 else "times.nearly"
            return language.term(key, times=name), round_value > 1
    if value >= 2 and value == int(value):  # noqa: PLR2004
        return _so_often(language, int(value)), True
    if value >= 2:  # noqa: PLR2004
        return language.term("times.more_than", times=_so_often(language, int(value))), True
    number = language.number(value, 1 if value >= 1 else 2)
    return language.term("times.several", count=number), True


def _so_often(language: Language, count: int) -> str:
    if count == 2:  # noqa: PLR2004
        return language.term("times.twice")
    return language.term("times.several", count=language.cardinal(Fraction(count)))


def _rising(size: Fraction) -> tuple[str, bool]:
    for limit, word in _RISES:
        if size < limit:
            return word, False
    name = [word for least, word in _MULTIPLES if size >= least][-1]
    return name, all(size != least for least, _ in _MULTIPLES)


def _falling(size: Fraction) -> tuple[str, bool]:
    for limit, word in _FALLS:
        if size < limit:
            return word, False
    least, name = [one for one in _LARGE_FALLS if size >= one[0]][-1]
    return name, size != least
