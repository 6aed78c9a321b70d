"""Each detector finds what it is for, says it truly, and keeps silent where it should."""

from __future__ import annotations

from dataclasses import replace

import pytest
from series import panel, series

from briefing.analysis.findings import movements
from briefing.analysis.findings.candidates import Subject
from briefing.analysis.findings.detect_panels import (
    PANEL_DETECTORS,
    concentration,
    dominance,
    whole_of,
)
from briefing.analysis.findings.detect_series import SERIES_DETECTORS, divergences
from briefing.analysis.findings.ranking import choose
from briefing.core.period_notation import parse_period
from briefing.core.status import Status
from briefing.core.text_nodes import plain
from briefing.language.messages import MESSAGES as ENGLISH

NOW = parse_period(2024)


def subject(title: str, values: list[object], unit: str = "t", last: str = "2024") -> Subject:
    made = series(title, values, unit, last)
    assert made.current is not None
    return Subject(ENGLISH, made, made.facts[made.current], made.current, 1.0, title.lower())


def found(one: Subject) -> dict[str, str]:
    return {
        candidate.detector: plain(candidate.sentences[0]).replace("\u00a0", " ")
        for detector in SERIES_DETECTORS
        for candidate in detector(one)
    }


def found_in(members: dict, total: list | None = None) -> dict[str, str]:
    whole = whole_of(ENGLISH, panel("World mining", members, total), NOW, 1.0)
    if whole is None:
        return {}
    return {
        candidate.detector: plain(candidate.sentences[0]).replace("\u00a0", " ")
        for detector, _ in PANEL_DETECTORS
        for candidate in reversed(list(detector(whole)))
    }


@pytest.mark.parametrize(
    ("values", "unit", "detector", "sentence"),
    [
        ([416, 450], "t", "change", "Output rose 8.2% to 450 metric tons in 2024, from 416 metric tons in 2023."),
        ([250, 1300], "t", "change", "Output rose more than fivefold to 1,300 metric tons in 2024, from 250 metric tons in 2023."),
        ([83, 80], "percent", "change", "Output fell 3 percentage points to 80% in 2024, from 83% in 2023."),
        ([400, 380, 390, 370, 450], "t", "record", "Output climbed 21.6% to 450 metric tons in 2024, from 370 metric tons in 2023, the highest in the data, which begin in 2020."),
        ([400, 420, 410, 430, 350], "t", "record", "Output dropped 18.6% to 350 metric tons in 2024, from 430 metric tons in 2023, the lowest in the data, which begin in 2020."),
        ([500, 450, 400, 440], "t", "turn", "Output rose 10% to 440 metric tons in 2024, from 400 metric tons in 2023, after falling for two years."),
        ([53, 48], "percent", "threshold", "Output fell below half in 2024: 48% after 53%."),
        ([60, 70], "percent", "threshold", "Output rose above two-thirds in 2024: 70% after 60%."),
        ([">95", 80], "percent", "bound lifted", "Output fell to 80% in 2024, from more than 95% in 2023."),
        ([100, 110, 150], "t", "acceleration", "The growth in output gathered pace to 36.4% in 2024, from 10% in 2023."),
        ([100, 150, 160], "t", "acceleration", "The growth in output slowed to 6.7% in 2024, from 50% in 2023."),
    ],
)  # fmt: skip
def test_what_a_series_says(values, unit, detector, sentence):
    assert found(subject("Output", values, unit))[detector] == sentence


@pytest.mark.parametrize(
    ("values", "unit", "absent"),
    [
        ([450, 450], "t", {"change", "record", "turn"}),
        (["450.4", "450.6"], "t", {"record"}),
        ([400, 450, 430, 420], "t", {"record"}),
        ([400, 450], "t", {"record"}),
        ([400, 380, 420], "t", {"turn"}),
        (["W", 450], "t", {"change", "bound lifted"}),
        ([450, "W"], "t", {"change", "record", "turn", "bound lifted"}),
        ([">95", 97], "percent", {"change", "bound lifted"}),
        ([">40", 60], "percent", {"threshold"}),
        ([400, 380, "W", 390, 370, 450], "t", {"record"}),
        ([900, 380, 450, 390, 370, 450], "t", {"record"}),
        ([400, 380, 390, 450], "t", {"record"}),
        ([2, 30, 66], "t", {"acceleration"}),
        ([10, 300, 340], "t", {"acceleration"}),
    ],
)
def test_what_a_series_does_not_say(values, unit, absent):
    assert not absent & set(found(subject("Output", values, unit)))


