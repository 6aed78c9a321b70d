"""A file to what it holds, without any declaration."""

import io
import json

import openpyxl
import pytest

from briefing.data.recognition.recognised import Role
from briefing.data.recognition.recognising import recognise
from briefing.data.recognition.units_said import counted
from briefing.data.unreadable import UnreadableFile
from briefing.project.project_schema import DatasetConfig

SCHOOLS = b"""\
Year,County,Pupils (thousand persons),Spending (million EUR)
2022,Kent,245,1200.5
2022,Essex,238,1100.0
2023,Kent,247,1260.1
2023,Essex,241,1190.4
"""


def test_a_tidy_table_is_a_complete_declaration():
    found = recognise("data/schools.csv", SCHOOLS)
    assert [one.role for one in found.columns] == [
        Role.PERIOD, Role.MEMBER, Role.VALUE, Role.VALUE,
    ]  # fmt: skip
    assert found.is_sure
    assert found.declaration() == {
        "path": "data/schools.csv",
        "period": {"column": "Year"},
        "dimension": {"column": "County"},
        "series": {
            "pupils": {
                "title": "Pupils",
                "unit": "thousand person",
                "column": "Pupils (thousand persons)",
            },
            "spending": {
                "title": "Spending",
                "unit": "million EUR",
                "column": "Spending (million EUR)",
            },
        },
    }
    DatasetConfig.model_validate({"source": "x", **found.declaration()})


def test_what_a_percentage_is_of_is_declared_with_its_unit():
    found = recognise(
        "d.csv", b"Year,Debt (% of GDP),Turnout (%)\n2022,61.5,70.25\n2023,63.0,71.5\n"
    )
    debt, turnout = found.declaration()["series"].values()
    assert (debt["unit"], debt["of"]) == ("percent", "GDP")
    assert turnout["unit"] == "percent"
    assert "of" not in turnout


def test_a_unit_that_nothing_tells_is_asked_for():
    found = recognise("d.csv", b"Year,Beds\n2022,3.25\n2023,3.5\n")
    assert not found.is_sure
    assert [one.text for one in found.questions] == ["nothing tells the unit of 'Beds'"]


def test_semicolons_and_an_older_encoding_are_found_out():
    found = recognise("d.csv", "Jahr;Größe (percent)\n2022;1,5\n2023;2,5\n".encode("cp1252"))
    assert (found.encoding, found.delimiter) == ("cp1252", ";")
    assert found.declaration()["delimiter"] == ";"


def test_values_of_several_places_are_no_one_series():
    found = recognise("d.csv", b"Year,County,Beds (items)\n2022,Kent,4\n2023,Essex,5\n")
    assert found.dimension == {"column": "County"}


def test_header_rows_units_and_metadata_of_an_office_are_told_apart():
    table = """\
Table 4: Emissions by sector,,,
Release date,1 July 2025,,
Unit,kt,kt,%
Year,Industry,Transport,Change
2022,5,6,1.5
2023,7,8,2.5

Source: Environment Agency,,,
"""
    found = recognise("d.csv", table.encode())
    assert (found.header_rows, found.first_row, found.last_row) == ((4,), 5, 6)
    assert found.notes == ("Source: Environment Agency",)
    assert found.source == {
        "published": "2025-07-01",
        "publisher": "Environment Agency",
        "title": "Emissions by sector",
    }


def test_a_time_series_generator_has_titles_codes_and_units_in_rows():
    table = (
        b'"Title","Net debt","Rate of change"\n"CDID","AB12","CD34"\n"PreUnit","\xc2\xa3",""\n"Unit","m","%"\n'
        b'"Release Date","19-12-2025","19-12-2025"\n"2024","5","1.5"\n"2025","7","-0.5"\n"2025 Q1","7","-0.5"\n'
    )
    found = recognise("d.csv", table)
    assert found.declaration() == {
        "path": "d.csv",
        "header": 2,
        "rows": {"first": 6},
        "period": {"column": "CDID"},
        "series": {
            "ab12": {"title": "Net debt", "unit": "million GBP", "column": "AB12"},
            "cd34": {"title": "Rate of change", "unit": "percent", "column": "CD34"},
        },
    }  # fmt: skip


def test_packed_keys_members_and_a_unit_of_eurostat():
    table = b"freq,unit,geo\\TIME_PERIOD\t2022 \t2023 \nA,THS_T,AT\t5 b\t6 \nA,THS_T,BE\t: \t8 p\n"
    found = recognise("waste.tsv", table)
    assert found.split == {"column": "freq,unit,geo\\TIME_PERIOD", "into": ["freq", "unit", "geo"]}
    assert found.dimension == {"column": "geo"}
    assert [(one.unit, dict(one.columns)) for one in found.measures] == [
        ("kt", {"2022": 1, "2023": 2})
    ]


