"""The metrics of all briefs of a portfolio as one data set, whose members are its subjects.

Each subject is read and computed once in a process, however many briefs compare themselves with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from briefing.app.build.figures import Data, Skipped, compute, hold_to_rules
from briefing.app.build.read_once import read_once
from briefing.app.build.subject_panel import panel_of
from briefing.core.check import Check
from briefing.core.problems import Place, Problem, ProblemLog, Severity
from briefing.core.series import Dataset, Panel, Series
from briefing.language.base import Language
from briefing.project.as_of import as_seen
from briefing.project.compared_figures import compared, figures_alone, sets_of_rules
from briefing.project.loading import LoadedBrief, Others, Project
from briefing.project.portfolio_schema import SUBJECTS
from briefing.project.references import datasets_used


@dataclass(frozen=True, slots=True)
class Across:
    """What one brief sees of all subjects of its portfolio."""

    dataset: Dataset | None = None
    """``subjects``, with a measure for each metric that is asked for."""
    read: Mapping[str, Dataset] | None = None
    """All that was read for it, by subject and name: ``gold: us``."""
    check: Check | None = None
    """Who is among them, and who is not."""
    is_unread: bool = False
    """Whether a subject could not be read, which was told."""


@dataclass(frozen=True, slots=True)
class _Subject:
    """One subject with its figures."""

    text: str
    metrics: Mapping[str, Series | None]
    """Nothing where there is no value that anybody knows."""
    lacks: Mapping[str, str]
    """Metrics that it does not have, and why."""
    read: Mapping[str, Dataset]
    wrong: Problem | None = None
    """What keeps its data from being read."""
    left_out: str = ""
    """The reason for which it gets no brief."""


_KEPT: WeakKeyDictionary[Others, dict[tuple[str, ...], dict[str, _Subject]]] = WeakKeyDictionary()
"""What was computed, for as long as the config that it was computed from is in use."""


def seen_across(
    project: Project, brief: LoadedBrief, language: Language, log: ProblemLog
) -> Across:
    """The figures of all subjects that a brief asks for; nothing where it asks for none.

    A subject that cannot be read makes them unusable, for nobody knows where it would stand.
    """
    names = compared(brief.config)
    beside = project.others.beside(brief)
    if not names or not beside:
        return Across()
    subjects = _subjects(project, brief, beside, names, language)
    place = brief.places.of("metrics")
    wrong = {one.text: one.wrong for one in subjects.values() if one.wrong}
    wrong |= _refused(project, brief)
    for text, problem in wrong.items():
        _tell_unreadable(text, problem, place, log)
    if wrong:
        return Across(is_unread=True)
    among = _by_text({own: one for own, one in subjects.items() if not one.left_out})
    measures: dict[str, Panel] = {}
    told: list[str] = []
    for name in names:
        if name not in brief.config.metrics:
            continue  # told as an unknown series
        found = {text: one.metrics[name] for text, one in among.items() if name in one.metrics}
        mine = brief.written.subject.text if brief.written and brief.written.subject else ""
        where = brief.places.of("metrics", name)
        panel = panel_of(name, found, mine, language, where, log)
        if panel is not None:
            measures[name] = panel
        lacking = [
            f"{text} ({one.lacks[name]})" for text, one in among.items() if name in one.lacks
        ]
        if lacking:
            told.append(f"{SUBJECTS}.{name}: not among them: {', '.join(lacking)}")
    read = {
        f"{own}: {name}": data for own, one in subjects.items() for name, data in one.read.items()
    }
    files = {file.path: file for data in read.values() for file in data.files}
    return Across(
        Dataset(SUBJECTS, measures, tuple(files.values())),
        read,
        Check("subjects compared", len(among), "subjects", exceptions=tuple(told)),
    )


def _refused(project: Project, brief: LoadedBrief) -> dict[str, Problem]:
    """Subjects whose briefs cannot be used as written, with the first thing that is wrong."""
    portfolio, _, _ = brief.name.rpartition("/")
    return {
        name.rpartition("/")[2]: problems[0]
        for name, problems in project.refused.items()
        if name.rpartition("/")[0] == portfolio and problems
    }


def _tell_unreadable(text: str, problem: Problem, place: Place, log: ProblemLog) -> None:
    log.add(
        place,
        f"how it compares with all subjects is not known: '{text}' cannot be read: {problem}",
        "put that right, or leave it out by 'skip'",
        code="subject-not-read",
    )


def _by_text(subjects: Mapping[str, _Subject]) -> dict[str, _Subject]:
    """Subjects by their texts; those that share one, by the names of their files."""
    count = Counter(one.text for one in subjects.values())
    return {one.text if count[one.text] == 1 else own: one for own, one in subjects.items()}


def _subjects(
    project: Project,
    brief: LoadedBrief,
    beside: Mapping[str, LoadedBrief],
    names: Collection[str],
    language: Language,
) -> dict[str, _Subject]:
    kept = _KEPT.setdefault(project.others, {})
    day = str(brief.config.as_of or "")
    key = (brief.name.rpartition("/")[0], day, *sorted(names))
    if key not in kept:
        dated = {
            own: replace(one, config=one.config.model_copy(update={"as_of": brief.config.as_of}))
            for own, one in beside.items()
        }
        kept[key] = {own: _subject(project, one, names, language) for own, one in dated.items()}
    return kept[key]


def _subject(
    project: Project, brief: LoadedBrief, names: Collection[str], language: Language
) -> _Subject:
    """One subject read and computed; what is wrong with its figures leaves it without them."""
    bare = figures_alone(brief, names)
    own = project.of(bare)
    text = brief.written.subject.text if brief.written and brief.written.subject else brief.name
    log = ProblemLog()
    seen = as_seen(own, bare, log)
    if seen is None:
        return _Subject(text, {}, {}, {}, _first(log))
    wanted = datasets_used(seen.project, bare.config) | sets_of_rules(bare)
    wanted &= {*seen.project.config.datasets}
    read = read_once(seen.project.workspace, seen.project.config, seen.project.places, wanted, log)
    if wrong := _first(log):
        return _Subject(text, {}, {}, read, wrong)
    found = ProblemLog()
    data = Data(read, read, {}, wanted)
    figures = compute(seen, language, data, found)
    try:
        hold_to_rules(bare, language, data, figures, found)
    except Skipped as why:
        return _Subject(text, {}, {}, read, left_out=str(why))
    metrics: dict[str, Series | None] = dict(figures.metrics)
    lacks = {}
    for name in names:
        if name in metrics or name not in bare.config.metrics:
            continue
        problem = _why_not(name, bare, found)
        if problem is not None and problem.code == "no-value":
            metrics[name] = None
        else:
            lacks[name] = problem.message if problem else "it is not computed"
    return _Subject(text, metrics, lacks, read)


def _first(log: ProblemLog) -> Problem | None:
    return next((one for one in log.problems if one.severity is not Severity.WARNING), None)


def _why_not(name: str, brief: LoadedBrief, log: ProblemLog) -> Problem | None:
    """What keeps a metric from being computed: a problem at its lines."""
    lines = {
        place.line
        for path, place in [*brief.places.keys.items(), *brief.places.values.items()]
        if path[:2] == ("metrics", name)
    }
    return next((one for one in log.problems if one.place and one.place.line in lines), None)
