"""The moment that the file of an embargoed brief bears, by which an audit makes it again as it was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from briefing.core.document import Document


def moment_of(document: Document) -> datetime | None:
    """When the file says that it was made: before its embargo ended, or not before.

    None for a brief without an embargo, which bears the day of its document.
    """
    if not document.embargo:
        return None
    ends = datetime.fromisoformat(document.embargo)
    day = datetime.fromisoformat(document.day).replace(tzinfo=UTC) if document.day else ends
    return min(day, ends - timedelta(seconds=1)) if document.is_embargoed else max(day, ends)
