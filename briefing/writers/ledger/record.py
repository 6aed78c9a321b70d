"""A document and its inputs to the ledger: one JSON object, the same bytes for the same input."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import cast

from briefing.core.check import Check
from briefing.core.document import Document, FactWords, Figure, Highlight, Recommendation
from briefing.core.fact import Absence, Cell, Citation, Derivation, Fact
from briefing.core.interval import Interval
from briefing.core.parts import Offer
from briefing.core.plot import DrawnSize, Pictures
from briefing.core.publication import Publication
from briefing.core.series import InputFile
from briefing.core.text_nodes import plain
from briefing.writers.ledger.indented_json import indented_json
from briefing.writers.ledger.origin_entries import CellOrigin, Ends, Origin
from briefing.writers.ledger.schema import (
    SCHEMA_VERSION,
    BriefEntry,
    ChartEntry,
    CheckEntry,
    FactEntry,
    FileEntry,
    HighlightEntry,
    InputEntry,
    Ledger,
    LedgerRecord,
    OfferEntry,
    PluginEntry,
    RecommendationEntry,
    SourceEntry,
    ToolEntry,
)
from briefing.writers.ledger.transcript import Shown, facts_in, passages, uses

NO_SIZES: Mapping[str, DrawnSize] = {}
"""Of a brief that stands on no page."""


def ledger_of(
    document: Document,
    pictures: Pictures,
    inputs: Iterable[InputFile],
    config: Mapping[str, str],
    templates: Mapping[str, str],
    brand: Mapping[str, str],
    tool: ToolEntry,
    plugins: Sequence[PluginEntry] = (),
    *,
    drawn: Mapping[str, DrawnSize] = NO_SIZES,
) -> Ledger:
    """All facts of a brief with their origins and uses, and the inputs that it was made from.

    ``config``, ``templates`` and ``brand`` map each file of the project to the sha256 of its bytes;
    ``drawn`` says how large each chart stands on the pages.
    """
    told = list(passages(document, pictures))
    used = uses(told)
    ledger = Ledger(
        schema=SCHEMA_VERSION,
        tool=tool,
        brief=_brief(document, drawn),
        facts=[
            _fact(
                fact,
                document.fact_words[fact.id],
                used.get(fact.id, []),
                document.asserted.get(fact.id, ()),
            )
            for _, fact in sorted(document.facts.items())
        ],
        highlights=[_highlight(one) for one in document.highlights],
        contrary=_highlight(document.contrary) if document.contrary else None,
        passed=[_highlight(one) for one in document.passed],
        flips=[plain(one.text) for one in document.flips],
        changes=[plain(one.text) for one in document.changes],
        recommendations=[_recommendation(one) for one in document.recommendations],
        charts=[_chart(one) for one in document.figures()],
        inputs=[_input(one) for one in sorted(inputs, key=lambda one: one.path)],
        config=_hashes(config),
        templates=_hashes(templates),
        brand=_hashes(brand),
        sources={note.id: _source(note.publication) for note in document.sources},
        checks=[_check(one) for one in document.checks],
        passages=[
            {"kind": one.part.kind, "id": one.part.id, "text": one.text, "repeats": one.repeats}
            for one in told
            if one.text.strip()
        ],
    )
    if plugins:
        ledger["plugins"] = [*plugins]
    return cast("Ledger", LedgerRecord(ledger))


def as_json(ledger: Ledger) -> bytes:
    """The ledger as UTF-8 JSON with a final line end."""
    return indented_json(ledger)


def _input(file: InputFile) -> InputEntry:
    entry: InputEntry = {
        "path": file.path,
        "sha256": file.sha256,
        "size": file.size,
        "source": file.source,
    }
    if (made := file.query) is not None:
        files: list[FileEntry] = [{"path": path, "sha256": digest} for path, digest in made.files]
        entry["query"] = {
            "text": made.query,
            "engine": made.engine,
            "rows": made.rows,
            "files": files,
        }
    return entry


def _hashes(files: Mapping[str, str]) -> list[FileEntry]:
    return [{"path": path, "sha256": digest} for path, digest in sorted(files.items())]


def _brief(document: Document, drawn: Mapping[str, DrawnSize]) -> BriefEntry:
    brief: BriefEntry = {
        "id": document.id,
        "title": plain(document.title),
        "period": document.period.code,
        "language": document.language,
        "locale": document.locale,
        "date": document.day or None,
    }
    if document.as_of:
        brief["as_of"] = document.as_of
    if document.pages:
        brief["pages"] = document.pages
    if document.left_out:
        brief["left_out"] = [_offer(one) for one in document.left_out]
    if document.added:
        brief["added"] = [_offer(one) for one in document.added]
    if drawn:
        brief["drawn"] = {
            name: {"width": size.width, "taller": size.taller}
            for name, size in sorted(drawn.items())
        }
    return brief


def _recommendation(one: Recommendation) -> RecommendationEntry:
    texts = (one.do, one.because, one.rule, one.tipping)
    return {
        "id": one.id,
        "do": plain(one.do),
        "who": one.who,
        "because": plain(one.because),
        "rule": plain(one.rule),
        "tipping": plain(one.tipping),
        "evidence": one.evidence,
        "record": one.record,
        "facts": sorted({fact for text in texts for fact in facts_in(text)}),
    }


def _chart(one: Figure) -> ChartEntry:
    return {
        "id": one.id,
        "title": plain(one.title),
        "alt": one.alt,
        "facts": sorted(set(one.facts)),
    }


def _check(one: Check) -> CheckEntry:
    exceptions: dict[str, list[str]] = (
        {"exceptions": list(one.exceptions)} if one.exceptions else {}
    )
    return {
        **exceptions,  # type: ignore[typeddict-item]
        "name": one.name,
        "examined": one.examined,
        "what": one.what,
        "findings": one.findings,
        "messages": list(one.messages),
        "borne_out": list(one.borne_out),
    }


def _highlight(one: Highlight) -> HighlightEntry:
    return {
        "id": one.id,
        "text": plain(one.text),
        "reason": one.reason,
        "facts": facts_in(one.text),
    }


def _offer(one: Offer) -> OfferEntry:
    return {
        "kind": one.part.kind,
        "id": one.part.id,
        "name": one.name,
        "why": one.why,
        "weight": one.weight,
    }


def _source(source: Publication) -> SourceEntry:
    published = source.published.isoformat() if source.published else None
    corrects: dict[str, str] = {"corrects": source.corrects} if source.corrects else {}
    return {
        **corrects,  # type: ignore[typeddict-item]
        "title": source.title,
        "publisher": source.publisher,
        "edition": source.edition or source.title,
        "published": published,
        "doi": source.doi,
        "url": source.url,
        "licence": source.licence,
    }


def _fact(
    fact: Fact, words: FactWords, used: Iterable[Shown], asserted: Sequence[str]
) -> FactEntry:
    said: dict[str, list[str]] = {"asserted": list(asserted)} if asserted else {}
    quantity = fact.quantity
    return {
        **said,  # type: ignore[typeddict-item]
        "id": fact.id,
        "title": fact.title,
        "text": words.text,
        "value": None if quantity.value is None else exact(quantity.value),
        "bounds": _interval(quantity.bounds),
        "rounding": _interval(quantity.rounding),
        "unit": quantity.unit.code,
        "of": quantity.unit.of,
        "period": fact.period.code if fact.period else None,
        "status": quantity.status.value,
        "digits": fact.digits,
        "token": _is_token(fact),
        "series": fact.series,
        "member": fact.member,
        "note": fact.note,
        "origin": _origin(fact, words.made),
        "used": [
            {"kind": one.part.kind, "id": one.part.id, "text": one.text, "sentence": one.sentence}
            for one in used
        ],
    }


def _is_token(fact: Fact) -> bool:
    """Whether the cell holds a word with a declared meaning rather than a number."""
    return isinstance(fact.origin, Cell) and not any(one.isdigit() for one in fact.origin.text)


def exact(value: Fraction) -> str:
    """An exact number as text: a decimal where it has an end, else a fraction ``3/26``."""
    denominator = value.denominator
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    if denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    digits = 0
    while (value * 10**digits).denominator != 1:
        digits += 1
    whole = abs(int(value * 10**digits))
    sign = "-" if value < 0 else ""
    if not digits:
        return f"{sign}{whole}"
    text = str(whole).rjust(digits + 1, "0")
    return f"{sign}{text[:-digits]}.{text[-digits:]}"


def _interval(interval: Interval) -> Ends:
    return {
        "low": None if interval.low is None else exact(interval.low),
        "high": None if interval.high is None else exact(interval.high),
        "low_open": interval.low_open,
        "high_open": interval.high_open,
    }


def _origin(fact: Fact, made: str) -> Origin:
    match fact.origin:
        case Cell() as cell:
            found: CellOrigin = {
                "kind": "cell",
                "file": cell.spot.file,
                "sha256": cell.sha256,
                "sheet": cell.spot.sheet,
                "row": cell.spot.row,
                "column": cell.spot.column,
                "header": cell.header,
                "text": cell.text,
                "source": cell.source,
            }
            if cell.definition:
                found["definition"] = cell.definition
            if cell.corrected_from is not None:
                found["corrected_from"] = cell.corrected_from
                found["reason"] = cell.reason
            return found
        case Absence() as absence:
            return {
                "kind": "absence",
                "source": absence.source,
                "file": absence.file,
                "series": absence.series,
                "member": absence.member,
                "period": absence.period,
            }
        case Citation() as citation:
            return {
                "kind": "citation",
                "source": citation.source,
                "at": citation.at,
                "text": citation.text,
            }
        case Derivation() as derivation:
            return {
                "kind": "derivation",
                "calculator": derivation.calculator,
                "formula": derivation.formula,
                "in_words": made,
                "parameters": dict(derivation.parameters),
                "inputs": {
                    name: given.id if isinstance(given, Fact) else [one.id for one in given]
                    for name, given in derivation.inputs.items()
                },
            }
