"""Units as people write them."""

from fractions import Fraction

import pytest

from briefing.core import unit
from briefing.core.currencies import CURRENCIES
from briefing.core.problems import QuantityError
from briefing.core.unit import (
    Unit,
    check_unit,
    conversion_factor,
    declare_counts,
    usual_rate,
)
from briefing.core.unit_arithmetic import (
    unit_of_difference,
    unit_of_product,
    unit_of_quotient,
    unit_of_sum,
)
from briefing.core.unit_codes import SCALES, normal_code, scale_of


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("%", "percent"),
        ("pp", "percentage point"),
        ("£m", "million GBP"),
        ("€ bn", "billion EUR"),
        ("US$ million", "million USD"),
        ("$", "USD"),
        ("£ per tonne", "GBP/t"),
        ("USD/tonne", "USD/t"),
        ("crore INR", "crore INR"),
        ("₹ crore", "crore INR"),
        ("lakh people", "lakh person"),
        ("km2", "km**2"),
        ("people per km²", "person/km**2"),
        ("tCO2e", "tCO2e"),
        ("per 1,000", "per 1000"),
        ("per 100,000", "per 100000"),
        ("thousands of", "thousand of"),
        ("m", "m"),
        ("k", "k"),
        ("NOK", "NOK"),
        ("households", "household"),
        ("thousand tonnes", "thousand t"),
        ("million m3", "million m**3"),
        ("per 1,000 people", "item/person_1000"),
        ("per 100,000 households", "item/household_100000"),
        ("barrels per day", "barrel/day"),
        ("index (2015=100)", "index"),
        ("Index, 2020 Q1 = 100", "index"),
        ("bps", "basis_point"),
        ("SDR", "XDR"),
        ("CLF", "CLF"),
        ("£", "GBP"),
        ("£ ", "GBP"),
        ("£ 000", "thousand GBP"),
        ("£'000", "thousand GBP"),
        ("000s", "000s"),
        ("'000 tonnes", "thousand t"),
        ("US$ k", "thousand USD"),
        ("£ m bn", "£ m bn"),
        ("bn", "bn"),
        ("tn tonnes", "trillion t"),
        ("Million Tonnes", "million Tonnes"),
        ("thousand\u00a0people", "thousand person"),
        ("  million   people ", "million person"),
        ("per 10 000", "per 10000"),
        ("per 1.000", "per 1000"),
        ("per head", "item/person"),
        ("tonnes per capita", "t/person"),
        ("US$ per tonne", "USD/t"),
        ("€m per km2", "million EUR/km**2"),
        ("m people", "million person"),
        ("", ""),
    ],
)
def test_usual_writings_are_understood(written, code):
    assert normal_code(written) == code


@pytest.mark.parametrize(
    "code", ["million GBP", "crore INR", "SEK/person", "per 1000", "tCO2e", "GWh", "lakh person"]
)
def test_units_that_are(code):
    check_unit(code)


@pytest.mark.parametrize("code", ["furlongs per moon", "thousands of", "per 3", "visitt", "XYZ"])
def test_what_is_no_unit_says_how_to_declare_one(code):
    with pytest.raises(QuantityError) as told:
        check_unit(code)
    assert "units:" in told.value.advice


def test_scales_convert():
    assert conversion_factor(Unit("crore INR"), Unit("million INR")) == 10
    assert conversion_factor(Unit("kt"), Unit("t")) == 1000
    assert conversion_factor(Unit("ktCO2e"), Unit("tCO2e")) == 1000


def test_a_project_counts_what_it_declares():
    declare_counts({"bookloan": 1})
    declare_counts({"bookloan": 1})
    check_unit("bookloan")
    check_unit("thousand bookloan")
    with pytest.raises(QuantityError):
        conversion_factor(Unit("bookloan"), Unit("person"))
    with pytest.raises(QuantityError):
        declare_counts({"two words": 1})


