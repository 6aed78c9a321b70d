"""An update is looked at before it is written; what it does to config and briefs is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing.app.cli import main as cli
from briefing.project.yaml_editing import Put, edited

NEXT = "year,output,reliance\n2023,420,>95\n2024,446,82\n2025,430,78\n"


@pytest.fixture
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of the next edition, outside of the project."""
    path = tmp_path_factory.mktemp("downloads") / "us-2026.csv"
    path.write_text(NEXT, encoding="utf-8")
    return path


@pytest.fixture
def update(project: Path, new: Path, capsys):
    """Runs ``briefing update us`` on a project whose brief reads nothing else.

    Returns the exit code and what was said.
    """
    brief = project / "config/small.yaml"
    text = brief.read_text(encoding="utf-8")
    for line in ("  share: {share: world.mined, of: China}\n", "      China mined {{ share }}.\n"):
        text = text.replace(line, "")
    text = text[: text.index("    chart: bars")]
    brief.write_text(text, encoding="utf-8")

    def run(*more: str) -> tuple[int, str]:
        about = ["--published", "2026-01-31", "--title", "Book 2026"]
        arguments = ["update", "us", str(new), "--source", "next", *about, *more]
        code = cli.main([*arguments, "--project", str(project)])
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def files(project: Path) -> dict[str, bytes]:
    return {str(one): one.read_bytes() for one in sorted(project.rglob("*")) if one.is_file()}


def test_nothing_is_written_before_yes(project: Path, update):
    before = files(project)
    code, said = update()
    assert code == 0
    assert files(project) == before
    assert "output, reliance: 2025 is new" in said or "all 2 series: 2025 is new" in said
    assert "+    source: next" in said
    assert "fact output: 450 metric tons -> 446 metric tons (revision" in said.replace(
        "\u00a0", " "
    )
    assert "nothing is written yet; --yes writes data/next/us-2026.csv" in said


def test_yes_writes_data_config_and_lock_and_the_build_follows(project: Path, update, capsys):
    code, said = update("--yes", "--period", "2025")
    assert code == 0, said
    assert (project / "data/next/us-2026.csv").read_text(encoding="utf-8") == NEXT
    shared = (project / "config/project.yaml").read_text(encoding="utf-8")
    assert "next: {title: Book 2026, publisher: House, published: 2026-01-31" in shared
    assert "period: 2025" in (project / "config/small.yaml").read_text(encoding="utf-8")
    arguments = ["--project", str(project)]
    assert cli.main(["lock", "--check", *arguments]) == 0
    capsys.readouterr()
    assert cli.main(["editions", "us.output", *arguments]) == 0
    table = capsys.readouterr().out
    assert "2024  450 e    446" in table
    assert "revised from 450" in table


def test_a_sentence_that_no_longer_holds_follows_or_is_told(project: Path, update):
    brief = project / "config/small.yaml"
    text = brief.read_text(encoding="utf-8")
    brief.write_text(text.replace("{{ output.verb }} to", "rose to"), encoding="utf-8")
    code, said = update("--period", "2025")
    assert code == 1
    assert "can no longer be built: config/small.yaml:11: 'rose' is false" in said
    assert "output is 430 metric tons (estimated); 2025: down" in said


def test_what_concerns_single_cells_stays_with_the_edition_that_it_corrects(project: Path, update):
    shared = project / "config/project.yaml"
    text = shared.read_text(encoding="utf-8").replace(
        "    period: {column: year, estimated: [2024]}\n",
        "    period: {column: year, estimated: [2024]}\n"
        "    corrections:  # by letter of the house\n"
        "      - {where: {year: 2023}, column: output, expected: 416, value: 417, reason: letter}\n",
    )
    shared.write_text(text, encoding="utf-8")
    code, said = update("--yes")
    assert code == 0, said
    after = shared.read_text(encoding="utf-8")
    assert after.index("book:\n") < after.index("corrections:")
    assert "by letter of the house" in after
    assert "estimated: [2025]" in after


def test_another_unit_must_be_confirmed(project: Path, new: Path, update):
    new.write_text(NEXT.replace("420", "0.416").replace("446", "0.446").replace("430", "0.43"))
    code, said = update("--yes")
    assert code == 2, said
    assert "output: values are 1,000 times smaller than before" in said
    assert "--unit output=UNIT" in said
    assert "editions" not in (project / "config/project.yaml").read_text(encoding="utf-8")
    code, said = update("--yes", "--unit", "output=kt")
    assert code == 0, said
    assert "unit: kt" in (project / "config/project.yaml").read_text(encoding="utf-8")


