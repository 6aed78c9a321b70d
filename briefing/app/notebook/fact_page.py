"""A fact for Python: its words on one line, and as HTML with its tree down to cells and sources.

Every text is escaped: titles, notes and cells come from files that anybody may have written.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from briefing.core.fact import Absence, Cell, Citation, Derivation, Fact
from briefing.core.handed_table import name_of
from briefing.core.status import Status
from briefing.language.amounts import amount
from briefing.language.formulas import in_words
from briefing.language.messages import MESSAGES

_MOST_OF_A_LIST = 6
_MOST = 200
"""Figures of one tree; beyond, it is told that there are more."""
_TREE = "margin:.15em 0 .15em .4em;padding-left:.8em;border-left:1px solid #8886"


def line_of(fact: Fact) -> str:
    """The figure, its period and what is to be said of it: ``69.2% (2024, estimated)``."""
    said = [str(fact.period)] if fact.period else []
    has_own_word = fact.status is Status.NORMAL or not fact.quantity.tells_something
    if not has_own_word:
        said.append(MESSAGES.status(fact.status))
    if fact.in_doubt:
        said.append(MESSAGES.term("caveat.in_doubt"))
    text = amount(MESSAGES, fact.quantity, fact.digits).replace("\u00a0", " ")
    return f"{text} ({', '.join(said)})" if said else text


def page_of(fact: Fact) -> str:
    """The figure, and folded below it from what it was made, down to cells and sources."""
    return f"<div>{_node(fact, iter(range(_MOST)), is_open=True)}</div>"


def _node(fact: Fact, left: Iterator[int], *, is_open: bool = False) -> str:
    if next(left, None) is None:
        return "<div>…</div>"
    about = [fact.title, fact.member if fact.member and fact.member not in fact.title else ""]
    told = ", ".join(one for one in about if one)
    head = f"<strong>{escape(line_of(fact))}</strong> {escape(told)} <code>{escape(fact.id)}</code>"
    note = f"<div><em>{escape(fact.note)}</em></div>" if fact.note else ""
    below = f'<div style="{_TREE}">{note}{_origin(fact, left)}</div>'
    return f"<details{' open' * is_open}><summary>{head}</summary>{below}</details>"


def _origin(fact: Fact, left: Iterator[int]) -> str:
    origin = fact.origin
    if isinstance(origin, Cell):
        was = f"; corrected from “{origin.corrected_from}”: {origin.reason}"
        return _line(
            f"read as “{origin.text}” in {origin.spot.words} ({origin.header})"
            f"{was if origin.corrected_from is not None else ''}",
            f"source {origin.source}; sha256 of {_what(origin)} {origin.sha256}",
        )
    if isinstance(origin, Citation):
        return _line(f"stated as “{origin.text}” at {origin.at}", f"source {origin.source}")
    if isinstance(origin, Absence):
        said = f"{origin.file} has no row for {origin.member} in {origin.period}"
        return _line(said, f"source {origin.source}")
    made = escape(f"{origin.calculator}: {in_words(MESSAGES, origin)}")
    return f"<div>{made}</div>{''.join(_inputs(origin, left))}"


def _what(cell: Cell) -> str:
    return "its Arrow form" if name_of(cell.spot.file) else "the file"


def _inputs(origin: Derivation, left: Iterator[int]) -> Iterator[str]:
    for given in origin.inputs.values():
        every = (given,) if isinstance(given, Fact) else given
        for one in every[:_MOST_OF_A_LIST]:
            yield _node(one, left)
        if len(every) > _MOST_OF_A_LIST:
            yield f"<div>… and {len(every) - _MOST_OF_A_LIST:,} more</div>"


def _line(*told: str) -> str:
    return "".join(f"<div>{escape(one)}</div>" for one in told)