@pytest.mark.parametrize(
    ("before", "estimate", "is_told"),
    [
        (1_238_412, 1_200_000, False),  # may be anything from 1,150,000 to 1,250,000
        (1_238_412, 1_100_000, True),
        (198_000, 200_000, False),
        (1_130, 1_100, False),
        (290, 300, True),  # two digits are meant
        (298, 300, False),
        (33_000, 34_000, True),
        (99, 100, False),
        (94, 100, True),
    ],
)
def test_an_estimate_that_ends_in_zeros_is_round(before, estimate, is_told):
    one = subject("Output", [before, estimate])
    fact = one.now
    guessed = replace(fact, quantity=replace(fact.quantity, status=Status.ESTIMATED))
    facts = {**one.series.facts, one.period: guessed}
    series = replace(one.series, facts=facts)
    assert ("change" in found(replace(one, series=series, now=guessed))) is is_told
    assert "change" in found(one)


def test_far_more_than_usual_is_more_than_usual():
    growing = [100, 106, 112, 119, 126, 134, 142, 150, 159, 169, 179]
    assert "outlier" not in found(subject("Output", [*growing, 172]))
    assert "outlier" in found(subject("Output", [*growing, 150]))


def test_a_record_every_year_comes_after_the_plain_change():
    told = {
        one.detector: one.score for one in candidates(subject("Output", [*range(100, 110), 112]))
    }
    assert told["record"] < told["change"]


def test_bounds_have_no_usual_change():
    assert "outlier" not in found(subject("Output", [*[">5", ">7", "W"] * 10, 2, 9]))


def test_a_record_by_a_hair_weighs_less_than_a_plain_change():
    hair = candidates(subject("Output", [100, 120, 95, 121, 100, 122]))
    plain_change = candidates(subject("Exports", [100, 120, 95, 121, 150, 120]))
    scores = {one.detector: one.score for one in hair}
    assert scores["record"] > scores["change"]
    low = {
        one.detector: one.score
        for one in candidates(subject("Output", [100, 120, 95, 121, 121, 122]))
    }
    assert low["record"] < max(one.score for one in plain_change)


def test_a_handful_is_told_in_its_own_unit():
    told = found(subject("Output", [9, 8, 7, 6, 5, 3]))
    assert told["record"].startswith("Output fell by 2 metric tons to 3 metric tons in 2024")


def test_a_handful_that_went_to_nothing_weighs_little():
    scores = [one.score for one in candidates(subject("Output", [5, 6, 7, 8, 4, 0]))]
    assert max(scores) < max(
        one.score for one in candidates(subject("Output", [500, 600, 700, 800, 400, 300]))
    )


def test_nobody_drives_what_others_undo():
    members = {"a": [100, 140], "b": [100, 75], "c": [100, 95]}
    assert "driver" not in found_in(members, [300, 310])
    assert "driver" in found_in(members, [300, 325])
    assert "driver" not in found_in({"a": [100, 101], "b": [100, 100], "c": [100, 101]}, [300, 302])


def test_a_change_within_the_rounding_is_none():
    from fractions import Fraction

    from briefing.core.quantity import Quantity

    one = subject("Output", [45000, 45400])
    facts = {
        when: type(fact)(
            fact.id, fact.title, Quantity.printed(fact.quantity.value, Fraction(1000), fact.quantity.unit),
            fact.period, fact.origin,
        )
        for when, fact in one.series.facts.items()
    }  # fmt: skip
    made = type(one.series)("d", "Output", one.series.unit, facts, None, one.period)
    assert found(Subject(ENGLISH, made, facts[one.period], one.period, 1.0)) == {}


