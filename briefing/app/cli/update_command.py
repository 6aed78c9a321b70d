"""``update``: take a new edition of a data set in, after a look at what it changes."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.app.build.summary import left_out_pdfs, problem_entry
from briefing.app.cli.arguments import add_command
from briefing.app.cli.presenter import Presenter, Words
from briefing.app.told import Told
from briefing.core.problems import BriefingError, MisleadingBrief, Problem, UnusableInput
from briefing.data.grid import tidy

if TYPE_CHECKING:
    from briefing.app.cli.arguments import Commands
    from briefing.app.update.edition_update import BriefChange, Update
    from briefing.app.update.request import Request

_ABOUT = ("title", "short", "publisher", "edition", "published", "doi", "url", "licence")
_READING = ("encoding", "delimiter", "header", "sheet", "records", "decimal")


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add ``update``."""
    update = add_command(
        commands,
        common,
        "update",
        summary="take a new edition of a data set in; writes nothing without --yes",
        description="Hold a file against the edition in use, find each measure in it by its "
        "values, and show what it changes in config and briefs. Nothing is written "
        "without --yes.",
        examples=(
            "briefing update ree_us mcs2026.csv --source mcs2026",
            "briefing update ree_us mcs2026.csv --source mcs2026 --yes --build",
        ),
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
    _add_places(update)
    source = update.add_argument_group(
        "the new source, where config/project.yaml does not declare it"
    )
    source.add_argument("--published", metavar="DAY", help="day of publication: 2026-01-31")
    source.add_argument("--title", help="(default: the old one with the new year)")
    for name in ("short", "edition", "publisher", "doi", "url", "licence"):
        source.add_argument(f"--{name}")
    update.set_defaults(run=_update)


def _add_places(update: argparse.ArgumentParser) -> None:
    """Add what says where things stand in a file, and how it is read."""
    layout = update.add_argument_group("where it is not found by itself")
    _add_pairs(layout, "--column", "SERIES=HEADER", "where a measure stands")
    _add_pairs(layout, "--measure", "SERIES=TEXT", "a text that picks the rows of a measure")
    _add_pairs(layout, "--where", "HEADER=TEXT", "only rows where a column has this text")
    _add_pairs(layout, "--member", "NEW=OLD", "a member under another name than before")
    _add_pairs(layout, "--unit", "SERIES=UNIT", "its unit, where values are of another size")
    layout.add_argument(
        "--without",
        action="append",
        default=[],
        metavar="SERIES",
        help="a measure that the file does not have; may repeat",
    )
    layout.add_argument("--header", type=int, metavar="ROW", help="row of the headers")
    layout.add_argument("--sheet", metavar="NAME", help="sheet of an Excel file")
    layout.add_argument("--delimiter", metavar="SIGN", help="what separates cells")
    layout.add_argument("--encoding", metavar="NAME", help="text encoding")
    layout.add_argument("--decimal", choices=[".", ","], help="decimal mark")
    layout.add_argument("--records", metavar="PATH", help="list of rows within a JSON file")


def _add_pairs(group: argparse._ArgumentGroup, option: str, form: str, words: str) -> None:
    group.add_argument(
        option, action="append", default=[], metavar=form, help=f"{words}; may repeat"
    )


def _update(options: argparse.Namespace, presenter: Presenter) -> int:
    from briefing.app.update.edition_update import apply_update, plan_update

    request = _request(options)
    presenter.progress(f"trying {options.file.name} as {options.source}")
    update = plan_update(request, options.project)
    is_written = options.yes and not update.refused
    if is_written:
        apply_update(update)
    code = presenter.show(_Updated(update, is_written))
    if is_written and options.build:
        _built(update, presenter)
    return code


def _request(options: argparse.Namespace) -> Request:
    from briefing.app.update.request import Request

    given = vars(options)
    return Request(
        options.dataset,
        options.file,
        options.source,
        about={key: given[key] for key in _ABOUT if given.get(key)},
        columns=_places(options.column, options.measure),
        where=_pairs(options.where, "--where"),
        members=_pairs(options.member, "--member"),
        units=_pairs(options.unit, "--unit"),
        without=tuple(options.without),
        reading={key: given[key] for key in _READING if given.get(key) is not None},
        path=options.to,
        period=options.period,
    )


def _places(columns: Sequence[str], measures: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Where measures stand, as the user says: a header each, and texts of their rows."""
    found: dict[str, tuple[str, ...]] = {
        series: (header,) for series, header in _pairs(columns, "--column").items()
    }
    for one in measures:
        ((series, text),) = _pairs([one], "--measure").items()
        found[series] = (*found.get(series, ()), text)
    return found


def _pairs(given: Sequence[str], option: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in given:
        key, sign, value = one.partition("=")
        key, value = tidy(key), tidy(value)
        if not sign or not key or not value:
            message = f"{option} wants NAME=VALUE, not '{one}'"
            raise UnusableInput([Problem(None, message, code="unusable-option")])
        if key in found:
            message = f"{option} names '{key}' twice: '{found[key]}' and '{value}'"
            raise UnusableInput([Problem(None, message, "give it once", code="option-given-twice")])
        found[key] = value
    return found


@dataclass(frozen=True)
class _Updated(Told):
    """What a new edition changes in config and briefs, and whether that is written."""

    update: Update
    is_written: bool

    @property
    def exit_code(self) -> int:
        if self.update.refused:
            return 2
        return 0 if self.update.is_clean else 1

    @property
    def problems(self) -> Sequence[Problem]:
        return self.update.refused

    def as_json(self) -> Mapping[str, object]:
        update = self.update
        return {
            "dataset": update.request.dataset,
            "source": update.request.source,
            "replaces": update.replaces,
            "written": self.is_written,
            "files": list(update.changes),
            "findings": [{**asdict(one), "code": one.code} for one in update.findings],
            "config": update.config,
            "briefs": [_brief_entry(one) for one in update.briefs],
            "problems": [problem_entry(one) for one in update.refused],
        }

    def as_text(self) -> Iterator[str]:
        yield from self._findings("  ")
        yield f"\n{self.update.config}".removesuffix("\n")
        for brief in self.update.briefs:
            yield f"\n{brief.brief}:"
            yield from (f"  {each.part} {each}" for each in brief.differences)
            yield from _states(brief, "  ")
            if not (brief.differences or list(_states(brief, ""))):
                yield "  nothing changed"
        yield from self._ending()

    def as_markdown(self) -> Iterator[str]:
        from briefing.app.review.differences import as_markdown

        yield from self._findings("- ")
        yield f"\n```diff\n{self.update.config}```"
        for brief in self.update.briefs:
            yield f"\n# {brief.brief}\n"
            if brief.differences or not brief.note:
                yield as_markdown(brief.differences) if brief.differences else "Nothing changed.\n"
            yield from _states(brief, "- ")
        yield from self._ending()

    def _findings(self, mark: str) -> Iterator[str]:
        request, update = self.update.request, self.update
        yield (
            f"{request.dataset}: {request.source} in place of {update.replaces}, from {request.file}"
        )
        for one in update.findings:
            look, code = ("look: ", f" [{one.code}]") if one.is_doubt else ("", "")
            yield f"{mark}{look}{one.words}{code}"

    def _ending(self) -> Iterator[str]:
        yield ""
        files = ", ".join(self.update.changes)
        if self.is_written:
            yield f"written: {files}"
        elif not self.update.refused:
            yield f"nothing is written yet; --yes writes {files}"


def _states(brief: BriefChange, mark: str) -> Iterator[str]:
    if brief.note:
        yield f"{mark}{brief.note}"
    yield from (f"{mark}can no longer be built: {one}" for one in brief.problems)
    before = "could not be built before, and"
    yield from (f"{mark}{before} cannot: {one}" for one in brief.remaining)
    if brief.is_mended:
        yield f"{mark}{before} now can"
    yield from (f"{mark}look: {one}" for one in brief.warnings)


def _brief_entry(brief: BriefChange) -> dict[str, object]:
    return {
        "brief": brief.brief,
        "differences": [asdict(one) for one in brief.differences],
        "problems": [problem_entry(one) for one in brief.problems],
        "mended": brief.is_mended,
        "warnings": [problem_entry(one) for one in brief.warnings],
        **({"note": brief.note} if brief.note else {}),
        "remaining": [problem_entry(one) for one in brief.remaining],
    }


def _built(update: Update, presenter: Presenter) -> None:
    """Build the briefs that the update touches.

    Raises :class:`~briefing.core.problems.MisleadingBrief` where one cannot be: the update stands.
    """
    from briefing.app.build.incremental import build_changed

    names = [one.brief for one in update.briefs if one.is_made]
    if not names:
        return
    try:
        done = build_changed(names, project=update.workspace.root, say=presenter.progress)
    except BriefingError as error:
        raise MisleadingBrief(error.problems) from error
    if not presenter.is_for_machines:
        presenter.warn(left_out_pdfs(one.told for one in done))
        lines = (f"{one.brief}: {'built' if one.built else 'kept'}\n" for one in done)
        presenter.show(Words("".join(lines)))
