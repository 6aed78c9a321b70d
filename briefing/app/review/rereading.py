"""``briefing review``: the passages whose figures turned since somebody read them, and who accepts them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.app.build.pipeline import open_project
from briefing.app.build.preparation import prepare
from briefing.app.staging import write_all
from briefing.brief.passages import Records, record_of, turned
from briefing.core.passage import Passage
from briefing.core.problems import Problem, ProblemLog, Severity, UnusableInput, suggest
from briefing.project.loading import LoadedBrief, Project
from briefing.project.review_records import PassageRecord, ReviewConfig
from briefing.project.yaml import as_yaml

_NONE: dict[str, object] = {"passages": []}


@dataclass(frozen=True, slots=True)
class ToRead:
    """A passage that must be read again, and why."""

    passage: Passage
    turns: tuple[str, ...]
    """Which figures turned: ``growth was up (+2%), is down (-1%)``."""
    record: PassageRecord


@dataclass(frozen=True, slots=True)
class Review:
    """How far the passages of one brief are read."""

    brief: LoadedBrief
    passages: tuple[Passage, ...]
    to_read: tuple[ToRead, ...]
    unrecorded: tuple[Passage, ...]
    """New or changed since the last reading."""

    @property
    def is_begun(self) -> bool:
        """Whether somebody began to keep records of the brief."""
        return self.brief.review is not None

    @property
    def path(self) -> str:
        """Where the records are kept."""
        return f"config/{self.brief.name}.review.yaml"


def reviews(names: Sequence[str], project: str | None) -> tuple[Project, tuple[Review, ...]]:
    """The state of the named briefs, or of all; raises what makes one unusable."""
    loaded = open_project(project, names)
    log = ProblemLog()
    found = []
    for name in names or loaded.briefs:
        ours = ProblemLog()
        brief = loaded.briefs[name]
        if prepared := prepare(loaded, brief, ours):
            found.append(_review(brief, prepared.document.passages))
        log.take(ours)
    if log.has(Severity.UNUSABLE):
        raise UnusableInput(log.of(Severity.UNUSABLE))
    return loaded, tuple(found)


def _review(brief: LoadedBrief, passages: tuple[Passage, ...]) -> Review:
    records = Records(brief.review)
    pairs = [(one, records.of(one)) for one in passages]
    to_read = tuple(
        ToRead(one, turns, rec) for one, rec in pairs if rec and (turns := turned(one, rec))
    )
    unrecorded = tuple(one for one, rec in pairs if rec is None)
    return Review(brief, passages, to_read, unrecorded)


def begin(
    project: Project, found: Sequence[Review], by: str | None
) -> tuple[tuple[Review, ...], Mapping[str, tuple[str, ...]]]:
    """Record all passages of the briefs as read today, by the author where nobody is named.

    Returns the state after it, and the ids that were recorded by brief. Raises
    :class:`UnusableInput` where a file cannot be written; then all are as before.
    """
    everyone = {one.brief.name: {each.id for each in one.passages} for one in found}
    return _recorded(project, found, everyone, by)


def accept(
    project: Project, found: Sequence[Review], ids: Sequence[str], by: str | None
) -> tuple[tuple[Review, ...], Mapping[str, tuple[str, ...]]]:
    """Record passages as still true, by their ids or ``all``, in the briefs whose review was begun.

    What nobody recorded yet is recorded as well: whoever wrote it has read it. Records of texts that
    are gone are dropped. Returns and raises as :func:`begin` does, and refuses an id that is not to be
    read again.
    """
    begun = [one for one in found if one.is_begun]
    if not begun:
        raise UnusableInput(
            [
                Problem(
                    None,
                    "no review was begun, so there is nothing to accept",
                    "begin one: briefing review --start",
                    code="no-review",
                )
            ]
        )
    known = [each.passage.id for one in begun for each in one.to_read]
    if unknown := [one for one in ids if one not in {*known, "all"}]:
        raise UnusableInput(_unknown(one, known) for one in unknown)
    chosen = set(known if "all" in ids else ids)
    return _recorded(project, begun, {one.brief.name: chosen for one in begun}, by)


def _recorded(
    project: Project,
    found: Sequence[Review],
    chosen: Mapping[str, Collection[str]],
    by: str | None,
) -> tuple[tuple[Review, ...], Mapping[str, tuple[str, ...]]]:
    today = f"{project.workspace.now():%Y-%m-%d}"
    changes: dict[str, bytes] = {}
    after, recorded = [], {}
    for one in found:
        who = one.brief.config.author if by is None else by
        before = Records(one.brief.review)
        fresh = {each.id for each in one.unrecorded} | {*chosen[one.brief.name]}
        records = [
            record_of(each, who, today)
            if kept is None or each.id in fresh
            else kept.model_copy(update={"id": each.id})
            for each, kept in ((each, before.of(each)) for each in one.passages)
        ]
        config = ReviewConfig(passages=records)
        changes[one.path] = as_yaml(config.model_dump(exclude_defaults=True) or _NONE).encode()
        after.append(_review(replace(one.brief, review=config), one.passages))
        recorded[one.brief.name] = tuple(each.id for each in one.passages if each.id in fresh)
    write_all(project.workspace, changes)
    return tuple(after), recorded


def _unknown(name: str, known: Sequence[str]) -> Problem:
    advice = suggest(name, known) or f"to read: {', '.join(known) or 'nothing'}"
    message = f"'{name}' is no passage that must be read again"
    return Problem(None, message, advice, code="unknown-passage")


def lines_of(review: Review) -> Iterator[str]:
    """What is to be read, for people."""
    name = review.brief.name
    if not review.is_begun:
        count = len(review.passages)
        yield f"{name}: no review was begun; {count} passages (begin: briefing review {name} --start)"
        return
    for one in review.to_read:
        yield f"{name}: {one.passage.id} ({one.passage.place})"
        yield f"  {one.passage.printed}"
        yield from (f"  - {turn}" for turn in one.turns)
        if one.record.by or one.record.date:
            yield f"  accepted {' '.join(filter(None, (one.record.date, one.record.by)))}"
    open_ = f", {len(review.unrecorded)} new or changed" if review.unrecorded else ""
    state = f"{len(review.to_read)} of {len(review.passages)} passages to read again{open_}"
    yield f"{name}: {state}"
