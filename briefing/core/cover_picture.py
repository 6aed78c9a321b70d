"""The picture at the head of a brief: a photograph or drawing with words for those who cannot see it."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CoverPicture:
    """A picture of pixels, and what is said of it."""

    data: bytes = field(repr=False)
    """The file as it is."""
    mime: str
    """``image/jpeg`` or ``image/png``."""
    alt: str
    """What it shows, for those who cannot see it."""
    credit: str
    """Whose it is, printed below it."""

    @property
    def source(self) -> str:
        """The picture as the address of an image."""
        return f"data:{self.mime};base64," + base64.b64encode(self.data).decode("ascii")
