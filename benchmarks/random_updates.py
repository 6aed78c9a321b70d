"""Change the data of each shipped example at random, fifty times, and see that each typed word that turned false is told.

``python benchmarks/random_updates.py [EXAMPLE] [--seeds 50] [--show]``. Each example is tried twice. As shipped: its words come
from facts, so a check must find nothing false. With its words typed: every word from a fact is replaced by what it
printed for the data as they are, as an author would have typed it, and only the figures stay facts. After a change of
the data the words from facts say what is right; each typed word that says the opposite must be told by an error or a finding.
"""

from __future__ import annotations

import csv
import random
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path

from briefing.app.build.pipeline import open_project
from briefing.app.build.preparation import prepare
from briefing.core.problems import BriefingError, Problem, ProblemLog
from briefing.writers.markdown.markdown import write_markdown

ROOT = Path(__file__).parent.parent
_SEEDS = 50
_LEAST, _MOST = 0.4, 1.6
"""How far a value is moved."""
_TINY = 0.004
_NEAR = 24
"""How many signs beside a word are looked at."""
_OF_WORDS = frozenset({"direction-false", "claim-undecided", "naked-number"})
"""Codes of what is said of typed words."""
_OPEN, _CLOSE = "⟦", "⟧"
_WORD = re.compile(
    r"\{\{ (?:[a-z_0-9]+(?:\.at\([^)]*\))?\.(?:verb|verb_on_year|again|superlative|high_low|ordinal|still)"
    r"|[a-z_]*rank|either\((?:[^()]|\([^()]*\))*\)) \}\}"
)
"""An expression that prints words alone."""
_UP = re.compile(
    r"\b(?:rose|climbed|surged|jumped|edged up|grew|more than \w+|doubled|tripled|quadrupled|rises?|above|added|growth|a rise)\b"
)
_DOWN = re.compile(
    r"\b(?:fell|dropped|plunged|edged down|more than halved|halved|falls?|below|took away|a fall)\b"
)


@dataclass(frozen=True)
class Example:
    """A shipped example: its folder, its folders of files, and the files that are changed, each with what moves."""

    folder: str
    files: tuple[str, ...]
    by_rows: tuple[str, ...]
    """Files with a row for each period; the others have a column for each."""


EXAMPLES = {
    "rare-earths": Example(
        ".",
        ("data/usgs/mcs2025/rare-earths-us.csv", "data/usgs/mcs2025/rare-earths-world.csv"),
        ("data/usgs/mcs2025/rare-earths-us.csv",),
    ),
    "economy": Example(".", ("data/us-macro/us-macro.csv",), ("data/us-macro/us-macro.csv",)),
    "commodities": Example(
        "examples/commodities",
        tuple(f"data/mcs2025/{one}.csv" for one in ("copper", "lithium", "zinc", "world")),
        tuple(f"data/mcs2025/{one}.csv" for one in ("copper", "lithium", "zinc")),
    ),
}
BRIEFS = {
    "rare-earths": ("us-rare-earths",),
    "economy": ("us-economy",),
    "commodities": ("commodities/copper", "commodities/lithium", "commodities/zinc"),
}
_FIXED = frozenset({"compounds_production", "exports_metals", "population", "Stocks_LME_t"})
"""Columns about which the projects accept a finding: they stay."""


@dataclass
class Tally:
    """What came of all changes of one example."""

    seen: Counter[str] = field(default_factory=Counter)
    silent: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    shipped: list[str] = field(default_factory=list)


def is_number(text: str) -> bool:
    """Whether a cell is a plain number."""
    return re.fullmatch(r"-?\d+(?:\.\d+)?", text) is not None


def as_printed(value: float, like: str) -> str:
    """A number with as many decimals as the one in whose place it stands."""
    return f"{value:.{len(like.partition('.')[2])}f}"


