"""Which candidates become highlights, how they are weighed, and why others were passed over."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from series import panel, series
from small_projects import tried

from briefing.analysis.findings.candidates import (
    Candidate,
    certainty_of,
    key_of,
    size_of_change,
    when,
)
from briefing.analysis.findings.changes import changes_since
from briefing.analysis.findings.ranking import choose
from briefing.analysis.findings.revisions import revised, revisions
from briefing.core.fact import Fact
from briefing.core.interval import Interval
from briefing.core.lags import FactBook
from briefing.core.nature import Nature
from briefing.core.period_notation import parse_period
from briefing.core.quantity import Quantity
from briefing.core.series import Dataset, Series
from briefing.core.status import Status
from briefing.core.text_nodes import Text, plain
from briefing.core.unit import PERCENT, POINTS, Unit
from briefing.language.messages import MESSAGES as ENGLISH
from briefing.project.brief_schema import BriefConfig

FACT = series("Ore", [5]).facts[parse_period(2024)]


def fact(name: str) -> Fact:
    return replace(FACT, id=name)


def candidate(subject: str, size: float, **more: object) -> Candidate:
    words = {
        "detector": "change", "about": subject, "subject": subject, "topic": (subject, False),
        "sentences": ((Text(f"{subject} rose."),),), "facts": (fact(subject),), "size": size,
        "weight": 1.0, "because": "it moved", **more,
    }  # fmt: skip
    return Candidate(**words)  # type: ignore[arg-type]


def told(candidates: list[Candidate], count: int = 3, openings: tuple[str, ...] = ()) -> list[str]:
    return [plain(one.text) for one in choose(ENGLISH, candidates, count, openings).chosen]  # type: ignore[arg-type]


def reasons(candidates: list[Candidate], count: int = 3) -> dict[str, str]:
    passed = choose(ENGLISH, candidates, count).passed
    return {plain(one.text).partition(" ")[0]: one.reason for one in passed}  # type: ignore[arg-type]


def test_the_best_come_first_and_no_more_than_asked_for() -> None:
    every = [candidate("Tin", 0.4), candidate("Zinc", 0.8), candidate("Lead", 0.6)]
    assert told(every) == ["Zinc rose.", "Lead rose.", "Tin rose."]
    assert told(every, 1) == ["Zinc rose."]
    assert told(every, 0) == []
    assert told([]) == []
    assert reasons(every, 2) == {"Tin": "score 0.40; the last highlight has 0.60"}
    assert reasons(every, 0) == dict.fromkeys(
        ["Zinc", "Lead", "Tin"], "the author's sentences take all places"
    )


@pytest.mark.parametrize(
    ("size", "is_told"), [(0.14, True), (0.16, True), (0.13, False), (0.12, False), (0.0, False)]
)
def test_a_weak_candidate_is_no_highlight_and_is_not_told_as_passed(size: float, is_told) -> None:
    """A score is rounded to fiftieths: 0.14 stands for 0.14, below the least of 0.15."""
    is_told = candidate("Tin", size).score >= Fraction(3, 20)
    assert told([candidate("Tin", size)]) == (["Tin rose."] if is_told else [])
    assert reasons([candidate("Zinc", 0.5), candidate("Tin", size)], 1) == (
        {"Tin": f"score {float(candidate('Tin', size).score):.2f}; the last highlight has 0.50"}
        if is_told
        else {}
    )


def test_each_further_one_of_a_topic_counts_seven_tenths_of_what_it_did() -> None:
    topic = {"topic": ("Metals", False)}
    every = [
        candidate("Tin", 1.0, **topic),
        candidate("Zinc", 0.9, **topic),
        candidate("Lead", 0.8, **topic),
    ]
    for other, order in (
        (0.64, ["Tin", "Other", "Zinc", "Lead"]),  # 0.9 of 0.7 is 0.63
        (0.62, ["Tin", "Zinc", "Other", "Lead"]),
        (0.40, ["Tin", "Zinc", "Other", "Lead"]),  # 0.8 of 0.49 is 0.392
        (0.38, ["Tin", "Zinc", "Lead", "Other"]),
    ):
        found = told([*every, candidate("Other", other)], 4)
        assert [one.partition(" ")[0] for one in found] == order, other
    assert "marked down" in reasons([*every, candidate("Other", 0.64)], 2)["Zinc"]


def test_another_of_a_kind_counts_four_fifths_once() -> None:
    kind = {"kind": ("d", "t", Nature.FLOW)}
    every = [
        candidate("Tin", 1.0, **kind),
        candidate("Zinc", 0.9, **kind),
        candidate("Lead", 0.9, **kind),
    ]
    for other, order in (
        (0.74, ["Tin", "Other", "Zinc", "Lead"]),  # four fifths of 0.9 are 0.72
        (0.70, ["Tin", "Zinc", "Lead", "Other"]),
    ):
        found = told([*every, candidate("Other", other)], 4)
        assert [one.partition(" ")[0] for one in found] == order, other
    bare = [candidate("Tin", 1.0), candidate("Zinc", 0.9), candidate("Other", 0.88)]
    assert told(bare)[1] == "Zinc rose.", "what has no kind has none in common"


def test_of_one_subject_or_of_the_same_facts_one_is_told() -> None:
    one, same = candidate("Tin", 0.9), replace(candidate("Zinc", 0.8), subject="Tin")
    assert told([one, same]) == ["Tin rose."]
    assert reasons([one, same], 1) == {"Zinc": "its subject is among the highlights"}
    assert "says more of what" in reasons([one, same], 2)["Zinc"]
    wide = candidate("Tin", 0.9, facts=(fact("x"), fact("y")))
    assert told([wide, candidate("Lead", 0.8, facts=(fact("y"),))]) == ["Tin rose."]
    for facts in ((fact("y"), fact("z")), (fact("z"),)):
        assert len(told([wide, candidate("Lead", 0.8, facts=facts)])) == 2


def test_where_one_takes_a_place_another_loses_it_and_that_is_told_once() -> None:
    rank = {"detector": "rank change", "topic": ("World", True)}
    assert told([candidate("Chile", 0.9, **rank), candidate("Peru", 0.8, **rank)]) == [
        "Chile rose."
    ]
    elsewhere = candidate("Peru", 0.8, detector="rank change", topic=("Europe", True))
    assert len(told([candidate("Chile", 0.9, **rank), elsewhere])) == 2


def test_a_sentence_that_opens_as_another_takes_its_other_form_or_is_passed_over() -> None:
    forms = ((Text("Tin fell."),), (Text("In 2024 tin fell."),))
    assert told([candidate("Tin", 0.9), candidate("x", 0.8, sentences=forms)]) == [
        "Tin rose.", "In 2024 tin fell.",
    ]  # fmt: skip
    alike = candidate("x", 0.8, sentences=forms[:1])
    assert told([candidate("Tin", 0.9), alike]) == ["Tin rose."]
    assert reasons([candidate("Tin", 0.9), alike]) == {"Tin": "would open like another highlight"}
    assert told([candidate("Tin", 0.9)], openings=("**Tin** is short.",)) == []


def test_a_highlight_says_what_it_scores_and_why() -> None:
    (one,) = choose(ENGLISH, [candidate("Tin", 0.5, weight=0.9, certainty=0.8)], 1).chosen
    for words in ("it moved", "0.36", "0.50", "0.80", "0.90"):
        assert words in one.reason
    assert (one.id, one.detector, one.score, one.path) == (
        "change Tin",
        "change",
        Fraction(9, 25),
        (),
    )


def test_twelve_are_remembered_as_passed() -> None:
    every = [candidate(f"M{n}", 0.5) for n in range(20)]
    assert len(choose(ENGLISH, every, 3).passed) == 12


def quantity(value: object, status: Status = Status.NORMAL, unit: Unit = PERCENT) -> Fact:
    made = (
        Quantity.bounded(value, unit, status)
        if isinstance(value, Interval)
        else Quantity.exact(Fraction(str(value)), unit, status)
    )
    return replace(FACT, quantity=made)


@pytest.mark.parametrize(
    ("facts", "certainty"),
    [
        ([], 1.0), ([quantity(1)], 1.0), ([quantity(1, Status.PROVISIONAL)], 0.95),
        ([quantity(1, Status.ESTIMATED), quantity(1)], 0.92), ([quantity(1, Status.IMPUTED)], 0.85),
        ([quantity(1, Status.FORECAST)], 0.8), ([quantity(1, Status.UNRELIABLE)], 0.6),
        ([quantity(1, Status.NOT_SIGNIFICANT)], 0.7), ([quantity(Interval(Fraction(1)))], 0.85),
        ([quantity(1, Status.ESTIMATED), quantity(Interval(Fraction(1), Fraction(2)))], 0.85),
    ],
)  # fmt: skip
def test_figures_are_as_sure_as_the_least_sure_of_them(facts: list[Fact], certainty: float) -> None:
    assert certainty_of(facts) == certainty


@pytest.mark.parametrize(
    ("change", "size"),
    [
        (quantity(0), 0), (quantity(100), 1), (quantity(-50), 1), (quantity(300), 1),
        (quantity(-100), 1), (quantity(-120), 1), (quantity(0, unit=POINTS), 0),
        (quantity("6.25", unit=POINTS), 0.5), (quantity("-6.25", unit=POINTS), 0.5),
        (quantity(25, unit=POINTS), 1), (quantity(80, unit=POINTS), 1), (quantity(3, unit=Unit("t")), 0.5),
        (quantity(Interval(Fraction(-50), Fraction(-10)), unit=POINTS), (10 / 25) ** 0.5),
        (quantity(Interval(), unit=POINTS), 0),
    ],
)  # fmt: skip
def test_the_size_of_a_change_is_that_of_a_doubling_or_of_a_quarter(change, size) -> None:
    assert size_of_change(change) == pytest.approx(size)


def test_a_fact_is_about_its_cell_or_itself() -> None:
    assert key_of(FACT) == FACT.spot
    assert key_of(replace(FACT, origin=None)) == FACT.id  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("status", "told_"),
    [
        (Status.NORMAL, "2024"), (Status.ESTIMATED, "2024 (estimated)"),
        (Status.PROVISIONAL, "2024 (provisional)"), (Status.IMPUTED, "2024 (imputed)"),
        (Status.UNRELIABLE, None), (Status.FORECAST, "2024 (forecast)"),
    ],
)  # fmt: skip
def test_a_period_is_told_with_the_status_of_its_figure(status: Status, told_: str | None) -> None:
    found = when(ENGLISH, quantity(1, status), parse_period(2024)).text
    assert found == (told_ or f"2024 ({ENGLISH.status(status)})")


# editions ----------------------------------------------------------------------------------------


def shown(pairs) -> list[tuple[str, object, object]]:
    return [(str(old.period), old.quantity.value, new.quantity.value) for old, new in pairs]


def test_a_figure_is_revised_where_both_editions_print_it_and_not_alike() -> None:
    old, new = series("Ore", [1, 2, "W", 4]), series("Ore", [1, 3, 5, "W"])
    assert shown(revised(old, new)) == [("2022", 2, 3)]
    longer = series("Ore", [9, 1, 2, 7])
    assert shown(revised(series("Ore", [8, 2], last="2023"), longer)) == [("2022", 8, 1)]
    assert shown(revised(old, replace(new, definition="otherwise"))) == []
    assert shown(revised(old, replace(new, unit=Unit("t", "REO")))) == []


def test_members_are_compared_with_themselves() -> None:
    old = panel("World", {"A": [1, 2], "B": [3, 4]})
    new = panel("World", {"B": [3, 5], "C": [1, 9]})
    assert shown(revised(old, new)) == [("2024", 4, 5)]
    assert shown(revised(old, series("World", [1, 2]))) == []


def revision_of_editions(
    before: list[object], after: list[object], unit: str = "t", title: str = "Ore"
) -> list[str]:
    editions = [
        Dataset("d", {"ore": series(title, values, unit)}, ()) for values in (after, before)
    ]
    config = BriefConfig.model_validate({"title": "T", "period": 2024})
    found = revisions(ENGLISH, [(editions[0], editions[1])], config)
    return [plain(one.sentences[0]).replace("\u00a0", " ") for one in found]


def test_a_revision_says_from_what_to_what_and_where_to() -> None:
    assert revision_of_editions([1, 40], [1, 50]) == [
        "The figure for ore in 2024 was revised up from 40 metric tons to 50 metric tons."
    ]
    assert "was revised down from 50" in revision_of_editions([1, 50], [1, 40])[0]
    assert revision_of_editions([1, 40], [1, 40]) == []
    assert revision_of_editions([1, 40], [1, 50], "percent") == []
    assert "was revised up from 0 metric tons to 50" in revision_of_editions([1, 0], [1, 50])[0]


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [(-13.6, 3.5, "up"), (-10, -4, "up"), (-4, -10, "down"), (3.5, -13.6, "down"), (5, 0, "down"), (0, -1, "down")],
)  # fmt: skip
def test_what_is_below_zero_is_revised_the_way_that_it_went(before, after, way) -> None:
    for title in ("Ore", "Balance"):
        (told,) = revision_of_editions([1, before], [1, after], title=title)
        assert f"was revised {way} from" in told


def book(current: int, **values: list[object]) -> FactBook:
    def at(line: Series) -> Series:
        return replace(line, current=parse_period(current))

    made = {
        name: at(series(name.title(), column, last=str(current))) for name, column in values.items()
    }
    return FactBook(made, ENGLISH.title)


def changed(
    earlier: FactBook, now: FactBook, most: int = 9, **counted: str
) -> list[tuple[str, str]]:
    names = ["ore", "tin", "none"]
    found = changes_since(ENGLISH, earlier, now, names, counted, most)
    return [(one.cause, plain(one.text).replace("\u00a0", " ")) for one in found]


def test_what_turned_is_told_first_then_revisions_then_what_is_new() -> None:
    earlier = book(2023, ore=[3, 4], tin=[7, 8])
    now = book(2024, ore=[3, 4, 5], tin=[7, 9, 6])
    told_ = changed(earlier, now)
    assert told_ == [
        (
            "reversal",
            "Tin for 2024: a fall to 6 metric tons from 9 metric tons in 2023, after a rise to "
            "8 metric tons for 2023 in the edition before.",
        ),
        ("revision", "Tin for 2023: revised up from 8 metric tons to 9 metric tons."),
        ("new period", "Ore: 5 metric tons for 2024 is new (2023: 4 metric tons)."),
    ]
    assert changed(earlier, now, 2) == told_[:2]
    assert changed(earlier, now, 0) == []


def test_what_turned_leaves_half_of_the_list_to_what_else_is_other() -> None:
    earlier = book(2023, ore=[3, 4], tin=[7, 8])
    now = book(2024, ore=[3, 5, 4], tin=[7, 9, 6])
    assert [cause for cause, _ in changed(earlier, now)] == [*["reversal"] * 2, *["revision"] * 2]
    assert [cause for cause, _ in changed(earlier, now, 3)] == [*["reversal"] * 2, "revision"]
    assert [cause for cause, _ in changed(earlier, now, 2)] == ["reversal", "revision"]
    assert [cause for cause, _ in changed(earlier, now, 1)] == ["reversal"]
    alone = book(2024, ore=[3, 4, 2], tin=[7, 8, 6])
    assert [cause for cause, _ in changed(earlier, alone, 2)] == ["reversal"] * 2


def test_a_revision_that_turns_a_rise_into_a_fall_is_told_once_and_first() -> None:
    earlier = book(2024, ore=[3, 4, 5], tin=[7, 8, 9])
    assert changed(earlier, book(2024, ore=[3, 4, 6], tin=[7, 8, 6])) == [
        (
            "reversal",
            "Tin for 2024: a fall to 6 metric tons from 8 metric tons in 2023, where the edition "
            "before had a rise to 9 metric tons.",
        ),
        ("revision", "Ore for 2024: revised up from 5 metric tons to 6 metric tons."),
    ]


def test_a_rank_and_the_first_place_are_told_as_such_and_before_revisions(tmp_path: Path) -> None:
    old = "year,region,v\n2022,Avon,520\n2022,Borda,500\n2023,Avon,540\n2023,Borda,510\n"
    now = old.replace("2023,Avon,540", "2023,Avon,525") + "2024,Avon,530\n2024,Borda,560\n"
    project = (
        "datasets: {d: {source: s, path: data/d.csv, editions: {s0: {path: data/old.csv}}, dimension: region,"
        " period: {column: year}, series: {v: {column: v, unit: person, title: Patients}}}}\n"
        "sources: {s: {title: N, publisher: Office, published: 2025-06-30, licence: CC0},"
        " s0: {title: O, publisher: Office, published: 2024-06-30, licence: CC0}}\n"
    )
    brief = (
        "title: T\nperiod: 2024\nmetrics: {t: {total: d.v}, a: {rank: d.v, of: Avon}, f: {rank: d.v, at: 1}}\n"
        "key_figures: [t, a]\nsections: [{title: A, text: 'Avon {{ a.moved }} to {{ a }}, {{ a.up_down_from }}.'}]\n"
    )
    (tmp_path / "data").mkdir()
    (tmp_path / "data/old.csv").write_text(old)
    found = tried(tmp_path, now, project, brief, sources="")
    assert [plain(one.text).replace("\u00a0", " ") for one in found.made.changes] == [
        "Avon’s rank in patients for 2024: second, after first for 2023 in the edition before.",
        "Largest member in patients for 2024: Borda with 560 people, after Avon with 540 people "
        "for 2023 in the edition before.",
        "Patients, total, for 2023: revised down from 1,050 people to 1,035 people.",
        "Patients, total: 1,090 people for 2024 is new (2023: 1,035 people).",
    ]
    slipped = "slipped through others’ gains"
    assert found.figures[1] == f"Avon’s rank in patients | second | {slipped} | from first in 2023"
    assert found.text == "Avon slipped through others’ gains to second, down from first."


def test_what_stays_is_not_told() -> None:
    same = book(2024, ore=[3, 4], tin=[7, "W"])
    assert changed(same, same) == []
    assert changed(book(2024, tin=[7, "W"]), book(2024, tin=[7, 8]))[0][0] == "revision"
    assert changed(book(2024, tin=[7, 8]), book(2024, tin=[7, "W"]))[0][0] == "revision"
    withheld = changed(book(2023, tin=[7, 8]), book(2024, tin=[7, 8, "W"]))
    assert withheld == []
    assert changed(book(2023, tin=[8]), book(2024, ore=[1])) == []


def test_what_is_counted_otherwise_is_told_before_revisions_and_not_compared() -> None:
    earlier = book(2023, ore=[3, 4], tin=[7, 8])
    found = changed(earlier, book(2024, ore=[3, 6, 7], tin=[7, 9, 6]), tin="heads, not herds")
    assert [cause for cause, _ in found] == ["definition", "revision", "new period"]
    assert "(heads, not herds)" in found[0][1]
