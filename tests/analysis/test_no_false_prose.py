"""No sentence whose words come from facts contradicts a random table, read again by brute force.

The table stands with a column for each year, in two editions; what is checked are an author's sentences,
key figures, and what changed since the edition before. The second reading knows nothing of the package.
"""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

from briefing.app.build.pipeline import open_project
from briefing.app.build.preparation import prepare
from briefing.core.document import Document
from briefing.core.problems import BriefingError, ProblemLog
from briefing.core.text_nodes import Inlines, Paragraph
from briefing.core.text_nodes import plain as words_of

MEMBERS = ("Avon", "Borda", "Cresk", "Delt")
NOW = 2024
KINDS = {
    "flow": ("Steel output", "kg"),
    "stock": ("Pupils", "person"),
    "rate": ("Jobless rate", "percent"),
    "balance": ("Net exports", "kg"),
    "index": ("Consumer prices", "index"),
}
SAID = {
    "E": "estimated",
    "P": "provisional",
    "I": "imputed",
    "F": "forecast",
    "U": "low reliability",
}
SENTENCES = {
    "moved": "Moved: {{ a.moved }} to {{ a }}.",
    "from_to": "Verb: {{ a.verb }} {{ a.from_to }}.",
    "up_down": "It is {{ a }}, {{ a.up_down_from }}.",
    "rank": "Rank: {{ r }} and {{ r.verb }}{{ r.level_with }}.",
    "still": "Place: {{ r.still }} {{ r }}.",
    "share": "Part: {{ s }}, {{ s.up_down_from }}.",
    "than": "Than: {{ a }} {{ a.above_below(b) }} {{ b }}.",
    "again": "Verb: {{ a.verb }} {{ a.again }}.",
    "size": "Size: {{ a.a_rise_of }}.",
    "alone": "Alone: {{ a }}.",
}
NEEDS = {"share": ("flow", "stock"), "rank": ("flow", "stock", "rate", "balance"),
         "still": ("flow", "stock", "rate", "balance")}  # fmt: skip
GAPS = ("", "NA", "..", "W")


@dataclass(frozen=True)
class Table:
    """Texts by member and year, of now and of the edition before, and the author's sentence."""

    kind: str
    cells: dict[str, dict[int, str]]
    before: dict[str, dict[int, str]]
    flag: str
    sentence: str

    @property
    def years(self) -> list[int]:
        return [*self.cells["Avon"]]

    def value(self, member: str, year: int, *, before: bool = False) -> Fraction | None:
        text = (self.before if before else self.cells)[member].get(year, "")
        return Fraction(text) if re.fullmatch(r"-?\d+", text) else None

    def known(self, year: int, *, before: bool = False) -> dict[str, Fraction]:
        found = {one: self.value(one, year, before=before) for one in self.cells}
        return {one: value for one, value in found.items() if value is not None}

    def rank(self, member: str, year: int) -> int:
        values = self.known(year)
        return 1 + sum(value > values[member] for value in values.values())


@st.composite
def tables(draw: st.DrawFn) -> Table:
    kind = draw(st.sampled_from([*KINDS]))
    low = -90 if kind == "balance" else 0
    high = 100 if kind == "rate" else 900
    number = st.integers(low, high).map(str) | st.sampled_from(["0", "1", "7", "50", "50", "80"])
    cell = st.one_of(*[number] * 7, st.sampled_from(GAPS)) if draw(st.booleans()) else number
    years = range(NOW + 1 - draw(st.integers(3, 5)), NOW + 1)
    names = MEMBERS[: draw(st.integers(2, 4))]
    cells = {name: {year: draw(cell) for year in years} for name in names}
    cells["Avon"][NOW] = draw(number)
    revised = st.one_of(st.none(), st.none(), st.none(), number)
    before = {
        name: {year: draw(revised) or text for year, text in row.items() if year < NOW}
        for name, row in cells.items()
    }
    allowed = [one for one in SENTENCES if kind in NEEDS.get(one, (kind,))]
    return Table(
        kind, cells, before, draw(st.sampled_from(["", "", *SAID])), draw(st.sampled_from(allowed))
    )


