"""A signed PDF to what its signature is worth: whether it holds, whose it is, and who vouches for that.

Nothing is fetched: whether a certificate was revoked since is not asked.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from asn1crypto import x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator.context import ValidationContext

logging.getLogger("pyhanko").addHandler(logging.NullHandler())  # what it finds is told here
_USES = frozenset({"digital_signature", "non_repudiation"})
"""What a certificate must allow, where it says what it allows."""
_STRANGE = (
    *(PdfError, SigningError, SignatureValidationError),
    *(ValueError, TypeError, LookupError, AttributeError, OverflowError, NotImplementedError),
)
"""What the libraries raise over a signature that makes no sense."""


_LIBRARY_NAME = re.compile(r"\s*\[?\bAdES\w+\.\w+\]?")
"""What the library calls a verdict, behind its words."""
_WORDS = {
    "NO_CERTIFICATE_CHAIN_FOUND": "no chain of certificates leads from it to the signer's",
    "NO_SIGNING_CERTIFICATE_FOUND": "the signer's certificate is not in the file",
    "CHAIN_CONSTRAINTS_FAILURE": "no chain of certificates that may vouch leads to the signer's",
    "OUT_OF_BOUNDS_NO_POE": "the certificate did not hold then",
    "OUT_OF_BOUNDS_NOT_REVOKED": "the certificate did not hold then",
}
"""Verdicts of ETSI EN 319 102-1 as readers would say them."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What there is to know of a signature."""

    signer: str = ""
    """As its certificate calls whoever signed; empty where there is none to read."""
    certificate: bytes = b""
    """The signer's, as DER."""
    moment: datetime | None = None
    """When it was signed, by the signer's own word."""
    problem: str = ""
    """Why it does not hold; empty where the signed bytes are as they were signed."""
    is_whole: bool = False
    """Whether all bytes of the file are signed but those of the signature."""
    is_trusted: bool = False
    """Whether one of the trusted certificates is the signer's, or vouches for it."""
    distrusted: str = ""
    """Why not, where a certificate says more than that it is another."""
    ended: str = ""
    """The day on which the signer's certificate ran out; empty where it still holds."""


def verified(content: bytes, trusted: Sequence[bytes], now: datetime) -> Verified:
    """Judge the signature of a file, the first where it has several; ``trusted`` are certificates as DER.

    A certificate must hold on the day on which the signer says that it signed, else ``now``.
    """
    try:
        found = PdfFileReader(BytesIO(content), strict=False).embedded_signatures
        if not found:
            return Verified(problem="no signature can be read from it")
        return _judged(found[0], trusted, now)
    except _STRANGE as error:
        return Verified(problem=f"it makes no sense: {_said(error)}")


def _judged(one: EmbeddedPdfSignature, trusted: Sequence[bytes], now: datetime) -> Verified:
    signer = one.signer_cert
    moment = one.self_reported_timestamp
    if moment is not None and moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    roots = [x509.Certificate.load(der) for der in trusted]
    name = signer.subject.human_friendly
    context = ValidationContext(
        trust_roots=[one for one in roots if one.ca or one.dump() == signer.dump()],
        moment=moment or now,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )
    uses = KeyUsageConstraints(key_usage=_USES if signer.key_usage_value is not None else ())
    status = validate_pdf_signature(one, context, key_usage_settings=uses, skip_diff=True)
    problem = ""
    if not status.intact:
        problem = "the file was changed after it was signed"
    elif not status.valid:
        problem = "it was not made with the key of the certificate that it names"
    is_whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    distrusted = _outlived(signer, moment or now)
    if not distrusted and trusted and status.trust_problem_indic is not None:
        distrusted = _in_words(status.trust_problem_indic)
    is_trusted = status.trusted and bool(trusted) and not distrusted
    last = signer.not_valid_after
    ended = f"{last:%Y-%m-%d}" if last < now else ""
    return Verified(name, signer.dump(), moment, problem, is_whole, is_trusted, distrusted, ended)


def _outlived(signer: x509.Certificate, moment: datetime) -> str:
    """Of a certificate that did not hold at a moment, when it held: it may be trusted itself."""
    first, last = signer.not_valid_before, signer.not_valid_after
    if first <= moment <= last:
        return ""
    return f"its certificate held from {first:%Y-%m-%d} to {last:%Y-%m-%d}"


def _in_words(found: object) -> str:
    """A verdict of the library, whose names are those of a standard, in words."""
    name = str(getattr(found, "standard_name", "") or found).rpartition(".")[2]
    return _WORDS.get(name, name.replace("_", " ").lower())


def _said(error: Exception) -> str:
    text = str(getattr(error, "failure_message", "") or error)
    text = _LIBRARY_NAME.sub("", text)
    return " ".join(text.split())[:160] or type(error).__name__
