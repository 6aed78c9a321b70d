"""A finished brief: what a build or a check hands on. Pandas is imported where a frame is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.core.document import Document
from briefing.core.fact import Fact
from briefing.core.finding import Advice
from briefing.core.problems import Problem
from briefing.core.series import Dataset, ReadingCount, Series
from briefing.language.amounts import in_table
from briefing.language.base import Language
from briefing.writers.ledger.schema import Ledger

if TYPE_CHECKING:
    import pandas as pd


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
    subject: str = ""
    """Of one brief of many: who or what it is about."""

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Every fact that the brief shows, and all that they were derived from, by id."""
        return self.document.facts

    def frame(self) -> pd.DataFrame:
        """The metrics as a pandas table, one fact a row; see :func:`briefing.writers.frames.frame_of`."""
        from briefing.writers.frames import frame_of

        return frame_of(self.metrics, lambda fact: in_table(self.language, fact))


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
