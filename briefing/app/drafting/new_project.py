"""Files to a project with a first brief: recognised, tried as a whole in a copy, and only then written."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path

from briefing.app.build.page_folders import page_folders
from briefing.app.drafting.amending import as_printed, with_digits, with_names, with_total
from briefing.app.drafting.brief_yaml import brief_yaml
from briefing.app.drafting.composing_draft import drafted
from briefing.app.drafting.declared_measures import check_declared, declared_for
from briefing.app.drafting.holding import ReadOnce, Tried, held_to_data
from briefing.app.drafting.new_brief_files import NewBrief, readme
from briefing.app.drafting.project_yaml import NewData, project_yaml, with_data
from briefing.app.drafting.topics import Caveat, Wanted
from briefing.app.names_of_data import knowing_names
from briefing.app.one_line_sets import load_shared, merged
from briefing.app.staging import staged, write_all
from briefing.core.files import replace_file
from briefing.core.problems import Place, Problem, ProblemLog, Severity, UnusableInput
from briefing.core.series import Dataset
from briefing.core.workspace import Kind, NotRead, Workspace
from briefing.data.reading import read_datasets
from briefing.data.recognition.recognised import Question, Recognised
from briefing.data.recognition.recognising import recognise
from briefing.data.unreadable import UnreadableFile
from briefing.language.base import language_of
from briefing.project.locating import SHARED, brief_names
from briefing.writers.html.page_templates import designs_in, unknown_design

_CONFIG = f"config/{SHARED}"
_MOST_MEASURES = 12
"""A file of more measures is declared with those that the brief tells of."""
_MOST_READ, _FEWEST_READ = 24, 12
"""Of a file of more measures so many are looked at, and those that are asked for; of a long one fewer."""
_MOST_CELLS_READ = 12_000
"""So many of their cells are read, as far as the fewest measures have no more."""
_UNSAFE = re.compile(r"[^\w.() -]+")
_LONGEST_KEY = 24


@dataclass(frozen=True, slots=True)
class Order:
    """What a user asks for."""

    files: tuple[Path, ...]
    folder: Path
    """Where the project is, or is to be."""
    wanted: Wanted = field(default_factory=Wanted)
    sheet: str = ""
    declared: Mapping[str, object] = field(default_factory=dict)
    """Keys of the data sets that the user says, over what is recognised."""
    ask: Callable[[Sequence[Dataset], Wanted], Wanted] = lambda _datasets, wanted: wanted
    """Asked for what to tell of, once the data are read."""
    ask_sheet: Callable[[Recognised], str] = lambda _found: ""
    """Asked for another sheet of a workbook; empty for the one that was found."""


@dataclass(frozen=True, slots=True)
class _Given:
    """A file that the user named, and what was found in it."""

    path: str
    """Where it is kept within the project."""
    content: bytes
    found: Recognised
    supposed: tuple[Problem, ...] = ()
    """What the file leaves open and the draft supposes: a unit."""


def new_brief(order: Order, schemas: Mapping[str, bytes], say: Callable[[str], None]) -> NewBrief:
    """Make a project of these files, or add them to the one that is there, with a brief on them.

    ``schemas`` are files for editors, by path. Raises
    :class:`~briefing.core.problems.BriefingError` with all that keeps it from being made; then
    nothing is written.
    """
    workspace = Workspace(order.folder)
    _check_design(order.wanted.design, workspace)
    say("reading")
    given = _all_given(order, workspace)
    added = [
        data.first(_most_read(one.found.rows), order.wanted.measures)
        for one, data in zip(given, _data_of(given, order.declared, workspace), strict=True)
    ]
    brief = _unused(_key_of(given[0].path).replace("_", "-"), brief_names(workspace), "-")
    with staged(workspace, _files_of(workspace), {one.path: one.content for one in given}) as copy:
        tried, config = _tried(order, workspace, copy, added, brief, say)
    changes = {one.path: one.content for one in given if not workspace.has(one.path)}
    changes |= {_CONFIG: config, f"config/{brief}.yaml": brief_yaml(tried.draft).encode()}
    changes |= {path: text for path, text in schemas.items() if not workspace.has(path)}
    if not workspace.stands("README.md"):
        changes["README.md"] = readme(_name_of(order.folder), brief).encode()
    write_all(workspace, changes)
    supposed = [problem for one in given for problem in one.supposed]
    return NewBrief(order.folder, brief, tuple(changes), (*supposed, *tried.problems))


def _most_read(rows: int) -> int:
    """Of how many measures a file of so many rows is read for a draft."""
    return max(_FEWEST_READ, min(_MOST_READ, _MOST_CELLS_READ // max(1, rows)))


def _tried(
    order: Order,
    workspace: Workspace,
    copy: Workspace,
    added: Sequence[NewData],
    brief: str,
    say: Callable[[str], None],
) -> tuple[Tried, bytes]:
    """The draft as far as the data bear it out, and the project's file with them."""
    name = _name_of(order.folder)
    put = partial(_put, copy.root)
    read = _read(put(_CONFIG, _config(workspace, added, name)), added)
    named = [
        with_names(with_total(one, data), data)
        for one, data in zip(added, read.datasets, strict=True)
    ]
    if named != added:
        read = _read(put(_CONFIG, _config(workspace, named, name)), named)
    about = tuple(text for one in added for text in one.subject)
    caveats = tuple(note for one in added for note in one.caveats)
    wanted = order.ask(read.datasets, replace(order.wanted, subject=about, caveats=caveats))
    say("drafting")
    printed = [as_printed(one) for one in read.datasets]
    draft = drafted(knowing_names(language_of("en", read.locale), printed), printed, wanted)
    kept = [
        with_digits(one.only(draft.measures, _MOST_MEASURES), data)
        for one, data in zip(named, read.datasets, strict=True)
    ]
    config = _config(workspace, kept, name)
    put(_CONFIG, config)
    told = {f"{one.key}.{series}" for one in kept for series in one.series}
    read = replace(read, datasets=printed).only(told)
    tried = held_to_data(draft, brief, put, read)
    if any(one.severity is not Severity.WARNING for one in tried.problems):
        raise UnusableInput(tried.problems)
    return tried, config


