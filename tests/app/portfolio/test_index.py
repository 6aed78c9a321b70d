"""The index of a portfolio: one file that reads without script, sorts and filters with it, and says what changed."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest
from browser import Browser
from lxml import html as lxml_html
from places import small_project
from portfolios import for_each, portfolio

from briefing.app.build.incremental import build_each, where
from briefing.app.cli import main as cli
from briefing.core.budgets import Budget, BudgetSpent
from briefing.core.index_entry import IndexEntry, IndexFigure
from briefing.core.resources import TEMPLATES
from briefing.core.workspace import Workspace
from briefing.language.base import language_of
from briefing.writers.house.house import shipped_house
from briefing.writers.html.index_metadata import IndexPlace, description, linked_data
from briefing.writers.html.index_page import column_labels, index_page, own_label, trend_line
from briefing.writers.pdf.page_cost import check_cost

BLOCK = "  list: [North, 'East, Upper', West]\n  skip: [{subjects: [West], because: it <reports> no more}]\n"


def build(project: Path) -> Path:
    workspace, folder, briefs, _ = where((), project, None)
    list(build_each(workspace, folder, briefs))
    return folder / "regions"


def test_each_subject_stands_in_it_with_its_figures_and_what_changed(tmp_path: Path):
    project = portfolio(tmp_path, for_each(BLOCK))
    folder = build(project)
    told = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    north, _, west = told["briefs"]
    assert (north["subject"], north["headline"]) == ("North", "Waiting in North")
    assert [(one["label"], one["value"], one["unit"]) for one in north["figures"]] == [
        ("Waiting time", "120", "days")
    ]
    assert north["figures"][0]["trend"] == [100.0, 120.0]
    assert west["note"] == "No brief: it <reports> no more"
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert '<a href="north.html">North</a>' in page
    assert "it &lt;reports&gt; no more" in page
    assert not re.search(r'(?:src|href)="(?:https?:|/)', page), "one file that needs nothing else"
    assert (folder / "index.pdf").read_bytes().startswith(b"%PDF")
    waits = (project / "data/waits.csv").read_text(encoding="utf-8").replace("100,120", "100,110")
    (project / "data/waits.csv").write_text(waits, encoding="utf-8")
    build(project)
    told = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    assert [one["changed"] for one in told["briefs"][:2]] == [["Waiting time: 120, now 110"], []]


def test_an_index_of_very_many_subjects_is_told_to_have_no_pdf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
):
    arguments = ["build", "--project", str(portfolio(tmp_path, for_each(BLOCK)))]
    pdf = tmp_path / "output/regions/index.pdf"
    for most, is_there in ((3, True), (2, False), (2, False)):
        for module in ("app.build.portfolio_index", "app.build.left_overs"):
            monkeypatch.setattr(f"briefing.{module}.MOST_ON_PAPER", most)
        if most == 2 and pdf.exists():
            (pdf.parent / "index.html").unlink()  # is written anew
        assert cli.main(arguments) == 0
        assert pdf.exists() is is_there
        told = "it has 3 subjects, and 2 are the most" in capsys.readouterr().err
        assert told is not is_there
    assert (pdf.parent / "index.html").exists()


@pytest.mark.parametrize(
    ("labels", "column", "own"),
    [
        (["Imports", "Imports, Ore", "Imports: Metal"], "Imports", ["", "Ore", "Metal"]),
        (["Imports, Ore", "Imports, Ore"], "Imports, Ore", ["", ""]),
        (["Price, U.S.", "Prices"], "Price, U.S.", ["", "Prices"]),
        (["Jobless rate"], "Jobless rate", [""]),
    ],
)
def test_a_column_says_what_all_its_figures_are_and_each_the_rest(labels, column, own):
    """The label of the first subject above all would give copper's imports for alumina's."""
    figures = [IndexFigure("x", label, "1", "", "t", "up", "", (), 1.0) for label in labels]
    entries = [IndexEntry(str(n), str(n), "", figures=(one,)) for n, one in enumerate(figures)]
    assert column_labels(entries) == {"x": column}
    assert [own_label(one, column) for one in figures] == own


@pytest.mark.parametrize(
    ("labels", "column", "own"),
    [
        (["Kent’s share of pupils", "Old Town’s share of pupils"], "Share of pupils", ["", ""]),
        (["Kent’s share of pupils", "Share of pupils"], "Kent’s share of pupils", ["", "Share of pupils"]),
        (["Kent’s rank", "Old Town’s share"], "Kent’s rank", ["", "Old Town’s share"]),
    ],
)  # fmt: skip
def test_a_column_is_named_by_what_all_subjects_have(labels, column, own):
    """Not by whose it is in the first row."""
    figures = [IndexFigure("x", label, "1", "", "t", "up", "", (), 1.0) for label in labels]
    entries = [
        IndexEntry(subject, subject, "", figures=(one,))
        for subject, one in zip(("Kent", "Old Town"), figures, strict=True)
    ]
    assert column_labels(entries) == {"x": column}
    assert [own_label(one.figures[0], column, one.subject) for one in entries] == own


@pytest.mark.parametrize("file", ["index.html", "index.json", "index.pdf"])
def test_an_index_that_somebody_edited_is_written_again(tmp_path: Path, file: str, capsys):
    project = portfolio(tmp_path, for_each(BLOCK))
    written = build(project) / file
    before = written.read_bytes()
    written.write_bytes(before.replace(b"120", b"121") if file != "index.pdf" else before + b" ")
    assert written.read_bytes() != before
    assert cli.main(["build", "--project", str(project)]) == 0
    assert written.read_bytes() == before
    capsys.readouterr()
    assert cli.main(["build", "--project", str(project)]) == 0
    assert "up to date" in capsys.readouterr().out


@pytest.mark.parametrize(
    "text", ["[]", "5", '"sha256"', "{}", '{"files": 1}', '{"files": {"../../x": "a"}}', "{"]
)
def test_an_index_of_another_make_is_written_again(tmp_path: Path, text: str):
    project = portfolio(tmp_path, for_each("  list: [North]\n"))
    written = build(project) / "index.json"
    before = written.read_bytes()
    written.write_text(text, encoding="utf-8")
    build(project)
    assert written.read_bytes() == before


def test_a_row_for_each_subject_is_beside_what_a_page_may_have():
    check_cost("<p>" + "a" * (Budget.LETTERS.most + 1_000), letters=1_003)
    with pytest.raises(BudgetSpent):
        check_cost("<p>" + "a" * (Budget.LETTERS.most + 1_000), letters=990)


def test_a_project_without_portfolio_has_no_index(tmp_path: Path):
    project = small_project(tmp_path)
    workspace, folder, briefs, _ = where((), project, None)
    list(build_each(workspace, folder, briefs))
    assert not list(folder.glob("**/index.*"))


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ((), None),
        ((1.0,), None),
        ((None, 1.0), None),
        ((1.0, 3.0), "M0.0 16.0 L64.0 2.0"),
        ((5.0, 5.0), "M0.0 9.0 L64.0 9.0"),
        ((1.0, None, 3.0), "M0.0 16.0 M64.0 2.0"),
    ],
)
def test_a_small_line_has_gaps_where_there_is_no_value(values, path):
    drawn = str(trend_line(values, "#000", for_print=True))
    assert (re.search(r' d="([^"]*)"', drawn)[1] == path) if path else drawn == ""


def made(count: int, **more: IndexPlace) -> str:
    figure = IndexFigure("output", "Output", "0", "", "t", "up", "+1%", (1.0, 2.0, 3.0), 0.0)
    entries = [
        IndexEntry(
            f"n{one}", f"Subject {one}", f"Headline {one}",
            (replace(figure, value=str(count - one), size=float(count - one)),) if one else (),
        )
        for one in range(count)
    ]  # fmt: skip
    language = language_of("en", "en_US", {}, {})
    return index_page(
        "All", entries, {**language.section("page"), **language.section("index")},
        language="en", paper="A4", house=shipped_house(), templates=[Workspace(TEMPLATES)],
        for_print=False, **more,
    )  # fmt: skip


def test_a_hand_on_the_keyboard_reaches_filter_and_columns(browser: Browser, tmp_path: Path):
    path = tmp_path / "index.html"
    path.write_text(made(12), encoding="utf-8")
    first = "document.querySelector('tbody tr:not([hidden]) a').textContent"
    with browser.page(1000, 800) as page:
        page.show(path)
        page.press("Tab")
        assert page.value("document.activeElement.id") == "find"
        page.press("1", "1")
        assert page.value("document.querySelector('.count').textContent") == "2 of 12 subjects"
        assert page.value(first) == "Subject 1"
        page.press("Tab", "Tab")
        assert page.value("document.activeElement.textContent") == "Output"
        page.press("Enter")
        assert page.value(first) == "Subject 11"
        page.press("Space")
        assert page.value(first) == "Subject 1"
        assert page.value("document.activeElement.textContent") == "Output", "the focus stays"


def test_without_script_all_of_it_reads_and_nothing_is_shown_that_does_nothing(
    browser: Browser, tmp_path: Path
):
    path = tmp_path / "index.html"
    path.write_text(made(12), encoding="utf-8")
    with browser.page(1000, 800) as page:
        page.without_script()
        page.open(path.as_uri())
        states = (page.value("document.readyState") for _ in range(5_000))
        assert "complete" in states  # no promise is kept where no script runs
        words = page.value("document.body.innerText")
        assert page.value("document.querySelectorAll('button').length") == 0
    assert all(f"Subject {one}\n" in words for one in range(12))
    assert "12 subjects" in words
    assert "Find" not in words


def test_it_sorts_and_filters_by_keyboard(browser: Browser, tmp_path: Path):
    path = tmp_path / "index.html"
    path.write_text(made(400), encoding="utf-8")
    with browser.page(1000, 800) as page:
        page.show(path)
        loaded = page.value("performance.timing.loadEventEnd - performance.timing.navigationStart")
        assert loaded < 5000
        first = "document.querySelector('tbody tr').cells[0].querySelector('a').textContent"
        last = "[...document.querySelectorAll('tbody tr')].at(-1).cells[0].querySelector('a').textContent"
        sort = "document.querySelectorAll('thead button')[1]"
        page.value(f"{sort}.focus(); {sort}.click()")
        assert (page.value(first), page.value(last)) == ("Subject 399", "Subject 0")
        page.value(f"{sort}.click()")
        assert (page.value(first), page.value(last)) == ("Subject 1", "Subject 0"), (
            "none stays last"
        )
        assert page.value("document.querySelector('thead [aria-sort]').ariaSort") == "descending"
        page.value(
            "(() => { const find = document.getElementById('find'); find.value = 'SUBJECT 399';"
            " find.dispatchEvent(new Event('input')); })()"
        )
        assert page.value("document.querySelector('.count').textContent") == "2 of 400 subjects"
        assert page.value("document.querySelectorAll('tbody tr:not([hidden])').length") == 2


def test_it_says_what_it_is_to_machines_and_leads_to_its_files(tmp_path: Path):
    project = portfolio(tmp_path, for_each(BLOCK))
    config = project / "config/project.yaml"
    brand = "brand: {name: Health Office, url: 'https://example.org/briefs'}\n"
    config.write_text(brand + config.read_text(encoding="utf-8"), encoding="utf-8")
    folder = build(project)
    page = lxml_html.parse(str(folder / "index.html")).getroot()
    here = "https://example.org/briefs/regions/index.html"
    assert page.get("lang") == "en-US"
    assert page.xpath("//link[@rel='canonical']/@href") == [here]
    told = {one.get("property"): one.get("content") for one in page.xpath("//meta[@property]")}
    assert (told["og:title"], told["og:url"]) == ("Regions: all briefs", here)
    assert told["og:description"] == "3 subjects: North, East, Upper, West"
    data = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)
    assert (data["@type"], data["inLanguage"]) == ("CollectionPage", "en-US")
    assert [one["url"].rpartition("/")[2] for one in data["hasPart"]] == [
        "north.html",
        "east-upper.html",
    ]
    files = page.xpath("//p[@class='files']/a/@href")
    assert files == ["index.pdf", "index.json"]
    assert all((folder / one).is_file() for one in files)


def test_no_address_is_made_up_and_no_text_ends_a_script():
    page = lxml_html.fromstring(made(2))
    assert not page.xpath(
        "//link[@rel='canonical'] | //meta[@property='og:url'] | //p[@class='files']"
    )
    assert "url" not in page.xpath("//script[@type='application/ld+json']")[0].text
    hostile = [IndexEntry("a", "</script><b>", "</script>"), IndexEntry("b", "B", "", note="no")]
    data = str(linked_data("<!--", "", hostile, IndexPlace()))
    assert not {*"<>&"} & {*data}
    assert len(json.loads(data)["hasPart"]) == 1


@pytest.mark.parametrize("count", [1, 40, 400])
def test_a_description_is_no_longer_than_what_is_shown_of_it(count):
    told = description(
        f"{count} subjects", [IndexEntry("a", f"Subject {one}", "") for one in range(count)]
    )
    assert told.startswith(f"{count} subjects: Subject 0")
    assert len(told) <= 202


def test_a_table_wider_than_the_window_says_so_and_keeps_its_subjects(
    browser: Browser, tmp_path: Path
):
    path = tmp_path / "index.html"
    path.write_text(made(12), encoding="utf-8")
    told = """(() => { const one = document.querySelector(".wide"); one.scrollLeft = 9999;
      const head = one.querySelector("tbody tr:nth-child(3) th").getBoundingClientRect(), box = one.getBoundingClientRect();
      return [getComputedStyle(one, "::before").content.includes("Scroll"), one.tabIndex, head.left >= box.left - 1]; })()"""
    for width, found in ((375, [True, 0, True]), (1280, [False, -1, True])):
        with browser.page(width, 800) as page:
            page.show(path)
            assert page.value(told) == found


def test_a_browser_prints_its_heads_on_each_page_and_no_field(browser: Browser, tmp_path: Path):
    path = tmp_path / "index.html"
    path.write_text(made(60), encoding="utf-8")
    with browser.page(1280, 800) as page:
        page.show(path)
        printed = page.printed()
    with pymupdf.open(stream=printed) as pages:
        texts = [one.get_text() for one in pages]
    assert len(texts) > 1
    assert all("What stands out" in one for one in texts)
    assert not any("Find" in one for one in texts)
