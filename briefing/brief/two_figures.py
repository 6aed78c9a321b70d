"""Two figures of a sentence put together: a share, a multiple or a difference, with both sides in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.brief.mentions import ProseError
from briefing.core.comparing import (
    NO_QUOTIENT,
    How,
    Unlike,
    no_quotient,
    standing_of,
    unlike,
)
from briefing.core.expression import derive
from briefing.core.fact import Fact
from briefing.core.lags import as_judged
from briefing.core.period import Period
from briefing.core.problems import QuantityError
from briefing.core.series import Series
from briefing.core.title import Title
from briefing.language.base import Language

_FORMULAS: Mapping[str, str] = {
    "ratio": "now / other", "share": "percent(now / other)", "difference": "now - other",
}  # fmt: skip
_TITLES = {"ratio": "as_multiple", "share": "as_share", "difference": "minus"}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two figures, with the series that it belongs to."""

    fact: Fact
    series: Series


def put_together(
    language: Language, calculator: str, one: Side, other: Side, *, across: bool
) -> tuple[Fact, str]:
    """What two figures make, and both sides in words where they are unlike.

    Raises :class:`ProseError` for unlike figures unless ``across``.
    """
    how: How = "difference" if calculator == "difference" else "quotient"
    found = unlike(standing_of(one.fact, one.series), standing_of(other.fact, other.series), how)
    if found is not None and not across:
        raise ProseError(found.message, found.advice("across=true"), code=found.code)
    is_multiple = calculator == "ratio"
    if how == "quotient" and (why := no_quotient(one.fact, other.fact, multiple=is_multiple)):
        raise ProseError(why, NO_QUOTIENT, code="not-above-zero")
    formula = _FORMULAS[calculator]
    parts = {"one": one.fact.title, "other": other.fact.title}
    sides = sides_of(language, found) if found else ""
    title = language.title(Title(_TITLES[calculator], parts))
    try:
        fact = derive(
            id=f"{one.fact.id}:{calculator}:{other.fact.id}",
            title=f"{title} {sides}".strip(),
            calculator=calculator,
            formula=as_judged(formula, one.fact, other.fact) if how == "difference" else formula,
            inputs={"now": one.fact, "other": other.fact},
            period=one.fact.period,
        )
    except QuantityError as error:
        raise ProseError.of(error) from None
    return fact, f" {sides}" if sides else ""


def sides_of(language: Language, found: Unlike) -> str:
    """``(2015 against 2024)``, ``(constant prices of 2015 against current prices)``."""
    one, other = map(language.title, (found.one, found.other))
    return language.term("prose.across", one=one, other=other)


def beside_figure(language: Language, series: Series, fact: Fact, period: Period) -> str:
    """What a metric's figure carries in a sentence: both sides of what is unlike, an older period."""
    if series.sides:
        one, other = map(language.title, series.sides)
        return f" {language.term('prose.across', one=one, other=other)}"
    return dated(language, fact) if series.is_latest and fact.period != period else ""


def dated(language: Language, fact: Fact) -> str:
    """``(2022)``, beside a figure."""
    return f" {language.term('prose.dated', when=fact.period)}" if fact.period else ""
