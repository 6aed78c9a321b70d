"""The finished document to Markdown: CommonMark with GFM tables, for wikis, mails and reviews.

Every part of the brief is there in its order on the page; a chart is a picture in a file beside
the text, followed by the data that it draws.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from briefing.core.document import (
    AnnexRow,
    Block,
    Document,
    Figure,
    Inlines,
    ItemList,
    KeyFigure,
    Paragraph,
    Recommendation,
    SourceNote,
    Table,
    TableCell,
    Text,
    plain,
)
from briefing.core.plot import Pictures
from briefing.writers.drawing.drawing_markup import svg_file
from briefing.writers.drawing.outlines import outlined
from briefing.writers.house.fonts import Typefaces
from briefing.writers.markdown.markdown_text import autolink, grid, line_of, raised, words

_DIRECTIONS = {"up": "up", "down": "down", "level": "unchanged"}


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
        yield "## Changed since the last edition"
        yield _items([one.text for one in document.flips])
    if document.key_figures:
        yield "## Key figures"
        yield _key_figures(document.key_figures)
    if document.highlights or document.contrary:
        yield "## Highlights"
        contrary = (document.contrary,) if document.contrary else ()
        told = [(Text("On the other hand: "), *one.text) for one in contrary]
        yield _items([*(one.text for one in document.highlights), *told])
    if document.changes:
        yield "## Since the last edition"
        yield _items([one.text for one in document.changes])
    for section in document.sections:
        yield f"## {line_of(section.title)}"
        yield from _blocks(section.blocks, name)
    if document.recommendations:
        yield "## Recommendations"
        for advice in document.recommendations:
            yield f"### {advice.number}. {line_of(advice.do)}"
            yield _terms(advice)
    if document.sources:
        yield "## Sources"
        yield "\n".join(f"- {_source(source)}" for source in document.sources)
    if document.method or document.legend:
        yield "## Method and signs"
        yield from _blocks(document.method)
        if document.legend:
            yield words("; ".join(document.legend) + ".")
    if document.annex:
        yield "## Annex: how each figure was made"
        yield _annex(document.annex)


def _title_block(document: Document) -> Iterator[str]:
    yield f"# {line_of(document.title)}"
    yield line_of(document.subtitle)
    about = (document.brand, document.period_label, document.author, document.date)
    yield words(" · ".join(part for part in about if part))
    if document.bottom_line:
        yield f"> **Bottom line.** {line_of(document.bottom_line)}"


def _blocks(blocks: Iterable[Block], name: str = "") -> Iterator[str]:
    lists = 0
    for block in blocks:
        lists = lists + 1 if isinstance(block, ItemList) else 0
        match block:
            case Paragraph():
                yield line_of(block.children)
            case ItemList():
                yield _items(block.items, ordered=block.ordered, other=lists % 2 == 0)
            case Figure():
                yield from _figure(block, name)
            case Table():
                yield from _table(block)


def _items(items: Iterable[Inlines], *, ordered: bool = False, other: bool = False) -> str:
    """A list. Next to another list it needs the other sign, or the two would become one."""
    sign = (")" if other else ".") if ordered else ("*" if other else "-")
    return "\n".join(
        f"{number}{sign} {line_of(item)}" if ordered else f"{sign} {line_of(item)}"
        for number, item in enumerate(items, 1)
    )


def _figure(figure: Figure, name: str) -> Iterator[str]:
    yield f"### Figure {figure.number}: {line_of(figure.title)}"
    yield words(figure.subtitle)
    if name:
        yield f"![{words(_told(figure))}]({quote(f'{name}.{_ending(figure)}')})"
    else:
        yield words(figure.alt)
    if figure.table:
        head, *rows = ([words(cell) for cell in row] for row in figure.table)
        yield grid(head, rows, numbers=True)
    yield from _small_print(figure.notes, figure.source)


def _table(table: Table) -> Iterator[str]:
    yield f"### Table {table.number}: {words(table.title)}"
    rows = (
        [
            words(f"{row.heading}, {row.unit}" if row.unit else row.heading),
            *(_cell(cell) for cell in row.cells),
        ]
        for row in table.rows
    )
    yield grid(["Measure", *map(words, table.columns)], rows, numbers=True)
    yield from _small_print(table.notes, table.source)


def _cell(cell: TableCell) -> str:
    return words(cell.text) + raised(cell.mark)


def _small_print(notes: Iterable[str], source: str) -> Iterator[str]:
    yield from map(words, notes)
    if source:
        yield words(f"Source: {source}")


def _key_figures(figures: Iterable[KeyFigure]) -> str:
    rows = (
        (
            words(one.label),
            f"{words(one.value)}{raised(one.mark)} {words(one.unit)}".rstrip(),
            words(" ".join(filter(None, _change(one)))),
        )
        for one in figures
    )
    return grid(("Key figure", "Value", "Change"), rows)


def _change(figure: KeyFigure) -> Iterator[str]:
    if figure.change:
        yield _DIRECTIONS.get(figure.direction, "")
        yield figure.change.text
    yield figure.since


def _terms(advice: Recommendation) -> str:
    terms = {
        "Who": (Text(advice.who),),
        "By": (Text(advice.by),),
        "Because": advice.because,
        "Trade-off": advice.tradeoff,
        "Measure of success": advice.success,
        "Rule": (*advice.rule, Text(" "), *advice.tipping) if advice.tipping else advice.rule,
        "Evidence": (Text(advice.evidence),),
        "Status": (Text(advice.record),),
    }
    lines = {label: line_of(text) for label, text in terms.items()}
    return "\n".join(f"- **{label}:** {line}" for label, line in lines.items() if line)


def _source(source: SourceNote) -> str:
    text = words(source.text)
    link = f" {autolink(source.url)}." if source.url else ""
    return f"{text}{link} {words(source.licence)}."


def _annex(rows: Iterable[AnnexRow]) -> str:
    return grid(
        ("Figure", "What it is", "Origin", "Status"),
        (
            (words(row.figure), words(row.meaning), words(_made(row)), words(row.status))
            for row in rows
        ),
    )


def _made(row: AnnexRow) -> str:
    inputs = "; ".join(text for _, text in row.inputs)
    made = f"{row.made}: {inputs}" if inputs else row.made
    return ", ".join(part for part in (made, row.source) if part)
