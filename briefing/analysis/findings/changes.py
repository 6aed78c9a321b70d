"""What changed since the edition before, in sentences: figures revised, counted otherwise, or new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.analysis.findings.candidates import Words
from briefing.analysis.findings.revisions import revision_of
from briefing.core.document import Inlines
from briefing.core.fact import Fact
from briefing.core.finding import Change
from briefing.core.lags import FactBook, NoRelative
from briefing.core.problems import QuantityError
from briefing.language import english


def changes_since(
    earlier: FactBook, book: FactBook, names: Sequence[str], counted: dict[str, str], most: int
) -> tuple[Change, ...]:
    """At most so many changes of the metrics named, revisions first, in the order of the names.

    ``earlier`` are the facts of the edition before; ``counted`` says of a metric why its editions
    cannot be compared, where they are defined otherwise.
    """
    found: list[Change] = []
    for name in names:
        if name in earlier and name in book:
            try:
                found += _of_metric(name, earlier[name], book, counted.get(name, ""))
            except (NoRelative, KeyError):
                continue
    order = {"definition": 0, "revision": 1, "new period": 2}
    return tuple(sorted(found, key=lambda one: order[one.cause])[:most])


def _of_metric(name: str, old: Fact, book: FactBook, why: str) -> Iterator[Change]:
    now = book[name]
    if old.period is None or now.period is None:
        return
    if why:
        yield Change("definition", _counted_otherwise(now, why), (now,))
        return
    then = book.metrics[name].at(old.period)
    if then is None:
        return
    if then.quantity.unit.of != old.quantity.unit.of:
        return
    if _differ(old, then):
        yield _revision(old, then)
    if now.period > old.period and now.quantity.tells_something:
        yield Change("new period", _new(now, then), (now, then))


def _differ(old: Fact, new: Fact) -> bool:
    if not (old.quantity.tells_something and new.quantity.tells_something):
        return old.quantity.tells_something is not new.quantity.tells_something
    try:
        return english.amount(old.quantity, old.digits) != english.amount(new.quantity, new.digits)
    except QuantityError:
        return False


def _revision(old: Fact, new: Fact) -> Change:
    """``U.S. mine production for 2023: revised from 43,000 to 41,600 metric tons.``."""
    words = Words().say(f"{english.closed(new.title)} for ")
    assert new.period is not None
    words.word(new, english.period_label(new.period)).say(": ")
    facts: tuple[Fact, ...] = (new, old)
    change = revision_of(old, new)
    if change is None:
        words.say("now ").figure(new).say(", ").figure(old).say(" before.")
        return Change("revision", words.made(), facts)
    where = english.direction(change.quantity)
    verb = f"revised {where}" if where in {"up", "down"} else "revised"
    words.word(change, verb).say(" from ").bare(old).say(" to ").figure(new).say(".")
    return Change("revision", words.made(), (*facts, change))


def _new(now: Fact, then: Fact) -> Inlines:
    """``U.S. mine production: 45,000 metric tons for 2024 is new (2023: 41,600).``."""
    assert now.period is not None
    assert then.period is not None
    words = Words().say(f"{english.closed(now.title)}: ").figure(now).say(" for ")
    words.word(now, english.period_label(now.period)).say(" is new")
    if then.quantity.tells_something:
        words.say(" (").word(then, english.short_period(then.period)).say(": ").bare(then).say(")")
    return words.say(".").made()


def _counted_otherwise(now: Fact, why: str) -> Inlines:
    words = Words().say(f"{english.closed(now.title)} is counted otherwise than before (")
    words.say(why).say("): ").figure(now).say(" is not compared with the edition before.")
    return words.made()
