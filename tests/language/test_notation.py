"""What tables print is read right or refused with words."""

import contextlib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.core.interval import Interval
from briefing.core.status import Status
from briefing.core.unit import PERCENT, Unit
from briefing.language.notation import Kind, Meaning, NotationError, parse_number

T = Unit("t")


def half_open(low, high):
    return Interval(None if low is None else Fraction(low), Fraction(high), high_open=True)


@pytest.mark.parametrize(
    ("text", "value", "rounding"),
    [
        ("45,000", 45000, (44500, 45500)),
        ("186", 186, ("185.5", "186.5")),
        ("170", 170, (165, 175)),
        ("12.50", "12.5", ("12.495", "12.505")),
        ("−88", -88, ("-88.5", "-87.5")),
        ("-84", -84, ("-84.5", "-83.5")),
        ("  8\u00a0", 8, ("7.5", "8.5")),
        ("0", 0, ("-0.5", "0.5")),
        ("1.5E+06", 1500000, (1450000, 1550000)),
    ],
)
def test_plain_numbers_keep_their_printed_precision(text, value, rounding):
    reading = parse_number(text, unit=T)
    assert reading.kind is Kind.PLAIN
    assert reading.quantity.value == Fraction(value)
    low, high = reading.quantity.rounding.low, reading.quantity.rounding.high
    assert (low, high) == tuple(Fraction(one) for one in rounding)


@pytest.mark.parametrize(
    ("text", "unit", "bounds"),
    [
        (">95", PERCENT, Interval(Fraction(95), Fraction(100), low_open=True)),
        (">50%", PERCENT, Interval(Fraction(50), Fraction(100), low_open=True)),
        ("<25", PERCENT, half_open(0, 25)),
        (">17,000,000", T, Interval(Fraction(17000000), None, low_open=True)),
        ("50–300", T, Interval(Fraction(50), Fraction(300))),
        ("1 to 3", T, Interval(Fraction(1), Fraction(3))),
        ("Less than ½ unit.", T, half_open(0, "1/2")),
        ("Less than 1/2 unit", T, half_open(0, "1/2")),
        ("Less than one-half unit", T, half_open(0, "1/2")),
        ("Less than a half unit", T, half_open(0, "1/2")),
        ("Less than 50,000\u00a0tons", T, half_open(0, 50000)),
        ("Less than 500\u00a0carats.", T, half_open(0, Fraction(1, 10000))),
        ("≥12", T, Interval(Fraction(12), None)),
        (">99.9", PERCENT, Interval(Fraction("99.9"), Fraction(100), low_open=True)),
        (">100", PERCENT, Interval(Fraction(100), None, low_open=True)),
        ("≥100%", PERCENT, Interval(Fraction(100), None)),
        (">150", PERCENT, Interval(Fraction(150), None, low_open=True)),
        ("≤150", PERCENT, Interval(Fraction(0), Fraction(150))),
        ("<0", PERCENT, half_open(None, 0)),
        ("<-5", PERCENT, half_open(None, -5)),
        (">-5", PERCENT, Interval(Fraction(-5), Fraction(100), low_open=True)),
    ],
)
def test_bounds_and_ranges(text, unit, bounds):
    reading = parse_number(text, unit=unit)
    assert reading.kind is Kind.QUALIFIED
    assert reading.quantity.value is None
    assert reading.quantity.bounds == bounds


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("W", Status.SUPPRESSED),
        ("NA", Status.MISSING),
        ("na", Status.MISSING),
        ("XX", Status.NOT_APPLICABLE),
        ("", Status.MISSING),
        ("Large", Status.MISSING),
        ("Included with ilmenite", Status.INCLUDED_ELSEWHERE),
    ],
)
def test_words_for_no_value_are_never_zero(text, status):
    quantity = parse_number(text, unit=T, range_=(Fraction(0), None)).quantity
    assert quantity.value is None
    assert quantity.status is status


def test_a_withheld_amount_that_cannot_be_negative_is_at_least_nothing():
    quantity = parse_number("W", unit=T, range_=(Fraction(0), None)).quantity
    assert quantity.bounds == Interval(Fraction(0), None)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("e20,000", "E"), ("20,000e", "E"), ("7p", "P"), ("7 (p)", "P"), ("20,000 b", "B"),
        ("20000 [r]", "A"), ("20,000ᵖ", "P"), ("7 bp", "B"), ("7 ep", "E"), ("7 d", "D"), ("7 f", "F"),
        ("7 n", "N"), ("7 s", "E"), ("7 u", "U"), ("7 i", "I"), ("7 [low]", "A"), ("7 [s]", "A"), ("7 P", "P"),
        ("7*", "A"), ("7 [note 3]", "A"), ("20,000¹", "A"),
    ],
)  # fmt: skip
def test_marks(text, status):
    reading = parse_number(text, unit=T)
    assert reading.quantity.status.value == status
    assert reading.quantity.value in {20000, 7}


