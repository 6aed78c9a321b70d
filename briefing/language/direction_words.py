"""Words that say which way a figure stands or went, and what each claims: up or down.

Tables by where the words stand: before a change (``a fall of 5%``), after one (``5% below``), before
the figure that something is compared with (``down from 16,000``, ``less than Spain (16,000)``), and
before the one that something came to (``fell to 13,000``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from briefing.core.kept_patterns import kept_pattern
from briefing.language.inflection import Verb, alternatives, verbs

Way = Literal["up", "down", "level", "enough"]
"""``enough`` is level or up: what a surplus covers."""

_GOING: dict[Way, tuple[Verb, ...]] = {
    "up": verbs(
        "rise, grow, increase, climb, jump, surge, soar, gain, expand, advance, leap, swell, go up, edge up,"
        "move up, creep up, inch up, nudge up, tick up, pick up, recover, rebound, skyrocket"
    ),
    "down": verbs(
        "fall, decline, drop, decrease, shrink, plunge, slump, tumble, lose, dip, contract, slide, slip, sink,"
        "ease, slow, recede, plummet, nosedive, collapse, dwindle, diminish, go down, edge down, inch down, nudge down,"
        "creep down, come down, tick down,"
        "fall back, slip back, drop back, drop off"
    ),
}
_DONE: dict[Way, str] = {
    "up": r"(?:was|were|been) (?:raised|lifted|increased|put up)",
    "down": r"(?:was|were|been) (?:cut|reduced|lowered|trimmed|slashed|brought down)",
}
"""What somebody did to a figure."""


def _moving(way: Way) -> str:
    """All forms of the verbs that go a way, as alternatives."""
    forms = (
        form
        for one in _GOING[way]
        for form in (one.past, one.participle, one.now, one.going, one.base)
    )
    return f"{alternatives(forms)}|{_DONE[way]}"


MOVES = kept_pattern(rf"\b(?:{_moving('up')}|{_moving('down')})\b", re.IGNORECASE)
"""A verb that says that something moved."""
_BEFORE: dict[Way, str] = {
    "up": r"(?:rises?|increases?|gains?|growth|jumps?|surges?|upturn|improvement in output) of|up(?: by)?"
    rf"|(?:has |have )?(?:{_moving('up')})(?: by)?|add(?:ed|s)|is up(?: by)?",
    "down": r"(?:falls?|declines?|drops?|decreases?|loss(?:es)?|reductions?|cuts?|slumps?|plunges?|dips?"
    r"|contractions?|slides?|downturn) of|down(?: by)?"
    rf"|(?:has |have )?(?:{_moving('down')})(?: by)?|took away|is down(?: by)?|(?:is|are|was|were) off(?: by)?",
}
_AFTER: dict[Way, str] = {
    "up": r"above|more(?! of\b)|higher|larger|greater|bigger|dearer|up|ahead of|in excess of",
    "down": r"below|less|fewer|lower|smaller|cheaper|down|behind|short of",
}
_SOMEHOW = r"(?: (?:[a-z]+ly|a little|a touch|a bit|somewhat))?"
_AGAINST: dict[Way, str] = {
    "up": rf"up{_SOMEHOW} from|above|(?:higher|larger|greater|bigger|dearer|more) than|over|ahead of|exceed(?:s|ed|ing)"
    r"|surpass(?:es|ed|ing)|in excess of"
    r"|(?:rose|risen|rising|rises|grew|grown|growing|climbed|climbing|increased|increasing|improved) from",
    "down": rf"down{_SOMEHOW} from|below|(?:lower|smaller|less|fewer|cheaper) than|under|behind|short of|lag(?:s|ged|ging) behind"
    r"|(?:fell|fallen|falling|falls|dropped|dropping|declined|declining|decreased|decreasing|shrank) from",
    "level": r"level with|on a par with|equal to|the same as|match(?:es|ed|ing)|unchanged from",
}
_HEDGE = r"(?:about |around |some |nearly |almost |just |only |well |far |another |a further |a )*"
_ARTICLE = r"(?:(?:an?|the|this|its|another) (?:\w+ )?)?"
_OF = r"(?: (?:its|the|their|a) (?:[\w-]+ ){0,4}(?:of|at))?"

TOLD_AFTER = kept_pattern(r"^\)?,? (?:at|with)\s+$", re.IGNORECASE)
"""Fills the text from the figure compared with to that of who is compared."""
_TIME = r"(?:times?|years?|quarters?|months?|weeks?|elections?|editions?|rounds?|seasons?|periods?)"
_MEANWHILE = (
    rf"(?:,? (?:again|once more|once again|further|back|only|[a-z]+ly|on (?:the|a) (?:year|quarter|month)"
    rf"|for (?:the|a) [\w-]+ (?:[\w-]+ )?{_TIME}(?: running| in a row| in succession)?"
    rf"(?: (?:since|in|for) (?:\d{{4}}|[\w-]+ {_TIME}|more than [\w-]+ {_TIME}))?)){{1,2}}"
)
"""Adverbs between a verb and how far it went: ``fell again, by``."""

BEFORE: tuple[tuple[Way, re.Pattern[str]], ...] = tuple(
    (way, kept_pattern(rf"\b{_ARTICLE}(?P<phrase>{words})\s+{_HEDGE}$", re.IGNORECASE))
    for way, words in _BEFORE.items()
) + tuple(
    (
        way,
        kept_pattern(rf"\b(?P<phrase>{_moving(way)}){_MEANWHILE},? by\s+{_HEDGE}$", re.IGNORECASE),
    )
    for way in _GOING
)
"""Matched against the words that end where a change begins."""
_WAY_TO: dict[Way, str] = {
    "up": r"(?:is|are|was|were|now|went|back|turned) up(?:wards?)?",
    "down": r"(?:(?:is|are|was|were|now|went|back|turned) )?down(?:wards?)?",
}
TO: tuple[tuple[Way, re.Pattern[str]], ...] = tuple(
    (
        way,
        kept_pattern(
            rf"\b(?P<phrase>(?!(?:lost|los|gain|recover)){_moving(way)}|{_WAY_TO[way]})(?:{_MEANWHILE})?,? (?:to|reaching|hitting|ending(?: up)? at|standing at)\s+{_HEDGE}$",
            re.IGNORECASE,
        ),
    )
    for way in _GOING
)
"""Matched against the words that end where the figure begins that something came to."""
STEADY = kept_pattern(
    r"\b(?P<phrase>(?:stayed|stays?|remained|remains?)(?: (?:steady|flat|firm|stable|level|constant|unchanged))?"
    r"|(?:held|holds?|kept|keeps?) (?:steady|flat|firm|stable|level|constant)"
    r"|(?:was|were|is|are) (?:flat|unchanged|steady|stable|level)|stagnate[sd]?|plateau(?:ed|s)),? at\s+$",
    re.IGNORECASE,
)
"""Matched against the words before a figure that is as it was: ``held steady at``."""
FROM: tuple[tuple[Way, re.Pattern[str]], ...] = tuple(
    (
        way,
        kept_pattern(
            rf"\b(?P<phrase>{_moving(way)})(?:{_MEANWHILE})?,? from\s+{_HEDGE}$", re.IGNORECASE
        ),
    )
    for way in _GOING
)
"""The same of the figure that it came from."""
CAME_FROM = kept_pattern(rf"^,? from\s+{_HEDGE}(?:[\w-]+ (?:in|of) )?$")
"""Fills the text from the figure that something came to, to the one that it came from."""
WENT_TO = kept_pattern(
    rf"^(?: in [\w-]+)?,? (?:(?P<phrase>(?P<up>up|upwards?)|down|downwards?) |back )?to\s+{_HEDGE}$",
    re.IGNORECASE,
)
"""The other way about."""
AFTER: tuple[tuple[Way, re.Pattern[str]], ...] = tuple(
    (way, kept_pattern(rf"^\s+(?P<phrase>{words})\b", re.IGNORECASE))
    for way, words in _AFTER.items()
)
"""Matched against the words that begin where a change ends."""
AGAINST: tuple[tuple[Way, re.Pattern[str]], ...] = tuple(
    (way, kept_pattern(rf"\b(?P<phrase>{words}){_OF}\s+{_HEDGE}$", re.IGNORECASE))
    for way, words in _AGAINST.items()
)
"""Matched against the words that end where the figure compared with begins."""
_COUNTED_NOUN = r"(?: (?!\w+(?:able|ible|ive|ous|ful|less|ent|ant|ic|al|ly)\b)[\w-]+){0,3}"
_THAN: dict[Way, str] = {
    "up": rf"(?:more(?! slowly)|higher|larger|greater|bigger|dearer|longer){_COUNTED_NOUN} than|(?:faster|more quickly) than",
    "down": rf"(?:less|fewer|lower|smaller|cheaper|shorter){_COUNTED_NOUN} than|(?:slower|more slowly) than",
}
_STANDS: dict[Way, str] = {
    "up": r"above|over|(?:in front|ahead) of",
    "down": r"below|under|behind|short of",
    "level": r"level with|on a par with|equal to|the same as|as (?:high|low|large|many|much|good) as",
}
_EXCEEDS: dict[Way, str] = {
    "up": r"more than cover(?:s|ed)?|exceed(?:s|ed)?|surpass(?:es|ed)?|outstrip(?:s|ped)?|outnumber(?:s|ed)?|outweigh(?:s|ed)?|dwarf(?:s|ed)?"
    r"|outpaced?|up on",
    "enough": r"cover(?:s|ed)?|ma(?:kes?|de) up for|suffic(?:es|ed?) for",
    "down": r"down on|(?:lags?|lagged|trails?|trailed)(?: behind)?|(?:falls?|fell|fallen) short of",
    "level": r"match(?:es|ed)?|equal(?:s|led)?",
}
_STANDING = (
    r"(?:is|are|was|were|be|been|held|kept|(?:came|ended|finished|wound up)(?: out| up)?|remains?|remained|stays?|stayed|stands?|stood|lies?|lay|ranks?|ranked|sits?|comes?|came|ran|runs?"
    r"|has|have|had|still|now|well|far|just|slightly|falls?|fell|fallen|slip(?:s|ped)?|pulled)\s|,\s"
)
_COUNTED = (
    r"half|twice|double|ever|enough|any|all|one|an?\s(?:third|quarter|fifth|tenth|half|year|month|decade)|two|three|four|five|six|seven|eight"
    r"|nine|ten|\d|usual|expected|planned|before|last(?! [\w-]+['’]s)|in|the\s(?:past|last|years?|period|decade|course)"
)
_NO_NAME = r"(?!(?:and|but|while|whereas|when|who|because|if|is|are|was|were|has|have|had|than|at|with|by|to|from)\b)"
_WHOSE_IS = (
    r"(?:,?\s(?:with|at|of|on)(?:\s(?:an?|its|only|just|the))?"
    r"|,?\s(?:which|who|that)\s(?:ranks?|has|had|have|stands? at|is at|won|got)"
    r"|,\swhen\s(?:it|they|he|she)\s(?:was|were|stood at|had)|,?\sranking|,)?"
)
_NAMED = (
    rf"(?:\s(?!(?:{_COUNTED})\b){_NO_NAME}[\w’'-]+(?:\s{_NO_NAME}[\w’'-]+){{0,5}}?{_WHOSE_IS}"
    r"|\s(?:it|they|he|she)\s(?:was|were|had been|had|did)(?:\s[\w’'-]+){0,4}"
    r"|\s(?:an?|one|the)\s(?:year|quarter|month|decade|week|election|survey|census|season)\s(?:ago|before|earlier)"
    r"|\slast\s(?:year|quarter|month|decade|week|election|season|time)|\sin\s(?:1[6-9]|20)\d\d(?:[/–-]\d\d)?)"
)
"""Who or what is compared with, named before its figure: `` Spain (``, `` the south, at ``."""
_BY_NAME = tuple(
    (way, rf"{before}(?P<phrase>{words}){_NAMED}")
    for table, before in ((_THAN, r"\b"), (_EXCEEDS, r"\b"), (_STANDS, rf"(?:{_STANDING})"))
    for way, words in table.items()
)
NAMED_AGAINST: tuple[tuple[Way, re.Pattern[str]], ...] = tuple(
    (way, kept_pattern(rf"{words}\s\(?{_HEDGE}$", re.IGNORECASE)) for way, words in _BY_NAME
)
"""As :data:`AGAINST`, where the other is named between the phrase and its figure."""
PAIRED: tuple[tuple[Way, re.Pattern[str]], ...] = (
    *tuple(
        (way, kept_pattern(rf"{words}\s?[:(—–]\s*{_HEDGE}$", re.IGNORECASE))
        for way, words in _BY_NAME
    ),
    (
        "level",
        kept_pattern(
            rf"\b(?P<phrase>the same (?:number|amount|level|rate|share|score)(?: of [\w-]+)? as){_NAMED}\s?[:(—–]\s*$",
            re.IGNORECASE,
        ),
    ),
)
"""Before the first of two figures that follow the comparison: ``more than Spain: 5 against 4``."""
PAIRED_BY_COMMA = tuple(
    (way, kept_pattern(rf"{words},\s{_HEDGE}$", re.IGNORECASE)) for way, words in _BY_NAME
)
"""The same with a comma alone: ``ahead of Spain, 5 to 4``; the two are set against one another by :data:`STRICT_PAIR`."""
STRICT_PAIR = kept_pattern(r"^ (?:against|versus|to) $", re.IGNORECASE)
PAIR = kept_pattern(r"^ (?:against|and|versus|compared with|compared to|to|after) $", re.IGNORECASE)
"""Fills the text between the two."""
SPLIT: tuple[tuple[Way, re.Pattern[str]], ...] = (
    ("up", kept_pattern(r"\b(?P<phrase>more|higher|larger|greater)\b[^.;:]*$", re.IGNORECASE)),
    ("down", kept_pattern(r"\b(?P<phrase>fewer|less|lower|smaller)\b[^.;:]*$", re.IGNORECASE)),
)
"""Before the first figure of ``more voted for A ({{ a }}) than for B ({{ b }})``."""
SPLIT_THAN = kept_pattern(r"^\)?,? than (?:[\w’'-]+ ){0,6}\(?$", re.IGNORECASE)
"""Fills the text between the two."""

_ON_PERIOD = (
    r"(?P<phrase>(?P<way>up|down) (?:on|from|over|against) (?:the|a|last|the last|the previous) (?P<on>year|quarter|month|week|day)"
    r"(?: (?:before|earlier|ago))?)"
)
ON_PERIOD_BEFORE = kept_pattern(rf"\b{_ON_PERIOD},? (?:at|to|with)\s+{_HEDGE}$", re.IGNORECASE)
"""Matched against the words before a figure: ``down on the year, at``."""
ON_PERIOD_AFTER = kept_pattern(
    rf"^\)?,? (?:(?:is|are|was|were|and) )?(?:still |now )?(?P<both>both )?{_ON_PERIOD}\b",
    re.IGNORECASE,
)
"""Matched against the words after one: ``, both down on the month``."""
LOSS = kept_pattern(r"\b(?:loss(?:es)?|deficits?|shortfalls?|overspends?)\b", re.IGNORECASE)
"""What a number below zero may be called: it grows where the number falls."""
LATELY = kept_pattern(
    r"\b(?P<phrase>still|remain(?:s|ed)?|stay(?:s|ed)?|as before|continue[sd]? to (?:be|stand|lie))\s+"
    r"(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
"""Matched against the words before a comparison: it was so in the period before."""

_ROUNDING = kept_pattern(
    r"(?:more|less|fewer) than|over|under|in excess of|short of", re.IGNORECASE
)
_CLAUSE_END = kept_pattern(
    r"[,;:()–—]|\b(?:and|but|while|whereas|with|when|who|which)\b", re.IGNORECASE
)


def is_rounding(phrase: str, between: str) -> bool:
    """Whether ``more than``, ``over`` and the like may just round the figure that they stand before.

    They compare it with a figure of the same clause; ``between`` are the words from there on.
    """
    return bool(may_round(phrase) and _CLAUSE_END.search(between))


def may_round(phrase: str) -> bool:
    """Whether a phrase of comparison may as well round the figure after it: ``more than 5,000``."""
    return _ROUNDING.fullmatch(phrase) is not None


_NEGATED = kept_pattern(
    r"\b(?:no|not|never|neither|nor|without|if|whether|unless|from)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
DENIED = kept_pattern(r"\b(?P<phrase>(?P<once>no longer)|not|never)\s+(?:\w+\s+)?$", re.IGNORECASE)
"""Matched against the words before a comparison: it is not so; with ``once``, it was so before."""


def compared_in(text: str) -> tuple[Way, int, int] | None:
    """The comparison that words right before a figure make, whether or not they deny it.

    None where they only suppose it: ``if``, ``whether``, ``without``.
    """
    return _not_supposed(text, AGAINST)


def compared_by_name(text: str) -> tuple[Way, int, int] | None:
    """The same where the other is named before its figure: ``less than Spain ({{ spain }})``."""
    return _not_supposed(text, NAMED_AGAINST)


def _not_supposed(
    text: str, table: Iterable[tuple[Way, re.Pattern[str]]]
) -> tuple[Way, int, int] | None:
    for way, pattern in table:
        if found := pattern.search(text):
            start, end = found.span("phrase")
            is_open = _NEGATED.search(text[:start]) and not DENIED.search(text[:start])
            return None if is_open else (way, start, end)
    return None


def phrase_in(
    text: str, table: Iterable[tuple[Way, re.Pattern[str]]]
) -> tuple[Way, int, int] | None:
    """What the words claim, and where in ``text`` the phrase stands; none where it is negated."""
    for way, pattern in table:
        if found := pattern.search(text):
            if _NEGATED.search(text[: found.start("phrase")]):
                return None
            return way, found.start("phrase"), found.end("phrase")
    return None
