"""Nothing is built twice, nothing stale is kept, and what was built by hand is not lost."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from places import ROOT, small_project

from briefing.app.build.build_record import FOLDER
from briefing.app.build.incremental import build_changed, what_is_stale
from briefing.app.cli import main as cli
from briefing.core.own_folder import OwnFolder

ENDINGS = ("pdf", "html", "facts.json", "prov.json")
SECOND = 'title: China\nperiod: 2024\nmetrics:\n  china: {value: "world.mined[China]"}\nsections:\n  - {title: Output, text: "{{ china }}"}\n'


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def outputs(project: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes() for path in (project / "output").iterdir() if path.is_file()
    }


def reasons(project: Path) -> dict[str, tuple[str, ...]]:
    return {one.brief: one.reasons for one in what_is_stale(project=project)}


@pytest.fixture(scope="module")
def built_once(tmp_path_factory) -> Path:
    project = small_project(tmp_path_factory.mktemp("built"))
    (project / "config/china.yaml").write_text(SECOND, encoding="utf-8")
    outcomes = build_changed(project=project)
    assert [one.built for one in outcomes] == [True, True]
    return project


@pytest.fixture
def built(built_once: Path, tmp_path: Path) -> Path:
    """Two briefs, built and since then elsewhere."""
    return shutil.copytree(built_once, tmp_path, dirs_exist_ok=True)


def test_a_second_build_has_nothing_to_do_and_loads_nothing_heavy(built: Path):
    before = outputs(built)
    code = (
        "import sys; from briefing.app.cli.main import main; code = main(sys.argv[1:]); "
        "heavy = {'pandas', 'matplotlib', 'weasyprint', 'numpy', 'pydantic', 'yaml', 'jinja2', 'pint'}; "
        "print(sorted(heavy & sys.modules.keys())); "
        "print([one for one in sys.modules if one.endswith('_command')]); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "build", "--explain", "--project", str(built)],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.stdout.splitlines()[-2:] == ["[]", "['briefing.app.cli.build_command']"]
    assert "china: kept: nothing that it reads has changed" in done.stdout
    assert outputs(built) == before


def test_a_changed_cell_builds_the_briefs_that_read_it_and_draws_the_charts_that_show_it(
    built: Path,
):
    edit(built / "data/us.csv", "416", "417")
    done = {one.brief: one for one in build_changed(project=built)}
    assert (done["small"].built, done["china"].built) == (True, False)
    assert done["small"].reasons == ("cells of data/us.csv that it reads changed",)
    assert done["small"].drawn == ()
    assert reasons(built) == {"china": (), "small": ()}
    edit(built / "data/world.csv", "255,270", "255,271")
    done = {one.brief: one for one in build_changed(project=built)}
    assert (done["small"].built, done["china"].built) == (True, True)
    assert done["small"].drawn == ("bars",)


def test_a_cell_that_a_brief_does_not_read_does_not_build_it(built: Path):
    data = built / "data/us.csv"
    edit(data, "2023,416,>95", "2023,416,>95,a remark")
    before = outputs(built)
    assert [one.built for one in build_changed(project=built)] == [False, False]
    assert outputs(built) == before
    edit(data, "2022,400", "2021,390,>95\n2022,400")
    assert reasons(built)["small"] == ("cells of data/us.csv that it reads changed",)


def test_a_data_set_that_a_brief_does_not_use_does_not_build_it(built: Path):
    edit(built / "config/project.yaml", "path: data/us.csv", "path: ./data/us.csv")
    assert reasons(built) == {"china": (), "small": ("data set us is declared otherwise",)}


def test_a_change_of_the_brand_builds_all(built: Path):
    with (built / "config/project.yaml").open("a", encoding="utf-8") as file:
        file.write("\nbrand: {name: Another house}\n")
    assert set(reasons(built).values()) == {("the brand is declared otherwise",)}


def test_another_logo_builds_all(built: Path):
    logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    (built / "logo.svg").write_text(logo, encoding="utf-8")
    with (built / "config/project.yaml").open("a", encoding="utf-8") as file:
        file.write("\nbrand: {name: House, logo: logo.svg}\n")
    build_changed(project=built)
    assert set(reasons(built).values()) == {()}
    edit(built / "logo.svg", "h9v9", "h8v8")
    assert set(reasons(built).values()) == {("logo.svg changed",)}
    build_changed(project=built)
    assert set(reasons(built).values()) == {()}


def test_a_brief_whose_yaml_is_broken_does_not_keep_the_others_from_being_built(
    built: Path, capsys
):
    edit(built / "config/china.yaml", "Output", "Mining")
    edit(built / "config/small.yaml", "metrics:", "metrics: [")
    assert cli.main(["build", "--project", str(built), "--quiet"]) == 2
    told = capsys.readouterr().err
    assert "config/small.yaml:" in told
    assert "config/china.yaml" not in told
    assert "Mining" in (built / "output/china.html").read_text(encoding="utf-8")


def test_a_template_of_the_project_that_appears_builds_the_briefs_that_it_reaches(built: Path):
    folder = built / "templates/css"
    folder.mkdir(parents=True)
    (folder / "parts.css.j2").write_text("p { color: #111 }", encoding="utf-8")
    assert set(reasons(built).values()) == {("templates/css/parts.css.j2 is new",)}
    other = built / "templates/one-pager"
    other.mkdir()
    (other / "brief.html.j2").write_text("", encoding="utf-8")
    assert "templates/one-pager/brief.html.j2 is new" not in reasons(built)["china"]
    assert "templates/one-pager/brief.html.j2 is new" in reasons(built)["small"]


def test_another_version_of_the_program_builds_all(built: Path, monkeypatch):
    monkeypatch.setattr("briefing.app.build.incremental.program", lambda: "another")
    assert set(reasons(built).values()) == {("the program or one of its libraries is another",)}


def test_the_environment_counts_where_it_matters(built: Path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert set(reasons(built).values()) == {("SOURCE_DATE_EPOCH is another",)}
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert set(reasons(built).values()) == {()}


def test_no_clock_decides(built: Path):
    for path in built.rglob("*"):
        if path.is_file():
            os.utime(path, (0, 0))
    assert set(reasons(built).values()) == {()}


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_missing_output_is_made_again(built: Path, ending: str):
    before = outputs(built)
    (built / f"output/small.{ending}").unlink()
    assert reasons(built)["small"] == (f"small.{ending} is missing",)
    build_changed(project=built)
    assert outputs(built) == before


def test_an_output_that_was_edited_is_made_again_and_the_edit_kept(built: Path):
    page = built / "output/small.html"
    before = page.read_bytes()
    edit(page, "</body>", "<p>By hand.</p></body>")
    by_hand = page.read_bytes()
    assert reasons(built)["small"] == ("small.html was changed by hand",)
    build_changed(project=built)
    assert page.read_bytes() == before
    assert (built / "output/small.edited.html").read_bytes() == by_hand
    assert reasons(built)["small"] == ()


def test_a_format_once_made_is_kept_up_to_date(built: Path):
    assert [one.built for one in build_changed(["small"], project=built, also=("md",))] == [True]
    old = (built / "output/small.md").read_bytes()
    edit(built / "data/us.csv", "416", "417")
    build_changed(project=built)
    assert (built / "output/small.md").read_bytes() != old


def test_warnings_are_told_again_by_a_build_that_does_nothing(built: Path, capsys):
    edit(built / "config/china.yaml", "{{ china }}", "{{ china }} in 1999, not 12%")
    for _ in range(2):
        assert cli.main(["build", "china", "--project", str(built), "--quiet"]) == 0
        assert "12%" in capsys.readouterr().err


def test_a_brief_that_fails_is_tried_again_and_the_others_are_built(built: Path, capsys):
    edit(built / "config/small.yaml", "{{ share }}.\n", "{{ shaer }}.\n")
    edit(built / "config/china.yaml", "Output", "Mining")
    for _ in range(2):
        assert cli.main(["build", "--project", str(built), "--quiet"]) == 2
        assert "shaer" in capsys.readouterr().err
    assert "Mining" in (built / "output/china.html").read_text(encoding="utf-8")


def test_a_record_that_cannot_be_read_is_no_record(built: Path):
    (built / "output/.briefing/small.json").write_text("{", encoding="utf-8")
    assert reasons(built)["small"] == ("there is no record of an earlier build",)
    build_changed(project=built)
    assert reasons(built)["small"] == ()


def test_force_builds_what_is_up_to_date(built: Path):
    before = outputs(built)
    assert all(one.built for one in build_changed(project=built, force=True))
    assert outputs(built) == before


def test_a_dry_run_builds_nothing(built: Path, capsys):
    edit(built / "data/us.csv", "416", "417")
    before = outputs(built)
    assert cli.main(["build", "--dry-run", "--project", str(built)]) == 0
    told = capsys.readouterr().out
    assert "small: to build: cells of data/us.csv that it reads changed" in told
    assert "china: up to date" in told
    assert outputs(built) == before


@pytest.mark.parametrize("stop_after", range(5))
def test_a_build_that_is_cut_off_between_two_files_is_healed(
    built: Path, monkeypatch, tmp_path_factory, stop_after: int
):
    old = outputs(built)
    edit(built / "data/us.csv", "416", "417")
    reference = shutil.copytree(built, tmp_path_factory.mktemp("reference") / "project")
    build_changed(project=reference)
    new = outputs(reference)
    put, count = OwnFolder._put, iter(range(10))

    def dying(folder: OwnFolder, staged: str, name: str, handle: int | None) -> None:
        if FOLDER not in folder.steps and next(count) == stop_after:
            raise SystemExit
        put(folder, staged, name, handle)

    monkeypatch.setattr(OwnFolder, "_put", dying)
    if stop_after < len(ENDINGS):
        with pytest.raises(SystemExit):
            build_changed(project=built)
        assert reasons(built)["small"][0] == "the last build was interrupted"
    else:
        build_changed(project=built)
    left = outputs(built)
    assert all(left[name] in {old[name], new[name]} for name in new)
    assert left.keys() == new.keys()
    monkeypatch.setattr(OwnFolder, "_put", put)
    build_changed(project=built)
    assert outputs(built) == new


def start(project: Path, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "briefing", "build", "--project", str(project), *more],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def test_two_builds_at_once_do_not_harm_each_other(built: Path):
    edit(built / "data/us.csv", "416", "417")
    both = [start(built, "--explain"), start(built, "--explain")]
    told = [one.communicate(timeout=120) for one in both]
    assert [one.returncode for one in both] == [0, 0]
    assert sorted("small: built" in out for out, _ in told) == [False, True]
    assert set(reasons(built).values()) == {()}


def test_a_killed_build_leaves_whole_files_and_the_next_one_heals(built: Path, tmp_path_factory):
    old = outputs(built)
    edit(built / "data/us.csv", "416", "417")
    reference = shutil.copytree(built, tmp_path_factory.mktemp("reference") / "project")
    began = time.monotonic()
    build_changed(project=reference)
    took = time.monotonic() - began
    new = outputs(reference)
    chance = random.Random(7)
    for _ in range(4):
        one = start(built)
        time.sleep(chance.uniform(0.3, took + 1))
        one.send_signal(signal.SIGKILL)
        one.communicate()
        left = outputs(built)
        assert all(left[name] in {old[name], new[name]} for name in new)
    build_changed(project=built)
    assert outputs(built) == new


def test_the_json_says_what_was_built_and_why(built: Path, capsys):
    edit(built / "data/us.csv", "416", "417")
    assert cli.main(["build", "--json", "--project", str(built)]) == 0
    told = {one["id"]: one for one in json.loads(capsys.readouterr().out)["briefs"]}
    assert (told["small"]["built"], told["china"]["built"]) == (True, False)
    assert told["small"]["drawn"] == []


def test_the_picture_of_a_chart_that_is_gone_goes_too_unless_it_was_edited(project: Path):
    brief = project / "config/small.yaml"
    second = "  more: {bar: world.mined, top: 2, title: Two}\n"
    with brief.open("a", encoding="utf-8") as file:
        file.write(second)
    edit(brief, "    chart: bars\n", "    charts: [bars, more]\n")
    build_changed(project=project, also=("md",))
    pictures = {one.name for one in (project / "output").glob("*.svg")}
    assert pictures == {"small.bars.svg", "small.more.svg"}
    edit(brief, second, "")
    edit(brief, "    charts: [bars, more]\n", "    chart: bars\n")
    build_changed(project=project, also=("md",))
    assert {one.name for one in (project / "output").glob("*.svg")} == {"small.bars.svg"}
    (project / "output/small.bars.svg").write_text("by hand", encoding="utf-8")
    edit(brief, "    chart: bars\n", "")
    text = brief.read_text(encoding="utf-8")
    brief.write_text(text[: text.index("charts:")], encoding="utf-8")
    build_changed(project=project, also=("md",))
    assert "by hand" in {one.read_text() for one in (project / "output").glob("*.svg")}
