"""Declared metrics become series: in any order, at every period where they can be, or are told why not."""

from pathlib import Path

import pytest

from briefing.analysis.metrics.metric_graph import compute_metrics
from briefing.analysis.metrics.stated import stated_series
from briefing.core.fact import Cell, Derivation
from briefing.core.problems import ProblemLog
from briefing.core.workspace import Workspace
from briefing.data.reading import read_datasets
from briefing.language.messages import MESSAGES
from briefing.project.loading import load_project

STATED = (
    "stated:\n  said: {value: 7, unit: t, source: book, at: p. 1, title: Said}\n"
    "  undated: {value: x, unit: t, source: book, at: p. 1, title: Undated}\n"
)


def computed(project: Path, *metrics: str, extra: str = "", data: str = "", suffix: str = ""):
    """The metrics by name, and the messages with their codes."""
    path = project / "config/small.yaml"
    lines = "".join(f"  {one}\n" for one in metrics)
    head = path.read_text(encoding="utf-8").partition("metrics:\n")[0]
    path.write_text(f"{head}{extra}metrics:\n{lines}", encoding="utf-8")
    if data:
        shared = project / "config/project.yaml"
        old, new = data.split(" => ")
        text = shared.read_text(encoding="utf-8")
        assert old in text
        shared.write_text(text.replace(old, new, 1), encoding="utf-8")
    log = ProblemLog()
    loaded = load_project(Workspace(project), log)
    assert not log.problems, list(map(str, log))
    names = set(loaded.config.datasets)
    read = read_datasets(loaded.workspace, loaded.config, loaded.places, names, log)
    brief = loaded.briefs["small"]
    stated = stated_series(brief.config, brief.places, log)
    found = compute_metrics(MESSAGES, brief.config, brief.places, read, names, stated, log, suffix)
    return found, [(one.code, str(one)) for one in log]


def values(series) -> dict[str, object]:
    return {str(when): fact.quantity.value for when, fact in series.facts.items()}


def test_an_observed_value_stays_the_observation_under_the_name_of_the_metric(project: Path):
    found, told = computed(project, "output: {value: us.output, digits: 1}")
    assert told == []
    output = found["output"]
    assert values(output) == {"2022": 400, "2023": 416, "2024": 450}
    assert [fact.id for fact in output.facts.values()] == [
        "output[2022]", "output[2023]", "output",
    ]  # fmt: skip
    fact = output.facts[output.current]
    assert isinstance(fact.origin, Cell)
    assert (fact.title, fact.measure, fact.digits) == ("U.S. output", "U.S. output", 1)
    assert (str(output.current), output.title, output.id) == ("2024", "U.S. output", "output")


def test_a_title_a_unit_and_a_period_of_ones_own(project: Path):
    found, told = computed(
        project,
        "output: {value: us.output, title: Mine output, unit: kg, period: 2023}",
        "same: {value: us.output, unit: t, title: Mine output}",
    )
    assert told == []
    output = found["output"]
    assert (str(output.current), output.unit.code) == ("2023", "kg")
    fact = output.facts[output.current]
    assert (fact.id, fact.title, fact.quantity.value) == ("output", "Mine output", 416_000)
    assert isinstance(fact.origin, Derivation)
    assert fact.origin.calculator == "value"
    same = found["same"].facts[found["same"].current]
    assert isinstance(same.origin, Cell)
    assert (same.title, same.measure) == ("Mine output", "")


def test_the_order_of_metrics_does_not_matter_and_each_is_computed(project: Path):
    found, told = computed(
        project,
        "twice: {formula: 'output + said', title: Both, digits: 2}",
        "growth: {change: output, how: absolute}",
        "output: {value: us.output}",
        "share: {share: world.mined, of: China}",
        extra=STATED.partition("  undated")[0],
    )
    assert told == []
    assert list(found) == ["said", "twice", "growth", "output", "share"]
    assert values(found["twice"]) == {"2024": 457}
    assert values(found["growth"]) == {"2023": 16, "2024": 34}
    fact = found["growth"].facts[found["growth"].current]
    assert fact.origin.parameters == {"how": "absolute"}
    assert fact.title == "U.S. output: change since 2023"
    assert (fact.series, fact.origin.formula) == ("growth", "now - before")
    both = found["twice"].facts[found["twice"].current]
    assert (both.title, both.digits, both.origin.calculator) == ("Both", 2, "formula")
    share = found["share"]
    assert (share.member, values(share)["2024"]) == ("China", 67.5)
    assert share.facts[share.current].member == "China"


def test_facts_of_another_edition_end_with_its_suffix(project: Path):
    found, _ = computed(project, "output: {value: us.output}", suffix="@then")
    assert [fact.id for fact in found["output"].facts.values()] == [
        "output@then[2022]", "output@then[2023]", "output@then",
    ]  # fmt: skip


def test_metrics_that_need_each_other_are_told_once(project: Path):
    found, told = computed(
        project, "a: {formula: b + 1 * b}", "b: {formula: c * 2}", "c: {formula: a * 2}",
        "output: {value: us.output}",
    )  # fmt: skip
    ((code, words),) = told
    assert code == "circular-metrics"
    assert "these metrics need each other: a -> b -> c -> a" in words
    assert list(found) == ["output"]


