"""The road that data travels: config, data, metrics, insight, charts, composition, pages, output.

One function tells the story, a line a stage. Only this module knows the order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.charts.planning import draw_charts, plan_charts
from briefing.compose.assemble import Material, compose_document
from briefing.config.base import Places
from briefing.config.brief import BriefConfig
from briefing.config.loader import LoadedBrief, Project, find_project, load_project
from briefing.config.references import check_references, datasets_used, editions_before
from briefing.data.edition_units import check_edition_units
from briefing.data.reading import read_datasets
from briefing.errors import Place, Problem, ProblemLog, Severity, UnusableInput, suggest
from briefing.formatting.english import listed
from briefing.insight.highlights import choose_highlights
from briefing.insight.recommendations import judge_recommendations
from briefing.ledger.entries import Ledger
from briefing.ledger.record import as_json, ledger_of
from briefing.metrics.stage import compute_metrics
from briefing.metrics.stated import compare_stated, stated_series
from briefing.model.check import merged
from briefing.model.document import Document
from briefing.model.fact import Fact
from briefing.model.finding import Advice
from briefing.model.interval import Interval
from briefing.model.series import Dataset, Panel, ReadingCount, Series
from briefing.output import Outputs, write_outputs
from briefing.relatives import FactBook
from briefing.version import VERSION

if TYPE_CHECKING:
    import pandas as pd

Say = Callable[[str], None]
"""Told what is being done, a few words a step."""


@dataclass(frozen=True, slots=True)
class Brief:
    """A finished brief: its document with all facts, its ledger, and what was noticed."""

    id: str
    document: Document
    ledger: Ledger
    metrics: Mapping[str, Series]
    advice: tuple[Advice, ...]
    """Every recommendation with its verdict, those that do not hold too."""
    recommendations: tuple[str, ...]
    """Ids of the recommendations, as ``advice`` counts them."""
    count: ReadingCount
    """What became of the cells that were read."""
    warnings: tuple[Problem, ...]
    files: Mapping[str, Path]
    """What was written, by kind (``pdf``, ``html``, ``facts``); empty after a check."""

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Every fact that the brief shows, and all that they were derived from, by id."""
        return self.document.facts

    def frame(self) -> pd.DataFrame:
        """The metrics as a pandas table, one fact a row; see :func:`briefing.frames.frame_of`."""
        from briefing.frames import frame_of

        return frame_of(self.metrics)


def build(
    brief: str | Path,
    *,
    project: str | Path | None = None,
    output: str | Path | None = None,
) -> Brief:
    """Build one brief, named by its YAML file or its name, and write it to ``output/``.

    Raises :class:`~briefing.errors.UnusableInput` or
    :class:`~briefing.errors.MisleadingBrief` with every problem that was found.
    """
    path = Path(brief)
    name = path.stem if path.suffix in {".yaml", ".yml"} else str(brief)
    start = Path(project) if project else (path.resolve().parent if path.suffix else Path.cwd())
    return build_all([name], project=start, output=output)[0]


def build_all(
    names: Sequence[str] = (),
    *,
    project: str | Path | None = None,
    output: str | Path | None = None,
    also: Sequence[str] = (),
    say: Say = lambda _: None,
) -> tuple[Brief, ...]:
    """Build the named briefs of a project, or all of them; the problems of all are told at once.

    ``also`` names further formats: ``md`` for Markdown.
    """
    loaded = open_project(project, names)
    folder = Path(output) if output else loaded.root / "output"
    log = ProblemLog()
    done = [_build(loaded, brief, folder, log, say, also) for brief in _chosen(loaded, names)]
    log.raise_if_any()
    return tuple(brief for brief in done if brief)


def check_all(
    names: Sequence[str] = (),
    *,
    project: str | Path | None = None,
    strict: bool = False,
    say: Say = lambda _: None,
) -> tuple[Brief, ...]:
    """Find everything that can be wrong with the briefs, without rendering or writing.

    ``strict`` makes findings of warnings, as a check before publication wants it.
    """
    from briefing.render.html import check_templates

    loaded = open_project(project, names)
    log = ProblemLog()
    done = []
    for brief in _chosen(loaded, names):
        say(f"checking {brief.name}")
        ours = ProblemLog()
        prepared = prepare(loaded, brief, ours, rendering=False)
        document = prepared.document if prepared else None
        check_templates(brief.config.design, _templates(loaded), ours, document)
        if prepared:
            _check_setting(loaded, brief, prepared.document, ours)
            done.append(_finished(loaded, brief, prepared, ours))
        log.take(ours)
    if strict and not log.of(Severity.UNUSABLE):
        log.problems = [replace(one, severity=Severity.MISLEADING) for one in log.problems]
    log.raise_if_any()
    return tuple(done)


