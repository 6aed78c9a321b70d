"""What each English word may be for a claim: a verb of change in one of its forms, a comparative, a measure.

Families of words, all forms of each, and one letter for each kind; the grammar of claims
(:mod:`briefing.language.claim_grammar`) is written in these letters.
"""

from __future__ import annotations

import re

from briefing.language.inflection import comparative, superlative, verbs

_FALLING = (
    "wither, recede, regress, falter, sag, droop, languish, crumble, crumple, implode, backslide, decay, evaporate, disappear, fade"
    ", slacken, flatline, stumble, crater, relapse, wilt, atrophy, buckle, subside, dwindle, deteriorate, stagnate, diminish, vanish"
    ", degenerate, plummet, sink, shrink, worsen, nosedive, retreat, wane, ebb, abate, lessen, weaken, die out, die down, peter out"
    ", fizzle out, fizzle, fall off, fall away, fall back, slide back, slip back, sink back, drop back, drop away, ease back, cool off"
    ", cool down, calm down, cave in, run dry, run low, run short, run out, dry up, tail away, tail off, taper off, drop off, wear off"
    ", wither away, melt away, ebb away, fade away, waste away, lose pace, lose steam, lose heart, come unstuck, go under, go bust"
    ", go backwards, abound, go into reverse, go south, hollow out, thin out, wash out, level out, bottom out, bleed, contract, slow down"
    ", come off the boil, simmer down, quieten, undershoot, founder, shrivel, dissipate, plunge, nose-dive, slump, tumble, decelerate, sputter, splutter, stutter, skid, unravel, rot, dive, depreciate, degrade, corrode, disintegrate, drain away, leak away, trickle away, slip away, flop, give ground, give way, lose out, miss out, fall short, come up short, go off, keel over, crack up, burn out, tank, empty out, die off, disappoint, suffer, struggle, underwhelm, hollow out, slip, slide, dip, drop, fall, crash, collapse, decline, decrease"
)
_RISING = (
    "spiral, accrue, accumulate, appreciate, billow, bloom, bubble up, bulk up, flare up, lift off, race, race ahead, zoom, vault, sprout, storm ahead, mature, recuperate, crop up, pour in, flood in, flock, swarm, excel, tower, surge ahead, pull away, burgeon, thrive, flourish, boom, prosper, blossom, bulge, resurge, resurface, reappear, explode, mushroom, snowball, balloon"
    ", skyrocket, proliferate, multiply, rebound, revive, grow, soar, rise, overshoot, swell, escalate, intensify, pile up, mount up"
    ", add up, heat up, warm up, speed up, shoot up, leap up, jump up, spring up, creep up, inch up, edge up, tick up, move up, climb up"
    ", nudge up, drift up, spiral up, ratchet up, ramp up, bounce back, spring back, snap back, roar back, claw back, climb back"
    ", come roaring back, creep back, pick up, take off, gather pace, gather speed, gather momentum, gather steam, gather strength"
    ", pick up pace, pick up speed, gain pace, fill up, perk up, brighten, steepen, heighten, lengthen, quicken, accelerate, peak"
    ", top out, catch on, soak up, outlast, crowd out, improve, strengthen, rally, surge, spike, leap, inflate, double, triple, treble"
    ", quadruple, quintuple, bounce, jump, climb, rocket, increase"
)
_TURNING = (
    "plateau, fluctuate, oscillate, seesaw, gyrate, wobble, waver, veer, lurch, converge, diverge, level off, even out, flatten, steady"
    ", turn around, turn sour, turn negative, turn positive, turn upwards, turn downwards, swing back, stall, stabilise, widen, narrow"
    ", deepen, persist, linger, hover, drift, seize up, grind to a halt, swing, whipsaw, yo-yo, endure, hold up, hold out, bear up, sour, sharpen, mellow, moderate"
    ", polarise, age"
)
_DIRECTED = tuple(
    f"{going} {where}"
    for going in "creep edge inch tick nudge drift trend head move push swing tilt point climb slope shoot go come march crawl slide".split()
    for where in "up down upwards downwards upward downward higher lower".split()
)
_SHEDDING = (
    "lose, shed, gain, regain, recoup, haemorrhage, hemorrhage, outlive, outshine, outclass, undercut, supplant, displace, rival, match, equal, outbid, outpoll, overshadow"
    ", outweigh, trounce, dominate, overhaul, top, trail, lag, outpace, overtake, exceed, surpass, dwarf, eclipse, outstrip"
)
"""Verbs that say what somebody lost or won, or whom one passed; what is lost follows."""
_AS_NOUNS = (
    "rise, fall, drop, jump, climb, surge, dip, cut, swing, peak, gain, slide, slip, slump, plunge, tumble, crash, spike, leap, sag"
    ", increase, decrease, decline, boom, rally, retreat, rebound, drift, bulge, thaw, bounce, plateau, slide, lag, top, trail, stall"
    ", double, decay, triple, lurch, bleed, wobble, contract, age, bloom, fade, founder, sour, swell, steady, stumble, buckle, mount"
    ", surface, collapse, balloon, mushroom, snowball, swing, race, suffer, tank, dive, rot, storm, crack, bloom, flop, tower, return, firm, swarm, spiral, mature, struggle, ebb, crater, relapse, moderate"
).split(", ")
"""Verbs whose plain forms are nouns or adjectives as well."""
_DONE_TO = (
    "expand, extend, broaden, enlarge, thicken, loosen, harden, soften, lighten, drain, empty, cool, warm, melt, thaw, darken, fatten"
    ", ripen, stiffen, tighten, clog, stretch, split, spread, reverse, shift, recover, lower, reduce, ease, contract, moderate, steady, return, revert, come back, recur, firm, race, appreciate, dissolve, mature, endure"
    ", slow, age, inflate, accelerate, double, revive, ramp up, ratchet up, speed up, top, outweigh, improve, strengthen"
    ", stabilise, widen, narrow, fill up, flatten, deepen, heighten, sharpen, cut, steepen, intensify, add up, soak up, pile up, slip, slide, drop, crash, collapse, decline, decrease, increase, jump"
)
"""Verbs that somebody may do to something: their past is a movement only where nothing is done to anything."""
_CHANGES = (
    "rise, fall, drop, increase, decrease, decline, growth, gain, loss, jump, surge, slump, plunge, collapse, recovery, rebound"
    ", contraction, expansion, slowdown, upturn, downturn, acceleration, deterioration, improvement, reduction, slide, dip, spike"
    ", upswing, downswing, crash, boom, leap, upsurge, uptick, downtick, hike, squeeze, setback, tumble, retreat, erosion, shrinkage"
    ", shortfall, spurt, swing, reversal, revival, resurgence, turnaround, backslide, drop-off, falloff, let-up, progress, bounce"
    ", exodus, influx"
)
_SIZES = (
    "high, low, large, small, big, great, cheap, dear, heavy, fast, slow, weak, strong, steep, deep, wide, narrow, long, short, costly"
    ", scarce, rare, busy, warm, hot, cold, wet, dry, safe, deadly, tight, dense, bleak, bright, clean, dirty, young, rich, poor"
    ", wealthy, healthy, sick, late, early, old, thin, thick, rough, smooth, harsh, mild, tough, close, few, full, empty, hard, easy"
    ", soft, loose, light, dark, loud, quiet, calm, stiff, sharp, blunt, flat, fair, fit, fat, lean, green, broad, shallow, swift"
    ", quick, grim, gloomy, rosy, hungry, lonely, happy, sad, angry, greedy, needy, lucky, risky, pricey, patchy, bumpy, shaky, steady"
    ", stormy, windy, murky, noisy, tidy, hefty, tiny, lively, friendly, simple, ample, gentle, brittle, idle, dire, sparse, tense"
    ", strange, huge, wise, fine, ripe, crude, grave, pale, slim, dim, firm, cool, frail, new, slack, crisp, bare, smart, neat, sweet"
    ", bold, wild, likely, severe, remote, stern, taut, plump, rife, bulky, leafy, salty, foggy, smoggy, dusty, muddy, hilly, crowded"
    ", plain, clear, near, sleek, tall, weighty, wealthy, thrifty, thirsty, sunny, rainy, sooty, mighty, lofty, meagre, meager, spread"
)
_STATES = (
    "flat, unchanged, stable, stagnant, static, subdued, sluggish, buoyant, depressed, rife, rampant, negligible, stuck, scarce, rare"
    ", widespread, commonplace, abundant, plentiful, weak, robust, fragile, volatile, patchy, minimal, elevated, endemic, ubiquitous"
    ", overcrowded, understaffed, underfunded, sticky, stubborn, elusive, intractable, entrenched, deep-rooted, oversubscribed, undersubscribed, overstretched, depleted, threadbare, lopsided, unequal"
    ", unevenly spread, vanishingly rare, unaffordable, unheard of, commonplace, skewed, concentrated, dormant, anaemic, anemic, healthy"
    ", moribund, sparse, bleak, dire, erratic, lacklustre, lackluster, tepid, muted, brisk, feeble, frail, acute, chronic, pervasive"
    ", prohibitive, abysmal, alarming, appalling, astronomical, atrocious, crippling, crushing, deficient, deplorable, desperate, dismal, disproportionate, enormous, epidemic, excessive, extortionate, extreme, gaping, hefty, huge, immense, infrequent, lamentable, lavish, massive, miserable, minuscule, outsized, pitiful, precarious, prevalent, scant, scanty, severe, shocking, skimpy, slender, spotty, spectacular, staggering, steep, stratospheric, substandard, terrible, tiny, uneven, unbalanced, unsustainable, vast, woeful, vast, exorbitant, paltry, meagre, meager, insufficient, inadequate, plateauing, resilient, cheap, expensive, dear, costly"
)
_MEASURES = (
    "number, wait, queue, wage, income, price, cost, bill, score, death, growth, turnout, output, yield, sale, rent, debt, profit, loss"
    ", margin, share, proportion, spending, unemployment, inflation, poverty, demand, supply, hour, delay, emission, temperature"
    ", rainfall, harvest, crime, list, stay, journey, commute, mark, grade, volume, revenue, return, stock, deficit, surplus, chance"
    ", mortality, productivity, earning, fare, fee, vacancy, arrears, bed, place, staff, pupil, patient, voter, job, accident, injury"
    ", complaint, birth, winter, summer, drought, storm, heatwave, life, outcome, result, level, crop, premium, pension"
)
_PLAIN_ADJECTIVES = (
    "common frequent popular likely prone dense robust stable equal secure severe acute fragile remote modern honest crowded polluted"
    " widespread advanced skewed concentrated urban rural diverse educated indebted exposed strained stretched prepared satisfied"
    " divided segregated isolated mixed spread varied punctual reliable numerous densely thinly expensive open"
)
_ADVERBS = (
    "still again now also even ever never yet already often not just almost quite rather very too so far much well further once back"
    " somewhat since then soon today all both there only perhaps always sometimes far alone together slightly overnight nowadays lately"
)
_NO_ADVERBS = (
    "family supply reply apply rely assembly early monthly yearly weekly daily quarterly july italy ally anomaly multiply elderly"
    " friendly deadly costly likely lonely lively timely imply comply bully butterfly fly homily tally melancholy monopoly orderly"
)
_WORDS_OF_GRAMMAR = {
    "D": "the a an this that these those its their our his her my your each every any some whose which what",
    "N": "no nor neither without",
    "T": "to",
    "y": "by",
    "P": (
        "of in on at for with from into onto over under above below across among amongst between beyond during through throughout"
        " after before until till near against about around within outside inside along behind despite per towards toward via since"
        " as than"
    ),
    "B": "is are was were am isn't aren't wasn't weren't",
    "b": "be been being",
    "H": "has have had having hasn't haven't hadn't",
    "C": "and or but while whereas though although because yet",
    "m": "more less fewer",
    "M": "most least",
}
_STARTS = tuple(
    f"{one} to"
    for one in "failed fails fail continues continued continue began begun start starts started seems seem seemed appears appear"
    " appeared struggled struggles managed ceased refuses refused proceeded used came".split()
)
"""What stands before a verb of change that is asserted: ``failed to recover``."""
CAUSED = tuple((
    "sent drove driven pushed pulled saw left kept made dragged forced brought lifted raised reduced lowered cut boosted depressed"
    " slashed trimmed increased decreased improved worsened doubled halved eased widened narrowed curbed hurt dampened swelled inflated"
).split())
"""What somebody did to a measure that follows: ``drove prices up``, ``reduced waits``."""
_LINKS = verbs("become, get, grow, remain, stay, turn, seem, look, feel, appear, prove, keep")
_SUFFIXES = ("able", "ible", "ive", "ous", "ful", "less", "ent", "ant", "ical", "ic", "ial", "ual", "ional")


