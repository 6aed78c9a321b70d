"""Every mistake gets its message: file, line, column, what is wrong, what to do."""

from pathlib import Path

import pytest
from places import BRIEF, PROJECT, US, WORLD

import briefing
from briefing.core.problems import BriefingError

P, B = "config/project.yaml", "config/small.yaml"


def messages(project: Path) -> list[str]:
    try:
        briefing.check_all(project=project)
    except BriefingError as error:
        return [str(problem) for problem in error.problems]
    return []


def change(project: Path, file: str, old: str, new: str) -> None:
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_small_project_has_nothing_wrong(project: Path):
    assert messages(project) == []


CASES = {
    "an edition of an unknown source": (
        P, "    path: data/us.csv", "    path: data/us.csv\n    editions: {old: {path: data/us.csv}}",
        ["config/project.yaml:7:16: unknown source 'old' (there is: book)"],
    ),
    "a mistake in an edition": (
        P, "    path: data/us.csv", "    path: data/us.csv\n    editions: {book: {pth: data/us.csv}}",
        ["config/project.yaml:7:23: unknown key 'pth' (did you mean 'path'?)"],
    ),
    "a day that is none": (
        B, "period: 2024\n", "period: 2024\nas_of: 2024-13-01\n",
        [
            "config/small.yaml:3:8: '2024-13-01' is neither a day such as 2024-06-30 nor a source "
            "(sources: book)"
        ],
    ),
    "a day before anything was published": (
        B, "period: 2024\n", "period: 2024\nas_of: 2020-01-01\n",
        [
            "config/small.yaml:3:8: on 2020-01-01 none of the data sets was published "
            "(choose a later day)"
        ],
    ),
    "a character that no font has": (
        B, "Output {{ output.verb }} to", "Output 黄 {{ output.verb }} to",
        [
            "config/small.yaml: no shipped font has the character '黄' (U+9EC4, cjk unified "
            "ideograph-9ec4) in “Output 黄 rose to 450 metric tons …” (give a font "
            "that has it by brand.fonts (text and sans), or write it otherwise; the "
            "shipped fonts are Latin, Greek and Cyrillic)"
        ],
    ),
    "a faint accent": (
        P, "datasets:", 'brand: {accent: "#ffee00"}\ndatasets:',
        [
            "config/project.yaml:3:17: the accent #ffee00 has a contrast of 1.20:1 on white, and words "
            "need 4.5:1 (WCAG 2.2, 1.4.3); the nearest darker one that can be read is #7a7200"
        ],
    ),
    "misspelt key": (
        B, "design:", "desing:",
        ["config/small.yaml:3:1: unknown key 'desing' (did you mean 'design'?)"],
    ),
    "comma between braces": (
        P, "licence:", "short: fewer than 10,000 copies, licence:",
        [
            "config/project.yaml:2:62: unknown key '000 copies' "
            "(between braces a comma ends a value: put a text with one in quotes)",
        ],
    ),
    "misspelt key inside": (
        P, "licence:", "license:",
        [
            "config/project.yaml:2:9: 'licence' is missing in sources.book (add 'licence: ...')",
            "config/project.yaml:2:41: unknown key 'license' (did you mean 'licence'?)",
        ],
    ),
    "duplicate key": (
        B, "design: one-pager", "title: Again",
        ["config/small.yaml:3:1: 'title' stands twice; the first is on line 1 (keep one of them)"],
    ),
    "missing key": (
        B, "period: 2024\n", "",
        ["config/small.yaml: 'period' is missing (add 'period: ...')"],
    ),
    "wrong type": (
        B, "key_figures: [output]", "highlights: {show: three}",
        ["config/small.yaml:8:20: 'show' wants a whole number, not 'three'"],
    ),
    "text for a block": (
        B, "metrics:\n  output: {value: us.output}\n  reliance: {value: us.reliance}\n"
        "  share: {share: world.mined, of: China}", "metrics: none",
        ["config/small.yaml:4:10: 'metrics' wants a block of keys, not 'none'"],
    ),
    "no period": (
        B, "period: 2024", "period: next year",
        ["config/small.yaml:2:9: 'next year' is no period"],
    ),
    "unknown unit": (
        P, "title: U.S. output, unit: t", "title: U.S. output, unit: tonnnes",
        ["config/project.yaml:9:58: unknown unit 'tonnnes'"],
    ),
    "bad colour": (
        P, "sources:\n", "brand: {accent: brown}\nsources:\n",
        ["config/project.yaml:1:17: 'brown' does not fit here (write a colour as #rrggbb)"],
    ),
    "unknown choice": (
        P, "sources:\n", "brand: {page: a4}\nsources:\n",
        ["config/project.yaml:1:15: 'page' cannot be 'a4' (one of: A4, Letter)"],
    ),
    "tab": (
        B, "  output: {value", "\toutput: {value",
        ["config/small.yaml:5:1: a tab stands where spaces are wanted (indent with spaces)"],
    ),
    "unclosed quote": (
        B, 'title: "Mining"', 'title: "Mining',
        ["config/small.yaml:16:36: a quoted text ended before this"],
    ),
    "quotes in quotes": (
        B, 'title: "Mining"', 'title: "{{ said("Mining") }}"',
        [
            "config/small.yaml:10:22: a quoted text ended before this (put a text that holds quotes between others, "
            """'..."...', or close the one above)"""
        ],
    ),
    "colon in a text": (
        B, 'title: "Output {{ output.verb }}"', "title: Output: up",
        [
            "config/small.yaml:1:14: a colon stands where none can be "
            "(put a text that holds ': ' in quotes)"
        ],
    ),
    "unknown source": (
        P, "    source: book\n    path: data/us.csv", "    source: boook\n    path: data/us.csv",
        ["config/project.yaml:5:13: unknown source 'boook' (did you mean 'book'?)"],
    ),
    "path leaves the project": (
        P, "data/us.csv", "../us.csv",
        ["config/project.yaml:6:11: '../us.csv' leaves the project (copy the file into the project)"],
    ),
    "missing file": (
        P, "data/us.csv", "data/uss.csv",
        ["config/project.yaml:6:11: there is no file 'data/uss.csv' (did you mean 'us.csv'?)"],
    ),
    "unknown column": (
        P, "{column: output, title", "{column: outputt, title",
        [
            "config/project.yaml:9:24: 'outputt' is no column of data/us.csv "
            "(did you mean 'output'?)"
        ],
    ),
    "unknown calculator": (
        B, "share: {share:", "share: {shared:",
        ["config/small.yaml:7:11: unknown calculator 'shared' (did you mean 'share'?)"],
    ),
    "unknown member": (
        B, "of: China", "of: Chnia",
        ["config/small.yaml:7:10: 'world.mined' has no member 'Chnia' (did you mean 'China'?)"],
    ),
    "unknown series": (
        B, "us.output}", "us.ouput}",
        ["config/small.yaml:5:19: unknown series 'us.ouput' (did you mean 'us.output'?)"],
    ),
    "unknown data set": (
        B, "us.output}", "eu.output}",
        ["config/small.yaml:5:19: unknown data set 'eu' in 'eu.output'"],
    ),
    "panel for a series": (
        B, "us.output}", "world.mined}",
        [
            "config/small.yaml:5:19: 'world.mined' has one series for each Country "
            "(name a member: world.mined[...])"
        ],
    ),
    "unknown parameter": (
        B, "of: China", "off: China",
        ["config/small.yaml:7:36: 'share' has no parameter 'off' (did you mean 'of'?)"],
    ),
    "circle": (
        B, "output: {value: us.output}", "output: {change: share}\n  again: {change: output}",
        [],
    ),
    "period not there": (
        B, "period: 2024", "period: 2031",
        [
            "config/small.yaml:5:11: 'output' cannot be computed: 'us.output' has no value for "
            "2031 (it has 2022 to 2024)",
            "config/small.yaml:6:13: 'reliance' cannot be computed",
            "config/small.yaml:7:10: 'share' cannot be computed",
            "config/small.yaml:16:15: no member of 'world.mined' has a value for 2031 "
            "(it has 2023 to 2024)",
        ],
    ),
    "units that do not add": (
        B, "output: {value: us.output}", "output: {formula: us.output + us.reliance}",
        ["config/small.yaml:5:11: 'output' cannot be computed: 't' and 'percent' do not add"],
    ),
    "unknown name in a sentence": (
        B, "Output {{ output.verb }} to", "Output {{ outptu.verb }} to",
        ["config/small.yaml:12: unknown name 'outptu' in a sentence (did you mean 'output'?)"],
    ),
    "second line of a text": (
        B, "mined {{ share }}.\n", "mined {{ share.veb }}.\n",
        ["config/small.yaml:13: a figure has no 'veb' (did you mean 'verb'?)"],
    ),
    "template syntax": (
        B, "mined {{ share }}.\n", "mined {{ share }.\n",
        ["config/small.yaml:13: template error: unexpected '}'"],
    ),
    "unknown chart in a section": (
        B, "chart: bars", "chart: barz",
        [
            "config/small.yaml:14:12: unknown chart 'barz' (did you mean 'bars'?)",
            "config/small.yaml:16:3: no section shows the chart 'bars'",
        ],
    ),
    "unknown chart kind": (
        B, "bars: {bar:", "bars: {barr:",
        ["config/small.yaml:16:10: unknown chart 'barr' (did you mean 'bar'?)"],
    ),
    "unknown key figure": (
        B, "key_figures: [output]", "key_figures: [ouput]",
        ["config/small.yaml:8:15: unknown metric 'ouput' (did you mean 'output'?)"],
    ),
    "unknown design": (
        B, "design: one-pager", "design: one-page",
        ["there is no page design 'one-page' (did you mean 'one-pager'?)"],
    ),
    "rule with an unknown fact": (
        B, "sections:",
        "recommendations:\n  - {id: a, when: shar > 3, do: x, because: y}\nsections:",
        ["config/small.yaml:10:19: unknown fact 'shar' in the rule (did you mean 'share'?)"],
    ),
    "rule of unlike units": (
        B, "sections:",
        "recommendations:\n  - {id: a, when: share > output, do: x, because: y}\nsections:",
        [
            "config/small.yaml:10:19: cannot judge the rule 'share > output': "
            "'t' cannot be expressed in 'percent'"
        ],
    ),
    "cell that is no number": (
        "data/us.csv", "416", "four",
        [
            "data/us.csv:3:2: 'four' is no number "
            "(declare what it means: tokens: {'four': {status: O}})",
            "data/us.csv:4:2: 'us.output' has nothing for 2023 between 2022 and 2024 "
            "(correct the cell by 'corrections', or say why it is right by 'accepted'); "
            "because of data/us.csv:3:2",
        ],
    ),
    "key twice in the data": (
        "data/world.csv", "Nigeria,7,13", "China,7,13",
        [
            "data/world.csv:4:2: mined for China, 2023 stands twice; first in row 2 "
            "(pick the rows with 'where', or tell them apart by a dimension); "
            "2 times, also data/world.csv:4:3",
        ],
    ),
    "below what can be": (
        "data/world.csv", "Nigeria,7,13", "Nigeria,7,-13",
        [
            "data/world.csv:4:3: -13 lies outside of what can be, 0 or more "
            "(correct the cell, or the 'range' of the series)"
        ],
    ),
    "need of a metric that nobody declared": (
        "config/small.yaml", '  - title: "Mining"\n', '  - title: "Mining"\n    needs: relianse\n',
        ["config/small.yaml:11:12: unknown metric 'relianse' (did you mean 'reliance'?)"],
    ),
    "need of a series that the data set has not": (
        "config/small.yaml", '  - title: "Mining"\n', '  - title: "Mining"\n    needs: us.outputt.before\n',
        ["config/small.yaml:11:12: unknown series 'us.outputt' (did you mean 'us.output'?)"],
    ),
    "need by a rule of what nobody declared": (
        "config/small.yaml", '  - title: "Mining"\n', '  - title: "Mining"\n    needs: outptu > 3\n',
        ["config/small.yaml:11:12: unknown metric 'outptu' (did you mean 'output'?)"],
    ),
    "rule as need of a metric": (
        "config/small.yaml", "value: us.reliance}", "value: us.reliance, needs: output > 9999}",
        ["config/small.yaml:6:41: 'output > 9999' is a rule over figures, and a metric's needs are judged "
         "before there are any (let the parts that show the metric need it)"],
    ),
    "no period in a row": (
        "data/us.csv", "2023,416", "later,416",
        [
            "data/us.csv:3:1: 'later' is no period",
            "data/us.csv:4:2: 'us.output' and 1 more series have nothing for 2023 between 2022 and 2024 "
            "(correct the cell by 'corrections', or say why it is right by 'accepted'); "
            "because of data/us.csv:3:1",
        ],
    ),
}  # fmt: skip
CASES["circle"] = (
    B, "output: {value: us.output}", "output: {change: again}\n  again: {change: output}",
    ["config/small.yaml:5:11: these metrics need each other: output -> again -> output"],
)  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_bad_input(project: Path, case: str):
    file, old, new, expected = CASES[case]
    change(project, file, old, new)
    found = messages(project)
    for message in expected:
        assert any(one.startswith(message) for one in found), found
    assert len(found) == len(expected), found


