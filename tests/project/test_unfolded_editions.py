"""Data sets with editions are unfolded without a look at where each key stands, which few messages ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefing.core.problems import Place, ProblemLog
from briefing.project.declared import Path, Places
from briefing.project.editions import unfolded
from briefing.project.yaml import read_yaml

DATASET = """\
  {name}:
    source: y2025
    path: data/{name}-2025.csv
    accepted:
      - {{cell: B2, reason: as printed}}
    series:
      output: {{column: output, unit: t}}
    editions:
      y2024:
        path: data/{name}-2024.csv
        series:
          output: {{column: out}}
      y2023: {{}}
"""


class Counted(Mapping[Path, Place]):
    """Places, and how many of them were asked for."""

    def __init__(self, places: Mapping[Path, Place]) -> None:
        self.places, self.asked = places, 0

    def __getitem__(self, path: Path) -> Place:
        self.asked += 1
        return self.places[path]

    def __contains__(self, path: object) -> bool:
        return path in self.places

    def __iter__(self) -> Iterator[Path]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)


def read(count: int) -> tuple[object, Places]:
    text = "datasets:\n" + "".join(DATASET.format(name=f"d{one}") for one in range(count))
    found = read_yaml(text.encode(), "config/project.yaml", ProblemLog())
    assert found
    return found


def test_keys_of_an_edition_stand_where_they_were_written():
    found, places = unfolded(*read(2), ProblemLog())
    names = ["d0", "d0@y2024", "d0@y2023", "d1", "d1@y2024", "d1@y2023"]
    assert list(found["datasets"]) == names
    own, other = ("datasets", "d1@y2024"), ("datasets", "d1")
    inner = (*other, "editions", "y2024")
    assert places.of(*own, "path").line == places.of(*inner, "path").line
    assert places.of_key(*own, "source").line == places.of_key(*inner).line
    assert places.of(*own, "source").line == places.of_key(*inner).line
    output = ("series", "output")
    assert places.of(*own, *output, "unit").line == places.of(*other, *output, "unit").line
    assert places.of(*own, *output, "column").line == places.of(*inner, *output, "column").line
    empty = ("datasets", "d0@y2023")
    assert places.of_key(*empty).line == places.of_key("datasets", "d0", "editions", "y2023").line
    assert places.of(*empty, "path").line == places.of("datasets", "d0", "path").line


def test_no_place_is_looked_up_before_somebody_asks():
    raw, places = read(30)
    keys, values = Counted(places.keys), Counted(places.values)
    _, moved = unfolded(raw, Places(places.file, keys, values, places.blocks), ProblemLog())
    assert (keys.asked, values.asked) == (0, 0)
    assert len(moved.keys) == len(list(moved.keys)) > 2 * len(keys)
    assert moved.of("datasets", "d29@y2024", "path").line
    assert (keys.asked, values.asked) == (0, 1)
