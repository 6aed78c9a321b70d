"""What a user asks for when a new edition comes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Request:
    """What a user asks for."""

    dataset: str
    file: Path
    """The new file, anywhere."""
    source: str
    """Key of the source that it is an edition of."""
    about: Mapping[str, str] = field(default_factory=dict)
    """Keys of that source, where it is not declared: ``title``, ``published`` ..."""
    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Measure to its header, or to the texts that pick its rows."""
    where: Mapping[str, str] = field(default_factory=dict)
    """Header to text of the rows that are meant."""
    members: Mapping[str, str] = field(default_factory=dict)
    """Member of the new file to its name before."""
    units: Mapping[str, str] = field(default_factory=dict)
    """Measure to unit, where it is another or was doubted."""
    without: Sequence[str] = ()
    """Measures that the file does not have, as the user says."""
    reading: Mapping[str, object] = field(default_factory=dict)
    """How the file is read: ``header``, ``delimiter`` ..."""
    path: str = ""
    """Where the file shall be kept within the project."""
    period: str = ""
    """The period that briefs about the last one shall be about."""
