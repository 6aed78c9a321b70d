"""Data sets that are declared in a line, completed by what is recognised of their files.

What is declared holds; recognition adds what is missing. What it cannot know is an error with the
YAML to write. The engine is imported where a data set wants it: most projects declare all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from briefing.app.described_sets import source_said, with_descriptions, with_fields
from briefing.app.handed_sets import with_handed
from briefing.core.problems import Place, ProblemLog, Severity
from briefing.core.time_limit import time_for_config
from briefing.core.workspace import Kind, NotRead, Workspace
from briefing.data.recognition.header_patterns import by_patterns, has_patterns, is_pattern
from briefing.project import loading
from briefing.project.declared import Places
from briefing.project.loading import Project
from briefing.project.locating import SHARED
from briefing.project.portfolio import Portfolio
from briefing.project.project_schema import DatasetConfig, ProjectConfig
from briefing.project.subject import Subject
from briefing.project.validation import unfit_keys
from briefing.project.yaml import block_at

if TYPE_CHECKING:
    from briefing.data.described.description import Description
    from briefing.data.recognition.recognised import Question, Recognised

Block = Mapping[str, object]
_NOT_READ: Block = {"not_read": {"title": "Not read", "unit": "1"}}
"""The series of a data set that is refused for its keys, before anything is read of it."""
_STANDS = ("column", "position", "columns", "members", "measure")
"""Keys of a series of which one says where its values stand."""


def load_project(
    workspace: Workspace, log: ProblemLog, only: Iterable[str] | None = None
) -> Project | None:
    """A project with all its data sets complete; see :func:`briefing.project.loading.load_project`.

    Raises :class:`~briefing.core.problems.UnusableInput` where that takes more than its time.
    """
    complete, members = partial(_completed, workspace), partial(members_of, workspace)
    with time_for_config():
        return loading.load_project(workspace, log, only, complete, members)


def load_attached(workspace: Workspace, log: ProblemLog, brief: str) -> Project | None:
    """A project as a built brief carries it: the files of that brief and no others.

    Data sets that are declared in a line, and whose file is not there, are left out of it.
    """
    complete, members = partial(_completed_there, workspace), partial(members_of, workspace)
    found = ProblemLog()
    loaded = loading.load_project(workspace, found, [brief], complete, members)
    for one in found.problems:
        if one.code != "unknown-subject":  # the files of the other subjects are not attached
            log.put(one)
    return loaded


def members_of(
    workspace: Workspace, measure: str, rule: str, period: object, place: Place, log: ProblemLog
) -> Sequence[Subject]:
    """The members of a measure of the project's data, for which a rule holds in a period."""
    from briefing.app.member_subjects import subjects_among

    loaded = load_shared(workspace, log)
    return subjects_among(workspace, loaded, measure, rule, period, place, log) if loaded else ()


def portfolio_of(workspace: Workspace, path: str, log: ProblemLog) -> Portfolio | None:
    """A file with ``for_each``, with its subjects; its briefs are not read any further."""
    return loading.load_portfolio(workspace, path, partial(members_of, workspace), log)


def load_shared(workspace: Workspace, log: ProblemLog) -> tuple[ProjectConfig, Places, str] | None:
    """``config/project.yaml`` alone, with all its data sets complete."""
    return loading.load_shared(workspace, log, partial(_completed, workspace))


def recognised_sets(workspace: Workspace) -> dict[str, Recognised]:
    """What is recognised now of each data set that is declared in a line; unreadable ones left out."""
    found: dict[str, Recognised] = {}

    def look(raw: object, places: Places, log: ProblemLog) -> tuple[object, Places]:
        del log
        raw, said = with_descriptions(workspace, raw, places, ProblemLog())
        for name, each in _incomplete(raw):
            block = _with_fields(workspace, name, each, said.get(name), places, ProblemLog())
            if one := _recognised(workspace, name, block, places, ProblemLog()):
                found[name] = one
        return raw, places

    loading.load_shared(workspace, ProblemLog(), look)
    return found


def completed_set(
    workspace: Workspace, raw: Block, places: Places, name: str, log: ProblemLog
) -> tuple[Block, Block]:
    """One data set of the raw YAML with all its keys, and all of its source.

    ``log`` tells what its file leaves open; such a data set is returned as it is.
    """
    alone = {**raw, "datasets": {name: block_at(raw, "datasets", name)}}
    whole, _ = _completed(workspace, alone, places, log)
    found = block_at(whole, "datasets", name)
    sources = block_at(whole, "sources") if block_at(whole).get("sources") else {}
    source = sources.get(str(found.get("source")))
    return found, source if isinstance(source, Mapping) else {}


