"""``audit``: a built PDF made again from what it carries, and compared with it as a whole."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from briefing.app.cli.arguments import add_command
from briefing.app.cli.presenter import Presenter
from briefing.app.told import Told

if TYPE_CHECKING:
    from briefing.app.cli.arguments import Commands
    from briefing.app.review.results import Audited

_UNKNOWN = 3
"""The exit code of an audit that found nothing wrong and could not compare the whole file."""


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add ``audit``."""
    audit = add_command(
        commands,
        common,
        "audit",
        summary="make a built PDF again and compare the whole file",
        description="Makes a built PDF again from what is attached to it and compares the whole "
        "file with it, object by object; holds every figure against the attached "
        "data. What was not compared is said in the last line.",
        examples=(
            "briefing audit output/us-rare-earths.pdf",
            "briefing audit report.pdf --lock briefing.lock",
        ),
    )
    audit.add_argument("file", metavar="FILE.pdf")
    anchor = audit.add_mutually_exclusive_group()
    anchor.add_argument(
        "--data", metavar="DIR", default="", help="hold its inputs against files that you trust"
    )
    anchor.add_argument(
        "--lock", metavar="FILE", default="", help="hold its inputs against a lock that you trust"
    )
    audit.add_argument(
        "--trust",
        metavar="CERT",
        action="append",
        default=[],
        help="the certificate of its publisher, or of who vouches for that: it must be signed so",
    )
    audit.set_defaults(run=_audit)


def _audit(options: argparse.Namespace, presenter: Presenter) -> int:
    from briefing.app.audit.confinement import audit_apart
    from briefing.app.audit.exchange import Asked

    audited = audit_apart(Asked(options.file, options.data, options.lock, tuple(options.trust)))
    return presenter.show(_Audited(options.file, audited, presenter.is_quiet))


@dataclass(frozen=True)
class _Audited(Told):
    """What was read, computed and made again, whether it matches, and what was not compared."""

    file: str
    audited: Audited
    is_only_wrong: bool
    """Whether only what does not match is told, with the count."""
    is_told_when_quiet: ClassVar[bool] = True

    @property
    def exit_code(self) -> int:
        if self.audited.wrong:
            return 1
        return _UNKNOWN if self.audited.unknown else 0

    def as_json(self) -> Mapping[str, object]:
        found = self.audited
        return {
            "file": self.file,
            "results": [
                {
                    "what": one.what,
                    "matches": one.matches,
                    "detail": one.detail,
                    "code": "" if one.matches else one.code,
                }
                for one in found.results
            ],
            "inputs": [
                {
                    "path": one.path,
                    "sha256": one.sha256,
                    "source": one.source,
                    "anchor": one.anchor or None,
                }
                for one in found.inputs
            ],
            "not_compared": list(found.not_compared),
        }

    def as_text(self) -> Iterator[str]:
        from briefing.app.review.results import in_one_line

        return map(in_one_line, self._lines())

    def _lines(self) -> Iterator[str]:
        found = self.audited
        yield from map(str, (*found.wrong, *found.unknown) if self.is_only_wrong else found.results)
        if not self.is_only_wrong:
            yield from map(str, found.inputs)
        wrong, unknown = len(found.wrong), len(found.unknown)
        unproven = f"; {unknown} unknown: the file is not proved" if unknown else ""
        same = len(found.results) - wrong - unknown
        yield f"{self.file}: {same} match, {wrong} do not{unproven}"
        yield f"not compared: {'; '.join(found.not_compared)}"
