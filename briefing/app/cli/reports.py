"""Problems in the forms that machines of continuous integration read: JUnit, SARIF, GitHub's commands."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from briefing.app.explanations.catalogue import Explanation, explanations
from briefing.core.check import Check
from briefing.core.problems import Place, Problem, Severity
from briefing.core.version import VERSION

_LEVELS = {
    Severity.UNUSABLE: "error",
    Severity.MISLEADING: "error",
    Severity.WARNING: "warning",
}


def as_github(problems: Iterable[Problem]) -> str:
    """Workflow commands, which GitHub shows beside the lines of a change.

    Source: GitHub, *Workflow commands for GitHub Actions*.
    """
    lines = []
    for one in problems:
        place = one.place
        where = []
        if place:
            where.append(f"file={_property(place.file)}")
            where += [f"line={place.line}"] if place.line else []
            where += [f"col={place.column}"] if place.column else []
        where.append(f"title={_property(one.code)}")
        lines.append(f"::{_LEVELS[one.severity]} {','.join(where)}::{_data(one.words)}\n")
    return "".join(lines)


def as_sarif(problems: Iterable[Problem]) -> str:
    """One run in SARIF 2.1.0 (OASIS, 2020), as code scanning takes it."""
    every = list(problems)
    results = [_result(one) for one in every]
    known = explanations()
    rules = [_rule(known[code]) for code in sorted({one.code for one in every}) if code in known]
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "briefing", "version": VERSION, "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }
    return json.dumps(log, indent=1) + "\n"


def as_junit(problems: Iterable[Problem], checks: Sequence[tuple[str, Check]]) -> str:
    """A JUnit report: a case for each check of each brief, and one for each file with problems."""
    every = list(problems)
    cases = [ET.Element("testcase", classname=brief, name=str(check)) for brief, check in checks]
    files: dict[str, list[Problem]] = {}
    for one in every:
        files.setdefault(one.place.file if one.place else "project", []).append(one)
    failures = 0
    for file, found in files.items():
        case = ET.Element("testcase", classname="problems", name=file)
        told = [one for one in found if one.severity is not Severity.WARNING]
        if told:
            failures += 1
            failure = ET.SubElement(case, "failure", message=str(told[0]), type=told[0].code)
            failure.text = "\n".join(one.line for one in told)
        warnings = [one.line for one in found if one.severity is Severity.WARNING]
        if warnings:
            ET.SubElement(case, "system-out").text = "\n".join(warnings)
        cases.append(case)
    suite = ET.Element(
        "testsuite", name="briefing check", tests=str(len(cases)), failures=str(failures)
    )
    suite.extend(cases)
    ET.indent(suite)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return head + ET.tostring(suite, encoding="unicode") + "\n"


def _rule(known: Explanation) -> dict[str, object]:
    """What code scanning shows beside every result of a code."""
    return {
        "id": known.code,
        "name": known.code,
        "shortDescription": {"text": known.title},
        "fullDescription": {"text": known.means},
        "help": {"text": "\n".join(known), "markdown": known.markdown},
        "defaultConfiguration": {"level": _LEVELS[known.severity]},
        "properties": {"tags": [known.type]},
    }


def _result(one: Problem) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": one.code,
        "level": _LEVELS[one.severity],
        "occurrenceCount": one.count,
        "message": {"text": one.words},
        "partialFingerprints": {"problem/v1": hashlib.sha256(str(one).encode()).hexdigest()[:32]},
    }
    if one.place:
        result["locations"] = [_location(one.place)]
    if near := [_location(other.place) for other in (*one.because, *one.also) if other.place]:
        result["relatedLocations"] = near
    return result


def _location(place: Place) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": {"uri": place.file.replace("\\", "/")}}
    if place.line:
        region = {"startLine": place.line}
        if place.column:
            region["startColumn"] = place.column
        physical["region"] = region
    return {"physicalLocation": physical}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
