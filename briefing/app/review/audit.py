"""Is a built brief true to its evidence? Every cell read again, every figure computed again.

Compares a PDF with the data, the ledger and the config that it carries: the hash of each file, the
reading of each cell, the result of each formula, and each text with the pages.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from briefing.app.review.evidence import Evidence
from briefing.app.review.printed_pages import compare_pages
from briefing.app.review.results import Result
from briefing.core.expression import ExpressionError, Operand, evaluate
from briefing.core.fact import Cell, Citation, Fact
from briefing.core.interval import Interval
from briefing.core.problems import QuantityError
from briefing.core.quantity import Quantity
from briefing.core.spot import Spot
from briefing.core.status import Status
from briefing.core.unit import Unit
from briefing.language.amounts import amount
from briefing.writers.ledger.origin_entries import DerivationOrigin, Ends, Origin
from briefing.writers.ledger.schema import FactEntry, Ledger, files_of, part_of, spot_of

_NUMBER = re.compile(r"[−+]?\d[\d,]*(?:\.\d+)?")
_SIGNS = frozenset("0123456789.-/")
Stated = tuple[str, str, str]
"""Of a citation: the key of its source, the page, and the text there."""
Read = Spot | Stated
"""Where a fact was read or stated."""
Verdict = tuple[bool | None, str]
"""Whether a figure is as recorded, and what is not; ``None`` for what other code may tell otherwise."""


def audit(
    evidence: Evidence, again: Mapping[Read, Fact], *, is_own_code: bool = True
) -> list[Result]:
    """All results: files first, then facts, then what is printed on the pages.

    ``again`` holds what the attached files say when they are read now. Where other code made the brief,
    figures that it prints, reads or rounds otherwise are unknown, and told in one line.
    """
    facts = list(_facts(evidence, again, is_own_code=is_own_code))
    unknown = [one for one in facts if one.matches is None]
    if unknown:
        detail = f"{len(unknown):,} of {len(facts):,} are read or printed otherwise here: {unknown[0].what} {unknown[0].detail}"
        told = Result("the figures", matches=None, detail=detail, code="made-otherwise")
        facts = [*(one for one in facts if one.matches is not None), told]
    return [*_files(evidence), *facts, *_pages(evidence)]


def compare_ledgers(evidence: Evidence, again: Ledger) -> list[Result]:
    """The ledger that a PDF carries against the one that its data and config make now."""
    found: list[Result] = []
    old, new = dict(evidence.ledger), dict(again)
    for part, was in old.items():
        now = new.get(part)
        if was == now:
            continue
        if part == "facts":
            found += _other_entries(evidence.ledger["facts"], again["facts"])
        else:
            detail = "is not what the attached data and config make"
            found.append(
                Result(f"{part} of the ledger", matches=False, detail=detail, code="other-ledger")
            )
    return found or [Result("the ledger made again from what is attached", matches=True)]


def _other_entries(was: Sequence[FactEntry], now: Sequence[FactEntry]) -> Iterator[Result]:
    before = {one["id"]: one for one in was}
    after = {one["id"]: one for one in now}
    for name in [*after, *(one for one in before if one not in after)]:
        if name not in before or name not in after:
            what = "is missing in the ledger" if name not in before else "is no fact of the brief"
            yield Result(name, matches=False, detail=what, code="other-ledger")
            continue
        one: Mapping[str, object] = before[name]
        other: Mapping[str, object] = after[name]
        keys = [key for key in other if one.get(key) != other[key]]
        if keys:
            detail = f"{', '.join(keys)} made again from what is attached: another"
            yield Result(name, matches=False, detail=detail, code="other-ledger")


def read_at(origin: Cell | Citation) -> Read:
    """Where a fact was read or stated."""
    if isinstance(origin, Cell):
        return origin.spot
    return (origin.source, origin.at, origin.text)


def quantity_of(fact: FactEntry) -> Quantity:
    """The quantity that a ledger's entry records."""
    value = fact["value"]
    return Quantity(
        None if value is None else _exact(value),
        _interval(fact["bounds"]),
        _interval(fact["rounding"]),
        Unit(fact["unit"], fact["of"]),
        Status(fact["status"]),
    )


def _files(evidence: Evidence) -> Iterator[Result]:
    needed = [*evidence.ledger["inputs"], *evidence.ledger["config"]]
    for one in files_of(evidence.ledger):
        content = evidence.attached.get(one["path"])
        if content is None:
            if one in needed:
                detail = "is not attached"
                yield Result(one["path"], matches=False, detail=detail, code="not-attached")
            continue
        same = hashlib.sha256(content).hexdigest() == one["sha256"]
        yield Result(
            one["path"],
            same,
            "" if same else "is not the file that the ledger names",
            code="not-the-file",
        )


