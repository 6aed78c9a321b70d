"""What a docstring says of parameters, and a class of its fields, to those who make schemas of them."""

from briefing.core.field_texts import ParameterText, parameter_texts, texts_below_fields


class Block:
    """Fields with and without texts."""

    one: int
    """The first."""
    two: int
    three: int = 3
    """The third,
    on two lines."""


def taken(series: str, *, since: str, top: int, both: tuple[str, ...], bare: bool) -> None:
    """What it does.

    More of it.

    Args:
        series: What is taken: ``a.b``.
        since: The period to count from, and where it is
            left out the one before: ``2019-Q1``.
        top: How many, as in ``top``: ``4``.
        both: Several: ``[Avon, 3]``.
        bare: Whether it is bare.
    """


def untold(series: str) -> None:
    """Nothing of its parameters."""


def test_the_text_below_a_field_is_its_own() -> None:
    assert texts_below_fields(Block) == {"one": "The first.", "three": "The third,\non two lines."}


def test_a_line_of_the_docstring_tells_a_parameter_with_an_example() -> None:
    found = parameter_texts(taken)
    since = "The period to count from, and where it is left out the one before: ``2019-Q1``."
    assert found == {
        "series": ParameterText("What is taken: ``a.b``.", "a.b"),
        "since": ParameterText(since, "2019-Q1"),
        "top": ParameterText("How many, as in ``top``: ``4``.", 4),
        "both": ParameterText("Several: ``[Avon, 3]``.", ["Avon", 3]),
        "bare": ParameterText("Whether it is bare."),
    }
    assert parameter_texts(untold) == {}