def test_all_problems_of_all_files_are_told_at_once(project: Path):
    change(project, B, "design:", "desing:")
    change(project, P, "path: data/us.csv", "path: 3\n    paths: x")
    found = messages(project)
    assert any("desing" in one for one in found)
    assert any("paths" in one for one in found)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "config/small.yaml: the file is empty"),
        (b"- a\n", "config/small.yaml:1:1: keys are wanted at the top"),
        (b"title: caf\xe9\n", "config/small.yaml:1: byte 0xe9 is no UTF-8"),
        (b"a: *x\n", "config/small.yaml:1:4: nothing is anchored as"),
        (b"title: [a\nb: c\n", "config/small.yaml:2:"),
    ],
)
def test_files_that_are_no_config(project: Path, content: bytes, expected: str):
    (project / B).write_bytes(content)
    assert messages(project)[0].startswith(expected)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "data/us.csv: the file is empty"),
        (b"year,output,reliance\n", "data/us.csv: there are headers and no rows below them"),
        (
            US.replace("416", "41\u00e4").encode("cp1252"),
            "data/us.csv:3: cannot be read as csv: byte 0xe4 is no utf-8 (try 'encoding: cp1252')",
        ),
        (b'year,output,reliance\n2024,"4', "data/us.csv:2: cannot be read as csv"),
    ],
)
def test_data_files_that_cannot_be_read(project: Path, content: bytes, expected: str):
    (project / "data/us.csv").write_bytes(content)
    assert messages(project)[0].startswith(expected)


