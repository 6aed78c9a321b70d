"""Amounts below zero stand on one line on paper, with nothing put into their text."""

import re

import pytest

from briefing.writers.html.whole_amounts import with_whole_amounts


@pytest.mark.parametrize(
    ("body", "made"),
    [
        ("It fell to −$710 billion.", "It fell to <span data-minus>−$710</span> billion."),
        ("−£1,200.5, −€3", "<span data-minus>−£1,200.5</span>, <span data-minus>−€3</span>"),
        ("−5% and a − b", "−5% and a − b"),
        ('<a href="#x" data-minus>−$5 million</a>', '<a href="#x" data-minus>−$5 million</a>'),
        (
            '<a class="fact">−$5</a> −$6',
            '<a class="fact" data-minus>−$5</a> <span data-minus>−$6</span>',
        ),
        ('<a class="b"><i>−$5</i></a>', '<a class="b" data-minus><i>−$5</i></a>'),
        (f'<a class="b">{"word " * 9}−$5</a>', f'<a class="b">{"word " * 9}−$5</a>'),
        ('<img alt="fell to −$5">', '<img alt="fell to −$5">'),
    ],
)
def test_an_amount_below_zero_is_kept_whole(body, made):
    page = "<title>−$5</title><body>{}</body>"
    assert with_whole_amounts(page.format(body)) == page.format(made)
    assert re.sub("<[^>]*>", "", made) == re.sub("<[^>]*>", "", body)