def open_project(project: str | Path | None = None, names: Sequence[str] = ()) -> Project:
    """Read and check the config of a project; raises with all problems of all its files."""
    log = ProblemLog()
    root = find_project(Path(project) if project else Path.cwd(), log)
    loaded = load_project(root, log, only=names or None) if root else None
    if loaded:
        check_references(loaded, log)
    log.raise_if_any()
    assert loaded is not None
    return loaded


@dataclass(frozen=True, slots=True)
class Prepared:
    """A brief before it is put on pages."""

    document: Document
    datasets: Mapping[str, Dataset]
    metrics: Mapping[str, Series]
    advice: tuple[Advice, ...]


def prepare(
    project: Project, brief: LoadedBrief, log: ProblemLog, *, rendering: bool
) -> Prepared | None:
    """From config to the finished tree: every stage but the pages. ``None`` where data are unusable."""
    config, places = brief.config, brief.places
    wanted = datasets_used(project, config)
    before = editions_before(project, wanted)
    every = {*wanted, *before.values()}
    datasets = read_datasets(project.root, project.config, project.places, every, log)
    stated, claims = compare_stated(config, places, stated_series(config, places, log), log)
    declared = project.config.datasets
    metrics = compute_metrics(config, places, datasets, declared, stated, log)
    failed = frozenset({*config.metrics, *config.stated, *wanted} - {*metrics, *datasets})
    book = FactBook(metrics, failed)
    earlier = _earlier_book(brief, datasets, before) if before else None
    publishers = {key: source.publisher for key, source in project.config.sources.items()}
    advice = judge_recommendations(
        config, places, book, earlier, publishers, _ranges(project, config), log
    )
    current = {name: data for name, data in datasets.items() if name in wanted}
    pairs = [(datasets[n], datasets[o]) for n, o in before.items() if {n, o} <= datasets.keys()]
    findings = choose_highlights(
        config, places, book, _by_reference(current, {}), pairs, advice, log
    )
    series = _by_reference(datasets, metrics)
    plots = plan_charts(config.charts, places, series, config.period, failed, log)
    drawings = draw_charts(plots, project.config.brand.accent, rendering=rendering)
    material = Material(
        id=brief.name,
        config=config,
        places=places,
        project=project.config,
        metrics=metrics,
        series=series,
        drawings=drawings,
        findings=findings,
        advice=advice,
        records=brief.records,
        edition=_edition_before(project, before),
        checks=(
            *merged(check for data in datasets.values() for check in data.checks),
            check_edition_units(datasets, log),
            claims,
        ),
        failed=failed,
    )
    if log.of(Severity.UNUSABLE):
        compose_document(material, log)
        return None
    return Prepared(compose_document(material, log), datasets, metrics, advice)


def _earlier_book(
    brief: LoadedBrief, datasets: Mapping[str, Dataset], before: Mapping[str, str]
) -> FactBook:
    """The facts as the editions before had them, a period earlier; what fails there is unknown.

    Stated figures belong to the publication that states them, so the editions before have none.
    """
    config, unheard = brief.config, ProblemLog()
    then = config.model_copy(update={"period": config.period.shifted(-1)})
    old = {
        name: datasets[before.get(name, name)]
        for name in datasets
        if before.get(name, name) in datasets
    }
    renamed = {name: replace(data, id=name) for name, data in old.items()}
    metrics = compute_metrics(then, brief.places, renamed, renamed, {}, unheard)
    return FactBook(metrics, frozenset({*config.metrics, *config.stated} - metrics.keys()))


def _ranges(project: Project, config: BriefConfig) -> dict[str, Interval]:
    """The values that the data declare possible, for metrics that show them as they are."""
    found = {}
    for name, metric in config.metrics.items():
        dataset, _, series = str(metric.call.operand).partition("[")[0].partition(".")
        declared = project.config.datasets.get(dataset)
        if metric.call.kind == "value" and declared and series in declared.series:
            ends = declared.series[series].range
            if ends:
                found[name] = Interval(*ends)
    return found


def _edition_before(project: Project, before: Mapping[str, str]) -> str:
    """How the edition before is called."""
    names = {
        (source.short or source.title)
        for name in before.values()
        if (source := project.config.sources.get(project.config.datasets[name].source))
    }
    return listed(sorted(names))


