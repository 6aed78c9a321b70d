"""The audit of a built brief, from its file to all that was found: one function tells the story.

First what the file carries is read and computed again, then the whole brief is made again from it
and compared object by object. Where this program or its libraries are others than those that built
the file, its parts are compared that do not hang on where letters and lines stand. The file itself
says by what it was built, and a forger may write there what he likes: what is compared less strictly
for that reason is told as unknown, never as a match.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from briefing.app.audit.anchors import Anchors, anchored, given_files, unanchored_config
from briefing.app.audit.file_comparison import alike, compared, loosely_compared, named_like
from briefing.app.audit.file_model import FileModel
from briefing.app.audit.opened_pdf import OpenedPdf, UnfitPdf, text_in
from briefing.app.audit.other_makers import Maker, maker_of, otherwise_made, said_in
from briefing.app.audit.page_pictures import MOST_PAGES, can_draw, picture_changes
from briefing.app.audit.remaking import Remade, remake
from briefing.app.audit.signatures import Signed, Trust, judged
from briefing.app.build.fingerprint import own_code
from briefing.app.build.plugins_used import can_be_read, missing_plugins, other_plugins
from briefing.app.review.audit import compare_ledgers
from briefing.app.review.evidence import Evidence, evidence_in, is_pdf, read_built
from briefing.app.review.results import Audited, Input, Result
from briefing.app.review.retracing import audit_evidence, ledger_again
from briefing.core.handed_table import name_of
from briefing.core.problems import Place, Problem, UnusableInput
from briefing.core.workspace import Workspace
from briefing.writers.ledger.schema import Ledger

Remaker = Callable[[Evidence, Path, Mapping[str, bytes], datetime | None], Remade]
"""Makes a brief again; see :func:`~briefing.app.audit.remaking.remake`."""
_UNSEEN = (
    "data or config that were changed before the build: without --data or --lock nothing but the "
    "file itself was there to hold them against"
)
_BY_OTHERS = "another maker set them"
_NO_OBJECT = "what stands between the objects of the file, which no reader shows"
_UNDRAWN = 'pages as pictures: pypdfium2 is not installed (pip install "policy-briefing[pictures]")'


@dataclass(frozen=True, slots=True)
class _Whole:
    """A file and the same brief made again, compared."""

    results: list[Result]
    not_compared: list[str]


def audit_file(
    path: str | Path,
    anchors: Anchors | None = None,
    remaker: Remaker = remake,
    scratch: str | None = None,
    trust: Trust | None = None,
) -> Audited:
    """Audit a built PDF or a ledger; nothing is written but to a scratch folder that is deleted.

    ``anchors`` are files and ``trust`` certificates that the reader trusts; the scratch folder is made within ``scratch``, or where
    the system has such folders. Raises
    :class:`~briefing.core.problems.UnusableInput` for a file that this program did not make.
    """
    file, content = read_built(path)
    signed = _signed(file, content, trust or Trust())
    opened = signed.built if signed else None
    evidence = evidence_in(file, opened.plain() if opened else content)
    given = given_files(evidence.ledger, anchors)
    with tempfile.TemporaryDirectory(prefix="briefing-", dir=scratch) as folder:
        results = []
        if can_be_read(evidence.ledger):
            is_own = maker_of(evidence.ledger, "", own_code()).is_own_code
            results = audit_evidence(evidence, Path(folder, "read"), is_own_code=is_own)
        whole = _Whole([], ["pages: a ledger has none"])
        if opened:
            whole = _whole(evidence, opened, Path(folder), given, remaker)
    if anchors:
        results += anchored(evidence.ledger, anchors)
    results = [*results, *whole.results, *(signed.results if signed else ())]
    unsaid = [*whole.not_compared, *(signed.not_compared if signed else ())]
    not_compared = (*unsaid, *_trusted(evidence.ledger, anchors))
    return Audited(tuple(results), tuple(_inputs(evidence.ledger, anchors)), not_compared)


def _signed(file: Path, content: bytes, trust: Trust) -> Signed | None:
    """A PDF, parted from its signature where it bears one; ``None`` for a ledger."""
    if not is_pdf(content):
        return None
    try:
        return judged(OpenedPdf(content), trust, Workspace.of_file(file).now())
    except UnfitPdf as error:
        raise _unfit(file, error) from None


def _unfit(file: Path, error: UnfitPdf) -> UnusableInput:
    return UnusableInput([Problem(Place(str(file)), str(error), code=error.code)])


def _whole(
    evidence: Evidence,
    opened: OpenedPdf,
    folder: Path,
    given: Mapping[str, bytes],
    remaker: Remaker,
) -> _Whole:
    """The whole file against the brief made again."""
    ledger = evidence.ledger
    moment = opened.moment()
    unsaid = [] if moment is None or _is_day(ledger, moment) else [_dated(moment)]
    if lacking := missing_plugins(ledger):
        told = f"{' and '.join(lacking)} made it and is not installed here"
        return _Whole([_unproven(told)], [*unsaid, f"the file as a whole: {told}"])
    unsaid += [f"what {one} made differently" for one in other_plugins(ledger)]
    remade = remaker(evidence, folder / "made", given, moment)
    made_by = text_in(opened.pdf.docinfo.get("/Producer"))
    maker = maker_of(ledger, made_by, own_code())
    if not remade.pdf:
        return _not_remade(evidence, folder, remade, maker, unsaid)
    assert remade.ledger is not None
    if remade.pdf == opened.content:
        same = Result("every byte of the file, made again from what is attached", matches=True)
        return _Whole([same], unsaid)
    try:
        old = FileModel(OpenedPdf(remade.pdf))
        new = named_like(old, FileModel(opened))
        is_same = not maker.told or (maker.is_own_code and alike(old, new))
        if is_same:
            found = [*compare_ledgers(evidence, remade.ledger), *compared(old, new)]
        else:
            known = "" if maker.is_own_code else said_in(ledger)
            found = loosely_compared(old, new, known)
            again = evidence_in(Path(evidence.path), remade.pdf).pages
            found += otherwise_made(evidence, remade.ledger, again)
            found.append(_unproven(maker.told))
            unsaid.append(
                f"where letters and lines stand, how they are drawn and tagged: {_BY_OTHERS}"
            )
    except UnfitPdf as error:
        raise _unfit(Path(evidence.path), error) from None
    unsaid.append(_NO_OBJECT)
    pictures, undrawn = _pictures(old, new, is_same=is_same)
    found += pictures
    if all(one.matches for one in found):
        detail = "the file was saved again after the build; no object of it differs"
        found.append(Result("all objects of the file", matches=True, detail=detail))
    return _Whole(found, [*unsaid, *undrawn])


def _not_remade(
    evidence: Evidence, folder: Path, remade: Remade, maker: Maker, unsaid: list[str]
) -> _Whole:
    """What can be compared where the brief cannot be made again."""
    if remade.lacks:
        told = f"{', '.join(remade.lacks)} is not attached (--data DIR may have it)"
        unsaid.append(f"the file as a whole: {told}")
        results = ledger_again(evidence, folder / "ledger") if maker.is_own_code else []
        return _Whole([*results, _unproven(told)], unsaid)
    if not maker.is_own_code:
        told = f"{maker.told}, which cannot make it: {remade.problem}"
        unsaid.append(f"the file as a whole: {told}")
        return _Whole([_unproven(told)], unsaid)
    problem = Result(
        "the brief made again", matches=False, detail=remade.problem, code="not-made-again"
    )
    return _Whole([problem], [*unsaid, "the file as a whole: it cannot be made again"])


def _pictures(old: FileModel, new: FileModel, *, is_same: bool) -> tuple[list[Result], list[str]]:
    if not is_same:
        return [], [f"pages as pictures: {_BY_OTHERS}"]
    if not can_draw():
        return [], [_UNDRAWN]
    matches = [old.called.index(one) if one in old.called else None for one in new.called]
    found = list(picture_changes(old.opened.content, new.opened.content, matches))
    more = len(matches) - MOST_PAGES
    unsaid = [f"pictures of {more} pages after the first {MOST_PAGES}"] if more > 0 else []
    if not found:
        found = [Result(f"pictures of {len(matches)} pages", matches=True)]
    return found, unsaid


def _unproven(why: str) -> Result:
    """The verdict on a file that may be right, or drawn anew by somebody who wrote so into it."""
    detail = f"could not be made again: {why}"
    return Result("the whole file", matches=None, detail=detail, code="not-compared-whole")


def _is_day(ledger: Ledger, moment: datetime) -> bool:
    """Whether a moment is the day of the brief, as it is where the environment gives none."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S") == f"{ledger['brief']['date']}T00:00:00"


