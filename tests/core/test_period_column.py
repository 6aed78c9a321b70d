"""What a column of periods decides, asks and leaves unread, at the boundary of each decision."""

from __future__ import annotations

import pytest

from briefing.core.frequency import Frequency
from briefing.core.period import Period
from briefing.core.period_column import PeriodRules, adopted, read_periods
from briefing.core.period_notation import parse_period


def told(texts: list[str], **rules: object) -> str:
    """The periods in the order of the column, with their steps where they are not the usual ones."""
    found = read_periods(texts, PeriodRules(**rules))  # type: ignore[arg-type]
    return ", ".join(
        str(one) + (f" by {one.step}" if one.step else "") for one in found.periods.values()
    )


@pytest.mark.parametrize(
    ("texts", "periods"),
    [
        # Dates: what they stand for shows in their distances.
        (["2024-01-01"], "2024-01"),
        (["2024-01-31"], "2024-01"),
        (["2024-01-15"], "2024-01-15"),
        (["2024-01-15", "2024-02-15"], "2024-01-15, 2024-02-15"),
        (["2024-01-15", "2024-02-15", "2024-03-15"], "2024-01 by 1, 2024-02 by 1, 2024-03 by 1"),
        (["2022-01-15", "2023-01-15", "2024-01-15"], "2022-01-15, 2023-01-15, 2024-01-15"),
        (["2024-01-01", "2024-02-01"], "2024-01, 2024-02"),
        (["2024-01-01", "2024-01-31"], "2024-01-01, 2024-01-31"),
        (["2024-01-01", "2024-03-01"], "2024-01, 2024-03"),
        (["2024-01-01", "2024-03-01", "2024-05-01"], "2024-01 by 2, 2024-03 by 2, 2024-05 by 2"),
        (["2024-02-01", "2024-05-01", "2024-08-01"], "2024-02 by 3, 2024-05 by 3, 2024-08 by 3"),
        (["2024-01-01", "2024-07-01"], "2024-S1, 2024-S2"),
        (["2024-01-01", "2024-10-01"], "2024-Q1, 2024-Q4"),
        (["2024-04-01", "2024-10-01"], "2024-Q2, 2024-Q4"),
        (["2023-12-31", "2024-12-31"], "2023, 2024"),
        (["2022-12-31", "2024-12-31"], "2022, 2024"),
        (["2023-04-01", "2024-04-01"], "2023-04 by 12, 2024-04 by 12"),
        (["2023-06-30", "2024-06-30"], "2023-06 by 12, 2024-06 by 12"),
        (["2024-03-31", "2024-05-31"], "2024-03, 2024-05"),
        (["2024-01-01", "2024-01-08", "2024-01-22"], "2024-01-01 by 7, 2024-01-08 by 7, 2024-01-22 by 7"),
        (["2024-01-02", "2024-01-08"], "2024-01-02, 2024-01-08"),
        # The last day of a month that is no Saturday or Sunday ends it too.
        (["2024-05-31", "2024-06-28"], "2024-05, 2024-06"),
        (["2024-06-28", "2024-06-29"], "2024-06-28, 2024-06-29"),
        (["2024-05-30", "2024-06-27"], "2024-05-30 by 7, 2024-06-27 by 7"),
        # Beside months a date is a month.
        (["Mar 2024", "2024-06-01"], "2024-03, 2024-06"),
        (["2024-01-01", "2024-04-01", "Mar 2024"], "2024-01 by 1, 2024-04 by 1, 2024-03 by 1"),
        (["2023", "2024-01-01", "2024-04-01"], "2023, 2024-Q1, 2024-Q2"),
        # Numbers of a spreadsheet are dates where nothing else stands in the column.
        (["45292", "45292.0"], "2024-01, 2024-01"),
        (["45292", "2024"], "2024"),
        # The day first or the month, as all dates allow.
        (["Week ending 05/01/2024", "Week ending 12/01/2024"], "week ending 2024-01-05, week ending 2024-01-12"),
        (["05/06/2024", "13/06/2024"], "2024-06-05, 2024-06-13"),
        (["05/06/2024", "05/13/2024"], "2024-05-06 by 7, 2024-05-13 by 7"),
        (["31/01/2024", "01/31/2024"], "2024-01"),
        (["28/06/2024", "31/05/2024"], "2024-06, 2024-05"),
        (["01.02.2024", "01/03/2024", "01/04/2024"], "2024-02 by 1, 2024-03 by 1, 2024-04 by 1"),
        # Months that roll.
        (["Jan-Mar 2024", "Apr-Jun 2024", "Feb-Apr 2024"], "Jan-Mar 2024 by 1, Apr-Jun 2024 by 1, Feb-Apr 2024 by 1"),
        (["Jan-Jun 2024", "Jul-Dec 2024"], "2024-S1, 2024-S2"),
        (["Feb-Apr 2024"], "Feb-Apr 2024"),
        (["Jan-Dec 2024", "Jan-Mar 2024"], "2024, 2024-Q1"),
        (["Mar 2024", "May 2024"], "2024-03, 2024-05"),
        (["Mar 2024", "Jun 2024", "Dec 2024"], "2024-03 by 3, 2024-06 by 3, 2024-12 by 3"),
        # Two years.
        (["2010-11", "2011-12"], "2010/11, 2011/12"),
        (["201011", "201112"], "2010/11, 2011/12"),
        (["201111", "201112"], "2011-11, 2011-12"),
        (["202122", "202223"], "2021/22, 2022/23"),
        (["2010-11", "2012-13"], ""),
        (["2010/11", "2012/13"], ""),
        (["2010/11"], "2010/11"),
        (["2010/11", "2010/11 "], "2010/11, 2010/11"),
        (["2010-03", "2010-12"], "2010-03, 2010-12"),
        (["2010-11", "2010-03"], "2010-11, 2010-03"),
        (["2010-13"], "2010/2013"),
        (["2010-15", "2011-12"], "2010/2015, 2011–2012"),
        (["2010-12", "2012-14"], "2010/2012, 2012/2014"),
        (["2010-12", "2012-15"], "2010/2012, 2012/2015"),
        (["2010-01", "2010-15"], "2010-01, 2010/2015"),
        (["2010-01"], "2010-01"),
        (["1999-00", "2003-04"], ""),
        (["23/24"], "2023/24"),
        (["12/13"], "2012/13"),
        # One digit.
        (["2024-1", "2024-5"], "2024-01, 2024-05"),
        (["2024-1", "Mar 2024"], "2024-01, 2024-03"),
        # Two digits turn where the column stays together.
        (["Jan-29", "Jan-31"], "2029-01, 2031-01"),
        (["Jan-49", "Jan-50"], "1949-01, 1950-01"),
        (["Jan-69", "Jan-71", "Jan-99"], "1969-01 by 24, 1971-01 by 24, 1999-01 by 24"),
        (["Jan-05", "Jan-98"], "2005-01, 1998-01"),
        (["", "  ", "2024", "2024"], "2024"),
        ([], ""),
    ],
)  # fmt: skip
def test_a_column_decides_what_its_texts_mean(texts: list[str], periods: str) -> None:
    assert told(texts) == periods
    assert bool(read_periods(texts).doubt) is (not periods and texts != [])


