"""A verb of a balance says which way the balance went; its deficit went the other way."""

from dataclasses import replace

import pytest
from handmade import series
from verdicts import judged_of

from briefing.core.nature import Nature, NatureFound
from briefing.core.unit import Unit


def verdicts(text, values, title="Balance"):
    made = series("net", values, title=title, unit=Unit("EUR"))
    nature = NatureFound(Nature.BALANCE, "the config says so")
    made = replace(made, current=made.periods[-1], found_nature=nature)
    return [one.verdict for one in judged_of(text, {"net": made})]


@pytest.mark.parametrize(
    ("text", "values", "found"),
    [
        ("The deficit {{ net.verb }} by {{ net.difference.size }}.", [-9, -4], [False]),
        ("The deficit {{ net.verb }} by {{ net.difference.size }}.", [-4, -9], [False]),
        ("The deficit {{ net.verb }} by {{ net.difference.size }}.", [-4, 1], [False]),
        ("The deficit {{ net.verb }} by {{ net.difference.size }}.", [4, -1], [None]),
        ("The deficit {{ net.verb }}.", [-4, -4], [None]),
        ("The loss has {{ net.verb }} since.", [-9, -4], [False]),
        ("The deficit of the city {{ net.moved }}.", [-9, -4], [False]),
        ("The surplus {{ net.verb }} by {{ net.difference.size }}.", [4, 9], [True]),
        ("The surplus {{ net.verb }} by {{ net.difference.size }}.", [9, 4], [True]),
        ("The surplus {{ net.verb }} by {{ net.difference.size }}.", [-9, -4], [False]),
        ("The surplus {{ net.verb }} by {{ net.difference.size }}.", [0, 4], [True]),
        ("The deficit {{ net.verb }} by {{ net.difference.size }}.", [0, -4], [False]),
        ("The profit {{ net.verb }} by {{ net.difference.size }}.", [-9, 4], [None]),
        ("The balance {{ net.verb }} by {{ net.difference.size }}.", [-9, -4], []),
        ("After the deficit the balance {{ net.verb }}.", [-9, -4], []),
    ],
)
def test_a_deficit_shrinks_where_its_balance_rises(text, values, found):
    assert verdicts(text, values) == found


def test_what_counts_deficits_moves_with_them():
    assert verdicts("The deficit {{ net.verb }}.", [4, 9], title="Budget deficit") == []
    assert verdicts("Profit {{ net.verb }}.", [-4, 9], title="Profit") == []
