"""WeasyPrint as it is found, or how to get what it stands on: Pango, which pip does not bring.

It is imported where a page is set, and no sooner.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import replace
from importlib.util import LazyLoader, find_spec, module_from_spec
from types import ModuleType

from briefing.core.problems import Problem, Severity, UnusableInput
from briefing.writers.pdf.broken_words import break_carefully

HOW_TO_GET_PANGO = (
    "install Pango. Debian, Ubuntu: apt install libpangoft2-1.0-0 libharfbuzz-subset0; "
    "Fedora: dnf install pango; Alpine: apk add pango; macOS: brew install pango; "
    "conda: conda install -c conda-forge pango; Windows: in MSYS2 "
    "'pacman -S mingw-w64-x86_64-pango', and its bin folder in WEASYPRINT_DLL_DIRECTORIES"
)


_ON_LINUX = {
    "gobject-2.0": "libgobject-2.0.so.0",
    "pango-1.0": "libpango-1.0.so.0",
    "pangoft2-1.0": "libpangoft2-1.0.so.0",
    "fontconfig": "libfontconfig.so.1",
    "harfbuzz": "libharfbuzz.so.0",
    "harfbuzz-subset": "libharfbuzz-subset.so.0",
}
"""The files in which these libraries are on every Linux; where one is not, Python searches as ever."""
_SUBSET, _INSTANCER = "fontTools.subset", "fontTools.varLib.instancer"


def weasyprint_library() -> ModuleType:
    """The library that sets pages; raises with advice where the system libraries under it are missing.

    What it prints of that by itself is not shown: the output is for what was asked for.
    """
    try:
        with redirect_stdout(io.StringIO()), _found_at_once(), _left_for_later():
            import weasyprint
            from weasyprint.text import line_break

            break_carefully(line_break)
    except OSError as error:
        message = f"the PDF cannot be made: {_missing(str(error))}"
        problem = Problem(None, message, HOW_TO_GET_PANGO, code="missing-library")
        raise UnusableInput([problem]) from error
    found: ModuleType = weasyprint
    return found


def missing_library() -> Problem | None:
    """A warning that PDFs are left out and how to have them, where the library cannot be loaded."""
    try:
        weasyprint_library()
    except UnusableInput as error:
        (problem,) = error.problems
        message = problem.message.replace("cannot be made", "is left out", 1)
        return replace(problem, message=message, severity=Severity.WARNING)
    return None


def _missing(words: str) -> str:
    """What a failed import says, in a few words: the library where it names one, else its first line."""
    named = words.partition("'")[2].partition("'")[0] if "cannot load library" in words else ""
    if named:
        return f"the system library '{named}' is missing"
    first = next(iter(words.strip().splitlines()), "")
    return f"Pango cannot be loaded{f' ({first})' * bool(first)}"


@contextmanager
def _found_at_once() -> Iterator[None]:
    """Let libraries be found by the names of their files.

    The library asks for each by a dozen names of other systems, and for each name Python starts three
    programs to search for it, the compiler among them: some sixty in all.
    """
    if sys.platform != "linux" or "weasyprint" in sys.modules:
        yield
        return
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: found_library(name, search)
    try:
        yield
    finally:
        ctypes.util.find_library = search


@contextmanager
def _left_for_later() -> Iterator[None]:
    """Let the parts of fontTools be loaded when they are used, which they are not where HarfBuzz cuts fonts.

    They take a fifth of the library's memory and a third of its time to load.
    """
    if "weasyprint" in sys.modules or _INSTANCER in sys.modules:
        yield
        return
    if _SUBSET not in sys.modules:  # it is there where the library could not be loaded before
        spec = find_spec(_SUBSET)
        assert spec is not None, _SUBSET  # the library needs it
        assert spec.loader is not None, _SUBSET
        lazy = spec.loader = LazyLoader(spec.loader)
        sys.modules[_SUBSET] = module = module_from_spec(spec)
        lazy.exec_module(module)
        setattr(sys.modules["fontTools"], "subset", module)  # noqa: B010  (else asking for it loads it)
    standing_in = sys.modules[_INSTANCER] = ModuleType(_INSTANCER)
    standing_in.instantiateVariableFont = _instance  # type: ignore[attr-defined]
    try:
        yield
    finally:
        del sys.modules[_INSTANCER]


def _instance(*given: object, **named: object) -> object:
    """A font of one weight and width out of a variable one, by the function of this purpose."""
    from fontTools.varLib.instancer import instantiateVariableFont

    return instantiateVariableFont(*given, **named)


def found_library(name: str, search: Callable[[str], str | None]) -> str | None:
    """The file of a library on Linux; searched for where it is one of ours and not in its usual file."""
    file = _ON_LINUX.get(name)
    if file is None:
        return None
    try:
        ctypes.CDLL(file)
    except OSError:
        return search(name)
    return file
