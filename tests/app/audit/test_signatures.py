"""A signed file: its signature verified, the file before it compared, and whatever else came with it told."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from audits import audited
from certificates import DAY, Holder, holder
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from edits import EDITS, appended
from places import small_project
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers.pdf_cms import SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

import briefing
from briefing.app.audit import confined, confinement, signatures
from briefing.app.audit.exchange import Asked, asked_as_json, asked_in
from briefing.app.audit.opened_pdf import OpenedPdf
from briefing.app.audit.signatures import Trust, judged
from briefing.app.cli import main as cli
from briefing.app.signing import signing_key as keys
from briefing.app.signing.signing import AppendedRevision, sign_revision, signed
from briefing.app.signing.signing_key import SigningKey


@pytest.fixture(scope="session")
def house() -> Holder:
    return holder("House of Facts")


@pytest.fixture(scope="session")
def key(house, tmp_path_factory) -> SigningKey:
    return house.signing_key(tmp_path_factory.mktemp("key"))


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> bytes:
    folder = small_project(tmp_path_factory.mktemp("built"))
    return briefing.build_all(project=folder)[0].files["pdf"].read_bytes()


@pytest.fixture(scope="session")
def ours(built: bytes, key: SigningKey) -> bytes:
    """The brief, signed."""
    return signed(built, key, DAY)


def told(content: bytes, *trusted: bytes) -> dict[str, str]:
    """What is told of a signature, by code; what matches under ``match``."""
    trust = Trust([f"{n}.pem" for n, _ in enumerate(trusted)], trusted)
    found: dict[str, str] = {}
    for one in judged(OpenedPdf(content), trust, DAY).results:
        name = one.code or "match"
        found[name] = f"{found.get(name, '')} {one.what}: {one.detail};"
    return found


def test_a_signed_brief_is_proved_with_its_signer(ours: bytes, house: Holder, tmp_path: Path):
    path = tmp_path / "signed.pdf"
    path.write_bytes(ours)
    found = audited(path, None, Trust(["house.pem"], [house.der]))
    assert found.wrong == []
    assert found.unknown == []
    lines = [str(one) for one in found.results]
    assert "match  every byte of the file, made again from what is attached" in lines
    assert any(one.startswith("match  what was appended to sign it: one field") for one in lines)
    assert any(
        "holds for every byte of the file, by its own word on 2026-03-01" in one for one in lines
    )
    assert any("House of Facts”, for whom house.pem vouches" in one for one in lines)
    assert any("certificate was revoked" in one for one in found.not_compared)
    assert "changed before the build" in found.not_compared[-1]


def test_a_brief_that_was_edited_before_somebody_signed_it_is_told(
    built: bytes, key: SigningKey, house: Holder, tmp_path: Path
):
    edited = EDITS["words_stamped"].edit(built)
    path = tmp_path / "signed.pdf"
    path.write_bytes(signed(edited, key, DAY))
    found = audited(path, None, Trust(["house.pem"], [house.der]))
    assert {one.code for one in found.wrong} >= {"edited-page"}
    assert any("Mining is safe everywhere" in one.detail for one in found.wrong)
    assert not {one.code for one in found.wrong} & {"edited-form", "broken-signature"}


def test_only_who_is_trusted_is_the_signer(ours: bytes, house: Holder):
    assert "nothing vouches for that" in told(ours)["unknown-signer"]
    assert "for whom 0.pem vouches" in told(ours, house.der)["match"]
    stranger = holder("House of Facts")  # the name alone proves nothing
    assert "does not vouch: no chain of certificates" in told(ours, stranger.der)["other-signer"]
    assert told(ours, stranger.der, house.der).keys() == {"match"}


def test_an_authority_vouches_for_those_it_certified(built: bytes, tmp_path: Path):
    authority = holder("Ministry", is_authority=True)
    office = holder("Office", authority)
    content = signed(built, office.signing_key(tmp_path), DAY)
    assert told(content, authority.der).keys() == {"match"}
    assert told(content, office.der).keys() == {"match"}
    assert "other-signer" in told(content, holder("Ministry", is_authority=True).der)
    # One that may not certify others vouches for nobody else.
    clerk = holder("Clerk", holder("Bureau"))
    content = signed(built, clerk.signing_key(tmp_path / "clerk"), DAY)
    assert clerk.issuer is not None
    assert "other-signer" in told(content, clerk.issuer.der)


def test_a_certificate_must_have_held_on_the_day(built: bytes, tmp_path: Path):
    old = holder("Old", last=2027)
    content = signed(built, old.signing_key(tmp_path), DAY.replace(year=2028))
    assert "other-signer" in told(content, old.der)
    assert "held from 2020-01-01 to 2027-01-01" in told(content, old.der)["other-signer"]


def test_a_certificate_that_ran_out_since_is_told_in_the_last_line(built: bytes, tmp_path: Path):
    old = holder("Old", last=2027)
    content = signed(built, old.signing_key(tmp_path), DAY)
    trust = Trust(["old.pem"], [old.der])
    later = judged(OpenedPdf(content), trust, DAY.replace(year=2030)).not_compared
    assert any("before its certificate ran out on 2027-01-01" in one for one in later)
    assert not any("ran out" in one for one in judged(OpenedPdf(content), trust, DAY).not_compared)


def test_a_file_without_a_signature_is_none_of_the_publisher(built: bytes, house: Holder):
    assert told(built) == {}
    assert "there is none" in told(built, house.der)["not-signed"]


# What a forger does to a signed file.


def flipped(content: bytes) -> bytes:
    """One bit of the built part is another, within what draws something."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        drawn = pdf.pages[0].obj.Contents.read_raw_bytes()
    at = content.index(drawn) + len(drawn) - 1
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def another_signature(content: bytes, other: bytes) -> bytes:
    """The signature of another file of the same signer in place of the own one."""
    start, end = content.rindex(b"/Contents <") + 10, content.rindex(b">\n/Byte")
    given = other[other.rindex(b"/Contents <") + 10 : other.rindex(b">\n/Byte")]
    return content[:start] + given.ljust(end - start, b"0")[: end - start] + content[end:]


