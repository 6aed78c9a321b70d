"""A copy of a project as it would be after a change, to try it before anything is written."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from briefing.core.files import cannot_write, replace_file

_WHOLE = ("config", "templates")


@contextmanager
def staged(root: Path, files: Iterable[str], changes: Mapping[str, bytes]) -> Iterator[Path]:
    """A folder with the config, the templates and the named files of a project, changed.

    It goes away afterwards. A file that is not there is left out: who reads it tells.
    """
    with tempfile.TemporaryDirectory(prefix="briefing-") as name:
        copy = Path(name) / root.resolve().name
        copy.mkdir()
        for folder in _WHOLE:
            if (root / folder).is_dir():
                shutil.copytree(root / folder, copy / folder)
        for path in dict.fromkeys(files):
            target = copy / path
            is_inside = target.resolve().is_relative_to(copy.resolve())
            if is_inside and (root / path).is_file() and not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(root / path, target)
        for path, content in changes.items():
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            (copy / path).write_bytes(content)
        yield copy


def write_all(root: Path, changes: Mapping[str, bytes]) -> None:
    """Write files of a project, each whole; where one cannot be written, all are as before.

    Raises :class:`~briefing.core.problems.UnusableInput`.
    """
    before = {
        path: (root / path).read_bytes() if (root / path).is_file() else None for path in changes
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
