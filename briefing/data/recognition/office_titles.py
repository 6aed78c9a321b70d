"""Titles of offices' tables to titles for readers: what is an attribute of a series leaves its title.

The rules, each for a part that stands at the end or between colons: the unit (``#m``, ``£ million``); the
season (``SA``, ``NSA``, ``CPSA``), kept as ``seasonally_adjusted``; current prices (``CP``, ``CPNSA``), which
are what a reader takes amounts for, kept as ``prices``; volumes and constant prices (``CVM``, ``KP``) in words,
since nobody would take amounts for them; the base of an index (``2015=100``); codes of accounts and of
products in brackets or before a colon (``(D.74)``, ``00:``). Titles in capitals alone are written small,
abbreviations that are known apart. The U.S. Geological Survey's headers (``USprod_Mine``, ``NIR``) are spelt
out. Titles that would become the same keep what tells them apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefing.core.unit import Unit
from briefing.data.recognition.recognised import Measure

_ADJUSTED = r"(?:seasonally[- ]adjusted|(?<![A-Za-z])SA(?![A-Za-z]))"
_UNADJUSTED = r"(?:(?:not |non-?|un)seasonally[- ]adjusted|(?<![A-Za-z])NSA(?![A-Za-z]))"
_CURRENT = r"(?:current prices?|(?<![A-Za-z])CP(?![A-Za-z]))"
_REAL = r"(?:chained volume measures?|constant prices?|(?<![A-Za-z])(?:CVM|KP)(?![A-Za-z]))"
_FUSED = r"(?<![A-Za-z])(?P<price>CP|CVM|KP)(?P<season>N?SA)(?![A-Za-z])"
_UNIT = r"(?:(?:[#£€$]|(?<![A-Za-z])(?:GBP|USD|EUR) ?(?=[mbkt])) ?(?:m|mn|bn|k|million|billion|thousand|000s?)?(?![A-Za-z0-9])|%)"
_BASE = r"\(?(?:19|20)\d\d(?:[-/]\d\d)? ?= ?100\)?"
_ACCOUNT = r"\(\s*(?:AF|AN|NACE|[BDFKPS])\.?\d[\w.,&+/ -]*\)"
_PART = re.compile(
    rf"(?P<unadjusted>{_UNADJUSTED})|(?P<adjusted>{_ADJUSTED})|{_FUSED}|(?P<current>{_CURRENT})"
    rf"|(?P<real>{_REAL})|(?P<unit>{_UNIT})|(?P<base>{_BASE})|(?P<account>{_ACCOUNT})"
)
_TAIL = re.compile(rf"(?:^|[\s:,;/(–-]+)(?P<part>{_PART.pattern})[\s):,;]*$")
_LETTERS = re.compile(r"N?SA|CP|CVM|KP")
_ALONE = re.compile(rf"\s*(?:{_PART.pattern})\s*")
_PRODUCT = re.compile(r"(?<=[A-Z])\s+\d{1,2}(?:\.\d+)*\s*:")
_OF_GDP = re.compile(r"\bas an? ?% ?(?:of )?(?=\S)")
_SHARE = re.compile(r"%(?=GDP\b)")
_COLON = re.compile(r"(?<=[^\W\d_)])\s*:\s*(?=[^\W\d_(])")
_PARTED = re.compile(r"\s+;\s*")
"""``Employed total ;  Persons ;``, as the Australian Bureau of Statistics parts its titles."""
_FEWEST_CAPITALS = 9
_KNOWN = frozenset(
    [
        "GDP",
        "GVA",
        "GNI",
        "GNP",
        "CPI",
        "CPIH",
        "RPI",
        "RPIX",
        "PPI",
        "HPI",
        "HICP",
        "VAT",
        "UK",
        "EU",
        "US",
        "USA",
        "GB",
        "NHS",
        "HMRC",
        "ONS",
        "LFS",
        "GFCF",
        "NATO",
        "OECD",
        "WTO",
        "ICT",
        "R&D",
        "A&E",
        "GP",
        "COVID",
        "HIV",
        "AIDS",
        "TB",
        "CO2",
        "PM10",
        "NO2",
        "SO2",
        "NOX",
        "LPG",
        "LNG",
        "IMF",
        "ECB",
        "NI",
        "NEET",
        "SEN",
        "GCSE",
        "PISA",
        "BMI",
        "MMR",
    ]
)


_OF_SURVEY = {
    "USprod": "U.S. production", "Consump": "Consumption", "NIR": "Net import reliance",
}  # fmt: skip
_BESIDE_SURVEY = frozenset({"Imports", "Exports", "Price", "Stocks", "Employment", "Shipments"})
_SHORT_WORDS = {
    "Apprnt": "apparent", "Rprtd": "reported", "Avg": "average", "Est": "estimated", "mtl": "metal",
    "Apparent": "apparent", "Reported": "reported", "Total": "total", "Mine": "mine",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlainTitle:
    """A title for readers, and what was taken out of it."""

    title: str
    said: Mapping[str, object] = field(default_factory=dict)
    """As keys of the series: ``seasonally_adjusted``, ``prices``."""
    apart: str = ""
    """What tells it from another of the same words: ``seasonally adjusted``."""


def for_readers(measures: Sequence[Measure]) -> list[Measure]:
    """Measures with titles for readers; what their old titles said of prices holds for money alone."""
    return [
        replace(measure, title=plain.title, said=_fitting(plain.said, measure.unit))
        for measure, plain in zip(
            measures, plain_titles([one.title for one in measures]), strict=True
        )
    ]


def _fitting(said: Mapping[str, object], unit: str) -> dict[str, object]:
    is_money = Unit(unit).is_money
    return {key: one for key, one in said.items() if key != "prices" or is_money}


def plain_titles(titles: Sequence[str]) -> list[PlainTitle]:
    """Each title for readers; of those that would be alike, with what tells them apart, or as it was."""
    titles = [_PARTED.sub(", ", one).strip(" ,") if _PARTED.search(one) else one for one in titles]
    is_survey = any(one.split()[:1] and one.split()[0] in _OF_SURVEY for one in titles)
    found = [_spelt_out(one) if is_survey else _plain(one) for one in titles]
    for more in (_with_apart, lambda _one, title: PlainTitle(title)):
        counts = Counter(one.title.casefold() for one in found)
        found = [
            more(one, title) if counts[one.title.casefold()] > 1 and one.title != title else one
            for one, title in zip(found, titles, strict=True)
        ]
    return found


def _spelt_out(title: str) -> PlainTitle:
    """``USprod Mine`` is ``U.S. production: Mine``."""
    first, _, rest = title.partition(" ")
    head = _OF_SURVEY.get(first) or (first if first in _BESIDE_SURVEY else "")
    if not head:
        return _plain(title)
    words = " ".join(_SHORT_WORDS.get(one, one) for one in rest.split())
    return PlainTitle(f"{head}: {words}" if words else head)


def spelt_words(words: str) -> tuple[str, ...]:
    """Words of a header as a title for readers may have them, the longest first: ``NIR``, ``Net import reliance``."""
    every = {words, _spelt_out(words).title} if words.split()[:1] else {words}
    return tuple(sorted(every, key=lambda one: (-len(one), one)))


def _with_apart(one: PlainTitle, title: str) -> PlainTitle:
    del title
    told = f"{one.title}, {one.apart}" if one.apart else one.title
    return PlainTitle(told, one.said, one.apart)


def _plain(title: str) -> PlainTitle:
    said: dict[str, object] = {}
    apart: list[str] = []
    volumes = ""
    rest, parts = title, []
    while (found := _TAIL.search(rest)) and found.start() > 0:
        if _LETTERS.fullmatch(found["part"]) and not _is_set_apart(rest, found):
            break  # "Deaths in SA"
        parts.append(found)
        rest = rest[: found.start()]
    pieces = rest.split(":")
    kept = []
    for number, piece in enumerate(pieces):
        alone = _ALONE.fullmatch(piece) if number else None
        if alone:
            parts.append(alone)
        else:
            kept.append(piece)
    if not parts and not _needs_more(title):
        return PlainTitle(title)
    for part in parts:
        price, season = part["price"] or "", part["season"] or ""
        if part["adjusted"] or season == "SA":
            said["seasonally_adjusted"] = True
            apart.append("seasonally adjusted")
        if part["unadjusted"] or season == "NSA":
            apart.append("not seasonally adjusted")
        if part["current"] or price == "CP":
            said["prices"] = "current"
            apart.append("current prices")
        if part["real"] or price in {"CVM", "KP"}:
            is_chained = price == "CVM" or "CVM" in part[0] or "chained" in part[0].casefold()
            said["prices"] = "chained" if is_chained else "constant"
            volumes = "chained volumes" if is_chained else "constant prices"
    plain = _in_small(_PRODUCT.sub(":", ":".join(kept)).strip(" :,;/–-"))
    plain = _SHARE.sub("% of ", _OF_GDP.sub("as a share of ", plain))
    plain = re.sub(r"\s+", " ", _COLON.sub(": ", plain)).strip()
    if not plain:
        return PlainTitle(title)
    plain = f"{plain}, {volumes}" if volumes else plain
    return PlainTitle(plain, said, ", ".join(dict.fromkeys(apart)))


def _is_set_apart(title: str, found: re.Match[str]) -> bool:
    """Whether a sign or another attribute stands before letters that might be a word of the title."""
    before = title[: found.start("part")].rstrip()
    return before.endswith((":", ",", ";", "(", "-", "–")) or _TAIL.search(before) is not None


def _needs_more(title: str) -> bool:
    return (
        _in_small(title) != title
        or _PRODUCT.search(title) is not None
        or _OF_GDP.search(title) is not None
        or _SHARE.search(title) is not None
        or _COLON.sub(": ", title) != title
    )


def _in_small(title: str) -> str:
    """A title in capitals alone in small letters, but for abbreviations that are known, and its first."""
    letters = [one for one in title if one.isalpha()]
    if len(letters) < _FEWEST_CAPITALS or not all(one.isupper() for one in letters):
        return title
    if " " not in title.strip():
        return title
    words = re.sub(
        r"[A-Z][A-Z0-9&’']*", lambda one: one[0] if one[0] in _KNOWN else one[0].lower(), title
    )
    return f"{words[:1].upper()}{words[1:]}"
