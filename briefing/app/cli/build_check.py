"""``build`` and ``check``: make briefs, or find what is wrong with them."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.app.cli.terminal import print_json, progress, tell_warnings
from briefing.core.problems import BriefingError, Problem

if TYPE_CHECKING:
    from briefing.app.build.incremental import Outcome


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add ``build`` and ``check``."""
    build = commands.add_parser(
        "build",
        parents=[common],
        help="make the briefs that are not up to date: PDF, HTML, ledger, PROV",
    )
    build.add_argument("briefs", nargs="*", metavar="BRIEF", help="which (default: all)")
    build.add_argument("--output", metavar="DIR", help="where to (default: output/)")
    build.add_argument(
        "--to", action="append", default=[], choices=["md"], help="a further format: Markdown"
    )
    build.add_argument(
        "--as-of",
        metavar="DAY|EDITION",
        help="as it would have been then; written as BRIEF-as-of-DAY",
    )
    build.add_argument("--force", action="store_true", help="build what is up to date too")
    build.add_argument(
        "--explain", action="store_true", help="say of each brief why it is built, or is not"
    )
    build.add_argument(
        "--dry-run", action="store_true", help="say what would be built and why; build nothing"
    )
    _add_lock_options(build)
    build.set_defaults(run=_build)

    check = commands.add_parser(
        "check", parents=[common], help="find everything that can be wrong; nothing is written"
    )
    check.add_argument("briefs", nargs="*", metavar="BRIEF", help="which (default: all)")
    check.add_argument("--as-of", metavar="DAY|EDITION", help="as it would have been then")
    check.add_argument(
        "--strict", action="store_true", help="warnings fail too, and pages are laid out: for CI"
    )
    check.add_argument(
        "--format",
        choices=["text", "json", "junit", "sarif", "github"],
        default="text",
        help="how to tell: for people, or for the machines of CI",
    )
    _add_lock_options(check)
    check.set_defaults(run=_check)


def _add_lock_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--frozen", action="store_true", help="refuse inputs that are not as in briefing.lock"
    )
    command.add_argument(
        "--locked",
        action="store_true",
        help="the same, and the lock must cover the whole project: for CI",
    )


def _hold_to_lock(options: argparse.Namespace) -> None:
    """Refuse what is not as locked, before anything is built."""
    if options.frozen or options.locked:
        from briefing.app.build.incremental import where
        from briefing.app.lock.locking import check_lock

        workspace, _, briefs = where(options.briefs, options.project, None)
        check_lock(workspace, briefs, whole=options.locked)


def _build(options: argparse.Namespace) -> int:
    from briefing.app.build.incremental import build_changed

    _hold_to_lock(options)
    if options.dry_run:
        return _dry_run(options)
    if options.as_of:
        return _tell(_built_as_of(options), options)
    done = build_changed(
        options.briefs,
        project=options.project,
        output=options.output,
        also=options.to,
        force=options.force,
        exact=options.frozen or options.locked,
        say=progress(options),
    )
    return _tell(done, options)


def _built_as_of(options: argparse.Namespace) -> list[Outcome]:
    from briefing.app.build.incremental import Outcome
    from briefing.app.build.pipeline import build_all
    from briefing.app.build.summary import summary_of

    briefs = build_all(
        options.briefs,
        project=options.project,
        output=options.output,
        also=options.to,
        as_of=options.as_of,
        say=progress(options),
    )
    return [
        Outcome(one.id, True, (f"as of {one.document.as_of}",), one.files, summary_of(one))
        for one in briefs
    ]


def _tell(done: Sequence[Outcome], options: argparse.Namespace) -> int:
    """Print what became of each brief."""
    if options.json:
        entries = [
            {
                **one.told,
                "files": {kind: str(path) for kind, path in one.files.items()},
                "built": one.built,
                "because": list(one.reasons),
                "drawn": list(one.drawn),
            }
            for one in done
        ]
        print_json({"briefs": entries, "problems": []})
        return 0
    tell_warnings([warning for one in done for warning in one.told["warnings"]])
    if options.quiet:
        return 0
    for one in done:
        if options.explain:
            print(f"{one.brief}: {'built' if one.built else 'kept'}: {'; '.join(one.reasons)}")
            if one.drawn:
                print(f"  drawn: {', '.join(one.drawn)}")
        if one.built:
            for words in (*one.told["flips"], *_left_out(one.brief, one.told)):
                print(words)
        print(_line(one.brief, one.told, one.files, "" if one.built else "up to date; "))
    return 0


def _dry_run(options: argparse.Namespace) -> int:
    from briefing.app.build.incremental import what_is_stale

    found = what_is_stale(
        options.briefs,
        project=options.project,
        output=options.output,
        also=options.to,
        exact=options.frozen or options.locked,
    )
    if options.json:
        print_json(
            [{"brief": o.brief, "build": not o.is_fresh, "because": list(o.reasons)} for o in found]
        )
        return 0
    for one in found:
        why = "; ".join(one.reasons) or "nothing that it reads has changed"
        print(f"{one.brief}: {'up to date' if one.is_fresh else 'to build'}: {why}")
    return 0


def _left_out(brief: str, told: Mapping[str, Any]) -> list[str]:
    return [f"{brief}: {words}" for words in told["left_out"]]


def _line(brief: str, told: Mapping[str, Any], files: Mapping[str, Path], state: str) -> str:
    from briefing.app.cli.terminal import counts_of

    names = ", ".join(path.name for path in files.values())
    folder = next(iter(files.values())).parent
    return f"{brief}: {state}{counts_of(told)}\n  {folder}/: {names}"


def _check(options: argparse.Namespace) -> int:
    if options.format in {"junit", "sarif", "github"}:
        return _check_for_machines(options)
    from briefing.app.build.pipeline import check_all
    from briefing.app.build.summary import summary_of
    from briefing.app.cli.terminal import counts_of

    options.json = options.json or options.format == "json"
    _hold_to_lock(options)
    briefs = check_all(
        options.briefs,
        project=options.project,
        strict=options.strict,
        as_of=options.as_of,
        say=progress(options),
    )
    summaries = [summary_of(brief) for brief in briefs]
    if options.json:
        print_json({"briefs": summaries, "problems": []})
        return 0
    tell_warnings([warning for one in summaries for warning in one["warnings"]])
    if options.quiet:
        return 0
    for brief, told in zip(briefs, summaries, strict=True):
        for flip in told["flips"]:
            print(flip)
        verdict = "nothing wrong" if not brief.warnings else f"{len(brief.warnings)} warnings"
        print(f"{brief.id}: {verdict}; {counts_of(told)}")
        for one in brief.document.checks:
            print(f"  {one}")
    return 0


def _check_for_machines(options: argparse.Namespace) -> int:
    """The problems of a check in another form; exit codes stay what they are."""
    from briefing.app.build.pipeline import check_all
    from briefing.app.cli import reports

    options.quiet = True
    problems: Sequence[Problem] = []
    checks = []
    code = 0
    try:
        _hold_to_lock(options)
        briefs = check_all(options.briefs, project=options.project, strict=options.strict)
    except BriefingError as error:
        problems, code = list(error.problems), error.exit_code
    else:
        problems = [one for brief in briefs for one in brief.warnings]
        checks = [(brief.id, one) for brief in briefs for one in brief.document.checks]
    if options.format == "junit":
        print(reports.as_junit(problems, checks), end="")
    elif options.format == "sarif":
        print(reports.as_sarif(problems), end="")
    else:
        print(reports.as_github(problems), end="")
    return code
