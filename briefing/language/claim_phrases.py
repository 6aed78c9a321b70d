"""Set phrases that claim something of the data: new lows, ranks, ratios, rare and frequent, titles without a verb."""

from __future__ import annotations

from briefing.language.word_search import at_words

_NUMBERS = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred)"
_PLACES = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|top|bottom|joint \w+|\d+(?:st|nd|rd|th))"
_SIZES = (
    "high|low|large|small|big|cheap|expensive|costly|common|rare|likely|fast|slow|strong|weak|rich|poor|heavy|deadly|many|much|few"
    "|long|short|wide|steep|old|young|dirty|clean|safe|dangerous|frequent|productive|hot|cold|warm|dry|wet|good|bad"
)
_BE = r"(?:is|are|was|were|been|be|remains?|remained|stays?|stayed|became|becomes?|got|gets|lies?|lay|ran|runs?|stands?|stood|sits?|sat)"
_DEGREES = (
    "steady|slow|rapid|little|scant|minimal|good|solid|strong|weak|sluggish|patchy|uneven|limited|modest|brisk|zero|faltering"
    "|halting|fast|poor|negative|further|fresh|sharp|steep"
)

MOVED = at_words(
    r"\b(?:(?<![a-z] )growth|(?<!of )(?:the|this|that) (?:rise|fall|increase|decrease|decline|drop|gain|loss|growth|upturn|downturn|surge|slump)) (?:[a-z]+ly )?"
    r"(?:came|stemmed|resulted|was (?:\w+ly )?(?:driven|led|due|caused|fuelled|fueled)|is (?:\w+ly )?(?:driven|due)|owe[sd])\b"
    r"|\b(?:new|fresh|record|all-time|historic|multi-year|post-?war|[a-z]+-(?:year|month|decade|week)|\d+-(?:year|month|decade|week))"
    r" (?:highs?|lows?|heights?|depths?|peaks?|troughs?|nadir|bests?|worsts?)\b"
    r"|\b(?:from (?:boom to bust|bad to worse|feast to famine|strength to strength)|boom and bust|by leaps and bounds|hand over fist"
    r"|in free ?fall|on the (?:slide|skids|up|way (?:up|down|out|back))|going (?:downhill|backwards|nowhere)|(?:went|gone|goes)"
    r" (?:downhill|backwards|south|nowhere)|(?:at|to) a (?:crawl|standstill|halt)|in the (?:red|black)|(?:hit|hits|reach\w*) (?:rock bottom|the (?:floor|ceiling|buffers)|a (?:wall|plateau))"
    r"|run(?:s|ning)? out of (?:steam|room|money|road)|ran out of (?:steam|room|money|road)|turn(?:ed|s|ing) (?:the|a) corner|feel(?:s|ing)? the (?:squeeze|pinch|strain|heat)|felt the (?:squeeze|pinch|strain)|on the (?:ropes|rocks|back foot|march|run|brink)|(?:to|at) a (?:trickle|halt|standstill|crawl|stop)|in (?:poor|bad|good|rude) (?:health|shape|repair)|red ink|(?:at|hit|reached|near) rock[- ]bottom|running on (?:empty|fumes)|on (?:its|their) (?:last legs|way (?:out|up|down|back)))\b"
    r"|\b(?:turn(?:ed|s|ing)?|swung|went|goes|gone|slid|fell|moved|slipped|back) (?:in(?:to)? )?(?:negative|positive"
    r"|(?:a |the )?(?:\w+ )?(?:red|black|surplus|deficit|recession|reverse|arrears|decline|retreat)\b)"
    rf"|\b(?:{_DEGREES}) (?:progress|headway|recovery|advance|advances|growth|improvement|change)\b(?! (?:of (?:course|heart)|management"
    r"|agent|order|rate is|mindset))"
    r"|\b(?:post|record|register|report|see|saw|seen|suffer|enjoy|witness|bring|brought)"
    r"(?:ed|s)? (?:(?:a|an|its|their|the|another|some|no) )?(?:\w+ ){0,2}?(?:losses|gains|loss|drop|growth|rise|rises|increases?|falls?"
    r"|declines?|decreases?|drops|improvements?|upturns?|downturns?|recovery|surges?|slumps?|jumps?|dips?)\b"
    r"|\b(?:notch|rack|chalk|clock|pil|stack)(?:es|e|s|ed|ing)? up (?!a case|the (?:law|evidence))[a-z]+"
    r"|\b(?:pay(?:s|ing)?|paid) (?:through the nose|over the odds|dearly|a (?:high |heavy |steep )?(?:price|premium)|top (?:dollar|whack)|more|less)\b"
    r"|\bcost(?:s|ing)? (?:an arm and a leg|the earth|a (?:small )?fortune|a packet|a bomb|dear(?:ly)?|next to nothing|a pittance)\b"
    r"|\b(?:set|sets|setting) (?:\w+ ){1,3}back (?:more|less|over|several|a lot)\b"
    r"|\b(?:what|where|than|as) (?:it|they|he|she) (?:was|were|used to be|had been|once (?:was|were)|stood)\b|\bshadow of (?:its|their|what)\b"
    r"|\b(?:is|are|was|were|been|being|got) (?:\w+ly )?(?:trounced|routed|thrashed|hammered|wiped out|overtaken|outspent|eclipsed|dwarfed|surpassed|overshadowed|supplanted"
    r"|squeezed out|crowded out|beaten (?!path)|battered|humbled|crushed|decimated|devastated|gutted|ravaged|outnumbered|outpaced|outgunned|outstripped|outvoted|dented|dogged by|plagued by)\b"
    r"|\b(?:run|ran|runs|running|number|numbers|numbered|totalled) (?:in(?:to)?) (?:the )?(?:years|hundreds|thousands|millions|billions|dozens)\b"
    r"|\b(?:at|to|above|below|near) (?:\w+ )?(?:crisis|record|dangerous|historic|emergency|alarming|critical|pre-\w+|recession|wartime"
    r"|unsustainable|danger) levels?\b|\b(?:has|have) become (?:an?) (?!member|party|signatory|matter|state|law|legal)[a-z]+"
    r"|\b(?:take|takes|took|taking|taken) (?:longer|more (?:time|hours|days|months|years)|less time)\b"
    r"|\b(?:is|are|was|were|been) (?:making|leaving|rendering|driving|pushing|keeping) (?:\w+ ){1,4}?(?:out of|un\w+able|\w+er|harder|poor|costly|scarce|high|low|up|down)\b"
    r"|\b(?:lost|loses|losing|regained|kept|keeps|squandered|extended|extends) (?:its|their|his|her|the) (?:\w+ )?(?:lead|edge|crown|advantage|majority|ground|share)\b"
    r"|\b(?:won|lost) (?:\w+ly|big|outright|heavily|narrowly|seats|votes|ground|support)\b"
    r"|\bpressures? (?:is|are|was|were) (?:building|mounting|easing)\b|\b(?:building|returning|back) to (?:more )?normal\b"
    r"|\b(?:shows?|showed|showing|there (?:is|are|was|were)) (?:no|little|few|every) (?:sign|signs|let-up)\b"
    r"|\btighten(?:s|ed|ing)? (?:its|their) grip\b|\b(?:beats?|miss(?:es|ed)?|topped|tops|exceed(?:s|ed)?) (?:all |the )?(?:forecasts?|expectations)\b"
    r"|\b(?:been|was|is|were|shows?|showed|saw|seen|with|and|recorded|reported) (?:no|little|hardly any) (?:\w+ ){0,2}?change\b(?! (?:of|to|is|was|may|can|should|that|for|will))"
    r"|(?<!\bof )(?<!\bfor )(?<!\bto )(?<!\bany )(?<!\bfrom )(?<!\bagainst )(?<!\bno )(?<!\bfuture )(?<!\bavoid )(?<!\bprevent )(?<!\blimit )(?<!\bwith )\b(?:rises|falls|increases|decreases|declines|drops|reductions|losses|gains|surges|slumps|dips|jumps) in (?!question|fees|tax\b|the (?:fee|levy|threshold|charge)s?\b)"
    r"|\b(?:rises|falls|increases|decreases|declines|drops|reductions|losses|gains|improvements) (?:\w+ )?(?:was|were) (?:seen|recorded|evident|widespread|observed|reported|noted|visible|driven|concentrated)\b"
    r"|\b(?:driving|pushing|pulling|dragging|bringing|forcing|sending|holding|keeping) (?:up|down) (?:the )?[a-z]+"
    r"|\binto (?:\w+ )?(?:decline|retreat|recession|arrears|deficit|surplus|insolvency)\b"
    r"|\b(?:at|to) (?:about |roughly |almost )?(?:the same|a similar|its usual|their usual) (?:levels?|rates?|pace)\b"
    r"|\b(?:unprecedented|historic|ever-(?:growing|rising|increasing|shrinking|widening|deeper|higher|larger|longer))\b",
)
"""A movement in a set phrase: ``a ten-year high``, ``from bad to worse``, ``posted a loss``."""