@pytest.mark.parametrize(
    ("metric", "code", "words"),
    [
        ("x: {valeu: us.output}", "unknown-calculator", "unknown calculator 'valeu' (did you mean 'value'?)"),
        ("x: {zzzzzz: us.output}", "unknown-calculator", "(one of: change, concentration,"),
        ("x: {value: uss.output}", "unknown-data-set", "unknown data set 'uss' in 'uss.output' (did you mean 'us'?)"),
        ("x: {formula: 'world.mined + 1'}", "member-needed", "'world.mined' has a series for each Country"),
        ("x: {formula: '1 + 2'}", "formula-without-figure", "the formula '1 + 2' names no figure"),
        ("x: {formula: 'us.output +'}", None, "cannot read the formula 'us.output +'"),
        ("x: {value: us.output, period: 2030}", "no-value", "'x' cannot be computed: 'us.output' has no value for 2030"),
        ("x: {share: world.mined, of: Chna}", "unknown-member", "'world.mined' has no member 'Chna' (did you mean 'China'?)"),
        ("x: {change: us.output, sinc: 2022}", None, "sinc"),
        ("x: {formula: 'us.output + us.reliance'}", None, "'x' cannot be computed: "),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_metric_is_told_at_its_line(project: Path, metric, code, words):
    found, told = computed(project, metric, "after: {change: x}", "output: {value: us.output}")
    ((told_code, message),) = told
    assert message.startswith("config/small.yaml:")
    assert words in message
    assert code in {None, told_code}
    assert list(found) == ["output"]


def test_nothing_is_computed_across_a_break(project: Path):
    found, told = computed(
        project, "growth: {change: us.output}",
        data="output: {column: output, => output: {column: output, breaks: {2023: a survey},",
    )  # fmt: skip
    assert told == []
    assert [str(one) for one in found["growth"].facts] == ["2024"]
    assert {str(when): why for when, why in found["growth"].breaks.items()} == {"2023": "a survey"}


def test_a_break_at_the_period_of_the_brief_is_told(project: Path):
    found, told = computed(
        project, "growth: {change: us.output}", "sum: {formula: us.output * 2}",
        data="output: {column: output, => output: {column: output, breaks: {2024: a survey},",
    )  # fmt: skip
    ((code, words),) = told
    assert code == "across-break"
    assert "2023 and 2024 cannot be compared: it is counted otherwise from 2024 on" in words
    assert list(found) == ["sum"]
    assert found["sum"].breaks


def test_the_nature_of_a_metric_comes_from_what_it_is_made_of(project: Path):
    found, _ = computed(
        project, "output: {value: us.output}", "growth: {change: us.output}",
        "gap: {difference: us.output, minus: us.output}",
        data="output: {column: output, => output: {column: output, kind: stock,",
    )  # fmt: skip
    natures = {name: one.nature.value for name, one in found.items()}
    assert natures == {"output": "stock", "growth": "change", "gap": "balance"}


def test_a_stated_figure_that_is_no_number_is_told_and_what_needs_it_is_quiet(project: Path):
    found, told = computed(project, "x: {formula: undated * 2}", extra=STATED)
    ((code, words),) = told
    assert code == "unreadable-number"
    assert words.startswith("config/small.yaml:6:")
    assert list(found) == ["said"]
    said = found["said"]
    assert (said.id, said.title, str(said.current)) == ("said", "Said", "2024")
    (fact,) = said.facts.values()
    assert (fact.id, fact.title, fact.period, fact.series) == ("said", "Said", None, "said")
    assert (fact.origin.source, fact.origin.at, fact.origin.text) == ("book", "p. 1", "7")


@pytest.mark.parametrize(
    ("metric", "code", "column", "words"),
    [
        (
            "a: {value: us.output, tap: 3}",
            "unknown-parameter",
            30,
            "'value' has no parameter 'tap'",
        ),
        (
            "a: {share: world.mined, of: Atlantis}",
            "unknown-member",
            None,
            "'world.mined' has no member",
        ),
        ("a: {value: us.output, period: 1999}", "no-value", 6, "'a' cannot be computed: "),
        ("a: {formula: 'us.output +'}", "unreadable-formula", 6, "cannot read the formula"),
        ("a: {formula: '1 + 1'}", "formula-without-figure", 6, "the formula '1 + 1' names no"),
        ("a: {value: a}", "circular-metrics", 6, "these metrics need each other: a -> a"),
        ("a: {valeu: us.output}", "unknown-calculator", 7, "unknown calculator 'valeu'"),
    ],
)
def test_what_is_wrong_with_a_metric_is_told_at_its_place(
    project: Path, metric: str, code: str, column: int | None, words: str
):
    found, told = computed(project, metric)
    assert found == {}
    (first, *_) = told
    assert first[0] == code
    place, _, said = first[1].partition(": ")
    assert said.startswith(words)
    line = next(
        number
        for number, text in enumerate((project / "config/small.yaml").read_text().splitlines(), 1)
        if text.startswith("  a:")
    )
    assert place.startswith(f"config/small.yaml:{line}:")
    if column:
        assert place == f"config/small.yaml:{line}:{column}", place


def test_what_is_not_there_is_told_with_what_is(project: Path):
    _, told = computed(project, "a: {value: us.output, period: 1999}")
    assert "'us.output' has no value for 1999 (it has 2022 to 2024)" in told[0][1]
    _, told = computed(project, "a: {rank: world.mined, at: 1, period: 1999}")
    assert "'world.mined' has no value for 1999 (it has 2023 to 2024)" in told[0][1]
