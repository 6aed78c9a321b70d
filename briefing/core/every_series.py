"""Every series of a data set, asked for one at a time; their facts are at hand without them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import overload

from briefing.core.member_series import FactsByPeriod, facts_of
from briefing.core.series import Dataset, Series


class EverySeries(Sequence[Series]):
    """Every series of a data set, those of members, totals and groups too, with their facts at hand."""

    def __init__(self, dataset: Dataset) -> None:
        self._parts: list[Mapping[str, Series]] = []
        for measure in dataset.measures.values():
            if isinstance(measure, Series):
                self._parts.append({"": measure})
            else:
                total = {"": measure.total} if measure.total else {}
                self._parts += [measure.members, total, measure.groups]
        self.facts: list[FactsByPeriod] = [one for part in self._parts for one in facts_of(part)]
        """The facts of each, in the same order."""
        self._ends = [*accumulate(map(len, self._parts))]
        self._names: dict[int, list[str]] = {}

    def __len__(self) -> int:
        """How many there are."""
        return len(self.facts)

    @overload
    def __getitem__(self, index: int) -> Series: ...
    @overload
    def __getitem__(self, index: slice) -> list[Series]: ...
    def __getitem__(self, index: int | slice) -> Series | list[Series]:
        """One of them, from 0 on."""
        if isinstance(index, slice):
            return [self[one] for one in range(len(self))[index]]
        part = bisect_right(self._ends, index)
        if part not in self._names:
            self._names[part] = [*self._parts[part]]
        names = self._names[part]
        return self._parts[part][names[index - (self._ends[part] - len(names))]]
