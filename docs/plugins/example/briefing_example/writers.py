"""A writer: the gist of a brief in a few lines of Markdown, to be pasted into a mail."""

from __future__ import annotations

from briefing.core.document import Document
from briefing.core.text_nodes import plain
from briefing.writers.writing import Setting


def gist_files(document: Document, setting: Setting) -> dict[str, bytes]:
    """Title, bottom line, key figures and advice, a line each."""
    del setting
    lines = [f"# {plain(document.title)}", "", plain(document.bottom_line), ""]
    lines += [f"- {one.label}: {one.value} {one.unit}".rstrip() for one in document.key_figures]
    lines += [f"- {plain(one.do)}" for one in document.recommendations]
    return {"gist.md": ("\n".join(lines) + "\n").encode()}
