"""The sample brief with one thing too long, too many, or missing: what a design must bear."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import sample_documents as samples

from briefing.core.back_matter import CitedWork, Footnote, ImprintLine
from briefing.core.document import Box, Document, Figure, Highlight, Quote, Section
from briefing.core.statistics_table import Table, TableCell, TableRow
from briefing.core.text_nodes import Paragraph, Pointer, Styled, Text, TextTable

_LONG = (
    "Net import reliance on rare-earth compounds and metals fell for the first time in five years "
    "while domestic mine production rose, prices of magnet metals dropped and separation remained "
    "abroad, which leaves the country as exposed as before"
)


def _table(rows: int, columns: int) -> Table:
    first = 2025 - columns
    return Table(
        id="long",
        number=1,
        title="Production of concentrates by mine and by year",
        columns=tuple(str(first + place) for place in range(columns)),
        rows=tuple(
            TableRow(
                f"Mine production, district {row}",
                "t REO",
                tuple(
                    TableCell(f"{row * 1000 + place:,}", None, "e" if place == columns - 1 else "")
                    for place in range(columns)
                ),
            )
            for row in range(1, rows + 1)
        ),
        notes=("e estimated",),
        source="U.S. Geological Survey, Mineral Commodity Summaries 2025",
    )


def with_table(rows: int, columns: int, wide: str = "") -> Document:
    """The second section has a table of that size in place of its charts."""
    brief = samples.rare_earths()
    first, second, *others = brief.sections
    texts = tuple(block for block in second.blocks if not isinstance(block, Figure))
    table = replace(second, blocks=(*texts, replace(_table(rows, columns), wide=wide)))
    return replace(brief, sections=(first, table, *others))


def long_title() -> Document:
    """A title of more than two hundred letters, and a subtitle as long."""
    return replace(
        samples.rare_earths(),
        title=samples.line(_LONG),
        subtitle=samples.line(f"{_LONG}, {_LONG.lower()}"),
    )


def long_section_titles() -> Document:
    """Every heading and every finding of a figure runs over several lines."""
    brief = samples.rare_earths()
    return replace(brief, sections=tuple(_with_long_titles(one) for one in brief.sections))


def _with_long_titles(section: Section) -> Section:
    blocks = tuple(
        replace(block, title=samples.line(_LONG)) if isinstance(block, Figure) else block
        for block in section.blocks
    )
    return replace(section, title=samples.line(_LONG), blocks=blocks)


def no_chart() -> Document:
    """Text and a table only."""
    brief = samples.rare_earths()
    sections = tuple(
        replace(one, blocks=tuple(b for b in one.blocks if not isinstance(b, Figure)))
        for one in brief.sections
    )
    return replace(brief, sections=sections)


def no_highlight() -> Document:
    """Nothing stood out."""
    return replace(samples.rare_earths(), highlights=(), contrary=None)


def no_advice() -> Document:
    """Nothing is advised."""
    return replace(samples.rare_earths(), recommendations=())


def no_key_figures() -> Document:
    """No strip of figures."""
    return replace(samples.rare_earths(), key_figures=())


def one_section() -> Document:
    """A short brief."""
    brief = samples.rare_earths()
    return replace(brief, sections=brief.sections[2:3])


def publication() -> Document:
    """The one page with all that a house adds: notes, works, what is set apart, marks, imprint."""
    brief = samples.us_economy()
    first, *others = brief.sections
    note = Pointer("note", "air", "1", 1)
    text = (
        Text("The air holds CO₂"), note, Text(", per s"), Styled("raised", samples.line("-1")),
        Text(" of x"), Styled("lowered", samples.line("max")), Text(", and is "),
        Styled("struck", samples.line("poor")), Text(" good ("),
        Pointer("work", "smith", "Smith 2020, p. 4", 1), Text(")."),
    )  # fmt: skip
    table = TextTable(
        (samples.line("School"), samples.line("Rooms")),
        ((samples.line("North"), samples.line("few")), (samples.line("South"), ())),
        ("left", "right"),
    )
    listed = replace(
        samples.items(samples.line("Open it"), samples.line("Go"), ordered=True), start=3
    )
    quote = Quote(samples.line("We have no room left."), "Head of a school")
    box = Box(
        "1-1", samples.line("How it is counted"), (Paragraph(samples.line("By hand.")), listed)
    )
    blocks = (Paragraph(text), table, *first.blocks, quote, box)
    return replace(
        brief,
        sections=(replace(first, blocks=blocks), *others),
        notes=(Footnote("air", 1, samples.line("Of the rooms.")),),
        works=(CitedWork(1, samples.line("Smith, J. (2020). A town."), "https://doi.org/10.1/x"),),
        marks=("Official", "Draft", "Embargo: not for release before noon"),
        short_title="Rooms & air",
        audience="For the board",
        series="Briefs, No. 3",
        abbreviations=(("CO₂", "carbon dioxide"),),
        imprint=(
            ImprintLine("DOI", "10.1/y", "https://doi.org/10.1/y"),
            ImprintLine("Licence", "CC BY 4.0"),
        ),
    )


def bare() -> Document:
    """A title and a paragraph."""
    brief = samples.rare_earths()
    text = replace(brief.sections[3], blocks=brief.sections[3].blocks[:1])
    return replace(
        brief,
        subtitle=(),
        bottom_line=(),
        key_figures=(),
        highlights=(),
        sections=(text,),
        recommendations=(),
        method=(),
        legend=(),
    )


def much() -> Document:
    """Eight highlights, and each section once more."""
    brief = samples.rare_earths()
    more = tuple(replace(one, id=f"{place}") for place, one in enumerate(_twice(brief), 1))
    again = tuple(Highlight(f"again {one.id}", one.text, one.reason) for one in brief.highlights)
    return replace(brief, highlights=(*brief.highlights, *again, *again[:2]), sections=more)


def _twice(brief: Document) -> list[Section]:
    """The sections, and once more with other names for what stands in them."""
    again = []
    for section in brief.sections:
        blocks = tuple(
            replace(block, id=f"{block.id}-again", number=block.number + 5)
            if isinstance(block, Figure | Table)
            else block
            for block in section.blocks
        )
        again.append(replace(section, blocks=blocks))
    return [*brief.sections, *again]


CASES: dict[str, Callable[[], Document]] = {
    "as it should be": samples.rare_earths,
    "long title": long_title,
    "long section titles": long_section_titles,
    "forty rows": lambda: with_table(40, 5),
    "twelve columns": lambda: with_table(8, 12),
    "no chart": no_chart,
    "no highlight": no_highlight,
    "no advice": no_advice,
    "no key figures": no_key_figures,
    "one section": one_section,
    "bare": bare,
    "much": much,
}
