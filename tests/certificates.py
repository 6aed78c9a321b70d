"""Keys and certificates that tests sign with: made on the spot, worth nothing elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from briefing.app.signing.signing_key import SigningKey, signing_key
from briefing.core.workspace import Workspace

DAY = datetime(2026, 3, 1, 12, tzinfo=UTC)
"""When tests sign."""


@dataclass(frozen=True)
class Holder:
    """Somebody with a key and a certificate."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    issuer: Holder | None = None

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    def key_pem(self, passphrase: str = "") -> bytes:
        lock = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)

    def packed(self, passphrase: str = "") -> bytes:
        lock = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
        return pkcs12.serialize_key_and_certificates(b"own", self.key, self.certificate, None, lock)

    def files(self, folder: Path, passphrase: str = "") -> tuple[str, str]:
        """The certificate and the key as PEM files."""
        folder.mkdir(parents=True, exist_ok=True)
        certificate, key = folder / "own.pem", folder / "own.key"
        certificate.write_bytes(self.pem + (self.issuer.pem if self.issuer else b""))
        key.write_bytes(self.key_pem(passphrase))
        return str(certificate), str(key)

    def signing_key(self, folder: Path) -> SigningKey:
        files = self.files(folder)
        return signing_key(Workspace(folder, {}), *files, lambda _: "", DAY)


def holder(
    name: str, issuer: Holder | None = None, last: int = 2040, *, is_authority=False
) -> Holder:
    """A holder whom an issuer vouches for, or only itself; ``last`` is the year of its end."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(last, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
        .sign(issuer.key if issuer else key, hashes.SHA256())
    )
    return Holder(key, made, issuer)
