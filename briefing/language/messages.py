"""The language of messages to the author, which is English whatever the brief's is."""

from __future__ import annotations

from briefing.language.base import language_of

MESSAGES = language_of("en", "en_US")
"""Words and numbers of problems and checks; no part of a brief."""
