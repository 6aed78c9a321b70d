"""The figures of the example brief, checked against the publication."""

from fractions import Fraction

import pytest

from briefing.core.interval import Interval
from briefing.core.status import Status
from briefing.core.workspace import Workspace
from briefing.language.amounts import amount
from briefing.language.messages import MESSAGES as ENGLISH


@pytest.fixture
def brief(examples):
    return examples["us-rare-earths"]


def current(brief, name):
    series = brief.metrics[name]
    return series.facts[series.current]


@pytest.mark.parametrize(
    ("metric", "text"),
    [
        ("production", "45,000 metric tons"),
        ("world", "390,000 metric tons"),
        ("china", "270,000 metric tons"),
        ("china_share", "69.2%"),
        ("us_share", "11.5%"),
        ("second_producer", "45,000 metric tons"),
        ("us_rank", "second"),
        ("australia", "13,000 metric tons"),
        ("australia_rank", "fourth"),
        ("imports_compounds", "8,000 metric tons"),
        ("imports_metals", "90 metric tons"),
        ("neodymium", "$56 per kilogram"),
        ("terbium", "$810 per kilogram"),
        ("dysprosium", "$260 per kilogram"),
        ("net_import_reliance", "80%"),
        ("employment", "570 workers"),
        ("import_value", "$170 million"),
        ("import_source_china", "70%"),
        ("stockpile_lanthanum", "1,300 metric tons"),
        ("driver_1", "4.0 percentage points"),
        ("us_contribution", "0.9 percentage points"),
    ],
)
def test_figures_as_published(brief, metric, text):
    fact = current(brief, metric)
    assert amount(ENGLISH, fact.quantity, fact.digits).replace("\u00a0", " ") == text


def test_world_output_rose_less_than_four_percent(brief):
    fact = brief.facts["world.change"]
    assert fact.quantity.value == Fraction(1400, 376)
    assert current(brief, "driver_1").member == "China"
    assert [current(brief, f"driver_{n}").member for n in (1, 2, 3)] == [
        "China",
        "Thailand",
        "Nigeria",
    ]


def test_the_second_producer_is_the_united_states_and_australia_shares_its_rank(brief):
    assert current(brief, "second_producer").member == "United States"
    assert current(brief, "australia_rank").ties == ("Nigeria", "Thailand")


def test_reliance_fell_by_more_than_fifteen_points(brief):
    fact = brief.facts["net_import_reliance.difference"]
    assert fact.quantity.value is None
    assert fact.quantity.bounds == Interval(Fraction(-20), Fraction(-15), high_open=True)


def test_what_rests_on_estimates_is_an_estimate(brief):
    assert current(brief, "china_share").quantity.status is Status.ESTIMATED
    assert (
        brief.metrics["china_share"].facts[min(brief.metrics["china_share"].facts)].quantity.status
        is Status.NORMAL
    )


def test_every_figure_leads_to_cells_or_pages(brief):
    for fact in brief.facts.values():
        editions = {"mcs2025"}
        if "@" in fact.id or fact.id.endswith(".revision"):
            editions = {"mcs2024", "mcs2025"}
        assert fact.sources() <= editions, fact.id
        assert fact.sources(), fact.id


def test_contributions_add_to_the_growth_of_the_total():
    from places import ROOT

    from briefing.analysis.metrics.growth import contribution
    from briefing.core.expression import derive
    from briefing.core.problems import ProblemLog
    from briefing.data.reading import read_datasets
    from briefing.project.loading import load_project

    log = ProblemLog()
    project = load_project(Workspace(ROOT), log)
    data = read_datasets(project.workspace, project.config, project.places, {"ree_world"}, log)
    panel = data["ree_world"].measures["production"]
    period = max(panel.periods[:2])
    total = Fraction(0)
    for member in panel.members:
        made = contribution(panel, period, of=member)
        fact = derive(
            id=member, title="", calculator="", formula=made.text, inputs=made.inputs, period=period
        )
        total += fact.quantity.value or 0
    parts = sum(s.facts[period].quantity.value or 0 for s in panel.members.values())
    before = sum(s.facts[min(panel.periods)].quantity.value or 0 for s in panel.members.values())
    assert total == (parts - before) * 100 / panel.total.facts[min(panel.periods)].quantity.value
