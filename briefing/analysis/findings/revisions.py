"""Revisions between editions: the same figure of the same period, printed otherwise before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.analysis.findings.candidates import (
    Candidate,
    certainty_of,
    figure,
    size_of_change,
    told_figure,
    when,
    word,
)
from briefing.core.expression import derive
from briefing.core.fact import Fact
from briefing.core.nature import Use, allows
from briefing.core.problems import QuantityError
from briefing.core.rebasing import is_counted_otherwise
from briefing.core.series import Dataset, Panel, Series
from briefing.core.title import Title
from briefing.language.base import Language
from briefing.project.brief_schema import BriefConfig

_WEIGHT = 0.7


def revisions(
    language: Language, editions: Sequence[tuple[Dataset, Dataset]], config: BriefConfig
) -> Iterator[Candidate]:
    """Figures that a later edition prints otherwise, beyond what rounding explains."""
    for new, old in editions:
        for name in (one for one in new.measures if one in old.measures):
            weight = _WEIGHT * float(config.highlights.weights.get(new.measures[name].id, 1))
            for before, after in revised(old.measures[name], new.measures[name]):
                yield from _candidate(
                    language,
                    before,
                    after,
                    weight,
                    nature_allows=allows(new.measures[name].nature, Use.PERCENT_CHANGE),
                )


def revised(old: Series | Panel, new: Series | Panel) -> Iterator[tuple[Fact, Fact]]:
    """Pairs of facts of one period whose printed values differ: the old and the new.

    Measures that are defined otherwise, count something else, or are an index on another base, are
    not compared.
    """
    if old.definition != new.definition or old.unit.of != new.unit.of:
        return
    if isinstance(old, Panel) and isinstance(new, Panel):
        for member in (one for one in old.members if one in new.members):
            yield from revised(old.members[member], new.members[member])
    elif isinstance(old, Series) and isinstance(new, Series) and not is_counted_otherwise(old, new):
        for period, before in old.facts.items():
            after = new.at(period)
            if after is None or None in {before.quantity.value, after.quantity.value}:
                continue
            one, other = before.quantity, after.quantity
            if one.is_equal_to(other) is False and not one.is_rounded_or_exact(other):
                yield before, after


def revision_of(
    language: Language, before: Fact, after: Fact, formula: str = "now - before"
) -> Fact | None:
    """By how much a figure was revised; ``None`` where the two cannot be reckoned with."""
    try:
        return derive(
            id=f"{after.id}.revision",
            title=language.title(Title("revision", {"measure": after.title})),
            calculator="revision",
            formula=formula,
            inputs={"now": after, "before": before},
            period=after.period,
        )
    except QuantityError:
        return None


def _candidate(
    language: Language, before: Fact, after: Fact, weight: float, *, nature_allows: bool
) -> Iterator[Candidate]:
    """The sentence of a revision; in percent of what is above zero and no balance, else by its difference.

    A balance that was -10 and is 5 was revised up, though 5 is -150% of -10.
    """
    is_relative = nature_allows and before.quantity.is_above_zero and after.quantity.is_above_zero
    formula = "percent(now / before - 1)" if is_relative else "now - before"
    change = revision_of(language, before, after, formula)
    if change is None:
        return
    where = change.quantity.direction
    if where not in {"up", "down"} or after.period is None:
        return
    if after.quantity.unit.is_percent:
        return
    sentence = language.sentence(
        "finding.revision_of_member" if after.member else "finding.revision",
        member=after.member or "",
        title=after.title,
        when=when(language, after, after.period),
        revised=word(change, language.term(f"finding.revised_{where}")),
        before=told_figure(language, before),
        now=figure(language, after),
    )
    facts = (after, before, change)
    yield Candidate(
        detector="revision",
        subject=f"revision of {after.spot or after.id}",
        about=after.id,
        topic=("revision", False),
        sentences=(sentence,),
        facts=facts,
        size=0.8 * size_of_change(change),
        weight=weight,
        because=language.term("because.revision"),
        certainty=certainty_of(facts),
    )
