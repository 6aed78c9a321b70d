"""What changed between two builds of a brief, and why: each difference with its cause.

A figure of another period is no movement of the data behind it; a figure that a later edition prints
otherwise is a revision; one that another formula makes is a matter of method. The causes are told
apart from the two ledgers alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from briefing.core.status import Status
from briefing.language.messages import MESSAGES
from briefing.writers.ledger.schema import FactEntry, HighlightEntry, Ledger

Cause = Literal[
    "new period",
    "revision",
    "correction",
    "definition",
    "method",
    "unit",
    "inputs",
    "data",
    "config",
    "template",
    "tool",
]
_SHOWN = 12
"""How much of a hash is shown."""
Part = Literal["fact", "highlight", "recommendation", "chart", "input", "tool"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was."""

    part: Part
    what: str
    """Id or words."""
    old: str
    """As it was; empty where it was not there."""
    new: str
    """As it is; empty where it is gone."""
    cause: Cause | Literal[""] = ""
    because: str = ""
    """The cause in words: ``USGS MCS 2025 prints 41600``."""

    def __str__(self) -> str:
        """``production: 43,000 metric tons -> 41,600 metric tons (revision: ...)``."""
        if self.old and self.new:
            change = f"{self.what}: {self.old} -> {self.new}"
        else:
            change = f"{self.what}: {'new' if self.new else 'gone'}: {self.new or self.old}"
        why = ": ".join(one for one in (self.cause, self.because) if one)
        return f"{change} ({why})" if why else change


def differences(old: Ledger, new: Ledger) -> list[Difference]:
    """All differences: what was read, the figures that are shown, highlights, advice, charts."""
    return [
        *_tools(old, new),
        *_inputs(old, new),
        *_shown_facts(old, new),
        *_highlights(old["highlights"], new["highlights"]),
        *_advice(old, new),
        *_charts(old, new),
    ]


def _tools(old: Ledger, new: Ledger) -> Iterator[Difference]:
    before, after = old["tool"]["version"], new["tool"]["version"]
    if before != after:
        yield Difference("tool", "version", before, after, "tool")
        return
    before, after = (one["tool"].get("code", "not said")[:_SHOWN] for one in (old, new))
    if before != after:
        yield Difference("tool", "code", before, after, "tool")


def _inputs(old: Ledger, new: Ledger) -> Iterator[Difference]:
    for cause, was, now in (
        ("data", old["inputs"], new["inputs"]),
        ("config", old["config"], new["config"]),
        ("template", old.get("templates", []), new.get("templates", [])),
    ):
        before = {one["path"]: one["sha256"][:12] for one in was}
        after = {one["path"]: one["sha256"][:12] for one in now}
        for path in sorted(before.keys() | after.keys()):
            if before.get(path) != after.get(path):
                hashes = before.get(path, ""), after.get(path, "")
                yield Difference("input", path, *hashes, cause)  # type: ignore[arg-type]


def _shown_facts(old: Ledger, new: Ledger) -> Iterator[Difference]:
    """Figures that the brief shows, by id: those that came, went or say something else."""
    before = {one["id"]: one for one in old["facts"]}
    after = {one["id"]: one for one in new["facts"]}
    for name in [*before, *(one for one in after if one not in before)]:
        was, now = before.get(name), after.get(name)
        if not ((was and was["used"]) or (now and now["used"])):
            continue
        if was is None or now is None:
            entry = was or now
            assert entry is not None
            text = f"{entry['title']} {entry['text']}"
            yield Difference("fact", name, text if was else "", text if now else "")
        elif found := _cause(was, now, before, after, old, new):
            yield Difference("fact", name, _told(was, now), _told(now, was), *found)


def _told(fact: FactEntry, other: FactEntry) -> str:
    """The figure; with its period where the other has another."""
    if fact["period"] != other["period"] and fact["period"]:
        return f"{fact['text']} in {fact['period']}"
    return fact["text"]


def _cause(
    was: FactEntry,
    now: FactEntry,
    before: dict[str, FactEntry],
    after: dict[str, FactEntry],
    old: Ledger,
    new: Ledger,
) -> tuple[Cause, str] | None:
    """Why a figure is another, or ``None`` where it is the same."""
    if (was["unit"], was["of"]) != (now["unit"], now["of"]):
        return "unit", f"{was['unit']} before, {now['unit']} now"
    if (counted := _definition(was, before)) != (counts := _definition(now, after)):
        return "definition", f"{counted or 'not declared'} before, {counts or 'not declared'} now"
    if was["period"] != now["period"]:
        return "new period", f"{was['period']} before, {now['period']} now"
    keys = ("value", "bounds", "status", "text")
    if [was.get(key) for key in keys] == [now.get(key) for key in keys]:
        return None
    if was["origin"]["kind"] != now["origin"]["kind"]:
        return "method", f"a {was['origin']['kind']} before, a {now['origin']['kind']} now"
    found = _otherwise_derived(was, now, before, after) or _otherwise_read(was, now, new)
    if found:
        return found
    if old["tool"] != new["tool"]:
        return "tool", "another version, or other code, of the program"
    return "config", "declared otherwise"


