"""A triangle before a number is told with both its meanings and what to declare, and is never read as a rise."""

import pytest

from briefing.core.unit import Unit
from briefing.language.notation import Meaning, NotationError, parse_number


@pytest.mark.parametrize(
    ("text", "number"),
    [("△3.0", "3.0"), ("▲ 1,234", "1234"), ("▼0.5", "0.5"), ("∆12", "12"), ("▵ 7", "7")],
)
@pytest.mark.parametrize("unit", ["JPY", "person", "percent"])
def test_what_a_triangle_means_is_asked(text, number, unit):
    with pytest.raises(NotationError) as told:
        parse_number(text, unit=Unit(unit))
    assert f"'{text[0]}' is a minus in Japanese statistics" in str(told.value)
    assert f"tokens: {{'{text}': {{value: -{number}}}}}" in told.value.advice


def test_a_declared_one_is_read():
    made = parse_number("△3.0", unit=Unit("JPY"), tokens={"△3.0": Meaning(value=-3)})
    assert made.quantity.value == -3


@pytest.mark.parametrize("text", ["△", "3.0△", "△x", "-3.0 △ 2"])
def test_other_triangles_are_not_taken_for_signs(text):
    with pytest.raises(NotationError) as told:
        parse_number(text, unit=Unit("JPY"))
    assert "Japanese" not in str(told.value)
