"""What a portfolio is about: a list, rows of a table, files that match a pattern, members of data."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from briefing.core.budgets import Budget, BudgetSpent
from briefing.core.long_lines import first_long_line
from briefing.core.problems import Place, ProblemLog, suggest
from briefing.core.workspace import Kind, NotRead, Workspace
from briefing.project.declared import Places
from briefing.project.portfolio_schema import ForEach
from briefing.project.subject import Subject

Members = Callable[[str, str, object, Place, ProblemLog], Sequence[Subject]]
"""The members of a measure, for which a rule holds in a period; what is wrong goes to the log."""
Where = Mapping[str, str | list[str]]


def subjects_of(
    declared: ForEach,
    period: object,
    workspace: Workspace,
    places: Places,
    members: Members,
    log: ProblemLog,
) -> list[Subject]:
    """The subjects that a file declares, in their order, those too that are skipped."""
    where = declared.where
    if declared.members_of is not None:
        place = places.of("for_each", "members of")
        rule = where if isinstance(where, str) else ""
        return list(members(declared.members_of, rule, period, place, log))
    if declared.table is not None:
        found = _rows(declared.table, workspace, places.of("for_each", "table"), log)
    elif declared.files is not None:
        found = _files(declared.files, workspace)
    else:
        found = [_item(one) for one in declared.items]
    if declared.subject:
        place = places.of("for_each", "subject")
        check_columns(found, [declared.subject], place, log)
        found = [replace(one, text=one.columns.get(declared.subject, one.text)) for one in found]
    return _chosen(found, where, places, log) if isinstance(where, Mapping) and where else found


def meets(subject: Subject, where: Where) -> bool:
    """Whether each column has the text, or one of the texts, that is wanted."""
    return all(
        subject.columns.get(name) in (wanted if isinstance(wanted, list) else [wanted])
        for name, wanted in where.items()
    )


def check_columns(
    subjects: Sequence[Subject], where: Iterable[str], place: Place, log: ProblemLog
) -> None:
    """Tell columns that no subject has."""
    known = {name for one in subjects for name in one.columns}
    for name in where:
        if subjects and name not in known:
            advice = suggest(name, known) or f"there is: {', '.join(sorted(known)) or 'none'}"
            log.add(place, f"no subject has a column '{name}'", advice, code="unknown-column")


def _chosen(found: list[Subject], where: Where, places: Places, log: ProblemLog) -> list[Subject]:
    check_columns(found, where, places.of("for_each", "where"), log)
    return [one for one in found if meets(one, where)]


def _item(one: str | dict[str, str]) -> Subject:
    if isinstance(one, str):
        return Subject(one)
    return Subject(next(iter(one.values()), ""), one)


def _rows(path: str, workspace: Workspace, place: Place, log: ProblemLog) -> list[Subject]:
    """A subject a row; the first column is its text."""
    try:
        content = workspace.read(path, Kind.DATA).content
    except NotRead as error:
        error.tell(place, log)
        return []
    if number := first_long_line(content):
        log.refuse(Place(path, number), BudgetSpent(Budget.LINE))
        return []
    first = content.partition(b"\n")[0].decode("utf-8", "replace")
    delimiter = max(",;\t", key=first.count)
    lines = io.TextIOWrapper(io.BytesIO(content), "utf-8-sig", newline="")
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        headers = [one.strip() for one in next(reader, [])]
        return _subjects(reader, headers, path, log)
    except UnicodeDecodeError:
        log.add(Place(path), "it is no UTF-8", "save the file as UTF-8", code="not-utf8")
    except csv.Error as error:
        log.add(Place(path, reader.line_num), f"broken row: {error}", code="broken-row")
    except BudgetSpent as error:
        log.refuse(Place(path), error)
    return []


def _subjects(
    rows: Sequence[list[str]] | csv.reader,  # type: ignore[valid-type]
    headers: list[str],
    path: str,
    log: ProblemLog,
) -> list[Subject]:
    found = []
    for name in sorted(one for one, times in Counter(headers).items() if one and times > 1):
        log.add(Place(path, 1), f"two columns are called '{name}'", code="ambiguous-column")
    for number, row in enumerate(rows, 2):
        cells = [one.strip().replace("\u00a0", " ") for one in row]
        if not any(cells):
            continue
        Budget.ROWS.check(number)
        if len(cells) > len(headers):
            place = Place(path, number)
            log.add(place, f"{len(cells)} cells below {len(headers)} headers", code="broken-row")
        elif not cells[0]:
            place, advice = Place(path, number, 1), "name the subject in the first column"
            log.add(place, "a row without a subject", advice, code="row-without-member")
        else:
            known = {name: text for name, text in zip(headers, cells, strict=False) if name}
            found.append(Subject(cells[0], known))
    return found


def _files(pattern: str, workspace: Workspace) -> list[Subject]:
    """A subject a file; its text is what the first ``*`` of the name stands for."""
    folder = PurePosixPath(pattern)
    while "*" in str(folder) or "?" in str(folder):
        folder = folder.parent
    top = "" if str(folder) == "." else str(folder)
    matcher = re.compile(_regex(pattern), re.IGNORECASE)
    found = []
    for path in workspace.files(top):
        if matched := matcher.fullmatch(path):
            texts = [one for one in matched.groups() if one is not None]
            stem = PurePosixPath(path).stem
            columns = {"path": path, "file": PurePosixPath(path).name, "stem": stem}
            found.append(Subject(texts[-1] if texts else stem, columns))
    return found


def _regex(pattern: str) -> str:
    """A pattern of paths: ``**`` any folders, ``*`` and ``?`` within a name."""
    parts = {"**/": "(?:.*/)?", "*": "([^/]*)", "?": "[^/]"}
    pieces = re.split(r"(\*\*/|\*|\?)", pattern)
    return "".join(parts.get(one, re.escape(one)) for one in pieces)
