"""What the tests of the writers share: the two sample documents, set once."""

from __future__ import annotations

from pathlib import Path

import pytest
import sample_documents as samples

from briefing.render.html import write_html
from briefing.resources import TEMPLATES


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
    return write_html(brief, templates=[TEMPLATES], for_print=False)


@pytest.fixture(scope="session")
def pdfs(tmp_path_factory, brief) -> dict[str, Path]:
    """The samples as PDF files."""
    folder = tmp_path_factory.mktemp("pdf")
    made = {
        "brief": samples.pdf_of(brief, samples.ATTACHMENTS),
        "one-page": samples.pdf_of(samples.us_economy()),
        "in-focus": samples.pdf_of(samples.rare_earths(design="in-focus")),
        "hostile": samples.pdf_of(samples.hostile()),
    }
    for name, data in made.items():
        (folder / f"{name}.pdf").write_bytes(data)
    return {name: folder / f"{name}.pdf" for name in made}
