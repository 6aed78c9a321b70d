"""Cells to facts, each counted: what could be read, and what was refused with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from briefing.core.doing import Doing
from briefing.core.fact import Cell, Fact
from briefing.core.hidden_characters import hidden_in
from briefing.core.period import Period
from briefing.core.problems import Place, ProblemLog, Severity, Subject
from briefing.core.quantity import Quantity
from briefing.core.reference import Reference
from briefing.core.series import ReadingCount
from briefing.core.status import Status
from briefing.core.unit import Unit
from briefing.data.corrections import Corrected
from briefing.data.grid import Grid, tidy
from briefing.data.layout import Layout
from briefing.data.measure_notations import tell_brackets, tell_mark
from briefing.data.number_notation import NumberNotation
from briefing.data.observed_columns import ObservedColumns
from briefing.data.panels import MEMBERLESS, Facts
from briefing.data.plain_cells import PlainCells
from briefing.data.plain_columns import PlainColumns
from briefing.data.raw_observation import RawObservation
from briefing.data.repeated import Repeated
from briefing.data.row_attributes import RowAttributes
from briefing.data.sampling_columns import SamplingColumns
from briefing.data.statuses import declared_status, may_replace
from briefing.language.notation import Kind, Meaning, NotationError, Reading, parse_number
from briefing.project.project_schema import DatasetConfig, SeriesColumns, Token

_Made = dict[tuple[str, str], dict[Period, Fact]]


class CellReader:
    """Reads cells to facts, counting what became of each."""

    def __init__(
        self,
        name: str,
        config: DatasetConfig,
        layout: Layout,
        corrected: Corrected,
        notations: Mapping[str, NumberNotation],
        attributes: RowAttributes,
        log: ProblemLog,
    ) -> None:
        self.attributes = attributes
        self.name, self.config, self.layout = name, config, layout
        self.corrected, self.notations, self.log = corrected, notations, log
        self.grid: Grid = layout.grid
        self.kinds: Counter[Kind] = Counter()
        self.refused = 0
        self.repeated = Repeated(name, log)
        self.sampling = {
            name: SamplingColumns(name, declared, layout, notations[name].decimal, log)
            for name, declared in config.series.items()
        }
        self.notes = layout.column(config.notes, None, "notes") if config.notes else None
        self.tokens = {
            name: {
                word: _meaning(token)
                for word, token in {**config.tokens, **declared.tokens}.items()
            }
            for name, declared in config.series.items()
        }
        self.marks = {rule.mark for rule in config.status if rule.mark}
        self.steps: dict[int, Fraction] = {}
        """What the last digit of plain numbers counts, by the ``id`` of their facts."""
        self.plain = {
            name: PlainCells.of(
                self.grid, config, Reference(self.name, name), notations[name], self.tokens[name]
            )
            for name in config.series
        }
        self.is_bare = not (
            config.notes
            or layout.has_noted_members
            or attributes.mult is not None
            or attributes.decimals is not None
        )
        """Whether no other cell of its row says more of a number than its status."""

    @property
    def counted(self) -> ReadingCount:
        """What became of the cells until now."""
        kinds, refused = self.kinds, self.refused + self.repeated.found
        return ReadingCount(
            kinds[Kind.PLAIN], kinds[Kind.QUALIFIED], kinds[Kind.WITHOUT_VALUE], refused
        )

    def facts(self, observations: Sequence[RawObservation]) -> Facts:
        """All facts of a data set: those of plain numbers in columns, where the cells are read so."""
        made: _Made = {}
        if not isinstance(observations, ObservedColumns):
            for raw in observations:
                self.put(raw, made)
            return dict(made)
        every = self._columns(observations)
        for index in sorted(one for each in every for one in each.careful):
            self.put(observations[index], made)
        for each in every:
            for status, count in each.counted:
                self.kinds[Kind.PLAIN if status is Status.NORMAL else Kind.QUALIFIED] += count
        return {key: facts for each in every for key, facts in each.facts(made)}

    def _columns(self, observations: ObservedColumns) -> list[PlainColumns]:
        spots = self.corrected
        corrected = {(spot.row, spot.column - 1) for spot in spots} if spots else set()
        return [
            PlainColumns.of(
                observations,
                self.plain[name] if self.is_bare else None,
                name,
                self.layout,
                corrected,
            )
            for name in observations.series
        ]

    def put(self, raw: RawObservation, facts: _Made) -> None:
        """Read one cell and put its fact in its series; a refusal is a problem with its place."""
        if not self._put_plain(raw, facts):
            self._put_carefully(raw, facts)

    def _put_plain(self, raw: RawObservation, facts: _Made) -> bool:
        """Whether it was a plain number that nothing stands beside, and is read."""
        plain = self.plain[raw.series]
        if plain is None or raw.row.merged or not self.is_bare:
            return False
        if self.corrected and self.grid.spot(raw.row, raw.column) in self.corrected:
            return False
        series = facts.setdefault((raw.series, raw.member or MEMBERLESS), {})
        if raw.period in series:
            return False
        number = plain.number(raw.text, is_stored=raw.column in raw.row.numbers)
        if number is None:
            return False
        status = declared_status(raw, "", self.config, self.layout, self.log) or Status.NORMAL
        self.kinds[Kind.PLAIN if status is Status.NORMAL else Kind.QUALIFIED] += 1
        fact = series[raw.period] = plain.fact(raw, number, status)
        self.steps[id(fact)] = number[1]
        return True

    def _put_carefully(self, raw: RawObservation, facts: _Made) -> None:
        place = self.layout.place(raw.row, raw.column)
        if raw.column in raw.row.merged:
            self._tell_merged(raw, place)
            return
        declared = self.config.series[raw.series]
        right = self.corrected.get(self.grid.spot(raw.row, raw.column))
        text = right.text if right else raw.text
        series = facts.setdefault((raw.series, raw.member or MEMBERLESS), {})
        if self.repeated.are_many and raw.period in series:
            self.repeated.count(raw, place)
            return
        about = (Subject(f"{self.name}.{raw.series}", raw.member, raw.period),)
        try:
            with Doing(f"series '{self.name}.{raw.series}'"):
                reading = self._read(text, raw)
        except NotationError as error:
            self.refused += 1
            self.log.add(
                place,
                str(error) + "".join(f"; it holds {one.what}" for one in hidden_in(text)[:1]),
                error.advice,
                Severity.MISLEADING,
                code=error.code,
                about=about,
                cell=text,
            )
            return
        if reading.is_unexplained:
            tell_mark(place, reading.mark, text, about, self.log)
        if raw.column not in raw.row.numbers:
            tell_brackets(place, self.notations[raw.series], text, about, self.log)
        fact = self._fact(raw, declared, reading, text)
        if raw.period in series:
            self.repeated.add(raw, place, series[raw.period], about)
            return
        status = fact.quantity.status
        is_qualified = reading.kind is Kind.PLAIN and status is not Status.NORMAL
        self.kinds[Kind.QUALIFIED if is_qualified else reading.kind] += 1
        series[raw.period] = fact

    def _tell_merged(self, raw: RawObservation, place: Place) -> None:
        """Say that a value stands in a cell that is merged over several rows."""
        self.refused += 1
        self.log.add(
            place,
            f"'{raw.text}' stands in a cell that is merged over several rows: whose value it is, is "
            "not known",
            "part the merged cells in the file, or leave the rows out by 'where'",
            Severity.MISLEADING,
            code="merged-value",
            about=(Subject(f"{self.name}.{raw.series}", raw.member, raw.period),),
            cell=raw.text,
        )

    def _read(self, text: str, raw: RawObservation) -> Reading:
        declared = self.config.series[raw.series]
        is_number = raw.column in raw.row.numbers and text == raw.text
        notation = NumberNotation() if is_number else self.notations[raw.series]
        factor = self.attributes.factor(raw)
        read = parse_number(
            notation.plain(text),
            unit=Unit(declared.unit, declared.of),
            range_=declared.range if factor == 1 else None,
            precision=self.attributes.step(raw)
            if declared.precision is None
            else declared.precision,
            decimal=notation.decimal,
            tokens=self.tokens[raw.series],
            marks=self.marks,
            shown=text,
        )
        if factor == 1:
            return read
        return replace(read, quantity=read.quantity * Quantity.exact(factor))

    def _fact(
        self, raw: RawObservation, declared: SeriesColumns, reading: Reading, text: str
    ) -> Fact:
        quantity = reading.quantity
        status = declared_status(raw, reading.mark, self.config, self.layout, self.log)
        if status and may_replace(quantity.status, status):
            quantity = replace(quantity, status=status)
        reference = Reference(self.name, raw.series, raw.member or None)
        right = self.corrected.get(self.grid.spot(raw.row, raw.column))
        origin = Cell(
            spot=self.grid.spot(raw.row, raw.column),
            sha256=self.grid.sha256,
            header=tidy(self.grid.headers[raw.column])
            if raw.column < len(self.grid.headers)
            else "",
            text=text,
            source=self.config.source,
            definition=declared.definition,
            corrected_from=raw.text if right else None,
            reason=right.reason if right else None,
        )
        said = self.layout.cell(raw.row, self.notes) if self.notes is not None else ""
        note = "; ".join(filter(None, (reading.note, self.layout.note_of(raw), said)))
        return Fact(
            id=reference.observation(raw.period),
            title=declared.title,
            quantity=quantity,
            period=raw.period,
            origin=origin,
            member=raw.member,
            note=note,
            means=reading.means,
            measure=declared.title,
            sampling=self.sampling[raw.series].error_of(raw) if quantity.is_known else None,
            digits=declared.digits,
            series=reference.measure,
        )


def _meaning(token: Token) -> Meaning:
    return Meaning(token.status, token.value, token.bounds, token.means)