def _build(
    project: Project,
    brief: LoadedBrief,
    folder: Path,
    log: ProblemLog,
    say: Say,
    also: Sequence[str] = (),
) -> Brief | None:
    from briefing.ledger.provenance import as_prov_json
    from briefing.render.html import write_html
    from briefing.render.markdown import write_markdown
    from briefing.render.pdf import Attachment, write_pdf

    ours = ProblemLog()
    say(f"reading {brief.name}")
    prepared = prepare(project, brief, ours, rendering=True)
    if prepared:
        _check_setting(project, brief, prepared.document, ours)
    log.take(ours)
    if prepared is None or ours.of(Severity.UNUSABLE) or ours.of(Severity.MISLEADING):
        return None
    finished = _finished(project, brief, prepared, ours)
    ledger = as_json(finished.ledger)
    say(f"rendering {brief.name}")
    templates = _templates(project)
    screen = write_html(prepared.document, templates=templates, for_print=False)
    pages = write_html(prepared.document, templates=templates, for_print=True)
    attachments = _attachments(project, brief, prepared, ledger, Attachment)
    pdf = write_pdf(pages, prepared.document, attachments)
    contents = {
        "pdf": pdf,
        "html": screen.encode(),
        "facts.json": ledger,
        "prov.json": as_prov_json(finished.ledger),
    }
    if "md" in also:
        contents["md"] = write_markdown(prepared.document).encode()
    outputs = Outputs(brief.name, contents)
    files = write_outputs(outputs, folder)
    return replace(finished, files=files)


def _check_setting(
    project: Project, brief: LoadedBrief, document: Document, log: ProblemLog
) -> None:
    """What cannot be set as it should: characters that no font has, an accent too faint to read."""
    from briefing.render.glyphs import missing_glyphs
    from briefing.render.palette import contrast_problem

    for one in missing_glyphs(document):
        advice = "write it otherwise; the shipped fonts are Latin, Greek and Cyrillic"
        log.add(Place(brief.path), str(one), advice)
    if faint := contrast_problem(project.config.brand.accent):
        log.add(project.places.of("brand", "accent"), faint)


def _finished(
    project: Project,
    brief: LoadedBrief,
    prepared: Prepared,
    log: ProblemLog,
) -> Brief:
    inputs = {one.path: one for data in prepared.datasets.values() for one in data.files}
    config = {"config/project.yaml": project.sha256, brief.path: brief.sha256}
    if brief.records_path:
        config[brief.records_path] = brief.records_sha256
    count = sum((data.count for data in prepared.datasets.values()), ReadingCount())
    ledger = ledger_of(prepared.document, inputs.values(), project.config.sources, config, VERSION)
    return Brief(
        id=brief.name,
        document=prepared.document,
        ledger=ledger,
        metrics=prepared.metrics,
        advice=prepared.advice,
        recommendations=tuple(one.id for one in brief.config.recommendations),
        count=count,
        warnings=tuple(log.of(Severity.WARNING)),
        files={},
    )


def _attachments(
    project: Project,
    brief: LoadedBrief,
    prepared: Prepared,
    ledger: bytes,
    make: Callable[..., object],
) -> list:  # type: ignore[type-arg]
    """The ledger, the data files that were used, and the config, to go into the PDF."""
    found = [
        make(
            name=f"{brief.name}.facts.json",
            data=ledger,
            mime="application/json",
            relationship="Data",
            description="Every figure of this brief with its origin",
        )
    ]
    paths = sorted({one.path for data in prepared.datasets.values() for one in data.files})
    for path, what in [
        *((path, "Data that this brief was made from") for path in paths),
        *((path, "Declaration of this brief") for path in _declarations(brief)),
    ]:
        found.append(
            make(
                name=path.replace("/", "-"),
                data=(project.root / path).read_bytes(),
                mime=_MIME.get(Path(path).suffix, "application/octet-stream"),
                relationship="Source",
                description=f"{what}: {path}",
            )
        )
    return found


def _declarations(brief: LoadedBrief) -> list[str]:
    return [path for path in ("config/project.yaml", brief.path, brief.records_path) if path]


_MIME = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".json": "application/json",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".parquet": "application/vnd.apache.parquet",
}


def _by_reference(
    datasets: Mapping[str, Dataset], metrics: Mapping[str, Series]
) -> dict[str, Series | Panel]:
    found: dict[str, Series | Panel] = {
        f"{data.id}.{name}": measure
        for data in datasets.values()
        for name, measure in data.measures.items()
    }
    return {**found, **metrics}


def _templates(project: Project) -> list[Path]:
    """Where templates are looked for: the project's own first, then the shipped ones."""
    from briefing.resources import TEMPLATES

    own = project.root / "templates"
    return [own, TEMPLATES] if own.is_dir() and own != TEMPLATES else [TEMPLATES]


def _chosen(project: Project, names: Iterable[str]) -> list[LoadedBrief]:
    wanted = [Path(name).stem if name.endswith((".yaml", ".yml")) else name for name in names]
    unknown = [name for name in wanted if name not in project.briefs]
    if unknown:
        known = sorted(path.stem for path in (project.root / "config").glob("*.y*ml"))
        known = [name for name in known if name != "project"]
        raise UnusableInput(
            Problem(
                None,
                f"there is no brief '{name}' in {project.root}/config",
                suggest(name, known) or f"briefs: {', '.join(known)}",
            )
            for name in unknown
        )
    return [project.briefs[name] for name in wanted] if wanted else [*project.briefs.values()]


__all__ = ["Brief", "BriefConfig", "Places", "build", "build_all", "check_all", "open_project"]
