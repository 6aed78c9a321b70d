"""The finished document to Markdown: CommonMark with GFM tables, for wikis, mails and reviews.

Every part of the brief is there in its order on the page; a chart is a picture in a file beside
the text, followed by the data that it draws.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from briefing.core.document import (
    Block,
    Box,
    Document,
    Figure,
    KeyFigure,
    Quote,
    Recommendation,
    Section,
)
from briefing.core.parts import Part
from briefing.core.plot import Pictures
from briefing.core.publication import SourceNote
from briefing.core.statistics_table import Table, TableCell, TableRow
from briefing.core.text_nodes import Inlines, ItemList, Link, Paragraph, Text, TextTable, plain
from briefing.writers.drawing.drawing_markup import svg_file, tells_direction
from briefing.writers.drawing.outlines import outlined
from briefing.writers.house.fonts import Typefaces
from briefing.writers.markdown.markdown_text import autolink, grid, line_of, raised, words

_PLAIN_IN_FILE_NAME = re.compile(r"[\w.-]+", re.ASCII)


def markdown_files(
    document: Document, name: str, pictures: Pictures, faces: Typefaces | None = None
) -> dict[str, bytes]:
    """The document as Markdown and its charts as pictures, by what follows ``name`` in their names.

    ``md`` is the text, and ``CHART.svg`` the picture to which it leads, its words in
    the ``faces`` of the house, or the shipped ones.
    """
    drawn = {
        _ending(figure): svg_file(
            outlined(pictures.of(figure.id, figure.plot).svg, faces), _told(figure)
        ).encode()
        for figure in document.figures()
    }
    return {"md": write_markdown(document, name).encode(), **drawn}


def write_markdown(document: Document, name: str = "") -> str:
    """The document as one Markdown text.

    With the ``name`` of its file charts are pictures beside it, as :func:`markdown_files` gives
    them; without one they are told in words.
    """
    return "\n\n".join(part for part in _parts(document, name) if part) + "\n"


def _ending(figure: Figure) -> str:
    """What follows the name of the brief in that of a picture."""
    named = _PLAIN_IN_FILE_NAME.fullmatch(figure.id)
    return f"{figure.id if named else f'figure-{figure.number}'}.svg"


def _told(figure: Figure) -> str:
    """A chart in words."""
    return figure.alt or plain(figure.title)


def _parts(document: Document, name: str) -> Iterator[str]:
    yield from _title_block(document)
    if document.flips:
        yield _heading(document, "changed")
        yield _lines([one.text for one in document.flips])
    if document.key_figures:
        yield _heading(document, "key_figures")
        yield _key_figures(document)
    if document.highlights or document.contrary:
        yield _heading(document, "highlights")
        contrary = (document.contrary,) if document.contrary else ()
        lead = Text(document.word("contrary") + " ")
        told = [(lead, *one.text) for one in contrary]
        yield _lines([*(one.text for one in document.highlights), *told])
    if document.changes:
        yield _heading(document, "since_last")
        yield _lines([one.text for one in document.changes])
    yield from _sections(document.body, document, name)
    if document.recommendations:
        yield _heading(document, "recommendations")
        for advice in document.recommendations:
            yield f"### {advice.number}. {line_of(advice.do)}"
            yield _terms(advice, document)
    yield from _sections(document.appendices, document, name)
    yield from _apparatus(document)
    if document.annex:
        yield _heading(document, "annex")
        yield _annex(document)


def _sections(sections: Iterable[Section], document: Document, name: str) -> Iterator[str]:
    for section in sections:
        label = f"{words(section.label)} " if section.label else ""
        yield f"## {label}{line_of(section.title)}"
        yield from _blocks(section.blocks, document, name)


def _apparatus(document: Document) -> Iterator[str]:
    """What texts and figures rest on: notes, sources, method."""
    if document.notes:
        yield _heading(document, "notes")
        yield "\n\n".join(f"[^{one.number}]: {line_of(one.text)}" for one in document.notes)
    if document.works:
        yield _heading(document, "references")
        yield "\n".join(
            f'- <a id="work-{one.number}"></a>{line_of(one.text)} {autolink(one.url)}'.rstrip()
            for one in document.works
        )
    if document.sources:
        yield _heading(document, "sources")
        yield "\n".join(f"- {_source(source)}" for source in document.sources)
    if document.method or document.legend:
        yield _heading(document, "method")
        yield from _blocks(document.method, document)
        if document.legend:
            yield words("; ".join(map(str, document.legend)) + ".")
    if document.abbreviations:
        yield _heading(document, "abbreviations")
        yield "\n".join(f"- **{words(a)}** {words(b)}" for a, b in document.abbreviations)
    if document.imprint:
        yield _heading(document, "imprint")
        yield "\n".join(
            f"- **{words(one.label)}** {line_of((Link(one.url, (Text(one.text),)),))}"
            for one in document.imprint
        )


def _title_block(document: Document) -> Iterator[str]:
    yield f"# {line_of(document.title)}"
    yield line_of(document.subtitle)
    if document.cover:
        yield f"*{words(document.cover.alt)}* {words(document.cover.credit)}"
    if document.marks:
        yield f"**{words(' · '.join(document.marks))}**"
    head = (document.brand, document.series, document.period_label)
    about = (*head, document.author, document.date, document.audience)
    yield words(" · ".join(part for part in about if part))
    if document.bottom_line:
        yield f"> **{words(document.word('bottom_line'))}.** {line_of(document.bottom_line)}"


def _heading(document: Document, key: str) -> str:
    return f"## {words(document.word(key))}"


def _blocks(blocks: Iterable[Block], document: Document, name: str = "") -> Iterator[str]:
    lists = 0
    for block in blocks:
        lists = lists + 1 if isinstance(block, ItemList) else 0
        match block:
            case Paragraph():
                yield line_of(block.children)
            case ItemList():
                yield _list(block, other=lists % 2 == 0)
            case TextTable():
                yield _typed_table(block)
            case Quote() | Box():
                yield from _aside(block, document)
            case Figure():
                yield from _figure(block, document, name)
            case Table():
                yield from _table(block, document)


def _typed_table(found: TextTable) -> str:
    """A table as an author typed it."""
    rows = ([line_of(cell) for cell in row] for row in found.rows)
    return grid([line_of(cell) for cell in found.head], rows, sides=found.sides)


def _aside(block: Quote | Box, document: Document) -> Iterator[str]:
    """Words that are set apart, as a quotation of Markdown."""
    if isinstance(block, Quote):
        marks = (Text(document.word(f"quote_{one}")) for one in ("open", "close"))
        said = line_of((next(marks), *block.text, next(marks)))
        parts = [said, words(f"— {block.who}") if block.who else ""]
    else:
        title = line_of(block.title)
        parts = [f"**{title}**" if title else "", *_blocks(block.blocks, document)]
    yield "\n".join(f"> {one}".rstrip() for one in "\n\n".join(filter(None, parts)).split("\n"))


def _lines(items: Iterable[Inlines]) -> str:
    """A list of lines."""
    return "\n".join(f"- {line_of(item)}" for item in items)


def _list(found: ItemList, *, other: bool = False) -> str:
    """A list. Next to another list it needs the other sign, or the two would become one."""
    sign = (")" if other else ".") if found.ordered else ("*" if other else "-")
    return "\n".join(
        _item(item, f"{number}{sign}" if found.ordered else sign)
        for number, item in enumerate(found.items, found.start)
    )


def _item(item: Iterable[Paragraph | ItemList], sign: str) -> str:
    """An item, what it holds set in by the width of its sign."""
    lines: list[str] = []
    lists = 0
    for block in item:
        lists = lists + 1 if isinstance(block, ItemList) else 0
        if isinstance(block, ItemList):
            text = _list(block, other=lists % 2 == 0)
        else:
            text = f"\n{line_of(block.children)}" if lines else line_of(block.children)
        lines += text.split("\n")
    indent = " " * (len(sign) + 1)
    return "\n".join(
        f"{sign} {one}" if not number else f"{indent}{one}".rstrip()
        for number, one in enumerate(lines)
    )


def _figure(figure: Figure, document: Document, name: str) -> Iterator[str]:
    label = words(document.word("figure", number=figure.number))
    yield f"### {_place(figure.part, document)}{label}: {line_of(figure.title)}"
    yield words(figure.subtitle)
    if name:
        yield f"![{words(_told(figure))}]({quote(f'{name}.{_ending(figure)}')})"
    else:
        yield words(figure.alt)
    if figure.table:
        head, *rows = ([words(cell) for cell in row] for row in figure.table)
        yield grid(head, rows, numbers=True)
    yield from _small_print(figure.notes, figure.source, document)


def _table(table: Table, document: Document) -> Iterator[str]:
    label = words(document.word("table", number=table.number))
    yield f"### {_place(table.part, document)}{label}: {words(table.title)}"
    rows = (
        [
            _row_heading(row),
            *(_cell(cell) for cell in row.cells),
        ]
        for row in table.rows
    )
    head = [table.of or table.measure or document.word("measure"), *table.columns]
    yield grid(list(map(words, head)), rows, numbers=True)
    yield from _small_print(table.notes, table.source, document)


def _place(part: Part, document: Document) -> str:
    """Where texts lead that point to a figure or table; nothing where none does."""
    kind = "figure" if part.kind == "chart" else "table"
    return f'<a id="{kind}-{part.id}"></a>' if part in document.pointed else ""


def _row_heading(row: TableRow) -> str:
    text = words(f"{row.heading}, {row.unit}" if row.unit else row.heading) + raised(row.mark)
    return text if row.kind == "member" else f"**{text}**"


def _cell(cell: TableCell) -> str:
    return words(cell.text) + raised(cell.mark)


def _small_print(notes: Iterable[str], source: str, document: Document) -> Iterator[str]:
    yield from map(words, notes)
    if source:
        yield words(document.word("source", source=source))


def _key_figures(document: Document) -> str:
    rows = (
        (
            words(one.label),
            f"{words(one.value)}{raised(one.mark)} {words(one.unit)}".rstrip(),
            words(" ".join(filter(None, _change(one, document)))),
        )
        for one in document.key_figures
    )
    return grid(_heads(document, "key_figure", "key_value", "key_change"), rows)


def _change(figure: KeyFigure, document: Document) -> Iterator[str]:
    if figure.change:
        if figure.direction in {"up", "down"} and not tells_direction(figure.change.text):
            yield document.words.get(figure.direction, "")
        yield figure.change.text
    yield figure.since


def _terms(advice: Recommendation, document: Document) -> str:
    rule = (*advice.rule, Text(" "), *advice.tipping) if advice.tipping else advice.rule
    terms: tuple[tuple[str, Inlines], ...] = (
        ("who", (Text(advice.who),)),
        ("by", (Text(advice.by),)),
        ("because", advice.because),
        ("tradeoff", advice.tradeoff),
        ("success", advice.success),
        ("rule", rule),
        ("evidence", (Text(advice.evidence),)),
        ("record", (Text(advice.record),)),
    )
    lines = ((words(document.word(key)), line_of(text)) for key, text in terms)
    return "\n".join(f"- **{label}:** {line}" for label, line in lines if line)


def _heads(document: Document, *keys: str) -> list[str]:
    return [words(document.word(key)) for key in keys]


def _source(source: SourceNote) -> str:
    text = words(source.text)
    link = f" {autolink(source.url)}." if source.url else ""
    return f"{text}{link} {words(source.licence)}."


def _annex(document: Document) -> str:
    lines: list[tuple[str, str, str]] = []
    for group in document.annex_groups:
        if group.title:
            lines.append(("", f"**{words(group.title)}**", ""))
        lines += ((str(one.number), words(one.about), words(one.text)) for one in group.lines)
    return grid(_heads(document, "annex_number", "annex_meaning", "annex_origin"), lines)
