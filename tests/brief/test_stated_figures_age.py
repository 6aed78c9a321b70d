"""A figure stated in a publication carries its period, and is told when a newer edition is read."""

from __future__ import annotations

import pytest

import briefing
from briefing.core.text_nodes import plain

STATED = "stated:\n  export: {value: %s, unit: percent, period: %s, source: %s, at: p. 3, title: Share exported%s}\n"


def write(project, sentence: str, period="2020–23", source="book", extra="", advice=""):
    path = project / "config/small.yaml"
    text = path.read_text("utf-8").replace(
        "    chart: bars", f"      {sentence}\n    chart: bars", 1
    )
    stated = STATED % (70, period, source, extra)
    path.write_text(text.replace("key_figures:", f"{stated}key_figures:") + advice, "utf-8")


def built(project) -> str:
    (brief,) = briefing.check_all(project=project)
    section = brief.document.sections[0]
    return " ".join(plain(one.children) for one in section.blocks if hasattr(one, "children"))


@pytest.mark.parametrize(
    ("sentence", "period", "said"),
    [
        ("Of it {{ export }} was exported.", "2020–23", "70% (2020–23) was exported"),
        (
            "Of it {{ export }} was exported in {{ export.period }}.",
            "2020–23",
            "70% was exported in 2020–23",
        ),
        ("Of it {{ export }} was exported.", "2024", "70% was exported"),
        ("In {{ export.period }}. Of it {{ export }} went.", "2020–23", "70% (2020–23) went"),
    ],
)
def test_it_says_its_period_where_the_sentence_does_not(project, sentence, period, said):
    write(project, sentence, period)
    assert said in built(project)


@pytest.mark.parametrize(("period", "now"), [("2020–23", "(70%, 2020–23)"), ("2024", "(now 70%)")])
def test_advice_that_hangs_on_it_says_so(project, period, now):
    advice = "recommendations:\n  - {id: dig, when: export > 50, do: Dig less., because: 'It is {{ export }}.'}\n"
    write(project, "x {{ export }}.", period, advice=advice)
    (brief,) = briefing.check_all(project=project)
    assert now in plain(brief.document.recommendations[0].rule)


@pytest.fixture
def editions(project):
    path = project / "config/project.yaml"
    text = path.read_text("utf-8").replace("datasets:", OLD + "datasets:", 1)
    text = text.replace(
        "    path: data/us.csv",
        "    path: data/us.csv\n    editions: {old: {path: data/old.csv}}",
        1,
    )
    path.write_text(text, "utf-8")
    (project / "data/old.csv").write_text(
        "year,output,reliance\n2022,400,90\n2023,416,95\n", "utf-8"
    )
    return project


OLD = "  old: {title: Old, publisher: House, licence: CC0, published: 2024-01-31}\n"


def aged(project) -> list[str]:
    (brief,) = briefing.check_all(project=project)
    return [one.message for one in brief.warnings if one.code == "stated-aged"]


def test_one_of_an_older_edition_is_told(editions):
    write(editions, "x {{ export }}.", source="old")
    assert aged(editions) == ["'export' is what old says (70); book is what the brief reads"]


def test_unless_it_is_said_why_it_stands(editions):
    write(editions, "x {{ export }}.", source="old", extra=", kept: book does not print it")
    assert aged(editions) == []


def test_one_of_the_edition_that_is_read_is_not_told(editions):
    write(editions, "x {{ export }}.", source="book")
    assert aged(editions) == []


def test_nor_one_of_another_publication(editions):
    path = editions / "config/project.yaml"
    path.write_text(
        path.read_text("utf-8").replace(
            "datasets:", OLD.replace("old:", "other:") + "datasets:", 1
        ),
        "utf-8",
    )
    write(editions, "x {{ export }}.", source="other")
    assert aged(editions) == []


@pytest.mark.parametrize(
    ("title", "published", "is_told"),
    [
        ("Book", "2024-01-31", True),
        ("Book 2023", "2024-01-31", True),
        ("Book 2023", "2025-06-30", False),
        ("Booklet 2023", "2024-01-31", False),
        ("Book 7", "2024-01-31", False),
    ],
)
def test_one_whose_publication_has_a_newer_edition_in_the_project_is_told(
    project, title, published, is_told
):
    path = project / "config/project.yaml"
    old = f"  old: {{title: {title}, publisher: House, licence: CC0, published: {published}}}\n"
    path.write_text(path.read_text("utf-8").replace("datasets:", old + "datasets:", 1), "utf-8")
    write(project, "x {{ export }}.", source="old")
    told = ["'export' is what old says (70); book is a newer edition of it"] if is_told else []
    assert aged(project) == told