def _lexicon() -> dict[str, str]:
    """Every word that is known, by its small letters."""
    words: dict[str, str] = {}
    words |= dict.fromkeys("fleeing quitting deserting flocking dying leaving closing shutting abandoning emigrating".split(), "f")
    words |= {"no longer": "X", "yet to": "Y"} | dict.fromkeys(_STARTS, "Y")
    words |= dict.fromkeys(_ADVERBS.split(), "X")
    words |= dict.fromkeys(_PLAIN_ADJECTIVES.split(), "A")
    for measure in _MEASURES.split(", "):
        words |= {measure: "u", verbs(measure)[0].now: "U"}
    words |= dict.fromkeys(_STATES.split(", "), "a")
    sizes = _SIZES.split(", ")
    words |= {one: "A" for one in sizes if one not in words}
    words |= {comparative(one): "r" for one in sizes} | {"better": "r", "worse": "r"}
    words |= {superlative(one): "R" for one in sizes} | {"best": "R", "worst": "R"}
    words |= {form: "n" for one in _CHANGES.split(", ") for form in (one, verbs(one)[0].now)}
    for link in _LINKS:
        words |= dict.fromkeys((link.base, link.now, link.past, link.participle, link.going), "G")
    words |= _forms_of_change()
    for letter, listed in _WORDS_OF_GRAMMAR.items():
        words |= dict.fromkeys(listed.split(), letter)
    return words


