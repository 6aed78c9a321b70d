"""Files of works to cite: what BibTeX and CSL-JSON say, and what is wrong with an entry at its line."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.core.problems import ProblemLog
from briefing.core.work import Author, Work
from briefing.core.workspace import Kind, Workspace
from briefing.project.bibliography import read_works

BIBTEX = r"""
@string{who = {World Health Organization}}
@article{mueller2020,
  author = {M{\"u}ller, Jean-Paul and van der Berg, Anna and {World Health Organization}},
  title = {The {GDP} of Schools \& Towns}, journal = {J. of Towns},
  year = 2020, volume = 3, number = {4}, pages = {12--15}, doi = {https://doi.org/10.1000/x}
}
@techreport{who2019, author = {{World Health Organization}}, title = {A report}, institution = who, date = {2019-05-01}, url = {https://who.int/r}}
"""
JSON = [
    {
        "id": "mueller2020",
        "type": "article-journal",
        "author": [
            {"family": "Müller", "given": "Jean-Paul"},
            {"family": "Berg", "given": "Anna", "non-dropping-particle": "van der"},
            {"literal": "World Health Organization"},
        ],
        "title": "The GDP of Schools & Towns",
        "container-title": "J. of Towns",
        "issued": {"date-parts": [[2020, 3, 1]]},
        "volume": 3,
        "issue": "4",
        "page": "12-15",
        "DOI": "10.1000/x",
    }
]
ARTICLE = Work(
    "mueller2020",
    "The GDP of Schools & Towns",
    (
        Author("Müller", "Jean-Paul"),
        Author("van der Berg", "Anna"),
        Author("World Health Organization"),
    ),
    "2020",
    within="J. of Towns",
    volume="3",
    issue="4",
    pages="12–15",
    url="https://doi.org/10.1000/x",
    line=3,
)


def read(folder: Path, text: str, name: str = "refs.bib") -> tuple[dict[str, Work], list[str]]:
    (folder / name).write_text(text, encoding="utf-8")
    log = ProblemLog()
    works = read_works(Workspace(folder).read(name, Kind.CONFIG), log)
    return works, [str(one) for one in log.problems]


def test_bibtex(tmp_path: Path):
    works, told = read(tmp_path, BIBTEX)
    assert told == []
    assert works["mueller2020"] == ARTICLE
    assert works["who2019"] == Work(
        "who2019",
        "A report",
        (Author("World Health Organization"),),
        "2019",
        publisher="World Health Organization",
        url="https://who.int/r",
        line=8,
    )


def test_csl_json_says_the_same(tmp_path: Path):
    works, told = read(tmp_path, json.dumps(JSON, indent=1), "refs.json")
    assert told == []
    assert works == {"mueller2020": replace(ARTICLE, line=3)}


@pytest.mark.parametrize("text", ["", "@comment{none}", "% nothing"])
def test_a_file_without_works_has_none(tmp_path: Path, text: str):
    assert read(tmp_path, text) == ({}, [])


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        (
            "r.bib",
            "@misc{a, title={A}}\n@misc{a, title={B}}\n",
            "r.bib:2: the work 'a' stands twice",
        ),
        (
            "r.bib",
            '\n@misc{a, title="A\n@misc{b, title={B}}\n',
            "r.bib:2: an entry that begins here cannot",
        ),
        ("r.bib", "\n\n@misc{a, year=2020}\n", "r.bib:3: the work 'a' has no title"),
        (
            "r.json",
            '[{"id": "a", "title": "A"}, {"id": "a", "title": "A"}]',
            "the work 'a' stands twice",
        ),
        ("r.json", '{"a": 1}', "CSL-JSON is a list of works"),
        ("r.json", "[1]", "CSL-JSON is a list of works"),
        ("r.json", '[\n{"id": }]', "r.json:2: it is no bibliography that can be read"),
    ],
)
def test_what_is_wrong_is_told_at_its_line(tmp_path: Path, name: str, text: str, words: str):
    _, told = read(tmp_path, text, name)
    assert any(words in one for one in told), told


def test_bytes_that_are_no_text_are_told(tmp_path: Path):
    (tmp_path / "r.bib").write_bytes(b"@misc{a, title={\xff\xfe}}")
    log = ProblemLog()
    assert read_works(Workspace(tmp_path).read("r.bib", Kind.CONFIG), log) == {}
    assert "no bibliography that can be read" in str(log.problems[0])
