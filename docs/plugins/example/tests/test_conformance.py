"""Each item keeps what plug-ins must; run with pytest where the package is installed."""

import pytest

from briefing.testing import cases_of


@pytest.mark.parametrize("case", cases_of("policy-briefing-example"), ids=str)
def test_it_keeps_what_plug_ins_must(case):
    case.check()