def _put(root: Path, path: str, content: bytes) -> Workspace:
    """Write a file of the copy, and look at it anew."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    replace_file(root / path, content)
    return Workspace(root)


def _read(copy: Workspace, added: Sequence[NewData]) -> ReadOnce:
    """The new data sets as they are read; raises what keeps them from being read."""
    log = ProblemLog()
    shared = load_shared(copy, log)
    log.raise_if_any()
    assert shared is not None
    config, places, _ = shared
    found = read_datasets(copy, config, places, [one.key for one in added], log)
    log.raise_if_any()
    return ReadOnce([found[one.key] for one in added], config.locale, log)


def _all_given(order: Order, workspace: Workspace) -> tuple[_Given, ...]:
    """The files, each recognised; raises with what is wrong with any of them."""
    log, found = ProblemLog(), list[_Given]()
    for path in order.files:
        try:
            content = Workspace.of_file(path).read(path.name, Kind.DATA).content
        except NotRead as error:
            error.tell(Place(str(path)), log)
            continue
        kept = _kept_at(path, content, workspace, {one.path for one in found})
        try:
            look = partial(recognise, kept, content, declared=order.declared)
            table = look(sheet=order.sheet or None)
            if table.sheets and (sheet := order.ask_sheet(table)):
                table = look(sheet=sheet)
        except UnreadableFile as error:
            log.refuse(Place(str(path)), error)
            continue
        table = _with_answers(table, order.wanted)
        supposed = ProblemLog()
        for question in table.questions:
            if question.about in {"unit", "title", "rows"}:
                _ask(question, path, supposed, Severity.WARNING)
            elif question.is_blocking:
                _ask(question, path, log)
        found.append(_Given(kept, content, table, tuple(supposed)))
    log.raise_if_any()
    return tuple(found)


def _with_answers(table: Recognised, wanted: Wanted) -> Recognised:
    """With the period that the user named, where the file has none."""
    open_ = tuple(one for one in table.questions if one.about != "period")
    if wanted.period is None or len(open_) == len(table.questions) or table.period:
        return table
    return replace(table, period=str(wanted.period), questions=open_)


def _check_design(design: str, workspace: Workspace) -> None:
    folders = page_folders(workspace)
    if design not in designs_in(folders):
        raise UnusableInput([unknown_design(design, folders)])


def _ask(
    question: Question, path: Path, log: ProblemLog, severity: Severity = Severity.UNUSABLE
) -> None:
    place = replace(question.place, file=str(path))
    advice = f"answer it: --declare {shlex.quote(question.yaml)}" if question.yaml else ""
    if question.about == "sheet":
        advice = f"say which is meant: --sheet {shlex.quote(question.place.sheet or '')}"
    log.add(place, question.text, advice, severity, code="not-recognised")


def _data_of(
    given: Sequence[_Given], declared: Mapping[str, object], workspace: Workspace
) -> list[NewData]:
    """The data sets to declare, under names that the project does not have yet."""
    log = ProblemLog()
    shared = load_shared(workspace, log) if workspace.has(_CONFIG) else None
    log.raise_if_any()
    datasets, sources = (
        (set(shared[0].datasets), set(shared[0].sources)) if shared else (set[str](), set[str]())
    )
    names = [dict.fromkeys(each.name for each in one.found.measures) for one in given]
    check_declared(declared, dict.fromkeys(chain.from_iterable(names)), log)
    log.raise_if_any()
    found: list[NewData] = []
    for one, known in zip(given, names, strict=True):
        key = _unused(_key_of(one.path), datasets, "_")
        source_key = _unused(f"{key}_source", sources, "_")
        datasets.add(key)
        sources.add(source_key)
        title = str(one.found.source.get("title") or _words_of(one.path))
        source = {**one.found.source, "title": title}
        questions = [question.text for question in one.found.questions]
        remarks = (*one.found.remarks, *questions)
        block = merged(one.found.declaration(), declared_for(declared, known))
        caveats = tuple(Caveat(note.text, note.labels) for note in one.found.linked)
        found.append(NewData(key, source_key, source, block, remarks, caveats))
    return found


def _config(workspace: Workspace, added: Sequence[NewData], name: str) -> bytes:
    if not workspace.has(_CONFIG):
        return project_yaml(name, added).encode()
    text = workspace.read(_CONFIG, Kind.CONFIG).content.decode()
    return with_data(text, added, _CONFIG).encode()


def _files_of(workspace: Workspace) -> list[str]:
    """Files of data and brand that a project at hand names."""
    shared = load_shared(workspace, ProblemLog()) if workspace.has(_CONFIG) else None
    if shared is None:
        return []
    config = shared[0]
    sets = config.datasets.values()
    return [*config.brand.files().values(), *(path for one in sets for path in one.files)]


def _kept_at(path: Path, content: bytes, workspace: Workspace, taken: set[str]) -> str:
    """Where a file is kept within the project: where it is, or in ``data/``."""
    root = workspace.root.resolve()
    given = path.resolve()
    if given.is_relative_to(root / "data"):
        return given.relative_to(root).as_posix()
    name = _UNSAFE.sub("_", path.name)
    for number in range(1, 1000):
        mark = f"-{number}" if number > 1 else ""
        kept = f"data/{Path(name).stem}{mark}{Path(name).suffix}"
        is_same = workspace.has(kept) and workspace.read(kept, Kind.DATA).content == content
        if kept not in taken and (is_same or not workspace.stands(kept)):
            return kept
    message = "there are too many files of this name in data/"
    raise UnusableInput([Problem(Place(str(path)), message, code="other-file-there")])


def _key_of(path: str) -> str:
    """A name for a data set, from that of its file."""
    plain = re.sub(r"[^a-z0-9]+", "_", Path(path).stem.casefold()).strip("_")
    plain = plain if plain[:1].isalpha() else f"data_{plain}".rstrip("_")
    if len(plain) <= _LONGEST_KEY:
        return plain
    return plain[:_LONGEST_KEY].rpartition("_")[0] or plain[:_LONGEST_KEY]


def _words_of(path: str) -> str:
    """A title for a source, from the name of its file; numbers in it but for years are no words."""
    plain = re.sub(r"[_-]+", " ", Path(path).stem)
    words = " ".join(re.sub(r"\b(?!(?:19|20)\d\d\b)\d+\b", "", plain).split()) or plain.strip()
    return f"{words[:1].upper()}{words[1:]}"


def _unused(name: str, taken: Iterable[str], mark: str) -> str:
    every, number, found = set(taken), 2, name
    while found in every or found == Path(SHARED).stem:
        found, number = f"{name}{mark}{number}", number + 1
    return found


def _name_of(folder: Path) -> str:
    return folder.resolve().name
