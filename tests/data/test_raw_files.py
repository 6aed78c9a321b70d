"""Every raw file of both editions is read: what each cell became is counted, refusals are named."""

from fractions import Fraction
from pathlib import Path

import pytest
from raw_files import config_of, read, salient, world_2024

from briefing.core.interval import Interval
from briefing.core.period_notation import parse_period
from briefing.core.problems import Severity
from briefing.core.series import Dataset, Panel, ReadingCount, Series
from briefing.core.status import Status

VARIABLE = "'Variable, depending on type of product' is no number"
LARGE = "'Categorized as \"large\"' is no number"


def read_all(files, configure) -> tuple[int, ReadingCount, dict[tuple[str, str], int]]:
    count, refusals, number = ReadingCount(), {}, 0
    for path in sorted(files):
        dataset, log = read(path, configure(path))
        assert dataset is not None, path.name
        number += 1
        count += dataset.count
        for problem in (one for one in log.problems if one.severity is Severity.MISLEADING):
            key = (path.name, problem.message)
            refusals[key] = refusals.get(key, 0) + 1
        assert sum(n for (name, _), n in refusals.items() if name == path.name) == (
            dataset.count.refused
        )
    return number, count, refusals


def test_all_salient_files_of_2024(raw: Path):
    number, count, refusals = read_all((raw / "mcs2024/salient").glob("*.csv"), config_of)
    assert number == 85
    assert count == ReadingCount(plain=4083, qualified=227, without_value=373, refused=11)
    assert refusals == {
        ("mcs2024-gypsu_salient.csv", LARGE): 1,
        ("mcs2024-stond_salient.csv", VARIABLE): 10,
    }


def test_all_salient_files_of_2025(raw: Path):
    number, count, refusals = read_all((raw / "mcs2025/salient").glob("*.csv"), config_of)
    assert number == 85
    assert count == ReadingCount(plain=4146, qualified=238, without_value=361, refused=10)
    assert refusals == {("mcs2025-stond_salient.csv", VARIABLE): 10}


def test_all_world_files_of_2024(raw: Path):
    number, count, refusals = read_all((raw / "mcs2024/world").glob("*.csv"), world_2024)
    assert number == 77
    assert count.refused == 1
    assert refusals == {("mcs2024-gypsu_world.csv", LARGE): 1}


def world_2025(commodity: str, kind: str) -> dict:
    return {
        "source": "mcs",
        "path": "MCS2025_World_Data.csv",
        "where": {"COMMODITY": commodity, "TYPE": kind},
        "dimension": {"column": "COUNTRY", "total": "World total (rounded)"},
        "series": {
            "production": {
                "title": "Mine production",
                "unit": "t",
                "range": [0, None],
                "columns": {
                    "2023": "PROD_2023",
                    "2024": {"column": "PROD_EST_ 2024", "status": "E"},
                },
            },
            "reserves": {"title": "Reserves", "unit": "t", "columns": {"2024": "RESERVES_2024"}},
        },
    }


def test_all_commodities_of_the_one_world_file_of_2025(raw: Path):
    import csv

    path = raw / "mcs2025/world/MCS2025_World_Data.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["COUNTRY"].strip()]
    tables = {(" ".join(r["COMMODITY"].split()), " ".join(r["TYPE"].split())) for r in rows}
    count, refused = ReadingCount(), []
    for commodity, kind in sorted(tables):
        dataset, log = read(path, world_2025(commodity, kind))
        assert dataset is not None, (commodity, kind, list(log))
        count += dataset.count
        refused += [str(problem) for problem in log.of(Severity.MISLEADING)]
    assert len({commodity for commodity, _ in tables}) == 77
    assert count.plain + count.qualified + count.without_value + count.refused == 3 * len(rows)
    assert count.refused == len(refused)
    assert [one for one in refused if "stands twice" not in one] == []


@pytest.fixture
def rare_earths(raw: Path) -> Dataset:
    path = raw / "mcs2025/salient/mcs2025-rareee_salient.csv"
    dataset, log = read(path, salient(path))
    assert dataset
    assert [one.place.column for one in log] == [5, 11]  # two real jumps of 2024, and no refusal
    return dataset


def series_of(dataset: Dataset, title: str) -> Series:
    found = [s for s in dataset.measures.values() if isinstance(s, Series) and s.title == title]
    assert len(found) == 1
    return found[0]


def test_a_bound_in_percent_reaches_to_one_hundred(rare_earths: Dataset):
    reliance = series_of(rare_earths, "NIR_Compounds-Metals_t")
    fact = reliance.facts[parse_period(2023)]
    assert fact.quantity.value is None
    assert fact.quantity.bounds == Interval(Fraction(95), Fraction(100), low_open=True)
    assert fact.origin.text == ">95"
    assert (fact.spot.row, fact.spot.column) == (5, 21)


def test_net_exporter_is_a_bound_and_not_a_number(rare_earths: Dataset):
    concentrate = series_of(rare_earths, "NIR_Concentrate_t")
    assert concentrate.facts[parse_period(2024)].quantity.bounds == Interval(None, Fraction(0))


def test_withheld_is_never_zero(raw: Path):
    path = raw / "mcs2025/salient/mcs2025-lithium_salient.csv"
    dataset, _ = read(path, salient(path))
    fact = series_of(dataset, "USprod_t").facts[parse_period(2024)]
    assert fact.quantity.status is Status.SUPPRESSED
    assert fact.quantity.value is None