def is_incomplete(block: object) -> bool:
    """Whether a data set lacks what recognition can add: series, or what one of them is."""
    if not isinstance(block, Mapping) or not isinstance(block.get("path"), str):
        return False
    series = block.get("series")
    if series is None:
        return True
    if not isinstance(series, Mapping):
        return False
    return has_patterns(series) or any(
        _is_partial(one, has_value="value" in block) for one in series.values()
    )


def _is_partial(series: object, *, has_value: bool) -> bool:
    """Whether a series lacks what it is, or where it stands and no column of values is declared."""
    if series is None:
        return True
    if not isinstance(series, Mapping):
        return False
    is_told = {"title", "unit"} <= series.keys() and has_value
    return not is_told and not any(key in series for key in _STANDS)


def _completed(
    workspace: Workspace, raw: object, places: Places, log: ProblemLog
) -> tuple[object, Places]:
    raw = _with_tables(workspace, raw, places, log)
    raw, said = with_descriptions(workspace, raw, places, log)
    wanted = dict(_incomplete(raw))
    if not wanted or not isinstance(raw, dict):
        return raw, places
    datasets, sources = dict(raw["datasets"]), dict(raw.get("sources") or {})
    locked = _locked(workspace)
    for name, block in wanted.items():
        block = _with_fields(workspace, name, block, said.get(name), places, log)  # noqa: PLW2901
        unfit = unfit_keys(DatasetConfig, block) - {"series"}
        fit = {key: one for key, one in block.items() if key not in unfit}
        found = _recognised(workspace, name, fit, places, ProblemLog() if unfit else log)
        if found is None:
            if unfit:  # which is told, and not what follows from it
                datasets[name] = {**block, "source": block.get("source", name), "series": _NOT_READ}
            continue
        _tell_otherwise(found, name, locked, log, said.get(name))
        key = str(block.get("source") or name)
        datasets[name] = {"source": key, **_merged(found, block)}
        if not datasets[name]["series"] and has_patterns(block.get("series")):
            headers = ", ".join(one.header for one in found.columns if one.header)
            log.add(
                places.of("datasets", name, "series"),
                f"no header of {found.path} fits a pattern of '{name}'",
                f"it has: {headers}",
                code="unknown-column",
            )
        declared = sources.get(key)
        if declared is None or isinstance(declared, Mapping):
            beside = {**source_said(said.get(name)), **(declared or {})}
            sources[key] = _source(found, name, beside)
    return {**raw, "datasets": datasets, "sources": sources}, places


def _with_tables(workspace: Workspace, raw: object, places: Places, log: ProblemLog) -> object:
    """The raw YAML with the results of queries and the tables in place that Python handed over."""
    datasets = raw.get("datasets", {}) if isinstance(raw, dict) else None
    if not isinstance(raw, dict) or not isinstance(datasets, dict):
        return raw
    is_shared = places.file == f"config/{SHARED}"
    if any("query" in one for one in datasets.values() if isinstance(one, Mapping)):
        datasets = _with_queries(workspace, datasets, places, log)
        raw = {**raw, "datasets": datasets}
    found, sources = with_handed(workspace, datasets, is_shared=is_shared)
    if found == datasets:
        return raw
    declared = raw.get("sources") or {}
    return {**raw, "datasets": found, "sources": {**sources, **declared}}


def _with_queries(
    workspace: Workspace, datasets: Block, places: Places, log: ProblemLog
) -> dict[str, object]:
    from briefing.app.queried_sets import with_queries

    return with_queries(workspace, datasets, places, log)


def _completed_there(
    workspace: Workspace, raw: object, places: Places, log: ProblemLog
) -> tuple[object, Places]:
    raw = _with_tables(workspace, raw, places, log)
    absent = {
        name
        for name, block in _incomplete(raw)
        if not workspace.has(str(block["path"]).replace("\\", "/"))
    }
    if absent and isinstance(raw, dict):
        there = {name: one for name, one in raw["datasets"].items() if name not in absent}
        raw = {**raw, "datasets": there}
    return _completed(workspace, raw, places, log)


def _incomplete(raw: object) -> Iterator[tuple[str, Block]]:
    datasets = raw.get("datasets") if isinstance(raw, dict) else None
    for name, block in datasets.items() if isinstance(datasets, dict) else ():
        if is_incomplete(block):
            yield name, block


def _merged(found: Recognised, declared: Block) -> dict[str, object]:
    """The data set; where patterns take columns, with those of no known unit among what none takes."""
    from briefing.data.recognition.recognised import UNSURE

    whole = merged(found.declaration(), declared)
    if not has_patterns(declared.get("series")):
        return whole
    left = [
        found.columns[one.column].header
        for one in found.measures
        if one.column is not None and one.confidence <= UNSURE
    ]
    taken = whole.get("not_taken", [])
    assert isinstance(taken, list)
    return {**whole, "not_taken": [*taken, *left]} if left else whole


