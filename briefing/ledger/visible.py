"""What the pages of a PDF say against what the brief says: each text in place, no figure beside.

The text layer is compared letter by letter without spaces, hyphens and case, which lines break
and styles change. A passage may run on to the next page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

_FIGURE = re.compile(r"[−+]?\d[\d.,]*%?")
_PAGE_NUMBERS = re.compile(r"\bpage\s+(?:a-)?\d+(?:\s+of\s+\d+)?", re.IGNORECASE)
_LAX = str.maketrans("", "", "-\u00ad\u2010\u2011\u2060\u200b\u00a0")


def compare_pages(
    pages: Sequence[str], passages: Iterable[tuple[str, str]], furniture: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """What does not agree: where, and what is wrong.

    ``passages`` are the texts of the brief in reading order, each with its place; ``furniture``
    are texts whose figures may stand on any page once more, such as the running head.
    """
    texts = list(passages)
    yield from _changed(pages, texts)
    said = Counter(figure for _, text in texts for figure in figures_in(text))
    allowed = {figure for text in furniture for figure in figures_in(text)}
    printed = Counter(
        figure
        for number, page in enumerate(pages, 1)
        for figure in figures_in(_PAGE_NUMBERS.sub("", page))
        if figure != str(number)
    )
    for figure, count in sorted((printed - said).items()):
        if figure not in allowed and not _is_number_of_advice(figure):
            times = "" if count == 1 else f" {count} times"
            yield figure, f"stands there{times}, and nothing in the ledger says it"


def figures_in(text: str) -> list[str]:
    """Every figure of a text, its sign and percent sign with it: ``+8.2%``, ``45,000``."""
    return [found.rstrip(".,") for found in _FIGURE.findall(text)]


def squeeze(text: str) -> str:
    """A text without what line breaks, hyphenation and styles change."""
    return "".join(text.split()).translate(_LAX).casefold()


def _changed(pages: Sequence[str], texts: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Passages that do not stand on the pages, or not as often as they must."""
    squeezed = [squeeze(page) for page in pages]
    whole = "".join(squeezed)
    shapes = [squeeze(text) for _, text in texts]
    unbroken = [shape for shape in shapes if shape in whole]
    told = set()
    for (where, text), shape in zip(texts, shapes, strict=True):
        wanted = sum(other.count(shape) for other in unbroken) if shape else 0
        if not _stands(shape, whole, squeezed) or (
            shape in whole and whole.count(shape) < wanted and shape not in told
        ):
            told.add(shape)
            yield where, f"does not stand there as “{_short(text)}”"


def _stands(text: str, whole: str, pages: Sequence[str]) -> bool:
    """Whether a text stands on the pages in one piece, or in two on pages that follow."""
    if not text or text in whole:
        return True
    for page, following in pairwise(pages):
        cut = _longest_start(text, page)
        if cut and text[cut:] in following:
            return True
    return False


def _longest_start(text: str, page: str) -> int:
    """How many first letters of the text stand on the page."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if text[:middle] in page:
            low = middle
        else:
            high = middle - 1
    return low


def _is_number_of_advice(figure: str) -> bool:
    """Whether it is the number that stands before a recommendation."""
    return figure.isdigit() and len(figure) == 1


def _short(text: str, most: int = 70) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
