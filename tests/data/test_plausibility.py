"""Jumps, negative amounts, impossible shares, units that changed: found in made and in real tables."""

import math
from pathlib import Path
from statistics import median

import pytest
from raw_files import config_of, read
from small_projects import tried

import briefing
from briefing.app.cli import main as cli
from briefing.core.problems import Severity

LONG = {
    "source": "s",
    "path": "long.csv",
    "period": {"column": "year"},
    "series": {"x": {"column": "x", "title": "Imports", "unit": "t"}},
}


def told(folder: Path, values: list[object], **series: object) -> list[str]:
    rows = "".join(f"{2018 + index},{value}\n" for index, value in enumerate(values))
    (folder / "long.csv").write_text(f"year,x\n{rows}", encoding="utf-8")
    config = {**LONG, "series": {"x": {**LONG["series"]["x"], **series}}}
    _, log = read(folder / "long.csv", config)
    return [f"{one.place}: {one.message}" for one in log.of(Severity.WARNING)]


def test_a_tenfold_jump_is_told_with_its_usual_value(tmp_path: Path):
    assert told(tmp_path, [130, 160, 150, 140, 2130]) == [
        "long.csv:6:2: Imports in 2022 is 2,130, 15 times above its usual 140"
    ]
    assert told(tmp_path, [1734, 1296, 6, 1506]) == [
        "long.csv:4:2: Imports in 2020 is 6, 251 times below its usual 1,500"
    ]


@pytest.mark.parametrize(
    "values",
    [
        [100, 120, 90, 400],  # fourfold is no slip of the unit
        [1, 10, 100, 1000, 10000],  # a series that always grows tenfold
        [10, 2000, 3, 900, 8000],  # one that jumps all the time
        [5, 5000],  # too short to tell
    ],
)
def test_lively_series_are_left_alone(tmp_path: Path, values):
    assert told(tmp_path, values) == []


def test_rates_near_nothing_are_no_jumps(tmp_path: Path):
    assert told(tmp_path, [3.4, 5.1, 4.2, 0.1], unit="percent", title="Bill rate") == []


def test_a_balance_near_nothing_is_no_jump(tmp_path: Path):
    assert told(tmp_path, [-7, 6.4, 6, 0.4, 7], unit="million GBP") == []
    assert told(tmp_path, [7, 6.4, 6, 0.4, 7], unit="million GBP", kind="balance") == []
    assert len(told(tmp_path, [7, 6.4, 6, 0.4, 7], unit="million GBP")) == 1
    assert len(told(tmp_path, [-7, 6.4, 6, 640, 7], unit="million GBP")) == 1


def test_a_lone_negative_amount_is_told(tmp_path: Path):
    assert told(tmp_path, [4, 5, -4, 6]) == [
        "long.csv:4:2: Imports in 2020 is −4, and an amount of t cannot be negative"
    ]
    assert told(tmp_path, [4, 5, -4, 6], title="Change of stocks") == []
    assert told(tmp_path, [4, 5, -4, 6], kind="balance") == []
    assert told(tmp_path, [4, 5, -4, 6], title="Migration surplus", unit="person") == []
    assert told(tmp_path, [4, 5, -4, 6], unit="million USD") == []
    assert told(tmp_path, [-4, -5, -4, 6]) == []


def test_a_share_beyond_the_whole_is_told(tmp_path: Path):
    found = told(tmp_path, [40, 110], unit="percent", title="Share of imports")
    assert found == [
        "long.csv:3:2: Share of imports in 2019 is 110%, and a share lies between 0 and 100"
    ]
    assert told(tmp_path, [40, 110], unit="percent", title="Growth") == []


def test_the_jumps_in_all_salient_tables_are_few_enough_to_read(raw: Path):
    """Each was looked at. Nickel stocks of 6 t stand between 1,296 t and 1,506 t: a slip."""
    found = []
    for edition in ("mcs2024", "mcs2025"):
        for path in sorted((raw / edition / "salient").glob("*.csv")):
            _, log = read(path, config_of(path))
            found += [
                f"{one.place}"
                for one in log.of(Severity.WARNING)
                if "its usual" in one.message or "negative" in one.message
            ]
    assert "mcs2024-nicke_salient.csv:5:19" in found
    assert "mcs2025-nicke_salient.csv:4:20" in found
    assert len(found) == 12


def test_a_value_found_right_is_accepted_with_its_reason(project: Path, capsys):
    path = project / "data/world.csv"
    path.write_text(path.read_text().replace("Australia,16,13", "Australia,16,199"), "utf-8")
    assert cli.main(["check", "--project", str(project)]) == 0
    assert "world.csv:6:3: the total of world mining in 2024" in capsys.readouterr().err
    shared = project / "config/project.yaml"
    accepted = "    accepted: [{series: mined, member: World, period: 2024, reason: looked at}]\n"
    shared.write_text(shared.read_text() + accepted, encoding="utf-8")
    (brief,) = briefing.check_all(project=project, strict=True)
    assert [check.findings for check in brief.document.checks] == [0] * len(brief.document.checks)


def test_what_is_accepted_and_not_doubted_is_told(project: Path, capsys):
    shared = project / "config/project.yaml"
    accepted = "    accepted: [{series: mined, member: China, period: 2024, reason: looked at}]\n"
    shared.write_text(shared.read_text() + accepted, encoding="utf-8")
    assert cli.main(["check", "--project", str(project)]) == 0
    assert "project.yaml:17:16: no check doubts world.mined in 2024" in capsys.readouterr().err


