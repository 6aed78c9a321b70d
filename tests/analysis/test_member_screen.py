"""Screened highlights are those of an exhaustive search: the same sentences, scores and reasons."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction
from random import Random
from unittest.mock import patch

import pytest

from briefing.analysis.findings import highlights
from briefing.analysis.findings.candidates import Candidate
from briefing.analysis.findings.leads import Lead, Pool
from briefing.core.fact import Cell, Fact
from briefing.core.finding import Findings
from briefing.core.interval import Interval
from briefing.core.lags import FactBook
from briefing.core.nature import Nature, NatureFound
from briefing.core.period import Period
from briefing.core.period_notation import parse_period
from briefing.core.problems import ProblemLog
from briefing.core.quantity import Quantity
from briefing.core.sampling import SamplingError
from briefing.core.series import Panel, Series
from briefing.core.spot import Spot
from briefing.core.status import Status
from briefing.core.unit import Unit
from briefing.language.messages import MESSAGES as ENGLISH
from briefing.project.brief_schema import BriefConfig
from briefing.project.declared import Places

STATUSES = (Status.NORMAL,) * 6 + (
    Status.ESTIMATED, Status.FORECAST, Status.PROVISIONAL, Status.UNRELIABLE, Status.NOT_SIGNIFICANT,
)  # fmt: skip


def fact_of(row: int, when: Period, quantity: Quantity, digits: int | None = None) -> Fact:
    name = f"d.Ore[M{row},{when}]"
    origin = Cell(
        Spot("ore.csv", "", when.year * 4 + when.part, row + 2), "0" * 64, "Ore", "", "book"
    )
    return Fact(
        name, "Ore", quantity, when, origin, f"M{row}", measure="Ore", digits=digits, series="d.Ore"
    )


def quantity_of(chance: Random, unit: Unit, level: Fraction, step: Fraction) -> Quantity:
    """A cell beside others of about that level: mostly a value, sometimes a bound or nothing."""
    kind = chance.choice(["value"] * 14 + ["same", "zero", "W", "empty", "low", "above"])
    if kind in {"value", "same", "zero"}:
        times = chance.choice([1, 1, 1, 2, -1, 10]) if chance.random() < 0.2 else 1
        moved = Fraction(chance.randint(-20, 20), 100)
        moved = {"value": times * (1 + moved), "same": 1, "zero": 0}[kind]
        status = chance.choice(STATUSES)
        return Quantity.printed(round(level * moved / step) * step, step, unit, status)
    bounds = {
        "W": Interval(), "empty": Interval(Fraction(0)), "low": Interval(Fraction(0), level),
        "above": Interval(level, None, low_open=True),
    }[kind]  # fmt: skip
    return Quantity.bounded(bounds, unit, Status.SUPPRESSED if kind == "W" else Status.NORMAL)


def panel_of(seed: int) -> tuple[Panel, str]:
    """A few members with gaps, ties, bounds, signs, estimates and steps of several sizes; its last period."""
    chance = Random(seed)
    end = chance.choice(["2024", "2024-Q4"])
    code = chance.choice(["t", "person", "percent", "percentage point", "USD/kg"])
    nature = chance.choice([None, None, Nature.BALANCE]) if code in {"t", "person"} else None
    nature_found = NatureFound(nature, "by hand") if nature else None
    on_year = end != "2024" and chance.random() < 0.5
    count = 48 if chance.random() < 0.1 else chance.randint(3, 14)
    digits = chance.choice([None, None, None, 0, 1])
    is_plain = chance.random() < 0.3
    rows = {}
    for row in range(chance.randint(2, 6)):
        level = Fraction(chance.choice([4, 45, 52, 100, 1000, 64_000]))
        step = Fraction(1) if code == "person" else chance.choice([Fraction(1), Fraction(1, 10)])
        trend = chance.choice([Fraction(1), Fraction(21, 20), Fraction(9, 10)])
        facts = {}
        for back in range(count - 1, -1, -1):
            when = parse_period(end).shifted(-back)
            level = round(level * trend / step) * step
            if chance.random() < 0.05:
                continue
            plain = Quantity.printed(
                round(level * Fraction(chance.randint(90, 110), 100) / step) * step,
                step,
                Unit(code),
            )
            quantity = plain if is_plain else quantity_of(chance, Unit(code), level, step)
            facts[when] = fact_of(row, when, quantity, digits)
            if quantity.value is not None and chance.random() < 0.02:
                facts[when] = replace(facts[when], sampling=SamplingError(level / 20, 95))
        id_ = f"d.Ore[M{row}]"
        rows[f"M{row}"] = Series(
            id_, "Ore", Unit(code), facts, f"M{row}", found_nature=nature_found, on_year=on_year
        )
    return Panel("d.Ore", "Ore", Unit(code), "Country", rows, found_nature=nature_found), end


def found(panel: Panel, when: str, **declared: object) -> Findings:
    config = BriefConfig.model_validate({"title": "T", "period": when, **declared})
    return highlights.choose_highlights(
        ENGLISH, config, Places("b.yaml", {}, {}), FactBook({}, ENGLISH.title),
        {panel.id: panel}, (), (), ProblemLog(),
    )  # fmt: skip


def exhaustive(panel: Panel, when: str, **declared: object) -> Findings:
    def unknown(subjects: list[object]) -> list[float]:
        return [math.inf] * len(subjects)

    with patch.object(highlights, "most_scores", unknown):
        return found(panel, when, **declared)


@pytest.mark.parametrize("seed", range(16))
def test_screened_highlights_are_those_of_an_exhaustive_search(seed: int) -> None:
    panel, when = panel_of(seed)
    spot = next(f.spot for one in panel.members.values() for f in one.facts.values())
    declared = {
        "highlights": {
            "show": 1 + seed % 4,
            "thresholds": {"d.Ore": [50]},
            "weights": {"d.Ore": 1.5},
        }
    }
    against = {spot: "up"} | {
        one.facts[p].spot: "down" for one in panel.members.values() for p in one.facts
    }
    with (
        patch.object(highlights, "_FEWEST_TO_SCREEN", 1),
        patch.object(highlights, "stances", lambda *_: against),
    ):
        assert found(panel, when, **declared) == exhaustive(panel, when, **declared)


@pytest.mark.parametrize("seed", range(100, 130))
def test_no_member_scores_more_than_its_screen_says(seed: int) -> None:
    panel, when = panel_of(seed)
    config = BriefConfig.model_validate({"title": "T", "period": when})
    with patch.object(highlights, "_FEWEST_TO_SCREEN", 1):
        data, book = {panel.id: panel}, FactBook({}, ENGLISH.title)
        subjects = list(highlights._subjects(ENGLISH, config, book, data))
        leads = list(highlights._leads(ENGLISH, config, subjects, data))
    for lead in leads:
        for one in lead.candidates:
            assert one.score <= lead.most + 1e-12, (one.detector, lead.subject)
            if lead.group is not None:
                assert lead.group == (one.topic, one.kind)
            if lead.subject is not None:
                assert lead.subject == one.subject


def test_a_member_that_cannot_come_near_the_list_is_never_followed() -> None:
    years = [parse_period(2024).shifted(-back) for back in range(9, -1, -1)]
    rows = {}
    for index in range(60):
        facts = {}
        for place, when in enumerate(years):
            value = Fraction(1000 + place * (1 + index % 3)) * (
                3 if index == 7 and place == 9 else 1
            )
            quantity = Quantity.printed(value, Fraction(1), Unit("t"))
            facts[when] = fact_of(index, when, quantity)
        rows[f"M{index}"] = Series(f"d.Ore[M{index}]", "Ore", Unit("t"), facts, f"M{index}")
    panel = Panel("d.Ore", "Ore", Unit("t"), "Country", rows)
    followed: list[str] = []
    follow = highlights._about

    def noting(subject):
        followed.append(subject.now.member)
        return follow(subject)

    with patch.object(highlights, "_about", noting):
        screened = found(panel, "2024", highlights={"show": 1})
    assert followed[0] == "M7"
    assert screened.chosen[0].facts[0].member == "M7"
    assert len(followed) < 60
    assert screened == exhaustive(panel, "2024", highlights={"show": 1})


@pytest.mark.parametrize("most", [0.5, 0.6, 0.9, math.inf])
def test_a_pool_hands_out_by_score_and_of_equals_what_was_found_first(most: float) -> None:
    def made(name: str, size: float) -> Candidate:
        return Candidate("change", name, name, ("Ore", True), (), (), size, 1.0, "")

    followed: list[str] = []

    def lead(most: float, *given: Candidate) -> Lead:
        def follow():
            followed.append(given[0].about)
            return iter(given)

        return Lead(follow, (("Ore", True), None), most)

    leads = [
        lead(most, made("late", 0.5)),
        lead(0.5, made("a", 0.5), made("b", 0.2)),
        lead(0.3, made("c", 0.3)),
    ]
    pool = Pool(leads, lambda one: one.about != "b")
    first = pool.best(lambda _: Fraction(1))
    assert first is not None
    assert first.about == "late"
    assert followed == ["late", "a"]
    assert [one.about for one in pool.by_score(Fraction(2, 5))] == ["a"]
    assert "c" not in followed
