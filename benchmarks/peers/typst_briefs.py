"""The peer as a whole process: draws the charts of each content with the same code as ours, and has Typst set it.

Arguments: the folders of ``content.py``. A PDF is left in each, ``peer.pdf``; valid PDF/A-3a and PDF/UA-1.
"""

import datetime as dt
import pickle
import sys
from pathlib import Path

import typst

from briefing.core.resources import FONTS
from briefing.writers.drawing.drawing import picture

HERE = Path(__file__).parent


def main(folders: list[Path]) -> None:
    """Set each content."""
    root = folders[0].parent
    page = root / "brief.typ"
    page.write_bytes((HERE / "brief.typ").read_bytes())
    compiler = typst.Compiler(
        page, root=root, font_paths=[str(FONTS)], ignore_system_fonts=True
    )  # its fonts and what it remembers serve all
    for folder in folders:
        for name, (plot, style) in pickle.loads((folder / "plots.pickle").read_bytes()).items():
            (folder / f"{name}.svg").write_text(picture(plot, name, style).svg, encoding="utf-8")
        compiler.compile(
            output=folder / "peer.pdf",
            sys_inputs={"folder": folder.name},
            pdf_standards=["a-3a", "ua-1"],
            timestamp=dt.datetime(2025, 1, 31, tzinfo=dt.UTC),
        )


if __name__ == "__main__":
    main([Path(one).resolve() for one in sys.argv[1:]])
