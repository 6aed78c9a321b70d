"""Words that claim how things compare, stand and are shared out: comparatives, ranks, states, parts."""

from __future__ import annotations

from briefing.language.inflection import alternatives, comparative, superlative, verbs
from briefing.language.word_search import at_words

_SIZES = (
    "high,low,large,small,big,great,cheap,dear,heavy,fast,slow,weak,strong,steep,deep,wide,narrow,long,short"
    ",costly,scarce,rare,busy,warm,hot,cold,wet,dry,safe,deadly,tight,dense,bleak,bright,clean,dirty,young"
    ",rich,poor,wealthy,healthy,sick,late,early,old,thin,thick,rough,smooth,harsh,mild,tough,close,few"
)
_ADJECTIVES = tuple(_SIZES.split(","))
_OF_PEOPLE = frozenset(
    {"young", "rich", "poor", "wealthy", "sick", "old", "late", "early", "close", "few"}
)
"""Superlatives that name a class of people or a time rather than a rank: ``the poorest``."""
_OF_DEGREE = (
    r"(?:more|less) (?:common|widespread|expensive|frequent|likely|prevalent|productive|dependent|generous"
    r"|unequal|affordable|plentiful|popular|numerous|concentrated|severe|volatile|abundant|crowded|polluted"
    r"|efficient|equal|dangerous|profitable|competitive|stable|intense|acute)"
)
_HIGHER = alternatives([*(comparative(one) for one in _ADJECTIVES), "better", "worse", "further"])
_HIGHEST = alternatives(
    [*(superlative(one) for one in _ADJECTIVES if one not in _OF_PEOPLE), "worst"]
)
_MOST = alternatives([*(superlative(one) for one in _ADJECTIVES), "worst", "best"])
_RIVALS = verbs(
    "overtake, outpace, outstrip, surpass, outnumber, outsell, outperform, outspend, outgrow, outrank, outdo, outrun,"
    "dwarf, exceed, eclipse, leapfrog, lag behind, fall behind, catch up, trail behind, pull ahead, underperform"
)
_AHEAD = alternatives(
    form for one in _RIVALS for form in (one.base, one.now, one.past, one.participle, one.going)
)
_VERY = r"(?:(?:still|now|also|again|even|already|far|much|slightly|somewhat|well|a little|rather|\w+ly) ){0,2}"
_BE = r"(?:is|are|was|were|been|remains?|remained|stays?|stayed|becomes?|became|becoming|gets?|got|getting|grows?|grew)"
_NOT_RANKED = (
    r"(?! (?:possible|available|practice|court|authority|standards?|priority|priorities|quality|interests?|way"
    r"|means|bids?|tenders?|offers?|bidder|common|education|level of (?:court|government)|courts|degree of|extent|care|time limit|notice))"
)
_PEERS = (
    r"(?:the|its|our|their|all|both|most) (?:\w+ )?(?:world|ranking|rankings|table|tables|field|league|list|region|bloc"
    r"|union|pack|way|continent|nation|country|peers?|rivals?|neighbou?rs?|competitors?|average|mean|rest)"
)
_LEADING = (
    r"causes?|sources?|suppliers?|buyers?|exporters?|importers?|producers?|markets?|destinations?|employers?"
    r"|killers?|drivers?|partners?|customers?|owners?|crops?|fuels?|lenders?|donors?|forms?|contributors?|makers?"
)
_MEASURE = (
    r"(?:(?:the|its|their|our|last) )?(?:\w+ ){0,2}(?:mean|average|median|forecasts?|trend|targets?|expectations?|norm"
    r"|par|inflation|peak|capacity|plan|levels?)"
)
_GETS = (
    "has|have|had|holds?|held|wins?|won|g[eo]ts?|takes?|took|records?|recorded|reports?|reported|counts?|counted|shows?|showed"
    "|sees?|saw|draws?|drew|sells?|sold|employs?|employed|buil[dt]s?|treats?|treated|teach(?:es)?|taught|attracts?|attracted"
    "|receives?|received|registers?|registered|adds?|added|makes?|made|delivers?|delivered|returns?|returned|cast"
)
_STATE = (
    r"flat|unchanged|stable|steady|stagnant|static|subdued|sluggish|buoyant|depressed|rife|rampant"
    r"|negligible|stuck|in balance|scarce|at a standstill"
)
_SIZED_ALONE = "high|low|weak|strong|scarce|rare|tight|sluggish|expensive|widespread|robust|fragile|volatile|common|modest"
_SIZED = alternatives(_ADJECTIVES)

