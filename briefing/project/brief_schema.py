"""``config/<brief>.yaml``: one brief: its metrics, charts, prose and recommendations."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from briefing.core.problems import Refusal
from briefing.core.status import Status
from briefing.project.check_schema import AcceptedFinding
from briefing.project.coded_fields import StatusField, UnitField
from briefing.project.declared import Declared, NumberField, PeriodField, TextField
from briefing.project.imprint_schema import Embargo, Imprint
from briefing.project.picture_schema import PictureConfig
from briefing.project.printed_table_schema import TableConfig
from briefing.project.section_schema import NamesField, SectionConfig

NAME = r"^[a-z][a-z0-9_]*$"


class Call(Declared):
    """A named calculation or chart: its kind, its first operand, and named parameters.

    In YAML the kind is the first key: ``{share: ree_world.production, of: China}``. Which kinds
    there are and what they take is known to the metrics and charts stages.
    """

    kind: str
    operand: object
    parameters: dict[str, object] = {}


class MetricConfig(Declared):
    """A named calculation. The first key names the calculator; see ``briefing list metrics``."""

    call: Call
    title: str | None = None
    """What the figure is, in words for a table; made from the data's titles where left out."""
    plural: bool | None = None
    """Whether the title takes a plural verb, where its last noun does not tell."""
    period: PeriodField | None = None
    """Another period than the brief's."""
    at: Literal["latest"] | None = None
    """``latest``: the newest value up to the brief's period, with its period printed beside it."""
    digits: int | None = Field(default=None, ge=0, le=10)
    """Decimals to print."""
    unit: UnitField | None = None
    """Unit to convert the result to."""
    better: Literal["higher", "lower", ""] = ""
    """Which way is the better one; else as declared of the series of data, where it is one."""
    aliases: list[str] = []
    """Other names that people use for it."""
    needs: NamesField = []
    """Metrics or measures without a value of which it is left out, with that reason: ``us.exports``;
    ``us.exports.before`` wants one in the period before too. Parts that show it may need a rule: ``exports > 0``."""


class StatedChange(Declared):
    """The two stated levels that a stated change speaks of; it is held against them."""

    to: str
    """Name of the stated figure after the change."""
    since: str
    """Name of the stated figure before it."""


class StatedConfig(Declared):
    """A figure that stands in a publication's text, not in a table."""

    value: TextField
    """The number as printed there; ``>95`` and ranges too."""
    unit: UnitField
    """What it counts."""
    of: str | None = None
    """Of what substance."""
    title: str
    """What it is."""
    period: PeriodField | None = None
    """The period that it is about."""
    source: str
    """Key of the source."""
    kept: str = ""
    """Why the figure of an older edition stands though the brief reads a newer one."""
    at: str
    """Page, table or paragraph: ``p. 144``."""
    measure: str | None = Field(default=None, pattern=r"^[a-z][a-z0-9_]*$")
    """A name for what it is a figure of, where others are stated of the same for other periods;
    the two levels of a stated change are of one measure without it."""
    status: StatusField = Status.NORMAL
    """SDMX status: ``E`` for an estimate."""
    change: StatedChange | None = None
    """Of a stated change: the stated levels that it must agree with."""
    digits: int | None = Field(default=None, ge=0, le=10)
    """Decimals to print."""


class KeyFigureConfig(Declared):
    """A figure in the strip below the bottom line."""

    metric: str
    """Name of the metric or stated fact."""
    label: str | None = None
    """Words below the figure; the metric's title where left out."""
    at: Literal["latest"] | None = None
    """``latest``: the newest value up to the brief's period, where that one has none."""
    change: Literal["percent", "absolute", "none"] = "percent"
    """How the change since the period before is told."""
    needs: NamesField = []
    """Metrics or measures without a value of which it is left out, with that reason: ``us.exports``;
    ``us.exports.before`` wants one in the period before too, ``exports > 0`` is a rule over metrics."""


class HighlightConfig(Declared):
    """A sentence that the author wants among the highlights."""

    id: str | None = Field(default=None, pattern=r"^[a-z][a-z0-9-]*$")
    """Name that stays from edition to edition; the sentence's place where left out."""
    say: str
    """The sentence: Markdown with facts."""
    when: str | None = None
    """Said only while this rule over facts holds."""
    pin: bool = True
    """Whether it is told for certain; else it competes with what detectors find."""
    needs: NamesField = []
    """Metrics or measures without a value of which it is left out, with that reason: ``us.exports``;
    ``us.exports.before`` wants one in the period before too, ``exports > 0`` is a rule over metrics."""


