"""Words that say whether a whole lies with few or is spread over many: ``held by few``, ``in many hands``.

In titles such words have no verb of movement and no figure, and claim as much as a number does.
"""

from __future__ import annotations

from briefing.language.word_search import at_words

_ONLY = r"(?:(?:only|just|but|no more than|a|an|the|very|too|so|mere) ){0,2}"
_FEW = rf"{_ONLY}(?:few|handful|small number|select few|couple|same few|lucky few)"
_ONE = rf"{_ONLY}(?:one|single|two|three|four|five|lone|same|top|big|biggest|largest)"
_WHO = (
    r"(?:countr(?:y|ies)|states?|firms?|compan(?:y|ies)|suppliers?|producers?|makers?|exporters?|importers?|buyers?|sellers?"
    r"|customers?|markets?|partners?|players?|owners?|landlords?|landowners?|famil(?:y|ies)|banks?|chains?|brands?|groups?|regions?"
    r"|cit(?:y|ies)|councils?|part(?:y|ies)|plants?|mines?|ports?|carriers?|airlines?|operators?|providers?|employers?|donors?"
    r"|lenders?|crops?|products?|fuels?|goods|industr(?:y|ies)|sectors?|members?|people|households|hands|giants?)"
)
_DONE = (
    r"(?:held|owned|controlled|dominated|governed|ruled|cornered|monopolised|monopolized|shared|mined|made|produced|grown|supplied"
    r"|sold|bought|run|earned|captured|taken|used|led|handled|built|spent|given|cast|done|farmed|claimed|caused|consumed|issued|paid|won)"
)
_BE = r"(?:is|are|was|were|been|be|remains?|remained|stays?|stayed|became|becomes?|lies?|lay|rests?|rested)"

WITH_FEW = at_words(
    rf"{_DONE} (?:almost |mainly |mostly |largely |entirely |chiefly )?by {_FEW}(?! (?:days|weeks|hours|years|minutes)\b)"
    rf"|(?:controlled|dominated|governed|ruled|cornered|monopoli[sz]ed) (?:\w+ly )?by\b"
    rf"|in (?:the )?(?:{_FEW}|{_ONE})(?: of)? (?:pairs? of )?hands\b"
    rf"|in the hands of (?:{_FEW}|{_ONE})\b"
    rf"|dominat(?:es|ed)\b(?! by)|(?<!to )dominate\b|(?:market )?dominance (?:by|of) (?!the (?:law|constitution))"
    rf"|(?:near-|virtual |effective |quasi-)?(?:mono|duo|oligo)poly of\b"
    rf"|(?:ha[sd]|have|holds?|held|enjoys?|enjoyed) (?:\w+ )?(?:a|an) (?:near-|near |virtual |effective |quasi-)?(?:mono|duo|oligo)poly\b"
    rf"|{_BE} (?:\w+ly )?concentrated (?:in|among|with|at)\b"
    rf"|(?:very|highly|heavily|strongly|tightly|extremely|increasingly|dangerously|geographically) concentrated\b(?! (?:acid|solution))"
    rf"|(?:a|the) concentrated (?:market|industry|sector|supply|trade|ownership)"
    rf"|(?:depend(?:s|ed|ent|ence|ing)?|rel(?:y|ies|ied|iant|iance|ying)|hang(?:s|ing)?|rest(?:s|ed|ing)?) (?:\w+ly )?(?:up)?on (?:{_FEW}|{_ONE}) {_WHO}\b"
    rf"|(?:^|(?<=[:;.!?] ))concentrated (?:in|among|with|at)\b"
    rf"|{_ONE} {_WHO} (?:dominat|control|rul|own|hold|suppl|produc)\w*\b",
)
"""Most of it lies with few or with one."""
OVER_MANY = at_words(
    rf"in (?:so |too |very )?(?:many|several|countless) (?:different )?hands\b"
    r"|(?:spread|shared|divided|split|distributed|scattered) (?:out )?(?:thinly |widely |evenly |equally )?(?:over|across|among|between|around)"
    r" (?:so |very )?(?:many|countless|numerous)\b"
    r"|(?<!un)(?:evenly|equally|widely|broadly|thinly) (?:spread|shared|distributed|held|owned|dispersed|divided|split)\b"
    r"|(?:spread|shared|distributed|split|divided) (?:out )?(?:evenly|equally|widely|broadly|thinly)\b"
    rf"|no (?:one|single) {_WHO} dominat\w+",
)
"""It lies with many, none of whom has much."""
OF_FEW = 1_800
"""Above this index of concentration a whole lies with few (U.S. Merger Guidelines, 2023)."""
OF_MANY = 1_000
"""Below this one it lies with many."""