def test_a_signature_of_other_bytes_does_not_hold(
    built: bytes, ours: bytes, key: SigningKey, house: Holder
):
    assert "changed after it was signed" in told(flipped(ours), house.der)["broken-signature"]
    moved = signed(built, key, DAY.replace(day=2))  # the same lengths, another day
    assert "broken-signature" in told(another_signature(ours, moved), house.der)
    zeros = ours.rindex(b"/Contents <") + 11
    emptied = ours[:zeros] + b"00" * 40 + ours[zeros + 80 :]
    assert "broken-signature" in told(emptied, house.der)


def test_what_was_appended_after_the_signature_is_told(ours: bytes, house: Holder, built: bytes):
    assert "2 bytes were appended after it" in told(ours + b"%x", house.der)["after-signature"]
    with pikepdf.open(io.BytesIO(ours)) as pdf:
        page = pdf.pages[0].obj.Contents
        number, drawn = page.objgen[0], bytes(page.read_bytes())
    drawn += b" q 1 1 1 rg 0 0 400 400 re f Q"
    body = b"<</Length %d>>\nstream\n%s\nendstream" % (len(drawn), drawn)
    found = told(appended(ours, {number: body}), house.der)
    assert "after-signature" in found
    twice = sign_twice(ours, holder("Reader"))
    assert "after-signature" in told(twice, house.der)
    assert "match" not in told(twice, house.der)
    assert told(appended(built, {number: body})) == {}, "there is no signature to speak of"


def sign_twice(content: bytes, other: Holder) -> bytes:
    """A second signature behind the first, as another program would put it."""
    private = other.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    signer = SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(other.der),
        signing_key=asn1_keys.PrivateKeyInfo.load(private),
        cert_registry=SimpleCertificateStore(),
    )
    # A revision of theirs is not allowed by the first signature; the forger does not ask.
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    del writer.root["/Perms"]
    writer.update_root()
    plain = io.BytesIO()
    writer.write(plain)
    writer = IncrementalPdfFileWriter(io.BytesIO(plain.getvalue()))
    described = PdfSignatureMetadata(field_name="Second")
    signing = PdfSigner(described, signer)
    signing._enforce_certification_constraints = lambda reader: None
    return signing.sign_pdf(writer).getvalue()


def first_page(writer: IncrementalPdfFileWriter) -> generic.DictionaryObject:
    reference = writer.find_page_for_modification(0)[0]
    return reference.get_object()


def page_drawn_over(writer: IncrementalPdfFileWriter) -> None:
    content = generic.StreamObject(stream_data=b"q 1 1 1 rg 0 0 400 400 re f Q")
    page = first_page(writer)
    added = writer.add_object(content)
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), added])
    writer.update_container(page)


def page_turned(writer: IncrementalPdfFileWriter) -> None:
    page = first_page(writer)
    page["/Rotate"] = generic.NumberObject(180)
    writer.update_container(page)


def comment_added(writer: IncrementalPdfFileWriter) -> None:
    page = first_page(writer)
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Contents"): generic.TextStringObject("Output fell by half"),
            pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 99, 99))),
        }
    )
    page["/Annots"] = generic.ArrayObject([*page.raw_get("/Annots"), writer.add_object(note)])
    writer.update_container(page)


def script_added(writer: IncrementalPdfFileWriter) -> None:
    action = {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): generic.pdf_string("1")}
    writer.root["/OpenAction"] = generic.DictionaryObject(action)
    writer.update_root()


def object_nobody_uses(writer: IncrementalPdfFileWriter) -> None:
    writer.add_object(generic.pdf_string("Output fell by half"))


def field_with_a_figure(writer: IncrementalPdfFileWriter) -> None:
    field = generic.DictionaryObject(
        {
            pdf_name("/FT"): pdf_name("/Tx"),
            pdf_name("/T"): generic.pdf_string("figure"),
            pdf_name("/V"): generic.pdf_string("999"),
        }
    )
    fields = generic.ArrayObject([writer.add_object(field)])
    form = generic.DictionaryObject({pdf_name("/Fields"): fields})
    writer.root["/AcroForm"] = writer.add_object(form)
    writer.update_root()


