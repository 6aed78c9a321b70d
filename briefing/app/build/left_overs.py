"""What earlier builds left of briefs that are no longer made: told, and deleted where that is asked for.

Only what the record of a build knows as its own, to the byte, is deleted; what somebody edited or signed
stays.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypedDict

from briefing.app.build.build_record import FOLDER, BuildRecord, home_of, load_record
from briefing.app.build.index_seal import is_as_written
from briefing.core.index_entry import MOST_ON_PAPER
from briefing.core.own_folder import OwnFolder, home_folder
from briefing.core.problems import Place, Problem, Severity
from briefing.core.workspace import Kind, NotRead, Workspace


class _Entry(TypedDict):
    """What an ``index.json`` holds of a brief, as far as it is read again."""

    name: str
    note: str
    headline: str
    figures: Sequence[Mapping[str, object]]


_INDEX = ("index.html", "index.pdf", "index.json")
_MOST_NAMES = 5


def left_overs(outputs: Workspace, known: Collection[str]) -> tuple[str, ...]:
    """The names of briefs that an earlier build made and that are no longer among those ``known``."""
    made = frozenset(known)
    folders = [one for one in outputs.folders() if _is_portfolio(outputs, one)]
    found = [name for one in ("", *folders) for name in _recorded(outputs, one)]
    return tuple(one for one in found if one not in made and load_record(outputs, one))


def told_left_overs(outputs: Workspace, names: Sequence[str]) -> list[Problem]:
    """A warning that names them; none where there are none."""
    if not names:
        return []
    shown = ", ".join(names[:_MOST_NAMES])
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return [
        Problem(
            Place(str(outputs.root)),
            f"files of briefs that are no longer made stand here: {shown}{more}",
            "delete them: briefing build --clean",
            Severity.WARNING,
            code="left-over",
        )
    ]


def told_unprinted(outputs: Workspace, portfolios: Mapping[str, int]) -> list[Problem]:
    """A warning for each portfolio of so many subjects that its index is not set as a PDF."""
    return [
        Problem(
            Place(str(outputs.root / name)),
            f"the index is not set as a PDF: it has {count:,} subjects, and {MOST_ON_PAPER:,} are the most",
            "index.html and index.json have all of them",
            Severity.WARNING,
            code="index-not-printed",
        )
        for name, count in portfolios.items()
        if count > MOST_ON_PAPER
    ]


def remove_left_overs(outputs: Workspace, names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Delete the files of briefs that are no longer made; by brief, what stays since it was edited.

    The index of a portfolio of which no brief is left goes too. Raises ``OSError``.
    """
    kept = {}
    for name in names:
        record = load_record(outputs, name)
        home, own = home_of(outputs, name)
        if record is not None:
            drop_leftovers(
                home, home_folder(outputs.root, name), own, replace(record, wrote={}), record
            )
            kept[name] = tuple(
                file for ending in record.known if home.has(file := f"{own}.{ending}")
            )
        home_folder(outputs.root, name).below(FOLDER).remove(f"{own}.json")
    outputs.forget()
    for portfolio in {one.rpartition("/")[0] for one in names} - {""}:
        if not any(load_record(outputs, one) for one in _recorded(outputs, portfolio)):
            for file in _INDEX:
                OwnFolder(outputs.root, (portfolio,)).remove(file)
            _remove_if_empty(outputs.root / portfolio)
    return {name: files for name, files in kept.items() if files}


def drop_leftovers(
    outputs: Workspace,
    folder: OwnFolder,
    name: str,
    record: BuildRecord,
    before: BuildRecord | None,
) -> None:
    """Delete what an earlier build left and this one no longer makes, such as a chart's picture.

    ``outputs`` and ``folder`` are the same place, to look at and to delete in.
    """
    for ending, ours in (before.known if before else {}).items():
        file = f"{name}.{ending}"
        if ending not in record.wrote and outputs.sha256(file, Kind.OUTPUT) in ours:
            folder.remove(file)


def tells_of(outputs: Workspace, portfolio: str, names: Sequence[str]) -> bool:
    """Whether the index of a portfolio is there and names these briefs, in their order, with what they say now.

    It does not where it found no place beside the briefs, where the build ended between them and it, or where
    somebody edited it.
    """
    folder = outputs.beside(outputs.root / portfolio)
    try:
        content = folder.read("index.json", Kind.RECORD).content
        told: Mapping[str, Sequence[_Entry]] = json.loads(content)
        if not is_as_written(told, content, folder):
            return False
        found = [one["name"] for one in told["briefs"]]
        is_now = all(_says(outputs, portfolio, one) for one in told["briefs"])
    except (NotRead, ValueError, TypeError, KeyError, RecursionError):
        return False
    wanted = [one for one in _INDEX if one != "index.pdf" or len(names) <= MOST_ON_PAPER]
    return is_now and found == list(names) and all(folder.has(one) for one in wanted)


def _says(outputs: Workspace, portfolio: str, entry: _Entry) -> bool:
    """Whether an entry of an index says what the brief says that was built last; of one not built it may say why."""
    record = load_record(outputs, f"{portfolio}/{entry['name']}")
    if record is None or entry["note"]:
        return True
    card = record.told["card"]
    said = [(one["id"], one["value"]) for one in entry["figures"]]
    now = [(one["id"], one["value"]) for one in card["figures"]]
    return entry["headline"] == card["title"] and said == now


def _is_portfolio(outputs: Workspace, folder: str) -> bool:
    try:
        return not folder.startswith(".") and outputs.has_folder(f"{folder}/{FOLDER}")
    except NotRead:
        return False


def _recorded(outputs: Workspace, portfolio: str) -> Iterator[str]:
    """The names of briefs of which a file may be the record, those of one portfolio or of none."""
    head = f"{portfolio}/" if portfolio else ""
    for file in outputs.names(f"{head}{FOLDER}"):
        if file.endswith(".json"):
            yield f"{head}{file.removesuffix('.json')}"


def _remove_if_empty(folder: Path) -> None:
    """Delete a folder of which nothing but the empty folder of records is left."""
    for one in (folder / FOLDER, folder):
        if one.is_dir() and not one.is_symlink() and not any(one.iterdir()):
            one.rmdir()
