"""The texts of each measure to the notation of its numbers, and what is told of single cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from briefing.core.problems import Place, ProblemLog, Severity, Subject
from briefing.data.corrections import Corrected
from briefing.data.layout import Layout
from briefing.data.number_notation import (
    Decimal,
    NumberNotation,
    UnclearNotation,
    contradicted,
    notation_of,
)
from briefing.data.observed_columns import ObservedColumns
from briefing.data.raw_observation import RawObservation
from briefing.project.project_schema import DatasetConfig

_OF_WHOLES = frozenset({"person", "item", "household", "dwelling"})
"""Units of things that have no parts."""


def notations_of(
    config: DatasetConfig,
    layout: Layout,
    observations: Sequence[RawObservation],
    corrected: Corrected,
    log: ProblemLog,
) -> dict[str, NumberNotation] | None:
    """How each measure writes its numbers; ``None`` after asking where one leaves it open."""
    texts: dict[str, list[tuple[RawObservation, str]]] = {name: [] for name in config.series}
    for raw in _telling(observations, config, corrected):
        if raw.column not in raw.row.numbers:
            right = corrected.get(layout.grid.spot(raw.row, raw.column)) if corrected else None
            texts[raw.series].append((raw, right.text if right else raw.text))

    if config.decimal and _is_written_otherwise(config.decimal, texts, layout, log):
        return None

    @cache
    def others() -> list[str]:
        return [cell for row in layout.grid.rows for cell in row.cells if _is_short_number(cell)]

    found: dict[str, NumberNotation] = {}
    unclear: list[tuple[RawObservation, UnclearNotation]] = []
    for name, mine in texts.items():
        try:
            found[name] = notation_of(
                [text for _, text in mine],
                decimal=config.decimal,
                delimiter=config.delimiter,
                whole=config.series[name].unit in _OF_WHOLES,
                others=others,
            )
        except UnclearNotation as error:
            unclear.append((next(one for one, text in mine if {*".,"} & {*text}), error))
    if unclear:  # one answer is for all of them
        raw, refusal = unclear[0]
        log.refuse(layout.place(raw.row, raw.column), refusal)
    return found if len(found) == len(texts) else None


def _telling(
    observations: Sequence[RawObservation], config: DatasetConfig, corrected: Corrected
) -> Iterable[RawObservation]:
    """The observations whose texts tell how numbers are written; of columns as few as tell the same."""
    if not isinstance(observations, ObservedColumns) or corrected:
        return observations
    found = list[RawObservation]()
    for name in config.series:
        which, plain = observations.of_series(name), observations.plain_texts(name)
        stored = observations.stored(which)
        if stored.any():  # they tell nothing of how texts are written
            which, plain = which[~stored], plain.among(~stored)
        is_counted = config.decimal == "," or (config.decimal == "." and not plain.has_decimals)
        some = which.tolist() if is_counted else which[plain.telling()].tolist()
        found += [observations[one] for one in some]
    return found


def _is_written_otherwise(
    decimal: Decimal,
    texts: Mapping[str, Sequence[tuple[RawObservation, str]]],
    layout: Layout,
    log: ProblemLog,
) -> bool:
    """Whether the numbers of the file have another decimal mark than is declared; that is told once."""
    every = [one for mine in texts.values() for one in mine]
    found = contradicted((text for _, text in every), decimal)
    if not found:
        return False
    raw = next(one for one, text in every if text.split() == found.split())
    other = "." if decimal == "," else ","
    log.add(
        layout.places.of("datasets", layout.name, "decimal"),
        f"the numbers of {layout.grid.path} are written with {other!r} before decimals: '{found}' "
        f"({layout.place(raw.row, raw.column)})",
        f'write decimal: "{other}"',
        code="wrong-decimal",
    )
    return True


def tell_mark(
    place: Place, mark: str, text: str, about: tuple[Subject, ...], log: ProblemLog
) -> None:
    """Say that a star or dagger stands beside a number, whose meaning no list knows."""
    log.add(
        place,
        f"'{text.strip()}' has the mark '{mark}', which only the notes of the table explain",
        f"say what it means: status: [{{mark: '{mark}', code: ...}}], A for nothing",
        Severity.WARNING,
        code="unexplained-mark",
        about=about,
        cell=text,
    )


def tell_brackets(
    place: Place,
    notation: NumberNotation,
    text: str,
    about: tuple[Subject, ...],
    log: ProblemLog,
) -> None:
    """Say that a number in brackets was read as one below zero."""
    if not notation.brackets or not notation.is_bracketed(text):
        return
    log.add(
        place,
        f"'{text.strip()}' is read as a number below zero, as accounts are written",
        "where the brackets mean another thing, put the cell right in a correction",
        Severity.WARNING,
        code="bracketed-number",
        about=about,
        cell=text,
    )


def _is_short_number(cell: str) -> bool:
    text = cell.strip()
    return bool(text) and ("." in text or "," in text) and not any(map(str.isalpha, text))
