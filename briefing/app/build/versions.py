"""The versions of all that decides the bytes of a brief: two machines that differ in them make other files."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.requirements import Requirement

from briefing.app.build.folder_hash import own_folder_hash
from briefing.app.build.plugin_code import plugin_files
from briefing.core.resources import FONTS, TEMPLATES
from briefing.core.version import VERSION
from briefing.core.workspace import Kind
from briefing.writers.pdf.pdf import makers

_PACKAGE = "policy-briefing"
_DIGITS = 12  # of a hash: enough to tell two apart, short enough to be read


def versions_here() -> dict[str, str]:
    """What makes briefs in this process: the program, its typefaces, Python, plug-ins, and each library."""
    code = Path(__file__).resolve().parents[2]
    return {
        "program": f"{VERSION} {own_folder_hash(code, Kind.PROGRAM, ('.py', '.toml'))[:_DIGITS]}",
        "typefaces": own_folder_hash(FONTS, Kind.FONT)[:_DIGITS],
        "templates": own_folder_hash(TEMPLATES, Kind.TEMPLATE)[:_DIGITS],
        "Python": platform.python_version(),
        "pages": makers(),
        "plug-ins": hashlib.sha256(repr(list(plugin_files())).encode()).hexdigest()[:_DIGITS],
        **_libraries(),
    }


def differences(here: Mapping[str, str], there: Mapping[str, str]) -> list[str]:
    """In what two differ, in words: ``jinja2 3.1.5 there, 3.1.6 here``."""
    return [
        f"{name} {there.get(name) or 'missing'} there, {here.get(name) or 'missing'} here"
        for name in sorted({*here, *there})
        if here.get(name) != there.get(name)
    ]


def _libraries() -> dict[str, str]:
    """The libraries that the program always needs, with what they need in turn."""
    found: dict[str, str] = {}
    ahead = _needed(_PACKAGE)
    while ahead:
        name = ahead.pop()
        if name not in found:
            try:
                found[name] = version(name)
            except PackageNotFoundError:
                continue
            ahead += _needed(name)
    return found


def _needed(name: str) -> list[str]:
    try:
        every = [Requirement(one) for one in requires(name) or ()]
    except PackageNotFoundError:
        return []
    no_extra = {"extra": ""}
    return [
        one.name.lower().replace("_", "-")
        for one in every
        if one.marker is None or one.marker.evaluate(no_extra)
    ]
