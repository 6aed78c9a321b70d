"""One door: what may be read is read once, and what may not is told with its place."""

from __future__ import annotations

import os
import socket
import tempfile
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from briefing.core import workspace
from briefing.core.problems import Place, Problem, ProblemLog, UnusableInput
from briefing.core.workspace import (
    ABSENT,
    Kind,
    NotAFile,
    NotRead,
    NotThere,
    Outside,
    TooLarge,
    Unreadable,
    Workspace,
    variable,
)
from briefing.data.arrow_arrays import packed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "secret.txt").write_text("outside", encoding="utf-8")
    root = tmp_path / "project"
    (root / "data").mkdir(parents=True)
    (root / "data/d.csv").write_bytes(b"year\n2024\n")
    return root


def test_a_file_is_what_it_was_when_it_was_first_read(folder: Path):
    files = Workspace(folder)
    first = files.read("data/d.csv", Kind.DATA)
    assert (first.content, first.size) == (b"year\n2024\n", 10)
    assert first.sha256 == sha256(b"year\n2024\n").hexdigest()
    (folder / "data/d.csv").write_bytes(b"another")
    assert files.read("data/../data/d.csv", Kind.DATA).content == first.content
    assert files.beside(folder / "data").sha256("d.csv") == first.sha256
    assert files.below("data").read("d.csv", Kind.DATA).path == "data/d.csv"
    assert files.opened == {folder / "data/d.csv": 1}
    assert Workspace(folder).read("data/d.csv", Kind.DATA).content == b"another"


def test_packed_bytes_are_those_that_were_read_whatever_becomes_of_the_file(folder: Path):
    files = Workspace(folder)
    read = files.read("data/d.csv", Kind.DATA)
    read.file_bytes.pack(packed)
    read.file_bytes.pack(lambda _: bytes)  # once is enough
    (folder / "data/d.csv").write_bytes(b"year\n2025\n")
    again = files.read("data/d.csv", Kind.DATA)
    assert again.content == b"year\n2024\n"
    assert (again.size, again.sha256) == (10, sha256(b"year\n2024\n").hexdigest())


def test_a_file_may_be_looked_at_as_if_it_had_another_content(folder: Path):
    files = Workspace(folder)
    other = files.as_if("data/d.csv", b"new")
    assert other.read("data/d.csv", Kind.DATA).content == b"new"
    assert other.sha256("data/d.csv") == sha256(b"new").hexdigest()
    assert files.read("data/d.csv", Kind.DATA).content == b"year\n2024\n"
    assert (folder / "data/d.csv").read_bytes() == b"year\n2024\n"


def test_a_file_that_was_only_hashed_can_still_be_read(folder: Path):
    files = Workspace(folder)
    digest = files.sha256("data/d.csv", Kind.OUTPUT)
    assert files.read("data/d.csv", Kind.EVIDENCE).content == b"year\n2024\n"
    assert digest == files.sha256("data/d.csv") == files.sha256("data/d.csv", Kind.OUTPUT)


def test_what_is_forgotten_is_read_anew(folder: Path):
    files = Workspace(folder)
    files.read("data/d.csv", Kind.DATA)
    files.beside(folder / "output").forget()
    files.read("data/d.csv", Kind.DATA)
    assert files.opened[folder / "data/d.csv"] == 1
    files.beside(folder / "data").forget()
    files.read("data/d.csv", Kind.DATA)
    assert files.opened[folder / "data/d.csv"] == 2


def test_a_path_of_windows_finds_its_file(folder: Path):
    found = Workspace(folder).read("data\\d.csv", Kind.DATA)
    assert (found.path, found.ending) == ("data/d.csv", ".csv")


@pytest.mark.parametrize("path", ["../secret.txt", "data/../../secret.txt", "/etc/hostname", ".."])
def test_what_is_outside_is_not_read(folder: Path, path: str):
    files = Workspace(folder)
    with pytest.raises(Outside, match="leaves the project"):
        files.read(path, Kind.DATA)
    assert (files.has(path), files.sha256(path)) == (False, ABSENT)
    assert (files.names(path), files.files(path)) == ([], [])


