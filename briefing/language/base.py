"""What a brief says besides figures and the author's words: one object of language and locale.

It is made once for a brief and handed on. Terms stand by key in ``terms/<code>.toml``; the locale
says how numbers, money and dates are written; what is grammar stands in a module of the language.
A new sentence is one term with named slots and one call::

    language.sentence("finding.gap_up", title=title, value=figure, when=period, gap=mention)
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from briefing.core.frequency import Frequency
from briefing.core.number_form import NumberForm
from briefing.core.period import Period
from briefing.core.status import Status
from briefing.core.text_nodes import Inline, Inlines, Mention, Text
from briefing.core.title import Part, Title
from briefing.language.grammar import MANNERS, Grammar, capital
from briefing.language.locale_data import (
    Notation,
    number_form_of,
    ordinal_category,
    plural_of,
    proper_names,
)
from briefing.language.period_words import period_words
from briefing.language.term_file import Entry, Slot, UnknownTerm, parts_of
from briefing.language.wordings import base_of, wording_of

Value = Part | Fraction | Sequence[str]
"""What a slot may be filled with where a text comes out."""
Filling = Value | Text | Mention | Inlines
"""What a slot may be filled with where typed text comes out."""


@dataclass(frozen=True, slots=True)
class Language:
    """All words and all notations of one brief."""

    code: str
    """``en``: whose words these are."""
    locale: str
    """``en_US``: how numbers, money and dates are written."""
    terms: Mapping[str, Entry]
    """Texts by key, ``section.name``."""
    number_form: NumberForm
    """How the locale writes numbers; writers get it too."""
    notation: Notation
    """How the locale writes dates and money."""
    grammar: Grammar
    plurals: Mapping[str, bool] = field(default_factory=dict)
    """Titles of which a project says whether they take a plural verb."""

    @property
    def base(self) -> str:
        """The language of which it is a variety: ``en`` of ``en-x-plain``."""
        return base_of(self.code)

    # terms -----------------------------------------------------------------------------------

    def term(self, key: str, /, **values: Value) -> str:
        """A term with its slots filled; raises :class:`UnknownTerm` for a key or slot unknown.

        Counts are printed in the locale's form, periods in full (``{when:short}`` in short), names
        in a row. A term with plural forms takes the form of its slot ``count``.
        """
        return self._filled(key, self._text(key, values.get("count")), values)

    def phrase(self, key: str, /, **slots: Filling) -> Inlines:
        """A term as typed text: figures and words that facts vouch for keep their facts."""
        found: list[Inline] = []
        for part in parts_of(self._text(key, slots.get("count"))):
            if isinstance(part, str):
                found.append(Text(part))
                continue
            given = slots.get(part.name)
            if found and isinstance(found[-1], Text) and self._is_day(given):
                found[-1] = Text(self.grammar.before_date(found[-1].text))
            if isinstance(given, Text | Mention):
                found.append(replace(given, text=self._in_manner(given.text, part)))
            elif isinstance(given, tuple) and given and not isinstance(given[0], str):
                found.extend(one for one in given if not isinstance(one, str))
            else:
                found.append(Text(self._put(key, part, slots)))
        return joined(found)

    def sentence(self, key: str, /, **slots: Filling) -> Inlines:
        """The same with a capital letter."""
        first, *rest = self.phrase(key, **slots)
        if isinstance(first, Text | Mention):
            first = replace(first, text=capital(first.text))
        return (first, *rest)

    def in_a_row(self, clauses: Sequence[Inlines], between: str) -> Inlines:
        """Clauses as typed text with the words of a term between them."""
        found: list[Inline] = []
        for clause in clauses:
            found += [*((Text(self.term(between)),) if found else ()), *clause]
        return joined(found)

    def words_of(self, key: str) -> tuple[str, ...]:
        """A list of words: the small numbers, say."""
        found = self.terms.get(key)
        if not isinstance(found, tuple):
            raise UnknownTerm(f"no list of words '{key}' in '{self.code}'")
        return found

    def own(self, key: str) -> Entry | None:
        """A term as its file has it, slots left open; ``None`` where the language has none."""
        return self.terms.get(key)

    def section(self, name: str) -> dict[str, str]:
        """All plain terms of a section by their names within it, slots left open."""
        lead = f"{name}."
        return {
            key.removeprefix(lead): text
            for key, text in self.terms.items()
            if key.startswith(lead) and isinstance(text, str)
        }

    def title(self, title: Title) -> str:
        """The title of a computed figure."""
        parts = {
            name: self.title(part) if isinstance(part, Title) else part
            for name, part in title.parts.items()
        }
        return self.term(f"title.{title.key}", **parts)

    def status(self, status: Status) -> str:
        """``estimated``, ``reported``, ``withheld``."""
        return self.term(f"status.{status.name.lower()}")

    def status_said(self, status: Status) -> str:
        """The same after "are": ``estimated``, ``of low reliability``."""
        own = self.own(f"status_said.{status.name.lower()}")
        return own if isinstance(own, str) else self.status(status)

    def status_mark(self, status: Status) -> str:
        """The mark by a figure: ``e``; empty where the status has none."""
        return self._mark("mark", status)

    def no_value_mark(self, status: Status) -> str:
        """What a table prints where no value is: ``W``, ``n.a.``."""
        return self.own_no_value_mark(status) or self.own_no_value_mark(Status.MISSING)

    def own_no_value_mark(self, status: Status) -> str:
        """The same, empty for a status that has none of its own."""
        return self._mark("no_value", status)

    # numbers ---------------------------------------------------------------------------------

    def number(self, value: Fraction, digits: int) -> str:
        """Digits with the locale's separators and a true minus sign: ``−3.4``, ``45,000``."""
        return self.number_form.format(value, digits)

    def cardinal(self, value: Fraction) -> str:
        """A small whole number in words, others in digits: ``three``, ``45``."""
        small = self.words_of("number.cardinals")
        if value.denominator == 1 and 0 <= value < len(small):
            return small[int(value)]
        return self.number(value, 0)

    def ordinal(self, value: Fraction) -> str:
        """A rank in words: ``second``, ``14th``."""
        whole, small = int(value), self.words_of("number.ordinals")
        if 1 <= whole <= len(small):
            return small[whole - 1]
        category = ordinal_category(whole, self.base)
        forms = self.own("number.ordinal")
        assert isinstance(forms, Mapping)
        text = forms.get(category, forms["other"])
        return self._filled("number.ordinal", text, {"number": whole})

    def superlative(self, value: Fraction) -> str:
        """A rank before a noun: ``largest``, ``second-largest``."""
        if value == 1:
            return self.term("number.largest")
        return self.term("number.superlative", ordinal=self.ordinal(value))

    def high_low(self, value: Fraction, *, is_low: bool) -> str:
        """A place before a noun, of a rate or a level: ``second-highest``; from below ``lowest``."""
        if value == 1:
            return self.term("number.lowest" if is_low else "number.highest")
        key = "number.low" if is_low else "number.high"
        return self.term(key, ordinal=self.ordinal(value))

    def form_of(self, entry: Entry, value: Fraction, digits: int) -> str:
        """The form of a word that a number of so many printed decimals takes."""
        if isinstance(entry, str):
            return entry
        assert isinstance(entry, Mapping)
        number = Decimal(int(value * 10**digits)).scaleb(-digits)
        return entry.get(plural_of(number, self.base), entry["other"])

    # time and names --------------------------------------------------------------------------

    def day(self, day: date) -> str:
        """A date in full: ``January 31, 2025``."""
        return self.notation.long_date(day)

    def year(self, year: int) -> str:
        """A calendar year."""
        return self.term("period.year", year=str(year))

    def period(self, period: Period) -> str:
        """A period as a reader writes it: ``2024``, ``the first quarter of 2009``, ``2020–23``."""
        return period_words(self, period, short=False)

    def short_period(self, period: Period) -> str:
        """A period where room is scarce: ``2024``, ``FY2024``, ``2009 Q1``, ``Mar 2009``."""
        return period_words(self, period, short=True)

    def count_of(self, title: str) -> int:
        """How many a title stands for, before a verb: 2 of ``Net exports``, 1 of ``Output``."""
        head = re.split(r"[,:]", title)[0]
        declared = self.plurals.get(title, self.plurals.get(head))
        return 2 if (self.grammar.is_plural(title) if declared is None else declared) else 1

    def knowing(
        self, titles: Collection[str], members: Collection[str], places: Collection[str] = ()
    ) -> Language:
        """The same with the names that titles and members show, which keep their capitals; places are single ones."""
        names = self.grammar.names_among(titles, members)
        return replace(self, grammar=self.grammar.knowing(names, places)) if names else self

    def name(self, name: str) -> str:
        """A name as it stands in a sentence: ``the United States``."""
        return self.grammar.name(name)

    @property
    def name_article(self) -> str:
        """What stands before a name that takes an article: ``the ``."""
        return self.term("grammar.article", name="")

    def joined(self, parts: Iterable[str]) -> str:
        """Clauses in a row: ``a; b; c``."""
        return self.term("list.semicolon").join(parts)

    def enumerated(self, parts: Iterable[str]) -> str:
        """Names in a row without a last word between them: ``a, b, c``."""
        return self.term("list.comma").join(parts)

    def listed(self, names: Sequence[str], joint: str = "and") -> str:
        """Names in a row: ``a``, ``a and b``, ``a, b and c``; or by another ``joint``: ``or``."""
        if len(names) <= 1:
            return "".join(names)
        first = self.enumerated(names[:-1])
        return self.term(f"list.{joint}", first=first, last=names[-1])

    def listed_apart(self, names: Sequence[str]) -> str:
        """The same of names that may have commas of their own: ``a; b, c; and d``."""
        if len(names) <= 1 or not any(self.term("list.comma") in one for one in names):
            return self.listed(names)
        return self.term("list.and_apart", first=self.joined(names[:-1]), last=names[-1])

    # inside ----------------------------------------------------------------------------------

    def _text(self, key: str, count: object) -> str:
        found = self.terms.get(key)
        if isinstance(found, str):
            return found
        if isinstance(found, Mapping):
            if not isinstance(count, int | Fraction):
                raise UnknownTerm(f"the term '{key}' wants a 'count'")
            return self.form_of(found, Fraction(count), 0)
        raise UnknownTerm(f"no term '{key}' in '{self.code}'")

    def _mark(self, section: str, status: Status) -> str:
        key = f"{section}.{status.name.lower()}"
        return self.term(key) if key in self.terms else ""

    def _filled(self, key: str, text: str, values: Mapping[str, Filling]) -> str:
        found: list[str] = []
        for part in parts_of(text):
            if isinstance(part, str):
                found.append(part)
                continue
            if found and self._is_day(values.get(part.name)):
                found[-1] = self.grammar.before_date(found[-1])
            found.append(self._put(key, part, values))
        return "".join(found)

    def _is_day(self, value: Filling | None) -> bool:
        """Whether what fills a slot is a single day, as a period or in words."""
        if isinstance(value, Period):
            return value.frequency is Frequency.DAILY
        words = value.text if isinstance(value, Text | Mention) else value
        return isinstance(words, str) and self.notation.is_date(words)

    def _put(self, key: str, slot: Slot, values: Mapping[str, Filling]) -> str:
        if slot.name not in values:
            raise UnknownTerm(f"the term '{key}' wants a value for '{slot.name}'")
        value = values[slot.name]
        match value:
            case str():
                return self._in_manner(value, slot)
            case Period():
                return self.short_period(value) if "short" in slot.manners else self.period(value)
            case int() | Fraction():
                return self._counted(Fraction(value), slot)
            case Text() | Mention():
                return self._in_manner(value.text, slot)
            case _:
                names = [one for one in value if isinstance(one, str)]
                if len(names) < len(value):
                    raise UnknownTerm(f"the term '{key}' takes no typed text for '{slot.name}'")
                return self.listed_apart([self._in_manner(one, slot) for one in names])

    def _counted(self, value: Fraction, slot: Slot) -> str:
        """A whole number as digits or, where the slot says so, in words."""
        in_words = {
            "cardinal": self.cardinal,
            "ordinal": self.ordinal,
            "superlative": self.superlative,
        }
        for manner in slot.manners:
            if manner in in_words:
                rest = Slot(slot.name, tuple(one for one in slot.manners if one != manner))
                return self._in_manner(in_words[manner](value), rest)
        return self.number(value, 0)

    def _in_manner(self, text: str, slot: Slot) -> str:
        for manner in slot.manners:
            text = MANNERS[manner](self.grammar)(text)
        return text


