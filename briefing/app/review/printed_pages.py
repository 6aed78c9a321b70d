"""What the pages of a PDF say against what the brief says: each text in place, no figure beside.

The text layer is compared letter by letter without spaces, hyphens and case, which lines break
and styles change. A passage may run on to the next page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from briefing.core.parts import Part

_TITLE = str(Part("title"))
_FIGURE = re.compile(r"[−+]?\d[\d.,]*%?")
_PAGE_NUMBERS = re.compile(
    r"\bpage\s+(?:a-)?\d+(?:\s+of\s+\d+)?|\[pages\s+\d+(?:,\s+\d+)*\]", re.IGNORECASE
)
_LISTED = re.compile(r"(?:\.\s*){6,}(?:a-)?\d+\b", re.IGNORECASE)
"""The number of a page behind the dots of a table of contents."""
_ASCII_MINUS = re.compile(r"(?<![\w.,)])-(?=\d)")
_HYPHENATED = re.compile(r"[-\u00ad\u2010]\s*\n\s*")
_LEAST_PIECE = 8
"""A piece of a passage on the next page must be so long to be told from other texts."""
_NEAR_EDGE = 400
"""Letters between the break of a passage and the edge of its page at most: notes, running heads."""
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
    allowed = Counter(figure for text in furniture for figure in figures_in(text))
    printed = Counter(
        figure
        for number, page in enumerate(pages, 1)
        for figure in figures_in(_LISTED.sub("", _PAGE_NUMBERS.sub("", page)))
        if figure != str(number)
    )
    _part_runs(printed, said, [text for _, text in texts])
    for figure, count in sorted((printed - said).items()):
        if count > allowed[figure] * len(pages):
            times = "" if count == 1 else f" {count} times"
            yield figure, f"stands there{times}, and nothing in the ledger says it"


def _part_runs(printed: Counter[str], said: Counter[str], texts: Iterable[str]) -> None:
    """Count figures as two that the text layer runs together, as it does labels below each other.

    They must be said one right after the other.
    """
    pairs = {
        first + second: (first, second)
        for text in texts
        for first, second in pairwise(figures_in(text))
        if f"{first} {second}" in text
    }
    for run in [one for one in printed if one not in said and one in pairs]:
        count = printed.pop(run)
        for figure in pairs[run]:
            printed[figure] += count


def new_words(pages: Sequence[str], again: Sequence[str]) -> list[str]:
    """Words on pages that the same brief, set by other libraries, does not have anywhere.

    Where lines and pages break plays no part.
    """
    whole = squeeze("".join(again))
    words = dict.fromkeys(re.findall(r"\w+", " ".join(_HYPHENATED.sub("", one) for one in pages)))
    return [word for word in words if squeeze(word) not in whole]


def figures_in(text: str) -> list[str]:
    """Every figure of a text, its sign and percent sign with it: ``+8.2%``, ``45,000``."""
    return [found.rstrip(".,") for found in _FIGURE.findall(_ASCII_MINUS.sub("−", text))]


def squeeze(text: str) -> str:
    """A text without what line breaks, hyphenation and styles change."""
    return "".join(_ASCII_MINUS.sub("−", text).split()).translate(_LAX).casefold()


def _changed(pages: Sequence[str], texts: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Passages that do not stand on the pages, or not as often as they must."""
    squeezed = [squeeze(page) for page in pages]
    whole = "".join(squeezed)
    every = [squeeze(text) for _, text in texts]
    unbroken = [letters for letters in every if letters in whole]
    told = set()
    for (where, text), letters in zip(texts, every, strict=True):
        wanted = sum(other.count(letters) for other in unbroken) if letters else 0
        # running heads repeat the title, so it must stand on the first page
        on_first = where == _TITLE
        is_there = letters in squeezed[0] if on_first else _stands(letters, whole, squeezed)
        is_too_seldom = (
            letters in whole and letters not in told and _times(letters, squeezed) < wanted
        )
        if not is_there or is_too_seldom:
            told.add(letters)
            yield where, f"does not stand there as “{_short(text)}”"


def _stands(text: str, whole: str, pages: Sequence[str]) -> bool:
    """Whether a text stands on the pages in one piece, or in pieces on pages that follow."""
    if not text or text in whole:
        return True
    return any(_continues(text, pages[start:]) for start in range(len(pages) - 1))


def _times(text: str, pages: Sequence[str]) -> int:
    """How often a text stands on the pages, in one piece or over a break between two."""
    whole = "".join(pages).count(text)
    rest = [page.replace(text, "\0") for page in pages]
    return whole + sum(_continues(text, rest[start:]) for start in range(len(rest) - 1))


def _continues(text: str, pages: Sequence[str]) -> bool:
    """Whether a text begins on the first page and goes on over those that follow.

    Where it breaks, it ends near the end of one page or goes on near the beginning of the next.
    """
    is_near_end = True
    for page in pages:
        if text in page:
            is_near_start = page.index(text) < _NEAR_EDGE
            return len(text) >= _LEAST_PIECE and (is_near_end or is_near_start)
        cut = _longest_start(text, page)
        if cut < _LEAST_PIECE:
            return False
        is_near_end = len(page) - page.rindex(text[:cut]) - cut < _NEAR_EDGE
        text = text[cut:]
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


def _short(text: str, most: int = 70) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
