"""What a sentence sees of a fact: its words. Each use leaves a mark that leads back to the fact.

That is how a figure gets into a brief, and the only way; see :mod:`briefing.brief.mentions`.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from briefing.brief.mentions import Mentions, NotThere, ProseError, not_there
from briefing.brief.ranks_of_facts import RanksOfFacts
from briefing.brief.two_figures import Side, dated, put_together
from briefing.core.fact import Derivation, Fact
from briefing.core.lags import NoRelative, moved_by_others, relative
from briefing.core.period_column import adopted
from briefing.core.period_notation import parse_period
from briefing.core.problems import Refusal
from briefing.core.quantity import Quantity
from briefing.core.series import Series, is_unreported
from briefing.core.status import Status
from briefing.language.amounts import amount, beside, figure, is_named_after, signed, size_of
from briefing.language.base import Language
from briefing.language.change_words import times, verb, verb_by_others
from briefing.language.unit_words import reads_in_another_scale

_MOST_DECIMALS = 10


class FactView(RanksOfFacts):
    """A fact as templates see it. Printing it gives the amount; attributes give words and kin.

    Comparisons (``{% if china_share > 50 %}``) answer yes or no, and refuse to guess where a
    bound or a withheld figure leaves the answer open.
    """

    __slots__ = ("_beyond", "_fact", "_mentions", "_series")

    def __init__(self, fact: Fact, series: Series, mentions: Mentions, beyond: str = "") -> None:
        self._fact, self._series, self._mentions = fact, series, mentions
        self._beyond = beyond
        """What is printed beside the figure: both sides of a comparison of unlike ones, its period."""

    # amounts ---------------------------------------------------------------------------------

    def __str__(self) -> str:
        """The amount with its unit: ``45,000 metric tons``."""
        return self._figure(amount(self._language, self._quantity, self._fact.digits))

    @property
    def number(self) -> str:
        """The number alone: ``45,000``."""
        mark = self._figure(figure(self._language, self._quantity, self._fact.digits))
        if reads_in_another_scale(self._quantity):
            self._mentions.unscaled.add(len(self._mentions.made) - 1)
        return mark

    @property
    def size(self) -> str:
        """The amount without its sign: ``8.2%``."""
        return self._figure(size_of(self._language, self._quantity, self._fact.digits))

    @property
    def signed(self) -> str:
        """The amount with its sign: ``+8.2%``."""
        return self._figure(signed(self._language, self._quantity, self._fact.digits))

    def round(self, digits: int = 0) -> str:
        """The amount with so many decimals, 10 at most: ``69%``."""
        if not isinstance(digits, int) or not 0 <= digits <= _MOST_DECIMALS:
            message = f"'round' wants a number of decimals from 0 to {_MOST_DECIMALS}"
            raise ProseError(message, code="broken-sentence")
        return self._figure(amount(self._language, self._quantity, digits))

    def times(self, other: FactView, *, across: bool = False) -> str:
        """How many times as large as another: ``more than twice``, ``half``.

        ``across`` allows an unlike one (of another period, at other prices) and prints both sides.
        """
        ratio, sides = self._with(other, "ratio", across=across)
        text = times(self._language, ratio.quantity)
        return self._mentions.mark(ratio, f"{text}{sides}", "figure")

    def of(self, other: FactView, *, across: bool = False) -> FactView:
        """This as a share of another, in percent; of an unlike one only ``across``."""
        fact, sides = self._with(other, "share", across=across)
        return FactView(fact, self._series, self._mentions, sides)

    def less(self, other: FactView, *, across: bool = False) -> FactView:
        """This minus another; an unlike one only ``across``."""
        fact, sides = self._with(other, "difference", across=across)
        return FactView(fact, self._series, self._mentions, sides)

    def _with(self, other: FactView, calculator: str, *, across: bool) -> tuple[Fact, str]:
        mine, theirs = Side(self._fact, self._series), Side(other._fact, other._series)
        return put_together(self._language, calculator, mine, theirs, across=across)

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
        return self._relative("difference").quantity.direction

    @property
    def title(self) -> str:
        """What the figure is: ``U.S. mine production``."""
        return self._word(self._fact.title)

    @property
    def member(self) -> str:
        """Whom it is about, as in a sentence: ``the United States``; all who share a place."""
        if self._fact.member is None:
            raise ProseError(
                f"'{self._fact.id}' is not about one member of a dimension", code="without-member"
            )
        if self._fact.ties and self._quantity.unit.code != "rank":
            every = sorted((self._fact.member, *self._fact.ties))
            return self._word(self._language.listed_apart(self._names(every)))
        return self._word(self._language.name(self._fact.member))

    def _names(self, members: Sequence[str]) -> list[str]:
        return [self._language.name(one) for one in members]

    @property
    def period(self) -> str:
        """The period that it is about: ``2024``."""
        if self._fact.period is None:
            raise ProseError(f"'{self._fact.id}' has no period", code="without-period")
        return self._word(self._language.period(self._fact.period))

    @property
    def status(self) -> str:
        """``estimated``, ``reported``, ``withheld``, ..."""
        return self._word(self._language.status(self._quantity.status))

    # kin -------------------------------------------------------------------------------------

    @property
    def before(self) -> FactView | NotThere:
        """The same for the period before."""
        return self._view("before")

    @property
    def change(self) -> FactView | NotThere:
        """The change since the period before: percent, or points for a figure in percent."""
        return self._view("change")

    @property
    def difference(self) -> FactView | NotThere:
        """The change since the period before, in the figure's own unit."""
        return self._view("difference")

    @property
    def year_before(self) -> FactView | NotThere:
        """The same for the same part of the year before."""
        return self._view("year_before")

    @property
    def change_on_year(self) -> FactView | NotThere:
        """The change since the same part of the year before."""
        return self._view("change_on_year")

    @property
    def difference_on_year(self) -> FactView | NotThere:
        """The difference since the same part of the year before."""
        return self._view("difference_on_year")

    def at(self, period: str | int) -> FactView | NotThere:
        """The same for another period: ``production.at(2021)``; the newest by ``at("latest")``."""
        if period == "latest":
            return self._newest()
        try:
            when = adopted(parse_period(period), self._series.facts)
        except Refusal as error:
            raise ProseError.of(error) from None
        fact = self._series.at(when)
        if fact is None:
            message = f"'{self._series.id}' has no value for {when}"
            lacks = self._series.lack(when)
            return NotThere(ProseError(message, code="no-value", lacks=lacks))
        return FactView(fact, self._series, self._mentions)

    def _newest(self) -> FactView:
        """The newest value up to this one's period, which is printed where it is another."""
        fact = self._series.latest(self._fact.period) if self._fact.period else self._fact
        if fact is None:
            raise ProseError(
                f"'{self._series.id}' has no value up to {self._fact.period}",
                code="no-value",
                lacks=self._series.lack(),
            )
        when = dated(self._language, fact) if fact.period != self._fact.period else ""
        return FactView(fact, self._series, self._mentions, when)

    @property
    def is_known(self) -> bool:
        """Whether there is a value, or at least a bound, for conditions."""
        return self._quantity.tells_something

    # comparisons -----------------------------------------------------------------------------

    def __lt__(self, other: object) -> bool:
        """Whether it is less, for certain."""
        return self._decided(self._order(other)[0], "<", other)

    def __gt__(self, other: object) -> bool:
        """Whether it is greater, for certain."""
        return self._decided(self._order(other)[1], ">", other)

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

    def _of(self, fact: Fact) -> FactView:
        return FactView(fact, self._series, self._mentions)

    @property
    def _quantity(self) -> Quantity:
        return self._fact.quantity

    @property
    def _before_now(self) -> str:
        return self._kin("before")._beside(self)

    @property
    def _before_in_full(self) -> str:
        return str(self._kin("before"))

    def _minus(self, other: FactView, *, across: bool) -> Fact:
        return self._with(other, "difference", across=across)[0]

    @property
    def _language(self) -> Language:
        return self._mentions.language

    def _figure(self, text: str) -> str:
        if is_unreported(self._fact) and not self._quantity.tells_something:
            raise not_there(self._fact, self._fact, "has no figure")
        self._mentions.histories[self._fact.id] = self._series
        return self._mentions.mark(self._fact, f"{text}{self._beyond}", "figure")

    def _word(self, text: str) -> str:
        self._mentions.histories[self._fact.id] = self._series
        return self._mentions.mark(self._fact, text, "word")

    def _beside(self, other: FactView) -> str:
        """The amount before another: without its unit where the other one names it."""
        both = (self._quantity, other._quantity)
        if all(one.is_known and is_named_after(self._language, one) for one in both):
            text = beside(self._language, self._quantity, self._fact.digits)
            return self._figure(text)
        return str(self)

    def _known(self) -> Fraction:
        if self._quantity.value is None:
            is_rank = self._quantity.unit.code == "rank"
            advice = (
                "somebody may rank before it who does not report; among those that do: members: reporting"
                if is_rank
                else f"print what is known of it: {{{{ {self._fact.id} }}}}"
            )
            raise ProseError(f"'{self._fact.id}' is not known exactly", advice, code="not-exact")
        return self._quantity.value

    def _relative(self, name: str) -> Fact:
        try:
            return relative(self._series, self._fact, name, self._language.title)
        except NoRelative as error:
            raise ProseError.of(error) from None

    def _view(self, name: str) -> FactView | NotThere:
        try:
            return self._kin(name)
        except ProseError as error:
            return NotThere(error)

    def _kin(self, name: str) -> FactView:
        return FactView(self._relative(name), self._series, self._mentions)

    def _verb(self, difference_name: str, change_name: str) -> str:
        difference = self._relative(difference_name)
        percent = self._percent(change_name)
        title, now = self._fact.title, self._quantity
        found = verb(self._language, difference.quantity, percent, title, now=now)
        if moved_by_others(difference):
            found = verb_by_others(self._language, difference.quantity, title)
        if difference.quantity.direction == "unknown":
            then = "period" if difference_name == "difference" else "year"
            raise not_there(self._fact, difference, f"cannot be compared with the {then} before")
        self._mentions.histories[difference.id] = self._series
        plain = (
            verb(self._language, difference.quantity, None, title).text if found.tells_size else ""
        )
        mark = self._mentions.mark(difference, found.text, "word", plain)
        origin = difference.origin
        if difference.quantity.direction == "level":
            is_open = difference.quantity.status is Status.NOT_SIGNIFICANT
            key = "prose.insignificant_at" if is_open else "prose.level_at"
            self._mentions.level[len(self._mentions.made) - 1] = (self._fact.id, key)
        if difference.quantity.direction in {"up", "down"} and isinstance(origin, Derivation):
            ids = [one.id for one in origin.facts()]
            self._mentions.moved[len(self._mentions.made) - 1] = (ids[0], ids[-1])
        return mark

    def _order(self, other: object) -> tuple[bool | None, bool | None]:
        """Whether it is less, and whether it is greater; where rounding hides its sign, neither is known."""
        mine, theirs = self._quantity.as_compared, self._other(other).as_compared
        return mine.is_less_than(theirs), theirs.is_less_than(mine)

    def _other(self, other: object) -> Quantity:
        if isinstance(other, NotThere):
            str(other)
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


def kin_names() -> tuple[str, ...]:
    """The attributes of a fact that sentences may use, for advice on misspelt ones."""
    return tuple(name for name in dir(FactView) if not name.startswith("_"))


def fact_of(view: FactView, relative_name: str = "") -> Fact:
    """The fact that a sentence sees, or its relative of that name; raises :class:`ProseError`."""
    fact = view._relative(relative_name) if relative_name else view._fact
    view._mentions.histories[fact.id] = view._series
    return fact
