"""Words for how far something moved or how far apart two figures are: ``edged up``, ``a sharp fall``, ``just above``."""

from __future__ import annotations

import re

from briefing.core.kept_patterns import kept_pattern
from briefing.language.direction_words import MOVES
from briefing.language.inflection import Verb, alternatives, verbs


def _forms(every: tuple[Verb, ...]) -> str:
    return alternatives(
        form for one in every for form in (one.base, one.now, one.past, one.participle, one.going)
    )


_SLIGHT_VERB = _forms(verbs("edge, inch, creep, tick, nudge, dip"))
_STRONG_VERB = _forms(
    verbs("soar, surge, skyrocket, leap, jump, plummet, plunge, collapse, slump, tumble, nosedive")
)
_SLIGHT = r"(?:(?:only |just )?(?:slightly|marginally|modestly|fractionally|a little|a touch|a bit|somewhat))"
_STRONG = r"(?:(?:very )?(?:sharply|steeply|dramatically|strongly|markedly|substantially|rapidly|massively|hugely|enormously|drastically))"
_SLIGHT_KIND = "slight|marginal|modest|small|minor|tiny"
_STRONG_KIND = (
    "sharp|steep|dramatic|strong|marked|substantial|massive|huge|enormous|drastic|large|big"
)
_NOUN = (
    r"(?:rises?|falls?|increases?|decreases?|declines?|drops?|gains?|growth|reductions?|cuts?|dips?|upturn|downturn"
    r"|improvement|contraction|fall-off)"
)
_STANDS = r"(?:up|down|higher|lower|more|less|fewer|larger|smaller|greater|bigger|cheaper|dearer)"
_BACK = r"(?: (?:up|down|back|again|once more|further|upwards?|downwards?|higher|lower|ahead))*"
_HEDGE = r"(?:about |around |some |nearly |almost |just |only |another |a further )*"
_ARTICLE = r"(?:an?|the|this|its|another|with an?)"
_MOVING = MOVES.pattern.removeprefix(r"\b").removesuffix(r"\b")


def _degree(slight: str, strong: str, number: int) -> str:
    return rf"(?:(?P<slight{number}>{slight})|(?P<strong{number}>{strong}))"


_WAYS = (
    rf"{_degree(_SLIGHT_VERB, _STRONG_VERB, 1)}{_BACK}"
    rf"|{_MOVING}{_BACK},? {_degree(_SLIGHT, _STRONG, 2)}{_BACK}"
    rf"|{_degree(_SLIGHT, _STRONG, 3)} (?:{_MOVING})"
    rf"|{_ARTICLE} {_degree(_SLIGHT_KIND, _STRONG_KIND, 4)} {_NOUN}"
    rf"|(?:(?:is|are|was|were) |(?<=, )){_degree(_SLIGHT, _STRONG, 5)} {_STANDS}"
    rf"|(?:up|down) {_degree(_SLIGHT, _STRONG, 6)}"
)
MOVED = kept_pattern(
    rf"\b(?P<phrase>{_WAYS})(?:,? on the (?:year|quarter|month))?,?"
    rf"(?: (?P<link>by|of|at|to|reaching|hitting|from))?\s+{_HEDGE}$",
    re.IGNORECASE,
)
"""Matched against the words that end where a change or figure begins: ``edged up by``, ``a sharp fall to``."""
TOLD = kept_pattern(
    rf"^\)?(?: (?!(?:and|but|while|as|when|with|after)\b)[\w-]+){{0,3}}, (?:(?:which|that) (?:is|was) )?(?P<phrase>an? {_degree(_SLIGHT_KIND, _STRONG_KIND, 1)} {_NOUN})\b(?! (?:of|to|from|in|for)\b)",
    re.IGNORECASE,
)
"""Matched against the words that begin where one ends: ``, a sharp fall``."""
THAN_BEFORE = kept_pattern(
    rf"^\)?,? (?:(?:is|are|was|were|still|now|and) )*(?P<phrase>{_degree(_SLIGHT, _STRONG, 1)} {_STANDS})"
    r"(?= (?:on|than|from) (?:the|a|one|last|the last|the previous) (?:year|quarter|month)\b)",
    re.IGNORECASE,
)
"""The same of a figure that is set against the one before: ``, slightly up on the year``."""
APART = kept_pattern(
    rf"\b(?P<phrase>{_degree(rf'{_SLIGHT}|just|only just|barely', rf'{_STRONG}|well|far|much|way|considerably', 1)})\s+$",
    re.IGNORECASE,
)
"""Matched against the words before a comparison: ``just`` above, ``far`` below."""
BEHIND_VERB = kept_pattern(rf"^ (?P<phrase>{_degree(_SLIGHT, _STRONG, 1)})\b", re.IGNORECASE)
"""Matched against the words behind a verb of a fact."""
UNSAID = kept_pattern(
    r"(?:\b(?:no|not|never|neither|nor|without|if|whether|unless|far from|rather than|instead of|would|could|should|may|might"
    r"|must|will|shall|(?:is|are|was|were|ought|hopes?|wants?|plans?|expected|set|likely) to)|n['’]t)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
"""Before words that are denied, supposed or wanted."""
_WENT_FAR = kept_pattern(
    r"^(?:climb|dropp?|surg|doubl|tripl|quadrupl|halv|more than|(?:rose|fell|rise|fall) (?:by |more )|\w+fold)",
    re.IGNORECASE,
)
_HARDLY_WENT = kept_pattern(r"^(?:edged?\b|(?:was|were|be) (?:about )?unchanged)", re.IGNORECASE)


def is_slight(found: re.Match[str]) -> bool:
    """Whether the words say that it was little; else they say that it was much."""
    return any(word for name, word in found.groupdict().items() if name.startswith("slight"))


def contradicts(verb: str, *, is_slight: bool) -> bool:
    """Whether an adverb of degree contradicts a verb that tells its own: ``climbed slightly``."""
    return bool((_WENT_FAR if is_slight else _HARDLY_WENT).match(verb))