def test_a_link_out_of_the_project_is_refused(project: Path, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "secret.csv"
    outside.write_text(US, encoding="utf-8")
    (project / "data/us.csv").unlink()
    (project / "data/us.csv").symlink_to(outside)
    assert "leaves the project" in messages(project)[0]


def test_a_correction_holds_only_while_the_cell_is_wrong(project: Path):
    correction = (
        '    corrections:\n      - {where: {country: Australia}, column: y2024, expected: "213",'
        ' value: "13", reason: footnote 2 before 13}\n    series:\n      mined'
    )
    (project / "data/world.csv").write_text(
        WORLD.replace("Australia,16,13", "Australia,16,213"), encoding="utf-8"
    )
    change(project, P, "    series:\n      mined", correction)
    assert messages(project) == []
    (project / "data/world.csv").write_text(WORLD, encoding="utf-8")
    assert messages(project) == [
        "config/project.yaml:16:9: data/world.csv:3:3 holds '13', not '213' any more "
        "(look whether the source was mended, then drop or renew the correction)"
    ]


def test_no_project_here(tmp_path: Path):
    assert "there is no project here" in messages(tmp_path)[0]


def test_the_texts_of_these_tests_are_what_the_project_fixture_writes():
    assert "small" not in PROJECT
    assert BRIEF.count("{{") == 5
