"""Says how each kind of value shows itself in Python and in a notebook."""

from __future__ import annotations

from briefing.app.build.finished_brief import Brief
from briefing.app.notebook import brief_page, fact_page
from briefing.core.document import Figure
from briefing.core.fact import Fact
from briefing.core.showing import show_as
from briefing.core.statistics_table import Table


def show_values() -> None:
    """From now on facts tell themselves in words, and briefs, charts and tables have a page."""
    show_as("line", Fact, fact_page.line_of)
    show_as("html", Fact, fact_page.page_of)
    show_as("html", Brief, brief_page.page_of)
    show_as("html", Figure, brief_page.picture_of)
    show_as("html", Table, brief_page.table_of)
