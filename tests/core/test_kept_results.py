"""What is compiled once and kept: the same as compiled anew, and nothing worse where it cannot be kept."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from briefing.core import kept_patterns, kept_results
from briefing.core.kept_patterns import kept_pattern
from briefing.core.kept_results import KeptResults
from briefing.language import claim_phrases, direction_words


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep nothing beside the program."""
    monkeypatch.setattr(kept_results, "__file__", str(tmp_path / "kept.py"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "__pycache__").mkdir()


def results(maker: str = "1") -> KeptResults[int]:
    return KeptResults("numbers", lambda: maker)


def written(one: KeptResults[int]) -> None:
    one._save(kept_results.os.getpid())


def test_what_was_made_is_there_for_the_next_process():
    first = results()
    assert first.of(("a", 1), lambda: 5) == 5
    written(first)
    assert results().of(("a", 1), lambda: pytest.fail("made again")) == 5


def test_another_maker_and_a_broken_file_are_as_none(tmp_path: Path):
    first = results()
    first.keep(("a",), 5)
    written(first)
    assert results("2").get(("a",)) is None
    (kept,) = (tmp_path / "__pycache__").iterdir()
    kept.write_bytes(kept.read_bytes()[:-3])
    assert results().get(("a",)) is None


def test_of_too_many_the_newest_are_kept(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(kept_results, "_MOST", 2)
    for number in (1, 2):
        one = results()
        one.keep((number,), number)
        written(one)
    last = results()
    assert (last.get((1,)), last.get((2,))) == (1, 2)
    last.keep((3,), 3)
    written(last)
    assert [results().get((number,)) for number in (1, 2, 3)] == [None, None, 3]
    many = results()
    for number in range(4, 7):
        many.keep((number,), number)
    written(many)
    assert [results().get((number,)) for number in (3, 4)] == [3, None]


def test_a_fork_and_a_folder_that_is_not_there_keep_nothing(tmp_path: Path):
    first = results()
    first.keep(("a",), 5)
    first._save(-1)
    assert not [*(tmp_path / "__pycache__").iterdir()]
    (tmp_path / "__pycache__").rmdir()
    written(first)
    assert results().get(("a",)) is None


@pytest.mark.parametrize(
    "pattern",
    [
        direction_words.WENT_TO,
        direction_words.STEADY,
        claim_phrases.MOVED,
        re.compile(r"(a)(?P<b>b)?|c"),
    ],
)
def test_a_kept_pattern_is_the_pattern(pattern: re.Pattern[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(kept_patterns, "_KEPT", KeptResults("patterns", kept_patterns._maker))
    flags = pattern.flags & ~re.UNICODE
    anew = re._compiler.compile(pattern.pattern, flags)
    for _ in range(2):  # made, then kept
        kept = kept_pattern(pattern.pattern, flags)
        assert kept == anew  # compares the steps of the engine
        assert (kept.groups, kept.groupindex, kept.flags) == (
            anew.groups,
            anew.groupindex,
            anew.flags,
        )


def test_a_broken_pattern_is_told_as_ever():
    with pytest.raises(re.error):
        kept_pattern("(a")
