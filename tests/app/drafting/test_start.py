"""``docs/start.md`` followed word by word: its commands are run, its edits made, its promises held."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

from places import ROOT

from briefing.app.cli import main as cli

START = ROOT / "docs/start.md"
STEP = re.compile(r"`(config/[\w-]+\.yaml)`|```(sh|diff)\n(.*?)```", re.DOTALL)


def edited(text: str, change: str) -> str:
    """A text after an edit: its lines with a minus give way to those with a plus."""
    lines = change.splitlines()
    before = "\n".join(line[1:] for line in lines if line.startswith("-"))
    after = "\n".join(line[1:] for line in lines if line.startswith("+"))
    assert text.count(f"{before}\n") == 1, before
    return text.replace(f"{before}\n", f"{after}\n")


def test_every_step_is_as_it_is_written(tmp_path: Path, monkeypatch, capsys):
    shutil.copy(ROOT / "docs/start/env_wasmun.tsv", tmp_path)
    monkeypatch.chdir(tmp_path)
    codes, file = [], ""
    for named, kind, block in STEP.findall(START.read_text(encoding="utf-8")):
        file = named or file
        if kind == "diff":
            path = tmp_path / file
            path.write_text(edited(path.read_text(encoding="utf-8"), block), encoding="utf-8")
        for command in block.splitlines() if kind == "sh" else ():
            program, *arguments = shlex.split(command)
            assert program == "briefing"
            codes.append(cli.main(arguments))
            told = capsys.readouterr()
            if len(codes) == 1:
                assert "output/env-wasmun.pdf" in told.out
                assert (tmp_path / "output/env-wasmun.pdf").is_file()
            if len(codes) == 2:
                assert told.err.count("[silent-source]") == 2
                assert "2 problems" in told.err
    assert codes == [0, 1, 0, 0]
    page = (tmp_path / "output/env-wasmun.html").read_text(encoding="utf-8")
    words = " ".join(re.sub(r"<[^>]+>", "", page).split())
    (promised,) = re.findall(r"^> (.+)$", START.read_text(encoding="utf-8"), re.MULTILINE)
    for one in (promised, "For the committee", "Keep the grants", "and it was above that in 2024"):
        assert one in words, one
    assert (tmp_path / "output/env-wasmun.pdf").is_file()
