"""What a finished brief says, as plain JSON with the files beside it: what the peer's document is filled with.

Made once before anything is measured, by a build of the brief: texts and tables with all their links,
plots with the style that each was drawn in, the files that travel inside.
"""

import json
import pickle
import sys
from pathlib import Path

from briefing.app.build import pipeline
from briefing.core.document import Box, Figure, Quote
from briefing.core.problems import ProblemLog
from briefing.core.statistics_table import Table
from briefing.core.text_nodes import ItemList, Link, Mention, Paragraph, Styled, plain
from briefing.writers.drawing import drawing
from briefing.writers.house.chart_style import INCH


def contents_of(project: Path, names: list[str], folder: Path, count: int | None) -> list[str]:
    """A folder for each brief, made by building it: ``content.json``, ``plots.pickle``, attachments.

    Of so many of the named, or of all; gives the names of those.
    """
    drawn, attached = {}, []
    draw, attach = drawing.picture, pipeline.attachments_of

    def kept_picture(plot, name, style):
        drawn[name] = (plot, style)
        return draw(plot, name, style)

    def kept_attachments(*given):
        attached[:] = attach(*given)
        return tuple(attached)

    drawing.picture, pipeline.attachments_of = kept_picture, kept_attachments
    try:
        loaded = pipeline.open_project(project, names)
        chosen = [*(names or loaded.briefs)][:count]
        for number, name in enumerate(chosen, 1):
            drawn.clear()
            log = ProblemLog()
            (made,) = pipeline.make_each(loaded, [name], log)
            log.raise_if_any()
            _written(folder / f"{number:02}", made.brief.document, drawn, attached)
    finally:
        drawing.picture, pipeline.attachments_of = draw, attach
    return chosen


def _written(folder, document, drawn, attached):
    folder.mkdir(parents=True)
    files = []
    for number, one in enumerate(attached, 1):
        (folder / f"attached-{number}").write_bytes(one.data)
        files.append([f"attached-{number}", one.name, one.mime, one.description])
    widths = {name: style.width * INCH for name, (_, style) in drawn.items()}
    text = json.dumps({**content(document, widths), "attachments": files}, ensure_ascii=False)
    (folder / "content.json").write_text(text, encoding="utf-8")
    figures = {one.id: drawn[one.id] for one in document.figures()}
    (folder / "plots.pickle").write_bytes(pickle.dumps(figures))


def content(document, widths) -> dict:
    """The whole document; each text as a list of pieces ``{t: words, s: style, l: where it leads}``."""
    lines = [(group.title, line) for group in document.annex_groups for line in group.lines]
    place = {fact: line.number for _, line in lines for fact in line.anchors}
    say = _Words(place).pieces
    return {
        "id": document.id,
        "title": plain(document.title),
        "title_pieces": say(document.title),
        "subtitle": say(document.subtitle),
        "head": [document.brand, document.period_label],
        "by": " · ".join(one for one in (document.author, document.date) if one),
        "author": document.author,
        "keywords": list(document.keywords),
        "accent": document.accent,
        "bottom_line": say(document.bottom_line),
        "key_figures": [
            {"label": one.label, "value": one.value + one.mark, "unit": one.unit, "since": one.since,
             "to": place.get(one.fact, 0), "change": one.change.text if one.change else ""}
            for one in document.key_figures
        ],
        "highlights": [say(one.text) for one in document.highlights],
        "contrary": say(document.contrary.text) if document.contrary else [],
        "changes": [say(one.text) for one in (*document.flips, *document.changes)],
        "sections": [
            {"title": say(one.title), "blocks": _blocks(one.blocks, say, place, widths)} for one in document.sections
        ],
        "advice": [
            {
                "do": say(one.do), "because": say(one.because),
                "terms": [
                    [name, text] for name, text in (
                        ("Who", [_piece(one.who)]), ("By", [_piece(one.by)]),
                        ("Trade-off", say(one.tradeoff)), ("Measure of success", say(one.success)),
                        ("Rule", [*say(one.rule), _piece(" "), *say(one.tipping)]),
                        ("Evidence", [_piece(one.evidence)]), ("Status", [_piece(one.record)]),
                    ) if any(piece["t"].strip() for piece in text)
                ],
            }
            for one in document.recommendations
        ],
        "sources": [[one.text, one.url or "", one.licence] for one in document.sources],
        "method": _blocks(document.method, say, place, widths),
        "legend": "; ".join(map(str, document.legend)),
        "annex": [
            [title if number == 0 or lines[number - 1][0] != title else "", line.number, line.about, line.text]
            for number, (title, line) in enumerate(lines)
        ],
    }  # fmt: skip


def _blocks(blocks, say, place, widths):
    found = []
    for block in blocks:
        match block:
            case Paragraph():
                found.append({"kind": "text", "text": say(block.children)})
            case ItemList():
                found += [{"kind": "item", "text": say(text)} for text in block.texts()]
            case Quote():
                found.append({"kind": "text", "text": say(block.text)})
            case Box():
                found += _blocks(block.blocks, say, place, widths)
            case Figure():
                found.append(
                    {"kind": "figure", "id": block.id, "title": say(block.title), "subtitle": block.subtitle,
                     "alt": block.alt or plain(block.title), "width": widths[block.id], "notes": list(block.notes), "source": block.source}
                )  # fmt: skip
            case Table():
                rows = [
                    [f"{row.heading}, {row.unit}" if row.unit else row.heading,
                     *([cell.text, cell.mark, place.get(cell.fact or "", 0)] for cell in row.cells)]
                    for row in block.rows
                ]  # fmt: skip
                head = [block.of or "Measure", *block.columns]
                found.append(
                    {"kind": "table", "title": block.title, "head": head, "rows": rows,
                     "notes": list(block.notes), "source": block.source}
                )  # fmt: skip
    return found


class _Words:
    """Texts as pieces; a figure leads to its line in the annex."""

    def __init__(self, place):
        self._place = place

    def pieces(self, inlines, style=""):
        found = []
        for node in inlines:
            match node:
                case Styled():
                    found += self.pieces(node.children, node.style)
                case Link():
                    found += [{**one, "l": node.url} for one in self.pieces(node.children, style)]
                case Mention() if node.kind == "figure" and node.fact in self._place:
                    found.append({**_piece(node.text, style), "n": self._place[node.fact]})
                case _:
                    found.append(_piece(node.text, style))
        return found


def _piece(text, style=""):
    return {"t": text, "s": style, "l": "", "n": 0}


if __name__ == "__main__":  # in a process of its own, whose memory is not that of those measured
    where, into, most, *given = sys.argv[1:]
    print(json.dumps(contents_of(Path(where), given, Path(into), int(most) or None)))
