"""``build``: make the briefs that are not up to date."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, ClassVar

from briefing.app.build.outcome import Failure, How, LeftOut, Outcome
from briefing.app.build.summary import (
    LACKS_PDF,
    counts_of,
    flips_in_words,
    left_out_pdfs,
    problem_entry,
    problem_of,
)
from briefing.app.cli.arguments import (
    add_briefs,
    add_changed,
    add_command,
    add_lock_options,
    add_machines,
    add_many,
    add_shard,
    changed_of,
    cluster_of,
    hold_to_lock,
    jobs_of,
    memory_of,
    shard_of,
)
from briefing.app.cli.fitting_words import fitting_in_words
from briefing.app.cli.presenter import Presenter
from briefing.app.cli.progress_bar import ProgressBar
from briefing.app.cli.skipped import skipped_entry, skipped_words
from briefing.app.signing.stale_signatures import stale_signatures
from briefing.app.told import Told
from briefing.core.problems import (
    MisleadingBrief,
    Place,
    Problem,
    ProblemLog,
    Severity,
    UnusableInput,
    suggest,
)

if TYPE_CHECKING:
    from datetime import datetime

    from briefing.app.build.freshness import Freshness
    from briefing.app.cli.arguments import Commands
    from briefing.app.signing.signing_key import SigningKey


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add ``build``."""
    build = add_command(
        commands,
        common,
        "build",
        summary="make the briefs that are not up to date: PDF, HTML, ledger, PROV",
        description="Makes the briefs that are not up to date: a PDF, a page for the browser, "
        "the ledger of facts and the provenance, whole or not at all.",
        examples=(
            "briefing build",
            "briefing build us-rare-earths --to md --explain",
        ),
    )
    add_briefs(build)
    build.add_argument("-o", "--output", metavar="DIR", help="where to (default: output/)")
    build.add_argument(
        "--to",
        action="append",
        default=[],
        metavar="{md,xlsx,datapackage,...}",
        help="a further format: Markdown, the figures of tables and charts as a workbook, "
        "all figures as a Frictionless data package, or what a plug-in writes",
    )
    build.add_argument(
        "--as-of",
        metavar="DAY|EDITION",
        help="as it would have been then; written as BRIEF-as-of-DAY",
    )
    build.add_argument("--force", action="store_true", help="build what is up to date too")
    build.add_argument(
        "--clean", action="store_true", help="delete the files of briefs that are no longer made"
    )
    build.add_argument(
        "--explain", action="store_true", help="say of each brief why it is built, or is not"
    )
    build.add_argument(
        "--dry-run", action="store_true", help="say what would be built and why; build nothing"
    )
    add_machines(build)
    add_lock_options(build)
    add_many(build)
    add_shard(build)
    add_changed(build)
    signing = build.add_argument_group("signing")
    signing.add_argument(
        "--sign", action="store_true", help="write BRIEF.signed.pdf too, signed by you (PAdES)"
    )
    signing.add_argument(
        "--certificate",
        metavar="FILE",
        default="",
        help="PKCS#12, or your certificate as PEM (default: BRIEFING_CERTIFICATE); "
        "BRIEFING_PASSPHRASE opens it, else you are asked",
    )
    signing.add_argument(
        "--key", metavar="FILE", default="", help="your key as PEM (default: BRIEFING_KEY)"
    )
    build.set_defaults(run=_build)


def _build(options: argparse.Namespace, presenter: Presenter) -> int:
    _check_formats(options.to)
    hold_to_lock(options)
    if options.dry_run:
        return presenter.show(_Plan(_stale(options, presenter)))
    key = _key(options) if options.sign else None
    built = _done(options, presenter)
    if key is None or left_out_pdfs(one.told for one in built.done):
        return presenter.show(replace(built, stale=stale_signatures(built.done)))
    from briefing.app.signing.signed_outputs import signed_outputs

    signed = signed_outputs(built.done, *key, presenter.progress)
    return presenter.show(replace(built, done=signed, signer=key[0].signer))


