"""Drafts of briefs: what they are about, that their figures are facts, and that the data bear them out."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from handmade import HOLE, LANGUAGE, PERCENT, panel, series
from places import BRIEF, PROJECT, ROOT

from briefing.app.drafting.brief_yaml import brief_yaml
from briefing.app.drafting.choosing import choose
from briefing.app.drafting.composing_draft import drafted
from briefing.app.drafting.draft import Draft, DraftSection, Wording
from briefing.app.drafting.holding import Tried, held_to_data
from briefing.app.drafting.topics import Wanted
from briefing.core.period_notation import parse_period
from briefing.core.problems import ProblemLog, UnusableInput
from briefing.core.series import Dataset
from briefing.core.workspace import Workspace
from briefing.data.reading import read_datasets
from briefing.project.loading import load_project

CASES = ROOT / "tests/cases"
DECLARED = (
    "public-01-financial-years",
    "public-04-person-is-not-worker",
    "public-05-total-row-not-declared",
    "public-07-latest-cell-with-flag",
    "public-25-not-seasonally-adjusted",
    "public-26-withheld-cell-worked-out",
    "public-33-highlight-about-one-region",
    "truth-03-panel-of-rates",
    "truth-04-shares-of-a-net-figure",
    "truth-05-member-not-yet-reported",
    "truth-10-forecast-told-as-past",
    "truth-12-profit-becomes-a-loss",
    "truth-18-percent-of-a-temperature",
    "truth-20-level-with-nobody",
    "truth-28-mean-of-two-rates",
    "truth-29-two-share-the-second-place",
)
"""Of each kind of table one: rates, money, balances, degrees, ties, holes, forecasts, two members."""


def draft_of(told, **wanted) -> Draft:
    data = Dataset("d", {one.id.partition(".")[2]: one for one in told}, ())
    return drafted(LANGUAGE, [data], Wanted(**wanted))


def tried(folder: Path, out: Path, **wanted) -> Tried:
    """The draft on all data sets of a project, as far as they bear it out."""
    log, workspace = ProblemLog(), Workspace(folder)
    project = load_project(workspace, log)
    names = [one for one in project.config.datasets if "@" not in one]
    datasets = read_datasets(workspace, project.config, project.places, names, log)
    shutil.copytree(folder / "data", out / "data")
    (out / "config").mkdir()
    shutil.copy(folder / "config/project.yaml", out / "config/project.yaml")

    def put(path: str, content: bytes) -> Workspace:
        (out / path).write_bytes(content)
        return Workspace(out)

    return held_to_data(drafted(LANGUAGE, datasets.values(), Wanted(**wanted)), "draft", put)


def typed(text: str) -> str:
    """What is left of a text without its expressions."""
    return re.sub(r"\{\{.*?\}\}", "", text)


@pytest.mark.parametrize("case", DECLARED)
def test_the_data_bear_a_draft_out_and_its_figures_are_facts(case: str, tmp_path: Path):
    result = tried(CASES / case, tmp_path)
    mine = [one for one in result.problems if one.place and one.place.file == "config/draft.yaml"]
    assert mine == []
    draft = result.draft
    texts = [draft.title, *draft.bottom_line, *(one.title for one in draft.charts.values())]
    texts += [text for one in draft.sections for text in (one.title, *one.sentences)]
    for one in texts:
        assert not re.search(r"\d", re.sub(r"\b(?:19|20)\d\d\b", "", typed(one.text))), one.text
    assert "{{" in draft.title.text
    assert 1 <= len(draft.key_figures) <= 4
    assert len(draft.charts) <= 4
    assert draft.tables


def test_a_member_that_makes_the_ranking_is_told_by_a_fact_with_its_proof(tmp_path: Path):
    draft = tried(CASES / "truth-03-panel-of-rates", tmp_path).draft
    assert "{{ unemployment_rate_first.member }}" in draft.title.text
    assert (
        "holds('came first', when='unemployment_rate_first >= unemployment_rate_second')"
        in draft.title.text
    )
    assert next(iter(draft.charts.values())).call["bar"] == "d.x"


def test_of_a_whole_with_a_total_shares_are_told_and_drawn():
    whole = panel("d.x", {"A": [10, 30], "B": [10, 11], "C": [5, 6]}, total=[25, 47])
    draft = draft_of([whole])
    assert "accounted for {{ production_first.of(production) }}" in draft.title.text
    assert {next(iter(one.call)) for one in draft.charts.values()} >= {"bar", "stacked"}


def test_of_rates_no_shares_and_no_total():
    rates = panel("d.x", {"A": [10, 30], "B": [10, 11], "C": [5, 6]}, unit=PERCENT)
    text = brief_yaml(draft_of([rates]))
    assert ".of(" not in text
    assert "total:" not in text
    assert "stacked" not in text


def test_a_tie_among_the_first_three_is_not_told_as_an_order():
    tied = panel("d.x", {"A": [10, 30], "B": [10, 30], "C": [5, 6]}, unit=PERCENT)
    text = brief_yaml(draft_of([tied]))
    assert "ahead of" not in text
    assert "Next came" not in text


def test_the_table_of_a_draft_on_one_member_leaves_nobody_out_without_a_word():
    """Who has not reported stands in the last rows, where the table prints that nothing is there."""
    pupils = panel("d.x", {"A": [410, 430], "Hole": [512, HOLE], "B": [388, 431]})
    rows = draft_of([pupils], member="A").tables["figures"].rows
    assert [one for one in rows if "[" in one] == ["d.x[A]", "d.x[B]", "d.x[Hole]"]


def test_the_strongest_finding_makes_the_title_and_a_measure_that_is_asked_for_comes_first():
    calm = series("d.calm", [100, 101, 100, 101, 102], title="Calm")
    wild = series("d.wild", [100, 101, 100, 101, 190], title="Wild")
    assert draft_of([calm, wild]).title.text.startswith("Wild {{ wild.moved }}")
    for name in ("calm", "Calm", "d.calm"):
        assert draft_of([calm, wild], measures=(name,)).title.text.startswith("Calm ")


def test_a_member_that_is_asked_for_is_followed_and_ranked():
    rates = panel("d.x", {"A": [10, 30], "B": [10, 11], "C": [5, 6]}, unit=PERCENT)
    draft = draft_of([rates], member="b")
    assert draft.title.text.startswith("B’s production {{ production.moved }}")
    assert draft.metrics["production"] == {"value": "d.x[B]"}
    assert draft.metrics["production_rank"]["of"] == "B"


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"measures": ("Wood",)}, "there is no measure 'Wood'"),
        ({"member": "Atlantis"}, "there is no member 'Atlantis'"),
        ({"period": parse_period("1850")}, "no measure has a figure for 1850"),
    ],
)
def test_what_is_not_there_is_said(wanted, message):
    rates = panel("d.x", {"A": [10, 30], "B": [10, 11], "C": [5, 6]}, unit=PERCENT)
    with pytest.raises(UnusableInput) as told:
        draft_of([rates], **wanted)
    assert message in str(told.value)


def test_the_period_is_the_latest_that_most_report():
    columns = {name: [1, 2, 3, None] for name in "ABCDE"}
    columns["A"] = [1, 2, 3, 4]
    rates = panel("d.x", columns, unit=PERCENT, start="2020")
    assert draft_of([rates]).period == "2022"
    assert draft_of([rates], period=parse_period("2021")).period == "2021"


def test_one_figure_alone_is_told_without_a_change():
    draft = draft_of([series("d.x", [7], start="2024")])
    assert draft.title.text == "Production in {{ period }}: {{ production }}"
    assert "moved" not in brief_yaml(draft)


def test_what_does_not_hold_goes_with_all_that_names_it():
    draft = Draft(
        title=Wording("{{ a }} and {{ b }}", ("{{ a }}",)),
        period="2024",
        bottom_line=(Wording("{{ b.change }}"), Wording("{{ a.b }}")),
        metrics={"a": {"value": "d.a"}, "b": {"value": "d.b"}},
        key_figures=({"metric": "a"}, {"metric": "b"}),
        sections=(DraftSection(Wording("{{ b }}"), (Wording("x {{ a }}"),)),),
        charts={},
        tables={},
    )
    kept = draft.without(("metrics", "b"))
    assert kept.title.text == "{{ a }}"
    assert [one.text for one in kept.bottom_line] == ["{{ a.b }}"]
    assert kept.key_figures == ({"metric": "a"},)
    assert kept.sections == ()
    assert draft.without(("bottom_line", 2)).bottom_line == draft.bottom_line[:1]
    assert draft.without(("period",)) is None


def test_notes_of_the_file_become_the_method():
    data = Dataset("d", {"x": series("d.x", [7, 8])}, (), notes=("As {{ told }} in 2024.",))
    text = brief_yaml(drafted(LANGUAGE, [data], Wanted()))
    assert "method: |\n  - As { { told }} in 2024.\n" in text


def test_a_draft_on_two_data_sets_reads_both(tmp_path: Path):
    (tmp_path / "from/config").mkdir(parents=True)
    (tmp_path / "from/data").mkdir()
    (tmp_path / "from/config/project.yaml").write_text(PROJECT, encoding="utf-8")
    (tmp_path / "from/config/small.yaml").write_text(BRIEF, encoding="utf-8")
    for name, text in (
        ("us", "year,output,reliance\n2022,400,70\n2023,416,75\n2024,450,80\n"),
        (
            "world",
            "country,y2023,y2024\nChina,255,270\nPeru,16.1,13.2\nChad,9.3,13.4\nWorld,280.4,296.6\n",
        ),
    ):
        (tmp_path / f"from/data/{name}.csv").write_text(text, encoding="utf-8")
    (tmp_path / "to").mkdir()
    found = tried(tmp_path / "from", tmp_path / "to")
    assert found.problems == ()
    text = brief_yaml(found.draft)
    assert "us.output" in text
    assert "world.mined" in text


def test_a_total_that_stood_still_gives_the_title_to_the_first():
    rates = panel("d.x", {"A": [10, 30], "B": [10, 11], "C": [5, 6]}, total=[9, 9], unit=PERCENT)
    title = draft_of([rates]).title.text
    assert title.startswith("Production in {{ period }}: {{ production_first.member }}")
    moved = panel("d.x", {"A": [10, 30], "B": [10, 11], "C": [5, 6]}, total=[9, 12], unit=PERCENT)
    assert draft_of([moved]).title.text.startswith("Production (World) {{ production.moved }}")


def test_changes_that_a_file_computes_are_told_only_where_they_are_asked_for():
    output = series("d.output", [100, 101, 150])
    growth = series("d.growth", [2, 3, 40], title="Annual growth", unit=PERCENT)
    assert "growth" not in brief_yaml(draft_of([output, growth]))
    assert draft_of([output, growth], measures=("growth",)).title.text.startswith("Annual growth")


def test_what_a_check_doubts_leads_no_draft_unless_it_is_asked_for():
    first = series("d.a", {2022: 10, 2023: 12, 2024: 90})
    second = series("d.b", {2022: 10, 2023: 12, 2024: 13})
    facts = dict(first.facts)
    last = max(facts)
    doubted = replace(first, facts={**facts, last: replace(facts[last], in_doubt=True)})
    assert [one.measure.id for one in draft_topics([doubted, second])] == ["d.b"]
    assert [one.measure.id for one in draft_topics([doubted])] == ["d.a"]
    assert draft_topics([doubted, second], measures=("a",))[0].measure.id == "d.a"
    earlier = replace(first, facts={**facts, min(facts): replace(facts[min(facts)], in_doubt=True)})
    assert {one.measure.id for one in draft_topics([earlier, second])} == {"d.a", "d.b"}


def draft_topics(told, **wanted):
    data = Dataset("d", {one.id.partition(".")[2]: one for one in told}, ())
    return choose(LANGUAGE, [data], Wanted(**wanted)).topics


def test_the_title_of_a_trend_names_no_period_that_is_not_drawn():
    def titles(*values: object) -> list[str]:
        draft = draft_of([series("d.x", [*values], title="Passed", unit=PERCENT)])
        (chart,) = [one for name, one in draft.charts.items() if name.endswith("_trend")]
        return [chart.title.text, *chart.title.instead]

    assert "2015" in titles(43, 47, 46, 50, 45, 46)[0]
    assert not [one for one in titles(43, "hole", "hole", 50, 45, 46) if "2015" in one]
