"""What the number of pages cost a brief, in words: entries of the ledger to lines of the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.app.build.summary import Summary
    from briefing.writers.ledger.schema import OfferEntry


def fitting_in_words(told: Summary) -> Iterator[str]:
    """What left a brief, and what came in, each in a line."""
    pages = told["pages"]
    if pages is None:
        return
    yield from (_left_out(one, pages, told["design"]) for one in _to_tell(told["left_out"]))
    yield from (_added(one, pages) for one in told["added"])


def _to_tell(every: Sequence[OfferEntry]) -> Iterator[OfferEntry]:
    """Each part once; of pieces of one text, which leave from its end, the first one is told."""
    for one, after in zip_longest(every, every[1:]):
        if not (one["kind"] == "text" and after and _text_of(one) == _text_of(after)):
            yield one


def _text_of(one: OfferEntry) -> tuple[str, str]:
    """The section whose text a piece is of."""
    return one["kind"], one["id"].rpartition("-")[0]


def _left_out(one: OfferEntry, pages: int, design: str) -> str:
    """``left out to fit 2 pages: the section “Prices fell” (weight 0.2)``."""
    because = (
        f"'{design}' has few pages" if one["weight"] is None else f"weight {one['weight']:.2g}"
    )
    return f"left out to fit {_pages(pages)}: {_name(one)} ({because})"


def _added(one: OfferEntry, pages: int) -> str:
    """``added to fill 2 pages: the highlight “Output rose ...”, the next by score``."""
    return f"added to fill {_pages(pages)}: {_name(one)}, the next by score"


def _name(one: OfferEntry) -> str:
    match one["kind"]:
        case "small print":
            return "rules, trade-offs, measures and evidence of the advice"
        case "change":
            return f"the change since the last edition “{one['name']}”"
        case "method":
            return "the text on method"
        case "text":
            return f"the text from “{one['name']}” to the end of its section"
        case "section" | "highlight" | "box" | "quote":
            return f"the {one['kind']} “{one['name']}”"
        case kind:
            return f"the {kind} '{one['name']}'"


def _pages(number: int) -> str:
    return f"{number} page{'s' * (number > 1)}"
