"""What was drawn otherwise, in words: the steps that draw a page against those of the same page made again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from briefing.app.audit.drawing_steps import Step, is_invisible, is_layered

_MOST_COMPARED = 3_000
"""Steps that are aligned one by one; of longer stretches only what they hold is told."""
_LONGEST = 70
_CLOSE = 1.0
"""Points by which a text may stick out of a box that hides it."""
_FEW = 3
_OF_A_STATE = {
    "typeface and size of letters": frozenset({"Tf", "Tz"}),
    "places of what is drawn": frozenset({"Td", "TD", "Tm", "T*", "TL", "Ts", "Tc", "Tw", "cm"}),
    "colours": frozenset(
        {"g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "ri"}
    ),
    "transparency or colours": frozenset({"gs"}),
    "lines": frozenset({"w", "J", "j", "M", "d", "i"}),
}
"""What instructions change that draw nothing themselves."""
Piece = tuple[Sequence[Step], Sequence[Step], int]
"""Steps that went, steps that came in their place, and where in the new page."""


def drawing_changes(old: Sequence[Step], new: Sequence[Step]) -> list[str]:
    """What a reader would notice, a few words each; nothing where both draw the same.

    ``new`` is the page that is audited.
    """
    if [one.key for one in old] == [one.key for one in new]:
        return []
    found: dict[str, None] = {}
    for gone, come, place in _pieces(old, new):
        later = next(
            (one for one in new[place + len(come) :] if one.words and one.kind == "text"), None
        )
        found |= dict.fromkeys(_told(gone, come, new[:place], later.words if later else ""))
    told = list(found) or ["the order in which it is drawn was changed"]
    return told if len(told) <= _FEW else [*told[:_FEW], f"and {len(told) - _FEW} more"]


def _pieces(old: Sequence[Step], new: Sequence[Step]) -> Iterator[Piece]:
    start = _same(old, new)
    end = min(_same(old[::-1], new[::-1]), len(old) - start, len(new) - start)
    gone, come = old[start : len(old) - end], new[start : len(new) - end]
    if max(len(gone), len(come)) > _MOST_COMPARED:
        yield gone, come, start
        return
    matcher = SequenceMatcher(
        None, [one.key for one in gone], [one.key for one in come], autojunk=False
    )
    for what, low, high, first, last in matcher.get_opcodes():
        if what != "equal":
            yield gone[low:high], come[first:last], start + first


def _same(one: Sequence[Step], other: Sequence[Step]) -> int:
    """How many steps both begin with."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a.key != b.key), min(len(one), len(other)))


def _told(
    gone: Sequence[Step], come: Sequence[Step], before: Sequence[Step], following: str
) -> Iterator[str]:
    were, are = words_of(gone), words_of(come)
    if were and are:
        if were != are:
            yield f"{quoted(were)} was replaced by {quoted(are)}"
    elif are:
        yield f"the text {quoted(are)} was added"
    elif were:
        yield f"the text {quoted(were)} was removed"
    yield from _shapes(gone, come, [*before, *come])
    if any(one.key.startswith("W") for one in come):
        yield "a part of it was cut off"
    if any(is_invisible(one) for one in come):
        yield "text was made invisible"
    said = [one.words for one in come if one.kind == "mark" and one.words]
    if said and said != [one.words for one in gone if one.kind == "mark" and one.words]:
        yield f"what is read aloud in place of what is drawn is now {quoted(' '.join(said))}"
    kinds = {one.kind for one in (*gone, *come)}
    if layered := any(is_layered(one) for one in come):
        yield "a part of it was put on a layer that can be hidden"
    if kinds == {"mark"} and not (said or layered):
        yield "the marks that bind what is drawn to the tags were changed"
    elif kinds <= {"state", "mark"} and "state" in kinds and not said:
        yield _states((*gone, *come), following)


def _states(steps: Sequence[Step], following: str) -> str:
    """How what follows is drawn otherwise; ``following`` are the first words that do."""
    used = {one.key.partition(" ")[0] for one in steps if one.kind == "state"}
    told = [name for name, operators in _OF_A_STATE.items() if used & operators]
    what = " and ".join(told) or "colours, transparency or places of what is drawn"
    return f"{what} were changed{f', from {quoted(following)} on' if following else ''}"


def _shapes(gone: Sequence[Step], come: Sequence[Step], before: Sequence[Step]) -> Iterator[str]:
    for kind, name in (("shape", "a shape"), ("picture", "a picture")):
        was = [one for one in gone if one.kind == kind]
        now = [one for one in come if one.kind == kind]
        if len(now) > len(was):
            hidden = words_of([one for box in now for one in before if _covers(box, one)])
            yield f"{name} was drawn over {quoted(hidden)}" if hidden else f"{name} was drawn"
        elif len(now) < len(was):
            yield f"{name} was removed"
        elif [(one.key, one.box) for one in was] != [(one.key, one.box) for one in now]:
            yield f"{name} was drawn otherwise"
    paths = ("re ", "m ", "l ", "c ", "v ", "y ", "h ")
    if not any(one.kind == "shape" for one in (*gone, *come)) and any(
        one.key.startswith(paths) for one in (*gone, *come)
    ):
        yield "a shape was drawn otherwise"


def _covers(box: Step, text: Step) -> bool:
    """Whether a text begins where a shape or picture was drawn."""
    if text.kind != "text" or box.box is None or text.box is None:
        return False
    left, low, right, high = box.box
    x, y = text.box[:2]
    return left - _CLOSE <= x <= right + _CLOSE and low - _CLOSE <= y <= high + _CLOSE


def words_of(steps: Sequence[Step]) -> str:
    """The texts among steps; those that stand apart are parted by a blank."""
    texts = [one for one in steps if one.kind == "text" and one.words.strip()]
    pieces = [texts[0].words] if texts else []
    for before, one in pairwise(texts):
        is_parted = before.box and one.box and abs(before.box[1] - one.box[1]) > _CLOSE
        pieces.append(f" {one.words}" if is_parted else one.words)
    return " ".join("".join(pieces).split())


def quoted(text: str) -> str:
    """A text of a page, cut where it is long."""
    return f"“{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}”"