def test_no_change_of_a_series_is_computed_twice(monkeypatch):
    asked = []
    inner = movements.relative
    monkeypatch.setattr(
        movements,
        "relative",
        lambda series, fact, name, word: (
            asked.append((series.id, fact.period, name)) or inner(series, fact, name, word)
        ),
    )
    one = subject("Output", [100, 103, 101, 104, 102, 105, 103, 104, 105, 107, 150])
    other = subject("Imports", [50, 40, 45, 44, 42, 45, 43, 44, 45, 47, 20])
    assert found(one).keys() >= {"change", "record"}
    list(divergences(one, other))
    assert {series for series, *_ in asked} == {one.series.id, other.series.id}
    could = [one for one in asked if one[1].code != "2014"]
    assert len(could) > 20
    assert len(could) == len(set(could))
    assert movements.kin(one, one.now, "change") is movements.kin(one, one.now, "change")
    changed = replace(one, series=other.series, now=other.now)
    assert movements.kin(changed, other.now, "change") is not movements.kin(one, one.now, "change")


def test_an_outlier_needs_a_history():
    calm = [100, 102, 101, 104, 102, 105, 103, 104, 105, 107, 106]
    told = found(subject("Output", [*calm, 140], last="2009-Q3"))
    assert told["outlier"] == (
        "Output climbed 32.1% to 140 metric tons in the third quarter of 2009, from 106 metric tons "
        "a quarter earlier, by far more than the usual 1.9% a quarter of the last 10."
    )
    assert "outlier" not in found(subject("Output", [*calm, 107]))
    assert "outlier" not in found(subject("Output", [100, 101, 140]))


def test_a_record_goes_back_to_what_is_known():
    told = found(subject("Output", [900, "W", 380, 385, 390, 370, 450]))
    assert told["record"].endswith("the highest since at least 2020.")


def test_series_that_part_ways():
    one = subject("Output", [100, 110, 105, 120, 115, 130, 125, 140, 135, 150])
    other = subject("Sales", [10, 13, 12, 15, 14, 18, 16, 20, 19, 17])
    (candidate,) = divergences(one, other)
    assert plain(candidate.sentences[0]).replace("\u00a0", " ") == (
        "Output rose in 2024 while sales fell, though the two usually move together: to 150 metric "
        "tons and 17 metric tons."
    )
    assert list(divergences(one, subject("Sales", [10, 9, 12, 8, 14, 7, 16, 6, 19, 17]))) == []


def test_what_a_panel_says():
    told = found_in(
        {"China": [255, 270], "Burma": [43, 31], "United States": [41, 45], "Chad": [1, 2]},
        [340, 348],
    )
    assert told == {
        "dominance": "China accounted for 77.6% of world mining in 2024, six times as much as the United States.",
        "rank change": "The United States rose from third to second in world mining in 2024, with 45 metric tons after 41 metric tons.",
        "driver": "China drove the growth in world mining in 2024: +4.4 percentage points toward a total change of +2.4%.",
        "concentration": "World mining was highly concentrated in 2024: the Herfindahl–Hirschman index of 6,267 is above the 1,800 at which U.S. merger guidelines draw that line.",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("members", "total", "absent"),
    [
        ({"a": [1, 50], "b": [1, 30], "c": [1, 20]}, [3, 100], {"dominance"}),
        ({"a": [9, 8], "b": [8, 9], "c": [1, "W"]}, [18, 40], {"rank change"}),
        ({"a": [9, 9], "b": [8, 9], "c": [1, 1]}, [18, 19], {"rank change"}),
        ({"a": [1, 90], "b": [1, 5], "c": [1, "W"]}, [3, 400], {"concentration", "driver"}),
        ({"a": [30, 30], "b": [30, 30], "c": [40, 40]}, [100, 100], {"driver", "dominance"}),
    ],
)
def test_what_a_panel_does_not_say(members, total, absent):
    assert not absent & set(found_in(members, total))


def test_a_panel_without_a_total_and_with_withheld_parts_says_nothing():
    assert found_in({"a": [9, 8], "b": [8, 9], "c": [1, "W"], "d": [1, 1]}) == {}


