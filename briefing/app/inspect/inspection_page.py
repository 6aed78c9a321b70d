"""A recognised file as one page: the table as read, above each column what it is taken for and why."""

from __future__ import annotations

from html import escape

from briefing.app.inspect.inspection import declaration_yaml, head, letters, sureness
from briefing.data.recognition.recognised import Column, Recognised, Role

_STYLE = """\
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem; color: #222; }
h1 { font-size: 1.3rem; } h2 { font-size: 1.05rem; margin-top: 2rem; }
.wide { overflow-x: auto; border: 1px solid #ccc; }
table { border-collapse: collapse; font-size: 13px; }
th, td { border: 1px solid #ddd; padding: .25rem .5rem; text-align: left; vertical-align: top; }
td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
th { background: #f3f3f1; } thead th { min-width: 6.5rem; } thead th:first-child { min-width: 0; }
th .why { font-weight: normal; color: #555; max-width: 16rem; }
.role { display: inline-block; padding: 0 .35rem; border-radius: .25rem; background: #dde6ee; }
.unsure .role { background: #f6d9c8; } .likely .role { background: #f3ecc9; }
.unused td, .unused th { color: #888; }
pre { background: #f6f6f4; padding: .75rem; overflow-x: auto; font-size: 13px; }
"""
_MOST_COLUMNS = 80


def inspection_page(found: Recognised, name: str) -> str:
    """The page as HTML that needs nothing beside it."""
    lines = "".join(f"<li>{escape(line)}</li>" for line in head(found))
    cut = len(found.columns) - _MOST_COLUMNS
    more = f"<p>{cut} further columns are not shown.</p>" if cut > 0 else ""
    return (
        "<!doctype html>\n"
        f'<html lang="en"><head><meta charset="utf-8"><title>{escape(found.path)}</title>'
        f"<style>{_STYLE}</style></head><body>"
        f"<h1>{escape(found.path)}</h1><ul>{lines}</ul>"
        f"<h2>The table as it is read</h2>{_table(found)}{more}"
        f"<h2>Measures</h2>{_measures(found)}{_notes(found)}{_questions(found)}"
        f"<h2>As a declaration</h2><pre>{escape(f'{name}:')}\n"
        f"{escape(_indented(declaration_yaml(found)))}</pre></body></html>\n"
    )


def _table(found: Recognised) -> str:
    columns = found.columns[:_MOST_COLUMNS]
    names = "".join(f"<th scope='col'>{letters(one.index)}</th>" for one in columns)
    heads = "".join(_head(one) for one in columns)
    body = []
    for number, cells in found.preview:
        texts = (cells[one.index] if one.index < len(cells) else "" for one in columns)
        row = "".join(
            f"<td{_class(one)}>{escape(text)}</td>"
            for one, text in zip(columns, texts, strict=True)
        )
        body.append(f"<tr><th scope='row'>{number}</th>{row}</tr>")
    return (
        f"<div class='wide'><table><thead><tr><th></th>{names}</tr>"
        f"<tr><th></th>{heads}</tr></thead><tbody>{''.join(body)}</tbody></table></div>"
    )


def _head(column: Column) -> str:
    kind = sureness(column.confidence)
    return (
        f"<th scope='col' class='{kind}'>{escape(column.header) or '(no header)'}"
        f"<div class='why'><span class='role'>{column.role.value}</span> "
        f"{escape(column.reason)} ({kind})</div></th>"
    )


def _class(column: Column) -> str:
    return " class='number'" if column.role is Role.VALUE else ""


def _measures(found: Recognised) -> str:
    rows = "".join(
        f"<tr><td>{escape(one.name)}</td><td>{escape(one.title)}</td><td>{escape(one.unit)}</td>"
        f"<td>{escape(one.reason)} ({sureness(one.confidence)})</td></tr>"
        for one in found.measures[:_MOST_COLUMNS]
    )
    heads = "<tr><th>name</th><th>title</th><th>unit</th><th>why</th></tr>"
    return f"<table><thead>{heads}</thead><tbody>{rows}</tbody></table>"


def _notes(found: Recognised) -> str:
    items = "".join(f"<li>{escape(one)}</li>" for one in found.notes)
    below = f"<h2>Notes below the table</h2><ul>{items}</ul>" if items else ""
    linked = "".join(
        f"<li>{escape(', '.join(one.labels))} (note {escape(one.mark)}): {escape(one.text)}</li>"
        for one in found.linked
    )
    return f"{below}<h2>Notes that its labels point at</h2><ul>{linked}</ul>" if linked else below


def _questions(found: Recognised) -> str:
    if not found.questions:
        return ""
    items = "".join(
        f"<li>{escape(one.text)}" + (f"<pre>{escape(one.yaml)}</pre>" if one.yaml else "") + "</li>"
        for one in found.questions
    )
    return f"<h2>What the file leaves open</h2><ul>{items}</ul>"


def _indented(text: str) -> str:
    return "".join(f"  {line}\n" for line in text.splitlines())
