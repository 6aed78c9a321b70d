"""How each figure was made: a row for every fact that the document shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from briefing.brief.annex_lines import arranged, with_correction
from briefing.core.annex_row import AnnexRow
from briefing.core.fact import Absence, Cell, Citation, Derivation, Fact
from briefing.core.period_notation import parse_period
from briefing.core.query_result import name_of
from briefing.language.amounts import amount
from briefing.language.base import Language
from briefing.language.formulas import in_words
from briefing.project.source_schema import Source


def annex_rows(
    language: Language, shown: Iterable[Fact], sources: Mapping[str, Source]
) -> tuple[AnnexRow, ...]:
    """Rows for the facts shown and what they were derived from, in the order of their lines.

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
    rows: dict[int, tuple[Fact, AnnexRow]] = {}
    identities = _Identities()
    for fact in every.values():
        key = identities.of(fact)
        if key in rows:
            first, row = rows[key]
            rows[key] = first, replace(row, aliases=(*row.aliases, fact.id))
        else:
            rows[key] = fact, _row(language, fact, sources)
    names = {key: source_name(key, sources) for key in sources}
    return arranged(language, list(rows.values()), names)


class _Identities:
    """Which facts are one: read from one cell, or computed alike from what is one and called by one name."""

    def __init__(self) -> None:
        self._numbers: dict[object, int] = {}
        self._known: dict[str, int] = {}

    def of(self, fact: Fact) -> int:
        """A number that the facts share which are one."""
        if fact.id not in self._known:
            made = self._made(fact)
            self._known[fact.id] = self._numbers.setdefault(made, len(self._numbers))
        return self._known[fact.id]

    def _made(self, fact: Fact) -> object:
        if not isinstance(fact.origin, Derivation):
            return fact.spot or fact.id
        inputs = tuple(
            (name, self.of(given) if isinstance(given, Fact) else tuple(map(self.of, given)))
            for name, given in fact.origin.inputs.items()
        )
        called = fact.title, fact.member, fact.period, fact.unit, fact.digits
        return *called, fact.origin.calculator, fact.origin.formula, inputs


def _single_inputs(fact: Fact) -> list[Fact]:
    if not isinstance(fact.origin, Derivation):
        return []
    return [given for given in fact.origin.inputs.values() if isinstance(given, Fact)]


def source_name(key: str, sources: Mapping[str, Source]) -> str:
    """The short name of a source."""
    source = sources.get(key)
    return (source.short or source.title) if source else key


def _row(language: Language, fact: Fact, sources: Mapping[str, Source]) -> AnnexRow:
    made, where, inputs = _origin(language, fact, sources)
    return AnnexRow(
        fact=fact.id,
        figure=amount(language, fact.quantity, fact.digits),
        meaning=_meaning(language, fact),
        made=made,
        inputs=inputs,
        source=where,
        status=language.status(fact.quantity.status),
    )


def _meaning(language: Language, fact: Fact) -> str:
    """What the figure is, with its member and period as far as it has them."""
    title = fact.title
    if fact.member and fact.member not in title:
        title = language.term("annex.member", title=title, member=fact.member)
    if fact.period is None:
        return title
    return language.term("annex.when", title=title, when=fact.period)


def _origin(
    language: Language, fact: Fact, sources: Mapping[str, Source]
) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    match fact.origin:
        case Cell() as cell:
            made = (
                language.term("annex.read", text=cell.text)
                if cell.text.strip()
                else language.term("annex.read_empty")
            )
            if fact.means:
                made = language.term("annex.meant", read=made, means=fact.means)
            made = with_correction(language, made, cell)
            return made, _where(language, cell), ()
        case Absence() as absence:
            made = language.term(
                "annex.absent",
                file=absence.file,
                member=absence.member,
                when=parse_period(absence.period),
            )
            return made, source_name(absence.source, sources), ()
        case Citation() as citation:
            source = source_name(citation.source, sources)
            where = language.term("annex.cited", source=source, at=citation.at)
            made = language.term("annex.stated", text=citation.text)
            if fact.note:
                made = language.term("annex.noted", made=made, note=fact.note)
            return made, where, ()
        case Derivation() as derivation:
            inputs = tuple(
                (given.id, amount(language, given.quantity, given.digits))
                for given in _single_inputs(fact)
            )
            return in_words(language, derivation), "", inputs


def _where(language: Language, cell: Cell) -> str:
    spot = cell.spot
    if query := name_of(spot.file):
        return language.term(
            "annex.queried",
            query=query,
            row=str(spot.row),
            column=str(spot.column),
            header=cell.header,
        )
    if spot.sheet:
        return language.term(
            "annex.cell_in_sheet",
            file=spot.file,
            sheet=spot.sheet,
            cell=spot.name,
            header=cell.header,
        )
    return language.term(
        "annex.cell",
        file=spot.file,
        row=str(spot.row),
        column=str(spot.column),
        header=cell.header,
    )


def cell_source(language: Language, facts: Iterable[Fact], sources: Mapping[str, Source]) -> str:
    """A source line for what is drawn or tabulated: the publications behind the facts."""
    keys = sorted({key for fact in facts for key in fact.sources()})
    return language.joined([source_name(key, sources) for key in keys])
