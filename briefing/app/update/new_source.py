"""What the file of a new edition says of its source, where the user does not say it."""

from __future__ import annotations

from dataclasses import replace

from briefing.app.update.request import Request
from briefing.core.seen_files import Snapshot
from briefing.data.recognition.recognising import recognise
from briefing.data.unreadable import UnreadableFile
from briefing.project.loading import Project

_KEYS = ("title", "published", "publisher", "edition", "doi", "url", "licence")


def with_source_said(request: Request, project: Project, file: Snapshot) -> Request:
    """The request with what its file says of a source that is not declared.

    Asked only where the day of publication is not given; what the user says holds.
    """
    if request.source in project.config.sources or "published" in request.about:
        return request
    sheet = request.reading.get("sheet")
    try:
        found = recognise(request.file.name, file.content, sheet=str(sheet) if sheet else None)
    except UnreadableFile:
        return request
    said = {key: str(found.source[key]) for key in _KEYS if found.source.get(key)}
    if "published" not in said:
        return request
    return replace(request, about={**said, **request.about})
