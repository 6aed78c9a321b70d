"""The same inputs give the same bytes: on another machine, at another time, after other builds."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from places import ROOT

from briefing.app.cli import main as cli
from briefing.app.lock.locking import write_lock
from briefing.core.workspace import Workspace

STEPS = """
import json, sys
from pathlib import Path
from briefing.app.cli.main import main
project, *steps = json.loads(sys.argv[1])
for step in steps:
    if "old" in step:
        path = Path(project, step["file"])
        path.write_bytes(path.read_bytes().replace(step["old"].encode(), step["new"].encode()))
    elif main([*step["command"], "--quiet", "--project", project]):
        sys.exit(1)
"""


def run(project: Path, cwd: Path, settings: dict[str, str], *steps: dict[str, object]) -> None:
    """Run commands and edits in a process of its own, with surroundings of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **settings}
    environment.pop("SOURCE_DATE_EPOCH", None)
    subprocess.run(
        [sys.executable, "-c", STEPS, json.dumps([str(project), *steps])],
        check=True, env=environment, cwd=cwd,
    )  # fmt: skip


def left_by(project: Path, folder: str = "output") -> dict[str, bytes]:
    outputs = {one.name: one.read_bytes() for one in (project / folder).iterdir() if one.is_file()}
    return {**outputs, "briefing.lock": (project / "briefing.lock").read_bytes()}


def test_a_locked_build_makes_what_was_kept_from_the_locked_bytes(project: Path, capsys):
    """A row that no brief reads changes no brief, and yet the file that its ledger names."""
    write_lock(Workspace(project))
    arguments = ["--project", str(project)]
    assert cli.main(["build", "--quiet", *arguments]) == 0
    world = project / "data/world.csv"
    world.write_text(world.read_text().replace("\n", ",\n"), encoding="utf-8")
    write_lock(Workspace(project))
    assert cli.main(["build", "--explain", *arguments]) == 0
    assert "small: kept" in capsys.readouterr().out
    assert cli.main(["build", "--dry-run", "--frozen", *arguments]) == 0
    assert "small: to build: it was made from another data/world.csv" in capsys.readouterr().out
    assert cli.main(["build", "--explain", "--locked", *arguments]) == 0
    assert "small: built: it was made from another data/world.csv" in capsys.readouterr().out
    kept = left_by(project)
    assert cli.main(["build", "--explain", "--frozen", *arguments]) == 0
    assert "small: kept" in capsys.readouterr().out
    assert cli.main(["build", "--explain", "--locked", *arguments]) == 0
    assert "small: built: asked for\n" in capsys.readouterr().out
    assert cli.main(["build", "--quiet", "--output", str(project / "clean"), *arguments]) == 0
    for name, content in left_by(project, "clean").items():
        assert content == kept[name], name


def test_lock_and_outputs_are_the_same_elsewhere(project: Path, tmp_path_factory):
    here = shutil.copytree(project, tmp_path_factory.mktemp("here") / "project")
    far = tmp_path_factory.mktemp("ein anderer Ort")
    there = shutil.copytree(project, far / "entwürfe" / "projekt")
    for path in there.rglob("*"):
        os.utime(path, (86_400, 86_400))
    plain = {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0"}
    other = {"TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "77", "HOME": str(far)}

    lock, build = {"command": ["lock"]}, {"command": ["build", "--to", "md"]}
    run(here, here, plain, lock, {"command": ["build", "--locked", "--to", "md"]})
    projekt = Path("entwürfe/projekt")
    other_data = {"file": "data/us.csv", "old": "416", "new": "999"}
    run(projekt, far, other, other_data, lock, build)
    before = left_by(there)
    for name, content in left_by(here).items():
        is_picture_of_other_data = name.endswith(".svg")
        assert (before[name] == content) is is_picture_of_other_data, name
    right_data = {"file": "data/us.csv", "old": "999", "new": "416"}
    run(projekt, far, other, right_data, lock, {"command": ["build", "--locked"]})

    assert (there / "output/.briefing/small.json").is_file()
    ours, theirs = left_by(here), left_by(there)
    assert sorted(ours) == sorted(theirs)
    assert [name for name in ours if ours[name] != theirs[name]] == []
    for name, content in ours.items():
        for trace in (b".briefing", str(here).encode(), str(here.parent).encode()):
            assert trace not in content, name
