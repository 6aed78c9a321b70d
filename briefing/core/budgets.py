"""What this program spends at most on what somebody else wrote: one table of budgets.

Each is far beyond what a brief needs. Who runs the program may allow more, by the environment:
``BRIEFING_LIMITS="cells=20000000 steps=50000"``; a project cannot. How large a file of each kind may
be stands in :class:`briefing.core.workspace.Kind`.
"""

from __future__ import annotations

from enum import Enum

from briefing.core.problems import Refusal

VARIABLE = "BRIEFING_LIMITS"
"""The variable of the environment that allows more, or less."""


class Budget(Enum):
    """What it is, how much it may have, of what, and what to do where that is not enough."""

    DIGITS = "a number", 400, "digits", "write it in a larger unit"
    EXPONENT = "a number", 400, "as its exponent", "write it in a larger unit"
    POWER = "a formula", 400, "as an exponent", "take a smaller power"
    RESULT = (
        "a calculated number",
        4_000,
        "digits",
        "compute in fewer steps, or with rounder numbers",
    )
    FORMULA = "a formula or rule", 2_000, "characters", "make metrics of its parts"
    FORMULA_DEPTH = "a formula or rule", 40, "levels", "make metrics of its parts"
    UNIT = "a unit", 200, "characters", "name the thing that is counted under units"
    UNIT_POWER = "a unit", 20, "as an exponent", "write a unit that exists"

    SUBJECTS = (
        "a portfolio",
        1_000,
        "briefs",
        "if so many are meant: --yes; while one is writing: 'at most: 20'",
    )

    YAML_NODES = "a YAML file", 100_000, "keys and values, aliases unfolded", "split it"
    YAML_DEPTH = "a YAML file", 100, "levels", "write it flatter"
    YAML_MERGED = "a YAML file", 100_000, "keys merged by <<", "write the keys out"

    ROWS = "a table", 1_048_576, "rows", "keep the rows that the briefs read"
    COLUMNS = "a table", 16_384, "columns", "keep the columns that the briefs read"
    CELLS = "a table", 10_000_000, "cells", "keep the rows and columns that the briefs read"
    SHEET = (
        "a sheet of a workbook",
        2_000_000,
        "cells",
        "save it as .csv, or keep the rows that the briefs read",
    )
    LINE = (
        "a line of a table",
        4_000_000,
        "bytes",
        "break it into rows, or keep the columns that the briefs read",
    )
    CELL = "a cell", 131_072, "characters", "it is no figure: mend the quotes, or shorten it"
    VALUES = "a JSON file", 5_000_000, "values", "keep the records that the briefs read"
    UNPACKED = (
        "a packed file",
        250_000_000,
        "bytes when unpacked",
        "keep the rows and columns that the briefs read",
    )
    PARTS = "a packed file", 10_000, "parts", "unpack it, and take the table that you want"

    STEPS = "a text with facts", 20_000, "steps (turns of a loop, calls)", "let metrics compute it"
    MADE = "a text with facts", 200_000, "characters made by its template", "write shorter texts"

    TEXTS = "a brief", 500_000, "characters in its texts", "make several briefs of it"
    CHARTS = "a brief", 200, "charts", "make several briefs of it"
    PAGES = "a brief", 300, "pages", "make several briefs of it"
    SECONDS = (
        "a brief",
        600,
        "seconds of time",
        "make several briefs of it, or allow more: --timeout",
    )

    PAGE_STEPS = "a page", 3_000_000, "steps of its templates", "simplify the templates"
    PAGE_MADE = "a page", 30_000_000, "characters made by its templates", "simplify the templates"
    ELEMENTS = "a page", 25_000, "elements", "make several briefs of it, or simplify the templates"
    LETTERS = (
        "a page",
        3_000_000,
        "characters beside its pictures",
        "make several briefs of it, or simplify the templates",
    )

    PAGE_MEMORY = (
        "a page",
        600_000_000,
        "bytes of memory while it is set",
        "make several briefs of it, or simplify the templates",
    )

    QUERY_MEMORY = (
        "a query",
        2_000_000_000,
        "bytes of memory",
        "let it read fewer columns, or add up before it joins",
    )

    SHAPES = "a logo", 20_000, "shapes, each use of one counted", "export it with fewer"
    NESTING = "a logo", 60, "levels of groups and uses", "export it flatter"
    PIXELS = "a logo", 16_000_000, "pixels", "scale it down"

    def __init__(self, what: str, usual: int, unit: str, advice: str) -> None:
        self.what, self.usual, self.unit, self.advice = what, usual, unit, advice

    @property
    def most(self) -> int:
        """How much is spent at most in this process."""
        return _ALLOWED.get(self.name, self.usual)

    def check(self, found: int) -> None:
        """Raise :class:`BudgetSpent` where more was found."""
        if found > self.most:
            raise BudgetSpent(self, found)

    def spent(self, found: int | None = None, what: str = "") -> str:
        """That it is spent, in words; on ``what``, where that is something else than usual."""
        more = "more" if found is None else f"{found:,}"
        return f"{what or self.what} may have {self.most:,} {self.unit}, and this one has {more}"


_ALLOWED: dict[str, int] = {}


class BudgetSpent(Refusal):
    """Something asks for more than is spent on it; whoever knows the place tells it there."""

    def __init__(self, budget: Budget, found: int | None = None, *, what: str = "") -> None:
        self.budget = budget
        super().__init__(budget.spent(found, what), budget.advice, code="budget-spent")


def allow(text: str) -> None:
    """Set budgets of this process: ``cells=20000000 steps=50000``; raises :class:`Refusal`."""
    found = dict[str, int]()
    for one in text.replace(",", " ").split():
        name, _, amount = one.partition("=")
        known = name.upper().replace("-", "_") in Budget.__members__
        if not known or not amount.isdecimal() or not 0 < len(amount) <= 18:  # noqa: PLR2004
            names = ", ".join(each.name.lower() for each in Budget)
            message = f"'{one}' of {VARIABLE} is no budget"
            raise Refusal(message, f"write NAME=NUMBER, of: {names}", code="unfit-limit")
        found[name.upper().replace("-", "_")] = int(amount)
    _ALLOWED.clear()
    _ALLOWED.update(found)


def allow_also(budget: Budget, most: int) -> None:
    """Set one budget of this process, such as that of an option."""
    _ALLOWED[budget.name] = most


def as_markdown() -> str:
    """The table as Markdown, a line a budget: its name, what has it, how much, and what to do."""
    rows = [
        f"| `{one.name.lower()}` | {one.what} | {one.usual:,} {one.unit} | {one.advice} |"
        for one in Budget
    ]
    return "\n".join(["| name | what | at most | else |", "| --- | --- | --- | --- |", *rows])