@pytest.mark.parametrize(
    ("texts", "doubt", "keys"),
    [
        (["2010/11", "2012/13"], "'2010/11' may be the 12-month year 2010/11 or the span of years 2010–2011 or the month 2010-11", ("years: split", "years: span", "years: month")),
        (["2012-13"], "'2012-13' may be the 12-month year 2012/13 or the span of years 2012–2013", ("years: split", "years: span")),
        (["2024-3"], "'2024-3' may be the month 2024-03 or the quarter 2024-Q3", ("every: month", "every: quarter")),
        (["05/06/2024"], "'05/06/2024' may be the day 2024-06-05 or the day 2024-05-06", ("dates: day first", "dates: month first")),
        (["01/01/2024", "01/02/2024"], "'01/02/2024' may be the day 2024-02-01 or the day 2024-01-02", ("dates: day first", "dates: month first")),
        (["x", "2012-13", "2024-3"], "'2012-13' may be the 12-month year 2012/13 or the span of years 2012–2013", ("years: split", "years: span")),
        (["2012-13", "2015"], "'2012-13' may be the 12-month year 2012/13 or the span of years 2012–2013", ("years: split", "years: span")),
    ],
)  # fmt: skip
def test_a_doubt_is_told_with_what_it_may_mean_and_what_decides(texts, doubt, keys) -> None:
    found = read_periods(texts)
    assert (found.doubt, found.keys, found.unread) == (doubt, keys, ())


