"""A file that travels inside another one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Relationship = Literal["Source", "Data", "Alternative", "Supplement", "Unspecified"]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels inside the PDF."""

    name: str
    data: bytes
    mime: str = "application/octet-stream"
    relationship: Relationship = "Data"
    """What it is to the document, by ISO 19005-3."""
    description: str = ""
