"""Advice in a project: flips, records, conflicts, rules without reach, and what speaks against it."""

from pathlib import Path

import pytest

import briefing
from briefing.app.cli import main as cli
from briefing.core.text_nodes import plain

ADVICE = """\
recommendations:
  - {id: dig-less, when: output > 430, do: Dig less, because: "Output is {{ output }}."}
  - {id: dig-more, when: output <= 430, do: Dig more, because: "Output is {{ output }}."}
  - {id: trade, when: "dependence > 40", do: Trade, because: "China mines {{ share }}."}
"""
METRIC = '  dependence: {formula: "percent((whole - output) / whole)", title: Dependence}\n'


@pytest.fixture
def advised(project: Path) -> Path:
    """The small project with three pieces of advice and an edition before."""
    old = project / "data/old.csv"
    old.write_text("year,output,reliance\n2022,400,>95\n2023,416,>95\n", encoding="utf-8")
    shared = project / "config/project.yaml"
    text = shared.read_text()
    text = text.replace(
        "sources:\n",
        "sources:\n  first: {title: One, publisher: House, licence: CC0, published: 2024-01-31}\n",
    )
    shared.write_text(
        text.replace(
            "    path: data/us.csv\n",
            "    path: data/us.csv\n    editions: {first: {path: data/old.csv}}\n",
        )
    )
    brief = project / "config/small.yaml"
    text = brief.read_text().replace(
        "metrics:\n", f"metrics:\n  whole: {{total: world.mined}}\n{METRIC}"
    )
    brief.write_text(text + ADVICE, encoding="utf-8")
    return project


def built(project: Path):
    (brief,) = briefing.check_all(project=project)
    return brief


def change(project: Path, old: str, new: str, file: str = "config/small.yaml") -> None:
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_only_what_holds_is_given(advised: Path):
    brief = built(advised)
    verdicts = {brief.recommendations[one.index]: one.verdict for one in brief.advice}
    assert verdicts == {"dig-less": True, "dig-more": False, "trade": False}
    assert [one.id for one in brief.document.recommendations] == ["dig-less"]


def test_flips_are_said_first(advised: Path, capsys):
    brief = built(advised)
    assert [plain(one.text).replace("\u00a0", " ") for one in brief.document.flips] == [
        "Since One the advice now holds: “Dig less” (now 450 metric tons).",
        "Since One the advice no longer holds: “Dig more” (now 450 metric tons).",
    ]
    assert cli.main(["check", "--project", str(advised)]) == 0
    assert capsys.readouterr().out.startswith("Since One the advice now holds")


def test_advice_that_did_not_flip_is_not_said(advised: Path):
    change(advised, "2023,416", "2023,440", "data/old.csv")
    assert built(advised).document.flips == ()


def test_what_could_not_be_judged_before_did_not_flip(advised: Path):
    change(advised, "2023,416", "2023,W", "data/old.csv")
    assert built(advised).document.flips == ()


def test_tipping_points_and_evidence_are_printed(advised: Path):
    change(advised, "dependence > 40", "dependence > -40")
    (_, trade) = built(advised).document.recommendations
    assert plain(trade.tipping).replace("\u00a0", " ").startswith("It would no longer hold if")
    assert trade.evidence.startswith("low: ")
    assert "House" in trade.evidence


def test_list_recommendations_tells_how_far_they_are_from_holding(advised: Path, capsys):
    assert cli.main(["list", "recommendations", "--project", str(advised), "--quiet"]) == 0
    told = capsys.readouterr().out.replace("\u00a0", " ")
    assert "dig-more: does not hold" in told
    assert "would change if U.S. output fell to 430 metric tons (now 450 metric tons)" in told


