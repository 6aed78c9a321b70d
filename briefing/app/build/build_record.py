"""The record of a build: all that a brief read, and what it left; one JSON file a brief."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from briefing.app.build.summary import Summary
from briefing.core.files import cannot_write, replace_file
from briefing.core.workspace import Kind, NotRead, Workspace

FOLDER = ".briefing"
"""Where the records stand, within the output folder."""
_SCHEMA = 2


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """What one build of a brief read and left. Paths are within the project, hashes are sha256."""

    program: str
    """Hash of the program and its libraries."""
    epoch: str
    """``SOURCE_DATE_EPOCH`` of the environment."""
    formats: tuple[str, ...]
    """Further formats that were asked for."""
    design: str
    """The page design, which decides which templates count."""
    files: Mapping[str, str]
    """The brief's own config, and brand files; an empty hash for a file that was not there."""
    templates: Mapping[str, str]
    shared: Mapping[str, str]
    """Files of which a brief reads parts, as it was made from them: ``config/project.yaml``, data."""
    seen: Mapping[str, str]
    """Shared files that changed since, in parts that it does not read, as they were last seen."""
    declared: Mapping[str, str]
    """What it reads of the shared config, to hashes: ``data set ree_us``, ``brand``."""
    sources: tuple[str, ...]
    """Keys of the sources that it cites."""
    datasets: Mapping[str, str]
    """Data sets to digests of the cells that were read from their files."""
    wrote: Mapping[str, str]
    """Outputs by ending, to hashes."""
    told: Summary
    """What the build said: its summary with warnings."""
    drawings: tuple[str, ...] = ()
    """Keys of the drawn charts."""
    complete: bool = True
    """False while the outputs are being put in their places."""
    replacing: Mapping[str, list[str]] = field(default_factory=dict)
    """Hashes of outputs of earlier builds, while those of this one take their places."""

    @property
    def known(self) -> dict[str, list[str]]:
        """By ending, the hashes of outputs that are ours and nobody else's edit."""
        return {
            ending: [
                *([self.wrote[ending]] if ending in self.wrote else []),
                *self.replacing.get(ending, []),
            ]
            for ending in sorted({*self.wrote, *self.replacing})
        }


def load_record(outputs: Workspace, brief: str) -> BuildRecord | None:
    """The record of a brief's last build, or ``None`` where there is none that can be used."""
    try:
        content = json.loads(outputs.read(f"{FOLDER}/{brief}.json", Kind.RECORD).content)
        if content.pop("schema") != _SCHEMA:
            return None
        lists = {key: tuple(content[key]) for key in ("formats", "sources", "drawings")}
        return BuildRecord(**{**content, **lists})
    except (NotRead, ValueError, TypeError, KeyError, AttributeError):
        return None


def save_record(folder: Path, brief: str, record: BuildRecord) -> None:
    """Write the record of a brief, whole or not at all.

    Raises :class:`~briefing.core.problems.UnusableInput` where the folder cannot be written.
    """
    content = {"schema": _SCHEMA, **asdict(record)}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    try:
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
        replace_file(folder / FOLDER / f"{brief}.json", text.encode())
    except OSError as error:
        raise cannot_write(error, folder) from None