def test_a_link_is_where_it_leads(folder: Path):
    (folder / "out.csv").symlink_to(folder.parent / "secret.txt")
    (folder / "in.csv").symlink_to("data/d.csv")
    (folder / "up").symlink_to(folder.parent)
    (folder / "here").symlink_to(".")
    (folder / "round").symlink_to("round")
    files = Workspace(folder)
    for path in ("out.csv", "up/secret.txt"):
        with pytest.raises(Outside):
            files.read(path, Kind.DATA)
    assert files.read("in.csv", Kind.DATA).path == "in.csv"
    assert files.read("up/project/data/d.csv", Kind.DATA).content == b"year\n2024\n"
    assert files.opened == {folder / "data/d.csv": 1}
    with pytest.raises(Unreadable):
        files.read("round", Kind.DATA)
    assert files.files() == ["data/d.csv", "here", "in.csv", "out.csv", "round", "up"]


def test_each_file_of_a_folder_is_led_where_it_leads_though_the_folder_is_looked_at_once(
    folder: Path,
):
    (folder / "data/out.csv").symlink_to(folder.parent / "secret.txt")
    (folder / "data/in.csv").symlink_to("d.csv")
    (folder / "linked").symlink_to("data")
    (folder / "away").symlink_to(folder.parent)
    door = Workspace(folder)
    assert door.real("data/d.csv") == door.real("data/in.csv") == (folder / "data/d.csv").resolve()
    assert door.real("linked/d.csv") == door.real("linked/in.csv") == door.real("data/d.csv")
    assert door.real("data/../linked/../data/d.csv") == door.real("data/d.csv")
    assert door.real("data/") == door.real("data/.") == (folder / "data").resolve()
    for path in ("data/out.csv", "away/secret.txt", "data/../../secret.txt", "away/.."):
        with pytest.raises(Outside):
            door.real(path)


def test_a_folder_that_became_a_link_is_seen_once_what_was_seen_is_forgotten(folder: Path):
    door = Workspace(folder)
    door.read("data/d.csv", Kind.DATA)
    (folder / "data").rename(folder.parent / "moved")
    (folder / "data").symlink_to(folder.parent / "moved")
    door.forget()
    with pytest.raises(Outside):
        door.read("data/d.csv", Kind.DATA)


def test_the_folders_in_a_folder_are_named_in_order_without_links(folder: Path):
    for name in ("b", "a.b", ".hidden"):
        (folder / name).mkdir()
    (folder / "linked").symlink_to("data")
    door = Workspace(folder)
    assert door.folders() == [".hidden", "a.b", "b", "data"]
    assert door.folders("data") == door.folders("none") == door.folders("..") == []


def test_a_folder_whose_name_begins_alike_is_outside(folder: Path):
    other = folder.parent / "project-of-others"
    other.mkdir()
    (other / "d.csv").write_bytes(b"1")
    with pytest.raises(Outside):
        Workspace(folder).read("../project-of-others/d.csv", Kind.DATA)


def test_only_files_are_read_and_nothing_is_waited_for(folder: Path):
    os.mkfifo(folder / "pipe.csv")
    files = Workspace(folder)
    for path, what in (("data", "a folder"), ("pipe.csv", "a pipe"), ("", "a folder")):
        with pytest.raises(NotAFile, match=f"is {what}, no file"):
            files.read(path, Kind.DATA)
        assert files.sha256(path) == files.sha256(path, Kind.OUTPUT) == ABSENT
    with pytest.raises(NotAFile, match="is a device, no file"):
        Workspace(Path("/dev")).read("null", Kind.DATA)


def test_a_socket_is_no_file():
    with tempfile.TemporaryDirectory() as name, socket.socket(socket.AF_UNIX) as one:
        one.bind(f"{name}/s.csv")
        with pytest.raises(NotAFile, match="is a socket, no file"):
            Workspace(Path(name)).read("s.csv", Kind.DATA)


def test_a_pipe_in_place_of_a_file_is_seen_after_opening_too(folder: Path, monkeypatch):
    """Between looking and opening somebody may have put another thing there."""
    os.mkfifo(folder / "pipe.csv")
    real, looks = os.stat, []

    def first_a_file(path, **named):
        looks.append(path)
        return real(folder / "data/d.csv" if str(path).endswith("pipe.csv") else path, **named)

    monkeypatch.setattr(os, "stat", first_a_file)
    with pytest.raises(NotAFile, match="a pipe"):
        Workspace(folder).read("pipe.csv", Kind.DATA)
    assert looks


