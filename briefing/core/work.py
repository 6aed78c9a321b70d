"""A work that a brief cites: an article, a report, a book, a page, as a bibliography describes it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote it: a person, or an institution, which has no first names."""

    last: str
    first: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """What is known of one work."""

    key: str
    """What texts cite it by: ``smith2020``."""
    title: str
    authors: tuple[Author, ...] = ()
    year: str = ""
    """As printed; empty where it is not known."""
    within: str = ""
    """The journal, book or series in which it stands."""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    publisher: str = ""
    url: str = ""
    """Where it is; the address of its DOI, where it has one."""
    line: int = 1
    """Where its entry begins in the file, from 1."""
