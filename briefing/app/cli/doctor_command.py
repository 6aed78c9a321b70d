"""``briefing doctor``: what a build stands on, and what is wrong with it.

What it looks at is imported when it is called.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from briefing.app.cli.arguments import add_command
from briefing.app.told import Told

if TYPE_CHECKING:
    from briefing.app.cli.arguments import Commands
    from briefing.app.cli.presenter import Presenter
    from briefing.app.doctor.examination import Finding


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add ``doctor``."""
    doctor = add_command(
        commands,
        common,
        "doctor",
        summary="look at versions, Pango, fonts, project and cache, and say what is wrong",
        description="Looks at what a build stands on and writes nothing: the program and its libraries "
        "with their versions, Pango, the typefaces, the project at hand, what is kept of earlier builds, "
        "and the variables that a build heeds. Ends with 2 where a build cannot succeed.",
        examples=("briefing doctor", "briefing doctor --json"),
    )
    doctor.set_defaults(run=_doctor)


def _doctor(options: argparse.Namespace, presenter: Presenter) -> int:
    from briefing.app.doctor.examination import examined

    found = list(examined(Path(options.project) if options.project else None))
    return presenter.show(_Examined(found))


@dataclass(frozen=True)
class _Examined(Told):
    """What was found."""

    found: Sequence[Finding]
    is_told_when_quiet: ClassVar[bool] = True

    @property
    def exit_code(self) -> int:
        """2 where something is wrong, for then nothing can be built."""
        return 2 if any(one.is_wrong for one in self.found) else 0

    def as_json(self) -> Mapping[str, object]:
        return {"findings": [asdict(one) for one in self.found]}

    def as_text(self) -> Iterator[str]:
        width = max(len(one.topic) for one in self.found)
        for one in self.found:
            advice = f" ({one.advice})" if one.advice else ""
            sign = "wrong: " if one.is_wrong else ""
            yield f"{one.topic:<{width}}  {sign}{one.text}{advice}"
        wrong = sum(one.is_wrong for one in self.found)
        yield f"{wrong} of {len(self.found)} things are wrong" if wrong else "nothing wrong"