def merged(recognised: Block, declared: Block) -> dict[str, object]:
    """What is declared over what is recognised; series are merged key by key, ``null`` leaves one out."""
    found = {**recognised, **declared}
    ours, theirs = recognised.get("series"), declared.get("series")
    if not isinstance(ours, Mapping) or not isinstance(theirs, Mapping):
        found["series"] = ours if theirs is None else theirs
        return found
    if has_patterns(theirs):
        taken, not_taken = by_patterns(ours, theirs)
        found["series"] = taken
        if "dimension" not in declared and "column" not in _block(recognised.get("dimension")):
            found.pop("dimension", None)  # members with columns of their own are measures here
        may_lack = [key for key in theirs if is_pattern(key) or key not in taken]
        found["not_here"] = may_lack
        return {**found, "not_taken": not_taken} if not_taken else found
    series: dict[str, object] = {}
    for name in dict.fromkeys((*ours, *theirs)):
        one, other = ours.get(name, {}), theirs.get(name, {})
        if other is None:
            continue
        series[name] = {**one, **other} if isinstance(other, Mapping) else other
    found["series"] = series
    return found


def _block(value: object) -> Block:
    return value if isinstance(value, Mapping) else {}


def _source(found: Recognised, name: str, declared: Block) -> dict[str, object]:
    """The source of a data set: what is declared of it, over what its file says."""
    blank: dict[str, object] = {"title": name, "publisher": "", "licence": ""}
    return {**blank, **found.source, **declared}


def _recognised(
    workspace: Workspace, name: str, block: Block, places: Places, log: ProblemLog
) -> Recognised | None:
    """What the file of a data set holds, or ``None`` after telling what it leaves open."""
    found = _looked_at(workspace, name, block, places, log)
    is_by_patterns = has_patterns(block.get("series"))
    for question in found.questions if found else ():
        if question.is_blocking or question.about != "unit" or not is_by_patterns:
            _ask(question, name, log)
    is_open = found is None or any(one.is_blocking for one in found.questions)
    return None if is_open else found


def _with_fields(
    workspace: Workspace,
    name: str,
    block: Block,
    said: Description | None,
    places: Places,
    log: ProblemLog,
) -> Block:
    """The data set with what metadata say of its columns, which a first look gives their names."""
    if said is None:
        return block
    first = _looked_at(workspace, name, block, places, ProblemLog())
    return with_fields(block, said, first, log) if first else block


def _looked_at(
    workspace: Workspace, name: str, block: Block, places: Places, log: ProblemLog
) -> Recognised | None:
    """What the file of a data set holds, with what it leaves open; ``None`` where it cannot be read."""
    from briefing.data.recognition.recognising import recognise
    from briefing.data.unreadable import UnreadableFile

    path = str(block["path"]).replace("\\", "/")
    place = places.of("datasets", name, "path")
    try:
        content = workspace.read(path, Kind.DATA).content
        return recognise(path, content, declared=block)
    except NotRead as error:
        error.tell(place, log)
        return None
    except UnreadableFile as error:
        log.refuse(Place(path, error.line), error)
        return None


def _locked(workspace: Workspace) -> Mapping[str, Mapping[str, str]]:
    """By data set, how the lock says that its file is read; none where there is no lock."""
    from briefing.app.lock_file.pins import LOCK, read_lock

    if LOCK not in workspace.names():
        return {}
    read = read_lock(workspace, ProblemLog())
    files = read[0].files.values() if read else ()
    return {name: one.recognised for file in files for name, one in file.datasets.items()}


def _tell_otherwise(
    found: Recognised,
    name: str,
    locked: Mapping[str, Mapping[str, str]],
    log: ProblemLog,
    said: Description | None,
) -> None:
    """Say where a file is not read as it was when it was locked."""
    from briefing.app.lock_file.recognised_reading import DESCRIBED_BY, differences, reading_of

    if not locked.get(name):
        return
    now = reading_of(found) | ({DESCRIBED_BY: said.path} if said else {})
    if told := differences(locked[name], now):
        log.add(
            Place(found.path),
            f"'{name}' is read otherwise than it is locked: {'; '.join(told)}",
            "look at it: briefing inspect; if it is right: briefing lock",
            Severity.WARNING,
            code="read-otherwise",
        )


def _ask(question: Question, name: str, log: ProblemLog) -> None:
    """Tell a question at the cell that leaves it open, with the YAML that answers it."""
    paste = question.yaml.replace("\n", "; ")
    advice = f"add below '{name}:' {paste}" if paste else ""
    severity = Severity.UNUSABLE if question.is_blocking else Severity.WARNING
    log.add(question.place, question.text, advice, severity, code="not-recognised")
