"""A copy of a project as it would be after a change, to try it before anything is written."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from briefing.core.files import cannot_write, replace_file, write_tree
from briefing.core.workspace import Kind, NotRead, Workspace

_WHOLE = (("config", Kind.CONFIG), ("templates", Kind.TEMPLATE))


@contextmanager
def staged(
    workspace: Workspace, files: Iterable[str], changes: Mapping[str, bytes]
) -> Iterator[Workspace]:
    """A folder with the config, the templates and the named files of a project, changed.

    It goes away afterwards. A file that cannot be read is left out: who reads it tells.
    """
    wanted = {path: kind for folder, kind in _WHOLE for path in workspace.files(folder)}
    wanted |= dict.fromkeys((path for path in files if path not in wanted), Kind.DATA)
    found: dict[str, bytes] = {}
    for path, kind in wanted.items():
        with suppress(NotRead):
            found[path] = workspace.read(path, kind).content
    with tempfile.TemporaryDirectory(prefix="briefing-") as name:
        copy = Path(name) / workspace.root.resolve().name
        write_tree(copy, {**found, **changes})
        yield Workspace(copy)


def write_all(workspace: Workspace, changes: Mapping[str, bytes]) -> None:
    """Write files of a project, each whole; where one cannot be written, all are as before.

    Raises :class:`~briefing.core.problems.UnusableInput`, also where one would stand elsewhere, by a link.
    """
    root = workspace.root
    for path in changes:
        workspace.stands(path)  # raises where it leaves the project
    before = {
        path: workspace.read(path, Kind.DATA).content if workspace.has(path) else None
        for path in changes
    }
    done: list[str] = []
    try:
        for path, content in changes.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            done.append(path)
            replace_file(root / path, content)
    except OSError as error:
        for path in done:
            with suppress(OSError):
                _restore(root / path, before[path])
        raise cannot_write(error, root) from None


def _restore(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    else:
        replace_file(path, content)
