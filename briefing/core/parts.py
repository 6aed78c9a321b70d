"""Parts of a brief: what each is known by, which facts it brings in, and what may come or go.

What fitting a brief to its pages needs to know of a part stands here too: how long it is on the
pages that were laid out, and as what it may leave.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

PartKind = Literal[
    "masthead",
    "title",
    "subtitle",
    "byline",
    "picture",
    "flip",
    "bottom line",
    "key figure",
    "highlight",
    "contrary",
    "change",
    "section",
    "text",
    "box",
    "quote",
    "chart",
    "table",
    "recommendation",
    "small print",
    "note",
    "reference",
    "imprint",
    "source",
    "method",
    "legend",
    "annex",
]
Setting = Literal["usual", "close", "closest"]
"""How close everything is set: as the design has it, closer, or as close as looks well."""
Why = Literal["weight", "score", "edition", "design"]
"""Why a part may leave: its declared weight; a detector found it, and others score more; it is news
against the edition before; the design has few pages."""


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """What a part of a brief is known by, whatever is printed on it: its kind, and its id there.

    The id is unique among the parts of its kind, and stays when other parts come or go.
    """

    kind: PartKind
    id: str = ""
    """Empty for a kind of which a brief has one: its title, its bottom line."""

    def __str__(self) -> str:
        """``chart supply``, ``section 2``, ``title``."""
        return f"{self.kind} {self.id}".rstrip()


SMALL_PRINT = Part("small print")
"""Rules, trade-offs, measures of success and evidence of all advice."""

METHOD = Part("method")
"""What the brief says of how its figures were made."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A part that may leave a brief, or come in, so that it fits its pages."""

    part: Part
    name: str
    """As the author knows it: its title, its sentence, its name in the config."""
    why: Why
    weight: float | None = None
    """How much it matters; none for what a design leaves out in an order of its own."""


@dataclass(frozen=True, slots=True)
class Trace:
    """The facts that a part brings into a brief, by id."""

    part: Part
    shown: tuple[str, ...] = ()
    """Those that it shows by itself: a key figure, a cell of a table."""
    mentioned: tuple[str, ...] = ()
    """Those that its texts mention."""
    noted: tuple[str, ...] = ()
    """All of them, those too that are drawn and have no row in the annex."""


@dataclass(frozen=True, slots=True)
class Size:
    """How long a part is on its pages, as a share of a page that it would have to itself."""

    length: float
    column: str = ""
    """Which of the columns that stand side by side it is in; empty for what goes across them."""
    within: Part | None = None
    """The part that it stands in, whose length has its own in it."""


UNMEASURED = Size(0.04)
"""For a part that a template of the project's own does not mark."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A brief as it was laid out: how far it fills its pages, and how long each part is."""

    filled: tuple[float, ...]
    """How far each page is filled, as a share of its height."""
    columns: Mapping[str, float]
    """How long everything in each column is, in pages; the one of no name goes across the others."""
    sizes: Mapping[Part, Size] = field(default_factory=dict)
    closer: float = 1.0
    """What would be left of its length if everything were set closer; 1 where it is already."""

    @property
    def pages(self) -> int:
        """How many pages it takes, the annex apart."""
        return len(self.filled)

    def length(self, gone: Collection[Part] = ()) -> float:
        """In pages without gaps, as it stands or without some of its parts."""
        columns = self.columns_without(gone)
        across = columns.pop("", 0.0)
        return across + max(columns.values(), default=0.0)

    def columns_without(self, gone: Collection[Part]) -> dict[str, float]:
        """How long everything in each column is without some of its parts."""
        columns = dict(self.columns)
        for part in gone:
            size = self.sizes.get(part, UNMEASURED)
            if size.within is None or size.within not in gone:
                columns[size.column] = columns.get(size.column, 0.0) - size.length
        return columns
