"""A file that travels inside another one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
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


def attached_names(paths: Iterable[str]) -> dict[str, str]:
    """What each file of a project is called where it is attached: its path without slashes.

    Two paths that would be called alike are told apart by a number; the order of ``paths`` plays no
    part.
    """
    found: dict[str, str] = {}
    for path in sorted(set(paths)):
        plain, number = path.replace("/", "-"), 2
        name, ending = plain, PurePosixPath(plain).suffix
        while name in found.values():
            name, number = f"{plain.removesuffix(ending)}-{number}{ending}", number + 1
        found[path] = name
    return found
