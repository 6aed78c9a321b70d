"""No generated sentence about a random table contradicts the table, read again by brute force.

The table goes the whole road: a file and a config on disk, read, checked, every finding kept. The
second reading below knows nothing of the package: a cell is a number or it is not.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

from briefing.analysis.findings import highlights
from briefing.app.build.pipeline import open_project
from briefing.app.build.preparation import prepare
from briefing.core.document import Document, Figure, KeyFigure
from briefing.core.problems import BriefingError, ProblemLog
from briefing.core.text_nodes import Mention, Text

MEMBERS = ("Avon", "Borda", "Cresk", "Delt", "Ekko", "Fjorn")
NOW, TOTAL = 2024, "Total"
KINDS = {
    "flow": ("Steel output", "kg"),
    "stock": ("Steel stocks", "kg"),
    "rate": ("Jobless rate", "percent"),
    "price": ("Price of bread", "EUR/kg"),
    "index": ("Consumer prices", "index"),
    "balance": ("Net exports", "kg"),
    "interval": ("Mean temperature", "degC"),
}
ADDS = ("flow", "stock")
BOTTOM_LINE = (
    "Avon {% if a.before.is_known %}{{ a.verb }} to {{ a }}{% else %}has {{ a }}{% endif %}."
)
NO_VALUE = ("", "NA", "W", "..", ">500", "<5")
GAP = "absent"


@dataclass(frozen=True)
class Table:
    """What the file says: texts by member and year; ``GAP`` where there is no row."""

    kind: str
    cells: dict[str, dict[int, str]]
    flagged: dict[int, str]
    declares: bool

    @property
    def years(self) -> list[int]:
        return sorted({year for row in self.cells.values() for year in row})

    def value(self, member: str, year: int) -> Fraction | None:
        text = self.cells.get(member, {}).get(year, GAP)
        return Fraction(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None

    @property
    def members(self) -> list[str]:
        return [one for one in self.cells if one != TOTAL]


def _number(kind: str) -> st.SearchStrategy[str]:
    low = -300 if kind in {"balance", "interval"} else 0
    high = {"rate": 100, "interval": 40}.get(kind, 900)
    low = -20 if kind == "interval" else low
    few = st.sampled_from(["0", "1", "2", "7", "50", "50", "80", "90"])
    return st.integers(low, high).map(str) | few


@st.composite
def tables(draw: st.DrawFn) -> Table:
    kind = draw(st.sampled_from([*KINDS, *ADDS, *ADDS]))
    count = draw(st.sampled_from([1, 3, 4, 5, 6]))
    years = range(NOW + 1 - draw(st.integers(3, 8)), NOW + 1)
    cell = _number(kind)
    has_gaps = draw(st.booleans())
    if has_gaps:
        cell = st.one_of(cell, cell, cell, cell, st.sampled_from([*NO_VALUE, GAP]))
    if draw(st.integers(0, 5)) == 0:
        cell = st.just("70")
    cells = {name: {year: draw(cell) for year in years} for name in MEMBERS[:count]}
    cells[MEMBERS[0]][NOW] = draw(_number(kind))
    if count > 1 and kind in ADDS and draw(st.booleans()):
        known = {
            year: [row[year] for row in cells.values() if re.fullmatch(r"-?\d+", row[year])]
            for year in years
        }
        extra = draw(st.integers(0, 60)) if has_gaps else 0
        cells[TOTAL] = {year: str(sum(map(int, row)) + extra) for year, row in known.items()}
    flags = st.dictionaries(st.sampled_from(list(years)), st.sampled_from("FNEPU"), max_size=2)
    return Table(kind, cells, draw(flags), draw(st.booleans()))


def write(table: Table, folder: Path) -> None:
    title, unit = KINDS[table.kind]
    lines = [
        f"{name},{year},{text}"
        for name, row in table.cells.items()
        for year, text in row.items()
        if text != GAP
    ]
    (folder / "d.csv").write_text("\n".join(["area,year,x", *lines]), encoding="utf-8")
    status = [f"{{code: {code}, periods: [{year}]}}" for year, code in table.flagged.items()]
    total = f", total: {TOTAL}" if table.declares and TOTAL in table.cells else ""
    (folder / "config").mkdir()
    (folder / "config/project.yaml").write_text(
        f"""\
