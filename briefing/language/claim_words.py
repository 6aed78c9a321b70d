"""Words that claim something of the data, by kind: figures, figures in words, trends, comparisons."""

from __future__ import annotations

import re

_UNITS = (
    r"%|‰|k|m|mn|mln|bn|tn|trn|x|t|kt|mt|gt|kg|mg|g|km|cm|mm|ha|hl|l|[kmgt]wh?|[kmgt]wp|ppm|ppt|pp|pc|bps?"
    r"|h|yr|°c|°f|e[+-]?\d+|eur|usd|gbp|m2|m3|km2|toe|mtoe|co2e"
)
NUMBER = re.compile(
    r"(?<![\w.])(?<!\w-)(?:[-−+]|[$£€]|US\$ ?|USD ?|EUR ?|GBP ?)?\d[\d.,]*"
    rf"(?:\s?%|(?:{_UNITS})\b)?(?![\w%])(?!-[A-Z]\b)|[½¼¾⅓⅔⅕⅛]",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
COUNTED = re.compile(
    r" (?:tons?|tonnes?|people|persons?|workers?|jobs|mines?|plants|firms|households|million|billion"
    r"|thousand|kilomet\w+|kg|euros?|dollars?|pounds?|percent|per cent|hectares|visitors|units|cases)\b"
)
"""After a number that could be a year: it counts something."""

_SMALL = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_TEENS = "thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_CARDINAL = (
    rf"(?:(?:{_TENS})(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|{_TEENS}|{_SMALL}"
    r"|(?:a |one )?hundred|\d+)"
)
_PART = "half|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|twentieths?"
_STRUCTURAL = (
    r"years|months|weeks|days|hours|minutes|quarters|decades|times|reasons|steps|options|ways|parts|things"
    r"|questions|pillars|points|principles|members|chapters|groups|sections|kinds|types|areas|goals|aims"
    r"|conditions|criteria|recommendations|measures|scenarios|sides|ministries|agencies|departments|laws"
    r"|acts|directives|articles|committees|bodies|parties|levels|stages|phases|rounds|tables|figures|charts"
    r"|pages|annexes|objectives|priorities|tasks|rules|tests|terms|views|sources|series|methods|ideas|others"
    r"|less|is|was|has|as|this|its|us|across|towards|perhaps|always|plus|versus|lines|words|sets|columns"
    r"|instruments|tools|pilots|elements|components|dimensions|indicators|definitions|lessons"
)
NUMBER_WORD = re.compile(
    r"\b(?:"
    rf"(?:{_CARDINAL}) (?:percent|per cent|percentage points?|points|times)(?! (?:of view|around))"
    rf"|one [a-z]+ (?:in|out of)(?: every)? (?:{_CARDINAL})\b(?! (?:years|months|days))"
    rf"|(?:{_CARDINAL}) (?:in|out of|of)(?: every)? (?:{_CARDINAL})\b(?! (?:years|months|days))"
    rf"|(?!two quarters)(?:one|two|three|four|five|six|seven|eight|nine)[-‑ ](?:{_PART})"
    rf"|(?:a|an|another)(?: full| good)? (?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)"
    r"(?= of (?!an hour)| (?:more|less|fewer|lower|higher|smaller|larger)\b)"
    r"|(?<!no )half(?!-)|halved|halves|halving|(?<!to )(?<!could )(?<!would )(?<!may )(?<!might )doubl(?:ed?|es|ing)(?! as\b)(?!-)|twice|thrice"
    r"|(?:tripl|trebl|quadrupl)(?:ed?|es|ing)"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|hundred|many)[-‑]?fold"
    rf"|(?:{_TENS}|{_TEENS})(?! years\b)"
    r"|(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)[- ](?:largest|smallest|highest|lowest"
    r"|biggest)"
    r"|(?:hundreds?|thousands?|millions?|billions?|trillions?|dozens?|scores of|tens of)(?![- ]year)"
    rf"|(?<!the )(?<!these )(?<!those )(?<!its )(?<!their )(?<!our )(?<!of )(?:{_SMALL.removeprefix('one|')})"
    rf" (?:(?!(?:{_STRUCTURAL})\b)[a-z]+ )??(?!(?:{_STRUCTURAL})\b)[a-z]{{2,}}s\b(?<!ss)"
    r"|(?<!by )(?:the|a|an)(?: vast| great| large| overwhelming| clear| small| growing)? (?:majority|minority)"
    r"(?! (?:vote|rule|leader|party|whip|owner|hold|decision|report|language|rights|group|stake|share"
    r"|opinion|government))"
    r"|(?:nearly|almost|virtually|practically) (?:all|every|none|everyone|everything|no one|nobody)"
    r"|(?<!at )(?<!the )(?<!at the )most(?= of (?:the|its|their|these|those|our|them|it)\b"
    r"| (?:[a-z]+ )?(?!previous|serious|others)[a-z]{3,}(?<![ou])s\b(?<!ss)| people\b)"
    r")\b",
    re.IGNORECASE,
)