def test_a_file_has_the_size_of_its_kind_at_most(folder: Path):
    most = Kind.LOGO.value.most
    (folder / "most.svg").write_bytes(b"x" * most)
    (folder / "more.svg").write_bytes(b"x" * (most + 1))
    files = Workspace(folder)
    assert files.read("most.svg", Kind.LOGO).size == most
    with pytest.raises(TooLarge, match=r"'more\.svg' has 500 kB, and a logo may have 500 kB"):
        files.read("more.svg", Kind.LOGO)
    assert files.read("more.svg", Kind.DATA).size == most + 1
    with pytest.raises(TooLarge):
        files.read("more.svg", Kind.LOGO)


def test_a_file_that_is_longer_than_the_system_says_is_read_to_its_end():
    """Files of /proc have a size of 0; so has one that grows after it was looked at."""
    proc = Path("/proc/self")
    if not (proc / "status").is_file():
        pytest.skip("there is no /proc here")
    assert b"\nPid:" in Workspace(proc).read("status", Kind.DATA).content


def test_a_huge_file_is_refused_before_it_is_read(folder: Path):
    with (folder / "huge.csv").open("wb") as file:
        file.truncate(Kind.DATA.value.most + 1)
    files = Workspace(folder)
    with pytest.raises(TooLarge) as told:
        files.read("huge.csv", Kind.DATA)
    assert told.value.advice == "keep the rows and columns that the briefs read"
    assert files.opened == {}


def test_every_kind_has_a_limit_and_says_what_to_do():
    for kind in Kind:
        assert kind.value.most > 0
        assert kind.value.advice
    assert len({kind.value for kind in Kind}) == len(list(Kind.__members__)), "an alias"


@pytest.mark.parametrize(
    ("path", "advice"),
    [("data/e.csv", "did you mean 'd.csv'?"), ("dat/d.csv", ""), ("data/d.csv/x", "")],
)
def test_what_is_not_there_is_told_with_what_is_near(folder: Path, path: str, advice: str):
    with pytest.raises(NotThere) as told:
        Workspace(folder).read(path, Kind.DATA)
    assert told.value.message == f"there is no file '{path}'"
    assert told.value.advice == advice


@pytest.mark.parametrize("path", ["a\0b", "x" * 300])
def test_a_name_that_no_file_can_have_is_refused(folder: Path, path: str):
    with pytest.raises(Unreadable, match="cannot be read"):
        Workspace(folder).read(path, Kind.DATA)
    assert not Workspace(folder).has(path)


def test_what_may_not_be_read_is_told(folder: Path):
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    (folder / "data/d.csv").chmod(0)
    with pytest.raises(Unreadable, match="Permission denied"):
        Workspace(folder).read("data/d.csv", Kind.DATA)


def test_a_refusal_that_nobody_places_is_a_problem_all_the_same(folder: Path):
    with pytest.raises(UnusableInput) as told:
        Workspace(folder).read("gone.csv", Kind.DATA)
    (problem,) = told.value.problems
    assert str(problem) == "gone.csv: there is no file 'gone.csv'"
    assert {one.code for one in NotRead.__subclasses__()} == {
        "outside-project", "missing-file", "no-regular-file", "too-large-file", "unreadable-file",
    }  # fmt: skip


def test_a_file_of_the_command_line_may_be_a_link_to_anywhere(folder: Path):
    link = folder / "given.csv"
    link.symlink_to(folder.parent / "secret.txt")
    files = Workspace.of_file(link)
    assert files.read("given.csv", Kind.DATA).content == b"outside"
    with pytest.raises(Outside) as told:
        files.read("../secret2.txt", Kind.DATA)
    assert told.value.message == f"'../secret2.txt' leaves {folder}"


