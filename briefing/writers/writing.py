"""The table of writers: each takes a finished document to the bytes of its files.

A new format is a function with the signature of :class:`Writer` and a line in :data:`WRITERS`; the
tests of all writers then hold it too. Plug-ins add to the group ``briefing.writers``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from briefing.core.attachment import Attachment
from briefing.core.document import Document
from briefing.core.plot import Pictures
from briefing.core.plugins import Registry
from briefing.core.workspace import Workspace
from briefing.writers.datapackage.package import data_package
from briefing.writers.house.house import House
from briefing.writers.html.page import write_html
from briefing.writers.ledger.prov import as_prov_json
from briefing.writers.ledger.record import as_json
from briefing.writers.ledger.schema import Ledger
from briefing.writers.markdown.markdown import markdown_files
from briefing.writers.pdf.filling import Layouts
from briefing.writers.pdf.pdf import LaidOut
from briefing.writers.workbook.workbook import workbook


@dataclass(frozen=True, slots=True)
class Setting:
    """What writers need beside the document: how the house sets it, and what it was made from."""

    name: str
    """What the names of the files begin with; files lead to one another by it."""
    house: House
    templates: Sequence[Workspace]
    """Folders with page templates, in the order of precedence, the shipped one last."""
    pictures: Pictures
    """Gives the charts, drawn."""
    ledger: Ledger | None = None
    """The record of the document, as :func:`~briefing.writers.ledger.record.ledger_of` makes it;
    those who write it down need it."""
    record: bytes = b""
    """The ledger in writing, where it was written already."""
    pages: LaidOut | None = None
    """The pages, where they were laid out already."""
    attachments: tuple[Attachment, ...] = ()
    """What travels inside a PDF."""
    files: Mapping[str, str] = field(default_factory=dict)
    """The files that are written beside its page for screens: their names by format."""
    moment: datetime | None = None
    """When it was made, where the environment says so."""


class Writer(Protocol):
    """Writes a document in one format."""

    def __call__(self, document: Document, setting: Setting) -> dict[str, bytes]:
        """The bytes of each file, by what follows the name of the brief: ``pdf``.

        The same document in the same setting gives the same bytes. Raises
        :class:`~briefing.core.problems.UnusableInput` where a template or a font is wrong.
        """


def html_files(document: Document, setting: Setting) -> dict[str, bytes]:
    """The page for screens, in one file that needs nothing else."""
    page = write_html(
        document,
        templates=setting.templates,
        for_print=False,
        house=setting.house,
        pictures=setting.pictures,
        files=setting.files,
    )
    return {"html": page.encode()}


def pdf_files(document: Document, setting: Setting) -> dict[str, bytes]:
    """The pages on paper, tagged and archivable, with what travels inside."""
    pages = setting.pages
    if pages is None:
        layouts = Layouts(setting.templates, setting.house, setting.pictures)
        pages = layouts.final(document)
    return {"pdf": pages.written(setting.attachments, setting.moment)}


def md_files(document: Document, setting: Setting) -> dict[str, bytes]:
    """The text as Markdown, and each chart as a picture beside it."""
    return markdown_files(document, setting.name, setting.pictures, setting.house.faces)


def ledger_files(document: Document, setting: Setting) -> dict[str, bytes]:
    """The record of all facts, with their origins and their uses."""
    return {"facts.json": setting.record or as_json(_record(document, setting))}


def prov_files(document: Document, setting: Setting) -> dict[str, bytes]:
    """The same record as W3C PROV."""
    return {"prov.json": as_prov_json(_record(document, setting))}


def xlsx_files(document: Document, setting: Setting) -> dict[str, bytes]:
    """The figures of its tables and charts as a workbook, one sheet each."""
    del setting
    return {"xlsx": workbook(document)}


def datapackage_files(document: Document, setting: Setting) -> dict[str, bytes]:
    """Its figures as a Frictionless data package: tables and charts, all facts, the files behind them."""
    return {"datapackage.zip": data_package(document, _record(document, setting))}


WRITERS: Registry[dict[str, bytes]] = Registry(
    "briefing.writers",
    {
        "html": html_files,
        "pdf": pdf_files,
        "facts": ledger_files,
        "prov": prov_files,
        "md": md_files,
        "xlsx": xlsx_files,
        "datapackage": datapackage_files,
    },
)
"""Every format by its name."""
_LED_TO = {
    "pdf": "pdf",
    "facts": "facts.json",
    "xlsx": "xlsx",
    "datapackage": "datapackage.zip",
    "md": "md",
}
"""The formats to which a page leads, with what follows the name of the brief."""


def names_beside(name: str, formats: Iterable[str]) -> dict[str, str]:
    """The names of the files of these formats to which a page leads: ``pdf`` to ``NAME.pdf``."""
    return {one: f"{name}.{_LED_TO[one]}" for one in _LED_TO if one in {*formats}}


def _record(document: Document, setting: Setting) -> Ledger:
    assert setting.ledger is not None, document.id  # the one stage that sets formats made it
    return setting.ledger
