"""How values show themselves in Python, on one line and in a notebook.

A line of a fact wants the words of a language and a page wants a writer, which core does not know:
who knows them says here how a kind of value is shown. Where nobody did, a value tells what it can.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeVar

Form = Literal["line", "html"]
"""On one line, as ``repr`` has it, or as HTML for a notebook."""
Value = TypeVar("Value")
_LONGEST = 60
_known: dict[tuple[type, Form], Callable[[object], str]] = {}


def show_as(form: Form, kind: type[Value], show: Callable[[Value], str]) -> None:
    """From now on show values of ``kind`` so in this form."""

    def shown(value: object) -> str:
        assert isinstance(value, kind)
        return show(value)

    _known[kind, form] = shown


def shown(value: object, form: Form) -> str | None:
    """A value in this form; ``None`` where nobody has said how its kind is shown."""
    show = _known.get((type(value), form))
    return show(value) if show else None


def a_line(kind: str, name: str, *told: str) -> str:
    """What ``repr`` gives: ``<Series production: U.S. mine production, 2019-2024, 6 figures>``."""
    return f"<{kind} {name}: {', '.join(one for one in told if one)}>"


def shortened(text: str) -> str:
    """A text on one line, the end of a long one left out."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def counted(number: int, one: str, several: str = "") -> str:
    """``1 figure``, ``1,200 figures``; ``several`` where that is not ``one`` with an s."""
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"
