"""The words follow the figures: direction, degree, unit, rank, comparison."""

from fractions import Fraction

import pytest

from briefing.core.interval import Interval
from briefing.core.quantity import Quantity
from briefing.core.unit import PERCENT, POINTS, RANK, RATIO, Unit
from briefing.language.amounts import amount, key_figure, signed
from briefing.language.base import language_of
from briefing.language.change_words import multiple, times, verb
from briefing.language.unit_words import unit_words

ENGLISH = language_of("en", "en_US")
T = Unit("t")


def printed(value, step, unit=T) -> Quantity:
    return Quantity.printed(Fraction(value), Fraction(step), unit)


def bounded(low, high, unit=PERCENT, **more) -> Quantity:
    return Quantity.bounded(Interval(Fraction(low), Fraction(high), **more), unit)


def percent(value) -> Quantity:
    return Quantity.exact(Fraction(value), PERCENT)


@pytest.mark.parametrize(
    ("now", "before", "direction"),
    [
        ((45000, 1000), (41600, 100), "up"),
        ((13000, 1000), (16000, 1000), "down"),
        ((170, 10), (186, 1), "down"),
        ((170, 10), (172, 1), "level"),
        ((1000, 1000), (1100, 100), "level"),
        ((5, 1), (5, 1), "level"),
    ],
)
def test_a_change_smaller_than_the_rounding_has_no_direction(now, before, direction):
    assert (printed(*now) - printed(*before)).direction == direction


def test_bounds_decide_a_direction_only_where_they_can():
    before = bounded(95, 100, low_open=True)
    assert (percent(80) - before).direction == "down"
    assert (percent(97) - before).direction == "unknown"
    assert verb(ENGLISH, percent(97) - before, None).text == "cannot be compared"


@pytest.mark.parametrize(
    ("size", "word"),
    [
        ("0.4", "edged up"),
        ("3.7", "rose"),
        ("27", "climbed"),
        ("99", "surged"),
        ("100", "doubled"),
        ("150", "more than doubled"),
        ("300", "quadrupled"),
        ("399", "more than quadrupled"),
        ("400", "rose fivefold"),
        ("420", "rose more than fivefold"),
        ("5066", "rose more than 51-fold"),
        ("-0.4", "edged down"),
        ("-10.3", "fell"),
        ("-37.6", "dropped"),
        ("-50", "halved"),
        ("-74", "more than halved"),
        ("-75", "fell by three-quarters"),
        ("-81", "fell by more than four-fifths"),
        ("-95", "fell by more than nine-tenths"),
    ],
)
def test_the_verb_follows_the_size(size, word):
    assert verb(ENGLISH, Quantity.exact(Fraction(size), T), percent(size)).text == word


def test_no_change_and_a_change_that_rounding_may_hide():
    assert verb(ENGLISH, printed(5, 1) - printed(5, 1), percent(0)).text == "was unchanged"
    assert (
        verb(ENGLISH, printed(170, 10) - printed(172, 1), percent(-1)).text == "was about unchanged"
    )


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (printed(45000, 1000), "45,000 metric tons"),
        (printed(1, 1), "1 metric ton"),
        (printed(-3, 1), "−3 metric tons"),
        (printed(56, 1, Unit("USD/kg")), "$56 per kilogram"),
        (printed(-334, 1, Unit("billion USD")), "−$334 billion"),
        (printed("12.50", "0.01", PERCENT), "12.50%"),
        (bounded(95, 100, low_open=True), "more than 95%"),
        (bounded(0, 25, high_open=True), "less than 25%"),
        (bounded(50, 300, T), "between 50 and 300 metric tons"),
        (bounded(-20, -15, POINTS, high_open=True), "between −20 and −15 percentage points"),
        (Quantity.exact(2, RANK), "second"),
        (Quantity.bounded(Interval(Fraction(17000000), None, low_open=True), T),
         "more than 17 million metric tons"),
        (printed("0.0000042", "0.0000001"), "0.0000042 metric tons"),
        (printed("12990", 1, Unit("billion USD")), "$12.99 trillion"),
        (printed(12000, 1, Unit("ktCO2e")), "12 million metric tons of CO₂ equivalent"),
        (printed(12000, 1, Unit("Mt")), "12 billion metric tons"),
        (printed(12345, 1, Unit("lakh INR")), "₹123.45 crore"),
        (printed(5, 1, Unit("million CHF")), "CHF 5 million"),
        (printed(3, 1, Unit("µg/m**3")), "3 µg per cubic meter"),
        (printed(120, 1, Unit("thousand barrel/day")), "120 thousand barrels per day"),
        (printed("12.5", "0.1", Unit("item/person_100000")), "12.5 per 100,000 people"),
        (bounded(6495, 12990, Unit("billion USD")), "between $6.495 trillion and $12.99 trillion"),
        (bounded(6, 12, Unit("degC")), "between 6 °C and 12 °C"),
        (bounded(20, 25), "between 20% and 25%"),
        (bounded("5", "12", Unit("million t")), "between 5 million and 12 million metric tons"),
        (Quantity.bounded(Interval(Fraction("12.99"), None, low_open=True), Unit("trillion USD")),
         "more than $12.99 trillion"),
        (Quantity.bounded(Interval(Fraction(100 * 15, 95), None, low_open=True), PERCENT),
         "more than 15.7%"),
    ],
)  # fmt: skip
def test_amounts(quantity, text):
    assert amount(ENGLISH, quantity).replace("\u00a0", " ") == text


