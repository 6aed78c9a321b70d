"""Several editions of a data set: unfolded from one declaration, put in order, chosen by a date.

An edition is declared by what differs from the data set's own keys, under the key of its source::

    ree_us:
      source: mcs2025            # the edition in use
      path: data/mcs2025/ree.csv
      editions:
        mcs2024: {path: data/mcs2024/ree.csv}

Unfolded there are two data sets: ``ree_us`` and ``ree_us@mcs2024``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from briefing.core.problems import Place, ProblemLog, Refusal, suggest
from briefing.project.declared import Path, Places
from briefing.project.project_schema import DatasetConfig, ProjectConfig

AT = "@"
"""Between the name of a data set and the key of an edition: ``ree_us@mcs2024``."""
_HEAD = 2
"""Keys that say whose a path is: ``("datasets", "ree_us")``."""
_NOT_SHARED = frozenset({"accepted", "corrections"})
"""What concerns single cells of one file, and so only the edition that declares it."""


def with_paths(raw: object) -> object:
    """The raw YAML with a data set that is declared by its path alone as a block: ``{path: ...}``."""
    if not isinstance(raw, dict) or not isinstance(declared := raw.get("datasets"), dict):
        return raw
    blocks = {
        name: {"path": one} if isinstance(one, str) else one for name, one in declared.items()
    }
    return {**raw, "datasets": blocks}


def unfolded(raw: object, places: Places, log: ProblemLog) -> tuple[object, Places]:
    """The raw YAML with a data set for each edition, and the places of all their keys.

    Keys that an edition gives replace those of the data set; below ``series`` each series is
    merged key by key. What concerns single cells is not taken over.
    """
    if not isinstance(raw, dict) or not isinstance(declared := raw.get("datasets"), dict):
        return raw, places
    found: dict[str, object] = {}
    copied = _Copier(places)
    for name, one in declared.items():
        editions = one.get("editions") if isinstance(one, dict) else None
        if AT in name:
            log.add(
                places.of_key("datasets", name),
                f"'{name}': a name cannot hold '{AT}'",
                "declare it below 'editions:'",
                code="reserved-name",
            )
        if editions is None:
            found[name] = one
            continue
        if not isinstance(editions, dict):
            place = places.of("datasets", name, "editions")
            log.add(
                place,
                "'editions' wants a block of keys",
                "mcs2024: {path: ...}",
                code="keys-wanted",
            )
            continue
        base: dict[str, object] = {key: value for key, value in one.items() if key != "editions"}
        for key in dict.fromkeys((base.get("source"), *editions)):
            given: object = editions.get(key) or {}
            if not isinstance(given, dict):
                place = places.of("datasets", name, "editions", key)
                log.add(
                    place,
                    f"the edition '{key}' wants a block of keys",
                    "{path: ...}",
                    code="keys-wanted",
                )
                continue
            is_current = key == base.get("source")
            target = name if is_current else f"{name}{AT}{key}"
            kept = base if is_current and not given else _shared(base)
            found[target] = {**_merged(kept, given), "source": key}
            copied.edition(name, str(key), target, given)
    return {**raw, "datasets": found}, copied.places()


def _shared(base: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in base.items() if key not in _NOT_SHARED}


def _merged(base: Mapping[str, object], given: Mapping[str, object]) -> dict[str, object]:
    """``given`` over ``base``; ``null`` takes a key away."""
    merged = {**base, **given}
    ours, theirs = base.get("series"), given.get("series")
    if isinstance(ours, dict) and isinstance(theirs, dict):
        series: dict[str, object] = {}
        for name in dict.fromkeys((*ours, *theirs)):
            one, other = ours.get(name), theirs.get(name, {})
            if isinstance(one, dict) and isinstance(other, dict):
                both = {**one, **other}
                series[name] = {key: value for key, value in both.items() if value is not None}
            elif other is not None:
                series[name] = other or one
        merged["series"] = series
    return {key: value for key, value in merged.items() if value is not None}


class _Moved(Mapping[Path, Place]):
    """Places of keys or values, some of which are written below other keys; looked up when one is asked for."""

    def __init__(self, old: Mapping[Path, Place]) -> None:
        self.old = old
        self.below: dict[Path, list[Path]] = {}
        """The paths as they are written, by their first two keys."""
        for path in old:
            self.below.setdefault(path[:_HEAD], []).append(path)
        self._written: dict[Path, tuple[Mapping[Path, Place], Path]] = {
            path: (old, path) for path in old
        }

    def put(self, path: Path, table: Mapping[Path, Place], written: Path) -> None:
        """Let a path have the place of another one, of the same or another table."""
        self._written[path] = table, written

    def drop(self, head: Path) -> None:
        """Let what is written below a head be nowhere."""
        for path in self.below.get(head, ()):
            self._written.pop(path, None)

    def __getitem__(self, path: Path) -> Place:
        table, written = self._written[path]
        return table[written]

    def __iter__(self) -> Iterator[Path]:
        return iter(self._written)

    def __len__(self) -> int:
        return len(self._written)


class _Copier:
    """Gives the keys of an unfolded data set the places where they were written."""

    def __init__(self, places: Places) -> None:
        self._old = places
        self._keys, self._values = _Moved(places.keys), _Moved(places.values)
        self._blocks = set(places.blocks)

    def edition(self, name: str, key: str, target: str, given: Mapping[str, object]) -> None:
        own: Path = ("datasets", name)
        inner: Path = (*own, "editions", key)
        if target != name:
            self._copy(own, ("datasets", target))
        self._copy(inner, ("datasets", target))
        if inner in self._old.keys:
            source: Path = ("datasets", target, "source")
            for table in (self._keys, self._values):
                table.put(source, self._old.keys, inner)
        if not given and target != name:
            for table in (self._keys, self._values):
                if inner in table.old:
                    table.put(("datasets", target), table.old, inner)

    def _copy(self, source: Path, target: Path) -> None:
        length = len(source)
        for table in (self._keys, self._values):
            for path in table.below.get(source[:_HEAD], ()):
                if path[:length] == source:
                    table.put((*target, *path[length:]), table.old, path)
        self._blocks |= {
            (*target, *path[length:]) for path in self._old.blocks if path[:length] == source
        }

    def moved(self, name: str, target: str) -> None:
        """A data set under another name, in place of what that was."""
        if name != target:
            for table in (self._keys, self._values):
                table.drop(("datasets", target))
            self._copy(("datasets", name), ("datasets", target))

    def places(self) -> Places:
        return replace(
            self._old, keys=self._keys, values=self._values, blocks=frozenset(self._blocks)
        )


def base_name(name: str) -> str:
    """The data set that an edition belongs to: ``ree_us`` of ``ree_us@mcs2024``."""
    return name.partition(AT)[0]


def editions_of(project: ProjectConfig, name: str) -> list[str]:
    """Names of all editions of a data set, the earliest published first.

    Editions without a date of publication come first, in the order of the file.
    """
    own = base_name(name)
    found = [one for one in project.datasets if base_name(one) == own]
    return sorted(found, key=lambda one: _published(project, one) or date.min)


def editions_before(project: ProjectConfig, names: set[str]) -> dict[str, str]:
    """Of the data sets named, those that have an edition before, and its name."""
    found = {}
    for name in names:
        every = editions_of(project, name)
        if name in every and every.index(name):
            found[name] = every[every.index(name) - 1]
    return found


def check_editions(project: ProjectConfig, places: Places, log: ProblemLog) -> None:
    """Tell editions that cannot be put in order."""
    for name in project.datasets:
        every = editions_of(project, name)
        if len(every) > 1 and _published(project, name) is None:
            key = project.datasets[name].source
            if key in project.sources:
                log.add(
                    places.of_key("sources", key),
                    f"'{key}' has no day of publication, and '{base_name(name)}' has several editions",
                    "add 'published: 2025-01-31', so that they can be put in order",
                    code="undated-source",
                )


def moment_of(text: str, project: ProjectConfig) -> date:
    """The day that ``as_of`` means: a day, or the publication of an edition.

    Raises :class:`~briefing.core.problems.Refusal` where it is neither.
    """
    if text in project.sources:
        published = project.sources[text].published
        if published is None:
            raise Refusal(
                f"'{text}' has no day of publication; add 'published: ...' to it",
                code="undated-source",
            )
        return published
    try:
        return date.fromisoformat(text)
    except ValueError:
        advice = suggest(text, project.sources) or f"sources: {', '.join(project.sources)}"
        raise Refusal(
            f"'{text}' is neither a day such as 2024-06-30 nor a source ({advice})",
            code="unknown-day",
        ) from None


def as_known(
    project: ProjectConfig, places: Places, day: date
) -> tuple[ProjectConfig, Places, frozenset[str]]:
    """The project as it was on a day: of each data set the latest edition published by then.

    Returns too the names of data sets of which nothing was published yet.
    """
    chosen: dict[str, str] = {}
    for name in project.datasets:
        if AT not in name:
            known = [
                one
                for one in editions_of(project, name)
                if (published := _published(project, one)) is None or published <= day
            ]
            if known:
                chosen[name] = known[-1]
    missing = frozenset(one for one in project.datasets if AT not in one) - chosen.keys()
    if all(name == one for name, one in chosen.items()) and not missing:
        return project, places, missing
    datasets: dict[str, DatasetConfig] = {}
    copied = _Copier(places)
    for name, one in chosen.items():
        for edition in editions_of(project, name):
            if edition == one:
                datasets[name] = project.datasets[one]
                break
            datasets[f"{name}{AT}{project.datasets[edition].source}"] = project.datasets[edition]
        copied.moved(one, name)
    return project.model_copy(update={"datasets": datasets}), copied.places(), missing


def published_by(project: ProjectConfig, key: str, day: date) -> bool:
    """Whether a source was there on a day; one without a date always was."""
    source = project.sources.get(key)
    return source is None or source.published is None or source.published <= day


def _published(project: ProjectConfig, name: str) -> date | None:
    source = project.sources.get(project.datasets[name].source)
    return source.published if source else None


def current_names(project: ProjectConfig) -> Iterator[str]:
    """Names of data sets, each once, whatever its editions."""
    return (name for name in project.datasets if AT not in name)
