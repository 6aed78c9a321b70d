"""Tables in the manner of offices: budgets, hospitals, pupils, elections, codes of SDMX."""

import io

import openpyxl
import pytest

from briefing.data.recognition.recognised import Metadata
from briefing.data.recognition.recognising import recognise
from briefing.data.recognition.source_said import title_said
from briefing.data.recognition.units_said import unit_in

BUDGET = """\
Public finances aggregates
,£ billion
,Net borrowing,Current deficit,Total managed expenditure
2022-23,128.3,99.1,1154.2
2023-24,131.1,72.9,1221.5
2024-25,148.4,75.8,1284.0
"""
FUELS = """\
Electricity by fuel
,GWh
,Coal,Gas,Wind
2022,51,99,80
2023,40,98,82
2024,30,90,95
"""


def of(text: str, path: str = "data/table.csv"):
    return recognise(path, text.encode())


def test_columns_of_what_is_measured_are_measures_and_no_members():
    found = of(BUDGET)
    assert found.dimension == {}
    assert [one.title for one in found.measures] == [
        "Net borrowing", "Current deficit", "Total managed expenditure",
    ]  # fmt: skip
    assert {one.unit for one in found.measures} == {"billion GBP"}
    assert [*of(FUELS).measures[0].members] == ["Coal", "Gas", "Wind"]


def test_codes_of_sex_are_words_and_no_units():
    text = "unit,sex,geo,TIME_PERIOD,OBS_VALUE\n" + "".join(
        f"PC_ACT,{sex},{geo},{year},{value}\n"
        for sex, value in (("T", 5.1), ("M", 4.9), ("F", 5.3))
        for geo in ("AT", "BE", "DE")
        for year in (2023, 2024)
    )
    found = of(text, "data/une_rt_a.csv")
    assert [one.title for one in found.measures] == [
        "une rt a, total", "une rt a, men", "une rt a, women",
    ]  # fmt: skip
    assert {one.unit for one in found.measures} == {"percent"}
    (asked,) = found.questions
    assert (asked.about, asked.is_blocking) == ("title", False)


def test_one_column_of_single_letters_says_no_unit():
    text = "sex,year,value\nT,2023,1.5\nM,2023,1.25\nT,2024,1.75\nM,2024,1.5\n"
    assert not of(text).is_sure


@pytest.mark.parametrize(
    ("above", "period"),
    [
        ("Period:,October 2025", "October 2025"),
        ("Results of the election of 4 July 2024", "4 July 2024"),
        ("Votes by party 2019 to 2024", ""),
        ("Votes since 2019", ""),
        ("Votes by party", ""),
    ],
)
def test_the_one_period_above_a_table_is_that_of_all_its_rows(above: str, period: str):
    found = of(f"{above}\n\nParty,Votes,Seats\nA,512,30\nB,340,20\nC,99,4\n")
    assert found.period == period
    assert found.is_sure is bool(period)
    assert bool(found.remarks) is bool(period)


def test_hospitals_are_members_and_their_regions_are_not():
    rows = "".join(
        f"R{n}A,{region},Hospital {n},{n * 31 + 70},{n * 30 + 71}\n"
        for n, region in enumerate(("London", "South East", "London", "North West"))
    )
    found = of(f"Code,Region,Name,Admissions 2024,Admissions 2025\n{rows}")
    assert found.dimension == {"column": "Name"}


def test_thousands_of_what_is_counted_are_thousands():
    found = of("time_period,region_name,pupils_thousand\n202324,London,1.5\n202425,London,1.25\n")
    assert [(one.title, one.unit) for one in found.measures] == [("Pupils", "thousand person")]


def test_a_title_with_words_that_tell_a_unit_stays():
    text = 'Year,"Births per 1,000 women",Percentage of births at home (%)\n'
    titles = [one.title for one in of(f"{text}2023,1.5,2.5\n2024,1.25,2.25\n").measures]
    assert titles == ["Births per 1,000 women", "Percentage of births at home"]


def test_who_publishes_is_told_from_a_sentence():
    text = "Source: Births in England and Wales from the Office for National Statistics\n"
    found = of(f"{text}Year,Births (person)\n2023,51\n2024,53\n")
    assert found.source["publisher"] == "Office for National Statistics"


def test_a_digit_that_ran_into_a_title_is_the_mark_of_a_note_below():
    text = "Year,Net debt1,PM10\n2023,51,4\n2024,53,4\n"
    noted = of(f"{text}\n1 Excluding public banks.\n")
    assert [one.title for one in noted.measures] == ["Net debt", "PM10"]
    assert [one.title for one in of(text).measures] == ["Net debt1", "PM10"]


def test_a_cover_tells_the_title_of_the_publication():
    book = openpyxl.Workbook()
    book.active.title = "Cover_sheet"
    book.active.append(["Births in England and Wales: 2023"])
    sheet = book.create_sheet("Table_1")
    for row in (["Year", "Births (person)"], [2022, 605479], [2023, 591072]):
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    found = recognise("data/b.xlsx", stream.getvalue())
    assert found.source["title"] == "Births in England and Wales"


def workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_formulas_without_results_are_told_once_with_their_first_cell():
    rows = [[2021, "=1+1"], [2022, "=B2*2"], [2023, "=B3*2"]]
    found = recognise("data/b.xlsx", workbook(["Year", "Beds (item)"], *rows))
    (question,) = found.questions
    assert (
        "'=1+1' is a formula whose result is not stored, and so are 2 cells more" in question.text
    )
    assert (question.place.line, question.place.column) == (2, 2)
    assert not found.is_sure


def test_blank_rows_at_the_end_cost_nothing_and_change_nothing():
    text = "Year,Births (person)\n2022,51\n2023,53\n"
    found = of(text)
    for end in (",\n" * 50_000, " , \r\n" * 3, "\n\n\n"):
        again = of(text + end)
        assert (again.rows, again.last_row, again.measures) == (found.rows, 3, found.measures)
    kept = of('Year,Note,Births (person)\n2022,x,51\n2023,"a\n\n",53\n,,\n,,\n')
    assert kept.rows == 2


def test_formats_of_money_are_seen_where_a_helper_column_goes_on_below():
    rows: list[list[object]] = [[2001 + n, 101956 + 31 * n, 66.2 + n, 100] for n in range(12)]
    rows += [[None, None, None, 100] for _ in range(200)]
    book = openpyxl.Workbook()
    for row in (["Year", "Standardised Price", "HPI"], *rows):
        book.active.append(row)
    for n in range(2, 14):
        book.active.cell(n, 2).number_format = '"£"#,##0'
    stream = io.BytesIO()
    book.save(stream)
    units = {one.title: one.unit for one in recognise("data/b.xlsx", stream.getvalue()).measures}
    assert units == {"Standardised Price": "GBP", "HPI": "index"}


@pytest.mark.parametrize(
    ("header", "unit", "title"),
    [
        ("Central government debt £m", "million GBP", "Central government debt"),
        ("Output €bn", "billion EUR", "Output"),
        ("£m of debt", "million GBP", "£m of debt"),
        ("Net debt: £m", "million GBP", "Net debt"),
    ],
)
def test_a_title_ends_before_its_unit(header, unit, title):
    said = unit_in(header)
    assert said is not None
    assert (said.unit, said.rest) == (unit, title)


@pytest.mark.parametrize("label", ["Important Notes", "Release Date", "Next release", "Contents"])
def test_a_label_without_a_text_is_no_title_of_a_source(label):
    rows = [Metadata(1, "", label), Metadata(2, "", "Births in the north")]
    assert title_said(rows) == "Births in the north"
