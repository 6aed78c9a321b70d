"""In which order findings are told: what would mislead a reader most comes first."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from briefing.app.explanations.catalogue import Explanation, explanations
from briefing.core.problems import Problem, Severity
from briefing.project.locating import is_subject

_SEVERITIES = tuple(Severity)
_FIGURE = re.compile(r"\d[\d,.]*")
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
    alike: dict[Hashable, list[list[Problem]]] = {}
    for group in groups.values():
        alike.setdefault(_of_one_kind(group[0]), []).append(group)
    return [told for kind in alike.values() for told in _first_of_many(kind)]


def _alike(problem: Problem) -> Hashable:
    """What the same problem of several briefs has in common; of any other, the problem itself."""
    subject, colon, words = problem.message.partition(": ")
    if not colon or problem.place is None or not is_subject(subject):
        return problem
    return (problem.place, problem.code, problem.severity, words, problem.advice)


def _as_one(group: list[Problem]) -> Problem:
    if len({_subject(one) for one in group}) == 1:  # of one brief, or of no brief alone
        return group[0]
    whose = _listed(map(_subject, group))
    return replace(group[0], message=f"{whose}: {group[0].message.partition(': ')[2]}")


def _subject(problem: Problem) -> str:
    return problem.message.partition(": ")[0]


def _listed(subjects: Iterable[str]) -> str:
    names = [*dict.fromkeys(subjects)]
    more = len(names) - _NAMED
    first = ", ".join(names[:_NAMED])
    return f"{first} and {more:,} more" if more > 0 else first


def _of_one_kind(problem: Problem) -> Hashable:
    """What makes YAML unusable in one place for each subject apart: ``unknown series 'd.v[Chad]'``.

    Of what would mislead or is a warning, what differs by its figures alone.
    """
    subject, colon, words = problem.message.partition(": ")
    if not (colon and is_subject(subject)):
        return problem
    if problem.severity is Severity.UNUSABLE:
        return (problem.place, problem.code)
    return (problem.place, problem.code, problem.severity, _FIGURE.sub("", words))


def _first_of_many(kind: list[list[Problem]]) -> list[Problem]:
    """The first few; where there are many more, the first alone with whose the others are, or how many."""
    if len(kind) <= _NAMED + 1:
        return [_as_one(group) for group in kind]
    first = _as_one(kind[0])
    own = {*map(_subject, kind[0])}
    others = [name for group in kind[1:] for one in group if (name := _subject(one)) not in own]
    rest = f"alike {_listed(others)}" if others else f"and {len(kind) - 1:,} more like it"
    return [replace(first, message=f"{first.message}; {rest}")]


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