def language_of(
    code: str,
    locale: str,
    units: Mapping[str, tuple[str, str, str]] | None = None,
    plurals: Mapping[str, bool] | None = None,
) -> Language:
    """The language of a brief: its words by ``code``, its notations by ``locale``.

    ``units`` are the words of things that a project counts, by name: one, many, short; ``plurals``
    says of titles whether they take a plural verb, where the project does.

    Raises :class:`~briefing.language.locale_data.UnknownLocale` for a locale that is none, and
    :class:`~briefing.language.wordings.UnknownLanguage` for a language that is none.
    """
    wording = wording_of(code)
    terms = dict(wording.terms)
    for name, (one, many, short) in (units or {}).items():
        terms[f"unit.name.{name}"] = {"one": one, "other": many}
        terms[f"unit.short.{name}"] = short
    base = base_of(code)
    form, notation = number_form_of(locale), Notation(base, locale)
    grammar = wording.grammar(terms).knowing(proper_names(base))
    return Language(code, locale, terms, form, notation, grammar, plurals or {})


def joined(inlines: Sequence[Inline]) -> Inlines:
    """The same with neighbouring plain words as one."""
    found: list[Inline] = []
    for one in inlines:
        last = found[-1] if found else None
        if isinstance(one, Text) and isinstance(last, Text):
            found[-1] = Text(last.text + one.text)
        elif not isinstance(one, Text) or one.text:
            found.append(one)
    return tuple(found)