def _forms_of_change() -> dict[str, str]:
    done_to, nouns = frozenset(_DONE_TO.split(", ")), frozenset(_AS_NOUNS)
    words = {}
    for family in (_FALLING, _RISING, _TURNING, ", ".join(_DIRECTED), _SHEDDING, _DONE_TO):
        for one in verbs(family):
            past = "q" if one.base in done_to else "p"
            noun = one.base in nouns
            words |= {one.participle: past, one.past: past, one.going: "g"}
            words |= {one.now: "s" if noun else "S", one.base: "v" if noun else "V"}
            for form in (one.past, one.participle, one.going):
                words[_with_two_ls(form)] = words[form]
    for one in verbs(_SHEDDING):
        words |= {one.past: "l", one.participle: "l", one.now: "L", one.base: "v"}
    return words


def _with_two_ls(form: str) -> str:
    """``levelled off`` of ``leveled off``."""
    return re.sub(r"(?<=[ea])l(?=ed|ing)", "ll", form) if form.startswith(("level", "spiral")) else form


WORDS = _lexicon()
"""The kind of each known word, in small letters; those of several words too."""
MEASURED = tuple(word for word, kind in WORDS.items() if kind in "uU" and word not in {"fee", "fees", "list", "lists", "mark", "place"})
"""Words for what is measured, that something may be done to."""
LONGEST = max(len(one.split()) for one in WORDS)
"""Of how many words the longest entry is."""


def kind_of(word: str) -> str:
    """The letter of one word that may stand in the lexicon or tell its kind by its ending.

    ``w`` is any other word, ``W`` one that may be a plural.
    """
    small = word.lower().replace("’", "'")
    if small in WORDS:
        return WORDS[small]
    if re.search(r"\d", small):
        return "#"
    if small.endswith(("'s", "s'")):
        return "O"
    if small.endswith("ly") and small not in _NO_ADVERBS.split():
        return "X"
    if small.endswith(_SUFFIXES) and not small.endswith("ment"):
        return "A"
    is_plural = small.endswith("s") and not small.endswith(("ss", "us", "is"))
    return "W" if is_plural or small in {"people", "men", "women", "children", "police"} else "w"
