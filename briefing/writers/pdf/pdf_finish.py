"""Mends a PDF before it is written: what the layout library leaves short of PDF/UA-1 and PDF/A-3.

Takes pydyf's objects as WeasyPrint 70 made them and changes them in place: the tags, scope of
table headers, boxes of figures, pictures that may not be smoothed, single and sorted attachments
with their types, the mark of PDF/UA-1 beside that of PDF/A in the metadata, and the labels of
pages as they are printed at their foot.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from pydyf import Array, Object, Stream, String
from pydyf import Dictionary as PDFDictionary

from briefing.core.attachment import Attachment
from briefing.core.document import Document
from briefing.core.problems import Problem, UnusableInput
from briefing.writers.pdf.boxes import Rendered, page_boxes
from briefing.writers.pdf.page_furniture import mark_as_furniture
from briefing.writers.pdf.pdf_objects import Entries, PdfFile, of_type, resolve
from briefing.writers.pdf.tag_mending import mend_tags
from briefing.writers.pdf.tag_tree import TagTree
from briefing.writers.pdf.word_spaces import add_spaces, ends_of_runs, join_broken_words

_POINTS_PER_PIXEL = 0.75
_PACKED = 6
"""How hard streams are packed; tables take eight times as long at 9, and are 5% smaller."""
_ANNEX = "annex"
"""How the style sheet calls pages that count from 1 anew."""

_UA_METADATA = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of the PDF/UA standard</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property>\
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF>"""

_UNREADABLE = Problem(
    None,
    "the PDF cannot be tagged: what the page shows and what is read aloud of it do not go together",
    "look at the project's templates for what the shipped ones do not do; HTML is made all the same",
    code="untaggable-page",
)


def finish(
    rendered: Rendered,
    pdf: PdfFile,
    *,
    document: Document,
    attachments: Sequence[Attachment] = (),
    makers: str = "",
) -> None:
    """Mend the objects of ``pdf``; called by WeasyPrint right before it writes the file.

    ``rendered`` are the pages of ``document`` as they were laid out, ``makers`` the libraries that
    made them. Raises :class:`~briefing.core.problems.UnusableInput` where the tags are not those of
    the boxes: such a file would lose spaces and be read aloud in the wrong order.
    """
    tree = TagTree(pdf, page_boxes(rendered))
    if not tree.in_step:
        raise UnusableInput([_UNREADABLE])
    mend_tags(tree, document)
    for element in tree.walk():
        if element.get("S") == "/TH":
            element.setdefault("A", {})["Scope"] = _scope(pdf, element)
        elif element.get("S") == "/Figure":
            _mend_box(pdf, element)
    ends = ends_of_runs(tree)
    join_broken_words(tree, ends.broken)
    for place, (page, loose) in enumerate(zip(pdf.page_references, tree.close(), strict=True)):
        stream = resolve(pdf, resolve(pdf, page)["Contents"])
        add_spaces(stream, {mark for number, mark in ends.spaced if number == place})
        mark_as_furniture(stream, loose)
    for one in pdf.objects:
        extra = getattr(one, "extra", None) or {}
        if extra.get("Subtype") == "/Image":
            extra["Interpolate"] = "false"
    _mend_attachments(pdf, {one.name: one for one in attachments})
    _mark_as_accessible(pdf)
    if makers:
        _name_makers(pdf, makers)
    _pack(pdf)
    names = [page.page_type.name for page in page_boxes(rendered)]
    pdf.catalog["PageLabels"] = PDFDictionary(
        {"Nums": Array(_labels(names, document.words["annex_prefix"]))}
    )
    _write_out(pdf)


def _labels(names: Iterable[str], prefix: str) -> Iterator[int | PDFDictionary]:
    """The first page of each run of pages, by index, and how the run is numbered."""
    index, numbered = 0, 0
    for apart, run in groupby(map(is_apart, names)):
        length = len(list(run))
        style = {"P": String(prefix)} if apart else {"St": numbered + 1}
        yield index
        yield PDFDictionary({"S": "/D", **style})
        index += length
        numbered += 0 if apart else length


def _scope(pdf: PdfFile, header: Entries) -> str:
    """A header cell in the head of a table names its column, any other its row."""
    element = header
    while element.get("S") not in {"/THead", "/Table", "/Document"} and "P" in element:
        element = resolve(pdf, element["P"])
    return "/Column" if element.get("S") == "/THead" else "/Row"


def _mend_box(pdf: PdfFile, figure: Entries) -> None:
    """From CSS pixels below the top of the page to points above its bottom."""
    box = figure.get("A", {}).get("BBox")
    if not box:
        return
    height = resolve(pdf, figure["Pg"])["MediaBox"][3]
    left, top, right, bottom = (value * _POINTS_PER_PIXEL for value in box)
    box[:] = [left, height - bottom, right, height - top]


def _mend_attachments(pdf: PdfFile, attachments: dict[str, Attachment]) -> None:
    for file in of_type(pdf, "/Filespec"):
        if attached := attachments.get(file["UF"].string):
            file["AFRelationship"] = f"/{attached.relationship}"
            stream = resolve(pdf, file["EF"]["F"])
            stream.extra["Subtype"] = "/" + attached.mime.replace("/", "#2f")
    names = pdf.catalog.get("Names", {}).get("EmbeddedFiles")
    if names:
        table = resolve(pdf, names)["Names"]
        pairs = sorted(zip(table[::2], table[1::2], strict=True), key=lambda pair: pair[0].data)
        table[:] = [entry for pair in pairs for entry in pair]
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])


def _pack(pdf: PdfFile) -> None:
    """Pack the streams of bytes once: the library would do so for the identifier, and to write them."""
    for one in pdf.objects:
        if isinstance(one, Stream) and one.compress and "Filter" not in one.extra:
            if not all(isinstance(part, bytes) for part in one.stream):
                continue
            one.stream = [zlib.compress(b"\n".join(one.stream), _PACKED)]
            one.extra["Filter"] = "/FlateDecode"
            one.compress = False


class _Written(Object):  # type: ignore[misc]
    """An object whose bytes are made, once: the library makes them for the file and its identifier."""

    data = b""


class _WrittenStream(_Written, Stream):  # type: ignore[misc]
    """The same of what the library may not put together with others."""


def _write_out(pdf: PdfFile) -> None:
    """Make the bytes of all objects, which nothing changes any more."""
    for place, one in enumerate(pdf.objects):
        if one.free == "f":
            continue
        written: Entries = object.__new__(_WrittenStream if isinstance(one, Stream) else _Written)
        written.__dict__.update(number=one.number, offset=0, generation=0, free="n", data=one.data)
        pdf.objects[place] = written


def _mark_as_accessible(pdf: PdfFile) -> None:
    """Say PDF/UA-1 in the metadata, and declare the words for it as PDF/A demands."""
    stream = resolve(pdf, pdf.catalog["Metadata"]).stream
    stream[:] = [part.replace(b"</rdf:RDF>", _UA_METADATA) for part in stream]


def _name_makers(pdf: PdfFile, makers: str) -> None:
    """Name all that made the pages where the layout library names itself alone."""
    stream = resolve(pdf, pdf.catalog["Metadata"]).stream
    alone, named = (f'Producer="{one}"'.encode() for one in (pdf.info["Producer"].string, makers))
    stream[:] = [part.replace(alone, named) for part in stream]
    pdf.info["Producer"] = String(makers)


def is_apart(name: str) -> bool:
    """Whether pages that the style sheet names so count on their own, as those of the annex do."""
    return name == _ANNEX
