"""The index of a portfolio, from the records of its briefs: a page for screens, one for paper, and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from briefing.app.build.build_record import load_record
from briefing.app.build.index_seal import is_edited, sealed
from briefing.app.build.preparation import language_for
from briefing.app.build.summary import Summary
from briefing.app.portfolio.names import Names
from briefing.core.budgets import BudgetSpent
from briefing.core.document import Document, address_of
from briefing.core.files import Outputs, write_outputs
from briefing.core.index_entry import MOST_ON_PAPER, IndexEntry, IndexFigure
from briefing.core.own_folder import OwnFolder, portfolio_folder
from briefing.core.period_notation import parse_period
from briefing.core.problems import Place, ProblemLog, UnusableInput
from briefing.core.text_nodes import Text
from briefing.core.time_limit import within_time
from briefing.core.workspace import Kind, NotRead, Workspace
from briefing.language.base import Language
from briefing.project.brand import house_style
from briefing.project.loading import Project
from briefing.project.portfolio import INDEX
from briefing.writers.house.house import House, house_of
from briefing.writers.html.index_metadata import IndexPlace
from briefing.writers.html.index_page import index_page
from briefing.writers.pdf.library import missing_library
from briefing.writers.pdf.page_cost import check_cost
from briefing.writers.pdf.pdf import lay_out

_MOST_CHANGES = 6
_ELEMENTS_OF_A_BRIEF, _LETTERS_OF_A_BRIEF = 80, 6_000
"""More than the row of a brief has."""


def write_index(
    project: Project,
    outputs: Workspace,
    portfolio: str,
    names: Names,
    left_out: Mapping[str, str],
    templates: Sequence[Workspace],
) -> dict[str, Path]:
    """Write ``index.html``, ``index.pdf`` and ``index.json`` beside the briefs; their paths by ending.

    Where no PDF can be made, as each brief says, there is none of the index either, nor where it has more
    subjects than are set on paper; one of an earlier build goes.
    ``left_out`` are briefs that rules over figures leave out, and why.
    """
    language = language_for(project.config)
    folder = portfolio_folder(outputs.root, portfolio)
    before = _figures_before(outputs.beside(folder))
    notes = {**names.skipped, **left_out}
    every = [name for name in (*names.briefs, *names.skipped) if name.startswith(f"{portfolio}/")]
    entries = [
        _entry(language, outputs, name, names.subjects.get(name, ""), notes.get(name), before)
        for name in every
    ]
    title = language.term(
        "index.title", name=portfolio.replace("-", " ").replace("_", " ").capitalize()
    )
    words = {**language.section("page"), **language.section("index")}
    style = house_style(project.config.brand, project.places)
    house = house_of(style, project.workspace, ProblemLog())

    def page(*, for_print: bool) -> str:
        return index_page(
            title,
            entries,
            words,
            language=language.code,
            paper=project.config.brand.page,
            house=house,
            templates=templates,
            for_print=for_print,
            place=_place(document, house, portfolio, ["pdf", "json"] if on_paper else ["json"]),
        )

    document = _document(project, language, title)
    on_paper = len(entries) <= MOST_ON_PAPER and missing_library() is None
    contents = {"html": page(for_print=False).encode()}
    own = OwnFolder(outputs.root, (portfolio,))
    if len(entries) > MOST_ON_PAPER:
        own.remove(f"{INDEX}.pdf")
    elif on_paper:
        with within_time(Place(str(folder / f"{INDEX}.pdf"))):
            printed = page(for_print=True)
            _check_cost(printed, folder, len(entries))
            pages = lay_out(printed, document, house=house)
        contents["pdf"] = pages.written((), project.workspace.moment())
    contents["json"] = sealed(
        {"portfolio": portfolio, "briefs": [asdict(one) for one in entries]},
        {f"{INDEX}.{kind}": one for kind, one in contents.items()},
    )
    return write_outputs(Outputs(INDEX, contents), own)


def _place(document: Document, house: House, portfolio: str, kinds: Sequence[str]) -> IndexPlace:
    return IndexPlace(
        document.locale,
        document.brand,
        address_of(house.url, f"{portfolio}/{INDEX}"),
        {kind: f"{INDEX}.{kind}" for kind in kinds},
    )


def _check_cost(page: str, folder: Path, briefs: int) -> None:
    """Raise :class:`UnusableInput` where a template made more of the briefs than can be set."""
    try:
        letters = briefs * _LETTERS_OF_A_BRIEF
        check_cost(page, also=briefs * _ELEMENTS_OF_A_BRIEF, letters=letters)
    except BudgetSpent as error:
        log = ProblemLog()
        log.refuse(Place(str(folder / f"{INDEX}.pdf")), error)
        raise UnusableInput(log) from None


def _entry(
    language: Language,
    outputs: Workspace,
    name: str,
    subject: str,
    note: str | None,
    before: Mapping[str, Mapping[str, str]],
) -> IndexEntry:
    own = name.rpartition("/")[2]
    record = None if note else load_record(outputs, name)
    if record is None:
        why = (
            language.term("index.skipped", reason=note)
            if note
            else language.term("index.not_built")
        )
        return IndexEntry(own, subject or own, "", note=why)
    entry = _built(own, record.told)
    if own not in before:
        return replace(entry, changed=(language.term("index.new"),) if before else ())
    changed = [
        language.term("index.now", label=one.label, before=was, value=one.value)
        for one in entry.figures
        if (was := before[own].get(one.id)) is not None and was != one.value
    ]
    return replace(entry, changed=tuple(changed[:_MOST_CHANGES]))


def _built(own: str, told: Summary) -> IndexEntry:
    card = told["card"]
    figures = tuple(
        IndexFigure(
            one["id"],
            one["label"],
            one["value"],
            one["mark"],
            one["unit"],
            one["direction"],
            one["change"],
            tuple(one["trend"]),
            one["size"],
        )
        for one in card["figures"]
    )
    return IndexEntry(
        own,
        card["subject"] or own,
        card["title"],
        figures,
        card["highlight"],
        tuple(told["flips"]),
        len(told["warnings"]),
    )


def _figures_before(folder: Workspace) -> dict[str, dict[str, str]]:
    """The figures of the index before, by brief and metric; none where there is none to trust."""
    try:
        told = json.loads(folder.read(f"{INDEX}.json", Kind.RECORD).content)
        if is_edited(told):
            return {}
        return {one["name"]: dict(_labelled(one)) for one in told["briefs"] if one["figures"]}
    except (NotRead, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _labelled(entry: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    figures = entry["figures"]
    assert isinstance(figures, list)
    for one in figures:
        yield str(one["id"]), str(one["value"])


def _document(project: Project, language: Language, title: str) -> Document:
    """What the file for paper says of itself: a document with nothing but a title, of no period."""
    brand = project.config.brand
    return Document(
        id=INDEX,
        title=(Text(title),),
        subtitle=(),
        period=parse_period("2000"),
        period_label="",
        language=language.code,
        locale=language.locale,
        words=language.section("page"),
        number_form=language.number_form,
        author=brand.name,
        date="",
        keywords=(),
        brand=brand.name,
        accent=brand.accent,
        page=brand.page,
        design=INDEX,
        bottom_line=(),
        key_figures=(),
        highlights=(),
        sections=(),
        recommendations=(),
        sources=(),
        method=(),
        legend=(),
        annex=(),
    )