def write(table: Table, folder: Path) -> None:
    title, unit = KINDS[table.kind]
    for name, cells in (("now", table.cells), ("before", table.before)):
        years = [*cells["Avon"]]
        rows = [",".join([member, *(row[year] for year in years)]) for member, row in cells.items()]
        (folder / f"{name}.csv").write_text(
            "\n".join([f"area,{','.join(map(str, years))}", *rows]), "utf-8"
        )
    flag = f"status: [{{code: {table.flag}, periods: [{NOW}]}}]" if table.flag else ""
    columns = {
        name: ", ".join(f"{year}: '{year}'" for year in cells["Avon"])
        for name, cells in (("now", table.cells), ("before", table.before))
    }
    (folder / "config").mkdir()
    (folder / "config/project.yaml").write_text(
        f"""\
sources:
  s1: {{title: Yearbook, short: Yearbook 2025, publisher: Office, published: 2025-03-31, licence: CC0}}
  s0: {{title: Yearbook, short: Yearbook 2024, publisher: Office, published: 2024-03-31, licence: CC0}}
datasets:
  d:
    source: s1
    path: now.csv
    dimension: area
    {flag}
    series:
      x: {{columns: {{{columns["now"]}}}, title: {title}, unit: {unit}, kind: {table.kind}}}
    editions:
      s0: {{path: before.csv, status: [], series: {{x: {{columns: {{{columns["before"]}}}}}}}}}
""",
        "utf-8",
    )
    ranks = table.kind in NEEDS["rank"]
    metrics = "a: {value: 'd.x[Avon]'}, b: {value: 'd.x[Borda]'}"
    metrics += ", r: {rank: d.x, of: Avon}" if ranks else ""
    metrics += ", s: {share: d.x, of: Avon}" if table.kind in NEEDS["share"] else ""
    (folder / "config/b.yaml").write_text(
        f"title: Tables\nperiod: {NOW}\nchanges: 8\nmetrics: {{{metrics}}}\nhighlights: {{show: 0}}\n"
        f"key_figures: [a{', r' if ranks else ''}]\n"
        f'sections: [{{title: Data, text: "{SENTENCES[table.sentence]}"}}]\n',
        "utf-8",
    )


def brief_of(table: Table) -> Document | None:
    with tempfile.TemporaryDirectory() as name:
        write(table, Path(name))
        try:
            project, log = open_project(name), ProblemLog()
            (brief,) = project.briefs.values()
            prepared = prepare(project, brief, log)
            log.raise_if_any()
        except BriefingError:
            return None
    return prepared.document if prepared else None


def plain(parts: Inlines) -> str:
    return words_of(parts).replace("\u00a0", " ").replace("\u202f", " ")


_NUMBER = re.compile(r"[−-]?\d[\d,]*(?:\.\d+)?")
_UP = r"edged? up|\bris|\brose|\brise|climb|surge|doubl|tripl|quadrupl|\bup\b|gains?\b"
_DOWN = r"edged? down|\bfell|\bfall|drop|halv|\bdown\b|slip"
_LEVEL = r"unchanged|no change|stay about the same|no clear change|not clearly changed"
PLACES = ("first", "second", "third", "fourth")


def numbers(text: str) -> list[Fraction]:
    return [Fraction(one.replace("−", "-").replace(",", "")) for one in _NUMBER.findall(text)]


def way(text: str) -> int:
    if re.search(_LEVEL, text):
        return 0
    return 1 if re.search(_UP, text) else -1 if re.search(_DOWN, text) else 9


def sign(now: Fraction, before: Fraction) -> int:
    return (now > before) - (now < before)


def check_sentence(table: Table, text: str) -> None:
    event(table.sentence)
    now, before = table.value("Avon", NOW), table.value("Avon", NOW - 1)
    assert now is not None, text
    said = SAID.get(table.flag, "")
    if said:
        others = "|is projected|are projected" if said == "forecast" else ""
        assert re.search(f"{said}{others}", text), text
        assert len(re.findall(re.escape(f"({said})"), text)) <= 2, text
    text = re.sub(r" \([a-z ]+\)", "", text)
    match table.sentence:
        case "moved" | "from_to" | "up_down" | "size":
            assert before is not None, text
            assert way(text) == sign(now, before), text
            check_amounts(table, text, now, before)
        case "rank" | "still":
            assert PLACES[table.rank("Avon", NOW) - 1] in text, text
            check_rank(table, text)
        case "share":
            assert before is not None, text
            shares = [check_whole(table, year) for year in (NOW, NOW - 1)]
            assert way(text) in {0, sign(*shares)}, text
            for real, told in zip(shares, numbers(text), strict=False):
                assert abs(real - told) <= Fraction(51, 100), text
        case "than":
            other = table.value("Borda", NOW)
            assert other is not None, text
            told = [name for name in ("above", "below", "level with") if name in text]
            assert told == [("level with", "above", "below")[sign(now, other)]], text
        case "again":
            assert before is not None, text
            check_again(table, text, now, before)


