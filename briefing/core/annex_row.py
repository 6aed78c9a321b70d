"""How each figure of a brief was made: a row for each, and the lines that they are printed in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """How one figure was made."""

    fact: str
    figure: str
    meaning: str
    made: str
    """Formula in words, or ``read from`` / ``stated in``."""
    inputs: tuple[tuple[str, str], ...]
    """Id of each input fact, and how it is written there."""
    source: str
    """Cell or page."""
    status: str
    aliases: tuple[str, ...] = ()
    """Ids of other facts that are the same cell: a metric and the observation that it shows."""
    group: str = ""
    """What it shares with others, said once above them: the file that it was read from, a formula."""
    about: str = ""
    """What its line is about: a series of a file; the figure itself where left out."""
    told: str = ""
    """What is printed of it in its line: ``2020: 39,000``; all of it where left out."""
    mark: str = ""
    """The mark of its status there, where the words of the status are not in the text."""
    place: str = ""
    """Where it stands, printed behind it: ``row 2``; of what was computed, inputs that are many."""
    names: tuple[str, ...] = ()
    """What the formula calls each input."""

    @property
    def in_line(self) -> str:
        """What is printed of it in its line before its inputs."""
        if self.told:
            return self.told
        parts = (self.figure, self.made, self.source, self.status)
        return ", ".join(one for one in parts if one)

    @property
    def text(self) -> str:
        """All that is printed of it in its line: ``8.2%: now 45,000 t; before 41,600 t``."""
        names = self.names or ("",) * len(self.inputs)
        inputs = "; ".join(
            f"{name} {text}".strip() for name, (_, text) in zip(names, self.inputs, strict=True)
        )
        told = f"{self.in_line}{self.mark}"
        if inputs:
            told = f"{told}: {inputs}"
        return told + (f"{'; ' if inputs else ', '}{self.place}" if self.place else "")


@dataclass(frozen=True, slots=True)
class AnnexLine:
    """Figures of one series, or one that was computed, under one number."""

    number: int
    about: str
    rows: tuple[AnnexRow, ...]

    @property
    def text(self) -> str:
        """Where its figures come from, one after another."""
        return "; ".join(row.text for row in self.rows)

    @property
    def anchors(self) -> tuple[str, ...]:
        """The ids of all facts of the line."""
        return tuple(fact for row in self.rows for fact in (row.fact, *row.aliases))


@dataclass(frozen=True, slots=True)
class AnnexGroup:
    """Lines that share where they come from."""

    title: str
    """Empty where they share nothing that is said."""
    lines: tuple[AnnexLine, ...]


def numbers_of(rows: Iterable[AnnexRow]) -> dict[str, int]:
    """By fact the number of the line that tells how it was made."""
    lines = (line for group in in_groups(rows) for line in group.lines)
    return {fact: line.number for line in lines for fact in line.anchors}


def in_groups(rows: Iterable[AnnexRow]) -> tuple[AnnexGroup, ...]:
    """Rows that follow one another as they are printed: in groups, those of a series in one line."""
    found: list[AnnexGroup] = []
    number = 0
    for title, group in groupby(rows, lambda row: row.group):
        lines = []
        for (about, _), line in groupby(group, _line):
            number += 1
            lines.append(AnnexLine(number, about, tuple(line)))
        found.append(AnnexGroup(title, tuple(lines)))
    return tuple(found)


def _line(row: AnnexRow) -> tuple[str, str]:
    """What rows of one line share; one that tells all of itself, or what it was computed from, is alone."""
    return row.about or row.meaning, row.fact if row.inputs or not row.told else ""
