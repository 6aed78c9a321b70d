"""``schema``: the JSON Schema of the YAML, and of ledgers."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from briefing.app.cli.arguments import add_command
from briefing.app.cli.presenter import Presenter
from briefing.app.told import Told
from briefing.core.problems import ProblemLog

if TYPE_CHECKING:
    from briefing.app.cli.arguments import Commands


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add ``schema``."""
    schema = add_command(
        commands,
        common,
        "schema",
        summary="print the JSON Schema of the YAML, and of ledgers",
        description="Prints the JSON Schemas by which an editor completes and checks the YAML, "
        "and of what the program writes.",
        examples=(
            "briefing schema --own",
            "briefing schema --output config/schema",
            "briefing schema ledger",
        ),
    )
    schema.add_argument(
        "of", nargs="?", choices=["project", "brief", "status", "ledger"], help="only this one"
    )
    schema.add_argument(
        "--json-output",
        action="store_true",
        help="of what each command prints with --json",
    )
    schema.add_argument(
        "--own",
        action="store_true",
        help="write those with the project's own names to config/schema, as 'watch' does by itself",
    )
    schema.add_argument("-o", "--output", metavar="DIR", help="write the schema files there")
    schema.set_defaults(run=_schema)


def _schema(options: argparse.Namespace, presenter: Presenter) -> int:
    if options.json_output:
        from briefing.app.cli.output_schemas import output_schemas

        return presenter.show(_Schemas(output_schemas()))
    from briefing.app.editor_schemas import all_schemas

    if options.own:
        return presenter.show(_Written(_own(options)))
    found = all_schemas()
    if options.output:
        from briefing.project.jsonschema import write_schemas

        return presenter.show(_Written(write_schemas(options.output, found)))
    return presenter.show(_Schemas(found[options.of] if options.of else found))


def _own(options: argparse.Namespace) -> Sequence[Path]:
    """Write the schemas of the project at hand; the files that changed."""
    from briefing.app.editor_schemas import renew_own_schemas
    from briefing.project.locating import find_project

    log = ProblemLog()
    workspace = find_project(Path(options.project or "."), log)
    log.raise_if_any()
    assert workspace is not None
    return renew_own_schemas(workspace)


@dataclass(frozen=True)
class _Schemas(Told):
    """One schema, or all by name."""

    found: Mapping[str, object]
    is_told_when_quiet: ClassVar[bool] = True

    def as_json(self) -> Mapping[str, object]:
        return {"schemas": self.found}

    def as_text(self) -> Iterator[str]:
        yield json.dumps(self.found, ensure_ascii=False, indent=1)


@dataclass(frozen=True)
class _Written(Told):
    """Files that were written."""

    paths: Sequence[Path]
    is_told_when_quiet: ClassVar[bool] = True

    def as_json(self) -> Mapping[str, object]:
        return {"files": [str(path) for path in self.paths]}

    def as_text(self) -> Iterator[str]:
        yield from map(str, self.paths)