def changed(pair: tuple[str, str], head: str, kind: str, dice: random.Random) -> tuple[str, str]:
    """The values before and now, changed in one way."""
    before, now = pair
    if head in _FIXED or not is_number(now):
        return pair
    if kind == "turned" and is_number(before):
        return now, before
    if kind == "level" and is_number(before):
        return before, before
    least, most = (1 - _TINY, 1 + _TINY) if kind == "tiny" else (_LEAST, _MOST)
    value = float(now) * dice.uniform(least, most)
    if re.search(r"reliance|NIR|pct", head):
        value = min(value, 95.0)
    if kind == "missing" and dice.random() < _LEAST / 2:
        return before, "W" if "." not in now else ""
    return before, as_printed(value, now)


KINDS = ("moved", "turned", "level", "tiny", "missing", "moved")


def change_files(folder: Path, example: Example, seed: int) -> str:
    """Change the newest values of an example; which way, it returns."""
    dice, kind = random.Random(seed), KINDS[seed % len(KINDS)]
    for name in example.files:
        path = folder / name
        head, *rows = list(csv.reader(path.read_text("utf-8").splitlines()))
        if name in example.by_rows:
            at = next((n for n, row in enumerate(rows) if row[0] == "2009-Q3"), len(rows) - 1)
            for column in range(1, len(head)):
                pair = changed((rows[at - 1][column], rows[at][column]), head[column], kind, dice)
                rows[at - 1][column], rows[at][column] = pair
        else:
            old, new = (n for n, one in enumerate(head) if one.startswith("production_2"))
            for row in rows:
                row[old], row[new] = changed((row[old], row[new]), head[new], kind, dice)
            settle_totals(rows, (old, new))
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head, *rows])
    return kind


def settle_totals(rows: list[list[str]], columns: tuple[int, int]) -> None:
    """Totals are the sums of their members again."""
    for column in columns:
        sums: Counter[str] = Counter()
        for row in rows:
            group, name = (
                (row[0], row[1])
                if not is_number(row[1]) and len(row) > len("abcde")
                else ("", row[0])
            )
            if name.startswith("World total"):
                row[column] = str(round(sums[group]))
            elif is_number(row[column]):
                sums[group] += round(float(row[column]))


def outcome(folder: Path, brief: str) -> tuple[str, list[Problem]]:
    """The text of a brief, empty where it was refused, and all problems of it."""
    log = ProblemLog()
    try:
        project = open_project(folder)
        prepared = prepare(project.of(project.briefs[brief]), project.briefs[brief], log)
    except BriefingError as error:
        return "", [*log, *error.problems]
    return (write_markdown(prepared.document) if prepared else ""), list(log)


def words_of(text: str) -> dict[int, str]:
    """What stands between the marks, by their numbers."""
    return {int(n): word for n, word in re.findall(rf"{_OPEN}(\d+):(.*?){_CLOSE}", text, re.DOTALL)}


def copied(example: Example, target: Path) -> Path:
    """The example in a folder of its own."""
    shutil.copytree(ROOT / example.folder / "config", target / "config")
    shutil.copytree(ROOT / example.folder / "data", target / "data")
    return target


def way(word: str) -> str:
    """Which way a word goes."""
    small = word.lower()
    return "down" if _DOWN.search(small) else "up" if _UP.search(small) else small


def marked(text: str) -> str:
    """The YAML of a brief with marks around each expression of words, numbered in their order."""
    numbers = count()
    return _WORD.sub(lambda found: f"{_OPEN}{next(numbers)}:{found[0]}{_CLOSE}", text)


@cache
def words_now(name: str, brief: str) -> dict[int, str]:
    """What the words of a brief are for the data as shipped."""
    with tempfile.TemporaryDirectory() as made:
        folder = copied(EXAMPLES[name], Path(made) / "project")
        path = folder / file_of(name, brief)
        path.write_text(marked(path.read_text("utf-8")), "utf-8")
        return words_of(outcome(folder, brief)[0])


def typed(text: str, words: dict[int, str]) -> tuple[str, dict[int, int]]:
    """The YAML with each expression of words as typed words, and where each begins."""
    places: dict[int, int] = {}
    parts: list[str] = []
    last = 0
    for number, found in enumerate(_WORD.finditer(text)):
        parts.append(text[last : found.start()])
        places[number] = sum(map(len, parts))
        parts.append(words[number].replace('"', "'") if number in words else found[0])
        last = found.end()
    return "".join([*parts, text[last:]]), places


