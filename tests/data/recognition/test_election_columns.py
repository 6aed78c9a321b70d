"""Results of elections: parties are measures, what is counted is told, and the next one is taken in by its headers."""

from pathlib import Path

import pytest

from briefing.app.drafting.choosing import choose
from briefing.app.drafting.topics import Wanted
from briefing.core.series import Dataset
from briefing.data.recognition.election_columns import is_party, years_between
from briefing.data.recognition.recognising import recognise
from tests.app.drafting.test_drafts import LANGUAGE, PERCENT, panel
from tests.app.update.updating import project_of, updated, written

HEAD = [
    "Constituency",
    "Result",
    "Electorate",
    "Valid votes",
    "Turnout",
    "Majority",
    "Con",
    "Lab",
    "LD",
]
ROWS = [
    ["Bath", "LD hold", "71000", "49400", "69.6%", "9300", "14200", "9900", "25300"],
    ["Leeds", "Lab hold", "70200", "42100", "60.0%", "11090", "9500", "24100", "8500"],
    ["York", "Lab gain", "73900", "48000", "65.0%", "2600", "19800", "22400", "5800"],
]


def csv_of(head, rows, title="") -> bytes:
    return "\n".join(
        [*([title] if title else []), *(",".join(row) for row in (head, *rows))]
    ).encode()


def units(content, **keys):
    return {one.title: one.unit for one in recognise("ge.csv", content, **keys).measures}


def test_parties_are_measures_and_the_winner_is_a_label():
    found = recognise("ge.csv", csv_of(HEAD, ROWS, "General election 2024: results"))
    assert found.is_sure
    assert found.dimension == {"column": "Constituency"}
    assert found.period == "2024"
    assert found.source["title"] == "General election 2024: results"
    assert {one.title: one.unit for one in found.measures} == {
        "Electorate": "person", "Valid votes": "item", "Turnout": "percent", "Majority": "item",
        "Votes for Conservative": "item", "Votes for Labour": "item", "Votes for Liberal Democrat": "item",
    }  # fmt: skip


def test_shares_and_seats_are_not_taken_for_votes():
    head = ["Bundesland", "SPD", "CDU", "Grüne", "FDP"]
    shares = [["Hessen", "21,4", "31,8", "12,0", "6,1"], ["Berlin", "19,9", "20,1", "18,3", "5,0"]]
    quoted = [[f'"{one}"' if "," in one else one for one in row] for row in shares]
    title = "Election 2025"
    assert units(csv_of(head, quoted, title))["Share of votes for CDU"] == "percent"
    seats = [["Hessen", "23", "52", "22", "8"], ["Berlin", "34", "52", "34", "5"]]
    assert units(csv_of(head, seats, "Election 2025: seats"))["Seats for SPD"] == "item"
    assert units(csv_of(head, seats, title))["SPD"] == "1", "votes or seats: asked"


def test_a_table_of_no_election_keeps_its_headers():
    head = ["Year", "Green", "Labour", "Independent"]
    rows = [["2022", "1200", "3400", "1100"], ["2023", "1300", "3500", "1150"]]
    assert {one.partition(" ")[0] for one in units(csv_of(head, rows))} == {
        "Green", "Labour", "Independent",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["Con", "LD", "Green Party", "Sinn Féin", "Reform UK", "CDU/CSU"])
def test_parties(name):
    assert is_party(name)


@pytest.mark.parametrize("name", ["Constituency", "Total", "Green space", "V", ""])
def test_no_parties(name):
    assert not is_party(name)


@pytest.mark.parametrize(
    ("titles", "years", "said"),
    [
        (["Votes"], [2010, 2015, 2017, 2019], {"every": "uneven"}),
        (["Seats"], [2009, 2013, 2017, 2021], {"every": "4 years"}),
        (["Votes"], [2021, 2022, 2023], {}),
        (["Votes"], [2024], {}),
        (["Births"], [2010, 2015, 2017], {}),
    ],
)
def test_years_between_elections(titles, years, said):
    assert years_between(titles, years) == said


def test_a_total_of_shares_that_is_always_all_is_not_told():
    values = {"A": [40, 45], "B": [35, 30], "C": [25, 25]}
    shares = panel("d.share", values, total=[100, 100], unit=PERCENT)
    (topic,) = choose(LANGUAGE, [Dataset("d", {"share": shares}, ())], Wanted()).topics
    assert topic.told is None
    assert topic.panel is shares


def test_the_next_election_is_taken_in_by_the_headers_of_the_same_table(tmp_path: Path, capsys):
    declared = "period: 2024\ndimension: {column: Constituency}\nseries:\n" + "".join(
        f"  {name.lower()}: {{column: {name}, title: {name}, unit: item}}\n"
        for name in ("Majority", "Con", "Lab", "LD")
    )
    brief = "title: T\nperiod: 2024\nmetrics: {p: {value: 'd.con[Bath]'}}\nsections: [{title: One, text: '{{ p }}'}]\n"
    root = project_of(tmp_path / "project", declared, [HEAD, *ROWS], brief)
    new = [[*row[:5], "31", "107", "80211", "3"] for row in ROWS]
    file = written(tmp_path / "next.csv", [HEAD, *new])
    code, said = updated(root, file, capsys, "--period", "2029")
    assert code == 0, said
    another = written(tmp_path / "other.csv", [[*HEAD[:-1], "SNP"], *new])
    code, said = updated(root, another, capsys, "--period", "2029")
    assert code == 2, said
    others = written(tmp_path / "others.csv", [HEAD, *([f"New {row[0]}", *row[1:]] for row in new)])
    code, said = updated(root, others, capsys, "--period", "2029")
    assert code == 2, said