def test_the_environment_says_the_time(folder: Path):
    files = Workspace(folder, {"SOURCE_DATE_EPOCH": " 86400 "})
    assert files.moment() == files.now() == datetime(1970, 1, 2, tzinfo=UTC)
    assert files.beside(folder).environment("SOURCE_DATE_EPOCH") == "86400"
    unset = Workspace(folder, {})
    assert unset.moment() is None
    assert unset.now() is unset.below("data").now()
    for odd in ("soon", "-1", "1.5", "9" * 5000):
        with pytest.raises(UnusableInput, match="which is no number of seconds"):
            Workspace(folder, {"SOURCE_DATE_EPOCH": odd}).moment()


@pytest.mark.parametrize(
    ("path", "message", "advice", "code"),
    [
        ("../secret.txt", "'../secret.txt' leaves the project", "copy the file into the project", "outside-project"),
        ("data/e.csv", "there is no file 'data/e.csv'", "did you mean 'd.csv'?", "missing-file"),
        ("data", "'data' is a folder, no file", "name a file", "no-regular-file"),
        ("big.svg", "'big.svg' has 2 MB, and a logo may have 500 kB", "it is in every file that is made: take an SVG or a small PNG", "too-large-file"),
        ("a\0b", "'a\ufffdb' cannot be read: no name of a file has a NUL in it", "", "unreadable-file"),
    ],
)  # fmt: skip
def test_a_refusal_says_what_is_wrong_and_what_to_do(
    folder: Path, path: str, message: str, advice: str, code: str
):
    (folder / "big.svg").write_bytes(b"x" * 1_500_000)
    with pytest.raises(NotRead) as told:
        Workspace(folder).read(path, Kind.LOGO)
    refused = told.value
    assert (refused.message, refused.advice, refused.code) == (message, advice, code)
    assert refused.path == path.replace("\0", "\ufffd")
    (problem,) = refused.problems
    assert problem == Problem(Place(refused.path), message, advice, code=code)
    log, place = ProblemLog(), Place("config/a.yaml", 3, 4)
    refused.tell(place, log)
    refused.tell(place, log, "the logo")
    joined = f"{message} for the logo" if code == "missing-file" else f"the logo {message}"
    assert log.problems == tuple(
        Problem(place, words, advice, code=code) for words in (message, joined)
    )


def test_outside_of_another_folder_there_is_nothing_to_copy(folder: Path):
    files = Workspace(folder).beside(folder / "data")
    with pytest.raises(Outside) as told:
        files.read("../x.csv", Kind.DATA)
    assert (told.value.message, told.value.advice) == (f"'../x.csv' leaves {folder / 'data'}", "")


def test_a_file_without_end_is_read_to_its_limit_and_refused(folder: Path, monkeypatch):
    """One that grows while it is read, as a log does."""
    path = folder / "grows.svg"
    path.write_bytes(b"x" * (Kind.LOGO.value.most + 7))
    small = (folder / "data/d.csv").stat()
    monkeypatch.setattr(os, "stat", lambda _: small)
    monkeypatch.setattr(os, "fstat", lambda _: small)
    with pytest.raises(TooLarge) as told:
        Workspace(folder).read("grows.svg", Kind.LOGO)
    assert told.value.message == "'grows.svg' has 500 kB, and a logo may have 500 kB"
    assert told.value.advice == Kind.LOGO.value.advice


def test_what_is_hashed_alone_may_be_large_and_is_opened_once(folder: Path):
    content = bytes(range(256)) * 8000
    (folder / "brief.pdf").write_bytes(content)
    files = Workspace(folder)
    digest = sha256(content).hexdigest()
    assert files.sha256("brief.pdf", Kind.OUTPUT) == digest
    assert files.sha256("brief.pdf", Kind.OUTPUT) == digest
    assert files.opened == {folder / "brief.pdf": 1}
    files.forget()
    (folder / "brief.pdf").write_bytes(b"new")
    assert files.sha256("brief.pdf", Kind.OUTPUT) == sha256(b"new").hexdigest()
    assert files.sha256("gone.pdf", Kind.OUTPUT) == ABSENT


