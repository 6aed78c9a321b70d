"""Why a figure is what it is: the tree from the figure down to cells and pages, as lines of text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from briefing.core import query_result
from briefing.core.handed_table import name_of
from briefing.core.problems import Problem, UnusableInput, suggest
from briefing.core.status import Status
from briefing.language.messages import MESSAGES
from briefing.writers.ledger.origin_entries import CellOrigin
from briefing.writers.ledger.schema import FactEntry, part_of, spot_of

Facts = Mapping[str, FactEntry]
SayOfCell = Callable[[CellOrigin], str]
_MOST_OF_A_LIST = 6


def find_facts(facts: Facts, wanted: str) -> list[str]:
    """Ids of the facts that ``wanted`` means: an id, or a figure as it is printed (``11.5``).

    Raises :class:`UnusableInput` with the nearest id where nothing fits.
    """
    if wanted in facts:
        return [wanted]
    wanted = wanted.replace("\u00a0", " ").strip()
    found = [
        one["id"]
        for one in facts.values()
        if wanted and any(_says(text, wanted) for text in _texts(one))
    ]
    used = [name for name in found if facts[name]["used"]]
    if found:
        return used or found
    raise UnusableInput(
        [
            Problem(
                None,
                f"no fact is called or printed '{wanted}'",
                suggest(wanted, facts),
                code="no-such-fact",
            )
        ]
    )


def tree_of(facts: Facts, name: str, now: SayOfCell | None = None) -> Iterator[str]:
    """The lines that say how a fact was made, inputs indented below it.

    ``now`` says of a cell whether the project at hand still holds it; ``None`` where there is none.
    """
    yield from _lines(facts, name, 0, now)
    for use in facts[name]["used"]:
        sentence = f": “{use['sentence']}”" if use["sentence"] else ""
        yield f"  used in {part_of(use)}{sentence}"
    for one in facts[name].get("asserted", ()):
        yield f"  in its sentence {one}"


def _says(text: str, wanted: str) -> bool:
    """Whether a printed text is the wanted one, or begins with it and goes on with its unit."""
    plain = text.replace("\u00a0", " ")
    return wanted in {plain, _number(text)} or plain.startswith(f"{wanted} ")


def _texts(fact: FactEntry) -> Iterator[str]:
    yield fact["text"]
    yield from (use["text"] for use in fact["used"])


def _lines(facts: Facts, name: str, depth: int, now: SayOfCell | None) -> Iterator[str]:
    fact = facts[name]
    indent = "  " * depth
    period = f", {fact['period']}" if fact["period"] else ""
    member = f", {fact['member']}" if fact["member"] and fact["member"] not in fact["title"] else ""
    status = MESSAGES.status(Status(fact["status"]))
    yield f"{indent}{name} = {fact['text']} ({fact['title']}{member}{period}; {status})"
    if fact["note"]:
        yield f"{indent}  note: {fact['note']}"
    origin = fact["origin"]
    if origin["kind"] == "cell":
        corrected = (
            f", corrected from '{origin['corrected_from']}': {origin['reason']}"
            if "corrected_from" in origin
            else ""
        )
        yield (
            f"{indent}  read as '{origin['text']}' in {spot_of(origin).words} "
            f"({origin['header']}), "
            f"{origin['source']}{corrected}"
        )
        if name_of(origin["file"]):
            yield f"{indent}  sha256 of its Arrow form: {origin['sha256']}"
        elif query_result.name_of(origin["file"]):
            record = query_result.record_of(origin["file"])
            yield f"{indent}  query, engine and files with their hashes: {record} in the PDF"
        elif now is not None:
            yield f"{indent}  {now(origin)}"
    elif origin["kind"] == "citation":
        yield f"{indent}  stated as '{origin['text']}' in {origin['source']}, {origin['at']}"
    elif origin["kind"] == "absence":
        yield f"{indent}  {origin['file']} has no row for {origin['member']} in {origin['period']}"
    elif origin["kind"] == "derivation":
        yield f"{indent}  {origin['calculator']}: {origin['formula']}"
        for label, given in origin["inputs"].items():
            names = [given] if isinstance(given, str) else given
            yield f"{indent}  {label}:"
            for one in names[:_MOST_OF_A_LIST]:
                yield from _lines(facts, one, depth + 2, now)
            if len(names) > _MOST_OF_A_LIST:
                yield f"{indent}    ... and {len(names) - _MOST_OF_A_LIST} more"


def _number(text: str) -> str:
    """The bare figure of a printed text: ``11.5`` of ``11.5%``."""
    return text.split(" ", maxsplit=1)[0].split("\u00a0", maxsplit=1)[0].strip("$%+−>≥<≤")
