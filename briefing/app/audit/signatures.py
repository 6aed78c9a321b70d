"""The signature of a file, judged: whether it holds, what else was appended with it, whose it is.

Where pyHanko is missing, what was appended is compared all the same, and the signature is unknown;
it is imported where a file bears one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from briefing.app.audit.opened_pdf import OpenedPdf
from briefing.app.audit.page_pictures import can_draw, picture_changes
from briefing.app.audit.signed_revision import SignedFile, signed_file, strangers
from briefing.app.review.results import Result
from briefing.app.signing.signing_key import INSTALL, can_sign, certificates_in

if TYPE_CHECKING:
    from briefing.app.signing.verifying import Verified

_SIGNATURE, _SIGNER = "the signature", "the signer"
_REVISION = "what was appended to sign it"
_UNASKED = (
    "whether the signer's certificate was revoked, and when it was signed but by its own word"
)


@dataclass(frozen=True, slots=True)
class Trust:
    """Certificates that the reader trusts: whoever signs with them is the publisher."""

    names: Sequence[str] = ()
    """The files that they come from."""
    certificates: Sequence[bytes] = ()
    """As DER."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A file with what its signature is worth."""

    built: OpenedPdf
    """What was built: all that stands before the signature, or the whole file."""
    results: tuple[Result, ...] = ()
    not_compared: tuple[str, ...] = ()


def trust_in(files: Sequence[str]) -> Trust:
    """The certificates in files; raises :class:`~briefing.core.problems.UnusableInput`."""
    if not files:
        return Trust()
    return Trust(files, [one for file in files for one in certificates_in(file)])


def judged(opened: OpenedPdf, trust: Trust, now: datetime) -> Signed:
    """What the signature of a file is worth, and what the file was before it."""
    found = signed_file(opened)
    if found is None:
        return Signed(opened, tuple(_unsigned(trust)))
    built = OpenedPdf(found.built) if found.built else opened
    results = [*_appended(found, built, opened)]
    if not can_sign():
        detail = f"cannot be verified: pyHanko is not installed ({INSTALL})"
        results.append(Result(_SIGNATURE, matches=None, detail=detail, code="unverified-signature"))
        return Signed(built, tuple(results), ("whether the signature holds, and whose it is",))
    from briefing.app.signing.verifying import verified

    verdict = verified(opened.content, trust.certificates, now)
    results += _holding(verdict, found)
    if verdict.is_whole and not verdict.problem:
        results.append(_signer(verdict, trust))
    unasked = [_UNASKED]
    if verdict.ended and not verdict.problem:
        ended = f"whether it was signed before its certificate ran out on {verdict.ended}"
        unasked.append(f"{ended}, but by its own word")
    return Signed(built, tuple(results), tuple(unasked))


def _unsigned(trust: Trust) -> Iterator[Result]:
    if trust.certificates:
        detail = f"there is none, so that nothing says that {_listed(trust)} published it"
        yield Result(_SIGNATURE, matches=False, detail=detail, code="not-signed")


def _appended(found: SignedFile, built: OpenedPdf, opened: OpenedPdf) -> Iterator[Result]:
    """What stands beside the signature, and behind it."""
    if found.behind:
        detail = f"{found.behind:,} bytes were appended after it"
        yield Result(_SIGNATURE, matches=False, detail=detail, code="after-signature")
    elif not found.built:
        detail = (
            "was not appended to the file as it was built: all was written anew, or signed twice"
        )
        yield Result(_SIGNATURE, matches=False, detail=detail, code="beside-signature")
    else:
        beside = strangers(built, opened, found.field)
        for one in beside:
            detail = f"has {one} beside the signature"
            yield Result(_REVISION, matches=False, detail=detail, code="beside-signature")
        if not beside:
            detail = "one field that shows nothing, and the signature"
            yield Result(_REVISION, matches=True, detail=detail)
        if can_draw():
            pages = range(len(built.pages))
            yield from picture_changes(built.content, opened.content, [*pages])


def _holding(one: Verified, found: SignedFile) -> Iterator[Result]:
    if one.problem or not (one.is_whole or found.behind):
        detail = one.problem or "does not cover the whole file"
        yield Result(_SIGNATURE, matches=False, detail=detail, code="broken-signature")
        return
    if one.is_whole:
        day = f", by its own word on {one.moment.astimezone(UTC):%Y-%m-%d}" if one.moment else ""
        detail = f"holds for every byte of the file{day}"
        yield Result(_SIGNATURE, matches=True, detail=detail)


def _signer(one: Verified, trust: Trust) -> Result:
    if one.is_trusted:
        detail = f"“{one.signer}”, for whom {_listed(trust)} vouches"
        return Result(_SIGNER, matches=True, detail=detail)
    if trust.certificates:
        why = f": {one.distrusted}" if one.distrusted else ""
        detail = f"“{one.signer}”, for whom {_listed(trust)} does not vouch{why}"
        return Result(_SIGNER, matches=False, detail=detail, code="other-signer")
    detail = f"“{one.signer}”, as it calls itself; nothing vouches for that (--trust CERT)"
    return Result(_SIGNER, matches=None, detail=detail, code="unknown-signer")


def _listed(trust: Trust) -> str:
    return ", ".join(trust.names)
