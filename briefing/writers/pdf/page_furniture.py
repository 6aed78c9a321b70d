"""What stands in the margins of pages, marked as no part of the document.

Screen readers pass over running heads, page numbers and heads of tables that are printed again.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefing.writers.pdf.pdf_objects import Content


def mark_as_furniture(stream: Content, marks: Mapping[int, str]) -> None:
    """Make artifacts of pagination of the marked content in a page that has these numbers.

    Each is given with what it is, ``Header`` or ``Footer``; empty for anything else.
    """
    parts = stream.stream
    for place, properties in enumerate(parts):
        if isinstance(properties, dict) and properties.get("MCID") in marks:
            subtype = marks[properties["MCID"]]
            parts[place - 1] = "/Artifact"
            properties.clear()
            properties["Type"] = "/Pagination"
            if subtype:
                properties["Subtype"] = f"/{subtype}"
