"""Values and directions that are computed without facts are those of the facts."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from handmade import series

from briefing.core.expression import derive
from briefing.core.interval import Interval
from briefing.core.lag_values import change_value, difference_direction
from briefing.core.lags import NoRelative, relative
from briefing.core.nature import Nature, NatureFound
from briefing.core.quantity import Quantity
from briefing.core.sampling import SamplingError
from briefing.core.status import Status
from briefing.core.unit import RANK, Unit


def line_of(chance: Random):
    """A series of every kind of figure: values, bounds, ranks, estimates, gaps, and computed ones."""
    unit = chance.choice(
        [Unit("t"), Unit("person"), Unit("percent"), Unit("index"), RANK, Unit("1")]
    )
    line = series("d.x", [1] * chance.randint(2, 8))
    facts = {}
    for when, fact in line.facts.items():
        if chance.random() < 0.1:
            continue
        value = Fraction(chance.choice([0, -3, 1, 2, 9, 10, 11, 10**130])) + Fraction(
            chance.randint(0, 9), 10
        )
        step = chance.choice([Fraction(1), Fraction(1, 10), Fraction(10)])
        status = chance.choice([Status.NORMAL] * 5 + [Status.ESTIMATED, Status.NOT_SIGNIFICANT])
        quantity = Quantity.printed(value, step, unit, status)
        if chance.random() < 0.15:
            low, high = chance.choice([(None, None), (0, None), (3, None), (1, 5)])
            ends = (None if one is None else Fraction(one) for one in (low, high))
            quantity = Quantity.bounded(Interval(*ends), unit)
        sampling = SamplingError(Fraction(1, 2), 95) if chance.random() < 0.1 else None
        member = chance.choice([None, "A", "A", "A", "B"])
        digits = chance.choice([None, None, None, 0])
        facts[when] = replace(
            fact, quantity=quantity, sampling=sampling, member=member, digits=digits
        )
    if chance.random() < 0.3 and facts:
        base = next(iter(facts.values()))
        facts = {
            when: derive(
                id=fact.id, title=fact.title, calculator="sum", formula="one + base",
                inputs={"one": fact, "base": base}, period=when, member=fact.member,
            )
            for when, fact in facts.items()
        }  # fmt: skip
    nature = chance.choice([None, Nature.BALANCE])
    breaks = {line.periods[1]: "counted otherwise"} if chance.random() < 0.1 else {}
    found = NatureFound(nature, "by hand") if nature else None
    return replace(line, unit=unit, facts=facts, breaks=breaks, found_nature=found)


def told(ask):
    try:
        return ask()
    except NoRelative as error:
        return type(error)


@pytest.mark.parametrize("seed", range(150))
def test_they_are_those_of_the_facts(seed: int) -> None:
    line = line_of(Random(seed))
    for fact in line.facts.values():
        assert told(lambda: change_value(line, fact)) == told(  # noqa: B023
            lambda: relative(line, fact, "change", str).quantity.value  # noqa: B023
        )
        assert told(lambda: difference_direction(line, fact)) == told(  # noqa: B023
            lambda: relative(line, fact, "difference", str).quantity.direction  # noqa: B023
        )
