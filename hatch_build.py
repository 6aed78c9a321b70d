"""Makes what shells and ``man`` know of the command from its parser, and puts it into the wheel.

The parser needs nothing but the standard library, so that it is at hand where the wheel is built.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PLACES = {
    "bash": "share/bash-completion/completions/briefing",
    "zsh": "share/zsh/site-functions/_briefing",
    "fish": "share/fish/vendor_completions.d/briefing.fish",
}
"""Where shells look for completions, below the prefix of an installation."""
MAN = "share/man/man1/briefing.1"


class ShellFiles(BuildHookInterface):
    """Completion for bash, zsh and fish, and the page of the manual."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, object]) -> None:
        """Add the files to the wheel; an editable installation goes without."""
        if version == "editable":
            return
        self.folder = tempfile.TemporaryDirectory()  # gone with the hook
        found = {}
        for place, text in shell_files(Path(self.root)).items():
            path = Path(self.folder.name) / place.replace("/", "-")
            path.write_text(text, encoding="utf-8")
            found[str(path)] = place
        build_data["shared_data"] = found


def shell_files(root: Path) -> dict[str, str]:
    """Each file by its place below the prefix; the same for the same parser, whatever the day."""
    import shtab
    from argparse_manpage.manpage import Manpage

    sys.path.insert(0, str(root))
    try:
        from briefing.app.cli.main import parser_of_all
        from briefing.core.version import VERSION
    finally:
        sys.path.remove(str(root))
    parser = parser_of_all()
    manual = re.sub(
        r"^\.TH BRIEFING .*$",
        f'.TH BRIEFING "1" "" "briefing {VERSION}" "User Commands"',
        str(Manpage(parser)),
        count=1,
        flags=re.MULTILINE,
    )
    return {place: shtab.complete(parser, shell) for shell, place in PLACES.items()} | {MAN: manual}
