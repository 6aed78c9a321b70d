"""The example of the docs, built as it stands: its parts are in every file, and an audit knows them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from audits import wrong_in
from pdf_text import page_texts
from PIL import Image
from places import ROOT
from small_projects import SOURCE

import briefing
from briefing.app.build.incremental import build_changed, what_is_stale
from briefing.core import workspace
from briefing.core.document import Document
from briefing.core.resources import TEMPLATES
from briefing.core.workspace import Workspace
from briefing.writers.html.page import write_html

DOCS = (ROOT / "docs/parts.md").read_text(encoding="utf-8")
BEFORE, AFTER = datetime(2025, 2, 1, 8, 59, tzinfo=UTC), datetime(2025, 2, 1, 9, tzinfo=UTC)
MARK = "Embargo: not for release before February 1, 2025, 09:00 (Europe/London)"


def blocks(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", DOCS, re.DOTALL)
    return found


@pytest.fixture
def school(tmp_path: Path) -> Path:
    for path, text in {
        "config/parts.yaml": blocks("yaml"),
        "references.bib": blocks("bibtex"),
        "data/d.csv": "Year,Pupils\n2022,512\n2023,498\n2024,530\n",
        "config/project.yaml": SOURCE.replace("2030", "2025")
        + "brand: {name: School Board, url: https://board.example.org}\ndatasets: {schools: {source: s, path: data/d.csv, period: {column: Year}, "
        "series: {pupils: {column: Pupils, title: Pupils, unit: person}}}}\n",
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    (tmp_path / "pictures").mkdir()
    Image.new("RGB", (60, 40), "brown").save(tmp_path / "pictures/school.jpg")
    return tmp_path


def at(moment: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))


def document_of(folder: Path) -> Document:
    (made,) = briefing.check_all(project=folder)
    return made.document


def test_the_example_of_the_docs_has_all_its_parts_in_every_file(school, monkeypatch):
    at(BEFORE, monkeypatch)
    (built,) = briefing.build_all(project=school, also=("md",))
    pages, text = (
        "\n".join(page_texts(built.files["pdf"])),
        built.files["md"].read_text(encoding="utf-8"),
    )
    page = built.files["html"].read_text(encoding="utf-8")
    flat = " ".join(pages.split())
    for part in (
        "Official – sensitive · Draft · " + MARK,
        "For members of the school board",
        "Policy briefs, No. 12",
        "ISSN 0317-8471",
        "Ann Jones (2025). Pupils rose 6.4%. Policy briefs, No. 12. School Board. https://doi.org/10.1787/69096873-en",
        "CC BY 4.0",
        "Photo: Ann Jones, CC BY 4.0",
        "On the web https://board.example.org/parts.html",
        "CO₂ carbon dioxide",
        "Ann Jones teaches economics.",
        "How pupils are counted",
        "“We have no room left.”",
        "(Smith and Jones 2020, p. 13)",
        "as Figure 1 shows",
        "1 Per m³ of the class room, with 530 people in the schools.",
    ):
        assert part in flat, part
    for part in (
        "Photo: Ann Jones",
        "carbon dioxide",
        "0317-8471",
        "Official – sensitive",
        "The views are those",
    ):
        assert part in text
        assert part in page
    assert wrong_in(built.files["pdf"]) == []


def test_every_page_bears_the_marks_and_running_heads_the_short_title(school, monkeypatch):
    at(BEFORE, monkeypatch)
    (built,) = briefing.build_all(project=school)
    pages = page_texts(built.files["pdf"])
    for page in filter(str.strip, pages):
        assert "Embargo: not for release before" in " ".join(page.split())
    assert "Pupils in the town" in pages[1]


def test_an_embargo_holds_until_its_moment_and_no_longer(school, monkeypatch):
    at(BEFORE, monkeypatch)
    assert MARK in document_of(school).marks
    at(AFTER, monkeypatch)
    assert document_of(school).marks == ("Official – sensitive", "Draft")


def test_a_brief_is_built_again_when_its_embargo_is_over(school, monkeypatch):
    class Clock(datetime):
        moment = BEFORE

        @classmethod
        def now(cls, tz=None):
            return cls.moment.astimezone(tz)

    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr(workspace, "datetime", Clock)
    pdf = school / "output/parts.pdf"

    def stale() -> list[tuple[str, ...]]:
        return [one.reasons for one in what_is_stale(project=school)]

    build_changed(project=school)
    assert wrong_in(pdf) == []
    assert stale() == [()]
    Clock.moment = AFTER
    assert stale() == [("its embargo is over",)]
    build_changed(project=school)
    assert "Embargo" not in "".join(page_texts(pdf))
    assert wrong_in(pdf) == []
    assert stale() == [()]


def test_none_of_it_is_there_unless_used(school):
    bare = re.sub(
        r"(?ms)^(short_title|audience|classification|draft|embargo|picture): .*?\n|^(abbreviations|imprint):.*\Z",
        "",
        blocks("yaml"),
    )
    (school / "config/parts.yaml").write_text(re.sub(r"(?m)^(abbreviations|imprint):.*", "", bare))
    made = document_of(school)
    assert (made.marks, made.imprint, made.abbreviations) == ((), (), ())
    assert (made.series, made.audience, made.short_title, made.embargo) == ("", "", "", "")


def test_the_brand_speaks_for_all_briefs_and_its_claims_are_searched(school):
    path = school / "config/project.yaml"
    words = 'imprint: {licence: CC0, series: House briefs, disclaimer: "Prices rose by 45%."}'
    path.write_text(path.read_text().replace("name: School Board", f"name: School Board, {words}"))
    (made,) = briefing.check_all(project=school)
    told = {one.label: one.text for one in made.document.imprint}
    assert told["Licence"] == "CC BY 4.0"
    assert told["Disclaimer"] == "The views are those of the author."
    assert any("45%" in str(one) and one.code == "naked-number" for one in made.warnings)


def test_picture_and_code_are_told_to_those_who_cannot_see_them(school, monkeypatch):
    at(BEFORE, monkeypatch)
    (made,) = briefing.check_all(project=school)
    folders, document = [Workspace(TEMPLATES)], made.document
    paper, screen = (
        write_html(document, templates=folders, for_print=one) for one in (True, False)
    )
    told = "QR code that leads to https://board.example.org/parts.html"
    assert (paper.count(f'alt="{told}"'), screen.count(told)) == (1, 0)
    assert 'alt="A school of red brick with a gable."' in paper
    assert 'alt="A school of red brick with a gable."' in screen


WRONG_PICTURES = {
    "alt: A school of red brick with a gable., ": "",
    "alt: A school of red brick with a gable.": "alt: ''",
    "school.jpg": "none.jpg",
    "pictures/school.jpg": "data/d.csv",
}


@pytest.mark.parametrize("wrong", WRONG_PICTURES)
def test_a_picture_without_words_or_of_no_fit_file_is_told_with_its_line(school, wrong):
    page = school / "config/parts.yaml"
    page.write_text(page.read_text(encoding="utf-8").replace(wrong, WRONG_PICTURES[wrong], 1))
    with pytest.raises(briefing.BriefingError) as raised:
        briefing.check_all(project=school)
    (told,) = raised.value.problems
    assert str(told.place).startswith("config/parts.yaml:5:")


def test_colours_of_four_inks_are_refused(school):
    Image.new("CMYK", (60, 40)).save(school / "pictures/school.jpg")
    with pytest.raises(briefing.BriefingError, match="CMYK"):
        briefing.check_all(project=school)


@pytest.mark.parametrize(
    ("qr", "url", "said"),
    [
        ("true", "", "has no address to lead to"),
        ("www.example.org", "url: https://x.org", "is no address for a QR code"),
        (f"https://x.org/{'a' * 140}", "", "is no address for a QR code"),
    ],
)
def test_a_code_without_a_fit_address_is_told(school, qr, url, said):
    for name, old, new in (
        ("parts", "qr: true", f"qr: {qr}"),
        ("project", "url: https://board.example.org", url),
    ):
        path = school / f"config/{name}.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(briefing.BriefingError) as raised:
        briefing.check_all(project=school)
    (told,) = raised.value.problems
    assert said in told.message
    assert (told.code, told.place.file) == ("unfit-imprint", "config/parts.yaml")
