"""Facts: quantities that know what they are about and where they come from.

A fact is the only thing that may become a number in a brief. Its origin is a cell of a file, a
stated citation, or a derivation from other facts; following the origins leads from any figure
down to cells and pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from briefing.core.interval import Interval
from briefing.core.period import Period
from briefing.core.problems import Refusal
from briefing.core.quantity import Quantity
from briefing.core.sampling import SamplingError
from briefing.core.showing import a_line, shown
from briefing.core.spot import Spot
from briefing.core.status import Status
from briefing.core.unit import Unit


@dataclass(frozen=True, slots=True)
class Cell:
    """Read from a file: which one, where in it, and the text as printed there."""

    spot: Spot
    """File, sheet, row and column."""
    sha256: str
    """Hash of the file's bytes."""
    header: str
    """What stands above the column; for JSON, the key."""
    text: str
    """The cell as printed, untouched."""
    source: str
    """Key of the source (one edition of a publication)."""
    definition: str = ""
    """What the series counts and how, where that was declared."""
    corrected_from: str | None = None
    """The text in the file where a declared correction replaced it."""
    reason: str | None = None
    """Why it was corrected."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Stated by a publication in its text: which one, where, and the words."""

    source: str
    at: str
    """Page, table or paragraph."""
    text: str
    """The figure as written in the config."""


@dataclass(frozen=True, slots=True)
class Absence:
    """Nowhere: the file has no such row, though other members have one for the period."""

    source: str
    file: str
    """Path within the project, with forward slashes."""
    series: str
    """``dataset.measure``."""
    member: str
    period: str


COUNT = "count"
"""The calculator that counts facts, whatever their values are."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """Computed: by which calculator and formula, from which facts.

    ``formula`` is an expression over the names of ``inputs`` that
    :func:`briefing.core.expression.evaluate` computes again, so that any derived figure can be audited
    from the ledger alone.
    """

    calculator: str
    formula: str
    inputs: Mapping[str, Fact | tuple[Fact, ...]]
    parameters: Mapping[str, str] = field(default_factory=dict)

    def facts(self) -> Iterator[Fact]:
        """The input facts one by one."""
        for given in self.inputs.values():
            if isinstance(given, Fact):
                yield given
            else:
                yield from given


Origin = Cell | Citation | Absence | Derivation


@dataclass(frozen=True, slots=True)
class Partly:
    """Of whom a total of some members is: ``without`` Coast, or of Hill and Dale ``only``.

    A rank is among those that are ``reporting``, which these members are not.
    """

    how: Literal["without", "only", "reporting"]
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A quantity with its meaning, period and origin."""

    id: str
    """Unique in a brief: ``china_share``, ``ree_world.production[China,2024]``. No one reads it
    back: the parts that it is made of stand below."""
    title: str
    """What it is, in words that fit a table's row: ``U.S. mine production``."""
    quantity: Quantity
    period: Period | None
    origin: Origin
    member: str | None = None
    """Which member of a dimension it is about: ``China``."""
    ties: tuple[str, ...] = ()
    """Other members with the same rank."""
    note: str = ""
    """What the table's own note says of it."""
    means: str = ""
    """What its text means where that only bounds the value: ``net exporter``, said beside the bound."""
    measure: str = ""
    """What is measured, without whose it is: ``Unemployment rate`` of ``Unemployment rate, North``.
    Empty where an author gave the figure a title."""
    sampling: SamplingError | None = None
    """Its sampling error, where the source gives one."""
    digits: int | None = None
    """Decimals to print, where the config says so."""
    series: str = ""
    """What it is a figure of, as references name it: ``ree_world.production``, or a metric."""

    partly: Partly | None = None
    """Of whom a total is that leaves members out, since they do not report."""
    in_doubt: bool = False
    """Whether a check of the data doubts it, and nobody has said that it is right."""

    @property
    def value(self) -> Fraction | None:
        """The exact value in its unit; ``None`` where there is none, or only bounds are known."""
        return self.quantity.value

    @property
    def bounds(self) -> Interval:
        """What is known of its value: a point for a plain number, (95, 100] for ``>95``."""
        return self.quantity.bounds

    @property
    def unit(self) -> Unit:
        """What it counts."""
        return self.quantity.unit

    @property
    def status(self) -> Status:
        """How it was observed, by the SDMX code list CL_OBS_STATUS."""
        return self.quantity.status

    def __float__(self) -> float:
        """The value in its unit, to the nearest float.

        Raises :class:`~briefing.core.problems.Refusal`, a ``ValueError``, where there is no value:
        of a bound there is none, and a withheld figure is no 0.
        """
        if self.value is None:
            raise Refusal(self._why_no_number(), code="no-value")
        return float(self.value)

    def _why_no_number(self) -> str:
        if self.quantity.tells_something:
            return f"of '{self.id}' only bounds are known, {self.bounds}: see its 'bounds'"
        why = self.status.name.lower().replace("_", " ")
        return f"'{self.id}' has no value ({why}): its 'value' is None"

    def __repr__(self) -> str:
        """One line: ``<Fact china_share: 69.2% (2024, estimated)>``."""
        amount = self.bounds if self.value is None else f"{float(self.value):,.12g}"
        told = shown(self, "line") or f"{amount} {self.unit.code} ({self.period})"
        return a_line("Fact", self.id, told)

    def _repr_html_(self) -> str | None:
        """In a notebook: the figure, and from what it was made down to cells and sources."""
        return shown(self, "html")

    @property
    def rests_on_doubt(self) -> bool:
        """Whether it, or a figure that it was derived from, is doubted by a check of the data.

        How many there are hangs on none of their values.
        """
        if isinstance(self.origin, Derivation) and self.origin.calculator == COUNT:
            return False
        return any(one.in_doubt for one in self.walk())

    @property
    def coverage(self) -> Partly | None:
        """Of whom it is where it, or a figure that it was derived from, leaves members out."""
        return next((one.partly for one in self.walk() if one.partly), None)

    def walk(self) -> Iterator[Fact]:
        """This fact and all that it was derived from, each once, inputs first."""
        seen: set[int] = set()

        def visit(fact: Fact) -> Iterator[Fact]:
            if id(fact) in seen:
                return
            seen.add(id(fact))
            if isinstance(fact.origin, Derivation):
                for given in fact.origin.facts():
                    yield from visit(given)
            yield fact

        return visit(self)

    @property
    def spot(self) -> Spot | None:
        """Where it was read; ``None`` where it was stated or computed."""
        return self.origin.spot if isinstance(self.origin, Cell) else None

    def sources(self) -> frozenset[str]:
        """Keys of all the publications behind this fact."""
        return frozenset(
            fact.origin.source for fact in self.walk() if not isinstance(fact.origin, Derivation)
        )
