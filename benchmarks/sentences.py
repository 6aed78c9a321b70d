"""Generated sentences about published tables, computed again from the raw files by another program.

Every table becomes a project of its own, as :mod:`office_tables` and :mod:`published_tables` write it; the brief is composed in
process, and each sentence, key figure and alternative text is read by :mod:`claims` and held against a
plain reading of the file. Printed are the counts and every sentence that is not borne out. Arguments:
a part of the names of the tables to take, ``--show`` to print all sentences for reading.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from claims import Unread, is_printed, owner, period, printed, shifted
from claims_of_charts import chart
from claims_of_pairs import divergence
from claims_of_wholes import KINDS
from office_tables import Reading, Table
from published_tables import every_table

from briefing.app.build.pipeline import open_project
from briefing.app.build.preparation import prepare
from briefing.core.document import Document, Figure, KeyFigure
from briefing.core.problems import BriefingError, ProblemLog, Severity
from briefing.core.text_nodes import plain

DATA = Path(__file__).resolve().parents[2] / "shared/data"


def document_of(table: Table) -> tuple[Document | None, str]:
    """The brief of a table, or why there is none."""
    with tempfile.TemporaryDirectory() as folder:
        table.write(Path(folder))
        log = ProblemLog()
        try:
            project = open_project(folder)
            (brief,) = project.briefs.values()
            prepared = prepare(project, brief, log)
            log.raise_if_any()
        except BriefingError as error:
            return None, str(error).splitlines()[0]
    if prepared is None:
        return None, "; ".join(str(one) for one in log.of(Severity.UNUSABLE))
    return prepared.document, ""


def judged(table: Table, document: Document) -> Iterator[tuple[str, str, str]]:
    """Each text with its kind and what is wrong with it: empty where it is borne out."""
    for one in document.highlights:
        text = clean(plain(one.text))
        yield (*sentence(table, text),)
    yield "bottom line", clean(plain(document.bottom_line)), bottom_line(table, document)
    for figure in document.key_figures:
        told = " | ".join(
            (
                figure.label,
                figure.value,
                figure.unit,
                figure.change.text if figure.change else "",
                figure.since,
            )
        )
        yield "key figure", clean(told), key_figure(table, figure)
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Figure):
                yield "chart", clean(block.alt), chart(table, block, clean(block.alt))


def clean(text: str) -> str:
    return re.sub(r"[\u00a0\u202f]", " ", text)


def sentence(table: Table, text: str) -> tuple[str, str, str]:
    for kind, check in {"divergence": divergence, **KINDS}.items():
        try:
            wrong = check(table, text)
        except Unread as error:
            return kind, text, f"names what the table has not: {error}"
        if wrong is not None:
            return kind, text, wrong
    return "unread", text, "no claim is read"


def _value_of(table: Table, label: str) -> tuple[Reading, str, str]:
    """Measure, member and period that a label names."""
    match = re.fullmatch(r"(.+?)(?:, (\d{4}(?: Q\d)?|[A-Z][a-z]{2} \d{4}))?", label)
    assert match is not None
    reading, member = owner(table, re.sub(r"^Total of ", "", match[1]))
    return reading, member, period(match[2]) if match[2] else table.period


def key_figure(table: Table, figure: KeyFigure) -> str:
    """The value, its change and the value before."""
    try:
        reading, member, when = _value_of(table, clean(figure.label))
    except Unread as error:
        return f"names what the table has not: {error}"
    amount = clean(f"{figure.value} {figure.unit}".split(" metric")[0])
    now = reading.ends(member, when)
    if "–" in figure.value:
        return ""
    if not is_printed(
        re.sub(r" (?!thousand|million|billion|trillion).*", "", amount), now, reading.unit
    ):
        return f"the value is {now}"
    since = re.sub(r" \([a-z ]+\)$", "", clean(figure.since))
    match = re.search(r"in (.+)$", since)
    then = period(match[1]) if match else shifted(when, -1)
    before = reading.ends(member, then)
    if figure.direction in {"up", "down"}:
        apart = (now[0], before[1]) if figure.direction == "up" else (before[0], now[1])
        if None in apart or apart[0] < apart[1]:  # type: ignore[operator]
            return "the direction is wrong"
    change = clean(figure.change.text) if figure.change else ""
    plain_ends = now[0] == now[1] and before[0] == before[1]
    if match := re.fullmatch(r"([+−])([\d.,]+)%", change):
        if not plain_ends or not before[0] or before[0] <= 0:
            return "a percent change of what has none"
        real = 100 * (now[0] / before[0] - 1)  # type: ignore[operator]
        _, told, half = printed(match[2])
        return (
            ""
            if abs(abs(real) - told) <= half and (real > 0) is (match[1] == "+")
            else f"the change is {float(real)}"
        )
    return ""


def bottom_line(table: Table, document: Document) -> str:
    """``X fell: 45 in 2024, after 41 in 2023.``, as the projects write it."""
    text = clean(plain(document.bottom_line))
    match = re.fullmatch(
        r"(.+?) (rose|fell|was|edged|climbed|surged|dropped|more|doubled|tripled|quadrupled|halved)\b(.*?): (.+) in (\d{4}|[^,]+), after (.+) in (.+?)\.?",
        text,
    )
    if match is None:
        return ""
    try:
        reading, member, _ = _value_of(table, match[1])
    except Unread:
        return ""
    now, before = reading.ends(member, period(match[5])), reading.ends(member, period(match[7]))
    if None in (*now, *before):
        return ""
    moved = now[0] - before[0]  # type: ignore[operator]
    is_up = re.match(
        r"rose|edged up|climbed|surged|doubled|more than (?:doubl|tripl|quadr)|tripled|quadrupled",
        (match[2] + match[3]).strip(),
    )
    if "unchanged" in match[3]:
        return "" if moved == 0 or "about" in match[3] else "it moved"
    return "" if moved and (moved > 0) is bool(is_up) else f"it moved by {float(moved)}"


def main() -> None:
    """Judge every table whose name holds the argument."""
    words = [one for one in sys.argv[1:] if not one.startswith("--")]
    counts: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    refused: list[str] = []
    tables = 0
    for table in every_table(DATA):
        if words and not any(one in table.name for one in words):
            continue
        document, why = document_of(table)
        if document is None:
            refused.append(f"{table.name}: {why}")
            continue
        tables += 1
        if "--show" in sys.argv:
            print(f"# {table.name}")
        for kind, text, fault in judged(table, document):
            counts[kind] += 1
            if "--show" in sys.argv and kind not in {"key figure", "chart"}:
                print(f"  [{kind}] {text}")
            if fault:
                wrong[kind] += 1
                print(f"!! {table.name} [{kind}] {text}\n   {fault}")
    print(f"{tables} tables, {len(refused)} refused")
    for one in refused:
        print(f"   refused {one}")
    for kind, count in sorted(counts.items()):
        print(f"{kind:14} {count:5}   not borne out {wrong[kind]}")


if __name__ == "__main__":
    main()