def hidden_among_extensions(writer: IncrementalPdfFileWriter) -> None:
    inner = generic.DictionaryObject({pdf_name("/Note"): generic.pdf_string("Output fell")})
    writer.root["/Extensions"] = generic.DictionaryObject({pdf_name("/OWN"): inner})
    writer.update_root()


BESIDE = {
    page_drawn_over: "a page's /Contents",
    page_turned: "a page's /Rotate",
    comment_added: "other annotations of a page",
    script_added: "the catalog's /OpenAction",
    object_nobody_uses: "an object of no kind",
    field_with_a_figure: "other fields of a form",
    hidden_among_extensions: "other extensions",
}


@pytest.mark.parametrize("change", BESIDE, ids=lambda one: one.__name__)
def test_what_comes_with_a_signature_beside_it_is_told(
    built: bytes, key: SigningKey, house: Holder, change
):
    """The publisher's own key may sign it: what was not built is no part of the brief."""
    writer = AppendedRevision(io.BytesIO(built))
    change(writer)
    found = told(sign_revision(writer, key, DAY), house.der)
    assert BESIDE[change] in found["beside-signature"]
    assert "broken-signature" not in found


def test_metadata_that_a_signature_brings_are_told(built: bytes, key: SigningKey, house: Holder):
    found = told(sign_revision(IncrementalPdfFileWriter(io.BytesIO(built)), key, DAY), house.der)
    assert "other metadata" in found["beside-signature"]


def test_a_signature_within_a_file_that_was_written_anew_is_told(ours: bytes, house: Holder):
    with pikepdf.open(io.BytesIO(ours)) as pdf:
        out = io.BytesIO()
        pdf.save(out)
    found = told(out.getvalue(), house.der)
    assert {"beside-signature", "broken-signature"} <= found.keys()


def test_a_field_that_looks_signed_is_no_signature(built: bytes, house: Holder):
    with pikepdf.open(io.BytesIO(built)) as pdf:
        value = pikepdf.Dictionary(
            Type=pikepdf.Name.Sig,
            Filter=pikepdf.Name("/Adobe.PPKLite"),
            SubFilter=pikepdf.Name("/ETSI.CAdES.detached"),
            Contents=pikepdf.String(b"0" * 40),
            ByteRange=[0, 10, 60, 70],
        )
        field = pikepdf.Dictionary(
            FT=pikepdf.Name.Sig, T="House of Facts", V=pdf.make_indirect(value)
        )
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[pdf.make_indirect(field)])
        out = io.BytesIO()
        pdf.save(out)
    found = told(out.getvalue(), house.der)
    assert {"beside-signature", "broken-signature"} <= found.keys()
    assert "match" not in found


def test_without_the_library_a_signature_is_unknown(ours: bytes, built: bytes, monkeypatch):
    monkeypatch.setattr(keys, "x509", None)
    found = told(ours)
    assert 'pip install "policy-briefing[sign]"' in found["unverified-signature"]
    assert "one field that shows nothing" in found["match"]
    assert told(built) == {}


def test_the_exit_code_says_who_is_known(
    ours: bytes, built: bytes, house: Holder, tmp_path: Path, monkeypatch, capsys
):
    monkeypatch.setattr(
        confinement,
        "audit_apart",
        lambda asked: audited(asked.file, None, signatures.trust_in(asked.trust)),
    )
    path, certificate = tmp_path / "signed.pdf", tmp_path / "house.pem"
    path.write_bytes(ours)
    certificate.write_bytes(house.pem)
    assert cli.main(["audit", str(path)]) == 3
    assert "[unknown-signer]" in capsys.readouterr().out
    assert cli.main(["audit", str(path), "--trust", str(certificate), "--json"]) == 0
    results = json.loads(capsys.readouterr().out)["results"]
    assert {"the signature", "the signer"} <= {one["what"] for one in results}
    certificate.write_bytes(house.der)
    assert cli.main(["audit", str(path), "--trust", str(certificate)]) == 0
    path.write_bytes(built)
    assert cli.main(["audit", str(path), "--trust", str(certificate)]) == 1
    capsys.readouterr()
    assert cli.main(["audit", str(path), "--trust", str(path)]) == 2
    assert "holds no certificate" in capsys.readouterr().err


def test_certificates_reach_the_process_that_audits(house: Holder, tmp_path: Path, monkeypatch):
    certificate, seen = tmp_path / "house.pem", []
    certificate.write_bytes(house.pem)
    monkeypatch.setattr(confined, "audit_file", lambda *_, trust, **__: seen.append(trust))
    asked = Asked("signed.pdf", trust=(str(certificate),))
    confined._answer(asked_in(asked_as_json(asked)))
    assert seen == [Trust((str(certificate),), [house.der])]
