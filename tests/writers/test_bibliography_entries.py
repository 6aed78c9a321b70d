"""How a brief and its sources are cited: every form holds the same, and other programs read it."""

import json
from dataclasses import replace

import bibtexparser
import pytest
from sample_documents import rare_earths

from briefing.writers.bibliography_entries import (
    Entry,
    as_bibtex,
    as_csl,
    as_lines,
    entries_of,
    with_own_keys,
)

BEDS = Entry(
    key="beds/2024",
    kind="dataset",
    title="Beds & wards: 50% of_all {sites} ~ #1 \\ $5 ^",
    author="Ministry of Health",
    publisher="Ministry of Health",
    day="2024-03-09",
    edition="Second edition",
    doi="10.1000/a_b%20c",
)
BARE = Entry(key="x", kind="report", title="Beds", author="")


def test_a_brief_is_cited_before_its_sources():
    document = replace(rare_earths(), day="2025-01-31", author="Jane Doe", brand="Institute")
    brief, *sources = entries_of(document, "10.1000/182", "Briefs")
    assert (brief.author, brief.publisher, brief.day) == ("Jane Doe", "Institute", "2025-01-31")
    assert (brief.kind, brief.address, brief.edition) == (
        "report",
        "https://doi.org/10.1000/182",
        "Briefs",
    )
    assert [one.key for one in sources] == [one.id for one in document.sources]
    assert entries_of(replace(document, author=""))[0].author == "Institute"
    assert entries_of(replace(document, id="waits/north"))[0].key == "waits-north"


def test_lines():
    assert as_lines([BARE]) == "Beds."
    assert as_lines([replace(BEDS, title="Beds.")]) == (
        "Ministry of Health (2024-03-09). Beds. Second edition. https://doi.org/10.1000/a_b%20c"
    )
    told = replace(BARE, author="Jane Doe", publisher="Institute", url="https://example.org/a")
    assert as_lines([told]) == "Jane Doe. Beds. Institute. https://example.org/a"
    assert as_lines([]) == ""


def test_bibtex_is_read_by_others():
    library = bibtexparser.parse_string(as_bibtex([BEDS, BARE]))
    assert not library.failed_blocks
    first, second = library.entries
    assert (first.key, second.key) == ("beds-2024", "x")
    assert first["doi"] == BEDS.doi
    assert first["url"] == "https://doi.org/10.1000/a_b%20c"
    assert (first["year"], first["month"]) == ("2024", "3")
    assert first["author"] == "{Ministry of Health}"
    assert first["title"] == (
        r"{Beds \& wards: 50\% of\_all \{sites\} \textasciitilde{} \#1 \textbackslash{} \$5 "
        r"\textasciicircum{}}"
    )
    assert [one.key for one in second.fields] == ["title"]


@pytest.mark.parametrize(
    ("day", "parts"), [("2024-03-09", [2024, 3, 9]), ("2024-03", [2024, 3]), ("2024", [2024])]
)
def test_csl_tells_the_day_as_far_as_it_is_known(day, parts):
    first, second = json.loads(as_csl([replace(BEDS, day=day), BARE]))
    assert first["issued"] == {"date-parts": [parts]}
    assert first["author"] == [{"literal": "Ministry of Health"}]
    assert (first["type"], first["version"], first["DOI"]) == (
        "dataset",
        "Second edition",
        BEDS.doi,
    )
    assert second == {"id": "x", "type": "report", "title": "Beds"}


def test_a_publication_is_listed_once_and_no_two_share_a_key():
    other = replace(BARE, title="Wards")
    found = with_own_keys([BARE, BEDS, other, BARE, replace(BARE, title="Sites")])
    assert [(one.key, one.title) for one in found] == [
        ("x", "Beds"),
        ("beds/2024", BEDS.title),
        ("x-2", "Wards"),
        ("x-3", "Sites"),
    ]