@pytest.mark.parametrize(
    ("file", "row", "column", "bounds"),
    [
        ("mcs2024-zeoli_salient.csv", 2, 9, (50, 300)),
        ("mcs2024-quartz_salient.csv", 5, 7, (500, 17000)),
        ("mcs2024-niobi_salient.csv", 2, 7, (-84, -84)),
        ("mcs2024-coppe_salient.csv", 5, 7, (150, 150)),
    ],
)
def test_odd_cells_are_read_right(raw: Path, file: str, row: int, column: int, bounds):
    path = raw / "mcs2024/salient" / file
    dataset, _ = read(path, salient(path))
    found = [
        fact
        for measure in dataset.measures.values()
        for fact in measure.facts.values()
        if (fact.spot.row, fact.spot.column) == (row, column)
    ]
    assert [(fact.quantity.bounds.low, fact.quantity.bounds.high) for fact in found] == [bounds]


def test_less_than_half_a_unit_lies_between_nothing_and_a_half(raw: Path):
    path = raw / "mcs2025/salient/mcs2025-coppe_salient.csv"
    dataset, _ = read(path, salient(path))
    fact = series_of(dataset, "Imports_Ores_kt").facts[parse_period(2024)]
    assert fact.quantity.bounds == Interval(Fraction(0), Fraction(1, 2), high_open=True)


def test_the_world_table_of_rare_earths(raw: Path):
    path = raw / "mcs2025/world/MCS2025_World_Data.csv"
    config = world_2025("Rare earths", "Mine production, rare-earth-oxide equivalent")
    dataset, log = read(path, config)
    production = dataset.measures["production"]
    assert isinstance(production, Panel)
    assert not len(log)
    assert production.total.facts[parse_period(2024)].quantity.value == 390000
    australia = production.members["Australia"].facts[parse_period(2024)]
    assert australia.quantity.value == 13000
    assert australia.quantity.status is Status.ESTIMATED
    assert "Russia" in production.members
    assert production.rest == ("Other Countries",)


def warnings_of(log) -> list[str]:
    return [f"{one.place}: {one.message}" for one in log.of(Severity.WARNING)]


def test_the_footnote_fused_to_the_cobalt_reserves_of_australia_is_found(raw: Path):
    path = raw / "mcs2024/salient/mcs2024-cobal_salient.csv"
    config = {**world_2024(path), "total": "World total (rounded)"}
    _, log = read(path, config)
    assert warnings_of(log) == [
        "mcs2024-cobal_salient.csv:3:7: Australia has 101,600,000 of 10,000,000 reserves_t in "
        "2023: looks like footnote 10 + 1,600,000"
    ]


def test_the_wrong_total_of_kaolin_is_found(raw: Path):
    path = raw / "mcs2025/world/MCS2025_World_Data.csv"
    kinds = kinds_of(path, "Clays")
    found = [one for kind in kinds for one in warnings_of(read(path, world_2025("Clays", kind))[1])]
    assert found == [
        "MCS2025_World_Data.csv:264:7: the total of mine production in 2024 is printed as 4,400, "
        "its parts add to 44,240; the largest is Other Countries with 9,900"
    ]


def kinds_of(path: Path, commodity: str) -> list[str]:
    import csv

    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["COMMODITY"].strip() == commodity]
    return sorted({" ".join(row["TYPE"].split()) for row in rows})


def test_few_other_tables_disagree_with_themselves(raw: Path):
    """Each of these was looked at: the printed total and the rows do differ, or it leaves a row without a value out (Mercury)."""
    path = raw / "mcs2025/world/MCS2025_World_Data.csv"
    found: dict[str, int] = {}
    set_aside: set[str] = set()
    import csv

    with path.open(encoding="utf-8-sig", newline="") as file:
        names = sorted({" ".join(row["COMMODITY"].split()) for row in csv.DictReader(file)} - {""})
    for commodity in names:
        for kind in kinds_of(path, commodity):
            log = read(path, world_2025(commodity, kind))[1]
            told = warnings_of(log)
            set_aside |= {one.split("'")[1] for one in told if "looks like a" in one}
            if told := [one for one in told if "looks like a" not in one]:
                found[commodity] = found.get(commodity, 0) + len(told)
    assert found == EXPECTED_DISAGREEMENTS
    assert set_aside
    assert all(one.startswith("World total") for one in set_aside), set_aside


EXPECTED_DISAGREEMENTS = {"Clays": 1, "Mercury": 1, "Talc, crude": 2}


def test_the_article_with_213000_tons_would_not_have_been_printed(tmp_path: Path):
    path = tmp_path / "world.csv"
    path.write_text(
        "country,y2023,y2024\nChina,255000,270000\nUnited States,41600,45000\nBurma,43000,31000\n"
        "Australia,16000,213000\nNigeria,7200,13000\nThailand,3600,13000\nRest,9600,9000\nWorld,376000,390000\n",
        encoding="utf-8",
    )
    config = {
        "source": "s", "dimension": "country", "total": "World",
        "series": {"p": {"title": "Mining", "unit": "t", "columns": {"2023": "y2023", "2024": "y2024"}}},
    }  # fmt: skip
    _, log = read(path, {**config, "path": path.name})
    assert warnings_of(log) == [
        "world.csv:5:3: Australia has 213,000 of 390,000 mining in 2024: "
        "looks like footnote 2 + 13,000"
    ]
