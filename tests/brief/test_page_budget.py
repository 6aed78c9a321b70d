"""So many pages and no other number: the least important goes, and what is in the way is said."""

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from audits import wrong_in
from places import ROOT
from pypdf import PdfReader

import briefing
from briefing.app.cli import main as cli
from briefing.app.review import retracing
from briefing.app.review.evidence import read_evidence

LONG = (
    "      Output {{ output.verb }} to {{ output }}, and so it goes on for a while in many words.\n\n"
    * 30
)


def sections(project: Path, pages: int, *weights: float | None) -> None:
    path = project / "config/small.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "period: 2024\n", f"period: 2024\npages: {pages}\n"
    )
    text = text.replace("design: one-pager", "design: policy-brief")
    added = "".join(
        f"  - title: Part {number}\n"
        + (f"    weight: {weight}\n" if weight is not None else "")
        + f"    text: |\n{LONG}"
        for number, weight in enumerate(weights, 1)
    )
    path.write_text(text.replace("charts:\n", f"{added}charts:\n", 1), encoding="utf-8")


def pages_of(project: Path) -> list[str]:
    return PdfReader(project / "output/small.pdf").page_labels


def test_the_least_important_goes_first(project: Path, capsys):
    sections(project, 2, 0.9, 0.2, 0.5)
    assert cli.main(["build", "--project", str(project)]) == 0
    told = capsys.readouterr().out
    assert "left out to fit 2 pages: the section \u201cPart 2\u201d (weight 0.2)" in told
    assert "Part 1" not in told
    assert [one for one in pages_of(project) if not one.startswith("A")] == ["1", "2"]
    text = "".join(page.extract_text() for page in PdfReader(project / "output/small.pdf").pages)
    assert "Part 1" in text
    assert "Part 2" not in text


def test_a_brief_that_fits_loses_nothing(project: Path, capsys):
    sections(project, 1, None)
    path = project / "config/small.yaml"
    path.write_text(path.read_text().replace(LONG, LONG[: len(LONG) // 10]), encoding="utf-8")
    assert cli.main(["build", "--project", str(project)]) == 0
    assert "left out" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("pages", "weights", "message"),
    [
        (1, (None, None), "and nothing more may be left out (in the way: section 1, section 2, section 3"),
        (9, (0.5,), "of 9 pages (add a section or chart"),
    ],
)  # fmt: skip
def test_an_impossible_budget_says_what_is_in_the_way(
    project: Path, capsys, pages, weights, message
):
    sections(project, pages, *weights)
    assert cli.main(["build", "--project", str(project)]) == 2
    told = capsys.readouterr().err
    assert "config/small.yaml:3:8:" in told
    assert message in told
    assert not (project / "output/small.pdf").exists()


def test_the_ledger_has_no_trace_of_what_was_left_out(project: Path):
    sections(project, 2, 0.9, 0.2, 0.5)
    (brief,) = briefing.build_all(project=project)
    assert [one.name for one in brief.document.left_out] == ["Part 2"]
    assert not any("Part 2" in one["text"] for one in brief.ledger["passages"])


@pytest.fixture(scope="module")
def one_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example of four sections in a design of one page."""
    root = tmp_path_factory.mktemp("one-page")
    for part in ("config", "data"):
        shutil.copytree(ROOT / part, root / part)
    path = root / "config/us-rare-earths.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("design: policy-brief", "design: one-pager"), encoding="utf-8")
    briefing.build("us-rare-earths", project=root)
    return root


def test_a_design_of_one_page_leaves_out_what_it_must_and_no_more(one_page: Path):
    pdf = PdfReader(one_page / "output/us-rare-earths.pdf")
    body = [page for page, label in zip(pdf.pages, pdf.page_labels, strict=True) if label == "1"]
    assert [label for label in pdf.page_labels if not label.startswith("A")] == ["1"]
    text = " ".join(body[0].extract_text().split())
    for kept in (
        "Bottom line",
        "Figure 1",
        "More mined at home",
        "Output rose at home",
        "It would no longer hold",
    ):
        assert kept in text
    assert "Evidence" not in text
    ledger = json.loads((one_page / "output/us-rare-earths.facts.json").read_text())
    told = ledger["brief"]["left_out"]
    assert {
        "kind": "section",
        "id": "4",
        "name": "Reliance fell to 80%, and most imports come from one country",
        "why": "design",
        "weight": None,
    } in told
    assert ledger["brief"]["pages"] == 1
    assert len(ledger["recommendations"]) == 3


@pytest.mark.usefixtures("each_page_anew")
def test_the_audit_makes_a_brief_again_with_what_was_left_out(one_page: Path):
    assert wrong_in(one_page / "output/us-rare-earths.pdf") == []


def test_a_part_that_the_brief_does_not_offer_is_a_mismatch(one_page: Path):
    evidence = read_evidence(one_page / "output/us-rare-earths.pdf")
    evidence.ledger["brief"]["left_out"][0]["id"] = "made up"
    with TemporaryDirectory() as folder:
        (result,) = retracing.ledger_again(evidence, Path(folder))
    assert not result.matches
    assert "the brief has no 'change made up' that may leave it or come in" in str(result)
