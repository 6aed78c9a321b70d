"""From the PDF alone: why a figure is what it is, and whether data, ledger and pages agree."""

import io
import json
import shutil
from dataclasses import replace
from pathlib import Path

import jsonschema
import openpyxl
import pikepdf
import pytest
from audits import audited, wrong_in
from places import ROOT
from prov.model import ProvDerivation, ProvDocument, ProvEntity
from pypdf import PdfReader

import briefing
from briefing.app.cli import main as cli
from briefing.app.review.audit import audit
from briefing.app.review.evidence import Evidence, read_evidence
from briefing.app.review.retracing import audit_evidence, ledger_again
from briefing.writers.ledger.schema import SCHEMA_VERSION

LEDGER = "us-rare-earths.facts.json"
WORLD = "data-usgs-mcs2025-rare-earths-world.csv"


@pytest.fixture
def pdf(examples) -> Path:
    return examples["us-rare-earths"].files["pdf"]


@pytest.fixture(scope="module")
def untouched(examples) -> Evidence:
    return read_evidence(examples["us-rare-earths"].files["pdf"])


@pytest.fixture(scope="module")
def told_before(untouched: Evidence) -> set[str]:
    """What is said of the pages as they were built."""
    return {str(one) for one in audit(untouched, {})}


@pytest.fixture
def tampered(pdf: Path, untouched: Evidence, tmp_path: Path):
    """What an audit says where an attached file is another; the pages are as they were."""

    def tamper(name: str, old: bytes, new: bytes) -> list[str]:
        target = tmp_path / "tampered.pdf"
        with pikepdf.open(pdf) as document:
            stream = document.attachments[name].get_file()
            content = stream.read_bytes()
            assert old in content
            stream.obj.write(content.replace(old, new, 1))
            document.save(target)
        evidence = replace(read_evidence(target, pages=False), pages=untouched.pages)
        results = audit_evidence(evidence, tmp_path / "read")
        results += ledger_again(evidence, tmp_path / "ledger")
        return [str(one) for one in results if not one.matches]

    return tamper


def wrong_on(
    page: pikepdf.Page, document: pikepdf.Pdf, untouched: Evidence, told_before: set[str]
) -> list[str]:
    """What an audit says of the page, all else being as it was built."""
    alone, number = io.BytesIO(), page.index
    with pikepdf.new() as one:
        one.pages.append(document.pages[number])
        one.save(alone)
    text = PdfReader(alone).pages[0].extract_text()
    pages = (*untouched.pages[:number], text, *untouched.pages[number + 1 :])
    return [
        str(one)
        for one in audit(replace(untouched, pages=pages), {})
        if not one.matches and str(one) not in told_before
    ]


@pytest.mark.usefixtures("each_page_anew")
def test_an_untouched_pdf_matches_throughout(pdf: Path):
    results = audited(pdf).results
    assert [str(one) for one in results if not one.matches] == []
    assert len(results) > 140
    assert any("every byte of the file" in one.what for one in results)


def test_a_page_that_is_as_it_was_has_nothing_wrong(pdf: Path, untouched: Evidence, told_before):
    with pikepdf.open(pdf) as document:
        assert wrong_on(document.pages[0], document, untouched, told_before) == []


def test_changed_data_are_caught(tampered):
    wrong = tampered(WORLD, b"China,255000,270000", b"China,255000,290000")
    assert any("is not the file that the ledger names" in one for one in wrong)
    assert any("column 3 holds '290000', not '270000'" in one for one in wrong)


def test_a_changed_declaration_is_caught(tampered):
    wrong = tampered("config-us-rare-earths.yaml", b"value: 170", b"value: 190")
    assert any("config/us-rare-earths.yaml: is not the file" in one for one in wrong)
    assert any("import_value: p. 144 holds no figure" in one for one in wrong)


