"""``inspect``: what a file is taken for, column by column, and why; nothing is written but a page."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.app.cli.arguments import add_command
from briefing.app.cli.presenter import Presenter

if TYPE_CHECKING:
    from briefing.app.cli.arguments import Commands


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add ``inspect``."""
    inspect = add_command(
        commands,
        common,
        "inspect",
        summary="show what a data file is taken for, column by column, and why",
        description="Reads a file as a data set of one line would be read, and writes nothing: "
        "where its table stands, what each column is taken for and why, and what it "
        "leaves open, as YAML to paste.",
        examples=(
            "briefing inspect data/prices.xlsx --sheet Table2",
            "briefing inspect data/doctors.csv --html doctors.html",
        ),
    )
    inspect.add_argument("file", metavar="FILE", help="a data file, in the project or elsewhere")
    inspect.add_argument("--sheet", metavar="NAME", help="sheet of a workbook")
    inspect.add_argument("--html", metavar="OUT", help="also write the table as read to a page")
    inspect.set_defaults(run=_inspect)


def _inspect(options: argparse.Namespace, presenter: Presenter) -> int:
    from briefing.app.inspect.inspection import Inspection
    from briefing.app.inspect.inspection_page import inspection_page
    from briefing.app.inspect.looking import looked_at
    from briefing.core.files import replace_file

    path = Path(options.file)
    found = looked_at(path, options.sheet)
    name = name_of(path)
    if options.html:
        replace_file(Path(options.html), inspection_page(found, name).encode())
    return presenter.show(Inspection(found, name, options.html or ""))


def name_of(path: Path) -> str:
    """A name for a data set, made of the name of its file."""
    from briefing.data.recognition.measures import named

    return named(path.name.partition(".")[0], set())
