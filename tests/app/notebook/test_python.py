"""Python and the notebook: what ``briefing.`` offers, one-line reprs, values, and pages that escape."""

import html
import pickle
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import portfolios
import pytest
from handmade import HOLE, above, panel, series
from places import BRIEF, ROOT, small_project

import briefing
from briefing.core.interval import Interval
from briefing.core.problems import Problem
from briefing.core.series import Panel, Series


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = small_project(tmp_path_factory.mktemp("python"))
    brief = BRIEF.replace(
        "charts:", "tables:\n  both: {title: Both, rows: [us.output, us.reliance]}\ncharts:"
    ).replace("chart: bars", "chart: bars\n    table: both")
    (folder / "config/small.yaml").write_text(brief)
    return folder


@pytest.fixture(scope="module")
def brief(folder) -> briefing.Brief:
    return briefing.check("small", project=folder)


def test_what_briefing_completes_to_is_light_until_it_is_asked_for():
    code = (
        "import sys, briefing\n"
        "assert {'build', 'check', 'open', 'Brief', 'Fact', 'Series'} <= set(dir(briefing))\n"
        "assert {'build_all', 'check_all', 'UnusableInput', '__version__'} <= set(dir(briefing))\n"
        "briefing.Fact, briefing.Series\n"
        "print([one for one in ('briefing.app', 'pandas', 'jinja2', 'pydantic') if one in sys.modules])\n"
        "print(all(hasattr(briefing, one) for one in dir(briefing)))\n"
        "from briefing import *\n"
        "print(open.__module__)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.split("\n") == ["[]", "True", "io", ""], done.stdout
    with pytest.raises(AttributeError, match="bild"):
        briefing.bild  # noqa: B018


def test_each_value_is_one_short_line(brief, folder):
    project = briefing.open(folder)
    assert repr(brief) == "<Brief small: Output rose, 23 figures>"
    assert repr(brief["share"]) == "<Fact share: 67.5% (2024)>"
    assert repr(brief["output"]) == "<Fact output: 450 metric tons (2024, estimated)>"
    assert repr(brief["reliance"]) == "<Fact reliance: 80% (2024, estimated)>"
    assert repr(project) == f"<Project {folder.name}: 1 brief, 2 data sets>"
    assert repr(project.series["us.output"]) == (
        "<Series us.output: U.S. output, 2022 to 2024, 3 figures in t>"
    )
    assert repr(project.series["world.mined"]) == (
        "<Panel world.mined: World mining by Country, 5 members, 2023 to 2024, in t>"
    )
    assert repr(project.datasets["us"]) == "<Dataset us: 2 measures, 6 cells of data/us.csv>"
    assert repr(brief.document) == "<Document small: Output rose, 1 section, 23 figures>"
    assert repr(brief.ledger).startswith("<Ledger: 23 facts, 2 inputs; keys schema, tool, brief, ")
    assert list(map(repr, brief.charts.values())) == ["<Figure bars: China mined 67.5%, 5 figures>"]
    assert list(map(repr, brief.tables.values())) == ["<Table both: Both, 2 rows, 3 columns>"]
    long = replace(project.series["us.output"], title="A title\nof many words " * 10)
    assert len(repr(long)) < 140
    assert "\n" not in repr(long)


def test_bounds_and_withheld_figures_tell_themselves(folder):
    world = briefing.open(folder).series["world.mined"]
    us = briefing.open(folder).series["us.reliance"]
    assert isinstance(world, Panel)
    assert isinstance(us, Series)
    withheld = next(iter(world.members["Chad"].facts.values()))
    assert repr(withheld) == "<Fact world.mined[Chad,2023]: withheld (2023)>"
    bound = next(iter(us.facts.values()))
    assert repr(bound) == "<Fact us.reliance[2022]: more than 95% (2022)>"
    assert bound.value is None
    assert bound.bounds == Interval(Fraction(95), Fraction(100), low_open=True)
    with pytest.raises(ValueError, match=r"only bounds are known, \(95, 100\]"):
        float(bound)
    with pytest.raises(ValueError, match=r"has no value \(suppressed\)"):
        float(withheld)


def test_a_figure_is_a_number_where_it_is_one(brief):
    assert float(brief["share"]) == 67.5
    assert brief["share"].value == Fraction(135, 2)
    assert (brief["output"].unit.code, brief["output"].status.value) == ("t", "E")
    zero, open_bound = series("d.x", [0, HOLE, above(3)]).facts.values()
    assert float(zero) == 0
    with pytest.raises(ValueError, match=r"\(3, ∞\)"):
        float(open_bound)


def test_facts_without_words_of_a_language_still_have_a_line():
    code = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from handmade import series, above\n"
        "print([*series('d.x', [1200, above(3)]).facts.values()])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == (
        "[<Fact d.x[2015]: 1,200 t (2015)>, <Fact d.x[2016]: (3, ∞) t (2016)>]"
    )


def test_empty_series_and_panels_have_a_line():
    assert repr(series("d.x", [])) == "<Series d.x: Production, 0 figures in t>"
    assert repr(series("d.x", [1])) == "<Series d.x: Production, 2015, 1 figure in t>"
    assert "1 member, 2015 to 2016" in repr(panel("d.x", {"A": [1, 2]}))


def test_a_figure_is_asked_for_by_name(brief):
    assert brief["us.output[2023]"].value == 416
    assert "share" in brief
    assert "shares" not in brief
    assert list(brief)[:3] == ["output", "reliance", "share"]
    assert all(brief[name].id for name in brief)
    with pytest.raises(KeyError) as error:
        brief["shar"]
    assert isinstance(error.value, briefing.UnusableInput)
    assert str(error.value) == "'small' has no figure 'shar' (did you mean 'share'?)"
    assert brief  # also where it has no figure