def test_a_changed_ledger_is_caught(tampered):
    wrong = tampered(LEDGER, b'"value": "900/13"', b'"value": "70"')
    assert any("china_share: says 69.2%, its value is 70%" in one for one in wrong)
    wrong = tampered(
        LEDGER, b'"formula": "percent(part / total)"', b'"formula": "percent(total / part)"'
    )
    assert any("gives" in one for one in wrong)
    wrong = tampered(LEDGER, b'"status": "E"', b'"status": "A"')
    assert any("the ledger says" in one for one in wrong)


def test_a_text_that_is_not_on_the_pages_is_caught(tampered):
    wrong = tampered(LEDGER, b'"text": "China mines 69% of', b'"text": "China mines 71.4% of')
    assert any("does not stand there as \u201cChina mines 71.4%" in one for one in wrong)
    assert any(one.startswith("MISMATCH  69% on the pages") for one in wrong)


def figures_shown(page: pikepdf.Page) -> tuple[list, list[int]]:
    """The instructions of a page, and which of them show text."""
    found = list(pikepdf.parse_content_stream(page))
    return found, [i for i, one in enumerate(found) if str(one.operator) in {"Tj", "TJ"}]


@pytest.mark.parametrize("number", [0, 1])
def test_a_line_set_twice_on_a_page_is_caught(
    pdf: Path, untouched: Evidence, told_before, number: int
):
    """Where one text of a page is shown in place of another, the page no longer says the same."""
    caught, tried = 0, 0
    for step in range(1, 6):
        with pikepdf.open(pdf) as document:
            page = document.pages[number]
            shown, texts = figures_shown(page)
            one, other = texts[step * len(texts) // 8], texts[step * len(texts) // 8 + 1]
            if shown[one].operands == shown[other].operands:
                continue
            shown[one] = pikepdf.ContentStreamInstruction(
                shown[other].operands, shown[one].operator
            )
            page.Contents = document.make_stream(pikepdf.unparse_content_stream(shown))
            caught += bool(wrong_on(page, document, untouched, told_before))
        tried += 1
    assert tried >= 3
    assert caught == tried


def test_a_figure_written_onto_a_page_is_caught(pdf: Path, tmp_path: Path):
    with pikepdf.open(pdf) as document:
        page = document.pages[0]
        font = document.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
        )
        page.Resources.Font["/Extra"] = font
        page.contents_add(b"q BT /Extra 9 Tf 100 100 Td (up 777%) Tj ET Q")
        document.save(tmp_path / "tampered.pdf")
    assert any(
        "777%" in one and "nothing in the ledger" in one
        for one in wrong_in(tmp_path / "tampered.pdf")
    )


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
    assert "used in bottom line: \u201cThe United States is" in told


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
        (["audit", "nowhere.pdf"], "there is no file"),
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
    assert ledger["schema"] == SCHEMA_VERSION
    for part in ("facts", "highlights", "recommendations", "charts", "inputs", "checks", "sources"):
        assert ledger[part], part