name: Example
brand: {{name: Office}}
sources:
  s1: {{title: Yearbook, short: Yearbook, publisher: Office, published: 2025-03-31, licence: CC0}}
datasets:
  d:
    source: s1
    path: d.csv
    dimension: {{column: area{total}}}
    period: {{column: year}}
    status: [{", ".join(status)}]
    series:
      x: {{column: x, title: {title}, unit: {unit}, kind: {table.kind}}}
""",
        encoding="utf-8",
    )
    charts = "bars: {bar: d.x, top: 4, title: Bars}"
    if len([year for year in table.years if table.value("Avon", year) is not None]) > 1:
        charts += ", lines: {line: 'd.x[Avon]', title: Lines}"
    (folder / "config/b.yaml").write_text(
        f'title: Tables\nperiod: {NOW}\nbottom_line: "{BOTTOM_LINE}"\n'
        "metrics: {a: {value: 'd.x[Avon]'}}\nkey_figures: [a]\nhighlights: {show: 8}\n"
        f"charts: {{{charts}}}\nsections: [{{title: Data, charts: [bars{', lines' * ('lines' in charts)}]}}]\n",
        encoding="utf-8",
    )


def sentences_about(table: Table) -> tuple[list[str], Document | None]:
    """Every sentence that could be printed, in each of its wordings; and the brief, if it was made."""
    told: list[str] = []
    found = highlights._leads

    def noting(*given: object) -> Iterator[object]:
        for lead in found(*given):
            told.extend(plain(sentence) for one in lead.candidates for sentence in one.sentences)
            yield lead

    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(highlights, "_leads", noting)
        write(table, Path(name))
        try:
            project, log = open_project(name), ProblemLog()
            (brief,) = project.briefs.values()
            prepared = prepare(project, brief, log)
            log.raise_if_any()
        except BriefingError:
            return told, None
    return told, prepared.document if prepared else None


def plain(parts: object) -> str:
    if isinstance(parts, str):
        return parts
    if isinstance(parts, Mention | Text):
        return re.sub(r"[\u00a0\u202f]", " ", parts.text)
    return "".join(plain(one) for one in parts)


_FIGURE = r"(?P<{}>[−-]?€?\d[\d,]*(?:\.\d+)?)(?:%| ?°C| kilograms?| per kilogram)*"
_DIRECTIONS = {
    "up": r"(?:(?:is|are) projected to )?(?:edged? up|(?:rose|rise)(?: more than)? [\w-]+fold|rose|rise|climb(?:ed)?|surged?"
    r"|(?:more than )?(?:doubled?|tripled?|quadrupled?))",
    "down": r"(?:(?:is|are) projected to )?(?:edged? down|(?:fell|fall) by (?:more than )?(?:three-quarters|four-fifths|nine-tenths)|fell|fall|drop(?:ped)?|(?:more than )?halved?)",
}
_MOVED = re.compile(
    rf"(?P<verb>{_DIRECTIONS['up']}|{_DIRECTIONS['down']})(?: by)?"
    rf"(?: {_FIGURE.format('size')}(?P<points> percentage points?)?)?"
    rf" to {_FIGURE.format('now')} in (?P<when>\d{{4}})(?: \(\w[\w ]*\))?"
    rf", from {_FIGURE.format('before')} (?:in (?P<then>\d{{4}}))",
)
_MOVED_FIRST = re.compile(
    rf"^In (?P<when>\d{{4}})[^,]*, .*? (?P<verb>{_DIRECTIONS['up']}|{_DIRECTIONS['down']})(?: by)?"
    rf"(?: {_FIGURE.format('size')}(?P<points> percentage points?)?)?"
    rf" to {_FIGURE.format('now')}, from {_FIGURE.format('before')} in (?P<then>\d{{4}})",
)
_SINCE = re.compile(
    r"the (?P<degree>highest|lowest)"
    r" (?:since (?P<least>at least )?|in the data, which begin in )(?P<since>\d{4})"
)


def number(text: str) -> Fraction:
    return Fraction(text.replace("−", "-").replace("€", "").replace(",", ""))


def owner(table: Table, sentence: str) -> str:
    named = [one for one in table.members if re.search(rf"\b{one}\b", sentence)]
    if not named:
        return TOTAL if TOTAL in table.cells else table.members[0]
    return named[0]


def check_movement(table: Table, sentence: str) -> None:
    match = _MOVED.search(sentence) or _MOVED_FIRST.search(sentence)
    if match is None:
        return
    event("movement")
    who, when, then = owner(table, sentence), int(match["when"]), int(match["then"])
    now, before = table.value(who, when), table.value(who, then)
    assert now is not None, sentence
    assert before is not None or "more than" in sentence or "less than" in sentence, sentence
    assert number(match["now"]) == now, sentence
    if before is None:
        return
    assert number(match["before"]) == before, sentence
    assert now != before, sentence
    is_up = bool(re.fullmatch(_DIRECTIONS["up"], match["verb"]))
    assert is_up is (now > before), sentence
    assert ("projected" in match["verb"]) is (table.flagged.get(when) == "F"), sentence
    assert table.flagged.get(when) != "N", sentence
    check_size(table, sentence, match, now, before)
    check_history(table, sentence, who, when, then)


def check_size(
    table: Table, sentence: str, match: re.Match[str], now: Fraction, before: Fraction
) -> None:
    verb = re.sub(r"^(?:is|are) projected to ", "", match["verb"])
    ratio = now / before if before > 0 and now > 0 else None
    for word, least in (("doubl", 2), ("tripl", 3), ("quadrupl", 4)):
        if word in verb:
            assert ratio is not None, sentence
            assert ratio > least if "more than" in verb else abs(ratio - least) <= 0.05, sentence
    if match_fold := re.search(r"(?:\b(\w+)|(\d[\d,]*)-)fold", verb):
        words = ["five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
        word = match_fold[1] or ""
        least = (
            words.index(word) + 5
            if word in words
            else int((match_fold[2] or word).replace(",", ""))
        )
        assert ratio is not None, sentence
        assert least < ratio < least + 1 if "more than" in verb else ratio == least, sentence
    for word, most in (("three-quarters", 4), ("four-fifths", 5), ("nine-tenths", 10)):
        if word in verb:
            assert ratio is not None, sentence
            assert (
                ratio < Fraction(1, most) if "more than" in verb else ratio == Fraction(1, most)
            ), sentence
    if "halve" in verb:
        assert ratio is not None, sentence
        assert ratio < 0.5 if "more than" in verb else abs(ratio - Fraction(1, 2)) < 0.03, sentence
    if match["size"] is None:
        return
    size, change = number(match["size"]), abs(now - before)
    is_percent = "%" in sentence[match.start("size") : match.end("size") + 1]
    if is_percent and not match["points"] and table.kind != "rate":
        assert table.kind not in {"balance", "interval"}, sentence
        assert before > 0, sentence
        change = abs(now / before - 1) * 100
    assert abs(size - change) <= max(Fraction(1, 2), change / 50), sentence


def check_history(table: Table, sentence: str, who: str, when: int, then: int) -> None:
    now = table.value(who, when)
    sign = -1 if "lowest" in sentence else 1
    if match := _SINCE.search(sentence):
        event("record")
        since = int(match["since"])
        names_rival = not match["least"] and "in the data" not in match[0]
        for year in range(since + names_rival, when):
            low, high = ends(table, who, year)
            nearest = high if sign > 0 else low
            assert nearest is not None, sentence
            is_open = table.value(who, year) is None
            assert sign * nearest < sign * now or (is_open and nearest == now), sentence
        if "in the data" in match[0]:
            row = table.cells[who]
            assert not [year for year in row if year < since and row[year] not in (GAP, "")], (
                sentence
            )
        elif names_rival:
            low, high = ends(table, who, since)
            nearest = low if sign > 0 else high
            assert nearest is not None, sentence
            assert sign * nearest >= sign * now, sentence
    words = ["one", "two", "three", "four", "five", "six", "seven"]
    if match := re.search(r"after (falling|rising) for (\w+) years?", sentence):
        event("turn")
        steps = words.index(match[2]) + 1
        down = match[1] == "falling"
        run = [ends(table, who, year) for year in range(then - steps, then + 1)]
        for (low, high), (next_low, next_high) in pairwise(run):
            one, other = (next_high, low) if down else (high, next_low)
            assert one is not None, sentence
            assert other is not None, sentence
            assert one <= other, sentence


def ends(table: Table, member: str, year: int) -> tuple[Fraction | None, Fraction | None]:
    """Between what a cell surely lies; ``<5`` has an upper end, a gap has none."""
    value, text = table.value(member, year), table.cells[member].get(year, GAP)
    if value is not None or text[:1] not in {"<", ">"}:
        return value, value
    end = Fraction(text[1:])
    return (None, end) if text[0] == "<" else (end, None)


def check_pace(table: Table, sentence: str) -> None:
    match = re.search(
        r"^The (growth|decline) in .* (gathered pace|slowed) to (\S+)% in (\d{4}).*, from (\S+)% ",
        sentence,
    )
    if match is None:
        return
    event("pace")
    who, year, sign = owner(table, sentence), int(match[4]), 1 if match[1] == "growth" else -1
    values = [table.value(who, one) for one in (year - 2, year - 1, year)]
    assert None not in values, sentence
    steps = [sign * (b / a - 1) * 100 for a, b in pairwise(values)]
    assert (steps[1] > steps[0]) is (match[2] == "gathered pace"), sentence
    for real, told in zip(steps, (match[5], match[3]), strict=True):
        assert abs(real - number(told)) <= max(Fraction(1, 2), real / 50), sentence


def known(table: Table, year: int) -> dict[str, Fraction]:
    values = {one: table.value(one, year) for one in table.members}
    return {one: value for one, value in values.items() if value is not None}


def whole(table: Table, year: int) -> Fraction:
    """The printed total, else the sum of the members, every one of which must be known."""
    if TOTAL in table.cells and table.declares:
        printed = table.value(TOTAL, year)
        assert printed is not None
        return printed
    values = known(table, year)
    assert len(values) == len(table.members), "a share of what nobody knows"
    return sum(values.values(), Fraction(0))


def check_share(table: Table, sentence: str) -> None:
    match = re.search(
        r"^(\w+) accounted for ([\d.]+)% of .* in (\d{4})(?: \([\w ]+\))?, "
        r"(.* as much as|as much as|slightly more than) (\w+)\.",
        sentence,
    )
    if match is None:
        assert "accounted" not in sentence, sentence
        return
    event("share")
    year, values = int(match[3]), known(table, int(match[3]))
    assert table.kind in ADDS, sentence
    real = 100 * values[match[1]] / whole(table, year)
    assert real <= 100, sentence
    assert abs(real - number(match[2])) <= Fraction(6, 10), sentence
    ranked = sorted(values, key=lambda one: -values[one])
    assert values[ranked[0]] == values[match[1]], sentence
    assert values[ranked[1]] == values[match[5]], sentence
    if match[4] == "as much as":
        assert values[ranked[0]] == values[ranked[1]], sentence


def check_concentration(table: Table, sentence: str) -> None:
    match = re.search(r"in (\d{4}).*?: the Herfindahl.Hirschman index of ([\d,]+)", sentence)
    if match is None:
        return
    event("concentration")
    year, told = int(match[1]), number(match[2])
    assert table.kind in ADDS, sentence
    assert told <= 10_000, sentence
    total, values = whole(table, year), known(table, year)
    least = sum((100 * value / total) ** 2 for value in values.values())
    left = 100 * (total - sum(values.values())) / total
    assert least - 100 <= told <= least + left**2 + 100, (sentence, float(least))


def check_rank(table: Table, sentence: str) -> None:
    match = re.search(
        r"^(\w+) (rose|fell) from (\w+) to (\w+) in .* in (\d{4})(?: \([\w ]+\))?, with (\S+).* after (\S+)",
        sentence,
    )
    if match is None:
        return
    event("rank")
    places = ["first", "second", "third", "fourth", "fifth", "sixth"]
    year = int(match[5])
    for when, place in ((year, match[4]), (year - 1, match[3])):
        values = known(table, when)
        rank = sum(value > values[match[1]] for value in values.values())
        assert places[rank] == place, sentence
        assert list(values.values()).count(values[match[1]]) == 1, sentence
    now, then = known(table, year)[match[1]], known(table, year - 1)[match[1]]
    assert now != then, sentence
    assert (now > then) is (match[2] == "rose"), sentence


def check_driver(table: Table, sentence: str) -> None:
    match = re.search(r"^(\w+) drove the (growth|decline) in .*? in (\d{4})", sentence)
    if match is None:
        return
    event("driver")
    year, sign = int(match[3]), 1 if match[2] == "growth" else -1
    now, then = known(table, year), known(table, year - 1)
    moves = {one: sign * (now[one] - then[one]) for one in now if one in then}
    total = sign * (whole(table, year) - whole(table, year - 1))
    assert table.kind in ADDS, sentence
    assert total > 0, sentence
    assert moves[match[1]] == max(moves.values()), sentence
    assert moves[match[1]] * 3 >= total, sentence


def check_bottom_line(table: Table, text: str) -> None:
    """A verb of the author's is held to the table as those of detectors are."""
    now, before = table.value("Avon", NOW), table.value("Avon", NOW - 1)
    if now is None or before is None or " has " in text:
        return
    event("bottom line")
    if re.search(r"was (?:about )?unchanged|did not change significantly|stay about", text):
        assert (
            abs(now - before) <= 1 or table.flagged.get(NOW) == "N" or "N" in table.flagged.values()
        ), text
        return
    assert bool(re.search(_DIRECTIONS["up"], text)) is (now > before), text
    assert bool(re.search(_DIRECTIONS["down"], text)) is (now < before), text


