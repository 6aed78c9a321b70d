"""HTML for print to PDF bytes: tagged, archivable, with attachments. WeasyPrint's one home.

It is imported where a page is set: ``check`` sets none, and where a system library is missing the
message says so.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import partial
from importlib.metadata import version
from io import BytesIO
from typing import TYPE_CHECKING, Protocol

from briefing.core.attachment import Attachment
from briefing.core.collector import uncollected
from briefing.core.document import Document
from briefing.core.library_calls import library_call
from briefing.core.plot import DrawnSize
from briefing.core.problems import Problem, UnusableInput
from briefing.core.text_nodes import plain
from briefing.core.version import VERSION
from briefing.writers.house.fonts import SCHEME, Typefaces
from briefing.writers.house.house import House, shipped_house
from briefing.writers.pdf.boxes import Page, PageBox, Rendered, page_boxes
from briefing.writers.pdf.library import weasyprint_library
from briefing.writers.pdf.overflow import Spill, spills
from briefing.writers.pdf.pdf_finish import finish, is_apart
from briefing.writers.pdf.remembered import Memory, is_made_for_these, new_fonts, remembering

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

_NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)
_LOGGERS = ("weasyprint", "fontTools")
_NO_SPACE = re.compile(r"\[Errno (?:27|28|122)\]")
"""EFBIG, ENOSPC, EDQUOT: typefaces are put into temporary files."""
_DATA = re.compile(r"(?<=base64,)[A-Za-z0-9+/=]{40,}")
"""A whole drawing in the address of a picture, which nobody reads in a message."""


class Metadata(Protocol):
    """What a file says of itself."""

    title: str | None
    authors: list[str]
    description: str | None
    keywords: list[str]
    generator: str | None
    lang: str | None
    created: str | None
    modified: str | None
    attachments: list[object]


class Sheets(Rendered, Protocol):
    """Pages as WeasyPrint has them, to be written."""

    @property
    def metadata(self) -> Metadata: ...
    def write_pdf(self, *, pdf_variant: str, finisher: Callable[..., None]) -> bytes: ...
    def copy(self, pages: list[Page]) -> Sheets: ...


@dataclass(frozen=True, slots=True)
class LaidOut:
    """Pages before they are written."""

    rendered: Sheets
    document: Document
    memory: Memory | None = None
    """What the library remembers; see :mod:`briefing.writers.pdf.remembered`."""
    sizes: Mapping[str, DrawnSize] = field(default_factory=dict)
    """How large each chart is drawn on them, by its id."""
    behind: Sheets | None = None
    """A layout from which pages were taken; its typefaces are there for as long as it is."""

    @property
    def boxes(self) -> list[PageBox]:
        """The page boxes of the brief itself and of its annex, in order."""
        return page_boxes(self.rendered)

    @property
    def body(self) -> list[PageBox]:
        """The page boxes of the brief itself."""
        return [box for box in self.boxes if not is_apart(box.page_type.name)]

    def spills(self) -> tuple[Spill, ...]:
        """What is wider than its place, or runs over the foot of its page."""
        return spills(self.boxes, self.document)

    def written(
        self, attachments: Sequence[Attachment] = (), moment: datetime | None = None
    ) -> bytes:
        """The pages as a file that conforms to PDF/UA-1 and PDF/A-3a.

        It bears the given moment, or the day of the document.
        """
        made = moment or _made(self.document)
        with remembering(self.memory), _told_as_problems(), uncollected():
            _set_metadata(self.rendered.metadata, self.document, made)
            self.rendered.metadata.attachments = [_embedded(one, made) for one in attachments]
            finisher = partial(
                finish, document=self.document, attachments=attachments, makers=makers()
            )
            return self.rendered.write_pdf(pdf_variant="pdf/a-3a", finisher=finisher)


def lay_out(
    html: str,
    document: Document,
    *,
    house: House | None = None,
    memory: Memory | None = None,
    sizes: Mapping[str, DrawnSize] | None = None,
) -> LaidOut:
    """The pages of ``html``, which comes from :func:`briefing.writers.html.page.write_html` for print.

    Nothing is fetched but the fonts of the house. With a ``memory``, which is of pages in the same
    typefaces, the library asks itself nothing twice; the pages are the same. ``sizes`` are those in
    which its charts are drawn.
    """
    faces = (house or shipped_house()).faces
    weasyprint = weasyprint_library()
    refused: list[str] = []
    with remembering(memory), _told_as_problems(refused), uncollected():
        fetcher = _fetcher(faces, refused)
        page = weasyprint.HTML(string=html, base_url=f"{SCHEME}:", url_fetcher=fetcher)
        fonts = memory.fonts if memory and is_made_for_these() else new_fonts()
        with library_call(lambda why: UnusableInput([_unset(why)])):
            return LaidOut(page.render(font_config=fonts), document, memory, sizes or {})


def write_pdf(
    html: str,
    document: Document,
    attachments: Sequence[Attachment] = (),
    *,
    house: House | None = None,
    moment: datetime | None = None,
) -> bytes:
    """The pages of ``html`` as a file; the same input, the same bytes.

    The file bears the given moment, or the day of the document.
    """
    return lay_out(html, document, house=house).written(attachments, moment)


@contextmanager
def _told_as_problems(refused: Sequence[str] = ()) -> Iterator[None]:
    """Raise what the libraries complain of, and what was asked for and not fetched."""
    with _listening() as errors:
        yield
    problems = [*map(_unfetched, dict.fromkeys(refused)), *map(_unset, dict.fromkeys(errors))]
    if problems:
        raise UnusableInput(problems)


def _unfetched(url: str) -> Problem:
    wanted = url.removeprefix(f"{SCHEME}:")
    return Problem(
        None,
        f"the page wants '{wanted}', and nothing is fetched while a page is made",
        "put the picture into the project's template as a data: address",
        code="nothing-is-fetched",
    )


def _unset(message: str) -> Problem:
    if _NO_SPACE.search(message):
        advice = "free space; temporary files go to TMPDIR"
        told = f"the page cannot be set: {message}"
        return Problem(None, told, advice, code="unwritable-file")
    return Problem(
        None,
        f"the page cannot be set: {_DATA.sub('…', message)}",
        "look at the project's templates",
        code="unsettable-page",
    )


def _set_metadata(metadata: Metadata, document: Document, made: datetime | None) -> None:
    metadata.title = plain(document.title)
    metadata.authors = [document.author] if document.author else []
    metadata.description = plain(document.bottom_line) or plain(document.subtitle) or None
    metadata.keywords = list(document.keywords)
    metadata.generator = f"briefing {VERSION}"
    metadata.lang = document.language
    metadata.created = metadata.modified = made.strftime("%Y-%m-%dT%H:%M:%SZ") if made else None


def makers() -> str:
    """The libraries that decide where each letter and line of a page stands, with their versions.

    The file names them as its producer: another of them may set the same brief in other bytes.
    """
    weasyprint_library()
    from weasyprint.text.ffi import harfbuzz_subset, pango

    major, minor, micro = (pango.pango_version() // step % 100 for step in (10000, 100, 1))
    named = (("WeasyPrint", "weasyprint"), ("pydyf", "pydyf"), ("Matplotlib", "matplotlib"))
    subset = "HarfBuzz" if harfbuzz_subset else f"fontTools {version('fonttools')}"
    found = [f"{name} {version(package)}" for name, package in named]
    return ", ".join((*found, f"Pango {major}.{minor}.{micro}", f"fonts cut by {subset}"))


def _made(document: Document) -> datetime | None:
    """The moment that the file bears by itself: the day of the document."""
    if document.day:
        return datetime.combine(date.fromisoformat(document.day), time(), UTC)
    return None


def _embedded(attachment: Attachment, made: datetime | None) -> object:
    from weasyprint import Attachment as Embedded

    return Embedded(
        file_obj=BytesIO(attachment.data),
        name=attachment.name,
        description=attachment.description,
        relationship=attachment.relationship,
        created=made or _NO_DATE,
        modified=made or _NO_DATE,
    )


def _fetcher(faces: Typefaces, refused: list[str]) -> URLFetcher:
    """Answers for the fonts of the house and for data inside the page; notes whatever else is asked."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    files = {f"{SCHEME}:{face.name}": face.file.content for face in faces.faces}

    class OursOnly(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            if url in files:
                return URLFetcherResponse(url, files[url])
            if url.startswith("data:"):
                return super().fetch(url, headers)
            refused.append(url)
            raise ValueError(url)

    return OursOnly()


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Keep the libraries quiet, and hear what they call an error."""
    errors: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.levelno >= logging.ERROR:
                errors.append(record.getMessage())

    ear = Ear()
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    before = [(logger.propagate, logger.handlers) for logger in loggers]
    for logger in loggers:
        logger.handlers, logger.propagate = [ear], False
    try:
        with warnings.catch_warnings(action="ignore", category=ResourceWarning):
            yield errors
    finally:
        for logger, (propagate, handlers) in zip(loggers, before, strict=True):
            logger.propagate, logger.handlers = propagate, handlers
