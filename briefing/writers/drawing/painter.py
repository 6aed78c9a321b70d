"""The painter of a brief: plots to pictures in one style, each drawn once however many ask for it.

What draws is imported for the first plot that must be drawn: where all pictures are kept from an
earlier build, Matplotlib is not loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from briefing.core.plot import DrawnSize, Picture, Pictures, Plot
from briefing.writers.house.chart_style import INCH, Style


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be drawn: a plot in a style, under the name that sets its ids apart."""

    name: str
    plot: Plot
    style: Style


class Hand(Protocol):
    """Draws."""

    def expect(self, orders: Sequence[Order], /) -> None:
        """Be told what will be asked for, so that it may be begun."""

    def draw(self, order: Order, /) -> Picture:
        """The picture; raises :class:`~briefing.core.problems.UnusableInput` where it cannot be read."""


class Store(Protocol):
    """Keeps pictures from build to build."""

    @property
    def hand(self) -> Hand | None:
        """Who draws what is not kept; none where the painter does."""

    def remember(self, name: str, described: str, draw: Callable[[], Picture]) -> Picture:
        """The picture that ``described`` stands for: kept from before, or drawn now and kept."""


class Painter:
    """Draws in one style; without a ``store`` it remembers what it drew itself and no more."""

    def __init__(self, style: Style, store: Store | None = None) -> None:
        self._style, self._store = style, store
        self._hand = store.hand if store else None
        self._known: dict[str, Picture] = {}

    def expect(self, wanted: Iterable[tuple[str, Plot, DrawnSize | None]]) -> None:
        """Be told which pictures will be asked for, with their sizes, in what order."""
        if self._hand is not None:
            orders = (Order(name, plot, self._in_size(size)) for name, plot, size in wanted)
            self._hand.expect([*orders])

    def of(self, name: str, plot: Plot, size: DrawnSize | None = None) -> Picture:
        """The picture of a plot; ``name`` sets its ids apart from those of other pictures.

        Without a size it is that of the style.
        """
        style = self._in_size(size)
        shown = replace(plot, facts=(), subtitle="", alt="", table=(), changed="", notes=())
        described = f"{shown!r}\n{style!r}"
        key = f"{name}\n{described}"
        if key not in self._known:

            def now() -> Picture:
                order = Order(name, plot, style)
                return self._hand.draw(order) if self._hand else draw_here(order)

            store = self._store
            self._known[key] = store.remember(name, described, now) if store else now()
        return self._known[key]

    def _in_size(self, size: DrawnSize | None) -> Style:
        if not size:
            return self._style
        return replace(self._style, width=size.width / INCH, taller=size.taller)


def draw_here(order: Order) -> Picture:
    """The picture, drawn by this process.

    Raises :class:`~briefing.core.problems.UnusableInput` as
    :func:`~briefing.writers.drawing.drawing.picture` does.
    """
    from briefing.writers.drawing.drawing import picture

    return picture(order.plot, order.name, order.style)


class AsPlaced:
    """Gives the pictures as they stand on pages: each in the size that it has there."""

    def __init__(self, pictures: Pictures, sizes: Mapping[str, DrawnSize]) -> None:
        self._pictures, self.sizes = pictures, sizes

    def of(self, name: str, plot: Plot, size: DrawnSize | None = None) -> Picture:
        """The picture of a plot; in the size of its place where no other is asked for."""
        return self._pictures.of(name, plot, size or self.sizes.get(name))


class Undrawn:
    """Gives blank pictures, for pages that are only tried out."""

    def of(self, name: str, plot: Plot, size: DrawnSize | None = None) -> Picture:
        """A picture of nothing."""
        del name, plot, size
        return Picture("", (), 0, 0)
