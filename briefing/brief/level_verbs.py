"""What follows a verb of a fact that tells no movement: ``was unchanged at 4%``, and no ``by 0%``."""

from __future__ import annotations

import re

from briefing.brief.mentions import MARK_CLOSE, MARK_OPEN, Mentions

_VERB = f"(?P<head>{MARK_OPEN}(?P<verb>\\d+){MARK_CLOSE}[*_]*)"
_FIGURE = f"{MARK_OPEN}(?P<figure>\\d+){MARK_CLOSE}"
_TO = re.compile(f"{_VERB},?\\s+to(?P<tail>[\\s*_]+{_FIGURE})")
"""A verb and the figure that it leads to."""
_BY = re.compile(f"{_VERB}(?:,?\\s+by)?\\s+(?P<sign>[*_]*){_FIGURE}(?P=sign)")
"""A verb and how far it went."""


def say_levels(mentions: Mentions, text: str) -> str:
    """The text with ``at`` for ``to`` behind such a verb, and without the size of what did not move."""

    def at_figure(found: re.Match[str]) -> str:
        now = mentions.level.get(int(found["verb"]))
        if now is None or mentions.made[int(found["figure"])].fact != now[0]:
            return found[0]
        return f"{found['head']}{mentions.language.term(now[1])}{found['tail']}"

    def alone(found: re.Match[str]) -> str:
        verb, size = int(found["verb"]), int(found["figure"])
        ends = mentions.ends(verb)
        is_its_size = verb in mentions.level and ends and ends == mentions.ends(size)
        return found["head"] if is_its_size and mentions.is_figure(size) else found[0]

    return _TO.sub(at_figure, _BY.sub(alone, text))