def test_a_column_that_is_gone_is_told_with_the_briefs_that_need_it(new: Path, update):
    new.write_text("year,reliance\n2023,>95\n2024,80\n2025,78\n", encoding="utf-8")
    code, said = update()
    assert code == 1
    assert "look: output: nothing holds its values any more" in said
    assert "can no longer be built: config/small.yaml:5:" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["uss", "FILE", "--source", "next"], "there is no data set 'uss' (did you mean 'us'?)"),
        (["us", "FILE", "--source", "book"], "'us' has an edition of 'book' already"),
        (["us", "FILE", "--source", "next"], "say when it was published: --published"),
        (["us", "nowhere.csv", "--source", "next"], "there is no file"),
        (["us", "FILE", "--source", "next", "--column", "x=y"], "'us' has no series 'x'"),
        (["us", "FILE", "--source", "next", "--column", "x"], "--column wants NAME=VALUE"),
        (["us", "FILE", "--source", "next", "--where", "x=y"], "there is no column 'x'"),
        (["us", "EMPTY", "--source", "next"], "the file is empty"),
        (["us", "OTHER", "--source", "next"], "nothing in it is like 'us' (output, reliance)"),
        (["us", "FILE", "--source", "next", "--published", "soon"], "published"),
        (["us", "FILE", "--source", "next", "--to", "../x.csv"], "leaves the project"),
        (
            ["us", "FILE", "--source", "next", "--to", "data/world.csv"],
            "there is another file already",
        ),
        (["us", "OWN", "--source", "next"], "the edition in use is read from this very file"),
        (["us", "FILE", "--source", "next", "--period", "late"], "config/small.yaml"),
    ],
)
def test_what_cannot_be_taken_in_is_told(project: Path, new: Path, capsys, arguments, words):
    (new.parent / "empty.csv").write_text("", encoding="utf-8")
    (new.parent / "other.csv").write_text("a,b\nx,y\nz,w\n", encoding="utf-8")
    at = {
        "OWN": project / "data/us.csv",
        "FILE": new,
        "EMPTY": new.parent / "empty.csv",
        "OTHER": new.parent / "other.csv",
    }
    before = files(project)
    given = [str(at.get(one, one)) for one in arguments]
    if not {"--published", "--source=next"} & set(given) and "say when" not in words:
        given += ["--published", "2026-01-31", "--title", "Book 2026"]
    if "soon" in given:
        given += ["--title", "Book 2026"]
    assert cli.main(["update", *given, "--yes", "--project", str(project)]) in {1, 2}
    said = capsys.readouterr()
    assert words in said.err + said.out
    assert "Traceback" not in said.err
    assert "a fault in briefing" not in said.err
    assert files(project) == before


def test_machines_read_the_same(update):
    code, said = update("--json")
    assert code == 0
    found = json.loads(said)
    assert found["written"] is False
    assert [one["brief"] for one in found["briefs"]] == ["small"]
    assert any(one["cause"] == "revision" for one in found["briefs"][0]["differences"])


def test_an_edit_leaves_the_rest_as_it_is():
    text = "# head\na: 'x'   # why\nb:\n    - {c: 1,  d: NO}\n"
    after = edited(text, [Put(("a",), "y"), Put(("e",), {"f": "1"})], "f.yaml")
    assert after.startswith("# head\na: 'y'   # why\nb:\n")
    assert "d: NO" in after


def test_a_brief_of_two_data_sets_is_compared_with_its_last_build(project: Path, new: Path, capsys):
    """Between the two updates it cannot be built; what changed is told all the same."""
    arguments = ["--project", str(project)]
    assert cli.main(["build", "--quiet", *arguments]) == 0
    world = new.parent / "world.csv"
    world.write_text(
        "country,y2024,y2025\nChina,270,280\nAustralia,13,12\nNigeria,13,14\nChad,W,W\nWorld,400,410\n",
        encoding="utf-8",
    )
    about = ["--source", "next", "--yes", "--published", "2026-01-31", "--title", "Book 2026"]
    assert cli.main(["update", "us", str(new), *about, "--period", "2025", *arguments]) == 1
    assert "can no longer be built" in capsys.readouterr().out
    assert cli.main(["update", "world", str(world), *about[:3], *arguments]) == 0
    said = capsys.readouterr().out.replace("\u00a0", " ")
    assert "could not be built before, and now can" in said
    (line,) = [one.strip() for one in said.splitlines() if one.startswith("  fact output:")]
    assert line.startswith("fact output: 450 metric tons in 2024 -> 430 metric tons in 2025 (new")
