"""What a file says of its source: publisher, title, day of publication, next release, DOI, licence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from briefing.core.period_notation import DAY, DAY_FIRST, readings
from briefing.data.recognition.head_rows import is_metadata
from briefing.data.recognition.recognised import Metadata

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>,;]+[^\s\"<>,;.)]")
_LICENCES = (
    (
        re.compile(r"open government licence(?: v?(?P<v>\d(?:\.\d)?))?", re.IGNORECASE),
        "Open Government Licence",
    ),
    (
        re.compile(
            r"\bcc[ -]by(?:[ -](?P<v>\d\.\d))?\b|creative commons attribution", re.IGNORECASE
        ),
        "CC BY",
    ),
    (re.compile(r"\bpublic domain\b", re.IGNORECASE), "public domain"),
)
_PUBLISHERS = (
    (re.compile(r"world development indicators|world bank", re.IGNORECASE), "World Bank"),
    (re.compile(r"\beurostat\b", re.IGNORECASE), "Eurostat"),
    (
        re.compile(r"office for national statistics", re.IGNORECASE),
        "Office for National Statistics",
    ),
    (re.compile(r"land (?:&|and) property services", re.IGNORECASE), "Land & Property Services"),
    (
        re.compile(r"northern ireland statistics and research agency|\bnisra\b", re.IGNORECASE),
        "NISRA",
    ),
    (re.compile(r"^mcs ?20\d\d$", re.IGNORECASE), "U.S. Geological Survey"),
    (re.compile(r"statistisches bundesamt|\bdestatis\b", re.IGNORECASE), "Statistisches Bundesamt"),
    (re.compile(r"\boecd\b", re.IGNORECASE), "OECD"),
    (re.compile(r"bundeswahlleiter", re.IGNORECASE), "Die Bundeswahlleiterin"),
    (re.compile(r"^idbank$", re.IGNORECASE), "Insee"),
    (
        re.compile(r"australian bureau of statistics", re.IGNORECASE),
        "Australian Bureau of Statistics",
    ),
    (re.compile(r"international monetary fund", re.IGNORECASE), "International Monetary Fund"),
    (
        re.compile(r"office for budget responsibility", re.IGNORECASE),
        "Office for Budget Responsibility",
    ),
    (re.compile(r"u\.?s\.? census bureau", re.IGNORECASE), "U.S. Census Bureau"),
    (re.compile(r"statistics canada", re.IGNORECASE), "Statistics Canada"),
    (re.compile(r"^cdid$", re.IGNORECASE), "Office for National Statistics"),
)
_TITLE = re.compile(r"(?:dataset|title|table|data ?set title|data source|name)\s*:?", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"(?:last updated?(?: date)?|release date|releases?d?|published|date of publication|publication dates?|"
    r"dernière mise à jour|last update of data|data updated|updated)\s*:?",
    re.IGNORECASE,
)
_PUBLISHED_ON = re.compile(
    r"(?:this (?:release|publication) was )?(?P<name>published|released?|last updated|updated)"
    r"(?: on)?\s+(?=\d)",
    re.IGNORECASE,
)
"""``Published 14 March 2025``, without a colon."""
_CLAUSE = re.compile(r"[,;]\s+")
_SOURCE = re.compile(
    r"(?:source|sources|publisher|quelle|institutional source\(s\))\s*:?", re.IGNORECASE
)
_DATED_TITLE = re.compile(r",.*,? (?:19|20)\d\d$")
"""What follows a publisher in ``HM Treasury, Public Sector Finances, March 2024``."""
_FROM = re.compile(r"^.*\bfrom (?:the )?(?=[A-Z])")
"""``Births in England and Wales from the Office for National Statistics``."""
_NO_TITLE = re.compile(
    r"#|\(c\)|©|please note|(?:important )?notes?\b|release dates?\b|next release|(?:table of )?contents\b|back to|index is|source|data extracted|this (?:worksheet|table)|"
    r"some cells|freeze panes|units?\b|in (?:thousands|millions)",
    re.IGNORECASE,
)
_LONGEST_TITLE = 120
_WORDS_OF_TITLE = 3
"""What stands before a colon in a title has as many: ``UK general election: results by constituency``."""
_SPAN_AT_END = re.compile(
    r"(?:[,:;]\s*|\s+(?:from\s+)?|\s*\()(?:19|20)\d\d(?:[-/]\d\d)?\s?(?:to|and|-|–)\s?(?:19|20)\d\d"
    r"(?:[-/]\d\d)?\)?$|[,:;]\s*(?:19|20)\d\d(?:[-/]\d\d)?$",
    re.IGNORECASE,
)
"""``, 2015 to 2023`` at the end of a title: the periods of the table tell it."""
_TABLE_TITLE = re.compile(
    r"^(?:table\s+[\w.]{1,5}|(?-i:[A-Z]{1,5}\d{1,3}[a-zA-Z]?))\s*[:.–-]\s*", re.IGNORECASE
)
"""``Table 2a: Births``, ``PSF1: Public sector summary``."""


def _named_in(text: str) -> Iterator[tuple[str, str]]:
    """What a text names, and as what: ``Source: Office``, ``Published 14 March 2025``, or both in a row."""
    name, colon, rest = text.partition(":")
    if colon:
        yield name.strip(), rest
    for place, clause in enumerate(_CLAUSE.split(text)):
        if (place or not colon) and (dated := _PUBLISHED_ON.match(clause)):
            yield dated["name"], clause[dated.end() :]


def source_said(
    metadata: Sequence[Metadata],
    notes: Iterable[str],
    constants: Iterable[str],
    others: Iterable[str],
) -> dict[str, object]:
    """The keys of a source that the file tells.

    ``constants`` are texts that a column says in every row, ``others`` cells of sheets beside the
    table, such as a cover.
    """
    found: dict[str, object] = {}
    texts = [*notes, *others]
    for one in metadata:
        texts += [one.name, one.text]
        if _TITLE.fullmatch(one.name) and len(one.text) > 3:  # noqa: PLR2004
            named = {} if one.name.casefold() == "title" else found
            found["title"] = named.get("title", one.text.strip())
        _add_named(found, one.name, one.text)
    for text in texts:
        for name, rest in _named_in(text):
            _add_named(found, name, rest)
    every, said = [*texts, *constants], list(constants)
    for words, publisher in _PUBLISHERS:
        if any(words.search(text) for text in every):
            found.setdefault("publisher", publisher)
    _add_first(found, "doi", _DOI, every)
    for words, licence in _LICENCES:
        match = next((m for text in every if (m := words.search(text))), None)
        if match:
            version = match.groupdict().get("v")
            found.setdefault("licence", f"{licence} {version}" if version else licence)
    if edition := next((one for one in said if re.fullmatch(r"MCS ?20\d\d", one)), ""):
        found.setdefault("title", f"Mineral Commodity Summaries {edition[-4:]}")
        found.setdefault("edition", edition)
    return found


def _add_named(found: dict[str, object], name: str, text: str) -> None:
    """Add what a text says that is named as the day of publication, or as the source."""
    if _PUBLISHED.fullmatch(name) and (day := day_in(text)):
        found.setdefault("published", day.isoformat())
    elif _SOURCE.fullmatch(name) and text.strip():
        clauses = [one for one in _CLAUSE.split(text.strip()) if not _PUBLISHED_ON.match(one)]
        said = _DATED_TITLE.sub("", ", ".join(clauses).rstrip("."))
        known = (publisher for words, publisher in _PUBLISHERS if words.search(said))
        from_whom = _FROM.sub("", said)
        found.setdefault("publisher", next(known, from_whom))


_LEAST_WORD = 3
"""Letters: a name with shorter pieces is a code, ``une_rt_a``, and no words."""


def title_of(metadata: Sequence[Metadata], sheet: str, path: str) -> str:
    """The title of the table: what the file calls it, or its first line, or its name."""
    if said := title_said(metadata):
        return said
    stem = re.sub(r"\.[^/]*$", "", path.rpartition("/")[2])
    is_plain = re.fullmatch(r"(?:sheet|table|tabelle|data)\s?\w{0,3}", sheet, re.IGNORECASE)
    text = " ".join(re.sub(r"[_-]+", " ", sheet if sheet and not is_plain else stem).split())
    is_code = any(len(word) < _LEAST_WORD for word in text.split())
    return text if is_code else f"{text[:1].upper()}{text[1:]}"


def title_said(metadata: Sequence[Metadata]) -> str:
    """The title that a row above the table gives it; empty where none does."""
    for one in sorted(metadata, key=lambda one: one.name.casefold() != "table"):
        is_named = re.fullmatch(r"(?:dataset|title|table)\s*:?", one.name, re.IGNORECASE)
        if (is_named or _TABLE_TITLE.match(f"{one.name}: ")) and one.text:
            return _without_fixed(_bare(one.text), metadata)
    for one in metadata:
        is_of_words = len(one.name.split()) >= _WORDS_OF_TITLE and not _NO_TITLE.match(one.name)
        if one.name and (not is_of_words or is_metadata(one.name)):
            continue
        text = f"{one.name}: {one.text}" if one.name and one.text else one.text or one.name
        if len(text) > 8 and " " in text and not _NO_TITLE.match(text):  # noqa: PLR2004
            return _bare(text)
    return ""


def title_of_source(titles: Sequence[str], covers: Iterable[Sequence[str]]) -> str:
    """The title of the publication: the one that all columns have, or the first line of a cover.

    ``titles`` are a row of titles with its label, ``covers`` the first cells of sheets beside the table.
    """
    if titles and _TITLE.fullmatch(titles[0]) and len(set(titles[1:])) == 1:
        return titles[1]
    for cells in covers:
        first = next((one for one in cells if one), "")
        name = first.partition(":")[0].strip()
        is_said_of_it = _PUBLISHED.fullmatch(name) or _SOURCE.fullmatch(name)
        is_long = 8 < len(first) <= _LONGEST_TITLE  # noqa: PLR2004
        if is_long and " " in first and not is_said_of_it and not _NO_TITLE.match(first):
            return _bare(first)
    return ""


def day_in(text: str) -> date | None:
    """The day that a text tells: ``17/02/2021``, ``12/12/2024 23:00``, ``22 January 2026``."""
    said = re.sub(r"[T ]\d{2}:\d{2}.*$", "", text.partition(";")[0].strip())
    said = re.sub(r"^(\d{1,2})-(\d{1,2})-(\d{4})$", r"\3-\2-\1", said)
    found = readings(said)
    period = found.get(DAY) or found.get(DAY_FIRST)
    return period.last_day if period else None


def _bare(text: str) -> str:
    """A title without its number, what notes say of it, and the years that the table covers."""
    plain = re.sub(r"(?:\s*\[[^\]]*\])+$", "", _TABLE_TITLE.sub("", text.strip()))
    return _SPAN_AT_END.sub("", plain.strip()) or plain.strip()


_LENGTH_AT_END = re.compile(
    r"\s+[-–—]\s+(?:annual|yearly|quarterly|monthly|weekly|daily) data$", re.IGNORECASE
)
_BY_AT_END = re.compile(r"\s+by (?P<what>[\w ]{2,20}(?:, [\w ]{2,20})*(?: and [\w ]{2,20})?)$")


def _without_fixed(title: str, metadata: Sequence[Metadata]) -> str:
    """A title without what it is by, where the rows above say one of each: ``by sex and age``."""
    plain = _LENGTH_AT_END.sub("", title)
    match = _BY_AT_END.search(plain)
    if match is None:
        return plain
    fixed = {word for one in metadata if one.text for word in one.name.casefold().split()}
    parts = re.split(r", | and ", match["what"].casefold())
    is_fixed = all(set(one.split()) & fixed for one in parts)
    return plain[: match.start()] if is_fixed else plain


def _add_first(
    found: dict[str, object], key: str, words: re.Pattern[str], texts: Iterable[str]
) -> None:
    match = next((m for text in texts if (m := words.search(text))), None)
    if match and key not in found:
        found[key] = match[0]
