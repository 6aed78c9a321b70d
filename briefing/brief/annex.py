"""How each figure was made: a row for every fact that the document shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from briefing.core.document import AnnexRow
from briefing.core.expression import describe
from briefing.core.fact import Absence, Cell, Citation, Derivation, Fact
from briefing.core.spot import Spot
from briefing.language import english
from briefing.project.project_schema import Source


def annex_rows(
    shown: Iterable[Fact], sources: Mapping[str, Source], locale: str
) -> tuple[AnnexRow, ...]:
    """Rows for the facts shown and what they were derived from, inputs after results.

    Where a formula takes a whole list (a mean over two hundred quarters, a rank among others), the
    row says how many; the ledger names each.
    """
    every: dict[str, Fact] = {}
    waiting = list(shown)
    while waiting:
        fact = waiting.pop(0)
        if fact.id not in every:
            every[fact.id] = fact
            waiting += _single_inputs(fact)
    rows: dict[Spot | str, AnnexRow] = {}
    for fact in every.values():
        key = fact.spot or fact.id
        if key in rows:
            rows[key] = replace(rows[key], aliases=(*rows[key].aliases, fact.id))
        else:
            rows[key] = _row(fact, sources, locale)
    return tuple(rows.values())


def _single_inputs(fact: Fact) -> list[Fact]:
    if not isinstance(fact.origin, Derivation):
        return []
    return [given for given in fact.origin.inputs.values() if isinstance(given, Fact)]


def source_name(key: str, sources: Mapping[str, Source]) -> str:
    """The short name of a source."""
    source = sources.get(key)
    return (source.short or source.title) if source else key


def _row(fact: Fact, sources: Mapping[str, Source], locale: str) -> AnnexRow:
    period = f", {english.short_period(fact.period)}" if fact.period else ""
    made, where, inputs = _origin(fact, sources, locale)
    return AnnexRow(
        fact=fact.id,
        figure=english.amount(fact.quantity, fact.digits, locale),
        meaning=f"{_with_member(fact)}{period}",
        made=made,
        inputs=inputs,
        source=where,
        status=english.STATUS_WORDS[fact.quantity.status],
    )


def _with_member(fact: Fact) -> str:
    if fact.member and fact.member not in fact.title:
        return f"{fact.title}: {fact.member}"
    return fact.title


def _origin(
    fact: Fact, sources: Mapping[str, Source], locale: str
) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    match fact.origin:
        case Cell() as cell:
            made = f"read as “{cell.text}”"
            if cell.corrected_from is not None:
                made += f", corrected from “{cell.corrected_from}”: {cell.reason}"
            return made, f"{cell.spot.words} ({cell.header})", ()
        case Absence() as absence:
            made = f"{absence.file} has no row for {absence.member} in {absence.period}"
            return made, source_name(absence.source, sources), ()
        case Citation() as citation:
            where = f"{source_name(citation.source, sources)}, {citation.at}"
            note = f"; it {fact.note}" if fact.note else ""
            return f"stated as “{citation.text}”{note}", where, ()
        case Derivation() as derivation:
            inputs = tuple(
                (given.id, english.amount(given.quantity, given.digits, locale))
                for given in _single_inputs(fact)
            )
            return describe(derivation), "", inputs


def cell_source(facts: Iterable[Fact], sources: Mapping[str, Source]) -> str:
    """A source line for what is drawn or tabulated: the publications behind the facts."""
    keys = sorted({key for fact in facts for key in fact.sources()})
    return "; ".join(source_name(key, sources) for key in keys)
