"""No word of a brief comes past its language: a language in brackets leaves none outside of them.

What stands outside must be the author's or the data's: a piece of the config, a cell, a file's name.
"""

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from pdf_text import texts_of_pages
from places import ROOT
from pseudo import CLOSE, OPEN, pseudo, unbracketed

import briefing.app.build.preparation as stage
from briefing.app.build.pipeline import open_project
from briefing.core.problems import ProblemLog
from briefing.core.resources import TEMPLATES
from briefing.core.workspace import Workspace
from briefing.writers.drawing.painter import Painter
from briefing.writers.house.house import shipped_house
from briefing.writers.html.page import write_html
from briefing.writers.markdown.markdown import markdown_files
from briefing.writers.pdf.pdf import write_pdf

DESIGNS = ("policy-brief", "in-focus", "one-pager")
BRIEFS = ("us-rare-earths", "us-economy")
_EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_SAID = re.compile(r"\{\{ *(?:said|holds)\(.([^,]*).,[^}]*\}\}")
_EITHER = re.compile(r"\{\{ *either\((['\"])(.*?)\1, *(['\"])(.*?)\3,.*?\}\}", re.DOTALL)
_MARKUP = re.compile(r"\*\*|(?<!\w)[*_]|[*_](?!\w)|`|\[([^\]]*)\]\([^)]*\)")


_TYPED = str.maketrans({"’": "'", "“": '"', "”": '"', "…": "...", "–": "-", "\u00a0": " "})
"""What an author may have typed for the signs that are printed."""


def squeezed(text: str) -> str:
    """Letters, digits and signs alone, as typed: lines break anywhere, and titles lose their capital."""
    return re.sub(r"[\s\u00ad\u200b\\|<>#*×/÷_−-]+", "", text.translate(_TYPED)).casefold()


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("pseudo")
    for name in ("config", "data"):
        shutil.copytree(ROOT / name, root / name)
    return root


@pytest.fixture(scope="module")
def theirs(folder) -> list[str]:
    """All that config and data say: values of YAML cut at their expressions, cells, names of files."""
    found: list[str] = []

    def walk(value):
        if isinstance(value, dict):
            for key, one in value.items():
                found.append(str(key))
                walk(one)
        elif isinstance(value, list):
            for one in value:
                walk(one)
        else:
            text = _MARKUP.sub(lambda m: m[1] or "", str(value))
            found.extend(_EXPRESSION.split(text))
            text = _SAID.sub(lambda m: m[1], text)
            found.append(text)
            for words in (2, 4):
                found.extend(_EXPRESSION.split(_EITHER.sub(lambda m, of=words: m[of], text)))

    for path in sorted(folder.rglob("*")):
        found.append(str(path.relative_to(folder)))
        if path.suffix == ".yaml":
            walk(yaml.safe_load(path.read_text(encoding="utf-8")))
        elif path.suffix == ".csv":
            found.extend(re.split(r"[,\n\"]", path.read_text(encoding="utf-8-sig")))
            found.append(path.read_text(encoding="utf-8-sig"))
        elif path.suffix == ".json":
            found.append(json.dumps(json.loads(path.read_text(encoding="utf-8"))))
    return sorted({squeezed(one) for one in found if squeezed(one)}, key=len, reverse=True)


