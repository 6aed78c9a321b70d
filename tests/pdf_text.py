"""The words of a PDF, read once for all tests that ask for them."""

from functools import cache
from pathlib import Path

import pymupdf


@cache
def page_texts(path: Path) -> tuple[str, ...]:
    """The text of each page of a file that nothing writes again."""
    return texts_of_pages(path.read_bytes())


def texts_of_pages(data: bytes) -> tuple[str, ...]:
    """The text of each page of a file, in the order in which it stands there."""
    with pymupdf.open("pdf", data) as pages:
        return tuple(page.get_text() for page in pages)
