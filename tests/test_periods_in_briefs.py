"""What a reader finds of periods: years of 12 months, days, figures so far, and two periods in one."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from briefing.writers.markdown.markdown import write_markdown

PROJECT = """\
sources:
  s: {title: Statistics, publisher: Office, licence: OGL, published: 2025-06-30}
datasets:
  d:
    source: s
    path: data/d.csv
    period: {column: when}
    series:
      x: {column: x, title: Output, unit: t, change: on_period}
"""


def made(root: Path, rows: str, period: str, line: str) -> str:
    """The bottom line, the highlights and the table of a brief, as one text."""
    for folder in ("config", "data"):
        (root / folder).mkdir()
    (root / "config/project.yaml").write_text(PROJECT, encoding="utf-8")
    (root / "data/d.csv").write_text(f"when,x\n{rows}\n", encoding="utf-8")
    brief = (
        f"title: Test\nperiod: {period}\nbottom_line: '{line}'\nmetrics: {{x: {{value: d.x}}}}\n"
        "key_figures: [x]\ntables: {t: {title: T, rows: [d.x], periods: 9}}\n"
        "sections: [{title: One, text: Two., table: t}]\n"
    )
    (root / "config/b.yaml").write_text(brief, encoding="utf-8")
    (found,) = briefing.check_all(project=root)
    return write_markdown(found.document).partition("## Annex")[0]


def test_the_year_before_a_school_year_is_the_year_before(tmp_path: Path) -> None:
    rows = "2020/21,1003\n2021/22,807\n2022/23,901"
    text = made(tmp_path, rows, "2022/23", "It {{ x.verb }} to {{ x }} from {{ x.before }}.")
    assert "It rose to 901 metric tons from 807 metric tons." in text
    assert "1,003 in" not in text


def test_a_brief_may_write_a_school_year_as_the_table_does(tmp_path: Path) -> None:
    text = made(tmp_path, "2010-11,130\n2011-12,140", "2011-12", "{{ x }} in {{ x.period }}.")
    assert "140 metric tons in 2011/12." in text


def test_days_are_compared_with_the_last_day_that_has_a_figure(tmp_path: Path) -> None:
    rows = "2025-05-29,90\n2025-05-30,91\n2025-06-02,99"
    text = made(tmp_path, rows, "2025-06-02", "{{ x }} after {{ x.before }}.")
    assert "99 metric tons after 91 metric tons." in text
    assert "on June 2, 2025, from 91 metric tons on May 30, 2025" in text


def test_a_year_so_far_is_called_so_and_not_compared(tmp_path: Path) -> None:
    rows = "2023,100\n2024,104\n2025,41"
    text = made(tmp_path, rows, "2025", "{{ x }} in {{ x.period }}.")
    assert "41 metric tons in 2025 so far." in text
    assert "| 2024 | 2025 so far |" in text
    assert not any(word in text for word in ("fell", "dropped", "down", "lowest", "%"))


def test_who_compares_a_year_so_far_is_told_where(tmp_path: Path) -> None:
    rows = "2023,100\n2024,104\n2025,41"
    with pytest.raises(briefing.UnusableInput, match="do not cover all of 2025") as told:
        made(tmp_path, rows, "2025", "It {{ x.verb }}.")
    assert "config/b.yaml:3" in str(told.value)


@pytest.mark.parametrize("call", ["x.of(x.at(2023))", "x.times(x.at(2023))", "x.less(x.at(2023))"])
def test_figures_of_two_periods_are_not_compared_as_if_of_one(tmp_path: Path, call: str) -> None:
    with pytest.raises(briefing.UnusableInput, match=r"'x' is of 2024 and .* of 2023"):
        made(tmp_path, "2023,100\n2024,104", "2024", f"{{{{ {call} }}}}")


def test_across_prints_both_periods(tmp_path: Path) -> None:
    line = "{{ x.of(x.at(2023), across=true) }}"
    text = made(tmp_path, "2023,100\n2024,104", "2024", line)
    assert "104% (2024 against 2023)" in text


def test_a_period_of_another_kind_is_answered_with_those_of_the_data(tmp_path: Path) -> None:
    rows = "Jan-Mar 2024,100\nFeb-Apr 2024,110"
    with pytest.raises(briefing.UnusableInput, match="'period: Feb-Apr 2024'"):
        made(tmp_path, rows, "2024", "{{ x }}")
