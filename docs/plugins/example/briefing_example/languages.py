"""A language: English, in which figures went up and down and did not rise and fall."""

from __future__ import annotations

from pathlib import Path

from briefing.language.english import EnglishGrammar
from briefing.language.term_file import terms_in, terms_of
from briefing.language.wordings import Wording


def plain_english() -> Wording:
    """All terms of English, with those of ``plain.toml`` over them."""
    own = terms_in((Path(__file__).parent / "plain.toml").read_text(encoding="utf-8"))
    return Wording({**terms_of("en"), **own}, EnglishGrammar)
