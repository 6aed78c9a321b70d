"""Pages as another program draws them: pictures of two files, and where they differ.

pypdfium2 is an extra; where it is missing no pictures are compared, and the audit says so. It reads
files by itself, so it also sees what only some readers show.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from briefing.app.review.results import Result

try:
    import pypdfium2
except ImportError:
    pypdfium2 = None

MOST_PAGES = 200
"""Pages that are drawn at most."""
_MOST_PIXELS = 1_200
"""Length of the longer side of a picture."""
_PER_POINT = 1.0
_SEEN = 24
"""How much lighter or darker, of 255, a point must be."""


def can_draw() -> bool:
    """Whether the program that draws pages is there."""
    return pypdfium2 is not None


def picture_changes(old: bytes, new: bytes, matches: Sequence[int | None]) -> Iterator[Result]:
    """Pages that look otherwise; ``matches`` names for each page of ``new`` that of ``old``, from 0."""
    assert pypdfium2 is not None
    before, after = pypdfium2.PdfDocument(old), pypdfium2.PdfDocument(new)
    try:
        if len(after) != len(matches):
            detail = f"another program finds {len(after)} pages in it, not {len(matches)}"
            yield Result("the file", matches=False, detail=detail, code="other-picture")
        for at, was in enumerate(matches[:MOST_PAGES]):
            if was is None or at >= len(after):
                continue
            one, other = _drawn(before, was), _drawn(after, at)
            if detail := _difference(one, other):
                yield Result(f"page {at + 1}", matches=False, detail=detail, code="other-picture")
    finally:
        before.close()
        after.close()


def _drawn(document: pypdfium2.PdfDocument, number: int) -> NDArray[np.int16]:
    page = document[number]
    scale = min(_PER_POINT, _MOST_PIXELS / max(1.0, *page.get_size()))
    picture = page.render(scale=scale, grayscale=True).to_numpy()
    found: NDArray[np.int16] = picture.astype(np.int16)
    page.close()
    return found


def _difference(one: NDArray[np.int16], other: NDArray[np.int16]) -> str:
    """Where two pictures differ, in words; empty where they look the same."""
    if one.shape != other.shape:
        return "it looks otherwise: it has another size"
    differs = np.abs(one - other) > _SEEN
    if not differs.any():
        return ""
    rows, columns = np.nonzero(differs.any(axis=1))[0], np.nonzero(differs.any(axis=0))[0]
    height, width = differs.shape[:2]
    up = "upper" if rows.mean() < height / 2 else "lower"
    across = "left" if columns.mean() < width / 2 else "right"
    share = differs.mean() * 100
    much = f"{share:.0f}%" if share >= 1 else "less than 1%"
    return f"it looks otherwise: {much} of it, most in the {up} {across} part"
