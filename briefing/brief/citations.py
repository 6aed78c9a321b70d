"""Works that texts cite: ``[@smith2020, p. 4; @jones2019]`` to what leads to the list of references."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefing.brief.markdown_notes import SENTENCES, refuse_here
from briefing.core.problems import ProblemLog, Severity, suggest
from briefing.core.text_nodes import Inline, Pointer, Text
from briefing.core.work import Work
from briefing.language.base import Language
from briefing.project.declared import Places

_ONE = re.compile(r"\s*@([^\s,;]+)\s*(?:,\s*(.*?))?\s*", re.DOTALL)
_NAMED = 5
"""So many works are named of those that nobody cites."""


@dataclass(frozen=True, slots=True)
class Citations:
    """Reads the citations of one brief; those of works that are not there go to the log."""

    language: Language
    library: Mapping[str, Work]
    places: Places
    log: ProblemLog

    def read(self, cited: str, path: tuple[str | int, ...], line: int) -> Iterator[Inline]:
        """What stands between the brackets, as nodes of text."""
        if path[-1] not in SENTENCES:
            refuse_here("a citation", self.places, self.log, path, line)
        yield Text(self.language.term("citing.open"))
        for number, one in enumerate(cited.split(";")):
            found = _ONE.fullmatch(one)
            if found is None or found[1] not in self.library:
                self._tell(one, found[1] if found else "", path, line)
                continue
            if number:
                yield Text(self.language.term("citing.between"))
            yield Pointer("work", found[1], where=found[2] or "")
        yield Text(self.language.term("citing.close"))

    def _tell(self, one: str, key: str, path: tuple[str | int, ...], line: int) -> None:
        place = self.places.of_text_line(line, *path)
        if not key:
            message, advice = (
                f"'{one.strip()}' cites no work",
                "write [@key] or [@key, p. 4; @other]",
            )
        elif not self.library:
            message = f"there is no work '{key}': the brief has no 'references'"
            advice = "name a file of works: references: references.bib"
        else:
            message = f"there is no work '{key}' in the references"
            advice = suggest(key, self.library) or "add it to the file of 'references'"
        self.log.add(place, message, advice, code="unknown-work")


def tell_uncited(
    library: Mapping[str, Work], cited: frozenset[str], places: Places, log: ProblemLog
) -> None:
    """Tell which works of the file no text cites, in one line."""
    idle = [key for key in library if key not in cited]
    if not idle:
        return
    named = ", ".join(idle[:_NAMED]) + (f" and {len(idle) - _NAMED} more" if idle[_NAMED:] else "")
    works = "work" if len(idle) == 1 else "works"
    log.add(
        places.of("references"),
        f"no text cites {len(idle)} {works} of the references: {named}",
        "they are not printed; cite them, or take them out of the file",
        Severity.WARNING,
        code="uncited-work",
    )
