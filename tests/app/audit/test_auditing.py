"""Audits of whole files: what a reader trusts, what cannot be compared, and files that are no briefs."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from audits import audited, remade_once, wrong_in
from edits import EDITS

import briefing
from briefing.app.audit import auditing, confinement, other_makers, page_pictures
from briefing.app.audit.anchors import folder_anchors, lock_anchors
from briefing.app.audit.confinement import audit_apart
from briefing.app.audit.exchange import Asked
from briefing.app.audit.opened_pdf import MOST_PAGES, OpenedPdf, UnfitPdf
from briefing.app.audit.page_pictures import picture_changes
from briefing.app.audit.remaking import Remade
from briefing.app.cli import main as cli
from briefing.app.lock.locking import write_lock
from briefing.core.problems import UnusableInput
from briefing.core.workspace import Workspace


@pytest.fixture
def built(project: Path) -> Path:
    return briefing.build_all(project=project)[0].files["pdf"]


def faked(project: Path, folder: Path) -> Path:
    """The same brief built from data that somebody changed before."""
    for part in ("config", "data"):
        for path in (project / part).iterdir():
            target = folder / part / path.name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(path.read_text(encoding="utf-8").replace("450", "350"))
    return briefing.build_all(project=folder)[0].files["pdf"]


def test_faked_data_are_told_where_there_is_something_to_hold_them_against(
    project: Path, tmp_path_factory
):
    write_lock(Workspace(project))
    other = faked(project, tmp_path_factory.mktemp("faked"))
    found = audited(other)
    assert found.wrong == []
    assert "changed before the build" in found.not_compared[-1]
    for anchors in (
        folder_anchors(str(project)),
        folder_anchors(str(project / "data")),
        lock_anchors(str(project / "briefing.lock")),
    ):
        (wrong,) = wrong_in(other, anchors)
        assert "data/us.csv against" in wrong
        assert "not-the-trusted-file" in wrong


def test_true_data_are_anchored(project: Path, built: Path):
    found = audited(built, folder_anchors(str(project)))
    assert found.wrong == []
    assert [one.anchor for one in found.inputs] == [
        f"data/us.csv of {project}",
        f"data/world.csv of {project}",
    ]
    assert not any("config/" in one for one in found.not_compared)


def test_a_folder_with_data_alone_does_not_anchor_the_config(project: Path, built: Path):
    found = audited(built, folder_anchors(str(project / "data")))
    assert found.wrong == []
    assert "config/project.yaml, config/small.yaml" in found.not_compared[0]


def test_data_that_the_trusted_folder_does_not_have_are_told(built: Path, tmp_path: Path):
    (tmp_path / "empty").mkdir()
    wrong = wrong_in(built, folder_anchors(str(tmp_path / "empty")))
    assert len(wrong) == 2
    assert all("[not-anchored]" in one for one in wrong)


@pytest.mark.usefixtures("audits_apart")
def test_each_input_is_told_with_its_hash_and_address(built: Path, project: Path, capsys):
    path = project / "config/project.yaml"
    path.write_text(
        path.read_text().replace("licence: CC0", "licence: CC0, url: https://a.example")
    )
    briefing.build_all(project=project)
    assert cli.main(["audit", str(built)]) == 0
    told = capsys.readouterr().out
    assert re.search(r"data/us.csv  sha256 [0-9a-f]{64}  from House, Book: https://a.example", told)
    assert told.splitlines()[-1].startswith("not compared: ")


def test_machines_are_told_the_same(built: Path, project: Path, capsys):
    assert cli.main(["audit", str(built), "--json", "--data", str(project)]) == 0
    told = json.loads(capsys.readouterr().out)
    every = {"schema", "version", "problems", "file", "results", "inputs", "not_compared"}
    assert told.keys() == every
    assert all(one["matches"] for one in told["results"])
    assert told["inputs"][0]["anchor"].startswith("data/us.csv")


def test_what_the_ledger_says_was_left_out_is_not_taken_on_trust(built: Path, tmp_path: Path):
    with pikepdf.open(built) as pdf:
        stream = pdf.attachments["small.facts.json"].get_file().obj
        ledger = json.loads(bytes(stream.read_bytes()))
        part = {"kind": "section", "id": "1", "name": "Mining", "why": "weight", "weight": 1.0}
        ledger["brief"]["left_out"] = [part]
        stream.write(json.dumps(ledger).encode())
        pdf.save(tmp_path / "edited.pdf")
    assert any("brief of the ledger" in one for one in wrong_in(tmp_path / "edited.pdf"))


def test_a_brief_with_a_logo_and_templates_of_its_own_is_made_again(project: Path):
    (project / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    )
    shared = project / "config/project.yaml"
    shared.write_text(shared.read_text() + "brand: {name: House, logo: logo.svg}\n")
    own = project / "templates/one-pager/style.css.j2"
    own.parent.mkdir(parents=True)
    shipped = Path(briefing.__file__).parents[1] / "templates/one-pager/style.css.j2"
    own.write_text(shipped.read_text() + "\nh2 { letter-spacing: 0.1pt }\n")
    pdf = briefing.build_all(project=project)[0].files["pdf"]
    found = audited(pdf)
    assert found.wrong == []
    assert any("every byte" in one.what for one in found.results)


def test_a_moment_that_the_environment_gave_is_told(project: Path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750000000")
    pdf = briefing.build_all(project=project)[0].files["pdf"]
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    found = audited(pdf)
    assert found.wrong == []
    assert found.not_compared[0] == "when it was built: the file says 2025-06-15 15:06 UTC"


def test_a_data_set_that_the_brief_does_not_use_is_not_missed(project: Path):
    """It is declared in a line, and its file is not attached."""
    (project / "data/other.csv").write_text("year,sheep\n2022,10\n2023,12\n2024,15\n")
    shared = project / "config/project.yaml"
    text = shared.read_text().replace(
        "datasets:\n", "datasets:\n  other: {path: data/other.csv, series: {sheep: {unit: t}}}\n"
    )
    shared.write_text(text)
    pdf = briefing.build_all(project=project)[0].files["pdf"]
    assert wrong_in(pdf) == []


@pytest.mark.parametrize("what", ["libraries", "version", "code"])
def test_what_other_libraries_set_is_compared_but_for_its_places(
    built: Path, tmp_path: Path, monkeypatch, what: str
):
    """The same brief as if set by others: every text a little lower; then an edit on top."""
    target = tmp_path / "other.pdf"

    def lowered(edit=lambda pdf: None) -> None:
        with pikepdf.open(built) as pdf:
            for page in pdf.pages:
                page.contents_add(b"1 0 0 1 0 -1 cm", prepend=True)
            edit(pdf)
            pdf.save(target)

    if what == "libraries":
        monkeypatch.setattr(other_makers, "makers", lambda: "WeasyPrint 99.0")
    elif what == "version":
        monkeypatch.setattr(other_makers, "VERSION", "99.0")
    else:
        monkeypatch.setattr(auditing, "own_code", lambda: "0123abc")
    lowered()
    found = audited(target)
    assert found.wrong == []
    (unknown,) = found.unknown
    assert "could not be made again: the file says that" in unknown.detail
    assert any("where letters and lines stand" in one for one in found.not_compared)

    def edited(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.add_resource(font, pikepdf.Name.Font, pikepdf.Name("/Stamp"))
        page.contents_add(b"q BT /Stamp 9 Tf 90 90 Td (scandalous) Tj ET Q")
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("1"))
        note = page.obj.Annots[0]
        del note["/Dest"]
        page.MediaBox = pikepdf.Array([0, 0, 300, 300])
        note.A = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://a.example"))

    lowered(edited)
    codes = {one.code for one in audited(target).wrong}
    assert codes == {"other-words", "active-content", "edited-links", "edited-page-box"}


def test_other_code_of_the_same_version_is_told_in_a_line_and_never_called_clean(
    built: Path, tmp_path: Path, monkeypatch
):
    """It says figures, texts and the texts of tags otherwise, and leads to other places within the file."""
    monkeypatch.setattr(auditing, "own_code", lambda: "0123abc")

    def as_then(one: str) -> str:
        """All texts as other code wrote them, in the ledger and in the file."""
        return one.replace("metric tons", "metric tonnes")

    with pikepdf.open(built) as pdf:
        stream = pdf.attachments["small.facts.json"].get_file().obj
        ledger = json.loads(as_then(stream.read_bytes().decode()))
        texts = [one["text"] for one in ledger["passages"]]
        assert any("tonnes" in one for one in texts)
        stream.write(json.dumps(ledger).encode())
        for page in pdf.pages:
            for note in page.obj.get("/Annots", []):
                if "/Dest" in note:
                    note.Dest = pikepdf.String(f"old-{note.Dest}")
        pdf.save(tmp_path / "old.pdf")
    found = audited(tmp_path / "old.pdf")
    told = [one.what for one in found.unknown]
    assert {"the figures", "the texts", "the links", "the whole file"} == set(told)
    assert "code 0123abc" in found.unknown[-1].detail
    assert all("does not stand there" in one.detail for one in found.wrong)


def test_a_figure_that_pages_and_ledger_alike_have_wrong_is_told_whatever_code_made_it(
    built: Path, tmp_path: Path, monkeypatch
):
    monkeypatch.setattr(auditing, "own_code", lambda: "0123abc")
    with pikepdf.open(built) as pdf:
        stream = pdf.attachments["small.facts.json"].get_file().obj
        ledger = json.loads(stream.read_bytes())
        ledger["facts"][0]["text"] = "999,000 metric tons"
        ledger["facts"][1]["value"] = "7"
        stream.write(json.dumps(ledger).encode())
        pdf.save(tmp_path / "forged.pdf")
    wrong = {one.what for one in audited(tmp_path / "forged.pdf").wrong}
    assert {ledger["facts"][0]["id"], ledger["facts"][1]["id"]} <= wrong


def test_a_number_with_a_huge_exponent_is_a_damaged_entry(built: Path, tmp_path: Path):
    with pikepdf.open(built) as pdf:
        stream = pdf.attachments["small.facts.json"].get_file().obj
        ledger = json.loads(stream.read_bytes())
        ledger["facts"][0]["value"] = "1e999999999"
        stream.write(json.dumps(ledger).encode())
        pdf.save(tmp_path / "huge.pdf")
    assert "damaged-entry" in {one.code for one in audited(tmp_path / "huge.pdf").wrong}


def forged(built: Path, target: Path, producer: str) -> None:
    """All pages drawn anew with the words that they had, and another program named as the maker."""
    with pikepdf.open(built) as pdf:
        for page in pdf.pages:
            page.contents_add(b"q 1 1 1 rg 0 300 595 300 re f Q")
        pdf.docinfo["/Producer"] = producer
        pdf.save(target)


def test_whoever_names_another_maker_gets_no_match(
    built: Path, tmp_path: Path, monkeypatch, capsys
):
    monkeypatch.setattr(confinement, "audit_apart", lambda asked: audited(asked.file))
    forged(built, tmp_path / "forged.pdf", "WeasyPrint 99.0, Pango 9.9.9")
    assert cli.main(["audit", str(tmp_path / "forged.pdf")]) == 3
    told = capsys.readouterr().out
    assert "UNKNOWN  the whole file: could not be made again" in told
    assert "WeasyPrint 99.0, Pango 9.9.9 made it" in told
    assert "1 unknown: the file is not proved" in told
    assert cli.main(["audit", str(tmp_path / "forged.pdf"), "--quiet"]) == 3
    assert "[not-compared-whole]" in capsys.readouterr().out
    assert cli.main(["audit", str(tmp_path / "forged.pdf"), "--json"]) == 3
    results = json.loads(capsys.readouterr().out)["results"]
    (unknown,) = [one for one in results if one["matches"] is None]
    assert unknown["code"] == "not-compared-whole"


def test_whoever_names_no_maker_is_held_to_every_object(built: Path, tmp_path: Path):
    forged(built, tmp_path / "forged.pdf", "Some Editor 3")
    found = audited(tmp_path / "forged.pdf")
    assert "edited-page" in {one.code for one in found.wrong}


def test_a_version_that_cannot_make_it_is_no_match(built: Path, monkeypatch):
    def failing(*_):
        return Remade(problem="it can no longer be made")

    assert auditing.audit_file(built, None, failing).wrong[0].code == "not-made-again"
    monkeypatch.setattr(other_makers, "VERSION", "99.0")
    found = auditing.audit_file(built, None, failing)
    assert found.wrong == []
    assert found.unknown[0].code == "not-compared-whole"


def test_a_font_of_the_house_that_is_not_attached_is_told(built: Path):
    def lacking(evidence, folder, given, moment):
        made = remade_once(evidence, folder, given, moment)
        return replace(made, pdf=b"", lacks=("fonts/House.ttf",))

    found = auditing.audit_file(built, None, lacking)
    assert found.wrong == []
    assert "fonts/House.ttf is not attached" in found.unknown[0].detail
    assert "fonts/House.ttf is not attached" in found.not_compared[0]


def test_files_without_end_are_refused():
    with pikepdf.new() as pdf:
        nested = pikepdf.Array()
        for _ in range(400):
            nested = pikepdf.Array([nested])
        pdf.Root.Deep = nested
        pdf.add_blank_page()
        out = io.BytesIO()
        pdf.save(out)
    opened = OpenedPdf(out.getvalue())
    with pytest.raises(UnfitPdf, match="deep in one another"):
        opened.of(opened.root)
    with pikepdf.new() as pdf:
        page = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Page))
        for _ in range(MOST_PAGES + 1):
            pdf.Root.Pages.Kids.append(pdf.make_indirect(pikepdf.Dictionary(page)))
        out = io.BytesIO()
        pdf.save(out)
    with pytest.raises(UnfitPdf, match="more than 5,000 pages"):
        OpenedPdf(out.getvalue())


def test_a_tree_of_pages_that_leads_to_itself_ends():
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.Pages.Kids.append(pdf.Root.Pages)
        pdf.Root.Pages.Parent = pdf.Root.Pages
        out = io.BytesIO()
        pdf.save(out)
    opened = OpenedPdf(out.getvalue())
    assert len(opened.pages) == 1
    assert "/MediaBox" in opened.inherited(opened.pages[0])


def test_an_audit_that_takes_too_long_is_stopped(built: Path):
    with pytest.raises(UnusableInput, match=r"took longer than 0\.01 seconds"):
        audit_apart(Asked(str(built)), seconds=0.01)


def test_an_audit_that_ends_otherwise_is_told(built: Path, monkeypatch):
    monkeypatch.setattr(confinement.sys, "executable", "/bin/false")
    with pytest.raises(UnusableInput, match="the audit was stopped: it ended with 1"):
        audit_apart(Asked(str(built)))


def test_what_ends_it_is_told_and_not_what_was_said_last(built: Path, tmp_path: Path, monkeypatch):
    """A library may have warned of something else before."""
    shell = tmp_path / "python"
    shell.write_text("#!/bin/sh\necho a warning >&2\nkill -XCPU $$\n")
    shell.chmod(0o755)
    monkeypatch.setattr(confinement.sys, "executable", str(shell))
    with pytest.raises(UnusableInput, match="stopped: it took more time of the processor"):
        audit_apart(Asked(str(built)))


def test_texts_of_a_file_do_not_write_lines_of_their_own(
    built: Path, tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(confinement, "audit_apart", lambda asked: audited(asked.file))
    with pikepdf.open(built) as pdf:
        with pdf.open_outline() as outline:
            title = "Mines\nmatch  the whole file\x1b[2J\u202e"
            outline.root.append(pikepdf.OutlineItem(title, 0))
        pdf.save(tmp_path / "edited.pdf")
    assert cli.main(["audit", str(tmp_path / "edited.pdf")]) == 1
    told = capsys.readouterr().out
    assert "“Mines match  the whole file[2J” was added" in told
    assert not any(line.startswith("match  the whole file") for line in told.splitlines())
    assert "\x1b" not in told


@pytest.mark.usefixtures("audits_apart")
def test_what_is_no_brief_is_told_from_the_other_process(tmp_path: Path, capsys):
    (tmp_path / "text.pdf").write_bytes(b"%PDF-1.7 nothing else")
    assert cli.main(["audit", str(tmp_path / "text.pdf")]) == 2
    assert "[damaged-pdf]" in capsys.readouterr().err


def test_pages_are_compared_as_another_program_draws_them(built: Path, tmp_path: Path):
    pytest.importorskip("pypdfium2")
    content = built.read_bytes()
    with pikepdf.open(built) as pdf:
        pages = list(range(len(pdf.pages)))
    assert list(picture_changes(content, content, pages)) == []
    edited = EDITS["a_sentence_in_white"].edit(content)
    (result,) = picture_changes(content, edited, pages)
    assert result.what == "page 1"
    assert "it looks otherwise" in result.detail
    (tmp_path / "edited.pdf").write_bytes(edited)
    assert [one for one in wrong_in(tmp_path / "edited.pdf") if "[other-picture]" in one]


def test_that_no_pictures_were_compared_is_told(built: Path, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(page_pictures, "pypdfium2", None)
    (tmp_path / "edited.pdf").write_bytes(EDITS["a_page_turned"].edit(built.read_bytes()))
    found = audited(tmp_path / "edited.pdf")
    assert [one.code for one in found.wrong] == ["edited-page-box"]
    said = 'pages as pictures: pypdfium2 is not installed (pip install "policy-briefing[pictures]")'
    assert said in found.not_compared