@pytest.mark.parametrize(
    ("code", "scale", "rest"),
    [
        ("million USD", "million", "USD"), ("thousand short ton", "thousand", "short ton"),
        ("t", "", "t"), ("kt", "thousand", "t"), ("million", "", "million"),
        ("short ton", "", "short ton"), ("USD/kg", "", "USD/kg"),
    ],
)  # fmt: skip
def test_a_scale_is_the_word_before_a_unit(code, scale, rest):
    assert scale_of(code) == (scale, rest)


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        ("persn", "did you mean 'person'? "),
        ("housold", "did you mean 'household'? "),
        ("tCO2", "did you mean 'tCO2e'? "),
        ("km^^2", "did you mean 'km**2'? "),
        ("GGWh", "did you mean 'GWh'? "),
        ("itemm", "did you mean 'item'? "),
        ("qqqqqq", ""),
        ("index_point", "did you mean 'index'? "),
    ],
)
def test_a_unit_that_is_not_known_is_told_with_the_nearest(code, advice):
    with pytest.raises(QuantityError) as told:
        check_unit(code)
    assert (str(told.value), told.value.code) == (f"unknown unit '{code}'", "unknown-unit")
    assert told.value.advice.startswith(f"{advice}to count other things declare words: units: {{")


def test_what_a_project_counts_is_suggested_to_it():
    declare_counts({"libraryvisit": 1})
    with pytest.raises(QuantityError) as told:
        check_unit("librarivisit")
    assert told.value.advice.startswith("did you mean 'libraryvisit'?")


def test_what_is_known_without_the_library_of_units_is_what_that_knows():
    scaled = {f"{scale} {amount}" for scale in SCALES for amount in unit._AMOUNTS}
    for code in unit._COMMON - unit.OWN_CODES | scaled:
        names = unit._meaning(code).dimensions
        assert unit.is_countable(Unit(code)) is not any("currency" in name for name in names), code
        unit._check_meaning(code, unit._meaning(code))
    assert not unit._is_common("thousand USD/kg")
    assert not unit._is_common("dozen person")


def test_what_is_countable_has_one_plain_word():
    for name in ("two words", "2visits", "", "a-b", "visit "):
        with pytest.raises(QuantityError) as told:
            declare_counts({name: 1})
        assert (str(told.value), told.value.code) == (f"'{name}' is no plain word", "unknown-unit")
    declare_counts({"kg": 1})  # a unit already: it stays what it is
    assert conversion_factor(Unit("kg"), Unit("t")) == Fraction(1, 1000)
    declare_counts({"v2": 1})
    assert conversion_factor(Unit("thousand v2"), Unit("v2")) == 1000


@pytest.mark.parametrize(
    ("source", "target", "factor"),
    [
        ("1", "percent", 100), ("percent", "1", Fraction(1, 100)), ("percent", "percent", 1),
        ("per 1000", "per 1000", 1), ("USD", "cent", 100), ("MtCO2e", "ktCO2e", 1000),
        ("billion EUR", "million EUR", 1000), ("flask", "lb", 76), ("lakh person", "person", 10**5),
        ("short_ton_unit", "lb", 20), ("metric_ton_unit", "kg", 10), ("trillion t", "t", 10**12),
    ],
)  # fmt: skip
def test_conversions_are_exact(source, target, factor):
    assert conversion_factor(Unit(source), Unit(target)) == factor


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("percent", "percentage point"), ("index", "percent"), ("rank", "1"), ("per 1000", "percent"),
        ("t", "percent"), ("percent", "t"), ("EUR", "USD"), ("t", "km"), ("household", "dwelling"),
        ("per 1000", "per 100"), ("t", "per 1000"),
    ],
)  # fmt: skip
def test_what_measures_different_things_is_not_converted(source, target):
    with pytest.raises(QuantityError) as told:
        conversion_factor(Unit(source), Unit(target))
    assert str(told.value) == f"'{source}' cannot be expressed in '{target}'"
    assert told.value.code == "unlike-units"


def refused(operation, one, other):
    with pytest.raises(QuantityError) as told:
        operation(one, other)
    assert told.value.code == "unlike-units"
    return str(told.value)


