"""Words that claim that something moved: verbs in all tenses and voices, and nouns of movement."""

from __future__ import annotations

from briefing.language.inflection import Verb, alternatives, verbs
from briefing.language.word_search import at_words

_PLAIN = verbs(
    "rise, fall, grow, shrink, sink, surge, soar, plunge, plummet, slump, tumble, jump, drop, climb,"
    "collapse, spike, crash, dip, skyrocket, rocket, rebound, dwindle, balloon, mushroom, stagnate,"
    "plateau, deteriorate, nosedive, leap, dry up, bottom out, take off, fluctuate, ebb, snowball"
)
"""Verbs whose past tense speaks of a movement wherever it stands."""
_ALSO_ADJECTIVES = verbs(
    "increase, decrease, decline, improve, worsen, widen, narrow, expand, contract, weaken, strengthen,"
    "slow, ease, recover, accelerate, escalate, diminish, peak, swell, pick up, lessen, soften, deepen,"
    "intensify, stabilise, abate, flatten, subside, wane, taper off, lengthen, shorten, trail off, tail off, quicken,"
    "decelerate, erode, proliferate, spiral, level off, even out, shoot up, go up, come down, dwindle away"
)
"""Verbs whose past tense is an adjective where it stands before a noun: ``increased scrutiny``."""
_ALSO_DONE = verbs("multiply, mount, thin, vanish, stall, slip, slide, cool, tighten, rally")
"""Verbs that have another sense where something is done: ``cameras were mounted``."""
_CHANGED = verbs(
    "reduce, lower, trim, boost, deplete, push up, push down, wipe out, slash, squeeze, drive up, drive down,"
    "cut back, bring down, scale back, dent, inflate, erode, choke off, whittle down, run down, buoy, curtail, whittle away, pare back, chip away, hollow out"
)
"""Verbs of somebody who moves a figure: ``was trimmed``."""


def _forms(kinds: tuple[tuple[Verb, ...], ...], form: str) -> str:
    words = [str(getattr(one, form)) for kind in kinds for one in kind]
    spelled = [one.replace("veled", "velled").replace("veling", "velling") for one in words]
    return alternatives((*words, *spelled))


