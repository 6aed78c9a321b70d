"""What a file counts, named by a word that is no unit yet: ``new`` declares it."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.app.cli import main as cli
from briefing.app.drafting.counted_words import counted_words
from briefing.core.problems import ProblemLog
from briefing.core.workspace import Workspace
from briefing.project.loading import load_project

WAITING = (
    "Month,Region,Waiting list,Waiting over 52 weeks\n"
    "2025-01,North,410000,31497\n2025-01,South,380000,28103\n"
    "2025-02,North,412000,31012\n2025-02,South,379000,27998\n"
)
COUNTED = "series: {waiting_list: {unit: patients}, waiting_over_52_weeks: {unit: patients}}"


def of(*units: str) -> dict[str, dict[str, str]]:
    return counted_words([{"series": {f"s{i}": {"unit": one} for i, one in enumerate(units)}}])


@pytest.fixture
def desk(tmp_path: Path, monkeypatch) -> Path:
    (tmp_path / "lists.csv").write_text(WAITING, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def units_of(folder: Path) -> dict[str, tuple[str, str]]:
    log = ProblemLog()
    project = load_project(Workspace(folder), log)
    assert list(log) == []
    return {word: (one.one, one.many) for word, one in project.config.units.items()}


@pytest.mark.parametrize(
    ("word", "one", "many"),
    [
        ("patients", "patient", "patients"),
        ("ambulance", "ambulance", "ambulances"),
        ("quarries", "quarry", "quarries"),
        ("quarry", "quarry", "quarries"),
        ("benches", "bench", "benches"),
        ("hospice_beds", "hospice bed", "hospice beds"),
    ],
)
def test_one_and_several_of_a_word(word, one, many):
    assert of(word) == {word: {"one": one, "many": many}}


@pytest.mark.parametrize(
    "known", ["person", "persons", "million EUR", "percent", "t", "kg/ha", "week", "items"]
)
def test_what_is_a_unit_needs_no_words(known):
    assert of(known) == {}


@pytest.mark.parametrize("wrong", ["housholds", "Patients", "p7", "€", "ab"])
def test_what_may_be_mistyped_or_is_no_word_is_left_to_be_refused(wrong):
    assert of(wrong) == {}


def test_of_a_rate_each_word_is_declared():
    assert set(of("thousand patients", "nurses/patients")) == {"patients", "nurses"}
    assert counted_words([]) == counted_words([{"series": {"a": {}}}]) == {}


def test_a_new_project_declares_what_it_counts(desk: Path):
    assert cli.main(["new", "lists.csv", "--declare", COUNTED, "--no-build"]) == 0
    assert units_of(desk) == {"patients": ("patient", "patients")}
    assert cli.main(["check"]) == 0


def test_a_project_at_hand_keeps_its_words_and_gets_those_that_it_lacks(desk: Path):
    cli.main(["new", "lists.csv", "--declare", COUNTED, "--no-build"])
    shared = desk / "config/project.yaml"
    own = "units:\n  patients: {one: patient, many: persons on lists}  # as the board says\n"
    text = shared.read_text("utf-8")
    head, _, rest = text.partition("units:")
    shared.write_text(head + own + rest.partition("\n")[2], "utf-8")
    (desk / "staff.csv").write_text(
        "Year,Region,Nurses at work,Beds in use\n2024,North,4100,9000\n2024,South,3900,8000\n",
        "utf-8",
    )
    declared = "series: {nurses_at_work: {unit: nurses}, beds_in_use: {unit: patients}}"
    assert cli.main(["new", "staff.csv", "--declare", declared, "--no-build"]) == 0
    assert units_of(desk) == {
        "patients": ("patient", "persons on lists"),
        "nurses": ("nurse", "nurses"),
    }
    assert "# as the board says" in shared.read_text("utf-8")


def test_a_project_without_words_gets_them_before_its_data(desk: Path):
    assert cli.main(["new", "--no-build"]) == 0
    assert cli.main(["new", "lists.csv", "--declare", COUNTED, "--no-build"]) == 0
    assert units_of(desk) == {"patients": ("patient", "patients")}
    text = (desk / "config/project.yaml").read_text("utf-8")
    assert text.index("units:") < text.index("datasets:")


def test_what_is_mistyped_is_refused_and_nothing_is_written(desk: Path, capsys):
    declared = "series: {waiting_list: {unit: housholds}}"
    assert cli.main(["new", "lists.csv", "--declare", declared, "--no-build"]) == 2
    assert "did you mean 'household'" in capsys.readouterr().err
    assert not (desk / "config").exists()
