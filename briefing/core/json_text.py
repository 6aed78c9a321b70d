"""JSON of somebody else's to values: depth, digits and keys within budgets, its faults with their line.

A key that stands twice in an object is refused: RFC 8259 leaves open which of the two holds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal

from briefing.core.budgets import Budget, BudgetSpent
from briefing.core.library_calls import cause_of
from briefing.core.problems import Refusal

_HALF = "\\ud"
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.",
    re.DOTALL,
)
"""An escape: a pair of surrogates, a surrogate by itself, or any other."""


class BadJson(Refusal):
    """It is no JSON that can be read; ``line`` is where, from 1, or 0 where that is not known."""

    def __init__(self, message: str, advice: str = "", line: int = 0) -> None:
        self.line = line
        super().__init__(message, advice, code="damaged-data-file")


def json_values(
    text: str | bytes, number: Callable[[str], object] | None = None, *, twice: bool = False
) -> object:
    """The value that a text of JSON stands for.

    ``number`` makes numbers with a point or exponent, exact decimals unless given; ``twice`` lets keys
    stand twice, the last of which holds. Raises :class:`BadJson`.
    """
    try:
        whole = text if isinstance(text, str) else text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise BadJson("it is no UTF-8 text", "save it as UTF-8", line) from None
    _refuse_halves(whole)
    try:
        Budget.VALUES.check(sum(map(whole.count, ",:[{")))
        found: object = json.loads(
            whole.removeprefix("\ufeff"),
            parse_float=number or _decimal,
            parse_int=_integer,
            parse_constant=_constant,
            object_pairs_hook=None if twice else _once,
        )
    except json.JSONDecodeError as error:
        raise BadJson(f"it is no JSON: {error.msg}", line=error.lineno) from None
    except BudgetSpent as error:
        raise BadJson(str(error), error.advice) from None
    except BadJson as error:
        raise BadJson(str(error), error.advice, _line_of(whole, error)) from None
    except (RecursionError, ValueError, MemoryError) as error:
        raise BadJson(f"it is no JSON that can be read: {cause_of(error)}") from None
    return found


def _refuse_halves(text: str) -> None:
    """Raise :class:`BadJson` where an escape is half a character, which no file can hold."""
    if _HALF not in text.lower():
        return
    for one in _ESCAPE.finditer(text):
        if half := one["half"]:
            line = text.count("\n", 0, one.start()) + 1
            raise BadJson(f"'{half}' is half a character", "write the whole character", line)


class _Twice(BadJson):
    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(f"the key '{key}' stands twice in one object", "keep one of them")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen = set[str]()
        for key, _ in pairs:
            if key in seen:
                raise _Twice(key)
            seen.add(key)
    return found


def _line_of(text: str, error: BadJson) -> int:
    """The line where a key stands that stands twice: its first, where it stands but twice."""
    if not isinstance(error, _Twice):
        return 0
    written = json.dumps(error.key, ensure_ascii=False)
    places = [at for at in (text.find(written), text.rfind(written)) if at >= 0]
    return text.count("\n", 0, places[-1]) + 1 if places else 0


def _integer(text: str) -> int:
    Budget.DIGITS.check(len(text))
    return int(text)


def _decimal(text: str) -> Decimal:
    Budget.DIGITS.check(len(text))
    exponent = text.lower().partition("e")[2]
    if exponent:
        Budget.EXPONENT.check(abs(int(exponent[:20])))
    return Decimal(text)


def _constant(text: str) -> object:
    raise BadJson(f"{text} is no JSON", "write null where there is no number")