def test_the_ledger_keeps_its_published_schema(pdf: Path):
    schema = json.loads((ROOT / "config/schema/ledger.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    ledger = json.loads(pdf.with_suffix(".facts.json").read_text(encoding="utf-8"))
    jsonschema.validate(ledger, schema)
    ledger["facts"][0]["colour"] = "red"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(ledger, schema)


def test_each_use_is_told_with_its_sentence(pdf: Path):
    ledger = json.loads(pdf.with_suffix(".facts.json").read_text(encoding="utf-8"))
    (fact,) = [one for one in ledger["facts"] if one["id"] == "us_share"]
    assert fact["used"][0] == {
        "kind": "bottom line",
        "id": "",
        "text": "11.5% (estimated)",
        "sentence": "The United States is the world’s second-largest miner of rare earths, "
        "with 11.5% (estimated) of world output.",
    }


def test_provenance_is_read_by_the_library_of_the_standard(pdf: Path):
    document = ProvDocument.deserialize(pdf.with_suffix(".prov.json"))
    ledger = json.loads(pdf.with_suffix(".facts.json").read_text(encoding="utf-8"))
    labels = {
        str(label)
        for one in document.get_records(ProvEntity)
        for label in one.get_attribute("prov:label")
    }
    assert any("share of world mine production: 11.5%" in one for one in labels)
    entities = {str(one.identifier) for one in document.get_records(ProvEntity)}
    for derivation in document.get_records(ProvDerivation):
        made, given = [str(value) for _, value in derivation.formal_attributes[:2]]
        assert {made, given} <= entities
    assert len([one for one in entities if one.startswith("fact:")]) == len(ledger["facts"])


def test_provenance_is_written_as_the_library_of_the_standard_would(pdf: Path):
    """Read by it and written again, nothing is added, lost or another."""
    written = json.loads(pdf.with_suffix(".prov.json").read_text(encoding="utf-8"))
    document = ProvDocument.deserialize(pdf.with_suffix(".prov.json"))
    again = json.loads(document.serialize(format="json"))
    assert again["prefix"] == written["prefix"]
    for kind in ("entity", "activity", "agent"):
        assert again[kind] == written[kind]
    relations = ("used", "wasDerivedFrom", "wasGeneratedBy", "wasAssociatedWith", "wasAttributedTo")
    assert written.keys() == {"prefix", "entity", "activity", "agent", *relations}
    for kind in relations:
        assert _sorted(again[kind]) == _sorted(written[kind]), kind


def _sorted(records: dict) -> list[str]:
    return sorted(json.dumps(one, sort_keys=True) for one in records.values())


def test_provenance_names_the_sheet_of_a_cell(pdf: Path):
    from briefing.writers.ledger.prov import as_prov_json

    ledger = json.loads(pdf.with_suffix(".facts.json").read_text(encoding="utf-8"))
    origin = next(one["origin"] for one in ledger["facts"] if one["origin"]["kind"] == "cell")
    origin["sheet"] = "Table 2"
    derived = json.loads(as_prov_json(ledger))["wasDerivedFrom"].values()
    (told,) = [one for one in derived if one.get("briefing:sheet") == "Table 2"]
    assert told["briefing:row"] == {"$": str(origin["row"]), "type": "xsd:int"}


def test_why_says_whether_the_project_still_holds_the_cells(project: Path, capsys):
    briefing.build_all(project=project)
    file = str(project / "output/small.pdf")
    assert cli.main(["why", file, "share", "--project", str(project)]) == 0
    assert "this project's file still holds it" in capsys.readouterr().out
    data = project / "data/world.csv"
    data.write_text(data.read_text().replace("270", "280"), encoding="utf-8")
    assert cli.main(["why", file, "share", "--project", str(project)]) == 0
    told = capsys.readouterr().out
    assert "this project's file now holds '280' there" in told
    assert "still holds it, other parts of it changed" in told
    data.unlink()
    assert cli.main(["why", file, "share", "--project", str(project)]) == 0
    assert "this project has no such cell" in capsys.readouterr().out


def test_cells_of_a_workbook_are_read_again(project: Path, capsys):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "cover"
    sheet = book.create_sheet("salient")
    for row in ("year,output,reliance", "2022,400,>95", "2023,416,>95", "2024,450,80"):
        sheet.append([int(one) if one.isdigit() else one for one in row.split(",")])
    book.save(project / "data/us.xlsx")
    shared = project / "config/project.yaml"
    shared.write_text(shared.read_text().replace("data/us.csv", "data/us.xlsx\n    sheet: salient"))
    briefing.build_all(project=project)
    file = project / "output/small.pdf"
    assert wrong_in(file) == []
    assert cli.main(["why", str(file), "output"]) == 0
    assert "data/us.xlsx, sheet 'salient', cell B4" in capsys.readouterr().out
    sheet["B4"] = 460
    book.save(project / "other.xlsx")
    with pikepdf.open(file, allow_overwriting_input=True) as document:
        stream = document.attachments["data-us.xlsx"].get_file()
        stream.obj.write((project / "other.xlsx").read_bytes())
        document.save(file)
    assert any("cell B4 holds '460', not '450'" in one for one in wrong_in(file))


def test_a_ledger_of_another_version_is_refused(pdf: Path, tmp_path: Path, capsys):
    ledger = json.loads(pdf.with_suffix(".facts.json").read_text(encoding="utf-8"))
    (tmp_path / "old.json").write_text(json.dumps({**ledger, "schema": 1}))
    assert cli.main(["why", str(tmp_path / "old.json"), "--all"]) == 2
    assert f"schema 1, this program reads schema {SCHEMA_VERSION}" in capsys.readouterr().err
    kinds = [one["origin"]["kind"] for one in ledger["facts"]]
    first = kinds.index("cell")
    del ledger["facts"][first]["origin"]["text"]
    (tmp_path / "damaged.json").write_text(json.dumps(ledger))
    assert cli.main(["why", str(tmp_path / "damaged.json"), "--all"]) == 2
    assert f"its ledger is damaged: facts.{first}.origin" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"title": "China\xe2\x80\x99s share', b'"title": "Chad\xe2\x80\x99s share'),
        (b'"period": "2023"', b'"period": "2019"'),
        (b'"publisher": "U.S. Geological Survey"', b'"publisher": "Somebody"'),
        (b'"findings": 0', b'"findings": 1'),
        (b'"header": "production"', b'"header": "consumption"'),
    ],
)
def test_what_the_ledger_says_beside_the_figures_is_made_again(tampered, old, new):
    wrong = tampered(LEDGER, old, new)
    assert any("attached" in one for one in wrong)


