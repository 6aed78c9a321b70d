"""Editions: vintage tables, briefs as of a day, and what is no movement."""

from pathlib import Path

import pytest
from places import ROOT

import briefing
from briefing.app.cli import main as cli
from briefing.core.text_nodes import plain


@pytest.fixture
def editions(project: Path) -> Path:
    """The small project with an edition of a year before."""
    old = "year,output,reliance\n2021,390,>95\n2022,400,>95\n2023,430,>95\n"
    (project / "data/old.csv").write_text(old, encoding="utf-8")
    shared = project / "config/project.yaml"
    text = shared.read_text(encoding="utf-8")
    text = text.replace(
        "sources:\n",
        "sources:\n  first: {title: One, publisher: House, licence: CC0, published: 2024-01-31}\n",
    )
    text = text.replace("estimated: [2024]", "estimated: last")
    text = text.replace(
        "    path: data/us.csv\n",
        "    path: data/us.csv\n    editions: {first: {path: data/old.csv}}\n",
    )
    shared.write_text(text, encoding="utf-8")
    return project


def edit(project: Path, old: str, new: str, file: str = "config/project.yaml") -> None:
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def changes(project: Path) -> list[str]:
    (brief,) = briefing.check_all(project=project)
    return [plain(one.text).replace("\u00a0", " ") for one in brief.document.changes]


def test_each_figure_stands_as_each_edition_printed_it(editions: Path, capsys):
    assert cli.main(["editions", "us.output", "--project", str(editions)]) == 0
    assert capsys.readouterr().out.splitlines()[:6] == [
        "us.output: U.S. output (t)",
        "        first   book",
        "  2021    390      –  no longer printed",
        "  2022    400    400",
        "  2023  430 e    416  revised from 430",
        "  2024      –  450 e  new",
    ]


def test_a_release_that_puts_another_right_corrects(editions: Path, capsys):
    edit(editions, "  book: {title: Book,", "  book: {title: Book, corrects: first,")
    assert cli.main(["editions", "us.output", "--project", str(editions)]) == 0
    assert "corrected from 430" in capsys.readouterr().out


def test_what_changed_since_the_last_edition_is_told(editions: Path):
    assert changes(editions)[0] == (
        "U.S. output for 2023: revised down from 430 metric tons to 416 metric tons."
    )


CORRECTION = (
    "corrections: [{where: {year: 2022}, column: output, expected: 400, value: %s, reason: slip}]"
)


def row_of_2022(project: Path, capsys) -> str:
    assert cli.main(["editions", "us.output", "--project", str(project)]) == 0
    return capsys.readouterr().out.splitlines()[3].strip()


def test_a_correction_stays_in_the_edition_that_declares_it(editions: Path, capsys):
    """Both files hold the same wrong cell."""
    edit(editions, "    editions: {", f"    {CORRECTION % 410}\n    editions: {{")
    assert row_of_2022(editions, capsys) == "2022    400    410  put right here from 400: slip"


def test_a_correction_of_the_edition_before_leaves_the_one_in_use(editions: Path, capsys):
    edit(editions, "old.csv}", f"old.csv, {CORRECTION % 380}}}")
    assert row_of_2022(editions, capsys) == "2022    380    400  revised from 380"


def test_each_edition_has_its_own_correction(editions: Path, capsys):
    edit(editions, "old.csv}", f"old.csv, {CORRECTION % 380}}}")
    edit(editions, "    editions: {", f"    {CORRECTION % 410}\n    editions: {{")
    assert row_of_2022(editions, capsys) == "2022    380    410  put right here from 400: slip"


def doubted(project: Path, capsys) -> list[str]:
    assert cli.main(["check", "--project", str(project)]) == 0
    told = capsys.readouterr().err
    return [file for file in ("us.csv", "old.csv") if f"{file}:4:2: U.S. output in 2022" in told]


def test_what_is_accepted_in_one_edition_is_doubted_in_another(editions: Path, capsys):
    edit(editions, "2022,400", "2020,405,>95\n2021,410,>95\n2022,9000", "data/us.csv")
    edit(
        editions, "2021,390,>95\n2022,400", "2020,405,>95\n2021,390,>95\n2022,9000", "data/old.csv"
    )
    assert doubted(editions, capsys) == ["us.csv", "old.csv"]
    accepted = "accepted: [{series: output, period: 2022, reason: looked at}]"
    edit(editions, "    editions: {", f"    {accepted}\n    editions: {{")
    assert doubted(editions, capsys) == ["old.csv"]


def test_another_definition_is_no_revision(editions: Path, capsys):
    edit(
        editions,
        "editions: {first: {path: data/old.csv}}",
        "editions: {first: {path: data/old.csv, series: {output: {definition: gross}}}}",
    )
    told = changes(editions)
    assert told[0].startswith("U.S. output is counted otherwise than before")
    assert not any("revised" in one for one in told)
    assert cli.main(["editions", "us.output", "--project", str(editions)]) == 0
    assert "not comparable: counted otherwise" in capsys.readouterr().out


def test_no_change_is_told_across_a_break(editions: Path, capsys):
    edit(
        editions,
        "output: {column: output,",
        "output: {column: output, breaks: {2024: another survey},",
    )
    assert cli.main(["check", "--project", str(editions)]) == 2
    told = capsys.readouterr().err
    assert "it is counted otherwise from 2024 on (another survey)" in told


def test_a_brief_as_it_would_have_been(editions: Path):
    (brief,) = briefing.check_all(project=editions, as_of="2024-06-30")
    assert str(brief.document.period) == "2023"
    assert brief.facts["output"].quantity.value == 430
    assert brief.ledger["brief"]["as_of"] == "2024-06-30"
    arguments = ["build", "--as-of", "first", "--project", str(editions), "--quiet"]
    assert cli.main(arguments) == 0
    names = {path.name for path in (editions / "output").glob("*.pdf")}
    assert names == {"small-as-of-2024-01-31.pdf"}
    assert cli.main(["audit", str(editions / "output/small-as-of-2024-01-31.pdf")]) == 0


def test_a_sentence_that_was_not_known_is_left_out():
    (brief,) = briefing.check_all(["us-rare-earths"], project=ROOT, as_of="mcs2024")
    text = " ".join(one["text"] for one in brief.ledger["passages"])
    assert str(brief.document.period) == "2023"
    assert "170 million" not in text
    assert "\ue00f" not in text
    assert any("what was not known" in one.message for one in brief.warnings)


def test_editions_are_compared_by_name(editions: Path, capsys):
    assert cli.main(["diff", "first", "book", "--project", str(editions)]) == 0
    told = capsys.readouterr().out
    assert "fact output: 430 metric tons in 2023 -> 450 metric tons in 2024 (new period" in told
    assert cli.main(["diff", "frist", "book", "--project", str(editions)]) == 2
    assert "did you mean 'first'?" in capsys.readouterr().err


def test_a_figure_that_is_printed_with_fewer_digits_was_not_revised(editions: Path, capsys):
    edit(editions, "2023,430", "2023,416.4", "data/old.csv")
    assert not [one for one in changes(editions) if "revised" in one]
    assert cli.main(["editions", "us.output", "--project", str(editions)]) == 0
    assert "printed as 416.4 before" in capsys.readouterr().out
