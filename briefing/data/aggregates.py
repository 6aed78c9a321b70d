"""Which rows of a table are no members: totals, groups that count members once more, remainders.

Three ways lead to them: what the config declares (``total``, ``groups``, ``rest``, ``members``), what
a row is called, and arithmetic (a row that equals the sum of others in every period). What is found
and not declared is told, and set aside until somebody says what it is.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from briefing.core.arrays import np
from briefing.core.column_facts import ColumnFacts
from briefing.core.fact import Fact
from briefing.core.member_series import HasFacts, facts_by_member
from briefing.core.nature import Nature, Use, allows
from briefing.core.period import Period
from briefing.core.value_table import ValueTable, names_where
from briefing.data.places_within import held_by, is_country
from briefing.data.sum_screen import LONGEST_RUN, may_be_sum_of_neighbours, may_be_whole
from briefing.data.sums_of_some import sums_of_some

_TOTAL = re.compile(
    r"(?:grand |sub)?-?totals?\b|all (?:ages?|areas?|regions?|countries|sectors?|persons?|sexes|"
    r"industries|items|groups?|products?|causes?|categories|units?|parties)\b|both sexes\b|"
    r"world(?: total)?$|global$|all$|overall$|everyone$|(?:the )?(?:whole |entire )?country$|national$|nationwide$|insgesamt$|ensemble$|total général$|"
    r".*\btotal(?: \(.*\))?$|.*\baverage$",
    re.IGNORECASE,
)
_REST = re.compile(
    r"others?\b|rest of\b|all others?\b|not (?:stated|known|specified|elsewhere|allocated|"
    r"classified|applicable|disclosed)\b|unknown\b|unspecified\b|unallocated\b|undisclosed\b|"
    r"remaining\b|remainder\b|residual\b|elsewhere\b|extra-regio\b|no answer\b|missing\b|"
    r"areas not specified|.*, (?:nes|n\.e\.s\.|nec|n\.e\.c\.)$|sonstige|autres\b",
    re.IGNORECASE,
)
_WORLD_BANK = """
world; wld; arab world; arb; caribbean small states; central europe and the baltics;
early-demographic dividend; east asia & pacific; eap; eas; euro area; emu; europe & central asia; eca;
ecs; european union; euu; eu; fragile and conflict affected situations; fcs; heavily indebted
poor countries (hipc); hpc; high income; hic; ibrd only; ida & ibrd total; ida blend; ida only;
ida total; late-demographic dividend; latin america & caribbean; latin america & the caribbean; lac; lcn; least developed
countries: un classification; ldc; low & middle income; lmy; low income; lic; lower middle
income; lmc; middle east & north africa; middle east, north africa, afghanistan & pakistan; mea;
mna; middle income; mic; north america; nac; oecd members; oed; other small states; pacific
island small states; post-demographic dividend; pre-demographic dividend; small states; south
asia; sas; sub-saharan africa; ssa; ssf; upper middle income; umc;
"""
"""Aggregates of the World Bank, names and codes: *Country and Lending Groups* (2025)."""
_M49 = """
africa; americas; asia; europe; oceania; northern africa; eastern africa; middle africa;
southern africa; western africa; latin america and the caribbean; caribbean; central america;
south america; northern america; central asia; eastern asia; south-eastern asia; southern asia;
western asia; eastern europe; northern europe; southern europe; western europe; australia and
new zealand; melanesia; micronesia; polynesia; developed regions; developing regions;
"""
"""Regions of the standard M49 of the UN Statistics Division."""
_EUROSTAT = """
eu27; eu28; eu15; eu25; eu27_2020; eu27_2007; ea; ea19; ea20; ea21; eea; eea30_2007; eea31;
efta; g7; g20; g8; oecd; oecd -
total; brics; asean; opec; cis; european free trade association; non-oecd; eu-27; eu-28; euro
zone; eurozone;
"""
"""Aggregates of Eurostat's code list GEO, and of other clubs of countries."""
_GROUPS = frozenset(
    name.strip()
    for names in (_WORLD_BANK, _M49, _EUROSTAT)
    for name in names.replace("\n", " ").split(";")
    if name.strip()
)
_ALSO_ELSE = frozenset(
    [
        "turkey",
        "china",
        "jersey",
        "jordan",
        "chad",
        "georgia",
        "guinea",
        "singapore",
        "monaco",
        "luxembourg",
        "macao",
        "gibraltar",
        "kuwait",
        "panama",
        "guatemala",
        "mexico",
        "djibouti",
        "mali",
        "israel",
        "cuba",
    ]
)
"""Countries whose names are those of other things, of towns, provinces and persons too."""
_NOTE = re.compile(r"\s*[\[(](?:note|see|r|p|e|\d)[^\])]*[\])]$")
_COMPOSITION = re.compile(
    r"\s*[-\u2010-\u2014]?\s*\(?\d+ countries\)?(?:\s*\((?:from |as of |\d)[^)]*\))?$",
    re.IGNORECASE,
)
"""Of how many a group consists, and since when: `` – 27 countries (from 2020)``."""
_LENDING = re.compile(
    r"\s*\((?:IDA & IBRD|IDA|IBRD|excluding high income)(?: countries)?\)$", re.IGNORECASE
)
"""Whom of a region the World Bank counts: ``South Asia (IDA & IBRD)``."""
_MOST_GROUPS = Fraction(1, 2)
"""Where more than half of the rows are groups by name, the groups are what the table compares."""
_FEW = 40
"""Rows that are added exactly, without a screen: to load what screens takes longer."""
_FEWEST_PARTS = 2
_FEWEST_IN_ONE_PERIOD = 4
"""Parts that a sum of a single period must have, so that it is no coincidence."""
_AGAINST_CHANCE_ALL, _AGAINST_CHANCE_RUN = 100, 100_000
"""How unlikely a sum must be by chance: the product over periods of the value in printed steps; what stays
as it was is no second proof. The sum of all others is one guess for each row; sums of neighbours are many."""


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A row that is no member, found and not declared."""

    member: str
    what: str
    """``total``, ``groups`` or ``rest``: the key that would declare it."""
    why: str


def named_aggregates(names: Sequence[str]) -> Iterator[Aggregate]:
    """Rows that their names tell apart: totals, groups of countries, remainders."""
    plain_names = [*map(_plain, names)]
    are_subject = sum(one in _GROUPS for one in plain_names) > len(names) * _MOST_GROUPS
    every = {*plain_names}
    for name, plain in zip(names, plain_names, strict=True):
        parts = held_by(plain, every)
        if _REST.match(plain):
            yield Aggregate(name, "rest", "its name tells a remainder")
        elif _TOTAL.match(plain) or (plain == "world" and len(names) > 1):
            yield Aggregate(name, "total", "its name tells a total")
        elif plain in _GROUPS and not are_subject:
            yield Aggregate(name, "groups", "its name is that of a group of others")
        elif _is_country_of_others(plain, plain_names):
            yield Aggregate(name, "total", "it is a country, and no other row is one")
        elif parts:
            aside = parts | {plain}
            has_others = any(one not in aside and not _REST.match(one) for one in every)
            first, *more = sorted(parts)
            why = f"its name tells that it holds '{first}' and {len(more)} more"
            yield Aggregate(name, "groups" if has_others else "total", why)


def _is_country_of_others(name: str, names: Sequence[str]) -> bool:
    """Whether a country stands above or below rows of which none is a country: its parts, or some of them."""
    if name not in {names[0], names[-1]} or len(names) <= _FEWEST_PARTS or name in _ALSO_ELSE:
        return False
    others = [one for one in names if one != name and not _REST.match(one)]
    return (
        len(others) >= _FEWEST_PARTS
        and is_country(name)
        and not any(is_country(one) or one in _GROUPS or _TOTAL.match(one) for one in others)
    )


def added_aggregates(members: Mapping[str, HasFacts], nature: Nature) -> Iterator[Aggregate]:
    """Rows that equal the sum of others in every period that both have: all others, or neighbours.

    Sums are only looked for where values add. A row is the sum of its neighbours where at least two
    that follow it, or stand before it, add to it in at least two periods.
    """
    if not allows(nature, Use.SUM_OVER_MEMBERS) or len(members) <= _FEWEST_PARTS:
        return
    names, facts = list(members), facts_by_member(members)
    known = _Known(facts)
    may_be, starts = _screened(names, facts)
    told: set[str] = set()
    if may_be:
        whole = _Whole.of({name: known[name] for name in names})
        told = {name for name in may_be if _adds(known, name, whole)}
        for name in (one for one in may_be if one in told):
            yield Aggregate(name, "total", "it equals the sum of all others")
    if told:
        return
    for index in starts():
        name = names[index]
        after = names[index + 1 : index + 1 + LONGEST_RUN]
        ahead = names[max(index - LONGEST_RUN, 0) : index]
        if run := _run_that_adds(known, name, after) or _run_that_adds(known, name, ahead[::-1]):
            yield Aggregate(name, "groups", f"it equals the sum of {run[0]} to {run[-1]}")


def scattered_aggregates(members: Mapping[str, HasFacts], nature: Nature) -> Iterator[Aggregate]:
    """Of few rows those that equal the sum of two others, or of all but one or two, wherever these stand."""
    if not allows(nature, Use.SUM_OVER_MEMBERS) or not _FEWEST_PARTS < len(members) <= _FEW:
        return
    known = _Known(facts_by_member(members))
    first = known[next(iter(members))]
    periods = [one for one in first if all(one in known[name] for name in members)]
    rows = {
        name: [(known[name][one].number, known[name][one].half) for one in periods]
        for name in members
    }
    for name, why in sums_of_some(rows):
        yield Aggregate(name, "groups", f"it equals {why}")


def _screened(
    names: list[str], facts: Mapping[str, Mapping[Period, Fact]]
) -> tuple[list[str], Callable[[], Sequence[int]]]:
    """Which rows may be the sum of all others, and by their places which that of neighbours; of few rows all."""
    if len(names) <= _FEW and not any(isinstance(one, ColumnFacts) for one in facts.values()):
        return names, lambda: range(len(names))
    table = ValueTable.of_facts(list(facts.values()))
    whole = names_where(names, may_be_whole(table))
    return whole, lambda: np.flatnonzero(may_be_sum_of_neighbours(table)).tolist()


def _run_that_adds(
    known: Mapping[str, Mapping[Period, Value]], name: str, neighbours: Sequence[str]
) -> list[str]:
    periods = [one for one, value in known[name].items() if value.number > 0]
    if len(periods) < _FEWEST_PARTS:
        return []
    sums = dict.fromkeys(periods, Fraction(0))
    slack = {one: known[name][one].half for one in periods}
    run: list[str] = []
    for other in neighbours:
        for one in periods:
            value = known[other].get(one)
            if value is None:
                return []
            sums[one] += value.number
            slack[one] += value.half
        run.append(other)
        gaps = [abs(sums[one] - known[name][one].number) - slack[one] for one in periods]
        if len(run) >= _FEWEST_PARTS and all(gap <= 0 for gap in gaps):
            told = [tuple(known[who][one].number for who in (name, *run)) for one in periods]
            once = dict(zip(told, (known[name][one] for one in periods), strict=True))
            return run if _steps(once.values()) >= _AGAINST_CHANCE_RUN else []
        if all(sums[one] > known[name][one].number + slack[one] for one in periods):
            return []
    return []


@dataclass(frozen=True, slots=True)
class Value:
    """A plain value, and half of what its last printed digit counts."""

    number: Fraction
    half: Fraction


def _steps(values: Iterable[Value]) -> float:
    """The product of values, each counted in steps of its last printed digit."""
    return math.prod(float(abs(one.number) / (2 * one.half or 1)) for one in values)


def _values(facts: Mapping[Period, Fact]) -> dict[Period, Value]:
    found = {}
    for period, fact in facts.items():
        value, rounding = fact.quantity.value, fact.quantity.rounding
        if value is not None:
            wide = rounding.low is not None and rounding.high is not None
            half = (rounding.high - rounding.low) / 2 if wide else Fraction(0)  # type: ignore[operator]
            found[period] = Value(value, min(half, max(Fraction(1, 2), abs(value) / 200)))
    return found


class _Known(dict[str, dict[Period, Value]]):
    """The plain values of members by period, read when somebody asks for them."""

    def __init__(self, members: Mapping[str, Mapping[Period, Fact]]) -> None:
        super().__init__()
        self._members = members

    def __missing__(self, name: str) -> dict[Period, Value]:
        self[name] = _values(self._members[name])
        return self[name]


@dataclass(frozen=True, slots=True)
class _Whole:
    """What all rows together make, by period: how many have a value, their sum, and its slack."""

    count: Mapping[Period, int]
    number: Mapping[Period, Fraction]
    half: Mapping[Period, Fraction]

    @classmethod
    def of(cls, known: Mapping[str, Mapping[Period, Value]]) -> _Whole:
        count, number, half = Counter[Period](), dict[Period, Fraction](), dict[Period, Fraction]()
        for values in known.values():
            for period, value in values.items():
                count[period] += 1
                number[period] = number.get(period, Fraction(0)) + value.number
                half[period] = half.get(period, Fraction(0)) + value.half
        return cls(count, number, half)


def _adds(known: Mapping[str, Mapping[Period, Value]], name: str, whole: _Whole) -> bool:
    """Whether a row is the sum of the others in every period in which all have a value."""
    mine, others = known[name], len(known) - 1
    periods = [one for one, v in mine.items() if v.number and whole.count[one] == len(known)]
    least = _FEWEST_PARTS if len(periods) > 1 else _FEWEST_IN_ONE_PERIOD
    if not periods or others < least:
        return False
    once = {(mine[one].number, whole.number[one]): mine[one] for one in periods}
    if _steps(once.values()) < _AGAINST_CHANCE_ALL:
        return False
    return all(
        abs(whole.number[one] - 2 * mine[one].number)
        <= mine[one].half + (whole.half[one] - mine[one].half) / others
        for one in periods
    )


def _plain(name: str) -> str:
    """A name without notes and composition at its end, in small letters.

    ``UK total [note 2]`` is a total, ``Euro area – 20 countries (from 2023)`` is the euro area.
    """
    if name.endswith(("]", ")")):
        name = _NOTE.sub("", name)
    if name.endswith((")", "s", "S")):
        name = _LENDING.sub("", _COMPOSITION.sub("", name))
    return name.strip().casefold()
