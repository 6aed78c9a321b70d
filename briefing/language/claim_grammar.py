"""Claims by grammar: what a sentence says of movement, order or state, told by the kinds of its words.

Each word becomes one letter (:mod:`briefing.language.lexicon`), and each rule is a pattern of letters:
``HX*p`` is a perfect tense of change, ``has slowly withered``.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing.core.kept_patterns import kept_pattern
from briefing.language.lexicon import CAUSED, MEASURED
from briefing.language.measured_subjects import RULES as STORIES
from briefing.language.measured_subjects import kind_in_story
from briefing.language.word_kinds import tokens

_MOVEMENTS = (
    r"(?<=[wWuUAFZn#O])X{0,2}p",  # crops withered
    r"(?<=[wWuUAFZ])X?q(?=[X,.C]|[Ph](?!$)|$)",  # classrooms emptied; not: rooms emptied by law
    r"(?<=[wWuUAFZ])X?l(?=[DwWuUAFZ#rn])",  # the party lost votes
    r"H(?:,X,)?X{0,3}[pq](?![TD])",
    r"HX{0,3}[lV]",
    r"HX{0,3}bX?[gjpl]",
    r"[BbG]X{0,3}[gj]",
    r"YX?(?:[VvA]|Gr|G[pq]|bX?[Aa]|HX?[pq]|w?[AaX]{0,2}n)",
    r"(?<![BHGTbyj])(?<![BHGTb]X)g[AaX]?[wWuU]",  # dwindling stocks
    r"(?:[DAa]C?|,(?!C))j[AaX]?[wWuU]",  # an increasing share
    r"(?:^|[.])j[Aa]?[WU](?![DTwWuU])",
    r"[eE]D?X?[Aawgj]{0,2}n",  # saw a modest recovery
    r"(?<![yTN])(?:[Agj]|[Aa]C?[Aa])n(?=[Ph])",  # large reductions in
    r"(?:^|[.])A?[wuUWn]{1,2}[sS](?=[Ph])",  # progress stalls in
    r"[WU]BX{0,2}f",
    r"(?<=[wuAFZ])X?S(?=[XPhT,.C#]|$)",
    r"(?<=[wuAFZ])X?L(?=[DOwWuUF#])",
    r"(?<=[wuAFZ])X?s(?=[X.]|T[D#r]|$)",
    r"(?<=[WUZF])X?V(?=[XPhT,.C#]|$)",
    r"(?<=[WUZF])X?v(?=[X.]|T[D#r]|$)",
)
_ORDERS = (
    r"[rm][^.,]{1,14}h",  # more passengers than
    r"(?<![TVN])r[AaXCmr]{0,5}[wu]{0,2}n",  # stronger and more lasting wage growth
    r"[BbG]X{0,3}r(?![kTwWuU])",
    r"(?<=G)X{0,3}rT",
    r"[BbG]X{0,3}r[Ph]",
    r"(?<![TVN])(?<!T[wVGv])(?<!TX[wVGv])r[AX]?[uU]",
    r"[BbG]X{0,3}mX?[Aapq]",
    r"OX?RX?[AawWuU]",
    r"[BG]X{0,3}DX?R[AwWuUF]",
    r"[BG]X{0,3}M[Aa](?!T)",
    r"[BG]X{0,3}D?R(?=[PhX,.]|$)",
    r"BX{0,3}DM[Aaw]",
    r"(?<=[wWuUAFZ])X?r(?=[.,C]|[Ph]|$)",
    r"R[uU](?![TD])",
    r"(?<=[wWuU])R(?=[Ph.,]|$)",
    r"OM[Aaw]",
    r"DM(?=[.,]|$)",
    r"GX?[pq](?![TD])",
    r"DM[Aaw][wWuU]{0,2}(?=[Ph])",
    r"(?:[BG]|GTb|GT)X{0,3}a(?=[PhX,.C]|$)",
    r"GT?b?X{0,3}A(?=P|[,.]|$)",
)
_SAYING = kept_pattern(
    r"(?i)(?:years?|months?|weeks?|days?|hours?|minutes?|decades?) \|(?:later|earlier|longer|older|younger)\b"
    r"|\|(?:[\w ]+ )?(?:the )?(?:most|least) (?:recent|important|appropriate|suitable|relevant|vulnerable|needy|deprived"
    r"|disadvantaged|basic|pressing|urgent|obvious|useful|part)\b"
    r"|\|(?:later|earlier|sooner)\b"
    r"|^(?:Mak|Keep|Gett|Render)ing [\w ’'-]*\||\b(?:to|and|should|must|please) (?:make|keep|get|have|render)\b[\w ]{0,30}\|"
    r"|\|(?:is|are|was|were) (?:clearer|simpler|easier) (?:to|if|when)"
    r"|\|(?:is|are|was|were) (?:not )?the (?:latest|earliest|nearest|easiest|simplest|closest|best (?:source|way|means|measure|guide|place|practice|evidence|data))\b"
)
_OBJECT = r"(?:(?:the|its|their|our|a|an|some|most|many|[a-z]+['’]s) )?(?:[a-z-]+ ){0,2}?"
_CAUSED = kept_pattern(
    rf"(?<=[a-z\ue005] )(?<!to )(?<!and )(?<!or )\b(?:{'|'.join(CAUSED)}) {_OBJECT}(?:{'|'.join(MEASURED)})\b"
    rf"|\b(?:sent|drove|driven|pushed|pulled|saw|left|kept|dragged|forced|brought|drives?|pushes|pulls|keeps|sends|sees) {_OBJECT}[a-z]+"
    r" (?:up|down|upwards|downwards|higher|lower|soaring|tumbling|plunging|rising|falling|climbing|rise|fall|soar|tumble|plunge|climb|grow"
    r"|shrink|drop|jump|slump|double|surging|crashing|spiralling|low|high|flat)\b"
)
"""Who moved a measure: ``drove prices up``, ``reduced waiting times``."""
_RULES = tuple(
    (kind, kept_pattern(rule))
    for kind, rules in (("trend word", _MOVEMENTS), ("comparison", _ORDERS))
    for rule in rules
)


def _has_figure(letters: str, at: int) -> bool:
    """Whether the sentence around a token has the figure of a fact, whose verb may be a plain one."""
    end = letters.find(".", at)
    return "F" in letters[letters.rfind(".", 0, at) + 1 : end if end >= 0 else None]


def claims(text: str) -> Iterator[tuple[str, int, int]]:
    """Each claim in a text: its kind, where it begins and where it ends."""
    for found in _CAUSED.finditer(text):
        yield "trend word", found.start(), found.end()
    words = tuple(tokens(text))
    letters = "".join(one.letter for one in words)
    story = "".join(kind_in_story(one.letter, one.text) for one in words)
    told = [(kind, found) for kind, rule in _RULES for found in rule.finditer(letters)]
    places = [(kind, found.start(), found.end() - 1) for kind, found in told]
    places += [
        ("trend word", found.end() - 1, found.end() - 1)
        for rule in STORIES
        for found in rule.finditer(story)
        if not _has_figure(letters, found.start())
    ]
    for kind, first, last in places:
        start, end = words[first].start, words[last].end
        if not _SAYING.search(text[:start][-40:] + "|" + text[start : end + 40]):
            yield kind, start, end
