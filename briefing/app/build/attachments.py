"""What travels inside a PDF: the ledger, and all files of the project that it was made from.

Typefaces are named in the ledger by their hash and stay at home: whoever may set pages in them
need not be free to hand them on.
"""

from __future__ import annotations

from pathlib import Path

from briefing.app.build.fingerprint import template_files
from briefing.app.build.preparation import Prepared
from briefing.core.attachment import Attachment, attached_names
from briefing.core.resources import TEMPLATES
from briefing.core.workspace import Kind, Workspace
from briefing.project.loading import LoadedBrief, Project

_MIME = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".json": "application/json",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".parquet": "application/vnd.apache.parquet",
    ".arrow": "application/vnd.apache.arrow.file",
    ".j2": "text/x-jinja2",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}


def attachments_of(
    project: Project, brief: LoadedBrief, prepared: Prepared, ledger: bytes
) -> tuple[Attachment, ...]:
    """The files with what each is, in the words of the brief."""
    word = prepared.document.word
    read = {one.path for each in prepared.read.values() for one in each.files}
    data = sorted({*read, *project.subjects_from(brief)})
    shown = brief.config.picture.file if brief.config.picture else ""
    beside = [path for path, digest in brief.beside.items() if digest and path != shown]
    config = ["config/project.yaml", brief.path, *beside]
    logo = project.config.brand.logo
    design = prepared.document.design
    looks = [*own_templates(project.workspace, design), *(one for one in (logo, shown) if one)]
    named = (
        *filter(None, [shown]),
        *template_files(project.workspace, design),
        *brand_files(project),
    )
    names = attached_names((*data, *config, *named))
    told = {
        **{path: word("attached_look", path=path) for path in looks},
        **{path: word("attached_config", path=path) for path in config},
        **{path: word("attached_data", path=path) for path in data},
    }
    return (
        Attachment(
            name=f"{brief.name.rpartition('/')[2]}.facts.json",
            data=ledger,
            mime="application/json",
            relationship="Data",
            description=word("attached_record"),
        ),
        *(_source(project, path, names[path], told[path]) for path in (*data, *config, *looks)),
    )


def own_templates(workspace: Workspace, design: str) -> list[str]:
    """The templates of a project that are other than those of this program."""
    shipped = workspace.beside(TEMPLATES)
    return [
        path
        for path in template_files(workspace, design)
        if workspace.sha256(path, Kind.TEMPLATE)
        != shipped.sha256(path.removeprefix("templates/"), Kind.TEMPLATE)
    ]


def brand_files(project: Project) -> dict[str, str]:
    """The hash of each file of the house that the config names."""
    workspace = project.workspace
    return {path: workspace.sha256(path) for path in project.config.brand.files().values()}


def _source(project: Project, path: str, name: str, description: str) -> Attachment:
    return Attachment(
        name=name,
        data=project.workspace.read(path, Kind.DATA).content,
        mime=_MIME.get(Path(path).suffix, "application/octet-stream"),
        relationship="Source",
        description=description,
    )
