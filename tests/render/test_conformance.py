"""The PDFs before veraPDF: PDF/UA-1 and PDF/A-3a without an error."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest

ROOT = Path(__file__).parents[2]
GET = ROOT.parent / "shared/tools/verapdf/get.sh"
CACHE = ROOT / ".cache/verapdf"


@pytest.fixture(scope="session")
def verapdf() -> list[str]:
    if not shutil.which("java"):
        pytest.skip("veraPDF needs Java, which is not installed")
    if not (CACHE / "VeraCheck.class").is_file():
        if not GET.is_file():
            pytest.skip(f"veraPDF is fetched by {GET}, which is not here")
        done = subprocess.run(
            ["sh", str(GET), str(CACHE)], capture_output=True, text=True, check=False
        )
        if done.returncode:
            pytest.skip(f"veraPDF could not be fetched: {done.stderr[-200:]}")
    return ["java", "-cp", f"{CACHE / 'odl.jar'}:{CACHE}", "VeraCheck"]


@pytest.mark.parametrize("flavour", ["ua1", "3a"])
def test_conforms(verapdf, pdfs, flavour):
    done = subprocess.run(
        [*verapdf, flavour, *map(str, pdfs.values())], capture_output=True, text=True, check=False
    )
    verdicts = [line for line in done.stdout.splitlines() if ".pdf " in line]
    assert len(verdicts) == len(pdfs), done.stdout + done.stderr
    assert all(f" {flavour} PASS " in line for line in verdicts), done.stdout


def test_the_validator_can_fail(verapdf, pdfs, tmp_path):
    broken = tmp_path / "broken.pdf"
    with pikepdf.open(pdfs["one-page"]) as pdf:
        del pdf.Root.Lang
        pdf.save(broken)
    done = subprocess.run(
        [*verapdf, "ua1", str(broken)], capture_output=True, text=True, check=False
    )
    assert " ua1 FAIL " in done.stdout
