"""The PDFs before veraPDF and outloud: PDF/UA-1 and PDF/A-3a without an error, in every design."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import outloud
import pikepdf
import pytest
import sample_documents as samples
from read_aloud import Reading

ROOT = Path(__file__).parents[2]
GET = ROOT.parent / "shared/tools/verapdf/get.sh"
CACHE = ROOT / ".cache/verapdf"
DESIGNS = ("policy-brief", "one-pager", "in-focus")
DOCUMENTS = {
    "rare-earths": samples.rare_earths,
    "us-economy": samples.us_economy,
    "hostile": samples.hostile,
}
ALL = [f"{name}-{design}" for name in DOCUMENTS for design in DESIGNS]


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


@pytest.fixture(scope="session")
def every_design(tmp_path_factory) -> dict[str, Path]:
    """Each sample in each design."""
    folder = tmp_path_factory.mktemp("designs")
    for name, make in DOCUMENTS.items():
        for design in DESIGNS:
            attached = samples.ATTACHMENTS if name == "rare-earths" else ()
            data = samples.pdf_of(replace(make(), design=design), attached)
            (folder / f"{name}-{design}.pdf").write_bytes(data)
    return {name: folder / f"{name}.pdf" for name in ALL}


@pytest.mark.parametrize("flavour", ["ua1", "3a"])
def test_conforms(verapdf, pdfs, every_design, flavour):
    files = [*pdfs.values(), *every_design.values()]
    done = subprocess.run(
        [*verapdf, flavour, *map(str, files)], capture_output=True, text=True, check=False
    )
    verdicts = [line for line in done.stdout.splitlines() if ".pdf " in line]
    assert len(verdicts) == len(files), done.stdout + done.stderr
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


@pytest.mark.parametrize("name", ALL)
def test_outloud_names_no_error(every_design, name):
    result = outloud.check(str(every_design[name]))
    assert result.error is None
    errors = [one for one in result.findings if one.severity == "error"]
    assert [one for one in errors if not _takes_foot_for_prose(one, every_design[name])] == []


def _takes_foot_for_prose(finding, path: Path) -> bool:
    """Whether outloud says of the foot of a page that it is prose.

    In a file of less than six pages it knows as furniture only a line that stands on all of them,
    numbers apart, and takes any other artifact of eight words for prose that is kept from readers.
    The foot of an annex has another page number, ``A-1``: a brand of so many words is such a line.
    """
    if finding.rule != "TAG-002":
        return False
    with Reading(path) as reading:
        page = reading.artifacts[finding.page - 1]
    prose = [(kind, of, words) for kind, of, words in page if len(words.split()) >= 8]
    return finding.count == len(prose) and all(
        (kind, of) == ("/Pagination", "/Footer") for kind, of, _ in prose
    )


@pytest.mark.parametrize("name", ["rare-earths-policy-brief", "us-economy-one-pager"])
def test_outloud_has_nothing_to_say_of_tags_tables_and_links(every_design, name):
    """Not even a warning; what it has left are orders of painting and words that it mistakes."""
    rules = {one.rule for one in outloud.check(str(every_design[name])).findings}
    assert rules <= {"ORD-001", "PAG-001", "NOTE-003"}


def test_outloud_can_fail(pdfs, tmp_path):
    broken = tmp_path / "broken.pdf"
    with pikepdf.open(pdfs["brief"]) as pdf:
        for page in pdf.pages:
            for note in page.get("/Annots", []):
                del note.Contents
        pdf.save(broken)
    assert "LNK-002" in {one.rule for one in outloud.check(str(broken)).findings}
