"""What a publication says of itself, as declared: series and numbers, licence, authors, contact."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, Field

from briefing.core.problems import Refusal, suggest
from briefing.project.declared import Declared

_ISBN_13 = 13
_MOST_IN_CODE = 150
_EMBARGO = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d)(?: (\S+))?")


def _issn(text: str) -> str:
    """An ISSN with its check digit (ISO 3297)."""
    digits = text.replace("-", "").upper()
    if re.fullmatch(r"\d{7}[\dX]", digits):
        total = sum((8 - place) * int(one) for place, one in enumerate(digits[:7]))
        if (total + (10 if digits[7] == "X" else int(digits[7]))) % 11 == 0:
            return f"{digits[:4]}-{digits[4:]}"
    raise _wrong(
        f"'{text}' is no ISSN", "eight digits, the last of which checks the others: 0317-8471"
    )


def _isbn(text: str) -> str:
    """An ISBN of 13 digits with its check digit (ISO 2108)."""
    digits = re.sub(r"[- ]", "", text)
    if re.fullmatch(rf"\d{{{_ISBN_13}}}", digits):
        total = sum(int(one) * (3 if place % 2 else 1) for place, one in enumerate(digits))
        if total % 10 == 0:
            return text
    raise _wrong(
        f"'{text}' is no ISBN", "13 digits, the last of which checks the others: 978-0-306-40615-7"
    )


def _doi(text: str) -> str:
    """A DOI without the address before it."""
    bare = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", text, flags=re.IGNORECASE)
    if not re.fullmatch(r"10\.\d{4,9}/\S+", bare):
        raise _wrong(f"'{text}' is no DOI", "as in 10.1787/69096873-en")
    return bare


def _embargo(text: str) -> str:
    """A moment that :func:`moment_of_embargo` reads."""
    moment_of_embargo(text)
    return text


def moment_of_embargo(text: str) -> dt.datetime:
    """The moment that an embargo ends, in its own zone: ``2025-02-01 09:00 Europe/London``.

    Raises :class:`~briefing.core.problems.Refusal` where it is none, or the zone is not known.
    """
    found = _EMBARGO.fullmatch(" ".join(text.split()))
    if found is None or found[3] is None:
        advice = "write day, time and time zone: 2025-02-01 09:00 Europe/London"
        raise _wrong(f"'{text}' is no moment at which an embargo ends", advice)
    zones = available_timezones()
    if found[3] not in zones:
        advice = suggest(found[3], zones) or "as in Europe/London or UTC"
        raise _wrong(f"there is no time zone '{found[3]}'", advice)
    try:
        naive = dt.datetime.fromisoformat(f"{found[1]} {found[2]}")
    except ValueError:
        raise _wrong(f"there is no '{found[1]} {found[2]}'", "mend the day or the time") from None
    return naive.replace(tzinfo=ZoneInfo(found[3]))


def _wrong(message: str, advice: str) -> Refusal:
    return Refusal(message, advice, code="unfit-imprint")


def _address(text: bool | str) -> bool | str:
    """An address of the web that a code of 20 mm can hold; whether there is one stays."""
    if not isinstance(text, str):
        return text
    if not re.fullmatch(r"https?://[^\s\"'<>]+", text) or len(text) > _MOST_IN_CODE:
        raise _wrong(
            f"'{text}' is no address for a QR code",
            f"https://..., {_MOST_IN_CODE} characters at most: a longer one is too fine for cameras",
        )
    return text


WebAddress = Annotated[bool | str, AfterValidator(_address)]
Embargo = Annotated[str, AfterValidator(_embargo)]


class Imprint(Declared):
    """What a publication says of itself at its end; each is printed where it is given.

    The brand's stands for all briefs, and a brief's own takes the place of single keys.
    """

    series: str | None = Field(default=None, examples=["Policy briefs"])
    """Title of the series, printed at the head too: ``Policy briefs``."""
    number: str | None = Field(default=None, examples=["12"])
    """Number in the series: ``12``."""
    issn: Annotated[str, AfterValidator(_issn)] | None = Field(default=None, examples=["0317-8471"])
    """ISSN of the series: ``0317-8471``."""
    isbn: Annotated[str, AfterValidator(_isbn)] | None = Field(
        default=None, examples=["978-0-306-40615-7"]
    )
    """ISBN of the brief, of 13 digits: ``978-0-306-40615-7``."""
    doi: Annotated[str, AfterValidator(_doi)] | None = Field(
        default=None, examples=["10.1787/69096873-en"]
    )
    """DOI of the brief: ``10.1787/69096873-en``."""
    cite_as: bool | str | None = Field(default=None, examples=[True])
    """How to cite it; ``true`` makes it from author, date, title, series and DOI."""
    qr: WebAddress | None = Field(default=None, examples=[True])
    """Address of the brief on the web, printed with a QR code; ``true`` takes it from ``brand.url``."""
    licence: str | None = Field(default=None, examples=["CC BY 4.0"])
    """Under which licence it may be used: ``CC BY 4.0``."""
    disclaimer: str | None = Field(default=None, examples=["The views are those of the authors."])
    """Whose views it holds: ``The views are those of the authors.``"""
    about: str | None = Field(default=None, examples=["Ann Jones teaches economics in York."])
    """About the authors: ``Ann Jones teaches economics in York.``"""
    contact: str | None = Field(default=None, examples=["briefs@example.org"])
    """Whom to ask: ``briefs@example.org``."""

    def over(self, other: Imprint) -> Imprint:
        """This one, with what it leaves out as ``other`` has it."""
        given = {key: value for key, value in self if value is not None}
        return other.model_copy(update=given)
