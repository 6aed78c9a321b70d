"""What a user declares of measures on the command line, held to those that the files have."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from briefing.core.near_words import suggest
from briefing.core.problems import Place, ProblemLog
from briefing.data.recognition.header_patterns import has_patterns

_PLACES = frozenset({"column", "columns", "position", "members", "measure", "where"})
"""Keys that say where a measure stands, so that it may be one that recognition did not find."""
_SHOWN = 8


def check_declared(declared: Mapping[str, object], known: Collection[str], log: ProblemLog) -> None:
    """Refuse measures that no file has and of which nothing says where they stand."""
    for name, one in _series(declared).items():
        if not _is_found(name, one, known):
            names = ", ".join(f"'{one}'" for one in [*known][:_SHOWN])
            more = f" and {len(known) - _SHOWN} more" if len(known) > _SHOWN else ""
            near = suggest(name, known)
            log.add(
                Place("--declare"),
                f"no file has a measure '{name}'",
                f"{near} the measures: {names}{more}; 'briefing inspect' shows them".strip(),
                code="unknown-series",
            )


def declared_for(declared: Mapping[str, object], known: Collection[str]) -> Mapping[str, object]:
    """What is declared, without measures that another of the files has."""
    series = _series(declared)
    kept = {name: one for name, one in series.items() if _is_found(name, one, known)}
    return declared if len(kept) == len(series) else {**declared, "series": kept}


def _series(declared: Mapping[str, object]) -> Mapping[str, object]:
    """The measures that are declared by name; none where they are by pattern."""
    series = declared.get("series")
    return series if isinstance(series, Mapping) and not has_patterns(series) else {}


def _is_found(name: str, one: object, known: Collection[str]) -> bool:
    return name in known or (isinstance(one, Mapping) and not _PLACES.isdisjoint(one))