@pytest.mark.parametrize(
    ("ratio", "words"),
    [("6", "six times"), ("8", "eight times"), ("120", "120 times"), ("8.5", "more than eight times"), ("2", "twice"), ("2.5", "more than twice"), ("0.5", "half"),
     ("0.51", "just over half"), ("0.49", "nearly half"), ("1.5", "1.5 times"), ("40", "40 times"), ("40.4", "more than 40 times")],
)  # fmt: skip
def test_comparisons(ratio, words):
    assert times(ENGLISH, Quantity.exact(Fraction(ratio), RATIO)) == words


def test_ranks_before_a_noun():
    assert ENGLISH.superlative(Fraction(1)) == "largest"
    assert ENGLISH.superlative(Fraction(2)) == "second-largest"


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (bounded(-20, -15, POINTS, high_open=True), "−15 to −20 percentage points"),
        (bounded(15, 20, PERCENT), "+15% to +20%"),
        (Quantity.bounded(Interval(Fraction(15), None, low_open=True), PERCENT), "+>15%"),
        (Quantity.bounded(Interval(Fraction(15), None), PERCENT), "+≥15%"),
        (bounded(-20, 15, PERCENT), "0% to 20%"),
        (percent("8.2"), "+8.2%"),
        (percent("-8.2"), "−8.2%"),
        (printed(170, 10) - printed(172, 1), "−2 metric tons"),
        (percent(0), "0%"),
    ],
)
def test_a_change_has_its_sign(quantity, text):
    assert signed(ENGLISH, quantity) == text


def test_a_multiple_is_told_before_what_it_is_compared_with():
    assert multiple(ENGLISH, Quantity.exact(Fraction(5, 2))) == "more than twice as much as"
    assert multiple(ENGLISH, Quantity.exact(Fraction(1, 2))) == "half"
    assert multiple(ENGLISH, Quantity.exact(Fraction(1))) == "as much as"


def test_as_much_is_no_little_more():
    """502 of 500 exact votes are more; what rounding hides is as much."""
    assert multiple(ENGLISH, Quantity.exact(Fraction(502, 500))) == "slightly more than"
    assert multiple(ENGLISH, Quantity.exact(Fraction(498, 500))) == "slightly less than"
    assert multiple(ENGLISH, Quantity.exact(Fraction(1049, 1000))) == "slightly more than"
    assert multiple(ENGLISH, Quantity.exact(Fraction(105, 100))) == "1.1 times as much as"
    assert multiple(ENGLISH, printed(502, 10) / printed(500, 10)) == "as much as"


@pytest.mark.parametrize(
    ("locale", "unit", "value", "text"),
    [
        ("en_US", "billion USD", "9990.5", "$9,990.5~billion"),
        ("en_GB", "billion USD", "9990.5", "US$9,990.5~billion"),
        ("en_IN", "t", "1234567", "12,34,567 metric tons"),
        ("de_DE", "billion USD", "-9990.5", "−9.990,5~billion~$"),
        ("fr_FR", "billion EUR", "9990.5", "9\u202f990,5~billion~€"),
        ("de_DE", "EUR/kg", "5.5", "5,5~€~per kilogram"),
        ("en_US", "EUR/kg", "5.5", "€5.5~per kilogram"),
        ("de_DE", "percent", "-4.5", "−4,5~%"),
        ("tr_TR", "percent", "-4.5", "−%4,5"),
        ("fr_FR", "percentage point", "1.5", "1,5 percentage points"),
        ("en_US", "billion USD", "12990.5", "$12.9905~trillion"),
        ("de_DE", "million EUR", "10000", "10~billion~€"),
        ("en_US", "million EUR", "9999.9", "€9,999.9~million"),
        ("en_US", "kt", "-12000", "−12 million metric tons"),
        ("en_US", "person", "331450000", "331.45 million people"),
        ("en_US", "person", "331451000", "331,451,000 people"),
        ("en_US", "t", "1000000", "1 million metric tons"),
        ("en_US", "t", "990000", "990,000 metric tons"),
        ("en_US", "USD/t", "12000000", "$12,000,000~per metric ton"),
        ("en_US", "million person", "1", "1 million people"),
        ("en_US", "per 1000", "2.5", "2.5 per 1,000"),
        ("en_US", "g/L", "0.0000000011", "0.0000000011 grams per liter"),
        ("en_US", "crore INR", "125", "₹125~crore"),
        ("en_US", "km**2", "1", "1 square kilometer"),
        ("en_US", "tCO2e", "2", "2 metric tons of CO₂ equivalent"),
        ("en_US", "degC", "-3.5", "−3.5~°C"),
        ("en_US", "percent/person", "3", "3% per person"),
        ("en_US", "t/person", "1", "1 metric ton per person"),
        ("en_US", "EUR/item", "3", "€3~per item"),
        ("en_US", "troy_ounce", "2", "2 troy ounces"),
        ("en_US", "MWh", "2", "2 MWh"),
    ],
)
def test_money_percents_and_compounds_stand_as_the_locale_puts_them(locale, unit, value, text):
    language, digits = language_of("en", locale), len(value.partition(".")[2])
    told = amount(language, Quantity.exact(Fraction(value), Unit(unit)), digits)
    assert told.replace("\u00a0", "~") == text


