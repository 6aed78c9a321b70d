"""In what prices an amount of money is told: current, constant, chained, or at purchasing power parity.

Amounts at different prices do not compare: a quotient of a real and a nominal figure is a deflator, not
a share (System of National Accounts 2008, chapter 15). The words looked for are those of the World
Bank's, the OECD's, Eurostat's and national offices' tables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from briefing.core.title import Title

PriceKind = Literal["current", "constant", "chained"]


@dataclass(frozen=True, slots=True)
class Prices:
    """What the money of a series is worth."""

    kind: PriceKind
    base: str = ""
    """The year (or years) whose prices they are: ``2015``; empty where it is not said."""
    is_parity: bool = False
    """Whether it is converted at purchasing power parity: international dollars."""
    reason: str = field(default="", compare=False)
    """Why it is taken for that: ``the config says so``, ``'constant 2015' in its unit``."""

    @property
    def title(self) -> Title:
        """The same for a reader: ``constant prices of 2015``."""
        of = "_of" if self.base else ""
        parity = "_parity" if self.is_parity else ""
        return Title(f"prices_{self.kind}{of}{parity}", {"base": self.base})

    def __str__(self) -> str:
        """The same for a message: ``constant prices of 2015``."""
        of = f" of {self.base}" if self.base else ""
        parity = ", at purchasing power parity" if self.is_parity else ""
        return f"{self.kind} prices{of}{parity}"


_YEARS = r"(?P<base>(?:19|20)\d{2}(?:[/–-]\d{2,4})?)"
_MONEY = (
    r"(?:prices?|us\$|u\.s\. dollars?|dollars?|international|int'?l|\$|€|£|¥|₹|euros?|pounds?|rupees?"
    r"|(?:usd|eur|gbp|lcu|jpy|inr|cny|chf|cad|aud|nzd|brl|zar|mxn|krw)\b)"
)
_CHAINED = re.compile(
    rf"chain(?:ed|[- ]linked|[- ]weighted|(?=[- ]volume))\b(?:[\w\s,(-]*?\b{_YEARS}\b)?(?:[\w\s-]*?\b(?:volumes?|prices?|dollars|terms))?",
    re.IGNORECASE,
)
_CONSTANT = re.compile(
    rf"constant(?:[- ]+{_YEARS})?[- ]+{_MONEY}(?:\s*\(?(?:of )?(?P<later>(?:19|20)\d\d)\)?)?"
    rf"|\b(?:at|in) (?P<at>(?:19|20)\d\d(?:[/–-]\d\d)?)[- ]+{_MONEY}"
    rf"|\bprices of (?P<of>(?:19|20)\d\d)\b|\b(?P<lone>(?:19|20)\d\d(?:[/–-]\d\d)?) prices\b"
    rf"|\bin real terms\b|\breal\b(?! estate)|\bin volume\b",
    re.IGNORECASE,
)
_CURRENT = re.compile(
    rf"current[- ]+{_MONEY}|\bnominal\b|\bin nominal terms\b|\bat current\b|\bcash terms\b",
    re.IGNORECASE,
)
_PARITY = re.compile(
    r"\bppps?\b|purchasing[- ]power|international (?:\$|dollars)|int'?l \$", re.IGNORECASE
)


def prices_in(text: str, where: str) -> Prices | None:
    """What a title or a unit says of prices; ``where`` ends the reason: ``in its title``."""
    is_parity = _PARITY.search(text) is not None
    kinds: tuple[tuple[PriceKind, re.Pattern[str]], ...] = (
        ("chained", _CHAINED),
        ("constant", _CONSTANT),
        ("current", _CURRENT),
    )
    for kind, pattern in kinds:
        if found := pattern.search(text):
            base = next((one for one in found.groupdict().values() if one), "")
            base = base or (_year_beside(text) if kind != "current" else "")
            reason = f"'{found.group().strip(' ,(')}' {where}"
            return Prices(kind, base, is_parity, reason)
    if is_parity:
        return Prices("current", "", is_parity, f"purchasing power parity {where}")
    return None


def _year_beside(text: str) -> str:
    """The one year that a text names, which is that of the prices: ``Real GDP (2015 = 100)``."""
    years = re.findall(r"\b(?:19|20)\d\d\b", text)
    return years[0] if len(set(years)) == 1 else ""


_OF_UNIT = re.compile(
    r"""\b(?:constant|current|chain(?:ed|[- ]linked)?(?:\s+volumes?)?|real|nominal|ppp)\b[,]?
    |\bat\s+(?:constant|current)\s+prices\b|\bprices\b|\binternational(?=\s*(?:\$|dollars))
    |\b(?:at|in)?\s*(?:19|20)\d\d(?:[/–-]\d\d)?\b|\(\s*=?\s*(?:100)?\s*\)""",
    re.IGNORECASE | re.VERBOSE,
)


def split_prices(unit: str) -> tuple[str, Prices | None]:
    """A unit without what it says of prices, and that: ``constant 2015 US$`` is US$ at prices of 2015."""
    found = prices_in(unit, "in its unit")
    if found is None and (year := re.match(r"((?:19|20)\d\d)\s+(\S.*)", unit)):
        found = Prices("constant", year[1], reason=f"'{year[1]}' in its unit")
    if found is None:
        return unit, None
    rest = " ".join(re.sub(r"[(),]", " ", _OF_UNIT.sub(" ", unit)).split())
    return rest or unit, found
