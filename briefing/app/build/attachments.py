"""What travels inside a PDF: the ledger, the data files that were used, and the config."""

from __future__ import annotations

from pathlib import Path

from briefing.app.build.preparation import Prepared
from briefing.core.attachment import Attachment
from briefing.core.workspace import Kind
from briefing.project.loading import LoadedBrief, Project

_MIME = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".json": "application/json",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".parquet": "application/vnd.apache.parquet",
}


def attachments_of(
    project: Project, brief: LoadedBrief, prepared: Prepared, ledger: bytes
) -> tuple[Attachment, ...]:
    """The files with what each is, in the words of the brief."""
    word = prepared.document.word
    data = sorted({one.path for each in prepared.datasets.values() for one in each.files})
    beside = [path for path, digest in brief.beside.items() if digest]
    config = ["config/project.yaml", brief.path, *beside]
    return (
        Attachment(
            name=f"{brief.name}.facts.json",
            data=ledger,
            mime="application/json",
            relationship="Data",
            description=word("attached_record"),
        ),
        *(_source(project, path, word("attached_data", path=path)) for path in data),
        *(_source(project, path, word("attached_config", path=path)) for path in config),
    )


def _source(project: Project, path: str, description: str) -> Attachment:
    return Attachment(
        name=path.replace("/", "-"),
        data=project.workspace.read(path, Kind.DATA).content,
        mime=_MIME.get(Path(path).suffix, "application/octet-stream"),
        relationship="Source",
        description=description,
    )
