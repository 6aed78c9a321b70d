"""What stands in an output folder may be a stranger's: nothing in it leads out, and none of it is trusted."""

from __future__ import annotations

import hashlib
import json

import pytest
from portfolios import portfolio

from briefing.app.build.build_record import load_record
from briefing.app.build.drawings import DrawingStore
from briefing.app.cli.main import main
from briefing.app.staging import write_all
from briefing.core.own_folder import OwnFolder, is_own_name
from briefing.core.plot import Picture
from briefing.core.workspace import Outside, Workspace


def build(project, *options) -> int:
    return main(["build", "--to", "md", "--project", str(project), *options])


@pytest.fixture
def built(project):
    assert build(project) == 0
    return project


def forge(project, **changes) -> None:
    path = project / "output/.briefing/small.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **changes}), "utf-8")


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("key", ["wrote", "replacing"])
def test_a_forged_record_renames_and_deletes_nothing_outside(built, tmp_path_factory, key):
    outside = tmp_path_factory.mktemp("outside") / "precious.json"
    outside.write_text("precious", "utf-8")
    ending = f"x/../../../../{outside.parent.name}/precious.json"
    mine = sha(b"precious")
    forge(built, **{key: {ending: mine if key == "wrote" else [mine]}})
    assert build(built) == 0
    assert outside.read_text("utf-8") == "precious"
    forge(built, **{key: {ending: "0" * 64 if key == "wrote" else ["0" * 64]}})
    assert build(built) == 0
    assert sorted(one.name for one in outside.parent.iterdir()) == ["precious.json"]


@pytest.mark.parametrize(
    "changes",
    [
        {"wrote": {"../x": "0" * 64}},
        {"wrote": {"pdf": "short"}},
        {"wrote": ["pdf"]},
        {"wrote": {"exe": "0" * 64}},
        {"drawings": ["../../x"]},
        {"design": "../x"},
        {"formats": ["md/../.."]},
        {"complete": "perhaps"},
        {"told": {"id": 1}},
        {"schema": 1},
        {"files": None},
    ],
)
def test_a_record_that_is_not_as_we_write_them_is_none(built, changes):
    assert load_record(Workspace(built / "output"), "small") is not None
    forge(built, **changes)
    assert load_record(Workspace(built / "output"), "small") is None
    assert build(built) == 0


@pytest.mark.parametrize("place", [".briefing", ".briefing/charts"])
def test_a_link_in_place_of_our_folder_is_not_followed(built, tmp_path_factory, place, capsys):
    other = tmp_path_factory.mktemp("other")
    (other / "drawing.json").write_text("theirs", "utf-8")
    (other / "drawing.svg").write_text("theirs", "utf-8")
    ours = built / "output" / place
    ours.rename(built / "moved")
    ours.symlink_to(other, target_is_directory=True)
    (built / "data/us.csv").write_text("year,output,reliance\n2023,416,90\n2024,500,80\n", "utf-8")
    is_refused = place == ".briefing"
    assert build(built) == (2 if is_refused else 0)
    assert ("[linked-folder]" in capsys.readouterr().err) is is_refused
    assert sorted(one.name for one in other.iterdir()) == ["drawing.json", "drawing.svg"]
    assert (other / "drawing.json").read_text("utf-8") == "theirs"


def test_force_and_locked_draw_anew(built):
    charts = built / "output/.briefing/charts"
    for kept in charts.glob("*.json"):
        found = json.loads(kept.read_text("utf-8"))
        kept.write_text(
            json.dumps({**found, "svg": found["svg"].replace("<g", "<g id='evil'", 1)}), "utf-8"
        )
    svg = next((built / "output").glob("small.*.svg"))
    assert build(built, "--force") == 0
    assert "evil" not in svg.read_text("utf-8")
    main(["lock", "--project", str(built)])
    assert build(built, "--locked") == 0
    assert "evil" not in svg.read_text("utf-8")


def test_an_output_edited_with_its_record_is_noticed_under_locked(built, capsys):
    main(["lock", "--project", str(built)])
    page = built / "output/small.md"
    good = page.read_bytes()
    page.write_bytes(good + b"A lie.\n")
    record = json.loads((built / "output/.briefing/small.json").read_text("utf-8"))
    forge(built, wrote={**record["wrote"], "md": sha(page.read_bytes())})
    capsys.readouterr()
    assert build(built) == 0
    assert "up to date" in capsys.readouterr().out
    assert build(built, "--locked", "--explain") == 0
    assert "what was edited is kept as small.edited.md" in capsys.readouterr().out
    assert page.read_bytes() == good
    assert (built / "output/small.edited.md").read_bytes().endswith(b"A lie.\n")


