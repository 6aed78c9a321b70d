"""What a page says of itself to machines, and where it leads beside itself."""

import json
from dataclasses import replace

import pytest
import sample_documents as samples
from lxml import html as lxml_html

from briefing.core.back_matter import ImprintLine
from briefing.core.resources import TEMPLATES
from briefing.core.workspace import Workspace
from briefing.writers.house.house import shipped_house
from briefing.writers.html.page import write_html
from briefing.writers.html.page_metadata import Whereabouts, linked_data, tags
from briefing.writers.writing import names_beside

WHERE = Whereabouts(
    "https://example.org/briefs/", {"pdf": "rare earths.pdf", "facts": "r.facts.json"}
)


@pytest.fixture(scope="module")
def document():
    doi = ImprintLine("DOI", "10.1787/69096873-en", "https://doi.org/10.1787/69096873-en")
    return replace(samples.rare_earths(), day="2025-01-31", imprint=(doi,), marks=("Draft",))


def test_shared_links_and_libraries_of_references_are_told(document):
    told = {name: content for _, name, content in tags(document, WHERE)}
    assert told["og:title"].startswith("U.S. rare earths")
    assert told["og:url"] == f"https://example.org/briefs/{document.id}.html"
    assert told["og:locale"] == "en_US"
    assert told["citation_doi"] == "10.1787/69096873-en"
    assert told["citation_publication_date"] == "2025/01/31"
    assert told["citation_pdf_url"] == "https://example.org/briefs/rare%20earths.pdf"


def test_without_an_address_none_is_made_up(document):
    told = {name for _, name, _ in tags(document, Whereabouts(files=WHERE.files))}
    assert not told & {"og:url", "citation_pdf_url", "citation_public_url"}
    report = json.loads(linked_data(document, Whereabouts(files=WHERE.files)))
    assert "url" not in report
    assert report["encoding"][0]["contentUrl"] == "rare%20earths.pdf"


def test_the_report_names_its_sources_and_each_table_and_chart_as_data(document):
    report = json.loads(linked_data(document, WHERE))
    assert (report["@type"], report["datePublished"]) == ("Report", "2025-01-31")
    assert report["creativeWorkStatus"] == "Draft"
    assert [one["name"] for one in report["isBasedOn"]] == [
        one.publication.title for one in document.sources
    ]
    whole, *parts = report["hasPart"]
    assert [one["contentUrl"] for one in whole["distribution"]] == [
        "https://example.org/briefs/r.facts.json"
    ]
    assert {one["@type"] for one in parts} == {"Dataset"}
    blocks = [one for part in document.sections for one in part.blocks if hasattr(one, "source")]
    assert len(parts) == len(blocks)


def test_no_text_ends_the_script():
    page = write_html(samples.hostile(), templates=[Workspace(TEMPLATES)], for_print=False)
    (script,) = lxml_html.fromstring(page).xpath("//script[@type='application/ld+json']")
    assert not {*"<>&"} & {*script.text}
    assert json.loads(script.text)["@type"] == "Report"


def test_a_page_leads_to_the_files_beside_it_and_to_its_own_address(document):
    house = replace(shipped_house(), url="https://example.org/briefs")
    given = {"templates": [Workspace(TEMPLATES)], "pictures": samples.PICTURES, "house": house}
    page = lxml_html.fromstring(write_html(document, for_print=False, files=WHERE.files, **given))
    assert page.xpath("//link[@rel='canonical']/@href") == [
        f"https://example.org/briefs/{document.id}.html"
    ]
    assert page.xpath("//p[@class='files']/a/@href") == ["rare%20earths.pdf", "r.facts.json"]
    assert page.get("lang") == "en-US"
    paper = write_html(document, for_print=True, files=WHERE.files, **given)
    assert "canonical" not in paper
    assert "ld+json" not in paper


def test_a_page_leads_to_what_is_written_and_no_further():
    names = names_beside("a", ["facts", "prov", "datapackage"])
    assert names == {"facts": "a.facts.json", "datapackage": "a.datapackage.zip"}
