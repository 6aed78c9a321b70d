"""One language: terms by key, slots in their manners, plurals, and dates of a locale."""

from datetime import date
from fractions import Fraction
from importlib.resources import files

import pytest

from briefing.core.period_notation import parse_period
from briefing.core.status import Status
from briefing.core.text_nodes import Mention, Text
from briefing.core.title import Title
from briefing.core.unit import Unit
from briefing.language.base import Language, UnknownTerm, language_of
from briefing.language.messages import MESSAGES
from briefing.language.term_file import Slot, parts_of, terms_of
from briefing.language.unit_words import unit_words

ENGLISH = language_of("en", "en_US")


def _with(**terms):
    return Language(
        "en",
        "en_US",
        {**ENGLISH.terms, **terms},
        ENGLISH.number_form,
        ENGLISH.notation,
        ENGLISH.grammar,
    )


def test_a_slot_takes_its_value_in_the_manner_that_the_term_says():
    language = _with(
        share="{owner:owner} share of {measure:within}",
        who="{who:name} and {other:name}",
        head="{title:closed} {title:closed+within}",
    )
    assert (
        language.term("share", owner="China", measure="World output")
        == "China’s share of world output"
    )
    assert language.term("share", owner="United States", measure="US output") == (
        "United States’ share of US output"
    )
    assert language.term("who", who="United States", other="China") == "the United States and China"
    assert language.term("head", title="Price of A, B") == "Price of A, B, price of A, B,"


def test_an_unknown_key_a_missing_value_and_an_unknown_manner_are_refused():
    language = _with(one="{a}", odd="{a:sideways}")
    with pytest.raises(UnknownTerm, match="no term 'gone'"):
        language.term("gone")
    with pytest.raises(UnknownTerm, match="wants a value for 'a'"):
        language.term("one")
    with pytest.raises(KeyError, match="sideways"):
        language.term("odd", a="x")


def test_a_plural_is_chosen_by_the_count():
    language = _with(years={"one": "{count} year", "other": "{count} years"})
    assert [language.term("years", count=count) for count in (0, 1, 2, 1200)] == [
        "0 years", "1 year", "2 years", "1,200 years",
    ]  # fmt: skip
    with pytest.raises(UnknownTerm, match="wants a 'count'"):
        language.term("years")


def test_a_sentence_keeps_the_facts_of_its_figures_and_begins_with_a_capital():
    language = _with(rose="{who:within} rose to {value} in {when:short}, {tail}")
    made = language.sentence(
        "rose",
        who="Output",
        value=Mention("a", "45 t"),
        when=parse_period("2009-Q1"),
        tail=(Text("from "), Mention("b", "40")),
    )
    assert made == (
        Text("Output rose to "), Mention("a", "45 t"), Text(" in 2009 Q1, from "), Mention("b", "40"),
    )  # fmt: skip
    when = parse_period("2024")
    assert language.sentence("rose", who="x", value="y", when=when, tail="") == (
        Text("X rose to y in 2024, "),
    )


def test_the_manner_of_a_slot_reaches_the_words_of_a_mention():
    language = _with(led="{who:name} led")
    assert language.sentence("led", who=Mention("a", "United States", "word"))[0] == Mention(
        "a", "The United States", "word"
    )


