"""A brief of many traced back to its cells: data sets that its file declares are read as those of the project."""

from __future__ import annotations

from pathlib import Path

from portfolios import portfolio
from test_across import FILES as SCHOOL_FILES
from test_across import SCHOOLS
from test_needs import FILES, PUPILS

from briefing.app.audit.remaking import remake
from briefing.app.build.incremental import build_each, where
from briefing.app.build.outcome import Outcome
from briefing.app.review.evidence import read_evidence
from briefing.app.review.rereading import reviews
from briefing.app.review.retracing import audit_evidence, cells_of_project, ledger_again


def test_a_brief_with_data_of_its_own_is_true_to_its_evidence(tmp_path: Path):
    project = portfolio(tmp_path / "project", PUPILS, **FILES)
    workspace, folder, briefs, _ = where(["regions/north"], project, None)
    built = next(iter(build_each(workspace, folder, briefs)))
    assert isinstance(built, Outcome)
    evidence = read_evidence(built.files["pdf"])
    results = audit_evidence(evidence, tmp_path / "cells")
    results += ledger_again(evidence, tmp_path / "ledger")
    assert [str(one) for one in results if not one.matches] == []
    cells = [one["origin"] for one in evidence.ledger["facts"] if one["origin"]["kind"] == "cell"]
    say = cells_of_project(project)
    assert say is not None
    assert {say(one) for one in cells} == {"this project's file still holds it"}
    assert [one.brief.name for one in reviews(["regions/north"], str(project))[1]] == briefs


def test_figures_of_other_subjects_are_traced_into_their_files(tmp_path: Path):
    brief = SCHOOLS.replace(
        "for_each: data/school-*.csv",
        "for_each: {files: data/school-*.csv, overrides: {dale: {keywords: [far]}}}",
    )
    project = portfolio(tmp_path / "project", brief, **SCHOOL_FILES)
    workspace, folder, briefs, _ = where(["regions/ash"], project, None)
    built = next(iter(build_each(workspace, folder, briefs)))
    assert isinstance(built, Outcome), built
    evidence = read_evidence(built.files["pdf"])
    assert {f"data/{name}.csv" for name in SCHOOL_FILES} <= {*evidence.attached}
    results = audit_evidence(evidence, tmp_path / "cells")
    results += ledger_again(evidence, tmp_path / "ledger")
    assert [str(one) for one in results if not one.matches] == []
    assert remake(evidence, tmp_path / "again", {}, None).problem == ""
