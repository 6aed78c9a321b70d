"""``update``: take a new edition of a data set in, after a look at what it changes."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.app.cli.terminal import print_json, problem_entry, progress, tell_problems
from briefing.core.problems import Problem, UnusableInput

if TYPE_CHECKING:
    from briefing.app.update.edition_update import Update

_ABOUT = ("title", "short", "publisher", "edition", "published", "doi", "url", "licence")
_READING = ("format", "encoding", "delimiter", "header", "sheet", "records", "decimal")


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add ``update``."""
    update = commands.add_parser(
        "update",
        parents=[common],
        help="take a new edition of a data set in; writes nothing without --yes",
        description="Hold a file against the edition in use, find each measure in it by its values, "
        "and show what it changes in config and briefs. Nothing is written without --yes.",
    )
    update.add_argument("dataset", metavar="DATASET", help="key of the data set")
    update.add_argument("file", metavar="FILE", type=Path, help="the new file, of any layout")
    update.add_argument("--source", metavar="KEY", required=True, help="key of the new edition")
    update.add_argument("--yes", action="store_true", help="write data, config and lock")
    update.add_argument(
        "--build", action="store_true", help="with --yes: build the briefs it touches"
    )
    update.add_argument(
        "--period",
        default="",
        metavar="PERIOD",
        help="what the briefs it touches are about from now on",
    )
    update.add_argument(
        "--to",
        default="",
        metavar="PATH",
        help="where to keep the file (default: beside the old one)",
    )
    update.add_argument(
        "--format",
        dest="form",
        choices=["text", "markdown", "json"],
        default="text",
        help="how to tell",
    )
    layout = update.add_argument_group("where it is not found by itself")
    _add_pairs(layout, "--column", "SERIES=HEADER", "where a measure stands")
    _add_pairs(layout, "--where", "HEADER=TEXT", "only rows where a column has this text")
    _add_pairs(layout, "--member", "NEW=OLD", "a member under another name than before")
    _add_pairs(layout, "--unit", "SERIES=UNIT", "its unit, where values are of another size")
    layout.add_argument("--header", type=int, metavar="ROW", help="row of the headers")
    layout.add_argument("--sheet", metavar="NAME", help="sheet of an Excel file")
    layout.add_argument("--delimiter", metavar="SIGN", help="what separates cells")
    layout.add_argument("--encoding", metavar="NAME", help="text encoding")
    layout.add_argument("--decimal", choices=[".", ","], help="decimal mark")
    layout.add_argument("--records", metavar="PATH", help="list of rows within a JSON file")
    source = update.add_argument_group(
        "the new source, where config/project.yaml does not declare it"
    )
    source.add_argument("--published", metavar="DAY", help="day of publication: 2026-01-31")
    source.add_argument("--title", help="(default: the old one with the new year)")
    for name in ("short", "edition", "publisher", "doi", "url", "licence"):
        source.add_argument(f"--{name}")
    update.set_defaults(run=_update)


def _add_pairs(group: Any, option: str, form: str, words: str) -> None:
    group.add_argument(
        option, action="append", default=[], metavar=form, help=f"{words}; may repeat"
    )


def _update(options: argparse.Namespace) -> int:
    from briefing.app.update.edition_update import apply_update, plan_update
    from briefing.app.update.request import Request

    given = vars(options)
    request = Request(
        options.dataset,
        options.file,
        options.source,
        about={key: given[key] for key in _ABOUT if given.get(key)},
        columns=_pairs(options.column, "--column"),
        where=_pairs(options.where, "--where"),
        members=_pairs(options.member, "--member"),
        units=_pairs(options.unit, "--unit"),
        reading={key: given[key] for key in _READING if given.get(key) is not None},
        path=options.to,
        period=options.period,
    )
    progress(options)(f"trying {options.file.name} as {options.source}")
    update = plan_update(request, options.project)
    is_written = options.yes and not update.refused
    if is_written:
        apply_update(update)
    if options.json or options.form == "json":
        print_json(_entry(update, is_written))
    else:
        _tell(update, options, is_written)
    if update.refused:
        if not (options.json or options.form == "json"):
            tell_problems(update.refused, options)
        return 2
    if is_written and options.build:
        return _built(update, options)
    return 0 if update.is_clean else 1


def _pairs(given: Sequence[str], option: str) -> dict[str, str]:
    found = {}
    for one in given:
        key, sign, value = one.partition("=")
        if not sign or not key or not value:
            message = f"{option} wants NAME=VALUE, not '{one}'"
            raise UnusableInput([Problem(None, message, code="unusable-option")])
        found[key] = value
    return found


def _tell(update: Update, options: argparse.Namespace, is_written: bool) -> None:
    from briefing.app.review.differences import as_markdown

    request, is_markdown = update.request, options.form == "markdown"
    if options.quiet:
        return
    print(f"{request.dataset}: {request.source} in place of {update.replaces}, from {request.file}")
    for one in update.findings:
        print(f"{'- ' if is_markdown else '  '}{'look: ' if one.is_doubt else ''}{one.words}")
    print(f"\n```diff\n{update.config}```" if is_markdown else f"\n{update.config}", end="")
    for brief in update.briefs:
        print(f"\n# {brief.brief}\n" if is_markdown else f"\n{brief.brief}:")
        if is_markdown:
            print(as_markdown(brief.differences) if brief.differences else "Nothing changed.\n")
        else:
            for each in brief.differences:
                print(f"  {each.part} {each}")
        for words, problems in (
            ("can no longer be built", brief.problems),
            ("could not be built before, and cannot", brief.remaining),
        ):
            for problem in problems:
                print(f"{'- ' if is_markdown else '  '}{words}: {problem}")
        if brief.is_mended:
            print(f"{'- ' if is_markdown else '  '}could not be built before, and now can")
        elif not (brief.differences or brief.problems or brief.remaining or is_markdown):
            print("  nothing changed")
    print()
    files = ", ".join(update.changes)
    if is_written:
        print(f"written: {files}")
    elif not update.refused:
        print(f"nothing is written yet; --yes writes {files}")


def _entry(update: Update, is_written: bool) -> Mapping[str, Any]:
    return {
        "dataset": update.request.dataset,
        "source": update.request.source,
        "replaces": update.replaces,
        "written": is_written,
        "files": list(update.changes),
        "findings": [asdict(one) for one in update.findings],
        "config": update.config,
        "briefs": [
            {
                "brief": one.brief,
                "differences": [asdict(each) for each in one.differences],
                "problems": [problem_entry(each) for each in one.problems],
                "mended": one.is_mended,
                "remaining": [problem_entry(each) for each in one.remaining],
            }
            for one in update.briefs
        ],
        "problems": [problem_entry(one) for one in update.refused],
    }


def _built(update: Update, options: argparse.Namespace) -> int:
    from briefing.app.build.incremental import build_changed

    names = [one.brief for one in update.briefs]
    for one in build_changed(names, project=update.workspace.root, say=progress(options)):
        if not (options.quiet or options.json or options.form == "json"):
            print(f"{one.brief}: {'built' if one.built else 'kept'}")
    return 0