COMPARISON = at_words(
    rf"\b(?<!no )(?<!not )(?<!any )(?<!be )(?:{_HIGHER}|(?:more|less) (?!an? )(?:[a-z]+ )?[a-z]+|(?:fewer|less) [a-z]+)"
    r" (?:\w+ ){0,3}?than\b"
    r"(?! (?:necessary|needed|required|planned|allowed|permitted|usual|one|that|cure|ever before seen|sorry))"
    rf"|\b(?<!should )(?<!to be ){_BE} {_VERY}(?:{_HIGHER}|{_OF_DEGREE})\b"
    r"(?! (?:than|to\b|known|placed|suited|regulated|defined|education|if|a matter|or\b))"
    r"|\b(?:earn|pa(?:y|id)|spen[dt]|buy|cost|eat|drink|use|work|save|receive|sell|import|export|consume|produce|drive"
    r"|weigh|own|owe|charge|lend|borrow|live|last|wait)(?:s|ed)? (?:far |much |even |slightly |\w+ly )?(?:less|more|fewer)\b(?! than (?:one|\d))"
    rf"|\b(?:the|its|our|their|world's|union's|region's|country's|nation's|continent's|sector's|industry's|by far the)"
    rf" (?:single )?(?:{_HIGHEST})(?:-\w+)?\b{_NOT_RANKED}"
    rf"|\b(?:(?:country|region|nation|continent|world|sector|industry|union)'s|by far the|is the|are the|remains the"
    rf"|has the|have the|its|one of the) (?:single )?(?:{_MOST})(?:-\w+)?\b{_NOT_RANKED}"
    rf"|(?:^|(?<=[.!:] ))(?:{_HIGHEST}) (?:\w+ ){{1,4}}?(?:in|of|on|for|among|since|outside)\b"
    r"|\b(?:highest|lowest|largest|smallest|biggest|worst|best|fastest|slowest|weakest|strongest)(?: \w+){0,2}"
    r" (?:on record|ever|since|in (?:the )?(?:history|world|europe|years|decades|a decade|a generation|memory)"
    r"|of (?:all|any))\b"
    r"|\b(?:longer|higher|lower|more|cheaper|bigger|worse|better|hotter) than ever\b"
    r"|\b(?:fastest|slowest) (?:in|among|where|of)\b"
    r"|\b(?:spends?|spent|earns?|pays?|paid|gains?|gained|lost|loses?|grew|grows?|fell|rose|suffers?|suffered|produces?"
    r"|imports?|exports?) the (?:most|least)\b"
    rf"|\b(?:{_GETS}) (?:by far )?the (?:most|least)(?= (?!of\b|from\b|out\b|recent|important|appropriate|suitable|likely|vulnerable)"
    rf"(?:[a-z-]+s\b(?<!ss)|people|children|women|men|money|water|staff|land|energy|power)|[.,;:]|\s*$|\s*\ue004)"
    r"|\bthe fewest\b(?! (?:possible|words|steps|changes|assumptions)\b)"
    rf"|\b(?:leads?|led|comes? out on top|came out on top),? (?:with|at|on)(?= (?:about |around |just |nearly )?\ue004)"
    r"|\b(?:in|into|tak(?:es?|ing)|took|keeps?|kept|holds?|held) the lead\b(?! (?:up|on|in|role|author|department|agency|for)\b)"
    r"|\b(?:among|remains?|is|are|was|were|still) the (?:most|least) (?:common|widespread|expensive|generous|unequal"
    r"|productive|populous|polluted|indebted|dependent|affordable|efficient|crowded|likely|frequent|prevalent)\b"
    r"|\b(?:ranks?|ranked|came|comes?|placed|finish(?:es|ed)?|ends?|ended) (?:\w+ )?(?:first|second|third|fourth|fifth|last"
    r"|top|bottom|\d+(?:st|nd|rd|th))\b(?! (?:of all|and foremost|in line))"
    rf"|\b(?:leads?|led|tops?|topped|trails?|trailed|lags?|lagged|leading|trailing|beats?) {_PEERS}\b"
    rf"|\b(?<!which )(?<!that )(?<!who )(?:{_AHEAD})\b(?! (?:the|any|a|this|that|its|their) (?:limits?|thresholds?|ceiling"
    r"|cap|maximum|powers|mandate|remit|authority|quota|allowance)\b| (?:with|on) (?:the|my|our) (?:law|reading|work))"
    r"|\b(?:keep|keeps|kept|keeping) (?:pace|up) with (?!the law|developments)"
    rf"|\b(?:leading|dominant|biggest|largest|foremost|top) (?:{_LEADING})\b"
    rf"|\b(?:is|are|remains?|as|was|still|becomes?|became|become) the (?:main|chief|principal|primary) (?:{_LEADING})\b"
    r"(?! of (?:law|data|error|information|our|these|the data))"
    r"|\bno longer (?:the|among|keeps?|leads?|dominates?|grows?|rises?|falls?|(?:ris|fall|grow|shrink|declin|improv)ing)\b"
    r"(?! (?:law|case|rule))"
    rf"|\bstill the (?:\w+ )?(?:{_MOST}|leader|main|dominant|leading|norm)\b"
    rf"|\b{_BE} (?:{_VERY})(?:{_STATE})\b(?! (?:as|for all|person|rate|tax|in law))"
    r"|\b(?:was|were) (?:still )?the same\b(?! (?:as|for|person|in law))"
    r"|\b(?:hold|holds|held|keep|kept|stood|stayed) (?:\w+ly )?(?:steady|firm|flat|still|level)\b"
    r"|\b(?:virtually|largely|broadly|almost|practically|roughly|little) (?:the same|unchanged|changed|flat|stable)\b"
    r"|\bback (?:to|at|above|below|near) (?:where (?:it|they)|(?:the|its|their) (?:[\w-]+ ){0,2}(?:levels?|peak|trend|average))\b"
    r"|\b(?:hit|hits|struck)(?: [a-z]+){0,3} hardest\b|\bhardest hit\b|\b(?:fares?|fared|did|does|do) (?:far |much )?(?:better|worse)\b"
    r"|\b(?:little|nothing|not much) (?:has|had) changed\b|\b(?:hardly|barely|scarcely) (?:changed|moved|budged|risen|fallen)\b"
    rf"|\b{_BE} {_VERY}(?:{_SIZED_ALONE})(?=[.,;]|\s*$| (?:in|among|across|at|again) )(?! (?:in (?:law|principle|the case)|at (?:hand|heart)))"
    rf"|^(?!better |higher education|lower house|older people|lower secondary|upper secondary)(?:{_HIGHER}) (?:[a-z]+ )?[a-z]{{3,}}"
    r"(?: (?:in|of|for|among|across|on) [^.]*)?$"
    r"|\byet to (?:return|recover|reach|match|regain|catch up|fall|rise|peak)\b"
    r"|\breturn(?:s|ed|ing)? to (?:the|its|their) (?:earlier|former|previous|old|pre-\w+) (?:\w+ )?(?:levels?|peak|trend)\b"
    rf"|\b(?:is|are|was|were|came in|comes in|stands?|stood|ran|runs?|running|remains?|remained|stays?|stayed|sits?|lies?)"
    rf" {_VERY}(?:above|below|over|under|beyond|short of|close to|near) {_MEASURE}\b"
    rf"|\b(?:far|much|way) too (?:{_SIZED}|many|much|little|expensive|common)\b"
    r"|\b(?:is|are|was|were|remains?) too (?:high|low|few|many|scarce|slow)\b"
    rf"|\b(?:{_SIZED}) by (?:international|european|historical|regional|national|world|any|past|global) (?:standards?"
    r"|comparison)\b"
    r"|\b(?:nearly|almost|just|not|about|half|roughly) as (?!soon|well|long|far|if|possible)[a-z]+ (?:\w+ ){0,3}?as\b",
)
"""A comparison, rank or state: ``is higher``, ``the leading cause``, ``was unchanged``, ``outsell``."""

