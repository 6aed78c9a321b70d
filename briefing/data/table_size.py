"""How large a table may be: lines before they are read, rows and cells as they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefing.core.budgets import Budget
from briefing.core.long_lines import first_long_line
from briefing.data.grid import Row
from briefing.data.unreadable import UnreadableFile


def check_lines(content: bytes) -> None:
    """Raise :class:`UnreadableFile` where a line of a text is longer than the budget; none is made."""
    if number := first_long_line(content):
        budget = Budget.LINE
        raise UnreadableFile(budget.spent(), budget.advice, number, code="budget-spent")


def counted(rows: Iterable[Row], *, columns: bool = True) -> Iterator[Row]:
    """The same rows; raises :class:`~briefing.core.budgets.BudgetSpent` at the one that is too much.

    Without ``columns`` a row may be of any width: whoever asks tells of it in words of its own.
    """
    cells = 0
    for number, row in enumerate(rows, 1):
        width = len(row.cells)
        cells += width
        Budget.ROWS.check(number)
        if columns:
            Budget.COLUMNS.check(width)
        Budget.CELLS.check(cells)
        Budget.CELL.check(max(map(len, row.cells), default=0))
        yield row
