"""Each difference between two builds has its cause: a new period is no revision, a method no movement."""

import json
from pathlib import Path

import pytest

import briefing
from briefing.app.cli import main as cli
from briefing.app.review.differences import differences
from briefing.app.review.evidence import read_evidence


def change(project: Path, file: str, *pairs: tuple[str, str]) -> None:
    path = project / file
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def before(project: Path) -> Path:
    keep(project)
    return project


@pytest.fixture
def built(project: Path) -> Path:
    briefing.build_all(project=project, output=project / "old")
    return project


def keep(project: Path) -> None:
    """Write the ledger of the brief as it is now, as a build leaves it."""
    (brief,) = briefing.check_all(project=project)
    (project / "old").mkdir(exist_ok=True)
    (project / "old/small.facts.json").write_text(json.dumps(brief.ledger), encoding="utf-8")


def found(project: Path) -> dict[str, tuple[str, str]]:
    (brief,) = briefing.check_all(project=project)
    old = read_evidence(project / "old/small.facts.json").ledger
    new = json.loads(json.dumps(brief.ledger))
    return {
        one.what: (one.cause, one.because) for one in differences(old, new) if one.part == "fact"
    }


def test_nothing_changed(built: Path, capsys):
    briefing.build_all(project=built, output=built / "new")
    files = [str(built / folder / "small.pdf") for folder in ("old", "new")]
    assert cli.main(["diff", *files]) == 0
    assert capsys.readouterr().out == "nothing changed\n"


def test_a_changed_cell_is_a_revision_and_what_follows_comes_from_it(before: Path):
    change(before, "data/world.csv", ("China,255,270", "China,255,280"))
    causes = found(before)
    assert causes["world.mined[China,2024]"] == (
        "revision",
        "the file holds '280' where it held '270'",
    )
    assert causes["share"] == ("inputs", "world.mined[China,2024]")


def test_another_edition_is_named(before: Path):
    change(
        before,
        "config/project.yaml",
        ("  book: {", "  next: {title: Next, publisher: House, licence: CC0}\n  book: {"),
    )
    change(
        before,
        "config/project.yaml",
        ("    source: book\n    path: data/us.csv", "    source: next\n    path: data/us.csv"),
    )
    change(before, "data/us.csv", ("2024,450", "2024,440"))
    assert found(before)["output"] == ("revision", "book prints '450', next prints '440'")


def test_a_new_period_is_no_revision(before: Path):
    change(before, "data/us.csv", ("2024,450,80\n", "2024,450,80\n2025,470,75\n"))
    change(before, "config/project.yaml", ("2025-01-31", "2026-01-31"))  # 2025 was over then
    change(
        before,
        "config/small.yaml",
        ("  output: {value: us.output}", "  output: {value: us.output, period: 2025}"),
    )
    assert found(before)["output"] == ("new period", "2024 before, 2025 now")


def test_a_correction_says_its_reason(before: Path):
    change(
        before, "config/project.yaml",
        ("    period: {column: year, estimated: [2024]}\n", "    period: {column: year, estimated: [2024]}\n    corrections:\n      - {where: {year: 2024}, column: output, expected: 450, value: 460, reason: erratum}\n"),
    )  # fmt: skip
    assert found(before)["output"] == ("correction", "erratum")


SLIP = (
    "    period: {column: year, estimated: [2024]}\n",
    "    period: {column: year, estimated: [2024]}\n    corrections:\n"
    "      - {where: {year: 2024}, column: output, expected: 450, value: 460, reason: erratum}\n",
)


def test_a_correction_taken_out_is_no_revision(before: Path):
    change(before, "config/project.yaml", SLIP)
    keep(before)
    change(before, "config/project.yaml", SLIP[::-1])
    assert found(before)["output"] == ("correction", "a correction was taken out")


def test_a_correction_that_stays_explains_nothing(before: Path):
    change(before, "config/project.yaml", SLIP)
    keep(before)
    assert "output" not in found(before)
    change(before, "data/world.csv", ("China,255,270", "China,255,280"))
    causes = found(before)
    assert causes["world.mined[China,2024]"][0] == "revision"
    assert "output" not in causes


@pytest.mark.parametrize(
    ("corrects", "cause"), [(", corrects: book", "correction"), (", corrects: other", "revision")]
)
def test_a_source_that_puts_another_right_corrects_that_one_alone(before: Path, corrects, cause):
    sources = (
        f"  next: {{title: Next, publisher: House, licence: CC0{corrects}}}\n"
        "  other: {title: Other, publisher: House, licence: CC0}\n  book: {"
    )
    change(before, "config/project.yaml", ("  book: {", sources))
    us = "    source: {}\n    path: data/us.csv"
    change(before, "config/project.yaml", (us.format("book"), us.format("next")))
    change(before, "data/us.csv", ("2024,450", "2024,440"))
    assert found(before)["output"] == (cause, "book prints '450', next prints '440'")


def test_another_formula_is_method_and_another_unit_is_said(before: Path):
    change(
        before,
        "config/small.yaml",
        ("share: world.mined, of: China", "share: world.mined, of: Australia"),
    )
    assert found(before)["share"][0] in {"method", "inputs"}
    change(
        before,
        "config/project.yaml",
        ("title: U.S. output, unit: t", "title: U.S. output, unit: kt"),
    )
    assert found(before)["output"] == ("unit", "t before, kt now")


def test_sentences_and_charts_and_advice_that_changed_are_told(built: Path, capsys):
    change(built, "data/us.csv", ("2024,450", "2024,390"))
    change(built, "data/world.csv", ("China,255,270", "China,255,280"))
    briefing.build_all(project=built, output=built / "new")
    files = [str(built / "old/small.pdf"), str(built / "new/small.facts.json")]
    assert cli.main(["diff", *files]) == 0
    told = capsys.readouterr().out
    assert "fact output: 450 metric tons -> 390 metric tons (revision:" in told
    assert "chart bars: China mined 67.5% -> China mined 70%" in told
    assert "input data/us.csv" in told
    assert cli.main(["diff", *files, "--format", "markdown"]) == 0
    assert "## Facts\n\n- output: 450 metric tons → 390" in capsys.readouterr().out
    assert cli.main(["diff", *files, "--json"]) == 0
    every = json.loads(capsys.readouterr().out)["differences"][""]
    assert {one["part"] for one in every} >= {"fact", "input", "chart"}


def test_a_highlight_is_known_by_its_id_whatever_it_says(project: Path):
    say = (
        "highlights:\n  say:\n    - {id: home, say: 'At home {{ output }}.'}\n"
        "    - {say: 'China has {{ share }}.'}\nsections:"
    )
    change(project, "config/small.yaml", ("sections:", say))
    briefing.build_all(project=project, output=project / "old")
    change(
        project,
        "config/small.yaml",
        ("    - {id: home, say: 'At home {{ output }}.'}\n", ""),
        ("'China has {{ share }}.'}", "'Of all, {{ share }}.'}\n    - {id: home, say: 'Much.'}"),
    )
    briefing.build_all(project=project, output=project / "new")
    old, new = (
        read_evidence(project / folder / "small.facts.json").ledger for folder in ("old", "new")
    )
    told = {
        one.what: (one.old, one.new) for one in differences(old, new) if one.part == "highlight"
    }
    assert told["highlight home"] == ("At home 450 metric tons (estimated).", "Much.")


def test_what_is_no_brief_is_refused(built: Path, capsys):
    assert cli.main(["diff", str(built / "old/small.pdf"), "nowhere.pdf"]) == 2
    assert "nowhere.pdf: there is no file" in capsys.readouterr().err
