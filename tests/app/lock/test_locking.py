"""The lock: what it pins, what it says of a change, and what a frozen build refuses."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from places import ROOT, US

from briefing.app.cli import main as cli
from briefing.app.lock.locking import check_lock, compare_lock, write_lock
from briefing.core.problems import UnusableInput
from briefing.core.workspace import Workspace

SECOND = 'title: China\nperiod: 2024\nmetrics:\n  china: {value: "world.mined[China]"}\nsections:\n  - {title: Output, text: "{{ china }}"}\n'
SHA = hashlib.sha256(US.encode()).hexdigest()
EARLIER = """\
  old: {title: Old book, publisher: House, licence: CC0, published: 2024-01-31}
datasets:
  us:
    editions: {old: {path: data/us-old.csv}}
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def locked(project: Path) -> Path:
    """Two briefs, of which one reads world.csv alone; two editions of one data set; a lock."""
    write(project / "config/china.yaml", SECOND)
    edit(project / "config/project.yaml", "datasets:\n  us:\n", EARLIER)
    write(project / "data/us-old.csv", "year,output,reliance\n2022,400,>95\n2023,410,>95\n")
    write_lock(Workspace(project))
    return project


def changes(project: Path) -> dict[str, str]:
    return {
        one.path: str(one).partition("; sha256")[0]
        for one in compare_lock(Workspace(project)).changes
    }


def refused(project: Path, *names: str, whole: bool = False) -> list[str]:
    try:
        check_lock(Workspace(project), names, whole=whole)
    except UnusableInput as error:
        return [str(one) for one in error.problems]
    return []


def test_the_lock_pins_every_file_with_its_edition_and_its_columns(locked: Path):
    text = (locked / "briefing.lock").read_text(encoding="utf-8")
    assert text.splitlines()[0].startswith("# ")
    assert "`briefing lock`" in text.splitlines()[0]
    block = text[text.index("  data/us.csv:") : text.index("  data/world.csv:")]
    assert block.splitlines()[1:8] == [
        "    datasets:",
        "      us:",
        "        edition: Book",
        "        published: 2025-01-31",
        "        source: book",
        f"    sha256: {SHA}",
        f"    size: {len(US)}",
    ]
    assert [line.split()[-1] for line in block.splitlines()[10:14]] == [
        "year", "output", "reliance", "3",
    ]  # fmt: skip
    assert "us@old:\n        edition: Old book\n        published: 2024-01-31\n" in text


def test_a_lock_that_is_up_to_date_is_left_alone(locked: Path):
    path = locked / "briefing.lock"
    os.utime(path, (0, 0))
    assert write_lock(Workspace(locked)).is_up_to_date
    assert path.stat().st_mtime == 0


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("2023,416", "2023,417", "column 'output' differs"),
        ("2024,450,80\n", "2024,450,80\n2025,460,75\n", "1 row more at the end"),
        ("2024,450,80\n", "2024,451,80\n2025,460,75\n", "column 'output' differs, 1 row more"),
        ("2022,400,>95\n", "", "all 3 columns differ, 1 row fewer"),
        ("output", "production", "column 'output' is now called 'production'"),
        ("year,output,reliance", "year,output,nir", "column 'reliance' is now called 'nir'"),
        (
            US, "year,reliance,output\n2022,>95,400\n2023,>95,416\n2024,80,450\n",
            "columns stand in another order",
        ),
        (US, "year,output\n2022,400\n2023,416\n2024,450\n", "column 'reliance' is gone"),
        (
            US, "year,output,reliance,note\n2022,400,>95,\n2023,416,>95,\n2024,450,80,e\n",
            "column 'note' is new",
        ),
        (
            US, US.replace("\n", "\r\n"),
            "the cells are the same, their bytes are not (line ends, quotes, blank rows)",
        ),
    ],
)  # fmt: skip
def test_a_change_of_a_file_is_named(locked: Path, old: str, new: str, words: str):
    path = locked / "data/us.csv"
    path.write_bytes(path.read_bytes().decode().replace(old, new).encode())
    assert changes(locked) == {"data/us.csv": words}


