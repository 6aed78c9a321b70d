"""Feeds the program what nobody would write, and tells whatever is no problem with its place.

    sh scripts/fuzz MINUTES [KIND ...]

Each kind begins with something sound and changes it: YAML, cells, workbooks, JSON, ledgers, PDFs, texts
with facts, page templates, records of builds. It is a fault where the program says so itself, where it
takes longer than its time, or where anything but its own errors is raised. What failed is kept in
tests/hostile/seeds and tried first the next time; the last line counts what was tried.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import random
import resource
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.database import DirectoryBasedExampleDatabase

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from briefing.app.audit.file_model import FileModel  # noqa: E402
from briefing.app.audit.opened_pdf import OpenedPdf, UnfitPdf  # noqa: E402
from briefing.app.build.build_record import FOLDER, load_record  # noqa: E402
from briefing.app.cli.main import main  # noqa: E402
from briefing.app.review.evidence import evidence_in  # noqa: E402
from briefing.app.review.retracing import audit_evidence  # noqa: E402
from briefing.core.problems import BriefingError  # noqa: E402
from briefing.core.time_limit import within_time  # noqa: E402
from briefing.core.workspace import Workspace  # noqa: E402

SEEDS = ROOT / "tests/hostile/seeds"
SECONDS = 20
MEMORY = 3_000_000_000
"""Bytes that the process may take in all."""
PROJECT = """\
sources: {s: {title: Statistics, publisher: Office, published: 2030-01-31, licence: CC0}}
datasets:
  d:
    source: s
    path: data/d.csv
    period: {column: year}
    series:
      t: {title: Tons mined, unit: t, column: t}
      u: {title: Share sold, unit: percent, column: u}
"""
BRIEF = """\
title: A title that {{ t.verb }}
period: 2024
metrics:
  t: {value: d.t, title: Tons}
  c: {change: d.t, title: Change}
  f: {formula: t / 2, title: Half}
recommendations:
  - {id: r, when: t > 5, do: Dig, who: Office, because: "They mined {{ t }}."}
charts:
  h: {line: d.t, title: Tons}
sections:
  - title: One
    text: "They mined {{ t }}, {{ c }} more, and {{ f.round(1) }}."
    chart: h
