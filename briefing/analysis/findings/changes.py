"""What changed since the edition before, in sentences: figures revised, counted otherwise, or new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.analysis.findings.candidates import figure, when, word
from briefing.analysis.findings.revisions import revision_of
from briefing.core.document import Inlines
from briefing.core.fact import Fact
from briefing.core.finding import Change
from briefing.core.lags import FactBook, NoRelative
from briefing.core.problems import QuantityError
from briefing.language.amounts import amount
from briefing.language.base import Language


def changes_since(
    language: Language,
    earlier: FactBook,
    book: FactBook,
    names: Sequence[str],
    counted: dict[str, str],
    most: int,
) -> tuple[Change, ...]:
    """At most so many changes of the metrics named, revisions first, in the order of the names.

    ``earlier`` are the facts of the edition before; ``counted`` says of a metric why its editions
    cannot be compared, where they are defined otherwise.
    """
    found: list[Change] = []
    for name in names:
        if name in earlier and name in book:
            try:
                found += _of_metric(language, name, earlier[name], book, counted.get(name, ""))
            except (NoRelative, KeyError):
                continue
    order = {"definition": 0, "revision": 1, "new period": 2}
    return tuple(sorted(found, key=lambda one: order[one.cause])[:most])


def _of_metric(
    language: Language, name: str, old: Fact, book: FactBook, why: str
) -> Iterator[Change]:
    now = book[name]
    if old.period is None or now.period is None:
        return
    if why:
        yield Change("definition", _counted_otherwise(language, now, why), (now,))
        return
    then = book.metrics[name].at(old.period)
    if then is None:
        return
    if then.quantity.unit.of != old.quantity.unit.of:
        return
    if _differ(language, old, then):
        yield _revision(language, old, then)
    if now.period > old.period and now.quantity.tells_something:
        yield Change("new period", _new(language, now, then), (now, then))


def _differ(language: Language, old: Fact, new: Fact) -> bool:
    if not (old.quantity.tells_something and new.quantity.tells_something):
        return old.quantity.tells_something is not new.quantity.tells_something
    try:
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
    change = revision_of(language, old, new)
    if change is None:
        text = language.sentence(
            "change.now",
            title=new.title,
            when=period,
            now=figure(language, new),
            before=figure(language, old),
        )
        return Change("revision", text, facts)
    where = change.quantity.direction
    key = f"revised_{where}" if where in {"up", "down"} else "revised"
    text = language.sentence(
        "change.revision",
        title=new.title,
        when=period,
        revised=word(change, language.term(f"finding.{key}")),
        before=figure(language, old),
        now=figure(language, new),
    )
    return Change("revision", text, (*facts, change))


def _new(language: Language, now: Fact, then: Fact) -> Inlines:
    """``U.S. mine production: 45,000 metric tons for 2024 is new (2023: 41,600).``."""
    assert now.period is not None
    assert then.period is not None
    return language.sentence(
        "change.new_after" if then.quantity.tells_something else "change.new",
        title=now.title,
        now=figure(language, now),
        when=when(language, now, now.period),
        then=word(then, language.short_period(then.period)),
        before=figure(language, then),
    )


def _counted_otherwise(language: Language, now: Fact, why: str) -> Inlines:
    return language.sentence(
        "change.definition", title=now.title, why=why, now=figure(language, now)
    )
