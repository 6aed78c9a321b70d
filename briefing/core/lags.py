"""The relatives of a fact in its series: the value before, the change, the difference.

A rule or a sentence names them with a dot (``production.change``); each is a fact of its own, so
that it can be traced. One table says which there are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from briefing.core.expression import derive
from briefing.core.fact import Derivation, Fact
from briefing.core.interval import Interval
from briefing.core.nature import Use, allows
from briefing.core.period import Period
from briefing.core.problems import QuantityError, Refusal
from briefing.core.quantity import Quantity
from briefing.core.recomputing import Leaf, inputs_of, recompute
from briefing.core.reference import Reference
from briefing.core.sampling import is_significant
from briefing.core.series import Series, break_between
from briefing.core.status import Status
from briefing.core.title import Title, Worder, titled_for
from briefing.core.unit import RANK, is_whole


class NoRelative(Refusal):
    """There is no such relative; the message says why."""


def relative(series: Series, fact: Fact, name: str, word: Worder) -> Fact:
    """The relative called ``name`` of ``fact``, a member of ``series``; ``word`` words its title.

    Raises :class:`NoRelative` where the earlier value is not there or cannot be compared.
    """
    if fact.period is None:
        raise NoRelative(
            f"'{fact.id}' has no period, so nothing stands before it", code="without-period"
        )
    try:
        return LAGS[name](series, fact, fact.period, word)
    except QuantityError as error:
        message = f"'{fact.id}.{name}' cannot be computed: {error}"
        raise NoRelative.of(error, message) from None


def _earlier(series: Series, fact: Fact, period: Period) -> Fact:
    found = series.at(period)
    if found is None:
        ends = [str(one) for one in (*series.periods[:1], *series.periods[-1:])]
        known = ", ".join(dict.fromkeys(ends))
        last = [one for one in series.periods if one < period]
        advice = f"the last one before that is {last[-1]}: .at('{last[-1]}')" if last else ""
        overlap = _overlap(series, fact.period, period) if fact.period else ""
        raise NoRelative(
            f"'{fact.id}' has no value for {period} (its periods: {known}){overlap}",
            advice,
            code="no-value",
            lacks=series.lack(period),
        )
    if fact.period and (why := break_between(series.breaks, period, fact.period)):
        raise NoRelative(
            f"'{fact.id}' cannot be compared with {period}: {why}", code="across-break"
        )
    return found


def _overlap(series: Series, now: Period, wanted: Period) -> str:
    """Why the period just before is not what a figure is compared with: the two share some time."""
    just_before = now.shifted(-1)
    if wanted == just_before or wanted != series.before(now) or series.at(just_before) is None:
        return ""
    if just_before.last_day < now.first_day and series.over == 1:
        return ""
    kind = f"figures over {series.over} periods" if series.over > 1 else now.frequency.plural
    return f": {kind} are compared with the last one that shares no time with them, and {just_before} does"


def as_judged(formula: str, now: Fact, before: Fact) -> str:
    """The formula of a change, told as not significant where the sampling error may have made it.

    Or where one of the two values is marked so. Formulas say it, so that an audit computes the same.
    """
    one, other = now.quantity, before.quantity
    marked = Status.NOT_SIGNIFICANT in {one.status, other.status}
    if not marked and (one.value is None or other.value is None):
        return formula
    value = (one.value or Fraction(0)) - (other.value or Fraction(0))
    if marked or is_significant(value, now.sampling, before.sampling) is False:
        return f"not_significant({formula})"
    return formula


def _before(series: Series, fact: Fact, period: Period, _word: Worder) -> Fact:
    return _earlier(series, fact, series.before(period))


def _year_before(series: Series, fact: Fact, period: Period, _word: Worder) -> Fact:
    return _earlier(series, fact, period.a_year_before())


def _difference(fact: Fact, before: Fact, name: str, word: Worder) -> Fact:
    """The change in the figure's own unit; figures printed with fewer digits hide more of it."""
    assert before.period is not None
    _must_be_alike(fact, before)
    found = derive(
        id=f"{fact.id}.{name}",
        series=f"{fact.series}.{name}",
        title=_title(fact, before.period, word),
        calculator="difference",
        formula=as_judged(difference_of(fact), fact, before),
        inputs={"now": fact, "before": before},
        period=fact.period,
        member=fact.member,
        digits=_decimals(fact, before) if fact.digits is None else fact.digits,
    )
    return _with_what_hides(found, fact, before)


def _decimals(fact: Fact, before: Fact) -> int | None:
    """With how many decimals the column has both figures, so that its change has as many: +6.0 of 4.0.

    ``None`` where they were computed, or end before the point.
    """
    steps = {one.quantity.step if one.spot else None for one in (fact, before)}
    step = steps.pop() if len(steps) == 1 else None
    return _DECIMALS.get(step) if step is not None else None