def test_further_dimensions_become_series():
    table = b"Year,Country,Sex,Rate (%)\n2023,Austria,Male,5\n2023,Austria,Female,4\n2023,Spain,Male,7\n2023,Spain,Female,8\n"
    found = recognise("d.csv", table)
    assert found.dimension == {"column": "Country"}
    assert [(one.name, one.where) for one in found.measures] == [
        ("rate_male", {"Sex": "Male"}), ("rate_female", {"Sex": "Female"}),
    ]  # fmt: skip


def test_members_in_headers_with_a_total():
    table = b"Table 1: Number of dwellings sold by type\nQuarter,Houses,Flats,Cottages,Total\n2023 Q1,5,6,1,12\n2023 Q2,7,8,2,17\n"
    found = recognise("d.csv", table)
    assert found.dimension == {"title": "Member", "total": "Total"}
    assert [(one.title, one.unit, list(one.members)) for one in found.measures] == [
        ("Number of dwellings sold by type", "item", ["Houses", "Flats", "Cottages", "Total"])
    ]


def test_notes_in_names_of_members_are_left_out():
    table = "Country,2023,2024\nAustria1,5,6\nT\u00fcrkiye [note 2],7,8\nEU27,9,9\nTotal (rounded)3,30,31\n"
    found = recognise("d.csv", table.encode())
    assert found.dimension["rename"] == {
        "Austria1": "Austria", "T\u00fcrkiye [note 2]": "T\u00fcrkiye", "Total (rounded)3": "Total (rounded)",
    }  # fmt: skip
    assert found.dimension["groups"] == ["EU27"]


def test_a_unit_that_its_title_contradicts_is_asked_for():
    found = recognise("d.csv", b"Year,Price_metal_kt,Imports_kt\n2022,5,6\n2023,7,8\n")
    assert [one.confidence > 0.5 for one in found.measures] == [False, True]
    assert "which 'Price metal' cannot be in" in found.questions[0].text
    assert list(found.declaration()["series"]) == ["imports"]


def test_months_in_another_language_are_no_members():
    found = recognise("d.csv", "Jahr;Monat;Index\n2024;Januar;117,6\n2024;März;118,1\n".encode())
    assert not found.is_sure
    assert "'Januar' in 'Monat' seems to be a part of the year" in found.questions[0].text


def test_a_table_whose_headers_are_shifted_is_asked_about():
    found = recognise("d.csv", b"Year,Imports_t,NIR_pct,\n2022,5,6,7\n2023,7,8,9\n")
    assert not found.is_sure
    assert "column 4 has numbers and no header: are the headers shifted?" in found.questions[0].text


TWO_TABLES = (
    b"Year,Births,Deaths\n2022,5,6\n2023,7,8\n\nTable B\nYear,Marriages,Divorces\n2022,1,2\n"
)


def test_of_two_tables_in_one_sheet_the_first_is_read_and_the_other_told():
    found = recognise("d.csv", TWO_TABLES)
    assert found.declaration()["rows"] == {"last": 3}
    assert found.remarks == ("another table begins in row 6; it is not read",)
    told = next(one for one in found.questions if one.about == "rows")
    assert (told.text, told.yaml, told.is_blocking) == (found.remarks[0], "header: 6", False)
    other = recognise("d.csv", TWO_TABLES, declared={"header": 6})
    assert [one.title for one in other.measures] == ["Marriages", "Divorces"]
    assert "rows" not in [one.about for one in other.questions]


def test_declared_keys_hold_and_silence_their_questions():
    table = b"Year,Region,Type,Beds\n2023,Kent,a,5.25\n2023,Kent,b,6.25\n2023,Essex,a,7.25\n"
    declared = {"where": {"Type": "a"}, "series": {"beds": {"unit": "m"}}}
    found = recognise("d.csv", table, declared=declared)
    assert found.is_sure
    assert [(one.name, one.unit, one.where) for one in found.measures] == [("beds", "m", {})]


def _workbook():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Prices"
    for row in (["Year", "Mean price", "Sold (items)"], [2022, 250000, 5], [2023, 260000, 6]):
        sheet.append(row)
    for number in (2, 3):
        sheet.cell(number, 2).number_format = '"£"#,##0'
    return book, sheet


