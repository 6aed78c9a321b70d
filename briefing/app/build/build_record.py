"""The record of a build: all that a brief read, and what it left; one JSON file a brief.

A record is data from outside: whoever can write the output folder, such as a cache of CI, can forge
one. It is read by its types, and no name in it leads out of the folder.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from briefing.app.build.summary import Summary, is_summary
from briefing.core.files import cannot_write
from briefing.core.own_folder import OwnFolder, is_own_name, portfolio_folder
from briefing.core.workspace import Kind, NotRead, Workspace

FOLDER = ".briefing"
"""Where the records stand, within the output folder."""
_SCHEMA = 3
_LISTS = ("formats", "sources", "drawings", "among")
_MAPPINGS = ("files", "templates", "shared", "seen", "declared", "datasets", "wrote")
_FORMAT = re.compile(r"[\w.-]+")
_DIGEST = re.compile(r"[0-9a-f]{64}")


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
    among: tuple[str, ...] = ()
    """Of a brief that compares itself with all subjects of its portfolio: their names."""
    until: str = ""
    """When the embargo ends that its pages tell of, in UTC, as :mod:`datetime` writes it; empty without one."""
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


def home_of(outputs: Workspace, brief: str) -> tuple[Workspace, str]:
    """The folder in which the files of a brief stand, and what their names begin with.

    Briefs of a portfolio, ``commodities/lithium``, stand in a folder of its name. Raises
    :class:`~briefing.core.problems.UnusableInput` where that is a link.
    """
    portfolio, _, own = brief.rpartition("/")
    folder = portfolio_folder(outputs.root, portfolio)
    return (outputs.beside(folder) if portfolio else outputs), own


def load_record(outputs: Workspace, brief: str) -> BuildRecord | None:
    """The record of a brief's last build, or ``None`` where there is none that can be used."""
    try:
        home, own = home_of(outputs, brief)
        content = json.loads(home.read(f"{FOLDER}/{own}.json", Kind.RECORD).content)
        if content.pop("schema") != _SCHEMA or not _is_typed(content):
            return None
        lists = {key: tuple(content[key]) for key in _LISTS}
        record = BuildRecord(**{**content, **lists})
    except (NotRead, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return record if _is_ours(record, own) else None


def _is_typed(content: Mapping[str, object]) -> bool:
    """Whether each value has its type. By hand: a build with nothing to do loads no library for it."""
    told = content["told"]
    replacing = content["replacing"]
    return (
        all(isinstance(content[key], str) for key in ("program", "epoch", "design", "until"))
        and isinstance(content["complete"], bool)
        and all(_is_texts(content[key]) for key in _LISTS)
        and all(_is_texts_by_text(content[key]) for key in _MAPPINGS)
        and isinstance(replacing, dict)
        and all(_is_texts(one) for one in replacing.values())
        and isinstance(told, dict)
        and is_summary(told)
    )


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _is_texts_by_text(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())


def _is_ours(record: BuildRecord, brief: str) -> bool:
    """Whether every name in it is one that this program could have written."""
    endings = {*record.wrote, *record.replacing}
    digests = [*record.drawings, *record.wrote.values()]
    return (
        all(is_own_name(f"{brief}.{ending}") for ending in endings)
        and all(_FORMAT.fullmatch(one) for one in record.formats)
        and all(_DIGEST.fullmatch(one) for one in digests)
        and "/" not in record.design
    )


def save_record(folder: Path, brief: str, record: BuildRecord) -> None:
    """Write the record of a brief, whole or not at all.

    Raises :class:`~briefing.core.problems.UnusableInput` where the folder cannot be written.
    """
    content = {"schema": _SCHEMA, **asdict(record)}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    try:
        *portfolio, own = brief.split("/")
        OwnFolder(folder, (*portfolio, FOLDER)).write(f"{own}.json", text.encode())
    except OSError as error:
        raise cannot_write(error, folder) from None
