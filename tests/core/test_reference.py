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


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "a name is missing at character 1"),
        ("trade.", "a name is missing at character 7"),
        (".imports", "a name is missing at character 1"),
        ("trade.imports[", "the bracket is not closed at character 14"),
        ("trade.imports[China", "the bracket is not closed at character 14"),
        ("trade.imports[]", "a member is missing at character 15"),
        ("trade.imports]", "']' is out of place at character 14"),
        ('trade.imports["China]', "the quote is not closed at character 15"),
        ('trade.imports["China"', "']' is missing behind the quote at character 22"),
        ("trade.imports[China]change", "only a dot may follow ']' at character 21"),
        ("trade, imports", "',' is out of place at character 6"),
    ],
)
def test_what_is_no_reference_is_told_with_its_place(text: str, wrong: str):
    with pytest.raises(UnreadableReference) as told:
        Reference.parse(text)
    assert str(told.value) == f"'{text}' is no reference: {wrong}"
    assert told.value.advice
    assert first_name(text) == ""


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
