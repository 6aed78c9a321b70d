"""Laid out pages drawn apart, so that they end at one height: boxes move down, nothing is set anew.

The boxes are WeasyPrint's. What a box paints behind itself is kept beside it as areas of the page,
which move with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def spread(rendered: Any, numbers: Mapping[int, Mapping[str, float]]) -> None:
    """Move what follows the named elements of pages down, in CSS pixels for each.

    ``numbers`` are those of pages, from 0. The pages must have room for it.
    """
    for number, more in numbers.items():
        page = rendered.pages[number]
        box = page._page_box
        waiting = dict(more)
        for child in box.children:
            if type(child).__name__ not in {"MarginBox", "FootnoteAreaBox"}:
                _move(child, waiting, 0)
        rendered.pages[number] = type(page)(box)


def _move(placed: Any, waiting: dict[str, float], down: float) -> float:
    """Move a box down, and its parts by what is added within; returns how far the next one moves."""
    box = getattr(placed, "_box", placed)
    element = getattr(box, "element", None)
    if element is not None and hasattr(box, "children"):
        down += waiting.pop(element.get("id", ""), 0)
    if not any(_holds(box, name) for name in waiting):
        placed.translate(0, down)
        _move_paint(box, down)
        return down
    box.position_y += down
    _move_one_paint(box, down)
    end = down
    for child in box.children:
        end = _move(child, waiting, end)
    box.height += end - down
    return end


def _holds(box: Any, name: str) -> bool:
    """Whether an element begins within a box."""
    element = getattr(box, "element", None)
    if element is not None and element.get("id") == name:
        return True
    return any(
        _holds(getattr(child, "_box", child), name) for child in getattr(box, "children", ())
    )


def _move_paint(box: Any, down: float) -> None:
    _move_one_paint(box, down)
    for child in box.all_children():
        _move_paint(getattr(child, "_box", child), down)


def _move_one_paint(box: Any, down: float) -> None:
    paint = getattr(box, "background", None)
    if not down or paint is None:
        return
    layers = [
        layer._replace(
            painting_area=_moved(layer.painting_area, down),
            positioning_area=_moved(layer.positioning_area, down),
            clipped_boxes=[_moved(one, down) for one in layer.clipped_boxes],
        )
        for layer in paint.layers
    ]
    box.background = paint._replace(layers=layers)


def _moved(area: Any, down: float) -> Any:
    """An area (x, y, width, height, ...) further down; a word for none stays."""
    if isinstance(area, str):
        return area
    x, y, *rest = area
    return (x, y + down, *rest)
