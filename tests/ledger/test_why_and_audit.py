"""From the PDF alone: why a figure is what it is, and whether data, ledger and pages agree."""

import json
import shutil
from pathlib import Path

import pikepdf
import pytest
from places import ROOT

import briefing
from briefing import cli
from briefing.ledger.audit import audit
from briefing.ledger.evidence import read_evidence

LEDGER = "us-rare-earths.facts.json"
WORLD = "data-usgs-mcs2025-rare-earths-world.csv"


@pytest.fixture(scope="module")
def pdf(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    briefing.build_all(["us-rare-earths"], project=ROOT, output=folder)
    return folder / "us-rare-earths.pdf"


@pytest.fixture
def tampered(pdf: Path, tmp_path: Path):
    def tamper(name: str, old: bytes, new: bytes) -> list[str]:
        target = tmp_path / "tampered.pdf"
        with pikepdf.open(pdf) as document:
            stream = document.attachments[name].get_file()
            content = stream.read_bytes()
            assert old in content
            stream.obj.write(content.replace(old, new, 1))
            document.save(target)
        return [str(one) for one in audit(read_evidence(target)) if not one.matches]

    return tamper


def test_an_untouched_pdf_matches_throughout(pdf: Path):
    results = audit(read_evidence(pdf))
    assert [str(one) for one in results if not one.matches] == []
    assert len(results) > 140


def test_changed_data_are_caught(tampered):
    wrong = tampered(WORLD, b"China,255000,270000", b"China,255000,290000")
    assert any("is not the file that the ledger names" in one for one in wrong)
    assert any("column 3 holds '290000', not '270000'" in one for one in wrong)


def test_a_changed_ledger_is_caught(tampered):
    wrong = tampered(LEDGER, b'"value": "900/13"', b'"value": "70"')
    assert any("china_share: says 69.2%, its value is 70%" in one for one in wrong)
    wrong = tampered(
        LEDGER, b'"formula": "percent(part / total)"', b'"formula": "percent(total / part)"'
    )
    assert any("gives" in one for one in wrong)


def test_a_figure_that_is_not_on_the_pages_is_caught(tampered):
    wrong = tampered(LEDGER, b'"printed": [\n    "69%"', b'"printed": [\n    "71.4%"')
    assert any("'71.4%' is not there" in one for one in wrong)


def test_the_command_says_match_or_mismatch(pdf: Path, capsys):
    assert cli.main(["audit", str(pdf), "--quiet"]) == 0
    assert "match, 0 do not" in capsys.readouterr().out


def test_why_works_from_the_pdf_alone(pdf: Path, tmp_path: Path, capsys, monkeypatch):
    alone = tmp_path / "brief.pdf"
    shutil.copy(pdf, alone)
    monkeypatch.chdir(tmp_path)
    assert cli.main(["why", "brief.pdf", "11.5"]) == 0
    told = capsys.readouterr().out
    assert "us_share = 11.5%" in told
    assert "read as '45000' in data/usgs/mcs2025/rare-earths-world.csv, row 2, column 3" in told
    assert "used in: bottom line" in told


def test_why_all_and_why_a_metric(pdf: Path, capsys):
    assert cli.main(["why", str(pdf), "--all"]) == 0
    assert "stated as '170' in mcs2025, p. 144" in capsys.readouterr().out
    assert cli.main(["why", "net_import_reliance.difference", "--project", str(ROOT)]) == 0
    assert "read as '>95'" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["why", "chinna_share"], "did you mean 'china_share'?"),
        (["audit", "README.md"], "is neither a PDF nor a ledger"),
        (["audit", "nowhere.pdf"], "cannot be read: No such file"),
    ],
)
def test_what_cannot_be_answered(arguments, message, capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    assert cli.main(arguments) == 2
    assert message in capsys.readouterr().err


def test_a_pdf_of_somebody_else(tmp_path: Path, capsys):
    with pikepdf.new() as other:
        other.add_blank_page()
        other.save(tmp_path / "other.pdf")
    assert cli.main(["audit", str(tmp_path / "other.pdf")]) == 2
    assert "carries no ledger" in capsys.readouterr().err


def test_the_ledger_is_one_json_with_all_its_parts(pdf: Path):
    ledger = json.loads(pdf.with_suffix(".facts.json").read_text(encoding="utf-8"))
    assert ledger["schema"] == 1
    for part in ("facts", "highlights", "recommendations", "charts", "inputs", "checks", "sources"):
        assert ledger[part], part
