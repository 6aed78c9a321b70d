"""A file anywhere on this machine to what it is taken for."""

from __future__ import annotations

from pathlib import Path

from briefing.core.problems import Place, ProblemLog
from briefing.core.workspace import Kind, NotRead, Workspace
from briefing.data.recognition.recognised import Recognised
from briefing.data.recognition.recognising import recognise
from briefing.data.unreadable import UnreadableFile


def looked_at(path: Path, sheet: str | None = None) -> Recognised:
    """What a file holds, called as the user calls it.

    Raises :class:`~briefing.core.problems.UnusableInput` where it cannot be read.
    """
    log = ProblemLog()
    place = Place(path.as_posix())
    try:
        content = Workspace(path.resolve().parent).read(path.name, Kind.DATA).content
        return recognise(path.as_posix(), content, sheet=sheet)
    except NotRead as error:
        error.tell(place, log)
    except UnreadableFile as error:
        log.refuse(Place(place.file, error.line), error)
    log.raise_if_any()
    raise AssertionError(path)