_ALL = (_PLAIN, _ALSO_ADJECTIVES, _ALSO_DONE)
_PAST = _forms((_PLAIN,), "past")
_MAYBE_PAST = _forms((_ALSO_ADJECTIVES, _ALSO_DONE), "past")
_PARTICIPLE = alternatives(
    f"{_forms(_ALL, 'participle')}|{_forms(_ALL, 'past')}|gone down|dropped off".split("|")
)
_GOING = _forms(_ALL, "going") + (
    r"|going down|trending (?:up|down)\w*|doubling|tripling|halving|spiralling|gaining ground"
    r"|(?:losing|gaining) (?:market share|ground|momentum|steam|jobs)|making a comeback|catching up"
    r"|running (?:out|low|short)"
)
_NOW = _forms((_PLAIN, _ALSO_ADJECTIVES), "now")
_BASE = _forms(_ALL, "base")
_AFTER = (
    r"(?=[.;!]|,|$| (?:\w+ly\b|every |each |further\b|again\b|fast\b|once more|year |month |and |but |while"
    r" |still |more ))"
)
_ADVERB = r"(?:(?:\w+ly|also|again|now|still|since|not|all|been|already|never|once more|even|yet|often) ){0,2}"
_NOUN = (
    "fall|rise|drop|increase|decrease|decline|growth|gain|loss|jump|surge|slump|plunge|collapse|recovery"
    "|rebound|contraction|expansion|slowdown|upturn|downturn|acceleration|deterioration|improvement"
    "|reduction|slide|dip|spike|upswing|crash|boom|leap|upsurge|uptick|decrease|hike|squeeze|setback"
)
_STRONG = (
    "sharp|steep|steady|marked|strong|rapid|slight|big|dramatic|sudden|continued|record|huge|large|modest"
    "|small|notable|significant|substantial|massive|double-digit|clear|swift|gradual|severe|robust"
    "|remarkable|pronounced|spectacular|slow|unprecedented|considerable|solid|rare|long|weak|stalled|brisk"
    "|sluggish|sustained|renewed|further"
)
_SET_FEES = r"(?:(?:the|this|a) )?(?:fees?|dut(?:y|ies)|tariffs?|lev(?:y|ies)|thresholds?|fines?|sentences?|scope)\b"
_PRESENT_ALONE = (
    "rise|fall|climb|drop|soar|slump|surge|plunge|tumble|jump|sink|shrink|grow|slide|slip|collapse|rebound"
    "|recover|stagnate|dwindle|worsen|widen|narrow|improve|ease|dry up|take off|bottom out|pick up|level off|nosedive|rise|deepen|intensify|mount|lengthen"
)
_SAYING = (
    r"(?! (?:under|within|outside|into place|the (?:ranks|ladder|shelf|stairs)|from the (?:agenda|list)|to (?:the )?(?:court|minister|parliament|challenge|occasion"
    r"|task)\w*|out\b|through the (?:net|cracks)))"
)
TREND_WORD = at_words(
    rf"\b(?!(?-i:Rose [A-Z]))(?!jumped to conclusions|dropped (?:out|the|off the|by the))(?:{_PAST})\b{_SAYING}"
    rf"|\b(?:has|have|had|having) {_ADVERB}(?:{_PARTICIPLE})\b(?! (?:out of|to the|under the (?:act|law|rules|scope)))"
    rf"|\b(?:is|are|was|were|been|keeps?|kept|remains?) {_ADVERB}(?:{_GOING})\b{_SAYING}"
    r"|\b(?:is|are|was|were) (?:sharply |slightly |well |far |again |now )?(?:up|down)\b(?! (?:to|for|with|and))"
    rf"|(?<=\w )(?<!\ban )(?<!\ba )(?<!\bthe )(?<!\bof )(?<!\bfor )(?<!\bwith )(?<!\bby )(?<!\bto )"
    rf"(?<!\btheir )(?<!\bits )(?<!\bour )(?<!\band )(?<!\bor )(?<!\bmore )(?<!\bin )(?<!\bbe )(?<!\bthrough )"
    rf"(?!(?<=\bis |re |as )(?:{_forms((_ALSO_DONE,), 'past')}))"
    rf"(?:{_MAYBE_PAST})\b(?! (?:how|what|the way|access|scrutiny|risk|controls?|powers|the (?:scope|scheme|mandate)|(?:in|on|to|from)to\b))"
    rf"|(?<=\w )(?:{_NOW})\b{_AFTER}"
    rf"|(?<=[a-z]s )(?:{_PRESENT_ALONE})(?:\s*$| (?:again|further|sharply|steadily|slightly|fast|faster|rapidly)\b)"
    rf"|(?<=[a-z]s )(?:{_GOING})(?:\s*$| (?:again|further|sharply|steadily|slightly|fast|faster|rapidly)\b)"
    r"|\b(?:was|were|been|being) (?:\w+ly )?"
    rf"(?:{_forms((_CHANGED,), 'participle')}|cut(?! (?:short|from|off|out|into|loose|to length)))\b"
    r"|\b(?:went|goes|gone|came|comes|moved|edged|crept|inched|ticked|shot|trended|headed|swung|turned|drifted"
    r"|nudged|pushed)"
    r" (?:back |further |sharply |steadily |slightly )?(?:down(?:wards?)?|up(?:wards?)|higher|lower)\b"
    r"|\b(?:rise|fall|grow|shrink|increase|decrease|decline) (?:every|each) (?:year|month|quarter|week)\b"
    r"|\bthere (?:are|were|was|is) (?:now |still )?(?:fewer|more|less)\b"
    r"|\b(?:went|goes|gone|edged|crept|inched|ticked|shot) (?:back |further |sharply )?up\b"
    rf"|\b(?:continues?|continued|began|begun|started|starts|keeps? on|stopped|ceased) (?:to )?(?:{_BASE}|{_GOING})\b(?! again,)"
    rf"|\b(?:a|an|the|this|that|another|its|their) (?:\w+ly )?(?:{_STRONG}) (?:\w+ )?(?:{_NOUN})\b"
    rf"|\b(?:{_STRONG}) (?:{_NOUN}) (?:in|of)\b"
    rf"|\b(?:a|an|the|this|that|another) (?:{_NOUN}) in (?!(?:{_SET_FEES}))"
    r"|\b(?:loses?|lost|gains?|gained|regained) (?:market share|ground|momentum|steam)\b"
    r"|\bgaps? [^.;!?]{0,90}?(?:has |have |is |are )?(?:closed|opened|shut|closing|opening)\b|\b(?:ran|runs?|running|pulled|pulls?) ahead of\b"
    r"|\b(?:an? )?(?:upward|downward|rising|falling) (?:trends?|path|trajectory|spiral|drift)\b|\btrend (?:is|was|has been) (?:up|down)\w*"
    r"|\b(?:hit|hits|reached|reaches) (?:a|an|its|their) (?:new |all-time )?(?:peak|low|high|trough|floor|ceiling)\b"
    r"|\bthrough the (?:roof|floor)\b"
    rf"|\b(?:expected|set|forecast|projected|predicted|likely|bound) to (?:{_BASE})\b"
    rf"|^(?!(?:improv|strengthen|expand|widen|narrow|eas|stabilis|stabiliz|increas|accelerat|lengthen|shorten|soften|deepen)ing)(?:{_GOING}) [a-z]+(?: [a-z]+)?(?: (?:in|of|among|across|for) [^.]*)?$"
    r"|\b(?:made|makes|making) a comeback\b"
    r"|\b(?:on the (?:rise|increase|wane|decline|up|mend)|in (?:steep |sharp |steady |long )?(?:decline|free fall|retreat)"
    r"|all-time (?:high|low|record|best|worst)s?|record (?:highs?|lows?|levels?|output|production|prices?|year"
    r"|numbers?|exports|imports|demand|sales|growth|profits?|deficits?|surplus)"
    r"|(?:a|new|another|set|hit|broke|breaking|reached|its) (?:new |all-time )?record\b(?! (?:of|for|high|low|\w+s)\b)"
    r"|at (?:a|an|its) (?:\w+-)?(?:\w+ )?(?:high|low)\b|unprecedented)\b",
)
"""A movement: ``has fallen``, ``are mounting``, ``was trimmed``, ``a surge in``."""
