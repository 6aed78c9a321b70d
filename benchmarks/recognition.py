"""How much recognition gets right of published tables without any declaration, against truth by hand.

Each thing is right, asked (the program says that it does not know), or wrong in silence. What the file does not tell is
right where it is asked. Seconds are those of all tables together.
"""

from __future__ import annotations

import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from briefing.core.problems import ProblemLog
from briefing.core.series import Series
from briefing.core.workspace import Workspace
from briefing.data.reading import read_datasets
from briefing.data.recognition.recognised import UNSURE, Measure, Recognised, Role
from briefing.data.recognition.recognising import recognise
from briefing.project.declared import Places
from briefing.project.project_schema import ProjectConfig

HERE = Path(__file__).parent
DATA = HERE.parent.parent / "shared/data"
KINDS = ("periods", "members", "measures", "units", "flags", "open points")
Verdicts = Iterator[tuple[str, str, str]]
"""Kind, verdict, and what it is about."""


def main() -> None:
    truth = tomllib.loads((HERE / "recognition.toml").read_text(encoding="utf-8"))["table"]
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    begin, tables = time.perf_counter(), 0
    for table in truth:
        path = DATA / table["file"]
        if not path.exists():
            continue
        tables += 1
        found = recognise(path.name, path.read_bytes(), sheet=table.get("sheet"))
        for kind, verdict, what in verdicts(found, table):
            counts[kind][verdict] += 1
            if verdict != "right" and "--show" in sys.argv:
                print(f"{verdict}: {kind} of {path.name} {table.get('sheet', '')}: {what}")
    if not tables:
        sys.exit(f"no tables below {DATA}")
    print(f"{tables} tables in {time.perf_counter() - begin:.1f} s")
    for kind, found_of in counts.items():
        total = sum(found_of.values())
        print(
            f"{kind:<12} {found_of['right']:>4} of {total} right ({found_of['right'] / total:.1%}), "
            f"{found_of['asked']} asked, {found_of['wrong']} wrong in silence"
        )


def verdicts(found: Recognised, truth: dict[str, object]) -> Verdicts:
    about = {one.about for one in found.questions}
    period = period_of(found)
    yield "periods", _verdict(period == truth["period"], asked="period" in about), period
    member = member_of(found)
    is_right = member == truth.get("member", "")
    total = truth.get("total")
    is_right = is_right and (total is None or found.dimension.get("total") == total)
    yield "members", _verdict(is_right, asked=False), f"{member}, {found.dimension.get('total')}"
    yield from _measures(found, truth)
    if "flags" in truth:
        yield from _flags(found, truth)
    for wanted in truth.get("asked", []):  # type: ignore[attr-defined]
        is_asked = any(f"'{wanted}'" in one.text or wanted in one.text for one in found.questions)
        yield "open points", "right" if is_asked else "wrong", wanted


def _measures(found: Recognised, truth: dict[str, object]) -> Verdicts:
    by_label: dict[str, list[Measure]] = {}
    for one in found.measures:
        by_label.setdefault(label_of(found, one), []).append(one)
    units: dict[str, list[str]] = truth.get("units", {})  # type: ignore[assignment]
    expected = {label for labels in units.values() for label in labels}
    for unit, labels in units.items():
        for label in labels:
            mine = by_label.get(label, [])
            yield "measures", "right" if mine else _missing(found, label), label
            for one in mine:
                is_unsure = one.confidence <= UNSURE
                is_right = is_unsure if unit == "?" else one.unit == unit and not is_unsure
                yield (
                    "units",
                    _verdict(is_right, asked=is_unsure),
                    f"{label}: {one.unit}, not {unit}",
                )
    if expected and len(found.measures) < 100:
        named = set(by_label) - expected - set(truth.get("asked", []))  # type: ignore[call-overload]
        extra = [one for one in named if any(m.confidence > UNSURE for m in by_label[one])]
        for label in extra:
            yield "measures", "asked" if not found.is_sure else "wrong", f"{label} is none"


def _flags(found: Recognised, truth: dict[str, object]) -> Verdicts:
    """How many values have each status, read by the declaration that recognition makes."""
    counts = statuses_of(found, DATA / str(truth["file"]))
    wanted: dict[str, int] = truth["flags"]  # type: ignore[assignment]
    for status, count in wanted.items():
        is_right = counts[status] == count
        is_asked = any(one.is_blocking for one in found.questions)
        yield (
            "flags",
            _verdict(is_right, asked=is_asked),
            f"{status}: {counts[status]}, not {count}",
        )
    for status in counts.keys() - wanted.keys() - {"A", "M", "O"}:
        yield "flags", "wrong", f"{status}: {counts[status]}, not 0"


def statuses_of(found: Recognised, path: Path) -> Counter[str]:
    """The values of a file by status."""
    block = {"source": "s", **found.declaration(), "path": path.name}
    source = {"title": "S", "publisher": "P", "licence": "L"}
    config = ProjectConfig.model_validate({"sources": {"s": source}, "datasets": {"d": block}})
    workspace = Workspace(path.parent)
    read = read_datasets(workspace, config, Places(""), ["d"], ProblemLog())
    counts: Counter[str] = Counter()
    for measure in read["d"].measures.values() if read else ():
        for series in (measure,) if isinstance(measure, Series) else measure.every:
            counts.update(fact.quantity.status.value for fact in series.facts.values())
    return counts


def _missing(found: Recognised, label: str) -> str:
    return "asked" if any(label in one.text for one in found.questions) else "wrong"


def _verdict(is_right: bool, *, asked: bool) -> str:
    if is_right:
        return "right"
    return "asked" if asked else "wrong"


def period_of(found: Recognised) -> str:
    if isinstance(found.period, str):
        return found.period or ("headers" if any(one.columns for one in found.measures) else "?")
    block = found.period
    names = [block.get("column") or f"column {block.get('position')}"]
    if "and" in block or "and_position" in block:
        names.append(block.get("and") or f"column {block['and_position']}")
    return " + ".join(map(str, names))


def member_of(found: Recognised) -> str:
    if any(one.members for one in found.measures):
        return "headers"
    return next((one.header for one in found.columns if one.role is Role.MEMBER), "")


def label_of(found: Recognised, one: Measure) -> str:
    if one.members:
        return "*"
    index = one.column if one.column is not None else min(one.columns.values())
    return found.columns[index].header


if __name__ == "__main__":
    main()
