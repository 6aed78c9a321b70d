"""Built PDFs to signed files beside them: ``BRIEF.pdf`` stays as it was built, to the byte.

A signed file is made of the very bytes that were built, so it needs no record: one that begins with
them and bears an intact signature of the same certificate is kept as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from briefing.app.build.guard import only_build_in
from briefing.app.build.outcome import Outcome, Say
from briefing.app.signing.signing import signed
from briefing.app.signing.signing_key import SigningKey
from briefing.app.signing.stale_signatures import SIGNED, content_of, signed_path
from briefing.app.signing.verifying import verified
from briefing.core.files import Outputs, cannot_write, write_outputs
from briefing.core.own_folder import OwnFolder


def signed_outputs(
    done: Sequence[Outcome], key: SigningKey, moment: datetime, say: Say
) -> list[Outcome]:
    """Sign the PDF of each brief that was built or kept; the outcomes name the signed files too.

    A file of that name that bears no intact signature was edited, and is put aside. Raises
    :class:`~briefing.core.problems.UnusableInput` where the folder cannot be written.
    """
    found = []
    for one in done:
        pdf = one.files["pdf"]
        with only_build_in(pdf.parent, say):
            path, is_new = _signed_beside(pdf, key, moment)
        reasons = one.reasons
        if is_new:
            reasons = (*reasons, f"signed as {key.signer}")
        found.append(replace(one, files={**one.files, SIGNED: path}, reasons=reasons))
    return found


def _signed_beside(pdf: Path, key: SigningKey, moment: datetime) -> tuple[Path, bool]:
    """The signed file of a PDF, and whether it was signed just now."""
    path, built = signed_path(pdf), content_of(pdf)
    assert built is not None, pdf
    before = content_of(path)
    if before is not None:
        known = verified(before, [key.certificate], moment)
        is_intact = known.is_whole and not known.problem
        if is_intact and before.startswith(built) and known.certificate == key.certificate:
            return path, False
        if not is_intact:
            try:
                OwnFolder(path.parent).put_aside(path.name)
            except OSError as error:
                raise cannot_write(error, path.parent) from None
    contents = {SIGNED: signed(built, key, moment)}
    return write_outputs(Outputs(pdf.stem, contents), OwnFolder(pdf.parent))[SIGNED], True
