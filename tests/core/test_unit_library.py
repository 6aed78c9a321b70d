"""What pint knows is asked once and kept; what a project counts is no unit where nobody counts it."""

from fractions import Fraction
from pathlib import Path

import pytest

from briefing.core import kept_results, unit_library
from briefing.core.kept_results import KeptResults
from briefing.core.unit_library import factor_between, is_known, meaning_of


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """As in a process that has asked nothing yet; gives what begins the next one."""
    monkeypatch.setattr(kept_results, "__file__", str(tmp_path / "kept.py"))
    monkeypatch.setattr(kept_results.sys, "dont_write_bytecode", False)
    monkeypatch.setattr(unit_library, "_COUNTED", {})
    (tmp_path / "__pycache__").mkdir()
    kept_in_memory = (meaning_of, factor_between, unit_library._registry)
    stores = {"_ANSWERS": "unit-names", "_MEANINGS": "units", "_FACTORS": "unit-factors"}

    def begin() -> None:
        for name, file in stores.items():
            getattr(unit_library, name)._save(kept_results.os.getpid())
            monkeypatch.setattr(unit_library, name, KeptResults(file, unit_library._maker))
        for function in kept_in_memory:
            function.cache_clear()

    for name, file in stores.items():
        monkeypatch.setattr(unit_library, name, KeptResults(file, unit_library._maker))
    begin()
    yield begin
    begin()


def asked():
    return (
        [is_known("ton"), is_known("vessel")],
        [meaning_of(code) for code in ("million*USD/t", "MWh", "")],
        [factor_between("t", "kg"), factor_between("t", "person"), factor_between("ft", "m")],
    )


def test_the_next_process_asks_pint_nothing(kept, monkeypatch: pytest.MonkeyPatch):
    found = asked()
    assert found[0] == [True, False]
    assert found[1][0].powers == {"million": "1", "USD": "1", "metric_ton": "-1"}
    assert found[1][0].dimensions == {"[currency_usd]", "[mass]"}
    assert None not in found[1]
    assert found[2] == [1000, None, Fraction(381, 1250)]
    kept()
    monkeypatch.setattr(unit_library, "_registry", lambda: pytest.fail("it asked pint"))
    assert asked() == found


def test_a_word_that_is_no_unit_is_not_kept(kept, tmp_path: Path):
    """It may be a header of somebody's table."""
    assert [meaning_of(code) for code in ("no_unit", "m/")] == [None, None]
    assert meaning_of("MWh") is not None
    kept()
    written = b"".join(one.read_bytes() for one in (tmp_path / "__pycache__").iterdir())
    assert b"MWh" in written
    assert b"no_unit" not in written


def test_what_one_project_counts_is_no_unit_of_the_next(kept):
    assert meaning_of("USD/vessel") is None
    unit_library.count_as_unit("vessel")
    assert meaning_of("USD/vessel").powers == {"USD": "1", "vessel": "-1"}
    assert meaning_of("kilovessel") is not None
    assert factor_between("million*vessel", "vessel") == 10**6
    kept()
    unit_library._COUNTED.clear()
    assert meaning_of("USD/vessel") is None
    assert meaning_of("kilovessel") is None
    unit_library.count_as_unit("vessel")
    assert meaning_of("USD/vessel").powers == {"USD": "1", "vessel": "-1"}
