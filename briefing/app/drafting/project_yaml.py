"""Recognised tables to ``config/project.yaml``: sources, data sets, and what is left to be said of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefing.app.drafting.counted_words import counted_words
from briefing.app.drafting.headlines import nearest
from briefing.app.drafting.topics import Caveat
from briefing.app.drafting.yaml_text import lines_of, scalar
from briefing.core.problems import ProblemLog
from briefing.core.reference import Reference, first_name
from briefing.project.yaml import read_yaml
from briefing.project.yaml_editing import Edit, Put, edited

Block = Mapping[str, object]
HEAD = """\
# yaml-language-server: $schema=schema/own-project.schema.json
# What all briefs of this project share: the house, its sources, and what the columns of files mean.
"""
_ASKED = {
    "publisher": "who publishes it?",
    "published": "on which day was it published? 2025-01-31",
    "url": "where can a reader find it? (or doi:)",
    "licence": "under what terms may it be used?",
}
"""What a source should say and a file may not, with the question."""
_NEEDED = ("publisher", "licence")
SOURCE_KEYS = ("title", "short", "publisher", "edition", "published", "doi", "url", "licence")


@dataclass(frozen=True, slots=True)
class NewData:
    """A data set that comes into the project, with its source."""

    key: str
    source_key: str
    source: Block
    block: Block
    """The data set, without ``source``."""
    remarks: tuple[str, ...] = field(default=())
    """What one should know of how it was read, for comments."""
    caveats: tuple[Caveat, ...] = ()
    """Notes that labels of the table point at."""
    left: int = 0
    """How many more measures the file has."""

    def only(self, measures: Collection[str], most: int) -> NewData:
        """With the measures of these references alone, where there are more than ``most``."""
        told = {Reference.parse(one).series for one in measures if first_name(one) == self.key}
        return self if len(self.series) <= most and not self.left else self._with(told)

    def first(self, most: int, wanted: Collection[str]) -> NewData:
        """With the first measures of the file, and those whose name or title holds a wanted word.

        The first are those that a reader would call the main ones of what the source is about.
        """
        if len(self.series) <= most:
            return self
        words = [one.casefold().rpartition(".")[2] for one in wanted]
        asked = [
            name
            for name, one in self.series.items()
            if any(word in f"{name} {_title(one)}".casefold() for word in words)
        ]
        names = [*self.series]
        titles = [_title(self.series[name]) for name in names]
        main = [names[place] for place in nearest(titles, self.subject)]
        return self._with({*main[:most], *asked[:most]})

    @property
    def subject(self) -> tuple[str, ...]:
        """What its source and its file say that it is about."""
        return (str(self.source.get("title", "")), self.key.replace("_", " "))

    def _with(self, names: Collection[str]) -> NewData:
        """With these measures, and how many there are beside."""
        kept = {name: one for name, one in self.series.items() if name in names}
        left = self.left + len(self.series) - len(kept)
        return replace(self, block={**self.block, "series": kept}, left=left)

    @property
    def series(self) -> Mapping[str, object]:
        """Its measures by name."""
        found = self.block["series"]
        assert isinstance(found, Mapping)
        return found

    @property
    def path(self) -> str:
        """Of the file."""
        return str(self.block["path"])


def project_yaml(name: str, added: Sequence[NewData]) -> str:
    """A new file."""
    return "\n".join(_lines(name, added)) + "\n"


def with_data(text: str, added: Sequence[NewData], file: str) -> str:
    """The file of a project at hand, with more data sets; the rest stays as it is written.

    Raises :class:`~briefing.core.problems.UnusableInput` where it cannot be edited without loss.
    """
    edits = [*_counting(text, added, file)]
    for one in added:
        edits.append(Put(("sources", one.source_key), _source(one.source)))
        edits.append(Put(("datasets", one.key), {"source": one.source_key, **one.block}))
    return edited(text, edits, file)


def _counting(text: str, added: Sequence[NewData], file: str) -> Iterator[Edit]:
    """What the new data sets count that the project has no words for."""
    read = read_yaml(text.encode(), file, ProblemLog())
    known = read[0].get("units") if read else None
    named = known if isinstance(known, Mapping) else {}
    counted = counted_words(one.block for one in added)
    forms = {word: one for word, one in counted.items() if word not in named}
    if named:
        yield from (Put(("units", word), one) for word, one in forms.items())
    elif forms:
        yield Put(("units",), forms, before="datasets")


def _lines(name: str, added: Sequence[NewData]) -> Iterator[str]:
    yield HEAD.rstrip()
    yield f"name: {scalar(name)}"
    yield "brand:"
    yield "  # The house whose brief it is, its colour, and its paper (A4 or Letter):"
    yield '  name: ""'
    yield '  accent: "#1f4e79"'
    yield "  page: A4"
    yield ""
    yield "sources:"
    for key, source in {one.source_key: one.source for one in added}.items():
        yield f"  {key}:"
        yield from _source_lines(source)
    yield ""
    if counted := counted_words(one.block for one in added):
        yield "# What is counted, in the words of its readers; 'per: 1000' tells rates of so many:"
        yield from lines_of({"units": counted}, "")
        yield ""
    yield "datasets:"
    for one in added:
        yield from (f"  # {remark}" for remark in one.remarks)
        if one.left:
            yield f"  # The file has {one.left:,} more measures: briefing inspect {one.path}"
        yield f"  {one.key}:"
        yield from lines_of({"source": one.source_key, **one.block}, "    ")


def _source_lines(source: Block) -> Iterator[str]:
    """A source, with a question where the file does not answer it."""
    for key, value in _source(source).items():
        asked = f"  # {_ASKED[key]}" if not value else ""
        yield from (f"{line}{asked}" for line in lines_of({key: value}, "    "))
    for key, question in _ASKED.items():
        if not source.get(key) and key not in _NEEDED and not (key == "url" and source.get("doi")):
            yield f"    # {key}: {question}"


def _source(source: Block) -> dict[str, object]:
    """The keys of a source in their order; those that every source has, and nobody knows, empty."""
    given = {**dict.fromkeys(_NEEDED, ""), **{key: one for key, one in source.items() if one}}
    return {key: given[key] for key in SOURCE_KEYS if key in given}


def _title(series: object) -> str:
    return str(series.get("title", "")) if isinstance(series, Mapping) else ""
