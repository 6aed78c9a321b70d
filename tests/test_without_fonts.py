"""A machine without fonts: the brief brings its own, and comes out the same to the byte."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from places import ROOT

NONE = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><cachedir>{cache}</cachedir></fontconfig>
"""


def built(folder: Path, **surroundings: str) -> dict[str, bytes]:
    """What a build of the shorter example leaves, in a process that has nothing cached."""
    home = folder / "home"
    home.mkdir(parents=True)
    command = [
        sys.executable, "-m", "briefing", "build", "us-economy",
        "--project", str(ROOT), "--output", str(folder / "output"),
    ]  # fmt: skip
    here = {"PATH": os.environ["PATH"], "HOME": str(home), "MPLCONFIGDIR": str(home)}
    subprocess.run(command, env={**here, **surroundings}, check=True, capture_output=True)
    files = (path for path in (folder / "output").iterdir() if path.is_file())
    return {path.name: path.read_bytes() for path in files}


@pytest.fixture
def without_fonts(tmp_path) -> dict[str, str]:
    """The surroundings of a process that finds no font on its machine."""
    settings = tmp_path / "none.conf"
    settings.write_text(NONE.format(cache=tmp_path / "cache"), encoding="utf-8")
    return {"FONTCONFIG_FILE": str(settings), "FONTCONFIG_PATH": str(tmp_path)}


def test_there_is_no_font_then(without_fonts):
    """The settings do what they say, seen by the library that the layout asks."""
    code = (
        "import ctypes; fc = ctypes.CDLL('libfontconfig.so.1'); "
        "fc.FcConfigGetFonts.restype = ctypes.c_void_p; "
        "fc.FcInitLoadConfigAndFonts.restype = ctypes.c_void_p; "
        "at = fc.FcConfigGetFonts(ctypes.c_void_p(fc.FcInitLoadConfigAndFonts()), 0); "
        "print(ctypes.cast(at, ctypes.POINTER(ctypes.c_int))[0] if at else 0)"
    )
    surroundings = {"PATH": os.environ["PATH"], **without_fonts}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=surroundings, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "0"


def test_a_brief_with_charts_is_the_same(examples, tmp_path, without_fonts):
    usual = {path.name: path.read_bytes() for path in examples["us-economy"].files.values()}
    bare = built(tmp_path / "bare", **without_fonts)
    assert {"us-economy.pdf", "us-economy.html", "us-economy.facts.json"} <= usual.keys()
    assert usual.keys() == bare.keys()
    assert [name for name in usual if usual[name] != bare[name]] == []
    assert b"<svg" in usual["us-economy.html"]
