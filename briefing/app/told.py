"""What a command found or did, whatever the form in which it is asked for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from briefing.core.problems import Problem


class Told(ABC):
    """What a command found or did, in each form in which it can be asked for."""

    is_told_when_quiet: ClassVar[bool] = False
    """Whether its text is what was asked for, so that ``--quiet`` does not leave it out."""

    @property
    def exit_code(self) -> int:
        """What the command ends with."""
        return 0

    @property
    def warnings(self) -> Sequence[Problem]:
        """What should be looked at, told before the text; machines find it in the values."""
        return ()

    @property
    def problems(self) -> Sequence[Problem]:
        """What is wrong, told after the text; machines find it in the values."""
        return ()

    @abstractmethod
    def as_json(self) -> Mapping[str, object]:
        """All of it as values for ``json.dumps``, by name; :mod:`briefing.app.cli.output_schemas` has their types."""

    @abstractmethod
    def as_text(self) -> Iterator[str]:
        """Lines for people."""

    def as_markdown(self) -> Iterator[str]:
        """Lines for a comment or a page; the text where a command has no other words."""
        return self.as_text()
