"""A subject of a portfolio, and its texts in the place of ``{{ this }}``: text before any facts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from briefing.core.problems import Refusal, suggest

_THIS = re.compile(
    r"""\{\{-?\s*this\s*
    (?:\.\s*(?P<name>[^\W\d]\w*)\s*|\[\s*(?P<quote>["'])(?P<text>.*?)(?P=quote)\s*\]\s*)?
    (?:\|\s*(?P<form>\w+)\s*)?-?\}\}""",
    re.VERBOSE,
)
_BEGINS_A_TEMPLATE = ("{{", "{%", "{#")
_NOT_IN_NAMES = re.compile(r"(?:[^\w.+]|\.(?!\d))+|_+")
"""What no name of a file holds but as ``-``; a point stays before a digit alone: ``v2.1``."""


def slug(text: str) -> str:
    """A text as the name of a file: small letters and digits of any alphabet, joined by ``-``."""
    plain = unicodedata.normalize("NFC", text).strip().lower()
    return _NOT_IN_NAMES.sub("-", plain).strip("-.")


FORMS: Mapping[str, Callable[[str], str]] = {
    "lower": str.lower,
    "upper": str.upper,
    "capitalize": lambda text: text[:1].upper() + text[1:],
    "slug": slug,
}
"""What may follow a subject: ``{{ this | lower }}``."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Who or what one brief of a portfolio is about."""

    text: str
    columns: Mapping[str, str] = field(default_factory=dict)
    """What is known of it beside its text, by name."""
    skipped: str = ""
    """Why it gets no brief; empty where it gets one."""

    @property
    def texts(self) -> tuple[str, ...]:
        """All that may stand in prose for it."""
        return (self.text, *self.columns.values())

    def check(self) -> None:
        """Raise :class:`Refusal` where a text could be taken for a template, or there is none."""
        if not self.text.strip():
            raise Refusal("a subject has no text", "name it", code="unfit-subject")
        for text in self.texts:
            if any(sign in text for sign in _BEGINS_A_TEMPLATE):
                raise Refusal(
                    f"'{text[:60]}' of the subject '{self.text[:60]}' reads like a template",
                    "leave out '{{', '{%' and '{#'",
                    code="unfit-subject",
                )

    def put_into(self, text: str) -> str:
        """The text with what stands for this subject replaced; raises :class:`Refusal`."""
        return _THIS.sub(self._said, text) if "this" in text else text

    def _said(self, found: re.Match[str]) -> str:
        column, form = found["name"] or found["text"], found["form"]
        text = self.text if column is None else self.columns.get(column)
        if text is None:
            known = list(self.columns)
            advice = suggest(column, known) or (
                f"it has: {', '.join(known)}" if known else "it has no columns: {{ this }}"
            )
            raise Refusal(f"a subject has no '{column}'", advice, code="unknown-subject-column")
        if form is None:
            return text
        if form not in FORMS:
            raise Refusal(
                f"unknown form '{form}' of a subject",
                suggest(form, FORMS) or f"forms: {', '.join(FORMS)}",
                code="unknown-subject-column",
            )
        return FORMS[form](text)