def _otherwise_derived(
    was: FactEntry, now: FactEntry, before: dict[str, FactEntry], after: dict[str, FactEntry]
) -> tuple[Cause, str] | None:
    """A computed figure: by another formula, or from other inputs."""
    one, other = was["origin"], now["origin"]
    if one["kind"] != "derivation" or other["kind"] != "derivation":
        return None
    if one["formula"] != other["formula"] or one["parameters"] != other["parameters"]:
        return "method", f"{one['formula']} before, {other['formula']} now"
    given = [name for group in other["inputs"].values() for name in _each(group)]
    changed = [
        name
        for name in given
        if name in before and name in after and before[name]["value"] != after[name]["value"]
    ]
    return ("inputs", ", ".join(changed)) if changed else None


def _definition(fact: FactEntry, known: dict[str, FactEntry]) -> str:
    """How a figure is counted, or the figures that it was computed from."""
    origin = fact["origin"]
    if origin["kind"] == "cell":
        return origin.get("definition", "")
    if origin["kind"] == "citation" or origin["kind"] == "absence":
        return ""
    given = [name for group in origin["inputs"].values() for name in _each(group)]
    found = [_definition(known[name], known) for name in given if name in known]
    return "; ".join(dict.fromkeys(one for one in found if one))


def _otherwise_read(was: FactEntry, now: FactEntry, new: Ledger) -> tuple[Cause, str] | None:
    """A figure that was read or stated: put right, or printed otherwise."""
    one, other = was["origin"], now["origin"]
    if one["kind"] == "cell" and other["kind"] == "cell":
        if one.get("corrected_from") != other.get("corrected_from"):
            return "correction", other.get("reason") or "a correction was taken out"
    elif one["kind"] != "citation" or other["kind"] != "citation":
        return None
    if one["text"] == other["text"]:
        if was["status"] != now["status"] and one["source"] != other["source"]:
            before, after = (MESSAGES.status(Status(it["status"])) for it in (was, now))
            return "revision", f"{before} before, {after} now"
        return None
    known = new["sources"].get(other["source"])
    corrects = known.get("corrects") if known else None
    cause: Cause = "correction" if corrects == one["source"] else "revision"
    return cause, _revision(one["text"], one["source"], other["text"], other["source"])


def _revision(was: str, source: str, now: str, later: str) -> str:
    if source == later:
        return f"the file holds '{now}' where it held '{was}'"
    return f"{source} prints '{was}', {later} prints '{now}'"


def _each(group: str | list[str]) -> list[str]:
    return [group] if isinstance(group, str) else group


def _highlights(
    old: Iterable[HighlightEntry], new: Iterable[HighlightEntry]
) -> Iterator[Difference]:
    """Sentences that came, went, or say something else; each is known by its id."""
    before, after = ({one["id"]: one["text"] for one in every} for every in (old, new))
    for name in [*before, *(one for one in after if one not in before)]:
        if before.get(name) != after.get(name):
            what = f"highlight {name}"
            yield Difference("highlight", what, before.get(name, ""), after.get(name, ""))


def _advice(old: Ledger, new: Ledger) -> Iterator[Difference]:
    before = {one["id"]: one for one in old["recommendations"]}
    after = {one["id"]: one for one in new["recommendations"]}
    for name in [*before, *(one for one in after if one not in before)]:
        was, now = before.get(name), after.get(name)
        if was is None or now is None:
            yield Difference(
                "recommendation", name, was["do"] if was else "", now["do"] if now else ""
            )
        elif was["do"] != now["do"] or was["rule"] != now["rule"]:
            yield Difference("recommendation", name, was["rule"], now["rule"])


def _charts(old: Ledger, new: Ledger) -> Iterator[Difference]:
    before = {one["id"]: one["title"] for one in old["charts"]}
    after = {one["id"]: one["title"] for one in new["charts"]}
    for name in [*before, *(one for one in after if one not in before)]:
        if before.get(name) != after.get(name):
            yield Difference("chart", name, before.get(name, ""), after.get(name, ""))


def as_markdown(found: Iterable[Difference]) -> str:
    """The differences as a Markdown list under a heading for each part."""
    lines: list[str] = []
    part = ""
    for one in found:
        if one.part != part:
            part = one.part
            lines += ["", f"## {part.capitalize()}s", ""]
        lines.append(f"- {str(one).replace(' -> ', ' → ')}")
    return "\n".join(lines).strip() + "\n"
