"""What somebody types who does not know the commands yet, and what is meant by it here."""

from __future__ import annotations

from collections.abc import Collection

from briefing.core.near_words import suggest

_MEANT = {
    "render": "briefing build",
    "make": "briefing build",
    "run": "briefing build",
    "generate": "briefing build",
    "compile": "briefing build",
    "export": "briefing build --to md, xlsx or datapackage",
    "convert": "briefing build --to md",
    "preview": "briefing watch --serve --open",
    "serve": "briefing watch --serve",
    "open": "briefing watch --serve --open, or open output/BRIEF.pdf",
    "validate": "briefing check",
    "lint": "briefing check --strict",
    "test": "briefing check --strict",
    "verify": "briefing check --strict, or of a PDF: briefing audit FILE.pdf",
    "init": "briefing new",
    "create": "briefing new",
    "start": "briefing new",
    "draft": "briefing new FILE",
    "add": "briefing new FILE",
    "import": "briefing new FILE",
    "refresh": "briefing update DATASET FILE --source KEY",
    "docs": "briefing --help, and of a message: briefing explain CODE",
    "help": "briefing --help, or briefing COMMAND --help",
    "clean": "remove the folder output/; what stands there can be built again",
    "ls": "briefing list",
    "show": "briefing list, and of one figure: briefing why METRIC",
    "status": "briefing build --dry-run",
    "trace": "briefing why METRIC",
    "freeze": "briefing lock",
    "bibliography": "briefing cite",
    "version": "briefing --version",
    "info": "briefing doctor",
    "install": "pip install policy-briefing; what is missing: briefing doctor",
}


def advice_for(typed: str, commands: Collection[str]) -> str:
    """What to type instead of a command that there is not."""
    if typed in _MEANT:
        return f"here it is: {_MEANT[typed]}"
    near = suggest(typed, commands)
    return near.replace("'", "'briefing ", 1) if near else "briefing --help lists the commands"
