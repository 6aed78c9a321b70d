"""Names that a project and its briefs declare, and pages print, searched for figures and trends."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from html import unescape

from briefing.core.hidden_characters import HIDDEN_ADVICE, hidden_in
from briefing.core.problems import ProblemLog, Severity
from briefing.core.seen_files import Snapshot
from briefing.core.series import Dataset
from briefing.language.untraced import Typed, Untraced, find_untraced
from briefing.project.brief_schema import BriefConfig
from briefing.project.declared import Places
from briefing.project.imprint_schema import Imprint
from briefing.project.project_schema import (
    DatasetConfig,
    DimensionColumns,
    ProjectConfig,
    SeriesColumns,
)

_Name = tuple[tuple[str | int, ...], str | None]
_ANY_YEAR = frozenset(range(1600, 2200))
"""A name may say of which year it is."""
_BLANK = re.compile(r"\{\w+\}")
"""What running heads and feet fill in."""
_SHOWN = re.compile(rb"<(?:text|title|desc)\b[^>]*>(.*?)</(?:text|title|desc)>", re.DOTALL)
"""The words of a drawing: those that it shows, and those that are read aloud."""
_MARK = re.compile(r"<[^>]*>")
_BETWEEN = re.compile(r"[,:] ")


def check_project_names(
    config: ProjectConfig,
    places: Places,
    datasets: Mapping[str, Dataset],
    log: ProblemLog,
    logo: Snapshot | None = None,
) -> None:
    """Warn of each figure or trend in the name of the house, its logo, sources, series and corrections.

    What a series is called in the head of its file, or by the texts that pick its rows, is the
    source's name for it, and no claim.
    """
    _tell(_untraced(_in_logo(logo)), places, log)
    _tell(_without_digits(_untraced(_numbered_in_project(config))), places, log)
    _tell(_untraced(_of_project(config)), places, log)
    _tell_hidden(_of_project(config), places, log)
    for name, dataset in config.datasets.items():
        titles = (
            (("datasets", name, "series", key, "title"), one.title)
            for key, one in dataset.series.items()
        )
        _tell_hidden(titles, places, log)
        said = datasets[name].said if name in datasets else frozenset[str]()
        for key, series in dataset.series.items():
            found = _untraced([(("datasets", name, "series", key, "title"), series.title)])
            quoted = [*said, *_picking(dataset, series)]
            _tell([one for one in found if not _is_quoted(one, quoted)], places, log)


def check_brief_names(config: BriefConfig, places: Places, log: ProblemLog) -> None:
    """Warn of each figure or trend in the titles and authors of a brief."""
    _tell(_untraced(_of_brief(config)), places, log)
    _tell(_without_digits(_untraced(_numbered_in_imprint(config.imprint, "imprint"))), places, log)
    _tell_hidden(_of_brief(config), places, log)


def _untraced(names: Iterable[_Name]) -> tuple[Untraced, ...]:
    typed = [Typed(text, path, 1) for path, text in names if text]
    return find_untraced(typed, _ANY_YEAR, are_names=True).untraced


def _without_digits(found: Iterable[Untraced]) -> Iterator[Untraced]:
    """Without numbers of names that have such: telephones, editions, licences, how to cite."""
    return (one for one in found if one.kind != "number" or one.word.endswith("%"))


def _tell(found: Iterable[Untraced], places: Places, log: ProblemLog) -> None:
    for one in found:
        log.add(
            places.of(*one.typed.path),
            f"'{one.word}' is a {one.kind} that no fact produced, in a name that pages print",
            "let the name say what it is, and a sentence with facts what became of it",
            Severity.WARNING,
            code="naked-number",
        )


def _tell_hidden(names: Iterable[_Name], places: Places, log: ProblemLog) -> None:
    """Tell of characters that hide in names."""
    for path, text in names:
        for one in hidden_in(text or ""):
            message = f"the name holds {one.what}"
            place = places.of(*path)
            log.add(place, message, HIDDEN_ADVICE, Severity.MISLEADING, code="hidden-character")


def _picking(dataset: DatasetConfig, series: SeriesColumns) -> Iterator[str]:
    """The texts of cells by which the rows of a series are picked."""
    if series.measure:
        yield series.measure
    for wanted in (*series.where.values(), *dataset.where.values()):
        yield from (str(one) for one in (wanted if isinstance(wanted, list) else [wanted]))


def _is_quoted(found: Untraced, quoted: Collection[str]) -> bool:
    """Whether the title, or the part of it between commas or colons with the word, stands in the file."""
    title = found.typed.text
    start = max((one.end() for one in _BETWEEN.finditer(title, 0, found.at)), default=0)
    end = _BETWEEN.search(title, found.at)
    part = title[start : end.start() if end else len(title)].casefold()
    texts = [one.casefold() for one in quoted]
    is_phrase = " " in part
    return any(one in (part, title.casefold()) or (is_phrase and part in one) for one in texts)


def _of_project(config: ProjectConfig) -> Iterator[_Name]:
    brand = config.brand
    yield ("brand", "name"), brand.name
    yield ("brand", "logo_alt"), brand.logo_alt
    yield ("brand", "head"), _BLANK.sub("", brand.head)
    yield ("brand", "foot"), _BLANK.sub("", brand.foot)
    yield from _of_imprint(brand.imprint, "brand", "imprint")
    for name, source in config.sources.items():
        yield ("sources", name, "title"), source.title
        yield ("sources", name, "short"), source.short
        yield ("sources", name, "publisher"), source.publisher
    for name, dataset in config.datasets.items():
        if isinstance(dataset.dimension, DimensionColumns):
            yield ("datasets", name, "dimension", "title"), dataset.dimension.title


def _numbered_in_project(config: ProjectConfig) -> Iterator[_Name]:
    """Names that have numbers of their own."""
    yield from _numbered_in_imprint(config.brand.imprint, "brand", "imprint")
    for name, source in config.sources.items():
        yield ("sources", name, "edition"), source.edition
        yield ("sources", name, "licence"), source.licence
    for name, dataset in config.datasets.items():
        for index, one in enumerate(dataset.corrections):
            yield ("datasets", name, "corrections", index, "reason"), one.reason


def _numbered_in_imprint(imprint: Imprint, *path: str) -> Iterator[_Name]:
    yield (*path, "series"), imprint.series
    yield (*path, "contact"), imprint.contact
    yield (*path, "licence"), imprint.licence
    yield (*path, "cite_as"), imprint.cite_as if isinstance(imprint.cite_as, str) else None


def _in_logo(logo: Snapshot | None) -> Iterator[_Name]:
    """The words that a drawn logo shows; of a picture nobody can tell."""
    if logo is None or not logo.content.lstrip().startswith(b"<"):
        return
    shown = b" ".join(_SHOWN.findall(logo.content)).decode("utf-8", "replace")
    yield ("brand", "logo"), " ".join(unescape(_MARK.sub(" ", shown)).split())


def _of_imprint(imprint: Imprint, *path: str) -> Iterator[_Name]:
    """Its sentences; numbers of a series, licences and addresses claim nothing."""
    yield (*path, "disclaimer"), imprint.disclaimer
    yield (*path, "about"), imprint.about


def _of_brief(config: BriefConfig) -> Iterator[_Name]:
    yield ("author",), config.author
    yield ("short_title",), config.short_title
    yield ("audience",), config.audience
    yield ("classification",), config.classification
    yield ("highlights", "contrary", "because"), config.highlights.contrary.because
    for index, keyword in enumerate(config.keywords):
        yield ("keywords", index), keyword
    for name, table in config.tables.items():
        for index, column in enumerate(table.columns):
            yield ("tables", name, "columns", index, "title"), column.title
        for group in table.groups:
            yield ("tables", name, "groups", group), group
    for short, long in config.abbreviations.items():
        yield ("abbreviations", short), long
    yield from _of_imprint(config.imprint, "imprint")
    for name, metric in config.metrics.items():
        yield ("metrics", name, "title"), metric.title
    for name, stated in config.stated.items():
        yield ("stated", name, "title"), stated.title
