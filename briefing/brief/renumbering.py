"""The places of lists of which some entries went: what is wrong with one that stays is told at its own line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from briefing.core.problems import Place
from briefing.project.declared import Path, Places


def renumbered(places: Places, order: Mapping[Path, list[int]]) -> Places:
    """Places of lists of which some entries went: the new position stands where the old one did."""
    if all(stay == list(range(len(stay))) for stay in order.values()):
        return places
    return replace(
        places,
        keys=_Renumbered(places.keys, order),
        values=_Renumbered(places.values, order),
        blocks=frozenset(_renumbered_blocks(places.blocks, order)),
    )


def _renumbered_blocks(blocks: Iterable[Path], order: Mapping[Path, list[int]]) -> Iterator[Path]:
    for path in blocks:
        for head, stay in order.items():
            if path[: len(head)] == head and len(path) > len(head):
                old = path[len(head)]
                if isinstance(old, int) and old in stay:
                    yield (*head, stay.index(old), *path[len(head) + 1 :])
                break
        else:
            yield path


class _Renumbered(Mapping[Path, Place]):
    """Places of keys, looked up where they stood before entries of lists went."""

    def __init__(self, base: Mapping[Path, Place], order: Mapping[Path, list[int]]) -> None:
        self._base, self._order = base, order

    def __getitem__(self, path: Path) -> Place:
        for head, stay in self._order.items():
            size = len(head)
            if path[:size] == head and len(path) > size:
                new = path[size]
                if isinstance(new, int) and new < len(stay):
                    return self._base[(*head, stay[new], *path[size + 1 :])]
        return self._base[path]

    def __iter__(self) -> Iterator[Path]:
        return iter(self._base)

    def __len__(self) -> int:
        return len(self._base)
