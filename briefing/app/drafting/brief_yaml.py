"""A draft to the YAML of a brief: clean, and with the questions that only its author can answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefing.app.drafting.draft import Draft, DraftSection, Wording
from briefing.app.drafting.yaml_text import flow, quoted, scalar, year_or_text

HEAD = """\
# yaml-language-server: $schema=schema/own-brief.schema.json
# A first draft. Figures, verbs and names in double braces come from the data and change with them;
# all other words are yours to change. `briefing check --strict` says what does not hold.
"""
_SUBTITLE = """\
# For whom is it, and why now? One line below the title:
# subtitle: ""
"""
_AUTHOR = """\
# Whose brief is it? The office or the person that answers for it:
# author: ""
"""
_RECOMMENDATIONS = """\
# What follows is for you to say. Advice is printed only while its rule holds, and the brief tells
# at which figure it would no longer hold:
# recommendations:
#   - id: first-step
#     when: {lead}.change > 0
#     do: What should be done.
#     who: Who should do it.
#     because: "The figure is {{{{ {lead} }}}}."
#     tradeoff: What it costs.
"""


def brief_yaml(draft: Draft) -> str:
    """The whole file."""
    return "\n".join(_lines(draft)) + "\n"


def _lines(draft: Draft) -> Iterator[str]:
    yield HEAD.rstrip()
    yield f"title: {quoted(draft.title.text)}"
    yield _SUBTITLE.rstrip()
    yield f"period: {scalar(year_or_text(draft.period))}"
    if draft.other_periods:
        yield f"# The data also have: {', '.join(draft.other_periods)}."
    if draft.rivals:
        named = "; ".join(" ".join(one.split()) for one in draft.rivals)
        yield f"# It leads with one of several measures that would do; 'new --measure' takes another: {named}."
    yield _AUTHOR.rstrip()
    yield f"design: {draft.design}"
    if draft.bottom_line:
        yield ""
        yield from _block("bottom_line", draft.bottom_line, "")
    yield ""
    yield "metrics:"
    yield from (f"  {name}: {flow(call)}" for name, call in draft.metrics.items())
    if draft.key_figures:
        yield ""
        yield "key_figures:"
        yield from (f"  - {_short(one)}" for one in draft.key_figures)
    yield ""
    yield "# Found in the data by themselves; sentences of yours go before them under 'say:'."
    yield "highlights:"
    yield f"  show: {draft.show}"
    if draft.weights:
        yield f"  weights: {flow(draft.weights)}"
    yield from _sections(draft.sections)
    yield from _charts(draft)
    yield from _tables(draft)
    yield ""
    yield _RECOMMENDATIONS.format(lead=draft.lead or "figure").rstrip()
    yield from _method(draft)


def _short(figure: Mapping[str, object]) -> str:
    return scalar(figure["metric"]) if len(figure) == 1 else flow(figure)


def _sections(sections: Sequence[DraftSection]) -> Iterator[str]:
    if sections:
        yield ""
        yield "sections:"
    for one in sections:
        yield f"  - title: {quoted(one.title.text)}"
        if one.sentences:
            yield from _block("text", one.sentences, "    ")
        if one.charts:
            yield f"    charts: {scalar(one.charts)}"
        if one.tables:
            yield f"    tables: {scalar(one.tables)}"


def _charts(draft: Draft) -> Iterator[str]:
    if draft.charts:
        yield ""
        yield "charts:"
    for name, chart in draft.charts.items():
        yield f"  {name}:"
        yield from (f"    {key}: {scalar(value)}" for key, value in chart.call.items())
        yield f"    title: {quoted(chart.title.text)}"


def _tables(draft: Draft) -> Iterator[str]:
    if draft.tables:
        yield ""
        yield "tables:"
    for name, one in draft.tables.items():
        yield f"  {name}:"
        yield f"    title: {scalar(one.title)}"
        yield f"    periods: {one.periods}"
        yield "    rows:"
        yield from (f"      - {scalar(row)}" for row in one.rows)


def _method(draft: Draft) -> Iterator[str]:
    yield ""
    if draft.aside:
        yield "# The file also says, in words that hold figures of their own:"
        yield from (f"# {note}" for note in draft.aside)
    if draft.method:
        yield "method: |"
        yield from (f"  - {one.text}" for one in draft.method)
    else:
        yield "# What must a reader know of how the figures were made?"
        yield '# method: ""'


def _block(key: str, wordings: Iterable[Wording], indent: str) -> Iterator[str]:
    """A text of several lines, a sentence a line."""
    yield f"{indent}{key}: |"
    yield from (f"{indent}  {one.text.strip()}" for one in wordings)
