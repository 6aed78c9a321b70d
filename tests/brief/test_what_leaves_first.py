"""What a design of few pages leaves out, and in which order: pieces of sections, and the only chart at last."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from small_projects import Tried, tried

from briefing.brief.apparatus import in_order
from briefing.brief.cutting import remade
from briefing.brief.fitting import Aim, fit
from briefing.core.document import Document, Section
from briefing.core.parts import METHOD, Measured, Part, Setting, Size
from briefing.core.section_parts import parts_of, section_of, text_before
from briefing.core.text_nodes import ItemList, Paragraph, Text

DATA = "Year,Pupils,Classes\n2022,512,21\n2023,498,20\n2024,530,23\n"
PROJECT = (
    "datasets: {s: {source: s, path: data/d.csv, period: {column: Year}, series: {"
    "pupils: {column: Pupils, title: Pupils, unit: person}, "
    "classes: {column: Classes, title: Classes, unit: class}}}}\n"
    "units: {class: {one: class, many: classes}}\n"
)
HEAD = "title: Pupils\nperiod: 2024\nmetrics: {pupils: {value: s.pupils}, classes: {value: s.classes}}\n"
CHART = "charts: {line: {line: s.pupils, title: How many}, column: {column: s.classes, title: Classes}}\n"
FIRST = "  - title: First\n    text: |\n      One.\n\n      Two {{ classes }}.\n"
BARE = "  - title: Bare\n    text: |\n      Three {{ pupils }}.\n\n      Four.\n    box: {title: What, text: Five.}\n"
PICTURED = (
    "  - title: Pictured\n    text: |\n      Six.\n\n      Seven.\n    charts: [line, column]\n"
)
METHOD_TEXT = "method: Counted in {{ classes }}.\n"


def brief(folder: Path, *sections: str, more: str = CHART, design: str = "one-pager") -> Tried:
    """A brief of these sections without highlights that were found."""
    text = f"{HEAD}design: {design}\nhighlights: {{show: 0}}\n{more}sections:\n{''.join(sections)}"
    return tried(folder, DATA, PROJECT, text)


def order(document: Document) -> list[str]:
    return [str(one.part) for one in document.may_go]


def words(document: Document) -> list[str]:
    return [
        part.id
        for section in document.sections
        for part, _ in parts_of(section)
        if part.kind == "text"
    ]


def test_pieces_of_sections_leave_from_the_end_and_the_chart_at_last(tmp_path: Path):
    made = brief(tmp_path, FIRST, PICTURED, BARE, more=CHART + METHOD_TEXT).made
    assert order(made) == [
        "box 3-1",
        "text 3-2",
        "section 3",
        "chart column",
        "text 2-2",
        "text 1-2",
        "text 2-1",
        "method",
        "section 2",
    ]


def test_of_a_first_section_with_the_chart_that_chart_is_the_last(tmp_path: Path):
    made = brief(tmp_path, PICTURED, BARE, FIRST, more=CHART + METHOD_TEXT).made
    assert order(made)[-4:] == ["chart column", "text 1-2", "method", "chart line"]
    assert "section 1" not in order(made)


@pytest.mark.parametrize("design", ["one-pager", "in-focus"])
def test_without_any_chart_the_first_text_and_the_method_stay(tmp_path: Path, design: str):
    made = brief(tmp_path, FIRST, BARE, more=METHOD_TEXT, design=design).made
    assert order(made) == ["box 2-1", "text 2-2", "section 2"]


def test_a_design_of_any_number_of_pages_leaves_nothing(tmp_path: Path):
    assert order(brief(tmp_path, FIRST, PICTURED, design="policy-brief").made) == []


@pytest.mark.parametrize(
    ("charts", "last"),
    [
        ("line: {line: s.pupils, title: How many, weight: 0.1}", "chart line"),
        (
            "line: {line: s.pupils, title: How many, weight: 0.1}, "
            "column: {column: s.classes, title: Classes, weight: 0.2}",
            "chart column",
        ),
        (
            "line: {line: s.pupils, title: How many, weight: 0.2}, "
            "column: {column: s.classes, title: Classes}",
            "chart column",
        ),
    ],
)
def test_the_chart_that_weighs_most_is_the_last_whatever_its_weight(
    tmp_path: Path, charts: str, last: str
):
    shown = "[line, column]" if "column" in charts else "[line]"
    section = PICTURED.replace("[line, column]", shown)
    assert order(brief(tmp_path, section, BARE, more=f"charts: {{{charts}}}\n").made)[-1] == last


def test_a_section_with_the_only_chart_is_the_last_whatever_its_weight(tmp_path: Path):
    pictured = PICTURED.replace("    text", "    weight: 0.1\n    text", 1)
    made = brief(tmp_path, FIRST, pictured, BARE).made
    assert order(made)[-1] == "section 2"
    assert made.may_go[-1].why == "weight"


def test_a_chart_to_which_a_text_points_is_the_one_that_stays(tmp_path: Path):
    made = brief(tmp_path, FIRST.replace("One.", "See {{ figure.column }}."), PICTURED).made
    assert "chart line" in order(made)
    assert "chart column" not in order(made)
    assert "section 2" not in order(made)


def cut(made: Document, *parts: Part) -> Document:
    return remade(made, parts, (), lambda one: replace(one, sections=in_order(one.sections)))


def noted(document: Document) -> set[str]:
    return {fact for trace in document.traces for fact in trace.noted}


def test_facts_leave_with_the_only_text_that_mentions_them(tmp_path: Path):
    made = brief(
        tmp_path, FIRST, PICTURED, more=CHART.replace("column: s.classes", "line: s.pupils")
    ).made
    (classes,) = {fact for fact in noted(made) if "classes" in fact}
    less = cut(made, Part("text", "1-2"))
    assert words(less) == ["1-1", "2-1", "2-2"]
    assert classes not in noted(less)
    assert noted(cut(made, Part("text", "2-2"))) == noted(made)


def test_facts_stay_that_another_text_of_the_section_mentions(tmp_path: Path):
    first = FIRST.replace("One.", "One of {{ classes }}.")
    made = brief(
        tmp_path, first, PICTURED, more=CHART.replace("column: s.classes", "line: s.pupils")
    ).made
    assert noted(cut(made, Part("text", "1-2"))) == noted(made)


def test_facts_of_the_method_and_of_notes_leave_with_them(tmp_path: Path):
    first = "  - title: First\n    text: |\n      One.\n\n      Two[^n].\n\n      [^n]: Of {{ classes }}.\n"
    plain = CHART.replace("column: s.classes", "line: s.pupils")
    made = brief(tmp_path / "a", first, PICTURED, more=plain).made
    assert any("classes" in fact for fact in noted(made))
    assert not any("classes" in fact for fact in noted(cut(made, Part("text", "1-2"))))
    made = brief(tmp_path / "b", PICTURED, more=plain + METHOD_TEXT).made
    less = cut(made, METHOD)
    assert any("classes" in fact for fact in noted(made))
    assert not any("classes" in fact for fact in noted(less))
    assert less.method == ()


def pieces(*blocks: Paragraph | ItemList) -> list[str]:
    section = Section("trade-2", (), blocks)
    return [part.id.removeprefix("trade-2-") for part, _ in parts_of(section)]


def text(words: str) -> Paragraph:
    return Paragraph((Text(words),))


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ((), []),
        ((text("One."),), ["1"]),
        ((text("One."), text("Two.”"), text("Three?)")), ["1", "2", "3"]),
        ((text("These:"), text("Two."), text("Three.")), ["1", "1", "2"]),
        ((text("A heading"), text("that leads on:"), text("Two.")), ["1", "1", "1"]),
        ((text("One."), ItemList(((text("a"),),)), text("Two.")), ["1", "1", "2"]),
        ((ItemList(((text("a"),),)), text("One.")), ["1", "2"]),
    ],
)  # fmt: skip
def test_what_leads_to_what_is_below_leaves_with_it(blocks, expected):
    assert pieces(*blocks) == expected


def test_a_piece_of_text_knows_its_section_and_the_one_above():
    assert text_before(Part("text", "trade-2-3")) == Part("text", "trade-2-2")
    assert section_of(Part("text", "trade-2-3")) == Part("section", "trade-2")
    assert text_before(Part("section", "2")) is None
    assert text_before(Part("chart", "line-2")) is None


def fitted(
    made: Document,
    sizes: dict[str, float],
    total: float,
    within: dict[str, str],
    close: float = 0.9,
):
    """The brief as it is fitted to one page, when its parts are so long and all of it is.

    ``close`` is what is left of it in the closer setting, which is reckoned with 0.9.
    """
    known = {str(part): part for section in made.sections for part, _ in parts_of(section)}
    known |= {str(section.part): section.part for section in made.sections} | {"method": METHOD}
    asked: list[tuple[Setting, list[str]]] = []

    def lay_out(document: Document, setting: Setting) -> Measured:
        scale = {"usual": 1.0, "close": close, "closest": 0.864}[setting]
        left = {str(one.part) for one in document.sections}
        left |= {str(part) for section in document.sections for part, _ in parts_of(section)}
        left |= {"method"} if document.method else set()
        gone = [name for name in sizes if name not in left and within.get(name) not in sizes]
        inner = [name for name in sizes if name not in left and within.get(name) in left]
        length = scale * (total - sum(sizes[name] for name in {*gone, *inner}))
        asked.append((setting, sorted(sizes.keys() - left)))
        own = {
            known[name]: Size(
                scale * (size - sum(sizes[one] for one in inner if within[one] == name)),
                "",
                known.get(within.get(name, "")),
            )
            for name, size in sizes.items()
            if name in left
        }
        pages = (length,) if length <= 1 else (1.0, length - 1)
        return Measured(pages, {"": length}, own, 0.9)

    return fit(made, Aim(None, 1), lay_out, lambda one: one), asked


def test_a_short_text_does_not_stay_below_a_longer_one_that_leaves(tmp_path: Path):
    first = FIRST + "\n      Three.\n"
    made = brief(tmp_path, first, "  - title: P\n    charts: [line]\n").made
    sizes = {"text 1-2": 0.2, "text 1-3": 0.02, "section 2": 0.3, "chart line": 0.25}
    found, asked = fitted(made, sizes, 1.3, {"chart line": "section 2"})
    assert words(found.document) == ["1-1"]
    assert [setting for setting, _ in asked] == ["usual", "closest"]


def test_the_chart_leaves_where_all_else_does_not_suffice(tmp_path: Path):
    made = brief(tmp_path, FIRST, "  - title: P\n    charts: [line]\n").made
    sizes = {"text 1-2": 0.05, "section 2": 0.3, "chart line": 0.25}
    found, _ = fitted(made, sizes, 1.4, {"chart line": "section 2"})
    assert [one.id for one in found.document.sections] == ["1"]
    assert words(found.document) == ["1-1", "1-2"]
    assert found.pages == 1


@pytest.mark.parametrize(("rest", "is_shortened"), [(1.44, True), (1.45, False)])
def test_a_text_that_is_much_too_long_by_itself_is_the_authors_to_shorten(
    tmp_path: Path, rest: float, *, is_shortened: bool
):
    made = brief(tmp_path, FIRST, "  - title: P\n    charts: [line]\n").made
    sizes = {"text 1-2": 0.7, "section 2": 0.3, "chart line": 0.25}
    found, _ = fitted(made, sizes, rest + 0.3, {"chart line": "section 2"})
    assert (words(found.document) == ["1-1"]) is is_shortened
    assert found.pages == (1 if is_shortened else 2)


def test_a_section_is_as_long_as_before_what_left_it(tmp_path: Path):
    """Where pages turn out longer than they were reckoned, what is in it is not counted twice."""
    made = brief(tmp_path, FIRST, "  - title: P\n    charts: [line]\n", BARE).made
    sizes = {
        "box 3-1": 0.1,
        "text 3-2": 0.0,
        "section 3": 0.25,
        "text 1-2": 0.1,
        "section 2": 0.3,
        "chart line": 0.25,
    }
    around = {"box 3-1": "section 3", "text 3-2": "section 3", "chart line": "section 2"}
    found, asked = fitted(made, sizes, 1.17, around, close=0.97)
    assert [gone for _, gone in asked] == [
        [],
        ["box 3-1"],
        ["box 3-1", "section 3", "text 3-2"],
    ]
    assert found.pages == 1


def test_all_is_set_as_close_as_may_be_before_a_text_that_stays_is_shortened(tmp_path: Path):
    made = brief(tmp_path, FIRST, "  - title: P\n    charts: [line]\n").made
    sizes = {"text 1-2": 0.2, "section 2": 0.3, "chart line": 0.25}
    found, asked = fitted(made, sizes, 1.11, {"chart line": "section 2"})
    assert asked == [("usual", []), ("closest", [])]
    assert found.pages == 1


def test_it_is_set_so_at_last_where_the_chart_would_leave_else(tmp_path: Path):
    """The closer setting seemed to suffice, and turned out longer than it was reckoned."""
    made = brief(tmp_path, FIRST, "  - title: P\n    charts: [line]\n", BARE).made
    sizes = {
        "box 3-1": 0.1,
        "text 3-2": 0.0,
        "section 3": 0.25,
        "text 1-2": 0.03,
        "section 2": 0.3,
        "chart line": 0.25,
    }
    around = {"box 3-1": "section 3", "text 3-2": "section 3", "chart line": "section 2"}
    found, asked = fitted(made, sizes, 1.3, around, close=0.981)
    assert [setting for setting, _ in asked] == ["usual", "close", "closest"]
    assert [one.id for one in found.document.sections] == ["1", "2"]
    assert found.pages == 1
