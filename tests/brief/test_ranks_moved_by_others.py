"""A rank is gained by moving: where only others fell or rose, verbs and key figures say so."""

import pytest
from small_projects import tried

PROJECT = """\
datasets:
  d:
    source: s
    path: data/d.csv
    period: {column: year}
    dimension: region
    series: {v: {column: v, unit: person, title: Jobseekers, precision: 0}}
"""
BRIEF = """\
title: T
period: 2024
metrics: {r: {rank: d.v, of: Avon}}
key_figures: [r]
sections: [{title: S, text: "Avon {{ r.verb }} to {{ r }}. It {{ r.moved }}, {{ r.up_down_from }}."}]
"""


@pytest.mark.parametrize(
    ("now", "verb", "moved", "change"),
    [
        ((501, 400, 650), "rose", "rose 1 place", "+1 place"),
        ((500, 400, 650), "moved up through others’ falls", None, None),
        ((450, 400, 650), "moved up through others’ falls", None, None),
        ((450, 900, 451), "was unchanged", None, "unchanged"),
        ((1000, 900, 700), "rose", "rose 2 places", "+2 places"),
    ],
)
def test_a_rank_up(tmp_path, now, verb, moved, change):
    check(tmp_path, (500, 900, 700), now, verb, moved, change)


@pytest.mark.parametrize(
    ("now", "verb", "moved", "change"),
    [
        ((800, 850, 700), "fell", "fell 1 place", "−1 place"),
        ((900, 950, 700), "slipped through others’ gains", None, None),
        ((901, 950, 902), "slipped through others’ gains", None, None),
    ],
)
def test_a_rank_down(tmp_path, now, verb, moved, change):
    check(tmp_path, (900, 500, 700), now, verb, moved, change)


def check(folder, before, now, verb, moved, change):
    names = ("Avon", "Borda", "Cresk")
    rows = [f"2023,{who},{v}" for who, v in zip(names, before, strict=True)]
    rows += [f"2024,{who},{v}" for who, v in zip(names, now, strict=True)]
    found = tried(folder, "\n".join(["year,region,v", *rows]), PROJECT, BRIEF)
    told = found.text.split(".")[0]
    assert told.startswith(f"Avon {verb} "), told
    assert f"It {moved or verb}, " in found.text
    (figure,) = found.made.key_figures
    assert figure.change.text.replace("\u00a0", " ") == (change or verb)
    assert figure.direction == ("unknown" if change is None else figure.direction)
    assert (figure.direction in {"up", "down"}) is (change not in {None, "unchanged"})
