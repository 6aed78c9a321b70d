"""A folder among the files of a project that is on no disk: what stands there was handed over or computed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class VirtualFolder:
    """Its name, and how its files end: one for each data set."""

    name: str
    ending: str

    def path_of(self, dataset: str) -> str:
        """The path of what stands there for a data set."""
        return f"{self.name}/{dataset}{self.ending}"

    def dataset_of(self, path: str) -> str:
        """The data set whose file a path is; empty for any other file."""
        parts = PurePosixPath(path)
        is_one = str(parts.parent) == self.name and parts.suffix == self.ending
        return parts.stem if is_one else ""