def test_a_metric_that_nobody_prints_is_there_too(brief):
    bare = replace(brief, document=replace(brief.document, facts={}))
    assert bare["share"].value == Fraction(135, 2)
    assert "share" in bare
    assert list(bare) == ["output", "reliance", "share"]
    with pytest.raises(KeyError):
        bare["us.output[2023]"]


def test_the_page_of_a_brief_stands_in_a_frame_of_its_own(brief):
    page = brief.html
    assert page.startswith("<!DOCTYPE html>")
    assert "450 metric tons" in page.replace("\u00a0", " ")
    shown = brief._repr_html_()
    assert shown.startswith('<iframe sandbox="" title="Output rose" srcdoc="')
    inner = shown.split('srcdoc="', 1)[1].split('"', 1)[0]
    assert html.unescape(inner) == page
    assert "<style" not in shown


def test_charts_and_tables_have_a_picture(brief):
    picture = brief.charts["bars"]._repr_html_()
    assert '<img src="data:image/svg+xml;base64,' in picture
    assert "China mined 67.5%" in picture
    assert brief.charts["bars"].alt.split(".")[0] in html.unescape(picture)
    table = brief.tables["both"]._repr_html_()
    assert ">450<sup>e</sup></td>" in table
    assert "&gt;95" in table


def test_a_figure_shows_its_tree_down_to_cells(brief):
    shown = brief["share"]._repr_html_()
    assert "<strong>67.5% (2024)</strong>" in shown
    assert "read as “270” in data/world.csv, row 2, column 3 (y2024)" in shown
    assert "read as “400” in data/world.csv, row 6, column 3 (y2024)" in shown
    assert "source book; sha256 of the file " in shown


def test_nothing_of_a_file_becomes_markup(folder):
    evil = "<script>alert(x)</script>"
    project = small_project(folder / "evil")
    shared = project / "config/project.yaml"
    shared.write_text(shared.read_text().replace("U.S. output", f"'{evil}'"))
    world = project / "data/world.csv"
    world.write_text(world.read_text().replace("China", f'"China {evil}"'))
    own = project / "config/small.yaml"
    own.write_text(
        own.read_text()
        .replace("of: China", f"of: 'China {evil}'")
        .replace("{value: us.output}", "{value: us.output, title: '<b>x</b>'}")
    )
    brief = briefing.check("small", project=project)
    for shown in (*(one._repr_html_() for one in brief.facts.values()),
                  *(one._repr_html_() for one in brief.charts.values()), brief._repr_html_()):  # fmt: skip
        assert "<script" not in shown
        assert "<b>" not in shown


def test_a_long_tree_ends(brief):
    del brief  # whoever has one has the pages of facts too
    from briefing.core.fact import Derivation

    fact = next(iter(series("d.x", [1]).facts.values()))
    for number in range(300):
        made = Derivation("formula", "a", {"a": fact})
        fact = replace(fact, id=f"m{number}", origin=made)
    shown = fact._repr_html_()
    assert shown.count("<details") == 200
    assert "…" in shown
    many = replace(fact, origin=Derivation("mean", "mean(all)", {"all": (fact,) * 9}))
    assert "… and 3 more" in replace(many, origin=replace(many.origin, inputs={
        "all": tuple(series("d.x", range(9)).facts.values())}))._repr_html_()  # fmt: skip


def test_an_error_is_one_message_with_its_problems(folder):
    project = small_project(folder / "wrong")
    own = project / "config/small.yaml"
    own.write_text(
        own.read_text().replace("us.output}", "us.outputs}").replace("of: China", "of: Chin")
    )
    with pytest.raises(briefing.UnusableInput) as error:
        briefing.check("small", project=project)
    assert all(isinstance(one, Problem) for one in error.value.problems)
    assert len(error.value.problems) == 2
    shown = error.value._render_traceback_()
    assert shown[0] == "UnusableInput"
    assert shown[1:] == [one.line for one in error.value.problems]
    assert "[unknown-series]" in shown[1]


def test_a_portfolio_is_no_brief(tmp_path):
    project = tmp_path / "p"
    (project / "config").mkdir(parents=True)
    (project / "data").mkdir()
    (project / "config/project.yaml").write_text(portfolios.PROJECT)
    (project / "data/waits.csv").write_text(portfolios.WAITS.replace("West,,", "West,20,22"))
    text = portfolios.BRIEF.replace(
        "  members of: waits.days\n",
        "  members of: waits.days\n  skip: [{when: days > 95, because: it waits too long}]\n",
    )
    (project / "config/waits.yaml").write_text(text)
    assert "waits/north" in briefing.open(project).briefs
    with pytest.raises(briefing.UnusableInput, match="'waits' makes 3 briefs: waits/") as error:
        briefing.check("waits", project=project)
    assert "or ask for all" in str(error.value)
    with pytest.raises(
        briefing.UnusableInput, match="'waits/north' is not made: it waits too long"
    ):
        briefing.check("waits/north", project=project)


def test_a_project_is_found_from_a_file_in_it(folder):
    project = briefing.open(folder / "config" / "small.yaml")
    assert project.root == folder
    assert project.briefs == ("small",)
    assert project.check("small")["share"].value == Fraction(135, 2)
    with pytest.raises(briefing.UnusableInput, match=r"no brief 'smal'.*did you mean 'small'"):
        project.check("smal")
    with pytest.raises(briefing.UnusableInput, match="there is no project here"):
        briefing.open(folder.parent)


def test_a_brief_goes_to_another_process_without_the_files_that_it_read(brief):
    again = pickle.loads(pickle.dumps(brief))
    assert again["share"] == brief["share"]
    assert again.setting.known is None
    with pytest.raises(RuntimeError, match="'small' is of another process"):
        _ = again.html
