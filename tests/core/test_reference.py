"""References are taken apart and put together again in one place, whatever a member is called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.core.lags import LAGS
from briefing.core.period_notation import parse_period
from briefing.core.reference import Reference, UnreadableReference, first_name, named_in

names = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True).filter(lambda one: one not in LAGS)
members = st.none() | st.text(min_size=1, max_size=12) | st.text('[]".,a ', min_size=1, max_size=8)
references = st.builds(
    Reference,
    names,
    st.just("") | names,
    members,
    st.lists(st.sampled_from(sorted(LAGS)), max_size=2).map(tuple),
)


@given(references)
def test_a_reference_is_read_as_it_was_written(reference: Reference):
    assert Reference.parse(str(reference), LAGS) == reference


@given(references, references)
def test_different_references_are_written_differently(one: Reference, other: Reference):
    assert (str(one) == str(other)) is (one == other)


@given(st.text('ab.[]", ', max_size=14))
def test_any_text_is_a_reference_or_is_refused_at_a_place_within_it(text: str):
    error = None
    try:
        found = Reference.parse(text)
    except UnreadableReference as refused:
        error = refused
    if error is None:
        assert Reference.parse(str(found)) == found
    else:
        assert 1 <= error.column <= len(text) + 1
        assert error.advice


@given(members, members, st.sampled_from(["2023", "2024", "2024-Q1"]), st.sampled_from(["2023"]))
def test_facts_of_different_members_or_periods_have_different_names(one, other, when, then):
    first, second = Reference("d", "s", one), Reference("d", "s", other)
    names = first.observation(parse_period(when)), second.observation(parse_period(then))
    assert (names[0] == names[1]) is ((one, when) == (other, then))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("output", Reference("output")),
        ("trade.imports", Reference("trade", "imports")),
        (" trade . imports ", Reference("trade", "imports")),
        ("trade.imports[China]", Reference("trade", "imports", "China")),
        ("trade.imports[ United States ]", Reference("trade", "imports", "United States")),
        ("trade.imports[Korea, Rep.]", Reference("trade", "imports", "Korea, Rep.")),
        ('trade.imports["Korea, Rep."]', Reference("trade", "imports", "Korea, Rep.")),
        ('trade.imports[ "]" ].change', Reference("trade", "imports", "]", ("change",))),
        ('trade.imports["the ""new"" lands"]', Reference("trade", "imports", 'the "new" lands')),
        ("trade.imports[ 'Korea, Rep.' ].change", Reference("trade", "imports", "Korea, Rep.", ("change",))),
        ("trade.imports['Elsa's']", Reference("trade", "imports", "'Elsa's'")),
        ("trade.imports[Korea [South]]", Reference("trade", "imports", "Korea [South]")),
        ("trade.imports[Asia].before.change", Reference("trade", "imports", "Asia", ("before", "change"))),
        ("trade@2024.imports", Reference("trade@2024", "imports")),
    ],
)  # fmt: skip
def test_parts_of_a_reference(text: str, parts: Reference):
    assert Reference.parse(text) == parts


def test_after_the_name_of_a_metric_a_known_word_is_a_relative():
    assert Reference.parse("output.change", LAGS) == Reference("output", kin=("change",))
    assert Reference.parse("output.change") == Reference("output", "change")


USUAL = "write it as data_set.series, data_set.series[member], or the name of a metric"


@pytest.mark.parametrize(
    ("text", "wrong", "column", "advice"),
    [
        ("", "a name is missing", 1, USUAL),
        ("trade.", "a name is missing", 7, USUAL),
        (".imports", "a name is missing", 1, USUAL),
        ("trade..imports", "a name is missing", 7, USUAL),
        ("trade. .imports", "a name is missing", 7, USUAL),
        ("trade.imports[", "the bracket is not closed", 14, "end it with ']'"),
        ("trade.imports[China", "the bracket is not closed", 14, "end it with ']'"),
        ("trade.imports[]", "a member is missing", 15, "name it between [ and ]"),
        ("trade.imports[  ]", "a member is missing", 15, "name it between [ and ]"),
        ('trade.imports[""]', "a member is missing", 15, "name it in the quotes"),
        ('trade.imports[ ""]', "a member is missing", 16, "name it in the quotes"),
        ("trade.imports]", "']' is out of place", 14, USUAL),
        ("trade.im,ports]", "',' is out of place", 9, USUAL),
        ('trade.imports["China]', "the quote is not closed", 15, "end it with '\"]'"),
        ('trade.imports["', "the quote is not closed", 15, "end it with '\"]'"),
        ('trade.imports["a""', "the quote is not closed", 15, "end it with '\"]'"),
        (
            'trade.imports["China"', "']' is missing behind the quote", 22,
            'a quote within a member is doubled: ""',
        ),
        (
            'trade.imports["a" b]', "']' is missing behind the quote", 18,
            'a quote within a member is doubled: ""',
        ),
        ("trade.imports[China]change", "only a dot may follow ']'", 21, USUAL),
        ("trade.imports[China] change", "only a dot may follow ']'", 22, USUAL),
        ('trade.imports["a"] change', "only a dot may follow ']'", 20, USUAL),
        ("trade.imports[China].", "a name is missing", 22, USUAL),
        ("trade.imports[China].a..b", "a name is missing", 24, USUAL),
        ("trade, imports", "',' is out of place", 6, USUAL),
    ],
)  # fmt: skip
def test_what_is_no_reference_is_told_with_its_place(
    text: str, wrong: str, column: int, advice: str
):
    with pytest.raises(UnreadableReference) as told:
        Reference.parse(text)
    assert str(told.value) == f"'{text}' is no reference: {wrong} at character {column}"
    assert (told.value.column, told.value.advice) == (column, advice)
    assert told.value.code == "unreadable-reference"
    assert first_name(text) == ""


def test_the_first_name_is_that_of_the_data_set_or_metric():
    assert first_name('trade.imports["Korea, Rep."].change') == "trade"
    assert first_name(" output ") == "output"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ('t.i["a""b"]', Reference("t", "i", 'a"b')),
        ('t.i["""a"""]', Reference("t", "i", '"a"')),
        ('t.i["a"  ]', Reference("t", "i", "a")),
        ('t.i["a]"]', Reference("t", "i", "a]")),
        ('t.i["a"] . b', Reference("t", "i", "a", ("b",))),
        ("t.i[a] . b . c", Reference("t", "i", "a", ("b", "c"))),
        ("t[a]", Reference("t", "", "a")),
        ("t.i.j.k", Reference("t", "i", None, ("j", "k"))),
    ],
)
def test_quotes_blanks_and_dots_may_stand_where_they_cannot_be_misread(text, parts):
    assert Reference.parse(text) == parts


def test_a_member_is_quoted_only_where_it_could_be_misread():
    for member, told in (
        ("United States", "t.i[United States]"),
        ("Korea, Rep.", 't.i["Korea, Rep."]'),
        (" x", 't.i[" x"]'),
    ):
        assert str(Reference("t", "i", member)) == told
    assert Reference("t", "i", "Korea, Rep.").observation(parse_period("2024")) == (
        't.i["Korea, Rep.",2024]'
    )


def test_a_sentence_names_what_stands_in_its_expressions_and_no_word_of_its_own():
    said = "Output {{ output.verb }} by {{ output.change }}; {% if price %}so{% endif %} price."
    assert [one for one in named_in(said) if one in {"output", "price", "by"}] == [
        "output",
        "price",
    ]
    assert named_in("The output of {{ said('price', because=\"of output\") }}") == (
        "said",
        "because",
    )
