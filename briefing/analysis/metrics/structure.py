"""Calculators of structure: shares, ranks, concentration."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from briefing.analysis.metrics.formula import (
    Formula,
    Misuse,
    NoFact,
    members_at,
    reporting,
    total_at,
)
from briefing.analysis.metrics.permission import require, require_parts_of_a_whole
from briefing.analysis.metrics.remainder import bounded_by_total
from briefing.core.fact import Derivation, Fact, Partly
from briefing.core.nature import Use
from briefing.core.period import Period
from briefing.core.series import Panel
from briefing.core.status import Status
from briefing.core.title import Part, Title
from briefing.language.messages import MESSAGES


def share(panel: Panel, period: Period, *, of: str | list[str]) -> Formula:
    """Share of one member, or of several together, in the total, in percent.

    Args:
        panel: A measure with members, the parts of a whole: ``votes.cast``.
        of: The member, or several that are taken together: ``[Scotland, Wales]``.
    """
    require(panel, Use.SHARE)
    names = [of] if isinstance(of, str) else of
    parts = tuple(_member(panel, name, period) for name in names)
    whole = total_at(panel, period)
    require_parts_of_a_whole(panel, parts, whole, period)
    divisor = "total" if isinstance(whole, Fact) else "sum(total)"
    if len(parts) == 1:
        title = Title("share", {"owner": names[0], "measure": panel.title})
        inputs = {"part": parts[0], "total": whole}
        return Formula(f"percent(part / {divisor})", inputs, title, names[0])
    title = Title("share_of_several", {"owners": tuple(names), "measure": panel.title})
    return Formula(f"percent(sum(parts) / {divisor})", {"parts": parts, "total": whole}, title)


def rank(
    panel: Panel,
    period: Period,
    *,
    of: str | None = None,
    at: int | Literal["last"] | None = None,
    members: Literal["all", "reporting"] = "all",
) -> Formula:
    """Rank of a member (``of``), or the value at a place (``at``), 1 the largest, ``last`` the smallest.

    Equal values share a rank (1, 2, 2, 4); those that stand for several, such as "Other
    countries", take none. ``members: reporting`` ranks those that report alone, and says how many.

    Args:
        panel: A measure with members: ``votes.cast``.
        of: The member whose rank it is: ``Scotland``.
        at: A place, from 1, or ``last``, whose value it is: ``2``.
        members: Whether only members that report take ranks: ``reporting``.
    """
    if (of is None) == (at is None):
        raise Misuse("give either 'of' (a member) or 'at' (a place)", code="either-or")
    require(panel, Use.RANK)
    ranked, only = _rankable(panel, period), ""
    partly: Partly | None = None
    among: dict[str, Part] = {}
    if members == "reporting":
        ranked, partly = reporting(ranked)
        only, among = "_reporting", {"count": len(ranked)}
    if len(ranked) == 1 and not panel.rest:
        raise NoFact(
            f"'{panel.id}' has a value of {MESSAGES.listed(list(ranked))} alone for {period}: a place among one tells nothing",
            "print its value: {value: ...}",
            code="rank-of-one",
            lacks=panel.lack(period),
        )
    if of is not None:
        mine = _member(panel, of, period)
        others = tuple(fact for name, fact in ranked.items() if name != of)
        title = Title(f"rank{only}", {"owner": of, "measure": panel.title, **among})
        ties = _ties(ranked, of)
        return Formula(
            "rank(one, others)", {"one": mine, "others": others}, title, of, ties, partly=partly
        )
    parts = {"measure": panel.title, **among}
    if at == "last" and any(one.quantity.value is not None for one in ranked.values()):
        found = _last(panel, period, ranked, parts, only)
    else:
        found = _at_place(panel, period, ranked, at if isinstance(at, int) else 1, parts, only)
    return replace(found, partly=partly)


def _at_place(
    panel: Panel,
    period: Period,
    ranked: dict[str, Fact],
    place: int,
    parts: dict[str, Part],
    only: str,
) -> Formula:
    """The value at a place from the largest, and whose it is."""
    known = {n: f for n, f in ranked.items() if f.quantity.value is not None}
    ordered = sorted(known, key=lambda name: (-(known[name].quantity.value or 0), name))
    if not 1 <= place <= len(ordered):
        raise NoFact(
            f"'{panel.id}' has no place {place}: {len(ordered)} members have a value",
            code="no-such-rank",
            lacks=panel.lack(period),
        )
    chosen = ordered[place - 1]
    hidden = [n for n, f in ranked.items() if f.quantity.value is None]
    doubtful = [n for n in hidden if _may_exceed(ranked[n], known[chosen])]
    if doubtful:
        raise NoFact(
            f"place {place} in '{panel.id}' is unknown for {period}: "
            f"{MESSAGES.listed(doubtful)} may be larger",
            "to rank those that report alone, and say so: members: reporting",
            code="unsure-rank",
        )
    title = Title(f"place{only}", {"place": place, **parts})
    return Formula("value", {"value": known[chosen]}, title, chosen, _ties(ranked, chosen))


def _last(
    panel: Panel, period: Period, ranked: dict[str, Fact], parts: dict[str, Part], only: str
) -> Formula:
    """The smallest value, and whose it is."""
    known = {name: fact for name, fact in ranked.items() if fact.quantity.value is not None}
    chosen = min(known, key=lambda name: (known[name].quantity.value or 0, name))
    doubtful = [
        name
        for name, fact in ranked.items()
        if name not in known and known[chosen].quantity.is_less_than(fact.quantity) is not True
    ]
    if doubtful:
        raise NoFact(
            f"the last place in '{panel.id}' is unknown for {period}: "
            f"{MESSAGES.listed(doubtful)} may be smaller",
            "to rank those that report alone, and say so: members: reporting",
            code="unsure-rank",
        )
    title = Title(f"last{only}", parts)
    return Formula("value", {"value": known[chosen]}, title, chosen, _ties(ranked, chosen))


def concentration(
    panel: Panel,
    period: Period,
    *,
    method: Literal["hhi", "top"] = "hhi",
    n: int = 3,
) -> Formula:
    """Concentration: Herfindahl-Hirschman index (0 to 10,000), or the share of the ``n`` largest.

    HHI as in the U.S. Merger Guidelines (2023): above 1,800 is highly concentrated, 1,000 to
    1,800 moderately.

    Args:
        panel: A measure with members, the parts of a whole: ``trade.exports``.
        method: The index (``hhi``), or the share of the largest: ``top``.
        n: Of how many the share is, with ``method: top``: ``3``.
    """
    require(panel, Use.CONCENTRATION)
    members = _rankable(panel, period)
    whole = total_at(panel, period)
    require_parts_of_a_whole(panel, members.values(), whole, period)
    divisor = "total" if isinstance(whole, Fact) else "sum(total)"
    unknown = [fact for fact in members.values() if _is_remainder(fact)]
    parts = tuple(fact for fact in members.values() if fact not in unknown)
    inputs: dict[str, Fact | tuple[Fact, ...]] = {"parts": parts, "total": whole}
    if method == "top":
        inputs["parts"] = tuple(members.values())
        title = Title("top", {"count": n, "measure": panel.title})
        return Formula(f"percent(largest(parts, {n}) / {divisor})", inputs, title)
    title = Title("hhi", {"measure": panel.title})
    every = panel.at(period)
    rest = (*(every[name] for name in panel.rest if name in every), *unknown)
    if rest:
        return Formula(f"hhi(parts, {divisor}, rest)", {**inputs, "rest": rest}, title)
    return Formula(f"hhi(parts, {divisor})", inputs, title)


def _rankable(panel: Panel, period: Period) -> dict[str, Fact]:
    """Members that stand for themselves; those without a value bounded by what the total leaves."""
    members = {
        name: fact
        for name, fact in members_at(panel, period, ranked=True).items()
        if not _says_nothing(fact)
    }
    return bounded_by_total(panel, members, period)


def _is_remainder(fact: Fact) -> bool:
    return isinstance(fact.origin, Derivation) and fact.origin.calculator == "remainder"


def _member(panel: Panel, name: str, period: Period) -> Fact:
    if name in panel.groups:
        raise Misuse(
            f"'{name}' is no member of '{panel.id}': it is set aside as a total or group of others",
            "say in 'dimension' what it is: total, groups or members",
            code="set-aside",
        )
    if name not in panel.members:
        raise Misuse(
            f"'{panel.id}' has no member '{name}'",
            panel.near(name),
            code="unknown-member",
            lacks=panel.lack(None, name),
        )
    found = panel.at(period).get(name)
    if found is None:
        raise NoFact(
            f"'{panel.id}[{name}]' has no value for {period}",
            code="no-value",
            lacks=panel.lack(period, name),
        )
    return found


def _ties(members: dict[str, Fact], name: str) -> tuple[str, ...]:
    value = members[name].quantity.value if name in members else None
    if value is None:
        return ()
    return tuple(sorted(n for n, f in members.items() if n != name and f.quantity.value == value))


def _may_exceed(hidden: Fact, known: Fact) -> bool:
    return hidden.quantity.is_less_than(known.quantity) is not True and not _says_nothing(hidden)


def _says_nothing(fact: Fact) -> bool:
    """Not applicable, or counted elsewhere: there is no value that nobody knows of."""
    return fact.quantity.status in {Status.NOT_APPLICABLE, Status.INCLUDED_ELSEWHERE}
