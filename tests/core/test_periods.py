"""Periods of every frequency: written and read back, moved, ordered, and read from columns."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.core.frequency import OF_DAYS, PARTS, Frequency
from briefing.core.period import Period, day_period
from briefing.core.period_column import PeriodRules, adopted, read_periods
from briefing.core.period_notation import parse_period

_YEARS = st.integers(1800, 2150)


@st.composite
def _periods(draw: st.DrawFn, frequency: Frequency | None = None) -> Period:
    chosen = frequency or draw(st.sampled_from(list(Frequency)))
    if chosen in OF_DAYS:
        day = draw(st.dates(date(1800, 1, 1), date(2150, 12, 31)))
        return day_period(day, chosen)
    if chosen is Frequency.SPAN:
        first = draw(_YEARS)
        return Period(chosen, first, 1, first + draw(st.integers(1, 49)))
    return Period(chosen, draw(_YEARS), draw(st.integers(1, PARTS[chosen])))


@given(_periods())
def test_a_period_as_it_is_printed_is_read_back(period: Period) -> None:
    assert parse_period(str(period)) == period


@given(_periods(), st.integers(-50, 50))
def test_moving_there_and_back_ends_where_it_began(period: Period, steps: int) -> None:
    moved = period.shifted(steps)
    assert moved.shifted(-steps) == period
    assert moved.steps_since(period) == steps
    assert (moved > period) is (steps > 0)


@given(_periods(), _periods())
def test_two_frequencies_are_never_equal_and_always_in_one_order(a: Period, b: Period) -> None:
    assert (a == b) is (str(a) == str(b))
    assert sum((a < b, a == b, a > b)) == 1
    if a.frequency is not b.frequency:
        assert a != b
        with pytest.raises(ValueError, match="different lengths"):
            a.steps_since(b)


@given(st.data(), st.sampled_from(list(Frequency)))
def test_periods_of_one_frequency_stand_in_the_order_of_their_days(
    data: st.DataObject, frequency: Frequency
) -> None:
    a, b = data.draw(_periods(frequency)), data.draw(_periods(frequency))
    days = [(one.first_day, one.last_day) for one in (a, b)]
    assert (a < b) is (days[0] < days[1])
    assert (a > b) is (days[0] > days[1])


@given(_periods(), st.integers(1, 12))
def test_the_days_of_neighbours_touch(period: Period, starts: int) -> None:
    if period.frequency in {Frequency.ROLLING_QUARTER, Frequency.ROLLING_HALF}:
        return  # they overlap where they move by a month
    declared = Period(period.frequency, period.year, period.part, period.last_year, starts=starts)
    following = declared.shifted(1)
    assert declared.first_day <= declared.last_day
    assert declared.last_day + timedelta(days=1) == following.first_day


@given(_periods())
def test_a_year_before_lies_about_a_year_before(period: Period) -> None:
    if period.frequency is not Frequency.SPAN:
        days = (period.first_day - period.a_year_before().first_day).days
        assert 358 <= days <= 372


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-S2", "2024-07-01", "2024-12-31"),
        ("2024-Q1", "2024-01-01", "2024-03-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
        ("Nov 2023-Jan 2024", "2023-11-01", "2024-01-31"),
        ("year ending June 2024", "2023-07-01", "2024-06-30"),
        ("week ending 2024-01-05", "2023-12-30", "2024-01-05"),
        ("2020–23", "2020-01-01", "2023-12-31"),
    ],
)
def test_a_period_has_a_first_and_a_last_day(period: str, first: str, last: str) -> None:
    found = parse_period(period)
    assert (found.first_day.isoformat(), found.last_day.isoformat()) == (first, last)


@pytest.mark.parametrize(
    ("period", "starts", "last"),
    [("2023/24", 4, "2024-03-31"), ("FY2024", 10, "2024-09-30"), ("2023/24 Q4", 4, "2024-03-31")],
)
def test_a_declared_start_gives_a_12_month_year_its_days(
    period: str, starts: int, last: str
) -> None:
    found = read_periods([period], PeriodRules(starts=starts)).periods[period]
    assert found.last_day.isoformat() == last


def test_a_leap_day_and_week_53_have_something_a_year_before() -> None:
    assert str(parse_period("2024-02-29").a_year_before()) == "2023-02-28"
    assert str(parse_period("2020-W53").a_year_before()) == "2019-W52"


@pytest.mark.parametrize(
    ("texts", "periods"),
    [
        (["2007/08", "2008/09"], ["2007/08", "2008/09"]),
        (["2019-20", "2020-21"], ["2019/20", "2020/21"]),
        (["1999-00", "2000-01"], ["1999/00", "2000/01"]),
        (["2010-11", "2011-12", "2012-13"], ["2010/11", "2011/12", "2012/13"]),
        (["2023-2024", "2024–2025"], ["2023/24", "2024/25"]),
        (["23/24", "22/23"], ["2023/24", "2022/23"]),
        (["2011-12", "2015-20"], ["2011–2012", "2015/2020"]),
        (["2001-03", "2002-04", "2003-05"], ["2001/2003", "2002/2004", "2003/2005"]),
        (["2019", "2020–23"], ["2019", "2020/2023"]),
        (["2011-11", "2011-12"], ["2011-11", "2011-12"]),
        (["FY2022-23", "FY 2023-24", "FY25"], ["FY2023", "FY2024", "FY2025"]),
        (["2023/24 Q4", "Q1 2024-25"], ["2023/24-Q4", "2024/25-Q1"]),
        (["2024 H1", "2nd half 2024"], ["2024-S1", "2024-S2"]),
        (["Jan-24", "Feb-24"], ["2024-01", "2024-02"]),
        (["Dec-98", "Jan-99", "Jan-00"], ["1998-12", "1999-01", "2000-01"]),
        (["Nov-48", "Dec-51"], ["1948-11", "1951-12"]),
        (["2001M1", "2001M12"], ["2001-01", "2001-12"]),
        (["2024-1", "2024-12"], ["2024-01", "2024-12"]),
        (["202401", "202402"], ["2024-01", "2024-02"]),
        (["2025", "2025 Q3", "2025 NOV"], ["2025", "2025-Q3", "2025-11"]),
        (["2025Q01", "Q2 2025", "3Q25"], ["2025-Q1", "2025-Q2", "2025-Q3"]),
        (["2024.0"], ["2024"]),
        (["2024-W04", "Week 5 2024"], ["2024-W04", "2024-W05"]),
        (["Jan-Mar 2024", "Feb-Apr 2024"], ["Jan-Mar 2024", "Feb-Apr 2024"]),
        (["Jan-Mar 2024", "Apr-Jun 2024"], ["2024-Q1", "2024-Q2"]),
        (["Nov-Jan 2024"], ["Nov 2023-Jan 2024"]),
        (
            ["year ending 30 June 2024", "YE Jun 23"],
            ["year ending Jun 2024", "year ending Jun 2023"],
        ),
        (["2024-01-31", "2024-02-29"], ["2024-01", "2024-02"]),
        (["31/01/2024", "29/02/2024"], ["2024-01", "2024-02"]),
        (["2024-01-31", "2024-02-29", "2024-03-29"], ["2024-01", "2024-02", "2024-03"]),
        (["2024-03-31", "2024-06-30"], ["2024-Q1", "2024-Q2"]),
        (["2024-01-01", "2024-04-01"], ["2024-Q1", "2024-Q2"]),
        (["2023-06-30", "2023-12-31"], ["2023-S1", "2023-S2"]),
        (["2023-01-01", "2024-01-01"], ["2023", "2024"]),
        (["01/01/2024", "01/02/2024", "01/03/2024"], ["2024-01", "2024-02", "2024-03"]),
        (["45292", "45323"], ["2024-01", "2024-02"]),
        (["2024-01-02", "2024-01-03"], ["2024-01-02", "2024-01-03"]),
        (["w/e 7 January 2024"], ["week ending 2024-01-07"]),
    ],
)
def test_a_column_is_read_in_one_notation(texts: list[str], periods: list[str]) -> None:
    found = read_periods(texts)
    assert [str(one) for one in found.periods.values()] == periods
    assert not found.unread
    assert not found.doubt


@pytest.mark.parametrize(
    ("texts", "asked"),
    [
        (["2011-12"], {"years: split", "years: span", "years: month"}),
        (["2020-21"], {"years: split", "years: span"}),
        (["2014-15", "2016-17", "2018-19"], {"years: split", "years: span"}),
        (["05/06/2024", "07/06/2024"], {"dates: day first", "dates: month first"}),
        (["2024-1", "2024-2"], {"every: month", "every: quarter"}),
    ],
)
def test_what_a_column_leaves_open_is_asked(texts: list[str], asked: set[str]) -> None:
    found = read_periods(texts)
    assert texts[0] in found.doubt
    assert set(found.keys) == asked


@pytest.mark.parametrize(
    ("text", "rules", "period"),
    [
        ("2011-12", PeriodRules(years="split"), "2011/12"),
        ("2011-12", PeriodRules(years="span"), "2011–2012"),
        ("2011-12", PeriodRules(years="month"), "2011-12"),
        ("2011-12", PeriodRules(years="fiscal"), "FY2012"),
        ("2024", PeriodRules(years="fiscal"), "FY2024"),
        ("05/06/2024", PeriodRules(dates="day first"), "2024-06-05"),
        ("05/06/2024", PeriodRules(dates="month first"), "2024-05-06"),
        ("2024-02-11", PeriodRules(every="month"), "2024-02"),
        ("2024-02-11", PeriodRules(every="week"), "2024-W06"),
    ],
)
def test_what_is_declared_decides(text: str, rules: PeriodRules, period: str) -> None:
    found = read_periods([text], rules)
    assert {key: str(one) for key, one in found.periods.items()} == {text: period}
    assert not found.doubt


def test_what_is_no_period_is_told_and_blanks_are_passed_over() -> None:
    found = read_periods(["2024", "", "Total", "2024-13", "Jan-Apr 2024", "Total"])
    assert found.unread == ("Total", "2024-13", "Jan-Apr 2024")


def test_months_that_roll_keep_the_distance_of_their_column() -> None:
    season = read_periods(["Dec-Feb 2024", "Mar-May 2024"]).periods["Mar-May 2024"]
    month = read_periods(["Jan-Mar 2024", "Feb-Apr 2024"]).periods["Feb-Apr 2024"]
    assert str(season.shifted(-1)) == "Dec 2023-Feb 2024"
    assert str(month.shifted(-1)) == "Jan-Mar 2024"


@pytest.mark.parametrize(
    ("alone", "known", "taken"),
    [
        ("2011-12", ["2010-11", "2011-12"], "2011/12"),
        ("2011-12", ["2011-11", "2011-12"], "2011-12"),
        ("2024-01-31", ["2024-01-31", "2024-02-29"], "2024-01"),
        ("Jan-Mar 2024", ["2024-Q1", "2024-Q2"], "2024-Q1"),
        ("2024", ["2023/24", "2024/25"], "2024"),
    ],
)
def test_a_period_that_stands_alone_is_taken_as_the_data_write_it(
    alone: str, known: list[str], taken: str
) -> None:
    assert str(adopted(parse_period(alone), read_periods(known).periods.values())) == taken


@given(st.lists(st.text(max_size=12), max_size=8))
def test_no_text_makes_a_fault(texts: list[str]) -> None:
    found = read_periods(texts)
    assert set(found.periods).isdisjoint(found.unread)


@given(st.lists(_periods(), min_size=1, max_size=12))
def test_the_codes_of_a_column_are_read_as_themselves_or_asked(periods: list[Period]) -> None:
    texts = [str(one) for one in periods]
    found = read_periods(texts)
    assert found.doubt or not found.unread


@pytest.mark.parametrize(
    ("period", "starts", "over", "not_over"),
    [
        ("2024", None, "2024-12-31", "2024-12-30"),
        ("2024-02", None, "2024-02-29", "2024-02-28"),
        ("2024-W01", None, "2024-01-07", "2024-01-06"),
        ("2023/24", None, "2024-01-31", "2024-01-30"),  # it may have begun in February 2023
        ("2023/24", 4, "2024-03-31", "2024-03-30"),
        ("2023/24-Q1", None, "2023-04-30", "2023-04-29"),
        ("2023/24-S2", None, "2024-01-31", "2024-01-30"),
        ("FY2024", None, "2024-01-31", "2024-01-30"),
        ("FY2024", 10, "2024-09-30", "2024-09-29"),
        ("FY2024", 1, "2024-12-31", "2024-12-30"),
    ],
)
def test_a_period_surely_ends_after_the_day_before_its_last(
    period: str, starts: int | None, over: str, not_over: str
) -> None:
    found = parse_period(period)
    found = Period(found.frequency, found.year, found.part, found.last_year, starts=starts)
    assert not found.ends_after(date.fromisoformat(over))
    assert found.ends_after(date.fromisoformat(not_over))


@pytest.mark.parametrize(
    ("day", "frequency", "period"),
    [
        ("2024-12-30", Frequency.WEEKLY, "2025-W01"),
        ("2024-01-01", Frequency.WEEKLY, "2024-W01"),
        ("2024-12-31", Frequency.DAILY, "2024-12-31"),
        ("2024-03-01", Frequency.WEEK_ENDING, "week ending 2024-03-01"),
        ("2024-06-30", Frequency.HALF_YEARLY, "2024-S1"),
        ("2024-07-01", Frequency.HALF_YEARLY, "2024-S2"),
        ("2024-03-31", Frequency.QUARTERLY, "2024-Q1"),
        ("2024-04-01", Frequency.QUARTERLY, "2024-Q2"),
        ("2024-12-31", Frequency.QUARTERLY, "2024-Q4"),
        ("2024-02-29", Frequency.MONTHLY, "2024-02"),
        ("2024-12-31", Frequency.ANNUAL, "2024"),
    ],
)
def test_a_day_lies_in_a_period_of_each_frequency(day: str, frequency, period: str) -> None:
    found = day_period(date.fromisoformat(day), frequency, 5)
    assert (str(found), found.step) == (period, 5)


@pytest.mark.parametrize(
    ("period", "middle", "years", "step"),
    [
        ("2024", 2024.5, (2024, 2024), (1, 1)),
        ("2023/24", 2024.0, (2023, 2024), (1, 1)),
        ("2024-Q1", 2024.125, (2024, 2024), (1, 4)),
        ("2024-01", 2024 + 1 / 24, (2024, 2024), (1, 12)),
        ("2020–23", 2022.0, (2020, 2023), (4, 1)),
        ("Nov 2023-Jan 2024", 2023 + 11.5 / 12, (2023, 2024), (3, 12)),
        ("2024-W02", 2024 + (7 + 3.5) / 366, (2024, 2024), (28, 1461)),
        ("2024-01-01", 2024 + 0.5 / 366, (2024, 2024), (4, 1461)),
        ("week ending 2024-01-10", 2024 + (3 + 3.5) / 366, (2024, 2024), (28, 1461)),
    ],
)
def test_a_period_has_a_middle_its_years_and_the_length_of_a_step(
    period: str, middle: float, years: tuple[int, int], step: tuple[int, int]
) -> None:
    found = parse_period(period)
    assert found.middle == pytest.approx(middle, abs=1e-9)
    assert (found.years[0], found.years[-1]) == years
    mine, length = found.years_a_step
    assert mine * step[1] == step[0] * length


@pytest.mark.parametrize(
    ("period", "before"),
    [
        ("2024", "2023"), ("2024-Q1", "2023-Q1"), ("2024-12", "2023-12"), ("2023/24", "2022/23"),
        ("2024-02-28", "2023-02-28"), ("2023-03-01", "2022-03-01"), ("2024-12-31", "2023-12-31"),
        ("week ending 2024-01-05", "week ending 2023-01-06"), ("2021-W52", "2020-W52"),
        ("2021-W01", "2020-W01"), ("Jan-Mar 2024", "Jan-Mar 2023"), ("2020–21", "2018–2019"),
    ],
)  # fmt: skip
def test_the_same_part_of_the_year_before(period: str, before: str) -> None:
    if period == "2020–21":
        found = Period(Frequency.SPAN, 2020, 1, 2021)
        assert str(found.a_year_before()) == before
        return
    assert str(parse_period(period).a_year_before()) == before


@pytest.mark.parametrize(
    ("period", "step", "following"),
    [
        ("2024-W52", 0, "2025-W01"), ("2024-12-31", 0, "2025-01-01"), ("2024-12", 0, "2025-01"),
        ("2024-Q4", 0, "2025-Q1"), ("2024-03", 3, "2024-06"), ("2024-12-29", 7, "2025-01-05"),
        ("week ending 2024-12-29", 0, "week ending 2025-01-05"),
        ("week ending 2024-12-29", 14, "week ending 2025-01-12"),
        ("Jan-Mar 2024", 0, "Apr-Jun 2024"), ("Jan-Mar 2024", 1, "Feb-Apr 2024"),
        ("year ending Jun 2024", 0, "year ending Jun 2025"),
        ("year ending Jun 2024", 3, "year ending Sep 2024"), ("Jan-Jun 2024", 0, "Jul-Dec 2024"),
        ("2023/24-Q4", 0, "2024/25-Q1"), ("2020/2023", 0, "2024/2027"), ("FY2024-S2", 0, "FY2025-S1"),
    ],
)  # fmt: skip
def test_what_follows_lies_a_step_away(period: str, step: int, following: str) -> None:
    found = parse_period(period)
    stepped = Period(found.frequency, found.year, found.part, found.last_year, step, 4)
    after = stepped.shifted(1)
    assert str(after) == following
    if found.frequency is not Frequency.SPAN:
        assert (after.step, after.starts) == (step, 4)
    assert after.steps_since(stepped) == 1
    assert stepped.steps_since(after) == -1


def test_steps_between_columns_of_two_distances_are_those_of_the_finer() -> None:
    quarter, month = (
        Period(Frequency.MONTHLY, 2024, 1, step=3),
        Period(Frequency.MONTHLY, 2024, 7, step=2),
    )
    assert month.steps_since(quarter) == 6
    with pytest.raises(ValueError, match="2024-07 and 2024 are of different lengths"):
        month.steps_since(parse_period("2024"))


def test_periods_of_all_frequencies_have_one_order() -> None:
    codes = [
        "2020/2023", "2023/24", "2024-01-01", "2024-W01", "2024-01", "2024-Q1", "2024-S1", "2024",
        "week ending 2024-01-08", "Feb-Apr 2024", "2024-Q2", "2025-W01", "2024-12-31", "2025",
    ]  # fmt: skip
    mixed = [parse_period(one) for one in sorted(codes)]
    assert [str(one) for one in sorted(mixed)] == codes


def test_each_frequency_has_its_words() -> None:
    assert (Frequency.ANNUAL.singular, Frequency.ANNUAL.plural) == (
        "calendar year",
        "calendar years",
    )
    assert Frequency.SPLIT_HALF.plural == "halves of 12-month years"
    assert len({one.singular for one in Frequency}) == len(Frequency)
