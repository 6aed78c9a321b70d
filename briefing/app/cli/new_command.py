"""``new``: a project and a first brief from the files that one has, from made-up data, or from an example."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.app.build.summary import left_out_pdfs, problem_entry
from briefing.app.cli.arguments import add_command
from briefing.app.cli.presenter import Presenter
from briefing.app.told import Told
from briefing.core.problems import Place, Problem, UnusableInput
from briefing.core.workspace import Workspace

if TYPE_CHECKING:
    from briefing.app.build.outcome import Outcome
    from briefing.app.cli.arguments import Commands
    from briefing.app.drafting.new_brief_files import NewBrief
    from briefing.app.drafting.new_project import Order


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add ``new``."""
    new = add_command(
        commands,
        common,
        "new",
        summary="make a project and a first brief from the files that you have",
        description="Recognise files, draft a brief on them, and build it: a project in this "
        "folder, or one more brief of the project at hand. Without a file: the "
        "smallest project, with made-up data.",
        examples=(
            "briefing new prices.csv",
            "briefing new wages.xlsx --sheet Table1 --member Scotland",
        ),
    )
    new.add_argument(
        "files", nargs="*", metavar="FILE", type=Path, help="CSV, Excel, ... as published"
    )
    new.add_argument("--sheet", default="", metavar="NAME", help="sheet of a workbook")
    new.add_argument(
        "--measure",
        action="append",
        default=[],
        metavar="NAME",
        help="what the brief is about, the main one first",
    )
    new.add_argument("--member", default="", metavar="NAME", help="whose figures: Kenya")
    new.add_argument(
        "--declare",
        action="append",
        default=[],
        metavar="YAML",
        help="keys of the data set over what is recognised, as an answer to what the file leaves open",
    )
    new.add_argument("--period", default="", metavar="PERIOD", help="what it is about: 2024")
    new.add_argument("--title", default="", metavar="TEXT", help="instead of the strongest finding")
    new.add_argument("--design", default="policy-brief", metavar="NAME", help="page design")
    new.add_argument("--no-build", action="store_true", help="write the project and build nothing")
    new.add_argument("--interactive", action="store_true", help="ask what it shall be about")
    new.add_argument(
        "--from-example", default="", metavar="NAME", help="copy an example: us-rare-earths"
    )
    new.set_defaults(run=_new)


def _new(options: argparse.Namespace, presenter: Presenter) -> int:
    from briefing.app.editor_schemas import renew_own_schemas, wants_own_schemas

    made = _made(options, presenter)
    workspace = Workspace(made.folder)
    if wants_own_schemas(workspace):
        renew_own_schemas(workspace)
    built: Sequence[Outcome] = ()
    if not options.no_build:
        from briefing.app.build.incremental import build_changed

        built = build_changed([made.brief], project=made.folder, say=presenter.progress)
    return presenter.show(_Made(made, built))


def _made(options: argparse.Namespace, presenter: Presenter) -> NewBrief:
    from briefing.app.drafting.example_project import example_project
    from briefing.app.drafting.new_project import new_brief
    from briefing.app.drafting.smallest_project import smallest_project
    from briefing.app.editor_schemas import first_schemas

    folder = _folder(options)
    if options.files and not options.from_example:
        return new_brief(_order(options, folder, presenter), first_schemas(), presenter.progress)
    if options.files:
        message = "give either files or '--from-example'"
        raise UnusableInput([Problem(None, message, code="either-or")])
    if options.from_example:
        return example_project(options.from_example, folder)
    return smallest_project(folder, first_schemas())


def _folder(options: argparse.Namespace) -> Path:
    """The folder that was named; else the project at hand, where files come into it; else this one."""
    from briefing.core.problems import ProblemLog
    from briefing.project.locating import find_project

    if options.project:
        return Path(options.project)
    at_hand = find_project(Path.cwd(), ProblemLog()) if options.files else None
    return at_hand.root if at_hand else Path.cwd()


def _order(options: argparse.Namespace, folder: Path, presenter: Presenter) -> Order:
    from briefing.app.drafting.new_project import Order
    from briefing.app.drafting.topics import Wanted
    from briefing.core.period_notation import parse_period
    from briefing.core.problems import Refusal

    try:
        period = parse_period(options.period) if options.period else None
    except Refusal as error:
        problem = Problem(Place("--period"), str(error), error.advice, code=error.code)
        raise UnusableInput([problem]) from None
    wanted = Wanted(tuple(options.measure), options.member, period, options.title, options.design)
    order = Order(tuple(options.files), folder, wanted, options.sheet, _declared(options.declare))
    if not options.interactive:
        return order
    from briefing.app.cli.asking import Questions

    questions = Questions(presenter)
    return replace(order, ask=questions.topic, ask_sheet=questions.sheet)


def _declared(texts: Sequence[str]) -> dict[str, object]:
    """What the user says of the data sets, as YAML."""
    from briefing.core.problems import ProblemLog
    from briefing.project.yaml import read_yaml

    log, found = ProblemLog(), dict[str, object]()
    for text in texts:
        read = read_yaml(text.encode(), "--declare", log)
        if read and isinstance(read[0], dict):
            found = _over(found, read[0])
    log.raise_if_any()
    return found


def _over(first: Mapping[str, object], later: Mapping[str, object]) -> dict[str, object]:
    """Blocks of keys, the later over the first, block by block."""
    found = dict(first)
    for key, value in later.items():
        known = found.get(key)
        if isinstance(known, Mapping) and isinstance(value, Mapping):
            found[key] = _over(known, value)
        else:
            found[key] = value
    return found


@dataclass(frozen=True)
class _Made(Told):
    """What was made."""

    made: NewBrief
    built: Sequence[Outcome]

    @property
    def exit_code(self) -> int:
        """2 where the PDF is left out."""
        return UnusableInput.exit_code if self.problems else 0

    @property
    def problems(self) -> Sequence[Problem]:
        return left_out_pdfs(one.told for one in self.built)

    @property
    def warnings(self) -> Sequence[Problem]:
        return self.made.warnings

    def as_json(self) -> Mapping[str, object]:
        outputs = {kind: str(path) for one in self.built for kind, path in one.files.items()}
        return {
            "brief": self.made.brief,
            "folder": str(self.made.folder),
            "written": list(self.made.files),
            "files": outputs,
            "warnings": [problem_entry(one) for one in self.made.warnings],
            "problems": [problem_entry(one) for one in self.problems],
        }

    def as_text(self) -> Iterator[str]:
        yield f"{self.made.folder}:"
        yield from (f"  {path}" for path in self.made.files if "/schema/" not in path)
        for one in self.built:
            page = one.files.get("pdf", one.files["html"])
            yield f"  {page.relative_to(self.made.folder)}"
        brief = f"config/{self.made.brief}.yaml"
        form = "page" if self.problems else "PDF"
        yield f"next: open the {form}, then {brief}; 'briefing watch --serve' follows every save"
