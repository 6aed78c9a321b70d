"""Is a text the name or code of a place? Countries by Babel's list; their parts in :mod:`briefing.data.places_within`."""

from __future__ import annotations

import re
from collections.abc import Collection

from briefing.data.aggregates import named_aggregates
from briefing.data.places_within import known_parts
from briefing.language.locale_data import territory_names

_OTHER_NAMES = """
burma; czechia; czech republic; turkey; türkiye; congo (kinshasa); congo (brazzaville); korea, north;
korea, republic of; korea, rep.; north korea; south korea; russia; russian federation; the
netherlands; united states of america; usa; u.s.; uk; viet nam; iran, islamic rep.; egypt, arab rep.;
venezuela, rb; macedonia; north macedonia; slovak republic; brunei darussalam; cote d'ivoire; kyrgyz
republic; lao pdr; hong kong; macao; gambia, the; bahamas, the; yemen, rep.; syria; tanzania;
kosovo*; kosovo; united kingdom; great britain and northern ireland; new caledonia; europe; el; uk;
"""
_KNOWN = (
    frozenset(one.strip() for one in _OTHER_NAMES.replace("\n", " ").split(";") if one.strip())
    | known_parts()
)
_CODE = re.compile(r"[A-Z]{2}[A-Z0-9]{0,4}|[EWSNK]\d{8}|EU\d\d.*|EA\d\d.*")
_MOST = 0.6
_HEADER = re.compile(
    r"\b(?:geo|country|countries|region|regions|area|areas|state|states|county|counties|territory|"
    r"geography|geographies|local authority|lad|la name|district|districts|municipality|city|cities|"
    r"nation|ref area|reference area|reporter|location|place|province|land|bundesland|nuts|constituency|"
    r"council|ward|postcode|health board|trust)\b",
    re.IGNORECASE,
)


def is_place_header(header: str) -> bool:
    """Whether a header tells that places stand below it."""
    return bool(_HEADER.search(re.sub(r"[_\W]+", " ", header)))


def are_places(texts: Collection[str]) -> bool:
    """Whether most of the texts are names of places; codes count where they are alike throughout."""
    distinct = [one for one in dict.fromkeys(texts) if one]
    if not distinct:
        return False
    groups = {one.member for one in named_aggregates(distinct)}
    plain = [one for one in distinct if one not in groups]
    known = sum(_is_place(one) for one in plain)
    return bool(plain) and known >= _MOST * len(plain) and known > 1


def _is_place(text: str) -> bool:
    bare = re.sub(r"\s*(?:\[[^\]]*\]|\([^)]*\)|\d{1,2})$", "", text).strip().casefold()
    names = territory_names()
    return text.casefold() in names or bare in names or bare in _KNOWN or text.casefold() in _KNOWN


def are_codes(texts: Collection[str]) -> bool:
    """Whether all texts look like codes: short, without small letters or spaces."""
    return bool(texts) and all(_CODE.fullmatch(one) or _is_code(one) for one in texts)


def _is_code(text: str) -> bool:
    return len(text) <= 24 and " " not in text and not any(one.islower() for one in text)  # noqa: PLR2004


_A_WORD = 4
"""Letters of a word that says something."""
_LETTERS_AND_DIGITS = re.compile(r"(?=\w*\d)(?=\w*[A-Z])[A-Z0-9]{3,8}")


def is_code_title(title: str, stem: str) -> bool:
    """Whether a title is a code such as ``D7G7``, or the name of a file such as ``une rt m``."""
    main = title.partition(",")[0].strip()
    words = re.split(r"[\s_]+", main)
    short = [one for one in words if len(one) < _A_WORD or not one.isalpha()]
    if main.casefold() == stem.casefold():
        return 2 * len(short) >= len(words)
    return len(words) == 1 and _LETTERS_AND_DIGITS.fullmatch(main) is not None


_NOTE = re.compile(
    r"(?P<name>.*?\S)\s*(?:(?:\[(?:notes? ?|fn ?)?\w{1,3}(?:, ?(?:notes? ?)?\w{1,3})*\]\s*)+|\((?:notes? ?\d{1,2}|[a-z]|\d)\)|"
    r"[⁰¹²³⁴-⁹ᵃ-ᶻ*†‡]+)",
    re.IGNORECASE,
)
_FUSED = re.compile(r"(?P<name>.*[a-z]{3}\)?)\d{1,2}")


def without_note(name: str) -> str:
    """A member without the mark of a note: ``UK total [note 2]``, ``Türkiye*``, ``New Caledonia11``.

    Digits are a mark where what stands before them is the name of a place or of a total.
    """
    if match := _NOTE.fullmatch(name):
        return match["name"].strip()
    match = _FUSED.fullmatch(name)
    if match is None:
        return name
    plain = match["name"].strip()
    return plain if _is_place(plain) or any(named_aggregates([plain, ""])) else name