RANKED = at_words(
    r"\b(?:gain(?:s|ed|ing)? (?:ground )?on|clos(?:es|ed|ing) in on|los(?:t|es|ing) ground to|(?:trad|chang|swapp?)(?:e|es|ed|ing) places)\b(?! (?:land|sea|points? of))|"
    rf"\b(?:in|to|at|into|takes?|took|taken|holds?|held|from|claims?|claimed|kept|lost|won) (?:the )?{_PLACES}"
    r"[- ](?:place|position|spot|rank)\b"
    r"|\b(?:at|near|close to|from|to|towards?|in) the (?:very )?(?:top|bottom|foot|head) of (?:the|its|any|every|all|most|our|europe\w*)"
    r" (?:\w+ )?(?:table|tables|league|list|ranking|rankings|class|pile|range|field|world|distribution|scale|charts?)\b"
    r"|\b(?:second only to|second to none|unrivall?ed|unmatched|unparalleled|without (?:equal|parallel|precedent)|head and shoulders"
    r"|in a league of|a class apart|runners?-up|front-?runners?|laggards?|(?:the )?poor man of|sick man of|(?:the )?odd one out"
    r"|best-in-class|world-beating|world-leading|top of the (?:table|league|list|class))\b"
    r"|\b(?:best|worst|fastest|slowest|highest|lowest|largest|smallest|biggest|cheapest|dearest|hardest|least|most)"
    r"-(?!practice|case|favou?red|effort|before|hit by the law|known|needed)[a-z]+\b"
    rf"|\b{_BE} (?:\w+ ){{0,2}}?(?:ahead of|behind (?!bars|the (?:wheel|bill|idea|reform|scenes|law|plan|scheme|rule))|in front of (?!the"
    r" (?:court|committee|panel))|on a par with|level with|abreast of|at odds with the average|well below|well above|far below|far above)"
    r"|\b(?:lag|trail|fall|fell|fallen|slip|drop|come|came|run|ran|sit|sat|left)(?:s|ed|ped|ging|ing)?(?: \w+){1,5} behind\b"
    r" (?!bars|the (?:wheel|bill|idea|reform|scenes|law|plan|scheme|rule))"
    r"|\b(?:leads?|still leads|led) (?:on|in) (?!to|the (?:debate|talks|reform|case))|\b(?:leads|lead) by\b"
    r"|\b(?:nearly|almost|virtually|practically|broadly|roughly|largely|all but) (?:identical|equal|alike|uniform|universal|extinct|complete|absent"
    r"|empty|full)\b|\b(?:several|many) times (?:what|that|as|the|higher|more|larger|over|its)\b"
    r"|\bout(?!lin|sourc|rag|fit|law|reach|let|put|ing|com|break|sid|go|stand|stretch|dat|look|er|cri|pati|post|flow|pour|burst|skirt|most|door|lay)"
    r"[a-z]{3,}(?:s|ed|ing)\b|\bout-(?!of|and|patient|turn|work|reach|sourc)[a-z]{3,}\b|\b(?:now|today) [a-z]+ (?:earlier|later|sooner)\b"
    r"|\b(?:far|well|way|years|decades|not far|just|lagging|falling|trailing|still) (?:ahead of|behind)\b"
    rf"|\bas (?:{_SIZES}) as (?!possible|needed|necessary|practicable|required|that|it is|they|we|you|the law|is (?:safe|reasonabl))"
    r"|\b(?:by a factor of|by an order of magnitude|orders of magnitude|by a (?:wide|large|narrow|comfortable|slim|considerable) margin)\b"
    rf"|\b{_NUMBERS}[- ]to[- ]one\b(?! (?:meeting|lesson|support|teaching|tuition|care|session))"
    r"|\b(?:an? |the )(?:[\w-]+ ){0,3}?(?:premium|advantage|lead|edge|head start|margin|penalty|discount|majority) over (?!time\b)"
    rf"|(?<!\bis )(?<!\bare )(?<!\band )(?:most|least) (?!likely|recent|notabl|important|probabl|certain|obvious|general|direct|close|clear|early|simpl|basical|general)[a-z]+ly\b"
    r"|\b(?:more|less) (?:often|frequently|quickly|slowly|rapidly|steeply|sharply|cheaply|widely|heavily|rarely|readily|evenly|unevenly"
    r"|efficiently|reliably|easily|severely|acutely)\b"
    r"|\bnever (?:before )?(?:been |had |have |has |was |were )?(?:been )?(?:so|this|as|more|fewer|less|higher|lower) (?:\w+)"
    r"|\bever[- ](?:[a-z]+er|more|less|fewer)\b|\bby a (?:whisker|hair|nose|mile|landslide|street|head)\b"
    r"|\b(?:smash|broke|break|beat|shatter|top|set)(?:s|es|ed|en|ped)? (?:all|every|previous|the|its|their|several|new) (?:\w+ )?records?\b"
    r"|\b(?:rac|pull|surg|forg|edg|mov|streak|storm|draw|stay|stayed|strid|nos|pow|shot|drew|drawn)(?:e|es|s|ed|ing|er|ers|ered)? ahead\b(?! with)"
    r"|\b(?:edged|pulled|moved|surged|crept|slipped|nosed|swept|shot|eased|stole) (?:past|out in front|clear of)\b"
    r"|\b(?:trails?|trailed|lags?|lagged) (?:in|on|by|badly)\b"
    r"|\b(?!no\b|not\b|nor\b|any\b|of\b|for\b|with\b|by\b|at\b|in\b|is\b|be\b|or\b|and\b|to\b|if\b|on\b|little\b|are\b|was\b|were\b|there\b)"
    r"[a-z]{3,} (?:less|more|fewer) than (?!one\b|\d|meets|just|enough|happy|ever before seen)"
    r"|\b(?:highest|lowest|largest|smallest|best|worst|longest|shortest|busiest|hottest|coldest|wettest|driest|cheapest|dearest)"
    r" (?:\w+ ){0,3}?(?:since|for|in) (?:(?:more than|over|nearly|almost|at least) )?(?:a|an|\d+|\w+teen|\w+ty|two|three|four|five|six|seven"
    r"|eight|nine|ten|many|the|living|records?) ?(?:years?|decades?|generations?|century|centuries|months?|memory|began|war|crisis)?\b"
    r"|\b(?:compared|relative|contrary) (?:to|with) (?:last|the (?:previous|year|same|national|average)|a (?:year|decade)|its peers)"
    r"|\b(?:trail|trails|trailed|lags?|lagged) (?:that|those|the|its|other|others|all|most|both|every|behind|far|well)\b"
    r"|\b(?:no other|nowhere (?:else|is|are|was|were|do|does)|unlike any(?:where)?|none of (?:the|its|our|these|those|them)|all but"
    r" (?!certain|the name|inevitable|impossible))\b"
    r"|\b(?:among|amongst|one of|some of|counts? among) (?:the|its|their|[a-z]+['’]s) (?!\w*(?:interest|forest|latest|honest|youngest|oldest|modest"
    r"|poorest)\b)(?:[a-z]{2,}est|worst|best|most [a-z]+|least [a-z]+)\b(?! practice)"
    rf"|\b{_BE} (?:\w+ )?(?:ahead|behind)(?=[.,;]|\s*$| (?:on|in) )|\b(?:better|worse) off\b|\bnowhere near\b"
    r"|\b(?:is|are|was|were|remains?|the) the (?:only|sole|first|last) (?:\w+ )?(?:country|state|region|city|county|district|nation|province|party"
    r"|sector|group|trust|school|hospital|town|economy|member)\b"
    r"|\b(?:is|are|was|were|remains?|runs?|ran|running|well|still) (?:on (?:course|track|target)|off (?:course|track|target)|(?:behind|ahead of) schedule"
    r"|(?:over|under|within) budget)\b|\b(?:up|down) (?:on|from) (?:last|a year|the year|the previous|its|their|a decade|where)\b"
    r"|\b(?:close to|near|nearing|approaching) (?:universal|zero|nil|collapse|extinction|breaking point|capacity|full employment|normal)\b"
    r"|\b(?:a|one of the|among the) leading (?:\w+ )?(?:causes?|reasons?|sources?|drivers?|killers?|producers?|suppliers?|exporters?|importers?)\b"
    r"|(?<!to )\b(?:met|miss(?:ed|es)|beat|hit|exceeded|achieved|overshot|undershot|reached|(?:short|shy|ahead) of) (?:[\w'’-]+ ){1,5}?(?:targets?|goals?)\b"
    r"|\b(?:g[ai]v(?:e|es|en|ing) (?:up|back)|hand(?:s|ed|ing) back|eras(?:e|es|ed|ing)|wip(?:e|es|ed|ing) out|par(?:e|es|ed|ing)|recoup\w*|consolidat\w+|surrender\w*|revers\w+|built on) (?:\w+ ){0,4}?(?:gains|losses|advances|rises|falls|increases)\b"
    r"|\b(?:far|well|just|still|way|badly|slightly) short of\b"
    r"|\b(?:ranks?|ranked|stands?|stood|placed|rates?|rated|scores?|scored|polls?|polled|sits?|sat|comes?|came) (?:well |far |just |now |still )?(?:below|above|behind|ahead of|alongside|higher|lower)\b(?! (?:the (?:law|line)|suspicion))"
    r"|\b(?:the|a) (?:much |far |slightly )?(?:smaller|larger|bigger|greater|lesser|better|lower|higher) (?:part|share|half|portion|slice|proportion|number|fraction)\b"
    r"|\b(?:unusually|exceptionally|abnormally|historically|stubbornly|worryingly|alarmingly|dangerously|uncommonly|remarkably|strikingly|comparatively|persistently|chronically|astonishingly|uncomfortably|punishingly|vanishingly|cripplingly|startlingly|disproportionately|extraordinarily|perilously|ruinously|painfully|shockingly|wildly|hugely|overly|unsustainably|record-\w+) (?!for\b|when\b|if\b|complex|difficult to|the\b)[a-z]{3,}\b"
    r"|\b(?:differ|differs|differed|var(?:y|ies|ied)) (?:very |only )?(?:little|widely|greatly|enormously|considerably|markedly|sharply|hugely|wildly|substantially|slightly|a lot|hardly)\b"
    r"|\bthe (?:very )?(?!inter|latest|honest|forest|request|harvest|invest|protest|contest|conquest|arrest|\w*west\b|test|rest\b|guest|quest|nest|best|modest|manifest|earnest|request|digest|tempest|priest|crest|chest|nearest|earliest|youngest|oldest|poorest|richest|wealthiest|sickest|needi|closest|fewest|simplest|easiest|eldest|neediest|broadest|strictest|fullest|highest court|earnest)[a-z]{2,}est\b(?! (?:possible|available|practice|court|authority|standards?|quality|priority|interests?|way|means|bids?|tenders?|of (?:these|those|the (?:two|three))))"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+|some|many|most|several|half) of the (?:\w+ ){0,2}?(?:\w+est|worst|best|top|leading|main|most|least)\b"
    r"|\b(?:is|are|was|were|remain(?:s|ed)?|proved|became) (?:\w+ )?(?:the|a|an) (?:\w+ ){0,2}?(?:stars?(?= of)|bright spots?|weak spots?|black ?spots?|hot ?spots?|weakest links?"
    r"|engines? of|outliers?|standouts?|power-?houses?|bellwethers?|drag on|backbone of|mainstay of|poor relations?|winners?|losers?|big(?:gest)? (?:winners?|losers?)|heavy-?weights?|also-rans?|stragglers?|pace-?setters?|trail-?blazers?)\b"
    r"|\b[a-z]+(?:ed|[aeou]ught|old|ook|ew|orn|rank|oke|ade|pent|aid|ent) (?:\w+ly |far |much |slightly |even |rather )?(?:less|more|fewer)(?= (?:for|in|on|at|from|during|this|last|after|per|each|every|again|abroad)\b|[.,;]|$)"
    r"|\b(?<!to )(?:cut|trimmed|slashed|boosted|raised|increased|reduced|lowered|doubled|halved|pared|curbed|expanded|upped|shrank|swelled|ran down|built up|scaled back|ramped up|stepped up|cut back|added to) (?:its|their|his|her) "
    r"(?!objections?|concerns?|voices?|hands?|losses\b|teeth|visit|scope|name)[a-z]+"
    r"|\b(?:moved|turned|tilted|swung|shifted|went|gone|tipped|running|ran) (?:sharply |decisively |further )?(?:against|in favou?r of|in (?:its|their) favou?r|away from|the (?:other|wrong|right) way)\b(?! (?:the (?:idea|plan|bill|proposal|motion)))"
    r"|\b(?:more than|partly|partially|fully|largely|mostly|only partly) offset\b|\b(?:leav(?:e|es|ing)|left) (?!no )(?:[\w()\ue004]+ ){1,3}behind\b|\b(?:is|are|was|were|back|fell|rose|turned|still|now) (?:well |far |just )?(?:above|below) zero\b"
    r"|(?<=[a-z]s )short of (?!breath|the (?:standard|threshold|definition|test|duty))"
    r"|\b(?:covers?|accounts? for|takes? up|makes? up|swallows?|absorbs?) (?:large|vast|huge|great|whole|most|ever larger) (?:parts?|swathes?|chunks?|shares?|tracts?)\b"
    r"|\b(?:more|fewer|less|[a-z]+er) [a-z]+ (?:each|every|with each|by the) (?:passing )?(?:year|month|week|decade|season|day)\b"
    r"|\b[a-z]+ by (?:international|european|historical|regional|national|world|any|past|global|british|american|oecd|western) (?:standards?|comparison)\b"
    r"|\bno longer (?:above|below|ahead|behind|over|under|level|an? (?!member|party|state|valid)|(?:\w+ly )?(?:rare|scarce|common|uncommon|unusual|cheap|expensive|affordable|high|low|poor|rich|safe|alone|unique|ahead"
    r"|behind|last|first|top|small|large|growing|the exception|an exception|a rarity|short of|enough|competitive|profitable)\b)",
)
"""An order in a set phrase: ``in fifth place``, ``second only to``, ``as high as``, ``more often``."""

