"""What is said on the other hand has other figures than the highlights have."""

from small_projects import tried

from briefing.core.text_nodes import Mention

DATA = "year,lakes,south\n" + "".join(
    f"{year},{lakes},{south}\n"
    for year, (lakes, south) in enumerate(
        zip(
            [141, 135, 142, 149, 143, 137, 141, 143, 137, 112],
            [108, 105, 107, 114, 121, 115, 122, 126, 123, 111],
            strict=True,
        ),
        2015,
    )
)
PROJECT = (
    "datasets: {d: {source: s, path: data/d.csv, period: {column: year}, series: {"
    "lakes: {column: lakes, title: Wait by the lakes, unit: day, kind: rate}, "
    "south: {column: south, title: Wait in the south, unit: day, kind: rate}}}}\n"
)
BRIEF = """
title: Waits
period: 2024
metrics: {lakes: {value: d.lakes}, south: {value: d.south}}
highlights: {show: 1, contrary: {against: AGAINST}}
sections: [{title: Waits, text: They wait.}]
"""


def made(folder, against):
    return tried(folder, DATA, PROJECT, BRIEF.replace("AGAINST", against)).made


def figures(sentence):
    return {
        one.text.replace("\u00a0", " ")
        for one in sentence
        if isinstance(one, Mention) and one.kind == "figure"
    }


def test_a_fall_that_is_told_is_not_told_again_in_other_words(tmp_path):
    document = made(tmp_path, "{lakes: down}")
    (highlight,) = document.highlights
    assert {"112 days", "137 days"} <= figures(highlight.text)
    assert document.contrary is None


def test_what_is_not_told_yet_is(tmp_path):
    document = made(tmp_path, "{lakes: down, south: down}")
    assert document.contrary is not None
    assert "111 days" in figures(document.contrary.text)
