"""The notes of one text: signs that lead to them, their texts, and which of them do not meet."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.core.problems import ProblemLog, Severity, suggest
from briefing.core.text_nodes import Inline, Inlines, ItemList, Paragraph, Pointer, Text, TextBlock
from briefing.project.declared import Places

SENTENCES = frozenset({"text", "method", "bottom_line", "say", "because", "tradeoff", "success"})
"""Texts whose words stand on pages alone: a sign in them is repeated in no bookmark or label."""


def refuse_here(
    what: str, places: Places, log: ProblemLog, path: tuple[str | int, ...], line: int
) -> None:
    """Tell that such a sign cannot stand in a title or label."""
    log.add(
        places.of_text_line(line, *path),
        f"Markdown: {what} cannot stand in '{path[-1]}', which other places repeat",
        "put it in the text of a section, a sentence of 'highlights', or the bottom line",
        code="unfit-markdown",
    )


class NotesOfText:
    """Gathers the notes of one text while it is read."""

    def __init__(self, places: Places, log: ProblemLog, path: tuple[str | int, ...]) -> None:
        self._places, self._log, self._path = places, log, path
        self._signs: dict[str, int] = {}
        """The line of the first sign of each."""
        self._lines: dict[str, int] = {}
        self._texts: dict[str, Inlines] = {}
        self._open = ""

    def begin(self, label: str, line: int) -> None:
        """The text of a note begins."""
        if label in self._lines:
            self._tell(f"the note '[^{label}]' has two texts", line, "give one another name")
        self._open = label
        self._lines[label] = line

    def end(self, blocks: Sequence[TextBlock]) -> None:
        """It ends, and this is what it says."""
        found: list[Inline] = []
        for block in blocks:
            if not isinstance(block, Paragraph):
                line = self._lines[self._open]
                what = "a list" if isinstance(block, ItemList) else "a table"
                self._tell(f"{what} cannot stand in a note", line, "write sentences")
            else:
                found += [Text(" "), *block.children] if found else block.children
        self._texts[self._open] = tuple(found)
        self._open = ""

    def sign(self, label: str, line: int) -> Inline:
        """A sign that leads to a note; nothing in a note, where it is told."""
        if self._open:
            self._tell("a note cannot have a note", line, "say it in the note itself")
            return Text("")
        if self._path[-1] not in SENTENCES:
            refuse_here("the sign of a note", self._places, self._log, self._path, line)
        self._signs.setdefault(label, line)
        return Pointer("note", self._key(label))

    def checked(self) -> dict[str, Inlines]:
        """The notes by their keys, an empty one where the text is missing, which is told."""
        for label, line in self._signs.items():
            if label not in self._texts:
                advice = suggest(label, self._texts) or f"write it below: [^{label}]: Its text."
                self._tell(f"there is no note '[^{label}]' in this text", line, advice)
        for label in [one for one in self._texts if one not in self._signs]:
            self._log.add(
                self._places.of_text_line(self._lines[label], *self._path),
                f"no sign leads to the note '[^{label}]', and it is not printed",
                "put its sign behind a word, or delete it",
                Severity.WARNING,
                code="unmatched-note",
            )
        return {self._key(label): self._texts.get(label, ()) for label in self._signs}

    def _key(self, label: str) -> str:
        return "-".join(str(one) for one in (*self._path, label))

    def _tell(self, message: str, line: int, advice: str) -> None:
        place = self._places.of_text_line(line, *self._path)
        self._log.add(place, message, advice, code="unmatched-note")