_DECIMALS = {Fraction(1, 10**digits): digits for digits in range(1, 5)}


def difference_of(fact: Fact) -> str:
    """The formula of a change in a figure's own unit: a rank gains where its number falls."""
    return "before - now" if fact.quantity.unit == RANK else "now - before"


def _with_what_hides(found: Fact, fact: Fact, before: Fact) -> Fact:
    """A change with the rounding that may hide its sign.

    What both figures were computed from is one number, so that its rounding cancels: an index on one
    base. What was counted to the last unit is not rounded: 6 of 13 pupils. Figures that are printed
    with fewer digits hide what these do not show.
    """
    quantity = found.quantity
    if quantity.value is None or quantity.status is Status.NOT_SIGNIFICANT:
        return found
    if shared := _shared_inputs(fact, before):
        quantity = recompute(found, shared)
    if quantity.value and quantity.direction == "level" and (counted := _counted_inputs(found)):
        quantity = recompute(found, shared | counted)
    is_own_unit = quantity.unit.code == fact.quantity.unit.code
    difference = fact.quantity - before.quantity  # a change in percent is hidden where that one is
    if _is_printed_alike(fact, before) or _prints_nothing(difference, fact):
        step = Fraction(1, 10 ** (fact.digits or 0))
        most = step if is_own_unit else 2 * abs(quantity.value or Fraction(0))
        rounding = quantity.rounding + Interval(-most, most)
        quantity = replace(quantity, rounding=rounding)
    return replace(found, quantity=quantity)


def _shared_inputs(fact: Fact, before: Fact) -> dict[Leaf, Quantity]:
    """The known figures that both were computed from, without their rounding."""
    if not (isinstance(fact.origin, Derivation) and isinstance(before.origin, Derivation)):
        return {}
    now, then = inputs_of((fact,)), inputs_of((before,))
    return {
        key: replace(one.quantity, rounding=one.quantity.bounds)
        for key, one in now.items()
        if key in then
    }


_COUNTED = (Status.NORMAL, Status.PROVISIONAL)


def _counted_inputs(found: Fact) -> dict[Leaf, Quantity]:
    """The inputs that count single things and are printed to the last one, without rounding."""
    return {
        key: replace(one.quantity, rounding=one.quantity.bounds)
        for key, one in inputs_of((found,)).items()
        if is_whole(one.quantity.unit)
        and one.quantity.status in _COUNTED
        and one.quantity.step == 1
    }


_FEW = 10
"""Below how many steps of the last printed digit a base is too small for percents."""


def is_from_few(series: Series, before: Fact, change: Fact) -> bool:
    """Whether a change in percent starts from so few units that it says little: 1 to 2."""
    counts = allows(series.nature, Use.PERCENT_CHANGE) and not change.quantity.unit.is_points
    return counts and not before.quantity.unit.is_percent and is_few(before.quantity)


def is_few(base: Quantity) -> bool:
    """Whether an amount is so few steps of its last digit that one more is much in percent."""
    value, step = base.value, base.step
    if not value or step is None:
        return False
    return abs(value) < _FEW * (step or int(value.denominator == 1))


def _is_printed_alike(fact: Fact, before: Fact) -> bool:
    """Whether the digits that are printed show less than one step between two figures."""
    if fact.digits is None:
        return False
    return abs(_printed(fact) - _printed(before)) < Fraction(1, 10**fact.digits)


def _must_be_alike(fact: Fact, before: Fact) -> None:
    """Refuse a change between figures of two members, who had one place, or ranks of two rankings."""
    why = _ranked_among_others(fact, before)
    if fact.member and before.member and fact.member != before.member:
        why = f"it was {before.member} then, and is {fact.member} now"
    if why:
        raise NoRelative(
            f"'{fact.id}' cannot be compared with {before.period}: {why}", code="across-break"
        )


def _ranked_among_others(fact: Fact, before: Fact) -> str:
    """Why two ranks are not of one ranking: other members reported then; empty where they are."""
    if not (isinstance(fact.origin, Derivation) and isinstance(before.origin, Derivation)):
        return ""
    if fact.origin.calculator != "rank" or fact.member != before.member:
        return ""
    now, then = ({one.member for one in origin.facts()} for origin in (fact.origin, before.origin))
    return "" if now == then else "it ranks among other members"


def moved_by_others(difference: Fact) -> bool:
    """Whether a rank changed although its own figure did not move that way: others passed it, or fell."""
    origin = difference.origin
    ranks = [*origin.facts()] if isinstance(origin, Derivation) else []
    own = [
        one.origin.inputs.get("one")
        for one in ranks
        if isinstance(one.origin, Derivation) and one.origin.calculator == "rank"
    ]
    if len(own) != 2 or difference.quantity.direction not in {"up", "down"}:  # noqa: PLR2004
        return False
    now, before = own
    if not (isinstance(now, Fact) and isinstance(before, Fact)):
        return False
    where = (now.quantity - before.quantity).direction
    return where not in {"unknown", difference.quantity.direction}


