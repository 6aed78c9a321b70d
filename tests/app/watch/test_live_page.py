"""In a real browser: a page follows what is saved, and shows what is wrong until it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from browser import Browser, Page
from hearing import PATIENCE, until
from places import BRIEF

from briefing.app.watch.serving import Shelf, served
from briefing.app.watch.watching import watch_project

TEXT = "document.body.innerText"
PROBLEMS = "document.querySelector('#briefing-problems')?.shadowRoot.textContent ?? ''"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.page(800, 400) as one:
        yield one


@pytest.fixture
def address(project: Path) -> Iterator[str]:
    shelf, stop = Shelf("project", project / "output"), Event()
    watching = (project, project / "output", (), shelf, stop)
    thread = Thread(target=watch_project, args=watching)
    with served(shelf) as base:
        thread.start()
        yield base
        stop.set()
        thread.join(PATIENCE)


def test_a_page_follows_its_file(project: Path, address: str, page: Page):
    def save(text: str) -> None:
        (project / "config/small.yaml").write_text(text, encoding="utf-8")

    def sees(script: str, part: str) -> str:
        return until(lambda: part in (page.value(script) or "") and page.value(script), part)

    until((project / "output/small.html").is_file, "the page")
    page.open(f"{address}small.html")
    sees(TEXT, "China mined")

    page.value("scrollTo({top: 150, behavior: 'instant'})")
    save(BRIEF.replace("China mined {{ share }}.", "Chinese mines gave {{ share }}."))
    sees(TEXT, "Chinese mines gave 67.5%")
    until(lambda: page.value("scrollY") == 150, "the place on the page")

    save(BRIEF.replace("{{ share }}.", "{{ share }"))
    sees(PROBLEMS, "config/small.yaml:13")
    assert "Chinese mines gave 67.5%" in page.value(TEXT)
    assert page.value("document.title").startswith("✗ ")

    save(BRIEF.replace("text: |", "<img/src=x/onerror=alert(1)>: |"))
    sees(PROBLEMS, "onerror")
    assert page.value("document.querySelectorAll('img[src=x]').length") == 0

    save(BRIEF.replace("China mined {{ share }}.", "From China came {{ share }}."))
    sees(TEXT, "From China came 67.5%")
    until(lambda: page.value(PROBLEMS) == "", "the problems to go")
    assert "<script src=" not in (project / "output/small.html").read_text(encoding="utf-8")


def test_the_list_follows_the_folder(project: Path, address: str, page: Page):
    page.open(address)
    until(lambda: "small built in" in (page.value(TEXT) or ""), "the brief")
    china = BRIEF.replace("Output {{ output.verb }}", "{{ nothing }}")
    (project / "config/china.yaml").write_text(china, encoding="utf-8")
    until(lambda: "china could not be built" in (page.value(TEXT) or ""), "the new brief")
    until(lambda: "config/china.yaml:" in (page.value(TEXT) or ""), "where it is wrong")
    (project / "config/china.yaml").unlink()
    until(lambda: "china" not in (page.value(TEXT) or ""), "the brief that went")
