"""All writers, held to one thing: every word of the document, no word of their own, the same bytes.

What a format does not carry is declared here, so that a gap is a decision.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
import sample_documents as samples
from hard_cases import bare, publication
from lxml import html as lxml_html
from pypdf import PdfReader

from briefing.core.document import Document, FactWords
from briefing.core.fact import Citation, Fact
from briefing.core.own_folder import is_own_name
from briefing.core.period_notation import parse_period
from briefing.core.quantity import Quantity
from briefing.core.resources import TEMPLATES
from briefing.core.status import Status
from briefing.core.unit import Unit
from briefing.core.workspace import Workspace
from briefing.writers.house.house import shipped_house
from briefing.writers.ledger.record import ledger_of
from briefing.writers.ledger.transcript import passages
from briefing.writers.writing import WRITERS, Setting


def known_fact() -> Fact:
    quantity = Quantity.printed(Fraction(45_000), Fraction(1000), Unit("t"), Status.ESTIMATED)
    origin = Citation("mcs2025", "p. 144", "45,000")
    return Fact("production[2024]", "Mine production", quantity, parse_period("2024"), origin)


def whole() -> Document:
    """The sample with a fact behind it, as a build has."""
    fact = known_fact()
    words = {fact.id: FactWords("45,000 metric tons")}
    return replace(samples.rare_earths(), facts={fact.id: fact}, fact_words=words)


def spoken(document: Document) -> Document:
    """The same in a language that sets each of its words between brackets."""
    return replace(document, words={key: f"[{text}]" for key, text in document.words.items()})


DOCUMENTS: Mapping[str, Callable[[], Document]] = {
    "whole": lambda: spoken(whole()),
    "one page": lambda: spoken(samples.us_economy()),
    "hostile": samples.hostile,
    "bare": bare,
    "publication": lambda: spoken(publication()),
}


@cache
def written(document: str, writer: str) -> dict[str, bytes]:
    return WRITERS[writer](DOCUMENTS[document](), setting(DOCUMENTS[document]()))


def setting(document: Document) -> Setting:
    return Setting(
        name="brief",
        house=shipped_house(),
        templates=(Workspace(TEMPLATES),),
        pictures=samples.PICTURES,
        ledger=ledger_of(
            document, samples.PICTURES, (), {}, {}, {}, {"name": "briefing", "version": "1"}
        ),
    )


def _html(files: Mapping[str, bytes]) -> str:
    root = lxml_html.fromstring(files["html"].decode())
    for hidden in root.xpath("//style | //script | //*[@role='tooltip']"):
        hidden.drop_tree()
    spoken = root.xpath("//@alt | //@aria-label")
    return " ".join([*root.itertext(), *spoken])


def _pdf(files: Mapping[str, bytes]) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(files["pdf"])).pages)


def _md(files: Mapping[str, bytes]) -> str:
    text = re.sub(r"\\(?=[^\w\s])", "", files["md"].decode())
    return re.sub(r"</?(?:sup|em|strong)>", "", text)


def _xlsx(files: Mapping[str, bytes]) -> str:
    book = openpyxl.load_workbook(BytesIO(files["xlsx"]))
    return " ".join(
        str(cell.value) for sheet in book for row in sheet for cell in row if cell.value is not None
    )


def _datapackage(files: Mapping[str, bytes]) -> str:
    with ZipFile(BytesIO(files["datapackage.zip"])) as parts:
        return " ".join(parts.read(name).decode() for name in parts.namelist())


def _json(files: Mapping[str, bytes]) -> str:
    (content,) = files.values()
    found: list[str] = []

    def walk(value: object) -> None:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            found.extend(map(str, value))
            for one in value.values():
                walk(one)
        elif isinstance(value, list):
            for one in value:
                walk(one)

    walk(json.loads(content))
    return " ".join(found)


READERS: Mapping[str, Callable[[Mapping[str, bytes]], str]] = {
    "html": _html,
    "pdf": _pdf,
    "md": _md,
    "facts": _json,
    "prov": _json,
    "xlsx": _xlsx,
    "datapackage": _datapackage,
}
"""How the words of each format are read back."""
UNTOLD: Mapping[str, frozenset[str]] = {
    "html": frozenset(),
    "pdf": frozenset(),
    "md": frozenset({"drawing"}),
    "facts": frozenset(),
    "prov": frozenset({"drawing", "text"}),
    "xlsx": frozenset({"drawing", "text"}),
    "datapackage": frozenset({"drawing", "text"}),
}
"""What a format does not carry: in Markdown the words of drawings are outlines, and PROV has the
title, facts and their origins alone; a workbook and a data
package have the title, tables and the data of charts."""


def letters(text: str) -> str:
    """The letters and digits alone: formats part lines and cells each in its way."""
    return "".join(filter(str.isalnum, text))


def test_the_table_and_these_tests_know_the_same_formats():
    assert WRITERS.keys() == READERS.keys() == UNTOLD.keys()


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_writer_takes_every_document(document, writer):
    files = written(document, writer)
    assert files
    assert all(files.values())


def test_no_two_formats_have_a_file_of_one_name():
    names = [name for writer in WRITERS for name in written("whole", writer)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("writer", WRITERS)
def test_a_later_build_knows_every_file_as_its_own(writer):
    assert all(is_own_name(f"brief.{ending}") for ending in written("whole", writer))


@pytest.mark.usefixtures("each_page_anew")
@pytest.mark.parametrize("writer", WRITERS)
def test_the_same_document_gives_the_same_bytes(writer):
    document = spoken(whole())
    assert WRITERS[writer](document, setting(document)) == written("whole", writer)


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("document", ["whole", "one page"])
def test_every_text_of_the_document_stands_in_every_format(document, writer):
    said = letters(READERS[writer](written(document, writer)))
    made, missing = DOCUMENTS[document](), []
    drawn = {" ".join(samples.PICTURES.of(one.id, one.plot).texts) for one in made.figures()}
    for passage in passages(made, samples.PICTURES):
        where = str(passage.part)
        in_cells = where.startswith(("key figure", "table"))
        in_rows = writer == "html" and where.startswith(
            "annex"
        )  # each figure has a row, without number
        text = passage.text.partition(" ")[2] if in_rows else passage.text
        pieces = re.split(r"\s" if in_cells else r" (?=[−>$\d])|; |: |, ", text)
        told = all(letters(piece) in said for piece in pieces)
        kind = "drawing" if passage.text in drawn else "title" if where == "title" else "text"
        if not told and kind not in UNTOLD[writer]:
            missing.append(passage.text)
    assert missing == []


@pytest.mark.parametrize("writer", ["html", "pdf", "md"])
@pytest.mark.parametrize("document", ["whole", "one page"])
def test_no_format_prints_a_word_of_its_own(document, writer):
    """Every word of a page comes from the document, where it stands between brackets here."""
    outside = re.sub(r"\[[^\]]*\]", " ", READERS[writer](written(document, writer)))
    english = samples.LANGUAGE.section("page").values()
    for term in english:
        for words in re.split(r"\{\w+\}", term):
            word = words.strip(" :.")
            if len(word) > 5 and word not in texts_of(document):
                assert word not in outside, word


@cache
def texts_of(document: str) -> str:
    """What the document says itself."""
    told = " ".join(one.text for one in passages(DOCUMENTS[document](), samples.PICTURES))
    return re.sub(r"\[[^\]]*\]", " ", told)