@pytest.mark.parametrize(
    ("unit", "short"),
    [
        ("EUR/item", "€/item"), ("EUR/person", "€/person"), ("t/household", "t/household"),
        ("USD/kg", "$/kg"), ("person/km**2", "people/km²"), ("percent/person", "%/person"),
    ],
)  # fmt: skip
def test_one_of_what_is_counted_stands_below_a_stroke(unit, short):
    assert unit_words(ENGLISH, Unit(unit)).short == short


@pytest.mark.parametrize(
    ("locale", "quantity", "parts"),
    [
        ("en_US", Quantity.exact(Fraction("12.99"), Unit("billion USD")), ("$13.0", "billion")),
        ("de_DE", Quantity.exact(Fraction("1.5"), Unit("billion USD")), ("1,5", "billion~$")),
        ("en_US", percent(5), ("5%", "")),
        ("en_US", bounded(50, 300, Unit("million USD")), ("$50–$300", "million")),
        ("en_US", bounded(95, 100, low_open=True), (">95%", "")),
    ],
)
def test_a_key_figure_is_set_apart_from_the_words_of_its_unit(locale, quantity, parts):
    number, unit = key_figure(language_of("en", locale), quantity)
    assert (number.replace("\u00a0", "~"), unit.replace("\u00a0", "~")) == parts


def test_a_range_of_money_names_its_currency_at_both_ends():
    quantity = bounded(3, 5, Unit("million USD"))
    assert amount(ENGLISH, quantity).replace("\u00a0", " ") == "between $3 million and $5 million"


@pytest.mark.parametrize(
    ("title", "inside"),
    [
        ("Ards and North Down HPI", "Ards and North Down HPI"),
        ("Simple Mean", "Simple Mean"),
        ("Net exports, Saudi Arabia", "net exports, Saudi Arabia"),
        ("People in Avon", "people in Avon"),
        ("NI House Price Index", "NI House Price Index"),
        ("Unemployment rate", "unemployment rate"),
        ("Belfast HPI", "Belfast HPI"),
        ("Real GDP", "real GDP"),
        ("Detached HPI", "detached HPI"),
        ("French exports", "French exports"),
        ("Mexico output", "Mexico output"),
        ("Price, CN CIF", "price, CN CIF"),
    ],
)
def test_a_name_at_the_head_of_a_title_keeps_its_capital(title, inside):
    assert ENGLISH.grammar.within(title) == inside
    assert ENGLISH.grammar.in_clause(title) == inside


def test_names_of_the_data_keep_their_capitals():
    titles = ["Derry house prices", "Newry house prices", "Omagh house prices", "House prices"]
    trade = [
        "Imports value",
        "Exports value",
        "Production value",
        "Price (ore)",
        "Stocks (ore)",
        "Output (ore)",
    ]
    known = ENGLISH.knowing(
        [*titles, *trade, "Male pay", "Total pay", "Median pay"], ["Avon", "Male"]
    )
    for title in titles[:3]:
        assert known.grammar.within(title) == title
        assert ENGLISH.grammar.within(title) != title
    assert known.grammar.within("Avon output") == "Avon output"
    for title in (*trade, "House prices", "Male pay", "Total pay", "Output"):
        assert known.grammar.within(title) == title[0].lower() + title[1:]
    two = ENGLISH.knowing(["Gold price", "Silver price"], [])
    assert two.grammar.within("Gold price") == "gold price"
