"""Which findings open a brief: the author's sentences, what detectors found, and what speaks against."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from series import panel, series

from briefing.analysis.findings.highlights import MOST_ADDED, choose_highlights
from briefing.analysis.findings.materiality import materiality
from briefing.core.finding import Advice, Findings
from briefing.core.lags import FactBook
from briefing.core.problems import ProblemLog
from briefing.core.series import Panel, Series
from briefing.core.spot import Spot
from briefing.core.text_nodes import plain
from briefing.language.messages import MESSAGES as ENGLISH
from briefing.project.brief_schema import BriefConfig
from briefing.project.declared import Places

ORE = series("Ore", [100, 190])
TIN = series("Tin", [100, 130])
PRICE = series("Price", [100, 70], "USD/t")
METRICS = {"ore": ORE, "tin": TIN, "price": PRICE}


def chosen(
    metrics: dict[str, Series] | None = None,
    data: dict[str, Series | Panel] | None = None,
    *,
    advice: tuple[Advice, ...] = (),
    doubted: tuple[Spot, ...] = (),
    log: ProblemLog | None = None,
    **declared: object,
) -> Findings:
    made = METRICS if metrics is None else metrics
    config = BriefConfig.model_validate(
        {
            "title": "T",
            "period": 2024,
            "metrics": {name: {"value": "d.x"} for name in made},
            **declared,
        }
    )
    book = FactBook(made, ENGLISH.title)
    return choose_highlights(
        ENGLISH, config, Places("b.yaml", {}, {}), book, data or {}, (), advice,
        ProblemLog() if log is None else log, doubted=doubted,
    )  # fmt: skip


def told(findings: Findings) -> list[str]:
    texts = [one.text if isinstance(one.text, str) else plain(one.text) for one in findings.chosen]
    return [text.partition(" ")[0] for text in texts]


@pytest.mark.parametrize(
    ("show", "wanted"),
    [(1, ["Ore"]), (2, ["Ore", "Price"]), (3, ["Ore", "Price", "Tin"]), (8, ["Ore", "Price", "Tin"]), (0, [])],
)  # fmt: skip
def test_as_many_as_asked_for_the_best_first(show: int, wanted: list[str]) -> None:
    assert told(chosen(highlights={"show": show})) == wanted


def test_what_may_come_in_to_fill_pages_is_kept_apart() -> None:
    found = chosen(highlights={"show": 1})
    assert [plain(one.text).partition(" ")[0] for one in found.reserve] == ["Price", "Tin"]  # type: ignore[arg-type]
    many = {f"m{n}": replace(ORE, id=f"d.M{n}", title=f"M{n}", facts={
        when: replace(fact, id=f"m{n}{when}", title=f"M{n}", origin=replace(fact.origin, spot=Spot("x.csv", "", n, when.year)))
        for when, fact in ORE.facts.items()
    }) for n in range(8)}  # fmt: skip
    wide = chosen(many, highlights={"show": 1})
    assert len(wide.reserve) == MOST_ADDED
    assert not {one.id for one in wide.reserve} & {one.id for one in wide.chosen}


def test_key_figures_weigh_more_than_metrics_and_those_more_than_data() -> None:
    def weight(**more: object) -> Fraction:
        (one,) = chosen(highlights={"show": 1}, **more).chosen  # type: ignore[arg-type]
        assert one.score is not None
        return one.score

    key = weight(metrics={"ore": ORE}, key_figures=["ore"])
    metric = weight(metrics={"ore": ORE})
    data = weight(metrics={}, data={"d.Ore": ORE})
    assert key > metric > data
    assert key == weight(metrics={"ore": ORE}, key_figures=[{"metric": "ore"}])
    assert (metric / key, data / key) == (
        pytest.approx(0.9, abs=0.02), pytest.approx(0.65, abs=0.02),
    )  # fmt: skip


def test_a_metric_and_the_cell_that_it_shows_are_told_once() -> None:
    assert told(chosen({"ore": ORE}, {"d.Ore": ORE})) == ["Ore"]
    assert chosen({"ore": ORE}, {"d.Ore": ORE}).passed == ()


def test_weights_of_the_author_count_and_nothing_is_left_of_none() -> None:
    weights = {"ore": 0.2, "tin": 0}
    assert told(chosen(highlights={"show": 3, "weights": weights})) == ["Price", "Ore"]
    log = ProblemLog()
    chosen(highlights={"show": 1, "weights": {"orr": 1}, "thresholds": {"tn": [1]}}, log=log)
    assert [(one.message, one.advice) for one in log] == [
        ("there is no metric or series 'orr'", "did you mean 'ore'?"),
        ("there is no metric or series 'tn'", "did you mean 'tin'?"),
    ]


def test_no_finding_rests_on_a_cell_that_is_doubted() -> None:
    cell = ORE.facts[max(ORE.facts)].spot
    assert cell is not None
    assert told(chosen(doubted=(cell,))) == ["Price", "Tin"]


SAY = [
    {"say": "We say so of {{ tin }}.", "pin": False},
    {"say": "Never.", "when": "tin < 1"},
    {"say": "Surely.", "pin": True},
]


def test_the_author_s_sentences_stand_where_their_rules_hold_pinned_ones_first() -> None:
    found = chosen(highlights={"show": 2, "say": SAY})
    assert told(found) == ["Surely.", "Ore"]
    assert [one.text for one in found.declared] == ["We say so of {{ tin }}.", "Surely."]
    assert told(chosen(highlights={"show": 1, "say": SAY})) == ["Surely."]
    assert chosen(highlights={"show": 0, "say": SAY}).chosen == ()
    assert len(chosen(highlights={"show": 0, "say": SAY}).declared) == 2
    wide = chosen(highlights={"show": 4, "say": SAY})
    assert told(wide)[0] == "Surely."
    assert sorted(told(wide)) == ["Ore", "Price", "Surely.", "We"], (
        "what it says of tin is said once"
    )


def test_a_sentence_of_the_author_takes_the_place_of_one_that_scores_less() -> None:
    rival = [{"say": "We say so of {{ price }}.", "pin": False}]
    found = chosen({"price": PRICE, "tin": TIN}, highlights={"show": 1, "say": rival})
    assert told(found) == ["We"]
    assert found.passed[0].reason == ENGLISH.term("because.author_scores_more")
    weaker = [{"say": "We say so of {{ tin }}.", "pin": False}]
    assert told(chosen(highlights={"show": 2, "say": weaker})) == ["Ore", "Price"]
    nobody = [{"say": "We say so.", "pin": False}]  # of no metric: one half
    weak = {"price": 0.5}
    assert told(chosen({"price": PRICE}, highlights={"show": 1, "say": nobody})) == ["Price"]
    assert told(
        chosen({"price": PRICE}, highlights={"show": 1, "say": nobody, "weights": weak})
    ) == ["We"]


def advice_on(rule: str) -> dict[str, object]:
    return {"recommendations": [{"id": "r", "when": rule, "do": "Act", "because": "So."}]}


@pytest.mark.parametrize(
    ("rule", "verdict", "against"),
    [
        ("price > 10", True, "Price"), ("price >= 10", True, "Price"), ("price < 100", True, None),
        ("10 < price", True, "Price"), ("100 > price", True, None), ("price > 10", False, None),
        ("price > 10", None, None), ("price == 70", True, None), ("10 < price < 100", True, None),
        ("tin < 500", True, "Tin"),
    ],
)  # fmt: skip
def test_what_moved_against_the_message_is_told(rule: str, verdict, against: str | None) -> None:
    metrics = METRICS
    made = Advice(0, verdict, rule, ())
    found = chosen(metrics, advice=(made,), highlights={"show": 1}, **advice_on(rule)).contrary
    opening = plain(found.text).partition(" ")[0] if found else None  # type: ignore[arg-type]
    assert opening == against


def test_what_is_told_already_is_not_told_against_the_message_again() -> None:
    made = Advice(0, True, "price > 10", ())
    found = chosen(
        {"price": PRICE}, advice=(made,), highlights={"show": 1}, **advice_on("price > 10")
    )
    assert told(found) == ["Price"]
    assert found.contrary is None
    silent = {"show": 1, "contrary": {"show": False, "because": "not asked"}}
    assert chosen(advice=(made,), highlights=silent, **advice_on("price > 10")).contrary is None
    against = {"show": 1, "contrary": {"against": {"tin": "up"}}}
    contrary = chosen(highlights=against).contrary
    assert contrary is not None
    assert plain(contrary.text).startswith("Tin")  # type: ignore[arg-type]


def test_members_of_less_than_a_twentieth_are_not_told_of_by_themselves() -> None:
    members = {"Big": [500, 900], "Small": [20, 50], "Tiny": [20, 49], "Rest": [1, 1]}
    world = panel("World", members, [541, 1000])
    found = chosen({}, {"d.World": world}, highlights={"show": 8})
    every = [plain(one.text) for one in (*found.chosen, *found.passed)]  # type: ignore[arg-type]
    assert any("Big" in one for one in every)
    assert any("Small" in one for one in every)
    assert not any("Tiny" in one for one in every)


@pytest.mark.parametrize(
    ("size", "largest", "weight"),
    [(100, 100, 1.0), (0, 100, 0.4), (200, 100, 1.0), (1, 10_000, 0.46), (0, 0, 1.0), (5, 0, 1.0)],
)
def test_small_amounts_matter_less_beside_large_ones(size, largest, weight) -> None:
    assert materiality(size, largest) == pytest.approx(weight)


def test_without_highlights_nothing_is_looked_for_and_that_is_told_where_it_was_asked_for() -> None:
    for asked, codes in (({}, []), ({"contrary": {"show": True}}, ["nothing-against"])):
        log = ProblemLog()
        chosen(highlights={"show": 0, **asked}, log=log)
        assert [one.code for one in log] == codes
