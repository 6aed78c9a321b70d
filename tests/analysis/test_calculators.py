"""Calculators on series made by hand: the figure, its title's parts, and what is refused in words."""

from fractions import Fraction

import pytest
from series import panel, series

from briefing.analysis.metrics import growth, levels, structure
from briefing.analysis.metrics.calculators import CALCULATORS, calculator_schemas, calculators
from briefing.analysis.metrics.formula import Formula, Misuse, NoFact, span_of, whose
from briefing.analysis.metrics.permission import nature_of_result, rates_of_parts_added
from briefing.core.expression import derive
from briefing.core.interval import Interval
from briefing.core.nature import Nature, NatureFound
from briefing.core.period_notation import parse_period
from briefing.core.title import Title
from briefing.core.unit import Unit
from briefing.language.messages import MESSAGES

YEAR, BEFORE = parse_period("2024"), parse_period("2023")
WORLD = {"A": [30, 50], "B": [20, 25], "C": [10, 5]}


def quantity(made: Formula):
    return derive(
        id="x", title="", calculator="", formula=made.text, inputs=made.inputs, period=YEAR
    ).quantity


def figure(made: Formula) -> tuple[Fraction | None, str]:
    found = quantity(made)
    return found.value, found.unit.code


def ids(made: Formula, label: str) -> list[str]:
    given = made.inputs[label]
    return [one.id for one in (given if isinstance(given, tuple) else (given,))]


def refused(error: type[Exception], code: str, call, *given, **named):
    with pytest.raises(error) as told:
        call(*given, **named)
    assert told.value.code == code
    return told.value


def of_nature(measure, nature: Nature):
    object.__setattr__(measure, "found_nature", NatureFound(nature, "the test says so"))
    return measure


# levels


def test_a_value_is_the_observation_and_says_whose_it_is():
    made = levels.value(series("Output", [3, 5]), YEAR)
    assert (figure(made), made.title, made.member) == ((5, "t"), "Output", None)
    made = levels.value(panel("Output", WORLD).members["A"], YEAR)
    assert isinstance(made.title, Title)
    assert (MESSAGES.title(made.title), made.member) == ("Output, A", "A")
    fact = series("Output of a", [1], member="A").facts[YEAR]
    assert whose(fact) == "Output of a"


def test_a_period_that_is_not_there_is_told_with_those_that_are():
    told = refused(NoFact, "no-value", levels.value, series("Output", [3, 5]), parse_period("2025"))
    assert str(told) == "'d.Output' has no value for 2025 (it has 2023 to 2024)"
    assert told.advice == ""
    (lack,) = told.lacks
    assert (lack.series, str(lack.period)) == ("d.Output", "2025")
    told = refused(NoFact, "no-value", levels.value, series("Output", [3]), parse_period("2024-Q1"))
    assert str(told) == "'d.Output' has no value for 2024-Q1 (it has 2024)"
    assert told.advice == "its periods are calendar years: 'period: 2024'"
    assert span_of(()) == "it has none"


def test_a_total_is_the_printed_one_or_the_sum():
    made = levels.total(panel("Output", WORLD, total=[60, 81]), YEAR)
    assert (figure(made), made.text, made.title) == ((81, "t"), "value", "Output")
    made = levels.total(panel("Output", WORLD), YEAR)
    assert (figure(made), made.text) == ((80, "t"), "sum(parts)")
    assert made.title == Title("total", {"measure": "Output"})
    withheld = panel("Output", {**WORLD, "D": [1, "W"]})
    assert quantity(levels.total(withheld, YEAR)).value is None


def test_like_for_like_adds_those_that_report_now_and_before():
    world = panel("Output", {"A": [30, 50], "B": ["W", 25], "C": [10, "W"], "D": [1, 2]})
    made = levels.total(world, YEAR, members="common")
    assert figure(made) == (52, "t")
    assert made.title == Title("total_without", {"measure": "Output", "names": ("B", "C")})
    few = panel("Output", {"A": [30, 50], "B": ["W", 25], "C": [10, "W"]})
    title = levels.total(few, YEAR, members="common").title
    assert title == Title("total_of", {"measure": "Output", "names": ("A",)})
    none = panel("Output", {"A": [30, "W"], "B": ["W", 25]})
    told = refused(NoFact, "no-value", levels.total, none, YEAR, members="common")
    assert str(told) == "no member of 'd.Output' reports both in 2024 and before"


