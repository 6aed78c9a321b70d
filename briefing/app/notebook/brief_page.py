"""A brief, a chart and a table of it as HTML for a notebook: what they say, and no style that leaks."""

from __future__ import annotations

from base64 import b64encode
from html import escape

from briefing.app.build.finished_brief import Brief
from briefing.core.document import Figure
from briefing.core.statistics_table import Table, TableCell
from briefing.core.text_nodes import plain
from briefing.writers.drawing.drawing_markup import svg_file
from briefing.writers.drawing.outlines import outlined
from briefing.writers.drawing.painter import Painter
from briefing.writers.house.chart_style import Style

_FRAME = "width:100%;height:640px;border:1px solid #8884;background:#fff"


def page_of(brief: Brief) -> str:
    """The page of the brief in a frame of its own: its styles stay there, and no script runs."""
    title = escape(plain(brief.document.title), quote=True)
    page = escape(brief.html, quote=True)
    return f'<iframe sandbox="" title="{title}" srcdoc="{page}" style="{_FRAME}"></iframe>'


def picture_of(figure: Figure) -> str:
    """The chart as a picture that looks the same everywhere, between its title and its source."""
    told = figure.alt or plain(figure.title)
    drawing = outlined(Painter(Style()).of(figure.id, figure.plot).svg)
    data = b64encode(svg_file(drawing, told).encode()).decode()
    image = (
        f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(told, quote=True)}" '
        'style="max-width:100%;background:#fff">'
    )
    notes = "".join(f"<div>{escape(one)}</div>" for one in (*figure.notes, figure.source) if one)
    return (
        f"<figure><figcaption><strong>{escape(plain(figure.title))}</strong>"
        f"<div>{escape(figure.subtitle)}</div></figcaption>{image}{notes}</figure>"
    )


def table_of(table: Table) -> str:
    """The table with its title, the marks of its figures and what they mean."""
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in table.columns)
    rows = "".join(
        f'<tr><th scope="row" style="text-align:left">{escape(row.heading)}</th><td>{escape(row.unit)}</td>'
        f"{''.join(map(_cell, row.cells))}</tr>"
        for row in table.rows
    )
    notes = "".join(f"<div>{escape(one)}</div>" for one in (*table.notes, table.source) if one)
    return (
        f"<div><table><caption>{escape(table.title)}</caption>"
        f"<thead><tr><td>{escape(table.measure)}</td><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>{notes}</div>"
    )


def _cell(cell: TableCell) -> str:
    mark = f"<sup>{escape(cell.mark)}</sup>" if cell.mark else ""
    return f'<td style="text-align:right">{escape(cell.text)}{mark}</td>'
