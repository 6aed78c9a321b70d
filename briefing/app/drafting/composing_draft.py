"""Data sets to the draft of a brief: topics, what tells them, what shows them, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefing.app.drafting.choosing import choose
from briefing.app.drafting.draft import Draft, DraftChart, DraftSection, Wording
from briefing.app.drafting.fans_and_scatters import projected, two_measures
from briefing.app.drafting.picturing import (
    heading_of_several,
    members_over_time,
    ranking,
    several,
    table,
    trend,
)
from briefing.app.drafting.telling import Telling, shown, telling_of, worded
from briefing.app.drafting.topics import Caveat, Chosen, Wanted
from briefing.core.series import Dataset, Panel
from briefing.language.base import Language

_MOST_KEY_FIGURES = 4
_MOST_CHARTS = 4
_MOST_NOTES = 6
_FEWEST_WORDS = 4
"""A note of fewer is a sign or a heading."""
_WEIGHT_OF_MEMBERS = 2
_LONGEST_LABEL = 40


def drafted(language: Language, datasets: Iterable[Dataset], wanted: Wanted) -> Draft:
    """A first draft of a brief on these data sets.

    Raises :class:`~briefing.core.problems.UnusableInput` where what was asked for is not there.
    """
    every = tuple(datasets)
    chosen = choose(language, every, wanted)
    tellings = [telling_of(language, one) for one in chosen.topics]
    lead, others = tellings[0], tellings[1:]
    fans = projected(lead, [measure for data in every for measure in data.measures.values()])
    ends = {one.call[end] for one in fans.values() for end in ("low", "high")}
    others = [one for one in others if one.topic.measure.id not in ends]
    sections, charts = _body(lead, others, fans)
    figures = table([lead, *others], language.term("draft.table"))
    if figures.rows:
        heading = Wording(language.term("draft.heading_table"))
        sections = [*sections, DraftSection(heading, tables=("figures",))]
    headlines = (wanted.title,) if wanted.title else lead.headlines()
    return Draft(
        title=worded(headlines),
        period=str(chosen.period),
        bottom_line=tuple(_bottom_line(lead, others)),
        metrics={name: call for one in (lead, *others) for name, call in one.metrics.items()},
        key_figures=tuple(_key_figures(lead, others)),
        sections=tuple(sections),
        charts=charts,
        tables={"figures": figures} if figures.rows else {},
        method=tuple(_notes(language, wanted.caveats, every)),
        design=wanted.design,
        other_periods=tuple(str(one) for one in chosen.others),
        rivals=chosen.rivals,
        weights=_weights(lead),
        measures=tuple(one.topic.measure.id for one in (lead, *others)),
        lead=lead.name or (lead.places[0] if lead.places else ""),
    ).tidied()


def _bottom_line(lead: Telling, others: Sequence[Telling]) -> Iterator[Wording]:
    """What to take away: how the main figure moved, who comes first, what another one did."""
    if lead.name:
        yield lead.movement()
    yield from lead.ranking()[: 1 if lead.name else 2]
    for one in others[:1]:
        if one.moves and len(lead.ranking()) < 1:
            yield one.movement()


def _key_figures(lead: Telling, others: Sequence[Telling]) -> Iterator[dict[str, object]]:
    names = [lead.name] if lead.name else []
    if f"{lead.topic.name}_rank" in lead.metrics:
        names.append(f"{lead.topic.name}_rank")
    further = [one.name for one in others if one.name]
    names += further or lead.places
    names += [one for one in lead.places if one not in names]
    for name in names[:_MOST_KEY_FIGURES]:
        label = lead.said_of_all("label_of_place", member=shown(name, "member"))[0]
        yield {"metric": name, **({"label": label} if name in lead.places else {})}


def _body(
    lead: Telling, others: Sequence[Telling], fans: Mapping[str, DraftChart]
) -> tuple[list[DraftSection], dict[str, DraftChart]]:
    """Sections with their charts: the main measure over time, its members, further measures.

    ``fans`` show the first one on into what is projected, where the data have that.
    """
    charts: dict[str, DraftChart] = {}
    sections: list[DraftSection] = []
    over_time = dict(fans or trend(lead)) if lead.name else {}
    both = two_measures(lead, others)
    first = [lead.movement(), *filter(None, [lead.long_run()])] if lead.name else []
    if over_time or (first and not lead.places):
        charts |= over_time
        sections.append(DraftSection(worded(lead.headings()), tuple(first), tuple(over_time)))
        first = []
    if lead.places:
        of_members = {**ranking(lead), **members_over_time(lead)}
        of_members = dict([*of_members.items()][: _MOST_CHARTS - 1 - len(charts) - len(both)])
        mine = {**of_members, **both}
        charts |= mine
        sentences = [*first, *lead.ranking(), *lead.more_of_members()]
        sections.append(DraftSection(lead.heading_of_members(), tuple(sentences), tuple(mine)))
    told = [one for one in others if one.name]
    if told:
        further = dict(several(told))
        mine = dict([*further.items()][: _MOST_CHARTS - len(charts)])
        charts |= mine
        heading = worded(heading_of_several(told))
        sections.append(DraftSection(heading, tuple(one.beside() for one in told), tuple(mine)))
    else:
        sections += _members_of_others(others, charts)
    return sections, charts


def _weights(lead: Telling) -> dict[str, int]:
    """Members weigh little beside a total; where the brief is about them, they are its subject."""
    measure = lead.topic.measure
    is_about_members = isinstance(measure, Panel) and not lead.is_shared
    return {measure.id: _WEIGHT_OF_MEMBERS} if is_about_members else {}


def _members_of_others(
    others: Sequence[Telling], charts: dict[str, DraftChart]
) -> Iterator[DraftSection]:
    """A section for each further measure that has members and no figure of its own."""
    for one in others:
        if one.places and len(charts) < _MOST_CHARTS:
            mine = dict(ranking(one))
            charts |= mine
            yield DraftSection(one.heading_of_members(), one.ranking(), tuple(mine))


def _notes(
    language: Language, caveats: Sequence[Caveat], datasets: Iterable[Dataset]
) -> Iterator[Wording]:
    """The caveats that the files state, each a line: those that labels point at, then those below the tables."""
    linked = {one.text: _caveat(language, one) for one in caveats}
    below = [note for one in datasets for note in one.notes]
    beside = [one for one in below if not any(text in one for text in linked)]
    texts = [" ".join(note.split()) for note in (*linked.values(), *beside)]
    told = [one for one in dict.fromkeys(texts) if len(one.split()) >= _FEWEST_WORDS]
    for text in told[:_MOST_NOTES]:
        yield Wording(text.replace("{{", "{ {").replace("{%", "{ %"), (_as_said(text),))


def _caveat(language: Language, one: Caveat) -> str:
    """A note with what it is of, where it does not say that itself and that has a short name."""
    says = any(label.casefold() in one.text.casefold() for label in one.labels)
    named = [] if says else [label for label in one.labels if len(label) <= _LONGEST_LABEL]
    text = one.text if one.text.endswith((".", "!", "?")) else f"{one.text}."
    if not named:
        return text
    return language.term("draft.note_of", labels=language.listed(named), text=text)


def _as_said(text: str) -> str:
    """A note with figures that are its publisher's: printed as an exception, with the reason."""
    plain = text.replace("\\", "").replace('"', "'")
    return f'{{{{ said("{plain}", because="a note of the publisher") }}}}'


__all__ = ["Chosen", "drafted"]
