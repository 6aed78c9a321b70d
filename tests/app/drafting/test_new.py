"""``briefing new`` as a user meets it: from a file to a project, and nothing left behind where it is refused."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest
from places import ROOT

from briefing.app.cli import main as cli
from briefing.core.problems import ProblemLog
from briefing.core.workspace import Workspace
from briefing.project.loading import load_project

SCHOOLS = "Year,Pupils (person),Early leavers (%)\n" + "".join(
    f"{year},{800_000 + 7_000 * step},{11.2 - step / 5:.1f}\n"
    for step, year in enumerate(range(2018, 2025))
)
VOTES = "Party,Votes (item)\nUnion,1204311\nLabour,1011540\nGreens,402110\nLiberals,377801\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch) -> Path:
    """An empty folder to work in, with files beside it."""
    (tmp_path / "schools.csv").write_text(SCHOOLS, encoding="utf-8")
    (tmp_path / "votes.csv").write_text(VOTES, encoding="utf-8")
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def new(*arguments: str) -> int:
    return cli.main(["new", *arguments, "--no-build"])


def written(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "schema" not in path.parts
    )


def loaded(folder: Path):
    log = ProblemLog()
    found = load_project(Workspace(folder), log)
    assert list(log) == []
    return found


def test_a_file_becomes_a_project(desk: Path):
    assert new("../schools.csv") == 0
    assert written(desk) == [
        "README.md", "config/project.yaml", "config/schools.yaml", "data/schools.csv",
    ]  # fmt: skip
    assert (desk / "data/schools.csv").read_text(encoding="utf-8") == SCHOOLS
    assert len((desk / "README.md").read_text(encoding="utf-8").splitlines()) <= 12
    for name in ("project", "schools"):
        first = (desk / f"config/{name}.yaml").read_text(encoding="utf-8").partition("\n")[0]
        schema = first.removeprefix("# yaml-language-server: $schema=")
        assert schema.startswith("schema/own-")
        found = json.loads((desk / "config" / schema).read_text(encoding="utf-8"))
        assert found["$id"].startswith("urn:policy-briefing:schema:own-")
    brief = loaded(desk).briefs["schools"].config
    assert set(brief.metrics) >= {"pupils", "early_leavers"}
    assert brief.recommendations == []


def test_a_strict_check_asks_only_what_an_author_must_say(desk: Path, capsys):
    new("../schools.csv")
    capsys.readouterr()
    assert cli.main(["check", "--strict"]) == 1
    told = [line for line in capsys.readouterr().err.splitlines() if line.startswith("finding")]
    assert len(told) == 2
    assert all("[silent-source]" in line for line in told)
    path = desk / "config/project.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace('publisher: ""', "publisher: Ministry").replace(
        'licence: ""', "licence: CC0"
    )
    path.write_text(text, encoding="utf-8")
    assert cli.main(["check"]) == 0
    assert "warning" not in capsys.readouterr().err


def test_a_second_file_joins_the_project_at_hand(desk: Path, monkeypatch):
    new("../schools.csv")
    before = (desk / "config/schools.yaml").read_text(encoding="utf-8")
    path = desk / "config/project.yaml"
    mine = path.read_text(encoding="utf-8").replace("page: A4", "page: Letter  # ours")
    path.write_text(mine, encoding="utf-8")
    (desk / "deeper").mkdir()
    monkeypatch.chdir(desk / "deeper")
    assert new("../../votes.csv", "--period", "2024") == 0
    project = loaded(desk)
    assert set(project.briefs) == {"schools", "votes"}
    assert set(project.config.datasets) == {"schools", "votes"}
    assert "page: Letter  # ours" in path.read_text(encoding="utf-8")
    assert (desk / "config/schools.yaml").read_text(encoding="utf-8") == before
    assert project.briefs["votes"].config.metrics["votes_2_first"].call.kind == "rank"


def test_the_same_file_twice_makes_a_second_brief_under_other_names(desk: Path):
    new("../schools.csv")
    assert new("../schools.csv", "--title", "Again") == 0
    project = loaded(desk)
    assert set(project.briefs) == {"schools", "schools-2"}
    assert project.briefs["schools-2"].config.title == "Again"
    assert [one.path for one in project.config.datasets.values()] == ["data/schools.csv"] * 2


def test_another_file_of_that_name_is_kept_beside(desk: Path, tmp_path: Path):
    new("../schools.csv")
    (tmp_path / "schools.csv").write_text(SCHOOLS.replace("2018", "2017"), encoding="utf-8")
    assert new("../schools.csv") == 0
    assert loaded(desk).config.datasets["schools_2"].path == "data/schools-2.csv"
    assert (desk / "data/schools.csv").read_text(encoding="utf-8") == SCHOOLS


REFUSED = {
    "no-file": (["../none.csv"], "there is no file"),
    "no-table": (["../noise.csv"], ""),
    "no-period": (["../votes.csv"], "tells the period"),
    "no-measure": (["../schools.csv", "--measure", "Wood"], "no measure 'Wood'"),
    "no-design": (["../schools.csv", "--design", "one-page"], "did you mean 'one-pager'"),
    "no-such-period": (["../schools.csv", "--period", "the year"], "period"),
    "one-of-two": (["../schools.csv", "../none.csv"], "there is no file"),
    "both": (["../schools.csv", "--from-example", "us-economy"], "either"),
    "no-example": (["--from-example", "us-economie"], "did you mean 'us-economy'"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_leaves_nothing_behind(name: str, desk: Path, tmp_path: Path, capsys):
    (tmp_path / "noise.csv").write_bytes(b"\x00\x01\x02 nothing at all")
    arguments, message = REFUSED[name]
    assert new(*arguments) == 2
    assert message in capsys.readouterr().err
    assert list(desk.iterdir()) == []


def test_without_a_file_the_smallest_project_says_that_its_data_are_made_up(desk: Path, capsys):
    assert new() == 0
    capsys.readouterr()
    assert cli.main(["check", "--strict"]) == 0
    text = (desk / "config/first-brief.yaml").read_text(encoding="utf-8")
    assert "made-up" in text
    assert "made up" in (desk / "config/project.yaml").read_text(encoding="utf-8").lower()
    assert new() == 2
    assert "there is a project already" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["us-rare-earths", "us-economy"])
def test_an_example_is_copied_whole(name: str, desk: Path):
    assert new("--from-example", name) == 0
    project = loaded(desk)
    assert list(project.briefs) == [name]
    for one in (f"config/{name}.yaml", "config/project.yaml", "data/us-macro/us-macro.csv"):
        assert (desk / one).read_bytes() == (ROOT / one).read_bytes()


def test_it_asks_on_a_terminal_where_that_is_wanted(desk: Path, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("2\nOn those who leave\n"))
    assert new("../schools.csv", "--interactive") == 0
    brief = loaded(desk).briefs["schools"].config
    assert brief.title == "On those who leave"
    assert next(iter(brief.metrics)) == "early_leavers"


def test_no_answer_leaves_it_to_the_program(desk: Path, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert new("../schools.csv", "--interactive") == 0
    assert "{{" in loaded(desk).briefs["schools"].config.title


@pytest.mark.usefixtures("desk")
def test_machines_get_what_people_see(capsys):
    assert new("../schools.csv", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["brief"] == "schools"
    assert "config/schools.yaml" in told["written"]
    assert {one["code"] for one in told["warnings"]} == {"silent-source"}


WASTE = "geo,2022,2023,2024\nDE,0.123456,0.2345678,0.3456789\nEL,4.1,4.2,4.3\nFR,2.5,2.6,2.7\n"
WASTE += "PL,1.5,1.6,1.5\nEU27_2020,2.1,2.2,2.3\n"


def test_codes_of_countries_get_names_and_numbers_no_more_digits_than_tell(desk: Path):
    (desk.parent / "waste.csv").write_text(WASTE, encoding="utf-8")
    declared = "series: {waste: {title: Waste, unit: t}}"
    assert new("../waste.csv", "--declare", declared, "--member", "Greece") == 0
    project = loaded(desk)
    one = project.config.datasets["waste"]
    assert one.dimension.rename["EL"] == "Greece"
    assert one.dimension.rename["EU27_2020"] == "European Union of 27"
    assert one.series["waste"].title == "Waste"
    assert one.series["waste"].digits == 1
    assert project.briefs["waste"].config.title.startswith("Greece’s waste ")


def test_what_is_declared_must_be_yaml(desk: Path, capsys):
    assert new("../schools.csv", "--declare", "series: {") == 2
    assert "--declare" in capsys.readouterr().err
    assert list(desk.iterdir()) == []


def test_a_change_that_its_digits_do_not_show_makes_no_title(desk: Path):
    rows = "A,15.123456,19.654321\nB,9.123456,11.123456\nC,5.123456,6.123456\nD,2.1,2.2\nWorld,9.857123,9.845123\n"
    (desk.parent / "rates.csv").write_text(f"Country,2023,2024\n{rows}", encoding="utf-8")
    declared = "{dimension: {column: Country, total: World}, series: {rates: {title: Share, unit: percent}}}"
    assert new("../rates.csv", "--declare", declared) == 0
    brief = loaded(desk).briefs["rates"].config
    assert brief.title.startswith("Share in {{ period }}: {{ share_first.member }}")


def test_a_unit_that_no_file_tells_is_asked_for_on_the_terminal(desk: Path, capsys):
    (desk / "rates.csv").write_text("Region,2022,2023\nNorth,5.5,5.4\nSouth,8.8,9.1\n", "utf-8")
    assert new(str(desk / "rates.csv"), "--no-build") == 0
    told = [one for one in capsys.readouterr().err.splitlines() if "[not-recognised]" in one]
    (line,) = told
    assert "rates.csv:1: nothing tells the unit of 'Rates' (answer it: --declare " in line
    assert "nothing tells the unit" in (desk / "config/project.yaml").read_text("utf-8")


def test_a_row_that_equals_the_sum_of_all_others_is_their_total(desk: Path, capsys):
    rows = {"Kent": 2100, "Essex": 1700, "Devon": 950, "Dorset": 610, "Rutland": 31}
    births = "Area,2021 (person),2022 (person),2023 (person)\n"
    per_year = [{name: one + 7 * step for name, one in rows.items()} for step in range(3)]
    for name in ("Nordland", *rows):
        values = [one.get(name, sum(one.values())) for one in per_year]
        births += f"{name},{','.join(map(str, values))}\n"
    (desk.parent / "births.csv").write_text(births, encoding="utf-8")
    assert new("../births.csv") == 0
    project = loaded(desk)
    assert project.config.datasets["births"].dimension.total == "Nordland"
    assert "undeclared-aggregate" not in capsys.readouterr().err
    text = (desk / "config/project.yaml").read_text(encoding="utf-8")
    assert "# 'Nordland' equals the sum of all others, and is taken for their total" in text
    brief = (desk / "config/births.yaml").read_text(encoding="utf-8")
    assert "{total: births." in brief


def test_rows_that_equal_the_sum_of_their_neighbours_are_groups(desk: Path, capsys):
    parts = {"Kent": 2137, "Essex": 1712, "Devon": 951}
    rows = {"Nordland": sum(parts.values()), **parts, "Sudland": 1234}
    text = "Area,2021 (person),2022 (person),2023 (person)\n"
    for name, value in rows.items():
        step = 7 * (len(parts) if name == "Nordland" else 1)
        text += f"{name},{value},{value + step},{value + 2 * step}\n"
    (desk.parent / "births.csv").write_text(text, encoding="utf-8")
    assert new("../births.csv") == 0
    assert loaded(desk).config.datasets["births"].dimension.groups == ["Nordland"]
    assert "undeclared-aggregate" not in capsys.readouterr().err


def test_a_draft_on_one_day_says_on(desk: Path):
    text = "Results of 4 July 2024\n\nParty,Votes,Seats\nA,512,30\nB,340,20\nC,99,4\n"
    (desk.parent / "votes.csv").write_text(text, encoding="utf-8")
    assert new("../votes.csv") == 0
    brief = (desk / "config/votes.yaml").read_text(encoding="utf-8")
    assert " on {{ period }}" in brief
    assert " in {{ period }}" not in brief


def test_which_sheet_is_meant_is_asked_with_its_flag(desk: Path, capsys):
    book = openpyxl.Workbook()
    for name in ("Births", "Deaths"):
        sheet = book.create_sheet(name)
        for row in (["Year", f"{name} (person)"], [2022, 51], [2023, 53]):
            sheet.append(row)
    book.save(desk.parent / "book.xlsx")
    assert new("../book.xlsx") == 2
    assert "(say which is meant: --sheet Births)" in capsys.readouterr().err
    assert new("../book.xlsx", "--sheet", "Deaths") == 0


def test_a_whole_of_two_levels_is_the_total_and_its_parts_are_groups(desk: Path, capsys):
    parts = {
        "North": {"Kent": 2137, "Essex": 1712, "Devon": 951},
        "South": {"Rye": 413, "Hove": 98},
    }
    rows = {"Nordland": sum(sum(one.values()) for one in parts.values())}
    for name, members in parts.items():
        rows |= {name: sum(members.values()), **members}
    text = "Area,2021 (person),2022 (person),2023 (person)\n"
    counts = {"Nordland": 5, "North": 3, "South": 2}
    for name, value in rows.items():
        step = 7 * counts.get(name, 1)
        text += f"{name},{value},{value + step},{value + 2 * step}\n"
    (desk.parent / "births.csv").write_text(text, encoding="utf-8")
    assert new("../births.csv") == 0
    dimension = loaded(desk).config.datasets["births"].dimension
    assert (dimension.total, dimension.groups) == ("Nordland", ["North", "South"])
    assert "undeclared-aggregate" not in capsys.readouterr().err


def test_digits_in_what_the_file_calls_a_measure_are_no_claims_and_typed_ones_are(
    desk: Path, capsys
):
    text = "Year,Waits of over 52 weeks (item),CPI 00: Top 10% (%)\n2022,51,5.5\n2023,62,6.5\n"
    (desk.parent / "waits_09.csv").write_text(text, encoding="utf-8")
    assert new("../waits_09.csv") == 0
    assert cli.main(["check"]) == 0
    assert "naked-number" not in capsys.readouterr().err
    path = desk / "config/project.yaml"
    typed = path.read_text(encoding="utf-8").replace(
        "title: Waits of over 52 weeks", "title: 52 waits, 61"
    )
    path.write_text(typed, encoding="utf-8")
    cli.main(["check"])
    assert "[naked-number]" in capsys.readouterr().err


def test_a_declared_measure_that_no_file_has_is_named_with_those_that_it_has(desk: Path, capsys):
    assert new("../schools.csv", "--declare", "series: {pupil: {unit: person}}") == 2
    told = capsys.readouterr().err
    assert "no file has a measure 'pupil'" in told
    assert "did you mean 'pupils'? the measures: 'pupils', 'early_leavers'" in told
    assert list(desk.iterdir()) == []


def test_what_is_declared_twice_is_both_taken(desk: Path):
    title, plural = "series: {pupils: {title: Pupils enrolled}}", "series: {pupils: {plural: true}}"
    leavers = "series: {early_leavers: {title: Leavers}}"
    assert new("../schools.csv", "--declare", title, "--declare", plural, "--declare", leavers) == 0
    series = loaded(desk).config.datasets["schools"].series
    assert (series["pupils"].title, series["pupils"].plural) == ("Pupils enrolled", True)
    assert series["early_leavers"].title == "Leavers"


def test_of_two_files_each_takes_what_is_declared_of_its_own_measures(desk: Path):
    declared = "series: {pupils: {title: Pupils enrolled}, votes: {title: Votes cast}}"
    assert new("../schools.csv", "../votes.csv", "--period", "2024", "--declare", declared) == 0
    sets = loaded(desk).config.datasets
    assert sets["schools"].series["pupils"].title == "Pupils enrolled"
    assert sets["votes"].series["votes"].title == "Votes cast"
    assert "votes" not in sets["schools"].series
