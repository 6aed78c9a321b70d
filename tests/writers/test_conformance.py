"""The PDFs before veraPDF and outloud: PDF/UA-1 and PDF/A-3a without an error, in every design."""

from __future__ import annotations

import shutil
import subprocess
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
ALL = [f"{name}-{design}" for name in samples.BY_NAME for design in DESIGNS]
FLAVOURS = ("ua1", "3a")
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""For a run of seconds: code is compiled once and simply, and memory is cleared by one thread."""


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
    return ["java", *QUICK, "-cp", f"{CACHE / 'odl.jar'}:{CACHE}", "VeraCheck"]


@pytest.fixture(scope="session")
def every_design(in_design) -> dict[str, Path]:
    """Each sample in each design."""
    return {
        f"{name}-{design}": in_design(name, design)
        for name in samples.BY_NAME
        for design in DESIGNS
    }


@pytest.fixture(scope="module")
def verdicts(verapdf, pdfs, every_design, in_design, tmp_path_factory) -> list[str]:
    """What the validator says of each file and flavour, and of one file that is broken."""
    broken = tmp_path_factory.mktemp("broken") / "broken.pdf"
    with pikepdf.open(pdfs["one-page"]) as pdf:
        del pdf.Root.Lang
        pdf.save(broken)
    release = in_design("rare-earths", "bulletin")
    files = {*pdfs.values(), *every_design.values(), release, broken}
    done = subprocess.run(
        [*verapdf, ",".join(FLAVOURS), *map(str, files)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = [line for line in done.stdout.splitlines() if ".pdf " in line]
    assert len(found) == len(files) * len(FLAVOURS), done.stdout + done.stderr
    return found


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_conforms(verdicts, pdfs, every_design, in_design, flavour):
    mine = [one for one in verdicts if f" {flavour} " in one and "broken.pdf" not in one]
    assert len(mine) == len(
        {*pdfs.values(), *every_design.values(), in_design("rare-earths", "bulletin")}
    )
    assert [one for one in mine if f" {flavour} PASS " not in one] == []


def test_the_validator_can_fail(verdicts):
    assert any("broken.pdf" in one and " ua1 FAIL " in one for one in verdicts)


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
