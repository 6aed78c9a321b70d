"""A draft of a brief before it is written down: its parts, each with what may stand in its place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

Keys = tuple[str | int, ...]
"""Where something stands in the YAML of a brief: ``("charts", "producers", "title")``."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A text of the brief, and what is said in its place where it cannot be said, the best first."""

    text: str
    instead: tuple[str, ...] = ()

    @property
    def weaker(self) -> Wording | None:
        """The next best; ``None`` where nothing is left to say."""
        return Wording(self.instead[0], self.instead[1:]) if self.instead else None


@dataclass(frozen=True, slots=True)
class DraftChart:
    """A chart: its kind and parameters as YAML has them, and its title."""

    call: Mapping[str, object]
    title: Wording


@dataclass(frozen=True, slots=True)
class DraftTable:
    """A table: its rows, and how many periods it shows."""

    title: str
    rows: tuple[str, ...]
    periods: int


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A section: a heading, sentences one by one, and what stands by them."""

    title: Wording
    sentences: tuple[Wording, ...] = ()
    charts: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left of it but its heading."""
        return not (self.sentences or self.charts or self.tables)

    def without(self, keys: Sequence[str | int]) -> DraftSection | None:
        """The section without the part at these keys, which begin within it."""
        if keys[:1] == ["text"]:
            return replace(self, sentences=_weakened(self.sentences, _line(keys[1:])))
        weaker = self.title.weaker
        return replace(self, title=weaker) if weaker else None


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole brief."""

    title: Wording
    period: str
    bottom_line: tuple[Wording, ...]
    metrics: Mapping[str, Mapping[str, object]]
    """Each as YAML has it: ``{"value": "d.production"}``."""
    key_figures: tuple[Mapping[str, object], ...]
    sections: tuple[DraftSection, ...]
    charts: Mapping[str, DraftChart]
    tables: Mapping[str, DraftTable]
    method: tuple[Wording, ...] = ()
    design: str = "policy-brief"
    show: int = 3
    """How many highlights."""
    weights: Mapping[str, int] = field(default_factory=dict)
    """How much series matter where highlights are looked for."""
    other_periods: tuple[str, ...] = ()
    """What else it might be about, for a comment."""
    rivals: tuple[str, ...] = ()
    """Measures that it might lead with as well, for a comment."""
    lead: str = ""
    """The metric that advice would begin with."""
    measures: tuple[str, ...] = ()
    """What it tells of, by reference."""
    aside: tuple[str, ...] = field(default=())
    """What the file says and the brief cannot print as it stands: kept as comments."""

    def without(self, keys: Keys) -> Draft | None:
        """The draft without the part at these keys, or with a weaker wording in its place.

        ``None`` where no part of the draft stands there, or the brief is none without it.
        """
        match keys:
            case ("title", *_):
                weaker = self.title.weaker
                return replace(self, title=weaker) if weaker else None
            case ("bottom_line", *rest):
                return replace(self, bottom_line=_weakened(self.bottom_line, _line(rest)))
            case ("method", *rest):
                return self._without_note(_line(rest))
            case ("metrics", str(name), *_):
                return self._without_metric(name)
            case ("key_figures", int(place), *_):
                kept = (*self.key_figures[:place], *self.key_figures[place + 1 :])
                return replace(self, key_figures=kept)
            case ("charts", str(name), *rest):
                return self._without_chart(name, only_title=rest[:1] == ["title"])
            case ("tables", str(name), *_):
                kept_tables = {key: one for key, one in self.tables.items() if key != name}
                return replace(self, tables=kept_tables)
            case ("sections", int(place), *rest):
                return self._with_section(place, self.sections[place].without(rest))
        return None

    def tidied(self) -> Draft:
        """Without metrics that nothing names, charts that stand nowhere, and empty sections."""
        sections = tuple(
            replace(
                one,
                charts=tuple(name for name in one.charts if name in self.charts),
                tables=tuple(name for name in one.tables if name in self.tables),
            )
            for one in self.sections
        )
        sections = tuple(one for one in sections if not one.is_empty)
        standing = {name for one in sections for name in (*one.charts, *one.tables)}
        kept = replace(
            self,
            sections=sections,
            charts={name: one for name, one in self.charts.items() if name in standing},
            tables={name: one for name, one in self.tables.items() if name in standing},
        )
        said = " ".join(kept._texts())
        named = {str(one["metric"]) for one in kept.key_figures} | {self.lead}
        metrics = {
            name: one for name, one in self.metrics.items() if name in named or _names(said, name)
        }
        return replace(kept, metrics=metrics)

    def _texts(self) -> list[str]:
        every = [self.title, *self.bottom_line, *self.method]
        every += [one.title for one in self.charts.values()]
        for section in self.sections:
            every += [section.title, *section.sentences]
        return [one.text for one in every]

    def _without_metric(self, name: str) -> Draft | None:
        """Without a metric, and every text that names it."""
        if name not in self.metrics:
            return None
        title = _not_naming(self.title, name)
        if title is None:
            return None
        charts = {}
        for key, chart in self.charts.items():
            if (worded := _not_naming(chart.title, name)) is not None:
                charts[key] = replace(chart, title=worded)
        sections = []
        for section in self.sections:
            heading = _not_naming(section.title, name)
            if heading is not None:
                sentences = _all_not_naming(section.sentences, name)
                sections.append(replace(section, title=heading, sentences=sentences))
        return replace(
            self,
            title=title,
            bottom_line=_all_not_naming(self.bottom_line, name),
            metrics={key: one for key, one in self.metrics.items() if key != name},
            key_figures=tuple(one for one in self.key_figures if one["metric"] != name),
            charts=charts,
            sections=tuple(sections),
        )

    def _without_chart(self, name: str, *, only_title: bool) -> Draft | None:
        if name not in self.charts:
            return None
        chart = self.charts[name]
        charts = {key: one for key, one in self.charts.items() if key != name}
        if only_title and chart.title.weaker:
            changed = replace(chart, title=chart.title.weaker)
            charts = {key: changed if key == name else one for key, one in self.charts.items()}
        return replace(self, charts=charts)

    def _without_note(self, place: int) -> Draft | None:
        if not self.method:
            return None
        place = place if 0 <= place < len(self.method) else len(self.method) - 1
        note = self.method[place]
        kept = _weakened(self.method, place)
        aside = self.aside if note.instead else (*self.aside, note.text)
        return replace(self, method=kept, aside=aside)

    def _with_section(self, place: int, section: DraftSection | None) -> Draft:
        new = (section,) if section else ()
        return replace(self, sections=(*self.sections[:place], *new, *self.sections[place + 1 :]))


def _line(keys: Sequence[str | int]) -> int:
    """The index of a line of a text that a problem stands at; of the last one where it is not known."""
    return keys[0] - 1 if keys and isinstance(keys[0], int) else -1


def _weakened(wordings: tuple[Wording, ...], place: int) -> tuple[Wording, ...]:
    """With the weaker wording of one, or without it."""
    if not wordings:
        return ()
    place = place if 0 <= place < len(wordings) else len(wordings) - 1
    weaker = wordings[place].weaker
    return (*wordings[:place], *([weaker] if weaker else []), *wordings[place + 1 :])


def _not_naming(wording: Wording, name: str) -> Wording | None:
    """The best wording that does not name a metric."""
    texts = [one for one in (wording.text, *wording.instead) if not _names(one, name)]
    return Wording(texts[0], tuple(texts[1:])) if texts else None


def _all_not_naming(wordings: tuple[Wording, ...], name: str) -> tuple[Wording, ...]:
    found = (_not_naming(one, name) for one in wordings)
    return tuple(one for one in found if one)


def _names(text: str, name: str) -> bool:
    """Whether the expressions of a text name a metric."""
    inside = " ".join(re.findall(r"\{[{%].*?[%}]\}", text))
    return re.search(rf"(?<![\w.]){re.escape(name)}\b", inside) is not None
