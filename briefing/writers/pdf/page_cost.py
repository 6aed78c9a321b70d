"""What pages cost before they are set, and while they are: no more is laid out than is spent on it.

A page is markup, and each element of it takes about 16 kB until its file is written: so elements and
letters are counted before anything is laid out, and pages as they come.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from briefing.core.budgets import Budget, BudgetSpent

_PICTURE = re.compile(r"base64,[A-Za-z0-9+/=]+")
_PROGRESS = "weasyprint.progress"
"""Where the library says which page it sets."""
_SETS_A_PAGE = "Step 5 - Creating layout - Page %d"


def elements_of(html: str) -> int:
    """How many elements a page has, by what opens in its markup."""
    return html.count("<") - html.count("</")


def check_cost(html: str, *, also: int = 0, letters: int = 0) -> None:
    """Raise :class:`~briefing.core.budgets.BudgetSpent` where a page has too much to be set.

    ``also`` are elements and ``letters`` characters that it may have beyond the budget, such as those of a row
    for each subject.
    """
    Budget.ELEMENTS.check(elements_of(html) - also)
    if len(html) > Budget.LETTERS.most + letters:
        pictures = sum(len(one[0]) for one in _PICTURE.finditer(html))
        Budget.LETTERS.check(len(html) - letters - pictures)


@contextmanager
def few_pages() -> Iterator[None]:
    """End a layout within at the first page beyond the budget.

    Raises :class:`~briefing.core.budgets.BudgetSpent`.
    """
    logger, counter = logging.getLogger(_PROGRESS), _Counter()
    level = logger.level
    logger.addHandler(counter)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(counter)
        logger.setLevel(level)


class _Counter(logging.Handler):
    """Hears of each page that is begun."""

    def emit(self, record: logging.LogRecord) -> None:
        """Raise where it is one too many."""
        if record.msg == _SETS_A_PAGE and isinstance(record.args, tuple):
            number = record.args[0]
            if isinstance(number, int) and number > Budget.PAGES.most:
                raise BudgetSpent(Budget.PAGES)
