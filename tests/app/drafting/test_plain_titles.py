"""A draft leads with a measure that any reader understands."""

import pytest

from briefing.app.drafting.plain_titles import is_shorthand


@pytest.mark.parametrize(
    ("title", "is_so"),
    [
        ("PS: BoE contribution to PS net debt", True),
        ("FA: CG: Liabs: Flows: National Savings", True),
        ("LA finance: central government debt", True),
        ("Debt of CGNCR and MFI", True),
        ("Public sector net borrowing, excluding public sector banks", False),
        ("NI House Price Index", False),
        ("HIV prevalence", False),
        ("PM2.5 exposure", False),
        ("GDP", False),
        ("Deaths: women", False),
        ("", False),
    ],
)
def test_shorthand(title, is_so):
    assert is_shorthand(title) is is_so
