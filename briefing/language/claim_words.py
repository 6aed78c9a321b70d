"""Words that claim something of the data, of amount: figures and figures in words."""

from __future__ import annotations

import re

from briefing.language.word_search import at_words

_UNITS = (
    r"%|‰|k|m|mn|mln|bn|tn|trn|x|t|kt|mt|gt|kg|mg|g|km|cm|mm|ha|hl|l|[kmgt]wh?|[kmgt]wp|ppm|ppt|pp|pc|bps?"
    r"|h|yr|°c|°f|e[+-]?\d+|eur|usd|gbp|m2|m3|km2|toe|mtoe|co2e"
)
NUMBER = re.compile(
    r"(?<![\w.])(?<!\w-)(?:[-−+]|[$£€]|US\$ ?|USD ?|EUR ?|GBP ?)?\d[\d.,]*"
    rf"(?:\s?%|(?:{_UNITS})\b|(?!(?:st|nd|rd|th)\b)[a-z]{{2,5}}\b)?(?![\w%])(?!-[A-Z]\b)|[½¼¾⅓⅔⅕⅛]",
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
    r"|conditions|criteria|recommendations|measures|scenarios|sides|ministries|agencies|departments|laws|digits|witnesses|assumptions|characters|copies|letters|occasions|purposes|strands|papers|reports|phases|themes|sessions|meetings|respects|categories|stories|chambers|houses|tiers|branches|routes|facts|factors"
    r"|acts|directives|articles|committees|bodies|parties|levels|stages|phases|rounds|tables|figures|charts"
    r"|pages|annexes|objectives|priorities|tasks|rules|tests|terms|views|sources|series|methods|ideas|others"
    r"|less|is|was|has|as|this|its|us|across|towards|perhaps|always|plus|versus|lines|words|sets|columns|formulas?|formulae|streams|channels|funds|grounds|forms|grades|versions|pieces|components"
    r"|choices|arguments|exceptions|audits|models|subjects|doses|arms|freedoms|judges|issues|languages|nations|strands|items"
    r"|instruments|tools|pilots|elements|components|dimensions|indicators|definitions|lessons"
)
_PART_OF_ITSELF = r"(?:an? (?:(?:good|full|whole|further) )?|another )(?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|half)"
_ABOUT = (
    r"(?:(?:about|around|roughly|some|nearly|almost|over|under|more than|less than|well over|just over|just under"
    r"|at least|close to|as much as|up to|exactly|only) )?"
)
_OF_FACTS = "[\ue004\ue005]"
"""Stands for words of a fact, and for words that are held to one."""
_BY_A_PART = (
    rf"by {_ABOUT}{_PART_OF_ITSELF}(?![- ](?:part(?:y|ies)|person|countr\w+|of an hour|note|tone))"
    r"(?=[.,;:!?)—–]| (?:since|from|to|on|in|over|against|between|within|after|during|compared|at|and|or|this|last|again)\b|$)"
    rf"|(?:up|down) {_ABOUT}{_PART_OF_ITSELF}"
    r"(?=[.,;:!?)—–]| (?:since|from|to|on|in|over|against|between|within|compared|this|last)\b|$)"
    r"|(?:rise|fall|drop|decline|increase|decrease|growth|gain|loss|cut|reduction|jump|surge|improvement)s? of "
    rf"{_ABOUT}{_PART_OF_ITSELF}"
    rf"|{_PART_OF_ITSELF}(?= +(?:(?:above|below|up|down|again|as (?:much|many|large|high|big) again)\b|{_OF_FACTS}))"
    rf"|(?:one|two|three|four) and an? (?:half|third|quarter)(?= +(?:times\b|{_OF_FACTS}))"
)
"""By what part of itself something changed: ``up by a third``, ``a rise of a quarter``, ``a fifth above``."""
NUMBER_WORD = at_words(
    r"\b(?:"
    rf"{_BY_A_PART}|(?:{_CARDINAL}) (?:percent|per cent|percentage points?|points|times)(?! (?:of view|around))"
    rf"|(?:split|divided|beaten|defeated|passed|carried|lost|won|voted)(?: by)? (?:{_CARDINAL}) (?:votes )?to (?:{_CARDINAL})\b"
    rf"|one [a-z]+ (?:in|out of)(?: every)? (?:{_CARDINAL})\b(?! (?:years|months|days))"
    rf"|(?:{_CARDINAL}) (?:in|out of|of)(?: every)? (?:{_CARDINAL})\b(?! (?:years|months|days))"
    rf"|(?!two quarters)(?:one|two|three|four|five|six|seven|eight|nine)[-‑ ](?:{_PART})"
    rf"|(?:a|an|another)(?: full| good)? (?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)"
    r"(?= of (?!an hour)| (?:more|less|fewer|lower|higher|smaller|larger)\b)"
    r"|(?<!no )half(?!-)|halved|halves|halving|(?<!to )(?<!could )(?<!would )(?<!may )(?<!might )doubl(?:ed?|es|ing)(?! as\b)(?!-)|(?:twice|thrice)(?= (?:as|the|that|what|its|their|more|over|this|those|these)\b)"
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
)
