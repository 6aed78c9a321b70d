"""What fitting counts with: the length of a brief without some of its parts; and how parts read."""

from __future__ import annotations

import pytest

from briefing.core.check import Check, merged
from briefing.core.parts import UNMEASURED, Measured, Part, Size
from briefing.core.plot import UnitSign
from briefing.core.spot import Spot
from briefing.core.text_nodes import Link, Styled, Text, plain, unstyled

CHART, TABLE, SECTION = Part("chart", "supply"), Part("table", "t"), Part("section", "2")
TITLE = Part("title")
BRIEF = Measured(
    (1.0, 0.75),
    {"": 0.5, "left": 1.0, "right": 0.75},
    {
        TITLE: Size(0.125),
        SECTION: Size(0.5, "left"),
        CHART: Size(0.25, "left", SECTION),
        TABLE: Size(0.5, "right"),
    },
)


@pytest.mark.parametrize(
    ("gone", "pages"),
    [
        ((), 1.5),
        ((TITLE,), 1.375),
        ((SECTION,), 1.25),  # now the other column is the longer one
        ((CHART,), 1.25),
        ((SECTION, CHART), 1.25),  # a chart in a section that goes is not counted twice
        ((TABLE,), 1.5),
        ((SECTION, TABLE), 1.0),
        ((Part("table", "unknown"),), 1.5 - UNMEASURED.length),
    ],
)
def test_a_brief_is_as_long_as_its_longest_column_and_what_goes_across(gone, pages) -> None:
    assert BRIEF.length(gone) == pytest.approx(pages)


def test_a_brief_without_columns_is_as_long_as_what_goes_across() -> None:
    assert Measured((0.5,), {"": 0.5}).length() == 0.5
    assert Measured((), {}).length() == 0.0
    assert Measured((0.5,), {"only": 0.5}).length() == 0.5
    assert Measured((), {}, {TITLE: Size(0.25, "new")}).length((TITLE,)) == -0.25
    assert BRIEF.pages == 2


def test_a_part_reads_as_its_kind_and_its_id() -> None:
    assert [str(one) for one in (CHART, TITLE)] == ["chart supply", "title"]


@pytest.mark.parametrize(
    ("messages", "told"), [((), "0 findings"), (("a",), "1 finding"), (("a", "b"), "2 findings")]
)
def test_a_check_reads_as_what_it_looked_at_and_found(messages, told) -> None:
    check = Check("parts and total", 4, "tables", messages)
    assert str(check) == f"parts and total: 4 tables examined, {told}"


def test_checks_of_one_name_are_one_in_the_order_of_their_coming() -> None:
    spot = Spot("a.csv", "", 1, 1)
    first = Check("sums", 2, "tables", ("a",), (spot,), ("x",))
    other = Check("words", 5, "typed words")
    again = Check("sums", 3, "tables", ("b", "c"), (), ("y",))
    assert merged([first, other, again]) == (
        Check("sums", 5, "tables", ("a", "b", "c"), (), ("x", "y")),
        other,
    )
    assert merged([]) == ()


@pytest.mark.parametrize(
    ("sign", "number", "told"),
    [
        (UnitSign("$"), "56", "$56"),
        (UnitSign("$"), "−5.2", "−$5.2"),
        (UnitSign("$"), ">25", ">$25"),
        (UnitSign("$"), "50–300", "$50–300"),
        (UnitSign("", "%"), "80", "80%"),
        (UnitSign("$", " m"), "1,234", "$1,234 m"),
        (UnitSign("$"), "W", "W"),
        (UnitSign(), "7", "7"),
        (UnitSign("\\1"), "7", "\\17"),
    ],
)
def test_the_sign_of_a_unit_stands_right_before_the_digits(sign, number, told) -> None:
    assert sign.beside(number) == told


def test_a_text_loses_its_styles_and_links_and_keeps_its_words() -> None:
    text = (Text("a "), Styled("strong", (Text("b"), Link("u", (Text("c"),)))), Text("."))
    assert unstyled(text) == (Text("a "), Text("b"), Text("c"), Text("."))
    assert plain(text) == "a bc."
    assert (unstyled(()), plain(())) == ((), "")
