"""What the tests of the writers share: the two sample documents, set once."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import matplotlib as mpl
import pytest
import sample_documents as samples
from filelock import FileLock
from hard_cases import publication

from briefing.core.document import Document
from briefing.core.problems import ProblemLog
from briefing.core.resources import TEMPLATES
from briefing.core.workspace import Workspace
from briefing.project.brand import house_style
from briefing.project.brand_schema import Brand, BrandFonts, FontFiles
from briefing.project.declared import Places
from briefing.writers.house.house import house_of, shipped_house
from briefing.writers.html.page import write_html
from briefing.writers.pdf.filling import Layouts
from briefing.writers.pdf.pdf import write_pdf

LOGO = "logo.png"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c63606060f80f00010401005fe5c34b0000000049454e44ae426082"
)
DEJAVU = Path(mpl.get_data_path()) / "fonts/ttf"
FONTS_OF_A_HOUSE = ("DejaVuSerif.ttf", "DejaVuSans.ttf", "DejaVuSans-Bold.ttf")


@pytest.fixture(scope="session", autouse=True)
def _date_of_the_document():
    """No date from the environment: that of the document counts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        yield


@pytest.fixture(scope="session")
def brief():
    return samples.rare_earths()


@pytest.fixture(scope="session")
def screen(brief) -> str:
    return write_html(
        brief, templates=[Workspace(TEMPLATES)], for_print=False, pictures=samples.PICTURES
    )


@pytest.fixture(scope="session")
def kept(tmp_path_factory) -> Callable[[str, Callable[[], bytes]], Path]:
    """Makes a PDF once, whatever the number of processes that share the tests."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent

    def keep(name: str, make: Callable[[], bytes]) -> Path:
        path = folder / f"sample-{name}.pdf"
        with FileLock(path.with_suffix(".lock")):
            if not path.is_file():
                path.write_bytes(make())
        return path

    return keep


@pytest.fixture(scope="session")
def in_design(kept) -> Callable[[str, str], Path]:
    """A sample in a design, as PDF; the rare earths with their attachments."""

    def made(name: str, design: str) -> Path:
        attached = samples.ATTACHMENTS if name == "rare-earths" else ()
        document = replace(samples.BY_NAME[name](), design=design)
        return kept(f"{name}-{design}", lambda: samples.pdf_of(document, attached))

    return made


@pytest.fixture(scope="session")
def pdfs(tmp_path_factory, brief, kept, in_design) -> dict[str, Path]:
    """The samples as PDF files."""
    return {
        "brief": in_design("rare-earths", brief.design),
        "one-page": in_design("us-economy", samples.us_economy().design),
        "in-focus": in_design("rare-earths", "in-focus"),
        "hostile": in_design("hostile", samples.hostile().design),
        "publication": kept("publication", lambda: samples.pdf_of(publication())),
        "filled": kept("filled", lambda: _filled(brief)),
        "house": kept("house", lambda: _of_a_house(tmp_path_factory.mktemp("house"))),
    }


def _filled(brief: Document) -> bytes:
    """The brief as the pipeline makes it, with its pages filled."""
    return (
        Layouts([Workspace(TEMPLATES)], shipped_house(), samples.PICTURES)
        .final(brief)
        .written(samples.ATTACHMENTS)
    )


def _of_a_house(folder: Path) -> bytes:
    """The short brief with a logo and typefaces of a house, in the design with the most colour."""
    for name in (LOGO, *FONTS_OF_A_HOUSE):
        (folder / name).write_bytes((DEJAVU / name).read_bytes() if name != LOGO else PNG)
    serif, sans, bold = FONTS_OF_A_HOUSE
    brand = Brand(
        name="Office of Tests",
        logo=LOGO,
        fonts=BrandFonts(text=FontFiles(regular=serif), sans=FontFiles(regular=sans, bold=bold)),
    )
    style = house_style(brand, Places("config/project.yaml"))
    house = house_of(style, Workspace(folder), ProblemLog())
    document = replace(samples.us_economy(), design="in-focus")
    page = write_html(document, templates=[Workspace(TEMPLATES)], for_print=True, house=house)
    return write_pdf(page, document, house=house)