def test_a_sum_over_periods_ends_with_the_one_asked_for():
    line = series("Output", [1, 20, 300, 4000])
    made = levels.sum_over(line, YEAR, over=3)
    assert (figure(made), ids(made, "parts")[0]) == ((4320, "t"), "d.Output[2022]")
    assert made.title == Title(
        "sum_over", {"measure": "Output", "periods": Title("count_of_years", {"count": 3})}
    )
    assert figure(levels.sum_over(line, BEFORE, over=1)) == (300, "t")
    member = panel("Output", WORLD).members["A"]
    assert levels.sum_over(member, YEAR, over=2).member == "A"
    told = refused(Misuse, "unfit-parameter", levels.sum_over, line, YEAR, over=0)
    assert str(told) == "'over' must be 1 or more, or 'year'"
    refused(NoFact, "no-value", levels.sum_over, line, YEAR, over=5)


def test_a_sum_over_the_year_begins_with_it():
    line = series("Output", [7, 1, 20, 300, 4000, 50000], last="2024-Q2")
    for quarter, wanted in (("2024-Q2", 54000), ("2024-Q1", 4000), ("2023-Q4", 321 + 7)):
        made = levels.sum_over(line, parse_period(quarter), over="year")
        assert figure(made)[0] == wanted
    stock = of_nature(series("Population", [1, 2]), Nature.STOCK)
    told = refused(Misuse, "use-not-allowed", levels.sum_over, stock, YEAR, over=2)
    assert "does not add over time" in str(told)
    assert told.advice == (
        "a mean over time, or the value of the last period; "
        "say 'kind:' in the data set if it is something else"
    )


def test_a_mean_is_over_all_periods_so_far_or_the_last():
    line = series("Output", [1, 2, 3, 10])
    made = levels.mean(line, YEAR)
    assert (figure(made), made.title) == (
        (4, "t"),
        Title("mean", {"measure": "Output", "periods": Title("count_of_years", {"count": 4})}),
    )
    assert figure(levels.mean(line, BEFORE)) == (2, "t")
    made = levels.mean(line, YEAR, periods=2)
    assert (figure(made), made.title.parts["periods"].parts["count"]) == ((Fraction(13, 2), "t"), 2)
    assert figure(levels.mean(line, YEAR, periods=4)) == (4, "t")
    told = refused(NoFact, "too-few-values", levels.mean, line, YEAR, periods=5)
    assert str(told) == "'d.Output' has only 4 of 5 periods up to 2024"
    refused(NoFact, "no-value", levels.mean, line, parse_period("2025"))
    told = refused(Misuse, "unfit-parameter", levels.mean, line, YEAR, weight=panel("P", WORLD))
    assert str(told) == "'weight' belongs to a mean over members"
    assert told.advice == "name the panel without a member"


def test_a_moving_average_needs_all_its_periods():
    line = series("Output", [1, 2, 3, 10])
    made = levels.moving_average(line, YEAR, periods=3)
    assert (figure(made), made.title) == (
        (5, "t"),
        Title("mean", {"measure": "Output", "periods": Title("count_of_years", {"count": 3})}),
    )
    assert figure(levels.moving_average(line, YEAR, periods=4)) == (4, "t")
    told = refused(NoFact, "too-few-values", levels.moving_average, line, BEFORE, periods=4)
    assert str(told) == "'d.Output' has only 3 of 4 periods up to 2023"
    assert told.lacks == line.lack()


def test_a_mean_over_members_is_weighted_or_says_that_it_is_not():
    rates = panel("Rate", {"A": [0, 10], "B": [0, 20]})
    made = levels.mean(rates, YEAR)
    assert (figure(made), made.title) == (
        (15, "t"),
        Title("unweighted_mean", {"measure": "Rate", "count": 2}),
    )
    people = panel("People", {"C": [1, 1], "B": [1, 3], "A": [1, 1]})
    made = levels.mean(rates, YEAR, weight=people)
    assert figure(made)[0] == Fraction(35, 2)
    assert made.title == Title("weighted_mean", {"measure": "Rate", "weight": "People"})
    few = panel("People", {"A": [1, 1]})
    told = refused(NoFact, "no-value", levels.mean, rates, YEAR, weight=few)
    assert str(told) == "'d.People' has no weight for B in 2024"