AMOUNTS = at_words(
    r"\bin (?:droves|their (?:hundreds|thousands|millions|dozens|droves)|(?:record|large|great|greater|growing|small|smaller|vast|huge"
    r"|increasing|falling|dwindling|rising|ever \w+|larger|lower|higher|fewer) (?:numbers|quantities|amounts|proportions))\b|\ben masse\b"
    r"|\b(?:a|an) (?:\w+ ){0,2}?(?:shortage|shortfall|shortages|surge|influx|exodus|wave|flood|torrent|spate|avalanche|epidemic|glut|dearth"
    r"|surplus|wealth|abundance|deluge|drought|flurry|rash|string|trickle|explosion|lack) of (?!proof|trust|interest|clarity|caution)"
    r"|\b(?:rarely|seldom|hardly ever|almost (?:always|never)|nearly always|all too often|more often than not|time and again"
    r"|routinely|invariably|predominantly|overwhelmingly|mostly|mainly|largely)(?= [a-z])(?! (?:in part|because|applies|symbolic|a matter"
    r"|about|for (?:this|that) reason|due to))"
    rf"|\b{_BE} (?:\w+ )?(?:awash|flooded|swamped|inundated|overrun|teeming|bursting|brimming|starved|short|drained) (?:with|of|in)\b(?! breath)"
    r"|(?<=[a-z] )lack(?:s|ed)? (?!the (?:power|authority|right)|legal|jurisdiction|standing|capacity to sue)[a-z]+"
    r"|\b(?:this|these|such) (?:very )?(?:high|low) (?:levels?|rates?|shares?|degrees?|proportions?|costs?|prices?)\b|\b(?:a couple of|half a dozen|a dozen|a score of)\b|\b(?<!the )most (?:[\w-]+ ){0,2}?(?!cases|part|purposes|of\b|likely|probably|recent|important|notably)"
    r"(?:traffic|energy|money|growth|power|spending|income|demand|waste|land|water|work|trade|output|crime|care|housing|revenue|funding|food)\b"
    r"|\b(?:in (?:\w+ly )?short supply|(?:almost|nearly|virtually|practically) (?:entirely|wholly|exclusively|completely)|(?:comes?|came|rel(?:y|ies|ied)|depends?|depended) (?:\w+ )?(?:entirely|wholly|exclusively|solely|largely|mainly|mostly|heavily)|(?:los(?:e|es)|lost|gain(?:s|ed)?|suffer(?:s|ed)?|pays?|paid|spends?|spent|earn(?:s|ed)?) (?:the )?(?:most|least)|in oversupply|(?:at|near|over|above|beyond|full to|close to) (?:full |its |their )?capacity|at breaking point"
    r"|on the brink|out of reach|beyond (?:the )?reach|bursting at the seams|few and far between|ten a penny|(?:is|are|was|were|remains?|becom\w+|became) (?:now )?(?:an?|the) (?:norm|exception|rarity)"
    r"|thin on the ground|lion['’]s share|next to (?:no|nothing|none)|two a penny|not (?:nearly |quite )?enough|hardly enough|under (?:severe|heavy|growing|intense)"
    r" (?:strain|pressure))\b"
    r"|\b(?:a|an|the) (?!qualified|simple|absolute|double|two-thirds|parliamentary|governing|working|ethnic|linguistic|religious"
    r"|national|visible|silent|required|special|three-fifths|needed|statutory)(?:\w+ly )?[a-z-]+ (?:majority|minority)\b(?! (?:vote|rule"
    r"|leader|party|whip|owner|hold|decision|report|language|rights|group|stake|opinion|government|is (?:needed|required)))"
    rf"|\bone (?:\w+ ){{1,3}}(?:in|out of) (?:every )?{_NUMBERS}\b(?! (?:years|months|days|weeks|hours|parts|steps|stages))",
)
"""An amount in a set phrase: ``in droves``, ``a shortage of``, ``rarely``, ``in short supply``."""

