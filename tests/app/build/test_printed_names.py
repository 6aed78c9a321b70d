"""Every name that pages print is searched for figures and trends, wherever it is declared."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import briefing
from briefing.language.untraced import Typed, find_untraced

SHARED = """\
brand:
  name: House
  logo: logo.svg
  logo_alt: ALT
  head: "{name} HEAD"
  foot: "FOOT {date}"
  imprint: {contact: CONTACT, licence: LICENCE, cite_as: CITE}
"""
OWN = """\
classification: CLASS
keywords: [KEYWORD]
highlights: {show: 0, contrary: {show: false, because: REASON}}
tables:
  t:
    title: Mining
    columns: [{of: world.mined, title: COLUMN}, {of: world.mined, period: 2023}]
    groups: {GROUP: [China, Nigeria], Others: [Australia]}
imprint: {series: SERIES}
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>LOGO</text></svg>'
WITH_DIGITS = {"CONTACT", "LICENCE", "CITE", "SERIES", "EDITION", "FIX"}
"""What has numbers of its own: telephones, editions, years of a citation."""


def planted(project: Path, words: str) -> dict[str, str]:
    """The project with words in all names, and the line where each stands."""
    path, brief = project / "config/project.yaml", project / "config/small.yaml"
    shared = path.read_text("utf-8").replace(
        "publisher: House,", "publisher: PUBLISHER, edition: EDITION,"
    )
    fix = (
        "dimension: {title: DIMENSION, column: country, total: World}\n"
        "    corrections: [{where: {country: Nigeria}, column: y2023, expected: '7', value: '8', reason: FIX}]"
    )
    shared = re.sub(r"dimension: \{.*\}", fix, shared) + SHARED
    own = brief.read_text("utf-8").replace("    chart: bars", "    chart: bars\n    table: t") + OWN
    lines = {}
    for file, text in ((path, shared), (brief, own)):
        for number, line in enumerate(text.splitlines(), 1):
            for name in re.findall(r"\b[A-Z]{3,}\b", line):
                lines[name] = f"config/{file.name}:{number}"
        file.write_text(re.sub(r"\b[A-Z]{3,}\b", words, text), "utf-8")
    (project / "logo.svg").write_text(LOGO.replace("LOGO", words), "utf-8")
    lines["LOGO"] = next(at for name, at in lines.items() if name == "ALT").replace(":11", ":10")
    return lines


@pytest.mark.parametrize(
    ("words", "excused"),
    [("Costs are soaring", set()), ("Costs grew to 61470", WITH_DIGITS)],
    ids=["trend", "number"],
)
def test_what_a_name_claims_is_told_at_its_line(project: Path, words: str, excused: set[str]):
    lines = planted(project, words)
    word = words.rpartition(" ")[2]
    (brief,) = briefing.check_all(project=project)
    told = [one for one in brief.warnings if one.code == "naked-number" and word in one.message]
    at = {f"{one.place.file}:{one.place.line}" for one in told if one.place}
    assert {name for name, line in lines.items() if line not in at} <= excused
    assert len(lines) > 15


@pytest.mark.parametrize("key", ["do", "by", "tradeoff", "success"])
def test_advice_tells_aims_and_no_trends(key: str):
    def told(text: str) -> list[str]:
        found = find_untraced([Typed(text, ("recommendations", 0, key), 1)], frozenset())
        return [one.word for one in found.untraced]

    assert told("Waits are soaring in the North.") == ["are soaring"]
    assert told("Beds have fallen since the reform.") == ["have fallen"]
    for aim in ("The gap narrows every year.", "Fees are increased for guests.", "Lists shrink."):
        assert told(aim) == []


def test_no_condition_vouches_for_a_number_in_its_words(project: Path):
    brief = project / "config/small.yaml"
    text = brief.read_text("utf-8")
    bound = "{{ holds('miners dug 61470 tons', when='output > 400') }}"
    brief.write_text(text.replace("China mined {{ share }}.", f"At home {bound}.", 1), "utf-8")
    (made,) = briefing.check_all(project=project)
    assert any("'61470' is a number" in one.message for one in made.warnings)