def test_units_of_different_things_are_told_apart():
    oxide, metal, mass = Unit("t", "REO"), Unit("t", "Li"), Unit("t")
    assert refused(conversion_factor, oxide, metal) == (
        "'t of REO' cannot be compared with 't of Li'"
    )
    assert conversion_factor(oxide, mass) == conversion_factor(mass, metal) == 1
    assert refused(unit_of_sum, oxide, metal) == (
        "'t of REO' and 't of Li' do not add: they are of different things"
    )
    assert refused(unit_of_sum, oxide, mass).endswith("of different things")
    assert refused(unit_of_difference, oxide, metal) == (
        "'t of REO' and 't of Li' cannot be subtracted: of different things"
    )
    assert refused(unit_of_quotient, oxide, metal) == (
        "'t of REO' cannot be divided by 't of Li': they are of different things"
    )
    assert refused(unit_of_sum, mass, Unit("USD")) == "'t' and 'USD' do not add"
    assert refused(unit_of_difference, mass, Unit("USD")) == "'t' and 'USD' do not subtract"


@pytest.mark.parametrize(
    ("one", "other", "total", "rest"),
    [
        ("t", "kg", "t", "t"), ("percent", "percent", "percent", "percentage point"),
        ("percent", "percentage point", "percent", "percent"),
        ("percentage point", "percent", "percent", None),
        ("percentage point", "percentage point", "percentage point", "percentage point"),
        ("index", "index", "index", "index"),
    ],
)  # fmt: skip
def test_the_unit_of_a_sum_and_of_a_difference(one, other, total, rest):
    assert unit_of_sum(Unit(one), Unit(other)) == Unit(total)
    if rest is None:
        assert refused(unit_of_difference, Unit(one), Unit(other)).endswith("do not subtract")
    else:
        assert unit_of_difference(Unit(one), Unit(other)) == Unit(rest)


@pytest.mark.parametrize(
    ("one", "other", "code", "of", "factor"),
    [
        (Unit("1"), Unit("t", "REO"), "t", "REO", 1),
        (Unit("t", "REO"), Unit("1"), "t", "REO", 1),
        (Unit("percent"), Unit("t"), "t", None, Fraction(1, 100)),
        (Unit("t"), Unit("percent"), "t", None, Fraction(1, 100)),
        (Unit("percent"), Unit("1"), "1", None, Fraction(1, 100)),
        (Unit("USD/kg"), Unit("kg", "REO"), "USD/kg*kg", "REO", 1),
        (Unit("t"), Unit("USD/kg"), "t*(USD/kg)", None, 1),
        (Unit("t"), Unit("million USD"), "t*(million USD)", None, 1),
    ],
)
def test_the_unit_of_a_product(one, other, code, of, factor):
    assert unit_of_product(one, other) == (Unit(code, of), factor)


@pytest.mark.parametrize(
    ("code", "is_price"),
    [
        ("USD/kg", True), ("EUR per person", True), ("million USD/t", True), ("cent/kWh", True),
        ("USD", False), ("kg/USD", False), ("t/person", False), ("/kg", False), ("usd/kg", False),
    ],
)  # fmt: skip
def test_money_for_one_of_something_is_a_price(code, is_price):
    assert Unit(code).is_money_per_thing is is_price