def candidates(*subjects: Subject) -> list:
    return [one for each in subjects for detector in SERIES_DETECTORS for one in detector(each)]


def test_of_one_subject_one_is_told():
    choice = choose(ENGLISH, candidates(subject("Output", [500, 450, 400, 900])), 3)
    assert len(choice.chosen) == 1
    assert any("says more of what" in one.reason for one in choice.passed)


def test_no_two_open_alike():
    choice = choose(
        ENGLISH,
        candidates(
            subject("Output of a", [100, 300]),
            subject("Output of b", [100, 290]),
            subject("Output of c", [100, 280]),
        ),
        3,
    )
    openings = [plain(one.text).split()[0] for one in choice.chosen]
    assert openings == ["Output", "In"]


def test_a_small_change_of_the_data_shuffles_nothing():
    def order(factor: int) -> list[str]:
        every = [
            subject(name, [value * 1000, value * 1000 * growth // 100 + factor])
            for name, value, growth in (("Ore", 5, 180), ("Metal", 7, 150), ("Waste", 3, 125))
        ]
        return [plain(one.text).split()[0] for one in choose(ENGLISH, candidates(*every), 3).chosen]

    assert order(0) == order(7) == order(-9) == ["Ore", "Metal", "Waste"]


def test_equal_scores_keep_their_order():
    every = [subject(name, [100, 200]) for name in ("Tin", "Zinc", "Lead")]
    told = [plain(one.text).split()[0] for one in choose(ENGLISH, candidates(*every), 3).chosen]
    assert told == ["Tin", "Zinc", "Lead"]


def test_after_one_of_a_kind_others_come_first_whatever_their_titles():
    ore, scrap = subject("Ore", [100, 200]), subject("Scrap", [100, 180])
    price = subject("Ore price", [100, 170], "USD/t")
    assert [one.size for one in candidates(ore, scrap, price)] == sorted(
        (one.size for one in candidates(ore, scrap, price)), reverse=True
    )
    chosen = choose(ENGLISH, candidates(ore, scrap, price), 3).chosen
    assert [one.facts[0].title for one in chosen] == ["Ore", "Ore price", "Scrap"]
    assert "marked down" in chosen[2].reason


def test_a_record_is_told_since_the_last_value_that_was_as_high():
    told = found(subject("Output", [460, 380, 385, 390, 370, 450]))
    assert told["record"].endswith("the highest since 2019.")
    equal = found(subject("Output", [450, 380, 385, 390, 370, 450]))
    assert equal["record"].endswith("the highest since 2019.")


def test_a_place_is_gained_by_moving_and_not_by_the_fall_of_others():
    fell = {"a": [90, 80], "b": [87, 85], "c": [60, 59], "d": [10, 10]}
    assert found_in(fell, [247, 234])["rank change"].startswith("A fell from first to second")
    rose = {"a": [90, 80], "b": [87, 88], "c": [60, 59], "d": [10, 10]}
    assert found_in(rose, [247, 237])["rank change"].startswith("B rose from second to first")


def test_a_member_that_the_total_leaves_room_for_hides_a_rank():
    rows = {"a": [90, 80], "b": [70, 88], "c": [60, 59], "d": [10, "W"]}
    assert "rank change" not in found_in(rows, [230, 400])
    assert "rank change" in found_in(rows, [230, 237])


def test_who_moved_less_than_a_third_of_the_total_did_not_drive_it():
    many = {name: [100, 103] for name in "abcdefg"}
    assert "driver" not in found_in(many, [700, 721])
    assert "driver" in found_in({**many, "a": [100, 120]}, [700, 738])


def test_a_tiny_base_is_told_in_units():
    assert found(subject("Cases", [1, 2]))["change"] == (
        "Cases rose by 1 metric ton to 2 metric tons in 2024, from 1 metric ton in 2023."
    )


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ("50", None), ("50.3", None),  # between 50.25 and 50.35 of at most 100.5: half, perhaps
        ("50.4", "half"), ("66", "half"), ("67.0", "half"), ("67.1", "two thirds"), ("90", "two thirds"),
    ],
)  # fmt: skip
def test_one_has_more_than_a_half_where_rounding_cannot_hide_less(first, said):
    rest = 100 - round(float(first))
    whole = whole_of(
        ENGLISH,
        panel("Ore", {"a": [1, first], "b": [1, rest - 1], "c": [1, 1]}, [3, 100]),
        NOW,
        1.0,
    )
    assert whole is not None
    found = [one.because for one in dominance(whole)]
    assert len(found) == (said is not None)
    if said:
        assert said in found[0].replace("-", " ")