def test_records_are_carried_and_printed(advised: Path):
    status = advised / "config/small.status.yaml"
    status.write_text(
        "recommendations:\n  dig-less: {opened: first, status: accepted, owner: Ministry}\n"
    )
    (one,) = built(advised).document.recommendations
    assert one.record == "opened in One, still holds; status: accepted; owner: Ministry"
    status.write_text("recommendations:\n  dig-less: {opened: first, status: done}\n")
    assert built(advised).document.recommendations == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("recommendations:\n  dig-les: {opened: first}\n", "config/small.status.yaml:2:3: the brief has no recommendation 'dig-les' (did you mean 'dig-less'?)"),
        ("recommendations:\n  dig-less: {opened: frist}\n", "unknown source 'frist' (did you mean 'first'?)"),
        ("recommendations:\n  dig-less: {opened: first, status: new}\n", "config/small.status.yaml:2:"),
    ],
)  # fmt: skip
def test_mistakes_in_records_are_told(advised: Path, capsys, text: str, message: str):
    (advised / "config/small.status.yaml").write_text(text)
    assert cli.main(["check", "--project", str(advised)]) == 2
    assert message in capsys.readouterr().err


def test_advice_in_conflict_fails_the_build(advised: Path, capsys):
    change(advised, 'because: "Output is {{ output }}."}\n', "because: Yes, conflicts: [more]}\n")
    change(advised, "id: dig-more, when: output <= 430", "id: more, when: output > 400")
    assert cli.main(["check", "--project", str(advised)]) == 1
    told = capsys.readouterr().err
    assert "'dig-less' and 'more' contradict each other, and both rules hold" in told


def test_a_conflict_with_nothing_is_told(advised: Path, capsys):
    change(
        advised, 'because: "Output is {{ output }}."}\n', "because: Yes, conflicts: [dig-mor]}\n"
    )
    assert cli.main(["check", "--project", str(advised)]) == 2
    assert "no recommendation 'dig-mor' (did you mean 'dig-more'?)" in capsys.readouterr().err


def test_a_rule_that_cannot_fail_is_told(advised: Path, capsys):
    change(advised, "output > 430", "share >= 0")
    assert cli.main(["check", "--project", str(advised)]) == 0
    assert "the rule 'share >= 0' can never fail" in capsys.readouterr().err


def test_a_rule_beyond_the_declared_range_is_told(advised: Path, capsys):
    change(advised, "output > 430", "reliance > 120")
    change(
        advised,
        "title: Reliance, unit: percent",
        "title: Reliance, unit: percent, range: [null, 100]",
        "config/project.yaml",
    )
    assert cli.main(["check", "--project", str(advised)]) == 0
    assert "the rule 'reliance > 120' can never hold" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("1 > 0", "the rule '1 > 0' names no figure"),
        ("outptu > 3", "unknown fact 'outptu' in the rule (did you mean 'output'?)"),
        ("output > reliance", "cannot judge the rule 'output > reliance'"),
        ("output >", "cannot read the rule"),
    ],
)
def test_rules_that_cannot_be_judged_are_told(advised: Path, capsys, rule: str, message: str):
    change(advised, "output > 430", f'"{rule}"')
    assert cli.main(["check", "--project", str(advised)]) == 2
    told = capsys.readouterr().err
    assert message in told
    assert "config/small.yaml:20:26: " in told


def test_unknown_is_never_given(advised: Path):
    change(advised, "output > 430", "reliance > 97")
    change(advised, "2024,450,80", "2024,450,>95", "data/us.csv")
    brief = built(advised)
    assert brief.advice[0].verdict is None
    assert "dig-less" not in [one.id for one in brief.document.recommendations]
    assert brief.advice[0].tipping == ()


def test_the_fact_against_the_message_is_told(advised: Path):
    change(advised, "output > 430", "reliance > 50")
    change(advised, "key_figures:", "highlights: {show: 1, say: [{say: Said.}]}\nkey_figures:")
    contrary = built(advised).document.contrary
    assert contrary is not None
    assert (
        plain(contrary.text)
        == "Reliance fell to 80% in 2024 (estimated), from more than 95% in 2023."
    )
    change(advised, "{show: 1,", "{show: 1, contrary: {show: false, because: told below},")
    assert built(advised).document.contrary is None


@pytest.mark.parametrize(
    ("highlights", "message"),
    [
        ("{contrary: {show: false}}", "say why in 'because'"),
        ("{weights: {outptu: 2}}", "config/small.yaml:10:24: there is no metric or series 'outptu' (did you mean 'output'?)"),
        ("{weights: {output: -1}}", "config/small.yaml:10:"),
    ],
)  # fmt: skip
def test_mistakes_in_highlights_are_told(advised: Path, capsys, highlights: str, message: str):
    change(advised, "key_figures:", f"highlights: {highlights}\nkey_figures:")
    assert cli.main(["check", "--project", str(advised)]) == 2
    assert message in capsys.readouterr().err


