"""A file of works to cite, BibTeX or CSL-JSON, to works by their keys. The one home of bibtexparser.

It is loaded where a brief has such a file: few do, and help and a build with nothing to do must not
pay for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from briefing.core.json_text import BadJson, json_values
from briefing.core.library_calls import library_call
from briefing.core.problems import Place, ProblemLog, Refusal
from briefing.core.seen_files import Snapshot
from briefing.core.work import Author, Work

if TYPE_CHECKING:
    from bibtexparser.model import Entry

_WITHIN = ("journal", "journaltitle", "booktitle", "series")
_PUBLISHER = ("publisher", "institution", "school", "organization", "howpublished")
_YEAR = re.compile(r"\b\d{4}\b")
_ADVICE = "mend the entry; a file that a reference manager exports is fit"


class _Unreadable(Refusal):
    def __init__(self, why: str) -> None:
        super().__init__(f"it is no bibliography that can be read: {why}", _ADVICE, code=_CODE)


_CODE = "damaged-bibliography"


def read_works(file: Snapshot, log: ProblemLog) -> dict[str, Work]:
    """The works of a ``.bib`` or ``.json`` file by their keys; what is wrong goes to the log."""
    try:
        found = _of_json(file) if file.path.casefold().endswith(".json") else _of_bibtex(file, log)
    except BadJson as error:
        log.refuse(Place(file.path, error.line), _Unreadable(str(error)))
        return {}
    except Refusal as error:
        log.refuse(Place(file.path), error)
        return {}
    works: dict[str, Work] = {}
    for one in found:
        place = Place(file.path, one.line)
        if one.key in works:
            log.add(place, f"the work '{one.key}' stands twice", "delete one of them", code=_CODE)
        if not one.title:
            log.add(place, f"the work '{one.key}' has no title", _ADVICE, code=_CODE)
        works[one.key] = one
    return works


def _of_bibtex(file: Snapshot, log: ProblemLog) -> Iterable[Work]:
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.middlewares import (
        LatexDecodingMiddleware,
        SeparateCoAuthors,
        SplitNameParts,
    )
    from bibtexparser.model import DuplicateBlockKeyBlock

    with library_call(_Unreadable):
        text = file.content.decode("utf-8-sig")
        steps = [
            LatexDecodingMiddleware(keep_braced_groups=True),
            SeparateCoAuthors(),
            SplitNameParts(),
        ]
        library = parse_string(text, append_middleware=steps)
        works = [_of_entry(one) for one in library.entries]
    for failed in library.failed_blocks:
        line = (failed.start_line or 0) + 1
        if isinstance(failed, DuplicateBlockKeyBlock):
            message = f"the work '{failed.key}' stands twice"
        else:
            message = "an entry that begins here cannot be read"
        log.add(Place(file.path, line), message, _ADVICE, code=_CODE)
    return works


def _of_entry(entry: Entry) -> Work:
    fields = {name.casefold(): one.value for name, one in entry.fields_dict.items()}

    def first(*names: str) -> str:
        return next((_plain(fields[name]) for name in names if fields.get(name)), "")

    doi = first("doi")
    return Work(
        key=entry.key,
        title=first("title"),
        authors=tuple(map(_author, fields.get("author") or fields.get("editor") or ())),
        year=_year(first("year", "date")),
        within=first(*_WITHIN),
        volume=first("volume"),
        issue=first("number", "issue"),
        pages=first("pages").replace("--", "–"),
        publisher=first(*_PUBLISHER),
        url=f"https://doi.org/{_bare(doi)}" if doi else first("url"),
        line=(entry.start_line or 0) + 1,
    )


def _author(name: object) -> Author:
    parts = {part: " ".join(getattr(name, part, ())) for part in ("first", "von", "last", "jr")}
    last = " ".join(filter(None, (parts["von"], parts["last"], parts["jr"])))
    return Author(_plain(last), _plain(parts["first"]))


def _of_json(file: Snapshot) -> Iterable[Work]:
    found = json_values(file.content)
    items = found.get("items") if isinstance(found, dict) else found
    if not isinstance(items, list) or not all(isinstance(one, dict) for one in items):
        raise _Unreadable("CSL-JSON is a list of works")
    text = file.content.decode("utf-8-sig")
    return [_of_item(one, text) for one in items]


def _of_item(item: Mapping[str, object], text: str) -> Work:
    def first(*names: str) -> str:
        return next((_plain(item[name]) for name in names if item.get(name)), "")

    key, doi = first("id", "citation-key"), first("DOI")
    names = item.get("author") or item.get("editor")
    at = re.search(rf'"(?:id|citation-key)"\s*:\s*"?{re.escape(key)}\b', text)
    return Work(
        key=key,
        title=first("title"),
        authors=tuple(_of_names(names)) if isinstance(names, list) else (),
        year=_issued(item.get("issued")),
        within=first("container-title", "collection-title"),
        volume=first("volume"),
        issue=first("issue", "number"),
        pages=first("page").replace("-", "–"),
        publisher=first("publisher"),
        url=f"https://doi.org/{_bare(doi)}" if doi else first("URL"),
        line=text.count("\n", 0, at.start()) + 1 if at else 1,
    )


def _of_names(names: Iterable[object]) -> Iterable[Author]:
    for one in names:
        if isinstance(one, dict):
            last = " ".join(
                _plain(one[part])
                for part in ("non-dropping-particle", "family", "literal", "suffix")
                if one.get(part)
            )
            yield Author(last, _plain(one.get("given", "")))


def _issued(date: object) -> str:
    """The year of a date of CSL-JSON: in parts, or as it is written."""
    if not isinstance(date, dict):
        return ""
    match date.get("date-parts"):
        case [[year, *_], *_]:
            return str(year)
    return _year(_plain(date.get("raw") or date.get("literal") or ""))


def _year(text: str) -> str:
    found = _YEAR.search(text)
    return found[0] if found else text


def _plain(value: object) -> str:
    return " ".join(str(value).replace("{", "").replace("}", "").split())


def _bare(doi: str) -> str:
    return re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", doi, flags=re.IGNORECASE)