def test_a_brief_of_any_name_is_kept_and_its_edited_output_put_aside(project, capsys):
    (project / "config/small.yaml").rename(project / "config/Über uns.yaml")
    assert build(project) == 0
    capsys.readouterr()
    assert build(project) == 0
    assert "up to date" in capsys.readouterr().out
    page = project / "output/Über uns.md"
    page.write_bytes(page.read_bytes() + b"Mine.\n")
    assert build(project) == 0
    assert (project / "output/Über uns.edited.md").read_bytes().endswith(b"Mine.\n")
    assert not page.read_bytes().endswith(b"Mine.\n")


@pytest.mark.parametrize(
    "name",
    [
        "a.pdf",
        "a.facts.json",
        "a.xlsx",
        ".a.pdf.12ab.part",
        "us-x.chart_1.svg",
        "Über uns.pdf",
        "a..pdf",
    ],
)
def test_names_of_ours(name):
    assert is_own_name(name)


@pytest.mark.parametrize(
    "name",
    ["", "a", "../a.pdf", "a/b.pdf", "a\\b.pdf", "c:b.pdf", "a.exe", "a.pdf\n", "a\0.pdf", ".."],
)
def test_names_that_are_none_of_ours(name):
    assert not is_own_name(name)


def test_only_regular_files_of_ours_are_touched(tmp_path):
    own = OwnFolder(tmp_path, ("in",))
    assert own.names() == []
    assert own.remove("a.pdf") is False
    own.write("a.pdf", b"1")
    own.write("a.pdf", b"2")
    (tmp_path / "in/b.pdf").mkdir()
    (tmp_path / "in/c.pdf").symlink_to(tmp_path / "in/a.pdf")
    (tmp_path / "in/d.txt").write_text("", "utf-8")
    assert own.names() == ["a.pdf"]
    for other in ("b.pdf", "c.pdf", "d.txt"):
        assert own.remove(other) is False
        assert own.rename(other, "e.pdf") is False
    assert own.rename("a.pdf", "c.pdf") is False
    assert own.rename("a.pdf", "e.pdf") is True
    assert (tmp_path / "in/e.pdf").read_bytes() == b"2"
    assert own.remove("e.pdf") is True
    assert sorted(one.name for one in (tmp_path / "in").iterdir()) == ["b.pdf", "c.pdf", "d.txt"]


def test_a_drawing_that_cannot_be_kept_is_drawn_all_the_same(tmp_path):
    (tmp_path / ".briefing").write_text("a file", "utf-8")
    store = DrawingStore(Workspace(tmp_path), "program")
    assert store.remember("x", "y", lambda: Picture("<svg/>", (), 1, 1)).svg == "<svg/>"
    store.forget_all_but([])
    assert (tmp_path / ".briefing").read_text("utf-8") == "a file"


def test_a_link_in_place_of_the_output_folder_is_followed_only_where_the_user_names_it(
    project, tmp_path_factory, capsys
):
    other = tmp_path_factory.mktemp("other")
    (project / "output").symlink_to(other, target_is_directory=True)
    for command in (["build"], ["build", "--dry-run"], ["build", "--as-of", "2025-12-31"]):
        assert main([*command, "--project", str(project)]) == 2
        assert (
            "output: it is a link, where this program writes its outputs" in capsys.readouterr().err
        )
    assert not [*other.iterdir()]
    assert main(["check", "--project", str(project)]) == 0
    assert main(["build", "--project", str(project), "--output", str(project / "output")]) == 0
    assert (other / "small.pdf").exists()


def test_a_link_in_place_of_the_folder_of_a_portfolio_is_not_followed(
    tmp_path, tmp_path_factory, capsys
):
    other = tmp_path_factory.mktemp("other")
    project = portfolio(tmp_path)
    (project / "output").mkdir()
    (project / "output/regions").symlink_to(other, target_is_directory=True)
    assert main(["build", "--project", str(project)]) == 2
    assert "output/regions: it is a link" in capsys.readouterr().err
    assert not [*other.iterdir()]


@pytest.mark.parametrize("folder", ["config", "data"])
def test_what_is_written_into_a_project_stays_in_it(project, tmp_path_factory, folder):
    other = tmp_path_factory.mktemp("other")
    (project / folder).rename(other / "moved")
    (project / folder).symlink_to(other, target_is_directory=True)
    for path in (f"{folder}/new.yaml", f"{folder}/below/new.csv"):
        with pytest.raises(Outside):
            write_all(Workspace(project), {"README.md": b"x", path: b"x"})
    assert not (project / "README.md").exists()
    assert [one.name for one in other.iterdir()] == ["moved"]
