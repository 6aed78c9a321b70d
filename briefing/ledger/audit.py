"""Is a built brief true to its evidence? Every cell read again, every figure computed again.

Compares a PDF with the data, the ledger and the config that it carries: the hash of each file, the
text of each cell, the result of each formula, and each printed figure with the text on the pages.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from briefing.errors import QuantityError
from briefing.expression import ExpressionError, Operand, evaluate
from briefing.formatting.english import amount
from briefing.ledger.evidence import Evidence
from briefing.model.interval import Interval
from briefing.model.quantity import Quantity
from briefing.model.status import Status
from briefing.model.unit import Unit
from briefing.notation import Meaning, NotationError, parse_number


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that was audited: a file, a fact, a printed figure."""

    what: str
    matches: bool
    detail: str = ""

    def __str__(self) -> str:
        """One line: match or MISMATCH, what, and why."""
        verdict = "match" if self.matches else "MISMATCH"
        return f"{verdict}  {self.what}{': ' if self.detail else ''}{self.detail}"


def audit(evidence: Evidence) -> list[Result]:
    """All results: files first, then facts, then what is printed on the pages."""
    return [*_files(evidence), *_facts(evidence), *_pages(evidence)]


def _files(evidence: Evidence) -> Iterator[Result]:
    for one in (*evidence.ledger["inputs"], *evidence.ledger["config"]):
        content = evidence.attached.get(one["path"])
        if content is None:
            yield Result(one["path"], matches=False, detail="is not attached")
            continue
        digest = hashlib.sha256(content).hexdigest()
        same = digest == one["sha256"]
        yield Result(one["path"], same, "" if same else "is not the file that the ledger names")


def _facts(evidence: Evidence) -> Iterator[Result]:
    tables = {
        path: _rows(content) for path, content in evidence.attached.items() if path.endswith(".csv")
    }
    for name, fact in evidence.facts.items():
        try:
            yield _fact(name, fact, evidence, tables)
        except (KeyError, ValueError, TypeError, IndexError) as error:
            yield Result(name, matches=False, detail=f"the ledger's entry is damaged: {error!r}")


def _fact(
    name: str,
    fact: Mapping[str, Any],
    evidence: Evidence,
    tables: Mapping[str, list[list[str]]],
) -> Result:
    recorded = quantity_of(fact)
    if (text := amount(recorded, fact["digits"])) != fact["text"]:
        return Result(name, matches=False, detail=f"says {fact['text']}, its value is {text}")
    origin = fact["origin"]
    if origin["kind"] == "derivation":
        return _derived(name, fact, recorded, evidence)
    if origin["kind"] == "cell" and origin["file"] in tables:
        held = tables[origin["file"]][origin["row"] - 1][origin["column"] - 1]
        if held != origin.get("corrected_from", origin["text"]):
            detail = f"row {origin['row']}, column {origin['column']} holds '{held}'"
            return Result(name, matches=False, detail=f"{detail}, not '{origin['text']}'")
    return _read_again(name, fact, recorded)


def _read_again(name: str, fact: Mapping[str, Any], recorded: Quantity) -> Result:
    """The recorded value against the text that it was read from."""
    if recorded.value is None:
        return Result(name, matches=True)
    try:
        tokens = {fact["origin"]["text"]: Meaning(value=recorded.value)} if fact["token"] else {}
        again = parse_number(fact["origin"]["text"], unit=recorded.unit, tokens=tokens).quantity
    except NotationError as error:
        return Result(name, matches=False, detail=str(error))
    if again.value == recorded.value:
        return Result(name, matches=True)
    return Result(name, matches=False, detail=f"'{fact['origin']['text']}' is not {fact['text']}")


def _derived(name: str, fact: Mapping[str, Any], recorded: Quantity, evidence: Evidence) -> Result:
    origin = fact["origin"]
    operands: dict[str, Operand] = {
        label: quantity_of(evidence.facts[given])
        if isinstance(given, str)
        else [quantity_of(evidence.facts[one]) for one in given]
        for label, given in origin["inputs"].items()
    }
    try:
        again = evaluate(origin["formula"], operands)
    except (ExpressionError, QuantityError) as error:
        return Result(name, matches=False, detail=f"cannot be computed again: {error}")
    same = (again.value, again.bounds) == (recorded.value, recorded.bounds)
    if same and again.unit.code == recorded.unit.code:
        return Result(name, matches=True)
    detail = f"{origin['formula']} gives {amount(again)}, the ledger says {fact['text']}"
    return Result(name, matches=False, detail=detail)


def _pages(evidence: Evidence) -> Iterator[Result]:
    """Every figure that the ledger says was printed stands on the pages."""
    if not evidence.text:
        return
    pages = _squeezed(evidence.text)
    for name, fact in evidence.facts.items():
        for text in fact["printed"]:
            if _squeezed(text) not in pages:
                yield Result(f"{name} on the pages", matches=False, detail=f"'{text}' is not there")


def quantity_of(fact: Mapping[str, Any]) -> Quantity:
    """The quantity that a ledger's entry records."""
    value = fact["value"]
    return Quantity(
        None if value is None else Fraction(value),
        _interval(fact["bounds"]),
        _interval(fact["rounding"]),
        Unit(fact["unit"], fact["of"]),
        Status(fact["status"]),
    )


def _interval(ends: Mapping[str, Any]) -> Interval:
    low, high = ends["low"], ends["high"]
    return Interval(
        None if low is None else Fraction(low),
        None if high is None else Fraction(high),
        ends["low_open"],
        ends["high_open"],
    )


def _rows(content: bytes) -> list[list[str]]:
    """The rows of a CSV file by their line, as the ledger counts them."""
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(content.decode("utf-8-sig", errors="replace"), newline=""))
    for cells in reader:
        rows += [[] for _ in range(reader.line_num - 1 - len(rows))]
        rows.append(cells)
    return rows


def _squeezed(text: str) -> str:
    """Without spaces and soft hyphens: line breaks on the page do not matter."""
    return "".join(text.replace("\u00ad", "").split())
