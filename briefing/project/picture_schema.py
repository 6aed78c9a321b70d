"""``picture:`` of a brief: the photograph or drawing at its head."""

from __future__ import annotations

from pydantic import Field

from briefing.project.declared import Declared, PathField


class PictureConfig(Declared):
    """A picture across the head of the first page."""

    file: PathField = Field(min_length=1, examples=["pictures/school.jpg"])
    """JPEG or PNG file within the project, in RGB or grey: ``pictures/school.jpg``."""
    alt: str = Field(min_length=1, examples=["Children walk into a school of red brick."])
    """What it shows, for those who cannot see it: ``Children walk into a school of red brick.``"""
    credit: str = Field(min_length=1, examples=["Photo: Ann Jones, CC BY 4.0"])
    """Whose it is and by what right it stands here: ``Photo: Ann Jones, CC BY 4.0``."""