@pytest.mark.parametrize(
    ("texts", "rules", "periods"),
    [
        (["2011-12", "2013-14"], {"years": "split"}, "2011/12, 2013/14"),
        (["2011-12", "2011-01"], {"years": "split"}, "2011/12, 2011-01"),
        (["2011-12", "2011-15"], {"years": "span"}, "2011–2012, 2011/2015"),
        (["2011-12"], {"years": "month"}, "2011-12"),
        (["2011-12", "2013"], {"years": "fiscal"}, "FY2012, FY2013"),
        (["2024-1"], {"every": "month"}, "2024-01"),
        (["2024-1", "2024-4"], {"every": "quarter"}, "2024-Q1, 2024-Q4"),
        (["2024-1", "2024-5"], {"every": "quarter"}, "2024-01, 2024-05"),
        (["2024-05-15"], {"every": "day"}, "2024-05-15"),
        (["2024-05-15"], {"every": "week"}, "2024-W20"),
        (["2024-05-15"], {"every": "quarter"}, "2024-Q2"),
        (["2024-06-30"], {"every": "half-year"}, "2024-S1"),
        (["2024-07-01"], {"every": "half-year"}, "2024-S2"),
        (["2024-05-15"], {"every": "year"}, "2024"),
        (["01/13/2024", "02/03/2024"], {"dates": "month first"}, "2024-01-13 by 7, 2024-02-03 by 7"),
        (["02/03/2024"], {"dates": "day first"}, "2024-03-02"),
    ],
)  # fmt: skip
def test_what_is_declared_goes_before_what_the_column_says(texts, rules, periods) -> None:
    assert told(texts, **rules) == periods
    assert not read_periods(texts, PeriodRules(**rules)).doubt


def test_a_date_that_is_none_in_the_declared_order_is_unread() -> None:
    found = read_periods(["13/02/2024", "05/06/2024"], PeriodRules(dates="month first"))
    assert (list(found.periods), found.unread) == (["05/06/2024"], ("13/02/2024",))


def test_the_start_of_years_is_declared_for_all_and_only_where_it_is() -> None:
    rules = PeriodRules(starts=4)
    assert [one.starts for one in read_periods(["2023/24", "2024/25"], rules).periods.values()] == [
        4,
        4,
    ]
    assert [one.starts for one in read_periods(["2023/24", "2024/25"]).periods.values()] == [
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("alone", "known", "taken"),
    [
        ("2024", [], "2024"),
        ("2024-03-31", ["2024-Q1", "2024-03"], "2024-03-31"),
        ("2024-03-31", ["2024-Q1", "2024-Q2"], "2024-Q1"),
        ("2024-01-01", ["2024-Q1", "2024-Q2"], "2024-Q1"),
        ("2024-02-01", ["2024-Q1", "2024-Q2"], "2024-02-01"),
        ("2011-12", ["2011/12", "2011–2012"], "2011-12"),
        ("2011-12", ["2011/12"], "2011/12"),
    ],
)
def test_a_period_is_taken_as_the_data_write_it_where_only_one_fits(alone, known, taken) -> None:
    periods = [parse_period(one) for one in known]
    assert str(adopted(parse_period(alone), periods)) == taken


@pytest.mark.parametrize(
    ("alone", "known", "taken"),
    [
        ("2023/24", ["FY2023", "FY2024"], "FY2024"),
        ("FY2024", ["2022/23", "2023/24"], "2023/24"),
        ("2023/24 Q4", ["FY2024-Q4"], "FY2024-Q4"),
        ("FY2024 H1", ["2023/24 H1"], "2023/24-S1"),
        ("2023/24", ["FY2024", "2023/24"], "2023/24"),
        ("2023/24", ["FY2023", "2024"], "2023/24"),
        ("2024", ["FY2024"], "2024"),
    ],
)
def test_a_twelve_month_year_has_two_names(alone, known, taken) -> None:
    assert str(adopted(parse_period(alone), [parse_period(one) for one in known])) == taken


def test_a_period_that_the_data_have_comes_with_their_step() -> None:
    known = Period(Frequency.MONTHLY, 2024, 3, step=3)
    assert adopted(parse_period("2024-03"), [known]).step == 3
