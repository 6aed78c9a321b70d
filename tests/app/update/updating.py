"""Small projects for tests of updates: one data set, one brief, and a file of the next edition."""

from __future__ import annotations

import csv
from pathlib import Path

from briefing.app.cli import main as cli

Rows = list[list[str]]
_SOURCES = """\
sources:
  s0: {title: Book 2024, publisher: Office, licence: CC0, published: 2024-12-01}
  s1: {title: Book 2025, publisher: Office, licence: CC0, published: 2025-12-01}
  s2: {title: Book 2026, publisher: Office, licence: CC0, published: 2026-12-01}
"""


def project_of(root: Path, declared: str, old: Rows, brief: str, encoding: str = "utf-8") -> Path:
    """A project whose data set ``d`` has these further keys, and these rows in use."""
    (root / "config").mkdir(parents=True)
    written(root / "data/s0/old.csv", old, encoding=encoding)
    keys = "".join(f"    {line}\n" for line in declared.strip().splitlines())
    text = f"{_SOURCES}datasets:\n  d:\n    source: s0\n    path: data/s0/old.csv\n{keys}"
    (root / "config/project.yaml").write_text(text, encoding="utf-8")
    (root / "config/b.yaml").write_text(brief, encoding="utf-8")
    return root


def written(path: Path, rows: Rows, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """A delimited file of these rows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def updated(root: Path, file: Path, capsys, *more: str, source: str = "s1") -> tuple[int, str]:
    """The exit code of an update of ``d``, and what was said."""
    words = ["update", "d", str(file), "--source", source, "--project", str(root), *more]
    code = cli.main(words)
    said = capsys.readouterr()
    return code, (said.out + said.err).replace("\u00a0", " ")


def config_of(root: Path) -> str:
    """The shared config as it stands."""
    return (root / "config/project.yaml").read_text(encoding="utf-8")