def _facts(
    evidence: Evidence, again: Mapping[Read, Fact], *, is_own_code: bool
) -> Iterator[Result]:
    for name, fact in evidence.facts.items():
        try:
            verdict, detail = _fact(fact, evidence, again)
            matches = None if verdict is None and not is_own_code else bool(verdict)
            yield Result(name, matches, detail, code="other-figure")
        except (KeyError, ValueError, ZeroDivisionError) as error:
            yield Result(
                name,
                matches=False,
                detail=f"the ledger's entry is damaged: {error!r}",
                code="damaged-entry",
            )


def _fact(fact: FactEntry, evidence: Evidence, again: Mapping[Read, Fact]) -> Verdict:
    recorded = quantity_of(fact)
    if (text := amount(evidence.language, recorded, fact["digits"])) != fact["text"]:
        verdict = None if _is_rounded(text, fact["text"]) else False
        return verdict, f"says {fact['text']}, its value is {text}"
    origin = fact["origin"]
    if origin["kind"] == "absence":
        return True, ""  # the ledger made again holds it, or does not
    if origin["kind"] == "derivation":
        return _derived(fact, origin, recorded, evidence)
    return _read(fact, origin, recorded, again, evidence)


def _is_rounded(one: str, other: str) -> bool:
    """Whether two texts print one number with more or fewer digits, or in another scale."""
    found = [_NUMBER.search(text) for text in (one, other)]
    if None in found:
        return found == [None, None]
    numbers = [Decimal(each[0].replace(",", "").replace("−", "-")) for each in found if each]
    least = min(len(each.normalize().as_tuple().digits) for each in numbers)
    with localcontext(prec=least, rounding=ROUND_HALF_UP):
        return len({(+each).normalize().as_tuple()[:2] for each in numbers}) == 1


def _read(
    fact: FactEntry,
    origin: Origin,
    recorded: Quantity,
    again: Mapping[Read, Fact],
    evidence: Evidence,
) -> Verdict:
    """What was recorded against what the attached file says there."""
    assert origin["kind"] != "derivation"
    assert origin["kind"] != "absence"
    if origin["kind"] == "cell":
        spot = spot_of(origin)
        where, found = spot.words, again.get(spot)
    else:
        where = origin["at"]
        found = again.get((origin["source"], where, origin["text"]))
    if found is None:
        return None, f"{where} holds no figure that could be read, not '{origin['text']}'"
    assert isinstance(found.origin, Cell | Citation)
    if found.origin.text != origin["text"]:
        return False, f"{where} holds '{found.origin.text}', not '{origin['text']}'"
    if found.quantity != recorded:
        read = amount(evidence.language, found.quantity, fact["digits"])
        is_value = found.quantity.value != recorded.value
        return (
            False if is_value else None,
            f"'{origin['text']}' reads {read}, the ledger says {fact['text']}",
        )
    return True, ""


def _derived(
    fact: FactEntry, origin: DerivationOrigin, recorded: Quantity, evidence: Evidence
) -> Verdict:
    operands: dict[str, Operand] = {
        label: quantity_of(evidence.facts[given])
        if isinstance(given, str)
        else [quantity_of(evidence.facts[one]) for one in given]
        for label, given in origin["inputs"].items()
    }
    try:
        again = evaluate(origin["formula"], operands)
    except (ExpressionError, QuantityError) as error:
        return None, f"cannot be computed again: {error}"
    same = (again.value, again.bounds, again.status) == (
        recorded.value,
        recorded.bounds,
        recorded.status,
    )
    if same and again.unit.code == recorded.unit.code:
        return True, ""
    return (
        False if again.value != recorded.value else None,
        f"{origin['formula']} gives {amount(evidence.language, again)}, the ledger says {fact['text']}",
    )


def _pages(evidence: Evidence) -> Iterator[Result]:
    if not evidence.pages:
        return
    ledger = evidence.ledger
    passages = [(str(part_of(one)), one["text"]) for one in ledger["passages"]]
    passages += [("number", str(n)) for n, _ in enumerate(ledger["recommendations"], 1)]
    furniture = (
        ledger["brief"]["title"],
        *(one["text"] for one in ledger["passages"] if one["repeats"]),
    )
    found = list(compare_pages(evidence.pages, passages, furniture))
    for where, what in found:
        yield Result(f"{where} on the pages", matches=False, detail=what, code="other-words")
    if not found:
        yield Result(f"{len(passages)} texts on {len(evidence.pages)} pages", matches=True)


def _interval(ends: Ends) -> Interval:
    low, high = ends["low"], ends["high"]
    return Interval(
        None if low is None else _exact(low),
        None if high is None else _exact(high),
        ends["low_open"],
        ends["high_open"],
    )


def _exact(written: str) -> Fraction:
    """A number as ledgers write it, without an exponent: ``1e999999999`` would fill the memory."""
    if not set(written) <= _SIGNS:
        raise ValueError(f"'{written[:20]}' is no number of a ledger")
    return Fraction(written)
