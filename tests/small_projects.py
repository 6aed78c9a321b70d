"""A brief of one small data set, as the pipeline checks it: from texts to the document and what is told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefing.app.build.pipeline import check_all
from briefing.core.document import Document
from briefing.core.problems import BriefingError, Problem
from briefing.core.statistics_table import Table
from briefing.core.text_nodes import plain

SOURCE = (
    "sources: {s: {title: Statistics, publisher: Office, published: 2030-01-31, licence: CC0}}\n"
)


@dataclass(frozen=True)
class Tried:
    """What came of a small project."""

    document: Document | None
    told: tuple[Problem, ...]

    @property
    def codes(self) -> list[str]:
        """The codes of all that was told."""
        return [one.code for one in self.told]

    @property
    def made(self) -> Document:
        """The document; fails with what was told where there is none."""
        assert self.document is not None, "\n".join(map(str, self.told))
        return self.document

    @property
    def figures(self) -> list[str]:
        """Each key figure in a line: label, value with unit, change, since."""
        return [
            " | ".join(
                part
                for part in (
                    one.label,
                    f"{one.value} {one.unit}".strip(),
                    one.change.text if one.change else "",
                    one.since,
                )
                if part
            ).replace("\u00a0", " ")
            for one in self.made.key_figures
        ]

    @property
    def highlights(self) -> list[str]:
        """The sentences that were found, also those that were passed over."""
        every = (*self.made.highlights, *self.made.passed)
        return [plain(one.text).replace("\u00a0", " ") for one in every]

    @property
    def text(self) -> str:
        """The paragraphs of the sections."""
        blocks = [block for section in self.made.sections for block in section.blocks]
        told = [plain(one.children) for one in blocks if hasattr(one, "children")]
        return "\n".join(told).replace("\u00a0", " ")

    @property
    def tables(self) -> list[Table]:
        """The tables of the sections."""
        blocks = [block for section in self.made.sections for block in section.blocks]
        return [one for one in blocks if isinstance(one, Table)]


def tried(
    folder: Path,
    data: str,
    project: str,
    brief: str,
    name: str = "d.csv",
    *,
    sources: str = SOURCE,
) -> Tried:
    """Check a project of one data file in a folder of its own; its brief may be refused."""
    (folder / "config").mkdir(parents=True, exist_ok=True)
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / name).write_text(data, encoding="utf-8")
    (folder / "config/project.yaml").write_text(sources + project, encoding="utf-8")
    (folder / "config/b.yaml").write_text(brief, encoding="utf-8")
    try:
        (brief_,) = check_all(project=folder)
    except BriefingError as error:
        return Tried(None, tuple(error.problems))
    return Tried(brief_.document, tuple(brief_.warnings))
