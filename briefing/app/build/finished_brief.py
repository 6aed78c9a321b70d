"""A finished brief: what a build or a check hands on.

Tables of other libraries are imported where a frame is asked for, the writers where a page is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, overload

from briefing.app.build.accepting import LetStand
from briefing.core.document import Document, Figure
from briefing.core.fact import Fact
from briefing.core.finding import Advice
from briefing.core.problems import Problem, UnusableInput, suggest
from briefing.core.series import Dataset, ReadingCount, Series
from briefing.core.showing import a_line, counted, shortened, shown
from briefing.core.statistics_table import Table
from briefing.core.text_nodes import plain
from briefing.language.amounts import in_table
from briefing.language.base import Language
from briefing.writers.ledger.schema import Ledger

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from briefing.writers.frames import Library
    from briefing.writers.writing import Setting


FrameOf = Literal["metrics", "facts"]
"""What a frame holds: the series of the metrics, or every fact behind the brief."""


class NoSuchFact(UnusableInput, KeyError):
    """A brief has no figure of that name; it is a ``KeyError`` too."""

    def __str__(self) -> str:
        """The problem, as other errors tell it: a ``KeyError`` would put it in quotes."""
        return "\n".join(map(str, self.problems))


class PageSetting:
    """How the pages of a brief are set, as this process knows it: it holds all files that were read."""

    def __init__(self, known: Setting | None = None) -> None:
        self.known = known

    def __reduce__(self) -> tuple[type[PageSetting], tuple[()]]:
        """A brief that is handed to another process goes without the files."""
        return PageSetting, ()


@dataclass(frozen=True, slots=True)
class Brief:
    """A finished brief: its document with all facts, its ledger, and what was noticed."""

    id: str
    document: Document
    ledger: Ledger
    metrics: Mapping[str, Series]
    language: Language
    """Its words and notations."""
    advice: tuple[Advice, ...]
    """Every recommendation with its verdict, those that do not hold too."""
    recommendations: tuple[str, ...]
    """Ids of the recommendations, as ``advice`` counts them."""
    count: ReadingCount
    """What became of the cells that were read."""
    warnings: tuple[Problem, ...]
    files: Mapping[str, Path]
    """What was written, by kind (``pdf``, ``html``, ``facts``); empty after a check."""
    accepted: tuple[LetStand, ...] = ()
    """Warnings that the project lets stand, each with its reason; they are not among ``warnings``."""
    subject: str = ""
    """Of one brief of many: who or what it is about."""
    setting: PageSetting = field(default_factory=PageSetting)
    """How the house sets its pages."""

    def __repr__(self) -> str:
        """One line: ``<Brief us-rare-earths: U.S. rare earths in 2024, 63 figures, 2 warnings>``."""
        facts, title = counted(len(self.facts), "figure"), shortened(plain(self.document.title))
        warned = counted(len(self.warnings), "warning") if self.warnings else ""
        return a_line("Brief", self.id, title, facts, warned, *self.files)

    def _repr_html_(self) -> str | None:
        """In a notebook: its page."""
        return shown(self, "html")

    def __getitem__(self, name: str) -> Fact:
        """A figure by its id, or by the name of its metric, printed in the brief or not.

        Raises :class:`NoSuchFact`, a ``KeyError``, with the nearest name.
        """
        if found := self.facts.get(name):
            return found
        series = self.metrics.get(name)
        period = series.current or self.document.period if series else None
        if series and period and (fact := series.at(period)):
            return fact
        message = f"'{self.id}' has no figure '{name}'"
        if series:
            message = f"'{name}' has no figure of {period}"
        advice = suggest(name, self) if not series else ""
        raise NoSuchFact([Problem(None, message, advice, code="no-such-fact")])

    def __contains__(self, name: object) -> bool:
        """Whether :meth:`__getitem__` has a figure of that name."""
        return name in set(self)

    def __iter__(self) -> Iterator[str]:
        """The names of its figures: its metrics first, then all that the brief shows or rests on."""
        named = [
            name
            for name, series in self.metrics.items()
            if name in self.facts or series.at(series.current or self.document.period)
        ]
        yield from dict.fromkeys((*named, *self.facts))

    def _ipython_key_completions_(self) -> list[str]:
        return list(self)

    @property
    def charts(self) -> Mapping[str, Figure]:
        """The charts by their names, in reading order; a notebook shows one as a picture."""
        return {one.id: one for one in self.document.figures()}

    @property
    def tables(self) -> Mapping[str, Table]:
        """The tables by their names, in reading order; each cell knows its fact."""
        blocks = (block for section in self.document.sections for block in section.blocks)
        return {block.id: block for block in blocks if isinstance(block, Table)}

    @property
    def html(self) -> str:
        """The page for screens, one text that needs nothing else; made anew at each time.

        Raises ``RuntimeError`` of a brief that another process handed on, which has no files.
        """
        from briefing.writers.writing import WRITERS

        if self.setting.known is None:
            raise RuntimeError(f"the brief '{self.id}' is of another process: check it in this one")
        return WRITERS["html"](self.document, self.setting.known)["html"].decode()

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Every fact that the brief shows, and all that they were derived from, by id."""
        return self.document.facts

    @overload
    def frame(
        self, library: Literal["pandas"] = "pandas", *, of: FrameOf = "metrics"
    ) -> pd.DataFrame: ...

    @overload
    def frame(self, library: Literal["polars"], *, of: FrameOf = "metrics") -> pl.DataFrame: ...

    @overload
    def frame(self, library: Literal["pyarrow"], *, of: FrameOf = "metrics") -> pa.Table: ...

    def frame(self, library: Library = "pandas", *, of: FrameOf = "metrics") -> object:
        """The metrics as a tidy table of a library, one fact a row; or every fact with its origin.

        See :func:`briefing.writers.frames.frame_of` and :func:`briefing.writers.frames.facts_frame`.
        """
        from briefing.writers.frames import facts_frame, frame_of

        def text_of(fact: Fact) -> str:
            return in_table(self.language, fact)

        if of == "facts":
            return facts_frame(self.facts.values(), text_of, library)
        return frame_of(self.metrics, text_of, library)


@dataclass(frozen=True, slots=True)
class Made:
    """A brief and the bytes of its files, before anything is written."""

    name: str
    """What the names of its files begin with."""
    brief: Brief
    contents: Mapping[str, bytes]
    """By ending: ``pdf``, ``html``, ``facts.json``, ..."""
    datasets: Mapping[str, Dataset]
    """All that was read for it."""
