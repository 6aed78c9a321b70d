"""The text of a lock: any header, path and title comes back as it was, in one form only."""

from __future__ import annotations

import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefing.app.lock_file.pins import (
    LOCK,
    Lock,
    PinnedColumn,
    PinnedFile,
    PinnedSet,
    PinnedTable,
    as_text,
    digest_of_cells,
    read_lock,
)
from briefing.core.problems import ProblemLog
from briefing.core.workspace import Workspace

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    [
        "",
        "no",
        "2024",
        "1.5",
        "null",
        "a: b",
        "x #y",
        "- z",
        "'",
        '"',
        "\\",
        "é",
        "\x85",
        "\u2028",
        "a\u2029b",
        "<<",
        "2025-01-31",
        "1:30",
        "? x",
        "x" * 140,
    ]
)


@given(TEXTS, TEXTS, st.lists(TEXTS, max_size=3))
def test_any_text_comes_back(tmp_path_factory, path: str, title: str, headers: list[str]):
    columns = [PinnedColumn(digest_of_cells([head]), head) for head in headers]
    table = PinnedTable(columns=columns, reading={"sheet": title}, rows=3)
    file = PinnedFile(
        datasets={path: PinnedSet(edition=title, source=path)},
        sha256="0" * 64,
        size=1,
        tables=[table],
    )
    lock = Lock(briefing_lock=1, files={path: file})
    text = as_text(lock)
    folder = tmp_path_factory.mktemp("lock")
    (folder / LOCK).write_bytes(text.encode())
    log = ProblemLog()
    read = read_lock(Workspace(folder), log)
    assert list(log) == []
    assert read is not None
    assert read[0] == lock
    assert as_text(read[0]) == text
    assert yaml.safe_load(text)["files"]


def test_a_project_without_inputs_has_a_lock_too():
    assert as_text(Lock(briefing_lock=1, files={})).endswith("briefing_lock: 1\nfiles: {}\n")
