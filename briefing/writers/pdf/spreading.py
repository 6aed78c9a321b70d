"""Laid out pages drawn apart, so that they end at one height: boxes move down, nothing is set anew.

What a box paints behind itself is kept beside it as areas of the page,
which move with it.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefing.writers.pdf.boxes import (
    Area,
    Box,
    Rendered,
    columns_in,
    end_of_content,
    flow,
    html_id,
    inner,
    page_boxes,
    renew_page,
    settled,
)


def spread(rendered: Rendered, numbers: Mapping[int, Mapping[str, float]]) -> None:
    """Move what follows the named elements of pages down, in CSS pixels for each.

    ``numbers`` are those of pages, from 0. The pages must have room for it.
    """
    for number, more in numbers.items():
        waiting = dict(more)
        for child in flow(page_boxes(rendered)[number]):
            _move(child, waiting, 0)
        renew_page(rendered, number)


def _move(placed: Box, waiting: dict[str, float], down: float) -> float:
    """Move a box down, and its parts by what is added within; returns how far the next one moves."""
    box = settled(placed)
    down += waiting.pop(html_id(box), 0)
    if not any(_holds(box, name) for name in waiting):
        placed.translate(0, down)
        _move_paint(box, down)
        return down
    box.position_y += down
    end = down
    if columns := columns_in(
        box
    ):  # each begins at the head of the box, which is as high as the longest
        foot = max(one.position_y + one.margin_height() for one in columns)
        free = [foot - end_of_content(one) for one in columns]
        ends = [_move(one, waiting, down) - down for one in columns]
        end += max(0.0, *(more - spare for more, spare in zip(ends, free, strict=True)))
    else:
        for child in inner(box):
            end = _move(child, waiting, end)
    box.height += end - down
    _move_one_paint(box, down, end - down)
    return end


def _holds(box: Box, name: str) -> bool:
    """Whether an element begins within a box."""
    return html_id(box) == name or any(_holds(settled(child), name) for child in inner(box))


def _move_paint(box: Box, down: float) -> None:
    _move_one_paint(box, down)
    for child in box.all_children():
        _move_paint(settled(child), down)


def _move_one_paint(box: Box, down: float, taller: float = 0.0) -> None:
    paint = getattr(box, "background", None)
    if paint is None or not (down or taller):
        return
    layers = [
        layer._replace(
            painting_area=_moved(layer.painting_area, down, taller),
            positioning_area=_moved(layer.positioning_area, down, taller),
            clipped_boxes=[_moved(one, down, taller) for one in layer.clipped_boxes],
        )
        for layer in paint.layers
    ]
    box.background = paint._replace(layers=layers)


def _moved(area: Area, down: float, taller: float) -> Area:
    """An area (x, y, width, height, ...) further down, and so much taller; a word for none stays."""
    if isinstance(area, str):
        return area
    x, y, width, height, *rest = area
    return (x, y + down, width, height + taller, *rest)
