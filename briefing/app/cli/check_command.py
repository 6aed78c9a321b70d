"""``check``: find everything that can be wrong with briefs; nothing is written."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from briefing.app.build.incremental import Meant, where
from briefing.app.build.summary import counts_of, flips_in_words, problem_entry, summary_of
from briefing.app.cli import reports
from briefing.app.cli.arguments import (
    add_briefs,
    add_changed,
    add_command,
    add_lock_options,
    add_many,
    add_shard,
    changed_of,
    hold_to_lock,
    shard_of,
)
from briefing.app.cli.presenter import Presenter, Words
from briefing.app.cli.skipped import skipped_entry, skipped_words
from briefing.app.repository import within_repository
from briefing.app.told import Told
from briefing.core.check import Check
from briefing.core.problems import BriefingError, Problem, Severity
from briefing.core.workspace import Workspace

if TYPE_CHECKING:
    from briefing.app.build.accepting import LetStand
    from briefing.app.build.pipeline import Brief
    from briefing.app.cli.arguments import Commands


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add ``check``."""
    check = add_command(
        commands,
        common,
        "check",
        summary="find everything that can be wrong; nothing is written",
        description="Reads, computes and words everything as a build does and tells all that is "
        "wrong or could mislead. Nothing is written.",
        examples=(
            "briefing check",
            "briefing check --strict --format github",
        ),
    )
    add_briefs(check)
    check.add_argument("--as-of", metavar="DAY|EDITION", help="as it would have been then")
    check.add_argument(
        "--strict", action="store_true", help="warnings fail too, and pages are laid out: for CI"
    )
    check.add_argument(
        "--explain",
        dest="explain_codes",
        action="store_true",
        help="say of each code that was told what it means and how to mend it",
    )
    check.add_argument(
        "--format",
        dest="form",
        choices=["text", "json", "junit", "sarif", "github"],
        default="text",
        help="how to tell: for people, or for the machines of CI",
    )
    add_lock_options(check)
    add_many(check)
    add_shard(check)
    add_changed(check)
    check.set_defaults(run=_check)


def _check(options: argparse.Namespace, presenter: Presenter) -> int:
    if presenter.form in {"junit", "sarif", "github"}:
        return presenter.show(_for_machines(options, presenter))
    meant = _meant(options, presenter)
    skipped = dict(meant.skipped)
    try:
        checked = _checked(options, presenter, meant, skipped)
    except BriefingError as error:
        if presenter.is_for_machines or not any("/" in name for name in meant.briefs):
            raise
        names = shard_of(options.shard, meant.briefs)
        return presenter.show(_Refused(error, names, skipped))
    return presenter.show(_Checked(checked, skipped))


def _meant(options: argparse.Namespace, presenter: Presenter) -> Meant:
    meant = where(options.briefs, options.project, None, many=options.yes, writes=False)
    names = changed_of(options.changed, meant.workspace, meant.briefs, presenter.progress)
    return meant._replace(briefs=names)


def _checked(
    options: argparse.Namespace,
    presenter: Presenter,
    meant: Meant,
    skipped: dict[str, str],
    accept: Callable[[LetStand], None] = lambda _: None,
) -> Sequence[Brief]:
    from briefing.app.build.pipeline import check_all

    hold_to_lock(options)
    names = shard_of(options.shard, meant.briefs)
    if not names:
        return ()
    return check_all(
        names,
        workspace=meant.workspace,
        skip=skipped.__setitem__,
        strict=options.strict,
        as_of=options.as_of,
        say=presenter.progress,
        accept=accept,
    )


@dataclass(frozen=True)
class _Checked(Told):
    """Briefs with nothing worse than warnings."""

    briefs: Sequence[Brief]
    skipped: Mapping[str, str]
    """Subjects that get no brief, and why."""

    @property
    def warnings(self) -> Sequence[Problem]:
        return [warning for brief in self.briefs for warning in brief.warnings]

    def as_json(self) -> Mapping[str, object]:
        told = [summary_of(brief) for brief in self.briefs]
        return {"briefs": told, "problems": [], **skipped_entry(self.skipped)}

    def as_text(self) -> Iterator[str]:
        for brief in self.briefs:
            told = summary_of(brief)
            yield from flips_in_words(brief.id, told)
            count = len(brief.warnings)
            verdict = f"{count} warning{'s' * (count > 1)}" if count else "nothing wrong"
            yield f"{brief.id}: {verdict}; {counts_of(told)}"
            for one in brief.document.checks:
                yield f"  {one}"
                yield from (f"    {each}" for each in one.exceptions)
            if not brief.document.bottom_line:
                yield "  no bottom line: what a reader must know first has its place above all else (bottom_line: ...)"
        yield from dict.fromkeys(str(one) for brief in self.briefs for one in brief.accepted)
        yield from skipped_words(self.skipped)


@dataclass(frozen=True)
class _Refused(Told):
    """A check of many briefs that found something: how much of each, before the problems."""

    error: BriefingError
    names: Sequence[str]
    skipped: Mapping[str, str]
    """Subjects that get no brief, and why."""
    is_told_when_quiet: ClassVar[bool] = True

    @property
    def exit_code(self) -> int:
        return self.error.exit_code

    @property
    def problems(self) -> Sequence[Problem]:
        return self.error.problems

    def as_json(self) -> Mapping[str, object]:
        told = [problem_entry(one) for one in self.problems]
        return {"briefs": [], "problems": told, **skipped_entry(self.skipped)}

    def as_text(self) -> Iterator[str]:
        by_own = {name.rpartition("/")[2]: name for name in self.names if "/" in name}
        grave, light = Counter[str](), Counter[str]()
        for one in self.problems:
            name = by_own.get(one.message.partition(": ")[0], "")
            (light if one.severity is Severity.WARNING else grave)[name] += 1
        for name in by_own.values():
            if grave[name]:
                warnings = f" and {_counted(light[name], 'warning')}" if light[name] else ""
                yield f"{name}: {_counted(grave[name], 'problem')}{warnings}"
        made = [name for name in self.names if name not in self.skipped]
        fine = [name for name in made if not grave[name]]
        warned = sum(1 for name in fine if light[name])
        some = f", {warned} of them {_have(warned)} warnings" if warned else ""
        yield f"{len(fine)} of {len(made)} briefs {_have(len(fine))} no problem{some}"
        yield from skipped_words(self.skipped)
        if grave[""]:
            yield f"{_counted(grave[''], 'problem')} of no single brief of a portfolio"


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"


def _for_machines(options: argparse.Namespace, presenter: Presenter) -> Words:
    """The problems of a check in another form, with paths from the top of the repository.

    Exit codes stay what they are.
    """
    problems: Sequence[Problem] = []
    checks = list[tuple[str, Check]]()
    accepted: list[LetStand] = []
    code = 0
    workspace = Workspace(Path(options.project or "."))
    try:
        meant = _meant(options, presenter)
        workspace = meant.workspace
        briefs = _checked(options, presenter, meant, {}, accepted.append)
    except BriefingError as error:
        problems, code = list(error.problems), error.exit_code
    else:
        problems = [one for brief in briefs for one in brief.warnings]
        checks = [(brief.id, one) for brief in briefs for one in brief.document.checks]
    problems = within_repository(workspace, problems)
    if presenter.form == "junit":
        return Words(reports.as_junit(problems, checks, workspace.now()), code)
    if presenter.form == "github":
        return Words(reports.as_github(problems), code)
    named = within_repository(workspace, [one.problem for one in accepted])
    reasons = (one.reason for one in accepted)
    return Words(reports.as_sarif(problems, dict(zip(named, reasons, strict=True))), code)