def check_key_figure(table: Table, told: KeyFigure) -> None:
    event("key figure")
    now, before = table.value("Avon", NOW), table.value("Avon", NOW - 1)
    assert "Avon" in told.label, told
    assert now is not None
    value = number(re.sub(r"[%°C\s]|kilograms?", "", plain(told.value)))
    assert value == now, told
    if before is None or told.direction == "unknown":
        return
    assert told.direction == ("up" if now > before else "down" if now < before else "level") or (
        told.direction == "level" and "N" in table.flagged.values()
    ), told
    change = told.change.text if told.change else ""
    if match := re.fullmatch(r"([+−])([\d.,]+)%", change):
        assert before > 0, told
        real = 100 * (now / before - 1)
        assert (real > 0) is (match[1] == "+"), told
        assert abs(abs(real) - number(match[2])) <= max(Fraction(1, 2), abs(real) / 50), told


def check_alt(table: Table, alt: str) -> None:
    """Each figure of an alternative text stands in the table, at its member and year."""
    lead, _, body = alt.partition(": ")
    event(lead.split()[0])
    figure = r"([<>≤≥]?[−-]?€?\d[\d,]*(?:\.\d+)?)"
    if lead.startswith("Line"):
        said = [
            ("Avon", int(year), text)
            for text, year in re.findall(rf"{figure}[^;.]*? in (\d{{4}})", body)
        ]
        assert said, alt
    else:
        said = [
            (name, NOW, text) for name, text in re.findall(rf"(?<!\w)([A-Z][a-z]+) {figure}", body)
        ]
        values = [table.value(one, NOW) for one in table.members]
        shown = [number(text) for _, _, text in said if text[0] not in "<>≤≥"]
        assert max(one for one in values if one is not None) == max(shown), alt
    for who, year, text in said:
        cell = table.cells[who][year]
        if text[0] in "<>≤≥":
            assert cell[:1] == text[0], alt
            assert number(text[1:]) == number(cell[1:]), alt
        else:
            assert number(text) == table.value(who, year), alt


