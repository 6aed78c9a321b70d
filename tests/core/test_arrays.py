"""Briefs of short tables take no time and no memory for the library of arrays."""

import subprocess
import sys

import pytest
from places import ROOT

CHECK = """
import sys
from pathlib import Path
from briefing.app.build.pipeline import check_all
(brief,) = check_all([sys.argv[1]], project=Path(sys.argv[2]))
assert "numpy" not in sys.modules
from briefing.core.arrays import np
assert np.ones(3).sum() == 3
assert "numpy" in sys.modules
"""


@pytest.mark.parametrize("brief", ["us-rare-earths", "us-economy"])
def test_a_shipped_brief_is_made_without_the_library_of_arrays(brief):
    subprocess.run([sys.executable, "-c", CHECK, brief, str(ROOT)], check=True, cwd=ROOT)