@pytest.mark.parametrize(("last", "is_high"), [([10, 10], False), ([9, 11], True), ([20], True)])
def test_a_market_is_highly_concentrated_above_the_line_and_not_on_it(last, is_high):
    """Four times 20 percent and twice 10 have an index of 1,800."""
    shares = [20, 20, 20, 20, *last]
    members = {f"m{n}": [1, value] for n, value in enumerate(shares)}
    assert ("concentration" in found_in(members, [9, 100])) is is_high


def test_votes_are_no_market():
    """The bands of merger guidelines say nothing of parties, patients or pupils."""
    members = {"A": [60, 70], "B": [30, 20], "C": [10, 10]}
    for title, is_market in (("Votes", False), ("Pupils", False), ("Exports of steel", True)):
        whole = whole_of(ENGLISH, panel(title, members, [100, 100]), NOW, 1.0)
        assert whole is not None
        assert bool(list(concentration(whole))) is is_market, title


@pytest.mark.parametrize(("most", "is_told"), [(101, False), (100, False), (99, True)])
def test_a_rank_is_told_where_no_hidden_member_may_be_as_large(most, is_told):
    """What the total leaves for the withheld one, two tons more by the rounding of the others."""
    members = {"a": [8, 100], "b": [9, 9], "c": [1, "W"], "d": [1, 1]}
    assert ("rank change" in found_in(members, [19, 100 + 9 + 1 - 2 + most])) is is_told


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ([9, 8, 7, 6], [9, 8, 6, 7], "d"),  # from fourth to third
        ([9, 8, 7, 6, 5], [9, 8, 7, 5, 6], None),  # from fifth to fourth
        ([9, 8, 7], [9, 9, 7], None),  # two are first
        ([9, 8, 8], [9, 8, 8.5], None),  # two were second
        ([9, 8, 7], [7, 8, 7.5], None),  # others moved, not this one: b stays what it is
    ],
)
def test_a_rank_among_the_first_three_is_told_where_it_is_one_members_own(before, after, told):
    members = {name: [was, now] for name, was, now in zip("abcde", before, after, strict=False)}
    found = found_in(members, [sum(before), sum(after)]).get("rank change", "")
    if told:
        assert found.startswith(told.upper())
    assert ("B rose" in found) is False


@pytest.mark.parametrize(
    ("members", "total", "driver"),
    [
        ({"a": [10, 20], "b": [10, 12], "c": [10, 10]}, [30, 42], "A drove the growth"),
        ({"a": [20, 10], "b": [12, 10], "c": [10, 10]}, [42, 30], "A drove the decline"),
        ({"a": [10, 9], "b": [10, 9], "c": [10, 42]}, [30, 60], "C drove the growth"),
        ({"a": [10, 11], "b": [10, 11], "c": [10, 11]}, [30, 33], "C drove the growth"),
        (
            {"a": [9, 10], "b": [9, 10], "c": [9, 10], "d": [9, 10]},
            [36, 40],
            None,
        ),  # a quarter each
        ({"a": [10, 20], "b": [10, 10], "c": [10, 10]}, [0, 40], None),
        ({"a": [10, 20], "b": [10, 10], "c": [10, 10]}, ["W", 40], None),
    ],
)
def test_one_drives_the_whole_where_a_third_of_its_change_is_its_own(members, total, driver):
    found = found_in(members, total).get("driver")
    assert (found is None) if driver is None else (found or "").startswith(driver), found
