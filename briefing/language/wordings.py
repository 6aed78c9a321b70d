"""Languages by their tags: the words and the grammar that each starts from, those of plug-ins too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from briefing.core.plugins import Registry
from briefing.core.problems import Refusal, suggest
from briefing.language.english import EnglishGrammar
from briefing.language.grammar import Grammar
from briefing.language.term_file import Entry, terms_of


@dataclass(frozen=True, slots=True)
class Wording:
    """The words and the grammar of a language, before a project adds any."""

    terms: Mapping[str, Entry]
    """All terms that ``terms/en.toml`` has, with the same slots; :func:`~briefing.language.term_file.terms_in`
    reads such a file."""
    grammar: Callable[[Mapping[str, Entry]], Grammar]
    """Makes the grammar of the terms."""


class LanguageSource(Protocol):
    """Gives the words of a language; plug-ins add to the group ``briefing.languages``.

    The name is a tag of BCP 47, which the pages bear: ``de``, ``en-x-plain``. What stands before
    ``-x-`` says how numbers are put into plurals, and names months.
    """

    def __call__(self) -> Wording:
        """The words, the same at each call."""


def english() -> Wording:
    """English, as ``terms/en.toml`` has it."""
    return Wording(terms_of("en"), EnglishGrammar)


LANGUAGES: Registry[Wording] = Registry("briefing.languages", {"en": english})
"""Every language by its tag."""


class UnknownLanguage(Refusal):
    """No such language, and no plug-in brings it."""


def wording_of(code: str) -> Wording:
    """The words of a language; raises :class:`UnknownLanguage` with the nearest."""
    if code not in LANGUAGES:
        advice = suggest(code, LANGUAGES) or f"one of: {', '.join(sorted(LANGUAGES))}"
        raise UnknownLanguage(f"there is no language '{code}'", advice, code="unknown-language")
    return LANGUAGES[code]()


def base_of(code: str) -> str:
    """The language of which a tag names a private variety: ``en`` of ``en-x-plain``."""
    return code.partition("-x-")[0]
