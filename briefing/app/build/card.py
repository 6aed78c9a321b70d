"""What is kept of a built brief for the index of its portfolio: JSON values of known types.

The parts of texts are imported when one is made, not when one is looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TypedDict

    from briefing.app.build.pipeline import Brief
    from briefing.core.document import KeyFigure
    from briefing.core.series import Series
else:
    try:
        from typing_extensions import TypedDict
    except ImportError:  # the parser is asked for where no library is installed, to build the wheel
        from typing import TypedDict

_MOST_PERIODS = 12
_DIGITS = 6


class FigureEntry(TypedDict):
    """A key figure; see :class:`briefing.core.index_entry.IndexFigure`."""

    id: str
    label: str
    value: str
    mark: str
    unit: str
    direction: str
    change: str
    trend: list[float | None]
    size: float | None


class CardEntry(TypedDict):
    """The first page of a brief in a few words."""

    subject: str
    title: str
    figures: list[FigureEntry]
    highlight: str


def card_of(brief: Brief) -> CardEntry:
    """What the index says of a brief; of one that is no part of a portfolio, without a subject."""
    from briefing.core.text_nodes import plain

    document = brief.document
    first = document.highlights[:1]
    return {
        "subject": brief.subject,
        "title": plain(document.title),
        "figures": [
            _figure(one, brief.metrics, (brief.subject, document.facts[one.fact].member or ""))
            for one in document.key_figures
        ],
        "highlight": plain(first[0].text) if first else "",
    }


def is_card(found: object) -> bool:
    """Whether kept values are a card."""
    if not isinstance(found, Mapping) or found.keys() != CardEntry.__annotations__.keys():
        return False
    figures = found["figures"]
    return (
        all(isinstance(found[key], str) for key in ("subject", "title", "highlight"))
        and isinstance(figures, list)
        and all(_is_figure(one) for one in figures)
    )


def _is_figure(found: object) -> bool:
    if not isinstance(found, Mapping) or found.keys() != FigureEntry.__annotations__.keys():
        return False
    texts = (found[key] for key in ("id", "label", "value", "mark", "unit", "direction", "change"))
    numbers = [found["size"], *(found["trend"] if isinstance(found["trend"], list) else [""])]
    return all(isinstance(one, str) for one in texts) and all(
        one is None or isinstance(one, int | float) for one in numbers
    )


def _without(label: str, whose: Collection[str]) -> str:
    """A label without whose or of when a figure is, which the row of the index says."""
    ends = [f"{sign} {one}" for one in whose if one for sign in (",", ":")]
    found = next((one for one in ends if label.endswith(one)), "")
    return label.removesuffix(found)


def _figure(
    figure: KeyFigure, metrics: Mapping[str, Series], whose: Collection[str]
) -> FigureEntry:
    name, _, number = figure.id.rpartition("-")
    series = metrics.get(name if number.isdecimal() and name else figure.id)
    trend = _trend(series) if series else []
    change = " ".join(
        part for part in (figure.change.text if figure.change else "", figure.since) if part
    )
    return {
        "id": figure.id,
        "label": _without(_without(figure.label, [figure.when]), whose),
        "value": figure.value,
        "mark": figure.mark,
        "unit": f"{figure.unit} ({figure.when})".strip() if figure.when else figure.unit,
        "direction": figure.direction,
        "change": change,
        "trend": trend,
        "size": trend[-1] if trend else None,
    }


def _trend(series: Series) -> list[float | None]:
    """The last values up to the current one, to so many digits as a small line shows."""
    current = series.current
    if current is None:
        return []
    periods = [one for one in sorted(series.facts) if one.frequency is current.frequency]
    until = [one for one in periods if one <= current][-_MOST_PERIODS:]
    values = [series.facts[one].quantity.value for one in until]
    return [None if one is None else float(f"{float(one):.{_DIGITS}g}") for one in values]
