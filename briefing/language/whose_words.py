"""Words for whose figure it is, and for whom a total leaves out, unless the text says so."""

from __future__ import annotations

from briefing.core.fact import Fact, Partly
from briefing.core.title import Title, titled_for
from briefing.language.base import Language


def names_all(language: Language, text: str, partly: Partly) -> bool:
    """Whether a text names all those whom a total leaves out, or all whom it is of."""
    return all(language.name(one) in text for one in partly.members)


def says_of_whom(language: Language, text: str, partly: Partly) -> bool:
    """Whether a sentence says of whom its figure is, so that the figure need not."""
    if partly.how == "reporting":
        said = language.words_of("prose.reporting_said")
        return any(one in text for one in said) or names_all(language, text, partly)
    return names_all(language, text, partly)


def titled_partly(language: Language, title: str, partly: Partly | None) -> str:
    """A title that says whom a total leaves out: ``Patients waiting, without Coast``."""
    if partly is None or partly.how == "reporting" or names_all(language, title, partly):
        return title
    return language.title(Title(partly.how, {"measure": title, "names": partly.members}))


def title_of(language: Language, fact: Fact) -> str:
    """What a figure is and whose: ``Patients waiting, Hill``."""
    title = titled_for(fact.title, fact.member)
    return title if isinstance(title, str) else language.title(title)