_HEAD = r"(?:^|(?<=# )|(?<=[:,;–—] ))"
_MOVING = (
    "shrinking|growing|rising|falling|dwindling|vanishing|disappearing|widening|narrowing|fading|crumbling|declining|booming|soaring"
    "|sinking|slowing|ageing|aging|melting|emptying|worsening|mounting|deepening|thinning|warming|spreading|surging|slumping"
    "|collapsing|failing|swelling|spiralling|stagnating|ailing|faltering|stalling|thriving"
)
_BEFORE_RECORD = "|".join(
    rf"(?<=\b{one} )"
    for one in [
        "a",
        "at",
        "in",
        "with",
        "amid",
        "despite",
        "after",
        "saw",
        "hit",
        "set",
        "by",
        "reached",
        "posted",
        "earned",
        "drew",
        "paid",
        "spent",
        "sees",
        "hits",
    ]
)
IN_TITLES = at_words(
    rf"{_HEAD}[\w’'-]+(?: [\w’'-]+)?(?: [\w’'-]+)? (?:up|down|on the up|way (?:up|down))(?=[,;:]| and | but |$)"
    rf"|{_HEAD}(?:(?:and|but|yet) )?(?:fewer|more|less|longer|shorter|higher|lower|cheaper|dearer|bigger|smaller|worse|slower"
    r"|faster|hotter|colder|wetter|drier|poorer|richer|sicker|fuller|emptier|later|older|younger) [a-z]+(?=[,;.]|\s*$)(?!-)"
    r"|(?<=[:,;] )(?:up|down|up again|down again)(?= (?:but|and|again|everywhere)\b|[,;.]|\s*$)"
    rf"|{_HEAD}(?:cheaper|dearer|bigger|smaller|worse|slower|faster|hotter|colder|wetter|drier|poorer|richer|sicker|fuller|emptier|later"
    r"|older|younger|longer|shorter|higher|lower|busier|dirtier|cleaner|safer)(?=,| and [a-z]+er\b| by the | every | each )"
    r"|^(?:rises|falls|increases|decreases|declines|drops|losses|reductions) (?:in|of)\b"
    rf"|{_HEAD}[\w’-]+ (?:[\w-]+ )?too [a-z]+(?=[,;:]|\s*$)"
    rf"|{_HEAD}(?:(?:the|a|an|our|their|its|britain’s|[A-Z]\w+['’]s) )?(?:{_MOVING}) (?!(?:a|an|the|any|to|in|of|from|this|that|is|are|was|were|has|can|may|means|should|your|up|ill|apart)\b)(?![\w-]+ (?:(?:is|are|must be|may be) (?:not )?\w+(?:ed|en)\b|need not|must|may|are not))[a-z\ue005]"
    rf"|{_HEAD}(?:a |the |another |one )?(?:lost|golden|bumper|lean|boom|bust|record|bad|good|bleak|grim|black|bitter|banner|dismal)"
    r" (?:decade|year|years|era|generation|harvest|summer|winter|season|quarter|month|crop)\b"
    rf"|(?:^|(?<=[,:;] )|{_BEFORE_RECORD})record (?!of|for|keep|link|office|hold|player|label|book|manage|that|a\b|the|its|in\b|on\b|at\b|and|or\b|is|was|their|how|what"
    r"|all|each|every|any|whether|straight|shows|says|data|your|our|this|both|them|number \d)[a-z]+"
    rf"|{_HEAD}(?!any |every |each |no )(?:a |the )?(?:\w+ )?(?:slump|collapse|surge|boom|squeeze|crash|slowdown|fall|rise|drop|decline|crunch|glut|exodus|recovery"
    r"|shortage|revival|retreat|drought|comeback|decrease|increase|growth|gap|divide) in (?!question|law)"
    rf"|{_HEAD}[\w’'-]+ (?:boom|bust|slump|crash|crunch|squeeze|surge|glut|drought|shortage|exodus|collapse|slowdown)(?=[,:;]|\s*$)"
    r"|(?:^|(?<=# ))(?:the )?(?:slow |sudden |quiet )?(?:end|death|demise|return|decline|fall|rise|decay|dawn) of"
    r" (?:(?!\b(?:is|are|was|were|has|have|led|began)\b)[^.?!\n\ue005])*$"
    r"|(?<=[a-z] )(?:growing|getting|becoming|turning|going) (?:old|rich|poor|cold|hot|dry|hungry|short|without|bust|broke|\w+er)\b",
)
"""What a title or heading claims without a verb: ``Bills up, service down``, ``The shrinking high street``."""
