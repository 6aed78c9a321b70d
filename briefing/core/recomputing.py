"""Figures computed again with some of their inputs at other values."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping

from briefing.core.expression import evaluate
from briefing.core.fact import Absence, Cell, Derivation, Fact
from briefing.core.quantity import Quantity
from briefing.core.spot import Spot

Leaf = Spot | str
"""Where a figure comes from that was not computed: its cell, or the words of who stated it."""
MOST_INPUTS = 100
"""How many inputs of a rule are looked at, those with the shortest way to it first."""


def recompute(
    fact: Fact, substitutes: Mapping[Leaf, Quantity], memo: dict[int, Quantity] | None = None
) -> Quantity:
    """What a fact would be with other inputs, given by their :func:`leaf_key`; all else as it is.

    ``memo`` keeps what was computed for the next fact with the same substitutes.
    """
    return _recomputed(fact, substitutes, {} if memo is None else memo)


def leaf_key(fact: Fact) -> Leaf:
    """Where an input was read or stated: a metric and the observation behind it have one key.

    Two figures of one page may be printed alike, so what a citation is about belongs to its key.
    Raises ``ValueError`` for a computed fact.
    """
    match fact.origin:
        case Cell() as cell:
            return cell.spot
        case Derivation():
            raise ValueError(f"'{fact.id}' was computed, not read")
        case Absence():
            return f"no row: {fact.id}"
        case cited:
            unit = fact.quantity.unit
            about = f"{fact.title}, {fact.period}, {unit}"
            return f"{cited.source}, {cited.at}: {cited.text} ({about})"


def _recomputed(
    fact: Fact, substitutes: Mapping[Leaf, Quantity], memo: dict[int, Quantity]
) -> Quantity:
    if id(fact) in memo:
        return memo[id(fact)]
    origin, found = fact.origin, fact.quantity
    if not isinstance(origin, Derivation):
        found = substitutes.get(leaf_key(fact), found)
    else:
        given = {id(one): _recomputed(one, substitutes, memo) for one in origin.facts()}
        if any(given[id(one)] is not one.quantity for one in origin.facts()):
            operands = {
                name: given[id(one)] if isinstance(one, Fact) else [given[id(each)] for each in one]
                for name, one in origin.inputs.items()
            }
            found = evaluate(origin.formula, operands)
    memo[id(fact)] = found
    return found


def inputs_of(facts: Iterable[Fact]) -> dict[Leaf, Fact]:
    """The read and stated facts that have a value, those with the shortest way to the rule first."""
    found: dict[Leaf, Fact] = {}
    waiting, seen = deque(facts), set[int]()
    while waiting and len(found) < MOST_INPUTS:
        fact = waiting.popleft()
        if id(fact) in seen:
            continue
        seen.add(id(fact))
        if isinstance(fact.origin, Derivation):
            waiting.extend(fact.origin.facts())
        elif fact.quantity.is_known:
            found.setdefault(leaf_key(fact), fact)
    return found
