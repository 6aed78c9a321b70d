"""What only a reader can judge is read again when its figures turned, and not before."""

from __future__ import annotations

import json

import pytest

import briefing
from briefing.app.cli.main import main
from briefing.core.problems import BriefingError

TEXT = "Output {{ output.verb }} to {{ output }}."
JUDGED = "Low reliance helps makers: it stands at {{ reliance }}."


@pytest.fixture
def mine(project, monkeypatch):
    """A project with a passage to judge, whose data have no bound in the way."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764374400")
    path = project / "config/small.yaml"
    text = path.read_text("utf-8").replace(TEXT, f"{TEXT}\n\n      {JUDGED}\n")
    path.write_text(text.replace('title: "Mining"', 'title: "Mining"\n    about: [share]'), "utf-8")
    us(project, "2022,400,90", "2023,416,85", "2024,450,80")
    return project


def us(project, *rows):
    (project / "data/us.csv").write_text("\n".join(["year,output,reliance", *rows, ""]), "utf-8")


def review(project, *arguments) -> int:
    return main(["review", *arguments, "--project", str(project)])


def turned(project, capsys) -> dict[str, list[str]]:
    """The passages to be read again, with what turned."""
    capsys.readouterr()
    review(project, "--json")
    (one,) = json.loads(capsys.readouterr().out)["briefs"]
    return {each["id"]: each["turns"] for each in one["to_read"]}


def findings(project) -> list[str]:
    """Codes of what ``check --strict`` finds of passages."""
    try:
        briefing.check_all(project=project, strict=True)
    except BriefingError as error:
        return [one.code for one in error.problems if one.code == "passage-turned"]
    return []


def test_nothing_is_asked_before_somebody_begins(mine, capsys):
    assert review(mine) == 0
    assert "no review was begun" in capsys.readouterr().out
    us(mine, "2022,400,90", "2023,416,85", "2024,300,95")
    assert findings(mine) == []
    assert not (mine / "config/small.review.yaml").exists()


def test_what_did_not_turn_is_not_asked_for(mine, capsys):
    assert review(mine, "--start") == 0
    us(mine, "2022,400,90", "2023,416,85", "2024,460,70")
    assert turned(mine, capsys) == {}
    assert findings(mine) == []


def test_only_the_passage_whose_figure_turned_is_read_again(mine, capsys):
    review(mine, "--start", "--by", "A. Reader")
    us(mine, "2022,400,90", "2023,416,85", "2024,450,95")
    found = turned(mine, capsys)
    assert found == {"sections-1-text-2": ["reliance was down (80%), is up (95%)"]}
    assert findings(mine) == ["passage-turned"]
    capsys.readouterr()
    assert main(["build", "--to", "md", "--project", str(mine)]) == 0
    assert capsys.readouterr().err.count("[passage-turned]") == 1
    assert review(mine) == 1
    out = capsys.readouterr().out
    assert "it stands at 95%" in out
    assert "accepted 2025-11-29 A. Reader" in out


def test_what_is_accepted_is_quiet_until_the_next_turn(mine, capsys):
    review(mine, "--start")
    us(mine, "2022,400,90", "2023,416,85", "2024,450,95")
    assert review(mine, "--accept", "sections-1-text-2", "--by", "B") == 0
    assert findings(mine) == []
    records = (mine / "config/small.review.yaml").read_text("utf-8")
    assert "by: B" in records
    us(mine, "2022,400,90", "2023,416,85", "2024,450,80")
    assert list(turned(mine, capsys)) == ["sections-1-text-2"]
    assert review(mine, "--accept", "all") == 0


def test_a_changed_text_is_no_longer_asked_for_and_is_told_as_not_recorded(mine, capsys):
    review(mine, "--start")
    us(mine, "2022,400,90", "2023,416,85", "2024,450,95")
    path = mine / "config/small.yaml"
    path.write_text(
        path.read_text("utf-8").replace("Low reliance helps", "High reliance hurts"), "utf-8"
    )
    assert findings(mine) == []
    assert review(mine) == 0
    assert "1 new or changed" in capsys.readouterr().out
    (brief,) = briefing.check_all(project=mine)
    told = next(one for one in brief.document.checks if one.name == "passages read again")
    assert "1 new or changed" in str(told)
    review(mine, "--accept", "all")
    us(mine, "2022,400,90", "2023,416,85", "2024,450,70")
    assert list(turned(mine, capsys)) == ["sections-1-text-2"]


def test_figures_that_a_section_is_about_turn_it_too(mine, capsys):
    review(mine, "--start")
    world = mine / "data/world.csv"
    world.write_text(world.read_text("utf-8").replace("China,255,270", "China,255,210"), "utf-8")
    found = turned(mine, capsys)
    assert found.keys() == {
        "sections-1-title",
        *(f"sections-1-text-{n}" for n in (1, 2, 3)),
        "charts-bars-title",
    }
    assert found["sections-1-text-2"] == ["share was level (67.5%), is down (52.5%)"]


def test_which_way_an_earlier_figure_went_is_no_turn(mine, capsys):
    path = mine / "config/small.yaml"
    path.write_text(
        path.read_text("utf-8").replace(TEXT, f"{TEXT} It was {{{{ output.before }}}}."), "utf-8"
    )
    review(mine, "--start")
    us(mine, "2022,430,90", "2023,416,85", "2024,450,80")
    assert turned(mine, capsys) == {}


def test_a_value_that_is_gone_is_a_turn(mine, capsys):
    review(mine, "--start")
    us(mine, "2022,400,90", "2023,416,85", "2024,450,>80")
    assert turned(mine, capsys) == {"sections-1-text-2": ["reliance was known, is bounded"]}


def test_a_rule_that_changes_its_verdict_is_a_turn(mine, capsys):
    path = mine / "config/small.yaml"
    advice = "recommendations:\n  - {id: dig, when: output > 400, do: Dig less., because: 'Output is {{ output }}.'}\n"
    path.write_text(path.read_text("utf-8") + advice, "utf-8")
    review(mine, "--start")
    us(mine, "2022,300,90", "2023,350,85", "2024,390,80")
    assert "'output > 400' was true, is false" in turned(mine, capsys)["sections-1-text-1"]


@pytest.mark.parametrize("arguments", [["--accept", "all"], ["--accept", "sections-1-text-2"]])
def test_nothing_can_be_accepted_before_a_review(mine, capsys, arguments):
    assert review(mine, *arguments) == 2
    assert "[no-review]" in capsys.readouterr().err


def test_an_unknown_passage_is_refused_and_nothing_is_written(mine, capsys):
    review(mine, "--start")
    us(mine, "2022,400,90", "2023,416,85", "2024,450,95")
    before = (mine / "config/small.review.yaml").read_bytes()
    assert review(mine, "--accept", "sections-1-txt-2") == 2
    assert "did you mean 'sections-1-text-2'" in capsys.readouterr().err
    assert (mine / "config/small.review.yaml").read_bytes() == before


def test_a_broken_record_is_told_with_its_line(mine):
    review(mine, "--start")
    path = mine / "config/small.review.yaml"
    path.write_text(path.read_text("utf-8").replace("passages:", "pasages:"), "utf-8")
    with pytest.raises(BriefingError, match=r"small.review.yaml:1:1: .*pasages"):
        briefing.check_all(project=mine)


def test_a_record_makes_a_brief_stale(mine, capsys):
    main(["build", "--to", "md", "--project", str(mine)])
    review(mine, "--start")
    capsys.readouterr()
    main(["build", "--to", "md", "--dry-run", "--project", str(mine)])
    assert "config/small.review.yaml is new" in capsys.readouterr().out
