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


def test_who_is_first_of_all_turns_a_passage_that_names_its_figure(mine, capsys):
    path = mine / "config/small.yaml"
    text = path.read_text("utf-8").replace(JUDGED, "A giant digs: {{ china }}.")
    path.write_text(
        text.replace("metrics:\n", 'metrics:\n  china: {value: "world.mined[China]"}\n'),
        "utf-8",
    )
    review(mine, "--start")
    world = mine / "data/world.csv"
    before = world.read_text("utf-8")
    world.write_text(
        before.replace("Australia,16,13", "Australia,16,300").replace("400\n", "700\n"), "utf-8"
    )
    found = turned(mine, capsys)["sections-1-text-2"]
    assert found[0] == "china is no longer the highest"


@pytest.mark.parametrize(("before", "now"), [("-5", "12"), ("12", "-5"), ("12", "0")])
def test_a_figure_that_crossed_zero_turns_though_it_went_the_same_way(mine, capsys, before, now):
    path = mine / "data/us.csv"
    review(mine, "--start")
    start = "-90" if float(now) > float(before) else "90"
    us(mine, f"2022,400,{start}", f"2023,416,{start}", f"2024,450,{before}")
    shared = mine / "config/project.yaml"
    shared.write_text(
        shared.read_text("utf-8").replace("unit: percent", "unit: percent, kind: balance"), "utf-8"
    )
    review(mine, "--accept", "all")
    path.write_text(path.read_text("utf-8").replace(f",{before}\n", f",{now}\n"), "utf-8")
    assert "zero" in turned(mine, capsys)["sections-1-text-2"][0]


def test_two_passages_of_the_same_words_are_accepted_one_by_one(mine, capsys):
    path = mine / "config/small.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace(f"\n\n      {JUDGED}", f"\n\n      {JUDGED}\n\n      {JUDGED}"))
    review(mine, "--start")
    us(mine, "2022,400,90", "2023,416,85", "2024,450,95")
    assert list(turned(mine, capsys)) == ["sections-1-text-2", "sections-1-text-3"]
    review(mine, "--accept", "sections-1-text-2")
    assert list(turned(mine, capsys)) == ["sections-1-text-3"]
    review(mine, "--accept", "sections-1-text-3")
    assert turned(mine, capsys) == {}


def test_a_condition_within_a_passage_turns_it(mine, capsys):
    path = mine / "config/small.yaml"
    text = path.read_text("utf-8")
    bound = "Makers are {{ either('safe', 'at risk', when='reliance > 60') }}."
    path.write_text(text.replace(JUDGED, bound), "utf-8")
    review(mine, "--start")
    us(mine, "2022,400,90", "2023,416,85", "2024,450,55")
    assert "'reliance > 60' was true, is false" in turned(mine, capsys)["sections-1-text-2"]


def test_a_declared_threshold_turns_the_passages_of_its_figure(mine, capsys):
    path = mine / "config/small.yaml"
    text = path.read_text("utf-8")
    path.write_text(f"{text}highlights:\n  thresholds: {{reliance: [60]}}\n", "utf-8")
    review(mine, "--start")
    us(mine, "2022,400,90", "2023,416,85", "2024,450,50")
    assert "'reliance > 60' was true, is false" in turned(mine, capsys)["sections-1-text-2"]


def test_records_that_do_not_know_sides_and_places_ask_for_nothing(mine, capsys):
    review(mine, "--start")
    path = mine / "config/small.review.yaml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(one for one in lines if "side:" not in one and "place:" not in one))
    assert turned(mine, capsys) == {}


def test_a_passage_whose_metric_was_renamed_is_the_same(mine, capsys):
    review(mine, "--start")
    path = mine / "config/small.yaml"
    text = path.read_text("utf-8").replace("reliance: {value", "imports: {value")
    path.write_text(text.replace("{{ reliance }}", "{{ imports }}"), "utf-8")
    assert turned(mine, capsys) == {}
    us(mine, "2022,400,90", "2023,416,85", "2024,450,95")
    assert turned(mine, capsys) == {"sections-1-text-2": ["imports was down (80%), is up (95%)"]}
    review(mine, "--accept", "all")
    assert turned(mine, capsys) == {}


def test_a_share_that_crossed_a_half_turns_though_it_went_the_same_way(mine, capsys):
    us(mine, "2022,400,10", "2023,416,20", "2024,450,48")
    review(mine, "--start")
    us(mine, "2022,400,10", "2023,416,20", "2024,450,52")
    assert turned(mine, capsys)["sections-1-text-2"] == [
        "reliance was below a half (48%), is a half or more (52%)"
    ]
