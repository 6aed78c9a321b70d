"""What a sentence sees of a fact: its words. Each use leaves a mark that leads back to the fact.

That is how a figure gets into a brief, and the only way; see :mod:`briefing.brief.mentions`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from briefing.brief.mentions import Mentions, ProseError
from briefing.core.expression import derive
from briefing.core.fact import Fact
from briefing.core.lags import NoRelative, relative
from briefing.core.period import Period
from briefing.core.period_notation import parse_period
from briefing.core.problems import QuantityError, Refusal
from briefing.core.quantity import Quantity
from briefing.core.series import Series
from briefing.language import english
from briefing.language.numbers import format_quantity
from briefing.language.unit_words import unit_words


class FactView:
    """A fact as templates see it. Printing it gives the amount; attributes give words and kin.

    Comparisons (``{% if china_share > 50 %}``) answer yes or no, and refuse to guess where a
    bound or a withheld figure leaves the answer open.
    """

    __slots__ = ("_fact", "_mentions", "_series")

    def __init__(self, fact: Fact, series: Series, mentions: Mentions) -> None:
        self._fact, self._series, self._mentions = fact, series, mentions

    # amounts ---------------------------------------------------------------------------------

    def __str__(self) -> str:
        """The amount with its unit: ``45,000 metric tons``."""
        return self._figure(english.amount(self._quantity, self._fact.digits, self._locale))

    @property
    def number(self) -> str:
        """The number alone: ``45,000``."""
        return self._figure(format_quantity(self._quantity, self._fact.digits, self._locale))

    @property
    def size(self) -> str:
        """The amount without its sign: ``8.2%``."""
        return self._figure(english.size_of(self._quantity, self._fact.digits, self._locale))

    @property
    def signed(self) -> str:
        """The amount with its sign: ``+8.2%``."""
        return self._figure(english.signed(self._quantity, self._fact.digits, self._locale))

    @property
    def ordinal(self) -> str:
        """A rank in words: ``second``."""
        return self._figure(english.ordinal(self._known()))

    @property
    def superlative(self) -> str:
        """A rank before a noun: ``second-largest``."""
        return self._figure(english.superlative(self._known()))

    @property
    def words(self) -> str:
        """A small number in words: ``three``."""
        return self._figure(english.cardinal(self._known()))

    def round(self, digits: int = 0) -> str:
        """The amount with so many decimals: ``69%``."""
        return self._figure(english.amount(self._quantity, digits, self._locale))

    @property
    def from_to(self) -> str:
        """``from 41,600 to 45,000 metric tons``, both figures traced."""
        before = self.before
        return f"from {before._figure(before._bare())} to {self}"

    def times(self, other: FactView) -> str:
        """How many times as large as another: ``more than twice``, ``half``."""
        ratio = self._derived("ratio", "now / other", other, "as a multiple of")
        return self._mentions.mark(ratio, english.times(ratio.quantity), "figure")

    def of(self, other: FactView) -> FactView:
        """This as a share of another, in percent."""
        fact = self._derived("share", "percent(now / other)", other, "as a share of")
        return FactView(fact, self._series, self._mentions)

    def less(self, other: FactView) -> FactView:
        """This minus another."""
        fact = self._derived("difference", "now - other", other, "minus")
        return FactView(fact, self._series, self._mentions)

    # words -----------------------------------------------------------------------------------

    @property
    def verb(self) -> str:
        """What it did since the period before: ``rose``, ``more than halved``."""
        return self._verb("difference", "change")

    @property
    def verb_on_year(self) -> str:
        """What it did since the same part of the year before."""
        return self._verb("difference_on_year", "change_on_year")

    @property
    def direction(self) -> str:
        """``up``, ``down``, ``level`` or ``unknown`` since the period before, for conditions."""
        return english.direction(self._relative("difference").quantity)

    @property
    def title(self) -> str:
        """What the figure is: ``U.S. mine production``."""
        return self._word(self._fact.title)

    @property
    def member(self) -> str:
        """Whom it is about, as in a sentence: ``the United States``."""
        if self._fact.member is None:
            raise ProseError(
                f"'{self._fact.id}' is not about one member of a dimension", code="without-member"
            )
        return self._word(english.with_article(self._fact.member))

    @property
    def ties(self) -> str:
        """Those that share its rank: ``Nigeria and Thailand``; empty where none does."""
        names = [english.with_article(name) for name in self._fact.ties]
        return self._word(english.listed(names)) if names else ""

    @property
    def period(self) -> str:
        """The period that it is about: ``2024``."""
        if self._fact.period is None:
            raise ProseError(f"'{self._fact.id}' has no period", code="without-period")
        return self._word(english.period_label(self._fact.period))

    @property
    def status(self) -> str:
        """``estimated``, ``reported``, ``withheld``, ..."""
        return self._word(english.STATUS_WORDS[self._quantity.status])

    # kin -------------------------------------------------------------------------------------

    @property
    def before(self) -> FactView:
        """The same for the period before."""
        return self._view("before")

    @property
    def change(self) -> FactView:
        """The change since the period before: percent, or points for a figure in percent."""
        return self._view("change")

    @property
    def difference(self) -> FactView:
        """The change since the period before, in the figure's own unit."""
        return self._view("difference")

    @property
    def year_before(self) -> FactView:
        """The same for the same part of the year before."""
        return self._view("year_before")

    @property
    def change_on_year(self) -> FactView:
        """The change since the same part of the year before."""
        return self._view("change_on_year")

    @property
    def difference_on_year(self) -> FactView:
        """The difference since the same part of the year before."""
        return self._view("difference_on_year")

    def at(self, period: str | int) -> FactView:
        """The same for another period: ``production.at(2021)``."""
        try:
            when = parse_period(period)
        except Refusal as error:
            raise ProseError.of(error) from None
        fact = self._series.at(when)
        if fact is None:
            raise ProseError(
                f"'{self._series.id}' has no value for {when}",
                code="no-value",
                lacks=self._series.lack(when),
            )
        return FactView(fact, self._series, self._mentions)

    # comparisons -----------------------------------------------------------------------------

    def __lt__(self, other: object) -> bool:
        """Whether it is less, for certain."""
        return self._decided(self._quantity.is_less_than(self._other(other)), "<", other)

    def __gt__(self, other: object) -> bool:
        """Whether it is greater, for certain."""
        return self._decided(self._other(other).is_less_than(self._quantity), ">", other)

    def __le__(self, other: object) -> bool:
        """Whether it is at most as large, for certain."""
        return not self > other

    def __ge__(self, other: object) -> bool:
        """Whether it is at least as large, for certain."""
        return not self < other

    def __eq__(self, other: object) -> bool:
        """Whether it is the same amount, for certain."""
        return self._decided(self._quantity.is_equal_to(self._other(other)), "==", other)

    __hash__ = None  # type: ignore[assignment]

    def __bool__(self) -> bool:
        """Refused: a fact is neither true nor false."""
        raise ProseError(
            f"'{self._fact.id}' is a figure: compare it with something", code="bare-condition"
        )

    # inside ----------------------------------------------------------------------------------

    @property
    def _quantity(self) -> Quantity:
        return self._fact.quantity

    @property
    def _locale(self) -> str:
        return self._mentions.locale

    def _figure(self, text: str) -> str:
        return self._mentions.mark(self._fact, text, "figure")

    def _word(self, text: str) -> str:
        return self._mentions.mark(self._fact, text, "word")

    def _bare(self) -> str:
        """The amount without the words of its unit, where it is plain: ``$41,300``, ``41,600``."""
        if not self._quantity.is_known:
            return english.amount(self._quantity, self._fact.digits, self._locale)
        number = format_quantity(self._quantity, self._fact.digits, self._locale)
        symbol = unit_words(self._quantity.unit).before
        return f"−{symbol}{number[1:]}" if number.startswith("−") else f"{symbol}{number}"

    def _known(self) -> Fraction:
        if self._quantity.value is None:
            raise ProseError(f"'{self._fact.id}' is not known exactly", code="not-exact")
        return self._quantity.value

    def _relative(self, name: str) -> Fact:
        try:
            return relative(self._series, self._fact, name)
        except NoRelative as error:
            raise ProseError.of(error) from None

    def _view(self, name: str) -> FactView:
        return FactView(self._relative(name), self._series, self._mentions)

    def _verb(self, difference_name: str, change_name: str) -> str:
        difference = self._relative(difference_name)
        percent = None
        if not self._quantity.unit.is_percent:
            try:
                change = relative(self._series, self._fact, change_name).quantity
                percent = change if change.unit.is_percent else None
            except NoRelative:
                percent = None
        word = english.verb(difference.quantity, percent)
        return self._mentions.mark(difference, word, "word")

    def _derived(self, calculator: str, formula: str, other: FactView, words: str) -> Fact:
        try:
            return derive(
                id=f"{self._fact.id}:{calculator}:{other._fact.id}",
                title=f"{self._fact.title} {words} {other._fact.title}",
                calculator=calculator,
                formula=formula,
                inputs={"now": self._fact, "other": other._fact},
                period=self._fact.period,
            )
        except QuantityError as error:
            raise ProseError.of(error) from None

    def _other(self, other: object) -> Quantity:
        if isinstance(other, FactView):
            return other._quantity
        if isinstance(other, int | float):
            return Quantity.exact(Fraction(str(other)), self._quantity.unit)
        raise ProseError(
            f"'{self._fact.id}' cannot be compared with {other!r}", code="not-comparable"
        )

    def _decided(self, answer: bool | None, sign: str, other: object) -> bool:
        if answer is None:
            theirs = other._fact.id if isinstance(other, FactView) else other
            raise ProseError(
                f"whether {self._fact.id} {sign} {theirs} is unknown: "
                f"a figure is withheld or known only by bounds",
                code="unknown-comparison",
            )
        return answer


class PeriodView:
    """The brief's period in a sentence: ``{{ period }}``, ``{{ period.before }}``."""

    __slots__ = ("_period",)

    def __init__(self, period: Period) -> None:
        self._period = period

    def __str__(self) -> str:
        """``2024``."""
        return english.period_label(self._period)

    @property
    def before(self) -> PeriodView:
        """The period before."""
        return PeriodView(self._period.shifted(-1))

    @property
    def year(self) -> int:
        """The year."""
        return self._period.year


def kin_names() -> tuple[str, ...]:
    """The attributes of a fact that sentences may use, for advice on misspelt ones."""
    return tuple(name for name in dir(FactView) if not name.startswith("_"))


def views(metrics: dict[str, Series], mentions: Mentions) -> dict[str, Any]:
    """A view for each metric that has a fact at its current period."""
    found: dict[str, Any] = {}
    for name, series in metrics.items():
        fact = series.at(series.current) if series.current else None
        if fact is not None:
            found[name] = FactView(fact, series, mentions)
    return found