def test_a_rate_of_what_a_project_counts_is_told_per_so_many():
    declare_counts({"clinic": 1000, "ward": 1})
    assert usual_rate(Unit("thousand t", "REO"), Unit("million clinic")) == Unit(
        "t/clinic_1000", "REO"
    )
    assert usual_rate(Unit("USD"), Unit("clinic", "care")) == Unit("USD/clinic_1000", "care")
    assert usual_rate(Unit("t"), Unit("ward")) is None
    assert usual_rate(Unit("t"), Unit("kg")) is None
    declare_counts({})
    assert usual_rate(Unit("t"), Unit("clinic")) is None


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        ("%% of GDP", "write 'unit: percent', and of what in the title"),
        ("per cent of gross output", "write 'unit: percent', and of what in the title"),
        ("qq zz/kg", "to count other things declare words: units: {qq_zz: {one: ..., many: ...}}"),
        (
            "qq zz per km",
            "to count other things declare words: units: {qq_zz: {one: ..., many: ...}}",
        ),
        ("??", "to count other things declare words: units: {thing: {one: ..., many: ...}}"),
    ],
)
def test_what_is_no_unit_is_told_with_what_to_write(code, advice):
    with pytest.raises(QuantityError) as told:
        check_unit(code)
    assert told.value.advice == advice


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("EUR m", "million EUR"), ("m EUR", "million EUR"), ("GBP k", "thousand GBP"),
        ("USD m", "million USD"), ("CHF m", "million CHF"), ("m people", "million person"),
        ("k people", "thousand person"), ("k€", "thousand EUR"), ("M€", "million EUR"),
        ("€bn", "billion EUR"), ("Mio. EUR", "million EUR"), ("C$ million", "million CAD"),
        ("A$m", "million AUD"), ("R$ bn", "billion BRL"), ("₦ bn", "billion NGN"),
        ("mln zł", "million PLN"), ("billion yen", "billion JPY"), ("1000 people", "thousand person"),
        ("1,000 t", "thousand t"),
        ("number of people", "person"), ("No.", "item"), ("Mt CO2", "MtCO2e"), ("bcm", "billion m**3"),
        ("m", "m"), ("km", "km"), ("kt", "kt"), ("m2", "m**2"), ("EUR/m2", "EUR/m**2"), ("US$", "USD"),
        ("m3 per person", "m**3/person"), ("kg per head", "kg/person"),
    ],
)  # fmt: skip
def test_scales_and_signs_stand_where_people_put_them(written, code):
    assert normal_code(written) == code
    check_unit(normal_code(written))


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("Rs crore", "INR"), ("kr", "SEK"), ("MT", "Mt for million"), ("R million", "ZAR"),
        ("thousand pounds", "GBP for money"), ("EUR kg", "units:"), ("Z$ million", "ISO 4217"), ("c", ""), ("thousands", "of what"),
    ],
)  # fmt: skip
def test_what_only_a_physicist_reads_is_refused_with_advice(written, advice):
    with pytest.raises(QuantityError) as told:
        check_unit(normal_code(written))
    assert advice in told.value.advice


@pytest.mark.parametrize(
    ("written", "scale"),
    [("{}", ""), ("million {}", "million"), ("{} bn", "billion"), ("{}m", "million"), ("M{}", "million"),
     ("k{}", "thousand"), ("T{}", "thousand"), ("thousands of {}", "thousand"), ("{}, thousands", "thousand"),
     ("x1000 {}", "thousand")],
)  # fmt: skip
def test_every_currency_is_understood_in_its_usual_forms(written, scale):
    for code in CURRENCIES:
        found = normal_code(written.format(code))
        assert found == f"{scale} {code}".strip()
        check_unit(found)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Canadian dollars", "CAD"), ("million Swiss francs", "million CHF"), ("RM million", "million MYR"),
        ("J$ million", "million JMD"), ("KSh bn", "billion KES"), ("thousands of US dollars", "thousand USD"),
        ("TEUR", "thousand EUR"), ("$B", "billion USD"), ("RMB/t", "CNY/t"), ("GH₵ m", "million GHS"),
        ("Pounds sterling", "GBP"), ("million yuan", "million CNY"),
    ],
)  # fmt: skip
def test_money_by_its_sign_or_name(written, code):
    assert normal_code(written) == code
    check_unit(normal_code(written))


@pytest.mark.parametrize(
    "written",
    [
        "Fr.",
        "Rs. lakh",
        "Rm",
        "pesos",
        "million rupees",
        "ct/kWh",
        "MK",
        "T€",
        "₿",
        "FCFA",
        "int$",
        "Gs.",
    ],
)
def test_money_that_may_be_several_is_refused_with_its_codes(written):
    with pytest.raises(QuantityError) as told:
        check_unit(normal_code(written))
    assert "write " in told.value.advice
