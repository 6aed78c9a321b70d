"""A language whose every word, number, unit and date comes out in brackets."""

from collections.abc import Mapping
from dataclasses import replace

from briefing.core.number_form import NumberForm
from briefing.language.base import language_of
from briefing.language.english import EnglishGrammar
from briefing.language.locale_data import Notation
from briefing.language.term_file import parts_of

OPEN, CLOSE = "‹", "›"
_COUNTED = frozenset(
    {"number", "page", "pages", "year", "part", "week", "first", "last", "row", "column", "cell"}
)
"""Slots that writers fill with plain numbers, and those of years."""
_NO_WORDS = ("grammar.",)


def bracketed(text: str) -> str:
    return f"{OPEN}{text}{CLOSE}" if text.strip() else text


class PseudoForm(NumberForm):
    __slots__ = ()

    def format(self, value, digits):
        return bracketed(super().format(value, digits))


class PseudoGrammar(EnglishGrammar):
    """Sets names apart from the words around them by empty brackets."""

    def name(self, name):
        return f"{OPEN}{CLOSE}{super().name(name)}{OPEN}{CLOSE}"


class PseudoNotation(Notation):
    __slots__ = ()

    def long_date(self, day):
        return bracketed(super().long_date(day))

    def medium_date(self, day):
        return bracketed(super().medium_date(day))

    def month_name(self, number, *, short):
        return bracketed(super().month_name(number, short=short))

    def month(self, year, number, *, short):
        return bracketed(super().month(year, number, short=short))

    def currency_sign(self, code):
        sign = super().currency_sign(code)
        return bracketed(sign) if sign else sign

    def currency_name(self, code):
        return bracketed(super().currency_name(code))


def pseudo(code: str, locale: str, units=None, plurals=None):
    """The language in brackets: the words of terms, between their slots, and all notations."""
    real = language_of(code, locale, units, plurals)
    form, notation = real.number_form, real.notation
    terms = {key: _entry(key, entry) for key, entry in real.terms.items()}
    return replace(
        real,
        terms=terms,
        grammar=PseudoGrammar(terms),
        number_form=PseudoForm(
            form.decimal, form.group, form.group_sizes, bracketed(form.minus),
            tuple(bracketed(one) for one in form.percent),
        ),
        notation=PseudoNotation(notation.language, notation.locale),
    )  # fmt: skip


def _entry(key, entry):
    if key in {"grammar.possessive", "grammar.possessive_after_s", "grammar.article"}:
        return _text(key, entry)
    if key.startswith(_NO_WORDS):
        return entry
    if isinstance(entry, str):
        return _text(key, entry)
    if isinstance(entry, Mapping):
        return {category: _text(key, text) for category, text in entry.items()}
    return tuple(bracketed(word) for word in entry)


def _text(key, text):
    parts = []
    for part in parts_of(text):
        if isinstance(part, str):
            parts.append(bracketed(part.replace("{", "{{").replace("}", "}}")))
            continue
        slot = "{" + ":".join([part.name, "+".join(part.manners)]).rstrip(":") + "}"
        is_plain = part.name in _COUNTED and (
            key.startswith(("page.", "period.", "annex.")) and not part.manners
        )
        parts.append(bracketed(slot) if is_plain else slot)
    return "".join(parts)


def unbracketed(text: str) -> list[str]:
    """What stands outside of brackets, piece by piece; brackets may stand within brackets.

    A text that was cut short leaves some open.
    """
    pieces, depth = [""], 0
    for letter in text:
        if letter == OPEN:
            depth += 1
        elif letter == CLOSE:
            depth -= 1
            assert depth >= 0, f"a bracket closes what none opened: {text!r}"
        elif depth == 0:
            pieces[-1] += letter
            continue
        if pieces[-1]:
            pieces.append("")
    assert depth == 0 or text.endswith("…"), f"a bracket stays open: {text!r}"
    return [piece for piece in pieces if piece.strip()]
