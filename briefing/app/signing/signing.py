"""A finished PDF to a signed one: the same bytes, and behind them one revision with the signature.

PAdES B-B (ETSI EN 319 142-1), as pyHanko makes it, with the author's word that nothing may change
behind it (DocMDP 1). Title, dates and producer stay as they were built.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from asn1crypto import keys, x509
from pyhanko.pdf_utils.extensions import DeveloperExtension
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_cms import SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner, PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore

from briefing.app.signing.signing_key import SigningKey

FIELD = "Signature"
"""What the field is called that holds the signature."""


def signed(content: bytes, key: SigningKey, moment: datetime) -> bytes:
    """A PDF with a signature behind it, which says that it was signed at ``moment``."""
    return sign_revision(AppendedRevision(BytesIO(content)), key, moment)


def sign_revision(written: IncrementalPdfFileWriter, key: SigningKey, moment: datetime) -> bytes:
    """A file with a revision of changes and the signature over all of it."""
    known = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    known.register_multiple([x509.Certificate.load(one) for one in key.chain])
    signer = SimpleSigner(
        signing_cert=x509.Certificate.load(key.certificate),
        signing_key=keys.PrivateKeyInfo.load(key.key),
        cert_registry=known,
    )
    described = PdfSignatureMetadata(
        field_name=FIELD,
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    found: bytes = _Dated(described, signer, moment).sign_pdf(written, output=BytesIO()).getvalue()
    return found


class AppendedRevision(IncrementalPdfFileWriter):
    """A revision that leaves metadata and version alone."""

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        """The version of PDF is as it was built: the archive's form (PDF/A-3) knows no later one."""

    def register_extension(self, ext: DeveloperExtension) -> None:
        """Name the extension that PAdES is in PDF 1.7, and none of PDF 2.0."""
        if ext == ESIC_EXTENSION_1:
            super().register_extension(ext)

    def _update_meta(self) -> None:
        """Who made the file, and when, is as it was built."""


class _Dated(PdfSigner):
    """Signs at a moment that is given, whatever the clock of this machine says."""

    def __init__(
        self, described: PdfSignatureMetadata, signer: SimpleSigner, moment: datetime
    ) -> None:
        super().__init__(described, signer)
        self._moment = moment

    def init_signing_session(
        self,
        pdf_out: BasePdfFileWriter,
        existing_fields_only: bool = False,  # noqa: FBT002  (pyHanko calls it so)
    ) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._moment
        return session
