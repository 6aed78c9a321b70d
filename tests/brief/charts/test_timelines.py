"""Timelines: events in the order of time, whose words are prose with facts."""

import pytest
from handmade import planned
from small_projects import tried

from briefing.core.document import Figure
from briefing.writers.drawing.drawing import painted, picture
from briefing.writers.house.chart_style import Style

EVENTS = {"2021-03": "First intake", 2019: "Act adopted", "2020-06-01": "Review", 2030: "Due"}


def plot_of(events=EVENTS, **more):
    found, told = planned({}, "2024", x={"timeline": events, **more})
    return found.get("x"), [one.removeprefix("brief.yaml: ") for one in told]


def test_events_stand_in_the_order_of_time_the_last_past_one_in_colour():
    plot, told = plot_of()
    assert told == []
    assert [one.title for one in plot.tracks] == ["Act adopted", "Review", "First intake", "Due"]
    assert [one.title for one in plot.tracks if one.highlighted] == ["First intake"]
    assert plot.table == (
        ("When", "What happened"),
        ("2019", "Act adopted"),
        ("Jun 1, 2020", "Review"),
        ("Mar 2021", "First intake"),
        ("2030", "Due"),
    )
    assert plot.subtitle == "2019–2030"
    assert plot.alt == (
        "Timeline from 2019 to 2030: 2019 Act adopted; Jun 1, 2020 Review; Mar 2021 First intake; "
        "2030 Due."
    )
    assert picture(plot, "x", Style()).texts[:2] == ("2019", "Act adopted")


def test_dates_can_be_chosen_to_stand_out():
    plot, _ = plot_of(highlight=[2019])
    assert [one.title for one in plot.tracks if one.highlighted] == ["Act adopted"]
    assert plot_of(highlight=[2018])[1] == [
        "nothing of the timeline happened in 2018 (it has 2019, 2020-06-01, 2021-03, 2030)"
    ]


@pytest.mark.parametrize(
    ("events", "words"),
    [
        ({2019: "Act"}, "'timeline' has 1 events, and 2 to 14 can be told"),
        (dict.fromkeys(range(2000, 2015), "Act"), "'timeline' has 15 events"),
        ("d.x", "'timeline' wants dates with what happened, not 'd.x' (write timeline: {2019: "),
        ({"soon": "Act", 2019: "Act"}, "'timeline' wants a period, not 'soon'"),
        ({2019: 5, 2020: "Act"}, "'timeline' wants a text for 2019, not '5'"),
        ([{2019: "Act", 2020: "Bill"}], "'timeline' wants dates with what happened"),
    ],
)
def test_what_is_no_timeline_is_refused(events, words):
    plot, (told,) = plot_of(events)
    assert plot is None
    assert told.startswith(words)


def test_events_of_one_day_and_long_words_stay_apart():
    long = "A commission of the parliament finds that " + "very " * 40 + "much is left to do"
    plot, _ = plot_of([{2019: long}, {2019: "Act"}, {"2019-07-02": "Bill"}])
    for width in (2.83, 6.77):
        assert painted(plot, Style(width=width)).collisions() == ()


def test_the_words_of_events_are_held_to_their_facts(tmp_path):
    data = "year,x\n2023,5\n2024,6\n"
    project = (
        "datasets: {d: {source: s, path: data/d.csv, period: {column: year}, "
        "series: {x: {column: x, title: Beds, unit: item}}}}\n"
    )
    brief = (
        "title: T\nperiod: 2024\nmetrics: {x: {value: d.x}}\n"
        "charts: {t: {timeline: {2019: 'Act adopted', 2024: 'There are {{ x }} beds, 40 more'}, "
        "title: From the act}}\n"
        "sections: [{title: S, charts: [t]}]\n"
    )
    found = tried(tmp_path, data, project, brief)
    (figure,) = (b for s in found.made.sections for b in s.blocks if isinstance(b, Figure))
    assert figure.plot.tracks[1].title == "There are 6 beds, 40 more"
    assert figure.alt.startswith(
        "From the act. Timeline from 2019 to 2024: 2019 Act adopted; 2024 "
    )
    assert figure.table[2] == ("2024", "There are 6 beds, 40 more")
    assert any("'40'" in str(one) for one in found.told)