class ContraryConfig(Declared):
    """The strongest fact against the message, told after the highlights."""

    show: bool = True
    """Whether it is told; without it, ``because`` must say why."""
    because: str = ""
    """Why it is not told."""
    against: dict[str, Literal["up", "down"]] = {}
    """Which way a metric moves when it speaks against the message, beyond what rules tell."""

    @model_validator(mode="after")
    def _with_a_reason(self) -> ContraryConfig:
        if not self.show and not self.because.strip():
            raise Refusal(
                "to leave out what speaks against the message, say why in 'because'",
                code="missing-reason",
            )
        return self


class HighlightsConfig(Declared):
    """Which findings open the brief."""

    show: int = Field(default=3, ge=0, le=8)
    """How many."""
    say: list[HighlightConfig] = []
    """Sentences in the author's order; those whose rule holds are taken first."""
    thresholds: dict[str, list[NumberField]] = {}
    """Values of a metric or series whose crossing is told, beside a half and two thirds."""
    weights: dict[str, Annotated[float, Field(ge=0, le=10)]] = {}
    """How much a metric or series matters; 1 where left out, 0 to leave it out."""
    contrary: ContraryConfig = ContraryConfig()
    """The strongest fact against the message."""


class RecommendationConfig(Declared):
    """Advice that holds while a rule over facts holds."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    """Name that stays from edition to edition."""
    when: str
    """The rule: ``net_import_reliance > 50 and china_share > 50``."""
    do: str
    """What to do."""
    who: str = ""
    """Who should do it."""
    by: str = ""
    """By when."""
    because: str
    """The evidence in a sentence with facts."""
    tradeoff: str = ""
    """What it costs."""
    success: str = ""
    """How one will know that it worked."""
    priority: int = Field(default=2, ge=1, le=3)
    """1 first, 3 last."""
    conflicts: list[str] = []
    """Ids of advice that cannot be given together with this one."""
    about: list[str] = []
    """Figures that it is about and does not print; when one turns, it is to be read again."""
    needs: NamesField = []
    """Metrics or measures without a value of which it is left out, with that reason: ``us.exports``;
    ``us.exports.before`` wants one in the period before too, ``exports > 0`` is a rule over metrics."""


class ChartConfig(Declared):
    """A figure. The first key names the kind; see ``briefing list charts``."""

    call: Call
    title: str
    """The finding: Markdown-free text with facts."""
    subtitle: str | None = None
    """Measure, unit and period; made from the data where left out."""
    alt: str | None = None
    """Text for those who cannot see it; made from the facts where left out."""
    needs: NamesField = []
    """Metrics or measures without a value of which it is left out, with that reason: ``us.exports``;
    ``us.exports.before`` wants one in the period before too, ``exports > 0`` is a rule over metrics."""
    weight: float | None = Field(default=None, ge=0, le=1)
    """How much it matters where pages are short; without one it always stays."""


_METRIC_COMMON = frozenset(MetricConfig.model_fields) - {"call"}
_CHART_COMMON = frozenset(ChartConfig.model_fields) - {"call"}


def _with_call(common: frozenset[str]) -> object:
    """Reader of ``{kind: operand, parameter: ..., title: ...}`` into ``call`` and the rest."""

    def split(raw: object) -> object:
        if not isinstance(raw, dict) or "call" in raw:
            return raw
        is_ours = {
            key: key in common and (key != "at" or value == "latest") for key, value in raw.items()
        }
        ours = {key: value for key, value in raw.items() if is_ours[key]}
        rest = [(str(key), value) for key, value in raw.items() if not is_ours[key]]
        if not rest:
            raise Refusal("the first key must name what to calculate or draw", code="missing-kind")
        (kind, operand), *parameters = rest
        return {"call": {"kind": kind, "operand": operand, "parameters": dict(parameters)}, **ours}

    return BeforeValidator(split, json_schema_input_type=dict[str, object])


Metric = Annotated[MetricConfig, _with_call(_METRIC_COMMON)]
Chart = Annotated[ChartConfig, _with_call(_CHART_COMMON)]
Name = Annotated[str, Field(pattern=NAME)]


class BriefConfig(Declared):
    """One brief."""

    title: str
    """Text with facts; the reader's first line."""
    subtitle: str = ""
    """Text with facts, below the title."""
    period: PeriodField
    """The period that the brief is about."""
    as_of: TextField | None = None
    """A day, ``2024-06-30``, or a source: only editions published by then are used."""
    changes: int = Field(default=4, ge=0, le=12)
    """How many changes since the last edition are told, where data sets have one."""
    advice: Literal["full", "short"] = "full"
    """How recommendations are told: ``short`` leaves out rule, trade-off, measure and evidence."""
    language: str = "en"
    """Language of the wording: ``en``, or the tag of one that a plug-in brings."""
    author: str = ""
    """Who answers for it."""
    date: dt.date | None = None
    """Date of the brief, ``2025-02-14``; the latest source's where left out."""
    short_title: str = Field(default="", examples=["Pupils in the town"])
    """A short title for running heads; the first words of the title where left out."""
    audience: str = Field(default="", examples=["members of the school board"])
    """For whom it is, below the title: ``members of the school board``."""
    classification: str = Field(default="", examples=["Official – sensitive"])
    """Who may read it, on every page: ``Official – sensitive``."""
    draft: bool = False
    """Whether every page says that it is a draft."""
    embargo: Embargo | None = Field(default=None, examples=["2025-02-01 09:00 Europe/London"])
    """Until when it must not be released, ``2025-02-01 09:00 Europe/London``: every page says so until then."""
    abbreviations: dict[str, str] = Field(default={}, examples=[{"REO": "rare-earth oxide"}])
    """What short forms stand for, in a list at the end: ``{REO: rare-earth oxide}``."""
    imprint: Imprint = Imprint()
    """What it says of itself at its end: number, DOI, how to cite it, authors, contact."""
    picture: PictureConfig | None = None
    """A photograph or drawing across the head of the first page, with its credit: ``{file: ..., alt: ..., credit: ...}``."""
    accepted: list[AcceptedFinding] = []
    """Warnings that are let stand in this brief, each with its reason."""
    keywords: list[str] = []
    """For the document's metadata."""
    design: str = "policy-brief"
    """Page design: a folder of ``templates/``."""
    pages: int | None = Field(default=None, ge=1, le=40)
    """How many pages it must take, the annex apart; as many as it needs where left out."""
    bottom_line: str = ""
    """The one thing to take away: Markdown with facts."""
    metrics: dict[Name, Metric] = {}
    """Named calculations."""
    stated: dict[Name, StatedConfig] = {}
    """Figures that stand in a publication's text."""
    key_figures: list[str | KeyFigureConfig] = Field(default=[], max_length=6)
    """The strip below the bottom line."""
    highlights: HighlightsConfig = HighlightsConfig()
    """Findings that open the brief."""
    sections: list[SectionConfig] = []
    """The body."""
    charts: dict[Name, Chart] = {}
    """Figures by name."""
    tables: dict[Name, TableConfig] = {}
    """Tables by name."""
    recommendations: list[RecommendationConfig] = []
    """Advice with its rules."""
    references: str = ""
    """File of works to cite by ``[@key]``, BibTeX or CSL-JSON, within the project: ``references.bib``."""
    contents: Literal["auto", "yes", "no"] = "auto"
    """Whether paper has a table of contents; ``auto``: where the brief has more than eight pages."""
    method: str = ""
    """Method and limits, beyond what is said of itself: Markdown with facts."""
    annex: Literal["pages", "numbered", "none"] = "pages"
    """Whether the brief ends with how each figure was made; ``numbered`` has the number of its line
    small beside each figure of the texts on paper."""

    @property
    def figures(self) -> frozenset[str]:
        """Names of its metrics and stated figures."""
        return frozenset({*self.metrics, *self.stated})

    @property
    def shown(self) -> frozenset[tuple[str, str]]:
        """The charts (as ``figure``) and tables that sections show, by name."""
        charts = (("figure", name) for one in self.sections for name in one.charts)
        tables = (("table", name) for one in self.sections for name in one.tables)
        return frozenset((*charts, *tables))
