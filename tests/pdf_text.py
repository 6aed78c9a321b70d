"""The words of a PDF, read once for all tests that ask for them."""

from functools import cache
from pathlib import Path

import pypdf


@cache
def page_texts(path: Path) -> tuple[str, ...]:
    """The text of each page of a file that nothing writes again."""
    return tuple(page.extract_text() for page in pypdf.PdfReader(path).pages)
