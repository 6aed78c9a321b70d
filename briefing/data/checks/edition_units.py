"""Did a unit change between editions? The same measure of two editions, compared where both have it.

A measure that is a thousand times smaller in the new edition throughout was not revised; its unit
changed and the YAML still declares the old one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import combinations
from statistics import median

from briefing.core.check import Check
from briefing.core.fact import Fact
from briefing.core.problems import Place, ProblemLog, QuantityError, Severity
from briefing.core.rebasing import is_turned_round, rebase_factor
from briefing.core.series import Dataset, Panel, Series
from briefing.project.editions import base_name

_FACTORS = {
    Fraction(1_000_000): "1,000,000, as from tons to grams",
    Fraction(1000): "1,000, as from thousand tons to tons",
    Fraction(100): "100",
    Fraction(10): "10",
    Fraction(220462, 100_000): "2.2046, as from kilograms to pounds",
    Fraction(110231, 100_000): "1.1023, as from metric to short tons",
}
_FEWEST = 2
_CLOSE = Fraction(1, 200)
"""How near each ratio must be to a factor near one."""
_LOOSE = Fraction(1, 5)
"""How near the median ratio must be to a power of ten, which revisions do not reach."""


def check_edition_units(datasets: Mapping[str, Dataset], log: ProblemLog) -> Check:
    """Compare each measure that two editions of one data set declare under one name.

    Data sets that are declared apart may be editions too: where the author gave their measures one
    name and one title.
    """
    messages, examined = list[str](), 0
    for one, other in combinations(datasets.values(), 2):
        if _source(one) == _source(other):
            continue
        are_editions = base_name(one.id) == base_name(other.id)
        for name, measure in one.measures.items():
            again = other.measures.get(name)
            if again is None or not (are_editions or again.title == measure.title):
                continue
            for old, new in _pairs(measure, again):
                examined += 1
                if (factor := rebase_factor(old, new)) is not None:
                    _tell_rebased(new, factor, log, messages)
                    continue
                if is_turned_round(old, new):
                    _tell_turned(new, log, messages)
                    continue
                if told := _changed(old, new):
                    fact, message = told
                    place = _place(fact)
                    advice = "look at the header of the column and declare its unit anew"
                    log.add(place, message, advice, Severity.WARNING, code="unit-changed")
                    messages.append(f"{place}: {message}")
    return Check(
        "units alike between editions", examined, "pairs of series", tuple(sorted(messages))
    )


def _tell_rebased(new: Series, factor: Fraction, log: ProblemLog, messages: list[str]) -> None:
    """Say that an index was put on another base: that is no revision."""
    way, size = ("smaller", factor) if factor > 1 else ("larger", 1 / factor)
    what = f"is {way} throughout than in the other edition, by a factor of {float(size):.4g}: it has another base"
    advice = "say by 'definition:' of each edition what its base is, such as '2022 = 100'"
    _tell_apart(new, what, advice, "index-rebased", log, messages)


def _tell_turned(new: Series, log: ProblemLog, messages: list[str]) -> None:
    """Say that a measure has the opposite sign in another edition: that is no revision."""
    what = "has the opposite sign throughout in the other edition: one of them turns round what is above zero"
    advice = "say by 'definition:' of each edition what is above zero, and look again at texts that speak of it"
    _tell_apart(new, what, advice, "sign-turned", log, messages)


def _tell_apart(
    new: Series, what: str, advice: str, code: str, log: ProblemLog, messages: list[str]
) -> None:
    """Say why the figures of two editions are not compared, at the last one of the new edition."""
    place = _place(new.facts[max(new.facts)])
    who = f"{new.title}, {new.member}," if new.member else new.title
    message = f"{who} {what}, and its figures are not compared with that edition"
    log.add(place, message, advice, Severity.WARNING, code=code)
    messages.append(f"{place}: {message}")


def _pairs(one: Series | Panel, other: Series | Panel) -> Iterator[tuple[Series, Series]]:
    if isinstance(one, Series) and isinstance(other, Series):
        yield one, other
    elif isinstance(one, Panel) and isinstance(other, Panel):
        for member in (name for name in one.members if name in other.members):
            yield one.members[member], other.members[member]


def _changed(one: Series, other: Series) -> tuple[Fact, str] | None:
    pairs = list(_common(one, other))
    if len(pairs) < _FEWEST:
        return None
    ratios = [ratio for _, ratio in pairs]
    for factor, words in _FACTORS.items():
        for wanted, way in ((factor, "larger"), (1 / factor, "smaller")):
            if _fits(ratios, wanted):
                fact = pairs[-1][0]
                return fact, (
                    f"{fact.title} is {way} throughout than in the other edition, by a factor of "
                    f"{words}: the unit seems to have changed"
                )
    return None


def _fits(ratios: Iterable[Fraction], wanted: Fraction) -> bool:
    every = list(ratios)
    if Fraction(1, 5) < wanted < 5:  # noqa: PLR2004  (a factor that revisions could reach)
        return all(abs(ratio / wanted - 1) <= _CLOSE for ratio in every)
    return abs(median(every) / wanted - 1) <= _LOOSE


def _common(one: Series, other: Series) -> Iterator[tuple[Fact, Fraction]]:
    """Periods that both have, with the ratio of the second to the first in one unit."""
    for period, fact in other.facts.items():
        known = one.facts.get(period)
        if known is None or not known.quantity.value or not fact.quantity.value:
            continue
        try:
            value = fact.quantity.to(known.quantity.unit).value
        except QuantityError:
            continue
        if value:
            yield fact, value / known.quantity.value


def _source(dataset: Dataset) -> str:
    return dataset.files[0].source if dataset.files else ""


def _place(fact: Fact) -> Place | None:
    return Place.of(fact.spot) if fact.spot else None
