"""Months and quarters of too few years are compared with the period before, and that no season was looked for is told."""

import pytest
from small_projects import tried

BRIEF = "title: T\nperiod: '%s'\nmetrics: {a: {value: 'd.v%s'}}\nsections: [{title: One, text: 'So many: {{ a }}.'}]\n"
PROJECT = (
    "datasets: {d: {source: s, path: data/d.csv, period: {column: when}%s, series: {v: {column: v, unit: person, "
    "title: %s%s}}}}\n"
)


def months(count, start=2022):
    """A trend with a jump every January, which a test of two years takes for none."""
    return {
        f"{start + at // 12}-{at % 12 + 1:02}": 1000 + 100 * (at // 12) - 7 * (at % 12)
        for at in range(count)
    }


def quarters(count):
    return {f"{2022 + at // 4}-Q{at % 4 + 1}": 500 + 11 * at + at**2 for at in range(count)}


def told(folder, values, *, title="Jobs", more="", by=()):
    rows = "".join(
        f"{when},{who},{value}\n" if by else f"{when},{value}\n"
        for who in by or ("",)
        for when, value in values.items()
    )
    head = "when,who,v\n" if by else "when,v\n"
    project = PROJECT % (", dimension: who" if by else "", title, more)
    brief = BRIEF % ([*values][-1], f"[{by[0]}]" if by else "")
    found = tried(folder, head + rows, project, brief)
    assert found.document is not None, found.told
    return [one.message for one in found.told if one.code.startswith("season")]


@pytest.mark.parametrize(
    ("values", "before"),
    [
        (months(2), "month"),
        (months(12), "month"),
        (months(27), "month"),
        (months(35), "month"),
        (quarters(2), "quarter"),
        (quarters(11), "quarter"),
    ],
)
def test_too_few_years_are_told_once(tmp_path, values, before):
    (message,) = told(tmp_path, values)
    assert message == (
        "'d.v' was not tested for a season, which takes 3 whole calendar years, and is not declared as adjusted: "
        f"its changes are counted from the {before} before"
    )
    assert told(tmp_path / "by", values, by=("North", "South")) == [message]


@pytest.mark.parametrize(
    ("values", "more", "title"),
    [
        (months(36), "", "Jobs"),
        (quarters(12), "", "Jobs"),
        (months(1), "", "Jobs"),
        ({"2022": 5, "2023": 7}, "", "Jobs"),
        (months(27), ", seasonally_adjusted: true", "Jobs"),
        (months(27), ", change: on_year", "Jobs"),
        (months(27), ", change: on_period", "Jobs"),
        (months(27), "", "'Jobs, seasonally adjusted'"),
    ],
)
def test_what_is_tested_or_said_is_not(tmp_path, values, more, title):
    assert told(tmp_path, values, more=more, title=title) == []


def test_of_many_measures_the_first_is_named_and_the_others_are_counted(tmp_path):
    values = months(12)
    rows = "when,v,w,x\n" + "".join(
        f"{when},{one},{one + 1},{one + 2}\n" for when, one in values.items()
    )
    more = "}, w: {column: w, unit: person, title: Posts}, x: {column: x, unit: person, title: Seats, change: on_year"
    found = tried(tmp_path, rows, PROJECT % ("", "Jobs", more), BRIEF % ("2022-12", ""))
    (message,) = [one.message for one in found.told if one.code == "season-untested"]
    assert message == (
        "'d.v' and 1 more were not tested for a season, which takes 3 whole calendar years, and are not declared as adjusted: "
        "their changes are counted from the month before"
    )


def test_not_adjusted_says_nothing_of_the_season(tmp_path):
    assert told(tmp_path, months(27), title="'Jobs, not seasonally adjusted'")


def test_one_long_member_tells_for_all(tmp_path):
    rows = "".join(f"{when},North,{value}\n" for when, value in months(40).items())
    rows += "".join(f"{when},South,{value}\n" for when, value in months(4, 2025).items())
    project = PROJECT % (", dimension: who", "Jobs", "")
    found = tried(tmp_path, "when,who,v\n" + rows, project, BRIEF % ("2025-04", "[North]"))
    assert not [one for one in found.told if one.code == "season-untested"]
