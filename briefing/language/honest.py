"""Figures and trends that claim nothing of the data: laws, goals, ages, names, wishes, questions.

Each pattern below is cut out of a text before the search for naked words; what is cut out leaves
as many characters, so that places stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.core.kept_patterns import kept_pattern
from briefing.language.honest_phrases import NUMBERED_PLACES, OF_LAW, SET_PHRASES
from briefing.language.word_search import at_words

FILLER = "\ue005"
"""Stands for each character that was cut out: no letter, no digit, no space."""

_NUMBER = r"\d[\d.,:/()–-]*[\dA-Za-z)]|\d"
_LABELS = (
    r"sections?|sec\.|articles?|art\.|chapters?|routes?|phases?|forms?|titles?|annex(?:es)?|pages?|pp?\."
    r"|parts?|steps?|stages?|rules?|resolutions?|tiers?|levels?|figures?|fig\.|tables?|box(?:es)?|charts?"
    r"|maps?|notes?|footnotes?|appendi(?:x|ces)|paragraphs?|paras?\.?|schedules?|clauses?|items?|options?"
    r"|scenarios?|types?|class(?:es)?|categor(?:y|ies)|grades?|versions?|volumes?|vol\.|nos?\.|questions?"
    r"|goals?|zones?|rounds?|waves?|pillars?|scopes?|bands?|subparts?|subsections?|recitals?|headings?"
    r"|chapters?|codes?|protocols?|lots?|cases?|docket|highways?|interstate|reactors?|units?|rooms?|exhibits?|panels?|worksheets?|slides?|appendix tables?|§§?"
)
_ACTS = (
    r"Directives?|Regulations?|Decisions?|Recommendations?|Conventions?|Decrees?|Laws?|Acts?|Bills?"
    r"|Orders?|Ordinances?|Public Law|Pub\. L\.|Executive Order|Proclamations?|Statutory Instrument|SI"
    r"|Proposition|Communication"
)
_STANDARDS = (
    r"ISO(?:/IEC)?|IEC|EN|DIN|ASTM|BS|ANSI|NACE|ISIC|SIC|NAICS|HS|HTS|CN|SITC|CPC|COICOP|ISCO|SNA|BPM"
    r"|ESA|IFRS|IAS|RFC|CAS|ICD|NUTS|SDGs?|CFR|USC|UN|FIPS|NIST|IEEE|Basel|Horizon|Agenda|Industry|Tier"
)
_DATED = (
    r"[Ll]aws?|[Aa]cts?|[Tt]reat(?:y|ies)|[Cc]odes?|[Aa]greements?|[Cc]onventions?|[Cc]onstitutions?"
    r"|[Dd]irectives?|[Rr]egulations?|[Ss]trateg(?:y|ies)|[Pp]lans?|[Cc]ensus|[Ss]urveys?|[Rr]eforms?"
    r"|[Bb]udgets?|[Rr]eviews?|[Rr]eports?|[Ee]lections?|[Cc]risis|[Ff]rameworks?|[Pp]rogrammes?"
)
_MONTHS = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Mar\.|Apr\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
)
_Y = r"(?:1[6-9]|20)\d\d"
_SPAN = rf"{_Y}(?:[–/-](?:{_Y}|\d\d))?"

_CASED = at_words(
    "|".join(
        (
            (
                rf"\b(?:{_ACTS})(?: \((?:EU|EC|EEC|UN|Euratom)\))?(?: No\.?)? (?:[A-Z.]+[ -]?)?(?:{_NUMBER})"
                r"(?:/[A-Z]+)*(?!%)"
            ),
            rf"\b(?:{_STANDARDS})[- ]?(?:Rev\. ?)?(?:{_NUMBER})(?! ?%)",
            r"\b\d+ (?:U\.S\.C\.|USC|C\.F\.R\.|CFR|Fed\. Reg\.|Stat\.|F\.[23]d)(?: §+| Part| part)? ?\d*[\w.-]*",
            rf"\b(?:{_DATED}) (?:of|from) {_Y}\b",
            rf"\b{_SPAN} (?=[A-Z]|(?:{_DATED})\b)",
            (
                r"\b(?:[A-Z][a-z]+ )+(?:Street|Road|Avenue|Foundation|Trust|Act|School|Hospital|College|University|Party|River|Institute|Council|Bank"
                r"|House|Centre|Center|Fund|Group|Association|Society|Report|Review|Commission|Project|Initiative|Programme|Program)\b"
            ),
            rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:(?:,| and|[–-]| to| or) ?\d{{1,2}}(?:st|nd|rd|th)?)+(?: of)? {_MONTHS}(?:,? {_Y})?\b",
            rf"\b{_MONTHS} \d{{1,2}}(?:(?:,| and|[–-]| to) ?\d{{1,2}})+(?:,? {_Y})?\b",
            (
                r"\b[A-Z][\w-]+(?: (?:for|to|of|by|at|in))? \d+(?= (?:package|plan|programme|program|initiative|agenda|strategy|scheme|campaign"
                r"|project|movement|group|summit|index|accord|agreement|treaty|goals?|framework|standard|process|talks|alliance|coalition)\b)"
            ),
            rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTHS}(?:,? {_Y})?\b",
            rf"\b{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?\b(?!,\d)(?:,? {_Y})?",
            rf"\b{_MONTHS},? {_Y}\b",
            rf"\b{_SPAN} ?= ?100\b|\b[2-6]G\b|\b[23]D\b",
            r"\b(?:Type|Boeing|Airbus|Windows|Formula|Area|Channel|Radio|Group|COVID|Covid|Web)[ -]\d+",
            r"\bYears? \d{1,2}\b(?: to \d+)?|\bNos?\.? ?\d+\b|\b(?:is|are|was|were) (?:set|scaled|rebased) (?:to|at) 100\b",
            (
                r"\b\d{1,4}[A-Za-z]?(?: [A-Z][a-z]+){1,3} (?:Street|Road|Avenue|Lane|Square|Place|Drive|Boulevard"
                r"|House|Gardens|Terrace|Close|Row|Hill|Quay|Bridge)\b"
            ),
            r"https?://\S+|\b10\.\d{4,}/\S+|\S+@\S+",
        )
    ),
    is_cased=True,
)
_NAME = kept_pattern(
    r"(?<=[a-z,] )(?:[A-Z][a-z]+-?)(?:[A-Z][a-z]+|(?: (?:of |and |for )?[A-Z][\w-]+)+)|(?<=\bThe )"
    r"[A-Z][a-z]+(?: [A-Z][\w-]+)+"
)
"""Words with capitals in a row, not the first of their sentence."""
_SMALL_WORDS = r"(?:an?|the|of|for|and|to|in|on|at|with|by|or|not|our|from|is|be)"
_QUOTED_TITLE = kept_pattern(
    rf"(?<![\w])[‘“'\"*_](?:[A-Z][\w’-]*|\d+)(?::? (?:[A-Z][\w’-]*|\d+|{_SMALL_WORDS}))+[’”'\"*_](?!\w)"
)
"""A title in quotes or italics: ``'A Fairer Share'``."""
_THREE_CAPITALS = kept_pattern(
    r"(?:^|(?<=[.!?] ))(?!(?:Fewer|More|Most|Few|Half|Many|Less|All|Every|No|Only|Record) )[A-Z][a-z]+ [A-Z][\w-]+ (?:(?:of|and|for) )?[A-Z][\w-]+(?: [A-Z][\w-]+)*"
)
"""Three words with capitals at the beginning of a sentence."""
_IN_LOWER_CASE = kept_pattern(
    r"\b(?!(?:between|under|after|since|without|against|during|about|above|below|among|through|while|their)\b)[a-z]{5,}"
)
"""What a title in capitals does not have."""
_ANY_CASE = at_words(
    "|".join(
        (
            (
                rf"(?:(?<!\w)(?:{_LABELS})) ?(?:[A-Z]?-?)\(?(?:{_NUMBER})(?![\d.,]* ?(?:%|percent\b))"
                rf"(?:(?:, | and | or | & | to |[–-])\(?(?:{_NUMBER})(?! ?%))*"
            ),
            (
                rf"\b(?:by|until|till|through|before|beyond|to|towards?|for) (?:the )?(?:end[- ]of[- ]|end[- ]|"
                rf"early |late |mid-|years? |financial year )?{_SPAN}\b(?! ?(?:%|[a-z]*(?:tons|tonnes)\b))"
            ),
            rf"\b(?:the |early |late |mid-)*{_Y}s\b",
            (
                rf"\b(?:in|at|to|of|constant|chained|current)(?: \(?(?:constant|chained|real))? {_Y}[ -]"
                r"(?:prices|dollars|US dollars|u\.s\. dollars|euros?|pounds|terms|values)"
            ),
            (
                rf"\b(?:run|held|collected|published|conducted|compiled|measured|recorded|kept|asked|adopted|founded|signed|enacted|passed|established|created|introduced|ratified|amended"
                rf"|launched|in force|in effect|in place|took effect)(?: \w+)? (?:in|since|from|on) {_SPAN}\b"
            ),
            (
                r"\b(?:aged?|ages)(?: (?:between|from|of|over|under|at least))? \d+(?:(?:[–-]| to | and | or )"
                r"(?:\d+|over|more|older|under|above|younger))*"
            ),
            (
                r"\b\d+(?:[–-]\d+)?[- ]years?[- ]olds?|\b(?:under|over)[- ]\d+s?\b(?=[ -](?:year|age)|s\b)"
                r"|\bunder-\d+s?\b|\b(?:under|over)s? \d\ds\b|\b\d+[–-]\d+ age (?:group|band|class)"
            ),
            (
                r"\b\d+(?:\.\d+)? ?(?:%|percent|per cent)[- ](?:confidence|significance|credible|prediction"
                r"|level of|levels?\b)"
            ),
            (
                r"\b(?:confidence|significance) (?:levels?|intervals?|limits?) (?:of|at) \d+ ?%"
                r"|\bat the \d+ ?(?:%|percent|per cent) level"
            ),
            (
                r"\b(?:in|over|during|within|for|after) (?:the )?(?:last|past|previous|next|coming|following|preceding) (?:\d+|\w+teen|\w+ty)"
                r" (?:days|weeks|months|quarters|years|decades)\b|\b\d{1,2} (?:parts|chapters|sections|articles|clauses|annexes|schedules"
                r"|recommendations|steps|questions|stages|themes|principles|goals|indicators|criteria|headings)\b"
            ),
            (
                r"\b\d+(?:\.\d+)?%? (?:chance|probability|likelihood) of\b|\b(?:after|within|every|for up to|for at least|up to)"
                r" \d+ (?:minutes|hours|days|weeks|months|years)\b"
            ),
            r"\b(?:per|for every|out of every|of every) \d[\d,. ]*\d\b(?! ?%)",
            r"\b\d{1,2}(?:[:.]\d\d(?= ?[ap]\.?m)|:\d\d| ?[ap]\.?m\b\.?)(?: ?[ap]\.?m\b\.?)?|\b24/7\b|\b(?:50[/–-]50)\b",
            (
                r"\btwo[- ]thirds (?:majority|vote|rule)|\b(?:qualified|simple|absolute|double) majority"
                r"|\bhalf[- ](?:hearted|way|time|day|hour|measures?|baked)\b|\bdouble (?:taxation|counting|count|check"
                r"|standards?|entry|jeopardy|burden)|\bsecond[- ]best\b|\bthird (?:part(?:y|ies)|countr\w+|sector)"
            ),
            (
                r"\b(?:talks|negotiations?|bill|motion|amendment|debates?|hearings?|litigation) (?:(?:has|have|had|was"
                r"|were) )?(?:stalled|collapsed|fell|fallen|resumed|intensified|accelerated|slowed|dried up)\b"
                r"|\b(?:wording|rules?|laws?|text|polic(?:y|ies)|procedures?|definitions?|methods?|mandate|clauses?"
                r"|provisions?|duty|duties|rights?|principles?) (?:\w+ )?(?:is|are|was|were|remains?|stays?) (?:\w+ )?"
                r"(?:unchanged|stable|constant|the same)\b"
            ),
            (
                r"\b(?:public|on the|criminal|track|broken|land|medical|health) records?\b"
                r"|\brecords? (?:of|keeping|linkage|books?|offices?|holders?|management)\b"
            ),
        )
    ),
)
_LABELLED_WITHOUT = kept_pattern(r"(?i)\b(?:cases|notes|items|units|lots|rooms|parts|forms) to \d")

_SENTENCE = kept_pattern(
    r"(?:[^.!?\n]|(?<=\.[A-Za-z])\.|(?<=\b(?:Mr|Dr|St|vs|cf|al))\.|(?<=\betc)\.|[.!?](?!\s|$))+[.!?]?"
)
_CLAUSE = kept_pattern(r"(?:[^,;:—]|,(?=\d))+")
_PART_OF_CLAUSE = kept_pattern(
    r".+?(?:\bthan\b|(?=\b(?:because|but|whereas|although|though)\b)|$)", re.DOTALL | re.IGNORECASE
)
"""A part with a verb of its own: ``may`` in one says nothing of the next."""
_SUBORDINATE = kept_pattern(r"\b(?:that|who|which)\b", re.IGNORECASE)
_DEFINITION = kept_pattern(
    r"\b(?:is|are) (?:here |often |usually )?(?:defined|measured|counted|classified|understood|rounded"
    r"|calculated|computed|weighted|expressed)\b|\b(?:we|which) (?:define|mean|count)\b"
    r"|\b(?:means|refers to|stands for|denotes|counts as|is called|are called|(?:is|are) (?:one|ones|those|any|anyone|somebody|someone) (?:that|who|whose|which|with|in which|where|[a-z]+ing))\b"
    r"|^\s*(?:Higher|Lower|Larger|Smaller|Greater|Positive|Negative) (?:values?|scores?|numbers?|figures?|ranks?|readings?) (?:means?|are|is|denotes?|indicates?|shows?|stands? for)\b"
    r"|^\s*(?:An?|Any) (?:[\w-]+ ){1,2}with (?:[\w-]+ ){1,6}(?:is an?|counts as)\b"
    r"|^\s*(?:Units?|Unit of measure|Scale|Base|Note|Coverage|Frequency)s?: "
    r"|^\s*(?:One|An?) [\w-]+(?: of [\w-]+)? (?:weighs|equals|is|measures|holds|contains|makes) (?:about |exactly |equal to |roughly )?\d"
    r"|^\s*[A-Z]\w+(?: \w+){0,2} (?:is|are) (?:an?|the) (?:(?:general|sustained|lasting|relative|total|simple|weighted|annual|average) )?"
    r"(?:fall|rise|increase|decrease|decline|growth|difference|ratio|share|number|level|sum|percentage|property|measure|point|gap) (?:in|of"
    r"|between|that|at which)\b"
    r"|^\s*We (?:drop|exclude|omit|leave out|keep|include|weight|compare|define|count|code|merge|assume|adjust|take) (?!that)"
    r"|^\s*An? [\w-]+ is (?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|\d+) (?:(?:consecutive|successive) )?"
    r"(?:quarters?|years?|months?|weeks?|days?|hours?|minutes?|hundredths?|hundred|thousand|million)\b"
    r"|^[A-Z][^.?!:]*: (?:a|the) (?:proposal|plan|guide|review|note|way|case|primer|checklist)\s*$"
    r"|^\s*(?:An?|Any|The) (?:\w+ ){1,3}(?:is|are|counts?) (?:\w+ ){1,3}(?:when|if|where) (?:its|their|his|her|it|they)\b",
    re.IGNORECASE,
)
_WISH = kept_pattern(
    r"\b(?:should|must|shall|ought to|needs? to|aims? (?:to|at|for)|goal(?: \w+)? (?:is|of|to)|objective"
    r"|targets?|"
    r"commits? to|pledged|pledges? (?:is|are|to|of)|seeks? to|requires?|is to|are to|has to|have to|at least|no more than"
    r"|up to a maximum|not exceed|aims?|(?:is|are|was|were) (?:meant|designed|intended) to|vow(?:s|ed)? to|undert\w+ to|aspires? to|please|demand(?:s|ed) (?:an?|that|to)|propos(?:es|ed) (?:an?|that|to)|wants? (?:an?|the)|calls? for|called for)\b",
    re.IGNORECASE,
)
_MET = kept_pattern(
    r"\b(?:(?<!to )(?<!must )(?<!should )(?<!will )(?:meets?|miss(?:es)?|beats?|hits?|reach(?:es)?|exceeds?|achieves?)|met|missed|reached"
    r"|beat|hit|exceeded|achieved|overshot|undershot|(?:short|shy|wide|ahead) of|below|above|behind) (?:[\w'’-]+ ){0,5}?(?:targets?|goals?)\b",
    re.IGNORECASE,
)
"""A target that is held against what was reached: no wish."""
_INTENT = kept_pattern(
    r"\b(?:plans? to|planned to|intends? to|promis(?:e|es|ed) to|wants? to|hopes? to)\b.*",
    re.IGNORECASE | re.DOTALL,
)
"""What somebody means to do: what stands before it is said of who does."""
_WOULD = kept_pattern(
    r"\b(?:may|might|could|would|can|cannot|should|must|were to)\b", re.IGNORECASE
)
"""Words that make a supposition of their whole clause."""
_ADVICE = kept_pattern(
    r"\W*(?:(?:do not|don['’]t|please|never(?! (?:has|have|had|before|was|were|did|since|in)\b)|always)\b|(?:spend|build|give|let|make|put|keep|publish|hire|raise|teach|tell|choose|send|speak|think|learn|listen|find|get|go|begin"
    r"|bring|carry|check|connect|consult|convert|decide|deliver|describe|distribute|divide|educate|eliminate|employ|enable|enforce"
    r"|engage|evaluate|follow|formalise|free|gather|identify|implement|inform|inspect|install|integrate|invite|keep|know"
    r"|leave|legislate|locate|meet|minimise|mobilise|modernise|notify|obtain|organise|persuade|prioritise|produce|prohibit"
    r"|propose|prove|pursue|read|receive|reconsider|regulate|reject|rely|remember|renew|reopen|repeal|resist"
    r"|retain|secure|see|seek|sell|serve|settle|solve|spread|standardise|streamline|subsidise|take(?!-)|think"
    r"|unify|verify"
    r"|reduce|allow|ask|require|consider|ensure|avoid|adopt|extend|replace|bring|buy|create|develop|encourage|establish|expand"
    r"|improve|introduce|invest|join|maintain|prepare|promote|protect|provide|recruit|remove|restore|simplify|write|abolish|align"
    r"|appoint|clarify|collect|combine|define|enforce|examine|explain|explore|include|merge|negotiate|prevent|revise|strengthen"
    r"|tighten|weigh|widen|withdraw)\b|(?:pay|scrap|finance|permit|release|reserve|respect|reward|vote|watch|update|upgrade|turn|try|reach|grant|copy|match|exempt|offer|use|increase|decrease|set|help|stop|ban|tax|fund|reform|review|move|focus|measure"
    r"|monitor|support|treat|charge|commission|cover|delay|limit|link|phase|place|report|share|shift|transfer|lower|cut|double|halve"
    r"|narrow|open|close|test|plan|target|end|start|train|cap|drop|fix|lift|name|note|hold|look|pool|pilot|rate|reward|store|study|vary|waive|map|back|ease|freeze|grade|list|mark|match|price|record|score|ring|sign|tackle|trust) (?:the|an?|all|any|more|less|fewer|each|every|only|these|those|it|them|their|its"
    r"|our|how|on)\b)",
    re.IGNORECASE,
)
"""How a sentence begins that asks somebody to do something."""
_BOUND = kept_pattern(r"(?i)\b(?:\w+er|more|less|fewer) than (?=(?:about |around |some )?[£$€]?\d)")
"""A comparison with a typed figure, which is found as such."""
_CONDITION = kept_pattern(
    r"\W*(?:if|even if|unless|whenever|should|were|in case|suppose|had|provided|providing|assuming|as long as|so long as|imagine)\b",
    re.IGNORECASE,
)
_GENERAL = kept_pattern(
    r"\W*(?:(?:when|where|wherever|as(?! a result| a consequence| an? \w+,| well))\b|(?:an?|any|every|each|no) \w+ (?:who|whose)\b|(?:any|every|each) \w+ (?:that|which)\b)",
    re.IGNORECASE,
)
_PAST = kept_pattern(
    r"\b(?:was|were|had|did|came|went|fell|rose|grew|took|gave|has|have|\w{2,}ed)\b", re.IGNORECASE
)
_RULE = kept_pattern(
    r"\s*(?:(?:an?|any|every|each|no|all) (?:[\w-]+ ){1,4}?(?:who|whose|which|that)\b"
    r"|under (?:the|this|that|its|an?) (?:[\w-]+ ){0,5}?(?:system|acts?|laws?|rules?|scheme|method|procedure|formula|model|arrangements?|treaty"
    r"|regulations?|convention|code|directive|agreement|programme|program|plan|option|proposal|constitution|policy)\b)",
    re.IGNORECASE,
)
"""How a sentence of a rule begins: its figures are those of the rule."""
_TOLD = kept_pattern(
    r"\b(?:was|were|had|did|fell|rose|grew|went|took|(?!need|based|used)\w{2,}ed)\b", re.IGNORECASE
)
_SUPPOSED = kept_pattern(
    r"\b(?:if|unless|whether|(?:the|one|another|a) (?:risk|danger|worry|fear|hope|threat|concern|aim|idea) is|risks? of|danger of|prevent\w*|avoid\w*|fears? (?:of|that)|against|in case"
    r"|(?:adjust|correct|control)(?:s|ed|ing)? for|allowing for|no (?:\w+ )?(?:data|evidence|figures?|information|statistics) (?:exists? |is available |are available )?(?:on|about|for|of|that|to)"
    r"|in the event|(?:effects?|impacts?|consequences?|costs?|benefits?|response|result|event|case|implications?|burden)"
    r" of (?:any|(?:an? )?(?:\w+ )?(?:rise|fall|drop|increase|decrease|decline|change|cut|shock|shortage|slump|surge|collapse|loss))|depends? (?:up)?on (?!(?:[\w'’-]+ ){1,4}?for\b)|as (?:\w+ ){1,2}(?:rise|fall|grow|increase|decrease|decline|climb|drop|shrink|improve|worsen)s?|suppose|assum\w+|lest|hop(?:e|es|ed|ing) (?:that|to|for)|wish\w* (?:to|that|for)|wants?\b|wanted|prefer\w*|favou?rs?\b|asks? for|asked for|ask(?:s|ed|ing)? (?:\w+ ){0,2}?how|call(?:s|ed) for|press(?:es|ed)? for|campaign\w* (?:for|against)"
    r"|argu\w+|promis\w+|pledg\w+|propos\w+|intend\w*|plan(?:s|ned)? (?:to|for)|claim(?:s|ed)? that|alleg\w+|contend\w*|complain(?:s|ed|ing)?"
    r"|worr(?:y|ies|ied)|warn\w*|believ\w+|look(?:s|ed|ing)? into|inquir\w+|debat\w+|ask(?:s|ed)? about|concern\w* about|guard\w* against"
    r"|cop(?:e|es|ing) with|deal(?:s|ing)? with|respon(?:d|se)\w* to|the (?:issue|problem|question|topic|law|subject) (?:of|on)|(?<!failed )(?<!fails )\bto (?:help|let|make|enable|allow|encourage|get|keep|ensure|stop|see)\b|once|when(?:ever)?|until|how (?:much|many|far|fast))\b.*",
    re.IGNORECASE | re.DOTALL,
)
"""What follows these words is supposed, up to the end of the clause."""


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text, each with where it begins."""
    return ((one.start(), one[0]) for one in _SENTENCE.finditer(text))


