"""``for_each``: one declaration, many briefs. Subjects go into the YAML as text, before any facts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from briefing.core.portable_names import folded, why_not_portable
from briefing.core.problems import Place, Problem, ProblemLog, Refusal, Severity, suggest
from briefing.core.reference import first_name
from briefing.core.workspace import Workspace
from briefing.project.declared import Path, Places
from briefing.project.locating import is_subject
from briefing.project.portfolio_schema import SUBJECTS, ForEach, SkipConfig
from briefing.project.subject import Subject, slug
from briefing.project.subjects import Members, check_columns, meets, subjects_of
from briefing.project.validation import validated

_MOST_BYTES = 120
"""Of a name: endings and what stands beside while files are written must fit too."""
_OF_SUBJECTS = re.compile(rf"\b{SUBJECTS}\.\w")
INDEX = "index"
"""The name of the page that leads to all briefs of a portfolio."""


@dataclass(frozen=True, slots=True)
class Written:
    """The YAML of one brief, as if somebody had written it for its subject alone."""

    name: str
    """With that of the portfolio: ``commodities/lithium``."""
    raw: Mapping[str, object]
    places: Places
    subject: Subject | None = None
    """Who or what it is about; of a file that makes one brief, nobody."""
    rules: tuple[SkipConfig, ...] = ()
    """Rules over figures by which it is skipped."""
    is_compared: bool = False
    """Whether figures of all subjects of its portfolio stand in it."""

    @property
    def own_name(self) -> str:
        """Its name within the portfolio."""
        return self.name.rpartition("/")[2]

    @property
    def digest(self) -> str:
        """The hash of all that was made for it."""
        columns = sorted(self.subject.columns.items()) if self.subject else ()
        told = repr((_as_typed(self.raw), columns, self.rules))
        return hashlib.sha256(told.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Portfolio:
    """A file with ``for_each``, read."""

    name: str
    path: str
    briefs: Mapping[str, Written]
    skipped: Mapping[str, str] = field(default_factory=dict)
    """Who gets no brief, by what would be its name, and why."""
    table: str = ""
    """The file whose rows are the subjects; empty where they come from elsewhere."""
    dataset: str = ""
    """The data set whose members are the subjects."""
    files: tuple[str, ...] = ()
    """The files that are the subjects."""
    subjects: Mapping[str, str] = field(default_factory=dict)
    """The text of each subject, also of those who get no brief, by the name of its brief."""


def read_portfolio(
    workspace: Workspace,
    name: str,
    raw: Mapping[str, object],
    places: Places,
    members: Members,
    log: ProblemLog,
) -> Portfolio | None:
    """The briefs that a file with ``for_each`` makes; ``None`` where it cannot be used as written.

    What is wrong with the YAML of one subject goes to the log with its name, and leaves out that one.
    """
    each = {} if raw["for_each"] is None else raw["for_each"]
    declared = validated(ForEach, each, _below(places, "for_each"), log)
    if declared is None:
        return None
    before = len(log)
    ours = ProblemLog()  # what is wrong with the data may be told already
    every = subjects_of(declared, raw.get("period"), workspace, places, members, ours)
    log.take(ours)
    if _has_errors(ours, 0):
        return None
    if not any(not one.skipped for one in every):
        place, way = places.of("for_each"), "look at the pattern, table or rule"
        log.add(place, f"there is no subject{_looked_at(declared)}", way, code="no-subjects")
        return None
    named = _named(declared, every, places, log)
    _check_names(declared, named, places, log)
    if _has_errors(log, before):
        return None
    skipped, briefs = dict[str, str](), dict[str, Written]()
    is_compared = _compares(raw)
    for own, subject in named.items():
        if reason := subject.skipped or _why_skipped(declared, own, subject):
            skipped[f"{name}/{own}"] = reason
            continue
        if declared.at_most is not None and len(briefs) >= declared.at_most:
            skipped[f"{name}/{own}"] = f"'at most: {declared.at_most}'"
            continue
        ours = ProblemLog()
        written = _written(
            f"{name}/{own}", raw, places, subject, _overrides(declared, own, subject), ours
        )
        rules = _rules(declared, subject, places, ours)
        if ours:
            log.take(of_subject(ours, own))
        else:
            briefs[written.name] = replace(written, rules=rules, is_compared=is_compared)
    return Portfolio(
        name,
        places.file,
        briefs,
        skipped,
        declared.table or "",
        first_name(declared.members_of or ""),
        tuple(one.columns["path"] for one in named.values() if declared.files),
        {f"{name}/{own}": one.text for own, one in named.items()},
    )


def _looked_at(declared: ForEach) -> str:
    """Where nobody was found, in words."""
    among = " for which 'where' holds" if declared.where else ""
    if declared.files:
        return f": no file is called like '{declared.files}'{among}"
    if declared.table:
        return f": '{declared.table}' has no row{among}"
    if declared.members_of:
        return f": '{declared.members_of}' has no member{among}"
    return ": the list is empty" if not declared.items else ""


def _compares(raw: Mapping[str, object]) -> bool:
    """Whether a file with ``for_each`` names figures of all its subjects."""
    each = raw.get("for_each")
    overrides = each.get("overrides") if isinstance(each, Mapping) else None
    blocks = [raw.get(name) for name in ("metrics", "charts", "tables")]
    return bool(_OF_SUBJECTS.search(repr(_as_typed([*blocks, overrides]))))


def _as_typed(value: object) -> object:
    """A value of YAML as it was written: 1.50 is not 1.5."""
    if isinstance(value, Mapping):
        return {key: _as_typed(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_as_typed(one) for one in value]
    return (type(value).__name__, str(getattr(value, "text", value)))


def of_subject(log: ProblemLog, subject: str) -> ProblemLog:
    """The problems of one brief of many, each with whose it is; what of them is told once stays its own."""
    head = f"{subject}: "

    def told(problem: Problem) -> Problem:
        if problem.message.startswith(head):
            return problem
        series = problem.series or ", ".join(one.series for one in problem.about)
        own = f"{head}{series}" if series else ""
        return replace(problem, message=f"{head}{problem.message}", series=own)

    return log.changed(told)


def _has_errors(log: ProblemLog, before: int) -> bool:
    return any(one.severity is not Severity.WARNING for one in log.problems[before:])


def _below(places: Places, key: str) -> Places:
    """The places of the keys of one block, as if it were the file."""
    own = {
        kind: {path[1:]: table[path] for path in table if path[:1] == (key,)}
        for kind, table in (("keys", places.keys), ("values", places.values))
    }
    start = places.of(key)
    return _Within(places.file, own["keys"], own["values"], start=start)


@dataclass(frozen=True, slots=True)
class _Within(Places):
    """Places in a block; what is not in it stands where the block begins."""

    start: Place = field(default=Place(""), kw_only=True)

    def of(self, *path: str | int) -> Place:
        """See :meth:`Places.of`."""
        found = Places.of(self, *path)
        return found if found.line else replace(self.start, keys=("for_each", *path))

    def of_key(self, *path: str | int) -> Place:
        """See :meth:`Places.of_key`."""
        found = Places.of_key(self, *path)
        return found if found.line else replace(self.start, keys=("for_each", *path))


def _named(
    declared: ForEach, every: list[Subject], places: Places, log: ProblemLog
) -> dict[str, Subject]:
    """The subjects by the names of their files; two of one name are told."""
    place = places.of("for_each", "name")
    found: dict[str, Subject] = {}
    by_folded: dict[str, Subject] = {}
    for subject in every:
        try:
            subject.check()
            own = _file_name(subject.put_into(declared.name), subject)
        except Refusal as error:
            log.refuse(place, error)
            continue
        if (other := by_folded.get(folded(own))) is not None:
            log.add(
                place,
                f"'{other.text}' and '{subject.text}' would both be written as '{own}'",
                "give them names that differ: name: '{{ this.code }}'",
                code="same-file-name",
            )
            continue
        found[own] = by_folded[folded(own)] = subject
    return found


def _file_name(name: str, subject: Subject) -> str:
    if len(name.encode()) > _MOST_BYTES:
        raise Refusal(
            f"the name of the files of '{subject.text[:40]}...' has {len(name):,} letters "
            f"in {len(name.encode()):,} bytes, and {_MOST_BYTES} bytes are the most",
            "give a shorter one: name: '{{ this.code }}'",
            code="unfit-subject",
        )
    if is_subject(name) and (why := why_not_portable(name)):
        raise Refusal(
            f"'{name}' cannot be the name of the files of '{subject.text[:60]}': on Windows it {why}",
            "give another: name: '{{ this | slug }}-brief'",
            code="unfit-subject",
        )
    if not is_subject(name) or name.casefold() == INDEX:
        raise Refusal(
            f"'{name}' cannot be the name of the files of '{subject.text[:60]}'",
            "begin with a letter or digit, and leave out slashes: name: '{{ this | slug }}'",
            code="unfit-subject",
        )
    return name


def _check_names(
    declared: ForEach, named: Mapping[str, Subject], places: Places, log: ProblemLog
) -> None:
    """Tell overrides and exceptions of subjects that there are not."""
    known = [*named, *(one.text for one in named.values())]
    for key in declared.overrides:
        if key not in known:
            place = places.of_key("for_each", "overrides", key)
            log.add(
                place, f"there is no subject '{key}'", _near(key, known), code="unknown-subject"
            )
    for index, one in enumerate(declared.skip):
        place = places.of("for_each", "skip", index)
        check_columns([*named.values()], one.where, place, log)
        for text in one.subjects:
            if text not in known:
                log.add(
                    place,
                    f"there is no subject '{text}'",
                    _near(text, known),
                    code="unknown-subject",
                )


def _near(name: str, known: list[str]) -> str:
    return suggest(name, known) or f"subjects: {', '.join(known[:5])}, ..."


def _why_skipped(declared: ForEach, own: str, subject: Subject) -> str:
    for one in declared.skip:
        if {own, subject.text} & {*one.subjects} or (one.where and meets(subject, one.where)):
            return subject.put_into(one.because)
    return ""


def _rules(
    declared: ForEach, subject: Subject, places: Places, log: ProblemLog
) -> tuple[SkipConfig, ...]:
    """The rules over figures by which a subject gets no brief, with its texts in place."""
    found = []
    for index, one in enumerate(declared.skip):
        if one.when or one.without:
            told = {"when": one.when, "without": one.without, "because": one.because}
            put = _put(told, subject, places, ("for_each", "skip", index), log)
            assert isinstance(put, dict)
            found.append(one.model_copy(update=put))
    return tuple(found)


def _overrides(declared: ForEach, own: str, subject: Subject) -> tuple[str, Mapping[str, object]]:
    """The key below ``overrides`` that is of a subject, and what stands there."""
    for key in (own, subject.text, slug(subject.text)):
        if key in declared.overrides:
            return key, declared.overrides[key]
    return "", {}


def _written(
    name: str,
    raw: Mapping[str, object],
    places: Places,
    subject: Subject,
    override: tuple[str, Mapping[str, object]],
    log: ProblemLog,
) -> Written:
    key, differs = override
    ours = {one: value for one, value in raw.items() if one != "for_each"}
    if differs:
        # the parsed YAML, not what validation made of it: numbers keep how they are written
        ours = _merged(ours, differs)
        above: Path = ("for_each", "overrides", key)
        places = replace(
            places,
            keys=_Overlaid(places.keys, above),
            values=_Overlaid(places.values, above),
        )
    made = _put(ours, subject, places, (), log)
    assert isinstance(made, dict)
    return Written(name, made, places, subject)


def _merged(base: Mapping[str, object], other: Mapping[str, object]) -> dict[str, object]:
    """``other`` over ``base``, block in block; ``null`` takes a key away."""
    found = dict(base)
    for key, value in other.items():
        inner = found.get(key)
        if value is None:
            found.pop(key, None)
        elif isinstance(inner, Mapping) and isinstance(value, Mapping):
            found[key] = _merged(inner, value)
        else:
            found[key] = value
    return found


def _put(value: object, subject: Subject, places: Places, path: Path, log: ProblemLog) -> object:
    """A value of YAML with the texts of a subject in place; what cannot be is told at its line."""
    try:
        if isinstance(value, str):
            return subject.put_into(value)
        if isinstance(value, dict):
            return {
                subject.put_into(key): _put(one, subject, places, (*path, key), log)
                for key, one in value.items()
            }
    except Refusal as error:
        log.refuse(places.of(*path), error)
        return value
    if isinstance(value, list):
        return [_put(one, subject, places, (*path, index), log) for index, one in enumerate(value)]
    return value


class _Overlaid(Mapping[Path, Place]):
    """Places of keys, of which those below ``above`` come first."""

    def __init__(self, base: Mapping[Path, Place], above: Path) -> None:
        self._base, self._above = base, above

    def __getitem__(self, path: Path) -> Place:
        inner = (*self._above, *path)
        return self._base[inner] if path and inner in self._base else self._base[path]

    def __iter__(self) -> Iterator[Path]:
        return iter(self._base)

    def __len__(self) -> int:
        return len(self._base)


__all__ = ["Members", "Portfolio", "Subject", "Written", "of_subject", "read_portfolio"]
