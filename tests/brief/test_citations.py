"""Works that texts cite, by author and year, with the list that they lead to."""

from __future__ import annotations

from pathlib import Path

import pytest
from brief_of_schools import of_schools
from handmade import LANGUAGE
from small_projects import Tried

from briefing.core.resources import TEMPLATES
from briefing.core.text_nodes import Paragraph, plain
from briefing.core.work import Author, Work
from briefing.core.workspace import Workspace
from briefing.language.citing import in_full, in_texts
from briefing.writers.html.page import write_html
from briefing.writers.markdown.markdown import write_markdown

BIBTEX = """\
@article{smith2020, author={Smith, John and Jones, Ann Mary}, title={Schools of a town}, journal={Towns}, year=2020, volume=3, number=4, pages={12--15}, doi={10.1000/x}}
@book{oecd2021, author={{OECD}}, title={Education at a glance}, publisher={OECD Publishing}, year=2021}
"""


def citing(folder: Path, text: str, more: str = "references: refs.bib\n") -> Tried:
    (folder / "refs.bib").write_text(BIBTEX, encoding="utf-8")
    return of_schools(folder, text, more=more)


def said(found: Tried) -> str:
    (one,) = found.made.sections[0].blocks
    assert isinstance(one, Paragraph)
    return plain(one.children)


def test_texts_name_works_by_author_and_year(tmp_path: Path):
    found = citing(tmp_path, "Schools are open [@smith2020, pp. 13–14; @oecd2021].")
    assert said(found) == "Schools are open (Smith and Jones 2020, pp. 13–14; OECD 2021)."
    assert found.codes == []


def test_the_list_has_what_is_cited_in_order_with_its_address(tmp_path: Path):
    made = citing(tmp_path, "Open [@smith2020]. Open [@oecd2021; @smith2020].").made
    assert [(plain(one.text), one.url) for one in made.works] == [
        ("OECD (2021). Education at a glance. OECD Publishing.", ""),
        (
            "Smith, J. and Jones, A. M. (2020). Schools of a town. Towns 3(4), 12–15.",
            "https://doi.org/10.1000/x",
        ),
    ]


def test_what_is_cited_leads_to_the_list(tmp_path: Path):
    made = citing(tmp_path, "Open [@smith2020].").made
    page = write_html(made, templates=[Workspace(TEMPLATES)], for_print=False)
    written = write_markdown(made)
    assert '<a href="#work-1">Smith and Jones 2020</a>' in page
    assert '<li id="work-1">' in page
    assert '<a href="https://doi.org/10.1000/x">' in page
    assert "([Smith and Jones 2020](#work-1))" in written
    assert '- <a id="work-1"></a>Smith, J. and Jones, A. M. (2020).' in written


def test_a_work_that_nobody_cites_is_told_and_not_printed(tmp_path: Path):
    found = citing(tmp_path, "Open [@smith2020].")
    (told,) = found.told
    assert told.code == "uncited-work"
    assert "no text cites 1 work of the references: oecd2021" in str(told)
    assert len(found.made.works) == 1


@pytest.mark.parametrize(
    ("text", "more", "words"),
    [
        (
            "Open [@smiht2020].",
            "references: refs.bib\n",
            "there is no work 'smiht2020' in the references",
        ),
        ("Open [@smith2020; p. 4].", "references: refs.bib\n", "'p. 4' cites no work"),
        ("Open [@smith2020].", "", "the brief has no 'references'"),
        (
            "Open [-@smith2020].",
            "references: refs.bib\n",
            "a citation without the author is not read here",
        ),
        ("Open.", "references: none.bib\n", "none.bib"),
        (
            "Open.",
            'references: refs.bib\nsubtitle: "As [@smith2020] says"\n',
            "a citation cannot stand in",
        ),
    ],
)
def test_what_cannot_be_cited_is_an_error(tmp_path: Path, text: str, more: str, words: str):
    found = citing(tmp_path, text, more)
    assert found.document is None
    assert any(words in str(one) for one in found.told), found.told


def test_near_words_are_named(tmp_path: Path):
    told = citing(tmp_path, "Open [@smiht2020].").told
    assert any("smith2020" in (one.advice or "") for one in told)


def test_a_note_cites_too(tmp_path: Path):
    made = citing(tmp_path, "Open[^1].\n\n[^1]: See [@oecd2021].").made
    assert plain(made.notes[0].text) == "See (OECD 2021)."
    assert len(made.works) == 1


def test_an_address_of_mail_cites_nobody(tmp_path: Path):
    assert (
        said(citing(tmp_path, "Write to a@b.org [see there].")) == "Write to a@b.org [see there]."
    )


def work(key: str, *names: str, year: str = "2020", title: str = "A title") -> Work:
    return Work(key, title, tuple(map(Author, names)), year)


@pytest.mark.parametrize(
    ("names", "year", "label"),
    [
        ((), "2020", "A title 2020"),
        (("A",), "2020", "A 2020"),
        (("A", "B"), "2020", "A and B 2020"),
        (("A", "B", "C"), "2020", "A et al. 2020"),
        (("A",), "", "A n.d."),
    ],
)
def test_labels(names: tuple[str, ...], year: str, label: str):
    assert in_texts(LANGUAGE, [work("k", *names, year=year)]) == {"k": label}


def test_works_of_one_author_and_year_are_told_apart():
    works = [
        work("z", "A", title="Beta"),
        work("y", "A", title="Alpha"),
        work("x", "Á", year="2019"),
    ]
    assert in_texts(LANGUAGE, works) == {"x": "Á 2019", "y": "A 2020a", "z": "A 2020b"}
    entries = in_full(LANGUAGE, works)
    assert [plain(one) for one in entries.values()] == [
        "Á (2019). A title.",
        "A (2020a). Alpha.",
        "A (2020b). Beta.",
    ]


def test_titles_that_end_with_a_sign_get_no_other():
    (entry,) = in_full(LANGUAGE, [work("k", title="Who pays?", year="")]).values()
    assert plain(entry) == "Who pays? (n.d.)."