_MASSES = r"share|proportion|part|fraction|portion|number|percentage|chunk|slice|swathe|amount"
QUANTITY = at_words(
    r"\b(?:hardly|scarcely|barely) (?:any(?:one|body|thing|where)?|an?|ever|a single|one)\b"
    r"|\bnot (?:a single|one(?= of)|many (?=[a-z]+s\b))"
    r"|\b(?:the|its) (?:great |vast )?(?:bulk|lion['’]s share|better part|preponderance) of (?!(?:the |this )?"
    r"(?:law|text|brief|chapter|section|report|paper|year|day|world|session|act))"
    r"|\b(?:a|an|the) (?:mere |tiny |small |minute |mere )*(?:handful|sliver|trickle|fraction|smattering|glut|dearth|scarcity)"
    r" of\b"
    rf"|\b(?:a|an|the) (?:\w+ly )?(?:overwhelming|large|small|tiny|sizeable|sizable|growing|rising|shrinking|falling|dwindling"
    rf"|substantial|big|significant|considerable|huge|modest|disproportionate|increasing|declining|high|low|minor|major)"
    rf" (?:and \w+ )?(?:{_MASSES})s? of\b(?! (?:variables|factors|ways|observations|parameters|topics|bodies|subjects|sources))"
    r"|\b(?:very|relatively|too|so|precious|comparatively) few\b|\b(?:very|precious|too|so|relatively) little(?= of|"
    r" (?:money|rain|progress|investment|land|water|aid))"
    r"|(?:^|(?<=[.!?:;,] )|\b(?:only|but|and|while|where) )(?<!quite a )few (?:of (?:the|its|our|these)|(?!of\b|have\b|are\b|will\b)(?:[\w-]+ ){0,2}?[a-z]{3,}s\b(?<!ss)"
    r"|people|children|women|men)"
    r"|\b(?:much of (?:the|its|their|our)|plenty of|countless|numerous|too many)\b(?! (?:law|text|time|world|debate|work|ways))"
    r"|(?:^|(?<=[.!?] ))many (?:\w+ )?(?!thanks|times|years|options|reasons|ways|factors|studies|authors|commentators"
    r"|bodies|respondents|sources|terms|steps|questions|provisions|laws|acts|measures|rules|methods|kinds|points|groups)[a-z]{3,}s\b(?<!ss)"
    r"|\b(?<!no )(?<!not )(?<!nor )fewer (?!than |where |or |of |if )(?:and fewer )?[a-z]+"
    r"|\b(?:ever |far |many |even )(?:more|fewer|less) (?:of the )?[a-z]{3,}s?\b"
    r"|\b(?:more and more|less and less|fewer and fewer|increasingly (?:common|rare|scarce|expensive|dependent))\b"
    r"|\b(?:every|no) (?!better |other |such |further |one |member |party |parties )(?:\w+ ){1,3}(?:has|have) (?!to |a |an |the |been\b)"
    r"(?!one\b)(?!\w+ (?:an?|the) (?:right|duty|vote|say))[a-z]+(?:ed|en|ft|st|ne|wn)\b",
)
"""A part or amount without a figure: ``the bulk of``, ``hardly any``, ``few councils``."""
