"""Amounts that stand in one sentence in one scale: from $9.8 billion to $10.2 billion, not from $9,800 million."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from briefing.core.fact import Fact
from briefing.core.number_form import rounded
from briefing.core.quantity import Quantity
from briefing.core.text_nodes import Inlines, Mention
from briefing.core.unit import RANK, Unit
from briefing.core.unit_codes import SCALES, scale_of
from briefing.language.amounts import amount, amount_in, beside, digits_beside, size_of
from briefing.language.base import Language
from briefing.language.numbers import digits_of, printed_digits
from briefing.language.unit_words import readable, readable_bounds, unit_words

_LEAST = Fraction(1, 2)
"""The smallest part of a scale that is easily read in it: half a million."""
_MOST_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Scaled:
    """An amount in the scale of another: with all its words, and beside one that has them."""

    full: str
    beside: str
    size: str
    """In full, without its sign."""
    unit: Unit
    """That of this scale."""


@dataclass(frozen=True, slots=True)
class _Amount:
    id: str
    quantity: Quantity
    digits: int | None

    @property
    def unit(self) -> Unit:
        return self.quantity.unit


def in_one_scale(language: Language, facts: Iterable[Fact]) -> dict[str, Scaled]:
    """Those of some amounts that read better in the scale of the greatest of their unit, by id.

    Exact as ever: an amount that would need more than three decimals there, or is less than half of it,
    stays in its own. Thousands and millions of one unit are amounts of that unit.
    """
    own = {one.id: _Amount(one.id, one.quantity, one.digits) for one in facts}
    return dict(_in_one_scale(language, own.values()))


def told_in_one_scale(
    language: Language, first: tuple[Quantity, int | None], *others: tuple[Quantity, int | None]
) -> tuple[str, ...]:
    """Quantities of one unit with the decimals that are printed of each, as they stand in one sentence.

    Those that cannot be read in the scale of the greatest stand, all of them, in the unit of the data.
    """
    own = [_Amount(str(place), *one) for place, one in enumerate((first, *others))]
    return _all_told(language, own, dict(_in_one_scale(language, own)))


@dataclass(frozen=True, slots=True)
class Limited:
    """A figure of a rule, and what the rule compares it with, in its unit."""

    quantity: Quantity
    digits: int | None = None
    limits: tuple[Fraction, ...] = ()


def told_with_limits(
    language: Language, figures: Sequence[Limited]
) -> tuple[tuple[str, Sequence[str]], ...]:
    """The figures of one rule and their limits as they stand in one sentence: each with its own in one scale.

    A figure has the decimals that tell it from its limits, a limit all that were typed. Where a limit
    cannot be read in the scale of its figure, both stand in the unit of the data: $12 and $13,030 billion.
    """
    own = [_with_limits(language, str(place), one) for place, one in enumerate(figures)]
    scaled = dict(_in_one_scale(language, [one for many in own for one in many]))
    told = (_all_told(language, many, scaled) for many in own)
    return tuple((figure, limits) for figure, *limits in told)


def _with_limits(language: Language, place: str, figure: Limited) -> list[_Amount]:
    digits = figure.digits
    for limit in figure.limits:
        digits = digits_beside(language, figure.quantity, limit, digits)
    limits = [
        _Amount(
            f"{place}.{number}", Quantity.exact(limit, figure.quantity.unit), printed_digits(limit)
        )
        for number, limit in enumerate(figure.limits)
    ]
    return [_Amount(place, figure.quantity, digits), *limits]


def _all_told(
    language: Language, amounts: Sequence[_Amount], scaled: Mapping[str, Scaled]
) -> tuple[str, ...]:
    """A figure and what stands beside it: as each is read, where that is in one scale."""
    figure, *limits = amounts
    units = {
        scaled[one.id].unit if one.id in scaled else _unit_of(one)
        for one in amounts
        if one.quantity.value != 0 and one.quantity.tells_something
    }
    if len(units) > 1:
        is_read = all(_is_read_in(_unit_of(figure), one) for one in limits)
        unit = _unit_of(figure) if is_read else figure.unit
        return tuple(_in_unit(language, one, unit) for one in amounts)
    return tuple(
        scaled[one.id].full if one.id in scaled else amount(language, one.quantity, one.digits)
        for one in amounts
    )


def _in_unit(language: Language, one: _Amount, unit: Unit) -> str:
    if one.quantity.value == 0:
        return amount(language, one.quantity, one.digits)
    size = _size_of(one.unit) / _size_of(unit)
    return amount_in(language, one.quantity, one.digits, unit, size)


def _unit_of(one: _Amount) -> Unit:
    """In which it is read."""
    if one.quantity.value is None:
        return readable_bounds(one.unit, one.quantity.bounds)[0]
    return _shown(one.quantity, one.digits)[0]


def _is_read_in(unit: Unit, one: _Amount) -> bool:
    """Whether an amount is easily read in a scale of its unit; nothing is read in any."""
    value = _value(one.quantity, one.digits) * _size_of(one.unit) / _size_of(unit)
    return not value or (abs(value) >= _LEAST and printed_digits(value) <= _MOST_DIGITS)


def _in_one_scale(language: Language, amounts: Iterable[_Amount]) -> Iterator[tuple[str, Scaled]]:
    groups: dict[tuple[str, str | None], list[_Amount]] = {}
    for one in amounts:
        unit = one.quantity.unit
        if one.quantity.value and unit != RANK:
            groups.setdefault((_without_scale(unit), unit.of), []).append(one)
    for group in groups.values():
        if len(group) > 1:
            yield from _of_group(language, group)


def retold(language: Language, text: Inlines, facts: Sequence[Fact]) -> Inlines:
    """A sentence with the amounts of its facts in one scale; what stands behind an amount stays."""
    told = {one.fact for one in text if isinstance(one, Mention) and one.kind == "figure"}
    own = {one.id: one for one in facts if one.id in told}
    scaled = in_one_scale(language, own.values())
    if not scaled:
        return text
    return tuple(
        with_scale(language, one, own[one.fact], scaled[one.fact])
        if isinstance(one, Mention) and one.kind == "figure" and one.fact in scaled
        else one
        for one in text
    )


def with_scale(language: Language, mention: Mention, fact: Fact, scaled: Scaled) -> Mention:
    """A mention with another text for the amount of its fact, where it is told with its scale."""
    forms = ((amount, scaled.full), (beside, scaled.beside))
    for told, other in forms:
        plain = told(language, fact.quantity, fact.digits)
        rest = mention.text.removeprefix(plain)
        if mention.text.startswith(plain) and not rest[:1].isalnum():
            return replace(mention, text=other + rest)
    size = size_of(language, fact.quantity, fact.digits)
    before, found, after = mention.text.partition(size)
    if found and not after[:1].isalnum() and not before[-1:].isalnum():
        return replace(mention, text=before + scaled.size + after)
    return mention


def _of_group(language: Language, group: Sequence[_Amount]) -> Iterator[tuple[str, Scaled]]:
    shown = {one.id: _shown(one.quantity, one.digits) for one in group}
    if len({unit for unit, _, _ in shown.values()}) == 1:
        return
    greatest = max(group, key=lambda one: abs((one.quantity.value or 0) * _size_of(one.unit)))
    unit, _, digits = shown[greatest.id]
    most = max(_MOST_DIGITS, digits)
    for one in group:
        value = _value(one.quantity, one.digits) * _size_of(one.unit) / _size_of(unit)
        places = printed_digits(value)
        if shown[one.id][0] != unit and abs(value) >= _LEAST and places <= most:
            words = unit_words(language, unit)
            told = words.full(value, places), words.beside(value, places)
            yield one.id, Scaled(*told, words.full(abs(value), places), unit)


def _without_scale(unit: Unit) -> str:
    """The code of a unit without its scale word; nothing of a bare count in thousands."""
    first, _, rest = unit.code.partition(" ")
    return rest if first in SCALES else unit.code


def _size_of(unit: Unit) -> Fraction:
    """What the scale of a unit multiplies it by."""
    scale = unit.code if unit.code in SCALES else scale_of(unit.code)[0]
    return Fraction(SCALES.get(scale, 1))


def _value(quantity: Quantity, digits: int | None) -> Fraction:
    """The value with the digits that are printed."""
    return rounded(quantity.value or Fraction(0), digits_of(quantity) if digits is None else digits)


def _shown(quantity: Quantity, digits: int | None) -> tuple[Unit, Fraction, int]:
    places = digits_of(quantity) if digits is None else digits
    return readable(quantity.unit, quantity.value or Fraction(0), places)