def test_a_unit_that_changed_between_editions_is_told(project: Path, capsys):
    (project / "data/old.csv").write_text(
        "year,output,reliance\n2022,400000,>95\n2023,416000,>95\n", encoding="utf-8"
    )
    shared = project / "config/project.yaml"
    text = shared.read_text()
    block = text[text.index("  us:") : text.index("  world:")]
    older = block.replace("  us:", "  old:").replace("source: book", "source: first")
    text = text.replace(
        "sources:\n", "sources:\n  first: {title: One, publisher: H, licence: CC0}\n"
    )
    shared.write_text(text + older.replace("data/us.csv", "data/old.csv"), encoding="utf-8")
    brief = project / "config/small.yaml"
    brief.write_text(
        brief.read_text().replace(
            "metrics:\n", "metrics:\n  before: {value: old.output, period: 2023}\n"
        )
    )
    assert cli.main(["check", "--project", str(project)]) == 0
    told = capsys.readouterr().err
    assert "by a factor of 1,000" in told
    assert "the unit seems to have changed" in told


def test_an_accepted_series_that_is_not_there_is_told(project: Path, capsys):
    shared = project / "config/project.yaml"
    accepted = "    accepted: [{series: minde, member: World, period: 2024, reason: looked at}]\n"
    shared.write_text(shared.read_text() + accepted, encoding="utf-8")
    assert cli.main(["check", "--project", str(project)]) == 2
    assert "there is no series 'minde' (did you mean 'mined'?)" in capsys.readouterr().err


def test_a_part_that_alone_exceeds_the_total_is_told(project: Path, capsys):
    path = project / "data/world.csv"
    path.write_text("country,y2023,y2024\nChina,255,121600\nChad,W,W\nWorld,380,3700\n", "utf-8")
    assert cli.main(["check", "--project", str(project)]) == 2
    assert "China has more than the total of 'world.mined'" in capsys.readouterr().err


def test_figures_printed_alike_did_not_move(project: Path):
    shared = project / "config/project.yaml"
    shared.write_text(
        shared.read_text().replace(
            "title: U.S. output, unit: t", "title: U.S. output, unit: t, digits: 0"
        )
    )
    path = project / "data/us.csv"
    path.write_text("year,output,reliance\n2023,40.12,>95\n2024,40.33,80\n", encoding="utf-8")
    (brief,) = briefing.check_all(project=project)
    from briefing.core.text_nodes import plain

    assert plain(brief.document.title) == "Output was about unchanged"


def test_only_what_no_median_of_the_others_excuses_is_looked_at_closely(tmp_path: Path):
    """The quick look passes over nothing that the slow one finds, with an even and an odd number."""
    for values in (
        [1, 2, 900, 1000, 1100],
        [1, 2, 900, 1000, 1100, 1200],
        [5, 5, 5, 50],
        [5, 5, 5, 49],
    ):
        sizes = [math.log10(one) for one in values]
        others = [[*sizes[:at], *sizes[at + 1 :]] for at in range(len(sizes))]
        expected = [
            value
            for value, size, rest in zip(values, sizes, others, strict=True)
            if abs(size - median(rest)) >= 1
            and abs(size - median(rest))
            >= 5 * 1.4826 * max(0.02, median(abs(one - median(rest)) for one in rest))
        ]
        found = [one for one in told(tmp_path, values) if "its usual" in one]
        assert len(found) == len(expected)
        assert all(f" is {value}, " in one for value, one in zip(expected, found, strict=True))


def test_growth_over_decades_is_no_jump(tmp_path: Path):
    growing = [round(20 * 1.12**year) for year in range(40)]
    assert growing[-1] > 50 * growing[0]
    assert told(tmp_path, growing) == []
    (last,) = told(tmp_path, [*growing[:-1], 1000 * growing[-1]])
    assert "2057" in last


def test_values_in_another_unit_are_told_to_the_last(tmp_path: Path):
    found = told(tmp_path, [130, 160, 150, 140, 155, 145_000, 148_000])
    assert [one.split(" in ")[1][:4] for one in found] == ["2023", "2024"]


def test_doubts_of_one_series_for_one_reason_are_told_once(tmp_path: Path):
    values = [-4 if year % 4 == 0 else 100 + year for year in range(12)]
    rows = "".join(f"{2010 + index},{value}\n" for index, value in enumerate(values))
    (tmp_path / "long.csv").write_text(f"year,x\n{rows}", encoding="utf-8")
    _, log = read(tmp_path / "long.csv", LONG)
    (one,) = (one for one in log if one.code == "negative-amount")
    assert one.count == 3
    assert [str(place.place) for place in one.also] == ["long.csv:6:2", "long.csv:10:2"]


@pytest.mark.parametrize(
    ("title", "values", "is_doubted"),
    [
        ("Literacy", "95 96 195", True),
        ("Inflation", "2.5 -0.3 1.1", False),
        ("Gross debt (% of GDP)", "60 120 80", False),
        ("Debt as a share of GDP", "60 120 80", False),
        ("GDP growth", "1 -2 3", False),
        ("Coverage", "110 104 120", False),
    ],
)
def test_percentages_of_members_that_are_no_parts_are_not_doubted(
    tmp_path: Path, title: str, values: str, *, is_doubted: bool
):
    rows = "".join(f"2024,P{n},{one}\n" for n, one in enumerate(values.split()))
    project = (
        "datasets: {d: {source: s, path: data/d.csv, period: {column: Year}, dimension: Place, series: "
        f"{{x: {{column: X, unit: percent, title: {title}}}}}}}}}\n"
    )
    brief = "title: T\nperiod: 2024\nmetrics: {x: {value: 'd.x[P0]'}}\nkey_figures: [x]\n"
    found = tried(tmp_path, f"Year,Place,X\n{rows}", project, brief)
    assert any("a share lies" in str(one) for one in found.told) is is_doubted
