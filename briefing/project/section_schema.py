"""A section of a brief as declared: heading, text, and what stands by it."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from briefing.project.declared import Declared


def _as_list(value: object) -> object:
    """One alone may stand without a list."""
    return [value] if isinstance(value, str) else value


NamesField = Annotated[list[str], BeforeValidator(_as_list, json_schema_input_type=list[str] | str)]


class QuoteConfig(Declared):
    """Words of somebody, set large beside the text."""

    text: str = Field(min_length=1)
    """What was said, without quotation marks: ``We have no room left.``"""
    who: str = ""
    """Who said it: ``Head of a school``."""


class BoxConfig(Declared):
    """A text that is set apart: a definition, an example, a call-out."""

    title: str = ""
    """What it is about: ``How pupils are counted``."""
    text: str = Field(min_length=1)
    """Markdown with facts."""


class SectionConfig(Declared):
    """A section: a heading that states a finding, text, and what stands by it."""

    id: str | None = Field(default=None, pattern=r"^[a-z][a-z0-9-]*$")
    """Name that stays from edition to edition; the section's place where left out."""
    title: str
    """The finding: text with facts."""
    text: str = ""
    """Markdown with facts."""
    appendix: bool = Field(default=False, examples=[True])
    """Whether it stands behind the recommendations, as an appendix with a letter."""
    charts: list[str] = []
    """Names of charts that stand here."""
    tables: list[str] = []
    """Names of tables that stand here."""
    quote: QuoteConfig | None = None
    """Words of somebody, set large: ``{text: We have no room left., who: Head of a school}``."""
    boxes: list[BoxConfig] = []
    """Texts set apart from that of the section; ``box: {...}`` where it is one."""
    about: list[str] = []
    """Figures that the text is about and does not print: ``neodymium.change``. When one turns, the
    text is to be read again."""
    needs: NamesField = []
    """Metrics or measures without a value of which it is left out, with that reason: ``us.exports``;
    ``us.exports.before`` wants one in the period before too, ``exports > 0`` is a rule over metrics."""
    weight: float | None = Field(default=None, ge=0, le=1)
    """How much it matters where pages are short; without one it always stays."""

    @model_validator(mode="before")
    @classmethod
    def _one_or_many(cls, raw: object) -> object:
        """``chart: x`` is short for ``charts: [x]``, and so for tables and boxes."""
        if not isinstance(raw, dict):
            return raw
        raw = dict(raw)
        for one, many in (("chart", "charts"), ("table", "tables"), ("box", "boxes")):
            if one in raw and many not in raw:
                shown = raw.pop(one)
                raw[many] = shown if isinstance(shown, list) else [shown]
        return raw
