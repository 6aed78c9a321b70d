"""Sayings, terms of law and names that hold words of change, order or number and claim nothing.

Each is cut out of a text before the search for naked words (:mod:`briefing.language.honest`).
"""

from __future__ import annotations

import re

from briefing.core.kept_patterns import kept_pattern
from briefing.language.word_search import at_words

_SAYINGS = (
    r"giv(?:es?|en|ing) rise to|gave rise to|(?:ris(?:es?|en|ing)|rose) to (?:the|this|that|every) (?:challenge|occasion|task)\w*"
    r"|rise to (?:prominence|power|fame|office)|rise and (?:fall|shine)|cuts? both ways|cut (?:corners|red tape|to the chase|and dried|off"
    r"|out|short|loose)|cut-and-dried|gr(?:ow|ew|own|owing) (?:out of|up in)|grow(?:ing)? pains|grown-ups?"
    r"|f(?:a|e)ll(?:s|en|ing)? (?:under|within|outside|into (?:place|line|step|disuse|disrepair|the|two|three|one|this|that)|foul of|due"
    r"|ill|asleep|in love|victim|silent|to (?:the |this )?(?:court|council|minister|parliament|state|local|ministry|us|them|him|her|regulator|agency|board|commission|mayor|governor|authorit|department"
    r"|judge|parent|employer|landlord|owner|buyer|seller|taxpayer|citizen)\w*"
    r"|on (?:deaf|the shoulders|the same)|by the wayside|through|apart|back on|prey|pregnant|from (?:grace|power|favou?r|office))"
    r"|shortfall(?:s)? notice|the fall of (?:the (?:Berlin |Iron )?(?:Wall|Curtain|government|regime|empire)|communism|Rome)"
    r"|dropp?(?:s|ed|ing)? (?:out|off (?:the|their|his|her)|by the|the (?:case|charges?|idea|subject|matter|plan|claim|bill|clause)|in the"
    r" ocean|down|box|dead)|drop-(?:in|down|outs?|box)|jump(?:s|ed|ing)? (?:the queue|to conclusions|ship|the gun|through hoops)"
    r"|lea(?:p|ps|pt) (?:of faith|years?)|lost (?:property|interest|sight|patience|touch|cause|on|in (?:translation|the))|los(?:e|es|ing)"
    r" (?:sight|touch|interest|patience|heart|faith|the case|an? (?:appeal|case|claim|vote|seat))|lost (?:an?|the|his|her) (?:appeal|case"
    r"|claim|vote|seat)|gain(?:s|ed|ing)? (?:access|entry|approval|admission|insight|experience|control|assent|royal assent|consent"
    r"|possession|recognition|an? (?:understanding|licen[cs]e|right))|capital gains|growth (?:hormone|plate|mindset|strateg|fund|model"
    r"|area|deal|theor|accounting)\w*|top(?:s|ped)? (?:up|priority|of mind)|top-(?:up|down|level|tier|slic)\w*|on top of|double(?:s|d)? as"
    r"|at (?:best|worst|the (?:most|least|latest|earliest|very least))|(?:do|did|does|doing|done|try|tried) (?:one's|their|its|our"
    r"|his|her|your|my) best|for better or (?:for )?worse|sooner or later|more or less|the (?:very )?latest|the best (?:source|measure|guide|way|means|evidence)|(?:split|broke|broken|divided|torn) in (?:two|half|three)"
    r"|(?:leaves|snow|rain|night|darkness|dew) falls?|rivers rise|(?:responsibility|duty|burden|task|liability|cost)(?: (?:for|of) [\w-]+(?: [\w-]+)?)? falls? (?:to|on)|of the highest (?:importance|standard|quality|order|standing)"
    r"|(?:bridge|wall|roof|tower|dam|building|government|cabinet|regime|chamber|plan|motion|bill|pact|alliance) (?:(?:was|were|has|had|have) )?(?:fell|fallen|collapsed|dissolved|rose|dropped|split)\b(?! (?:behind|short))"
    r"|(?:act|law|bill|order|reform|amendment|decree|treaty) (?:cut|cuts|raised|raises|lowered|lowers|lifts|lifted|reduced|reduces) the (?:number|age|limit|threshold|cap|ceiling|term)|up to \w+ times|more (?:an? )?(?:matter|question|case|issue) of|by and large|in the (?:long|short|medium)"
    r"(?:er)? (?:run|term|haul)|longer[- ]term|shorter[- ]term|high time|tip of the iceberg|thin end of|rising (?:star|sun|tide"
    r"|damp|main|generation)\w*|rais(?:e|es|ed|ing) (?:awareness|questions?|concerns?|objections?|the (?:question|issue|matter|alarm))"
    r"|level playing field|half the battle|half-?way|half (?:past|an hour|term)|(?:two|both) sides of (?:the same|a) coin"
    r"|one[- ]size[- ]fits[- ]all|first come,? first served|first and foremost|once and for all|the sooner the better|less is more"
    r"|more haste|last (?:but not least|resort|minute|straw|word|rites|will)|ups and downs|ins and outs|up and running|up[- ]to[- ]date"
    r"|out[- ]of[- ]date|up to (?:speed|scratch|the (?:council|courts?|minister|reader|states?|parties|mark|local|individual))|down to"
    r" (?:earth|the (?:council|courts?|minister))|all the more|the more the merrier|no more and no less|no less than|much less|let alone"
    r"|still less|even less so|a far cry|safer? hands|(?:highest|lowest|lower|higher|superior) courts?(?: of appeal)?|better (?:safe than sorry|late than never)|had better|know(?:s)? better"
    r"|the better part|the greater part of (?:valour|virtue|wisdom)|best of (?:both|all) worlds|best (?:interests?|practices?|endeavou?rs|available|efforts?|man|before|effort"
    r"|and final)|worst[- ]case|best[- ]case|most[- ]favou?red|most of all|for the most part|mak(?:e|es|ing) the (?:most|best) of"
    r"|peak (?:hours?|times?|fares?|periods?|season|load|travel)|off-?peak|spike protein|slip(?:ped|s)? through|slip road|mount(?:ed)?"
    r" (?:a|an|the) (?:case|challenge|defen[cs]e|campaign|inquiry|argument)|wax and wane|ebb and flow|slow lane|fast track|fast-track\w*"
    r"|spread(?:s)? (?:the word|bets|too thin)|on the (?:one|other) hand|one (?:way|another|day|by one|thing|or (?:more|other)|and the same)"
    r"|second (?:thoughts?|nature|home|opinion|wind|chances?|reading|chamber)|third (?:way|reading|age|degree)|fourth estate"
    r"|fifth column|seventh heaven|nine to five|ten[- ]minute rule|eleventh hour|nine lives|sixth form\w*|four corners|all fours"
    r"|seven seas|six of one|two-way|three-way|one-way|dress(?:ed)? to the nines|catch-22|square one|zero[- ](?:sum|hours?|rated|day|tolerance"
    r"|waste|carbon|emission)|ground zero|net[- ]zero|patient zero|one-?off|three Rs|Big Three|in the first place|Group of (?:Seven|Twenty|Eight|Ten)"
    r"|(?:a )?matter of (?:days|weeks|hours|time|life)|life and death|increase(?:d|s)? the (?:penalt|scope|age|power)\w*"
    r"|high[- ](?:school|street|court|commission\w*|seas|representative|water|tide|level|speed|road|sheriff|priest|treason|profile)"
    r"|low[- ](?:water|tide|lying|season|countries)|long[- ]standing|short[- ]?list\w*|short[- ]term|long[- ]term|short notice"
    r"|short sight\w*|cold (?:war|calling|case)|hot (?:topic|potato|line|desk\w*)|early (?:years|day motion|warning|access|retirement)"
    r"|late (?:fees?|payments?|filing)|deep sea|broad[- ]?band|hard (?:cases|law|copy|border|shoulder)|soft (?:law|power|loan)"
    r"|lower (?:limit|bound|tier|house|chamber|court|case|secondary|age limit)s?|higher (?:courts?|education|rates?(?! of| than)|limits?|tiers?|degrees?"
    r"|authorit\w+)|upper (?:house|chamber|tier|limit|tribunal|secondary|bound)|older people|younger people|elder(?:ly)? (?:care|statesm\w+)"
    r"|the greater good|(?-i:Greater [A-Z])\w+|lesser (?:evil|offence|sentence)|closer (?:look|union|ties|cooperation)|further (?:education"
    r"|information|reading|details?|notice|work|research|evidence|guidance|review|study|delay|to)|(?:more|further) (?:information|details?)"
    r"|deeper (?:look|question)\w*|wider (?:public|context|society|world|question|debate)|newer (?:rules|laws)|better regulation"
    r"|former(?:ly)?|latter|widely (?:used|known|read|cited|accepted)|mainly (?:about|concern\w*)|mainland"
    r"|more (?:generally|precisely|broadly|specifically|formally|recently|importantly|fundamentally|to the point)"
)
_NUMERALS = (
    r"(?:at|from|until|till|by|before|after) (?:half past )?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?: o['’]clock| in the (?:morning|afternoon|evening)| at night| (?:to|until|till) (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|noon|midnight))+"
    r"|rounded (?:up |down |off )?to the nearest (?:ten|hundred|thousand|million|billion|half|quarter)"
    r"|two wrongs|(?:plus or minus|±|within) (?:\d[\d.]*|one|two|three) (?:standard )?(?:deviations?|errors?|sigma)|(?:\d[\d.]*|one|two|three) standard (?:deviations?|errors?)|many hands|too many cooks|two heads|two birds|(?:in|of) two minds|sixes and sevens|one in a million|fifty-fifty"
    r"|forty winks|cloud nine|(?:stitch in time )?saves nine|whole nine yards|two cents|million-dollar|half a loaf|half (?:an eye|a chance"
    r"|the story|the point)|half-mast|one fell swoop|two's company|thousand words|third time lucky|second hand|seven deadly|ten to one"
    r"|one hundred percent sure|two a penny|double-edged|two-edged|two-faced|double (?:time|blind|glazing|negative|bed|figures)"
    r"|(?:lists?|names?|sets? out|identif(?:y|ies)|describes?|defines?|compares?|contains?|includes?|proposes?|poses?|asks?|answers?"
    r"|distinguish(?:es)?|recogni[sz]es?|protects?|recommends?|examines?|discusses) (?:the |these )?(?:two|three|four|five|six|seven|eight"
    r"|nine|ten|eleven|twelve)|per (?:million|thousand|hundred|billion|dozen)"
    r"|(?:measured|given|shown|expressed|reported|stated|quoted|sold|priced|traded|counted|published|recorded|figures|values|amounts|prices|data) (?:are )?in (?:hundreds?|thousands?|millions?|billions?)(?: of)?"
    r"|(?:working |school |pension |retirement |voting )?age(?: of [a-z]+)? (?:is|was|runs from|begins at|starts at|means) (?:\d\d?"
    r"|[a-z]+teen|twenty-one)(?: to \d\d)?"
)
_PERSONS = (
    r"(?:minister|mayor|judge|speaker|chair|chairman|chairwoman|member|senator|governor|secretary|prime minister|president|chancellor"
    r"|witness|lawyer|leader|king|queen|bishop|officer|director)"
)
_DOINGS = (
    r"(?:acts?|laws?|orders?|protections?|sections?|parts?|rights?|duty|duties|rules?|powers?|bans?|liability|jurisdiction|regulations?"
    r"|guarantees?|schemes?|cover|privileges?|exemptions?|warranty) extends? to"
    r"|(?:law|interests?(?: of the \w+)?|child|safety|care|need|people|patients|pupils|whoever|who|ethics|life) comes? first"
    r"|(?:charges?|complaint|indictment|proceedings) (?:was|were|have been|has been) dropped|f[ae]ll(?:s|en)? into (?:error|arrears at)"
    r"|growing (?:seasons?|child|children|conditions|medium|zones?)|rising mains?|recovery (?:rooms?|position|plans?|vehicles?|fund)"
    r"|gaps? in (?:the )?(?:law|fence|market|records?|data|evidence|legislation|wall|coverage of the survey)|standing orders?"
    r"|(?:easier|harder|cheaper|quicker|better|simpler|safer|faster|costlier|wiser) to [a-z]+ (?:[a-z]+ ){0,3}?than (?:to|it is)"
    r"|(?:no less|no more|as|more|not more) (?:important|good|real|valid|urgent|serious|useful|legitimate) (?:than|as)(?! (?:last|in|a year))"
    r"|matters? (?:more|less) than|better than (?:cure|none|nothing)|mak(?:e|es|ing) (?:[a-z]+ ){1,3}?(?:cheaper|dearer|harder|easier|costlier|safer|simpler|clearer)(?! (?:than|in|for) )"
    rf"|{_PERSONS} (?:rose|climbed|jumped|slipped|sank|dropped|stumbled|stepped down)|rose to (?:speak|object|reply|his|her|their feet|power)"
    r"|f[ae]ll(?:s|en)? (?:to be|at the|to bits|to pieces|over backwards|short of (?:the )?(?:standard|threshold|definition|test|duty))"
    r"|climb(?:s|ed|ing)? (?:the|a|onto|aboard)|double-cross\w*|rais(?:e|es|ed|ing) (?:no|an|the) objections?"
    r"|easier said than|triple lock|the [a-z]+est of (?:the )?(?:two|three|four|these|those)|the [a-z]+est [a-z]+ (?:that )?(?:\w+ ){1,3}(?:can|could|may)|wins? (?:the|an?) (?:contract|case|right|award|appeal|tender|bid)|lesser (?:\w+)|proves? the rule"
)
_FREQUENCY = (
    r"(?:once|twice|(?:three|four|five|six|seven|eight|nine|ten|twelve|\d{1,2}) times)(?: (?:a|an|per|each|every|in (?:a|each|every)) (?:day|week|fortnight|month|quarter|year|decade|term"
    r"|session|lifetime)| daily| weekly| monthly| yearly)|twice-(?:yearly|weekly|daily|monthly|annual)|bi(?:annual|ennial)ly"
)
"""How often a thing is done by rule: an amount of the rule, not of the data."""
_BODIES = (
    r"(?:council|senate|house|parliament|assembly|chamber|board|committee|commission|court|bench|jury|panel|congress|cabinet|federation"
    r"|union|bench) (?:has|have|consists of|comprises|is made up of|sits with|of) (?:\d+|\w+) \w+"
    r"|(?:one|two|three)-(?:thirds?|quarters?|fifths?|half) of the (?:members|seats|councillors|senators|senate|judges|signatories|directors|votes)"
    r"|there(?:'s|’s| is) more to|(?:with|of|has|have|by|from|comprises|into|includes?) (?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen"
    r"|twenty|thirty|\d{1,3}) (?:\w+ )?(?:judges|justices|magistrates|members|jurors|commissioners|directors|governors|trustees|chambers"
    r"|houses|tiers|branches|readings|stages|parts|signatures|copies|constituencies|electors|officers|experts|ministers|delegates"
    r"|chapters|sections|articles|clauses|columns|sheets|scenarios|variables|countries|regions|provinces|states|cantons)"
)
_PEOPLE = (
    r"(?:people|persons?|adults?|children|babies|toddlers|newborns|women|men|those|pensioners|residents|pupils|workers|patients|drivers|girls|boys|anyone|everyone"
    r"|anybody|adolescents|infants|students|citizens|households|tenants|mothers|parents|employees|applicants|voters|the|all)"
)
_AGES = (
    rf"{_PEOPLE} (?:(?:who are|aged) )?(?:over|under|above|below|older than|younger than|between|from|up to) \d{{1,2}}(?: (?:and|to|or) \d{{1,2}})?"
    r"(?! ?(?:%|percent|per cent|million|thousand|in\b|out\b|of\b|[a-z]*(?:tons|miles|minutes)))(?![.,]?\d)"
    r"|(?:age|birthday|turn(?:s|ed|ing)?|at|from|until|after|before) (?:the )?(?:age of )?(?:\d{1,2}(?:th|st|nd|rd)?|sixteen|eighteen"
    r"|twenty-one|sixty|sixty-five)(?= (?:birthday|years of age))|age of (?:\d{1,2}|\w+teen|\w+ty(?:-\w+)?)"
    r"|(?:starts?|begins?|ends?|stops?) at \d\d\b(?! ?(?:%|percent|per cent)|[.,]\d)"
    r"|(?:retir\w+|vote|marry|drive|drink|leave school|start school|enrol) (?:at|from|until|by) (?:the age of )?\d\d\b(?! ?%|[.,]\d)"
    r"|within (?:\d+|\w+) (?:working )?(?:days|weeks|months|hours|years|minutes)"
    r"|(?:\w+teen|\w+ty|\w+ty-\w+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)-(?:year|month|week|day|hour|member|person"
    r"|tier|seat|lane|bed|mile|page|point|part|stage)(?:-olds?)?(?![- ](?:wait|delay|queue|high|low|peak|rise|fall|lead|gap|swing|drop"
    r"|backlog|jump|record|best|worst|slump|decline|margin))|\d+-plus"
    r"|\b(?:over|under)-(?:\w+ies|\w+teens|fives|tens|sixteens)"
)
_SPELLS = (
    r"\d+(?:\.\d+)?[- ](?:hour|day|week|month|year|mile|minute|second|member|seat|page|point|mph|bed|person|party|nation|storey|story|lane|metre|meter)"
    r"(?=[- ](?!wait|delay|queue|high|low|peak|rise|fall|lead|gap|swing|drop|backlog|jump|record|best|worst|slump|decline|margin)[a-z])"
)
"""A number that is part of a name of a thing: ``a 24-hour helpline``, ``a 30-year mortgage``."""
_PLACES = (
    r"\d+-[A-Z][a-z]+|(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Twelve|Half) [A-Z][a-z]+|(?:Equation|Model|Panel|Column|Sheet|Lot"
    r"|Series|Experiment|Trial|Theorem|Hypothesis|Study|Sample|Group|Cluster|Cohort|Module|Unit|Lesson|Task|Track|Strand) \d+[a-z]?"
    r"|(?!(?:In|On|At|By|Of|The|About|Over|Under|Only|Nearly|Almost|Some|Just|And|But|All|For|From|To|With|After|Before|Around|Roughly"
    r"|Another|These|Those|Between|More|Fewer|Less|Than|Since|Until|Out|Up|Down|Every|Each|Their|Its|Our|Another|Then|Now|Last|As|A"
    r"|Exactly|Barely|Fully|Most|Today|There|Or) )[a-z]{0,2}[A-Z][A-Za-z]+ \d{1,2}(?=[.,;]| (?:is|was|has|had|will|gives|shows|runs|can|does|compares|covers|measures|looks|sets|applies|asks|requires|counts|tests|means)\b)"
    r"|(?:Junction|Exit|Terminal|Platform|Gate|Line|Ward|District|Precinct|Pier|Dock|Bus|Flight|Block|Floor|Lane|Apollo|Hall|Camp|Fund|Lock"
    r"|Channel|Studio|Company|Squad|Division|Unit|Route|Building|Plot|Warehouse|Borehole|Pit|Shaft|Bay|Site|Station|Berth|Catch) \d+[A-Z]?"
    r"|\b9/11\b|\b(?:[Cc]all|[Dd]ial|[Rr]ing|[Tt]ext|[Pp]hone|[Tt]elephone|[Tt]el\.?|[Ff]ax|[Hh]otline) (?:\+?\d[\d -]*\d)"
    r"|\b(?:999|911|112|111) (?:calls?|callers?|line|service|system)\b"
)
SET_PHRASES = at_words(
    rf"\b(?:{_SAYINGS}|{_NUMERALS}|{_DOINGS}|{_FREQUENCY}|{_BODIES}|{_AGES}|{_SPELLS})\b"
)
NUMBERED_PLACES = kept_pattern(rf"\b(?:{_PLACES})")

