"""The key of whoever signs, with its certificate: from a PKCS#12 file, or from two PEM files.

A key may be under a passphrase. That stands in the environment or is asked for, never in a file of
the project nor among the arguments, which other users of a machine can read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from briefing.core.problems import Place, Problem, UnusableInput
from briefing.core.workspace import Kind, NotRead, Workspace

try:
    from asn1crypto.x509 import Certificate
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
        PublicFormat,
        load_pem_private_key,
        pkcs12,
    )
except ImportError:  # an extra brings it
    x509 = None  # type: ignore[assignment]

CERTIFICATE, KEY, PASSPHRASE = "BRIEFING_CERTIFICATE", "BRIEFING_KEY", "BRIEFING_PASSPHRASE"
"""Variables of the environment: two files, and what opens the key."""
INSTALL = 'pip install "policy-briefing[sign]"'
"""What brings the libraries for signatures."""
_PEM = b"-----BEGIN "
Ask = Callable[[str], str]
"""Asks somebody for the passphrase of a file; empty where nobody is there."""


def can_sign() -> bool:
    """Whether the libraries for signatures are there."""
    return x509 is not None


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key with the certificate that says whose it is; none of it is ever printed."""

    key: bytes = field(repr=False)
    """PKCS#8, as DER."""
    certificate: bytes = field(repr=False)
    """X.509, as DER."""
    chain: Sequence[bytes] = field(repr=False)
    """Certificates of those who vouch for it, as far as they came with it."""
    signer: str
    """Whose it is."""


def signing_key(
    workspace: Workspace, certificate: str, key: str, ask: Ask, moment: datetime
) -> SigningKey:
    """The key in the named files, or in those that the environment names.

    ``moment`` is when it will be used: the certificate must hold then. Raises
    :class:`~briefing.core.problems.UnusableInput` with what to type where the libraries are
    missing, no file is named, or its key cannot be used.
    """
    if not can_sign():
        message = "pyHanko, which signs PDF files, is not installed"
        raise UnusableInput([Problem(None, message, INSTALL, code="no-signing-library")])
    path = certificate or workspace.environment(CERTIFICATE)
    if not path:
        advice = f"name it: --certificate FILE, or {CERTIFICATE} in the environment"
        raise _unfit(
            "--sign", "there is no certificate to sign with", advice, "missing-certificate"
        )
    content = _read(path)
    passphrase = workspace.environment(PASSPHRASE)
    if _PEM in content:
        other = key or workspace.environment(KEY)
        private = _pem_key(other or path, _read(other) if other else content, passphrase, ask)
        first, *chain = _pem_certificates(path, content)
    else:
        private, first, chain = _packed(path, content, passphrase, ask)
    _must_be_pair(path, private, first)
    _must_hold(path, first, moment)
    der = Encoding.DER
    return SigningKey(
        private.private_bytes(der, PrivateFormat.PKCS8, NoEncryption()),
        first.public_bytes(der),
        [one.public_bytes(der) for one in chain],
        Certificate.load(first.public_bytes(der)).subject.human_friendly,
    )


def certificates_in(path: str) -> list[bytes]:
    """The certificates of a file that the reader trusts, PEM or DER, each as DER.

    Raises :class:`~briefing.core.problems.UnusableInput` where it holds none.
    """
    if not can_sign():
        message = "pyHanko, which verifies signatures, is not installed"
        raise UnusableInput([Problem(None, message, INSTALL, code="no-signing-library")])
    content = _read(path)
    if _PEM in content:
        return [one.public_bytes(Encoding.DER) for one in _pem_certificates(path, content)]
    try:
        return [x509.load_der_x509_certificate(content).public_bytes(Encoding.DER)]
    except ValueError:
        raise _no_certificate(path) from None


def _packed(
    path: str, content: bytes, passphrase: str, ask: Ask
) -> tuple[PrivateKeyTypes, x509.Certificate, list[x509.Certificate]]:
    """What a PKCS#12 file holds."""
    for given in _passphrases(path, passphrase, ask):
        try:
            private, certificate, chain = pkcs12.load_key_and_certificates(content, given)
        except ValueError:
            continue
        break
    else:
        raise _refused(path, "is no PKCS#12 or PEM file that this passphrase opens")
    if private is None or certificate is None:
        raise _refused(path, "has no private key with its certificate")
    return private, certificate, list(chain)


def _pem_key(path: str, content: bytes, passphrase: str, ask: Ask) -> PrivateKeyTypes:
    if b"PRIVATE KEY-----" not in content:
        raise _unfit(
            path, "has no private key", f"name its file: --key FILE, or {KEY}", "unusable-key"
        )
    block = content[content.rindex(_PEM, 0, content.index(b"PRIVATE KEY-----")) :]
    for given in _passphrases(path, passphrase, ask):
        try:
            return load_pem_private_key(block, given)
        except (ValueError, TypeError):
            if b"ENCRYPTED" not in block:
                raise _refused(path, "has a private key that cannot be read") from None
    raise _refused(path, "has a key that this passphrase does not open")


def _passphrases(path: str, given: str, ask: Ask) -> Iterator[bytes | None]:
    """What may open a file: nothing, then what the environment says or somebody types."""
    yield None
    yield b""
    if found := given or ask(path):
        yield found.encode()


def _pem_certificates(path: str, content: bytes) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(content)
    except ValueError:
        raise _no_certificate(path) from None


def _must_be_pair(path: str, private: PrivateKeyTypes, certificate: x509.Certificate) -> None:
    form = Encoding.DER, PublicFormat.SubjectPublicKeyInfo
    if private.public_key().public_bytes(*form) != certificate.public_key().public_bytes(*form):
        raise _refused(path, "certifies another key than the one that is given")


def _must_hold(path: str, certificate: x509.Certificate, moment: datetime) -> None:
    first, last = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if not first <= moment <= last:
        said = f"holds from {first:%Y-%m-%d} to {last:%Y-%m-%d}, and this is {moment:%Y-%m-%d}"
        raise _unfit(path, said, "ask its issuer for a new one", "expired-certificate")


def _read(path: str) -> bytes:
    try:
        return Workspace.of_file(Path(path)).read(Path(path).name, Kind.KEY).content
    except NotRead as error:
        raise _unfit(path, error.message, error.advice, error.code) from None


def _no_certificate(path: str) -> UnusableInput:
    return _unfit(path, "holds no certificate", "give it as PEM or DER", "unusable-key")


def _refused(path: str, why: str) -> UnusableInput:
    advice = f"the passphrase stands in {PASSPHRASE}, or is asked for at a terminal"
    return _unfit(path, why, advice, "unusable-key")


def _unfit(place: str, message: str, advice: str, code: str) -> UnusableInput:
    return UnusableInput([Problem(Place(place), message, advice, code=code)])