@pytest.mark.parametrize(
    ("made", "wanted", "title"),
    [
        (lambda a, b: levels.difference(a, YEAR, minus=b), (4, "t"), "difference"),
        (lambda a, b: levels.ratio(a, YEAR, to=b), (3, "1"), "ratio"),
        (lambda a, b: levels.per(a, YEAR, by=b), (3, "1"), "per"),
    ],
)
def test_one_figure_and_another(made, wanted, title):
    found = made(series("Output", [1, 6]), series("Use", [1, 2]))
    assert figure(found) == wanted
    assert found.title == Title(title, {"one": "Output", "other": "Use"})


@pytest.mark.parametrize(("call", "name"), [(levels.ratio, "to"), (levels.per, "by")])
def test_both_of_a_ratio_must_have_a_true_zero(call, name):
    plain = series("Output", [1, 6])
    warm = of_nature(series("Warmth", [1, 2]), Nature.INTERVAL)
    for one, other in ((plain, warm), (warm, plain)):
        told = refused(Misuse, "use-not-allowed", call, one, YEAR, **{name: other})
        assert "its zero is a convention" in str(told)
        assert told.advice == "say 'kind:' in the data set if it is something else"


@pytest.mark.parametrize(("target", "wanted"), [("4", 2), ("13/2", "-1/2"), ("6", 0)])
def test_a_gap_is_the_value_less_its_target(target, wanted):
    made = levels.gap(series("Output", [1, 6]), YEAR, target=Fraction(target))
    assert figure(made) == (Fraction(wanted), "t")
    assert made.title == Title("gap", {"measure": "Output"})


# growth


@pytest.mark.parametrize(
    ("named", "wanted", "since"),
    [
        ({}, (50, "percent"), "2023"),
        ({"how": "absolute"}, (10, "t"), "2023"),
        ({"periods": 2}, (500, "percent"), "2022"),
        ({"since": parse_period("2021")}, (900, "percent"), "2021"),
        ({"how": "percent", "periods": 1}, (50, "percent"), "2023"),
    ],
)
def test_a_change_is_since_the_period_before_or_another(named, wanted, since):
    made = growth.change(series("Output", [3, 5, 20, 30]), YEAR, **named)
    assert figure(made) == wanted
    assert made.title == Title("change", {"measure": "Output", "since": parse_period(since)})


def test_a_percentage_changes_by_points_unless_percent_are_wanted():
    rate = series("Rate", [20, 30], unit="percent")
    assert figure(growth.change(rate, YEAR)) == (10, "percentage point")
    assert figure(growth.change(rate, YEAR, how="percent")) == (50, "percent")
    told = refused(
        Misuse,
        "points-of-no-percentage",
        growth.change,
        series("Output", [1, 2]),
        YEAR,
        how="points",
    )
    assert str(told) == "'d.Output' is in t: only percentages change by points"
    assert told.advice == "use how: percent or how: absolute"


@pytest.mark.parametrize(("values", "when"), [([0, 5], "2023"), ([5, 0], "2024")])
def test_no_percent_of_what_is_not_above_zero(values, when):
    told = refused(NoFact, "not-above-zero", growth.change, series("Output", values), YEAR)
    assert str(told) == f"'d.Output' is not above zero in {when}: no change in percent"
    assert quantity(growth.change(series("Output", values), YEAR, how="absolute")).unit.code == "t"


@pytest.mark.parametrize("values", [["W", 5], [5, "W"], ["W", "W"]])
def test_what_nobody_knows_changes_by_what_nobody_knows(values):
    """A withheld value is not zero, and nothing says that it is."""
    line = series("Output", values)
    for made in (
        growth.change(line, YEAR),
        growth.growth_rate(line, YEAR, since=parse_period("2023")),
        growth.index(line, YEAR, base=parse_period("2023")),
    ):
        found = quantity(made)
        assert found.value is None
        assert not found.status.has_value


def test_what_is_net_changes_by_an_amount():
    net = of_nature(series("Balance", [4, 5]), Nature.BALANCE)
    assert figure(growth.change(net, YEAR)) == (1, "t")
    told = refused(Misuse, "use-not-allowed", growth.change, net, YEAR, how="percent")
    assert told.advice.startswith("use how: absolute; say 'kind:'")