def _bytes(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_number_format_tells_the_currency_and_what_is_hidden_is_told():
    book, sheet = _workbook()
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    book.create_sheet("Draft").sheet_state = "hidden"
    found = recognise("d.xlsx", _bytes(book))
    assert [(one.title, one.unit) for one in found.measures] == [
        ("Mean price", "GBP"),
        ("Sold", "item"),
    ]
    assert found.hidden == (
        "hidden sheets: Draft", "hidden rows, read all the same: 3", "hidden columns, read all the same: C",
    )  # fmt: skip


def test_of_several_sheets_with_tables_one_is_asked_for():
    book, sheet = _workbook()
    book.copy_worksheet(sheet).title = "Rents"
    found = recognise("d.xlsx", _bytes(book))
    assert (found.sheet, list(found.sheets)) == ("Prices", ["Rents"])
    assert [(one.about, one.yaml) for one in found.questions] == [("sheet", "sheet: Prices")]
    assert recognise("d.xlsx", _bytes(book), sheet="Rents").is_sure


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (_bytes(openpyxl.Workbook()), "it is empty"),
        (b"a,b\nx,y\n", "it holds no table: no row of headers with numbers below it"),
    ],
)
def test_what_holds_no_table_is_told(content, said):
    with pytest.raises(UnreadableFile, match=said):
        recognise("d.xlsx" if content[:2] == b"PK" else "d.csv", content)


def test_a_table_of_too_many_columns_is_refused_at_once():
    wide = ",".join(map(str, range(20_000)))
    with pytest.raises(UnreadableFile, match="its table has 20,000 columns"):
        recognise("d.csv", f"{wide}\n{wide}\n".encode())


def test_a_table_with_numbers_in_its_first_row_alone_is_a_table():
    found = recognise(
        "d.csv", b"Country,Prod_kt_2022,Prod_kt_2023\nAustria,5,6\nSpain,NA,NA\nWorld total,NA,NA\n"
    )
    assert [(one.unit, list(one.columns)) for one in found.measures] == [("kt", ["2022", "2023"])]


def test_codes_of_areas_and_marks_of_notes_beside_years_leave_a_table_one():
    """As statistical offices publish workbooks: a title, a code of each area, notes in headers."""
    years = ["2021", "2022", "2023 [note 1]"]
    book = openpyxl.Workbook()
    book.active.title = "Cover"
    book.active.append(["Date of publication: 12 March 2024"])
    sheet = book.create_sheet("1")
    for row in (
        ["Table 1: Live births by region, 2021 to 2023 [note 1][note 2]"],
        ["Source: Statistics Nordland, Births, March 2024"],
        ["Region", "Area code", *years],
        ["North East [note 1, note 2]", "E12000001", 25001, 24900, 24320],
        ["London", "E12000007", 110002, "[x]", 104252],
    ):
        sheet.append(row)
    found = recognise("births.xlsx", _bytes(book))
    assert (found.sheet, found.header_rows) == ("1", (3,))
    assert found.dimension == {
        "column": "Region", "rename": {"North East [note 1, note 2]": "North East"},
    }  # fmt: skip
    (births,) = found.measures
    assert births.title == "Live births by region"
    assert births.columns == {"2021": 2, "2022": 3, "2023": 4}
    assert found.source == {
        "publisher": "Statistics Nordland",
        "published": "2024-03-12",
        "title": "Live births by region",
    }


def test_school_years_without_a_stroke_and_the_day_of_an_export_are_read():
    table = (
        "LAST UPDATE,time_period,pupils\n25/01/24 23:00:00,202122,51\n25/01/24 23:00:00,202223,52\n"
    )
    found = recognise("d.csv", table.encode())
    assert found.period == {"column": "time_period"}
    assert [one.title for one in found.measures] == ["pupils"]
    assert found.source == {"published": "2024-01-25"}


def test_years_with_a_unit_in_brackets_are_headers():
    text = "Area,2022 (£m),2023 (£m)\nKent,51,53\nEssex,40,41\nDevon,30,29\n"
    found = recognise("data/spending.csv", text.encode())
    assert found.first_row == 2
    (measure,) = found.measures
    assert (measure.title, measure.unit) == ("Spending", "million GBP")
    assert [*measure.columns] == ["2022", "2023"]


PUBLIC_FINANCES = [
    ["PSF1: Public sector summary"],
    ["£ million, not seasonally adjusted"],
    [],
    ["", "Current budget", "", "Net borrowing", "", "Net debt", ""],
    ["Year", "Receipts", "Spending", "Central", "Public sector", "£ billion", "% of GDP"],
    ["identifier", "ANBV", "ANLP", "NMFJ", "J5II", "HF6W", "HF6X"],
    ["2022/23", 550, 640, 80, 90, 900.1, 60.5],
    ["2023/24", 560, 645, 81, 85, 970.2, 62.0],
    ["2024/25", 570, 651, 82, 81, 999.3, 63.1],
]


