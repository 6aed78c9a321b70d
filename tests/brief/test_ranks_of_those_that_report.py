"""A rank among those that report says so in a sentence, where somebody does not report."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import check_all
from briefing.core.text_nodes import plain

PROJECT = """\
sources: {o: {title: Labour survey, publisher: Office, licence: OGL, published: 2025-03-31}}
datasets:
  u:
    source: o
    path: data/u.csv
    period: {column: year}
    dimension: region
    series: {rate: {column: rate, title: Unemployment rate, unit: percent}}
"""
BRIEF = """\
title: Rates
period: 2024
metrics:
  place: {rank: u.rate, of: Avon, members: reporting}
  top: {rank: u.rate, at: 1, members: reporting}
bottom_line: 'SENTENCE'
"""
ROWS = "region,year,rate\nAvon,2023,5.0\nBray,2023,6.2\nAvon,2024,6.2\nBray,2024,6.9\nCoast,2023,4\nCoast,2024,"


def said(folder: Path, sentence: str, last: str = "") -> str:
    for name, text in (
        ("config/project.yaml", PROJECT),
        ("config/brief.yaml", BRIEF.replace("SENTENCE", sentence)),
        ("data/u.csv", f"{ROWS}{last}\n"),
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (brief,) = check_all(project=folder)
    return plain(brief.document.bottom_line)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Avon ranks {{ place }}.", "Avon ranks second (of those that report)."),
        ("{{ top.member }} comes first with {{ top }}.", "Bray comes first with 6.9% (of those that report)."),
        ("Among those that report, Avon ranks {{ place }}.", "Among those that report, Avon ranks second."),
        ("Avon ranks {{ place }}; Coast has said nothing.", "Avon ranks second; Coast has said nothing."),
        ("Of {{ place.among }} Avon ranks {{ place }}.", "Of 2 Avon ranks second."),
    ],
)  # fmt: skip
def test_it_is_said_unless_the_sentence_says_it(tmp_path: Path, sentence: str, told: str):
    assert said(tmp_path, sentence) == told


def test_where_all_report_there_is_nothing_to_say(tmp_path: Path):
    assert said(tmp_path, "Avon ranks {{ place }}.", "4.0") == "Avon ranks second."