def test_a_growth_rate_is_by_the_year():
    line = series("Output", [100, 1, 400])
    made = growth.growth_rate(line, YEAR, since=parse_period("2022"))
    assert figure(made) == (100, "percent")
    assert made.text == "growth_rate(end, start, 2)"
    assert made.title == Title("growth_rate", {"measure": "Output", "since": parse_period("2022")})
    for since in ("2024", "2025"):
        told = refused(
            NoFact, "since-not-before", growth.growth_rate,
            series("Output", [1, 2], last="2025"), YEAR, since=parse_period(since),
        )  # fmt: skip
        assert str(told) == f"{since} does not lie before 2024"
    net = of_nature(series("Balance", [4, 5]), Nature.BALANCE)
    refused(Misuse, "use-not-allowed", growth.growth_rate, net, YEAR, since=BEFORE)


@pytest.mark.parametrize(
    ("first", "last", "steps", "text"),
    [("2024-Q1", "2024-Q4", 3, "3 / 4"), ("2023-12", "2024-06", 6, "6 / 12"), ("2023-Q1", "2024-Q1", 4, "4 / 4"),
     ("2012/2015", "2020/2023", 2, "2 * 4")],
)  # fmt: skip
def test_quarters_and_months_are_parts_of_a_year(first, last, steps, text):
    line = series("Output", [1] * (steps + 1), last=last)
    made = growth.growth_rate(line, parse_period(last), since=parse_period(first))
    assert made.text == f"growth_rate(end, start, {text})"


def test_the_base_of_an_index_is_100():
    line = series("Output", [50, 60, 75])
    made = growth.index(line, YEAR, base=parse_period("2022"))
    assert figure(made) == (150, "index")
    assert made.title == Title("index", {"measure": "Output", "base": parse_period("2022")})
    assert figure(growth.index(line, YEAR, base=YEAR)) == (100, "index")
    net = of_nature(series("Balance", [4, 5]), Nature.BALANCE)
    refused(Misuse, "use-not-allowed", growth.index, net, YEAR, base=BEFORE)


def test_contributions_add_to_the_growth_of_the_total():
    world = panel("Output", WORLD)
    found = {name: figure(growth.contribution(world, YEAR, of=name))[0] for name in WORLD}
    assert found == {"A": Fraction(100, 3), "B": Fraction(25, 3), "C": Fraction(-25, 3)}
    assert sum(found.values()) == Fraction(100, 3)  # 60 to 80
    made = growth.contribution(panel("Output", WORLD, total=[100, 120]), YEAR, of="A")
    assert figure(made) == (20, "percentage point")
    assert (made.member, made.ties) == ("A", ())
    assert made.title == Title("contribution", {"owner": "A", "measure": "Output"})


def test_places_among_contributions():
    world = panel("Output", {**WORLD, "D": [5, 10], "Others": [1, 99]})
    object.__setattr__(world, "rest", ("Others",))
    places = [growth.contribution(world, YEAR, at=place) for place in (1, 2, 3, 4)]
    assert [one.member for one in places] == ["A", "B", "D", "C"]
    assert [one.ties for one in places] == [(), ("D",), ("B",), ()]
    for place in (0, 5):
        told = refused(NoFact, "no-such-rank", growth.contribution, world, YEAR, at=place)
        assert str(told) == f"'d.Output' has no place {place}: it has 4 members"
        assert told.lacks == world.lack()


def test_a_contribution_needs_both_periods_of_a_known_member():
    world = panel("Output", WORLD)
    for named in ({}, {"of": "A", "at": 1}):
        told = refused(Misuse, "either-or", growth.contribution, world, YEAR, **named)
        assert str(told) == "give either 'of' (a member) or 'at' (a place)"
    told = refused(Misuse, "unknown-member", growth.contribution, world, YEAR, of="D")
    assert str(told) == "'d.Output' has no member 'D'"
    assert told.lacks == world.lack(None, "D")
    told = refused(NoFact, "no-value", growth.contribution, world, BEFORE, of="A")
    assert str(told) == "'d.Output[A]' has no value for both 2022 and 2023"
    assert {str(one.period) for one in told.lacks} == {"2022", "2023"}
    assert {one.member for one in told.lacks} == {"A"}
    unknown = panel("Output", {"A": [30, 50], "B": ["W", 25]})
    assert growth.contribution(unknown, YEAR, at=1).member == "A"
    refused(NoFact, "no-such-rank", growth.contribution, unknown, YEAR, at=2)


# structure


