"""Facts of a brief as tidy tables, for analysts who go on from there: of pandas, polars or pyarrow, by narwhals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.util import find_spec
from typing import Literal

import narwhals as nw

from briefing.core.fact import Absence, Cell, Citation, Fact
from briefing.core.problems import Problem, UnusableInput
from briefing.core.series import Series

INSTALL = {"polars": 'pip install "policy-briefing[polars]"'}
"""What to type for a library that the package does not bring."""
Library = Literal["pandas", "polars", "pyarrow"]
_SHARED: Mapping[str, type[nw.String | nw.Float64]] = {
    "period": nw.String,
    "value": nw.Float64,
    "low": nw.Float64,
    "high": nw.Float64,
    "unit": nw.String,
    "status": nw.String,
    "member": nw.String,
    "text": nw.String,
}
_ORIGIN: Mapping[str, type[nw.String | nw.Int64]] = {
    "origin": nw.String,
    "source": nw.String,
    "file": nw.String,
    "sheet": nw.String,
    "row": nw.Int64,
    "column": nw.Int64,
}
Row = Mapping[str, str | float | int | None]


def frame_of(
    metrics: Mapping[str, Series], text_of: Callable[[Fact], str], library: Library = "pandas"
) -> object:
    """Every fact of the metrics, one a row, as a table of the library, which must be installed.

    Columns: metric, period (code), value (float, missing where only bounds are known), low, high
    (bounds; missing where open), unit, status (SDMX code), member, text (as a table prints it, which
    ``text_of`` tells).
    """
    rows = [
        {"metric": name, **_told(fact, text_of), "period": period.code}
        for name, series in metrics.items()
        for period, fact in series.facts.items()
    ]
    return _table(rows, {"metric": nw.String, **_SHARED}, library)


def facts_frame(
    facts: Iterable[Fact], text_of: Callable[[Fact], str], library: Library = "pandas"
) -> object:
    """Every fact, one a row, with where it is from: cell, citation, derivation or absence.

    Columns: id, title, series, those of :func:`frame_of` from period on, then origin, source, file,
    sheet, row, column (from 1) of what was read.
    """
    rows = [
        {
            "id": one.id,
            "title": one.title,
            "series": one.series,
            **_told(one, text_of),
            **_origin(one),
        }
        for one in facts
    ]
    named = {"id": nw.String, "title": nw.String, "series": nw.String}
    return _table(rows, {**named, **_SHARED, **_ORIGIN}, library)


def _told(fact: Fact, text_of: Callable[[Fact], str]) -> Row:
    bounds = fact.bounds
    return {
        "period": fact.period.code if fact.period else None,
        "value": None if fact.value is None else float(fact.value),
        "low": None if bounds.low is None else float(bounds.low),
        "high": None if bounds.high is None else float(bounds.high),
        "unit": fact.unit.code,
        "status": fact.status.value,
        "member": fact.member,
        "text": text_of(fact),
    }


def _origin(fact: Fact) -> Row:
    match fact.origin:
        case Cell(spot=spot, source=source):
            named = {"origin": "cell", "source": source, "file": spot.file, "sheet": spot.sheet}
            return {**named, "row": spot.row, "column": spot.column}
        case Citation(source=source):
            return {"origin": "citation", "source": source}
        case Absence(source=source, file=file):
            return {"origin": "absence", "source": source, "file": file}
        case _:
            return {"origin": "derivation"}


def _table(
    rows: Sequence[Row], columns: Mapping[str, type[nw.dtypes.DType]], library: Library
) -> object:
    data = {name: [row.get(name) for row in rows] for name in columns}
    if find_spec(library) is None:
        message = f"{library} is not installed, and the table was asked for as one of it"
        advice = INSTALL.get(library, f"pip install {library}")
        raise UnusableInput([Problem(None, message, advice, code="missing-reader")])
    # Whole numbers of pandas cannot be missing.
    kinds = {
        name: nw.Float64() if library == "pandas" and kind is nw.Int64 else kind()
        for name, kind in columns.items()
    }
    return nw.from_dict(data, kinds, backend=library).to_native()
