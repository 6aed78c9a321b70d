"""What the words of a header say."""

import pytest

from briefing.data.recognition.headers import alike, heading_of, is_split_year, plain_name


@pytest.mark.parametrize(
    ("header", "stem", "period", "estimated"),
    [
        ("PROD_EST_ 2024", ("prod",), "2024", True),
        ("Prod_t_est_2023", ("prod", "t"), "2023", True),
        ("y2024", (), "2024", False),
        ("prod2024e", ("prod",), "2024", True),
        ("2024e", (), "2024", True),
        ("GDP, 2009 Q3", ("gdp",), "2009-Q3", False),
        ("FY2024", (), "FY2024", False),
        ("Price_Nd2O3_dkg", ("price", "nd2o3", "dkg"), None, False),
        ("Change 2020 to 2024", ("change", "to", "2020", "2024"), None, False),
        ("2018/19", (), "2018/19", False),
        ("2024-01", (), "2024-01", False),
        ("Jan 2024 [note 2]", (), "2024-01", False),
        ("ReservesNotes", ("reserves", "notes"), None, False),
    ],
)
def test_a_header_is_taken_apart(header, stem, period, estimated):
    found = heading_of(header)
    assert (found.stem, found.period and found.period.code, found.estimated) == (
        stem, period, estimated,
    )  # fmt: skip


def test_a_year_of_two_beside_others_is_no_month():
    assert heading_of("2011-12").period.code == "2011-12"
    assert heading_of("2011-12", are_split=True).period.code == "2011/12"
    assert [is_split_year(one) for one in ("2018/19", "2011-12", "2024")] == [True, False, False]


def test_short_forms_are_the_same_word():
    assert alike(("prod",), ("production",)) == 1
    assert alike(("mine", "production"), ("production",)) == pytest.approx(2 / 3)
    assert alike(("cap",), ("production",)) == 0


def test_a_footnote_is_no_part_of_a_name():
    assert plain_name("New Caledonia11") == "new caledonia"
    assert plain_name("Russia ") == "russia"
