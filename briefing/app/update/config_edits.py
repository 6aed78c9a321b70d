"""A new edition as edits of the project's YAML files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from briefing.app.update.request import Request
from briefing.core.problems import Place, Problem, ProblemLog, UnusableInput, suggest
from briefing.core.seen_files import Snapshot
from briefing.core.workspace import Kind, Outside
from briefing.data.recognition.placement import Raw, plain
from briefing.project.loading import Project
from briefing.project.locating import SHARED
from briefing.project.references import datasets_used
from briefing.project.yaml import block_at, read_yaml
from briefing.project.yaml_editing import Edit, Move, Put, edited

_CONFIG = f"config/{SHARED}"
_YEAR = re.compile(r"(?:19|20)\d\d")


def kept_at(request: Request, file: Snapshot, project: Project, before: str) -> str:
    """The path of the new file within the project, beside that of the edition ``before``."""
    given, root = request.file.resolve(), project.root.resolve()
    old = project.config.datasets[request.dataset].source
    if request.path:
        path = request.path
    elif given.is_relative_to(root):
        path = given.relative_to(root).as_posix()
    elif old in before:
        path = Path(before.replace(old, request.source)).with_suffix(given.suffix).as_posix()
    else:
        path = (Path(before).parent / request.source / given.name).as_posix()
    try:
        is_there = project.workspace.stands(path)
    except Outside as error:
        raise UnusableInput(
            [Problem(Place(path), error.message, "give a path below data/", code=error.code)]
        ) from None
    if path == before:
        message = "the edition in use is read from this very file"
        advice = "put its old content back, and keep the new one under another name"
        raise UnusableInput([Problem(Place(path), message, advice, code="same-file")])
    if is_there and project.workspace.sha256(path) != file.sha256:
        message = "there is another file already"
        raise UnusableInput(
            [Problem(Place(path), message, "give another path: --to PATH", code="other-file-there")]
        )
    return path


def config_edits(
    project: Project,
    request: Request,
    base: Mapping[str, object],
    block: Raw,
    path: str,
    older: Raw,
    earlier: Mapping[str, Raw] | None = None,
) -> dict[str, bytes]:
    """The YAML files with the new edition, by path.

    ``base`` are the keys of the data set as written, without its editions; ``block`` is what the
    new edition has otherwise; ``path`` is where its file is kept; ``older`` is what the edition
    before has otherwise from now on, and ``earlier`` what those before it have, by source. What concerns single cells of
    the old file moves to the old edition. Raises :class:`~briefing.core.problems.UnusableInput`.
    """
    name, new, old = request.dataset, request.source, str(base["source"])
    own = ("datasets", name)
    raw = _raw(project, _CONFIG)
    edits: list[Edit] = []
    if new not in project.config.sources:
        edits.append(Put(("sources", new), _source(project, request, old), before=old))
    elif request.about:
        message = f"'{new}' is declared already"
        raise UnusableInput(
            [Problem(None, message, "edit it in config/project.yaml", code="already-declared")]
        )
    written = block_at(raw, "datasets", name)
    editions = block_at(written, "editions") if written.get("editions") else {}
    if not editions:
        edits.append(Put((*own, "editions"), {}, before=_after(written, "path")))
    entry = block_at(editions, old) if editions.get(old) else {}
    first = next(iter(editions), None)
    inner = (*own, "editions", old)
    edits.append(
        Put(inner, {"path": str(base["path"]), **block_at(plain(entry)), **older}, before=first)
    )
    for key, keys in (earlier or {}).items():
        edits += [Put((*own, "editions", key, each), value) for each, value in keys.items()]
    if not entry:
        moved = [key for key in ("corrections", "accepted") if key in written]
        edits += [Move((*own, key), (*inner, key)) for key in moved]
    if block:
        edits.append(Put((*own, "editions", new), block, before=old))
    edits += [Put((*own, "source"), new), Put((*own, "path"), path)]
    found = {_CONFIG: _edited(project, _CONFIG, edits)}
    return {**found, **_moved_on(project, request)}


def _after(written: Mapping[str, object], key: str) -> str | None:
    keys = list(written)
    place = keys.index(key) + 1
    return keys[place] if place < len(keys) else None


def _moved_on(project: Project, request: Request) -> dict[str, bytes]:
    """The briefs that shall be about another period, and were about one."""
    if not request.period:
        return {}
    found = {}
    for brief in project.briefs.values():
        if request.dataset in datasets_used(project, brief.config):
            value: object = request.period
            edit = Put(("period",), int(request.period) if request.period.isdecimal() else value)
            if "period" in _raw(project, brief.path):
                found[brief.path] = _edited(project, brief.path, [edit])
    return found


def _raw(project: Project, path: str) -> Mapping[str, object]:
    log = ProblemLog()
    read = read_yaml(project.workspace.read(path, Kind.CONFIG).content, path, log)
    log.raise_if_any()
    return read[0] if read else {}


def _edited(project: Project, path: str, edits: Sequence[Edit]) -> bytes:
    content = project.workspace.read(path, Kind.CONFIG).content
    bare = content.decode("utf-8-sig")
    text = edited(bare.replace("\r\n", "\n"), edits, path)
    if "\r\n" in bare:
        text = text.replace("\n", "\r\n")
    return (b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b"") + text.encode()


def _source(project: Project, request: Request, old: str) -> Raw:
    """The declaration of a source that is new: what the user says, else as of the one before."""
    before = project.config.sources[old]
    about = dict(request.about)
    if "published" not in about:
        message = f"'{request.source}' is no declared source"
        near = suggest(request.source, project.config.sources)
        advice = (
            f"{near + '; or ' if near else ''}say when it was published: --published 2026-01-31"
        )
        raise UnusableInput([Problem(None, message, advice, code="undeclared-source")])
    found: Raw = {}
    for key in ("title", "short"):
        value = about.get(key) or _following(getattr(before, key), old, request.source)
        if value:
            found[key] = value
    if "title" not in found:
        message = f"the title of '{request.source}' is not known"
        raise UnusableInput(
            [Problem(None, message, "give it: --title '...'", code="title-missing")]
        )
    found["publisher"] = about.get("publisher") or before.publisher
    found |= {key: about[key] for key in ("edition", "published", "doi", "url") if key in about}
    return {**found, "licence": about.get("licence") or before.licence}


def _following(title: str, old: str, new: str) -> str:
    """The title with the year of the new edition, where keys and title tell years."""
    years = [_YEAR.findall(one) for one in (old, new)]
    if len(years[0]) == 1 and len(years[1]) == 1 and years[0][0] in title:
        return title.replace(years[0][0], years[1][0])
    return ""