@pytest.fixture(scope="module", params=[(b, d) for b in BRIEFS for d in DESIGNS], ids="-".join)
def made(request, folder):
    brief, design = request.param
    path = folder / "config" / f"{brief}.yaml"
    text = re.sub(r"(?m)^(design|pages):.*\n", "", (ROOT / "config" / f"{brief}.yaml").read_text())
    path.write_text(f"{text}\ndesign: {design}\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(stage, "language_of", pseudo)
        project = open_project(folder, [brief])
        log = ProblemLog()
        prepared = stage.prepare(project, project.briefs[brief], log)
    assert prepared, list(map(str, log))
    return prepared.document, brief


def _is_theirs(piece: str, theirs: list[str]) -> bool:
    bare = re.sub(r"^(#+ )?\d+[.]? ", "", piece.strip())
    bare = squeezed(bare).strip("·.,;:()“”’‘…=×÷−+/'\"")
    return not re.search(r"\w", bare) or any(bare in one for one in theirs)


def strange(text: str, theirs: list[str]) -> list[str]:
    """Pieces outside of brackets that neither the config nor the data wrote."""
    found = []
    for piece in unbracketed(text):
        if _is_theirs(piece, theirs):
            continue
        found += [
            one
            for one in re.split(r"[,;:·|\n]|[.] |https?://[^\s]+", piece)
            if not _is_theirs(one, theirs)
        ]
    return found


class _Page(HTMLParser):
    """The texts of a page, and of the attributes that are read or shown."""

    SKIPPED = frozenset({"style", "script"})

    def __init__(self):
        super().__init__()
        self.texts: list[str] = []
        self.block: list[str] = []
        self.within: list[str] = []

    INLINE = frozenset(
        {"a", "span", "em", "strong", "sup", "sub", "time", "b", "i", "tspan", "text"}
    )

    def handle_starttag(self, tag, attrs):
        if tag not in {"meta", "link", "br", "img", "input", "path", "use", "rect", "line"}:
            self.within.append(tag)
        if tag not in self.INLINE:
            self.flush()
        for name, value in attrs:
            is_text = name in {"alt", "title", "aria-label", "aria-description", "content"}
            is_for_machines = tag == "meta" and ("name", "color-scheme") in attrs
            is_for_machines |= tag == "meta" and "=" in (value or "")
            is_for_machines |= ("property", "og:type") in attrs
            if is_text and value and not is_for_machines:
                self.texts.append(value)

    def handle_endtag(self, tag):
        if tag in self.within:
            while self.within.pop() != tag:
                pass
        if tag not in self.INLINE:
            self.flush()

    def handle_data(self, data):
        if not self.SKIPPED & {*self.within}:
            self.block.append(data)

    def flush(self):
        if text := "".join(self.block).strip():
            self.texts.append(text)
        self.block = []


def texts_of(page: str) -> list[str]:
    reader = _Page()
    reader.feed(page)
    reader.flush()
    return reader.texts


def test_every_word_of_the_markdown_is_the_language_s_the_author_s_or_the_data_s(made, theirs):
    document, brief = made
    text = markdown_files(document, brief, Painter(shipped_house().style))["md"].decode()
    found = []
    for line in re.split(r"\n| \| ", text):
        cleaned = re.sub(r"!\[|\]\([^)]*\)|<https?://[^>]*>|<a id=[^>]*>|</?su[pb]>", " ", line)
        found += strange(_MARKUP.sub(" ", cleaned.replace("\\", "")), theirs)
    assert not found


@pytest.mark.parametrize("for_print", [False, True], ids=["screen", "print"])
def test_every_word_of_the_pages_is_too(made, theirs, for_print: bool):
    document, _ = made
    page = write_html(document, templates=[Workspace(TEMPLATES)], for_print=for_print)
    found = [one for text in texts_of(page) for one in strange(text, theirs)]
    assert not found


@pytest.mark.parametrize("made", [("us-economy", one) for one in DESIGNS], indirect=True)
def test_every_word_of_the_pdf_is_too(made, theirs):
    document, _ = made
    page = write_html(document, templates=[Workspace(TEMPLATES)], for_print=True)
    pages = texts_of_pages(write_pdf(page, document))
    known = " ".join(theirs)
    text = "\n".join(pages).replace("\u00ad", "")
    assert min(text.count(OPEN), text.count(CLOSE)) > 500
    text = re.sub(
        rf"^[^{OPEN}\n]*{OPEN}[^\n]*…$", "", text, flags=re.MULTILINE
    )  # cut running heads
    words = {
        word
        for piece in unbracketed(text)
        for word in re.findall(r"[^\W\d_]{3,}", piece.casefold())
    }
    assert not sorted(word for word in words if word not in known)


def test_a_word_of_nobody_s_would_be_found(theirs):
    assert strange("Real GDP ‹rose to ›‹45› whatever it cost", theirs) == [" whatever it cost"]
    assert strange("‹Source: ›Real GDP, Unemployment rate", theirs) == []
