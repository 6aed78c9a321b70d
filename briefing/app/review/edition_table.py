"""The vintage table of a series: each period's figure as each edition printed it, and why they differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from briefing.core.fact import Cell, Fact
from briefing.core.problems import Problem, ProblemLog, UnusableInput, suggest
from briefing.core.reference import Reference, UnreadableReference
from briefing.core.series import Dataset, Panel, PartialPeriod, Series
from briefing.data.reading import read_datasets
from briefing.language.amounts import in_table
from briefing.language.messages import MESSAGES
from briefing.project.editions import base_name, current_names, editions_of
from briefing.project.loading import Project

_GONE = "no longer printed"


@dataclass(frozen=True, slots=True)
class VintageRow:
    """One period: what each edition prints, and what happened to it."""

    period: str
    figures: tuple[str, ...]
    """As each edition prints it, with its status mark; empty where it has none."""
    remark: str
    """``revised from 43,000``, ``new``, ``put right here: ...``; empty where nothing happened."""


@dataclass(frozen=True, slots=True)
class VintageTable:
    """A series over its editions."""

    series: Reference
    """``ree_us.production``, ``ree_world.production[China]``."""
    title: str
    units: tuple[str, ...]
    """Of each edition."""
    editions: tuple[str, ...]
    """Keys of the sources, the earliest first."""
    rows: tuple[VintageRow, ...]
    remarks: tuple[str, ...]
    """What holds for the whole series: another definition, another unit."""

    @property
    def changed(self) -> bool:
        """Whether editions differ in more than in new periods."""
        return bool(self.remarks) or any(row.remark not in {"", "new", _GONE} for row in self.rows)


def vintage_tables(project: Project, wanted: Sequence[str] = ()) -> list[VintageTable]:
    """The tables of all series of data sets with several editions, or of those named.

    ``wanted`` names data sets, ``dataset.series`` or ``dataset.series[member]``. Of a panel only
    members that changed are told, unless the member is named. Raises
    :class:`~briefing.core.problems.UnusableInput` for names that are not there.
    """
    asked = [_asked(one) for one in wanted]
    names = {base_name(one.name) for one in asked}
    known = list(current_names(project.config))
    if unknown := sorted(names - set(known)):
        raise UnusableInput(
            Problem(
                None, f"there is no data set '{one}'", suggest(one, known), code="unknown-data-set"
            )
            for one in unknown
        )
    log, found = ProblemLog(), list[VintageTable]()
    for name in known:
        editions = editions_of(project.config, name)
        if (names and name not in names) or (len(editions) == 1 and not names):
            continue
        data = read_datasets(project.workspace, project.config, project.places, editions, log)
        present = [one for one in editions if one in data]
        tables = list(_tables(project, name, [data[one] for one in present], present))
        found += [one for one in tables if _is_wanted(one, asked)]
    log.raise_if_any()
    if not found and wanted:
        known = [f"{n}.{s}" for n in names for s in project.config.datasets[n].series]
        advice = suggest(wanted[0], known) or f"there is: {', '.join(sorted(known))}"
        raise UnusableInput(
            [
                Problem(
                    None, f"there is no series {', '.join(wanted)}", advice, code="unknown-series"
                )
            ]
        )
    return found


def _asked(text: str) -> Reference:
    try:
        return Reference.parse(text)
    except UnreadableReference as error:
        raise UnusableInput([Problem(None, str(error), error.advice, code=error.code)]) from None


def _is_wanted(table: VintageTable, wanted: Sequence[Reference]) -> bool:
    series = table.series
    if series in wanted:
        return True
    if wanted and not {replace(series, member=None), Reference(series.name)} & {*wanted}:
        return False
    return series.member is None or table.changed


def _tables(
    project: Project, name: str, data: Sequence[Dataset], keys: Sequence[str]
) -> Iterator[VintageTable]:
    sources = tuple(project.config.datasets[one].source for one in keys)
    corrects = {key: one.corrects or "" for key, one in project.config.sources.items()}
    for series in dict.fromkeys(name for one in data for name in one.measures):
        measures = [one.measures.get(series) for one in data]
        for label, lines in _lines(Reference(name, series), measures):
            yield _table(label, lines, sources, corrects)


def _lines(
    label: Reference, measures: Sequence[Series | Panel | None]
) -> Iterator[tuple[Reference, list[Series | None]]]:
    """A line of series, one an edition; for panels one for each member and the total."""
    if not any(isinstance(one, Panel) for one in measures):
        yield label, [one if isinstance(one, Series) else None for one in measures]
        return
    panels = [one if isinstance(one, Panel) else None for one in measures]
    totals = [one.total if one else None for one in panels]
    if any(totals):
        yield label, totals
    for member in dict.fromkeys(name for one in panels if one for name in one.members):
        yield label.of(member), [one.members.get(member) if one else None for one in panels]


def _table(
    label: Reference,
    lines: Sequence[Series | None],
    sources: tuple[str, ...],
    corrects: Mapping[str, str],
) -> VintageTable:
    present = [one for one in lines if one is not None]
    periods = sorted({when for one in present for when in one.facts})
    rows = []
    for when in periods:
        facts = [one.at(when) if one else None for one in lines]
        remark = _remark(lines, facts, sources, corrects)
        rows.append(VintageRow(str(when), tuple(_printed(one) for one in facts), remark))
    return VintageTable(
        series=label,
        title=present[-1].title,
        units=tuple(_unit(one) if one else "" for one in lines),
        editions=sources,
        rows=tuple(rows),
        remarks=tuple(_of_whole(lines, sources)),
    )


def _of_whole(lines: Sequence[Series | None], sources: Sequence[str]) -> Iterator[str]:
    for (old, new), key in zip(_pairs(lines), sources[1:], strict=True):
        if old is None or new is None:
            continue
        if _unit(old) != _unit(new):
            yield f"{key}: another unit, {_unit(new)} after {_unit(old)}"
        if old.definition != new.definition:
            yield (
                f"{key}: counted otherwise, {new.definition or 'not declared'} "
                f"after {old.definition or 'not declared'}"
            )
    breaks = {
        when: why
        for one in lines
        if one
        for when, why in one.breaks.items()
        if not isinstance(why, PartialPeriod)
    }
    for when, why in breaks.items():
        yield f"from {when} on counted otherwise: {why}"


def _pairs(lines: Sequence[Series | None]) -> list[tuple[Series | None, Series | None]]:
    return list(pairwise(lines))


def _remark(
    lines: Sequence[Series | None],
    facts: Sequence[Fact | None],
    sources: Sequence[str],
    corrects: Mapping[str, str],
) -> str:
    """What the latest edition did to a figure."""
    now = facts[-1]
    origin = now.origin if now else None
    if isinstance(origin, Cell) and origin.corrected_from is not None:
        return f"put right here from {origin.corrected_from}: {origin.reason}"
    earlier = [
        (old, line, key)
        for old, line, key in zip(facts[:-1], lines[:-1], sources, strict=False)
        if old is not None
    ]
    if now is None:
        return _GONE if earlier and lines[-1] is not None else ""
    if not earlier:
        return "new" if len(facts) > 1 else ""
    old, line, key = earlier[-1]
    latest = lines[-1]
    if line is not None and latest is not None and line.definition != latest.definition:
        return "not comparable: counted otherwise"
    if old.quantity.unit.code != now.quantity.unit.code:
        return ""
    if _amount(old) == _amount(now):
        return "no longer an estimate" if _printed(old) != _printed(now) else ""
    if old.quantity.is_rounded_or_exact(now.quantity):
        return f"printed as {_amount(old)} before"
    verb = "corrected" if corrects.get(sources[-1]) == key else "revised"
    return f"{verb} from {_amount(old)}"


def _amount(fact: Fact) -> str:
    return in_table(MESSAGES, fact)


def _printed(fact: Fact | None) -> str:
    if fact is None:
        return ""
    mark = MESSAGES.status_mark(fact.quantity.status)
    return f"{_amount(fact)} {mark}".strip()


def _unit(series: Series) -> str:
    return f"{series.unit.code} {series.unit.of}" if series.unit.of else series.unit.code