@pytest.mark.parametrize(
    ("names", "printed"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_names_stand_in_a_row(names, printed):
    assert ENGLISH.listed(names) == printed


@pytest.mark.parametrize(
    ("rank", "printed"),
    [(1, "first"), (12, "twelfth"), (13, "13th"), (21, "21st"), (22, "22nd"), (23, "23rd"),
     (111, "111th"), (1001, "1,001st")],
)  # fmt: skip
def test_ranks(rank, printed):
    assert ENGLISH.ordinal(Fraction(rank)) == printed


@pytest.mark.parametrize(
    ("code", "full", "short"),
    [
        ("2024", "2024", "2024"),
        ("FY2024", "fiscal year 2024", "FY2024"),
        ("2009-Q1", "the first quarter of 2009", "2009 Q1"),
        ("2009-03", "March 2009", "Mar 2009"),
        ("2020/2023", "2020–23", "2020–23"),
        ("1998/2003", "1998–2003", "1998–2003"),
    ],
)
def test_periods(code, full, short):
    assert ENGLISH.period(parse_period(code)) == full
    assert ENGLISH.short_period(parse_period(code)) == short


@pytest.mark.parametrize(
    ("locale", "printed"),
    [("en_US", "January 31, 2025"), ("en_GB", "31 January 2025"), ("en_IN", "31 January 2025"),
     ("de_DE", "31 January 2025"), ("fr_FR", "31 January 2025"), ("ja_JP", "31 January 2025")],
)  # fmt: skip
def test_a_date_has_the_order_of_the_place_and_the_words_of_the_language(locale, printed):
    language = language_of("en", locale)
    assert language.day(date(2025, 1, 31)) == printed
    assert language.period(parse_period("2009-03")) == "March 2009"


def test_every_status_has_its_word():
    assert [ENGLISH.status(one) for one in Status]
    assert ENGLISH.status(Status.SUPPRESSED) == "withheld"


def test_a_title_is_worded_from_its_parts():
    language = _with(**{"title.change": "{measure}: change since {since:short}"})
    title = Title("change", {"measure": "Output", "since": parse_period("2009-Q1")})
    assert language.title(title) == "Output: change since 2009 Q1"


def test_parts_of_a_term():
    assert parts_of("a {b:c+d} e") == ("a ", Slot("b", ("c", "d")), " e")
    assert "".join(map(str, parts_of("no slot {{here}}"))) == "no slot {here}"


def test_every_language_is_a_file_and_every_manner_in_it_is_known():
    codes = [
        one.name.removesuffix(".toml")
        for one in files("briefing.language").joinpath("terms").iterdir()
        if one.name.endswith(".toml")
    ]
    assert "en" in codes
    from briefing.language.grammar import MANNERS

    for code in codes:
        for text in terms_of(code).values():
            for one in [text] if isinstance(text, str) else list(getattr(text, "values", tuple)()):
                asked = {
                    m for part in parts_of(one) if isinstance(part, Slot) for m in part.manners
                }
                assert asked <= {*MANNERS, "short", "cardinal", "ordinal", "superlative"}


def test_no_function_of_the_language_has_a_locale_or_language_of_its_own():
    import importlib
    import inspect
    import pkgutil

    import briefing.language as room

    for module in pkgutil.iter_modules(room.__path__):
        found = importlib.import_module(f"briefing.language.{module.name}")
        for name, item in inspect.getmembers(found):
            if not getattr(item, "__module__", "").startswith("briefing.language"):
                continue
            functions = [item] if inspect.isfunction(item) else []
            if inspect.isclass(item):
                functions = [one for _, one in inspect.getmembers(item, inspect.isfunction)]
            for function in functions:
                for parameter in inspect.signature(function).parameters.values():
                    if parameter.name in {"locale", "language", "code", "form", "notation"}:
                        assert parameter.default is inspect.Parameter.empty, f"{module.name}.{name}"


def test_every_function_of_formulas_has_its_word():
    from briefing.core.expression import FUNCTIONS

    for name in FUNCTIONS:
        assert ENGLISH.term(f"formula.word.{name}")


def test_every_term_that_code_asks_for_by_name_is_there():
    import re

    from places import ROOT

    asked = set()
    for path in sorted((ROOT / "briefing").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        calls = r"\.(?:term|phrase|sentence|words_of)\(\s*\"([a-z_]+\.[a-z_.]+)\""
        asked |= set(re.findall(calls, text))
        asked |= {f"title.{key}" for key in re.findall(r"Title\(\s*\"([a-z_]+)\"", text)}
    assert len(asked) > 150
    assert sorted(key for key in asked if key not in ENGLISH.terms) == []


def test_a_head_counts_in_many():
    """``Response time, minutes`` above a column, though ``unit.short`` has no word for minutes."""
    assert unit_words(MESSAGES, Unit("minute")).short == "minutes"
    assert unit_words(MESSAGES, Unit("kg")).short == "kg"