def check_words(table: Table, sentence: str) -> None:
    assert not re.search(r"\b0\.0{4,}\b|None|nan|not available|\{|\}", sentence), sentence
    assert not re.search(r"from (\S+) to \1\b", sentence), sentence
    for who in table.members:
        assert who in sentence or who.casefold() not in sentence, sentence
    if table.kind in {"balance", "interval"}:
        assert not re.search(r"doubled|tripled|halved|%", sentence), sentence
    if len(table.members) > 1 and TOTAL not in table.cells:
        assert any(one in sentence for one in table.members) or "highly concentrated" in sentence, (
            sentence
        )


@given(tables())
@settings(
    max_examples=60,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_no_sentence_contradicts_its_table(table: Table):
    sentences, document = sentences_about(table)
    event("built" if document else "refused")
    if document:
        check_bottom_line(table, plain(document.bottom_line))
        check_key_figure(table, document.key_figures[0])
        for block in document.sections[0].blocks:
            if isinstance(block, Figure):
                check_alt(table, plain(block.alt).removeprefix(f"{plain(block.title)}. "))
    for sentence in sentences:
        check_movement(table, sentence)
        check_pace(table, sentence)
        check_share(table, sentence)
        check_concentration(table, sentence)
        check_rank(table, sentence)
        check_driver(table, sentence)
        check_words(table, sentence)
