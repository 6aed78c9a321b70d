"""A plot in words: alt text for those who cannot see it, and the table of its data."""

from __future__ import annotations

from briefing.charts.plot import Group, Plot, Point

_NAMES = {
    "line": "Line chart",
    "bar": "Bar chart",
    "column": "Column chart",
    "stacked": "Stacked bar",
    "slope": "Slope chart",
    "multiples": "Small line charts",
    "range": "Chart of values and bounds",
}
_MOST = 12


def alt_text(plot: Plot) -> str:
    """What the chart shows: kind, measure, unit, period, and the figures, or their extremes."""
    subject = plot.subtitle[0].lower() + plot.subtitle[1:] if plot.subtitle else "figures"
    count = sum(len(group.points) for group in plot.groups)
    parts = [_group(group, brief=count > _MOST) for group in plot.groups]
    return f"{_NAMES[plot.layout]} of {subject}. {' '.join(parts)}"


def data_table(plot: Plot) -> tuple[tuple[str, ...], ...]:
    """The drawn data as rows of text, headings first."""
    if plot.layout in {"bar", "stacked"}:
        rows = [(point.label, point.text) for group in plot.groups for point in group.points]
        return ((plot.measure or "Member", plot.unit or "Value"), *rows)
    labels = list(dict.fromkeys(p.label for group in plot.groups for p in group.points))
    head = ("Period", *(group.label for group in plot.groups))
    body = []
    for label in labels:
        cells = [
            next((point.text for point in group.points if point.label == label), "")
            for group in plot.groups
        ]
        body.append((label, *cells))
    return (head, *body)


def _group(group: Group, *, brief: bool) -> str:
    lead = f"{group.label}: " if group.label else ""
    if not brief:
        return lead + "; ".join(_point(point) for point in group.points) + "."
    known = [point for point in group.points if point.value is not None]
    if not known:
        return f"{lead}no values."
    low = min(known, key=lambda point: point.value or 0)
    high = max(known, key=lambda point: point.value or 0)
    first, last = known[0], known[-1]
    return (
        f"{lead}from {_point(first)} to {_point(last)}; "
        f"lowest {_point(low)}, highest {_point(high)}."
    )


def _point(point: Point) -> str:
    return f"{point.label} {point.text}{' (estimated)' if point.estimated else ''}"