_PAST = (
    "rose|fell|grew|shrank|sank|surged|soared|plunged|plummeted|slumped|tumbled|jumped(?! to conclusions)"
    "|dropped(?! (?:out|the|off the|by the))|climbed|collapsed|spiked|crashed|dipped|skyrocketed|rocketed"
    "|rebounded|dwindled|ballooned|mushroomed|stagnated|plateaued|deteriorated"
)
_MAYBE_PAST = (
    "increased|decreased|declined|improved|worsened|widened|narrowed|expanded|contracted|weakened"
    "|strengthened|slowed|eased|recovered|accelerated|escalated|diminished|peaked|swelled|levelled off"
    "|leveled off|picked up|lessened|softened"
)
_PARTICIPLE = f"risen|fallen|grown|shrunk|sunk|swollen|gone (?:up|down)|{_PAST}|{_MAYBE_PAST}"
_GOING = (
    "rising|falling|growing|shrinking|sinking|surging|soaring|plunging|plummeting|slumping|tumbling"
    "|jumping|dropping|climbing|collapsing|spiking|contracting|crashing|dipping|skyrocketing|rebounding"
    "|dwindling|increasing|decreasing|declining|improving|worsening|widening|narrowing|expanding"
    "|weakening|strengthening|slowing|easing|recovering|accelerating|escalating|stagnating"
    "|deteriorating|diminishing|picking up|going (?:up|down)|coming down|swelling|ballooning|eroding"
    "|trending (?:up|down)\\w*|doubling|tripling|halving|spirall?ing|dwindling"
)
_NOW = (
    "grows|shrinks|sinks|soars|plunges|plummets|tumbles|climbs|collapses|skyrockets|rebounds|dwindles"
    "|improves|worsens|widens|narrows|expands|weakens|strengthens|slows|eases|recovers|accelerates"
    "|escalates|stagnates|deteriorates|diminishes|rises|falls|increases|decreases|declines|surges|drops"
)
_AFTER = (
    r"(?=[.;!]|,|$| (?:\w+ly\b|every |each |further\b|again\b|fast\b|once more|year |month |and |but |while"
    r" |still |more ))"
)
_ADVERB = r"(?:(?:\w+ly|also|again|now|still|since|not|all|been|already|never|once more|even|yet|often) ){0,2}"
_NOUN = (
    "fall|rise|drop|increase|decrease|decline|growth|gain|loss|jump|surge|slump|plunge|collapse|recovery"
    "|rebound|contraction|expansion|slowdown|upturn|downturn|acceleration|deterioration|improvement"
    "|reduction|slide|dip|spike|upswing|crash|boom"
)
_STRONG = (
    "sharp|steep|steady|marked|strong|rapid|slight|big|dramatic|sudden|continued|record|huge|large|modest"
    "|small|notable|significant|substantial|massive|double-digit|clear|swift|gradual|severe|robust"
    "|remarkable|pronounced|spectacular|slow|unprecedented|considerable|solid|rare|long"
)
TREND_WORD = re.compile(
    rf"\b(?!(?-i:Rose [A-Z]))(?:{_PAST})\b(?! (?:under|within|outside|into place|to (?:the )?(?:court|minister|parliament)\w*|out))"
    rf"|\b(?:has|have|had|having) {_ADVERB}(?:{_PARTICIPLE})\b"
    rf"|\b(?:is|are|was|were|been|keeps?|kept|remains?) {_ADVERB}(?:{_GOING})\b"
    r"|\b(?:is|are|was|were) (?:sharply |slightly |well |far |again |now )?(?:up|down)\b(?! (?:to|for|with|and))"
    rf"|(?<=\w )(?<!\ban )(?<!\ba )(?<!\bthe )(?<!\bof )(?<!\bfor )(?<!\bwith )(?<!\bby )(?<!\bto )"
    rf"(?<!\btheir )(?<!\bits )(?<!\bour )(?<!\band )(?<!\bor )(?<!\bmore )(?<!\bin )(?<!\bbe )(?<!\bthrough )"
    rf"(?:{_MAYBE_PAST})\b(?! (?:access|scrutiny|risk|controls?|powers|the (?:scope|scheme|mandate)))"
    rf"|(?<=\w )(?:{_NOW})\b{_AFTER}"
    r"|\b(?:went|goes|gone|came|comes|moved|edged|crept|inched|ticked|shot|trended|headed|swung|turned)"
    r" (?:back |further |sharply |steadily |slightly )?(?:down(?:wards?)?|up(?:wards?)|higher|lower)\b"
    r"|\b(?:rise|fall|grow|shrink|increase|decrease|decline) (?:every|each) (?:year|month|quarter|week)\b"
    r"|\bthere (?:are|were|was|is) (?:now |still )?(?:fewer|more|less)\b"
    r"|\b(?:went|goes|gone|edged|crept|inched|ticked|shot) (?:back |further |sharply )?up\b"
    r"|\b(?:continues?|continued|began|begun|started|keeps? on) (?:to )?(?:rise|fall|grow|shrink|increase"
    r"|decrease|decline|climb|drop|improve|worsen|widen|narrow|rising|falling|growing|shrinking)\b(?! again,)"
    rf"|\b(?:a|an|the|this|that|another|its|their) (?:\w+ly )?(?:{_STRONG}) (?:\w+ )?(?:{_NOUN})\b"
    r"|\b(?:on the (?:rise|increase|wane|decline)|in (?:steep |sharp |steady |long )?(?:decline|free fall)"
    r"|all-time (?:high|low|record|best|worst)s?|record (?:highs?|lows?|levels?|output|production|prices?|year"
    r"|numbers?|exports|imports|demand|sales|growth|profits?|deficits?|surplus)"
    r"|(?:a|new|another|set|hit|broke|breaking|reached|its) (?:new |all-time )?record\b(?! (?:of|for|high|low|\w+s)\b)"
    r"|at (?:a|an|its) (?:\w+-)?(?:\w+ )?(?:high|low)\b|unprecedented)\b",
    re.IGNORECASE,
)
_COMPARATIVE = (
    "higher|lower|larger|smaller|greater|bigger|faster|slower|cheaper|dearer|better|worse|stronger|weaker"
    "|richer|poorer|older|younger|longer|shorter|deeper|wider|more (?:[a-z]+ )?[a-z]+|fewer [a-z]+|less [a-z]+"
)
COMPARISON = re.compile(
    rf"\b(?<!no )(?<!not )(?<!any )(?<!be )(?:{_COMPARATIVE}) (?:\w+ ){{0,3}}?than\b"
    r"(?! (?:necessary|needed|required|planned|allowed|permitted|usual|one|that|cure|ever before seen|sorry))"
    r"|\b(?:the (?:world|country|region|nation|continent|sector|industry|union)'s|by far the|is the|are the"
    r"|remains the|has the|have the|its|one of the) (?:single )?(?:largest|biggest|highest|lowest|smallest"
    r"|fastest|poorest|richest|cheapest|dearest|worst|best)(?:-\w+)?\b(?! (?:possible|available|practice"
    r"|court|authority|standards?|priority|priorities|quality|interests?|way|means|bidder|common))"
    r"|\b(?:highest|lowest|largest|smallest|biggest|worst|best|fastest|slowest|weakest|strongest)(?: \w+){0,2}"
    r" (?:on record|ever|since|in (?:the )?(?:history|world|europe|years|decades|a decade|a generation|memory)"
    r"|of (?:all|any))\b"
    r"|\b(?:ranks?|ranked|came|comes|placed) (?:\w+ )?(?:first|second|third|fourth|fifth|last|top|\d+(?:st|nd|rd|th))"
    r"\b|\b(?:leads?|led|tops?|topped) the (?:world|ranking|table|field|league|list|region)\b"
    r"|\b(?:overtook|overtaken|overtakes|outpaced|outpaces|outstripped|surpassed|surpasses|exceeded"
    r"|outnumber(?:s|ed)?|lags? behind|lagged behind|fell behind|caught up)\b",
    re.IGNORECASE,
)
