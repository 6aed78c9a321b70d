"""Names that point to one another within the config: sources, charts, tables, figures, files."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase

from briefing.core.expression import ExpressionError, names_in
from briefing.core.problems import Place, ProblemLog, Severity, suggest
from briefing.core.reference import first_name
from briefing.project.brief_schema import BriefConfig, KeyFigureConfig, StatedConfig
from briefing.project.declared import Path, Places
from briefing.project.editions import AT, check_editions
from briefing.project.loading import LoadedBrief, Project
from briefing.project.portfolio import of_subject
from briefing.project.portfolio_schema import SUBJECTS
from briefing.project.references_in import references_in

_YEARS = re.compile(r"\W*\b(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?\b\W*")
"""What titles of two editions of one publication may differ in."""


def check_references(project: Project, log: ProblemLog) -> None:
    """Tell every name that points nowhere."""
    for name, dataset in project.config.datasets.items():
        _check_source(project, dataset.source, project.places.of("datasets", name, "source"), log)
    check_editions(project.config, project.places, log)
    for key, source in project.config.sources.items():
        if source.corrects is not None:
            _check_source(
                project, source.corrects, project.places.of("sources", key, "corrects"), log
            )
    for brief in project.briefs.values():
        ours = ProblemLog()
        _check_brief(brief, project.of(brief), ours, is_broken=log.has(Severity.UNUSABLE))
        log.take(of_subject(ours, brief.written.own_name) if brief.written else ours)


def _check_brief(brief: LoadedBrief, project: Project, log: ProblemLog, *, is_broken: bool) -> None:
    for name in brief.own.datasets:
        place = project.places.of("datasets", name, "source")
        _check_source(project, project.config.datasets[name].source, place, log)
    _check_stated(brief, project, log)
    _check_sections(brief, log)
    _check_address(brief, project, log)
    _check_key_figures(brief, log)
    _check_needs(brief, project, log)
    _check_ids(brief, log)
    if is_broken or log.has(Severity.UNUSABLE):
        warn_of_parts(project, brief, log)
    for key, record in brief.records.items():
        if record.opened not in project.config.sources:
            log.add(
                Place(f"config/{brief.name}.status.yaml"),
                f"'{key}' was opened with an unknown source '{record.opened}'",
                _near(record.opened, project.config.sources),
                code="unknown-source",
            )


def _check_address(brief: LoadedBrief, project: Project, log: ProblemLog) -> None:
    """Tell a QR code that is to lead to the web where nobody says where that is."""
    brand = project.config.brand
    if brief.config.imprint.over(brand.imprint).qr is True and not brand.url:
        is_own = brief.config.imprint.qr is True
        place = brief.places.of("imprint", "qr")
        log.add(
            place if is_own else project.places.of("brand", "imprint", "qr"),
            "the QR code has no address to lead to",
            "give 'brand: url', or the address itself: 'qr: https://...'",
            code="unfit-imprint",
        )


def datasets_used(project: Project, config: BriefConfig) -> set[str]:
    """The data sets that a brief reads, by the references in it."""
    known = set(project.config.datasets)
    found = {first_name(text) for text in references_in(config)}
    return found & known


def _check_source(project: Project, key: str, place: Place, log: ProblemLog) -> None:
    """Tell a source that is not declared."""
    known = project.config.sources
    if key not in known:
        log.add(place, f"unknown source '{key}'", _near(key, known), code="unknown-source")


def _check_stated(brief: LoadedBrief, project: Project, log: ProblemLog) -> None:
    for name, stated in brief.config.stated.items():
        _check_source(project, stated.source, brief.places.of("stated", name, "source"), log)
        if name in brief.config.metrics:
            log.add(
                brief.places.of_key("stated", name),
                f"'{name}' is also a metric",
                "give one of the two another name",
                code="name-taken",
            )
    for name in (*brief.config.metrics, *brief.config.stated):
        if name in project.config.datasets or name == "period":
            what = "the brief's period" if name == "period" else "a data set"
            log.add(
                _declared_at(brief.places, name),
                f"'{name}' is {what} already",
                "give the figure another name",
                code="name-taken",
            )


def warn_of_parts(project: Project, brief: LoadedBrief, log: ProblemLog) -> None:
    """Warn of charts and tables that no section shows, and of stated figures of older editions."""
    config = brief.config
    shown = {("charts", name) for one in config.sections for name in one.charts}
    shown |= {("tables", name) for one in config.sections for name in one.tables}
    declared = [("charts", name) for name in config.charts]
    declared += [("tables", name) for name in config.tables]
    for kind, name in declared:
        if (kind, name) not in shown:
            log.add(
                brief.places.of_key(kind, name),
                f"no section shows the {kind.removesuffix('s')} '{name}'",
                severity=Severity.WARNING,
                code="unused-part",
            )
    for name, stated in brief.config.stated.items():
        _check_age(name, stated, brief, project, log)


def _check_age(
    name: str, stated: StatedConfig, brief: LoadedBrief, project: Project, log: ProblemLog
) -> None:
    datasets = project.config.datasets
    reads = (
        (datasets[used].source, "what the brief reads")
        for used in sorted(datasets_used(project, brief.config))
        if f"{used}{AT}{stated.source}" in datasets
    )
    later = ((one, "a newer edition of it") for one in _newer(stated.source, project))
    told = next(((now, what) for now, what in (*reads, *later) if now != stated.source), None)
    if told and not stated.kept:
        now, what = told
        log.add(
            brief.places.of("stated", name, "source"),
            f"'{name}' is what {stated.source} says ({stated.value}); {now} is {what}",
            f"look it up in {now}, or say why it stands: kept: '...'",
            Severity.WARNING,
            code="stated-aged",
        )


def _newer(key: str, project: Project) -> list[str]:
    """Sources that are later editions of one, the newest first: of its publisher, called the same but for years."""
    sources = project.config.sources
    own = sources.get(key)
    if own is None or own.published is None:
        return []
    found = [
        (one.published, name)
        for name, one in sources.items()
        if one.publisher == own.publisher
        and _YEARS.sub(" ", one.title).strip() == _YEARS.sub(" ", own.title).strip()
        and one.published is not None
        and one.published > own.published
    ]
    return [name for _, name in sorted(found, reverse=True)]


def _declared_at(places: Places, name: str):  # type: ignore[no-untyped-def]  # noqa: ANN202
    if ("metrics", name) in places.keys:
        return places.of_key("metrics", name)
    return places.of_key("stated", name)


def _check_sections(brief: LoadedBrief, log: ProblemLog) -> None:
    config = brief.config
    shown: set[tuple[str, str]] = set()
    for index, section in enumerate(config.sections):
        for kind, names, known in (
            ("charts", section.charts, config.charts),
            ("tables", section.tables, config.tables),
        ):
            for position, name in enumerate(names):
                if name in known:
                    if (kind, name) in shown:
                        place = brief.places.of("sections", index, kind, position)
                        log.add(
                            place, f"'{name}' is shown twice", "show it once", code="shown-twice"
                        )
                    shown.add((kind, name))
                    continue
                one = kind.removesuffix("s")
                place = brief.places.of("sections", index, kind, position)
                if place.line == brief.places.of("sections", index).line:
                    place = brief.places.of("sections", index, one)
                log.add(place, f"unknown {one} '{name}'", _near(name, known), code="unknown-part")


def _check_needs(brief: LoadedBrief, project: Project, log: ProblemLog) -> None:
    """Tell needs that name nothing: what nobody declared is no missing value."""
    config = brief.config
    parts: list[tuple[Path, object]] = [
        *((("metrics", name), one) for name, one in config.metrics.items()),
        *((("charts", name), one) for name, one in config.charts.items()),
        *((("tables", name), one) for name, one in config.tables.items()),
        *((("key_figures", index), one) for index, one in enumerate(config.key_figures)),
        *((("sections", index), one) for index, one in enumerate(config.sections)),
        *((("highlights", "say", index), one) for index, one in enumerate(config.highlights.say)),
        *((("recommendations", index), one) for index, one in enumerate(config.recommendations)),
    ]
    for path, part in parts:
        for need in getattr(part, "needs", ()):
            place = brief.places.of(*path, "needs")
            is_rule = any(sign in need for sign in "<>=")
            if is_rule and path[0] == "metrics":
                log.add(
                    place,
                    f"'{need}' is a rule over figures, and a metric's needs are judged before there are any",
                    "let the parts that show the metric need it",
                    code="rule-too-early",
                )
                continue
            try:
                names = (
                    names_in(need)
                    if is_rule
                    else {need.removesuffix(".before").removesuffix(".year_before")}
                )
            except ExpressionError as error:
                log.refuse(place, error)
                continue
            for name in sorted(names):
                _check_need(name, config, project, place, log)
    for rule in brief.rules:
        if rule.without:
            place = brief.places.of("for_each", "skip")
            _check_need(rule.without, config, project, place, log)


def _check_need(
    name: str, config: BriefConfig, project: Project, place: Place, log: ProblemLog
) -> None:
    metrics = [*config.metrics, *config.stated]
    if name in metrics:
        return
    head, dot, rest = name.partition(".")
    data = project.config.datasets.get(head)
    if data is None and head == SUBJECTS and rest.partition("[")[0] in metrics:
        return
    if not dot or data is None:
        known = [*metrics, *project.config.datasets]
        log.add(place, f"unknown metric '{name}'", _near(name, known), code="unknown-metric")
        return
    measure = rest.partition("[")[0]
    if measure in data.series or any(
        fnmatchcase(measure.casefold(), one.casefold()) for one in data.not_here
    ):
        return
    known = [f"{head}.{one}" for one in (*data.series, *data.not_here)]
    log.add(place, f"unknown series '{name}'", _near(name, known), code="unknown-series")


def _check_key_figures(brief: LoadedBrief, log: ProblemLog) -> None:
    known = [*brief.config.metrics, *brief.config.stated]
    for index, entry in enumerate(brief.config.key_figures):
        name = entry.metric if isinstance(entry, KeyFigureConfig) else entry
        if name not in known:
            place = brief.places.of("key_figures", index)
            log.add(place, f"unknown metric '{name}'", _near(name, known), code="unknown-metric")


def _check_ids(brief: LoadedBrief, log: ProblemLog) -> None:
    config = brief.config
    for what, block, ids in (
        ("section", ("sections",), [one.id for one in config.sections]),
        ("highlight", ("highlights", "say"), [one.id for one in config.highlights.say]),
        ("recommendation", ("recommendations",), [one.id for one in config.recommendations]),
    ):
        seen: dict[str, int] = {}
        for index, given in enumerate(ids):
            if given in seen:
                place = brief.places.of(*block, index, "id")
                first = brief.places.of(*block, seen[given], "id")
                log.add(
                    place,
                    f"'{given}' is the id of the {what} on line {first.line}",
                    "give one of the two another id",
                    code="repeated-id",
                )
            if given is not None:
                seen.setdefault(given, index)


def _near(name: str, known: object) -> str:
    names = [str(one) for one in known]  # type: ignore[attr-defined]
    return suggest(name, names) or (f"there is: {', '.join(names)}" if names else "")
