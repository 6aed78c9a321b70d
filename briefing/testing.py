"""For the tests of plug-ins: a case for each of their items, which fails where it keeps not what it must.

In a test of the plug-in, where it is installed::

    from briefing.testing import cases_of

    @pytest.mark.parametrize("case", cases_of("my-distribution"), ids=str)
    def test_it_keeps_what_plug_ins_must(case):
        case.check()
"""

from briefing.app.conformance.cases import Case, NotKept, cases_of
from briefing.app.conformance.samples import PERIOD, Samples, samples

__all__ = ["PERIOD", "Case", "NotKept", "Samples", "cases_of", "samples"]