def _dated(moment: datetime) -> str:
    return f"when it was built: the file says {moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _trusted(ledger: Ledger, anchors: Anchors | None) -> Iterator[str]:
    if anchors is None:
        yield _UNSEEN
        return
    if loose := unanchored_config(ledger, anchors):
        yield f"{', '.join(loose)} with anything that you trust: {anchors.name} does not have them"
    yield f"whether {anchors.name} itself is right"


def _inputs(ledger: Ledger, anchors: Anchors | None) -> Iterator[Input]:
    for one in ledger["inputs"]:
        source = ledger["sources"].get(one["source"])
        said = one["source"]
        if source:
            doi = f"https://doi.org/{source['doi']}" if source["doi"] else ""
            address = source["url"] or doi or "no address is declared"
            named = ", ".join(filter(None, (source["publisher"], source["edition"])))
            said = f"{named}: {address}"
        if name_of(one["path"]):
            said = f"{said} (a table that Python handed over, in its Arrow form)"
        if made := one.get("query"):
            files = ", ".join(
                f"{each['path']} {each['sha256'][:12]}…" for each in made["files"][:3]
            )
            more = len(made["files"]) - 3
            files += f" and {more:,} more" if more > 0 else ""
            said = f"{said} ({made['rows']:,} rows by a query of {made['engine']} over {files}, not run again)"
        path = anchors.path_of(one["sha256"]) if anchors else ""
        anchor = f"{path} of {anchors.name}" if anchors and path else ""
        yield Input(one["path"], one["sha256"], said, anchor)