def test_shares_of_one_and_of_several():
    made = structure.share(panel("Output", WORLD), YEAR, of="A")
    assert (figure(made), made.member) == ((Fraction(125, 2), "percent"), "A")
    assert made.title == Title("share", {"owner": "A", "measure": "Output"})
    with_total = panel("Output", WORLD, total=[60, 100])
    assert figure(structure.share(with_total, YEAR, of="A")) == (50, "percent")
    for world, wanted in ((with_total, 75), (panel("Output", WORLD), Fraction(375, 4))):
        made = structure.share(world, YEAR, of=["A", "B"])
        assert figure(made) == (wanted, "percent")
        assert (made.member, ids(made, "parts")) == (
            None, ["d.Output[A,2024]", "d.Output[B,2024]"],
        )  # fmt: skip
        assert made.title == Title("share_of_several", {"owners": ("A", "B"), "measure": "Output"})
    made = structure.share(with_total, YEAR, of=["A"])
    assert (made.title.key, made.member) == ("share", "A")


def test_a_member_that_is_not_there_or_set_aside_is_told():
    world = panel("Output", WORLD)
    told = refused(Misuse, "unknown-member", structure.share, world, YEAR, of="a")
    assert str(told) == "'d.Output' has no member 'a'"
    assert told.lacks == world.lack(None, "a")
    groups = panel("Output", {"EU": [1, 2]}).members
    object.__setattr__(world, "groups", groups)
    told = refused(Misuse, "set-aside", structure.share, world, YEAR, of="EU")
    assert str(told) == (
        "'EU' is no member of 'd.Output': it is set aside as a total or group of others"
    )
    assert told.advice == "say in 'dimension' what it is: total, groups or members"


@pytest.mark.parametrize(
    ("columns", "total", "code", "words"),
    [
        ({"A": [50], "B": [-5]}, None, "both-signs", "a value below zero for 2024 (B)"),
        ({"A": [50], "B": [5]}, [-1], "both-signs", "a value below zero for 2024 (World)"),
        (
            {"A": [50], "B": [5]},
            [40],
            "part-above-total",
            "A has more than the total of 'd.Output'",
        ),
    ],
)
def test_parts_that_cannot_be_parts_have_no_share(columns, total, code, words):
    told = refused(
        NoFact, code, structure.share, panel("Output", columns, total=total), YEAR, of="A"
    )
    assert words in str(told)


def test_a_part_may_be_its_whole_give_or_take_the_digits_printed():
    for total in (50, 49):
        world = panel("Output", {"A": [50], "B": [0]}, total=[total])
        assert figure(structure.share(world, YEAR, of="A"))[0] == Fraction(5000, total)
    assert figure(structure.share(panel("Output", {"A": [50], "B": [0]}), YEAR, of="B"))[0] == 0


def test_concentration_counts_shares_squared():
    world = panel("Output", {"A": [50], "B": [30], "C": [20]})
    made = structure.concentration(world, YEAR)
    assert figure(made) == (2500 + 900 + 400, "index")
    assert made.title == Title("hhi", {"measure": "Output"})
    with_total = panel("Output", {"A": [50], "B": [30], "C": [20]}, total=[200])
    assert figure(structure.concentration(with_total, YEAR)) == (950, "index")


@pytest.mark.parametrize(("n", "wanted"), [(1, 50), (2, 80), (3, 100)])
def test_the_share_of_the_largest(n, wanted):
    world = panel("Output", {"A": [50], "B": [30], "C": [20]})
    made = structure.concentration(world, YEAR, method="top", n=n)
    assert figure(made) == (wanted, "percent")
    assert made.title == Title("top", {"count": n, "measure": "Output"})
    assert "rest" not in made.inputs
    whole = panel("Output", {"A": [50], "B": [30], "C": [20]}, total=[200])
    assert figure(structure.concentration(whole, YEAR, method="top", n=n))[0] == wanted / 2


def test_three_are_the_largest_where_no_number_is_given():
    world = panel("Output", {"A": [40], "B": [30], "C": [20], "D": [10]})
    assert figure(structure.concentration(world, YEAR, method="top"))[0] == 90


def test_what_stands_for_several_adds_between_nothing_and_its_square():
    world = panel("Output", {"A": [50], "B": [30], "Others": [20]}, total=[100])
    object.__setattr__(world, "rest", ("Others",))
    found = quantity(structure.concentration(world, YEAR))
    assert found.bounds == Interval(Fraction(3400), Fraction(3800))
    withheld = panel("Output", {"A": [50], "B": [30], "C": ["W"]}, total=[100])
    made = structure.concentration(withheld, YEAR)
    assert ids(made, "parts") == ["d.Output[A,2024]", "d.Output[B,2024]"]
    assert ids(made, "rest") == ["d.Output[C,2024].at_most"]
    assert quantity(made).bounds.low == 3400