def test_new_files_gone_files_and_other_words_of_the_source_are_named(locked: Path):
    config = locked / "config/project.yaml"
    edit(config, "title: Old book", "title: The old book")
    edit(config, "published: 2025-01-31", "published: 2025-02-28")
    edit(config, "path: data/world.csv", "path: data/world-2.csv")
    (locked / "data/world.csv").rename(locked / "data/world-2.csv")
    assert changes(locked) == {
        "data/us-old.csv": "edition 'The old book', locked as 'Old book'",
        "data/us.csv": "published 2025-02-28, locked as 2025-01-31",
        "data/world-2.csv": "is new: 6 rows, 3 columns, data set 'world' of Book, 2025-02-28",
        "data/world.csv": "is no longer read",
    }
    assert refused(locked, "china") == [
        "config/project.yaml:15:11: 'data/world-2.csv' is not in the lock (look at the change; if it is right: briefing lock)"
    ]
    problems = refused(locked, whole=True)
    assert [one.partition(" (")[0] for one in problems] == [
        "briefing.lock:32:3: 'data/world.csv' is in the lock, and nothing reads it any more",
        "config/project.yaml:15:11: 'data/world-2.csv' is not in the lock",
        "data/us-old.csv: not as locked: edition 'The old book', locked as 'Old book'",
        "data/us.csv: not as locked: published 2025-02-28, locked as 2025-01-31",
    ]
    write_lock(Workspace(locked))
    assert refused(locked, whole=True) == []


def test_sheets_of_a_workbook_are_told_apart(locked: Path):
    book = openpyxl.Workbook()
    book.active.title = "A"
    for name in ("A", "B"):
        sheet = book[name] if name == "A" else book.create_sheet(name)
        for row in (("year", "x"), (2023, 1), (2024, 2)):
            sheet.append(row)
    book.save(locked / "data/book.xlsx")
    with (locked / "config/project.yaml").open("a", encoding="utf-8") as file:
        for name in ("A", "B"):
            file.write(
                f"  {name.lower()}: {{source: book, path: data/book.xlsx, sheet: {name}, period: {{column: year}},"
                " series: {x: {column: x, title: X, unit: t}}}\n"
            )
    write_lock(Workspace(locked))
    book["B"]["B3"] = 3
    book.save(locked / "data/book.xlsx")
    assert changes(locked) == {"data/book.xlsx": "B: column 'x' differs"}


def test_files_of_the_brand_are_pinned(locked: Path):
    write(locked / "logo.svg", LOGO)
    with (locked / "config/project.yaml").open("a", encoding="utf-8") as file:
        file.write("brand: {logo: logo.svg}\n")
    assert changes(locked) == {"logo.svg": "is new: 85 bytes"}
    assert "'logo.svg' is not in the lock" in refused(locked, "china")[0]
    write_lock(Workspace(locked))
    edit(locked / "logo.svg", "h9v9z", "h9v8z")
    assert "logo.svg: not as locked: 85 bytes" in refused(locked, "china")[0]


def test_only_the_inputs_of_the_briefs_asked_for_are_held_to_the_lock(locked: Path):
    edit(locked / "data/us.csv", "416", "417")
    assert refused(locked, "china") == []
    assert len(refused(locked, "small")) == len(refused(locked)) == 1
    assert len(refused(locked, "china", whole=True)) == 1


def test_an_earlier_edition_is_an_input_too(locked: Path):
    edit(locked / "data/us-old.csv", "410", "411")
    assert refused(locked, "small")[0].startswith(
        "data/us-old.csv: not as locked: column 'output' differs; sha256 "
    )


