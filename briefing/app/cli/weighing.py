"""In which order findings are told: what would mislead a reader most comes first."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from briefing.app.explanations.catalogue import Explanation, explanations
from briefing.core.problems import Problem, Severity
from briefing.project.locating import is_subject

_SEVERITIES = tuple(Severity)
_NAMED = 3
"""How many briefs are named that have the same problem."""
_TYPES = ("data", "calculation", "brief", "chart", "update", "lock", "evidence", "page", "config")
"""Kinds of messages, those that make a brief say what is not so before those on its look."""


def by_weight(problems: Iterable[Problem]) -> list[Problem]:
    """Problems with what would mislead most first; causes stay before what follows from them.

    Errors keep the order of files and lines, in which they are mended. A warning that ``--strict``
    made a finding comes after what is always one.
    """
    every = list(problems)
    if all(one.severity is Severity.UNUSABLE for one in every):
        return every
    known = explanations()
    weights = {id(one): _weight(one, known) for one in every}
    for one in every:
        for cause in one.because:
            if id(cause) in weights:
                weights[id(cause)] = min(weights[id(cause)], weights[id(one)])
    return sorted(every, key=lambda one: weights[id(one)])


def told_once(problems: Iterable[Problem]) -> list[Problem]:
    """Problems with those that many briefs of a portfolio have in one place told once, with whose they are.

    ``lithium: 'rose' is false`` and the same of four others: ``copper, gold, lithium and 2 more: ...``.
    """
    groups: dict[Hashable, list[Problem]] = {}
    for one in problems:
        groups.setdefault(_alike(one), []).append(one)
    alike: dict[Hashable, list[Problem]] = {}
    for one in map(_as_one, groups.values()):
        alike.setdefault(_of_one_kind(one), []).append(one)
    return [told for group in alike.values() for told in _first_of_many(group)]


def _alike(problem: Problem) -> Hashable:
    """What the same problem of several briefs has in common; of any other, the problem itself."""
    subject, colon, words = problem.message.partition(": ")
    if not colon or problem.place is None or not is_subject(subject):
        return problem
    return (problem.place, problem.code, problem.severity, words, problem.advice)


def _as_one(group: list[Problem]) -> Problem:
    if len(group) == 1:
        return group[0]
    subjects = [one.message.partition(": ")[0] for one in group]
    names = ", ".join(subjects[:_NAMED])
    more = len(group) - _NAMED
    whose = f"{names} and {more:,} more" if more > 0 else names
    return replace(group[0], message=f"{whose}: {group[0].message.partition(': ')[2]}")


def _of_one_kind(problem: Problem) -> Hashable:
    """What makes YAML unusable in one place for each subject apart: ``unknown series 'd.v[Chad]'``."""
    subject, colon, _ = problem.message.partition(": ")
    is_whole = problem.severity is not Severity.UNUSABLE or not (colon and is_subject(subject))
    return problem if is_whole else (problem.place, problem.code)


def _first_of_many(group: list[Problem]) -> list[Problem]:
    """The first few; where there are many more, the first alone with whose the others are."""
    if len(group) <= _NAMED + 1:
        return group
    others = [one.message.partition(": ")[0] for one in group[1:]]
    more = len(others) - _NAMED
    names = f"{', '.join(others[:_NAMED])} and {more:,} more"
    return [replace(group[0], message=f"{group[0].message}; alike {names}")]


def _weight(problem: Problem, known: Mapping[str, Explanation]) -> tuple[int, int, int]:
    severity = _SEVERITIES.index(problem.severity)
    if problem.severity is Severity.UNUSABLE or problem.code not in known:
        return severity, 0, 0
    usual = known[problem.code]
    kind = _TYPES.index(usual.type) if usual.type in _TYPES else len(_TYPES)
    return severity, _SEVERITIES.index(usual.severity), kind


def explained(problems: Sequence[Problem]) -> Iterator[str]:
    """Each code that was told, with what it means and how to mend it: a line each."""
    known = explanations()
    for code in dict.fromkeys(one.code for one in problems if one.code in known):
        one = known[code]
        yield f"[{code}] {one.title}. {one.means} {one.mend}"
