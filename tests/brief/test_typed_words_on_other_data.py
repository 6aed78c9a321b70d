"""The words of an example, typed by hand, are told when other data make them false; fifty changes: benchmarks/random_updates.py."""

import runpy

from places import ROOT


def test_each_typed_word_that_turned_false_is_told_and_no_true_one_called_false():
    tried = runpy.run_path(str(ROOT / "benchmarks/random_updates.py"))
    tally = tried["Tally"]()
    tried["try_one"]("economy", "us-economy", 1, tally)
    assert tally.seen["turned"] > 3
    assert tally.silent == tally.wrong == tally.shipped == []
