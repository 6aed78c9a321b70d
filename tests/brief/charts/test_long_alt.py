"""An alternative text of an author is told where it is longer than what is heard in one breath."""

from pathlib import Path

import pytest
from brief_of_schools import of_schools


@pytest.mark.parametrize(("letters", "told"), [(250, 0), (251, 1)])
def test_it_is_told_from_251_characters_on(tmp_path: Path, letters: int, told: int):
    alt = "o" * letters
    made = of_schools(
        tmp_path,
        "Schools.",
        shown="    chart: trend\n",
        more=f"charts:\n  trend: {{line: s.pupils, title: Pupils, alt: {alt}}}\n",
    )
    found = [one for one in made.told if one.code == "long-alt"]
    assert len(found) == told
    for one in found:
        assert (one.place.line, "251 characters" in one.message) == (5, True)