def test_a_weight_of_nothing_leaves_a_series_out(advised: Path):
    def found() -> list[str]:
        document = built(advised).document
        return [plain(one.text) for one in (*document.highlights, *document.passed)]

    assert any(one.startswith("U.S. output") for one in found())
    change(
        advised, "key_figures:", "highlights: {weights: {output: 0, us.output: 0}}\nkey_figures:"
    )
    assert not any(one.startswith("U.S. output") for one in found())


def test_a_sentence_that_is_not_pinned_competes(advised: Path):
    say = "say: [{say: 'Output {{ output.verb }}.', pin: false}], weights: {output: %s}"
    change(advised, "key_figures:", f"highlights: {{show: 1, {say % 5}}}\nkey_figures:")
    (one,) = built(advised).document.highlights
    assert plain(one.text) == "Output rose (estimated)."
    assert "score" in one.reason
    change(advised, "output: 5}", "output: 0.1}")
    (one,) = built(advised).document.highlights
    assert plain(one.text) != "Output rose."


def test_a_declared_threshold_is_told(advised: Path):
    change(
        advised, "key_figures:", "highlights: {show: 6, thresholds: {output: [440]}}\nkey_figures:"
    )
    document = built(advised).document
    told = [plain(one.text) for one in (*document.highlights, *document.passed)]
    assert (
        "U.S. output rose above 440 metric tons in 2024 (estimated): 450 metric tons after 416 metric tons."
        in told
    )


def test_why_tells_of_a_highlight_and_what_came_next(advised: Path, capsys):
    assert cli.main(["why", "highlight", "1", "--project", str(advised), "--quiet"]) == 0
    told = capsys.readouterr().out
    assert "chosen as" in told
    assert "size" in told
    assert cli.main(["why", "highlight", "9", "--project", str(advised), "--quiet"]) == 2
    assert "there is no highlight 9: small has" in capsys.readouterr().err


def test_a_revision_between_editions_can_be_told(advised: Path):
    change(advised, "2023,416", "2023,480", "data/old.csv")
    brief = built(advised)
    every = [*brief.document.highlights, *brief.document.passed]
    told = [plain(one.text).replace("\u00a0", " ") for one in every]
    assert (
        "The figure for U.S. output in 2023 was revised down from 480 metric tons to 416 metric tons."
        in told
    )


STATED = """\
stated:
  now: {value: 170, unit: million USD, period: 2024, source: book, at: p. 1, title: Imports}
  then: {value: 186, unit: million USD, period: 2023, source: book, at: p. 1, title: Imports in 2023}
  other: {value: 190, unit: million USD, period: 2023, source: book, at: p. 2, title: Imports}
"""
CHANGE = """\
  fall: {value: -9, unit: percent, period: 2024, source: book, at: p. 1, title: Fall, change: {to: now, since: then}}
"""


def tipping_of(project: Path, rule: str) -> list[str]:
    change(project, "when: output <= 430", f"when: {rule}")
    brief = built(project)
    (advice,) = [one for one in brief.advice if brief.recommendations[one.index] == "dig-more"]
    return [one.input.id for one in advice.tipping]


@pytest.mark.parametrize(
    ("added", "rule", "told"),
    [
        (CHANGE, "now > then", ["now"]),
        ("", "now > then", ["then", "now"]),
        ("", "now > other", ["other", "now"]),
    ],
)
def test_what_is_past_does_not_change_whatever_its_title(advised: Path, added, rule, told):
    change(advised, "metrics:\n", f"{STATED}{added}metrics:\n")
    assert tipping_of(advised, rule) == told


def test_stated_figures_of_one_measure_are_known_by_its_name(advised: Path):
    text = STATED.replace("title: Imports", "measure: imports, title: Imports")
    change(advised, "metrics:\n", f"{text}metrics:\n")
    assert tipping_of(advised, "now > then") == ["now"]
