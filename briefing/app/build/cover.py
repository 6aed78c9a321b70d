"""The picture at the head of a brief, read from the file that it names and looked at."""

from __future__ import annotations

from briefing.core.cover_picture import CoverPicture
from briefing.core.problems import ProblemLog
from briefing.core.workspace import Kind, NotRead, Workspace
from briefing.project.declared import Places
from briefing.project.picture_schema import PictureConfig
from briefing.writers.house.logo_check import picture_fault

_KEY = "picture"


def cover_of(
    workspace: Workspace, config: PictureConfig | None, places: Places, log: ProblemLog
) -> CoverPicture | None:
    """The picture with its words as they are typed; what cannot be used goes to the log."""
    if config is None:
        return None
    place = places.of(_KEY, "file")
    try:
        file = workspace.read(config.file, Kind.PICTURE)
    except NotRead as error:
        error.tell(place, log, "the picture")
        return None
    if fault := picture_fault(file):
        log.refuse(place, fault, f"the picture '{config.file}' {fault}")
        return None
    kind = "png" if file.ending == ".png" else "jpeg"
    return CoverPicture(file.content, f"image/{kind}", config.alt, config.credit)