def told_near(text: str, at: int, word: str, problems: list[Problem]) -> list[Problem]:
    """The problems that quote words at the place of a typed one, or right beside it."""
    line = text.count("\n", 0, at) + 1
    window = " ".join(text[max(0, at - _NEAR) : at + len(word) + _NEAR].split())
    return [
        one
        for one in problems
        if one.code in _OF_WORDS
        and one.place
        and abs(one.place.line - line) <= 1
        and (quoted := re.search("'(.*?)'", one.message))
        and _is_of(quoted[1], word, window)
    ]


def file_of(name: str, brief: str) -> str:
    """The file in which a brief is declared."""
    return "config/commodities.yaml" if name == "commodities" else f"config/{brief}.yaml"


def try_one(name: str, brief: str, seed: int, tally: Tally) -> None:
    """One change of the data: the brief as shipped, and with its words typed."""
    example = EXAMPLES[name]
    first = words_now(name, brief)
    with tempfile.TemporaryDirectory() as made:
        folder = copied(example, Path(made) / "project")
        path = folder / file_of(name, brief)
        shipped = path.read_text("utf-8")
        path.write_text(marked(shipped), "utf-8")
        kind = change_files(folder, example, seed)
        then = words_of(outcome(folder, brief)[0])
        path.write_text(shipped, "utf-8")
        text, problems = outcome(folder, brief)
        tally.seen["changes"] += 1
        tally.seen["refused as shipped"] += not text
        of_words = [one for one in problems if one.code in _OF_WORDS]
        tally.shipped += [f"{brief} {seed} {kind}: {one}" for one in of_words]
        now_typed, places = typed(shipped, first)
        path.write_text(now_typed, "utf-8")
        _, problems = outcome(folder, brief)
        for number, word in first.items():
            if number in then:
                told = told_near(now_typed, places[number], word, problems)
                judge((word, then[number]), told, tally, f"{brief} {seed} {kind}")


def _is_of(quoted: str, word: str, window: str) -> bool:
    """Whether quoted words are those at a place, of which a fact may have printed the rest: ``climbed from``."""
    return (
        quoted in window
        or quoted.split("…", maxsplit=1)[0].strip() in window
        or quoted.split(maxsplit=1)[0] == word.split(maxsplit=1)[0]
    )


def judge(words: tuple[str, str], told: list[Problem], tally: Tally, which: str) -> None:
    """Count one typed word: turned or not, told or not."""
    was, now = words
    false = [one for one in told if one.code == "direction-false" and was.split()[0] in one.message]
    if way(was) == way(now):
        tally.seen["still true"] += 1
        if false:
            tally.wrong.append(f"{which}: {was!r} (now {now!r}): {false[0]}")
        return
    tally.seen["turned"] += 1
    tally.seen["turned, an error"] += bool(false)
    tally.seen["turned, a finding"] += bool(told and not false)
    if not told:
        tally.silent.append(f"{which}: {was!r}, now {now!r}")


def main() -> None:
    """Print what became of the changes of each example."""
    asked = [one for one in sys.argv[1:] if one in EXAMPLES] or list(EXAMPLES)
    seeds = int(sys.argv[sys.argv.index("--seeds") + 1]) if "--seeds" in sys.argv else _SEEDS
    for name in asked:
        tally = Tally()
        for seed, brief in pairs(name, seeds):
            try_one(name, brief, seed, tally)
        print(f"{name}: {dict(tally.seen)}")
        print(
            f"  said of the words as shipped: {len(tally.shipped)}; silent: {len(tally.silent)}; true called false: {len(tally.wrong)}"
        )
        if "--show" in sys.argv:
            for title, every in (
                ("shipped", tally.shipped),
                ("silent", tally.silent),
                ("called false", tally.wrong),
            ):
                for one in every:
                    print(f"  {title}: {one}")


def pairs(name: str, seeds: int) -> Iterator[tuple[int, str]]:
    """Each seed with the brief that it is tried on."""
    for seed in range(seeds):
        yield seed, BRIEFS[name][seed % len(BRIEFS[name])]


if __name__ == "__main__":
    main()
