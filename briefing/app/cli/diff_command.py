"""``diff``: what changed between two briefs or two editions, and why."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from briefing.app.cli.arguments import add_command
from briefing.app.cli.presenter import Presenter
from briefing.app.told import Told

if TYPE_CHECKING:
    from briefing.app.cli.arguments import Commands
    from briefing.app.review.differences import Difference


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add ``diff``."""
    diff = add_command(
        commands,
        common,
        "diff",
        summary="tell what changed between two briefs or editions, and why",
        description="Tells which figures, sentences and pieces of advice changed between two "
        "built briefs, or between two editions of the data, and why.",
        examples=(
            "briefing diff old.pdf output/us-rare-earths.pdf",
            "briefing diff mcs2024 mcs2025 --format markdown",
        ),
    )
    diff.add_argument("old", metavar="OLD", help="a built PDF or ledger; or an edition or a day")
    diff.add_argument("new", metavar="NEW", help="the same")
    diff.add_argument(
        "briefs", nargs="*", metavar="BRIEF", help="between editions: which (default: all)"
    )
    diff.add_argument(
        "--format",
        dest="form",
        choices=["text", "markdown", "json"],
        default="text",
        help="how to tell",
    )
    diff.set_defaults(run=_diff)


def _diff(options: argparse.Namespace, presenter: Presenter) -> int:
    from briefing.app.review.comparison import between_editions, between_files

    given = (Path(options.old), Path(options.new))
    if any(one.is_file() or one.suffix in {".pdf", ".json"} for one in given):
        found = {"": between_files(options.old, options.new)}
    else:
        found = between_editions(options.old, options.new, options.briefs, options.project)
    return presenter.show(_Compared(found))


@dataclass(frozen=True)
class _Compared(Told):
    """The differences of each brief; under an empty name those between two files."""

    found: Mapping[str, Sequence[Difference]]
    is_told_when_quiet: ClassVar[bool] = True

    def as_json(self) -> Mapping[str, object]:
        entries = {name: [asdict(one) for one in every] for name, every in self.found.items()}
        return {"differences": entries}

    def as_text(self) -> Iterator[str]:
        for name, every in self.found.items():
            if name:
                yield f"{name}:"
            yield from (f"{one.part} {one}" for one in every)
            yield f"{len(every)} differences" if every else "nothing changed"

    def as_markdown(self) -> Iterator[str]:
        from briefing.app.review.differences import as_markdown

        for name, every in self.found.items():
            if name:
                yield f"# {name}\n"
            yield as_markdown(every).removesuffix("\n") if every else "Nothing changed."