def test_a_data_set_that_no_brief_uses_is_the_matter_of_locked_alone(locked: Path):
    with (locked / "config/project.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "  spare: {source: book, path: data/spare.csv, period: {column: year},"
            " series: {x: {column: output, title: X, unit: t}}}\n"
        )
    write(locked / "data/spare.csv", US)
    assert refused(locked) == []
    assert "'data/spare.csv' is not in the lock" in refused(locked, whole=True)[0]


@pytest.mark.parametrize("option", ["--frozen", "--locked"])
@pytest.mark.parametrize("command", [["build"], ["build", "--dry-run"], ["check"]])
def test_a_frozen_command_refuses_before_anything_is_done(
    locked: Path, capsys, command: list[str], option: str
):
    edit(locked / "data/us.csv", "416", "417")
    assert cli.main([*command, option, "--project", str(locked)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "error: data/us.csv: not as locked: column 'output' differs; sha256 " in told.err
    assert f"expected {SHA[:12]}…" in told.err
    assert "briefing lock)" in told.err
    assert not (locked / "output").exists()


def test_a_frozen_build_refuses_where_nothing_is_to_be_built_too(locked: Path, capsys):
    assert cli.main(["build", "china", "--locked", "--quiet", "--project", str(locked)]) == 0
    (locked / "briefing.lock").unlink()
    assert cli.main(["build", "china", "--quiet", "--project", str(locked)]) == 0
    assert capsys.readouterr().err == ""
    assert cli.main(["build", "china", "--frozen", "--quiet", "--project", str(locked)]) == 2
    assert "briefing.lock: there is no lock (write it: briefing lock" in capsys.readouterr().err


def test_a_frozen_check_tells_machines_too(locked: Path, capsys):
    edit(locked / "data/us.csv", "416", "417")
    arguments = ["check", "--locked", "--project", str(locked), "--format"]
    assert cli.main([*arguments, "github"]) == 2
    assert "file=data/us.csv" in capsys.readouterr().out
    assert cli.main([*arguments, "json"]) == 2
    assert json.loads(capsys.readouterr().out)["problems"][0]["file"] == "data/us.csv"


def test_a_file_that_is_gone_or_no_table_any_more_is_told_by_its_name(locked: Path):
    write(locked / "data/us.csv", "")
    assert refused(locked, "small") == ["data/us.csv: the file is empty"]
    (locked / "data/us.csv").unlink()
    assert refused(locked, whole=True) == [
        "config/project.yaml:8:11: there is no file 'data/us.csv' (did you mean 'us-old.csv'?)"
    ]


def test_what_cannot_be_read_is_not_locked(locked: Path, capsys):
    before = (locked / "briefing.lock").read_bytes()
    write(locked / "data/us.csv", "")
    assert cli.main(["lock", "--project", str(locked)]) == 2
    assert "data/us.csv: the file is empty" in capsys.readouterr().err
    assert (locked / "briefing.lock").read_bytes() == before


def test_the_lock_needs_no_brief_and_no_metrics(locked: Path):
    write(locked / "config/china.yaml", "title: [")
    edit(locked / "data/us.csv", "416", "no number")
    assert not write_lock(Workspace(locked)).is_up_to_date
    assert write_lock(Workspace(locked)).is_up_to_date


def test_the_command_says_what_changed_and_writes(locked: Path, capsys):
    assert cli.main(["lock", "--project", str(locked)]) == 0
    assert capsys.readouterr().out == "briefing.lock is up to date: 3 files\n"
    edit(locked / "data/us.csv", "416", "417")
    assert cli.main(["lock", "--project", str(locked), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["up_to_date"], told["written"], told["files"]) == (False, True, 3)
    assert told["changes"][0]["words"] == ["column 'output' differs"]
    assert (told["changes"][0]["file"], told["changes"][0]["kind"]) == ("data/us.csv", "changed")
    edit(locked / "data/us.csv", "417", "418")
    assert cli.main(["lock", "--project", str(locked)]) == 0
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith("data/us.csv: column 'output' differs; sha256 ")
    assert last == "briefing.lock written: 3 files"


def test_a_lock_check_writes_nothing_and_exits_with_1(locked: Path, capsys):
    path = locked / "briefing.lock"
    before = path.read_bytes()
    arguments = ["lock", "--check", "--project", str(locked)]
    assert cli.main(arguments) == 0
    edit(locked / "data/us.csv", "416", "417")
    assert cli.main(arguments) == 1
    assert "finding: data/us.csv: not as locked: column 'output' differs" in capsys.readouterr().err
    assert cli.main([*arguments, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["up_to_date"], told["written"]) == (False, False)
    assert told["problems"][0]["file"] == "data/us.csv"
    assert path.read_bytes() == before
    edit(locked / "data/us.csv", "417", "416")
    edit(path, "size: ", "size:  ")
    assert cli.main(arguments) == 1
    assert "briefing.lock: it was edited by hand" in capsys.readouterr().err
    path.unlink()
    assert cli.main(arguments) == 1
    assert "there is no lock" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (f"sha256: {SHA[0]}", "sha256: g", "is no sha256: 64 hexadecimal digits"),
        ("rows: 3", "rows: -3", "'rows': should be greater than or equal to 0"),
        ("rows: 3", "rows: three", "'rows' wants a whole number, not 'three'"),
        ("size:", "siez:", "unknown key 'siez'"),
        (" year\n", "year\n", "a column is twelve hexadecimal digits, a space and its header"),
        ("published: 2025-01-31", "published: soon", "'published' wants a date"),
        ("files:", "fils:", "unknown key 'fils'"),
        ("briefing_lock: 1", "briefing_lock: 2", "the lock is of form 2, and this program knows form 1"),
        ("files:", "files: [", "a list or block in brackets is broken"),
        (
            "  data/us.csv:", "<<<<<<< HEAD\n  data/us.csv:",
            "briefing.lock:18: a merge conflict was left in it ('<<<<<<<') "
            "(settle the data and the config, then: briefing lock)",
        ),
    ],
)  # fmt: skip
def test_a_lock_that_makes_no_sense_is_told_with_its_line_and_can_be_renewed(
    locked: Path, capsys, old: str, new: str, told: str
):
    path = locked / "briefing.lock"
    good = path.read_bytes()
    edit(path, old, new)
    for arguments in (["build", "--frozen"], ["check", "--locked"], ["lock", "--check"]):
        assert cli.main([*arguments, "--project", str(locked)]) == 2
        words = capsys.readouterr().err
        assert told in words
        assert "briefing lock)" in words
        assert words.startswith("error: briefing.lock:")
    assert cli.main(["lock", "--project", str(locked)]) == 0
    assert "the lock that was there could not be read: briefing.lock:" in capsys.readouterr().out
    assert path.read_bytes() == good


def test_an_unknown_source_is_told_and_nothing_locked(locked: Path, capsys):
    edit(
        locked / "config/project.yaml",
        "source: book\n    path: data/world.csv",
        "source: bok\n    path: data/world.csv",
    )
    assert cli.main(["lock", "--project", str(locked)]) == 2
    assert "unknown source 'bok' (did you mean 'book'?)" in capsys.readouterr().err


def test_a_lock_that_cannot_be_written_leaves_the_old_one(locked: Path, monkeypatch, capsys):
    before = (locked / "briefing.lock").read_bytes()
    edit(locked / "data/us.csv", "416", "417")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("briefing.app.lock.locking.replace_file", full)
    assert cli.main(["lock", "--project", str(locked)]) == 2
    assert "briefing.lock: cannot be written: No space left" in capsys.readouterr().err
    assert (locked / "briefing.lock").read_bytes() == before
    assert not list(locked.glob(".briefing.lock*"))


def test_locking_loads_nothing_that_computes_or_draws(locked: Path):
    code = (
        "import sys; from briefing.app.cli.main import main; code = main(sys.argv[1:]); "
        "heavy = {'pandas', 'matplotlib', 'weasyprint', 'numpy', 'jinja2', 'briefing.analysis.metrics.metric_graph'}; "
        "print(sorted(heavy & sys.modules.keys())); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "lock", "--project", str(locked)],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_lock_of_the_examples_is_up_to_date():
    assert [str(one) for one in compare_lock(Workspace(ROOT)).changes] == [], (
        "renew it: briefing lock"
    )
