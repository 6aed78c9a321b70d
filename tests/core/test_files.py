"""Files are put in place whole or not at all, and nothing is left beside them."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from briefing.core.files import Outputs, cannot_write, replace_file, write_outputs, write_tree
from briefing.core.own_folder import OwnFolder
from briefing.core.problems import UnusableInput

BRIEF = Outputs("us", {"pdf": b"%PDF", "facts.json": b"{}"})


def inside(folder: Path) -> dict[str, bytes]:
    every = [one for one in folder.rglob("*") if one.is_file()]
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in every}


def test_all_files_of_a_brief_are_there_under_their_names(tmp_path: Path) -> None:
    folder = tmp_path / "new/output"
    found = write_outputs(BRIEF, OwnFolder(folder))
    assert found == {"pdf": folder / "us.pdf", "facts.json": folder / "us.facts.json"}
    assert inside(folder) == {"us.pdf": b"%PDF", "us.facts.json": b"{}"}
    assert (folder / "us.pdf").stat().st_mode & 0o777 == 0o644
    again = write_outputs(Outputs("us", {"pdf": b"new"}), OwnFolder(folder))
    assert again == {"pdf": folder / "us.pdf"}
    assert inside(folder) == {"us.pdf": b"new", "us.facts.json": b"{}"}


def test_all_is_written_before_anything_is_renamed(tmp_path: Path) -> None:
    (tmp_path / "us.pdf").write_bytes(b"old")
    seen: list[dict[str, bytes]] = []
    write_outputs(BRIEF, OwnFolder(tmp_path), lambda: seen.append(inside(tmp_path)))
    (between,) = seen
    assert between.pop("us.pdf") == b"old"
    assert sorted(between.values()) == [b"%PDF", b"{}"]
    assert all(name.startswith(".us.") and name.endswith(".part") for name in between)


@pytest.mark.parametrize("broken", ["before", "fsync"])
def test_what_fails_leaves_the_last_good_files_and_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    (tmp_path / "us.pdf").write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    if broken == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(UnusableInput) as told:
        write_outputs(BRIEF, OwnFolder(tmp_path), fail if broken == "before" else lambda: None)
    (problem,) = told.value.problems
    assert str(problem) == (
        f"{tmp_path}: cannot write: No space left on device "
        "(the last good files are untouched; free space or choose --output)"
    )
    assert problem.code == "unwritable-file"
    assert inside(tmp_path) == {"us.pdf": b"old"}


def test_a_folder_that_cannot_be_made_is_told_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UnusableInput) as told:
        write_outputs(BRIEF, OwnFolder(tmp_path / "file/output"))
    assert str(told.value).startswith(
        f"{tmp_path / 'file/output'}: cannot write: Not a directory ("
    )
    error = OSError(errno.EACCES, "Permission denied")
    assert str(cannot_write(error, tmp_path)).startswith(f"{tmp_path}: cannot write: Permission")


def test_one_file_is_replaced_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "briefing.lock"
    replace_file(path, b"one")
    replace_file(path, b"two")
    assert inside(tmp_path) == {"briefing.lock": b"two"}

    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="broken"):
        replace_file(path, b"three")
    assert inside(tmp_path) == {"briefing.lock": b"two"}


def test_a_tree_is_written_below_its_folder_and_nowhere_else(tmp_path: Path) -> None:
    folder = tmp_path / "a/tree"
    contents = {"x.txt": b"1", "b/c/y.txt": b"2", "../out.txt": b"3", "b/../../z": b"4", ".": b"5"}
    write_tree(folder, {**contents, str(tmp_path / "abs.txt"): b"6"})
    assert inside(tmp_path) == {"a/tree/x.txt": b"1", "a/tree/b/c/y.txt": b"2"}
    write_tree(folder, {"b/w.txt": b"7"})
    assert (folder / "b/w.txt").read_bytes() == b"7"


def test_a_link_out_of_the_tree_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "tree"
    folder.mkdir()
    (folder / "up").symlink_to(tmp_path)
    write_tree(folder, {"up/out.txt": b"1", "in.txt": b"2"})
    assert inside(tmp_path) == {"tree/in.txt": b"2"}


def test_what_is_written_is_as_open_as_the_umask_allows(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        written = write_outputs(Outputs("b", {"md": b"x"}), OwnFolder(tmp_path))
    finally:
        os.umask(before)
    assert written["md"].stat().st_mode & 0o777 == 0o640


def test_a_link_in_place_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "output").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UnusableInput, match="cannot write"):
        write_outputs(BRIEF, OwnFolder(tmp_path / "output"))
    with pytest.raises(UnusableInput, match="cannot write"):
        write_outputs(BRIEF, OwnFolder(tmp_path, ("output",)))
    assert inside(tmp_path) == {}


def test_a_folder_that_is_swapped_for_a_link_meanwhile_does_no_harm(tmp_path: Path) -> None:
    """The files go where the folder went that was opened, and nowhere else."""
    output, elsewhere = tmp_path / "output", tmp_path / "elsewhere"
    elsewhere.mkdir()

    def swap() -> None:
        output.rename(tmp_path / "moved")
        output.symlink_to(elsewhere)

    write_outputs(BRIEF, OwnFolder(output), swap)
    assert inside(elsewhere) == {}
    assert inside(tmp_path / "moved") == {"us.pdf": b"%PDF", "us.facts.json": b"{}"}