@pytest.mark.parametrize(
    ("text", "message", "advice"),
    [
        ("—", "'—' may be zero or missing", "tokens: {'—': {value: 0}}"),
        ("1,23", "'1,23' has thousands commas in the wrong places", "correction"),
        ("12,34,567", "'12,34,567' has thousands commas in the wrong places", "correction"),
        ("5-7", "'5-7' may be a range or a difference", "en dash"),
        ("abc", "'abc' is no number", "tokens: {'abc': {status: O}}"),
        ("E", "'E' is no number", "tokens"),
        ("300–50", "'300–50' is a range from more to less", ""),
        ("(12)", "'(12)' is no number", ""),
        ("Infinity", "'Infinity' is no number", ""),
        ("45123 q", "'45123 q' is a number with 'q' beside it", "status: [{mark: 'q', code: ...}]"),
        ("12 [k]", "'12 [k]' is a number with '[k]' beside it", "status: [{mark: 'k', code: ...}]"),
        ("45 bn", "'45 bn' is a number with 'bn' beside it", "a unit is said by 'unit'"),
        ("12 [c]", "'12 [c]' is a number with '[c]' beside it, which says that there is none", "Q"),
        ("0,616", "'0,616' has thousands commas in the wrong places", "correction"),
        ("12 GWh", "'12 GWh' is a number with 'GWh' beside it", "a unit is said by 'unit'"),
        ("Less than 500 hours", "'Less than 500 hours' is in 'hours', and the series in 't'", ""),
        ("41 600", "'41 600' has spaces between its groups of digits", "thousands"),
        (
            "1\u202f041\u202f600",
            "'1\u202f041\u202f600' has spaces between its groups of digits",
            "",
        ),
        ("41 60", "'41 60' is no number", "correction"),
        ("=B2*2", "'=B2*2' is a formula whose result is not stored", "save it"),
    ],
)
def test_what_is_not_understood_is_refused(text, message, advice):
    with pytest.raises(NotationError) as error:
        parse_number(text, unit=T)
    assert str(error.value) == message
    assert advice in error.value.advice


def test_a_number_beyond_its_range_is_refused():
    with pytest.raises(NotationError, match=r"101 lies outside of what can be, 0 to 100"):
        parse_number("101", unit=PERCENT, range_=(Fraction(0), Fraction(100)))


def test_a_bound_reaches_as_far_as_the_declared_range():
    within = {"unit": PERCENT, "range_": (Fraction(0), Fraction(200))}
    assert parse_number(">95", **within).quantity.bounds == Interval(
        Fraction(95), Fraction(200), low_open=True
    )
    with pytest.raises(NotationError, match="the bound lies outside of what can be, 0 to 100"):
        parse_number(">150", unit=PERCENT, range_=(Fraction(0), Fraction(100)))


def test_declared_tokens_win():
    tokens = {
        "E": Meaning(bounds=(None, Fraction(0)), note="net exporter"),
        "—": Meaning(value=Fraction(0)),
    }
    assert parse_number("E", unit=PERCENT, tokens=tokens).quantity.bounds == Interval(
        None, Fraction(0)
    )
    assert parse_number("—", unit=T, tokens=tokens).quantity.value == 0


@pytest.mark.parametrize(
    ("text", "status"),
    [(":", "O"), (": c", "Q"), (":u", "O"), (": z", "M"), ("[x]", "O"), ("[c]", "Q"), ("[z]", "M"), ("…", "O")],
)  # fmt: skip
def test_what_stands_in_place_of_a_number(text, status):
    quantity = parse_number(text, unit=T).quantity
    assert quantity.value is None
    assert quantity.status.value == status


def test_a_mark_of_a_note_is_a_note_and_a_star_is_unexplained():
    assert parse_number("45 [note 2]", unit=T).note == "note 2 of the source"
    assert parse_number("45²", unit=T).note == "note 2 of the source"
    assert parse_number("45*", unit=T).is_unexplained
    assert not parse_number("45*", unit=T, marks={"*"}).is_unexplained


@pytest.mark.parametrize(
    ("text", "value"),
    [("12 kg", Fraction(12, 1000)), ("12 tonnes", 12), ("1.5 million tons", 1_500_000)],
)
def test_a_unit_inside_a_cell_is_the_cells(text, value):
    assert parse_number(text, unit=T).quantity.value == value


def test_a_declared_mark_is_known():
    assert parse_number("45 q", unit=T, marks={"q"}).mark == "q"


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3))
def test_what_is_printed_is_read_back(value):
    reading = parse_number(f"{value:,}", unit=T)
    assert reading.quantity.value == Fraction(value)
    assert reading.quantity.value in reading.quantity.rounding


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(text):
    with contextlib.suppress(NotationError):
        quantity = parse_number(text, unit=T).quantity
        assert quantity.value is None or quantity.value in quantity.bounds


@pytest.mark.parametrize("text", ["4x12", "450m120", "7CO22"])
def test_letters_with_digits_behind_them_are_no_unit_beside_a_number(monkeypatch, text: str):
    """10,000 such cells are refused without a look into the definitions of units for each."""
    from briefing.language import notation

    monkeypatch.setattr(notation, "conversion_factor", lambda *_: pytest.fail("looked up"))
    with pytest.raises(NotationError):
        parse_number(text, unit=T)
