"""Recognised tables to ``config/project.yaml``: sources, data sets, and what is left to be said of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefing.app.drafting.yaml_text import lines_of, scalar
from briefing.core.reference import Reference, first_name
from briefing.project.yaml_editing import Edit, Put, edited

Block = Mapping[str, object]
HEAD = """\
# yaml-language-server: $schema=schema/project.schema.json
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

    def only(self, measures: Collection[str], most: int) -> NewData:
        """With the measures of these references alone, where there are more than ``most``."""
        every = self.series
        if len(every) <= most:
            return self
        told = {Reference.parse(one).series for one in measures if first_name(one) == self.key}
        kept = {name: one for name, one in every.items() if name in told}
        remark = (
            f"The file has {len(every) - len(kept):,} more measures: briefing inspect {self.path}"
        )
        block = {**self.block, "series": kept}
        return replace(self, block=block, remarks=(*self.remarks, remark))

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
    edits: list[Edit] = []
    for one in added:
        edits.append(Put(("sources", one.source_key), _source(one.source)))
        edits.append(Put(("datasets", one.key), {"source": one.source_key, **one.block}))
    return edited(text, edits, file)


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
    yield "datasets:"
    for one in added:
        yield from (f"  # {remark}" for remark in one.remarks)
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