def _check_formats(asked: Sequence[str]) -> None:
    """Raise where a format is asked for that is none; plug-ins are looked at for others than ours."""
    known = {"md", "xlsx", "datapackage"}
    if known.issuperset(asked):
        return
    from briefing.core.plugins import plugins_in

    known |= plugins_in("briefing.writers").keys()
    log = ProblemLog()
    for name in asked:
        if name not in known:
            advice = suggest(name, known) or f"one of: {', '.join(sorted(known))}"
            if name in {"pdf", "html", "facts", "prov", "json"}:
                advice = "PDF, HTML, ledger and PROV are always made: leave it out"
            log.add(Place("--to"), f"there is no format '{name}'", advice, code="usage")
    log.raise_if_any()


def _done(options: argparse.Namespace, presenter: Presenter) -> _Built:
    from briefing.app.build.incremental import build_each, clean, of_no_brief, where

    if options.as_of:
        return _Built(_as_of(options, presenter), options.explain or options.verbose)
    workspace, folder, briefs, skipped = where(
        options.briefs, options.project, options.output, many=options.yes
    )
    briefs = changed_of(options.changed, workspace, briefs, presenter.progress)
    briefs = shard_of(options.shard, briefs)
    bar = ProgressBar(presenter.draw) if presenter.has_terminal and len(briefs) > 1 else None
    cluster = cluster_of(options.on, options.jobs, options.memory)
    how = How(jobs_of(options.jobs), memory_of(options.memory), cluster)
    if bar:
        how = replace(how, total=bar.expect, tick=bar.tick)
    try:
        every = [
            *build_each(
                workspace,
                folder,
                briefs,
                options.to,
                force=options.force or options.locked,
                exact=options.frozen or options.locked,
                say=(lambda _: None) if bar else presenter.progress,
                how=how,
            )
        ]
    finally:
        if bar:
            bar.stop()
    done = [one for one in every if isinstance(one, Outcome)]
    failed = [one for one in every if isinstance(one, Failure)]
    left = {one.brief: one.reason for one in every if isinstance(one, LeftOut)}
    cleaned = clean(workspace, folder, presenter.progress) if options.clean else {}
    return _Built(
        done,
        options.explain or options.verbose,
        failed=failed,
        skipped={**skipped, **left},
        left_over=of_no_brief(workspace, folder),
        cleaned=cleaned,
    )


def _key(options: argparse.Namespace) -> tuple[SigningKey, datetime]:
    """The key to sign with, and when it is used; nothing is built before it is at hand."""
    from briefing.app.build.incremental import where
    from briefing.app.signing.signing_key import signing_key

    workspace, *_ = where(options.briefs, options.project, None)
    moment = workspace.now()
    key = signing_key(workspace, options.certificate, options.key, _passphrase, moment)
    return key, moment


def _passphrase(file: str) -> str:
    """What opens a key, typed without being shown; empty where nobody is at a terminal."""
    import getpass

    return getpass.getpass(f"passphrase of {file}: ") if sys.stdin.isatty() else ""


def _stale(options: argparse.Namespace, presenter: Presenter) -> Sequence[Freshness]:
    from briefing.app.build.incremental import what_is_stale, where

    workspace, _, briefs, _ = where(
        options.briefs, options.project, options.output, many=options.yes
    )
    names = changed_of(options.changed, workspace, briefs, presenter.progress)
    names = shard_of(options.shard, names)
    if not names:
        return ()
    return what_is_stale(
        names,
        project=options.project,
        output=options.output,
        also=options.to,
        exact=options.frozen or options.locked,
    )


def _as_of(options: argparse.Namespace, presenter: Presenter) -> Sequence[Outcome]:
    from briefing.app.build.pipeline import build_all
    from briefing.app.build.summary import summary_of

    briefs = build_all(
        options.briefs,
        project=options.project,
        output=options.output,
        also=options.to,
        as_of=options.as_of,
        say=presenter.progress,
    )
    return [
        Outcome(one.id, True, (f"as of {one.document.as_of}",), one.files, summary_of(one))
        for one in briefs
    ]


