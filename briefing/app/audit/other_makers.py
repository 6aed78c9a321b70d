"""A brief that another version, other code or other libraries made, held against the one made here.

What the file and its own ledger say alike, and this program says otherwise, may be that maker's work: it
is unknown, and told in one line for each kind. What the file says and its ledger does not is an edit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing.app.review.evidence import Evidence
from briefing.app.review.printed_pages import new_words, squeeze
from briefing.app.review.results import Result
from briefing.core.version import VERSION
from briefing.writers.ledger.schema import FactEntry, Ledger
from briefing.writers.pdf.pdf import makers

_NAMED = 3
"""How many of what differs are named in a line."""
_SHOWN = 12
"""How much of a hash tells it from others."""
_LONGEST = 60
_OTHERWISE = "made-otherwise"


@dataclass(frozen=True, slots=True)
class Maker:
    """What made a brief, as its file says, beside this program."""

    told: str
    """The difference in words; empty where version, code and libraries are the same."""
    is_own_code: bool
    """Whether the same code made it, if with other libraries."""


def maker_of(ledger: Ledger, made_by: str, code: str) -> Maker:
    """What made a brief: its ledger says with which code, its PDF (``made_by``) with which libraries.

    ``code`` is the hash of this program.
    """
    version, was = ledger["tool"]["version"], ledger["tool"].get("code", "")
    if version != VERSION:
        return Maker(f"the file says that version {version} made it, and this is {VERSION}", False)
    if was != code:
        named = f"code {was[:_SHOWN]} of" if was else "some code (it says not which) of"
        told = f"the file says that {named} version {VERSION} made it, and this is code {code[:_SHOWN]}"
        return Maker(told, False)
    if made_by.startswith("WeasyPrint ") and made_by != makers():
        return Maker(f"the file says that {made_by} made it, and this is {makers()}", True)
    return Maker("", True)


def otherwise_made(evidence: Evidence, again: Ledger, pages: Sequence[str]) -> Iterator[Result]:
    """Figures, passages and words of a file beside those that this program makes of the same data.

    ``pages`` are the texts of the pages made again.
    """
    yield _figures(evidence.ledger["facts"], again["facts"])
    yield _passages(evidence.ledger, again)
    known = said_in(evidence.ledger)
    words = [one for one in new_words(evidence.pages, pages) if squeeze(one) not in known]
    if words:
        stand = "stands" if len(words) == 1 else "stand"
        shown = _listed(f"“{one}”" for one in words)
        detail = f"{shown} {stand} there, and nowhere in the brief made again"
        yield Result("the pages", matches=False, detail=detail, code="other-words")


def said_in(ledger: Ledger) -> str:
    """All texts that a ledger has, in the form in which texts are compared."""
    return "\n".join(squeeze(one) for one in _texts(ledger))


def _texts(value: object) -> Iterator[str]:
    """Every text within a JSON value."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, Mapping):
            waiting += one.values()
        elif isinstance(one, Sequence):
            waiting += one


def gathered(what: str, found: Sequence[str], how: str) -> Result:
    """One line for what that maker made otherwise: how many, and the first of them."""
    detail = f"{len(found):,} {how}: {_listed(found)}"
    return Result(what, matches=None, detail=detail, code=_OTHERWISE)


def _figures(were: Sequence[FactEntry], are: Sequence[FactEntry]) -> Result:
    """The values of the file's figures beside those that this program reckons."""
    now = {one["id"]: one for one in are}
    others = [
        f"{one['id']} is {one['text']}, here {now[one['id']]['text']}"
        for one in were
        if one["id"] in now and _value(one) != _value(now[one["id"]])
    ]
    others += [f"{one['id']} is none here" for one in were if one["id"] not in now]
    if others:
        return gathered("the figures", others, f"of {len(were):,} are others in this program")
    return Result(f"{len(were):,} figures, reckoned again by this program", matches=True)


def _value(one: FactEntry) -> tuple[object, ...]:
    return one["value"], one["unit"], one["status"]


def _passages(was: Ledger, now: Ledger) -> Result:
    """The texts of the file's ledger beside those that this program writes."""
    texts = said_in(now)
    others = [one["text"] for one in was["passages"] if squeeze(one["text"]) not in texts]
    if others:
        shown = [f"“{_shortened(one)}”" for one in others]
        return gathered(
            "the texts", shown, f"of {len(was['passages']):,} are worded otherwise here"
        )
    return Result(f"{len(was['passages']):,} texts, written again by this program", matches=True)


def _listed(found: Iterable[str]) -> str:
    every = list(found)
    more = len(every) - _NAMED
    return f"{'; '.join(every[:_NAMED])}{f' and {more:,} more' if more > 0 else ''}"


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1]}…"
