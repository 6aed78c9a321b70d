"""Questions on the terminal, each with a list to choose from: what a new brief shall be about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.app.cli.presenter import Presenter
from briefing.core.series import Panel

if TYPE_CHECKING:
    from briefing.app.drafting.topics import Wanted
    from briefing.core.series import Dataset
    from briefing.data.recognition.recognised import Recognised

_MOST_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Questions:
    """Asks one after another; an empty answer leaves a choice to the program."""

    presenter: Presenter

    def sheet(self, found: Recognised) -> str:
        """Which sheet of a workbook to read; empty for the one that was found."""
        return self._chosen(f"Sheet (found: {found.sheet})", [found.sheet, *found.sheets])

    def topic(self, datasets: Sequence[Dataset], wanted: Wanted) -> Wanted:
        """Measure, member and title, as far as they were not given as options."""
        measures = [measure for data in datasets for measure in data.measures.values()]
        if not wanted.measures and len(measures) > 1:
            title = self._chosen("Measure", [one.title for one in measures])
            wanted = replace(wanted, measures=(title,) if title else ())
        members = [
            name for measure in measures if isinstance(measure, Panel) for name in measure.members
        ]
        if not wanted.member and members:
            wanted = replace(wanted, member=self._chosen("About whom", [*dict.fromkeys(members)]))
        if not wanted.title:
            wanted = replace(wanted, title=self._answer("Title (empty: the strongest finding): "))
        return wanted

    def _chosen(self, what: str, choices: Sequence[str]) -> str:
        """One of the choices, by its number or its name."""
        for number, choice in enumerate(choices[:_MOST_SHOWN], 1):
            self.presenter.progress(f"{number:3} {choice}")
        answer = self._answer(f"{what}, by number or name (empty: chosen for you): ")
        if answer.isdecimal() and 1 <= int(answer) <= len(choices):
            return choices[int(answer) - 1]
        return answer

    def _answer(self, prompt: str) -> str:
        try:
            return input(prompt).strip()
        except EOFError:
            return ""
