"""Files that hang on a stranger's PDF may have any name: none is a fault, and none leads anywhere."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from briefing.app.review.evidence import evidence_in
from briefing.core.problems import UnusableInput

NAMES = [
    "a\0b.csv",
    "../../x.facts.json",
    "..",
    "/etc/passwd",
    "a" * 5000,
    "\u202ea.csv",
    "a\nb",
    "",
]


def with_attachment(name: str) -> bytes:
    found = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments[name or "x"] = pikepdf.AttachedFileSpec(pdf, b"{}", filename=name)
        pdf.save(found)
    return found.getvalue()


@pytest.mark.parametrize("name", NAMES)
def test_an_attachment_of_an_odd_name_is_no_fault(name):
    with pytest.raises(UnusableInput) as found:
        evidence_in(Path("b.pdf"), with_attachment(name))
    (problem,) = found.value.problems
    assert problem.code in {"no-ledger", "other-ledger-schema", "damaged-ledger"}
    assert "TypeError" not in str(problem)


@pytest.mark.parametrize("user", ["secret", ""])
def test_an_encrypted_file_says_so_unless_anybody_may_open_it(user):
    found = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(found, encryption=pikepdf.Encryption(user=user, owner="o"))
    with pytest.raises(UnusableInput) as told:
        evidence_in(Path("b.pdf"), found.getvalue())
    assert told.value.problems[0].code == ("encrypted-pdf" if user else "no-ledger")