def check_amounts(table: Table, text: str, now: Fraction, before: Fraction) -> None:
    told = [
        abs(one)
        for one in numbers(re.sub(r"nine-tenths|four-fifths|three-quarters|[\d,]+-fold", "", text))
    ]
    if table.sentence in {"from_to", "up_down"}:
        ends = [before, now] if table.sentence == "from_to" else [now, before]
        assert told in ([abs(one) for one in ends], [abs(now)] * (now == before)), text
        return
    if table.sentence == "moved":
        assert told.pop() == abs(now), text
    for one in told:
        is_percent = "%" in text.rpartition(" to ")[0] if table.sentence == "moved" else "%" in text
        is_percent = is_percent and "point" not in text and table.kind != "rate"
        assert not is_percent or before > 0, text
        real = abs(now / before - 1) * 100 if is_percent else abs(now - before)
        assert abs(real - one) <= max(Fraction(51, 100), real / 40), text


def check_rank(table: Table, text: str) -> None:
    if any(table.value(one, year) is None for one in table.cells for year in (NOW, NOW - 1)):
        return
    now, then = table.rank("Avon", NOW), table.rank("Avon", NOW - 1)
    if table.sentence == "still":
        assert ("still" in text) is (now == then), text
        return
    assert way(
        text.replace("others’ falls", "").replace("others’ gains", "").replace("moved up", "rose")
    ) == sign(Fraction(then), Fraction(now)), text
    value, before = table.value("Avon", NOW), table.value("Avon", NOW - 1)
    assert value is not None
    assert before is not None
    if now != then:
        assert ("others’" in text) is (
            sign(value, before) != sign(Fraction(then), Fraction(now))
        ), text
    ties = [one for one, other in table.known(NOW).items() if one != "Avon" and other == value]
    assert all(one in text for one in ties), text
    assert ("level with" in text) is bool(ties), text


def check_whole(table: Table, year: int) -> Fraction:
    values = table.known(year)
    assert len(values) == len(table.cells), "a share of what nobody knows"
    return 100 * values["Avon"] / sum(values.values())


def check_again(table: Table, text: str, now: Fraction, before: Fraction) -> None:
    earlier = table.value("Avon", NOW - 2)
    assert earlier is not None, text
    if "again" in text:
        assert sign(now, before) == sign(before, earlier), text
        return
    after = text.partition("after")[2]
    assert way(after) == sign(before, earlier) != sign(now, before), text
    assert str(NOW - 1) in after, text


def check_changes(table: Table, text: str) -> None:
    """Every figure of a change stands in the edition that it is said to be of."""
    title = KINDS[table.kind][0].casefold()
    if "rank" in text or "share" in text or title not in text.casefold():
        return
    who = next(one for one in table.cells if one in text)
    if found := re.search(r"for (\d{4})[^:]*: revised(?: up| down)? from (.+?) to (.+?)\.$", text):
        event("revision")
        year = int(found[1])
        old, new = table.value(who, year, before=True), table.value(who, year)
        assert old is not None, text
        assert new is not None, text
        assert [abs(one) for part in found.groups()[1:] for one in numbers(part)] == [
            abs(old),
            abs(new),
        ], text
        assert ("revised up" in text) <= (new > old), text
        assert ("revised down" in text) <= (new < old), text
    elif found := re.search(r": a (?:projected )?(rise|fall) to (.+?) from (.+?) in (\d{4})", text):
        event("reversal")
        now, then = table.value(who, NOW), table.value(who, int(found[4]))
        assert now is not None, text
        assert then is not None, text
        assert (found[1] == "rise") is (now > then), text
        assert [abs(one) for part in found.groups()[1:3] for one in numbers(part)] == [
            abs(now),
            abs(then),
        ], text
        old = re.search(
            r"a (?:projected )?(rise|fall) to [^:]*? for (\d{4})", text.partition("after ")[2]
        )
        if old:
            pair = [table.value(who, int(old[2]) - step, before=True) for step in (0, 1)]
            assert None not in pair, text
            assert (old[1] == "rise") is (pair[0] > pair[1]), text


@given(tables())
@settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_no_prose_contradicts_its_table(table: Table):
    document = brief_of(table)
    event("built" if document else "refused")
    if document is None:
        return
    (block,) = [one for one in document.sections[0].blocks if isinstance(one, Paragraph)]
    check_sentence(table, plain(block.children))
    for change in document.changes:
        check_changes(table, plain(change if isinstance(change, tuple) else change.text))
    figure = document.key_figures[0]
    assert abs(numbers(figure.value)[0]) == abs(table.value("Avon", NOW) or 0)
    assert ("forecast" in figure.since) is (table.flag == "F"), figure
