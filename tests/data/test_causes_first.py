"""A file that is written otherwise than declared is told once, with the cause, and nothing that follows from it."""

import pytest

from tests.data.test_table_keys import read, values

TABLE = "year,region,births,size,rate\n2023,Nörth,1000,900,4.1\n2024,South,1100,901,4.3\n"
SERIES = {
    name: {"title": name.title(), "unit": unit, "column": name}
    for name, unit in {"births": "person", "size": "t", "rate": "percent"}.items()
}
KEYS = {"period": {"column": "year"}, "dimension": "region", "series": SERIES}
SEMICOLONS = TABLE.replace(",", ";").replace(".", ",")


@pytest.mark.parametrize(
    ("content", "keys", "told"),
    [
        (SEMICOLONS, {}, "(the file parts its cells by ';': write delimiter: \";\")"),
        (TABLE.replace(",", "\t"), {}, 'write delimiter: "\\t")'),
        (f"Births\n\n{TABLE}", {}, "(they stand in row 3: write header: 3)"),
        (TABLE, {"header": 2}, "(they stand above the row that 'header' names)"),
        ("a,b\n1,2\n", {}, "d.csv (columns: a, b)"),
        (TABLE, {"encoding": "cp1252"}, "written in UTF-8, not in cp1252 (leave 'encoding' out)"),
        (TABLE, {"encoding": "utf-16"}, "it is no text in 'utf-16'"),
        (TABLE.encode("cp1252"), {}, "(try 'encoding: cp1252')"),
        (TABLE, {"decimal": ","}, "written with '.' before decimals: '4.1' (d.csv:2:5)"),
        (
            SEMICOLONS.replace("1000", "1.000,5"),
            {"delimiter": ";", "decimal": "."},
            "with ',' before decimals: '1.000,5' (d.csv:2:3) (write decimal: \",\")",
        ),
        (
            SEMICOLONS.replace("1000", "1.000").replace("4,1", "4,125").replace("4,3", "4,333"),
            {"delimiter": ";"},
            "may be thousands or decimals",
        ),
    ],
)
def test_one_cause_is_one_message(tmp_path, content, keys, told):
    dataset, (message,) = read(tmp_path, content, **KEYS, **keys)
    assert dataset is None
    assert told in message


def test_a_misspelt_header_is_told_by_itself(tmp_path):
    _, told = read(tmp_path, TABLE.replace("births", "berths").replace("rate", "Raten"), **KEYS)
    assert len(told) == 2
    assert "'births' is no column of d.csv (did you mean 'berths'?)" in told[0]


def test_the_first_sheet_is_named_where_it_is_read_for_want_of_another(tmp_path):
    import io

    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "Contents"
    book.active.append(["Table", "What"])
    book.active.append(["1", "Births"])
    made = io.BytesIO()
    book.save(made)
    _, (message,) = read(tmp_path, made.getvalue(), "d.xlsx", **KEYS)
    assert "(the sheet 'Contents' is read, which is the first: name another by 'sheet')" in message


def test_what_is_declared_holds_where_the_numbers_leave_it_open_or_one_is_odd(tmp_path):
    open_ = TABLE.replace("1000", '"1,000"').replace("1100", '"1,100"').replace("4.1", '"4,2"')
    dataset, _ = read(tmp_path, open_.replace("4.3", '"4,3"'), **KEYS, decimal=",")
    assert values(dataset.measures["births"]) == {("Nörth", "2023"): 1, ("South", "2024"): 1.1}
    odd = "year,region,births,size,rate\n2023,A,1.000,2.000,5.1\n2024,A,1.100,2.100,5.111\n"
    dataset, _ = read(tmp_path, odd, **KEYS, decimal=",")
    assert values(dataset.measures["births"]) == {("A", "2023"): 1000, ("A", "2024"): 1100}


def test_letters_beyond_ascii_in_an_encoding_of_bytes_are_read(tmp_path):
    dataset, told = read(tmp_path, TABLE.encode("cp1252"), **KEYS, encoding="cp1252")
    assert not told
    assert [*dataset.measures["births"].members] == ["Nörth", "South"]
