"""``audit``: every figure of a built PDF read and computed again."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from briefing.app.cli.presenter import Presenter, Told

if TYPE_CHECKING:
    from briefing.app.cli.arguments import Commands
    from briefing.app.review.audit import Result


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add ``audit``."""
    audit = commands.add_parser(
        "audit", parents=[common], help="read and compute every figure of a built PDF again"
    )
    audit.add_argument("file", metavar="FILE.pdf")
    audit.set_defaults(run=_audit)


def _audit(options: argparse.Namespace, presenter: Presenter) -> int:
    from briefing.app.review.retracing import audit_file

    results = audit_file(options.file)
    return presenter.show(_Audited(options.file, results, presenter.is_quiet))


@dataclass(frozen=True)
class _Audited(Told):
    """What was read and computed again, and whether it matches."""

    file: str
    results: Sequence[Result]
    is_only_wrong: bool
    """Whether only what does not match is told, with the count."""
    is_told_when_quiet: ClassVar[bool] = True

    @property
    def wrong(self) -> Sequence[Result]:
        return [one for one in self.results if not one.matches]

    @property
    def exit_code(self) -> int:
        return 1 if self.wrong else 0

    def as_json(self) -> object:
        return [
            {
                "what": one.what,
                "matches": one.matches,
                "detail": one.detail,
                "code": "" if one.matches else one.code,
            }
            for one in self.results
        ]

    def as_text(self) -> Iterator[str]:
        wrong = self.wrong
        yield from (str(one) for one in (wrong if self.is_only_wrong else self.results))
        yield f"{self.file}: {len(self.results) - len(wrong)} match, {len(wrong)} do not"