def test_groups_above_titles_above_codes_are_part_of_the_titles():
    book = openpyxl.Workbook()
    for row in PUBLIC_FINANCES:
        book.worksheets[0].append(row)
    stream = io.BytesIO()
    book.save(stream)
    found = recognise("d.xlsx", stream.getvalue())
    assert [(one.name, one.title, one.unit) for one in found.measures] == [
        ("anbv", "Current budget, Receipts", "million GBP"),
        ("anlp", "Current budget, Spending", "million GBP"),
        ("nmfj", "Net borrowing, Central", "million GBP"),
        ("j5ii", "Net borrowing, Public sector", "million GBP"),
        ("hf6w", "Net debt", "billion GBP"),
        ("hf6x", "Net debt, % of GDP", "percent"),
    ]


def test_measures_in_several_units_are_no_one_series_though_members_tell_rows_apart():
    text = (
        "Country,Statistic,Unit,Year,Value\n"
        "Chile,Mine production,Metric tons,2023,5\nPeru,Mine production,Metric tons,2023,7\n"
        "Chile,Mine production,Metric tons,2024,6\nPeru,Mine production,Metric tons,2024,8\n"
        "United States,Price,USD per tonne,2023,90\nUnited States,Price,USD per tonne,2024,95\n"
    )
    found = recognise("d.csv", text.encode())
    assert [(one.title, one.unit) for one in found.measures] == [
        ("Mine production", "t"), ("Price", "USD/t"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("Births per 1,000 people", "per 1000"),
        ("Receipts (£ million, current prices)", "million GBP"),
        ("Pupils (persons, not seasonally adjusted)", "person"),
        ("Waste, thousand tonnes", "kt"),
    ],
)
def test_units_are_read_whatever_is_added_to_them(header, unit):
    found = recognise("d.csv", f'Year,"{header}"\n2023,5.5\n2024,6.5\n'.encode())
    assert [one.unit for one in found.measures] == [unit]


def test_a_part_is_named_with_what_it_is_a_part_of():
    text = "Year,Live births,of which: over 40,of which: twins\n2023,50,5,2\n2024,60,6,3\n"
    assert [one.title for one in recognise("d.csv", text.encode()).measures] == [
        "Live births", "Live births, of which: over 40", "Live births, of which: twins",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("mult", "unit"), [("6", "million USD"), ("0", "USD"), ("3", "thousand USD")]
)
def test_the_multiplier_of_sdmx_scales_the_unit(mult, unit):
    rows = "".join(
        f"{area},{year},5,A,USD,{mult},1\n" for area in ("AUS", "CAN") for year in (2023, 2024)
    )
    head = "REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MEASURE,UNIT_MULT,DECIMALS\n"
    assert [one.unit for one in recognise("d.csv", (head + rows).encode()).measures] == [unit]


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("General election 2021: results by constituency", "2021"),
        ("Source: Electoral Commission, 2021", ""),
        ("Next edition: 2021", ""),
    ],
)
def test_a_title_with_a_colon_says_the_period(title, period):
    text = f'"{title}"\n\nConstituency,Votes,Turnout (%)\nKent,500,61.5\nEssex,450,60.5\n'
    assert recognise("d.csv", text.encode()).period == period


JSON_STAT = {
    "class": "dataset",
    "label": "Live births by region, sex and year",
    "source": "Statistics Agency",
    "updated": "2025-03-04",
    "id": ["region", "ContentsCode", "time"],
    "size": [2, 2, 2],
    "role": {"time": ["time"], "metric": ["ContentsCode"]},
    "dimension": {
        "region": {"label": "region", "category": {"index": ["1", "2"], "label": {"1": "Kent", "2": "Essex"}}},
        "ContentsCode": {
            "label": "contents",
            "category": {
                "index": ["B", "R"],
                "label": {"B": "Live births", "R": "Births per 1,000 people"},
                "unit": {"B": {"base": "persons"}, "R": {"base": "per 1,000 people"}},
            },
        },
        "time": {"label": "year", "category": {"index": ["2023", "2024"]}},
    },
    "value": [500, 510, 9.5, 9.6, 400, 410, 8.5, 8.4],
}  # fmt: skip


def test_labels_units_and_source_of_json_stat_are_used():
    found = recognise("d.json", json.dumps(JSON_STAT).encode())
    assert [(one.title, one.unit) for one in found.measures] == [
        ("Live births", "person"), ("Births per 1,000 people", "per 1000"),
    ]  # fmt: skip
    assert found.source == {
        "title": "Live births by region, sex and year",
        "publisher": "Statistics Agency",
        "published": "2025-03-04",
    }
    assert found.is_sure


