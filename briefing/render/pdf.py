"""HTML for print to PDF bytes: tagged, archivable, with attachments. WeasyPrint's one home."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from briefing.errors import Problem, UnusableInput
from briefing.model.document import Document, plain
from briefing.render.fonts import SCHEME, typefaces
from briefing.render.pdf_finish import finish
from briefing.resources import FONTS
from briefing.version import VERSION

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

_NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)
_LOGGERS = ("weasyprint", "fontTools")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels inside the PDF."""

    name: str
    data: bytes
    mime: str = "application/octet-stream"
    relationship: Literal["Source", "Data", "Alternative", "Supplement", "Unspecified"] = "Data"
    """What it is to the document, by ISO 19005-3."""
    description: str = ""


def write_pdf(
    html: str,
    document: Document,
    attachments: Sequence[Attachment] = (),
    *,
    fonts: Path = FONTS,
) -> bytes:
    """The pages as a file that conforms to PDF/UA-1 and PDF/A-3a; the same input, the same bytes.

    ``html`` comes from :func:`briefing.render.html.write_html` for print. Nothing is fetched but
    the shipped fonts. The date in the file is that of the document, or ``SOURCE_DATE_EPOCH``.
    """
    typefaces(fonts)
    weasyprint = _library()
    made = _made(document)
    refused: list[str] = []
    with _listening() as errors:
        fetcher = _fetcher(fonts, refused)
        page = weasyprint.HTML(string=html, base_url=f"{SCHEME}:", url_fetcher=fetcher)
        rendered = page.render()
        _set_metadata(rendered.metadata, document, made)
        rendered.metadata.attachments = [_embedded(one, made) for one in attachments]
        data: bytes = rendered.write_pdf(
            pdf_variant="pdf/a-3a", finisher=partial(finish, attachments=attachments)
        )
    problems = [*map(_unfetched, dict.fromkeys(refused)), *map(_unset, dict.fromkeys(errors))]
    if problems:
        raise UnusableInput(problems)
    return data


def _unfetched(url: str) -> Problem:
    wanted = url.removeprefix(f"{SCHEME}:")
    return Problem(
        None,
        f"the page wants '{wanted}', and nothing is fetched while a page is made",
        "put the picture into the project's template as a data: address",
    )


def _unset(message: str) -> Problem:
    return Problem(None, f"the page cannot be set: {message}", "look at the project's templates")


def _set_metadata(metadata: Any, document: Document, made: datetime | None) -> None:
    metadata.title = plain(document.title)
    metadata.authors = [document.author] if document.author else []
    metadata.description = plain(document.bottom_line) or plain(document.subtitle) or None
    metadata.keywords = list(document.keywords)
    metadata.generator = f"briefing {VERSION}"
    metadata.lang = document.language
    metadata.created = metadata.modified = made.strftime("%Y-%m-%dT%H:%M:%SZ") if made else None


def _made(document: Document) -> datetime | None:
    """The moment that the file bears: what the environment says, or the day of the document."""
    if epoch := os.environ.get("SOURCE_DATE_EPOCH", "").strip():
        if not epoch.isdecimal():
            message = f"SOURCE_DATE_EPOCH is '{epoch}', which is no number of seconds"
            raise UnusableInput([Problem(None, message)])
        return datetime.fromtimestamp(int(epoch), UTC)
    if document.day:
        return datetime.combine(date.fromisoformat(document.day), time(), UTC)
    return None


def _embedded(attachment: Attachment, made: datetime | None) -> Any:
    from weasyprint import Attachment as Embedded

    return Embedded(
        file_obj=BytesIO(attachment.data),
        name=attachment.name,
        description=attachment.description,
        relationship=attachment.relationship,
        created=made or _NO_DATE,
        modified=made or _NO_DATE,
    )


def _library() -> Any:
    """WeasyPrint, or advice where the libraries that it stands on are missing."""
    try:
        import weasyprint
    except OSError as error:
        if "cannot load library" not in str(error):
            raise
        missing = str(error).partition("'")[2].partition("'")[0] or "Pango"
        raise UnusableInput(
            [
                Problem(
                    None,
                    f"the PDF cannot be made: the system library '{missing}' is missing",
                    "run 'sh scripts/setup', or install Pango: "
                    "apt-get install libpangoft2-1.0-0 libharfbuzz-subset0",
                )
            ]
        ) from error
    return weasyprint


def _fetcher(fonts: Path, refused: list[str]) -> URLFetcher:
    """Answers for the shipped fonts and for data inside the page; notes whatever else is asked."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class ShippedOnly(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            scheme, _, rest = url.partition(":")
            font = fonts / Path(rest).name
            if scheme == SCHEME and font.suffix == ".ttf" and font.is_file():
                return URLFetcherResponse(url, font.read_bytes())
            if scheme == "data":
                return super().fetch(url, headers)
            refused.append(url)
            raise ValueError(url)

    return ShippedOnly()


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
