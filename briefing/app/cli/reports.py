"""Problems in the forms that machines of continuous integration read: JUnit, SARIF, GitHub's commands."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

from briefing.app.explanations.catalogue import Explanation, explanations
from briefing.core.check import Check
from briefing.core.problems import Place, Problem, Severity
from briefing.core.version import VERSION

_HOME = "https://pypi.org/project/policy-briefing/"
"""Where the program is told of."""
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
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


def as_sarif(problems: Iterable[Problem], accepted: Mapping[Problem, str] | None = None) -> str:
    """One run in SARIF 2.1.0 (OASIS, 2020), as code scanning takes it.

    Those that are ``accepted``, each with its reason, are results too, and suppressed.
    """
    let_stand = accepted or {}
    every = [*problems, *let_stand]
    results = [_result(one, let_stand.get(one)) for one in every]
    known = explanations()
    rules = [_rule(known[code]) for code in sorted({one.code for one in every}) if code in known]
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "briefing",
                        "version": VERSION,
                        "informationUri": _HOME,
                        "rules": rules,
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }
    return json.dumps(log, indent=1) + "\n"


def as_junit(
    problems: Iterable[Problem], checks: Sequence[tuple[str, Check]], when: datetime
) -> str:
    """A JUnit report: a case for each check of each brief, and one for each code in each file with problems.

    Names hold no figures, so that a case is the same one from run to run. An error is what cannot be
    used as written, a failure what would mislead. Source: the XML Schema of Ant's JUnit reports
    (JUnit.xsd, Windy Road Technology), whose order and attributes are kept, and with it Jenkins' own.
    """
    named = (ET.Element("testcase", classname=brief, name=one.name) for brief, one in checks)
    cases = list({(one.get("classname"), one.get("name")): one for one in named}.values())
    by_place: dict[tuple[str, str], list[Problem]] = {}
    for one in problems:
        by_place.setdefault((one.place.file if one.place else "project", one.code), []).append(one)
    counts = Counter[str]()
    for (file, code), found in by_place.items():
        case = ET.Element("testcase", classname=file, name=code)
        told = [one for one in found if one.severity is not Severity.WARNING]
        if told:
            is_unusable = any(one.severity is Severity.UNUSABLE for one in told)
            kind = "error" if is_unusable else "failure"
            counts[kind] += 1
            why = ET.SubElement(case, kind, message=_xml(str(told[0])), type=code)
            why.text = _xml("\n".join(one.line for one in told))
        cases.append(case)
    suite = ET.Element(
        "testsuite",
        name="briefing check",
        timestamp=when.strftime("%Y-%m-%dT%H:%M:%S"),
        hostname="localhost",
        tests=str(len(cases)),
        failures=str(counts["failure"]),
        errors=str(counts["error"]),
        time="0",
    )
    ET.SubElement(suite, "properties")
    for case in cases:
        case.set("time", "0")
    suite.extend(cases)
    warnings = [
        one.line for found in by_place.values() for one in found if one.severity is Severity.WARNING
    ]
    told_of_checks = [f"{brief}: {one}" for brief, one in checks]
    ET.SubElement(suite, "system-out").text = _xml("\n".join([*told_of_checks, *warnings]))
    ET.SubElement(suite, "system-err")
    ET.indent(suite)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return head + ET.tostring(suite, encoding="unicode") + "\n"


def _xml(text: str) -> str:
    """A text without the characters that XML 1.0 has no place for."""
    return _NOT_IN_XML.sub("\ufffd", text)


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


def _result(one: Problem, accepted: str | None = None) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": one.code,
        "level": _LEVELS[one.severity],
        "occurrenceCount": one.count,
        "message": {"text": one.words},
        "partialFingerprints": {"problem/v1": hashlib.sha256(str(one).encode()).hexdigest()[:32]},
    }
    if accepted is not None:
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": accepted}
        ]
    if one.place:
        result["locations"] = [_location(one.place)]
    if near := [_location(other.place) for other in (*one.because, *one.also) if other.place]:
        result["relatedLocations"] = near
    return result


def _location(place: Place) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": {"uri": _uri(place.file)}}
    if place.line:
        region = {"startLine": place.line}
        if place.column:
            region["startColumn"] = place.column
        physical["region"] = region
    return {"physicalLocation": physical}


def _uri(path: str) -> str:
    """A path as a reference: relative where it is, with blanks and other signs as RFC 3986 wants them."""
    given = Path(path)
    return given.as_uri() if given.is_absolute() else quote(path.replace("\\", "/"))


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
