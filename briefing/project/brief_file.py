"""A brief's file as a whole: the brief, for whom it is made, and the data sets that it alone reads."""

from __future__ import annotations

from briefing.project.brief_schema import BriefConfig
from briefing.project.own_data import DatasetField
from briefing.project.portfolio_schema import ForEach


class BriefFile(BriefConfig):
    """One brief, or one for each subject."""

    for_each: ForEach | list[str | dict[str, str]] | str | None = None
    """Subjects, for each of which it is made; ``{{ this }}`` stands for them in all keys and values."""
    datasets: dict[str, DatasetField] = {}
    """Data sets that this brief alone reads, as in ``config/project.yaml``."""