def test_names_and_files_are_those_of_the_folder_in_order(folder: Path):
    for name in ("b.csv", "a/z.csv", "a.csv", "a/b/c.csv"):
        (folder / "data" / name).parent.mkdir(exist_ok=True)
        (folder / "data" / name).write_bytes(b"")
    files = Workspace(folder)
    assert files.names("data") == ["a", "a.csv", "b.csv", "d.csv"]
    assert files.names() == ["data"]
    every = ["data/a/b/c.csv", "data/a/z.csv", "data/a.csv", "data/b.csv", "data/d.csv"]
    assert files.files() == files.files("data") == every
    below = files.below("data")
    assert below.names() == files.names("data")
    assert below.names("a") == ["b", "z.csv"]
    assert (files.names("data/d.csv"), files.files("data/d.csv")) == ([], [])
    assert (files.names("gone"), files.files("gone")) == ([], [])


def test_what_is_there_is_known_without_reading_it(folder: Path):
    files = Workspace(folder)
    for path, is_file, stands, is_folder in (
        ("data/d.csv", True, True, False),
        ("data", False, True, True),
        ("gone", False, False, False),
        ("", False, True, True),
    ):
        assert files.has(path) is is_file
        assert files.stands(path) is stands
        assert files.has_folder(path) is is_folder
    for asked in (files.stands, files.has_folder):
        with pytest.raises(Outside):
            asked("..")
    assert files.opened == {}


def test_a_path_is_shown_as_the_user_knows_it(folder: Path):
    files = Workspace(folder)
    assert files.shown("data\\d.csv") == "data/d.csv"
    assert files.below("data").shown("d.csv") == "data/d.csv"
    assert files.below("data").below("a").shown("d.csv") == "data/a/d.csv"
    assert files.below("data").shown("") == "data"
    assert files.beside(folder / "data").shown("d.csv") == str(folder / "data/d.csv")
    found = files.beside(folder / "data").read("d.csv", Kind.DATA)
    assert (found.path, found.real) == (str(folder / "data/d.csv"), folder / "data/d.csv")
    assert Workspace.of_file(folder / "data/d.csv").shown("d.csv") == str(folder / "data/d.csv")


def test_a_file_that_the_user_named_stays_admitted_below(folder: Path):
    link = folder / "given.csv"
    link.symlink_to(folder.parent / "secret.txt")
    files = Workspace.of_file(link).below("")
    assert files.read("given.csv", Kind.DATA).content == b"outside"
    assert not Workspace(folder).has("given.csv")


@pytest.mark.parametrize(
    ("kind", "near"), [(Kind.DATA, "did you mean 'd.csv'?"), (Kind.DRAWING, "")]
)
def test_no_other_name_is_looked_for_where_the_program_gave_it(folder: Path, kind: Kind, near: str):
    with pytest.raises(NotThere) as told:
        Workspace(folder).read("data/e.csv", kind)
    assert told.value.advice == near


def test_the_environment_is_asked_by_name(folder: Path, monkeypatch):
    files = Workspace(folder, {"A": " x ", "B": ""})
    assert [files.environment(name) for name in "ABC"] == ["x", "", ""]
    monkeypatch.setenv("BRIEFING_TEST", " y ")
    assert variable("BRIEFING_TEST") == Workspace(folder).environment("BRIEFING_TEST") == "y"
    with pytest.raises(UnusableInput) as told:
        Workspace(folder, {"SOURCE_DATE_EPOCH": "soon"}).now()
    (problem,) = told.value.problems
    assert problem == Problem(
        None, "SOURCE_DATE_EPOCH is 'soon', which is no number of seconds", code="unfit-epoch"
    )
    clock = Workspace(folder, {}).now()
    assert clock.tzinfo is UTC
    assert abs((datetime.now(UTC) - clock).total_seconds()) < 60


def test_the_hash_of_a_file_that_is_not_there_seeks_no_near_names(tmp_path, monkeypatch):
    """A build with nothing to do asks for many files that need not be there."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data/there.csv").write_bytes(b"a,b\n")
    sought = []
    monkeypatch.setattr(workspace, "_names_in", lambda folder: sought.append(folder) or [])
    here = Workspace(tmp_path)
    for kind in Kind:
        assert here.sha256("data/ther.csv", kind) == ABSENT
    assert sought == []
    assert here.sha256("data/there.csv") == sha256(b"a,b\n").hexdigest()
    with pytest.raises(NotThere):
        here.read("data/ther.csv", Kind.DATA)
    assert sought