OF_LAW = kept_pattern(
    r"\b(?:(?:\d+|\w+) (?:working |calendar |clear )?(?:days?|weeks?|months?|hours?|years?)(?:['’])? (?:to (?:appeal|reply|respond|pay|comply|leave|decide"
    r"|answer|object|apply|act|file|vote)|before (?:the|an?)|notice|of (?:paid )?(?:leave|notice))|may (?:ask|apply|appeal|delay|rank|sit|end|vote|claim|seek|request|lodge)"
    r"|(?:candidate|applicant|party|bill|motion|amendment|petition|winner|treaty|proposal|resolution)s? needs? (?:at least )?\d|needs? (?:an?|\d+|two|three) (?:second|third|votes?|signatures?|permit|licen[cs]e|votes? to)|needs? \d+ (?:of \d+ )?votes?|qualif(?:y|ies) (?:with|for|if|where|when|as)"
    r"|loses? (?:the|their|its) (?:deposit|seat|licen[cs]e|right)|based on [\d,]+ (?:interviews|responses|returns|households|observations|cases|records|firms|people)"
    r"|(?:is|are) (?:reduced|increased|raised|cut|doubled|halved|extended|frozen|trebled) (?:by (?:\w+ ){1,2})?(?:where|for (?:an?|each|every|those)|if|when)"
    r"|(?:took|take|takes|open for|invites?|invited) (?:comments|submissions|responses|evidence) (?:for|over|from)|on a scale (?:from|of)"
    r"|by (?:law|statute|default|definition|order|decree|treaty)|in law|statutory|under the (?:act|law|rules?|scheme|treaty|regulations?"
    r"|order|convention)|entitled to|eligible|liable (?:to|for)|exempt|quorum|(?:has|have) (?:a|the) (?:legal )?right to|on a scale|may be (?:up to|set)|can be up to|consent of|support of an?|needs? the (?:support|consent|approval|agreement|votes?) of|to pass|unless|(?:is|are) (?:needed|required|necessary) (?:to|for|in|by)"
    r"|(?:is|are) (?:levied|payable|chargeable|taxed|zero-rated|due|capped|barred|allowed|permitted|prohibited|forbidden|obliged|free to)"
    r"|(?:speed|age|weight|time|size|height|legal|word|page|noise|mph) limit (?:is|of|near)|limit (?:of|applies)|ceiling of|maximum (?:of|fine"
    r"|sentence|penalty|term)|minimum (?:of|age|term|sentence)|thresholds? (?:of|for|applies)|standard rate|(?:applies|apply) (?:to|near"
    r"|where|when|on|in|from|at|only)|(?:is|are) (?:set|fixed|payable|charged|paid|offered|let|priced) at (?:up to|no more than|a maximum of|a flat)|(?:is|are) elected for|serves? (?:for )?(?:a )?(?:term|terms|\w+ years)|on (?:pain|penalty) of"
    r"|limit for \w+ is|(?:metres|meters|tonnes|tons|kg|km|litres|employees|staff|seats|beds|storeys|acres|hectares|miles) (?:need|pay|carry|fit|must"
    r"|may|qualify|require|report|are (?:exempt|subject|covered|banned))"
    r"|(?:charged|levied|withdrawn|capped|rebated|taxed) (?:at|on)"
    r"|(?<!average )(?<!mean )(?<!median )(?<!typical )(?:deposit|fine|licen[cs]e|penalty|surcharge|stamp duty|personal allowance|allowance|vat|court fee|entry fee"
    r"|confidence level|significance level|axis|poverty line|base index|quorum|notice period|lease|term of office|school term|a term|rate of (?:vat|duty|interest)"
    r"|interest) (?:is|costs|runs|lasts|starts|begins|tapers|stands)"
    r"|index (?:equals|is set to|is rebased)|(?:rais|lift|lower|cut|reduc|increas)(?:e|es|ed|s|ing)? the (?:\w+ ){0,3}?(?:age|limit|cap|threshold|ceiling|floor|quota|term|number of (?:councillors"
    r"|seats|judges|members|districts|ministries)|voting age|retirement age)(?: of \w+)?(?: \w+)? (?:to|from)"
    r"|(?:districts?|counties|towns|councils|trusts|banks|hospitals|charities|states|carriers|parishes|firms?|homes?|plants?|vehicles?|lorries|vessels|farms?|employers?|persons?|people|households|buildings|schools|companies|estates|shops) with (?:more|fewer|less|over|under|at least) (?:than )?"
    r"|may not|shall not|no (?:more|later|fewer|less) than|within \w+ (?:working )?(?:days|weeks|months|hours) (?:of|after)|comes?"
    r" into force)\b",
    re.IGNORECASE,
)
"""Words of a rule: the figures of their clause are those of the rule."""