def without_names(text: str) -> str:
    """The text without references, dates, ages, goals, bases of prices and names with numbers."""
    is_sentence = _IN_LOWER_CASE.search(text)
    for names in (_CASED, _ANY_CASE, NUMBERED_PLACES):
        text = names.sub(_filled, text)
    if is_sentence:
        for names in (_QUOTED_TITLE, _THREE_CAPITALS, _NAME):
            text = names.sub(_filled, text)
    return SET_PHRASES.sub(_filled, text)


def without_wishes(text: str) -> str:
    """The text without questions, definitions, and clauses that say what should be."""
    return _SENTENCE.sub(_claims_numbers, text)


def without_rules(text: str) -> str:
    """The text without clauses that say what a rule sets, whose figures are those of the rule."""
    return _SENTENCE.sub(_without_ruled, text)


def _without_ruled(sentence: re.Match[str]) -> str:
    text = sentence[0]
    if _RULE.match(text) and not _TOLD.search(text):
        return _blank(text)
    return _CLAUSE.sub(_not_ruled, text)


def _not_ruled(clause: re.Match[str]) -> str:
    return _blank(clause[0]) if OF_LAW.search(clause[0]) else clause[0]


def without_suppositions(text: str) -> str:
    """The text without clauses that say what may be: ``if prices fall``, ``could rise``."""
    text = _BOUND.sub(_filled, text)
    return _SENTENCE.sub(_without_supposed, text)