def test_what_a_series_is_by_leaves_its_title_where_the_rows_above_fix_it():
    rows = (
        "Dataset: Unemployment by sex and age – annual data\nSex: Total\nAge class: From 15 to 74\n"
        "Unit of measure: Percentage\n\nDate,Austria,Belgium,Spain\n2023,5.1,5.5,12.2\n2024,5.2,5.6,11.4\n"
    )
    assert [one.title for one in recognise("d.csv", rows.encode()).measures] == ["Unemployment"]
    assert (
        "by sex" in recognise("d.csv", rows.replace("Sex: Total\n", "").encode()).measures[0].title
    )


def test_years_that_stand_below_each_of_several_headers_are_headers():
    rows = (
        "Table 2: Births by area\n\nArea,Live births,,Crude rate (%),\n,2023,2024,2023,2024\n"
        "Kent,50,51,9.5,9.4\nEssex,40,42,8.5,8.6\n"
    )
    found = recognise("d.csv", rows.encode())
    assert (found.header_rows, found.first_row) == ((3, 4), 5)
    assert [(one.title, dict(one.columns)) for one in found.measures] == [
        ("Live births", {"2023": 1, "2024": 2}), ("Crude rate", {"2023": 3, "2024": 4}),
    ]  # fmt: skip


def test_notes_that_say_how_sure_values_are_are_their_status():
    rows = "Year,Output (t),Notes\n2022,5,\n2023,6,provisional\n2024,7,Estimated\n"
    found = recognise("d.csv", rows.encode())
    assert found.status == ({"column": "Notes"},)
    assert found.is_sure
    other = recognise("d.csv", rows.replace("Estimated", "Estimated from imports").encode())
    assert other.notes_column == 2


def test_the_day_of_publication_is_read_without_a_colon():
    rows = "Births in Kent\nPublished 14 March 2025\n\nYear,Births\n2022,5\n2023,6\n"
    assert recognise("d.csv", rows.encode()).source["published"] == "2025-03-14"


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("Number of transactions", "item"),
        ("Property transactions", "item"),
        ("LA Finance: Total transactions in assets #m", ""),
        ("Transactions in other debt", ""),
        ("Dwellings #bn", ""),
    ],
)
def test_what_is_counted_is_told_from_money_whose_sign_was_lost(title: str, unit: str):
    assert counted(title) == unit


DAYS = b"""\
Month,Region,Waiting over 52 weeks,Full time,Week ending,Waiting over 1 year,Publication year
2025-01,North,31497,41000,45690,1950,2024
2025-01,South,28103,39000,45690,1890,2024
2025-02,North,31012,41500,45718,1931,2025
2025-02,South,27998,39200,45718,1888,2025
"""


def test_numbers_below_a_header_of_how_long_are_no_dates():
    found = recognise("d.csv", DAYS)
    assert [one.role for one in found.columns] == [
        Role.PERIOD, Role.MEMBER, Role.VALUE, Role.VALUE, Role.LABEL, Role.VALUE, Role.LABEL,
    ]  # fmt: skip
    assert "another period than 'Month'" in found.columns[4].reason


@pytest.mark.parametrize("header", ["Week ending", "Date", "Reference month", "Period (yyyymm)"])
def test_numbers_below_a_header_that_says_when_are_dates(header):
    rows = "202401,5.25\n202402,5.5\n202403,5.75\n" if "m" in header else "45690,5.25\n45697,5.5\n"
    found = recognise("d.csv", f"{header},Rate (%)\n{rows}".encode())
    assert found.columns[0].role is Role.PERIOD


def test_a_header_of_how_long_is_no_period_where_there_is_no_other():
    found = recognise("d.csv", b"Region,Full time\nNorth,41000\nSouth,39000\nEast,32100\n")
    assert [one.role for one in found.columns] == [Role.MEMBER, Role.VALUE]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Municipal accounts, million euro", "Municipal accounts"),
        ("Exports of goods (thousand EUR)", "Exports of goods"),
        ("Million euro accounts of towns", "Million euro accounts of towns"),
        ("Consumer price index of all items", "Consumer price index of all items"),
        ("Accounts of all municipalities", "Accounts of all municipalities"),
    ],
)
def test_the_title_of_a_publication_is_told_without_the_unit_of_its_figures(line, title):
    rows = f'"{line}"\n\nTown,2022,2023\nAarlo,1.5,2.5\nCelle,3.5,4.5\n'
    assert recognise("d.csv", rows.encode()).source["title"] == title
