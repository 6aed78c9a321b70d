"""Which findings open the brief: the author's sentences whose rule holds, then what moved most."""

from __future__ import annotations

from fractions import Fraction

from briefing.config.base import Places
from briefing.config.brief import BriefConfig, KeyFigureConfig
from briefing.errors import ProblemLog
from briefing.insight.rules import judge_rule
from briefing.model.finding import Finding
from briefing.relatives import FactBook, NoRelative


def choose_highlights(
    config: BriefConfig, places: Places, book: FactBook, log: ProblemLog
) -> tuple[Finding, ...]:
    """As many findings as the config asks for, the author's first and in their order."""
    declared = []
    for index, entry in enumerate(config.highlights.say):
        path = ("highlights", "say", index)
        verdict = True
        reason = "the author's choice"
        if entry.when is not None:
            judged = judge_rule(entry.when, book, places.of(*path, "when"), log)
            verdict = judged.verdict is True
            reason = f"its rule holds: {entry.when}"
        if verdict:
            declared.append(Finding(entry.say, (*path, "say"), reason))
    found = [*declared, *_largest_changes(config, book)]
    return tuple(found[: config.highlights.show])


def _largest_changes(config: BriefConfig, book: FactBook) -> list[Finding]:
    """Key figures by the size of their relative change, largest first."""
    if config.highlights.say:
        return []
    sized: list[tuple[Fraction, Finding]] = []
    for entry in config.key_figures:
        name = entry.metric if isinstance(entry, KeyFigureConfig) else entry
        try:
            change = book[f"{name}.change"].quantity
        except (KeyError, NoRelative):
            continue
        if change.value is None:
            continue
        sentence = (
            f"{{{{ {name}.title }}}} {{{{ {name}.verb }}}} {{{{ {name}.from_to }}}} "
            f"in {{{{ {name}.period }}}} ({{{{ {name}.change.signed }}}})."
        )
        reason = "among the largest changes of the key figures"
        sized.append((abs(change.value), Finding(sentence, ("highlights",), reason)))
    sized.sort(key=lambda pair: -pair[0])
    return [finding for _, finding in sized]