@pytest.mark.parametrize(
    ("call", "named", "nature"),
    [
        (structure.share, {"of": "A"}, Nature.RATE),
        (structure.rank, {"of": "A"}, Nature.INDEX),
        (structure.concentration, {}, Nature.PRICE),
        (levels.total, {}, Nature.RATE),
        (growth.contribution, {"of": "A"}, Nature.BALANCE),
    ],
)
def test_what_the_nature_of_a_measure_forbids_is_refused(call, named, nature):
    world = of_nature(panel("Output", WORLD), nature)
    told = refused(Misuse, "use-not-allowed", call, world, YEAR, **named)
    assert str(told).startswith("'d.Output' has no ")


def test_a_withheld_member_has_at_most_what_the_total_leaves():
    world = panel("Output", {"A": [5], "B": ["W"], "C": [3]}, total=[10])
    made = structure.rank(world, YEAR, of="A")
    hidden = next(one for one in made.inputs["others"] if one.member == "B")
    assert (hidden.id, hidden.title, hidden.period) == ("d.Output[B,2024].at_most", "Output", YEAR)
    assert hidden.quantity.bounds.low == 0
    assert hidden.quantity.bounds.high == Fraction("10.5") - Fraction("4.5") - Fraction("2.5")
    below = panel("Output", {"A": [5], "B": ["W"], "C": [-3]}, total=[10])
    made = structure.rank(below, YEAR, of="A")
    assert {one.id for one in made.inputs["others"]} == {"d.Output[B,2024]", "d.Output[C,2024]"}
    for total in ([None], None):
        bare = panel("Output", {"A": [5], "B": ["W"]}, total=["W"] if total else None)
        made = structure.rank(bare, YEAR, of="A")
        assert {one.id for one in made.inputs["others"]} == {"d.Output[B,2024]"}


# permission, table


@pytest.mark.parametrize(
    ("calculator", "wanted"),
    [
        ("value", Nature.STOCK), ("total", Nature.STOCK), ("mean", Nature.STOCK),
        ("moving_average", Nature.STOCK), ("sum", Nature.STOCK),
        ("change", Nature.CHANGE), ("growth_rate", Nature.CHANGE),
        ("contribution", Nature.CHANGE), ("gap", Nature.CHANGE),
        ("difference", Nature.BALANCE), ("share", None), ("ratio", None),
    ],
)  # fmt: skip
def test_the_nature_of_what_is_computed(calculator, wanted):
    found = nature_of_result(calculator, NatureFound(Nature.STOCK, "declared"), Unit("t"))
    assert (found and found.nature) == wanted
    if wanted is Nature.CHANGE:
        assert found.reason == f"computed by '{calculator}'"


def test_a_place_keeps_the_nature_and_a_rank_is_told_by_its_unit():
    stock = NatureFound(Nature.STOCK, "declared")
    assert nature_of_result("rank", stock, Unit("t")) == stock
    assert nature_of_result("rank", stock, Unit("rank")) is None


def test_rates_of_two_members_that_are_added_are_named():
    def rate(member, measure="Rate", unit="percent"):
        made = series("Rate", [1, 2], unit=unit, member=member)
        for fact in made.facts.values():
            object.__setattr__(fact, "measure", measure)
        return made

    two = [rate("B"), rate("A")]
    assert rates_of_parts_added("a + b", two) == ("A", "B")
    assert rates_of_parts_added("mean(a, b)", two) == ("A", "B")
    assert rates_of_parts_added("a - b", two) == ()
    assert rates_of_parts_added("a + b", two[:1]) == ()
    assert rates_of_parts_added("a + b", [rate("A"), rate("B", "Other rate")]) == ()
    assert rates_of_parts_added("a + b", [rate("A", unit="t"), rate("B", unit="t")]) == ()
    assert rates_of_parts_added("a + b", [rate("A"), rate("A")]) == ()


def test_the_table_says_what_each_calculator_does():
    assert calculators().keys() == {*CALCULATORS, "formula"} == calculator_schemas().keys()
    assert calculators()["total"].startswith("The total of all members")
    assert calculator_schemas()["growth_rate"]["required"] == ["since"]
    formula = calculator_schemas()["formula"]
    assert formula["operand"]["type"] == "string"
    assert formula["properties"]["across"]["type"] == "boolean"
    assert formula["required"] == []