@dataclass(frozen=True)
class _Built(Told):
    """What became of each brief."""

    done: Sequence[Outcome]
    is_explained: bool
    stale: Sequence[Problem] = ()
    """Signed files that are of an earlier build."""
    signer: str = ""
    """Who signed the PDFs; empty where nobody did."""
    failed: Sequence[Failure] = ()
    """Briefs that could not be built; the others were."""
    skipped: Mapping[str, str] = field(default_factory=dict)
    """Subjects that get no brief, and why."""
    left_over: Sequence[Problem] = ()
    """That files stand there of briefs that are no longer made."""
    cleaned: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Briefs whose files were deleted, and those that stay since somebody edited them."""

    @property
    def exit_code(self) -> int:
        """2 where a brief cannot be used as written or its PDF is left out, 1 where one would mislead."""
        if not self.problems:
            return 0
        grave = any(one.severity is Severity.UNUSABLE for one in self.problems)
        return UnusableInput.exit_code if grave else MisleadingBrief.exit_code

    @property
    def problems(self) -> Sequence[Problem]:
        every = ProblemLog()
        for one in self.failed:
            every.take(ProblemLog(one.problems))
        every.take(ProblemLog(left_out_pdfs(one.told for one in self.done)))
        return tuple(every)

    @property
    def warnings(self) -> Sequence[Problem]:
        entries = [entry for one in self.done for entry in one.told["warnings"]]
        told = [problem_of(entry) for entry in entries if entry["code"] != LACKS_PDF]
        return [*told, *self.stale, *self.left_over]

    def as_json(self) -> Mapping[str, object]:
        entries = [
            {
                **one.told,
                "files": {kind: str(path) for kind, path in one.files.items()},
                "built": one.built,
                "because": list(one.reasons),
                "drawn": list(one.drawn),
            }
            for one in self.done
        ]
        told = [problem_entry(one) for one in (*self.problems, *self.stale, *self.left_over)]
        cleaned = {"deleted": {k: list(v) for k, v in self.cleaned.items()}} if self.cleaned else {}
        return {"briefs": entries, "problems": told, **skipped_entry(self.skipped), **cleaned}

    def as_text(self) -> Iterator[str]:
        for one in self.done:
            if self.is_explained:
                yield f"{one.brief}: {'built' if one.built else 'kept'}: {'; '.join(one.reasons)}"
                if one.drawn:
                    yield f"  drawn: {', '.join(one.drawn)}"
            if one.built:
                yield from flips_in_words(one.brief, one.told)
                yield from (f"{one.brief}: {words}" for words in fitting_in_words(one.told))
            names = ", ".join(path.name for path in one.files.values())
            folder = next(iter(one.files.values())).parent
            yield f"{one.brief}: {'' if one.built else 'up to date; '}{counts_of(one.told)}"
            yield f"  {folder}/: {names}"
        yield from skipped_words(self.skipped)
        for name, kept in self.cleaned.items():
            yield f"{name}: deleted{', but for what was edited: ' if kept else ''}{', '.join(kept)}"
        if self.failed and len(self.done) + len(self.failed) > 1:
            names = ", ".join(one.brief for one in self.failed)
            yield f"{len(self.done)} briefs are as they should be, {len(self.failed)} failed: {names}"
        if self.signer:
            yield f"signed as “{self.signer}”"


@dataclass(frozen=True)
class _Plan(Told):
    """What would be built, and why."""

    found: Sequence[Freshness]
    is_told_when_quiet: ClassVar[bool] = True

    def as_json(self) -> Mapping[str, object]:
        plan = [
            {"brief": one.brief, "build": not one.is_fresh, "because": list(one.reasons)}
            for one in self.found
        ]
        return {"plan": plan}

    def as_text(self) -> Iterator[str]:
        for one in self.found:
            why = "; ".join(one.reasons) or "nothing that it reads has changed"
            yield f"{one.brief}: {'up to date' if one.is_fresh else 'to build'}: {why}"
