"""Typed figures and trends that no fact produced are found; ordinary words are left alone."""

import re

import pytest

import briefing
from briefing.app.cli import main as cli
from briefing.language.untraced import Typed, find_untraced, said, without_exceptions


def naked(text: str, years=frozenset({2023, 2024})) -> list[tuple[str, str]]:
    _, examined, _ = without_exceptions(text)
    return [(one.word, one.kind) for one in find_untraced([Typed(examined, (), 1)], years).untraced]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Output rose to 45,000 tons.", [("rose", "trend word"), ("45,000", "number")]),
        ("about 11.5% of it", [("11.5%", "number")]),
        ("more than half of it", [("half", "number word")]),
        ("the second-largest producer", [("second-largest", "number word")]),
        ("prices doubled", [("doubled", "number word")]),
        ("it surged in 2024", [("surged", "trend word")]),
        ("since 2019", [("2019", "number")]),
        ("costs $3 million", [("$3", "number"), ("million", "number word")]),
        ("a record high", [("record high", "trend word")]),
        ("Forty percent of it", [("Forty percent", "number word")]),
        ("one in five mines", [("one in five", "number word")]),
        ("the second largest", [("second largest", "number word")]),
        ("up by a third since then", [("by a third", "number word")]),
        ("down a quarter on the year", [("down a quarter", "number word")]),
        ("with a rise of about a fifth", [("rise of about a fifth", "number word")]),
        ("a third above it", [("a third", "number word")]),
        ("one and a half times as large", [("one and a half", "number word")]),
        ("audited by a third party by half time", []),
        ("late by a quarter of an hour", []),
        ("a threefold gain", [("threefold", "number word")]),
        ("¾ of 80kg", [("¾", "number"), ("80kg", "number")]),
        ("£5bn a year", [("£5bn", "number")]),
        (
            "exports collapsed and are down",
            [("collapsed", "trend word"), ("are down", "trend word")],
        ),
        ("output has fallen", [("has fallen", "trend word")]),
    ],
)
def test_what_no_fact_produced_is_found(text, found):
    assert naked(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "In 2024 as in 2023.",
        "CO2, the G20 and Nd2O3 magnets",
        "one of the first, for a second time, in the third quarter",
        "The two of them met behalf, calf and felled trees",
        "Section A-1 of the roses",
        "A seven-sided debate among ten members",
        "under section 232 and article 50 of phase 2",
        "the 2030 Agenda",
        "Increased scrutiny may double as half-hearted control",
        "nobody jumped to conclusions; it grew out of a talk",
        "",
    ],
)
def test_ordinary_words_are_left_alone(text):
    assert naked(text) == []


def test_an_exception_needs_its_reason():
    assert naked(f"more than {said('half', because='a goal')} of it") == []
    with pytest.raises(ValueError, match="say why"):
        said("half", because=" ")


def test_the_shipped_briefs_have_none(examples):
    for brief in examples.values():
        (check,) = [one for one in brief.document.checks if one.name == "no naked number"]
        assert check.findings == 0
        assert check.examined > 100
        assert re.search(r"with \d+ years of the data and \d+ exceptions", check.what)


def test_build_warns_and_strict_check_fails_with_the_line(project, capsys):
    path = project / "config/small.yaml"
    path.write_text(
        path.read_text().replace("China mined {{", "Chad fell. China mined {{"), "utf-8"
    )
    assert cli.main(["check", "--project", str(project)]) == 0
    assert "warning: config/small.yaml:13: 'fell' is a trend word" in capsys.readouterr().err
    assert cli.main(["check", "--strict", "--project", str(project)]) == 1
    assert "finding: config/small.yaml:13: 'fell'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("key_figures: [output]", "key_figures: [{metric: output, label: Output of 450 t}]", 8),
        ('title: "China mined {{ share }}"}', 'title: "Mines", subtitle: Top 12 countries}', 16),
    ],
)
def test_labels_and_subtitles_are_searched_too(project, capsys, old, new, line):
    path = project / "config/small.yaml"
    path.write_text(path.read_text().replace(old, new), "utf-8")
    assert cli.main(["check", "--strict", "--project", str(project)]) == 1
    assert f"finding: config/small.yaml:{line}:" in capsys.readouterr().err


def test_a_label_may_hold_a_fact(project):
    path = project / "config/small.yaml"
    label = "key_figures: [{metric: output, label: 'Output after {{ output.before.number }}'}]"
    path.write_text(path.read_text().replace("key_figures: [output]", label), "utf-8")
    (brief,) = briefing.check_all(project=project, strict=True)
    assert brief.document.key_figures[0].label == "Output after 416"


def test_the_words_of_a_projects_own_template_are_searched(project, capsys):
    page = project / "templates/one-pager/brief.html.j2"
    page.parent.mkdir(parents=True)
    page.write_text(
        '{% extends "base.html.j2" %}\n{# 99 #}\n'
        '{% block sources %}<p class="of-12">Output rose\nby 45,000 t &#160;</p>{% endblock %}\n',
        encoding="utf-8",
    )
    assert cli.main(["check", "--project", str(project)]) == 0
    told = capsys.readouterr().err
    assert "brief.html.j2:3: 'rose' is a trend word" in told
    assert "brief.html.j2:4: '45,000' is a number" in told
    assert "99" not in told
    assert "12" not in told


@pytest.mark.parametrize(
    ("title", "is_told"),
    [
        ("Wind and solar", False),
        ("Hospitals in the north", False),
        ("Beds and staff in the region", False),
        ("Ferry traffic on its knees", True),
    ],
)
def test_a_heading_of_nouns_claims_nothing(title, is_told):
    found = find_untraced([Typed(title, ("sections", 0, "title"), 1)], frozenset()).untraced
    assert bool(found) is is_told


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The North has the most beds: \ue004.", "has the most"),
        ("The Greens won the most seats, \ue004.", "won the most"),
        ("Oakham taught by far the most pupils.", "taught by far the most"),
        ("Oakham reports the most, \ue004.", "reports the most"),
        ("The east has \ue004, the fewest anywhere.", "the fewest"),
        ("Rice costs \ue004, the South leads with \ue004.", "leads with"),
        ("The Greens are in the lead, at \ue004.", "in the lead"),
        ("Leeds took the lead with \ue004.", "took the lead"),
        ("Make the most of your visit.", None),
        ("It has the most recent figures.", None),
        ("He led with a remark on \ue004.", None),
        ("In the lead up to the vote, \ue004 were asked.", None),
        ("The ministry takes the lead on housing.", None),
        ("Use the fewest words possible.", None),
    ],
)
def test_who_has_the_most_is_a_claim(text, word):
    assert [one for one, _ in naked(text)] == ([word] if word else [])