def _without_supposed(sentence: re.Match[str]) -> str:
    """Blank for what a sentence asks for, and for what follows of a condition: ``If prices fall, ...``."""
    text = sentence[0]
    if _ADVICE.match(text) or _CONDITION.match(text):
        return _blank(text)
    is_general = _GENERAL.match(text) and not _PAST.search(text)
    return _blank(text) if is_general else _CLAUSE.sub(_what_is, text)


def _what_is(clause: re.Match[str]) -> str:
    return _SUPPOSED.sub(_filled, _PART_OF_CLAUSE.sub(_until_supposed, clause[0]))


def _until_supposed(part: re.Match[str]) -> str:
    """Blank from the subordinate clause on in which somebody ``may``: ``say`` of ``say that they cannot``."""
    text = part[0]
    would = _WOULD.search(text)
    if would is None:
        return text
    begins = max((one.start() for one in _SUBORDINATE.finditer(text, 0, would.start())), default=0)
    return text[:begins] + _blank(text[begins:])


def _claims_numbers(found: re.Match[str]) -> str:
    sentence = found[0]
    if sentence.rstrip().endswith("?") or _DEFINITION.search(sentence):
        return _blank(sentence)
    return _CLAUSE.sub(_not_wished, sentence)


def _not_wished(clause: re.Match[str]) -> str:
    wished = _WISH.search(_MET.sub(_filled, clause[0]))
    return _blank(clause[0]) if wished else _INTENT.sub(_filled, clause[0])


def _filled(found: re.Match[str]) -> str:
    return _blank(found[0])


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", FILLER, text)