def _prints_nothing(difference: Quantity, fact: Fact) -> bool:
    """Whether a difference is printed as 0.0 although the two figures differ in their last digit."""
    if fact.digits is None or difference.value is None:
        return False
    return 2 * abs(difference.value) < Fraction(1, 10**fact.digits)


def _printed(fact: Fact) -> Fraction:
    """The value with the digits that are printed."""
    return Fraction(round(fact.quantity.value or Fraction(0), fact.digits))


def _title(fact: Fact, since: Period, word: Worder) -> str:
    return word(
        Title("change_in", {"measure": titled_for(fact.title, fact.member), "since": since})
    )


def _change(series: Series, fact: Fact, before: Fact, name: str, word: Worder) -> Fact:
    """Relative change in percent; for a figure in percent, the difference in points.

    A figure whose nature knows no change in percent (a balance, degrees) changes by its difference.
    """
    unit = fact.quantity.unit
    if unit.is_percent or unit.is_points or not allows(series.nature, Use.PERCENT_CHANGE):
        return _difference(fact, before, name, word)
    _must_be_alike(fact, before)
    for one, when in ((before, "before"), (fact, "now")):
        if one.quantity.may_be_nothing:
            raise NoRelative(
                f"'{fact.id}' has no change in percent: the value {when} is not above zero",
                code="not-above-zero",
            )
    assert before.period is not None
    found = derive(
        id=f"{fact.id}.{name}",
        series=f"{fact.series}.{name}",
        title=_title(fact, before.period, word),
        calculator="change",
        formula=as_judged("percent(now / before - 1)", fact, before),
        inputs={"now": fact, "before": before},
        period=fact.period,
        member=fact.member,
    )
    return _with_what_hides(found, fact, before)


LAGS: Mapping[str, Callable[[Series, Fact, Period, Worder], Fact]] = {
    "before": _before,
    "year_before": _year_before,
    "change": lambda s, f, p, w: _change(s, f, _before(s, f, p, w), "change", w),
    "difference": lambda s, f, p, w: _difference(f, _before(s, f, p, w), "difference", w),
    "change_on_year": lambda s, f, p, w: _change(
        s, f, _year_before(s, f, p, w), "change_on_year", w
    ),
    "difference_on_year": lambda s, f, p, w: _difference(
        f, _year_before(s, f, p, w), "difference_on_year", w
    ),
}
"""What may follow the dot. ``change`` is in percent, and in points for a figure in percent."""


def fact_reference(name: str) -> Reference:
    """The metric and the relatives that a rule or a sentence names: ``output.change``."""
    return Reference.parse(name, LAGS)


class FactBook(Mapping[str, Fact]):
    """Facts by the names that rules and sentences use: ``production``, ``production.change``.

    The name of a metric means its fact at the brief's period. ``word`` words the titles of what is
    derived.
    """

    def __init__(
        self, metrics: Mapping[str, Series], word: Worder, failed: frozenset[str] = frozenset()
    ) -> None:
        self.metrics, self.word = metrics, word
        self.failed = failed
        """Names of metrics that could not be computed, which was told already."""
        self._made: dict[str, Fact] = {}

    def __getitem__(self, name: str) -> Fact:
        """The fact; ``KeyError`` for an unknown name, :class:`NoRelative` where none can be."""
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def since_breaks(self, period: Period) -> FactBook:
        """The same without what cannot be compared with ``period``."""
        if not any(one.breaks for one in self.metrics.values()):
            return self
        metrics = {name: one.since_break(period) for name, one in self.metrics.items()}
        return FactBook(metrics, self.word, self.failed)

    def __iter__(self):  # type: ignore[no-untyped-def]  # noqa: ANN204
        """The names of metrics."""
        return iter(self.metrics)

    def __len__(self) -> int:
        """How many metrics there are."""
        return len(self.metrics)

    def current(self, name: str) -> Fact:
        """The fact of a metric at its current period."""
        series = self.metrics[name]
        fact = series.at(series.current) if series.current else None
        if fact is None:
            raise NoRelative(
                f"'{name}' has no value for {series.current}",
                code="no-value",
                lacks=series.lack(series.current),
            )
        return fact

    def _make(self, name: str) -> Fact:
        asked = fact_reference(name)
        if asked.series or asked.member is not None or not LAGS.keys() >= {*asked.kin}:
            raise KeyError(name)
        fact = self.current(asked.name)
        for step in asked.kin:
            fact = relative(self.metrics[asked.name], fact, step, self.word)
        return fact
