"""What the tests of the writers share: the two sample documents, set once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import matplotlib as mpl
import pytest
import sample_documents as samples

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
def pdfs(tmp_path_factory, brief) -> dict[str, Path]:
    """The samples as PDF files."""
    folder = tmp_path_factory.mktemp("pdf")
    made = {
        "brief": samples.pdf_of(brief, samples.ATTACHMENTS),
        "one-page": samples.pdf_of(samples.us_economy()),
        "in-focus": samples.pdf_of(samples.rare_earths(design="in-focus")),
        "hostile": samples.pdf_of(samples.hostile()),
        "filled": _filled(brief),
        "house": _of_a_house(tmp_path_factory.mktemp("house")),
    }
    for name, data in made.items():
        (folder / f"{name}.pdf").write_bytes(data)
    return {name: folder / f"{name}.pdf" for name in made}


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
        logo=LOGO,
        fonts=BrandFonts(text=FontFiles(regular=serif), sans=FontFiles(regular=sans, bold=bold)),
    )
    style = house_style(brand, Places("config/project.yaml"))
    house = house_of(style, Workspace(folder), ProblemLog())
    document = replace(samples.us_economy(), design="in-focus")
    page = write_html(document, templates=[Workspace(TEMPLATES)], for_print=True, house=house)
    return write_pdf(page, document, house=house)
