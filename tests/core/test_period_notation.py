"""What each notation of a period may mean, the likeliest first; and what just fails to be one."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from briefing.core.frequency import Frequency
from briefing.core.period_notation import CAN_BE_READ, month_of, parse_period, readings
from briefing.core.problems import Refusal

NOTATIONS = """
2024 => plain: 2024
2024 Q1 => plain: 2024-Q1
1960 [YR1960] => plain: 1960
CY2024 => plain: 2024
calendar year 2024 => plain: 2024
total 2024 => plain: 2024
2024 total => plain: 2024
2024.00 => plain: 2024
2011-12 => month: 2011-12 | split: 2011/12 | span: 2011–2012
2011-13 => span: 2011/2013
2011-00 =>
2011-01 => month: 2011-01
2010-11 => month: 2010-11 | split: 2010/11 | span: 2010–2011
2011-10 => month: 2011-10
2011/12 => split: 2011/12 | span: 2011–2012 | month: 2011-12
2011/13 => span: 2011/2013
2010–12 => span: 2010/2012
2023–2024 => span: 2023–2024 | split: 2023/24
2023/2024 => split: 2023/24 | span: 2023–2024
2023-2024 => split: 2023/24 | span: 2023–2024
2023—2024 => span: 2023–2024 | split: 2023/24
2023 to 2024 => split: 2023/24 | span: 2023–2024
2023 and 2025 => span: 2023/2025
2000-2049 => span: 2000/2049
2000-2050 =>
2001-50 => span: 2001/2050
2001-51 =>
1999-00 => split: 1999/00 | span: 1999–2000
1998–00 => span: 1998/2000
1999-99 =>
2024-23 =>
2024-24 =>
0000 =>
0000-W01 =>
0000-01-01 =>
0000/01 =>
FY0000 =>
0001 => plain: 0001
2023-2023 =>
23/24 => split: 2023/24
99/00 => split: 1999/00
12/13 => split: 2012/13 | month: 2013-12
12-13 => split: 2012/13 | month: 2013-12
13/14 => split: 2013/14
00/01 => split: 2000/01
49/50 => split: 2049/50
50/51 => split: 1950/51
12/10 => month: 2010-12
13/10 =>
01/12 => month: 2012-01
12/12 => month: 2012-12
financial year 2023/24 => plain: 2023/24
academic year 2023-24 => plain: 2023/24
AY 2023/2024 => plain: 2023/24
school year 2023-25 =>
season 2011-12 => plain: 2011/12
FY24 => plain: FY2024
FY '49 => plain: FY2049
FY50 => plain: FY1950
FY2024 => plain: FY2024
fiscal 2024 => plain: FY2024
F.Y. 2024 => plain: FY2024
FY2023-24 => plain: FY2024
FY2023/2024 => plain: FY2024
FY2023-25 =>
FY2023-22 =>
2023/24 Q1 => plain: 2023/24-Q1
2023/24-Q4 => plain: 2023/24-Q4
2023/25 Q4 =>
2023-24 H2 => plain: 2023/24-S2
2023-2024, second half => plain: 2023/24-S2
Q2 2023/24 => plain: 2023/24-Q2
H1 2023-24 => plain: 2023/24-S1
first half of 2023/24 => plain: 2023/24-S1
FY2024 Q3 => plain: FY2024-Q3
FY2023-25 Q3 =>
FY24 H2 => plain: FY2024-S2
Q3 FY2024 => plain: FY2024-Q3
3rd quarter FY24 => plain: FY2024-Q3
second half FY2024 => plain: FY2024-S2
2024 Q1 => plain: 2024-Q1
2024Q4 => plain: 2024-Q4
2024-Q5 =>
2024 Q01 => plain: 2024-Q1
2024 quarter 2 => plain: 2024-Q2
2024, third quarter => plain: 2024-Q3
2024 1st quarter => plain: 2024-Q1
fourth quarter 2024 => plain: 2024-Q4
Q1 (Jan-Mar) 2024 => plain: 2024-Q1
2024 H2 => plain: 2024-S2
2024-S1 => plain: 2024-S1
2024 half-year 2 => plain: 2024-S2
half 1 2024 => plain: 2024-S1
Q1 '24 => plain: 2024-Q1
Q1 24 => plain: 2024-Q1
4Q24 => plain: 2024-Q4
4Q2024 => plain: 2024-Q4
2H24 => plain: 2024-S2
1H 2024 =>
2024M1 => plain: 2024-01
2024 M12 => plain: 2024-12
2024M13 =>
2024M00 =>
2024-0 =>
2024-1 => nth month: 2024-01 | nth quarter: 2024-Q1
2024-4 => nth month: 2024-04 | nth quarter: 2024-Q4
2024-5 => nth month: 2024-05
2024-9 => nth month: 2024-09
2024/3 => nth month: 2024-03 | nth quarter: 2024-Q3
03/2024 => plain: 2024-03
12.2024 => plain: 2024-12
13/2024 =>
00/2024 =>
1-2024 => plain: 2024-01
202400 =>
202401 => month: 2024-01
202122 => split: 2021/22
201112 => month: 2011-12 | split: 2011/12
199900 => split: 1999/00
202123 =>
202412 => month: 2024-12
202413 =>
209912 => month: 2099-12
210012 =>
Mar 2024 => plain: 2024-03
march, 2024 => plain: 2024-03
Sept 2024 => plain: 2024-09
Ma 2024 =>
May-49 => plain: 2049-05
May-50 => plain: 1950-05
Foo 2024 =>
2024 Nov => plain: 2024-11
2024-Dec => plain: 2024-12
2024NOV => plain: 2024-11
2024-W00 =>
2024-W01 => plain: 2024-W01
2024-W52 => plain: 2024-W52
2024-W53 =>
2025-W52 => plain: 2025-W52
2020-W53 => plain: 2020-W53
2020-W54 =>
2024 Week 5 => plain: 2024-W05
W5 2024 => plain: 2024-W05
wk 52, 2020 => plain: 2020-W52
week 1 of 2024 => plain: 2024-W01
2024-02-29 => day: 2024-02-29
2023-02-29 =>
2024-12-31 => day: 2024-12-31
2024-1-5 => day: 2024-01-05
2024/03/15 => day: 2024-03-15
2024-03-15T10:30 => day: 2024-03-15
2024-03-15 00:00:00 => day: 2024-03-15
20240315 => day: 2024-03-15
20241315 =>
15 March 2024 => day: 2024-03-15
1st Mar 24 => day: 2024-03-01
31-Jun-2024 =>
March 15, 2024 => day: 2024-03-15
Mar 3rd 2024 => day: 2024-03-03
15 Foo 2024 =>
01/02/2024 => day first: 2024-02-01 | month first: 2024-01-02
13/02/2024 => day first: 2024-02-13
02/13/2024 => month first: 2024-02-13
02/02/2024 => day: 2024-02-02
31/04/2024 =>
01.02.2024 => day: 2024-02-01
13.02.24 => day: 2024-02-13
02.13.2024 =>
1-2-24 => day first: 2024-02-01 | month first: 2024-01-02
45292 => serial: 2024-01-01
18263 =>
18264 => serial: 1950-01-01
73051 => serial: 2100-01-01
73052 =>
45292.0 => serial: 2024-01-01
Jan-Mar 2024 => rolls: Jan-Mar 2024 | calendar: 2024-Q1
Feb-Apr 2024 => rolls: Feb-Apr 2024
Jan-Jun 2024 => rolls: Jan-Jun 2024 | calendar: 2024-S1
Jul-Dec 2024 => rolls: Jul-Dec 2024 | calendar: 2024-S2
Feb-Jul 2024 => rolls: Feb-Jul 2024
Jan-Dec 2024 => rolls: year ending Dec 2024 | calendar: 2024
Feb 2023-Jan 2024 => rolls: year ending Jan 2024
Nov-Jan 2024 => rolls: Nov 2023-Jan 2024
Nov 2023 to Jan 2024 => rolls: Nov 2023-Jan 2024
Dec 2023-Feb 2024 => rolls: Dec 2023-Feb 2024
Jan 2023-Dec 2024 =>
Jan-Apr 2024 =>
Jan-Feb 2024 =>
Jan 2024-Mar 2024 => rolls: Jan-Mar 2024 | calendar: 2024-Q1
Mar-Mar 2024 =>
Foo-Mar 2024 =>
Jan-Foo 2024 =>
Oct to Dec 24 => rolls: Oct-Dec 2024 | calendar: 2024-Q4
2024, Jan-Mar => rolls: Jan-Mar 2024 | calendar: 2024-Q1
2024 Oct–Dec => rolls: Oct-Dec 2024 | calendar: 2024-Q4
year ending June 2024 => rolls: year ending Jun 2024
year ending December 2024 => rolls: year ending Dec 2024
year to 31 March 2024 => rolls: year ending Mar 2024
YE Mar 24 => rolls: year ending Mar 2024
the 12 months to June 2024 => rolls: year ending Jun 2024
quarter ending March 2024 => rolls: Jan-Mar 2024 | calendar: 2024-Q1
quarter ending Feb 2024 => rolls: Dec 2023-Feb 2024
3 months to 31 March 2024 => rolls: Jan-Mar 2024 | calendar: 2024-Q1
six months to June 2024 => rolls: Jan-Jun 2024 | calendar: 2024-S1
6 months to May 2024 => rolls: Dec 2023-May 2024
half-year ended December 2024 => rolls: Jul-Dec 2024 | calendar: 2024-S2
year ending Foo =>
year ending 2024 =>
year ended 30/06/2024 => rolls: year ending Jun 2024
week ending 7 January 2024 => day: week ending 2024-01-07
week ending 05/06/2024 => day first: week ending 2024-06-05 | month first: week ending 2024-05-06
w/e 2024-01-05 => day: week ending 2024-01-05
week ending June 2024 =>
week commencing 1 January 2024 => day: week ending 2024-01-07
w/c 05/06/2024 => day first: week ending 2024-06-11 | month first: week ending 2024-05-12
week beginning 2023-12-30 => day: week ending 2024-01-05
week commencing Mar 2024 =>
the week of 1 Jan 2024 => day: week ending 2024-01-07
Total =>
2024- =>
"""


@pytest.mark.parametrize("line", NOTATIONS.strip().splitlines())
def test_a_text_may_mean_what_its_notation_allows(line: str) -> None:
    text, _, meanings = line.partition(" =>")
    told = [f"{kind}: {period}" for kind, period in readings(text).items()]
    assert told == [one for one in meanings.strip().split(" | ") if one]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (2024, "2024"),
        (" 2024 ", "2024"),
        ("2024\u00a0Q1", "2024-Q1"),
        ("2024\u2009\u202fQ1", "2024-Q1"),
        ("2024\u20111", None),
        ("2024\u201112", "2024-12"),
        ("2024\u221212", "2024-12"),
        (date(2024, 2, 29), "2024-02-29"),
        (datetime(2024, 2, 29, 23, 59, tzinfo=UTC), "2024-02-29"),
        ("1960 [YR1960]", "1960"),
        ("05/06/2024", None),
        ("45292", None),
        ("2024-1", None),
    ],
)
def test_what_stands_alone_has_one_meaning_or_none(value: object, code: str | None) -> None:
    if code:
        assert parse_period(value).code == code
        return
    with pytest.raises(Refusal) as told:
        parse_period(value)
    shown = str(value).replace("\u2011", "-")
    assert str(told.value) == f"'{shown}' is no period"
    assert (told.value.advice, told.value.code) == (
        f"periods are written {CAN_BE_READ}",
        "no-period",
    )


def test_every_notation_that_is_offered_can_be_read() -> None:
    for one in CAN_BE_READ.split(", "):
        assert parse_period(one.partition(" (")[0])


@pytest.mark.parametrize(
    ("pivot", "text", "year"),
    [(50, "May-49", 2049), (50, "May-50", 1950), (0, "May-00", 1900), (100, "May-99", 2099)],
)
def test_years_of_two_digits_turn_at_the_pivot(pivot: int, text: str, year: int) -> None:
    (found,) = readings(text, pivot).values()
    assert (found.frequency, found.year, found.part) == (Frequency.MONTHLY, year, 5)


@pytest.mark.parametrize(
    ("text", "pivot", "code"),
    [
        ("23/24", 20, "1923/24"),
        ("12/24", 20, "1924-12"),
        ("FY24", 20, "FY1924"),
        ("Q1 24", 20, "1924-Q1"),
        ("1st Mar 24", 20, "1924-03-01"),
        ("13/02/24", 20, "1924-02-13"),
        ("Jan-Mar 24", 20, "Jan-Mar 1924"),
        ("year ending Mar 24", 20, "year ending Mar 1924"),
        ("w/c 1 Jan 24", 20, "week ending 1924-01-07"),
        ("FY24 Q1", 20, "FY1924-Q1"),
    ],
)
def test_the_pivot_holds_in_every_notation(text: str, pivot: int, code: str) -> None:
    assert next(iter(readings(text, pivot).values())).code == code


@pytest.mark.parametrize(
    ("name", "month"),
    [("jan", 1), ("JUNE", 6), ("Sept", 9), ("dec", 12), ("december", 12),
     ("ju", None), ("", None), ("decembers", None), ("juni", None)],
)  # fmt: skip
def test_a_month_is_known_by_three_letters_or_more(name: str, month: int | None) -> None:
    assert month_of(name) == month
