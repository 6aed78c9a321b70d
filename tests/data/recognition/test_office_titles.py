"""What is an attribute of a series leaves its title, and titles stay apart."""

import pytest

from briefing.data.recognition.office_titles import plain_titles


@pytest.mark.parametrize(
    ("title", "plain", "said"),
    [
        ("PC Finance: Total transactions in assets #m", "PC Finance: Total transactions in assets", {}),
        ("CPIH INDEX 00: ALL ITEMS 2015=100", "CPIH index: all items", {}),
        (
            "General Government Net Borrowing as a %GDP: CPNSA",
            "General Government Net Borrowing as a share of GDP",
            {"prices": "current"},
        ),
        ("GDP: SA: £m CP", "GDP", {"seasonally_adjusted": True, "prices": "current"}),
        ("Household spending: CVM SA £m", "Household spending, chained volumes",
         {"seasonally_adjusted": True, "prices": "chained"}),
        ("CG: Current transfers received from abroad (D74): £m CPNSA",
         "CG: Current transfers received from abroad", {"prices": "current"}),
        ("Debt: £m: CP: NSA", "Debt", {"prices": "current"}),
        ("LG: Market output: P11 & P131:£m", "LG: Market output: P11 & P131", {}),
        ("CG: Expenditure:Goods/services:Purchase of goods", "CG: Expenditure: Goods/services: Purchase of goods", {}),
        ("UNEMPLOYMENT RATE, UK", "Unemployment rate, UK", {}),
        ("Retail sales, seasonally adjusted", "Retail sales", {"seasonally_adjusted": True}),
        ("Price, CN CIF", "Price, CN CIF", {}),
        ("Physicians (per 1,000 people)", "Physicians (per 1,000 people)", {}),
        ("Exports (million GBP)", "Exports (million GBP)", {}),
        ("SA", "SA", {}), ("NHS", "NHS", {}), ("£m", "£m", {}), ("A&E visits", "A&E visits", {}),
        ("Pupils with SEN support", "Pupils with SEN support", {}), ("CP", "CP", {}), ("Ratio 1:2", "Ratio 1:2", {}),
        ("Share of USA", "Share of USA", {}), ("Deaths in SA", "Deaths in SA", {}),
    ],
)  # fmt: skip
def test_titles_are_for_readers(title: str, plain: str, said: dict[str, object]):
    (found,) = plain_titles([title])
    assert (found.title, dict(found.said)) == (plain, said)


def test_titles_that_would_be_alike_keep_what_tells_them_apart():
    found = plain_titles(["GDP: CP SA £m", "GDP: CP NSA £m", "GDP: CVM SA £m"])
    assert [one.title for one in found] == [
        "GDP, seasonally adjusted, current prices",
        "GDP, not seasonally adjusted, current prices",
        "GDP, chained volumes",
    ]


def test_titles_that_nothing_tells_apart_stay_as_they_were():
    titles = ["Debt (AF.3) £m", "Debt (AF.4) £m", "Assets £m"]
    assert [one.title for one in plain_titles(titles)] == [*titles[:2], "Assets"]


def test_headers_of_the_geological_survey_are_spelt_out():
    found = plain_titles(["USprod Mine", "Imports", "Consump Apprnt Primary", "NIR", "Quarter"])
    assert [one.title for one in found] == [
        "U.S. production: mine",
        "Imports",
        "Consumption: apparent Primary",
        "Net import reliance",
        "Quarter",
    ]
    assert [one.title for one in plain_titles(["Imports Metal"])] == ["Imports Metal"]


def test_none_is_none():
    assert plain_titles([]) == []
