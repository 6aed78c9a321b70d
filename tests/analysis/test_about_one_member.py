"""A brief whose metrics are all of one member is about that one: of others alone nothing is found in it."""

import pytest
from handmade import panel, series
from small_projects import tried

from briefing.analysis.findings.other_members import only_member
from briefing.core.text_nodes import plain
from briefing.project.brief_schema import BriefConfig

ROWS = "Year,Country,Births,Debt\n" + "".join(
    f"{year},{who},{births + step * move},{debt + step}\n"
    for step, year in enumerate(range(2018, 2025))
    for who, births, move, debt in (
        ("Benin", 400, 2, 30),
        ("Togo", 300, 40, 50),
        ("Ghana", 900, -70, 80),
    )
)
SETS = """
datasets:
  d:
    path: data/d.csv
    source: s
    period: {column: Year}
    dimension: {column: Country}
    series:
      births: {column: Births, title: Births, unit: thousand person}
      debt: {column: Debt, title: Public debt, unit: percent, of: GDP}
"""
BRIEF = "title: T\nperiod: 2024\nhighlights: {show: 4}\nmetrics: {%s}\nsections: [{title: One, text: 'So: {{ a }}.'}]\n"
DATA = {
    "d.x": panel("d.x", {"Benin": [1, 2], "Togo": [3, 4], "Korea, Rep.": [1, 1]}),
    "d.one": series("d.one", [1, 2]),
}


def found(folder, metrics):
    made = tried(folder, ROWS, SETS, BRIEF % metrics).made
    return [plain(one.text) for one in made.highlights]


def test_highlights_of_others_alone_are_left_out(tmp_path):
    of_benin = found(
        tmp_path / "one", "a: {value: 'd.births[Benin]'}, b: {share: d.births, of: Benin}"
    )
    assert of_benin
    assert not [one for one in of_benin if "Benin" not in one]
    of_all = found(tmp_path / "all", "a: {value: 'd.births[Benin]'}, b: {rank: d.births, at: 1}")
    assert [one for one in of_all if "Benin" not in one]


@pytest.mark.parametrize(
    ("metrics", "member"),
    [
        ({}, ()),
        ({"a": {"value": "d.one"}}, ()),
        ({"a": {"value": "d.x[Benin]"}}, ("Benin",)),
        ({"a": {"value": "d.x[Benin]"}, "b": {"value": "d.one"}, "c": {"change": "a"}}, ("Benin",)),
        ({"a": {"share": "d.x", "of": "Benin"}, "b": {"rank": "d.x", "of": "Benin"}}, ("Benin",)),
        ({"a": {"share": "d.x", "of": ["Benin", "Togo"]}}, ()),
        ({"a": {"value": "d.x[Benin]"}, "b": {"value": "d.x[Togo]"}}, ()),
        ({"a": {"value": "d.x[Benin]"}, "b": {"total": "d.x"}}, ()),
        ({"a": {"value": "d.x[Benin]"}, "b": {"rank": "d.x", "at": 1}}, ()),
        ({"a": {"ratio": "d.x[Benin]", "to": "d.x[Togo]"}}, ()),
        ({"a": {"formula": "d.x[Benin] / d.one"}}, ("Benin",)),
        ({"a": {"formula": "d.x[Benin] - d.x[Togo]"}}, ()),
        ({"a": {"value": 'd.x["Korea, Rep."]'}}, ("Korea, Rep.",)),
        ({"a": {"value": "d.x[Nobody]"}}, ()),
    ],
)  # fmt: skip
def test_whose_the_metrics_are(metrics, member):
    config = BriefConfig.model_validate({"title": "T", "period": 2024, "metrics": metrics})
    assert only_member(config, DATA) == member
