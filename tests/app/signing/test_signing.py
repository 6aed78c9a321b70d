"""``build --sign``: a signed file beside the built one, kept as long as nothing changed, and keys that cannot sign."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from certificates import DAY, Holder, holder
from places import small_project

import briefing
from briefing.app.build.incremental import what_is_stale
from briefing.app.cli import build_command
from briefing.app.cli import main as cli
from briefing.app.signing import signing_key as keys
from briefing.app.signing.signing import signed
from briefing.app.signing.signing_key import signing_key
from briefing.app.signing.verifying import verified
from briefing.core.problems import UnusableInput
from briefing.core.workspace import Workspace


@pytest.fixture(scope="session")
def house() -> Holder:
    return holder("House of Facts")


@pytest.fixture(autouse=True)
def _no_key_of_the_machine(monkeypatch):
    for name in (keys.CERTIFICATE, keys.KEY, keys.PASSPHRASE):
        monkeypatch.delenv(name, raising=False)


def build(project: Path, *options: str) -> int:
    return cli.main(["build", "--project", str(project), *options])


def changed(project: Path) -> None:
    path = project / "data/us.csv"
    path.write_text(path.read_text().replace("450", "460"))


def test_a_signed_file_stands_beside_the_built_one(project: Path, house: Holder, tmp_path, capsys):
    certificate, key = house.files(tmp_path)
    assert build(project, "--sign", "--certificate", certificate, "--key", key) == 0
    told = capsys.readouterr().out
    assert "small.signed.pdf" in told
    assert "signed as “Common Name: House of Facts”" in told
    built = (project / "output/small.pdf").read_bytes()
    ours = (project / "output/small.signed.pdf").read_bytes()
    assert ours.startswith(built)
    assert len(ours) > len(built)
    (one,) = what_is_stale(project=project)
    assert one.is_fresh
    build(project, "--force")
    assert (project / "output/small.pdf").read_bytes() == built

    # Nothing changed: it stays as it is, though another signature would have other bytes.
    assert build(project, "--sign", "--certificate", certificate, "--key", key) == 0
    assert (project / "output/small.signed.pdf").read_bytes() == ours

    changed(project)
    assert build(project) == 0
    assert "[stale-signature]" in capsys.readouterr().err
    assert build(project, "--json") == 0
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert problem["code"] == "stale-signature"
    assert build(project, "--sign", "--certificate", certificate, "--key", key) == 0
    built = (project / "output/small.pdf").read_bytes()
    assert (project / "output/small.signed.pdf").read_bytes().startswith(built)
    assert build(project) == 0
    assert "stale-signature" not in capsys.readouterr().err

    # Another certificate signs anew; what somebody edited is put aside.
    other = holder("Another House")
    certificate, key = other.files(tmp_path / "other")
    build(project, "--sign", "--certificate", certificate, "--key", key)
    ours = (project / "output/small.signed.pdf").read_bytes()
    assert verified(ours, [other.der], DAY).is_trusted
    (project / "output/small.signed.pdf").write_bytes(ours + b"% edited")
    build(project, "--sign", "--certificate", certificate, "--key", key)
    assert (project / "output/small.signed.edited.pdf").read_bytes() == ours + b"% edited"
    assert verified((project / "output/small.signed.pdf").read_bytes(), [], DAY).is_whole


def test_a_brief_as_of_a_day_is_signed_too(project: Path, house: Holder, tmp_path):
    certificate, key = house.files(tmp_path)
    options = ("--sign", "--certificate", certificate, "--key", key, "--as-of", "2025-03-01")
    assert build(project, *options) == 0
    assert (project / "output/small-as-of-2025-03-01.signed.pdf").is_file()


def test_nothing_is_built_where_nobody_can_sign(project: Path, monkeypatch, capsys):
    assert build(project, "--sign") == 2
    assert "--certificate FILE, or BRIEFING_CERTIFICATE" in capsys.readouterr().err
    monkeypatch.setattr(keys, "x509", None)
    assert build(project, "--sign", "--certificate", "own.p12") == 2
    told = capsys.readouterr().err
    assert 'pip install "policy-briefing[sign]"' in told
    assert "[no-signing-library]" in told
    assert not (project / "output").exists()


def test_the_moment_is_that_of_the_environment(built_pdf: bytes, house: Holder, tmp_path):
    ours = house.signing_key(tmp_path)
    moment = Workspace(tmp_path, {"SOURCE_DATE_EPOCH": "1750000000"}).now()
    found = verified(signed(built_pdf, ours, moment), [house.der], DAY)
    assert found.moment == moment
    assert found.signer == "Common Name: House of Facts"
    assert found.is_trusted
    assert b"D:20250615150640Z" in signed(built_pdf, ours, moment).replace(b"\\072", b":")


@pytest.fixture(scope="session")
def built_pdf(tmp_path_factory) -> bytes:
    folder = small_project(tmp_path_factory.mktemp("signed"))
    return briefing.build_all(project=folder)[0].files["pdf"].read_bytes()


class Asked(list):
    """Whoever sits at the terminal, with what is typed."""

    def __init__(self, answer: str) -> None:
        self.answer = answer

    def __call__(self, file: str) -> str:
        self.append(file)
        return self.answer


def given(folder: Path, certificate: str, key: str = "", ask=lambda _: "", **environment: str):
    return signing_key(Workspace(folder, environment), certificate, key, ask, DAY)


def refused(folder: Path, *files: str, ask=lambda _: "", **environment: str) -> str:
    with pytest.raises(UnusableInput) as caught:
        given(folder, *files, ask=ask, **environment)
    return str(caught.value)


def test_a_packed_key_is_opened_by_the_environment_or_by_hand(tmp_path: Path, house: Holder):
    path = tmp_path / "own.p12"
    path.write_bytes(house.packed())
    nobody = Asked("x")
    assert given(tmp_path, str(path), ask=nobody).certificate == house.der
    assert nobody == []
    path.write_bytes(house.packed("secret"))
    assert given(
        tmp_path, "", ask=nobody, BRIEFING_CERTIFICATE=str(path), BRIEFING_PASSPHRASE="secret"
    )
    assert nobody == []
    somebody = Asked("secret")
    assert given(tmp_path, str(path), ask=somebody).certificate == house.der
    assert somebody == [str(path)]
    for wrong in (Asked("guess"), Asked("")):
        told = refused(tmp_path, str(path), ask=wrong)
        assert "no PKCS#12 or PEM file that this passphrase opens" in told
        assert "BRIEFING_PASSPHRASE" in told
    assert "secret" not in repr(given(tmp_path, str(path), ask=somebody))


def test_a_key_of_two_files_is_opened_so_too(tmp_path: Path, house: Holder):
    certificate, key = house.files(tmp_path, "secret")
    somebody = Asked("secret")
    assert given(tmp_path, certificate, key, ask=somebody).signer == "Common Name: House of Facts"
    assert somebody == [key]
    assert "this passphrase does not open" in refused(tmp_path, certificate, key, ask=Asked("no"))
    assert given(tmp_path, certificate, BRIEFING_KEY=key, BRIEFING_PASSPHRASE="secret")
    both = tmp_path / "both.pem"
    both.write_bytes(house.pem + house.key_pem())
    assert given(tmp_path, str(both)).certificate == house.der


def test_what_cannot_sign_is_told(tmp_path: Path, house: Holder):
    certificate, key = house.files(tmp_path)
    assert "has no private key (name its file: --key FILE" in refused(tmp_path, certificate)
    assert "there is no file" in refused(tmp_path, str(tmp_path / "none.p12"))
    _, foreign = holder("Another").files(tmp_path / "other")
    assert "certifies another key" in refused(tmp_path, certificate, foreign)
    old, old_key = holder("Old", last=2025).files(tmp_path / "old")
    told = refused(tmp_path, old, old_key)
    assert "holds from 2020-01-01 to 2025-01-01, and this is 2026-03-01" in told
    assert "holds no certificate" in refused(tmp_path, key, key)
    broken = tmp_path / "broken.key"
    broken.write_bytes(b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")
    assert "cannot be read" in refused(tmp_path, certificate, str(broken))
    (tmp_path / "text.p12").write_text("no key at all")
    assert "no PKCS#12 or PEM file" in refused(tmp_path, str(tmp_path / "text.p12"))


def test_nobody_is_asked_where_nobody_sits(monkeypatch):
    class Pipe:
        @staticmethod
        def isatty() -> bool:
            return False

    monkeypatch.setattr(sys, "stdin", Pipe)
    assert build_command._passphrase("own.p12") == ""
