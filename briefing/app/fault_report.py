"""The report of a fault of this program: versions, step, traceback; no value of anybody's data.

What the error says stays on the terminal, for it may quote a cell; the report can be shared.
"""

from __future__ import annotations

import platform
import sys
import tempfile
import traceback
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from briefing.core.doing import steps_of
from briefing.core.files import replace_file
from briefing.core.plugins import GROUPS, plugins_in
from briefing.core.version import VERSION

NAME = "briefing-fault.txt"
_PACKAGE = Path(__file__).resolve().parents[2]


def plugin_at_fault(error: BaseException) -> str:
    """The distribution of the plug-in whose code was at work; empty where none was."""
    plugins = {
        one.module.partition(".")[0]: one.distribution or one.module
        for group in GROUPS
        for one in plugins_in(group).values()
    }
    for frame, _ in traceback.walk_tb(error.__traceback__):
        package = str(frame.f_globals.get("__name__", "")).partition(".")[0]
        if package in plugins:
            return plugins[package]
    return ""


def written_report(error: BaseException, command: str) -> Path | None:
    """Write the report of a fault where the program was started, or else where temporary files go.

    A link of that name is replaced, never followed. ``None`` where it can be written nowhere.
    """
    text = report_of(error, command).encode("utf-8", "backslashreplace")
    for folder in (Path.cwd, lambda: Path(tempfile.gettempdir())):
        try:
            path = folder() / NAME
            replace_file(path, text)
        except OSError:
            continue
        return path
    return None


def report_of(error: BaseException, command: str) -> str:
    """The report of a fault in ``command``, such as ``build``."""
    lines = [
        f"A fault in briefing {VERSION}. Neither cells nor texts are in this report.",
        "",
        f"command: briefing {command}",
        *(f"step: {one}" for one in steps_of(error)),
        f"Python {platform.python_version()} on {sys.platform} {platform.machine()}",
        *_libraries(),
    ]
    one: BaseException | None = error
    while one is not None:
        lines += ["", f"{type(one).__name__}, raised in", *_frames(one)]
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return "\n".join(lines) + "\n"


def _frames(error: BaseException) -> list[str]:
    return [
        f"  {_from_here(frame.filename)}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__, limit=-60)
    ]


def _from_here(file: str) -> str:
    """A file without the folders above it, which may hold somebody's name."""
    path = Path(file)
    if path.is_relative_to(_PACKAGE):
        return path.relative_to(_PACKAGE).as_posix()
    parts = path.parts
    for folder in ("site-packages", "dist-packages"):
        if folder in parts:
            return "/".join(parts[parts.index(folder) + 1 :])
    return path.name


def _libraries() -> list[str]:
    found = []
    for one in requires("policy-briefing") or () if _is_installed() else ():
        name = one.split(";")[0].split(">")[0].split("<")[0].split("=")[0].strip()
        if "extra ==" not in one:
            found.append(f"{name} {version(name)}")
    return found


def _is_installed() -> bool:
    try:
        version("policy-briefing")
    except PackageNotFoundError:
        return False
    return True