"""
DATA = "year,t,u\n2020,9,1.5\n2021,>8,2\n2022,10,3\n2023,11,3.25\n2024,15,4\n"
RECORDS = json.dumps(
    [dict(zip(("year", "t", "u"), (2020 + n, n * 3, n / 4), strict=True)) for n in range(5)]
)
TOKENS = [
    "", " ", "\n", "\t", ",", ";", ":", "-", "?", "*a", "&a", "<<", "!!x", "{", "}", "[", "]", "(", ")", "'", '"', "|",
    ">", "#", "%", "@", "\0", "\x1b[31m", "\u200b", "\u202e", "\ue000", "\ue001", "\ud800", "\\ud800", "1e999", "9" * 500, "-0", "NaN",
    "Infinity", "1/0", ".5", "0x10", "1_0", "²", "½", "١", "٪", "null", "true", "~", "2024", "2024-13", "FY2024", "2024/25",
    "2024-W53", "9999", "t", "d.t", "d.t[x]", "t.change", "t**9", "{{", "}}", "{%", "%}", "{{ t }}", "{{ t.x }}",
    "{% for a in range(9) %}", "{% endfor %}", "{% if t %}", "{% endif %}", "{{ t.round(99) }}", "{{ t ~ t }}", "{{ [t]|join }}",
    "{{ holds('rose', when='t > 1') }}", "{{ t.at(2020) }}", "{{ 1/0 }}", "{{ c.size }}", "{{ 1e999 }}", "{{ '1e999'|float }}", "path: ../x", "path: /etc/passwd",
    "unit: m^99", "unit: '%'", "layout:", "dimension: t", "where: {t: []}", "header: 9", "encoding: utf-7", "format: json",
    "tokens: {x: 1}", "status:", "period:", "range: [5, 1]", "precision: 0", "digits: 10", "editions:", "for_each:",
    "highlights: {show: 99}", "stated:", "tables:", "**", "_", "[a](b)", "<b>", "![x](y)", "```", "> ", "- ",
]  # fmt: skip


class Fault(Exception):
    """Something that is no problem with its place."""


@dataclass
class Tally:
    """What was tried, and what came of it."""

    tried: Counter[str] = field(default_factory=Counter)
    faults: dict[str, str] = field(default_factory=dict)
    largest: int = 0


def run(folder: Path, *command: str, seconds: int = SECONDS) -> None:
    """Run a command of the program; raises :class:`Fault` where it ends in no proper way.

    Time that others had on a busy machine is no fault.
    """
    began = time.process_time()
    out, err = io.StringIO(), io.StringIO()
    os.environ.pop("BRIEFING_DEBUG", None)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main([*command, "--project", str(folder), "--timeout", str(seconds)])
        except SystemExit as error:
            code = error.code if isinstance(error.code, int) else 2
    said = err.getvalue()
    if "fault in briefing" in said:
        raise Fault(said[-600:] + (folder / "briefing-fault.txt").read_text()[-1500:])
    if "seconds of time" in said and time.process_time() - began > seconds / 2:
        raise Fault("it takes too long: " + said[-300:])
    if code not in {0, 1, 2, 3}:
        raise Fault(f"it ended with {code}: {said[-300:]}")
    if any(ord(one) < ord(" ") and one not in "\n\t" for one in said + out.getvalue()):  # fmt: skip
        raise Fault(f"a control reaches the terminal: {said[-300:]!r}")
    if "--json" in command:
        try:
            json.loads(out.getvalue())
        except ValueError:
            raise Fault(f"no JSON: {out.getvalue()[:300]}") from None


def called(work: Callable[[], object]) -> None:
    """Call a part of the program; its own errors are well."""
    began = time.process_time()
    try:
        with within_time(seconds=SECONDS):
            work()
    except BriefingError as error:
        is_late = any("seconds of time" in str(one) for one in error.problems)
        if is_late and time.process_time() - began > SECONDS / 2:
            raise Fault("it takes too long") from None
    except UnfitPdf:
        pass
    except Exception as error:  # noqa: BLE001  (a fault is what is sought)
        raise Fault("".join(traceback.format_exception(error)[-6:])) from None


def project(folder: Path, **changed: str | bytes) -> None:
    """The small project, with some of its files changed."""
    texts = {"project": PROJECT, "brief": BRIEF, "data": DATA, **changed}
    paths = {"project": "config/project.yaml", "brief": "config/b.yaml", "data": "data/d.csv"}
    for name, text in texts.items():
        path = folder / paths.get(name, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        content = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
        path.write_bytes(content)


TOKEN = st.sampled_from(TOKENS) | st.text(max_size=4)
CHANGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), TOKEN), min_size=1, max_size=5)
BYTES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 9), st.binary(max_size=6)), min_size=1, max_size=6
)


def edited(text: str, changes: list[tuple[float, int, str]]) -> str:
    """A text with cuts and insertions."""
    for at, cut, token in changes:
        place = int(at * len(text))
        text = text[:place] + token + text[place + cut :]
    return text


def damaged(content: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    """Bytes with cuts and insertions."""
    for at, cut, token in changes:
        place = int(at * len(content))
        content = content[:place] + token + content[place + cut :]
    return content


@given(changes=CHANGES, which=st.sampled_from(["project", "brief"]), form=st.booleans())
def try_yaml(folder: Path, changes, which, form) -> None:
    """The YAML of a project or a brief."""
    text = {"project": PROJECT, "brief": BRIEF}[which]
    project(folder, **{which: edited(text, changes)})
    run(folder, "check", *(["--json"] if form else []))


@given(changes=CHANGES, pick=st.sampled_from(["check", "inspect"]))
def try_cells(folder: Path, changes, pick) -> None:
    """The cells of a CSV file."""
    project(folder, data=edited(DATA, changes))
    run(folder, *([pick] if pick == "check" else [pick, str(folder / "data/d.csv")]))


def workbook() -> dict[str, bytes]:
    """The parts of a small workbook."""
    import openpyxl

    book = openpyxl.Workbook()
    for row in DATA.splitlines():
        book.active.append([int(one) if one.isdecimal() else one for one in row.split(",")])
    book.active["B2"].number_format = '#,##0.0 "t"'
    book.active.merge_cells("C3:C4")
    found = io.BytesIO()
    book.save(found)
    with zipfile.ZipFile(found) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


XML = st.sampled_from(
    [
        "<v>1e999</v>", "<v/>", 't="s"', 't="d"', 't="e"', 't="b"', 'r="XFD1048576"', 'r="A0"', 's="99"', "<f>1+1</f>",
        "<row/>", "</row>", "<c>", 'hidden="1"', "&#0;", "&lt;", "<is><t>x</t></is>", 'numFmtId="14"', "9" * 400, "-1", '""',
    ]
)  # fmt: skip
XML_CHANGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), XML | TOKEN), max_size=4)


@given(
    part=st.integers(0, 20),
    changes=XML_CHANGES,
    harm=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 4), st.binary(max_size=3)), max_size=2),
    inspect=st.booleans(),
)
def try_workbooks(folder: Path, part, changes, harm, inspect) -> None:
    """The parts of a workbook, and its bytes."""
    parts = dict(WORKBOOK)
    name = sorted(parts)[part % len(parts)]
    text = edited(parts[name].decode(), changes)
    parts[name] = text.encode("utf-8", "surrogatepass")
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w") as file:
        for one, content in parts.items():
            file.writestr(one, content)
    shared = PROJECT.replace("d.csv", "d.xlsx")
    project(folder, project=shared, **{"data/d.xlsx": damaged(found.getvalue(), harm)})
    run(folder, *(["inspect", str(folder / "data/d.xlsx")] if inspect else ["check"]))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["year", "t", "u", "a"]), inner, max_size=4),
    max_leaves=15,
)  # fmt: skip


@given(changes=CHANGES, values=VALUES, made=st.booleans(), stat=st.booleans())
def try_json(folder: Path, changes, values, made, stat) -> None:
    """JSON, as records and as JSON-stat."""
    text = json.dumps(values) if made else edited(RECORDS, changes)
    shared = PROJECT.replace("d.csv", "d.json\n    format: json-stat" if stat else "d.json")
    project(folder, project=shared, **{"data/d.json": text})
    run(folder, "check")


@given(changes=CHANGES)
def try_ledgers(folder: Path, changes) -> None:
    """The ledger of a built brief."""
    text = edited(LEDGER.decode(), changes).encode("utf-8", "surrogatepass")

    def work() -> None:
        evidence = evidence_in(Path("b.facts.json"), text)
        audit_evidence(evidence, folder / "read")

    called(work)


@given(path=st.lists(st.integers(0, 40), min_size=1, max_size=5), value=VALUES)
def try_ledger_values(folder: Path, path, value) -> None:
    """The ledger with one value that is another."""
    found = json.loads(LEDGER)
    at = found
    for step in path[:-1]:
        inner = list(at.values()) if isinstance(at, dict) else at
        if not inner or not isinstance(inner[step % len(inner)], dict | list):
            break
        at = inner[step % len(inner)]
    if at:
        key = list(at)[path[-1] % len(at)] if isinstance(at, dict) else path[-1] % len(at)
        at[key] = value
    text = json.dumps(found).encode()
    called(lambda: audit_evidence(evidence_in(Path("b.facts.json"), text), folder / "read"))


@given(changes=BYTES)
def try_pdfs(folder: Path, changes) -> None:
    """The bytes of a built PDF."""
    del folder
    content = damaged(PDF, changes)
    if not content.startswith(b"%PDF"):
        content = b"%PDF-1.7\n" + content
    called(lambda: evidence_in(Path("b.pdf"), content))
    called(lambda: FileModel(OpenedPdf(content)))


@given(text=st.lists(TOKEN, min_size=1, max_size=8).map(" ".join))
def try_texts(folder: Path, text) -> None:
    """Texts with facts: Jinja and Markdown of any kind."""
    brief = BRIEF.replace('"They mined {{ t }}, ', json.dumps(text)[:-1] + " They mined {{ t }}, ")
    project(folder, brief=brief)
    run(folder, "check")


@given(changes=CHANGES)
def try_templates(folder: Path, changes) -> None:
    """A page template of the project."""
    text = (
        '{% extends "shipped/policy-brief/brief.html.j2" %}{% block head %}{{ super() }}'
        "{% for one in document.sections %}{{ one.title|plain }}{% endfor %}{% endblock %}"
    )
    project(folder, **{"templates/policy-brief/brief.html.j2": edited(text, changes)})
    run(folder, "check")


@given(changes=CHANGES)
def try_records(folder: Path, changes) -> None:
    """The record of a build."""
    text = edited(RECORD.decode(), changes).encode("utf-8", "surrogatepass")
    path = folder / FOLDER / "b.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text)
    called(lambda: load_record(Workspace(folder), "b"))


def built() -> tuple[bytes, bytes, bytes]:
    """A built brief: its ledger, PDF and record."""
    with tempfile.TemporaryDirectory(prefix="briefing-fuzz-") as name:
        folder = Path(name)
        project(folder)
        run(folder, "build", seconds=600)
        files = ("output/b.facts.json", "output/b.pdf", f"output/{FOLDER}/b.json")
        found = [(folder / one).read_bytes() for one in files]
    return found[0], found[1], found[2]


KINDS = {
    "yaml": try_yaml,
    "cells": try_cells,
    "workbooks": try_workbooks,
    "json": try_json,
    "ledgers": try_ledgers,
    "ledger-values": try_ledger_values,
    "pdfs": try_pdfs,
    "texts": try_texts,
    "templates": try_templates,
    "records": try_records,
}
WORKBOOK = workbook()


def try_kind(name: str, count: int, tally: Tally) -> None:
    """Try so many examples of a kind; the first that fails is made as small as can be, and kept."""

    def once(**given_values: object) -> None:
        tally.tried[name] += 1
        with tempfile.TemporaryDirectory(prefix="briefing-fuzz-") as folder:
            os.chdir(folder)
            try:
                KINDS[name].hypothesis.inner_test(Path(folder), **given_values)
            finally:
                os.chdir(ROOT)

    test = given(**KINDS[name].hypothesis._given_kwargs)(once)
    test = seed(random.SystemRandom().getrandbits(64))(test)
    test = settings(
        max_examples=count,
        deadline=None,
        derandomize=False,
        database=DirectoryBasedExampleDatabase(SEEDS / name),
        suppress_health_check=list(HealthCheck),
        phases=(Phase.reuse, Phase.generate, Phase.shrink),
        print_blob=True,
    )(test)
    try:
        test()
    except Exception as error:  # noqa: BLE001  (a fault is what is sought)
        said = "".join(traceback.format_exception_only(error))
        notes = "\n".join(getattr(error, "__notes__", []))
        told = f"{said}\n{notes}"[:4000]
        if name not in tally.faults:
            print(f"FAULT in {name}:\n{told}\n", flush=True)
        tally.faults.setdefault(name, told)


def fuzz(minutes: float, names: list[str]) -> Tally:
    """Try all kinds in turn for so many minutes."""
    tally, end, count = Tally(), time.monotonic() + 60 * minutes, 20
    while time.monotonic() < end:
        for name in names:
            if time.monotonic() < end:
                try_kind(name, count, tally)
        tally.largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
        print(f"{tally.tried.total():,} tried, {tally.largest} MB at most", flush=True)
        count = min(count * 2, 160)
    return tally


if __name__ == "__main__":
    logging.disable()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    LEDGER, PDF, RECORD = built()
    result = fuzz(float(sys.argv[1]), sys.argv[2:] or list(KINDS))
    print(json.dumps({"tried": result.tried, "faults": len(result.faults), "MB": result.largest}))
    sys.exit(bool(result.faults))
