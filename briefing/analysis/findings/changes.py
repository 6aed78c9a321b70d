"""What changed since the edition before, in sentences.

Figures that turned round, ranks that moved, then what is counted otherwise, revised, or new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from briefing.analysis.findings.candidates import figure, told_figure, when, word
from briefing.analysis.findings.movements import may_be_rounding, period_of
from briefing.analysis.findings.revisions import revision_of
from briefing.core.fact import Derivation, Fact
from briefing.core.finding import Change
from briefing.core.lags import FactBook, NoRelative, relative
from briefing.core.nature import Nature
from briefing.core.problems import QuantityError
from briefing.core.series import Series
from briefing.core.status import Status
from briefing.core.text_nodes import Inlines, Mention
from briefing.core.unit import RANK
from briefing.language.amounts import amount, signed
from briefing.language.base import Language
from briefing.language.whose_words import title_of


def changes_since(
    language: Language,
    earlier: FactBook,
    book: FactBook,
    names: Sequence[str],
    counted: dict[str, str],
    most: int,
) -> tuple[Change, ...]:
    """At most so many changes of the metrics named, in the order of the names: what turned round first.

    What turned round or moved in rank takes half of the places where other changes want the rest.

    ``earlier`` are the facts of the edition before; ``counted`` says of a metric why its editions
    cannot be compared, where they are defined otherwise.
    """
    found: list[Change] = []
    for name in names:
        if name in earlier and name in book:
            try:
                found += _of_metric(language, name, earlier, book, counted.get(name, ""))
            except (NoRelative, KeyError):
                continue
    found.sort(key=lambda one: _ORDER.index(one.cause))
    others = [one for one in found if one.cause not in _TURNED]
    turned = found[: len(found) - len(others)][: max(most - len(others), (most + 1) // 2)]
    return (*turned, *others[: most - len(turned)])


_TURNED = ("reversal", "rank")
_ORDER = (*_TURNED, "definition", "revision", "new period")


def _of_metric(
    language: Language, name: str, earlier: FactBook, book: FactBook, why: str
) -> Iterator[Change]:
    old, now = earlier[name], book[name]
    if old.period is None or now.period is None:
        return
    if why:
        yield Change("definition", _counted_otherwise(language, now, why), (now,))
        return
    then = book.metrics[name].at(old.period)
    if then is None:
        return
    if RANK in {old.quantity.unit, now.quantity.unit}:
        yield from _rank_moved(language, old, now)
        return
    if old.member != now.member and "" not in {old.member or "", now.member or ""}:
        yield _another_member(language, old, now)
        return
    reversal = _reversal(language, name, earlier, book)
    if reversal is not None:
        yield reversal
        if now.period == old.period:
            return
    if then.quantity.unit.of != old.quantity.unit.of:
        return
    if _differ(language, old, then):
        is_of_others = _members_behind(old) != _members_behind(then)
        yield (_of_other_members if is_of_others else _revision)(language, old, then)
    if now.period > old.period and now.quantity.tells_something and reversal is None:
        yield Change("new period", _new(language, now, then), (now, then))


def _rank_moved(language: Language, old: Fact, now: Fact) -> Iterator[Change]:
    """``Avon’s rank in patients for 2024: second, after first for 2023 ...``."""
    if None in {old.quantity.value, now.quantity.value} or old.member != now.member:
        return
    if old.quantity.value != now.quantity.value:
        yield Change("rank", _beside_before(language, "change.beside", old, now), (now, old))


def _another_member(language: Language, old: Fact, now: Fact) -> Change:
    """``Largest member in patients for 2024: Borda with 530 people, after Avon with ...``."""
    text = _beside_before(
        language,
        "change.another_member",
        old,
        now,
        who=word(now, now.member or ""),
        other=word(old, old.member or ""),
    )
    return Change("rank", text, (now, old))


def _beside_before(
    language: Language,
    key: str,
    old: Fact,
    now: Fact,
    *,
    show: Callable[[Language, Fact], Mention] = figure,
    **slots: Mention,
) -> Inlines:
    """A figure beside what the edition before had, each with its period."""
    assert now.period is not None
    assert old.period is not None
    return language.sentence(
        key,
        title=now.title if slots else title_of(language, now),
        now=show(language, now),
        when=when(language, now, now.period),
        before=show(language, old),
        then=when(language, old, old.period),
        **slots,
    )


def _with_sign(language: Language, fact: Fact) -> Mention:
    """A change with its sign: ``+3%``."""
    return figure(language, fact, signed(language, fact.quantity, fact.digits))


def _reversal(language: Language, name: str, earlier: FactBook, book: FactBook) -> Change | None:
    """That a figure which the edition before told as rising falls now, or the other way round.

    A change or growth turned round where its own sign did.
    """
    old, now = earlier[name], book[name]
    series = book.metrics[name]
    if series.nature is Nature.CHANGE:
        ways = old.quantity.direction, now.quantity.direction
        if set(ways) == {"up", "down"}:
            text = _beside_before(language, "change.beside", old, now, show=_with_sign)
            return Change("reversal", text, (now, old))
        return None
    try:
        moved = _step(language, series, now), _step(language, earlier.metrics[name], old)
    except NoRelative:
        return None
    (step, before), (old_step, old_before) = moved
    if {step.quantity.direction, old_step.quantity.direction} != {"up", "down"}:
        return None
    if may_be_rounding(now, before) or may_be_rounding(old, old_before):
        return None
    assert now.period is not None
    text = language.sentence(
        "change.reversal_by_revision" if now.period == old.period else "change.reversal",
        title=title_of(language, now),
        when=when(language, now, now.period),
        moved=_noun(language, step),
        now=figure(language, now),
        before=told_figure(language, before),
        since=word(before, language.short_period(period_of(before))),
        had_moved=_noun(language, old_step),
        old=told_figure(language, old),
        then=word(old, language.short_period(period_of(old))),
    )
    return Change("reversal", text, (now, before, step, old, old_step))


def _step(language: Language, series: Series, fact: Fact) -> tuple[Fact, Fact]:
    """What a figure did since the period before, and what it was then."""
    before = relative(series, fact, "before", language.title)
    return relative(series, fact, "difference", language.title), before


def _noun(language: Language, step: Fact) -> Mention:
    """``a rise``, ``a projected fall``."""
    is_projected = step.quantity.status is Status.FORECAST
    key = f"change.{'projected_' if is_projected else ''}{step.quantity.direction}"
    return word(step, language.term(key))


def _differ(language: Language, old: Fact, new: Fact) -> bool:
    if not (old.quantity.tells_something and new.quantity.tells_something):
        return old.quantity.tells_something is not new.quantity.tells_something
    try:
        if old.quantity.is_rounded_or_exact(new.quantity):
            return False
        return amount(language, old.quantity, old.digits) != amount(
            language, new.quantity, new.digits
        )
    except QuantityError:
        return False


def _revision(language: Language, old: Fact, new: Fact) -> Change:
    """``U.S. mine production for 2023: revised from 43,000 metric tons to 41,600 metric tons.``."""
    assert new.period is not None
    period = when(language, new, new.period)
    facts: tuple[Fact, ...] = (new, old)
    are_known = old.quantity.tells_something and new.quantity.tells_something
    change = revision_of(language, old, new) if are_known else None
    if change is None:  # what is not there was withdrawn, or is new; it was not revised
        text = language.sentence(
            "change.now",
            title=title_of(language, new),
            when=period,
            now=figure(language, new),
            before=told_figure(language, old),
        )
        return Change("revision", text, facts)
    where = change.quantity.direction
    key = f"revised_{where}" if where in {"up", "down"} else "revised"
    text = language.sentence(
        "change.revision",
        title=title_of(language, new),
        when=period,
        revised=word(change, language.term(f"finding.{key}")),
        before=told_figure(language, old),
        now=figure(language, new),
    )
    return Change("revision", text, (*facts, change))


def _new(language: Language, now: Fact, then: Fact) -> Inlines:
    """``U.S. mine production: 45,000 metric tons for 2024 is new (2023: 41,600).``."""
    assert now.period is not None
    assert then.period is not None
    return language.sentence(
        "change.new_after" if then.quantity.tells_something else "change.new",
        title=title_of(language, now),
        now=figure(language, now),
        when=when(language, now, now.period),
        then=word(then, language.short_period(then.period)),
        before=told_figure(language, then),
    )


def _members_behind(fact: Fact) -> frozenset[str]:
    """The members whose figures it was made of."""
    read = (one for one in fact.walk() if not isinstance(one.origin, Derivation))
    return frozenset(one.member for one in read if one.member)


def _of_other_members(language: Language, old: Fact, new: Fact) -> Change:
    """A total or median of other members than before was not revised: who is counted changed."""
    assert new.period is not None
    text = language.sentence(
        "change.other_members",
        title=title_of(language, new),
        when=when(language, new, new.period),
        now=figure(language, new),
        before=told_figure(language, old),
    )
    return Change("definition", text, (new, old))


def _counted_otherwise(language: Language, now: Fact, why: str) -> Inlines:
    return language.sentence(
        "change.definition", title=title_of(language, now), why=why, now=figure(language, now)
    )
