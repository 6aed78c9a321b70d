"""All that one brief is composed of, as the stages before left it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from briefing.core.check import Check
from briefing.core.cover_picture import CoverPicture
from briefing.core.finding import Advice, Change, Finding, Findings
from briefing.core.plot import Plot
from briefing.core.series import Panel, Series
from briefing.core.work import Work
from briefing.language.base import Language
from briefing.project.advice_records import AdviceRecord
from briefing.project.brief_schema import BriefConfig
from briefing.project.declared import Places
from briefing.project.project_schema import ProjectConfig
from briefing.project.review_records import ReviewConfig
from briefing.project.subject import Subject


@dataclass(frozen=True, slots=True)
class Material:
    """All that one brief is composed of."""

    id: str
    config: BriefConfig
    places: Places
    now: datetime
    """When the brief is made."""
    project: ProjectConfig
    language: Language
    written: BriefConfig
    """The brief as its YAML has it, with the parts too that went for want of data."""
    metrics: Mapping[str, Series]
    series: Mapping[str, Series | Panel]
    """``dataset.measure`` and metric names, for tables."""
    plots: Mapping[str, Plot]
    findings: Findings
    advice: tuple[Advice, ...]
    """All advice, that which does not hold too."""
    records: Mapping[str, AdviceRecord] = field(default_factory=dict)
    """What became of each recommendation so far."""
    edition: str = ""
    """How the edition before is called; empty where there is none."""
    changes: tuple[Change, ...] = ()
    """What changed since the edition before."""
    no_longer: tuple[Finding, ...] = ()
    """The author's sentences that the edition before bore out and this one does not."""
    earlier: Mapping[str, Series] = field(default_factory=dict)
    """The metrics as the edition before had them."""
    as_of: str = ""
    """The day as of which the brief is made; empty for today."""
    checks: tuple[Check, ...] = ()
    """The checks that ran over the data and the stated figures."""
    review: ReviewConfig | None = None
    """How the passages were last read; none where nobody began to."""
    library: Mapping[str, Work] = field(default_factory=dict)
    """The works that texts may cite, by their keys."""
    cover: CoverPicture | None = None
    """The picture at its head."""
    failed: frozenset[str] = frozenset()
    """Names of metrics and data sets that could not be had, which was told already."""
    subject: Subject | None = None
    """Of one brief of many: who or what it is about."""
