"""WeasyPrint as it is found, or how to get what it stands on: Pango, which pip does not bring.

It is imported where a page is set, and no sooner.
"""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from types import ModuleType

from briefing.core.problems import Problem, UnusableInput

HOW_TO_GET_PANGO = (
    "install Pango. Debian, Ubuntu: apt install libpangoft2-1.0-0 libharfbuzz-subset0; "
    "Fedora: dnf install pango; Alpine: apk add pango; macOS: brew install pango; "
    "conda: conda install -c conda-forge pango; Windows: in MSYS2 "
    "'pacman -S mingw-w64-x86_64-pango', and its bin folder in WEASYPRINT_DLL_DIRECTORIES"
)


def weasyprint_library() -> ModuleType:
    """The library that sets pages; raises with advice where the system libraries under it are missing.

    What it prints of that by itself is not shown: the output is for what was asked for.
    """
    try:
        with redirect_stdout(io.StringIO()):
            import weasyprint
    except OSError as error:
        if "cannot load library" not in str(error):
            raise
        missing = str(error).partition("'")[2].partition("'")[0] or "Pango"
        message = f"the PDF cannot be made: the system library '{missing}' is missing"
        problem = Problem(None, message, HOW_TO_GET_PANGO, code="missing-library")
        raise UnusableInput([problem]) from error
    found: ModuleType = weasyprint
    return found
