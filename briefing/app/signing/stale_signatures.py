"""Signed files that stand beside a newer build: whoever publishes one of them publishes old figures.

Light: every build asks for it, one with nothing to do too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from briefing.app.build.outcome import Outcome
from briefing.core.problems import Place, Problem, Severity
from briefing.core.workspace import Kind, NotRead, Workspace

SIGNED = "signed.pdf"
"""What follows the name of a brief in the name of its signed file."""


def stale_signatures(done: Sequence[Outcome]) -> list[Problem]:
    """A warning for each brief whose signed file was made from another PDF than is there now."""
    return list(_stale(done))


def content_of(path: Path) -> bytes | None:
    """The bytes of a built file; ``None`` where there is none to read."""
    try:
        return Workspace(path.parent).read(path.name, Kind.EVIDENCE).content
    except NotRead:
        return None


def signed_path(pdf: Path) -> Path:
    """Where the signed file of a built PDF stands."""
    return pdf.with_name(f"{pdf.stem}.{SIGNED}")


def _stale(done: Sequence[Outcome]) -> Iterator[Problem]:
    for one in done:
        pdf = one.files.get("pdf")
        if pdf is None or not signed_path(pdf).is_file():
            continue
        built, signed = content_of(pdf), content_of(signed_path(pdf))
        if built and signed and not signed.startswith(built):
            yield Problem(
                Place(str(signed_path(pdf))),
                f"is of another build than {pdf.name}",
                "sign it again: briefing build --sign; or delete it",
                severity=Severity.WARNING,
                code="stale-signature",
            )