def swapped(pdf: Path, untouched: Evidence, told_before, one: int, other: int) -> list[str]:
    """What an audit says where two texts of the first page have changed places."""
    with pikepdf.open(pdf) as document:
        page = document.pages[0]
        shown, found = figures_shown(page)
        first, second = found[one], found[other]
        shown[first], shown[second] = (
            pikepdf.ContentStreamInstruction(shown[second].operands, shown[first].operator),
            pikepdf.ContentStreamInstruction(shown[first].operands, shown[second].operator),
        )
        page.Contents = document.make_stream(pikepdf.unparse_content_stream(shown))
        return wrong_on(page, document, untouched, told_before)


def test_no_two_texts_of_the_first_page_can_change_places(
    pdf: Path, untouched: Evidence, told_before
):
    """Key figures among them: label, value and change are one passage."""
    with pikepdf.open(pdf) as document:
        shown, texts = figures_shown(document.pages[0])
        same = {
            index
            for index in range(len(texts) - 1)
            if shown[texts[index]].operands == shown[texts[index + 1]].operands
        }
    tried = [index for index in range(5, min(45, len(texts) - 1), 4) if index not in same]
    assert [one for one in tried if not swapped(pdf, untouched, told_before, one, one + 1)] == []


def test_a_licence_with_a_number_is_no_false_alarm(project: Path):
    shared = project / "config/project.yaml"
    shared.write_text(shared.read_text().replace("licence: CC0", "licence: CC BY 4.0"))
    briefing.build_all(project=project)
    assert wrong_in(project / "output/small.pdf") == []


def test_a_table_over_pages_is_no_false_alarm(project: Path):
    rows = "".join(f"c{number:02},{number + 100},{number + 200}\n" for number in range(70))
    (project / "data/world.csv").write_text(
        f"country,y2023,y2024\nChina,255,270\n{rows}", encoding="utf-8"
    )
    shared = project / "config/project.yaml"
    shared.write_text(shared.read_text().replace(", total: World}", "}"))
    brief = project / "config/small.yaml"
    listed = ", ".join(f'"world.mined[c{number:02}]"' for number in range(70))
    text = brief.read_text().replace("chart: bars", "table: all")
    text = text[: text.index("charts:")] + f"tables:\n  all: {{title: All, rows: [{listed}]}}\n"
    brief.write_text(text.replace("design: one-pager", "design: policy-brief"))
    briefing.build_all(project=project)
    assert wrong_in(project / "output/small.pdf") == []


def test_why_finds_a_figure_as_it_is_printed(pdf: Path, capsys):
    assert cli.main(["why", str(pdf), "−15 to −20"]) == 0
    assert "net_import_reliance.difference" in capsys.readouterr().out
    assert cli.main(["why", str(pdf), ""]) == 2
